#include "base/text.h"
#include "formats/github_workflow.h"
#include "notation/image.h"

namespace avouch::formats {
namespace {

using model::Pin;
using model::Reference;
using model::ReferenceKind;

bool IsHex(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

// "...@sha256:<64 hex>", whatever variables stand in front.
bool EndsInDigest(std::string_view text) {
  const std::size_t at = text.rfind("@sha256:");
  return at != text.npos && IsHex(text.substr(at + 8), 64);
}

}  // namespace

Reference ReadImage(std::string_view text, const model::Place& place) {
  Reference out;
  out.kind = ReferenceKind::kImage;
  out.text = text;
  out.place = place;
  auto image = notation::ParseImage(text);
  if (!image || image->has_variable) {
    out.name = text;
    // What has the place of a digest and is none holds nothing.
    const bool broken = !image && text.find('@') != text.npos;
    out.pin = EndsInDigest(text) ? Pin::kDigest : broken ? Pin::kFloating : Pin::kVariable;
    return out;
  }
  out.name = text.substr(0, text.find_first_of("@"));
  std::size_t colon = out.name.rfind(':');
  if (colon != std::string::npos && out.name.find('/', colon) == std::string::npos)
    out.name.resize(colon);
  out.version = image->digest.empty() ? std::string(image->EffectiveTag()) : image->digest;
  out.pin = image->digest.empty() ? Pin::kFloating : Pin::kDigest;
  return out;
}

Reference ReadUses(std::string_view text, std::string_view comment, const model::Place& place) {
  if (text.starts_with("docker://")) {
    Reference out = ReadImage(text.substr(9), place);
    out.text = text;
    return out;
  }
  Reference out;
  out.kind = ReferenceKind::kAction;
  out.text = text;
  out.comment = comment;
  out.place = place;
  // "$/x" is x in the repository that holds the workflow, at the commit that runs.
  if (text.starts_with("./") || text.starts_with("../") || text.starts_with("$/")) {
    out.name = text;
    if (text[0] == '$') out.name[0] = '.';
    out.pin = Pin::kLocal;
    return out;
  }
  std::size_t at = text.rfind('@');
  out.name = text.substr(0, at);
  out.version = at == text.npos ? "" : text.substr(at + 1);
  out.pin = IsHex(out.version, 40) || IsHex(out.version, 64) ? Pin::kCommit
            : out.version.find("${{") != std::string::npos   ? Pin::kVariable
                                                             : Pin::kFloating;
  if (out.name.find(".github/workflows/") != std::string::npos)
    out.kind = ReferenceKind::kReusableWorkflow;
  return out;
}

}  // namespace avouch::formats

#include "notation/image.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace avouch::notation {
namespace {

constexpr std::string_view kDefaultRegistry = "docker.io";
constexpr std::string_view kDefaultFolder = "library/";
constexpr std::size_t kMaxName = 255;  // distribution/reference: NameTotalLengthMax.
constexpr std::size_t kMaxTag = 128;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsLetter(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z'); }
bool IsWordByte(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }

std::unexpected<Error> Wrong(std::string what, std::string_view text) {
  return Fail(ErrorKind::kMalformed, std::move(what), {},
              "in '" + Printable(text.substr(0, 100)) + "'");
}

// "$NAME", "${...}", "${{ ... }}", "{{ ... }}", "<...>" and "%NAME%" stand for something else.
bool HasVariable(std::string_view text) {
  return text.find_first_of("$<>%") != std::string_view::npos ||
         text.find("{{") != std::string_view::npos;
}

// One variable at the front of `text`: its length, or 0.
std::size_t VariableLength(std::string_view text) {
  const auto until = [&](std::string_view close) {
    const std::size_t end = text.find(close);
    return end == std::string_view::npos ? text.size() : end + close.size();
  };
  if (text.starts_with("${{") || text.starts_with("{{")) return until("}}");
  if (text.starts_with("${")) return until("}");
  if (text.starts_with('<')) return until(">");
  if (!text.starts_with('$')) return 0;
  std::size_t end = 1;
  while (end < text.size() && IsWordByte(text[end])) ++end;
  return end;
}

// `text` with every byte inside a variable made 'x', so that a ':' or '/' in
// "${REGISTRY:-docker.io/x}" does not part the reference.
std::string Masked(std::string_view text) {
  std::string masked(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = VariableLength(text.substr(at));
    std::fill_n(masked.begin() + static_cast<std::ptrdiff_t>(at), length, 'x');
    at += std::max<std::size_t>(length, 1);
  }
  return masked;
}

// [a-z0-9]+ parts, joined by '.', '_', '__' or any number of '-'.
bool IsPathPart(std::string_view part) {
  if (part.empty()) return false;
  const auto is_plain = [](char c) { return IsLower(c) || IsDigit(c); };
  if (!is_plain(part.front()) || !is_plain(part.back())) return false;
  for (std::size_t at = 0; at < part.size();) {
    if (is_plain(part[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < part.size() && !is_plain(part[end])) ++end;
    const std::string_view separator = part.substr(at, end - at);
    const bool dashes = separator.find_first_not_of('-') == std::string_view::npos;
    if (!dashes && separator != "." && separator != "_" && separator != "__") return false;
    at = end;
  }
  return true;
}

bool IsRegistry(std::string_view text) {
  if (text.starts_with('[')) {  // [::1]:5000
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view inside = text.substr(1, close - 1);
    if (inside.empty() || inside.find_first_not_of("0123456789abcdefABCDEF:.") != inside.npos) {
      return false;
    }
    text = text.substr(close + 1);
    if (text.empty()) return true;
    if (!text.starts_with(':')) return false;
    return text.size() > 1 && std::ranges::all_of(text.substr(1), IsDigit);
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view port = text.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, IsDigit)) return false;
  }
  for (const std::string_view part : Split(text.substr(0, colon), '.')) {
    const bool plain = !part.empty() && std::ranges::all_of(part, [](char c) {
      return IsLetter(c) || IsDigit(c) || c == '-';
    });
    if (!plain || part.front() == '-' || part.back() == '-') return false;
  }
  return true;
}

bool IsTag(std::string_view tag) {
  return !tag.empty() && tag.size() <= kMaxTag && IsWordByte(tag.front()) &&
         std::ranges::all_of(tag, [](char c) { return IsWordByte(c) || c == '.' || c == '-'; });
}

bool IsDigest(std::string_view digest) {
  const std::size_t colon = digest.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view name = digest.substr(0, colon);
  const std::size_t size = name == "sha256"   ? 64
                           : name == "sha384" ? 96
                           : name == "sha512" ? 128
                                              : 0;
  const std::string_view hex = digest.substr(colon + 1);
  return size != 0 && hex.size() == size &&
         std::ranges::all_of(hex, [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); });
}

// The first part names a registry when it could not be a folder of Docker Hub.
bool NamesRegistry(std::string_view part) {
  return part.find_first_of(".:[") != std::string_view::npos || part == "localhost" ||
         std::ranges::any_of(part, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Parts `text` at the places where `masked`, of the same length, has the marks.
ImageReference Part(std::string_view text, std::string_view masked) {
  ImageReference image;
  image.has_variable = HasVariable(text);
  if (const std::size_t at = masked.find('@'); at != std::string_view::npos) {
    image.digest = text.substr(at + 1);
    text = text.substr(0, at), masked = masked.substr(0, at);
  }
  const std::size_t last_slash = masked.rfind('/');
  const std::size_t from = last_slash == std::string_view::npos ? 0 : last_slash;
  if (const std::size_t colon = masked.find(':', from); colon != std::string_view::npos) {
    image.tag = text.substr(colon + 1);
    text = text.substr(0, colon), masked = masked.substr(0, colon);
  }
  const std::size_t slash = masked.find('/');
  const std::string_view first = text.substr(0, slash);
  if (slash != std::string_view::npos && (NamesRegistry(first) || HasVariable(first))) {
    image.registry = first;
    image.repository = text.substr(slash + 1);
    return image;
  }
  image.registry = kDefaultRegistry;
  image.repository = text;
  return image;
}

Status CheckParts(const ImageReference& image, std::string_view text, bool has_tag,
                  bool has_digest) {
  if (!IsRegistry(image.registry)) return Wrong("no name of a registry", text);
  if (!std::ranges::all_of(Split(image.repository, '/'), IsPathPart)) {
    return Wrong("no name of an image", text);
  }
  if (has_tag && !IsTag(image.tag)) return Wrong("no tag of an image", text);
  if (has_digest && !IsDigest(image.digest)) return Wrong("no digest of an image", text);
  return {};
}

}  // namespace

Result<ImageReference> ParseImage(std::string_view text) {
  if (text.starts_with("docker://")) text.remove_prefix(9);
  if (text.empty() || text.size() > 1024) return Wrong("no reference to an image", text);
  if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
    return Wrong("a control character in a reference to an image", text);
  }
  const std::string masked = Masked(text);
  ImageReference image = Part(text, masked);
  if (!image.has_variable) {
    const bool has_digest = text.find('@') != std::string_view::npos;
    const bool has_tag = text.substr(0, text.find('@')).ends_with(":" + image.tag);
    AVOUCH_CHECK_OK(CheckParts(image, text, has_tag, has_digest));
  }
  if (image.registry == "index.docker.io") image.registry = kDefaultRegistry;
  const bool official = image.registry == kDefaultRegistry && !image.has_variable &&
                        image.repository.find('/') == std::string::npos;
  if (official) image.repository.insert(0, kDefaultFolder);
  if (image.Name().size() > kMaxName && !image.has_variable) {
    return Wrong("a name of an image of more than 255 bytes", text);
  }
  return image;
}

std::string FormatImage(const ImageReference& image) {
  std::string out = image.Name();
  if (!image.tag.empty()) out += ":" + image.tag;
  if (!image.digest.empty()) out += "@" + image.digest;
  return out;
}

}  // namespace avouch::notation

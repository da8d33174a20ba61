#include "formats/meson_wrap.h"

#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/source_address.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

struct Wrap {
  std::string_view kind;  // "file", "git", "hg", "svn", "redirect"
  std::uint32_t line = 0;
  std::map<std::string_view, std::string_view> values;

  std::string_view operator[](std::string_view key) const {
    const auto at = values.find(key);
    return at == values.end() ? std::string_view() : at->second;
  }
};

Wrap Parse(std::string_view text) {
  Wrap wrap;
  bool inside = false;
  std::uint32_t number = 0;
  for (const auto written : Lines(text)) {
    ++number;
    const std::string_view line = Trim(written);
    if (line.starts_with('[')) {
      inside = line.starts_with("[wrap-") && line.ends_with(']');
      if (inside) wrap.kind = line.substr(6, line.size() - 7), wrap.line = number;
    } else if (const auto equals = line.find('=');
               inside && equals != line.npos && !line.starts_with('#')) {
      wrap.values[Trim(line.substr(0, equals))] = Trim(line.substr(equals + 1));
    }
  }
  return wrap;
}

// "1.2" of "1.2-3", or of the folder "name-1.2".
std::string_view VersionOf(const Wrap& wrap, std::string_view name) {
  if (const auto version = wrap["wrapdb_version"]; !version.empty())
    return version.substr(0, version.rfind('-'));
  const auto folder = wrap["directory"];
  if (folder.size() > name.size() + 1 && folder.starts_with(name) && folder[name.size()] == '-')
    return folder.substr(name.size() + 1);
  return {};
}

void FromFile(const Wrap& wrap, model::Component one, Notes& notes, model::Manifest& manifest) {
  one.source = SourceKind::kUrl;
  one.origin = wrap["source_url"];
  one.version = VersionOf(wrap, one.name);
  if (one.version.empty()) one.version = VersionOfAddress(one.origin);
  if (const auto hash = wrap["source_hash"]; !hash.empty())
    one.digests.push_back("sha256:" + std::string(hash));
  else
    notes.Add(wrap.line, one.name + " has no source_hash");
  if (!wrap["patch_url"].empty() && wrap["patch_hash"].empty())
    notes.Add(wrap.line, "its patch has no patch_hash");
  manifest.components.push_back(std::move(one));
}

void FromRepository(const Wrap& wrap, model::Component one, model::Manifest& manifest) {
  const std::string_view revision = wrap["revision"];
  if (IsMovingName(revision)) {
    manifest.lock = false;
    model::Requirement asked;
    asked.name = one.name;
    asked.range = revision;
    asked.source = SourceKind::kGit;
    asked.place = one.place;
    manifest.requirements.push_back(std::move(asked));
    return;
  }
  one.source = SourceKind::kGit;
  one.version = revision;
  one.origin = std::string(wrap["url"]);
  if (IsCommitId(revision)) one.origin += "#" + std::string(revision);
  // A tag can be moved: it names a version and fixes nothing.
  if (!IsCommitId(revision)) manifest.lock = false;
  manifest.components.push_back(std::move(one));
}

}  // namespace

bool IsMesonWrap(const Path& path) {
  const std::string_view folder = path.folder();
  return path.extension() == "wrap" && path.name().size() > 5 &&
         (folder == "subprojects" || folder.ends_with("/subprojects"));
}

Result<model::Manifest> ReadMesonWrap(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.format = "meson-wrap";
  manifest.path = path;
  manifest.lock = true;
  Notes notes;
  const Wrap wrap = Parse(WithoutBom(bytes));
  model::Component one;
  one.name = path.name().substr(0, path.name().size() - 5);
  one.place = PlaceOf(path, wrap.line);
  one.detail.direct = true;
  if (wrap.kind == "file")
    FromFile(wrap, std::move(one), notes, manifest);
  else if (wrap.kind == "git" || wrap.kind == "hg" || wrap.kind == "svn")
    FromRepository(wrap, std::move(one), manifest);
  else if (wrap.kind != "redirect")
    notes.Add("no [wrap-file] or [wrap-git]");
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats

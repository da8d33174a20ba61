#include "formats/zig.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/zon_value.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "name-1.2.3-<hash>" apart, whose version may have '-' of its own and whose hash has no '.'; an
// unnamed package is "N-V-<hash>", and before Zig 0.14 there was only the hash.
std::pair<std::string_view, std::string_view> NameAndVersion(std::string_view hash) {
  const std::size_t name = hash.find('-');
  if (name == hash.npos || name + 1 >= hash.size() || !IsDigit(hash[name + 1])) return {};
  // 33 bytes in base64, which may hold a '-' itself.
  constexpr std::size_t kHash = 44;
  if (hash.size() < name + kHash + 2) return {};
  const std::size_t end = hash.size() - kHash - 1;
  if (end <= name || hash[end] != '-') return {};
  return {hash.substr(0, name), hash.substr(name + 1, end - name - 1)};
}

// Of ".../archive/refs/tags/v1.2.tar.gz" and ".../archive/<commit>.tar.gz".
std::string_view TagOf(std::string_view url) {
  constexpr std::string_view kArchive = "/archive/";
  const std::size_t at = url.find(kArchive);
  if (at == url.npos) return {};
  url.remove_prefix(at + kArchive.size());
  for (const std::string_view before : {"refs/tags/", "refs/heads/"})
    if (url.starts_with(before)) url.remove_prefix(before.size());
  url = url.substr(0, url.find('?'));
  for (const std::string_view end : {".tar.gz", ".tar.xz", ".tar.zst", ".tar", ".zip", ".tgz"})
    if (url.ends_with(end)) return url.substr(0, url.size() - end.size());
  return {};
}

void SetAddress(std::string_view url, model::Component& component) {
  component.source = SourceKind::kUrl;
  if (url.starts_with("git+")) {
    const std::size_t hash = url.rfind('#');
    const std::string_view commit = hash == url.npos ? "" : url.substr(hash + 1);
    const std::string_view address = url.substr(4, url.find_first_of("?#") - 4);
    component.origin = WithoutSecrets(address);
    if (!IsCommitId(commit)) return;
    component.source = SourceKind::kGit;
    component.origin += "#" + std::string(commit);
    component.version = commit;
    return;
  }
  component.origin = WithoutSecrets(url);
  if (const std::string_view tag = TagOf(url); !tag.empty()) component.version = tag;
}

void Dependency(const ZonValue::Field& field, model::Manifest& manifest, Notes& notes) {
  const ZonValue& value = field.value;
  const auto line = static_cast<std::uint32_t>(value.line);
  model::Component component;
  component.name = field.key;
  component.place = {manifest.path, value.line};
  component.detail.direct = true;
  component.detail.optional = value["lazy"].text == "true";
  if (value["path"].is_text()) {
    component.source = SourceKind::kPath;
    component.origin = value["path"].text;
  } else if (value["url"].is_text()) {
    const std::string& hash = value["hash"].text;
    const auto [name, version] = NameAndVersion(hash);
    if (!name.empty()) component.name = name, component.version = version;
    if (!hash.empty()) component.digests.push_back("zig:" + hash);
    SetAddress(value["url"].text, component);
    if (hash.empty()) notes.Add(line, Printable(component.name) + " has no hash");
  } else {
    return notes.Add(line, Printable(component.name) + " has neither address nor path");
  }
  manifest.components.push_back(std::move(component));
}

}  // namespace

bool IsZig(const Path& path) { return path.name() == "build.zig.zon"; }

Result<model::Manifest> ReadZig(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  AVOUCH_TRY(const ZonValue root, ReadZon(path, text));
  if (root.kind != ZonValue::Kind::kStruct) return FailAt(path, 1, "not a struct");
  model::Manifest manifest = NewManifest(model::Ecosystem::kZig, "zig", path, true);
  Notes notes;
  manifest.name = root["name"].text;
  manifest.version = root["version"].text;
  if (root["minimum_zig_version"].is_text())
    manifest.tools.push_back("zig >=" + root["minimum_zig_version"].text);
  for (const auto& field : root["dependencies"].fields)
    if (!field.key.empty()) Dependency(field, manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats

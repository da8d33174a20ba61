#include "formats/platformio.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/source_address.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

bool IsAddress(std::string_view text) {
  return text.find("://") != text.npos || text.starts_with("git@");
}

bool IsLocal(std::string_view text) {
  return text.starts_with("file://") || text.starts_with("symlink://") || text.starts_with('.') ||
         text.starts_with('/');
}

// "repo" of "https://github.com/owner/repo/archive/v1.zip", "a" of "https://host/x/a.zip".
std::string NameAt(std::string_view address) {
  std::string_view path = address.substr(0, address.find("/-/archive/"));
  path = path.substr(0, path.find("/archive/"));
  path = path.substr(0, path.find("/releases/download/"));
  std::string name(PathName(path));
  for (const std::string_view end : {".git", ".zip", ".tar.gz", ".tgz"})
    if (name.ends_with(end)) name.resize(name.size() - end.size());
  return name;
}

class Reader {
 public:
  explicit Reader(const Path& path)
      : manifest_(NewManifest(model::Ecosystem::kOther, "platformio", path, false)) {}

  model::Manifest Read(std::string_view text) {
    for (const std::string_view raw : Lines(text)) {
      ++line_;
      const std::string_view line = WithoutComment(Trim(raw));
      if (line.empty()) continue;
      if (line.front() == '[') {
        key_ = {};
      } else if (raw.front() == ' ' || raw.front() == '\t') {
        Values(line);
      } else if (const std::size_t equals = line.find('='); equals != line.npos) {
        key_ = Trim(line.substr(0, equals));
        Values(Trim(line.substr(equals + 1)));
      }
    }
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // A line that begins with '#' or ';', and what stands behind " ;".
  static std::string_view WithoutComment(std::string_view line) {
    if (line.starts_with('#') || line.starts_with(';')) return {};
    return Trim(line.substr(0, line.find(" ;")));
  }

  void Values(std::string_view line) {
    if (key_ != "lib_deps" && key_ != "platform" && key_ != "platform_packages") return;
    while (!line.empty()) {  // On one line they are apart by ", "
      const std::size_t comma = line.find(", ");
      Value(Trim(line.substr(0, comma)));
      line = comma == line.npos ? std::string_view() : Trim(line.substr(comma + 2));
    }
  }

  void Value(std::string_view text) {
    if (text.empty() || IsLocal(text)) return;
    // Those of another section, which has them itself.
    if (text.starts_with("${") && text.ends_with("." + std::string(key_) + "}")) return;
    if (text.find("${") != text.npos || text.front() == '!')
      return notes_.Add(line_, "not written out: " + Printable(text));
    if (!seen_.insert(std::string(key_) + '\n' + std::string(text)).second) return;
    if (IsAddress(text)) return At(text);
    if (const std::size_t at = text.find('@'); at != text.npos && IsAddress(text.substr(at + 1)))
      return At(text);
    Ask(text);
  }

  // "name=https://host/owner/repo.git#v1", "name @ https://...", or the address alone.
  void At(std::string_view text) {
    std::string_view address = text;
    std::string name;
    const std::size_t scheme = text.find("://");
    const std::size_t sign = text.find_first_of("=@");
    if (scheme != text.npos && sign != text.npos && sign < scheme) {
      name = Trim(text.substr(0, sign));
      address = Trim(text.substr(sign + 1));
      if (IsLocal(address)) return;
    }
    const std::size_t hash = address.find('#');
    const std::string_view behind =
        hash == address.npos ? std::string_view() : address.substr(hash + 1);
    const std::string url = WithoutSecrets(address.substr(0, hash));
    if (name.empty()) name = NameAt(url);
    const std::string archive = VersionOfAddress(url);
    const std::string version = archive.empty() ? std::string(behind) : archive;
    const bool file = url.ends_with(".zip") || url.ends_with(".gz") || url.ends_with(".tgz");
    if (name.empty()) return;
    if (url.starts_with("http://")) notes_.Add(line_, name + " is fetched over plain HTTP");
    if (IsMovingName(version))
      return Add(name, version, file ? SourceKind::kUrl : SourceKind::kGit);
    model::Component one;
    one.name = name;
    one.version = version;
    one.place = PlaceOf(manifest_.path, line_);
    one.source = file ? SourceKind::kUrl : SourceKind::kGit;
    one.origin = url;
    if (!file && IsCommitId(version)) one.origin += "#" + version;
    one.detail.direct = true;
    if (IsTool(name)) one.development = true, one.detail.group = "build";
    manifest_.components.push_back(std::move(one));
  }

  // "owner/Name @ ^1.2", "Name@1.2.3", "Name".
  void Ask(std::string_view text) {
    const std::size_t at = text.find('@');
    Add(std::string(Trim(text.substr(0, at))),
        at == text.npos ? std::string_view() : Trim(text.substr(at + 1)), SourceKind::kRegistry);
  }

  void Add(std::string name, std::string_view range, SourceKind source) {
    model::Requirement one;
    one.development = IsTool(PathName(name));
    if (one.development) one.group = "build";
    one.name = std::move(name);
    one.range = range;
    one.exact = source == SourceKind::kRegistry && IsFullVersion(range);
    one.source = source;
    one.place = PlaceOf(manifest_.path, line_);
    if (!one.name.empty()) manifest_.requirements.push_back(std::move(one));
  }

  [[nodiscard]] bool IsTool(std::string_view name) const {
    return key_ == "platform_packages" &&
           (name.starts_with("tool-") || name.starts_with("toolchain-"));
  }

  model::Manifest manifest_;
  Notes notes_;
  std::string_view key_;
  std::set<std::string> seen_;
  std::uint32_t line_ = 0;
};

}  // namespace

bool IsPlatformio(const Path& path) {
  const std::string_view name = path.name();
  if (!name.ends_with(".ini")) return false;
  return name.starts_with("platformio") || path.bytes.starts_with("variants/") ||
         path.bytes.starts_with("boards/");
}

Result<model::Manifest> ReadPlatformio(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

}  // namespace avouch::formats

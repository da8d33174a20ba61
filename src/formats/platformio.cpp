#include "formats/platformio.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
    ReadOptions(text);
    for (const Option& option : options_) {
      if (option.key != "lib_deps" && option.key != "platform" && option.key != "platform_packages")
        continue;
      key_ = option.key;
      Values(option, 0);
    }
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  static constexpr int kMaxNesting = 8;  // Of variables in variables

  struct Option {
    std::string_view section, key;
    std::vector<std::pair<std::uint32_t, std::string_view>> lines;  // With their numbers
  };

  void ReadOptions(std::string_view text) {
    std::string_view section;
    std::uint32_t number = 0;
    bool open = false;
    for (const std::string_view raw : Lines(text)) {
      ++number;
      const std::string_view line = WithoutComment(Trim(raw));
      if (line.empty()) continue;
      if (line.front() == '[') {
        section = line.substr(1, line.find(']') - 1);
        open = false;
      } else if (raw.front() == ' ' || raw.front() == '\t') {
        if (open) options_.back().lines.emplace_back(number, line);
      } else if (const std::size_t equals = line.find('='); equals != line.npos) {
        options_.push_back({section, Trim(line.substr(0, equals)), {}});
        by_name_.try_emplace({section, options_.back().key}, options_.size() - 1);
        options_.back().lines.emplace_back(number, Trim(line.substr(equals + 1)));
        open = true;
      }
    }
  }

  // A line that begins with '#' or ';', and what stands behind one of them and a blank.
  static std::string_view WithoutComment(std::string_view line) {
    if (line.starts_with('#') || line.starts_with(';')) return {};
    for (std::size_t at = line.find_first_of("#;"); at != line.npos;
         at = line.find_first_of("#;", at + 1))
      if (line[at - 1] == ' ' || line[at - 1] == '\t') return Trim(line.substr(0, at));
    return line;
  }

  void Values(const Option& option, int nested) {
    for (const auto& [number, text] : option.lines) {
      std::string_view line = text;
      while (!line.empty()) {  // On one line they are apart by ", "
        const std::size_t comma = line.find(", ");
        const std::string_view value = Trim(line.substr(0, comma));
        line_ = number;
        const Option* named = Named(value, option.section);
        if (named == nullptr || nested == kMaxNesting)
          Value(value);
        else if (filled_in_.emplace(key_, named).second)  // Once is enough, and ends
          Values(*named, nested + 1);
        line = comma == line.npos ? std::string_view() : Trim(line.substr(comma + 2));
      }
    }
  }

  // What "${section.option}" stands for, if it is here and not told by itself.
  [[nodiscard]] const Option* Named(std::string_view text, std::string_view section) const {
    if (!text.starts_with("${") || text.find('}') != text.size() - 1) return nullptr;
    text = text.substr(2, text.size() - 3);
    const std::size_t dot = text.rfind('.');
    if (dot == text.npos || text.substr(dot + 1) == key_) return nullptr;
    const std::string_view where = text.substr(0, dot) == "this" ? section : text.substr(0, dot);
    const auto at = by_name_.find({where, text.substr(dot + 1)});
    return at == by_name_.end() ? nullptr : &options_[at->second];
  }

  void Value(std::string_view text) {
    if (text.empty() || IsLocal(text)) return;
    // Those of another section, which has them itself.
    if (text.starts_with("${") && text.ends_with("." + std::string(key_) + "}")) return;
    if (text.find("${") != text.npos || text.front() == '!')
      return notes_.Add(line_, "not written out: " + Printable(text));
    if (!seen_.insert(std::string(key_) + '\n' + std::string(text)).second) return;
    if (IsAddress(text)) return At(text);
    if (const std::size_t at = text.find_first_of("=@");
        at != text.npos && IsAddress(Trim(text.substr(at + 1))))
      return At(text);
    Ask(text);
  }

  // "name=https://host/owner/repo.git#v1", "name @ https://...", or the address alone.
  void At(std::string_view text) {
    std::string_view address = text;
    std::string name;
    const std::size_t scheme = std::min(text.find("://"), text.find("git@"));
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
  std::vector<Option> options_;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> by_name_;
  std::set<std::pair<std::string_view, const Option*>> filled_in_;
  std::string_view key_;
  std::set<std::string> seen_;
  std::uint32_t line_ = 0;
};

}  // namespace

bool IsPlatformio(const Path& path) {
  const std::string_view name = path.name();
  if (!name.ends_with(".ini")) return false;
  const std::string folder = "/" + std::string(path.folder()) + "/";
  return name.starts_with("platformio") || folder.find("/variants/") != folder.npos ||
         folder.find("/boards/") != folder.npos;
}

Result<model::Manifest> ReadPlatformio(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

}  // namespace avouch::formats

#include "collect/vendored.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "collect/copy_banner.h"
#include "collect/origin_names.h"

namespace avouch::collect {
namespace {

constexpr std::size_t kMaxHead = 64 * 1024;  // Marks stand near the head of a file.
constexpr int kMaxHeaders = 24;              // Headers looked into for a version macro.

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The first version in `text`.
std::string FirstVersion(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (IsDigit(text[i]) && (i == 0 || !IsDigit(text[i - 1]))) {
      if (i > 0 && text[i - 1] == '.') continue;
      if (std::string version = VersionAt(text, i); !version.empty()) return version;
    }
  return {};
}

// The value of `key` in a line of JSON, TOML, YAML or "Key: value" shape.
std::string ValueOf(std::string_view line, std::string_view key) {
  std::string_view at = Trim(line);
  if (at.starts_with('"')) at.remove_prefix(1);
  if (at.size() <= key.size() || !EqualsIgnoreCase(at.substr(0, key.size()), key)) return {};
  at.remove_prefix(key.size());
  if (at.starts_with('"')) at.remove_prefix(1);
  at = Trim(at);
  if (at.empty() || (at[0] != ':' && at[0] != '=')) return {};
  at = Trim(at.substr(1));
  if (at.ends_with(',')) at.remove_suffix(1);
  at = Trim(at);
  if (at.size() >= 2 && (at[0] == '"' || at[0] == '\'')) {
    std::size_t end = at.find(at[0], 1);
    at = end == at.npos ? at.substr(1) : at.substr(1, end - 1);
  }
  return std::string(at.substr(0, 200));
}

CopyMark FromKeys(std::string_view text, std::initializer_list<std::string_view> versions,
                  std::initializer_list<std::string_view> origins, bool top_level = false) {
  CopyMark mark;
  for (std::string_view line : Lines(text)) {
    if (top_level && line.starts_with(' ')) continue;
    for (std::string_view key : versions)
      if (mark.version.empty()) mark.version = ValueOf(line, key);
    for (std::string_view key : origins)
      if (mark.origin.empty()) mark.origin = ValueOf(line, key);
  }
  if (mark.version.find_first_of("{}$ ") != std::string::npos) mark.version.clear();
  if (mark.origin.find_first_of("{}$") != std::string::npos) mark.origin.clear();
  return mark;
}

// AC_INIT([zlib], [1.2.3]) and project(zlib VERSION 1.2.3)
CopyMark FromCall(std::string_view text, std::string_view call) {
  std::size_t at = text.find(call);
  if (at == text.npos) return {};
  std::string_view inside = text.substr(at + call.size(), 300);
  inside = inside.substr(0, inside.find(')'));
  if (call == "project(" && inside.find("VERSION") == inside.npos) return {};
  return {FirstVersion(inside), {}};
}

// What a macro names by this suffix is of something that the library speaks or asks for; of
// miniz, MZ_VERSION is zlib's interface, and the release is told in words alone.
bool IsOfSomethingElse(std::string_view prefix) {
  if (prefix == "MZ_") return true;
  for (std::string_view word : {"PROTOCOL_", "HTTP_", "TLS_", "API_", "ABI_", "FORMAT_", "FILE_",
                                "MIN_", "REQUIRED_", "MINIMUM_", "CONFIG_", "SCHEMA_"})
    if (prefix.ends_with(word) &&
        (prefix.size() == word.size() || prefix[prefix.size() - word.size() - 1] == '_'))
      return true;
  return false;
}

// Version macros of one header: whole, or MAJOR, MINOR and PATCH apart.
class Macros {
 public:
  // `own` is the name that the header gives its macros: "HIREDIS_" of hiredis.h
  explicit Macros(std::string own) : own_(std::move(own)) {}

  void Add(std::string_view name, std::string_view value) {
    for (std::string_view suffix :
         {"VERSION", "VERSION_STRING", "VERSION_STR", "VER_STRING", "RELEASE"})
      if (name.ends_with(suffix) && (value.starts_with('"') || std::ranges::count(value, '.') > 1))
        Whole(name.substr(0, name.size() - suffix.size()), value, suffix == "RELEASE");
    Part(name, value);
  }

  [[nodiscard]] std::string Version() const {
    if (!whole_.empty()) return whole_;
    if (parts_[0].empty() || parts_[1].empty()) return {};
    return parts_[0] + "." + parts_[1] + (parts_[2].empty() ? "" : "." + parts_[2]);
  }

 private:
  // LUA_VERSION "Lua 5.1", and LUA_RELEASE "Lua 5.1.5", which says more of the same.
  void Whole(std::string_view prefix, std::string_view value, bool release) {
    if (value.starts_with('"')) value = value.substr(1, value.find('"', 1) - 1);
    if (value.size() > 80 || (prefix != own_ && IsOfSomethingElse(prefix))) return;
    std::string version = FirstVersion(value);
    const bool more = prefix == prefix_ && version.starts_with(whole_ + ".");
    if (version.empty() || (!whole_.empty() && !more) || (release && whole_.empty())) return;
    whole_ = std::move(version);
    prefix_ = prefix;
  }

  void Part(std::string_view name, std::string_view value) {
    if (value.size() > 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (value.empty() || value.size() > 5 || value.find_first_not_of("0123456789") != value.npos)
      return;
    struct Row {
      std::string_view suffix;
      std::size_t part;
    };
    constexpr Row kRows[] = {{"MAJOR", 0},   {"MINOR", 1}, {"PATCH", 2},  {"PATCHLEVEL", 2},
                             {"RELEASE", 2}, {"MICRO", 2}, {"BUGFIX", 2}, {"REVISION", 2}};
    if (name.ends_with("_VERSION")) name.remove_suffix(8);  // XML_MAJOR_VERSION
    for (const Row& row : kRows) {
      if (!name.ends_with(row.suffix) || !parts_[row.part].empty()) continue;
      std::string_view prefix = name.substr(0, name.size() - row.suffix.size());
      if (prefix.find("VER") == prefix.npos && prefix != own_) continue;
      const auto whose = prefix.substr(0, prefix.rfind("VER"));
      if (whose != own_ && IsOfSomethingElse(whose)) continue;
      if (row.part == 0) of_parts_ = prefix;
      if (prefix == of_parts_) parts_[row.part] = value;
    }
  }

  std::string own_, whole_, prefix_, of_parts_;
  std::array<std::string, 3> parts_;
};

// #define ZLIB_VERSION "1.2.3", or MAJOR, MINOR and PATCH apart.
CopyMark FromMacros(std::string_view file_name, std::string_view text) {
  if (file_name.find("format") != file_name.npos || file_name.find("protocol") != file_name.npos)
    return {};  // Of what is written and spoken, not of the library
  std::string own(file_name.substr(0, file_name.rfind('.')));
  for (char& c : own)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '-' || c == '.' ? '_' : c;
  Macros macros(own + "_");
  for (std::string_view line : Lines(text)) {
    auto words = Words(line);
    std::size_t first = !words.empty() && words[0] == "#" ? 1 : 0;
    if (words.size() < first + 3 || !(words[first] == "#define" || words[first] == "define"))
      continue;
    std::string_view value = words[first + 2];
    if (value.starts_with('"'))
      value = line.substr(static_cast<std::size_t>(value.data() - line.data()));
    macros.Add(words[first + 1], Trim(value));
  }
  return {macros.Version(), {}};
}

// "5.3.0-0-g54eaed1" is what git says of the release's own commit: 5.3.0.
std::string WithoutDescription(std::string version) {
  const std::size_t at = version.find("-0-g");
  if (at != std::string::npos && at + 4 < version.size() &&
      version.find_first_not_of("0123456789abcdef", at + 4) == std::string::npos)
    version.resize(at);
  return version;
}

class Finder {
 public:
  Finder(const Origins& origins, const ReadMark& read) : origins_(origins), read_(read) {}

  std::vector<model::VendoredTree> Find() {
    std::map<std::string, model::VendoredTree> out;
    for (const auto& module : GoModules()) out.emplace(module.path.bytes, module);
    for (const auto& root : origins_.vendored()) {
      if (IsInGoVendor(root.path)) continue;
      out.emplace(root.path, root.file ? OneFile(root) : OneFolder(root));
    }
    std::vector<model::VendoredTree> list;
    for (auto& [path, tree] : out) list.push_back(std::move(tree));
    return list;
  }

 private:
  model::VendoredTree OneFile(const VendoredRoot& root) {
    model::VendoredTree tree{root.path, root.why, {}, {}, {}, 1};
    std::string name = Lower(PathName(root.path));
    LibraryFile library = LibraryFileOf(name);
    tree.version = library.version;
    tree.origin = library.name;
    if (const auto* known = OneFileLibraryOf(name)) tree.origin = known->name;
    if (tree.origin.empty() && IsMinified(name)) tree.origin = name.substr(0, name.find(".min."));
    if (!tree.version.empty()) return tree;
    auto bytes = read_(root.path);
    if (!bytes) return tree;
    if (!IsMinified(name) && !name.ends_with(".js"))
      tree.version = FromMacros(name, std::string_view(*bytes).substr(0, kMaxHead)).version;
    if (tree.version.empty()) tree.version = BannerVersion(name, *bytes);
    return tree;
  }

  model::VendoredTree OneFolder(const VendoredRoot& root) {
    model::VendoredTree tree{root.path, root.why, {}, {}, {}, root.files};
    std::string prefix = root.path + "/";
    const auto& paths = origins_.paths();
    int headers = 0;
    std::vector<std::string> candidates, late;
    for (auto at = std::lower_bound(paths.begin(), paths.end(), prefix);
         at != paths.end() && at->starts_with(prefix); ++at) {
      std::string name = Lower(PathName(*at));
      bool direct = at->find('/', prefix.size()) == at->npos;
      if (direct && IsLicenceFile(name) && tree.licence.empty()) tree.licence = *at;
      bool header = name.ends_with(".h") || name.ends_with(".hpp");
      if (direct && !header) candidates.push_back(*at);
      // version.h, and the header that is called as the folder is: zstd/include/zstd.h
      bool telling = name.find("version") != name.npos ||
                     name.substr(0, name.rfind('.')) == Lower(PathName(root.path));
      if (header && (telling || direct) && ++headers <= kMaxHeaders)
        (telling ? candidates : late).push_back(*at);
    }
    // A parent keeps the licence when its only child is the copy.
    candidates.insert(candidates.end(), late.begin(), late.end());
    for (const auto& path : candidates) {
      if (!tree.version.empty() && !tree.origin.empty()) break;
      const std::string name(PathName(path));
      if (!MayHoldMark(Lower(name)) && !IsMain(Lower(name), Lower(PathName(root.path)))) continue;
      auto bytes = read_(path);
      if (!bytes) continue;
      CopyMark mark = ReadCopyMark(name, *bytes);
      std::string lower = Lower(name);
      if (mark.version.empty() && IsMain(lower, Lower(PathName(root.path))))
        mark.version = BannerVersion(name, *bytes);
      if (tree.version.empty()) tree.version = WithoutDescription(Clean(mark.version));
      if (tree.origin.empty()) tree.origin = Clean(mark.origin);
    }
    return tree;
  }

  // tinymce/tinymce.min.js and zstd/zstd.h are what their folders are called after.
  static bool IsMain(std::string_view name, const std::string& folder) {
    for (std::string_view end : {".h", ".hpp", ".js", ".min.js", ".css", ".min.css"})
      if (name == folder + std::string(end)) return true;
    return false;
  }

  static std::string Clean(std::string_view text) {
    return Printable(ToUtf8(Trim(text.substr(0, 200))));
  }

  static bool MayHoldMark(std::string_view name) {
    return IsManifestFile(name) || (MarkOfFile(name) & (kImported | kConfigure)) != 0 ||
           name == "version" || name == "version.txt" || name == "metadata" ||
           name == "cmakelists.txt" || name == "meson.build" || name == "library.json" ||
           name == "bower.json" || name == ".bower.json" || name == "module.bazel" ||
           name.ends_with(".h") || name.ends_with(".hpp") || name.ends_with(".pc.in");
  }

  bool IsInGoVendor(const std::string& path) const {
    return std::any_of(go_folders_.begin(), go_folders_.end(),
                       [&](const std::string& folder) { return Path(path).IsUnder(folder); });
  }

  // "# github.com/x/y v1.2.3" in vendor/modules.txt; of a replaced one, "=> fork v1.3.0", the
  // folder keeps its name and holds the other's code.
  std::vector<model::VendoredTree> GoModules() {
    std::vector<model::VendoredTree> out;
    const auto& paths = origins_.paths();
    for (const auto& path : paths) {
      if (!path.ends_with("vendor/modules.txt") ||
          origins_.Of(path).origin != model::Origin::kVendored)
        continue;
      auto bytes = read_(path);
      if (!bytes) continue;
      std::string folder(PathFolder(path));
      go_folders_.push_back(folder);
      for (std::string_view line : Lines(*bytes)) {
        auto words = Words(line);
        if (words.size() < 3 || words[0] != "#" || !words[2].starts_with('v')) continue;
        std::string root = folder + "/" + std::string(words[1]);
        long long files = CountUnder(root);
        if (files == 0) continue;  // Only named, nothing of it copied.
        const bool replaced = words.size() == 6 && words[3] == "=>";
        out.push_back({root, "listed in " + path, std::string(words[replaced ? 5 : 2]),
                       std::string(words[replaced ? 4 : 1]), LicenceIn(root), files});
      }
    }
    return out;
  }

  long long CountUnder(const std::string& folder) const {
    const auto& paths = origins_.paths();
    auto first = std::lower_bound(paths.begin(), paths.end(), folder + "/");
    auto last = std::lower_bound(first, paths.end(), folder + "0");  // '0' follows '/'
    return last - first;
  }

  std::string LicenceIn(const std::string& folder) const {
    const auto& paths = origins_.paths();
    std::string prefix = folder + "/";
    for (auto at = std::lower_bound(paths.begin(), paths.end(), prefix);
         at != paths.end() && at->starts_with(prefix); ++at)
      if (at->find('/', prefix.size()) == at->npos && IsLicenceFile(Lower(PathName(*at))))
        return *at;
    return {};
  }

  const Origins& origins_;
  const ReadMark& read_;
  std::vector<std::string> go_folders_;
};

}  // namespace

std::vector<model::VendoredTree> FindVendored(const Origins& origins, const ReadMark& read) {
  return Finder(origins, read).Find();
}

CopyMark ReadCopyMark(std::string_view file_name, BytesView bytes) {
  std::string name = Lower(file_name);
  std::string_view text = bytes.substr(0, kMaxHead);
  if (name == "version" || name == "version.txt") return {FirstVersion(text.substr(0, 200)), {}};
  if (name == "configure.ac" || name == "configure.in") return FromCall(text, "AC_INIT(");
  if (name == "cmakelists.txt") return FromCall(text, "project(");
  if (name == "meson.build") return FromKeys(text, {"version"}, {});
  if (name == "module.bazel") return FromKeys(text, {"version"}, {});
  if (name == ".gitrepo") return FromKeys(text, {"commit"}, {"remote"});
  if (name == "metadata") return FromKeys(text, {"version"}, {"value"});
  if (name == "readme.chromium" || name == "moz.yaml")
    return FromKeys(text, {"version", "revision", "release"}, {"url"});
  if (name == "package.json" || name == "bower.json" || name == ".bower.json" ||
      name == "library.json")
    return FromKeys(text, {"version"}, {"homepage", "repository", "url", "name"});
  if (name == "chart.yaml") return FromKeys(text, {"version"}, {"home", "name"}, true);
  if (name == "cargo.toml" || name == "pyproject.toml" || name == "setup.cfg")
    return FromKeys(text, {"version"}, {"repository", "homepage", "name"});
  if (name == "composer.json") return FromKeys(text, {"version"}, {"homepage", "name"});
  if (name == "go.mod") {
    for (std::string_view line : Lines(text))
      if (line.starts_with("module ")) return {{}, std::string(Trim(line.substr(7)))};
    return {};
  }
  if (name.ends_with(".h") || name.ends_with(".hpp")) return FromMacros(name, text);
  return {};
}

}  // namespace avouch::collect

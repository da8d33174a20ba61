#include "formats/go_vendor.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

bool IsNumber(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool IsVersion(std::string_view text) { return text.starts_with('v') && IsFullVersion(text); }

// "example.com/tea/v2" is of version 2, and of no other.
bool FitsPath(std::string_view module, std::string_view version) {
  const std::string_view last = module.substr(module.rfind('/') + 1);
  if (!last.starts_with('v') || !IsNumber(last.substr(1)) || last == "v0" || last == "v1")
    return true;
  return version.starts_with(last) && version.substr(last.size()).starts_with('.');
}

bool IsFolder(std::string_view target) {
  return target == "." || target == ".." || target.starts_with("./") || target.starts_with("../") ||
         target.starts_with('/') || (target.size() > 1 && target[1] == ':');
}

class Reader {
 public:
  using Packages = std::unordered_map<std::string, std::uint32_t>;
  // `packages`: where each is put with the index of its component, or null.
  explicit Reader(const Path& path, Packages* packages = nullptr)
      : path_(path),
        packages_(packages),
        manifest_(NewManifest(model::Ecosystem::kGo, "go-vendor", path, false)) {}

  Result<model::Manifest> Read(std::string_view text) {
    for (const std::string_view line : Lines(text)) {
      ++line_;
      if (line.starts_with("## ")) continue;  // "explicit" is what go.mod names, indirect or not
      if (line.starts_with("# "))
        Module(Words(line.substr(2)));
      else if (!Trim(line).empty())
        Package(Trim(line));
    }
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // "module version", "module version => target [version]", "module => target [version]"
  void Module(const std::vector<std::string_view>& words) {
    module_ = {};
    const auto arrow = std::ranges::find(words, "=>");
    const auto left = static_cast<std::size_t>(arrow - words.begin());
    const std::size_t right = arrow == words.end() ? 0 : words.size() - left - 1;
    if (left < 1 || left > 2 || right > 2 || (arrow != words.end() && right == 0))
      return Odd("not a module with its version");
    if (arrow == words.end() && left == 1) return Odd("a module without a version");
    if (left == 2 && !(IsVersion(words[1]) && FitsPath(words[0], words[1])))
      return Odd("not a version of " + Printable(words[0].substr(0, 200)));
    module_.name = words[0];
    if (left == 2) module_.version = words[1];
    if (right > 0) Replaced(words[left + 1], right == 2 ? words[left + 2] : std::string_view());
    module_.place = {path_, line_};
  }

  void Replaced(std::string_view target, std::string_view version) {
    if (version.empty() && IsFolder(target)) {
      module_.source = model::SourceKind::kPath;
      module_.origin = target;
    } else if (IsVersion(version) && FitsPath(target, version)) {
      module_.name = target;
      module_.version = version;
    } else {
      module_ = {};
      Odd("a replacement that is neither a folder nor a module with its version");
    }
  }

  // The first one makes its module a component.
  void Package(std::string_view package) {
    if (module_.name.empty()) {
      if (!told_) Odd("the package " + Printable(package.substr(0, 200)) + " is of no module");
      told_ = true;
      return;
    }
    if (module_.place.line != 0) {          // Not counted yet
      module_.detail.group = "transitive";  // Nothing tells what it is there for
      manifest_.components.push_back(module_);
      module_.place.line = 0;
    }
    if (packages_ != nullptr)
      packages_->emplace(package, static_cast<std::uint32_t>(manifest_.components.size() - 1));
  }

  void Odd(std::string what) {
    told_ = false;
    notes_.Add(static_cast<std::uint32_t>(line_), std::move(what));
  }

  const Path& path_;
  Packages* packages_;
  model::Manifest manifest_;
  Notes notes_;
  model::Component module_;  // That the next packages are of; without a name, none
  bool told_ = false;        // That packages are of no module
  int line_ = 0;
};

}  // namespace

bool IsGoVendor(const Path& path) {
  return path.name() == "modules.txt" &&
         (path.folder() == "vendor" || path.folder().ends_with("/vendor"));
}

Result<model::Manifest> ReadGoVendor(const Path& path, BytesView bytes) {
  if (!IsUtf8(bytes)) return FailAt(path, 1, "not UTF-8");
  return Reader(path).Read(WithoutBom(bytes));
}

std::unordered_map<std::string, std::uint32_t> GoVendorPackages(BytesView bytes) {
  std::unordered_map<std::string, std::uint32_t> out;
  const Path path("vendor/modules.txt");
  if (IsUtf8(bytes)) (void)Reader(path, &out).Read(WithoutBom(bytes));
  return out;
}

}  // namespace avouch::formats

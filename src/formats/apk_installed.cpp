#include "formats/apk_installed.h"

#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/package_needs.h"

namespace avouch::formats {
namespace {

struct Package {
  std::uint32_t line = 0;
  std::string_view name, version, architecture, licence, origin, maintainer, depends, provides,
      checksum, address;
};

std::string_view* FieldIn(Package& package, char letter) {
  switch (letter) {
    case 'P':
      return &package.name;
    case 'V':
      return &package.version;
    case 'A':
      return &package.architecture;
    case 'L':
      return &package.licence;
    case 'o':
      return &package.origin;
    case 'm':
      return &package.maintainer;
    case 'D':
      return &package.depends;
    case 'p':
      return &package.provides;
    case 'C':
      return &package.checksum;
    case 'U':
      return &package.address;
    default:
      return nullptr;
  }
}

// "so:libc.musl-x86_64.so.1" of "so:libc.musl-x86_64.so.1=1", "musl" of
// "musl>=1.2".
std::string_view NameIn(std::string_view word) {
  return word.substr(0, word.find_first_of("<>=~@"));
}

class Reading {
 public:
  explicit Reading(const Path& path) {
    manifest_.ecosystem = model::Ecosystem::kAlpine;
    manifest_.format = "apk-installed";
    manifest_.path = path;
  }

  void Line(std::string_view text, std::uint32_t line) {
    if (text.empty()) return End();
    if (text.size() < 2 || text[1] != ':') return void(++odd_);
    ++fields_;
    if (package_.line == 0) package_.line = line;
    std::string_view* field = FieldIn(package_, text[0]);
    if (field != nullptr && field->empty()) *field = Trim(text.substr(2));
  }

  void End() {
    const Package package = std::exchange(package_, {});
    if (package.line == 0) return;
    if (package.name.empty() || package.version.empty())
      return notes_.Add(package.line, "a package without name or version");
    const auto index = static_cast<std::uint32_t>(manifest_.components.size());
    Add(package);
    needs_.Offers(index, package.name, true);
    for (const auto word : Words(package.provides)) needs_.Offers(index, NameIn(word), false);
    for (const auto word : Words(package.depends))
      if (!word.starts_with('!')) needs_.Wants(index, {NameIn(word)});
  }

  Result<model::Manifest> Take() {
    End();
    if (fields_ == 0 && odd_ > 0) return FailAt(manifest_.path, 1, "no line is a field");
    if (odd_ > 0) notes_.Add(Count("line", odd_) + " of no field left out");
    needs_.Resolve(&manifest_.components);
    if (needs_.full()) notes_.Add("more needs than are kept: the edges are not all");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Add(const Package& package) {
    model::Component component;
    component.name = package.name;
    component.version = package.version;
    component.origin = package.address;
    component.place = PlaceOf(manifest_.path, package.line);
    if (!package.checksum.empty()) component.digests.emplace_back(package.checksum);
    auto& detail = component.detail;
    if (!package.licence.empty()) detail.licences.emplace_back(package.licence);
    detail.supplier = Trim(package.maintainer.substr(0, package.maintainer.find('<')));
    if (!package.architecture.empty()) detail.qualifiers.emplace_back("arch", package.architecture);
    if (!package.origin.empty() && package.origin != package.name)
      detail.qualifiers.emplace_back("upstream", package.origin);
    manifest_.components.push_back(std::move(component));
  }

  model::Manifest manifest_;
  Notes notes_;
  PackageNeeds needs_;
  Package package_;
  long long odd_ = 0, fields_ = 0;
};

}  // namespace

bool IsApkInstalled(const Path& path) {
  const std::string_view folder = path.folder();
  return path.name() == "installed" && (folder == "lib/apk/db" || folder.ends_with("/lib/apk/db"));
}

Result<model::Manifest> ReadApkInstalled(const Path& path, BytesView bytes) {
  Reading reading(path);
  bytes = WithoutBom(bytes);
  std::uint32_t line = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    std::string_view text = bytes.substr(0, end);
    bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    reading.Line(text, ++line);
  }
  return reading.Take();
}

}  // namespace avouch::formats

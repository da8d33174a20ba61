#include "formats/snap_record.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::Manifest;
using syntax::Node;

bool LiesAt(const Path& path, std::string_view place) {
  const std::string_view whole = path.bytes;
  return whole.ends_with(place) &&
         (whole.size() == place.size() || whole[whole.size() - place.size() - 1] == '/');
}

// "22.04" of "core22"; empty of what is no release of Ubuntu.
std::string ReleaseOf(std::string_view base) {
  if (base.empty() || base == "core") return "16.04";
  if (!base.starts_with("core")) return {};
  const std::string_view year = base.substr(4);
  const bool digits = year.size() == 2 && year.find_first_not_of("0123456789") == year.npos;
  return digits ? std::string(year) + ".04" : std::string();
}

class Packages {
 public:
  Packages(Manifest& out, Notes& notes) : out_(out), notes_(notes) {}

  // "name=version", "name:arch=version"; several times the same is one.
  void Add(const Node& item, std::string_view group) {
    const std::string text = item.is_scalar() ? ScalarText(item) : std::string();
    const std::size_t sign = text.find('=');
    std::string name(Trim(std::string_view(text).substr(0, sign)));
    std::string arch;
    if (const std::size_t colon = name.find(':'); colon != name.npos) {
      arch = name.substr(colon + 1);
      name.resize(colon);
    }
    std::string version(sign == text.npos ? "" : Trim(std::string_view(text).substr(sign + 1)));
    if (const auto known = versions_.find(name); version.empty() && known != versions_.end())
      version = known->second;
    if (name.empty()) return notes_.Add(item.line(), "a package that is no text");
    if (version.empty()) return notes_.Add(item.line(), Printable(name) + " has no version");
    if (!seen_.emplace(name + '=' + version + ':' + arch, 0).second) return;
    Component one;
    one.name = std::move(name);
    one.version = std::move(version);
    one.place = PlaceOf(out_.path, item.line());
    one.detail.group = group;
    if (!arch.empty()) one.detail.qualifiers.emplace_back("arch", std::move(arch));
    if (!out_.version.empty())
      one.detail.qualifiers.emplace_back("distro", out_.name + '-' + out_.version);
    out_.components.push_back(std::move(one));
  }

  void AddAll(const Node& list, std::string_view group) {
    for (const Node& item : list.items()) Add(item, group);
  }

  // What was there when it was built: the versions of packages that are asked for without one.
  void Know(const Node& installed) {
    for (const Node& item : installed.items()) {
      const std::string text = item.is_scalar() ? ScalarText(item) : std::string();
      const std::size_t sign = text.find('=');
      if (sign != text.npos) versions_.emplace(text.substr(0, sign), text.substr(sign + 1));
    }
  }

 private:
  Manifest& out_;
  Notes& notes_;
  std::map<std::string, char> seen_;
  std::map<std::string, std::string> versions_;
};

Component SnapOf(const Path& path, const Node& root) {
  Component snap;
  snap.name = ScalarText(root["name"]);
  snap.version = ScalarText(root["version"]);
  snap.place = PlaceOf(path, root["name"].line());
  snap.detail.direct = true;
  if (root["license"].is_scalar()) snap.detail.licences.push_back(ScalarText(root["license"]));
  return snap;
}

Manifest ReadSnapYaml(const Path& path, const Node& root) {
  Manifest out = NewManifest(model::Ecosystem::kOther, "snap-installed", path, false);
  Component snap = SnapOf(path, root);
  if (snap.name.empty())
    out.notes.emplace_back("no name");
  else
    out.components.push_back(std::move(snap));
  return out;
}

Manifest ReadManifestYaml(const Path& path, const Node& root) {
  Manifest out = NewManifest(model::Ecosystem::kDebian, "snap-packages-installed", path, false);
  out.name = ScalarText(root["snapcraft-os-release-id"]);
  if (out.name.empty()) out.name = "ubuntu";
  out.version = ReleaseOf(ScalarText(root["base"]));
  if (out.version.empty()) out.version = ScalarText(root["snapcraft-os-release-version-id"]);
  Component snap = SnapOf(path, root);
  const bool named = !snap.name.empty();
  snap.detail.group = "snap";
  if (named) out.components.push_back(std::move(snap));
  Notes notes;
  Packages packages(out, notes);
  const auto& parts = root["parts"].entries();
  if (root["primed-stage-packages"].is_list())
    packages.AddAll(root["primed-stage-packages"], "");
  else
    for (const auto& part : parts) packages.AddAll(part.value["stage-packages"], "");
  for (std::uint32_t i = 1; named && i < out.components.size(); ++i)
    out.components[0].detail.needs.push_back(i);
  packages.AddAll(root["build-packages"], "build");
  for (const auto& part : parts) packages.Know(part.value["installed-packages"]);
  for (const auto& part : parts) packages.AddAll(part.value["build-packages"], "build");
  out.notes = notes.Take();
  return out;
}

Manifest ReadBaseList(const Path& path, const Node& root) {
  Manifest out = NewManifest(model::Ecosystem::kDebian, "snap-packages-installed", path, false);
  out.name = "ubuntu";
  Notes notes;
  Packages(out, notes).AddAll(root["packages"], "");
  out.notes = notes.Take();
  return out;
}

}  // namespace

bool IsSnapRecord(const Path& path) {
  return LiesAt(path, "meta/snap.yaml") || LiesAt(path, "snap/manifest.yaml") ||
         LiesAt(path, "usr/share/snappy/dpkg.yaml");
}

Result<Manifest> ReadSnapRecord(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  if (path.name() == "snap.yaml") return ReadSnapYaml(path, root);
  return path.name() == "dpkg.yaml" ? ReadBaseList(path, root) : ReadManifestYaml(path, root);
}

}  // namespace avouch::formats

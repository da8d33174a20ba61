#include "inventory/ecosystem_of.h"

#include <array>
#include <string_view>

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;
using model::SourceKind;

// By which mise names a package of a registry, and Gradle one of npm.
struct Lead {
  std::string_view text;
  Ecosystem ecosystem;
};
constexpr auto kLeads = std::to_array<Lead>({
    {"npm:", Ecosystem::kNpm},
    {"cargo:", Ecosystem::kCargo},
    {"pipx:", Ecosystem::kPython},
    {"gem:", Ecosystem::kRubygems},
    {"go:", Ecosystem::kGo},
    {"dotnet:", Ecosystem::kNuget},
});

// A package of a registry by its lead; of another's repository there is none.
Ecosystem ByLead(const Lead& lead, Component& component) {
  std::string name = component.name.substr(lead.text.size());
  name = name.substr(0, name.find('['));  // Options
  const bool go = lead.ecosystem == Ecosystem::kGo;
  const bool address = name.find("://") != name.npos || name.starts_with("git+");
  const bool folders = name.find('/') != name.npos && lead.ecosystem != Ecosystem::kNpm && !go;
  if (name.empty() || address || folders) return Ecosystem::kOther;
  if (go) {
    // A program stands in a folder of its module.
    name = name.substr(0, name.find("/cmd/"));
    if (!component.version.empty()) component.version = "v" + component.version;
  }
  component.name = name;
  return lead.ecosystem;
}

bool IsRepository(const Component& component) {
  return component.source == SourceKind::kGit || component.source == SourceKind::kUrl;
}

}  // namespace

Ecosystem SettleEcosystem(const Manifest& manifest, Component& component) {
  const std::string_view format = manifest.format;
  // Conda installs packages of Python's index, too.
  if (manifest.ecosystem == Ecosystem::kConda && component.detail.group == "pip")
    return Ecosystem::kPython;
  // Deno takes those of JSR, and files from addresses; an extension of Visual Studio Code brings
  // packages of npm, and is none.
  if ((format.starts_with("deno") || format == "vsix-archive") &&
      component.source == SourceKind::kUrl)
    return Ecosystem::kOther;
  // Paket takes files of repositories, tools.deps whole ones.
  if ((format.starts_with("paket") || format == "clojure-deps") && IsRepository(component))
    return Ecosystem::kOther;
  // A snap brings packages of Ubuntu, and is none.
  if (format == "snap-packages-installed" && component.detail.group == "snap")
    return Ecosystem::kOther;
  // A registry of vcpkg holds ports, and is none.
  if (manifest.ecosystem == Ecosystem::kVcpkg && component.detail.group == "registry")
    return Ecosystem::kOther;
  const bool gradle = manifest.ecosystem == Ecosystem::kGradle;
  if (gradle || format == "mise-lock")
    for (const Lead& lead : kLeads)
      if (component.name.starts_with(lead.text) && (!gradle || lead.ecosystem == Ecosystem::kNpm))
        return ByLead(lead, component);
  return manifest.ecosystem;
}

}  // namespace avouch::inventory

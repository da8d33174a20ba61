#include "formats/dpkg_status.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/package_needs.h"
#include "formats/stanzas.h"

namespace avouch::formats {
namespace {

// One pass over the fields of a stanza instead of a look-up for each.
struct Package {
  std::string_view name, version, status, architecture, source, maintainer, depends, pre_depends,
      provides;
};

constexpr std::pair<std::string_view, std::string_view Package::*> kFields[] = {
    {"Package", &Package::name},      {"Version", &Package::version},
    {"Status", &Package::status},     {"Architecture", &Package::architecture},
    {"Source", &Package::source},     {"Maintainer", &Package::maintainer},
    {"Depends", &Package::depends},   {"Pre-Depends", &Package::pre_depends},
    {"Provides", &Package::provides},
};

Package PackageOf(const std::vector<StanzaField>& fields) {
  Package package;
  for (const auto& field : fields)
    for (const auto& [name, member] : kFields)
      if (field.name.size() == name.size() && EqualsIgnoreCase(field.name, name)) {
        if ((package.*member).empty()) package.*member = field.value;
        break;
      }
  return package;
}

enum class State { kInstalled, kWaiting, kBroken, kAbsent };

// The third word of "install ok installed".
State StateOf(std::string_view status) {
  const auto words = Words(status);
  const std::string_view state = words.size() < 3 ? std::string_view() : words[2];
  if (state == "installed") return State::kInstalled;
  if (state == "triggers-awaited" || state == "triggers-pending" || state == "unpacked" ||
      state == "half-configured")
    return State::kWaiting;
  return state == "half-installed" ? State::kBroken : State::kAbsent;
}

// "libc6" of "libc6:any (>= 2.36) [amd64]".
std::string_view NameIn(std::string_view relation) {
  relation = Trim(relation);
  return relation.substr(0, relation.find_first_of(" \t\n:([<"));
}

template <class Each>
void ForEachPart(std::string_view text, char separator, Each each) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    each(text.substr(0, end));
    if (end == text.npos) return;
    text.remove_prefix(end + 1);
  }
}

void AddNeeds(std::uint32_t index, std::string_view relations, PackageNeeds* needs) {
  std::vector<std::string_view> alternatives;
  ForEachPart(relations, ',', [&](std::string_view relation) {
    alternatives.clear();
    ForEachPart(relation, '|', [&](std::string_view one) {
      if (const auto name = NameIn(one); !name.empty()) alternatives.push_back(name);
    });
    if (!alternatives.empty()) needs->Wants(index, alternatives);
  });
}

// "name@version" of the source package, or "" where it is the package itself.
std::string Upstream(const Package& package) {
  const std::string_view name = NameIn(package.source);
  if (name.empty()) return {};
  std::string_view version;
  if (const std::size_t open = package.source.find('('); open != package.source.npos)
    version = Trim(package.source.substr(open + 1, package.source.find(')', open) - open - 1));
  if (name == package.name && version.empty()) return {};
  return std::string(name) + (version.empty() ? "" : "@" + std::string(version));
}

std::string_view WithoutAddress(std::string_view person) {
  const std::size_t address = person.find('<');
  const std::string_view name = Trim(person.substr(0, address));
  return name.empty() ? person : name;
}

model::Component ComponentOf(const Path& path, std::uint32_t line, const Package& package) {
  model::Component component;
  component.name = package.name;
  component.version = package.version;
  component.place = PlaceOf(path, line);
  component.detail.supplier = WithoutAddress(package.maintainer);
  if (!package.architecture.empty())
    component.detail.qualifiers.emplace_back("arch", package.architecture);
  if (auto upstream = Upstream(package); !upstream.empty())
    component.detail.qualifiers.emplace_back("upstream", std::move(upstream));
  return component;
}

struct Rules {
  std::string_view format;
  model::Ecosystem ecosystem;
  bool all_installed;  // No Status is needed
};

Result<model::Manifest> ReadStatus(const Path& path, BytesView bytes, const Rules& rules) {
  model::Manifest manifest;
  manifest.ecosystem = rules.ecosystem;
  manifest.format = rules.format;
  manifest.path = path;
  Notes notes;
  PackageNeeds needs;
  Stanzas stanzas(WithoutBom(bytes));
  std::vector<StanzaField> fields;
  std::size_t read = 0;
  while (stanzas.Next(&fields)) {
    ++read;
    const Package package = PackageOf(fields);
    const State state =
        package.status.empty() && rules.all_installed ? State::kInstalled : StateOf(package.status);
    if (state == State::kAbsent) continue;
    if (package.name.empty() || package.version.empty()) {
      notes.Add(stanzas.line(), "a package without name or version");
      continue;
    }
    if (state != State::kInstalled)
      notes.Add(stanzas.line(), std::string(package.name) + " is not wholly installed");
    if (state == State::kBroken) continue;
    const auto index = static_cast<std::uint32_t>(manifest.components.size());
    manifest.components.push_back(ComponentOf(path, stanzas.line(), package));
    needs.Offers(index, package.name, true);
    ForEachPart(package.provides, ',', [&](std::string_view one) {
      if (const auto name = NameIn(one); !name.empty()) needs.Offers(index, name, false);
    });
    AddNeeds(index, package.pre_depends, &needs);
    AddNeeds(index, package.depends, &needs);
  }
  if (read == 0 && stanzas.odd() > 0) return FailAt(path, 1, "no line is a field of a package");
  if (stanzas.odd() > 0)
    notes.Add(Count("line", static_cast<long long>(stanzas.odd())) + " of no field left out");
  needs.Resolve(&manifest.components);
  if (needs.full()) notes.Add("more needs than are kept: the edges are not all");
  manifest.notes = notes.Take();
  return manifest;
}

bool EndsWithPath(std::string_view path, std::string_view end) {
  return path.ends_with(end) &&
         (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
}

}  // namespace

bool IsDpkgStatus(const Path& path) {
  const std::string_view name = path.name();
  if (name == "status") return EndsWithPath(path.folder(), "lib/dpkg");
  return EndsWithPath(path.folder(), "lib/dpkg/status.d") && !name.ends_with(".md5sums");
}

Result<model::Manifest> ReadDpkgStatus(const Path& path, BytesView bytes) {
  const bool apart = path.name() != "status";
  return ReadStatus(path, bytes, {"dpkg-status", model::Ecosystem::kDebian, apart});
}

Result<model::Manifest> ReadOpkgPackages(const Path& path, BytesView bytes) {
  return ReadStatus(path, bytes, {"opkg-status", model::Ecosystem::kOther, false});
}

std::vector<std::string> ReadDebianCopyright(BytesView bytes) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view name) {
    name = Trim(name);
    if (name.empty() || name.size() > 200 || out.size() == 100) return;
    if (std::ranges::find(out, name) == out.end()) out.emplace_back(name);
  };
  if (ContainsIgnoreCase(bytes.substr(0, 1000), "copyright-format")) {
    Stanzas stanzas(bytes);
    std::vector<StanzaField> fields;
    while (stanzas.Next(&fields)) {
      const std::string_view licence = FieldOf(fields, "License");
      add(licence.substr(0, licence.find('\n')));
    }
    return out;
  }
  constexpr std::string_view kCommon = "/usr/share/common-licenses/";
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-";
  for (std::size_t at = bytes.find(kCommon); at != bytes.npos; at = bytes.find(kCommon, at)) {
    at += kCommon.size();
    std::string_view name = bytes.substr(at, 60);
    name = name.substr(0, name.find_first_not_of(kLetters));
    while (name.ends_with('.')) name.remove_suffix(1);
    add(name);
  }
  return out;
}

}  // namespace avouch::formats

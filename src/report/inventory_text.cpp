#include "report/inventory_text.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "report/layout.h"

namespace avouch::report {
namespace {

using model::Inventory;
using model::Part;

constexpr std::size_t kMostPlaces = 6;
constexpr std::size_t kMostNotes = 20;

std::string FullName(const Part& part) {
  if (part.group.empty()) return part.name;
  const bool maven =
      part.ecosystem == model::Ecosystem::kMaven || part.ecosystem == model::Ecosystem::kGradle;
  return part.group + (maven ? ":" : "/") + part.name;
}

// Of a gem that is built for one platform: "x86_64-linux".
std::string PlatformOf(const Part& part) {
  constexpr std::string_view kKey = "platform=";
  const std::size_t at = part.purl.find(kKey, part.purl.find('?'));
  if (at == std::string::npos) return {};
  const std::size_t from = at + kKey.size();
  return part.purl.substr(from, part.purl.find_first_of("&#", from) - from);
}

std::string VersionOf(const Part& part) {
  if (!part.version.empty()) {
    const std::string platform = PlatformOf(part);
    return part.version + (platform.empty() ? "" : " " + platform);
  }
  return part.range.empty() ? "-" : "asks " + part.range;
}

std::string PlaceText(const model::Place& place) {
  return place.line > 0 ? place.path.bytes + ":" + std::to_string(place.line) : place.path.bytes;
}

// "412 components: 380 npm, 32 go".
std::string Sentence(const Inventory& inventory) {
  std::map<std::string_view, long long> counts;
  for (const auto& part : inventory.parts) ++counts[model::Name(part.ecosystem)];
  std::vector<std::pair<long long, std::string_view>> sorted;
  for (const auto& [name, count] : counts) sorted.emplace_back(-count, name);
  std::ranges::sort(sorted);
  std::string out = Count("component", static_cast<long long>(inventory.parts.size()));
  const char* between = ": ";
  for (const auto& [count, name] : sorted) {
    out += between + Thousands(-count) + " " + std::string(name);
    between = ", ";
  }
  return out;
}

std::string_view SureWords(const Inventory& inventory, model::Sure sure) {
  switch (sure) {
    case model::Sure::kInstalled:
      return "installed: by its own metadata";
    case model::Sure::kEmbedded:
      return "written into the binary by its builder";
    case model::Sure::kLocked:
      return "an exact version that a lock holds";
    case model::Sure::kDeclared:
      return "asked for; nothing holds it to one version";
    case model::Sure::kSeen:
      return "seen by its marks in the tree";
    case model::Sure::kTold:
      return inventory.format.empty() ? "told by an SBOM here; nothing else shows it"
                                      : "told by the list that was read";
  }
  return {};
}

// The shortest way from the subject to `to`, as indexes; empty when none is
// known.
std::vector<std::uint32_t> WayTo(const Inventory& inventory, std::uint32_t to) {
  const auto unknown = static_cast<std::uint32_t>(inventory.parts.size());
  std::vector<std::uint32_t> from(inventory.parts.size(), unknown), open;
  for (const auto& need : inventory.needs)
    if (need.from == model::kSubject && from[need.to] == unknown) {
      from[need.to] = model::kSubject;
      open.push_back(need.to);
    }
  for (std::size_t next = 0; next < open.size() && from[to] == unknown; ++next) {
    auto at = std::ranges::lower_bound(inventory.needs, model::Need{open[next], 0});
    for (; at != inventory.needs.end() && at->from == open[next]; ++at)
      if (from[at->to] == unknown) {
        from[at->to] = open[next];
        open.push_back(at->to);
      }
  }
  std::vector<std::uint32_t> way;
  if (from[to] == unknown) return way;
  for (std::uint32_t at = to; at != model::kSubject; at = from[at]) way.push_back(at);
  std::ranges::reverse(way);
  return way;
}

bool IsNamed(const Part& part, std::string_view wanted) {
  if (wanted.starts_with("pkg:"))
    return part.purl == wanted || part.purl.starts_with(std::string(wanted) + "@") ||
           part.purl.starts_with(std::string(wanted) + "?");
  return EqualsIgnoreCase(part.name, wanted) || EqualsIgnoreCase(FullName(part), wanted) ||
         EqualsIgnoreCase(FullName(part) + "@" + part.version, wanted);
}

// Of what no way leads to from the subject.
std::string NeededBy(const Inventory& inventory, std::uint32_t index) {
  std::vector<std::string> names;
  for (const auto& need : inventory.needs)
    if (need.to == index && need.from != model::kSubject) {
      const Part& part = inventory.parts[need.from];
      names.push_back(FullName(part) + (part.version.empty() ? "" : " " + part.version));
    }
  if (names.empty())
    return inventory.edges_known ? "nothing here needs it"
                                 : "not known: nothing here says what needs what";
  const std::size_t more = names.size() > kMostPlaces ? names.size() - kMostPlaces : 0;
  names.resize(names.size() - more);
  return "needed by " + Join(names, ", ") +
         (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

void Field(Page& page, std::string_view name, std::string_view value) {
  if (!value.empty()) page.Row(4, {{12, std::string(name)}, {0, std::string(value)}});
}

void ExplainOne(const Inventory& inventory, std::uint32_t index, Page& page) {
  const Part& part = inventory.parts[index];
  page.Heading(FullName(part) + " " + VersionOf(part), model::Name(part.ecosystem));
  Field(page, "purl", part.purl);
  Field(page, "for", model::Name(part.scope));
  Field(page, "known", SureWords(inventory, part.sure));
  Field(page, "licence", part.licence);
  Field(page, "supplier", part.supplier);
  Field(page, "from", part.origin);
  for (const auto& digest : part.digests) Field(page, digest.algorithm, digest.hex);
  Field(page, "layer", part.layer);
  for (const auto& [name, value] : part.properties)
    if (name.starts_with("avouch:artefact:"))
      Field(page, name.ends_with(":differs") ? "DIFFERS" : "kept", value);
  for (std::size_t i = 0; i < part.places.size() && i < kMostPlaces; ++i)
    Field(page, i == 0 ? "where" : "", PlaceText(part.places[i]));
  if (part.places.size() > kMostPlaces)
    Field(page, "", "and " + std::to_string(part.places.size() - kMostPlaces) + " more");
  std::string way;
  for (const std::uint32_t one : WayTo(inventory, index))
    way += " > " + FullName(inventory.parts[one]) +
           (inventory.parts[one].version.empty() ? "" : " " + inventory.parts[one].version);
  if (!way.empty()) Field(page, "why", inventory.subject.name + way);
  if (way.empty()) Field(page, "why", NeededBy(inventory, index));
}

// "a.lock: line 3: x 1.0 has no integrity", and how many after it say the same of another.
std::vector<std::string> Shortened(const std::vector<std::string>& notes) {
  const auto same = [](std::string_view a, std::string_view b) {
    const std::size_t has = a.find(" has no "), colon = a.find(": line ");
    return has != a.npos && colon != a.npos && b.starts_with(a.substr(0, colon + 7)) &&
           b.ends_with(a.substr(has));
  };
  std::vector<std::string> out;
  for (std::size_t i = 0, next; i < notes.size(); i = next) {
    for (next = i + 1; next < notes.size() && same(notes[i], notes[next]);) ++next;
    out.push_back(notes[i]);
    if (next - i > 2)
      out.back() += ", and " + std::to_string(next - i - 1) + " more like it";
    else
      next = i + 1;
  }
  return out;
}

std::string Names(const Inventory& inventory, const std::vector<std::uint32_t>& indexes) {
  std::vector<std::string> versions;
  for (const std::uint32_t i : indexes) versions.push_back(VersionOf(inventory.parts[i]));
  std::ranges::sort(versions);
  versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
  return Join(versions, ", ");
}

}  // namespace

std::string InventoryLine(const Inventory& inventory) { return Sentence(inventory); }

std::string InventoryText(const Inventory& inventory, int width, int table) {
  Page page(width, false);
  page.Text(inventory.subject.name +
            (inventory.subject.version.empty() ? "" : " " + inventory.subject.version) + " · " +
            Sentence(inventory));
  page.Blank();
  std::vector<std::vector<Cell>> rows;
  for (const auto& part : inventory.parts)
    rows.push_back({{0, std::string(model::Name(part.ecosystem))},
                    {0, FullName(part)},
                    {0, VersionOf(part)},
                    {0, std::string(model::Name(part.scope)) + (part.direct ? " *" : "")},
                    {0, part.places.empty() ? "" : PlaceText(part.places.front())}});
  page.Table(2, rows, table);
  if (!inventory.parts.empty()) page.Text("* asked for by the project itself", 2);
  if (!inventory.notes.empty()) {
    page.Blank();
    page.Heading(inventory.partial ? "NOT ALL" : "NOTES",
                 inventory.partial ? "what could not be read" : "");
    const auto notes = Shortened(inventory.notes);
    for (std::size_t i = 0; i < notes.size() && i < kMostNotes; ++i) page.Text(notes[i], 2, 4);
    if (notes.size() > kMostNotes)
      page.Text("and " + std::to_string(notes.size() - kMostNotes) + " more", 2);
  }
  return std::move(page).Take();
}

std::string DifferenceText(const Inventory& a, const Inventory& b,
                           const inventory::Difference& difference, int width) {
  Page page(width, false);
  if (difference.empty()) {
    page.Text("The same components in the same versions: " + Sentence(b) + ".");
    return std::move(page).Take();
  }
  page.Text(Count("component", static_cast<long long>(difference.added.size())) + " added, " +
            std::to_string(difference.removed.size()) + " removed, " +
            std::to_string(difference.changed.size()) + " in another version, " +
            std::to_string(difference.renamed.size()) + " under another ecosystem");
  auto list = [&](const char* title, const Inventory& of, const std::vector<std::uint32_t>& parts) {
    if (parts.empty()) return;
    page.Blank();
    page.Heading(title);
    for (const std::uint32_t i : parts)
      page.Row(2, {{14, std::string(model::Name(of.parts[i].ecosystem))},
                   {0, FullName(of.parts[i]) + " " + VersionOf(of.parts[i])}});
  };
  list("ADDED", b, difference.added);
  list("REMOVED", a, difference.removed);
  if (!difference.changed.empty()) {
    page.Blank();
    page.Heading("IN ANOTHER VERSION");
    for (const auto& change : difference.changed) {
      const Part& part = b.parts[change.to.front()];
      page.Row(2,
               {{14, std::string(model::Name(part.ecosystem))},
                {0, FullName(part) + " " + Names(a, change.from) + " -> " + Names(b, change.to)}});
    }
  }
  if (!difference.renamed.empty()) {
    page.Blank();
    page.Heading("UNDER ANOTHER ECOSYSTEM");
    for (const auto& one : difference.renamed)
      page.Text(a.parts[one.from].purl + " -> " + b.parts[one.to].purl, 2, 4);
  }
  for (const auto& gone : difference.ecosystems_gone)
    page.Text("No component of " + gone + " is left.");
  return std::move(page).Take();
}

std::string ExplainPart(const Inventory& inventory, std::string_view wanted, int width) {
  Page page(width, false);
  bool any = false;
  for (std::uint32_t i = 0; i < inventory.parts.size(); ++i) {
    if (!IsNamed(inventory.parts[i], wanted)) continue;
    if (any) page.Blank();
    any = true;
    ExplainOne(inventory, i, page);
  }
  return any ? std::move(page).Take() : std::string();
}

std::string CompletenessText(const std::vector<inventory::AuthorityCounts>& counts, int width) {
  Page page(width, false);
  for (const auto& authority : counts) {
    page.Blank();
    page.Heading(authority.title);
    for (const auto& field : authority.fields) {
      std::string says = field.of_document
                             ? (field.present > 0 ? "said" : "not said")
                             : Thousands(static_cast<long long>(field.present)) + " of " +
                                   Thousands(static_cast<long long>(field.of));
      if (!field.asked) says += " (asked for only where it exists)";
      if (!field.missing.empty()) says += "; not: " + Join(field.missing, ", ");
      if (field.of > field.present + field.missing.size() && !field.missing.empty())
        says += " and " + std::to_string(field.of - field.present - field.missing.size()) + " more";
      if (!field.note.empty()) says += "; " + field.note;
      page.Row(2, {{28, std::string(field.field)}, {0, says}});
    }
  }
  return std::move(page).Take();
}

}  // namespace avouch::report

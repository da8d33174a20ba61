#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "formats/export_items.h"
#include "formats/export_kinds.h"
#include "formats/exports.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/scan_report.h"
#include "notation/glob.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// What there is to recognise: the columns of a table, or the first value of a JSON export.
struct Seen {
  ExportShape shape = ExportShape::kCsv;
  std::set<std::string, std::less<>> columns;  // Normalised
  std::string shown;          // For people: "columns a, b", "a list of maps with ..."
  std::optional<Node> value;  // Absent: an empty list
};

std::string Shown(const std::vector<std::string>& names) {
  std::vector<std::string> some(names.begin(),
                                names.begin() + std::min<std::ptrdiff_t>(12, std::ssize(names)));
  for (auto& one : some) one = OneLine(one.substr(0, 60));
  return Join(some, ", ") + (names.size() > some.size() ? " ..." : "");
}

Result<Seen> Look(BytesView bytes) {
  Seen seen;
  const BytesView text = Trim(WithoutBom(bytes));
  if (text.empty()) return Fail(ErrorKind::kUnsupported, "an empty file");
  if (text[0] != '{' && text[0] != '[') {
    AVOUCH_TRY(const std::vector<std::string> header, HeaderOf(bytes));
    for (const auto& column : header) seen.columns.insert(NormalColumn(column));
    seen.shown = "a table with the columns " + Shown(header);
    return seen;
  }
  seen.shape = ExportShape::kJson;
  JsonValues values(bytes);
  JsonValues::Value first;
  AVOUCH_TRY(const bool any, values.Next(first));
  seen.shown = "an empty JSON list";
  if (!any) return seen;
  AVOUCH_TRY(seen.value, syntax::ParseJson(first.bytes));
  std::vector<std::string> keys;
  for (const auto& entry : seen.value->entries()) keys.emplace_back(entry.key);
  seen.shown = "JSON with the keys " + Shown(keys);
  return seen;
}

bool HasPath(const Node& node, std::string_view path) { return NodeAt(node, path).present(); }

// Whether one alternative of "a|b" is there. `item` is what the list holds; null for an empty one.
bool Fits(std::string_view wanted, const Profile& profile, const Seen& seen, const Node* item) {
  for (auto one : Split(wanted, '|')) {
    if (profile.shape == ExportShape::kCsv) {
      if (seen.columns.contains(one)) return true;
      continue;
    }
    const bool above = one.starts_with('^');
    if (above) one.remove_prefix(1);
    const Node* node = above ? &*seen.value : item;
    if (node != nullptr && HasPath(*node, one)) return true;
  }
  return false;
}

// How many marks of the profile are there; 0 when one is missing or one is there that must not be.
std::size_t Score(const Profile& profile, const Seen& seen) {
  if (profile.shape != seen.shape) return 0;
  const Node* item = nullptr;
  if (seen.shape == ExportShape::kJson) {
    if (!seen.value) return 0;
    const Node& list = NodeAt(*seen.value, profile.list);
    if (!profile.list.empty() && !list.is_list()) return 0;
    item = profile.list.empty() ? &*seen.value : list.empty() ? nullptr : &list.At(0);
  }
  for (const auto& mark : profile.has) {
    if (item == nullptr && seen.shape == ExportShape::kJson && !mark.starts_with('^')) continue;
    if (!Fits(mark, profile, seen, item)) return 0;
  }
  for (const auto& mark : profile.lacks)
    if (Fits(mark, profile, seen, item)) return 0;
  return profile.has.size();
}

bool NameAgrees(const Profile& profile, std::string_view name) {
  const auto in_name = [&](const std::string& part) { return ContainsIgnoreCase(name, part); };
  if (std::ranges::any_of(profile.not_named, in_name)) return false;
  return profile.named.empty() || std::ranges::any_of(profile.named, in_name);
}

std::string NamesOf(const std::vector<const Profile*>& profiles) {
  std::vector<std::string> names;
  for (const auto* profile : profiles) names.push_back(profile->name);
  return Join(names, ", ");
}

std::unexpected<Error> Unknown(std::span<const Profile> profiles, const Path& path,
                               const Seen& seen) {
  std::vector<std::string> looked;
  for (const auto& profile : profiles)
    if (profile.shape == seen.shape)
      looked.push_back(profile.name + " (" + Join(profile.has, ", ") + ")");
  return Fail(ErrorKind::kUnsupported,
              "no profile knows " + seen.shown + "; looked for " + Join(looked, "; "),
              ToUtf8(path.bytes), "name its profile and columns under read: in avouch.org.yaml");
}

// The best by content; the name decides between equals.
Result<const Profile*> ByContent(std::span<const Profile> profiles, const Path& path,
                                 const Seen& seen) {
  std::vector<const Profile*> best;
  std::size_t most = 1;
  const bool empty = seen.shape == ExportShape::kJson && !seen.value;
  for (const auto& profile : profiles) {
    const std::size_t score =
        empty ? profile.empty_counts && profile.shape == seen.shape : Score(profile, seen);
    if (score > most) best.clear(), most = score;
    if (score == most) best.push_back(&profile);
  }
  if (best.empty()) return Unknown(profiles, path, seen);
  if (best.size() == 1 && !empty) return best[0];
  std::vector<const Profile*> named;
  for (const auto* profile : best)
    if (NameAgrees(*profile, path.name())) named.push_back(profile);
  if (named.size() == 1) return named[0];
  return Fail(ErrorKind::kUnsupported,
              seen.shown + " can be any of " + NamesOf(best) + ", and its name does not tell which",
              ToUtf8(path.bytes), "put a word of the profile's name into the file's name");
}

Result<Profile> WithOwnColumns(Profile profile, const model::ReadRule& rule, const Path& path) {
  const ExportKind* kind = FindKind(profile.kind);
  for (const auto& [field, column] : rule.columns) {
    if (field == "dates") {
      profile.dates = column;
      continue;
    }
    if (kind == nullptr || std::ranges::find(kind->fields, field) == kind->fields.end())
      return Fail(ErrorKind::kConfiguration,
                  "profile " + profile.name + " has no field '" + field + "' for read: to fill",
                  ToUtf8(path.bytes));
    FieldRule own{field, {}, true};
    if (profile.shape == ExportShape::kCsv) {
      own.from = {NormalColumn(column)};
    } else {
      own.from = {column};
      if (!profile.under.empty()) own.from.insert(own.from.begin(), profile.under + "." + column);
    }
    std::erase_if(profile.fields, [&own](const auto& one) { return one.field == own.field; });
    profile.fields.push_back(std::move(own));
  }
  return profile;
}

}  // namespace

Result<Profile> DetectProfile(const ReceivedRules& rules, const Path& path, BytesView bytes) {
  for (const auto& rule : rules.own) {
    if (!notation::Glob(rule.files, notation::Dialect::kShell).Matches(path.bytes)) continue;
    const Profile* profile = FindProfile(rules.profiles, rule.profile);
    if (profile == nullptr)
      return Fail(ErrorKind::kConfiguration,
                  "read: names profile '" + rule.profile + "', which is none", ToUtf8(path.bytes));
    return WithOwnColumns(*profile, rule, path);
  }
  const auto seen = Look(bytes);
  if (!seen) return Led(seen.error(), path);
  AVOUCH_TRY(const Profile* found, ByContent(rules.profiles, path, *seen));
  return *found;
}

}  // namespace avouch::formats

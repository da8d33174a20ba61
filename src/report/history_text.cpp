#include "report/history_text.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.h"
#include "report/layout.h"
#include "syntax/json_writer.h"

namespace avouch::report {
namespace {

using inventory::ComponentMove;
using inventory::HistoryComponent;
using inventory::HistoryPoint;
using inventory::Move;
using inventory::ToldHistory;

constexpr std::size_t kShortId = 12;
constexpr std::size_t kMostVersions = 4;

std::string Versions(const ToldHistory& told, const std::vector<std::uint32_t>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    out += (i > 0 ? ", " : "") + told.history.versions[numbers[i]];
  return out;
}

// A purl, with or without its version, or a name.
bool IsNamed(const ToldHistory& told, const HistoryComponent& one, std::string_view wanted) {
  if (wanted.empty()) return true;
  const std::size_t slash = one.name.find_last_of("/:");
  if (EqualsIgnoreCase(one.name, wanted) || (!one.purl.empty() && one.purl == wanted) ||
      (slash != std::string::npos &&
       EqualsIgnoreCase(std::string_view(one.name).substr(slash + 1), wanted)))
    return true;
  const std::size_t at = wanted.rfind('@');
  if (at == wanted.npos || at == 0) return false;
  const std::string_view name = wanted.substr(0, at), version = wanted.substr(at + 1);
  if (!EqualsIgnoreCase(one.name, name) && one.purl != name) return false;
  return std::ranges::any_of(one.moves, [&](std::uint32_t move) {
    return std::ranges::any_of(told.history.moves[move].to, [&](std::uint32_t v) {
      return told.history.versions[v] == version;
    });
  });
}

std::vector<const HistoryComponent*> Shown(const ToldHistory& told, const HistoryShown& shown) {
  std::vector<const HistoryComponent*> out;
  for (const auto& one : told.history.components) {
    if (one.moves.empty() || !IsNamed(told, one, shown.package)) continue;
    if (one.now.empty() && !shown.everything && shown.package.empty()) continue;
    out.push_back(&one);
  }
  return out;
}

const ComponentMove& MoveOf(const ToldHistory& told, std::uint32_t number) {
  return told.history.moves[number];
}
const HistoryPoint& PointOf(const ToldHistory& told, std::uint32_t number) {
  return told.points[MoveOf(told, number).commit];
}

// The first commit that is here has it: nothing tells since when.
bool IsFromBefore(const ToldHistory& told, std::uint32_t move) {
  return told.begins_before && MoveOf(told, move).commit == 0 &&
         told.points[0].commit == told.first;
}

std::string Day(const ToldHistory& told, std::uint32_t move) {
  const std::string day = ToString(DateOf(PointOf(told, move).date));
  return (IsFromBefore(told, move) || !MoveOf(told, move).exact ? "by " : "") + day;
}

std::string Ago(Time then, Time now) {
  const std::int64_t days = DaysBetween(then, now);
  if (then > now) return "dated later than now";
  return days == 0 ? "today" : Count("day", days) + " ago";
}

std::size_t VersionsEver(const ToldHistory& told, const HistoryComponent& one) {
  std::set<std::uint32_t> all;
  for (const std::uint32_t move : one.moves)
    all.insert(MoveOf(told, move).to.begin(), MoveOf(told, move).to.end());
  return all.size();
}

std::string NowText(const ToldHistory& told, const HistoryComponent& one) {
  if (one.now.empty()) return "gone";
  std::vector<std::uint32_t> some(
      one.now.begin(),
      one.now.begin() + static_cast<std::ptrdiff_t>(std::min(one.now.size(), kMostVersions)));
  std::string out = Versions(told, some);
  if (one.now.size() > some.size())
    out += " and " + std::to_string(one.now.size() - some.size()) + " more";
  return out;
}

// What is newest as somebody says, or a greater version that was here and was put back.
std::string Behind(const ToldHistory& told, const HistoryComponent& one) {
  if (inventory::IsBehind(told.history, one))
    return "behind " + one.newest + ", newest by " + one.newest_by;
  const auto greatest = inventory::GreatestEver(told.history, one);
  if (!greatest || one.now.empty() || std::ranges::find(one.now, *greatest) != one.now.end())
    return {};
  return "behind " + told.history.versions[*greatest] + ", which was here";
}

std::string MoveText(const ToldHistory& told, const ComponentMove& move, bool from_before) {
  const std::string from = Versions(told, move.from), to = Versions(told, move.to);
  std::string out;
  if (move.move == Move::kCame)
    out = to + (from_before ? " was there" : " came in");
  else if (move.move == Move::kWent)
    out = from + " went";
  else if (from.empty())
    out = to + " came beside others";
  else if (to.empty())
    out = from + " went, others stayed";
  else
    out = from + " -> " + to;
  return out + (move.exact ? "" : " (then or before: what lies between could not be read)");
}

std::string AfterText(const HistoryPoint& point) {
  if (!point.proposed) return {};
  const std::int64_t days = DaysBetween(*point.proposed, point.date);
  return days == 0 ? ", the day it was proposed"
                   : ", " + Count("day", days) + " after it was proposed";
}

void OneComponent(const ToldHistory& told, const HistoryComponent& one, const HistoryShown& shown,
                  Page& page) {
  page.Heading(one.purl.empty() ? one.name : one.purl,
               one.now.empty() ? "gone" : NowText(told, one));
  for (const std::uint32_t number : one.moves) {
    const HistoryPoint& point = PointOf(told, number);
    page.Row(2, {{13, Day(told, number)},
                 {static_cast<int>(kShortId), point.commit.substr(0, kShortId)},
                 {0, MoveText(told, MoveOf(told, number), IsFromBefore(told, number)) + "  " +
                         told.history.files[MoveOf(told, number).file] +
                         (point.robot ? "  by a robot" : "") + AfterText(point)}});
  }
  std::string sum = Count("version", static_cast<long long>(VersionsEver(told, one))) +
                    "; last changed " + Ago(PointOf(told, one.moves.back()).date, shown.at);
  if (const std::string behind = Behind(told, one); !behind.empty()) sum += "; " + behind;
  page.Text(sum, 2);
}

// Of days that were waited, in order: "half were taken within 2 days, all within 9 days".
std::string WaitText(const std::vector<std::int64_t>& days) {
  if (days.back() == 0) return days.size() == 1 ? "the same day" : "all on the same day";
  if (days.size() == 1) return "within " + Count("day", days.back());
  const std::int64_t half = days[(days.size() - 1) / 2];
  return (half == 0 ? "half were taken on the same day"
                    : "half were taken within " + Count("day", half)) +
         ", all within " + Count("day", days.back());
}

// "40 of 120 by robots; of the 31 that tell when they were proposed half were taken within 2 days".
std::string RobotsText(const ToldHistory& told) {
  long long robots = 0;
  std::vector<std::int64_t> days;
  for (const auto& point : told.points) {
    robots += point.robot ? 1 : 0;
    if (point.proposed) days.push_back(DaysBetween(*point.proposed, point.date));
  }
  if (robots == 0) return {};
  std::string out = Thousands(robots) + " of these commits by robots, or of what they proposed";
  if (days.empty()) return out;
  std::ranges::sort(days);
  return out + "; of " + Thousands(static_cast<long long>(days.size())) +
         " it is told when: " + WaitText(days);
}

// "of 40 it is told what is newest: 12 are behind"; what nobody tells of may be newest or not.
std::string NewestText(const ToldHistory& told) {
  long long of = 0, behind = 0;
  for (const auto& one : told.history.components) {
    if (one.now.empty() || one.newest.empty()) continue;
    ++of;
    behind += inventory::IsBehind(told.history, one) ? 1 : 0;
  }
  if (of == 0) return {};
  return "of " + Thousands(of) + " it is told what is newest: " + Thousands(behind) +
         (behind == 1 ? " is behind" : " are behind");
}

std::string Summary(const ToldHistory& told, const HistoryShown& shown) {
  long long now = 0;
  for (const auto& one : told.history.components) now += one.now.empty() ? 0 : 1;
  std::string out = told.head.commit.substr(0, kShortId) + ", " + ToHumanDate(told.head.date) +
                    ": " + Count("component", now);
  if (shown.everything)
    out += " and " + Thousands(static_cast<long long>(told.history.components.size()) - now) +
           " that are gone";
  return out + "; " + Count("change", static_cast<long long>(told.history.moves.size())) + " by " +
         Count("commit", static_cast<long long>(told.points.size())) + " of " +
         Thousands(told.commits);
}

}  // namespace

std::string HistoryText(const ToldHistory& told, const HistoryShown& shown) {
  const auto components = Shown(told, shown);
  if (!shown.package.empty() && components.empty()) return {};
  Page page(shown.width, false);
  if (shown.package.empty()) {
    page.Text(Summary(told, shown), 0, 2);
    for (const std::string& text : {RobotsText(told), NewestText(told)})
      if (!text.empty()) page.Text(text, 0, 2);
  }
  std::vector<std::vector<Cell>> rows;
  if (shown.package.empty() && !components.empty())
    rows.push_back({{0, "component"},
                    {0, "now"},
                    {0, "came in"},
                    {0, "last changed"},
                    {0, "days ago", Style::kPlain, true},
                    {0, "versions"}});
  for (const HistoryComponent* one : components) {
    if (!shown.package.empty()) {
      OneComponent(told, *one, shown, page);
      continue;
    }
    const std::uint32_t last = one->moves.back();
    const Time then = PointOf(told, last).date;
    std::string versions = Thousands(static_cast<long long>(VersionsEver(told, *one)));
    if (const std::string behind = Behind(told, *one); !behind.empty()) versions += "; " + behind;
    rows.push_back({{0, one->name},
                    {0, NowText(told, *one)},
                    {0, Day(told, one->moves.front())},
                    {0, Day(told, last)},
                    {0, then > shown.at ? "later" : Thousands(DaysBetween(then, shown.at)),
                     Style::kPlain, true},
                    {0, versions}});
  }
  page.Table(0, rows, shown.table);
  for (const auto& note : told.notes) page.Text(note, 0, 2);
  return std::move(page).Take();
}

Result<Bytes> HistoryJson(const ToldHistory& told, const HistoryShown& shown) {
  Bytes out;
  syntax::JsonWriter json([&](BytesView bytes) -> Status { return out += bytes, Status(); }, true);
  const auto versions = [&](const syntax::JsonKey& key, const std::vector<std::uint32_t>& numbers) {
    json.Key(key);
    json.BeginList();
    for (const std::uint32_t number : numbers) json.Text(told.history.versions[number]);
    json.EndList();
  };
  json.BeginMap();
  json.Field("commit", told.head.commit);
  json.Field("date", ToString(told.head.date));
  json.Key("commits"), json.Integer(told.commits);
  json.Key("files-read"), json.Integer(told.reads);
  json.Key("begins-before"), json.Boolean(told.begins_before);
  json.Key("partial"), json.Boolean(told.partial);
  json.Key("notes");
  json.BeginList();
  for (const auto& note : told.notes) json.Text(note);
  json.EndList();
  json.Key("components");
  json.BeginList();
  HistoryShown all = shown;
  all.everything = true;
  for (const HistoryComponent* one : Shown(told, all)) {
    json.BeginMap();
    json.Field("ecosystem", model::Name(one->ecosystem));
    json.Field("name", one->name);
    json.FieldIfAny("purl", one->purl);
    versions("now", one->now);
    if (const auto greatest = inventory::GreatestEver(told.history, *one))
      json.Field("greatest", told.history.versions[*greatest]);
    json.FieldIfAny("newest", one->newest);
    json.FieldIfAny("newest-by", one->newest_by);
    json.Key("moves");
    json.BeginList();
    for (const std::uint32_t number : one->moves) {
      const ComponentMove& move = MoveOf(told, number);
      const HistoryPoint& point = PointOf(told, number);
      json.BeginMap();
      json.Field("move", move.move == Move::kCame
                             ? (IsFromBefore(told, number) ? "was-there" : "came")
                         : move.move == Move::kWent ? "went"
                                                    : "changed");
      versions("from", move.from);
      versions("to", move.to);
      json.Field("commit", point.commit);
      json.Field("date", ToString(point.date));
      json.Field("author", point.author);
      json.Key("robot"), json.Boolean(point.robot);
      if (point.proposed) json.Field("proposed", ToString(*point.proposed));
      json.Field("file", told.history.files[move.file]);
      json.Key("exact"), json.Boolean(move.exact);
      json.EndMap();
    }
    json.EndList();
    json.EndMap();
  }
  json.EndList();
  json.EndMap();
  AVOUCH_CHECK_OK(json.Finish());
  return out;
}

}  // namespace avouch::report

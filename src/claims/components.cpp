// Claims 1.2.1, 1.2.3 to 1.2.5: components known, and kept fresh.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/declared.h"
#include "claims/update_places.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::Record;

bool IsOff(const model::UpdateRule& rule) {
  return rule.disabled ||
         std::find(rule.ignored.begin(), rule.ignored.end(), "*") != rule.ignored.end();
}

// Why the tool does not propose any update by the rule; empty where it does. Dependabot reads no
// rule without a schedule, and of what 'allow' names it proposes that alone.
std::string_view HeldBack(const model::UpdateTool& tool, const model::UpdateRule& rule) {
  if (tool.name != "dependabot") return {};
  if (rule.schedule.empty()) return "its block has no schedule";
  const bool held = std::ranges::any_of(tool.notes, [&](const std::string& note) {
    return note.ends_with(rule.word + " is held to what 'allow' names");
  });
  return held ? "its block proposes only what 'allow' names" : std::string_view();
}

// As its makers write it.
std::string NameOf(const model::UpdateTool& tool) {
  if (tool.name == "dependabot") return "Dependabot";
  if (tool.name == "renovate") return "Renovate";
  return tool.name;
}

// What a tool is told of a place. A rule for one kind is narrower than a rule for all.
struct Told {
  bool covers = false;
  const model::UpdateRule* off = nullptr;       // Switched off, altogether or for this kind
  const model::UpdateRule* left_out = nullptr;  // One kind of several, by the tool's own word
  std::string_view held;                        // Why a rule for it does not look after it
};

Told AskTool(const model::UpdateTool& tool, const UpdatePlace& place) {
  Told told;
  if (!Knows(tool.name, place.ecosystem)) return told;
  const model::UpdateRule *general = nullptr, *narrow = nullptr;
  for (const auto& rule : tool.rules) {
    bool for_all = rule.everywhere && rule.ecosystem == model::Ecosystem::kOther;
    bool concerns = Concerns(rule, place) && (!for_all || IsFoundUnasked(place.ecosystem));
    const std::string_view held = concerns ? HeldBack(tool, rule) : std::string_view();
    if (!held.empty()) told.held = held;
    if (concerns && (IsLeftOut(rule, place) || !held.empty())) continue;
    if (concerns && !IsOff(rule))
      (for_all ? general : narrow) = &rule;
    else if (concerns || (rule.disabled && rule.ecosystem == place.ecosystem))
      told.off = &rule;
  }
  bool kind_off = told.off != nullptr && told.off->ecosystem == place.ecosystem;
  told.covers = narrow != nullptr || (general != nullptr && !kind_off);
  if (told.covers) {
    told.off = nullptr;
  } else if (general != nullptr && told.off != nullptr && told.off->disabled) {
    told.left_out = told.off;
    told.off = nullptr;
  }
  return told;
}

// True when what was looked through names the place: as Describe does, by its kind
// alone ("cocoapods"), or by the file that shows it.
bool Names(const Record& review, const UpdatePlace& place) {
  return std::ranges::any_of(review.looked_at, [&](const std::string& text) {
    const std::string one(Trim(text));
    return EqualsIgnoreCase(one, Describe(place)) ||
           EqualsIgnoreCase(one, model::Name(place.ecosystem)) || one == place.place.path.bytes;
  });
}

// Somebody looked through the place in the window, signed. What an unsigned review
// lacks is told.
bool LookedThrough(const Inputs& in, Examination& examination, const UpdatePlace& place) {
  std::vector<const Record*> reviews;
  for (const auto* review : RecordsOf(in, model::RecordKind::kUpdateReview))
    if (Names(*review, place) && DaysBetween(*When(review->on), in.time) <= in.policy.window_days)
      reviews.push_back(review);
  const Record* review = NewestThatCounts(in, examination, reviews, {});
  if (review == nullptr) return false;
  examination.Good();
  examination.Witness(
      review->by + " looked through " + Describe(place) + " on " + ToHumanDate(*When(review->on)),
      {review->path, 0});
  return true;
}

}  // namespace
void ExamineDeclared(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  examination.Uses("pipelines");
  long long components = 0, locks = 0;
  for (const auto& manifest : in.facts.components.value.manifests)
    if (manifest.lock && !manifest.components.empty() && manifest.format != "gradle-verification") {
      ++locks;
      // A member of the workspace is the product, not a component of it.
      for (const auto& component : manifest.components)
        components += !model::IsOwnFolder(component);
    }
  if (locks > 0)
    examination.Witness(Count("component", components) + " read from " + Count("lock file", locks) +
                        ", ready to be declared");
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds) {
          if (deed.kind != model::DeedKind::kMakeSbom) continue;
          examination.Witness("the build makes a component list (" + deed.tool + "); not seen here",
                              deed.place);
          if (deed.tolerated || step.continue_on_error || job.continue_on_error)
            examination.Bad(deed.place, "its failure is ignored",
                            in.reach.OfJob(pipeline.path, job.id), "let the release fail with it",
                            2, Weight::kListed);
        }
  for (const auto& recipe : in.facts.containers.value.recipes)
    for (const auto& place : recipe.sboms)
      examination.Witness("the release recipe makes a component list; not seen here", place);
  if (!examination.findings().empty()) {
    examination.Headline("the component list may be missing from a release unseen");
    examination.Remedy("let the release fail when its component list cannot be made", 2);
  }
  for (const auto& unread : in.facts.components.value.unread)
    examination.Missing(unread.path.bytes + " is not read by this build");
  SeeLacking(in.facts.components.value, examination);
  if (!CompareDeclared(in, examination))
    examination.Missing(
        "a component list (SBOM) that customers get, to compare with what is here (avouch sbom "
        "generate writes one; avouch collect tests FILE hands in the one that is published)",
        model::Where::kPublished);
}

void ExamineComponentHistory(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  for (const auto& manifest : in.facts.components.value.manifests) {
    if (!manifest.lock || manifest.components.empty()) continue;
    for (const auto& file : history.files) {
      if (file.path != manifest.path || file.changes == 0) continue;
      examination.Good();
      examination.Witness(Count("change", file.changes) + " since " + ToHumanDate(file.first) +
                              (file.changes == 1 ? " is" : " are") +
                              " in history, ready to match to tests",
                          {file.path, 0});
    }
  }
  if (history.shallow) examination.Missing("the history before the shallow cut");
  if (history.missing_objects > 0 && !history.shallow)
    examination.Missing(Count("object", history.missing_objects) + " absent from this clone");
}

namespace {

// What the tools are told of one place, and who else looks through it.
struct Watch {
  bool switched_off = false;  // A place is left out by a rule
  bool held = false;          // A place has a rule, which lets only some through
  bool without = false;       // A place has no rule
  long long by_hand = 0;      // Places that a signed review looked through
};

// Of a tool that works for others: those are left out, and it is written.
void SeeLeftOut(Examination& examination, const UpdatePlace& pair, const model::UpdateRule& rule) {
  examination.Bad(rule.place, Describe(pair) + ": switched off", Reach::kUnknown,
                  "let updates through, or keep a list by hand with its owner", 1, Weight::kListed);
  examination.Missing("updates of " + Describe(pair) + ", or a list kept by hand",
                      model::Where::kPerson);
}

void SeePlace(const Inputs& in, Examination& examination, const UpdatePlace& pair, Watch& watch) {
  const auto& tools = in.facts.automation.value.tools;
  bool covered = false;
  const model::UpdateRule *off = nullptr, *left_out = nullptr;
  std::string_view held;
  for (const auto& tool : tools) {
    Told told = AskTool(tool, pair);
    if (held.empty()) held = told.held;
    covered |= told.covers;
    if (told.off != nullptr) off = told.off;
    if (told.left_out != nullptr) left_out = told.left_out;
  }
  if (covered) return examination.Good();
  if (off != nullptr)
    return examination.Bad(off->place, Describe(pair) + ": updates are switched off",
                           Reach::kRelease,
                           "let updates through, or write down why not and who watches", 5);
  const bool known = std::any_of(tools.begin(), tools.end(), [&](const auto& tool) {
    return Knows(tool.name, pair.ecosystem);
  });
  if (left_out == nullptr && known) {
    (held.empty() ? watch.without : watch.held) = true;
    if (held.empty())
      examination.Bad(pair.place, Describe(pair), Reach::kUnknown,
                      "add it to " + tools[0].path.bytes, 1, Weight::kListed);
    else  // Not to be added a second time: no tool takes two blocks for one place.
      examination.Bad(pair.place, Describe(pair) + ": " + std::string(held), Reach::kUnknown,
                      "let its block in " + tools[0].path.bytes + " propose all updates", 1,
                      Weight::kListed);
    return examination.Missing(NameOf(tools[0]) + " looking after " + Describe(pair));
  }
  if (LookedThrough(in, examination, pair)) {
    ++watch.by_hand;
    return;
  }
  if (left_out == nullptr)
    return examination.Missing("a list kept by hand for " + Describe(pair), model::Where::kPerson);
  watch.switched_off = true;
  SeeLeftOut(examination, pair, *left_out);
}

// Dependencies that a tool passes over with no reason written; the last such tool.
std::string SeePassedOver(const Inputs& in, Examination& examination) {
  std::string passed_over;
  std::set<model::Place> told;  // One list may be meant for every manager.
  for (const auto& tool : in.facts.automation.value.tools)
    for (const auto& rule : tool.rules) {
      if (rule.ignored.empty() || rule.ignored_with_reason || IsOff(rule)) continue;
      const model::Place& place = rule.ignored_place.path.empty() ? rule.place : rule.ignored_place;
      if (!told.insert(place).second) continue;
      passed_over = NameOf(tool);
      examination.Bad(
          place,
          Count("dependency", static_cast<long long>(rule.ignored.size()), "dependencies") +
              " ignored with no reason written",
          Reach::kRelease, "write the reason beside each", 5, Weight::kListed);
    }
  return passed_over;
}

// "Dependabot and renovate look after "
std::string LookAfter(const std::vector<model::UpdateTool>& tools) {
  std::set<std::string> names;
  for (const auto& tool : tools) names.insert(NameOf(tool));
  return Join(std::vector<std::string>(names.begin(), names.end()), " and ") +
         (names.size() == 1 ? " looks after " : " look after ");
}

}  // namespace

void ExamineAutomation(const Inputs& in, Examination& examination) {
  examination.Uses("automation");
  examination.Uses("components");
  const auto& tools = in.facts.automation.value.tools;
  std::set<UpdatePlace> pairs = UpdatePlaces(in.facts);
  if (tools.empty()) {
    bool all = std::ranges::all_of(
        pairs, [&](const auto& pair) { return LookedThrough(in, examination, pair); });
    if (!all) {
      examination.Missing(
          "a tool that proposes updates, such as Dependabot or Renovate, or a list kept by hand "
          "and "
          "its owner");
      const bool known = std::ranges::any_of(
          pairs, [](const auto& pair) { return Knows("dependabot", pair.ecosystem); });
      if (known) examination.FixCommand("avouch fix 1.2.5");
    }
    return;
  }
  Watch watch;
  for (const auto& pair : pairs) SeePlace(in, examination, pair, watch);
  const std::string passed_over = SeePassedOver(in, examination);
  // Told to leave out some versions of everything: true, and worth knowing. Of files: it may be
  // any.
  for (const auto& tool : tools)
    for (const auto& note : tool.notes)
      if (note.contains("leaves out files"))
        examination.Missing("which files " + NameOf(tool) + " leaves out (" + tool.path.bytes +
                            ", " + note + ")");
      else if (note.contains("leaves out some updates of all") ||
               note.contains("switches some updates"))
        examination.Witness(NameOf(tool) + ", " + note, {tool.path, 0});
  const std::string looks_after = LookAfter(tools);
  const long long kinds = examination.of(), covered = examination.good() - watch.by_hand;
  if (covered > 0)
    examination.Witness(
        looks_after + Thousands(covered) + " of " +
            Count("place", static_cast<long long>(pairs.size())) +
            (pairs.size() == 1 ? " that holds dependencies" : " that hold dependencies"),
        {tools[0].path, 0});
  bool all = examination.good() == static_cast<long long>(pairs.size());
  if (all && kinds > examination.good()) {
    examination.Headline(passed_over +
                         " is told to pass over dependencies, with no reason written");
    examination.Remedy("write the reason beside each", 5);
  } else if (kinds > examination.good()) {
    examination.Headline(looks_after + Thousands(covered) + " of the " +
                         Thousands(static_cast<long long>(pairs.size())) +
                         " places that hold dependencies");
    if (watch.switched_off) {
      examination.Remedy("let its updates through, or keep a list by hand with its owner", 5);
    } else {
      examination.Remedy(!watch.held     ? "add the missing blocks"
                         : watch.without ? "add the missing blocks, and let the others propose all "
                                           "updates"
                                         : "let its blocks propose all updates",
                         2);
      if (watch.without) examination.FixCommand("avouch fix 1.2.5");
    }
  }
}

// Of the file whose updates tell it most often. It decides nothing: how long is too long, the
// Code does not say, and what a forge squashes tells no time.
void TellWaits(Examination& examination, const model::FileHistory* file) {
  if (file == nullptr) return;
  const model::RecentUpdates& recent = file->recent.front();
  std::string how = recent.told == 1 ? " tells" : " tell";
  how += " when proposed and when taken in: ";
  if (recent.longest == 0)
    how += recent.told == 1 ? "the same day" : "all on the same day";
  else if (recent.told == 1)
    how += "within " + Count("day", recent.longest);
  else
    how += (recent.half_within == 0 ? "half on the same day"
                                    : "half within " + Count("day", recent.half_within)) +
           ", all within " + Count("day", recent.longest);
  examination.Witness(Count("update", recent.told) + how, {file->path, 0});
}

void ExamineMoved(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  long long robots = 0, recent = 0;
  Time last;
  model::Place place;
  const model::FileHistory* told = nullptr;
  for (const auto& file : history.files) {
    bool lock = false;
    for (const auto& manifest : in.facts.components.value.manifests)
      lock |= manifest.path == file.path && !IsOfDevelopers(manifest);
    if (!lock || file.updates == 0) continue;
    if (DaysBetween(file.last_update, in.time) > in.policy.window_days) continue;
    robots += file.updates;
    if (place.path.empty() || last < file.last_update) place = {file.path, 0};
    last = std::max(last, file.last_update);
    // The last is; of the others nothing tells where they are not counted.
    recent += file.recent.empty() ? 1 : file.recent.front().taken;
    const long long tells = file.recent.empty() ? 0 : file.recent.front().told;
    if (tells > (told == nullptr ? 0 : told->recent.front().told)) told = &file;
  }
  TellWaits(examination, told);
  if (recent >= in.policy.commits_for_automation) {
    examination.Good();
    examination.Witness(Count("change", robots) +
                            " to dependency files came from update tools, the last on " +
                            ToHumanDate(last),
                        place);
    return;
  }
  examination.Missing("an update that the tool proposed and somebody took in the last " +
                      std::to_string(in.policy.window_days) + " days");
}

}  // namespace avouch::claims

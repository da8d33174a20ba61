// Claims 1.1.1 to 1.1.4 about documents, people, tools and items, as far as the tree
// and its history show them. Most of these need people: what is here is set beside
// what they will say.

#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/tools.h"

namespace avouch::claims {
namespace {

using model::Reach;

// "container recipes" of which there is one.
std::string One(const std::string& plural) {
  if (plural == "policies and documents") return "policy or document";
  if (plural.ends_with("ies")) return plural.substr(0, plural.size() - 3) + "y";
  return plural.ends_with("s") ? plural.substr(0, plural.size() - 1) : plural;
}

// "python 3.8: support", "node:24-alpine3.21: support of alpine 3.21": an image
// is named for several things, and one of them ended.
std::string Ended(const ToolUse& tool) {
  bool plain = Lower(tool.text).find(Lower(tool.product)) == 0;
  return tool.text + ": support" + (plain ? "" : " of " + tool.product + " " + tool.cycle);
}

// Of the tools that build: what is supported, and how many are past it.
void TellTools(const Inputs& in, Examination& examination, const std::set<std::string>& supported,
               long long ended, long long extended) {
  if (!supported.empty()) {
    std::vector<std::string> names(supported.begin(), supported.end());
    if (names.size() > 6) names.resize(6), names.push_back("...");
    examination.Witness("supported on the day of this assessment: " + Join(names, ", ") +
                        " (table of " + in.lifecycle.date + ")");
  }
  if (examination.findings().empty()) return;
  const std::string past_regular = " past regular support";
  if (ended > 0)
    examination.Headline(
        Count("tool", ended) + (ended == 1 ? " that builds this is" : " that build this are") +
        " past any support" + (extended > 0 ? ", " + Thousands(extended) + past_regular : ""));
  else
    examination.Headline(Count("tool", extended) +
                         (extended == 1 ? " that builds this is" : " that build this are") +
                         past_regular);
  examination.Remedy("move to supported versions", 30);
}

}  // namespace

void ExamineNamedDocuments(const Inputs& in, Examination& examination) {
  if (in.beside) return;  // avouch.yaml names what lies in its own source
  examination.Uses("documents");
  for (const auto& named : in.product.documents) {
    bool address = named.at.find("://") != std::string::npos;
    if (address) {
      examination.Missing(named.at + ", read where it is published", model::Where::kPublished);
      continue;
    }
    bool there = false;
    for (const auto& document : in.facts.documents.value.documents)
      if (document.path.bytes == named.at) {
        there = true;
        for (const auto& leftover : document.leftovers)
          examination.Bad(leftover.place, leftover.text, Reach::kRelease,
                          "write what belongs there", 5);
      }
    if (there)
      examination.Good();
    else
      examination.Bad(named.place, named.purpose + ": " + named.at + " is not in this commit",
                      Reach::kRelease, "commit it, or name the right path", 5);
  }
  if (!examination.findings().empty()) {
    examination.Headline("documents that avouch.yaml names are absent or unfinished");
    examination.Remedy("commit them, finished", 10);
  }
}

void ExaminePeople(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  auto authors = static_cast<long long>(history.authors_in_window.size());
  auto mergers = static_cast<long long>(history.mergers_in_window.size());
  if (authors > 0) {
    examination.Good();
    examination.Witness("changes by " + Count("person", authors, "people") + " came in" +
                        (mergers > 0 ? ", merged by " + Thousands(mergers) : "") + ", in the " +
                        std::to_string(in.policy.window_days) + " days before this commit");
  }
  if (history.shallow) examination.Missing("the history before the shallow cut");
}

// "java 17 (a/Dockerfile), ruby (ci.yml) and 3 more".
std::string FirstOf(const std::map<std::string, std::string>& places) {
  constexpr std::size_t kTold = 3;
  std::string out;
  std::size_t told = 0;
  for (const auto& [what, path] : places) {
    if (told++ == kTold) return out + " and " + std::to_string(places.size() - kTold) + " more";
    out += (out.empty() ? "" : ", ") + what + " (" + path + ")";
  }
  return out;
}

void ExamineTools(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  examination.Uses("containers");
  examination.Uses("components");
  std::set<std::string> supported;
  std::map<std::string, std::string> unknown;  // Where each stands first
  long long ended = 0, extended = 0;           // Of those that build
  auto builds = [](Reach reach) { return reach == Reach::kRelease || reach == Reach::kUnknown; };
  for (const auto& tool : ToolsUsed(in)) {
    Support support = SupportOf(in.lifecycle, tool, in.time);
    switch (support.state) {
      case SupportState::kSupported:
        examination.Good();
        supported.insert(tool.product + " " + tool.cycle);
        break;
      case SupportState::kExtended:
        if (!builds(tool.reach)) break;  // Old ones are tested against on purpose.
        ++extended;
        examination.Good();
        examination.Bad(tool.place,
                        tool.text + ": regular support ended " + support.ends +
                            ", long-term support until " + support.last,
                        tool.reach, "plan the move to a newer one", 30, Weight::kListed);
        break;
      case SupportState::kEnded:
        if (!builds(tool.reach)) break;
        ++ended;
        examination.Bad(tool.place, Ended(tool) + " ended " + support.last, tool.reach,
                        "move to a supported one", 30);
        break;
      case SupportState::kUnknown:
        if (const auto* review = ReviewOf(in, tool)) {
          examination.Good();
          examination.RestsOn(model::Grade::kSigned, review->id);
          examination.Witness(tool.text + " is on the list that " + review->by + " reviewed",
                              {review->path, 0});
        } else {
          unknown.emplace(tool.text, tool.place.path.bytes);
        }
        break;
    }
  }
  TellTools(in, examination, supported, ended, extended);
  if (!unknown.empty())
    examination.Missing("an end of support that a table here knows, for " + FirstOf(unknown),
                        model::Where::kPerson);
}

void ExamineItems(const Inputs& in, Examination& examination) {
  examination.Uses("tree");
  std::vector<std::string> names;
  for (const auto& item : in.facts.tree.value.classes) {
    examination.Good();
    names.push_back(Thousands(item.files) + " " + (item.files == 1 ? One(item.name) : item.name));
  }
  if (!names.empty()) examination.Witness("under version control: " + Join(names, ", "));
  if (in.facts.tree.value.missing > 0)
    examination.Missing(Count("object", in.facts.tree.value.missing) + " of the tree absent here");
}

void ExamineReleasesOnBranch(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  for (const auto& release : history.releases) {
    if (release.prerelease || DaysBetween(release.date, in.time) > in.policy.window_days) continue;
    if (release.on_branch) {
      examination.Good();
      continue;
    }
    // One branch in sight may only mean that the others were not cloned.
    bool enough = history.branches > 1 && !history.shallow && history.missing_objects == 0;
    examination.Bad(
        {"refs/tags/" + release.tag, 0}, release.tag + " is reachable from no branch here",
        enough ? Reach::kRelease : Reach::kUnknown, "keep the branch it was made on", 10);
  }
  if (examination.good() > 0)
    examination.Witness(Count("release", examination.good()) + " in the last " +
                        std::to_string(in.policy.window_days) + " days " +
                        (examination.good() == 1 ? "lies" : "lie") + " on a branch");
  if (!examination.findings().empty())
    examination.Headline(Count("release", static_cast<long long>(examination.findings().size())) +
                         " cannot be reached from any branch");
  if (examination.of() == 0)
    examination.Missing(
        "a release in the window: tags that parse as versions, or releases: in avouch.yaml");
}

}  // namespace avouch::claims

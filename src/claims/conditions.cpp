#include "claims/conditions.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::Event;

constexpr std::size_t kMaxCondition = 4'000;  // Bytes; the longest of people's has some 600.
// A proposal of a fork's.
constexpr std::string_view kFromElsewhere =
    "github.event.pull_request.head.repo.full_name!="
    "github.event.pull_request.base.repo.full_name";
constexpr int kMaxDepth = 16;  // Brackets in brackets

// Without blanks and "${{ }}", with one kind of quotes.
std::string Bare(std::string_view condition) {
  std::string out = ReplaceAll(ReplaceAll(condition, "${{", ""), "}}", "");
  std::erase_if(out, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  std::ranges::replace(out, '"', '\'');
  return out;
}

// The parts between `by` that stand in no brackets or quotes.
std::vector<std::string> Parts(std::string_view text, std::string_view by) {
  std::vector<std::string> out(1);
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'') quoted = !quoted;
    if (!quoted) depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (!quoted && depth == 0 && text.substr(i).starts_with(by)) {
      out.emplace_back();
      i += by.size() - 1;
    } else {
      out.back() += c;
    }
  }
  return out;
}

// "(a || b)" as a whole, and not "(a) || (b)".
bool IsWrapped(std::string_view text) {
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return false;
  int depth = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    if (depth == 0) return false;
  }
  return true;
}

enum class How { kIsSet, kEquals, kBegins, kContains };

// "SUBJECT=='x'", "SUBJECT!=x", "SUBJECT", "!SUBJECT", "startsWith(SUBJECT,'x')". Case says
// nothing, and `value` is in lower case.
struct Atom {
  std::string subject, value;
  How how = How::kIsSet;
  bool negated = false;
  bool told = true;  // `value` is a literal
};

// A text in quotes, a number, true: no other subject and no call.
void SetValue(std::string_view text, Atom& atom) {
  atom.told = (text.starts_with('\'') && text.find('\'', 1) + 1 == text.size()) ||
              text.find_first_of(".('") == text.npos ||
              text.find_first_not_of("0123456789.") == text.npos;
  atom.value = Lower(ReplaceAll(text, "'", ""));
}

Atom AtomOf(std::string_view text) {
  Atom out;
  while (text.starts_with('!')) {
    out.negated = !out.negated;
    text.remove_prefix(1);
  }
  constexpr std::pair<std::string_view, How> kCalls[] = {{"startswith(", How::kBegins},
                                                         {"contains(", How::kContains}};
  for (const auto& [call, how] : kCalls)
    if (Lower(text.substr(0, call.size())) == call && text.ends_with(')')) {
      text = text.substr(call.size(), text.size() - call.size() - 1);
      const std::size_t comma = text.find(',');
      out.subject = text.substr(0, comma);
      out.told = comma != text.npos;
      if (out.told) SetValue(text.substr(comma + 1), out);
      out.how = how;
      return out;
    }
  const std::size_t at = text.find_first_of("=!");
  out.subject = text.substr(0, at);
  if (at == text.npos || text.substr(at).size() < 2 || text[at + 1] != '=') return out;
  out.how = How::kEquals;
  out.negated ^= text[at] == '!';
  SetValue(text.substr(at + 2), out);
  return out;
}

bool Holds(const Atom& atom, std::string_view value) {
  const std::string of = Lower(Bare(value));
  bool plain = false;
  switch (atom.how) {
    case How::kIsSet:
      plain = !of.empty() && of != "false";
      break;
    case How::kEquals:
      plain = of == atom.value;
      break;
    case How::kBegins:
      plain = of.starts_with(atom.value);
      break;
    case How::kContains:
      plain = of.find(atom.value) != of.npos;
      break;
  }
  return plain != atom.negated;
}

// Over the values that it takes in the runs of one job.
RunsWhen OverLegs(const Atom& atom, const std::vector<std::string>& values, bool each) {
  const auto holds = [&](const std::string& value) { return Holds(atom, value); };
  const bool all = std::ranges::all_of(values, holds), any = std::ranges::any_of(values, holds);
  return !values.empty() && (each ? all : any) ? RunsWhen::kAlways : RunsWhen::kUnknown;
}

RunsWhen OfMatrix(const Atom& atom, const Occasion& occasion) {
  const std::string key = atom.subject.substr(std::string_view("matrix.").size());
  std::vector<std::string> values;
  for (const auto& axis : occasion.job->matrix)
    if (axis.key == key)
      for (auto part : Split(axis.value, ',')) values.emplace_back(Trim(part));
  return OverLegs(atom, values, occasion.each_leg);
}

RunsWhen OfRunner(const Atom& atom, const Occasion& occasion) {
  std::vector<std::string> systems;
  for (const auto& label : occasion.job->runs_on) {
    const std::string low = Lower(label);
    systems.emplace_back(low.find("windows") != low.npos ? "Windows"
                         : low.find("macos") != low.npos ? "macOS"
                         : low.find("ubuntu") != low.npos || low.find("linux") != low.npos ? "Linux"
                                                                                           : "");
  }
  if (std::ranges::find(systems, "") != systems.end()) return RunsWhen::kUnknown;
  return OverLegs(atom, systems, occasion.each_leg);
}

// What started it, where the file's own triggers decide that.
RunsWhen OfEvent(const Atom& atom, const Occasion& occasion) {
  if (occasion.triggers.empty() || atom.how == How::kIsSet) return RunsWhen::kUnknown;
  for (const auto& trigger : occasion.triggers) {
    if (trigger.event == Event::kCalled) return RunsWhen::kUnknown;  // Its caller's event
    if (!Holds(atom, trigger.text)) return RunsWhen::kUnknown;
  }
  return RunsWhen::kAlways;
}

// Every tag that the trigger waits for is "refs/tags/v..." where that is asked.
bool EachTagBegins(const model::Trigger& trigger, std::string_view asked) {
  constexpr std::string_view kTags = "refs/tags/";
  if (asked.size() <= kTags.size() || !asked.starts_with(kTags)) return true;
  return !trigger.tags.empty() && std::ranges::all_of(trigger.tags, [&](const std::string& tag) {
    return tag.starts_with('!') || Lower(tag).starts_with(asked.substr(kTags.size()));
  });
}

// "startsWith(github.ref, 'refs/tags/')", "github.ref_type == 'tag'", and not so. A branch may
// bear "refs/tags" in its name, too.
RunsWhen OfTag(const Atom& atom, const Occasion& occasion) {
  if (occasion.triggers.empty()) return RunsWhen::kUnknown;
  if (atom.how == How::kContains && atom.negated) return RunsWhen::kUnknown;
  for (const auto& trigger : occasion.triggers) {
    if (trigger.event == Event::kTag && !EachTagBegins(trigger, atom.value))
      return RunsWhen::kUnknown;
    const bool known = trigger.event == Event::kTag || trigger.event == Event::kPullRequest ||
                       (trigger.event == Event::kPush && !trigger.branches.empty());
    const bool pushed = trigger.event == Event::kPush;  // Of branches, or of anything
    if (!known && !(pushed && atom.negated)) return RunsWhen::kUnknown;
    if ((trigger.event == Event::kTag) == atom.negated) return RunsWhen::kUnknown;
  }
  return RunsWhen::kAlways;
}

RunsWhen OfAtom(const std::string& text, const Occasion& occasion) {
  for (std::string_view never : {"false", "''", "0", "!true"})
    if (text == never) return RunsWhen::kNever;
  for (std::string_view always : {"", "true", "success()", "succeeded()", "always()",
                                  "!cancelled()", "succeededOrFailed()", "!failure()"})
    if (text == always) return RunsWhen::kAlways;
  if (std::ranges::find(occasion.beside, text) != occasion.beside.end()) return RunsWhen::kAlways;
  const Atom atom = AtomOf(text);
  if (!atom.told) return RunsWhen::kUnknown;
  if (atom.subject.starts_with("matrix.")) return OfMatrix(atom, occasion);
  if (atom.subject == "runner.os") return OfRunner(atom, occasion);
  if (atom.subject == "github.event_name") return OfEvent(atom, occasion);
  const bool part = atom.how == How::kBegins || atom.how == How::kContains;
  if ((atom.subject == "github.ref" && part && atom.value.starts_with("refs/tags")) ||
      (atom.subject == "github.ref_type" && atom.how == How::kEquals && atom.value == "tag"))
    return OfTag(atom, occasion);
  // A proposal that is not ready yet, and one from elsewhere than the product's own branches,
  // whose pushes run by themselves.
  constexpr std::string_view kUsual[] = {
      "!github.event.pull_request.draft",
      "github.event.pull_request.draft==false",
      "github.event.pull_request.draft!=true",
      "github.event.pull_request.head.repo.full_name!=github.repository",
      kFromElsewhere,
      "github.event.pull_request.head.repo.fork"};
  for (const std::string_view usual : kUsual)
    if (text == usual) return RunsWhen::kAlways;
  return RunsWhen::kUnknown;
}

RunsWhen Of(std::string text, const Occasion& occasion, int depth) {
  for (int i = 0; i < kMaxDepth && IsWrapped(text); ++i) text = text.substr(1, text.size() - 2);
  if (depth > kMaxDepth) return RunsWhen::kUnknown;
  if (std::ranges::find(occasion.beside, text) != occasion.beside.end()) return RunsWhen::kAlways;
  if (const auto parts = Parts(text, "||"); parts.size() > 1) {
    RunsWhen best = RunsWhen::kNever;
    for (const auto& part : parts) best = std::max(best, Of(part, occasion, depth + 1));
    return best;
  }
  if (const auto parts = Parts(text, "&&"); parts.size() > 1) {
    RunsWhen worst = RunsWhen::kAlways;
    for (const auto& part : parts) worst = std::min(worst, Of(part, occasion, depth + 1));
    return worst;
  }
  // Azure's words: and(succeeded(), ...)
  if (text.starts_with("and(") && text.ends_with(')')) {
    RunsWhen worst = RunsWhen::kAlways;
    for (const auto& part : Parts(text.substr(4, text.size() - 5), ","))
      worst = std::min(worst, Of(part, occasion, depth + 1));
    return worst;
  }
  return OfAtom(text, occasion);
}

}  // namespace

RunsWhen WhenRuns(std::string_view condition, const Occasion& occasion) {
  if (condition.size() > kMaxCondition) return RunsWhen::kUnknown;
  Occasion bare = occasion;
  bare.beside.clear();
  for (const auto& held : occasion.beside) {
    if (held.size() > kMaxCondition) continue;
    const std::string text = Bare(held);
    bare.beside.push_back(text);
    for (auto& part : Parts(text, "&&")) bare.beside.push_back(std::move(part));
  }
  std::erase(bare.beside, "");
  return Of(Bare(condition), bare, 0);
}

bool RunsAnyway(std::string_view condition) {
  for (std::string_view word :
       {"always()", "!cancelled()", "failure()", "succeededOrFailed()", "when: always"})
    if (condition.find(word) != condition.npos) return true;
  return false;
}

}  // namespace avouch::claims

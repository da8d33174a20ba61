#include "formats/gitlab_rules.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr int kMaxNesting = 40;
// Names of branches that nothing in the file tells: they equal themselves only.
constexpr std::string_view kDefault =
    "\x01"
    "default";
// A source of pipelines that is none of those that are named apart.
constexpr std::string_view kProgram =
    "\x01"
    "program";
constexpr std::string_view kOther =
    "\x01"
    "other";

Truth And(Truth a, Truth b) { return std::min(a, b); }
Truth Or(Truth a, Truth b) { return std::max(a, b); }
Truth Not(Truth a) { return a == Truth::kYes ? Truth::kNo : a == Truth::kNo ? Truth::kYes : a; }
Truth Of(bool yes) { return yes ? Truth::kYes : Truth::kNo; }

struct Operand {
  enum {
    kNull,
    kText,
    kSome,
    kUnknown,
    kPattern
  } kind = kUnknown;  // kSome: there, its text unknown
  std::string text;
};

bool OnBranch(GitlabEvent event) {
  return event != GitlabEvent::kTag && event != GitlabEvent::kMergeRequest;
}

std::string_view SourceOf(GitlabEvent event) {
  switch (event) {
    case GitlabEvent::kMergeRequest:
      return "merge_request_event";
    case GitlabEvent::kSchedule:
      return "schedule";
    case GitlabEvent::kByHand:
      return "web";
    case GitlabEvent::kByProgram:
      return kProgram;
    default:
      return "push";
  }
}

Operand Predefined(std::string_view name, GitlabEvent event) {
  auto text = [](std::string_view value) { return Operand{Operand::kText, std::string(value)}; };
  auto given = [](bool there) { return Operand{there ? Operand::kSome : Operand::kNull, {}}; };
  std::string_view branch = event == GitlabEvent::kOtherBranch ? kOther : kDefault;
  if (name == "CI_PIPELINE_SOURCE") return text(SourceOf(event));
  if (name == "CI_DEFAULT_BRANCH") return text(kDefault);
  if (name == "CI_COMMIT_BRANCH")
    return OnBranch(event) ? text(branch) : Operand{Operand::kNull, {}};
  if (name == "CI_COMMIT_REF_NAME" || name == "CI_COMMIT_REF_SLUG")
    return OnBranch(event) ? text(branch) : Operand{Operand::kSome, {}};
  if (name == "CI_COMMIT_TAG") return given(event == GitlabEvent::kTag);
  if (name.starts_with("CI_MERGE_REQUEST_")) {
    bool certain =
        name.ends_with("_IID") || name.ends_with("_ID") || name.ends_with("_BRANCH_NAME");
    if (event == GitlabEvent::kMergeRequest && !certain) return {};
    return given(event == GitlabEvent::kMergeRequest);
  }
  if (name == "CI") return text("true");
  if (name == "GITLAB_CI") return text("true");
  for (std::string_view always :
       {"CI_PROJECT_", "CI_SERVER_", "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "CI_COMMIT_MESSAGE",
        "CI_COMMIT_TITLE", "CI_COMMIT_AUTHOR"})
    if (name.starts_with(always)) return {Operand::kSome, {}};
  return {};
}

// One expression, by recursive descent: || below && below == != =~ !~.
class Parser {
 public:
  Parser(std::string_view text, GitlabEvent event, const GitlabVariables& variables)
      : text_(text), event_(event), variables_(variables) {}

  Truth Read() {
    Truth out = Alternatives(0);
    Space();
    return failed_ || at_ < text_.size() ? Truth::kMaybe : out;
  }

 private:
  void Space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").contains(text_[at_])) ++at_;
  }
  bool Take(std::string_view word) {
    Space();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  Truth Fail() {
    failed_ = true;
    return Truth::kMaybe;
  }

  Truth Alternatives(int depth) {
    Truth out = Conditions(depth);
    while (!failed_ && Take("||")) out = Or(out, Conditions(depth));
    return out;
  }
  Truth Conditions(int depth) {
    Truth out = Comparison(depth);
    while (!failed_ && Take("&&")) out = And(out, Comparison(depth));
    return out;
  }
  Truth Comparison(int depth) {
    if (depth > kMaxNesting) return Fail();
    if (Take("(")) {
      Truth out = Alternatives(depth + 1);
      return Take(")") ? out : Fail();
    }
    Operand left = One();
    if (failed_) return Truth::kMaybe;
    if (Take("==")) return Equal(left, One());
    if (Take("!=")) return Not(Equal(left, One()));
    if (Take("=~")) return Matches(left, One());
    if (Take("!~")) return Not(Matches(left, One()));
    return Given(left);
  }

  Operand One() {
    Space();
    if (at_ >= text_.size()) return Fail(), Operand();
    char c = text_[at_];
    if (c == '$') return Variable();
    if (c == '"' || c == '\'') return Delimited(c, Operand::kText);
    if (c == '/') {
      Operand pattern = Delimited(c, Operand::kPattern);
      while (at_ < text_.size() && (text_[at_] | 32) >= 'a' && (text_[at_] | 32) <= 'z') ++at_;
      return pattern;
    }
    if (Take("null")) return {Operand::kNull, {}};
    return Fail(), Operand();
  }
  Operand Delimited(char end, decltype(Operand::kText) kind) {
    Operand out{kind, {}};
    for (++at_; at_ < text_.size() && text_[at_] != end; ++at_) {
      if (end == '/' && text_[at_] == '\\' && at_ + 1 < text_.size()) out.text += text_[at_++];
      out.text += text_[at_];
    }
    if (at_ >= text_.size()) return Fail(), Operand();
    ++at_;
    return out;
  }
  Operand Variable() {
    ++at_;
    bool braces = at_ < text_.size() && text_[at_] == '{';
    if (braces) ++at_;
    std::size_t start = at_;
    auto word = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
    while (at_ < text_.size() &&
           (word(text_[at_]) || text_[at_] == '_' || (text_[at_] >= '0' && text_[at_] <= '9')))
      ++at_;
    std::string_view name = text_.substr(start, at_ - start);
    if (name.empty() || (braces && !Take("}"))) return Fail(), Operand();
    auto at = variables_.find(name);
    bool predefined = name.starts_with("CI_") || name == "CI" || name == "GITLAB_CI";
    if (predefined)
      return at == variables_.end() ? Predefined(name, event_)
                                    : Operand{Operand::kText, at->second};
    // Whoever starts a pipeline, or writes its schedule, can set variables.
    bool settable = event_ == GitlabEvent::kSchedule || event_ == GitlabEvent::kByHand ||
                    event_ == GitlabEvent::kByProgram;
    if (at == variables_.end() || settable || at->second.contains('$')) return {};
    return {Operand::kText, at->second};
  }

  static Truth Given(const Operand& value) {
    switch (value.kind) {
      case Operand::kNull:
        return Truth::kNo;
      case Operand::kText:
        return Of(!value.text.empty());
      case Operand::kSome:
        return Truth::kYes;
      default:
        return Truth::kMaybe;
    }
  }
  static Truth Equal(const Operand& a, const Operand& b) {
    if (a.kind == Operand::kUnknown || b.kind == Operand::kUnknown) return Truth::kMaybe;
    if (a.kind == Operand::kNull || b.kind == Operand::kNull) return Of(a.kind == b.kind);
    if (a.kind != Operand::kText || b.kind != Operand::kText) return Truth::kMaybe;
    bool hidden = a.text.starts_with('\x01'), other_hidden = b.text.starts_with('\x01');
    if (hidden == other_hidden) return Of(a.text == b.text);
    return Named(hidden ? a.text : b.text, hidden ? b.text : a.text);
  }
  // A branch that the file does not name against a name that it does.
  static Truth Named(std::string_view branch, std::string_view name) {
    bool usual = name == "main" || name == "master" || name == "trunk";
    if (name.empty()) return Truth::kNo;
    if (branch == kProgram) {
      bool apart =
          name == "push" || name == "merge_request_event" || name == "schedule" || name == "web";
      return apart ? Truth::kNo : Truth::kMaybe;
    }
    if (!usual) return Truth::kMaybe;
    return Of(branch == kDefault);
  }
  static Truth Matches(const Operand& value, const Operand& pattern) {
    if (value.kind == Operand::kNull) return Truth::kNo;
    if (pattern.kind == Operand::kNull) return Truth::kNo;
    return Truth::kMaybe;
  }

  std::string_view text_;
  GitlabEvent event_;
  const GitlabVariables& variables_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

Truth GitlabHolds(std::string_view expression, GitlabEvent event,
                  const GitlabVariables& variables) {
  return Parser(expression, event, variables).Read();
}

GitlabRun GitlabRunOf(std::string_view when) {
  GitlabRun out;
  out.runs = when != "never";
  out.by_hand = when == "manual";
  out.always = when == "always" || when == "on_failure";
  return out;
}

GitlabRun GitlabRunOf(const std::vector<GitlabRule>& rules, GitlabEvent event,
                      const GitlabVariables& variables, std::string_view when) {
  GitlabRun out;
  out.by_hand = true;
  for (const auto& rule : rules) {
    Truth holds =
        rule.condition.empty() ? Truth::kYes : GitlabHolds(rule.condition, event, variables);
    if (holds == Truth::kNo) continue;
    if (holds == Truth::kMaybe && out.depends.empty()) out.depends = rule.condition;
    bool always_changed = event == GitlabEvent::kTag || event == GitlabEvent::kSchedule;
    if (rule.on_changes && !always_changed) holds = Truth::kMaybe;
    GitlabRun run = GitlabRunOf(rule.when.empty() ? when : std::string_view(rule.when));
    if (run.runs) out.by_hand &= run.by_hand;
    out.runs |= run.runs;
    out.always |= run.runs && run.always;
    if (holds == Truth::kYes) break;
  }
  out.by_hand &= out.runs;
  return out;
}

Truth GitlabRefHolds(std::string_view word, GitlabEvent event) {
  word = word.substr(0, word.starts_with('/') ? word.size() : word.find('@'));
  bool tag = event == GitlabEvent::kTag, proposal = event == GitlabEvent::kMergeRequest;
  if (word == "branches") return Of(!tag && !proposal);
  if (word == "tags") return Of(tag);
  if (word == "merge_requests") return Of(proposal);
  if (word == "pushes")
    return Of(tag || event == GitlabEvent::kDefaultBranch || event == GitlabEvent::kOtherBranch);
  if (word == "schedules") return Of(event == GitlabEvent::kSchedule);
  if (word == "web") return Of(event == GitlabEvent::kByHand);
  for (std::string_view program : {"api", "triggers", "pipelines", "external", "chat"})
    if (word == program) return event == GitlabEvent::kByProgram ? Truth::kMaybe : Truth::kNo;
  if (word == "external_pull_requests") return Truth::kNo;
  if (proposal) return Truth::kNo;
  bool pattern = word.starts_with('/');
  bool usual = word == "main" || word == "master" || word == "trunk";
  if (usual && !pattern) return Of(!tag && event != GitlabEvent::kOtherBranch);
  if (tag && !pattern) return Truth::kNo;  // A plain name is a branch's; nobody names one tag.
  return Truth::kMaybe;
}

}  // namespace avouch::formats

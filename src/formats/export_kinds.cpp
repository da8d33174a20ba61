#include "formats/export_kinds.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "formats/github_export.h"
#include "formats/gitlab_export.h"
#include "formats/limits.h"
#include "formats/scan_report.h"

namespace avouch::formats {
namespace {

using model::Answer3;

constexpr std::string_view kYes[] = {"yes",    "true",       "1",        "y",
                                     "on",     "enabled",    "enrolled", "enforced",
                                     "active", "registered", "required", "capable"};
constexpr std::string_view kNo[] = {"no",
                                    "false",
                                    "0",
                                    "n",
                                    "off",
                                    "disabled",
                                    "not enrolled",
                                    "none",
                                    "inactive",
                                    "not enforced",
                                    "not enabled",
                                    "not registered",
                                    "not required",
                                    "not capable"};

bool IsOneOf(std::string_view word, const auto& words) {
  return std::ranges::any_of(words, [&](const auto& one) { return EqualsIgnoreCase(one, word); });
}

long long Count(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value > 0 && value < 1'000'000'000 ? value : 0;
}

// ---- Accounts ----

class Accounts : public KindReader {
 public:
  explicit Accounts(const Profile& profile) : profile_(profile) {}

  std::string Take(const ExportItem& item) override {
    model::Account account;
    account.id = Lower(item.Text("id"));
    account.email = Lower(item.Text("email"));
    if (account.id.empty()) account.id = account.email;
    if (account.id.empty()) return "no e-mail address or account name";
    account.name = item.Text("name");
    account.role = item.Text("role");
    account.may = item.List("may");
    account.second_factor =
        profile_.lacks_factor ? Answer3::kNo : AnswerOf(profile_, item, "second-factor");
    if (item.Maps("active")) account.active = AnswerOf(profile_, item, "active");
    account.machine = AnswerOf(profile_, item, "machine") == Answer3::kYes;
    account.created = item.Date("created");
    account.last_seen = item.Date("last-seen");
    account.row = item.row;
    out_.accounts.push_back(std::move(account));
    return {};
  }
  void Cut() override { cut_ = true; }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    out_.whole = profile_.whole && !cut_;
    out_.lacks_factor = profile_.lacks_factor;
    out.accounts.push_back(std::move(out_));
  }

 private:
  const Profile& profile_;
  bool cut_ = false;
  model::AccountList out_;
};

// ---- Settings ----

class Settings : public KindReader {
 public:
  explicit Settings(const Profile& profile) : profile_(profile) {}

  // A row for each system: the longest lifetime counts, and the weakest answer.
  std::string Take(const ExportItem& item) override {
    const Answer3 required = AnswerOf(profile_, item, "second-factor-required");
    const long long unit = profile_.unit == "minutes" ? 60
                           : profile_.unit == "hours" ? 3600
                           : profile_.unit == "days"  ? 86400
                                                      : 1;
    const long long session = Lifetime(item.Text("session-lifetime"), unit);
    const long long token = Lifetime(item.Text("token-lifetime"), unit);
    const std::string endless = item.Text("tokens-without-end");
    const bool counted = endless == "0" || Count(endless) > 0;
    if (required == Answer3::kUnknown && session == 0 && token == 0 && !counted)
      return "no setting in it is visible to whoever made it";
    if (!taken_ || required == Answer3::kNo ||
        (required == Answer3::kUnknown && out_.second_factor_required == Answer3::kYes))
      out_.second_factor_required = required;
    out_.session_lifetime = std::max(out_.session_lifetime, session);
    out_.token_lifetime = std::max(out_.token_lifetime, token);
    if (counted) out_.tokens_without_end = out_.tokens_without_end.value_or(0) + Count(endless);
    systems_.insert(item.Text("system"));
    taken_ = true;
    return {};
  }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    // All rows are of one system, which the file names: it is of that.
    if (systems_.size() == 1 && !systems_.begin()->empty()) out_.head.system = *systems_.begin();
    out.settings.push_back(std::move(out_));
  }

 private:
  // Seconds; what never ends lasts longer than any rule.
  static long long Lifetime(std::string_view text, long long unit) {
    constexpr long long kHundredYears = 36500LL * 86400;
    for (const std::string_view word : {"never", "unlimited", "no limit", "forever"})
      if (EqualsIgnoreCase(Trim(text), word)) return kHundredYears;
    return unit * Count(text);
  }

  const Profile& profile_;
  bool taken_ = false;
  std::set<std::string> systems_;  // As rows name them
  model::SystemSettings out_;
};

// ---- Audit log: counted, never kept ----

class Log : public KindReader {
 public:
  explicit Log(const Profile&) {}

  std::string Take(const ExportItem& item) override {
    ++out_.entries;
    Keep(item.Text("actor"), actors_);
    Keep(item.Text("action"), actions_);
    const std::string at = item.Date("at");
    if (at.empty()) return ++out_.undated, "an entry without a time";
    if (out_.oldest.empty() || at < out_.oldest) out_.oldest = at;
    if (at > out_.newest) out_.newest = at;
    return {};
  }
  std::string Newest() const override { return out_.newest; }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    out_.actors.assign(actors_.begin(), actors_.end());
    out_.actions.assign(actions_.begin(), actions_.end());
    if (cut_)
      out_.head.left.push_back({out_.head.path, "more different actors or actions than are kept"});
    out.logs.push_back(std::move(out_));
  }

 private:
  void Keep(std::string word, std::set<std::string>& words) {
    if (word.empty() || words.contains(word)) return;
    if (words.size() == kMaxLogWords)
      cut_ = true;
    else
      words.insert(std::move(word));
  }

  model::AuditLog out_;
  std::set<std::string> actors_, actions_;
  bool cut_ = false;
};

// ---- Lists that people keep too ----

class Secrets : public KindReader {
 public:
  explicit Secrets(const Profile& profile) : profile_(profile) {}

  std::string Take(const ExportItem& item) override {
    model::SecretEntry one{item.Text("name"),    item.Text("kept-in"),
                           item.Text("used-by"), DateOf(item, "last-changed"),
                           item.Text("owner"),   item.row};
    if (one.name.empty()) return "a secret without a name";
    if (one.kept_in.empty() && !profile_.by_hand) one.kept_in = profile_.system;
    out_.secrets.push_back(std::move(one));
    return {};
  }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    out.secrets.push_back(std::move(out_));
  }

 private:
  const Profile& profile_;
  model::SecretList out_;
};

class Training : public KindReader {
 public:
  explicit Training(const Profile& profile) : profile_(profile) {}

  std::string Take(const ExportItem& item) override {
    model::TrainingRow one;
    one.person = item.Text("person");
    one.course = item.Text("course");
    if (one.person.empty()) return "no person";
    if (one.course.empty()) return "no course";
    const std::string status = item.Text("status");
    if (!status.empty() && !HasPassed(status)) return "not passed: '" + status + "'";
    one.passed = item.Date("passed");
    if (one.passed.empty()) return "no day of passing: '" + item.Text("passed") + "'";
    const std::string expires = item.Text("expires");
    one.expires = item.Date("expires");
    if (one.expires.empty() && !expires.empty() && !IsOneOf(expires, kNever))
      return "an end that is no date: '" + expires + "'";
    one.proof = item.Text("proof");
    one.row = item.row;
    out_.rows.push_back(std::move(one));
    return {};
  }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    out.training.push_back(std::move(out_));
  }

 private:
  static constexpr std::string_view kNever[] = {"never", "none", "n/a", "-", "no expiry"};
  static constexpr std::string_view kPassed[] = {"passed",   "pass", "completed", "complete",
                                                 "attended", "done", "yes",       "true",
                                                 "100%",     "100",  "successful"};
  [[nodiscard]] bool HasPassed(std::string_view status) const {
    const WordRule* words = profile_.Word("status");
    if (words != nullptr && IsOneOf(status, words->no)) return false;
    return IsOneOf(status, kPassed) || (words != nullptr && IsOneOf(status, words->yes));
  }

  const Profile& profile_;
  model::TrainingList out_;
};

class Tools : public KindReader {
 public:
  explicit Tools(const Profile&) {}

  std::string Take(const ExportItem& item) override {
    model::ToolRow one{item.Text("tool"), item.Text("version"), item.Text("supported-until"),
                       item.Text("source"), item.row};
    if (one.tool.empty()) return "no tool";
    // Words like "newest only" stay; dates are brought to one spelling.
    if (auto day = item.Date("supported-until"); !day.empty()) one.supported_until = std::move(day);
    out_.rows.push_back(std::move(one));
    return {};
  }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    out.tools.push_back(std::move(out_));
  }

 private:
  model::ToolList out_;
};

// ---- Tickets ----

// The first CVE or GHSA id of a text, or "".
std::string AdvisoryIn(std::string_view text) {
  for (const std::string_view start : {"CVE-", "GHSA-"}) {
    const auto at = text.find(start);
    if (at == text.npos) continue;
    const auto end = text.find_first_not_of(
        start == "CVE-" ? "CVE-0123456789" : "GHSA-0123456789abcdefghijklmnopqrstuvwxyz", at);
    return std::string(text.substr(at, end - at));
  }
  return {};
}

class Tickets : public KindReader {
 public:
  explicit Tickets(const Profile& profile) : profile_(profile) {}

  std::string Take(const ExportItem& item) override {
    model::Ticket one;
    one.id = item.Text("id");
    if (one.id.empty()) return "a ticket without a key";
    one.summary = item.Text("summary");
    const auto severity = SeverityOfWord(item.Text("severity"));
    if (severity != model::Severity::kUnknown) one.severity = Name(severity);
    one.state = item.Text("state");
    one.created = item.Date("created"), one.due = item.Date("due");
    one.resolved = item.Date("resolved");
    one.open = AnswerOf(profile_, item, "open") != Answer3::kNo;
    one.accepted = IsAccepted(item);
    one.accepted_by = item.Text("accepted-by");
    one.about = item.Text("about");
    if (one.about.empty()) one.about = AdvisoryIn(one.summary);
    one.row = item.row;
    out_.tickets.push_back(std::move(one));
    return {};
  }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    out.tickets.push_back(std::move(out_));
  }

 private:
  // What an organisation maps to `accepted` is a field that says so, or the name of a state or
  // resolution: "Risk accepted".
  [[nodiscard]] bool IsAccepted(const ExportItem& item) const {
    const FieldRule* rule = profile_.Field("accepted");
    if (rule == nullptr) return false;
    if (AnswerOf(profile_, item, "accepted") == Answer3::kYes) return true;
    for (const auto* field : {"state", "resolution"})
      if (IsOneOf(item.Text(field), rule->from)) return true;
    return false;
  }

  const Profile& profile_;
  model::TicketList out_;
};

// ---- Rules: each forge has its own shape ----

template <std::string (*TakeRule)(const syntax::Node&, std::vector<model::ProtectionRule>&)>
class Rules : public KindReader {
 public:
  explicit Rules(const Profile&) {}
  std::string Take(const ExportItem& item) override {
    return item.node == nullptr ? "not JSON" : TakeRule(*item.node, out_.rules);
  }
  void Finish(model::ExportHead head, model::ExportFacts& out) override {
    out_.head = std::move(head);
    out.rules.push_back(std::move(out_));
  }

 private:
  model::RuleList out_;
};

template <class Reader>
std::unique_ptr<KindReader> Make(const Profile& profile) {
  return std::make_unique<Reader>(profile);
}

constexpr std::string_view kAccountFields[] = {"id",      "email",         "name",   "role",
                                               "may",     "second-factor", "active", "machine",
                                               "created", "last-seen"};
constexpr std::string_view kSettingFields[] = {
    "system", "second-factor-required", "session-lifetime", "token-lifetime", "tokens-without-end"};
constexpr std::string_view kLogFields[] = {"at", "actor", "action"};
constexpr std::string_view kSecretFields[] = {"name", "kept-in", "used-by", "last-changed",
                                              "owner"};
constexpr std::string_view kTrainingFields[] = {"person", "course",  "status",
                                                "passed", "expires", "proof"};
constexpr std::string_view kToolFields[] = {"tool", "version", "supported-until", "source"};
constexpr std::string_view kTicketFields[] = {"id",         "summary", "severity", "state",
                                              "resolution", "open",    "accepted", "accepted-by",
                                              "created",    "due",     "resolved", "about"};

constexpr ExportKind kKinds[] = {
    {"accounts", kAccountFields, Make<Accounts>},
    {"settings", kSettingFields, Make<Settings>},
    {"audit-log", kLogFields, Make<Log>},
    {"secrets", kSecretFields, Make<Secrets>},
    {"training", kTrainingFields, Make<Training>},
    {"tools", kToolFields, Make<Tools>},
    {"tickets", kTicketFields, Make<Tickets>},
    {"github-rulesets", {}, Make<Rules<TakeGithubRuleset>>},
    {"github-branch-protection", {}, Make<Rules<TakeGithubProtection>>},
    {"github-environments", {}, Make<Rules<TakeGithubEnvironment>>},
    {"gitlab-protected-branches", {}, Make<Rules<TakeGitlabBranch>>},
    {"gitlab-approval-rules", {}, Make<Rules<TakeGitlabApproval>>},
};

}  // namespace

std::string KindReader::DateOf(const ExportItem& item, std::string_view field) {
  std::string date = item.Date(field);
  if (const auto text = item.Text(field); date.empty() && !text.empty())
    note_ = "'" + text + "' is no date";
  return date;
}

std::span<const ExportKind> ExportKinds() { return kKinds; }

const ExportKind* FindKind(std::string_view name) {
  const auto* found = std::ranges::find(kKinds, name, &ExportKind::name);
  return found == std::end(kKinds) ? nullptr : found;
}

Answer3 AnswerOf(const Profile& profile, const ExportItem& item, std::string_view field) {
  const std::string text = item.Text(field);
  if (text.empty()) return Answer3::kUnknown;
  if (const WordRule* words = profile.Word(field); words != nullptr) {
    if (IsOneOf(text, words->no)) return Answer3::kNo;
    if (IsOneOf(text, words->yes)) return Answer3::kYes;
  }
  if (IsOneOf(text, kNo)) return Answer3::kNo;
  return IsOneOf(text, kYes) ? Answer3::kYes : Answer3::kUnknown;
}

}  // namespace avouch::formats

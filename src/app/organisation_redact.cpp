#include "app/organisation_redact.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "base/text.h"
#include "statement/said_facts.h"

namespace avouch::app {
namespace {

using statement::OrganisationExport;

// Before the "@" of an address that is a post's and no person's.
constexpr std::string_view kPosts[] = {
    "abuse",     "cert", "contact", "csirt",         "help",           "incident",
    "incidents", "info", "legal",   "privacy",       "psirt",          "report",
    "security",  "soc",  "support", "vulnerability", "vulnerabilities"};
constexpr std::size_t kLeastAccount = 3;  // Shorter ones are in every text

bool IsWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

// Letters and digits, and whatever is beyond ASCII.
bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

// The first run of letters at or after `at`; empty at the end of the text.
std::pair<std::size_t, std::size_t> WordAt(std::string_view text, std::size_t at) {
  while (at < text.size() && !IsLetter(text[at])) ++at;
  std::size_t end = at;
  while (end < text.size() && IsLetter(text[end])) ++end;
  return {at, end};
}

// `one` stands at `at`, and no letter follows it.
bool HoldsAt(std::string_view text, std::size_t at, std::string_view one) {
  return text.substr(at).starts_with(one) &&
         (at + one.size() == text.size() || !IsLetter(text[at + one.size()]));
}

// Any e-mail address that is not a post's.
bool HoldsAddress(std::string_view text) {
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::size_t from = at, to = at + 1;
    while (from > 0 && (IsWordChar(text[from - 1]) || text[from - 1] == '+')) --from;
    while (to < text.size() && IsWordChar(text[to])) ++to;
    const std::string_view local = text.substr(from, at - from);
    const bool address = !local.empty() && text.substr(at + 1, to - at - 1).find('.') != text.npos;
    if (address && std::ranges::find(kPosts, local) == std::end(kPosts)) return true;
  }
  return false;
}

class Redactor {
 public:
  explicit Redactor(const OrganisationFolder::Reading& reading)
      : reading_(reading), names_(reading.organisation) {}

  Result<OrganisationExport> Run() {
    Products();
    Exports();  // First: they may join an account to a person by its address
    Records();
    Papers();
    Organisation();
    AVOUCH_CHECK_OK(CheckOrganisation());
    return std::move(out_);
  }

 private:
  void Stay(const std::string& what, std::size_t count) {
    out_.stayed.push_back({what, static_cast<long long>(count), "names somebody"});
  }

  // What is left says nothing of a person but the id. Encoded, so that no field is forgotten.
  template <class T>
  bool Named(const T& facts) const {
    const auto bytes = statement::WriteSaid(facts);
    return !bytes || names_.Names(*bytes);
  }

  void Organisation() {
    out_.organisation = reading_.organisation;
    for (auto& person : out_.organisation.people) {
      person.name.clear();
      person.git = names_.AliasesOf(person.id);
      person.github.clear();
      person.gitlab.clear();
    }
    for (auto& key : out_.organisation.signed_keys)
      for (auto& said : key.said)
        if (names_.Names(said.how)) said.how.clear();
    // Who is nobody's account here may be one of the organisation's own: so all who
    // write are asked for what is asked of these.
    out_.organisation.outsiders.clear();
    model::Organisation alone;
    alone.environments = out_.organisation.environments;
    if (alone.environments.empty() || !Named(alone)) return;
    Stay("build environments", alone.environments.size());
    out_.organisation.environments.clear();
  }

  void Products() {
    for (const auto& product : reading_.products) {
      statement::ExportedProduct one{product.name, {}};
      for (const auto& [key, value] : product.labels) one.labels.push_back({key, value});
      out_.products.push_back(std::move(one));
    }
  }

  // What is said of one matter goes as a whole or not at all: with one record gone,
  // the others could look better than all of them.
  void Records() {
    std::map<int, model::RecordFacts> matters;
    for (model::Record record : reading_.records.records) {
      for (auto& decision : record.decisions) decision.of = names_.Of(decision.of);
      for (auto& person : record.took_part) person = names_.Of(person);
      record.person = names_.Of(record.person);
      matters[MatterOf(record.kind)].records.push_back(std::move(record));
    }
    for (auto& [matter, facts] : matters)
      if (Named(facts))
        Stay("records of one matter", facts.records.size());
      else
        std::ranges::move(facts.records, std::back_inserter(out_.records.records));
    std::ranges::sort(out_.records.records, {}, [](const auto& one) { return one.path.bytes; });
    for (const auto& refused : reading_.records.refused)
      out_.records.refused.push_back(
          {refused.path, names_.Names(refused.reason) ? "not a record" : refused.reason});
  }

  static int MatterOf(model::RecordKind kind) {
    using model::RecordKind;
    switch (kind) {
      case RecordKind::kIncident:
        return static_cast<int>(RecordKind::kIncidentPeriod);
      case RecordKind::kTold:
      case RecordKind::kFix:
      case RecordKind::kWaiver:
        return static_cast<int>(RecordKind::kVulnerabilityPeriod);
      case RecordKind::kNotice:
        return static_cast<int>(RecordKind::kPromise);
      default:
        return static_cast<int>(kind);
    }
  }

  // Lists of one kind go together: an older one must not stand in for the newest.
  template <class T, class Change>
  void Take(const char* what, std::vector<T> model::ExportFacts::* member, Change change) {
    model::ExportFacts alone;
    alone.*member = reading_.exports.*member;
    for (auto& one : alone.*member) {
      for (auto& left : one.head.left) left.reason = "a row that was not understood";  // Quotes it
      change(one);
    }
    if ((alone.*member).empty()) return;
    if (Named(alone))
      Stay(what, (alone.*member).size());
    else
      out_.exports.*member = std::move(alone.*member);
  }

  void Exports() {
    Take("lists of accounts", &model::ExportFacts::accounts, [&](model::AccountList& list) {
      for (auto& account : list.accounts) {
        names_.Join(account.id, account.email);
        account.id = names_.Of(account.id);
        account.email.clear();
        account.name.clear();
        account.last_seen.clear();
      }
    });
    Take("settings", &model::ExportFacts::settings, [](model::SystemSettings&) {});
    Take("rules", &model::ExportFacts::rules, [&](model::RuleList& list) {
      for (auto& rule : list.rules)
        for (auto* who : {&rule.bypass, &rule.reviewers})
          for (auto& one : *who) one = names_.Of(one);
    });
    Take("audit logs", &model::ExportFacts::logs, [](model::AuditLog& log) { log.actors.clear(); });
    Take("lists of secrets", &model::ExportFacts::secrets, [&](model::SecretList& list) {
      for (auto& secret : list.secrets) secret.owner = names_.Of(secret.owner);
    });
    Take("lists of training", &model::ExportFacts::training, [&](model::TrainingList& list) {
      for (auto& row : list.rows) {
        row.person = names_.Of(row.person);
        row.proof.clear();
      }
    });
    Take("lists of tools", &model::ExportFacts::tools, [](model::ToolList&) {});
    Take("bundles of makers", &model::ExportFacts::upstreams, [](model::UpstreamBundle&) {});
    Take("lists of tickets", &model::ExportFacts::tickets, [&](model::TicketList& list) {
      for (auto& ticket : list.tickets) {
        ticket.summary.clear();
        ticket.accepted_by = names_.Of(ticket.accepted_by);
      }
    });
  }

  // A paper is read twice, as a paper and as a document: both go, or neither.
  void Papers() {
    std::set<std::string> named;
    for (model::Paper paper : reading_.papers.papers) {
      for (auto& author : paper.authors) author = names_.Of(author);
      model::PaperFacts alone;
      alone.papers.push_back(paper);
      if (Named(alone)) named.insert(paper.path.bytes);
      out_.papers.papers.push_back(std::move(paper));
    }
    for (const auto& document : reading_.documents) {
      if (Named(statement::OrganisationDocuments{{document}})) named.insert(document.path.bytes);
      out_.documents.push_back(document);
    }
    std::erase_if(out_.papers.papers,
                  [&](const auto& one) { return named.contains(one.path.bytes); });
    std::erase_if(out_.documents, [&](const auto& one) { return named.contains(one.path.bytes); });
    if (!named.empty()) Stay("papers", named.size());
  }

  // Nothing of avouch.org.yaml can stay at home but its build environments.
  Status CheckOrganisation() const {
    for (const auto& person : out_.organisation.people)
      for (const auto& key : person.keys)
        if (names_.Names(key))
          return Fail(ErrorKind::kUsage, "the comment behind a key names somebody",
                      "avouch.org.yaml, people." + person.id, "take the comment away");
    if (!Named(out_.organisation)) return {};
    return Fail(ErrorKind::kUsage,
                "holds a name, an address or an account outside people:", "avouch.org.yaml",
                "name people by their id there");
  }

  const OrganisationFolder::Reading& reading_;
  Pseudonyms names_;
  OrganisationExport out_;
};

}  // namespace

Pseudonyms::Pseudonyms(const model::Organisation& organisation) {
  auto add = [&](const std::string& text, const std::string& id) {
    const std::string low = Lower(text);
    if (low.empty()) return;
    person_.emplace(low, id);
    if (low == Lower(id) || low.size() < kLeastAccount) return;
    const auto [from, to] = WordAt(low, 0);
    if (from < to) personal_[low.substr(from, to - from)].push_back(low.substr(from));
  };
  for (const auto& person : organisation.people) {
    for (const std::string& text : {person.id, person.name, person.github, person.gitlab})
      add(text, person.id);
    for (const auto& address : person.git) add(address, person.id);
  }
  for (const auto& machine : organisation.machines)
    for (const std::string& text : {machine.id, machine.github, machine.gitlab})
      if (!text.empty()) machines_.insert(Lower(text));
}

std::string Pseudonyms::Of(std::string_view text) {
  const std::string low = Lower(Trim(text));
  if (low.empty() || machines_.contains(low) || low.ends_with("[bot]")) return low;
  if (const auto given = given_.find(low); given != given_.end()) return given->second;
  const auto person = person_.find(low);
  const std::string id = person == person_.end() ? "unknown" : person->second;
  if (person != person_.end() && low == Lower(id)) return id;
  return given_[low] = id + "." + std::to_string(++count_[id]);  // An id has no dot
}

void Pseudonyms::Join(std::string_view text, std::string_view other) {
  const std::string low = Lower(Trim(text));
  const auto person = person_.find(Lower(Trim(other)));
  if (person != person_.end() && !low.empty()) person_.emplace(low, person->second);
}

std::vector<std::string> Pseudonyms::AliasesOf(std::string_view id) const {
  std::vector<std::string> out;
  for (const auto& [text, given] : given_)
    if (const auto person = person_.find(text); person != person_.end() && person->second == id)
      out.push_back(given);
  std::ranges::sort(out);
  return out;
}

bool Pseudonyms::Names(std::string_view text) const {
  const std::string low = Lower(text);
  if (HoldsAddress(low)) return true;
  for (std::size_t at = 0; at < low.size();) {
    const auto [from, to] = WordAt(low, at);
    const auto found = personal_.find(std::string_view(low).substr(from, to - from));
    if (found != personal_.end())
      for (const auto& one : found->second)
        if (HoldsAt(low, from, one)) return true;
    at = to;
  }
  return false;
}

Result<OrganisationExport> WithoutPersonalData(const OrganisationFolder::Reading& reading) {
  return Redactor(reading).Run();
}

}  // namespace avouch::app

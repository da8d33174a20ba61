// What people and other systems say, as lines of a fixture of tests/checks.
//
// The readers of the real files have tests of their own: here a line makes the
// value that a reader would, so that a fixture shows what a check looks at and
// nothing else. tests/checks/README.md lists the lines. Tests only.

#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "claims/facts.h"
#include "crypto/hash.h"
#include "statement/organisation_file.h"
#include "statement/record_file.h"

namespace avouch::testing {

class SaidFixture {
 public:
  // True when the line was one of these.
  bool Take(std::string_view line) {
    const auto words = Words(line);
    const std::string_view name = words[0];
    if (name == "@signed")
      signatures_.push_back(SignatureOf(words));
    else if (name == "@signed-key")
      keys_.emplace_back(words[1], words[2]);
    else if (name == "@product-key")
      product_keys_.emplace_back(words[1], words[2]);
    else if (name == "@commit")
      commit = words[1];
    else if (name == "@people")
      People(words);
    else if (name == "@paper")
      Paper(words);
    else if (name == "@requirement")
      Requirement(words);
    else if (name == "@threat")
      Threat(words);
    else if (name == "@ids-in-tests")
      facts_.papers.ids_in_tests = Texts(words, 1);
    else if (name == "@accounts")
      Accounts(words);
    else if (name == "@upstream")
      Upstream(words);
    else if (name == "@settings")
      Settings(words);
    else if (name == "@rules")
      Rules(words);
    else if (name == "@log")
      Log(words);
    else if (name == "@secrets")
      Secrets(words);
    else if (name == "@training")
      Training(words);
    else if (name == "@tools")
      Tools(words);
    else if (name == "@tests")
      Tests(words);
    else if (name == "@same-components")
      facts_.results.same_components.push_back({Get(words, "commit"), Get(words, "release")});
    else if (name == "@scan")
      Scan(words);
    else if (name == "@page")
      Page(words);
    else if (name == "@plan")
      Plan(words);
    else if (name == "@list")
      Shipped(words);
    else
      return false;
    return true;
  }

  // True when the file is the organisation's: "org/avouch.org.yaml", "org/records/...".
  static bool Owns(std::string_view path) { return path.starts_with("org/"); }
  void File(std::string_view path, const std::string& bytes) {
    const Path below(path.substr(4));
    if (below.bytes == statement::kOrganisationFileName) {
      auto read = statement::ReadOrganisationFile(bytes);
      if (!read && refuses) return;
      ASSERT_TRUE(read) << ToString(read.error());
      facts_.organisation = std::move(*read);
      facts_.organisation.present = true;
      facts_.organisation.path = below;
      facts_.organisation.id = crypto::Sha256Of(bytes);
      return;
    }
    auto record = statement::ReadRecord(bytes, below);
    if (!record && refuses) return;
    ASSERT_TRUE(record) << ToString(record.error());
    record->id = crypto::Sha256Of(bytes);
    facts_.records.records.push_back(std::move(*record));
  }

  void Into(claims::Facts& facts) {
    Sign();
    facts.organisation = facts_.organisation;
    facts.records = facts_.records;
    facts.exports = facts_.exports;
    facts.results = facts_.results;
    facts.papers = facts_.papers;
    facts.published = facts_.published;
    facts.product_keys = Keys(product_keys_);
  }

  bool refuses = false;  // A file that cannot be read is left out, as the program does
  std::string commit;
  std::vector<model::Person> people;          // Of history
  std::vector<std::string> mergers, authors;  // Names

 private:
  using Line = std::vector<std::string_view>;

  struct Signature {  // Of a record or list: "PATH PERSON [DAY]"
    std::string path, person;
    Time when;
  };
  static Signature SignatureOf(const Line& words) {
    Signature out{std::string(words[1]), std::string(words[2]), {}};
    if (words.size() > 3) out.when = *ParseTime(words[3]);
    return out;
  }
  static std::string Get(const Line& words, std::string_view key) {
    for (auto word : words)
      if (word.starts_with(key) && word.substr(key.size()).starts_with('='))
        return std::string(word.substr(key.size() + 1));
    return {};
  }
  static bool Has(const Line& words, std::string_view flag) {
    for (auto word : words)
      if (word == flag) return true;
    return false;
  }
  static std::vector<std::string> Texts(const Line& words, std::size_t from) {
    std::vector<std::string> out;
    for (std::size_t i = from; i < words.size(); ++i) out.emplace_back(words[i]);
    return out;
  }
  static std::vector<std::string> List(const std::string& text) {
    std::vector<std::string> out;
    for (auto part : Split(std::string_view(text), ','))
      if (!part.empty()) out.emplace_back(part);
    return out;
  }
  static std::vector<std::string> Parts(const std::string& text) {
    std::vector<std::string> out;
    for (auto part : Split(std::string_view(text), ':')) out.emplace_back(part);
    out.resize(8);
    return out;
  }
  static long long Number(const Line& words, std::string_view key) {
    const std::string text = Get(words, key);
    return text.empty() ? 0 : std::stoll(text);
  }
  static model::Answer3 Answer(std::string_view word) {
    return word == "yes"  ? model::Answer3::kYes
           : word == "no" ? model::Answer3::kNo
                          : model::Answer3::kUnknown;
  }

  // "PATH at=DAY profile=P system=S [unlisted] [by-hand] [left]"; left: a row nobody understood
  static model::ExportHead Head(const Line& words, std::string_view profile) {
    model::ExportHead head;
    head.path = Path(words[1]);
    head.id = crypto::Sha256Of(words[1]);
    head.profile = Get(words, "profile").empty() ? std::string(profile) : Get(words, "profile");
    head.system = Get(words, "system").empty() ? "GitHub" : Get(words, "system");
    head.at = Get(words, "at");
    head.listed = !Has(words, "unlisted");
    head.by_hand = Has(words, "by-hand");
    if (Has(words, "left")) head.left.push_back({head.path, "row 9: no name"});
    return head;
  }

  // "@people merger|author NAME mail=... first=DAY commits=N": NAME has no blank
  void People(const Line& words) {
    model::Person person;
    person.name = words[2];
    person.names = {person.name};
    person.emails = List(Get(words, "mail"));
    person.commits = Number(words, "commits");
    auto first = ParseTime(Get(words, "first"));
    person.first = first ? *first : Time{};
    people.push_back(person);
    (words[1] == "merger" ? mergers : authors).push_back(person.name);
  }

  // "@paper PURPOSE PATH parts=a,b by=PERSON authors=x,y review-by=DAY leftover=LINE [in-product]
  //  supports=VERSION:UNTIL,... only-named=PERSON signed=PERSON when=DAY audience=A framework=F":
  //  by is named and
  // signed, only-named did not sign, signed is nowhere named; when is of the signatures
  void Paper(const Line& words) {
    model::Paper paper;
    paper.purpose = words[1];
    paper.path = Path(words[2]);
    paper.place = {paper.path, 1};
    paper.id = crypto::Sha256Of(words[2]);
    paper.parts = List(Get(words, "parts"));
    paper.authors = List(Get(words, "authors"));
    paper.review_by = Get(words, "review-by");
    paper.in_product = Has(words, "in-product");
    paper.audience = Get(words, "audience");
    paper.framework = Get(words, "framework");
    const auto when = ParseTime(Get(words, "when"));
    for (const char* key : {"by", "signed"})
      for (const auto& person : List(Get(words, key))) {
        if (std::string_view(key) == "by") paper.approved_by = person;
        paper.approved.push_back({person, model::Grade::kSigned, "a test", when.value_or(Time{})});
      }
    for (const auto& person : List(Get(words, "only-named"))) paper.approved_by = person;
    if (long long line = Number(words, "leftover"); line > 0)
      paper.leftovers.push_back({paper.path, static_cast<int>(line)});
    for (const auto& one : List(Get(words, "supports"))) {
      const auto parts = Parts(one);
      paper.support.push_back({parts[0], "supported", true, parts[1], {paper.path, 5}});
    }
    facts_.papers.papers.push_back(paper);
  }
  // "@requirement ID [security] [twice]"
  void Requirement(const Line& words) {
    model::WrittenRequirement requirement;
    requirement.id = words[1];
    requirement.security = Has(words, "security");
    requirement.place = {"docs/requirements.md", 1};
    facts_.papers.requirements.push_back(requirement);
    if (Has(words, "twice")) facts_.papers.duplicate_ids.emplace_back(words[1]);
  }
  // "@threat ID PATH [decided] until=DAY": the first makes the model; ID "-" adds none
  void Threat(const Line& words) {
    if (facts_.papers.threat_models.empty()) {
      model::ThreatModel model;
      model.path = Path(words[2]);
      if (!Has(words, "no-component")) model.components = {"browser"};
      facts_.papers.threat_models.push_back(model);
    }
    if (words[1] == "-") return;
    model::Threat threat;
    threat.id = words[1];
    threat.text = "what could go wrong";
    threat.decided = Has(words, "decided");
    threat.accepted_until = Get(words, "until");
    threat.place = {Path(words[2]), 3};
    facts_.papers.threat_models[0].threats.push_back(threat);
  }

  // "@plan PATH kinds=a,b requirements=ID,ID"
  void Plan(const Line& words) {
    model::TestPlan plan;
    plan.path = Path(words[1]);
    plan.place = {plan.path, 1};
    plan.kinds = List(Get(words, "kinds"));
    plan.requirements = List(Get(words, "requirements"));
    facts_.papers.test_plans.push_back(plan);
  }
  // "@list PATH commit=C [at=TIME] purls=a,b [partial]": a component list that customers get
  void Shipped(const Line& words) {
    model::ShippedList list;
    list.path = Path(words[1]);
    list.id = crypto::Sha256Of(words[1]);
    list.format = "cyclonedx";
    list.commit = Get(words, "commit");
    list.at = Get(words, "at");
    list.purls = List(Get(words, "purls"));
    list.partial = Has(words, "partial");
    facts_.results.lists.push_back(list);
  }

  // "@upstream PATH at=DAY product=P version=V fingerprint=HEX log=L size=N root=R signed=DAY
  //  until=DAY says=CLAIM:VERDICT[:excepted],..."
  void Upstream(const Line& words) {
    model::UpstreamBundle bundle;
    bundle.head = Head(words, "avouch-bundle");
    bundle.head.system = "Fenwick";
    bundle.product = Get(words, "product");
    bundle.version = Get(words, "version");
    bundle.fingerprint = Get(words, "fingerprint");
    bundle.log = Get(words, "log");
    bundle.log_size = Number(words, "size");
    bundle.root = Get(words, "root");
    bundle.signed_on = Get(words, "signed");
    bundle.signed_until = Get(words, "until");
    for (const auto& one : List(Get(words, "says"))) {
      const auto parts = Parts(one);
      bundle.claims.push_back(
          {parts[0], *model::FromName<model::Verdict>(parts[1]), parts[2] != "excepted"});
    }
    facts_.exports.upstreams.push_back(bundle);
  }
  // "@accounts PATH at=DAY [lacks-factor] [part] is=login:factor:role:mail:active:joined,..."
  void Accounts(const Line& words) {
    model::AccountList list;
    list.head = Head(words, "github-members");
    list.lacks_factor = Has(words, "lacks-factor");
    if (list.lacks_factor) list.head.profile = "github-members-without-factor";
    list.whole = !Has(words, "part");
    long long row = 0;
    for (const auto& one : List(Get(words, "is"))) {
      const auto parts = Parts(one);
      model::Account account;
      account.id = parts[0];
      account.second_factor = Answer(parts[1]);
      account.role = parts[2];
      account.email = parts[3];
      account.active = parts[4] == "no" ? model::Answer3::kNo : model::Answer3::kYes;
      account.created = parts[5];
      account.row = ++row;
      list.accounts.push_back(account);
    }
    list.head.rows = list.head.used = row;
    facts_.exports.accounts.push_back(list);
  }
  // "@settings PATH at=DAY required=yes session=SECONDS token=SECONDS endless=N"
  void Settings(const Line& words) {
    model::SystemSettings settings;
    settings.head = Head(words, "github-organisation");
    settings.second_factor_required = Answer(Get(words, "required"));
    settings.session_lifetime = Number(words, "session");
    settings.token_lifetime = Number(words, "token");
    if (!Get(words, "endless").empty()) settings.tokens_without_end = Number(words, "endless");
    facts_.exports.settings.push_back(settings);
  }
  // "@rules PATH at=DAY target=T reviews=N [untold] [active] [no-force] bypass=a,b"
  void Rules(const Line& words) {
    model::RuleList list;
    list.head = Head(words, "github-rulesets");
    if (std::string target = Get(words, "target"); !target.empty()) {
      model::ProtectionRule rule;
      rule.target = target;
      rule.active = Has(words, "active");
      rule.no_force = Has(words, "no-force");
      rule.reviews = Number(words, "reviews");
      rule.reviews_told = !Has(words, "untold");
      rule.bypass = List(Get(words, "bypass"));
      list.rules.push_back(rule);
    }
    facts_.exports.rules.push_back(list);
  }
  // "@log PATH at=DAY oldest=DAY newest=DAY entries=N undated=N"
  void Log(const Line& words) {
    model::AuditLog log;
    log.head = Head(words, "github-audit-log");
    log.oldest = Get(words, "oldest");
    log.newest = Get(words, "newest");
    log.entries = Number(words, "entries");
    log.undated = Number(words, "undated");
    facts_.exports.logs.push_back(log);
  }
  // "@secrets PATH by-hand is=NAME:DAY:OWNER,..."
  void Secrets(const Line& words) {
    model::SecretList list;
    list.head = Head(words, "secrets");
    for (const auto& one : List(Get(words, "is"))) {
      const auto parts = Parts(one);
      list.secrets.push_back({parts[0], "store", "", parts[1], parts[2],
                              static_cast<long long>(list.secrets.size()) + 2});
    }
    facts_.exports.secrets.push_back(list);
  }
  // "@training PATH by-hand is=PERSON:COURSE:PASSED:EXPIRES,..."
  void Training(const Line& words) {
    model::TrainingList list;
    list.head = Head(words, "training");
    for (const auto& one : List(Get(words, "is"))) {
      const auto parts = Parts(one);
      list.rows.push_back({parts[0], parts[1], parts[2], parts[3], "",
                           static_cast<long long>(list.rows.size()) + 2});
    }
    facts_.exports.training.push_back(list);
  }
  // "@tools PATH by-hand is=TOOL:VERSION:UNTIL,..."
  void Tools(const Line& words) {
    model::ToolList list;
    list.head = Head(words, "tools");
    for (const auto& one : List(Get(words, "is"))) {
      const auto parts = Parts(one);
      list.rows.push_back(
          {parts[0], parts[1], parts[2], "", static_cast<long long>(list.rows.size()) + 2});
    }
    facts_.exports.tools.push_back(list);
  }

  // "@tests commit=C at=DAY kind=K passed=N failed=N skipped=N [partial] [claimed]
  // ids=ID:passed,..."
  void Tests(const Line& words) {
    model::TestRun run;
    run.path = Get(words, "path").empty() ? Path("junit.xml") : Path(Get(words, "path"));
    run.id = crypto::Sha256Of(run.path.bytes + Get(words, "commit"));
    run.commit = Get(words, "commit");
    run.at = Get(words, "at");
    run.kind = Get(words, "kind");
    run.passed = Number(words, "passed");
    run.failed = Number(words, "failed");
    run.skipped = Number(words, "skipped");
    run.partial = Has(words, "partial");
    if (Has(words, "claimed")) run.grade = model::Grade::kClaimed;
    for (const auto& one : List(Get(words, "ids"))) {
      const auto parts = Parts(one);
      auto outcome = model::FromName<model::TestOutcome>(parts[1]);
      run.cases.push_back({parts[0], outcome.value_or(model::TestOutcome::kSkipped), {parts[0]}});
    }
    facts_.results.tests.push_back(run);
  }
  // "@scan kind=code tool=T commit=C at=DAY data=TIME [history] [failed] [partial] [claimed]
  //  found=RULE:SEVERITY:PATH:CWE:FINGERPRINT:COMPONENT:SUPPRESSED,..."
  void Scan(const Line& words) {
    model::ScanRun run;
    run.tool = Get(words, "tool");
    run.path = Path(Get(words, "kind") + ".sarif");
    run.id = crypto::Sha256Of(run.path.bytes + Get(words, "commit"));
    run.kind =
        model::FromName<model::ScanKind>(Get(words, "kind")).value_or(model::ScanKind::kOther);
    run.commit = Get(words, "commit");
    run.at = Get(words, "at");
    run.data_at = Get(words, "data");
    run.whole_history = Has(words, "history");
    run.ended_well = !Has(words, "failed");
    run.partial = Has(words, "partial");
    if (Has(words, "claimed")) run.grade = model::Grade::kClaimed;
    for (const auto& one : List(Get(words, "found"))) {
      const auto parts = Parts(one);
      model::ScanFinding finding;
      finding.rule = parts[0];
      finding.severity =
          model::FromName<model::Severity>(parts[1]).value_or(model::Severity::kUnknown);
      finding.place = {Path(parts[2]), parts[2].empty() ? 0 : 1};
      if (!parts[3].empty()) finding.cwe = {parts[3]};
      finding.fingerprint = parts[4];
      finding.component = parts[5];
      finding.suppressed = !parts[6].empty();
      finding.suppressed_why = parts[6];
      run.findings.push_back(finding);
    }
    facts_.results.scans.push_back(run);
  }
  // "@page PURPOSE URL at=DAY status=N tls=TLSv1.3 [bad-chain] [downgrade] parts=a,b digest=HEX
  // expires=DAY"
  void Page(const Line& words) {
    model::PublishedPage page;
    page.purpose = words[1];
    page.url = page.final_url = words[2];
    page.at = Get(words, "at");
    page.status = Number(words, "status");
    page.tls_version = Get(words, "tls");
    page.chain_valid = !Has(words, "bad-chain");
    page.downgrade = Has(words, "downgrade");
    page.parts = List(Get(words, "parts"));
    page.digest_reported = Get(words, "digest");
    page.expires = Get(words, "expires");
    if (page.status == 0) page.error = "no route to host";
    if (std::string body = Get(words, "body"); !body.empty()) page.body = crypto::Sha256Of(body);
    facts_.published.pages.push_back(page);
  }

  static std::vector<model::SignedKey> Keys(
      const std::vector<std::pair<std::string, std::string>>& keys) {
    std::map<std::string, std::vector<model::Said>> by_key;
    for (const auto& [key, person] : keys)
      by_key[key].push_back({person, model::Grade::kSigned, "a test", {}});
    std::vector<model::SignedKey> out;
    for (auto& [key, said] : by_key) out.push_back({key, std::move(said)});
    return out;
  }

  void Sign() {
    facts_.organisation.signed_keys = Keys(keys_);
    for (const auto& [path, person, when] : signatures_) {
      const model::Said said{person, model::Grade::kSigned, "a test", when};
      bool found = false;
      for (auto& record : facts_.records.records)
        if (record.path.bytes == path) record.said.push_back(said), found = true;
      auto lists = [&](auto& all) {
        for (auto& list : all)
          if (list.head.path.bytes == path) list.head.said.push_back(said), found = true;
      };
      lists(facts_.exports.secrets);
      lists(facts_.exports.training);
      lists(facts_.exports.tools);
      EXPECT_TRUE(found || refuses) << "@signed " << path << ": no such record or list";
    }
  }

  claims::Facts facts_;
  std::vector<Signature> signatures_;
  std::vector<std::pair<std::string, std::string>> keys_, product_keys_;
};

}  // namespace avouch::testing

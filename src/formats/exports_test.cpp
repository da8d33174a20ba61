#include "formats/exports.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

#include "base/text.h"

namespace avouch::formats {
namespace {

const std::vector<Profile>& Profiles() {
  static const std::vector<Profile> profiles = [] {
    std::ifstream in(AVOUCH_SOURCE_DIR "/catalogues/profiles.yaml", std::ios::binary);
    const std::string yaml{std::istreambuf_iterator<char>(in), {}};
    auto read = ReadProfiles(yaml);
    EXPECT_TRUE(read) << ToString(read.error());
    return read.value_or(std::vector<Profile>());
  }();
  return profiles;
}

ReceivedRules Rules(std::span<const model::ReadRule> own = {}) { return {Profiles(), own, {}}; }

std::string HeadText(const model::ExportHead& head) {
  std::string out = head.profile + " " + std::to_string(head.used) + "/" +
                    std::to_string(head.rows) + (head.at.empty() ? "" : " at " + head.at);
  if (head.by_hand) out += " by hand";
  for (const auto& left : head.left) out += " [" + left.reason + "]";
  return out;
}

std::string Mark(std::string_view name, model::Answer3 answer) {
  return " " + std::string(name) +
         (answer == model::Answer3::kYes  ? "+"
          : answer == model::Answer3::kNo ? "-"
                                          : "?");
}

std::string Text(const model::ExportFacts& facts) {
  std::string out;
  for (const auto& list : facts.accounts) {
    out +=
        HeadText(list.head) + (list.whole ? " whole" : "") + (list.lacks_factor ? " lacking" : "");
    for (const auto& one : list.accounts) {
      out += "; " + one.id;
      if (!one.role.empty()) out += " " + one.role;
      for (const auto& may : one.may) out += "," + may;
      out += Mark("2f", one.second_factor);
      if (one.active != model::Answer3::kYes) out += Mark("active", one.active);
      if (one.machine) out += " machine";
      if (!one.last_seen.empty()) out += " seen " + one.last_seen;
    }
  }
  for (const auto& one : facts.settings) {
    out += HeadText(one.head) + Mark("2f", one.second_factor_required);
    if (one.session_lifetime > 0) out += " session " + std::to_string(one.session_lifetime);
    if (one.token_lifetime > 0) out += " token " + std::to_string(one.token_lifetime);
    if (one.tokens_without_end) out += " endless " + std::to_string(*one.tokens_without_end);
  }
  for (const auto& list : facts.rules) {
    out += HeadText(list.head);
    for (const auto& one : list.rules) {
      out += "; " + one.target + (one.active ? "" : " off") + " reviews " +
             (one.reviews_told ? std::to_string(one.reviews) : "?");
      if (one.owners_review) out += " owners";
      if (one.admins_too) out += " admins";
      if (one.no_force) out += " no-force";
      if (one.no_delete) out += " no-delete";
      for (const auto& check : one.checks) out += " check:" + check;
      for (const auto& who : one.bypass) out += " bypass:" + who;
      for (const auto& who : one.reviewers) out += " reviewer:" + who;
    }
  }
  for (const auto& log : facts.logs)
    out += HeadText(log.head) + "; " + std::to_string(log.entries) + " from " + log.oldest +
           " to " + log.newest + " by " + Join(log.actors, ",") + ": " + Join(log.actions, ",");
  for (const auto& list : facts.secrets) {
    out += HeadText(list.head);
    for (const auto& one : list.secrets)
      out += "; " + one.name + " in " + one.kept_in + " changed " + one.last_changed;
  }
  for (const auto& list : facts.training) {
    out += HeadText(list.head);
    for (const auto& one : list.rows)
      out += "; " + one.person + " " + one.course + " " + one.passed + ".." + one.expires;
  }
  for (const auto& list : facts.tools) {
    out += HeadText(list.head);
    for (const auto& one : list.rows)
      out += "; " + one.tool + " " + one.version + " " + one.supported_until;
  }
  for (const auto& list : facts.tickets) {
    out += HeadText(list.head);
    for (const auto& one : list.tickets)
      out += "; " + one.id + " " + one.severity + (one.open ? " open" : " closed") +
             (one.accepted ? " accepted" : "") + " due " + one.due + " about " + one.about;
  }
  return out;
}

std::string Read(std::string_view path, std::string_view bytes,
                 std::span<const model::ReadRule> own = {}) {
  const auto read = ReadReceived(Rules(own), path, bytes);
  return read ? Text(read->exports) : "error: " + ToString(read.error());
}

struct Row {
  std::string_view name, path;
  std::string bytes, text;
};
void Expect(std::span<const Row> rows) {
  for (const auto& row : rows) EXPECT_EQ(Read(row.path, row.bytes), row.text) << row.name;
}

const std::string kAnn = R"({"login":"Ann","node_id":"x","type":"User","site_admin":false})";
const std::string kBot = R"({"login":"dep[bot]","node_id":"y","type":"Bot"})";

TEST(Exports, GithubAccounts) {
  const Row kRows[] = {
      {"members", "inbox/2026-11-18-github-members.json", "[" + kAnn + "," + kBot + "]",
       "github-members 2/2 at 2026-11-18 whole; ann 2f?; dep[bot] 2f? machine"},
      {"pages printed one behind another", "inbox/members.json", "[" + kAnn + "]\n[" + kBot + "]",
       "github-members 2/2 whole; ann 2f?; dep[bot] 2f? machine"},
      {"pages in a list", "inbox/members.json", "[[" + kAnn + "],[" + kBot + "]]",
       "github-members 2/2 whole; ann 2f?; dep[bot] 2f? machine"},
      {"one a line", "inbox/members.json", kAnn + "\n" + kBot + "\n",
       "github-members 2/2 whole; ann 2f?; dep[bot] 2f? machine"},
      {"without a second factor, by the name among those that look alike",
       "inbox/2026-11-18-github-2fa-disabled.json", "[" + kAnn + "]",
       "github-without-2fa 1/1 at 2026-11-18 whole lacking; ann 2f-"},
      {"nobody without a second factor is an answer", "inbox/github-2fa.json", "[]",
       "github-without-2fa 0/0 whole lacking"},
      {"with their second factor", "inbox/x.json",
       R"({"data":{"organization":{"membersWithRole":{"totalCount":2,"pageInfo":{"hasNextPage":false},"edges":[{"role":"ADMIN","hasTwoFactorEnabled":true,"node":{"login":"ann"}},{"role":"MEMBER","hasTwoFactorEnabled":null,"node":{"login":"bob"}}]}}}})",
       "github-members-2fa 2/2 whole; ann admin 2f+; bob member 2f?"},
      {"a page that is missing", "inbox/x.json",
       R"({"data":{"organization":{"membersWithRole":{"totalCount":3,"edges":[{"role":"ADMIN","hasTwoFactorEnabled":true,"node":{"login":"ann"}}]}}}})",
       "github-members-2fa 1/1 [3 were announced and 1 are here: pages are missing]; ann admin "
       "2f+"},
      {"a next page that is missing", "inbox/x.json",
       R"({"data":{"organization":{"membersWithRole":{"pageInfo":{"hasNextPage":true},"edges":[{"role":"ADMIN","hasTwoFactorEnabled":true,"node":{"login":"ann"}}]}}}})",
       "github-members-2fa 1/1 [it says that another page follows, which is not here]; ann admin "
       "2f+"},
      {"collaborators with what they may", "inbox/x.json",
       R"([{"login":"ann","type":"User","role_name":"write","permissions":{"admin":false,"push":true,"pull":true}}])",
       "github-collaborators 1/1; ann write,push,pull 2f?"},
      {"a member without a login is left", "inbox/members.json",
       "[" + kAnn + R"(,{"node_id":"z","type":"User"}])",
       "github-members 1/2 [row 2: no e-mail address or account name] whole; ann 2f?"},
  };
  Expect(kRows);
}

TEST(Exports, WhatIsAmbiguousOrUnknownIsSaidToBe) {
  EXPECT_NE(Read("inbox/github.json", "[" + kAnn + "]")
                .find("can be any of github-members, "
                      "github-without-2fa, github-team-members, github-outside-collaborators"),
            std::string::npos);
  EXPECT_NE(Read("inbox/members.json", "[]").find("an empty JSON list can be any of"),
            std::string::npos);
  EXPECT_NE(
      Read("inbox/okta-users.csv", "a,b\n1,2\n")
          .find("inbox/okta-users.csv: no profile knows a table with the columns a, b; looked "
                "for github-audit-log-csv (action, actor"),
      std::string::npos);
  EXPECT_NE(Read("x.json", R"({"colour":1})").find("JSON with the keys colour"), std::string::npos);
  EXPECT_NE(Read("x.xml", "<html/>").find("XML with the root html; looked for testsuites"),
            std::string::npos);
  EXPECT_EQ(Read("x.csv", ""), "error: x.csv: an empty file");
  EXPECT_NE(Read("github-two_factor.json", "true").find("no profile knows"), std::string::npos);
}

TEST(Exports, RefusesWithAPlace) {
  const Row kRows[] = {
      {"a list cut short", "inbox/members.json", "[" + kAnn + ",\n" + kAnn,
       "error: inbox/members.json, line 2: JSON that ends before its list does"},
      {"a value cut short", "inbox/members.json", "[" + kAnn + ",\n{\"login\":",
       "error: inbox/members.json, line 2: JSON that ends before it is whole"},
      {"no comma", "inbox/members.json", "[" + kAnn + " " + kAnn + "]",
       "error: inbox/members.json, line 1: a comma was expected"},
      {"a broken value", "inbox/members.json", "[" + kAnn + ",\n{\"login\":x}]",
       "error: inbox/members.json, line 2, column 10: not a value"},
      {"a quote that never ends", "training.csv", "person,course,passed\n\"a,b,c\n",
       "error: training.csv, line 2: a quote that never ends"},
      {"a used column twice", "training.csv", "person,course,passed,Person\n",
       "error: training.csv, line 1: column 'person' is there twice"},
  };
  for (const auto& row : kRows) {
    const std::string got = Read(row.path, row.bytes);
    EXPECT_EQ(got.substr(0, row.text.size()), row.text) << row.name << ": " << got;
  }
}

TEST(Exports, SettingsAndRules) {
  const Row kRows[] = {
      {"required", "o.json", R"({"login":"o","two_factor_requirement_enabled":true})",
       "github-organisation 1/1 2f+"},
      {"not required", "o.json", R"({"login":"o","two_factor_requirement_enabled":false})",
       "github-organisation 1/1 2f-"},
      {"not visible is unknown", "o.json", R"({"login":"o","two_factor_requirement_enabled":null})",
       "github-organisation 0/1 [row 1: no setting in it is visible to whoever made it] 2f?"},
      {"GitLab", "g.json",
       R"({"require_two_factor_authentication":true,"session_expire_delay":720})",
       "gitlab-settings 1/1 2f+ session 43200"},
      {"any system's sign-in, a row each: the longest counts", "s.csv",
       "system,session-lifetime-hours,token-lifetime-hours,tokens-without-end\n"
       "forge,12,1,0\ncloud,24,,\n",
       "session-policy 2/2 2f? session 86400 token 3600 endless 0"},
      {"what never ends is longer than any rule", "s.csv",
       "system,session-lifetime-hours\nforge,Never\n", "session-policy 1/1 2f? session 3153600000"},
      {"what is no number says nothing", "s.csv", "system,session-lifetime-hours\nforge,-12\n",
       "session-policy 0/1 [row 2: no setting in it is visible to whoever made it] 2f?"},
      {"ruleset", "r.json",
       R"({"name":"main","target":"branch","source_type":"Repository","enforcement":"active","conditions":{"ref_name":{"include":["~DEFAULT_BRANCH"]}},"bypass_actors":[{"actor_type":"Team","actor_id":7,"bypass_mode":"pull_request"}],"rules":[{"type":"deletion"},{"type":"non_fast_forward"},{"type":"pull_request","parameters":{"required_approving_review_count":2,"require_code_owner_review":true}},{"type":"required_status_checks","parameters":{"required_status_checks":[{"context":"test"}]}}]})",
       "github-rulesets 1/1; ~DEFAULT_BRANCH reviews 2 owners admins no-force no-delete check:test "
       "bypass:Team 7 (pull_request)"},
      {"a ruleset that only evaluates is off", "r.json",
       R"({"name":"m","target":"branch","source_type":"Repository","enforcement":"evaluate","conditions":{"ref_name":{"include":["refs/heads/main"]}},"rules":[]})",
       "github-rulesets 1/1; refs/heads/main off reviews 0"},
      {"the list of rulesets has no rules in it", "r.json",
       R"([{"name":"m","target":"branch","source_type":"Repository","enforcement":"active"}])",
       "github-rulesets 0/1 [row 1: ruleset 'm' without its rules; ask for it by its id]"},
      {"branch protection", "p.json",
       R"({"url":"https://api.github.com/repos/o/r/branches/release%2F1/protection","required_pull_request_reviews":{"required_approving_review_count":1,"bypass_pull_request_allowances":{"users":[{"login":"ann"}]}},"enforce_admins":{"enabled":true},"allow_force_pushes":{"enabled":false},"allow_deletions":{"enabled":true}})",
       "github-branch-protection 1/1; refs/heads/release/1 reviews 1 admins no-force bypass:ann"},
      {"environments", "e.json",
       R"({"total_count":2,"environments":[{"name":"live","can_admins_bypass":false,"protection_rules":[{"type":"required_reviewers","reviewers":[{"type":"User","reviewer":{"login":"ann"}}]}]},{"name":"test","protection_rules":[]}]})",
       "github-environments 2/2; environment live reviews 1 admins reviewer:ann; environment test "
       "off "
       "reviews 0"},
      {"GitLab approvals", "a.json",
       R"([{"name":"Any","rule_type":"any_approver","approvals_required":2,"protected_branches":[{"name":"main"}]},{"name":"S","rule_type":"regular","approvals_required":1},{"name":"x","rule_type":"regular","approvals_required":-1}])",
       "gitlab-approval-rules 2/3 [row 3: an approval rule without a number]; refs/heads/main "
       "reviews 2; "
       "~ALL reviews 1"},
      {"GitLab branches", "b.json",
       R"([{"name":"main","push_access_levels":[{"access_level":0}],"merge_access_levels":[],"allow_force_push":false,"code_owner_approval_required":true},{"name":"dev","push_access_levels":[{"access_level":40,"access_level_description":"Maintainers"}],"merge_access_levels":[]}])",
       "gitlab-protected-branches 2/2; refs/heads/main reviews ? owners admins no-force no-delete; "
       "refs/heads/dev reviews ? no-delete bypass:Maintainers"},
  };
  Expect(kRows);
}

TEST(Exports, AuditLogsAreDatedByTheirNewestEntry) {
  const Row kRows[] = {
      {"one a line, milliseconds", "inbox/2026-01-01-audit.json",
       "{\"@timestamp\":1767225600000,\"action\":\"org.add_member\",\"actor\":\"ann\",\"org\":"
       "\"o\"}\n"
       "{\"@timestamp\":1764547200000,\"action\":\"repo.create\",\"actor\":\"bob\",\"org\":\"o\"}"
       "\n",
       "github-audit-log 2/2 at 2026-01-01T00:00:00Z; 2 from 2025-12-01T00:00:00Z to "
       "2026-01-01T00:00:00Z by ann,bob: org.add_member,repo.create"},
      {"an entry without a time is counted apart", "a.json",
       R"([{"@timestamp":1767225600000,"action":"a","actor":"b","org":"o"},{"action":"c","actor":"d","org":"o"}])",
       "github-audit-log 1/2 at 2026-01-01T00:00:00Z [row 2: an entry without a time]; 2 from "
       "2026-01-01T00:00:00Z to 2026-01-01T00:00:00Z by b,d: a,c"},
      {"GitLab", "a.json",
       R"([{"id":1,"author_id":2,"entity_type":"Group","event_name":"member_created","details":{"author_name":"Ann"},"created_at":"2026-02-01T10:00:00.123+01:00"}])",
       "gitlab-audit-events 1/1 at 2026-02-01T09:00:00Z; 1 from 2026-02-01T09:00:00Z to "
       "2026-02-01T09:00:00Z by Ann: member_created"},
      {"CSV", "a.csv", "action,actor,created_at,org\nx,ann,1767225600000,o\n",
       "github-audit-log-csv 1/1 at 2026-01-01T00:00:00Z; 1 from 2026-01-01T00:00:00Z to "
       "2026-01-01T00:00:00Z by ann: x"},
  };
  Expect(kRows);
}

TEST(Exports, DirectoriesAndTheirSecondFactors) {
  const Row kRows[] = {
      {"Okta", "inbox/okta.csv",
       "Login,Email,Status,MFA Enrolled,Last Login\nA@x.org,a@x.org,ACTIVE,Yes,2026-03-01 "
       "10:00:00\n"
       "b@x.org,b@x.org,DEPROVISIONED,No,\nc@x.org,c@x.org,PASSWORD_RESET,,\n",
       "okta-users 3/3 whole; a@x.org 2f+ seen 2026-03-01; b@x.org 2f- active-; c@x.org 2f? "
       "active?"},
      {"no column of factors: unknown, never yes", "o.csv", "login,status,email\na,ACTIVE,a@x\n",
       "okta-users 1/1 whole; a 2f?"},
      {"a word that nobody knows is unknown", "o.csv",
       "login,status,email,mfa\na,ACTIVE,a@x,Perhaps\n", "okta-users 1/1 whole; a 2f?"},
      {"Entra registration", "e.csv",
       "userPrincipalName,userDisplayName,userType,isMfaRegistered\na@x,A,member,True\nb@x,B,guest,"
       "False\n",
       "entra-registration 2/2 whole; a@x member 2f+; b@x guest 2f-"},
      {"Entra users, semicolons", "e.csv",
       "userPrincipalName;displayName;accountEnabled\na@x;A;False\n",
       "entra-users 1/1 whole; a@x 2f? active-"},
      {"Google", "g.csv",
       "First Name [Required],Email Address [Required],Org Unit Path [Required],Status [READ "
       "ONLY],2sv "
       "Enrolled [READ ONLY],Last Sign In [READ ONLY]\nA,a@x,/,Active,True,2026/03/01 10:00:00\n"
       "B,b@x,/,Suspended,False,Never logged in\n",
       "google-users 2/2 whole; a@x 2f+ seen 2026-03-01; b@x 2f- active-"},
      {"a row of another width is left", "e.csv",
       "userPrincipalName,accountEnabled\na@x\nb@x,True\n",
       "entra-users 1/2 [row 2: another number of cells than the header has] whole; b@x 2f?"},
      {"Graph says that more follows", "e.json",
       R"({"@odata.nextLink":"u","value":[{"userPrincipalName":"a@x","isMfaRegistered":true}]})",
       "entra-registration-api 1/1 [it says that another page follows, which is not here]; a@x "
       "2f+"},
      {"GitLab members by the names of their levels", "m.json",
       R"([{"username":"Ann","access_level":40,"state":"active"},{"username":"bob","access_level":30,"state":"blocked"}])",
       "gitlab-members 2/2 whole; ann maintainer 2f?; bob developer 2f? active-"},
  };
  Expect(kRows);
}

TEST(Exports, ListsThatPeopleKeep) {
  const Row kRows[] = {
      {"training.csv", "training.csv",
       "person,course,passed,expires,proof\npriya,secure-coding,2026-02-11,2027-02-11,x.pdf\n",
       "training 1/1 by hand; priya secure-coding 2026-02-11..2027-02-11"},
      {"the same from a learning system", "inbox/lms-2026-03-01.csv",
       "Work Email,Module,Status,Completed On\na@x,M,Completed,25/12/2025\nb@x,M,In "
       "progress,\nc@x,M,"
       "Failed,26/12/2025\nd@x,M,Completed,\ne@x,M,Completed,03/04/2025\n",
       "training 2/5 at 2026-03-01 [row 3: not passed: 'In progress'] [row 4: not passed: "
       "'Failed'] "
       "[row 5: no day of passing: '']; a@x M 2025-12-25..; e@x M 2025-04-03.."},
      {"a day that could be two is none", "training.csv", "person,course,passed\na,c,03/04/2025\n",
       "training 0/1 by hand [row 2: no day of passing: '03/04/2025']"},
      {"an end that cannot be read is no endless pass", "training.csv",
       "person,course,passed,expires\na,c,2026-01-01,soon\nb,c,2026-01-01,never\n",
       "training 1/2 by hand [row 2: an end that is no date: 'soon']; b c 2026-01-01.."},
      {"tools.csv", "tools.csv",
       "tool,version,supported-until,source\nPython,3.12,2028-10-31,u\nsemgrep,1,newest only,v\n",
       "tools 2/2 by hand; Python 3.12 2028-10-31; semgrep 1 newest only"},
      {"secrets.csv", "secrets.csv",
       "name,kept-in,used-by,last-changed,owner\nDSN,GitHub,deploy.yml,2026-08-02,priya\nX,vault,y,"
       "last March,p\n",
       "secrets 2/2 by hand [row 3: 'last March' is no date]; DSN in GitHub changed 2026-08-02; X "
       "in vault changed "},
      {"secrets of GitHub", "s.json",
       R"({"total_count":2,"secrets":[{"name":"A","created_at":"2025-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}]})",
       "github-secrets 1/1 [2 were announced and 1 are here: pages are missing]; A in GitHub "
       "changed 2026-01-01T00:00:00Z"},
  };
  Expect(kRows);
}

const std::string kJira =
    R"({"total":2,"issues":[{"key":"S-1","fields":{"summary":"CVE-2026-41234 in x","priority":{"name":"Highest"},"status":{"name":"Open","statusCategory":{"key":"new"}},"duedate":"2026-12-01","created":"2026-11-01T10:00:00.000+0000","customfield_10042":{"value":"Low"}}},{"key":"S-2","fields":{"summary":"y","priority":{"name":"P9"},"status":{"name":"Done","statusCategory":{"key":"done"}},"resolution":{"name":"Risk accepted"}}}]})";

TEST(Exports, JiraAndOwnNamesOfFields) {
  EXPECT_EQ(Read("inbox/jira-x.json", kJira),
            "jira-issues 2/2; S-1 critical open due 2026-12-01 about CVE-2026-41234; S-2  closed "
            "due  about ");
  const model::ReadRule own[] = {
      {"inbox/jira-*.json",
       "jira-issues",
       {{"severity", "customfield_10042"}, {"accepted", "Risk accepted"}}}};
  EXPECT_EQ(Read("inbox/jira-x.json", kJira, own),
            "jira-issues 2/2; S-1 low open due 2026-12-01 about CVE-2026-41234; S-2  closed "
            "accepted due  about ");
}

TEST(Exports, OwnColumnsAreTheOnlyOnes) {
  const std::string csv = "Work Email,Module,Completed On\na@x,M,01/02/2026\n";
  const auto rule = [](std::vector<std::pair<std::string, std::string>> columns) {
    return std::vector<model::ReadRule>{{"inbox/lms-*.csv", "training", std::move(columns)}};
  };
  EXPECT_EQ(Read("inbox/lms-1.csv", csv,
                 rule({{"person", "Work Email"},
                       {"course", "Module"},
                       {"passed", "Completed On"},
                       {"dates", "day-first"}})),
            "training 1/1; a@x M 2026-02-01..");
  EXPECT_EQ(Read("inbox/lms-1.csv", csv, rule({{"person", "Employee"}})),
            "error: inbox/lms-1.csv, line 1: no column for person by its name under read:; there "
            "are Work Email, Module, Completed On");
  EXPECT_EQ(Read("inbox/lms-1.csv", csv, rule({{"colour", "Module"}})),
            "error: inbox/lms-1.csv: profile training has no field 'colour' for read: to fill");
  const model::ReadRule none[] = {{"**", "nothing", {}}};
  EXPECT_EQ(Read("inbox/lms-1.csv", csv, none),
            "error: inbox/lms-1.csv: read: names profile 'nothing', which is none");
}

TEST(Exports, ResultsComeThroughTheSameDoor) {
  const auto as = [](std::string_view path, std::string_view bytes) {
    const auto read = ReadReceived(Rules(), path, bytes);
    return read ? read->as : ToString(read.error());
  };
  EXPECT_EQ(as("t.xml", "<testsuite/>"), "junit");
  EXPECT_EQ(as("t.trx", "<TestRun/>"), "trx");
  EXPECT_EQ(as("t.xml", "<test-run/>"), "nunit");
  EXPECT_EQ(as("t.xml", "<assemblies/>"), "xunit");
  EXPECT_EQ(as("s.json", R"({"version":"2.1.0","$schema":"sarif","runs":[]})"), "sarif");
  EXPECT_EQ(as("b.json", R"({"bomFormat":"CycloneDX","components":[]})"), "cyclonedx");
  EXPECT_EQ(as("g.json", R"({"matches":[],"descriptor":{"name":"grype"}})"), "grype");
  EXPECT_EQ(as("gitleaks.json", "[]"), "gitleaks");
  EXPECT_EQ(as("github-2fa.json", "[]"), "github-without-2fa");
}

TEST(Exports, ReasonsAreBoundedAndCounted) {
  std::string csv = "person,course,passed\n";
  for (int i = 0; i < 100; ++i) csv += "a,c,\n";
  const auto read = ReadReceived(Rules(), "training.csv", csv);
  ASSERT_TRUE(read);
  const auto& head = read->exports.training[0].head;
  EXPECT_EQ(head.rows, 100);
  EXPECT_EQ(head.used, 0);
  ASSERT_EQ(head.left.size(), 21u);
  EXPECT_EQ(head.left[20].reason, "and 80 more rows");
}

// Fifty thousand rows, and twice as many: well under a second, and no more than in proportion.
TEST(Exports, FiftyThousandRowsTakeLittle) {
  const auto made = [](int rows) {
    std::string csv = "Login,Email,Status,MFA Enrolled,Last Login\n";
    for (int i = 0; i < rows; ++i)
      csv += "u" + std::to_string(i) + "@x.org,u@x.org,ACTIVE,Yes,2026-03-01T10:00:00Z\n";
    return csv;
  };
  const auto timed = [](const std::string& csv, std::size_t rows) {
    const auto start = std::chrono::steady_clock::now();
    const auto read = ReadReceived(Rules(), "okta.csv", csv);
    EXPECT_TRUE(read && read->exports.accounts[0].accounts.size() == rows);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double once = timed(made(50'000), 50'000);
  RecordProperty("milliseconds", static_cast<int>(once * 1000));
  EXPECT_LT(once, 5.0);  // Sanitizers and a busy machine are allowed for
  EXPECT_LT(timed(made(200'000), 200'000), once * 16 + 1);
}

}  // namespace
}  // namespace avouch::formats

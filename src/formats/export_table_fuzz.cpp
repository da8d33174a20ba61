// Any bytes, as an export and as a file of profiles: read or refused; rows are counted, and what
// is kept of them agrees with the count.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "formats/export_items.h"
#include "formats/exports.h"

namespace {

using namespace avouch;
using namespace avouch::formats;

constexpr BytesView kProfiles = R"(profiles:
- { name: users, kind: accounts, how: x, shape: csv, has: [login], fields: { id: login, may: may, second-factor: mfa, last-seen: seen } }
- { name: training, kind: training, how: x, shape: csv, has: [person, course], fields: { person: person, course: course, status: status, passed: passed, expires: expires } }
- { name: tools, kind: tools, how: x, shape: csv, has: [tool], fields: { tool: tool, supported-until: until } }
- { name: members, kind: accounts, how: x, shape: json, has: [login], fields: { id: login, may: "permissions.{true}", second-factor: "a.[].b" } }
- { name: none, kind: accounts, how: x, shape: json, has: [login], named: [2fa], empty-counts: true, lacks-factor: true, fields: { id: login } }
- { name: log, kind: audit-log, how: x, shape: json, has: [action], fields: { at: at, actor: actor, action: action } }
- { name: secrets, kind: secrets, how: x, shape: json, list: secrets, count: total, next: more, has: [^secrets, name], fields: { name: name, last-changed: at } }
- { name: issues, kind: tickets, how: x, shape: json, list: issues, under: fields, has: [^issues, key], fields: { id: key, summary: fields.summary, severity: fields.priority } }
- { name: rulesets, kind: github-rulesets, how: x, shape: json, has: [enforcement] }
- { name: protection, kind: github-branch-protection, how: x, shape: json, has: [enforce_admins] }
- { name: environments, kind: github-environments, how: x, shape: json, has: [protection_rules] }
- { name: branches, kind: gitlab-protected-branches, how: x, shape: json, has: [push_access_levels] }
- { name: approvals, kind: gitlab-approval-rules, how: x, shape: json, has: [approvals_required] }
- { name: settings, kind: settings, how: x, shape: json, unit: hours, has: [required], fields: { second-factor-required: required, session-lifetime: session } }
)";

void Check(const model::ExportHead& head, std::size_t kept) {
  if (head.used > head.rows || static_cast<long long>(kept) > head.used) std::abort();
  if (head.used < head.rows && head.left.empty()) std::abort();  // Nothing is left silently
  if (head.at.empty() != head.dated_by.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<Profile> profiles = ReadProfiles(kProfiles).value();
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  (void)ReadProfiles(bytes);
  JsonValues values(bytes);
  for (JsonValues::Value value;;)
    if (const auto more = values.Next(value); !more || !*more) break;
  static const std::vector<model::ReadRule> own = {
      {"own/*", "training", {{"person", "a"}, {"course", "b"}, {"passed", "c"}}},
      {"jira/*", "issues", {{"severity", "s"}, {"accepted", "Risk accepted"}}}};
  for (const char* name :
       {"inbox/2026-01-01-2fa.json", "training.csv", "own/x.csv", "jira/x.json"}) {
    const auto read = ReadReceived({profiles, own, {}}, name, bytes);
    if (!read) continue;
    for (const auto& list : read->exports.accounts) Check(list.head, list.accounts.size());
    for (const auto& list : read->exports.training) Check(list.head, list.rows.size());
    for (const auto& list : read->exports.tools) Check(list.head, list.rows.size());
    for (const auto& list : read->exports.secrets) Check(list.head, list.secrets.size());
    for (const auto& list : read->exports.tickets) Check(list.head, list.tickets.size());
    for (const auto& log : read->exports.logs) Check(log.head, 0);
  }
  return 0;
}

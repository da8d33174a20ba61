#include "statement/organisation_text.h"

#include <vector>

#include "base/text.h"
#include "statement/organisation_file.h"
#include "statement/yaml_text.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kHead =
    "# What we say once for all our products. Who signs a commit of this file answers for\n"
    "# what it changes; keys: docs/schemas/avouch-org-1.schema.json\n"
    "avouch: 1\n";

constexpr std::string_view kPeopleHead =
    "\n# Everyone who is named anywhere, by an id of their own. One is sro, who answers for it\n"
    "# all, and one security-lead. Only a key that stands here changes this list.\n"
    "people:\n";

// The rest of the form, as it would stand there.
constexpr std::string_view kRest = R"(
# machines:                  # accounts that are no person's
#   deploy: { owner: ID, github: "deploy[bot]", credential: what it signs in with }
# outsiders: { rule: reviewed-by-trained }
# framework: { name: NIST SSDF, version: "1.1", document: documents/secure-development.md }
# tools: { supported-by: tools.csv, required-training: [secure-coding] }
# items: [source, build definitions, lock files]
# repositories: [OWNER/NAME]
# channels: ["https://…"]    # from where software reaches customers

# build-environments:        # signed by the security-lead
#   cloud:
#     is: what builds and deploys
#     separate-from: where code is written
#     roles: { owner: { may: [settings, secrets, members], people: [ID] } }
#     sign-in: { again-after: 12h, token-lifetime: 1h, long-lived-tokens: 0 }
#     factor: { everyone: authenticator }
#     secrets: { kept-in: where, list: secrets.csv, rotate-every: 180d }
#     changes-by: pull request, reviewed by another person
#     logs: { kept-for: 400d, copied-to: where, may-read: [ID] }

# policy:                    # signed by the sro; ours where nothing is said
#   end-of-support-notice: { at-least: 1y, in: contract clause … }
)";

std::string Person(const model::PersonEntry& person) {
  std::string out = "  " + YamlScalar(person.id) + ": { name: " + YamlScalar(person.name);
  const auto text = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) out += ", " + std::string(key) + ": " + YamlScalar(value);
  };
  if (!person.roles.empty()) out += ", roles: " + YamlList(person.roles);
  if (person.keys.size() == 1) text("key", person.keys[0]);
  if (person.keys.size() > 1) out += ", keys: " + YamlList(person.keys);
  if (!person.git.empty()) out += ", git: " + YamlList(person.git);
  text("github", person.github), text("gitlab", person.gitlab);
  text("since", person.since), text("until", person.until);
  return out + " }\n";
}

std::string Machines(const std::vector<model::MachineEntry>& machines) {
  std::string out;
  for (const auto& machine : machines) {
    out += out.empty() ? "\nmachines:\n" : "";
    out += "  " + YamlScalar(machine.id) + ": { owner: " + YamlScalar(machine.owner);
    for (const auto& [key, value] :
         {std::pair("github", machine.github), std::pair("gitlab", machine.gitlab),
          std::pair("credential", machine.credential)})
      if (!value.empty()) out += std::string(", ") + key + ": " + YamlScalar(value);
    out += " }\n";
  }
  return out;
}

std::string Documents(const std::vector<model::NamedDocument>& documents) {
  std::string out;
  for (const auto& document : documents) {
    out += out.empty() ? "\ndocuments:\n" : "";
    out += "  " + document.purpose + ": " + YamlScalar(document.at) + "\n";
  }
  return out;
}

}  // namespace

Result<std::string> WriteOrganisationFile(const model::Organisation& organisation) {
  std::string out(kHead);
  out += "organisation: { name: " + YamlScalar(organisation.name);
  if (!organisation.company_number.empty())
    out += ", company-number: " + YamlScalar(organisation.company_number);
  if (!organisation.country.empty()) out += ", country: " + YamlScalar(organisation.country);
  out += std::string(" }\n") + std::string(kPeopleHead);
  for (const auto& person : organisation.people) out += Person(person);
  out += Machines(organisation.machines) + Documents(organisation.documents);
  out += kRest;
  const auto read = ReadOrganisationFile(out);
  if (!read) return Fail(ErrorKind::kUsage, read.error().what, {}, read.error().hint);
  return out;
}

}  // namespace avouch::statement

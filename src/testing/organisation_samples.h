// An organisation's file with every key that the form has.
//
// Values only; any thread. Tests only.

#pragma once

#include <string_view>

namespace avouch::testing {

inline constexpr std::string_view kWholeOrganisation = R"(avouch: 1
organisation: { name: Larkhill Health Ltd, company-number: "09123456", country: GB }
people:
  helen: { name: Helen Marsh, roles: [sro], key: "passkey:v1:pQEC" }
  # Signs commits, and files with OpenPGP.
  priya:
    name: Priya Nair
    roles: [security-lead, developer]
    key: ssh-ed25519 AAAAp
    keys: ["openpgp:00112233"]
    git: [Priya@Larkhill.example]
    github: PriyaN
    since: 2026-01-01
    until: 2026-12-31
  tom: { name: Tom Adeyemi, roles: [developer], key: "ssh-ed25519 AAAAt", gitlab: tomad }
machines:
  deploy: { owner: priya, github: "larkhill-deploy[bot]", credential: OIDC to Azure for 1 h }
outsiders: { rule: reviewed-by-trained }
framework: { name: NIST SSDF, version: "1.1", document: documents/secure-development.md }
tools: { supported-by: tools.csv, required-training: [secure-coding, ssdf-induction] }
items: [source, infrastructure code]
repositories: [larkhill/rota]
channels: ["https://rota.example/"]
build-environments:
  cloud:
    is: hosted runners; deploys by OIDC
    separate-from: laptops; nothing is deployed from one
    roles:
      owner: { may: [settings, secrets], people: [priya] }
      release: { may: [approve production], people: [priya, helen] }
    sign-in: { again-after: 12h, token-lifetime: 1h, long-lived-tokens: 1 }
    factor: { everyone: authenticator, owner: passkey }
    secrets: { kept-in: environments, list: secrets.csv, rotate-every: 180d }
    changes-by: pull request, reviewed by another person
    logs: { kept-for: 400d, copied-to: immutable blob, may-read: [priya, helen] }
    platform:
      - from: GitHub
        covers: [runner isolation, platform log]
        report: SOC 2 type 2
        period-to: 2026-03-31
        read-by: priya
        visibility: assessor
policy:
  training: { valid: 1y, new-starter-grace: 60d }
  access-review: { every: 90d }
  fix-within: { critical: 7d, high: 14d, medium: 90d, low: next release }
  advisory-data: { older-than: 24h, counts-as: stale }
  end-of-support-notice: { at-least: 365d, in: contract clause 11.2 }
  incident: { first-notice: 24h, then-every: 72h }
documents:
  disclosure: documents/disclosure.md
  incident-plan: https://larkhill.example/incidents
units:
  - { where: { built-in: ghe }, inherits: [ghe] }
  - { where: { team: payments }, policy: { fix-within: { critical: 2d } }, inherits: [pci-training] }
products: { from: catalog/*.yaml, else: backstage-export.json }
exemptions:
  - where: { product: kiosk-2 }
    claim: 1.4.2
    because: no privileged users
    approved-by: helen
    until: 2027-06-30
read:
  - { files: "inbox/lms-*.csv", profile: training, columns: { person: Work Email, course: Module } }
  - { files: "inbox/jira-*.json", profile: jira-issues, map: { accepted: Risk accepted } }
)";

}  // namespace avouch::testing

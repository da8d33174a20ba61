#include "formats/document.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/document_assertions.h"
#include "formats/document_phrases.h"
#include "formats/leftovers.h"
#include "formats/security_policy.h"
#include "formats/security_txt.h"
#include "formats/support_policy.h"

namespace avouch::formats {
namespace {

using model::Document;
using model::DocumentKind;

// Names without extension, in lower case, '_' and ' ' as '-'.
struct NameRow {
  std::string_view name;
  DocumentKind kind;
};
constexpr NameRow kNames[] = {
    {"security", DocumentKind::kSecurityPolicy},
    {"security-policy", DocumentKind::kSecurityPolicy},
    {"vulnerability-disclosure", DocumentKind::kSecurityPolicy},
    {"vulnerability-disclosure-policy", DocumentKind::kSecurityPolicy},
    {"disclosure-policy", DocumentKind::kSecurityPolicy},
    {"support", DocumentKind::kSupportPolicy},
    {"support-policy", DocumentKind::kSupportPolicy},
    {"supported-versions", DocumentKind::kSupportPolicy},
    {"lifecycle", DocumentKind::kSupportPolicy},
    {"end-of-life", DocumentKind::kSupportPolicy},
    {"eol", DocumentKind::kSupportPolicy},
    {"release-policy", DocumentKind::kSupportPolicy},
    {"version-policy", DocumentKind::kSupportPolicy},
    {"versioning", DocumentKind::kSupportPolicy},
    {"maintenance", DocumentKind::kSupportPolicy},
    {"releases", DocumentKind::kSupportPolicy},
    {"release", DocumentKind::kSupportPolicy},
    {"releasing", DocumentKind::kSupportPolicy},
    {"release-process", DocumentKind::kSupportPolicy},
    {"incident-response", DocumentKind::kIncidentPlan},
    {"incident-response-plan", DocumentKind::kIncidentPlan},
    {"incident-plan", DocumentKind::kIncidentPlan},
    {"incident-management", DocumentKind::kIncidentPlan},
    {"vulnerability-management", DocumentKind::kVulnerabilityPlan},
    {"vulnerability-management-plan", DocumentKind::kVulnerabilityPlan},
    {"secure-development", DocumentKind::kFramework},
    {"secure-development-framework", DocumentKind::kFramework},
    {"secure-development-policy", DocumentKind::kFramework},
    {"sdlc", DocumentKind::kFramework},
    {"ssdlc", DocumentKind::kFramework},
    {"ssdf", DocumentKind::kFramework},
    {"threat-model", DocumentKind::kThreatModel},
    {"threat-modeling", DocumentKind::kThreatModel},
    {"threatmodel", DocumentKind::kThreatModel},
    {"test-plan", DocumentKind::kTestPlan},
    {"testplan", DocumentKind::kTestPlan},
    {"test-strategy", DocumentKind::kTestPlan},
    {"testing", DocumentKind::kTestPlan},
    {"requirements", DocumentKind::kRequirements},
    {"user-guide", DocumentKind::kUserGuide},
    {"userguide", DocumentKind::kUserGuide},
    {"contributing", DocumentKind::kContributing},
    {"changelog", DocumentKind::kChangelog},
    {"changes", DocumentKind::kChangelog},
    {"history", DocumentKind::kChangelog},
    {"readme", DocumentKind::kReadme},
};

struct PurposeRow {
  std::string_view purpose;
  DocumentKind kind;
};
constexpr PurposeRow kPurposes[] = {
    {"disclosure", DocumentKind::kSecurityPolicy},
    {"security-policy", DocumentKind::kSecurityPolicy},
    {"support", DocumentKind::kSupportPolicy},
    {"incident-plan", DocumentKind::kIncidentPlan},
    {"vulnerability-plan", DocumentKind::kVulnerabilityPlan},
    {"framework", DocumentKind::kFramework},
    {"threat-model", DocumentKind::kThreatModel},
    {"test-plan", DocumentKind::kTestPlan},
    {"requirements", DocumentKind::kRequirements},
    {"user-guide", DocumentKind::kUserGuide},
    {"contributing", DocumentKind::kContributing},
};

// Parts of plans: found when a heading, or the start of a row or item, names them.
struct PartRow {
  std::string_view id;
  Phrases words;
};

const std::vector<PartRow>& PlanParts(DocumentKind kind) {
  static const std::vector<PartRow> kIncident = {
      {"roles",
       {"role", "contact", "responsibilit", "response team", "who to call", "on-call",
        "escalation"}},
      {"response",
       {"response", "detect", "triage", "identif", "declar", "handling", "first steps", "report"}},
      {"containment", {"contain", "isolat", "mitigat"}},
      {"communication",
       {"communicat", "notif", "informing", "telling customers", "status page", "disclos"}},
      {"eradication", {"eradicat", "remov", "remediat", "root cause"}},
      {"recovery", {"recover", "restor", "resum"}},
      {"review",
       {"post-incident", "postmortem", "post-mortem", "lessons", "retrospective",
        "after the incident", "review"}}};
  static const std::vector<PartRow> kVulnerability = {
      {"roles", {"role", "responsibilit", "owner", "contact"}},
      {"sources", {"source", "monitor", "detect", "intake", "identif", "scan", "discover"}},
      {"triage", {"triage", "assess", "priorit", "severity", "evaluat", "analys"}},
      {"deadlines",
       {"deadline", "timeline", "sla", "time frame", "timeframe", "fix within", "days"}},
      {"remediation", {"remediat", "fix", "patch", "mitigat"}},
      {"communication", {"communicat", "notif", "advisor", "disclos", "inform"}},
      {"exceptions", {"exception", "accept", "waiver", "risk accept"}}};
  static const std::vector<PartRow> kFramework = {
      {"threat-modelling", {"threat model"}},
      {"requirements", {"requirement"}},
      {"governance-and-roles", {"governance", "role", "responsibilit"}},
      {"secure-coding",
       {"secure coding", "coding standard", "coding practice", "code review", "coding guideline"}},
      {"test-strategy", {"test"}},
      {"data-management",
       {"data management", "data handling", "data protection", "data classification"}},
      {"configuration-management",
       {"configuration management", "version control", "change management",
        "configuration control"}}};
  static const std::vector<PartRow> kTestPlan = {
      {"scope", {"scope", "objective", "what is tested"}},
      {"static-analysis", {"static", "sast", "lint"}},
      {"dynamic-analysis", {"dynamic", "dast"}},
      {"code-review", {"review"}},
      {"unit-tests", {"unit test", "unit-test", "unit"}},
      {"integration-tests", {"integration", "end-to-end", "e2e", "system test"}},
      {"fuzzing", {"fuzz"}},
      {"penetration-test", {"penetration", "pen test", "pentest"}},
      {"third-party-components", {"third-party", "third party", "dependenc", "component"}}};
  static const std::vector<PartRow> kUserGuide = {
      {"applying-updates", {"updat", "upgrad"}},
      {"secure-use", {"secur", "hardening", "safe use"}},
      {"authentication",
       {"authenticat", "password", "sign in", "login", "mfa", "two-factor", "multi-factor", "sso"}},
      {"backup", {"backup", "back up", "restor"}},
      {"access-control", {"access control", "permission", "role", "authoriz", "authoris"}},
      {"ports", {"port", "firewall", "network"}}};
  static const std::vector<PartRow> kNone;
  switch (kind) {
    case DocumentKind::kIncidentPlan:
      return kIncident;
    case DocumentKind::kVulnerabilityPlan:
      return kVulnerability;
    case DocumentKind::kFramework:
      return kFramework;
    case DocumentKind::kTestPlan:
      return kTestPlan;
    case DocumentKind::kUserGuide:
      return kUserGuide;
    default:
      return kNone;
  }
}

// A heading is a part only when something stands below it: which of them have that.
std::vector<bool> HaveContent(const Prose& prose) {
  const auto& headings = prose.headings;
  std::vector<bool> out(headings.size());
  for (const auto& sentence : prose.sentences)
    if (sentence.heading >= 0) out[static_cast<std::size_t>(sentence.heading)] = true;
  std::size_t at = 0;  // The first heading behind the row; both are in order of lines
  for (const auto& row : prose.rows) {
    while (at < headings.size() && headings[at].line <= row.line) ++at;
    if (at > 0 && headings[at - 1].line < row.line) out[at - 1] = true;
  }
  for (std::size_t i = 0; i + 1 < headings.size(); ++i)
    if (headings[i + 1].level > headings[i].level) out[i] = true;
  return out;
}

void AddPlanParts(const Prose& prose, Document& document) {
  const std::vector<bool> content = HaveContent(prose);
  for (const PartRow& row : PlanParts(document.kind)) {
    for (std::size_t i = 0; i < prose.headings.size(); ++i) {
      const Heading& heading = prose.headings[i];
      if (i == 0 && heading.level == 1) continue;  // The title names the plan, not a part
      if (!content[i] || !HasAny(Lower(heading.text), row.words)) continue;
      document.parts.push_back(
          {std::string(row.id), Shorten(heading.text), {document.path, heading.line}});
      break;
    }
  }
}

// Threat models and requirements: rows and items with what they are about.
void AddListedParts(const Prose& prose, Document& document) {
  if (document.kind != DocumentKind::kThreatModel) return;
  const std::vector<bool> content = HaveContent(prose);
  struct Row {
    std::string_view id;
    Phrases words;
  };
  static const Row kRows[] = {
      {"components",
       {"component", "asset", "architecture", "system overview", "entry point", "attack surface"}},
      {"flows", {"flow", "boundar", "interaction", "interface"}},
      {"threats", {"threat", "attack", "stride", "risk", "adversar"}},
      {"decisions", {"mitigat", "decision", "treatment", "control", "response", "accepted"}}};
  for (const Row& row : kRows) {
    for (std::size_t i = 0; i < prose.headings.size(); ++i) {
      if (i == 0 && prose.headings[i].level == 1) continue;
      if (!content[i] || !HasAny(Lower(prose.headings[i].text), row.words)) continue;
      document.parts.push_back({std::string(row.id),
                                Shorten(prose.headings[i].text),
                                {document.path, prose.headings[i].line}});
      break;
    }
    bool found = std::any_of(document.parts.begin(), document.parts.end(),
                             [&](const auto& p) { return p.id == row.id; });
    for (const auto& cells : prose.rows) {
      if (found || !cells.head) continue;
      for (const auto& cell : cells.cells)
        if (!found && HasAny(Lower(cell), row.words)) {
          document.parts.push_back(
              {std::string(row.id), Shorten(cell), {document.path, cells.line}});
          found = true;
        }
    }
  }
}

std::string NameKey(std::string_view name) {
  std::string key = Lower(name);
  for (std::string_view end : {".md", ".markdown", ".rst", ".txt", ".adoc", ".asciidoc", ".mdx"})
    if (key.size() > end.size() && key.ends_with(end)) {
      key.resize(key.size() - end.size());
      break;
    }
  std::replace(key.begin(), key.end(), '_', '-');
  std::replace(key.begin(), key.end(), ' ', '-');
  return key;
}

bool HasProseExtension(std::string_view name) {
  std::string extension = Lower(PathExtension(name));
  for (std::string_view known : {"", "md", "markdown", "rst", "txt", "adoc", "asciidoc", "mdx"})
    if (extension == known) return true;
  return false;
}

}  // namespace

bool IsGovernancePlace(const Path& path) {
  std::string_view folder = path.folder();
  return folder.empty() || folder == ".github" || folder == "docs";
}

std::optional<model::DocumentKind> KindOfDocument(const Path& path) {
  if (!IsGovernancePlace(path) || !HasProseExtension(path.name())) return std::nullopt;
  std::string key = NameKey(path.name());
  std::string extension = Lower(path.extension());
  for (const NameRow& row : kNames) {
    if (key != row.name) continue;
    bool policy =
        row.kind == DocumentKind::kSecurityPolicy || row.kind == DocumentKind::kSupportPolicy;
    // A file without an extension is prose only by a name that has no other use,
    // and requirements.txt is a list of packages.
    if (extension.empty() &&
        !(row.kind == DocumentKind::kReadme || row.kind == DocumentKind::kChangelog ||
          row.name == "security" || row.name == "contributing"))
      return std::nullopt;
    if (extension == "txt" && !policy && row.kind != DocumentKind::kReadme &&
        row.kind != DocumentKind::kChangelog)
      return std::nullopt;
    return row.kind;
  }
  return std::nullopt;
}

model::DocumentKind KindOfPurpose(std::string_view purpose) {
  for (const PurposeRow& row : kPurposes)
    if (row.purpose == purpose) return row.kind;
  return DocumentKind::kOther;
}

std::string PolicyPointedTo(const model::Document& document) {
  if (document.kind != DocumentKind::kSecurityPolicy) return {};
  std::string path;
  for (const auto& part : document.parts) {
    if (part.id == "private-channel" || part.id == "public-tracker") return {};
    if (part.id != "policy-in-tree" || !path.empty()) continue;
    std::string_view target = part.text;
    target = target.substr(0, target.find_first_of("#?"));
    path = ResolvePath(document.path.folder(), target);
  }
  return HasProseExtension(PathName(path)) && path != document.path.bytes ? path : std::string();
}

std::span<const std::string_view> PartsAskedOf(model::DocumentKind kind) {
  static const auto kIds = [] {
    std::array<std::vector<std::string_view>, model::NamesOf(DocumentKind{}).size()> out;
    for (std::size_t i = 0; i < out.size(); ++i)
      for (const PartRow& row : PlanParts(static_cast<DocumentKind>(i))) out[i].push_back(row.id);
    return out;
  }();
  return kIds[static_cast<std::size_t>(kind)];
}

model::Document BasicDocument(const Path& path, const Prose& prose, model::DocumentKind kind) {
  Document document;
  document.kind = kind;
  document.path = path;
  document.words = prose.words;
  if (!prose.headings.empty()) document.title = Shorten(prose.headings[0].text);
  for (const auto& entry : prose.front) {
    if (entry.key == "owner") document.owner = Shorten(entry.value);
    if (entry.key == "approved-by" || entry.key == "approver" || entry.key == "approved_by")
      document.approved_by = Shorten(entry.value);
    if (entry.key == "review-by" || entry.key == "review_by" || entry.key == "next-review")
      document.review_by = Shorten(entry.value);
    if (entry.key == "title" && document.title.empty()) document.title = Shorten(entry.value);
  }
  for (const auto& link : prose.links)
    document.links.push_back({Shorten(link.target), {}, false, {path, link.line}});
  for (const auto& address : prose.addresses) document.addresses.push_back(address.address);
  std::sort(document.addresses.begin(), document.addresses.end());
  document.addresses.erase(std::unique(document.addresses.begin(), document.addresses.end()),
                           document.addresses.end());
  return document;
}

Result<model::Document> ReadDocument(const Path& path, BytesView bytes, model::DocumentKind kind) {
  if (bytes.size() > kMaxProseBytes)
    return Fail(ErrorKind::kTooLarge, "longer than a document of this kind is", path.bytes);
  if (bytes.find('\0') != bytes.npos) return Fail(ErrorKind::kUnsupported, "no text", path.bytes);
  if (kind == DocumentKind::kChangelog) {
    Document document;
    document.kind = kind;
    document.path = path;
    for (std::string_view line : Lines(bytes))
      document.words += static_cast<long long>(Words(line).size());
    return document;
  }
  Prose prose = ReadProse(bytes, MarkupOf(path));
  Document document = BasicDocument(path, prose, kind);
  bool governs = kind != DocumentKind::kReadme && kind != DocumentKind::kContributing &&
                 kind != DocumentKind::kOther;
  bool names_contacts =
      kind == DocumentKind::kSecurityPolicy || kind == DocumentKind::kIncidentPlan ||
      kind == DocumentKind::kSupportPolicy || kind == DocumentKind::kVulnerabilityPlan;
  if (governs || kind == DocumentKind::kOther)
    document.leftovers = FindLeftovers(prose, path, names_contacts);
  document.assertions = FindAssertions(prose, path);
  if (kind == DocumentKind::kSecurityPolicy || kind == DocumentKind::kSupportPolicy ||
      kind == DocumentKind::kReadme)
    AddSupportParts(prose, document);
  if (kind == DocumentKind::kSecurityPolicy) AddSecurityParts(prose, document);
  AddPlanParts(prose, document);
  AddListedParts(prose, document);
  return document;
}

bool IsDocument(const Path& path) { return KindOfDocument(path).has_value(); }

Result<Reading> ReadAnyDocument(const Path& path, BytesView bytes) {
  auto kind = KindOfDocument(path).value_or(DocumentKind::kOther);
  AVOUCH_TRY(Document document, ReadDocument(path, bytes, kind));
  return Reading(std::move(document));
}

Result<Reading> ReadSecurityTxtOrPolicy(const Path& path, BytesView bytes) {
  if (path.folder().empty() && !HasSecurityTxtFields(bytes)) {
    AVOUCH_TRY(Document document, ReadDocument(path, bytes, DocumentKind::kSecurityPolicy));
    return Reading(std::move(document));
  }
  AVOUCH_TRY(model::SecurityTxt file, ReadSecurityTxt(path, bytes));
  return Reading(std::move(file));
}

const Format* NamedDocumentFormat() {
  static constexpr Format kFormat = {"document", "documents", &IsDocument, &ReadAnyDocument};
  return &kFormat;
}

}  // namespace avouch::formats

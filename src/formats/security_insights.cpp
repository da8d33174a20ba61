#include "formats/security_insights.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "formats/document.h"
#include "formats/leftovers.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// Where each pointer stands. A key on the way may hold a list: all items count.
struct Pointer {
  std::string_view id;
  std::string_view at;  // Keys with '/' between
};

constexpr Pointer kVersion1[] = {
    {"security-policy", "vulnerability-reporting/security-policy"},
    {"bug-bounty", "vulnerability-reporting/bug-bounty-url"},
    {"threat-model", "security-artifacts/threat-model/evidence-url"},
    {"self-assessment", "security-artifacts/self-assessment/evidence-url"},
    {"other-artifacts", "security-artifacts/other-artifacts/evidence-url"},
    {"contribution-policy", "contribution-policy/contributing-policy"},
    {"code-of-conduct", "contribution-policy/code-of-conduct"},
    {"documentation", "documentation"},
    {"distribution-points", "distribution-points"},
    {"sbom", "dependencies/sbom/sbom-file"},
    {"sbom", "dependencies/sbom/sbom-url"},
    {"dependencies-policy", "dependencies/env-dependencies-policy/policy-url"},
    {"dependencies-lifecycle", "dependencies/dependencies-lifecycle/policy-url"},
    {"support-policy", "project-lifecycle/release-process"},
    {"roadmap", "project-lifecycle/roadmap"},
    {"code-owners", "header/project-release/code-owners-url"},
    {"security-testing", "security-testing/tool-url"},
};
constexpr Pointer kVersion2[] = {
    {"security-policy", "project/vulnerability-reporting/security-policy"},
    {"security-policy", "project/vulnerability-reporting/policy"},
    {"security-policy", "repository/documentation/security-policy"},
    {"bug-bounty", "project/vulnerability-reporting/bug-bounty-program"},
    {"documentation", "project/documentation/detailed-guide"},
    {"quickstart", "project/documentation/quickstart-guide"},
    {"release-process", "project/documentation/release-process"},
    {"support-policy", "project/documentation/support-policy"},
    {"signature-verification", "project/documentation/signature-verification"},
    {"code-of-conduct", "project/documentation/code-of-conduct"},
    {"contribution-policy", "repository/documentation/contributing-guide"},
    {"dependencies-policy", "repository/documentation/dependency-management-policy"},
    {"governance", "repository/documentation/governance"},
    {"review-policy", "repository/documentation/review-policy"},
    {"licence", "repository/license/url"},
    {"changelog", "repository/release/changelog"},
    {"attestations", "repository/release/attestations/location"},
    {"distribution-points", "repository/release/distribution-points/uri"},
    {"self-assessment", "repository/security/assessments/self/evidence"},
    {"third-party-assessment", "repository/security/assessments/third-party/evidence"},
    {"parent", "header/project-si-source"},
};
constexpr Pointer kContacts1[] = {{"", "security-contacts/value"},
                                  {"", "vulnerability-reporting/email-contact"}};
constexpr Pointer kContacts2[] = {{"", "project/vulnerability-reporting/contact/email"},
                                  {"", "project/vulnerability-reporting/contact"},
                                  {"", "repository/security/champions/email"},
                                  {"", "project/administrators/email"},
                                  {"", "repository/core-team/email"}};

class Reader {
 public:
  Reader(const Path& path, const Node& root) : root_(root) { out_.path = path; }

  Result<model::SecurityInsights> Read() {
    const Node& header = root_["header"];
    out_.version = header["schema-version"].AsText();
    if (out_.version.empty())
      return Fail(ErrorKind::kUnsupported, "no header with a schema-version", out_.path.bytes);
    out_.expires = header["expiration-date"].AsText();
    out_.last_reviewed = header["last-reviewed"].AsText();
    bool first = out_.version.starts_with("1.");
    for (const Pointer& pointer : Pointers(first)) {
      id_ = pointer.id;
      Follow(root_, pointer.at, [this](const Node& node) { Point(node); });
    }
    for (const Pointer& contact : Contacts(first))
      Follow(root_, contact.at, [this](const Node& node) { Contact(node); });
    std::sort(out_.contacts.begin(), out_.contacts.end());
    out_.contacts.erase(std::unique(out_.contacts.begin(), out_.contacts.end()),
                        out_.contacts.end());
    Dates(first);
    Blanks(root_, 0);
    std::stable_sort(out_.problems.begin(), out_.problems.end(),
                     [](const auto& a, const auto& b) { return a.place.line < b.place.line; });
    return std::move(out_);
  }

 private:
  static std::span<const Pointer> Pointers(bool first) {
    return first ? std::span<const Pointer>(kVersion1) : std::span<const Pointer>(kVersion2);
  }
  static std::span<const Pointer> Contacts(bool first) {
    return first ? std::span<const Pointer>(kContacts1) : std::span<const Pointer>(kContacts2);
  }

  // Visits every scalar at the end of `keys`. Depth is that of the constant paths.
  template <class Visit>
  void Follow(const Node& node, std::string_view keys, const Visit& visit) {
    if (node.is_list()) {
      for (const Node& item : node.items())
        if (!item.is_list()) Follow(item, keys, visit);
      return;
    }
    if (keys.empty()) {
      if (node.is_scalar()) visit(node);
      return;
    }
    std::size_t slash = keys.find('/');
    const Node& next = node[keys.substr(0, slash)];
    if (next.present())
      Follow(next, slash == keys.npos ? std::string_view() : keys.substr(slash + 1), visit);
  }

  void Problem(std::string text, const Node& node) {
    if (out_.problems.size() < kMaxLeftovers)
      out_.problems.push_back({std::move(text), {out_.path, static_cast<int>(node.line())}});
  }
  void Point(const Node& node) {
    std::string text = Shorten(Printable(node.AsText()), 300);
    if (text.empty() || !node.is_text()) return;
    out_.pointers.push_back({std::string(id_), text, {out_.path, static_cast<int>(node.line())}});
  }
  void Contact(const Node& node) {
    std::string text = Shorten(Printable(node.AsText()), 300);
    if (!text.empty()) out_.contacts.push_back(Lower(text));
  }

  // Version 1 must carry its end; both must say when they were looked at.
  void Dates(bool first) {
    const Node& header = root_["header"];
    if (first && out_.expires.empty()) Problem("no expiration-date", header);
    for (std::string_view key : {"expiration-date", "last-reviewed", "last-updated"}) {
      const Node& node = header[key];
      if (node.present() && !ParseTime(node.AsText()))
        Problem(std::string(key) + " is no date: " + Shorten(Printable(node.AsText()), 60), node);
    }
  }

  void Blanks(const Node& node, int depth) {
    if (depth > 32) return;  // The format itself is nine deep.
    for (const Node& item : node.items()) Blanks(item, depth + 1);
    for (const auto& entry : node.entries()) Blanks(entry.value, depth + 1);
    if (!node.is_text()) return;
    std::string_view text = node.text();
    for (const auto& left : LeftoversIn(text)) Problem("left from a template: " + left, node);
    std::string lower = Lower(Trim(text));
    bool one_word = lower.find(' ') == lower.npos && lower.find('\n') == lower.npos;
    bool address = lower.find("://") != lower.npos || lower.find('@') != lower.npos;
    if (one_word && address && IsPlaceholderAddress(lower))
      Problem("left from a template: " + Shorten(Printable(text), 80), node);
    else if (lower == "n/a" || lower == "tbd")
      Problem("left blank: " + Shorten(Printable(text), 80), node);
  }

  const Node& root_;
  model::SecurityInsights out_;
  std::string_view id_;
};

}  // namespace

bool IsSecurityInsights(const Path& path) {
  std::string name = Lower(path.name());
  return IsGovernancePlace(path) &&
         (name == "security-insights.yml" || name == "security-insights.yaml");
}

Result<model::SecurityInsights> ReadSecurityInsights(const Path& path, BytesView bytes) {
  AVOUCH_TRY(Node root, syntax::ParseYaml(bytes, {.duplicates = syntax::Duplicates::kTolerated}));
  return Reader(path, root).Read();
}

}  // namespace avouch::formats

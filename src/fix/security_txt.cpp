// Claim 3.2.1: security.txt (RFC 9116), from what the tree says already.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "fix/patches.h"

namespace avouch::fix {
namespace {

constexpr const char* kPolicies[] = {"SECURITY.md",  ".github/SECURITY.md", "docs/SECURITY.md",
                                     "SECURITY.rst", "SECURITY.txt",        "SECURITY"};
constexpr const char* kDraft = ".well-known/security.txt";

std::string Expires(const model::Assessment& assessment) {
  return "Expires: " + ToString(AddDays(AddYears(assessment.time, 1), -1));
}

bool IsPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._+-").find(c) != std::string_view::npos;
}

// An address that somebody may read: no example, no robot.
bool IsReal(std::string_view address) {
  std::string lower = Lower(address);
  for (std::string_view bad :
       {"example.", "noreply", "no-reply", "yourdomain", "your-", "company.com", "domain.com"})
    if (lower.find(bad) != std::string::npos) return false;
  return lower.find('.', lower.find('@')) != std::string::npos;
}

std::string FirstAddress(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t from = at, to = at + 1;
    while (from > 0 && IsPart(text[from - 1])) --from;
    while (to < text.size() && IsPart(text[to])) ++to;
    while (to > at && (text[to - 1] == '.' || text[to - 1] == '-')) --to;
    std::string_view address = text.substr(from, to - from);
    if (from < at && to > at + 1 && IsReal(address)) return "mailto:" + std::string(address);
  }
  return {};
}

// A private form of the forge: ".../security/advisories/new".
std::string FirstForm(std::string_view text) {
  std::size_t end = text.find("/security/advisories/new");
  if (end == std::string_view::npos) return {};
  std::size_t from = text.substr(0, end).rfind("https://");
  if (from == std::string_view::npos) return {};
  std::string address(text.substr(from, end + 24 - from));
  return address.find_first_of(" \t\r\n\"'<>()[]") == std::string::npos ? address : std::string();
}

Result<Changes> Renew(const Request& request, const Path& path) {
  AVOUCH_TRY(Bytes text, request.tree.read(path));
  if (text.find("-----BEGIN PGP SIGNED MESSAGE-----") != std::string::npos)
    return Fail(ErrorKind::kNotFound, "it is signed, and a change would break the signature",
                Printable(path.bytes), "renew Expires and sign it again");
  FileChange change(path, text);
  bool contact = false, expires = false;
  for (std::size_t i = 0; i < change.before().size(); ++i) {
    std::string line = Lower(Trim(change.before()[i]));
    contact |= line.starts_with("contact:");
    if (!line.starts_with("expires:")) continue;
    if (!expires) change.Replace(i, Expires(request.assessment));
    expires = true;
  }
  if (!contact)
    return Fail(ErrorKind::kNotFound, "it has no Contact, and only you know it",
                Printable(path.bytes));
  if (!expires) change.Insert(change.before().size(), {Expires(request.assessment)});
  Changes out;
  out.push_back(std::move(change));
  return out;
}

}  // namespace

Result<Changes> WriteSecurityTxt(const Request& request) {
  Changes out;
  std::set<Path> seen;
  for (const auto* finding : FindingsOf(request.assessment, "disclosure.security-txt")) {
    if (!seen.insert(finding->place.path).second) continue;
    auto renewed = Renew(request, finding->place.path);
    if (!renewed && seen.size() == 1) return std::unexpected(renewed.error());
    if (renewed)
      for (auto& change : *renewed) out.push_back(std::move(change));
  }
  if (!out.empty()) return out;
  for (const auto& path : request.tree.paths)
    if (path.name() == "security.txt" &&
        (path.folder().empty() || path.folder().ends_with(".well-known")))
      return Fail(ErrorKind::kNotFound, "a security.txt is here and needs nothing that can be seen",
                  Printable(path.bytes));
  for (const char* policy : kPolicies) {
    if (!Has(request.tree, policy)) continue;
    AVOUCH_TRY(Bytes text, request.tree.read(policy));
    std::string contact = FirstForm(text);
    if (contact.empty()) contact = FirstAddress(text);
    if (contact.empty()) continue;
    FileChange change{Path(kDraft)};
    change.Insert(0, {"# A draft, from " + std::string(policy) +
                          ". Serve it at /.well-known/security.txt over HTTPS.",
                      "Contact: " + contact, Expires(request.assessment)});
    out.push_back(std::move(change));
    return out;
  }
  return Fail(ErrorKind::kNotFound, "no contact for reports is in the tree", {},
              "write one into SECURITY.md first");
}

}  // namespace avouch::fix

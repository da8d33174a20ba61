#include "app/publish_documents.h"

#include <algorithm>

#include "base/text.h"
#include "formats/document.h"
#include "formats/security_txt.h"

namespace avouch::app {
namespace {

using model::DocumentKind;
using report::CentreReporting;

constexpr std::size_t kMostAddresses = 12;

// A link of a policy that leads to where one reports, and not to anything else.
bool IsAboutReporting(std::string_view address) {
  if (!address.starts_with("https://")) return false;
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"security", "report", "advisor", "vuln", "disclos",
                                              "hackerone", "bugcrowd", "pgp"},
      [&](std::string_view word) { return ContainsIgnoreCase(address, word); });
}

bool HasPart(const model::Document& document, std::string_view id) {
  return std::ranges::find(document.parts, id, &model::DocumentPart::id) != document.parts.end();
}

// A guide that names a mailbox is no policy: it does not say what then happens.
bool IsPolicy(const model::Document& document) {
  return HasPart(document, "how-to-report") &&
         (HasPart(document, "what-to-expect") || HasPart(document, "time-frame") ||
          HasPart(document, "safe-harbour"));
}

bool IsSupport(const model::Document& document) {
  return !document.support.empty() && (HasPart(document, "versions") || HasPart(document, "dates"));
}

// Without its front matter: that is for those who keep it, and names them.
std::string_view WithoutHead(std::string_view text) {
  constexpr std::string_view kFence = "---\n";
  if (!text.starts_with(kFence)) return text;
  const std::size_t end = text.find("\n---\n", kFence.size() - 1);
  return end == std::string_view::npos ? text : text.substr(end + 5);
}

void AddOnce(std::vector<std::string>& to, const std::string& one) {
  if (to.size() < kMostAddresses && std::ranges::find(to, one) == to.end()) to.push_back(one);
}

CentreReporting OfSecurityTxt(const model::SecurityTxt& file, Time now) {
  CentreReporting out;
  for (const auto& contact : file.contacts) AddOnce(out.contacts, contact);
  for (const auto& policy : file.policies) AddOnce(out.policies, policy);
  if (file.expires_valid) out.expires = ToString(DateOf(file.expires_at));
  out.expired = file.expires_valid && file.expires_at < now;
  return out;
}

CentreReporting OfPolicy(const model::Document& document, BytesView bytes) {
  CentreReporting out;
  for (const auto& address : document.addresses) AddOnce(out.contacts, "mailto:" + address);
  for (const auto& link : document.links)
    if (IsAboutReporting(link.target)) AddOnce(out.contacts, link.target);
  out.text = std::string(Trim(WithoutHead(bytes)));
  return out;
}

void AddPolicy(const Path& path, BytesView bytes, CentreReporting head, ToldDocuments& out) {
  const auto document = formats::ReadDocument(path, bytes, DocumentKind::kSecurityPolicy);
  if (!document || !IsPolicy(*document)) return;
  CentreReporting one = OfPolicy(*document, bytes);
  one.file = std::move(head.file), one.digest = std::move(head.digest);
  out.reporting.push_back(std::move(one));
}

void AddSupport(const Path& path, BytesView bytes, const std::string& digest, ToldDocuments& out) {
  const auto document = formats::ReadDocument(path, bytes, DocumentKind::kSupportPolicy);
  if (!document || !IsSupport(*document)) return;
  for (const auto& row : document->support)
    out.support.push_back({row.version, row.words, row.until, path.bytes, digest});
}

}  // namespace

void AddDocument(const std::string& name, const std::string& digest, BytesView bytes, Time now,
                 ToldDocuments& out) {
  const Path path{name};
  CentreReporting head;
  head.file = name, head.digest = digest;
  if (Lower(name).ends_with("security.txt") && formats::HasSecurityTxtFields(bytes)) {
    const auto file = formats::ReadSecurityTxt(path, bytes);
    if (!file) return;
    CentreReporting one = OfSecurityTxt(*file, now);
    one.file = head.file, one.digest = head.digest;
    out.reporting.insert(out.reporting.begin(), std::move(one));
    return;
  }
  AddPolicy(path, bytes, std::move(head), out);
  AddSupport(path, bytes, digest, out);
}

}  // namespace avouch::app

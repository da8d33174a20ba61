#include <algorithm>

#include "app/collect.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "formats/front_matter.h"
#include "formats/security_txt.h"
#include "formats/web_page.h"
#include "os/durable.h"
#include "os/fetch.h"
#include "os/file.h"
#include "os/folder_lock.h"

namespace avouch::app {
namespace {

using model::PublishedPage;
using statement::CollectedPage;

constexpr int kOk = 200;

std::string NameOf(os::WebTrust trust) {
  switch (trust) {
    case os::WebTrust::kUnknown:
      return {};
    case os::WebTrust::kValid:
      return "valid";
    case os::WebTrust::kExpired:
      return "expired";
    case os::WebTrust::kWrongName:
      return "wrong-name";
    case os::WebTrust::kUntrusted:
      return "unknown-root";
  }
  return {};
}

// Fields of RFC 9116 that a security.txt has, as parts; "signed" for its wrapper.
void ReadSecurityTxt(BytesView body, PublishedPage& page) {
  if (formats::IsWebPage(body) || !formats::HasSecurityTxtFields(body)) return;
  const auto file = formats::ReadSecurityTxt(Path(".well-known/security.txt"), body);
  if (!file) return;
  const std::pair<const char*, bool> kParts[] = {
      {"canonical", !file->canonical.empty()},   {"contact", !file->contacts.empty()},
      {"encryption", !file->encryption.empty()}, {"expires", !file->expires.empty()},
      {"policy", !file->policies.empty()},       {"signed", file->is_signed}};
  for (const auto& [part, there] : kParts)
    if (there) page.parts.emplace_back(part);
  if (file->expires_valid) page.expires = ToString(file->expires_at);
}

void ReadVersion(BytesView body, PublishedPage& page) {
  page.digest_reported = formats::ReportedDigest(body).value_or("");
}

void ReadText(BytesView body, PublishedPage& page) {
  if (body.size() > formats::kMaxProseBytes || body.find('\0') != body.npos) return;
  const std::string text = formats::IsWebPage(body) ? formats::ProseOfPage(body) : Bytes(body);
  if (text.size() > formats::kMaxProseBytes) return;
  if (auto paper = formats::ReadPaper(page.purpose, Path("page.md"), text, ""))
    page.parts = std::move(paper->parts);
}

// One row for each purpose that has a reader of its own; the rest are documents.
struct PageReader {
  std::string_view purpose;
  void (*read)(BytesView body, PublishedPage& page);
};
constexpr PageReader kReaders[] = {
    {"security.txt", ReadSecurityTxt},
    {"version", ReadVersion},
    {"channel", [](BytesView, PublishedPage&) {}},  // Its connection is what counts
};

std::string Told(const CollectedPage& seen) {
  const PublishedPage& page = seen.page;
  std::string out = page.purpose + ", " + page.url + ": ";
  if (page.status == 0) return out + "not seen: " + page.error;
  out += "answers " + std::to_string(page.status);
  if (page.final_url != page.url) out += " at " + page.final_url;
  if (!page.error.empty()) out += ", " + page.error;
  if (!page.tls_version.empty()) out += "; " + page.tls_version;
  if (!seen.certificate_until.empty())
    out += ", certificate until " + seen.certificate_until.substr(0, 10);
  if (page.hsts) out += ", https only";
  if (!page.parts.empty()) out += "; has " + Join(page.parts, ", ");
  if (!page.digest_reported.empty()) out += "; reports " + page.digest_reported;
  if (!page.expires.empty()) out += "; until " + page.expires;
  return out;
}

CollectedPage Look(const Wanted& wanted, const os::WebAddress& at, Time now, const std::string& by,
                   os::Resolver& resolver, os::WebTransport& transport, Bytes& body) {
  os::Fetched got = os::Fetch(at, resolver, transport);
  CollectedPage out;
  PublishedPage& page = out.page;
  page.purpose = wanted.purpose, page.url = wanted.url, page.at = ToString(now);
  page.final_url = got.final_url == at.Text() ? wanted.url : got.final_url;
  page.status = got.answer.status, page.error = got.answer.error;
  page.tls_version = got.answer.tls_version;
  page.hsts = got.hsts, page.downgrade = got.downgrade;
  out.chain = NameOf(got.answer.trust);
  page.chain_valid = out.chain == "valid";
  out.certificate_until = got.answer.certificate_until;
  for (const auto& name : got.answer.certificate_names) out.certificate_names.push_back(name);
  out.by = by;
  if (page.status != kOk) return out;
  body = std::move(got.answer.body);
  page.body = crypto::Sha256Of(body);
  ReadPageInto(body, page);
  return out;
}

Result<Answer> Collect(const std::vector<Wanted>& wanted, const std::string& folder,
                       const std::string& by, Time now, os::Resolver& resolver,
                       os::WebTransport& transport) {
  AVOUCH_TRY(const os::FolderLock lock, os::FolderLock::Take(folder));
  AVOUCH_TRY(statement::Collected collected, ReadCollectedIn(folder));
  AVOUCH_CHECK_OK(os::MakeFolders(JoinPath(folder, "pages")));
  Answer answer;
  long long seen = 0;
  for (const Wanted& one : wanted) {
    AVOUCH_TRY(const os::WebAddress at, os::ReadWebAddress(one.url));
    Bytes body;
    CollectedPage page = Look(one, at, now, by, resolver, transport, body);
    if (page.page.body != Digest())
      AVOUCH_CHECK_OK(os::WriteFileDurably(JoinPath(folder, BodyPath(page.page.body)), body));
    seen += page.page.status != 0 ? 1 : 0;
    answer.talk += "avouch: " + Printable(Told(page)) + "\n";
    collected.pages.push_back(std::move(page));
  }
  AVOUCH_CHECK_OK(WriteCollectedIn(folder, collected));
  // What did not answer is written down, too: that it was asked for is a fact.
  if (seen == 0)
    return Answer{kNotDone, "",
                  answer.talk + "avouch: none of them answered; that is written down\n"};
  answer.out = JoinPath(folder, statement::kCollectedName) + "\n";
  return answer;
}

}  // namespace

std::string BodyPath(const Digest& body) { return "pages/" + body.hex(); }

void ReadPageInto(BytesView body, PublishedPage& page) {
  page.parts.clear(), page.expires.clear(), page.digest_reported.clear();
  for (const PageReader& reader : kReaders)
    if (reader.purpose == page.purpose) return reader.read(body, page);
  ReadText(body, page);
}

Answer CollectPages(const std::vector<Wanted>& wanted, const std::string& folder,
                    const std::string& by, Time now, os::Resolver& resolver,
                    os::WebTransport& transport) {
  auto answer = Collect(wanted, folder, by, now, resolver, transport);
  return answer ? *std::move(answer) : Refuse(answer.error());
}

}  // namespace avouch::app

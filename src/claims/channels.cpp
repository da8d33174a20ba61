// Claims 3.1.1 and 3.1.2 as far as published places show it: the addresses from
// which software reaches customers, and what a running service says that it is.

#include "base/text.h"
#include "claims/checks.h"
#include "claims/published.h"

namespace avouch::claims {
namespace {

using model::PublishedPage;
using model::Reach;
using model::Record;
using model::RecordKind;
using model::Where;

bool IsTrusted(const PublishedPage& page) {
  return page.chain_valid && (page.tls_version == "TLSv1.2" || page.tls_version == "TLSv1.3");
}

// "parcel service, sealed": in words, so nothing that a connection could show.
bool IsPrivateChannel(std::string_view channel) {
  return channel.find("://") == channel.npos && Trim(channel).find(' ') != channel.npos;
}

// The newest that was seen at an address; null if nothing fresh was.
const PublishedPage* SeenAt(const Inputs& in, std::string_view address) {
  const PublishedPage* seen = nullptr;
  for (const auto& page : in.facts.published.pages)
    if (page.url == address && IsPast(page.at, in.time) && IsFresh(in, page) &&
        (seen == nullptr || *When(seen->at) < *When(page.at)))
      seen = &page;
  return seen;
}

void OneChannel(const Inputs& in, Examination& examination, const std::string& address) {
  const std::string scheme = Lower(address.substr(0, address.find("://")));
  if (scheme == "http" || scheme == "ftp")
    return examination.Bad({in.facts.organisation.path, 0}, address + " is plain " + scheme,
                           Reach::kRelease, "distribute over https", 15);
  if (IsPrivateChannel(address)) {
    examination.Good();
    return examination.Witness("no connection to look at, by the organisation's word: " + address);
  }
  const PublishedPage* seen = SeenAt(in, address);
  // A certificate that does not hold ends the connection before any answer, and was seen.
  const bool shown =
      seen != nullptr && (seen->status != 0 || (!seen->chain_valid && !seen->tls_version.empty()));
  if (!shown)
    return examination.Missing("what the connection to " + address + " shows", Where::kPublished);
  if (seen->downgrade || seen->tls_version.empty())
    return examination.Bad(PlaceOfPage(*seen), "leads to plain HTTP", Reach::kRelease,
                           "take the redirect away", 15);
  if (!IsTrusted(*seen))
    return examination.Bad(
        PlaceOfPage(*seen),
        "its connection cannot be trusted: " +
            (seen->chain_valid ? seen->tls_version : "the certificate does not verify"),
        Reach::kRelease, "mend the certificate or the protocol", 30);
  if (seen->status == 404 || seen->status == 410)
    return examination.Missing(address + ", which answers " + std::to_string(seen->status),
                               Where::kPublished);
  examination.Good();
  examination.Witness(address + ": " + seen->tls_version + ", a valid certificate, seen on " +
                      ToHumanDate(*When(seen->at)));
}

}  // namespace

void ExamineChannel(const Inputs& in, Examination& examination) {
  const auto& organisation = in.facts.organisation;
  if (organisation.channels.empty())
    return examination.Missing("the distribution addresses and what their connection shows",
                               Where::kPublished);
  for (const auto& address : organisation.channels) OneChannel(in, examination, address);
  if (!examination.findings().empty()) {
    examination.Headline("software reaches customers over a connection that others can change");
    examination.Remedy("distribute over https with a valid certificate", 30);
  }
  Take(examination, WordOf(in, "channels", {}), organisation.id);
}

void ExamineServiceDigest(const Inputs& in, Examination& examination) {
  const auto pages = PagesFor(in, "version");
  const auto releases = RecordsOf(in, RecordKind::kRelease);
  if (pages.empty() || releases.empty())
    return examination.Missing(pages.empty() ? "the digest that the running service reports"
                                             : "a release record with the digest that was deployed",
                               Where::kPublished);
  for (const auto* page : pages) {
    const std::string reported = Lower(page->digest_reported);
    if (!IsFresh(in, *page) || reported.empty()) {
      examination.Missing("a digest that " + page->url + " reports, newer", Where::kPublished);
      continue;
    }
    std::vector<const Record*> matching;
    for (const auto* release : releases)
      if (release->of.sha256 == reported) matching.push_back(release);
    if (matching.empty()) {
      examination.Bad(PlaceOfPage(*page),
                      "reports " + reported.substr(0, 12) + "..., which no release record names",
                      Reach::kRelease, "deploy a recorded release, or record this one", 15);
      continue;
    }
    const Record* match = NewestThatCounts(in, examination, matching, {});
    if (match == nullptr) continue;
    examination.Good();
    examination.Witness(
        page->url + " reports the digest of " + match->about + ", " + ToHumanDate(*When(page->at)),
        {match->path, 0});
  }
  if (!examination.findings().empty()) {
    examination.Headline("the service runs something that no release record names");
    examination.Remedy("deploy a recorded release, or record this one", 15);
  }
}

}  // namespace avouch::claims

#include <algorithm>

#include "app/collect.h"
#include "app/organisation_place.h"
#include "base/path.h"
#include "base/text.h"
#include "os/curl_transport.h"
#include "os/durable.h"
#include "os/file.h"
#include "statement/organisation_file.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxProductFile = 4u << 20;
constexpr std::size_t kMostPages = 200;  // More is a crawl
constexpr std::string_view kSecurityTxt = "/.well-known/security.txt";

bool IsPlace(std::string_view at) { return at.find("://") != at.npos; }

void Add(std::vector<Wanted>& pages, std::string purpose, std::string url) {
  Wanted one{std::move(purpose), std::move(url)};
  if (std::ranges::find(pages, one) == pages.end()) pages.push_back(std::move(one));
}

// Addresses that the papers name, as avouch.yaml and avouch.org.yaml are on disk now.
Result<std::vector<Wanted>> Named(const CollectPublishedFlags& flags) {
  std::vector<Wanted> out;
  std::string org = flags.org;
  const std::string file =
      JoinPath(flags.product.empty() ? "." : flags.product, statement::kProductFileName);
  if (os::KindOf(file) == os::FileKind::kFile) {
    AVOUCH_TRY(const Bytes yaml, os::ReadWholeFile(file, kMaxProductFile));
    AVOUCH_TRY(const auto read, statement::ReadProductFile(yaml, file));
    for (const auto& document : read.product.documents)
      if (IsPlace(document.at)) Add(out, document.purpose, document.at);
    if (org.empty() && !read.product.organisation.empty())
      org = JoinPath(flags.product.empty() ? "." : flags.product, read.product.organisation);
  } else if (!flags.product.empty()) {
    return Fail(ErrorKind::kNotFound, "no such file", Printable(file), "--product FOLDER");
  }
  const bool there =
      os::KindOf(JoinPath(org, statement::kOrganisationFileName)) == os::FileKind::kFile;
  if (org.empty() || (!there && flags.org.empty())) return out;
  AVOUCH_TRY(const model::Organisation organisation, ReadOrganisationAt(org));
  for (const auto& document : organisation.documents)
    if (IsPlace(document.at)) Add(out, document.purpose, document.at);
  for (const auto& channel : organisation.channels)
    if (IsPlace(channel)) Add(out, "channel", channel);
  return out;
}

// "PURPOSE=URL", where the purpose has no character of an address.
std::pair<std::string, std::string> SplitTyped(const std::string& typed) {
  const std::size_t equals = typed.find('=');
  if (equals == typed.npos || typed.substr(0, equals).find_first_of(":/?") != typed.npos)
    return {"", typed};
  return {typed.substr(0, equals), typed.substr(equals + 1)};
}

Status AddTyped(const std::string& typed, const std::vector<Wanted>& named,
                std::vector<Wanted>& out) {
  const auto [purpose, url] = SplitTyped(typed);
  AVOUCH_TRY(const os::WebAddress at, os::ReadWebAddress(url));
  if (!purpose.empty()) return Add(out, purpose, url), Status();
  bool known = false;
  for (const Wanted& one : named)
    if (one.url == url) Add(out, one.purpose, url), known = true;
  if (at.target.ends_with(kSecurityTxt)) return Add(out, "security.txt", url), Status();
  if (at.target == "/version" || at.target.ends_with("/version"))
    return Add(out, "version", url), Status();
  if (at.target == "/") {
    Add(out, "channel", url);
    return Add(out, "security.txt", at.Origin() + std::string(kSecurityTxt)), Status();
  }
  if (known) return {};
  return Fail(ErrorKind::kUsage, "what is it for?", Printable(url),
              "PURPOSE=URL: disclosure, support, incident-plan, user-guide, version, channel");
}

}  // namespace

Result<std::vector<Wanted>> WantedPages(const CollectPublishedFlags& flags) {
  AVOUCH_TRY(std::vector<Wanted> named, Named(flags));
  std::vector<Wanted> out;
  for (const auto& typed : flags.urls) AVOUCH_CHECK_OK(AddTyped(typed, named, out));
  if (flags.urls.empty()) out = std::move(named);
  if (out.empty())
    return Fail(ErrorKind::kUsage, "no address to look at", "collect published",
                "a URL, or documents and channels in avouch.yaml and avouch.org.yaml");
  if (out.size() > kMostPages)
    return Fail(ErrorKind::kUsage, "more than " + Count("page", kMostPages), "collect published");
  for (const Wanted& one : out)
    if (const auto at = os::ReadWebAddress(one.url); !at) return std::unexpected(at.error());
  return out;
}

Answer CollectPublished(const CollectPublishedFlags& flags, Time now,
                        const ConfineToFolder& confine) {
  // 1. What to look at: nothing is asked for while one of the addresses is refused.
  const auto wanted = WantedPages(flags);
  if (!wanted) return Refuse(wanted.error());

  // 2. From here on, writing below the folder alone
  if (const Status made = os::MakeFolders(flags.output); !made) return Refuse(made.error());
  if (const Status confined = confine(flags.output); !confined) return Refuse(confined.error());
  os::SystemResolver resolver;
  auto transport = os::CurlTransport::Load({.user_agent = ReplaceAll(flags.by, " ", "/")});
  if (!transport) return Refuse(transport.error());

  // 3. Each page, and what is found in it
  return CollectPages(*wanted, flags.output, flags.by, now, resolver, *transport);
}

}  // namespace avouch::app

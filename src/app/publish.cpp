#include "app/publish.h"

#include <algorithm>
#include <map>
#include <memory>

#include "app/publish_folder.h"
#include "app/publish_reading.h"
#include "app/verify_again.h"
#include "app/verify_page.h"
#include "app/wording.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/file.h"
#include "os/whole_folder.h"

namespace avouch::app {
namespace {

using statement::Audience;

// All bundles of one product, the oldest first.
struct ProductBundles {
  std::vector<const BundleFile*> all;
  const BundleFile* chosen = nullptr;  // The one that --from names, if any
  std::string chosen_as;               // As it was typed
};

struct Gathered {
  std::vector<std::unique_ptr<BundleFile>> opened;  // What `products` points into
  PublishedFolder before;
  std::map<std::string, ProductBundles> products;  // By name
};

const std::string& NameOf(const BundleFile& bundle) { return bundle.proof->index().product.name; }

std::string FolderAbove(const std::string& folder) {
  const std::size_t slash = folder.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : folder.substr(0, slash);
}

// ---- What may be published, and beside what ----

Status MayBePublished(const BundleFile& bundle, const std::string& where) {
  const Audience audience = bundle.proof->index().audience;
  if (audience == Audience::kPublic || audience == Audience::kCustomer) return {};
  return Fail(ErrorKind::kUsage,
              "is a copy for " + std::string(Name(audience)) + ", which is not to be published",
              where, "avouch seal --for public");
}

// Of one organisation and one audience: a kept bundle cannot be taken back, and what
// customers were given is not for everybody.
Status FitsTogether(const BundleFile& one, const BundleFile& other, const std::string& where) {
  const auto &a = one.proof->index(), &b = other.proof->index();
  if (a.organisation.fingerprint != b.organisation.fingerprint)
    return Fail(ErrorKind::kUsage, "is of another organisation than " + Printable(b.product.name),
                where, "publish each organisation's in a folder of its own");
  if (a.audience != b.audience)
    return Fail(ErrorKind::kUsage,
                "is a copy for " + std::string(Name(a.audience)) + ", and the others are for " +
                    std::string(Name(b.audience)),
                where, "publish for each in a folder of its own");
  return {};
}

Status Take(const BundleFile& bundle, const std::string& where, Gathered& out) {
  AVOUCH_CHECK_OK(MayBePublished(bundle, where));
  if (!out.products.empty())
    AVOUCH_CHECK_OK(FitsTogether(bundle, *out.products.begin()->second.all.front(), where));
  ProductBundles& product = out.products[NameOf(bundle)];
  for (const auto* other : product.all) {
    if (other->digest == bundle.digest) return {};
    if (!IsOlder(*other->proof, bundle.proof.value()) && !IsOlder(*bundle.proof, *other->proof))
      return Fail(ErrorKind::kUsage,
                  "is of the same day and state of the log as another one: which is the newer?",
                  where, "publish one of the two");
  }
  product.all.push_back(&bundle);
  return {};
}

Status TakeFile(const std::string& file, bool chosen, const PublishOptions& options, Time now,
                Gathered& out) {
  AVOUCH_TRY(auto bundle, OpenBundleFile(file, options.organisation, now));
  AVOUCH_CHECK_OK(Take(*bundle, file, out));
  ProductBundles& product = out.products[NameOf(*bundle)];
  const auto kept = std::ranges::find(product.all, bundle->digest,
                                      [](const BundleFile* one) { return one->digest; });
  if (chosen) {
    if (product.chosen != nullptr && product.chosen != *kept)
      return Fail(ErrorKind::kUsage,
                  "is a second one of " + Printable(NameOf(*bundle)) + ": which is to be shown?",
                  file, "--from the newest, --earlier the others");
    product.chosen = *kept, product.chosen_as = file;
  }
  out.opened.push_back(std::move(bundle));
  return {};
}

// The one that is to be shown is the newest, or nothing is written.
Status SetInOrder(Gathered& out) {
  std::map<std::string, std::string> folders;
  for (auto& [name, product] : out.products) {
    std::ranges::sort(product.all, [](const BundleFile* a, const BundleFile* b) {
      return IsOlder(*a->proof, *b->proof);
    });
    const BundleFile& newest = *product.all.back();
    if (product.chosen != nullptr && product.chosen != &newest)
      return Fail(
          ErrorKind::kUsage,
          "is older than what is said already, of " + ToHumanDate(newest.proof->verdicts().time),
          product.chosen_as, "--earlier takes it into the history");
    const auto [at, fresh] = folders.try_emplace(ProductFolder(name), name);
    if (!fresh)
      return Fail(
          ErrorKind::kUsage,
          "two products have one folder: " + Printable(at->second) + " and " + Printable(name),
          at->first);
  }
  return {};
}

Result<Gathered> Gather(const PublishOptions& options, Time now) {
  Gathered out;
  AVOUCH_TRY(out.before, ReadPublished(options.folder, options.organisation, now));
  for (const auto& bundle : out.before.bundles)
    AVOUCH_CHECK_OK(Take(
        *bundle, options.folder + "/" + ProductFolder(NameOf(*bundle)) + "/" + EditionFile(*bundle),
        out));
  for (const auto& file : options.from) AVOUCH_CHECK_OK(TakeFile(file, true, options, now, out));
  for (const auto& file : options.earlier)
    AVOUCH_CHECK_OK(TakeFile(file, false, options, now, out));
  if (out.products.empty())
    return Fail(ErrorKind::kUsage, "no bundle is named", "publish",
                "--from BUNDLE, sealed --for public or customer");
  AVOUCH_CHECK_OK(SetInOrder(out));
  return out;
}

// ---- What is written ----

Result<report::TrustCentre> CentreOf(const Gathered& gathered, std::string_view verifier,
                                     Time now) {
  report::TrustCentre out;
  out.published = now, out.program = kProgram;
  out.verifier_digest = crypto::Sha256Of(verifier).hex();
  for (const auto& [name, product] : gathered.products) {
    AVOUCH_TRY(report::CentreProduct one, CentreProductOf(product.all, now));
    out.products.push_back(std::move(one));
  }
  const auto& index = gathered.products.begin()->second.all.back()->proof->index();
  out.organisation = out.products.front().what.organisation;
  out.fingerprint = index.organisation.fingerprint;
  out.audience = Name(index.audience);
  return out;
}

Result<std::string> Verifier() {
  AVOUCH_TRY(const model::Catalogue catalogue, LoadCatalogue());
  return VerifierPage(VerifierParts(), catalogue, kProgram);
}

Status WriteAll(const PublishOptions& options, const Gathered& gathered,
                const std::vector<report::CentreFile>& pages, const std::string& verifier) {
  std::vector<os::FolderFile> files;
  for (const auto& page : pages) files.push_back({page.name, page.bytes});
  files.push_back({std::string(report::kVerifierFile), verifier});
  for (const auto& [name, product] : gathered.products)
    for (const auto* bundle : product.all)
      files.push_back({ProductFolder(name) + "/" + EditionFile(*bundle), bundle->bytes});
  std::ranges::sort(files, {}, &os::FolderFile::name);
  const std::string sums = SumsOf(files);
  files.push_back({std::string(kSumsFile), sums});
  if (!IsUnchanged(options.folder, gathered.before))
    return Fail(ErrorKind::kUsage, "was published anew by somebody else just now", options.folder,
                "publish again");
  return os::WriteFolderWhole(options.folder, files);
}

Status ConfineFor(const PublishOptions& options, const ConfineTo& confine) {
  if (!confine) return {};
  std::vector<std::string> readable = options.from;
  readable.insert(readable.end(), options.earlier.begin(), options.earlier.end());
  if (os::KindOf(WordingFile()) == os::FileKind::kFile) readable.push_back(WordingFile());
  return confine({FolderAbove(options.folder)}, readable);
}

std::string Talk(const report::TrustCentre& centre, std::size_t pages) {
  std::string out = "avouch: " + Count("page", static_cast<long long>(pages / 2)) + " of " +
                    Count("product", static_cast<long long>(centre.products.size())) +
                    ", each also as JSON; the page that checks bundles has SHA-256 " +
                    centre.verifier_digest + "\n";
  for (const auto& product : centre.products)
    out += "avouch: " + Printable(product.what.product) + " " + Printable(product.what.version) +
           ": " + Count("answer", static_cast<long long>(product.editions.size())) + " kept\n";
  if (centre.audience == "customer")
    out +=
        "avouch: made from copies for customers: put it where only they are, or seal "
        "--for public\n";
  return out;
}

Result<Answer> Run(PublishOptions options, Time now, const ConfineTo& confine) {
  while (options.folder.size() > 1 && options.folder.ends_with('/')) options.folder.pop_back();
  if (os::KindOf(options.folder) == os::FileKind::kFolder) {
    AVOUCH_TRY(options.folder, os::RealPath(options.folder));
  }
  AVOUCH_CHECK_OK(ConfineFor(options, confine));
  // 1. Every bundle is proved, those of the folder too.
  AVOUCH_TRY(const Gathered gathered, Gather(options, now));
  // 2. The pages follow from the bundles and the day.
  AVOUCH_TRY(const std::string verifier, Verifier());
  AVOUCH_TRY(const report::TrustCentre centre, CentreOf(gathered, verifier, now));
  AVOUCH_TRY(const auto pages, report::TrustCentreFiles(centre));
  // 3. The folder changes in one step.
  AVOUCH_CHECK_OK(WriteAll(options, gathered, pages, verifier));
  return Answer{kDone, "", Talk(centre, pages.size())};
}

}  // namespace

Answer Publish(const PublishOptions& options, Time now, const ConfineTo& confine) {
  auto answer = Run(options, now, confine);
  if (!answer) return Refuse(answer.error());
  std::string folder = options.folder;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  answer->out = folder + "/index.html\n";
  return std::move(*answer);
}

}  // namespace avouch::app

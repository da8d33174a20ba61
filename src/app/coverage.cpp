#include "app/coverage.h"

#include <algorithm>
#include <map>

#include "app/bundle_file.h"
#include "app/said.h"
#include "base/text.h"
#include "os/file.h"

namespace avouch::app {
namespace {

using model::Verdict;

constexpr std::size_t kMaxBundles = 100'000;
constexpr std::size_t kMostNames = 6;

// One product: the newest verdict of each claim, and the day since which it is so as
// far as the bundles reach back.
struct Row {
  std::string name, built_in;
  std::map<std::string, Verdict> verdicts;
  std::map<std::string, Time> since;
};

const statement::ClaimVerdict* Find(const statement::Verdicts& verdicts, std::string_view claim) {
  const auto at = std::ranges::find(verdicts.claims, claim, &statement::ClaimVerdict::claim);
  return at == verdicts.claims.end() ? nullptr : &*at;
}

// `bundles` are of one product, the newest first.
Row RowOf(const std::vector<const CoveredProduct*>& bundles) {
  const CoveredProduct& newest = *bundles.front();
  Row out{newest.verdicts.product, newest.built_in, {}, {}};
  for (const auto& claim : newest.verdicts.claims) {
    out.verdicts[claim.claim] = claim.verdict;
    Time since = newest.verdicts.time;
    for (const auto* older : bundles) {
      const auto* then = Find(older->verdicts, claim.claim);
      if (then == nullptr || then->verdict != claim.verdict) break;
      since = older->verdicts.time;
    }
    out.since[claim.claim] = since;
  }
  return out;
}

std::vector<Row> RowsOf(const std::vector<CoveredProduct>& bundles,
                        const std::vector<ListedName>& listed) {
  struct Product {
    const ListedName* listed = nullptr;
    std::vector<const CoveredProduct*> bundles;
  };
  std::map<std::string, Product> products;
  for (const auto& bundle : bundles)
    products[Lower(bundle.verdicts.product)].bundles.push_back(&bundle);
  for (const auto& one : listed) products[Lower(one.product)].listed = &one;
  std::vector<Row> out;
  for (auto& [key, product] : products) {
    std::ranges::stable_sort(product.bundles, [](const auto* a, const auto* b) {
      return a->verdicts.time > b->verdicts.time;
    });
    Row row;
    if (!product.bundles.empty()) row = RowOf(product.bundles);
    if (product.listed != nullptr && row.name.empty()) row.name = product.listed->product;
    if (product.listed != nullptr && row.built_in.empty()) row.built_in = product.listed->built_in;
    out.push_back(std::move(row));
  }
  return out;
}

std::string WordOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "met";
    case Verdict::kNotMet:
      return "not met";
    case Verdict::kNotEvidenced:
      return "open";
    case Verdict::kNotApplicable:
      return "not applicable";
  }
  return {};
}

std::string Names(const std::vector<const Row*>& rows) {
  std::string out;
  for (std::size_t i = 0; i < rows.size() && i < kMostNames; ++i)
    out += (i == 0 ? "" : ", ") + Printable(rows[i]->name);
  if (rows.size() > kMostNames) out += " and " + std::to_string(rows.size() - kMostNames) + " more";
  return out;
}

// "12 on jenkins-legacy: not met since 3 Nov 2026 (kiosk, till)", a part for each verdict and
// build environment.
std::string Rest(const std::vector<Row>& rows, const std::string& claim, Verdict verdict) {
  std::map<std::string, std::vector<const Row*>> by_environment;
  for (const auto& row : rows)
    if (const auto at = row.verdicts.find(claim); at != row.verdicts.end() && at->second == verdict)
      by_environment[row.built_in].push_back(&row);
  std::string out;
  for (const auto& [environment, some] : by_environment) {
    Time since = some.front()->since.at(claim);
    for (const auto* row : some) since = std::max(since, row->since.at(claim));
    out += "; " + Thousands(static_cast<long long>(some.size())) +
           (environment.empty() ? "" : " on " + Printable(environment)) + ": " + WordOf(verdict) +
           " since " + ToHumanDate(since) + " (" + Names(some) + ")";
  }
  return out;
}

Result<std::vector<std::string>> FilesOf(const std::vector<std::string>& given) {
  std::vector<std::string> out;
  for (const auto& one : given) {
    if (os::KindOf(one) != os::FileKind::kFolder) {
      out.push_back(one);
      continue;
    }
    AVOUCH_TRY(const auto entries, os::ListFolder(one, kMaxBundles));
    for (const auto& entry : entries)
      if (entry.kind == os::FileKind::kFile && entry.name.ends_with(".avouch"))
        out.push_back(one + "/" + entry.name);
  }
  std::ranges::sort(out);
  if (out.empty()) return Fail(ErrorKind::kNotFound, "no bundle there", Join(given, ", "));
  return out;
}

Result<std::vector<ListedName>> ListedIn(SaidSources& sources) {
  std::vector<statement::ListedProduct> products;
  if (sources.handed) products = sources.handed->reading.products;
  if (sources.organisation != nullptr) {
    AVOUCH_TRY(auto reading, sources.organisation->Read());
    products = std::move(reading.products);
  }
  std::vector<ListedName> out;
  for (const auto& product : products) {
    ListedName one{product.name, {}};
    for (const auto& [key, value] : product.labels)
      if (key == "built-in") one.built_in = value;
    out.push_back(std::move(one));
  }
  return out;
}

Result<std::string> CoverageNow(const CoverageOptions& options, Time now,
                                const ConfineTo& confine) {
  AVOUCH_TRY(const auto files, FilesOf(options.bundles));
  AVOUCH_TRY(SaidSources sources, OpenSaid(options.organisation, {}));
  std::vector<std::string> readable = PathsOf(sources);
  readable.insert(readable.end(), files.begin(), files.end());
  if (confine) AVOUCH_CHECK_OK(confine({}, readable));
  std::vector<CoveredProduct> bundles;
  for (const auto& file : files) {
    AVOUCH_TRY(const auto opened, OpenBundleFile(file, "", now));
    const verify::Proof& proof = *opened->proof;
    bundles.push_back({proof.verdicts(), proof.assessment()
                                             ? proof.assessment()->subject.product.built_in
                                             : std::string()});
  }
  AVOUCH_TRY(const auto listed, ListedIn(sources));
  return CoverageText(std::move(bundles), listed, options.all);
}

}  // namespace

std::string CoverageText(std::vector<CoveredProduct> bundles, const std::vector<ListedName>& listed,
                         bool all) {
  const auto rows = RowsOf(bundles, listed);
  const auto number = static_cast<long long>(rows.size());
  std::vector<const Row*> undecided;
  std::vector<std::string> claims;  // In the catalogue's order, as the newest bundle has them
  std::ranges::stable_sort(
      bundles, [](const auto& a, const auto& b) { return a.verdicts.time > b.verdicts.time; });
  for (const auto& bundle : bundles)
    for (const auto& claim : bundle.verdicts.claims)
      if (std::ranges::find(claims, claim.claim) == claims.end()) claims.push_back(claim.claim);
  for (const auto& row : rows)
    if (row.verdicts.empty()) undecided.push_back(&row);

  std::string out = Count("product", number) + ", from " +
                    Count("bundle", static_cast<long long>(bundles.size()));
  if (!undecided.empty())
    out += "; listed, and no bundle of it: " + Names(undecided) + ", counted as not met by any";
  out += "\n\n";
  std::vector<std::string> everywhere;
  std::vector<std::pair<std::string, std::string>> lines;  // Claims, and what is so of them
  for (const auto& claim : claims) {
    long long met = 0;
    for (const auto& row : rows)
      if (const auto at = row.verdicts.find(claim); at != row.verdicts.end())
        met += at->second == Verdict::kMet;
    if (met == number && !all) {
      everywhere.push_back(claim);
      continue;
    }
    std::string text = "met for " + Thousands(met) + " of " + Thousands(number);
    for (const Verdict verdict :
         {Verdict::kNotMet, Verdict::kNotEvidenced, Verdict::kNotApplicable})
      text += Rest(rows, claim, verdict);
    const auto same = std::ranges::find(lines, text, &std::pair<std::string, std::string>::second);
    if (same != lines.end() && !all)
      same->first += " " + claim;
    else
      lines.emplace_back(claim, std::move(text));
  }
  for (const auto& [some, text] : lines) out += some + "  " + text + "\n";
  if (!everywhere.empty())
    out += "\nmet for all " + Thousands(number) + ": " + Join(everywhere, " ") + "\n";
  return out;
}

Answer Coverage(const CoverageOptions& options, Time now, const ConfineTo& confine) {
  auto text = CoverageNow(options, now, confine);
  if (!text) return Refuse(text.error());
  return {kDone, std::move(*text), ""};
}

}  // namespace avouch::app

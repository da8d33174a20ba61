#include "claims/published.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::PublishedPage;
using model::Reach;
using model::Where;

constexpr long long kOk = 200, kNotFound = 404, kGone = 410;

bool Has(const std::vector<std::string>& parts, std::string_view id) {
  return std::ranges::find(parts, id) != parts.end();
}

std::vector<std::string> AddressesFor(const Inputs& in, std::string_view purpose) {
  std::vector<std::string> out;
  for (const auto* named : {&in.product.documents, &in.facts.organisation.documents})
    for (const auto& document : *named)
      if (document.purpose == purpose && document.at.find("://") != document.at.npos)
        out.push_back(document.at);
  return out;
}

bool IsAtOrBelow(std::string_view url, std::string_view address) {
  while (address.ends_with('/')) address.remove_suffix(1);
  if (!url.starts_with(address)) return false;
  url.remove_prefix(address.size());
  return url.empty() || url[0] == '/' || url[0] == '?' || url[0] == '#';
}

// Whose word these bytes of a page are: an approval's that names their digest.
Word WordOfPage(const Inputs& in, const PublishedPage& page) {
  std::string why = "an approval of the bytes of " + page.url;
  for (const auto* approval : RecordsOf(in, model::RecordKind::kApproval)) {
    if (page.body == Digest() || Lower(approval->of.sha256) != page.body.hex()) continue;
    if (IsOver(approval->until, in.time)) {
      why += " after " + approval->until;
      continue;
    }
    Word word = WordOf(in, *approval, {});
    word.by = approval->id;
    if (word.grade != Grade::kClaimed) return word;
    why = word.why;
  }
  return {Grade::kClaimed, {}, why};
}

// No paper is kept: the page itself has the parts, and somebody answers for it.
void ExaminePages(const Inputs& in, Examination& examination, std::string_view purpose,
                  std::span<const AskedPart> parts) {
  for (const auto* page : PagesFor(in, purpose)) {
    if (!IsFresh(in, *page) || page->status != kOk) continue;
    long long good = 0;
    for (const auto& part : parts) {
      if (Has(page->parts, part.id))
        ++good;
      else
        examination.Missing("at " + page->url + ": " + std::string(part.words), Where::kPublished);
    }
    Word word = WordOfPage(in, *page);
    if (!Take(examination, word, word.by)) continue;
    examination.Good(good);
    examination.Witness(word.who + " answers for " + page->url);
  }
}

}  // namespace

std::vector<const PublishedPage*> PagesFor(const Inputs& in, std::string_view purpose) {
  const auto addresses = AddressesFor(in, purpose);
  std::map<std::string_view, const PublishedPage*> newest;
  for (const auto& page : in.facts.published.pages) {
    if (page.purpose != purpose || !IsPast(page.at, in.time)) continue;
    bool named = addresses.empty() || std::ranges::any_of(addresses, [&](const auto& address) {
                   return IsAtOrBelow(page.url, address);
                 });
    if (!named) continue;
    const PublishedPage*& slot = newest[page.url];
    if (slot == nullptr || When(slot->at)->seconds < When(page.at)->seconds) slot = &page;
  }
  std::vector<const PublishedPage*> out;
  for (const auto& [url, page] : newest) out.push_back(page);
  return out;
}

bool IsFresh(const Inputs& in, const PublishedPage& page) {
  return DaysBetween(*When(page.at), in.time) <= in.policy.export_days;
}

model::Place PlaceOfPage(const PublishedPage& page) { return {Path(page.url), 0}; }

bool IsForCustomers(const Inputs& in, const model::Paper& paper) {
  if (!paper.in_product) return false;
  if (paper.audience == "public" || paper.audience == "customer") return true;
  // An open-source maintainer's tree is where everybody reads.
  return paper.audience.empty() && in.product.scope == model::ProductScope::kOpenSourceMaintainer;
}

bool IsPublished(const Inputs& in, Examination& examination, std::string_view purpose,
                 std::span<const AskedPart> parts) {
  bool seen = false;
  for (const auto* page : PagesFor(in, purpose)) {
    if (!IsFresh(in, *page)) continue;
    bool text = parts.empty() || std::ranges::any_of(parts, [&](const AskedPart& part) {
                  return Has(page->parts, part.id);
                });
    if (page->status == kOk && text) {
      seen = true;
      examination.Witness(page->url + " answered on " + ToHumanDate(*When(page->at)));
    } else if (page->status == kNotFound || page->status == kGone) {
      examination.Bad(PlaceOfPage(*page), "answers " + std::to_string(page->status),
                      Reach::kRelease, "publish it there again, or name the right address", 15);
    } else {
      examination.Missing(page->url + ", which " +
                              (page->status == kOk ? "answers without such a text"
                               : page->status == 0 ? "did not answer: " + page->error
                                                   : "answers " + std::to_string(page->status)),
                          Where::kPublished);
    }
  }
  const model::Paper* paper = PaperFor(in, purpose);
  seen |= paper != nullptr && IsForCustomers(in, *paper);
  if (!seen)
    examination.Missing(
        "the published text, seen where customers read it" +
            (paper != nullptr && paper->in_product
                 ? "; or 'audience: public' on top of " + paper->path.bytes + ", if it is"
                 : std::string()),
        Where::kPublished);
  return seen;
}

void ExaminePublished(const Inputs& in, Examination& examination, std::string_view purpose,
                      std::initializer_list<AskedPart> parts, std::string_view missing) {
  const bool paper = PaperFor(in, purpose) != nullptr;
  if (!paper && PagesFor(in, purpose).empty())
    return examination.Missing(std::string(missing), Where::kPublished);
  IsPublished(in, examination, purpose, parts);
  if (paper)
    ExaminePaper(in, examination, purpose, parts, {});
  else
    ExaminePages(in, examination, purpose, parts);
  if (!examination.findings().empty()) {
    examination.Headline("the " + std::string(purpose) +
                         " text is unfinished, or not where it is said to be");
    examination.Remedy("finish it, and publish it", 30);
  }
}

}  // namespace avouch::claims

#include "claims/upstream.h"

#include <algorithm>

#include "base/text.h"
#include "claims/current.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::UpstreamBundle;
using model::Where;

const model::UpstreamPin* PinOf(const Inputs& in, std::string_view product) {
  for (const auto& pin : in.facts.organisation.upstream)
    if (EqualsIgnoreCase(pin.product, product)) return &pin;
  return nullptr;
}

bool IsTold(std::string_view time, Time now) {
  const auto when = When(time);
  return when && *when < AddDays(StartOf(DateOf(now)), 1);
}

// Those of the product that are by the pinned keys and recorded; `why` none is.
std::vector<const UpstreamBundle*> BundlesOf(const Inputs& in, const model::UpstreamPin& pin,
                                             std::string& why) {
  std::vector<const UpstreamBundle*> out;
  why = "the maker's bundle of " + pin.product + ", in inbox/";
  for (const auto& bundle : in.facts.exports.upstreams) {
    if (!EqualsIgnoreCase(bundle.product, pin.product) || !IsTold(bundle.head.at, in.time))
      continue;
    if (bundle.fingerprint != pin.fingerprint) {
      why = bundle.head.path.bytes + ", by the keys that are pinned for " + pin.product +
            " and not others";
      continue;
    }
    if (const Word word = WordOf(in, bundle.head, {}); word.grade == model::Grade::kClaimed) {
      why = word.why;
      continue;
    }
    out.push_back(&bundle);
  }
  return out;
}

// The newest; of several logs none can be told to be it, and a log with two stories
// tells nothing.
// REQUIRES: there is one.
const UpstreamBundle* NewestOf(const std::vector<const UpstreamBundle*>& bundles,
                               std::string& why) {
  const UpstreamBundle* newest = bundles.front();
  for (const auto* bundle : bundles)
    if (newest->log_size < bundle->log_size) newest = bundle;
  for (const auto* bundle : bundles) {
    const bool another_log = bundle->log != newest->log;
    const bool two_stories = bundle->log_size == newest->log_size && bundle->root != newest->root;
    if (!another_log && !two_stories) continue;
    why = another_log ? "one log of the bundles of " + newest->product + ", not several"
                      : "one story of the log: " + bundle->head.path.bytes + " and " +
                            newest->head.path.bytes + " tell two";
    return nullptr;
  }
  return newest;
}

// What keeps the bundle from counting for the claim; empty when nothing does.
std::string Lacks(const Inputs& in, const UpstreamBundle& bundle, const model::UpstreamClaim* claim,
                  std::string_view since) {
  const std::string& path = bundle.head.path.bytes;
  if (IsStale(in, bundle.head.at)) return "a bundle of " + bundle.product + " newer than " + path;
  if (const auto seen = When(since); seen && !IsTold(since, *When(bundle.head.at)))
    return "a bundle of " + bundle.product + " of " + ToHumanDate(*seen) + " or later";
  if (!IsTold(bundle.signed_on, in.time) || IsOver(bundle.signed_until, in.time))
    return path + ", with a signature of the maker's officer that has begun and not run out";
  if (claim == nullptr || !claim->affirmed)
    return path + ", with the maker's officer standing by what is asked";
  return {};
}

}  // namespace

bool HasUpstream(const Inputs& in, std::string_view product) {
  return PinOf(in, product) != nullptr ||
         std::ranges::any_of(in.facts.exports.upstreams, [&](const auto& bundle) {
           return EqualsIgnoreCase(bundle.product, product);
         });
}

const model::UpstreamClaim* AskMaker(const Inputs& in, Examination& examination,
                                     std::string_view product, std::string_view claim,
                                     std::string_view since) {
  const model::UpstreamPin* pin = PinOf(in, product);
  auto missing = [&](std::string what) {
    examination.Missing(std::move(what), Where::kPerson);
    return nullptr;
  };
  if (pin == nullptr)
    return missing("upstream: in avouch.org.yaml, with the fingerprint that the maker of " +
                   std::string(product) + " told");
  if (!Take(examination, WordOf(in, "upstream", {}), in.facts.organisation.id)) return nullptr;
  std::string why;
  const auto bundles = BundlesOf(in, *pin, why);
  if (bundles.empty()) return missing(why);
  const UpstreamBundle* newest = NewestOf(bundles, why);
  if (newest == nullptr) return missing(why);
  const auto found = std::ranges::find(newest->claims, claim, &model::UpstreamClaim::claim);
  const model::UpstreamClaim* told = found == newest->claims.end() ? nullptr : &*found;
  if (std::string lacks = Lacks(in, *newest, told, since); !lacks.empty())
    return missing(std::move(lacks));
  examination.RestsOn(model::Grade::kSigned, newest->head.id);
  const std::string says = newest->head.system + "'s own bundle of " + newest->product + " " +
                           newest->version + " says that " + std::string(claim) + " is ";
  if (told->verdict == model::Verdict::kNotMet)
    examination.Bad({newest->head.path, 0}, says + "not met", model::Reach::kRelease,
                    "ask the maker, and pass on a release for which it is met", 60);
  else if (told->verdict == model::Verdict::kMet)
    examination.Witness(says + "met, and its officer stands by it", {newest->head.path, 0});
  else
    examination.Missing(says + "met; it leaves it open", Where::kPerson);
  return told;
}

}  // namespace avouch::claims

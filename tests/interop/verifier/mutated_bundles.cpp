// Writes changed bundles, each with this program's answer, for another verifier to
// be held against: one JSON value in each line.
//
//   mutated_bundles AUDIENCE FROM TO [resealed]
//
// The first line is {base, now}: a valid bundle in base64, and the time to read it
// at. The others are {accept, base, number, says, size, what, runs}: `runs` are
// pairs of a place and base64 to put there, over a copy of the base of `size` bytes
// with zeros behind it; `says` is what an accepted one says, claim by claim.

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include "base/text.h"
#include "resealed.h"
#include "statement/verdicts.h"
#include "syntax/canonical.h"
#include "testing/bundle_mutations.h"
#include "verify/bundle.h"

namespace avouch::testing {
namespace {

using syntax::Node;

constexpr Time kNow{1795700000};

// Where `bytes` differs from `base`; places that lie close together are one run.
Node Runs(BytesView base, BytesView bytes) {
  constexpr std::size_t kGap = 64;
  auto out = Node::List();
  const auto same = [&](std::size_t i) {
    return i < base.size() ? base[i] == bytes[i] : bytes[i] == 0;
  };
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (same(at)) continue;
    std::size_t last = at;
    for (std::size_t i = at; i < bytes.size() && i < last + kGap; ++i)
      if (!same(i)) last = i;
    out.Add(Node::Integer(static_cast<std::int64_t>(at)));
    out.Add(ToBase64(bytes.substr(at, last + 1 - at)));
    at = last;
  }
  return out;
}

Node Says(const verify::Proof& proof) {
  auto out = Node::List();
  const verify::Affirmed* force = proof.in_force();
  for (const auto& claim : proof.verdicts().claims) {
    std::string line = claim.claim + " " + std::string(Name(claim.verdict)) + " ";
    line += claim.grade ? std::string(Name(*claim.grade)) : "-";
    if (force != nullptr)
      line += " " + std::string(Name(
                        statement::StandingOf(force->what, proof.verdicts(), claim.claim, kNow)));
    out.Add(Printable(line));
  }
  for (const auto& one : proof.affirmations())
    out.Add(Printable(one.what.by) + (one.counts ? " counts" : " does not count"));
  return out;
}

void WriteLine(const Node& node) {
  const auto line = syntax::WriteCanonical(node);
  if (!line) std::abort();
  std::cout << *line << "\n";
}

void WriteOne(BytesView base, const Mutation& mutation, std::uint64_t number) {
  const auto proof = verify::VerifyBundle(mutation.bytes, {kNow, {}, {}, {}});
  WriteLine(Node::Map()
                .Set("accept", Node::Boolean(proof.has_value()))
                .Set("number", Node::Integer(static_cast<std::int64_t>(number)))
                .Set("what", mutation.what)
                .Set("why", proof ? "" : Printable(ToString(proof.error())))
                .Set("says", proof ? Says(*proof) : Node::List())
                .Set("size", Node::Integer(static_cast<std::int64_t>(mutation.bytes.size())))
                .Set("runs", Runs(base, mutation.bytes)));
}

int Run(statement::Audience audience, std::uint64_t from, std::uint64_t to, bool resealed) {
  const BundleWorld one;
  BundleWorld other, nobody;
  other.commit = std::string(40, 'd');  // Of the same log and people, a commit later
  other.reservations = {{"1.1.1", "pilot only"}};
  nobody.affirmed = false;
  const Bytes base = one.Bundle(resealed ? statement::Audience::kInternal : audience);
  WriteLine(Node::Map().Set("base", ToBase64(base)).Set("now", Node::Integer(kNow.seconds)));
  const BundleMutations mutations(one, other, audience);
  const ResealedBundles sealed_anew(one, nobody);
  for (std::uint64_t number = from; number < to; ++number)
    WriteOne(base, resealed ? sealed_anew.Make(number) : mutations.Make(number), number);
  return 0;
}

}  // namespace
}  // namespace avouch::testing

int main(int count, char** words) {
  using avouch::statement::Audience;
  std::ios::sync_with_stdio(false);
  if (count < 4) return 2;
  const auto audience = std::string_view(words[1]) == "customer" ? Audience::kCustomer
                        : std::string_view(words[1]) == "public" ? Audience::kPublic
                                                                 : Audience::kInternal;
  return avouch::testing::Run(audience, std::strtoull(words[2], nullptr, 10),
                              std::strtoull(words[3], nullptr, 10), count > 4);
}

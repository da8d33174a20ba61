// Writes changed bundles, each with this program's answer, for another verifier to
// be held against: one JSON value in each line.
//
//   mutated_bundles customer|public|internal|resealed|assessor|told FROM TO
//
// `resealed`: the log's keeper made all of it anew, as in resealed.h; `assessor`: of a
// bundle that carries signed commits; `told`: that one, as in told_bundles.h.
//
// The first line is {base, now}: a valid bundle in base64, and the time to read it
// at. The others are {accept, base, number, says, size, what, runs}: `runs` are
// pairs of a place and base64 to put there, over a copy of the base of `size` bytes
// with zeros behind it; `says` is what an accepted one says, claim by claim.

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>

#include "base/text.h"
#include "resealed.h"
#include "statement/verdicts.h"
#include "syntax/canonical.h"
#include "testing/bundle_mutations.h"
#include "told_bundles.h"
#include "verify/bundle.h"
#include "verify/signed_files.h"

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

// Whose word each claim rests on, and how far the lists of people were followed.
void SaySigned(const verify::SignedAgain& checked, Node& out) {
  out.Add("told " + std::to_string(checked.told) + " chain " + std::to_string(checked.chain) +
          " lists " + std::to_string(checked.lists) + " files " + std::to_string(checked.files) +
          " checked " + std::to_string(checked.checked) + " named " +
          std::to_string(checked.named));
  for (const auto& claim : checked.claims) {
    std::string line = claim.claim + " rests on";
    if (claim.computed) line += " the source";
    for (const auto& [rests, number] : claim.pieces)
      line += ", " + std::to_string(number) + " " + std::string(verify::Name(rests));
    for (const auto& person : claim.signed_by) line += ", by " + person;
    out.Add(Printable(line));
  }
}

Node Says(const verify::Proof& proof, const verify::SignedAgain& checked) {
  auto out = Node::List();
  SaySigned(checked, out);
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

// The page is another program than made the bundle: it reads no record again.
constexpr std::string_view kAnotherProgram = "another program";

void WriteOne(BytesView base, const Mutation& mutation, std::uint64_t number) {
  const auto proof = verify::VerifyBundle(mutation.bytes, {kNow, {}, {}, {}});
  const auto checked = proof ? verify::CheckSigned(*proof, kAnotherProgram)
                             : Result<verify::SignedAgain>(std::unexpected(proof.error()));
  WriteLine(Node::Map()
                .Set("accept", Node::Boolean(checked.has_value()))
                .Set("number", Node::Integer(static_cast<std::int64_t>(number)))
                .Set("what", mutation.what)
                .Set("why", checked ? "" : Printable(ToString(checked.error())))
                .Set("says", checked ? Says(*proof, *checked) : Node::List())
                .Set("size", Node::Integer(static_cast<std::int64_t>(mutation.bytes.size())))
                .Set("runs", Runs(base, mutation.bytes)));
}

using Maker = std::function<Mutation(std::uint64_t)>;

void WriteAll(BytesView base, const Maker& make, std::uint64_t from, std::uint64_t to) {
  const auto proof = verify::VerifyBundle(base, {kNow, {}, {}, {}});
  if (!proof || !verify::CheckSigned(*proof, kAnotherProgram)) std::abort();  // Of no use
  WriteLine(Node::Map().Set("base", ToBase64(base)).Set("now", Node::Integer(kNow.seconds)));
  for (std::uint64_t number = from; number < to; ++number) WriteOne(base, make(number), number);
}

int Run(std::string_view part, std::uint64_t from, std::uint64_t to) {
  if (part == "assessor" || part == "told") {
    const ToldBundles told;
    const BundleMutations mutations(told.keeper(), told.Valid(), told.Other());
    WriteAll(
        told.Valid(), [&](auto n) { return part == "told" ? told.Make(n) : mutations.Make(n); },
        from, to);
    return 0;
  }
  const auto audience = part == "customer" ? statement::Audience::kCustomer
                        : part == "public" ? statement::Audience::kPublic
                                           : statement::Audience::kInternal;
  BundleWorld one, other, nobody;
  one.people.people[0].since = one.people.people[0].until =
      "2026-11-25";  // Days that `on` may leave
  one.Waive();
  one.gaps = {{"1.1.2", "moving", "tom", "2027-01-31", "public", {}},
              {"1.1.3", "later", "nobody who is listed", "2027-01-31", "customer", {}}};
  other.commit = std::string(40, 'd');  // Of the same log and people, a commit later
  other.reservations = {{"1.1.1", "pilot only"}};
  nobody.affirmed = false;
  const BundleMutations mutations(one, other, audience);
  const ResealedBundles anew(one, nobody);
  WriteAll(
      one.Bundle(audience),
      [&](auto n) { return part == "resealed" ? anew.Make(n) : mutations.Make(n); }, from, to);
  return 0;
}

}  // namespace
}  // namespace avouch::testing

int main(int count, char** words) {
  std::ios::sync_with_stdio(false);
  if (count < 4) return 2;
  return avouch::testing::Run(words[1], std::strtoull(words[2], nullptr, 10),
                              std::strtoull(words[3], nullptr, 10));
}

// A bundle whose log's keeper lies: one value inside a document is another, and
// everything above it was made again: digests, log, checkpoint, index, signatures.
//
// What is left to catch it is what the documents say of each other, and the forms
// that docs/bundle.md and docs/predicates/ give them. What number N does is always
// the same. Pure; any thread. Tests only.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "statement/envelope.h"
#include "syntax/canonical.h"
#include "syntax/json.h"
#include "testing/bundle_mutations.h"
#include "testing/sample_bundle.h"
#include "verify/assemble.h"

namespace avouch::testing {

// A copy of a document in which one value, the `at`-th in its order, is another.
class ChangedDocument {
 public:
  ChangedDocument(const syntax::Node& node, std::uint64_t at, std::uint64_t how)
      : left_(at % Count(node)), how_(how), changed_(Copy(node)) {}
  [[nodiscard]] const syntax::Node& node() const { return changed_; }

 private:
  static std::uint64_t Count(const syntax::Node& node) {
    std::uint64_t out = 1;
    for (const auto& [key, place, value] : node.entries()) out += Count(value);
    for (const auto& value : node.items()) out += Count(value);
    return out;
  }
  syntax::Node Copy(const syntax::Node& node) {
    if (left_-- == 0) return Other(node);
    if (node.is_map()) {
      auto out = syntax::Node::Map();
      for (const auto& [key, place, value] : node.entries()) out.Append(key, Copy(value));
      return out;
    }
    if (!node.is_list()) return node.Clone();
    auto out = syntax::Node::List();
    for (const auto& value : node.items()) out.Add(Copy(value));
    return out;
  }
  // Words that mean something somewhere: the nearer to what is true, the better.
  [[nodiscard]] syntax::Node OtherText(std::string_view text) const;
  [[nodiscard]] syntax::Node Other(const syntax::Node& node) const;

  std::uint64_t left_;
  std::uint64_t how_;
  syntax::Node changed_;
};

inline syntax::Node ChangedDocument::OtherText(std::string_view text) const {
  static constexpr std::array<std::string_view, 24> kWords = {"",
                                                              "met",
                                                              "not-met",
                                                              "not-evidenced",
                                                              "1.1.1",
                                                              "signed",
                                                              "not-applicable",
                                                              "computed",
                                                              "claimed",
                                                              "satisfied",
                                                              "violated",
                                                              "no-evidence",
                                                              "sro",
                                                              "helen",
                                                              "tom",
                                                              "rota",
                                                              "2026-11-25T00:00:00Z",
                                                              "2026-11-25",
                                                              "2026-02-30T00:00:00Z",
                                                              "2031-01-01T00:00:00Z",
                                                              "2026-11-25T00:00:60Z",
                                                              "tree",
                                                              "\xed\x9f\xbf\xf0\x9f\x98\x80",
                                                              "exported"};
  if (how_ % 3 != 0) return syntax::Node::Text(kWords[(how_ >> 8) % kWords.size()]);
  std::string out(text);
  if (out.empty()) return syntax::Node::Text("0");
  char& c = out[(how_ >> 8) % out.size()];
  c = c == '0' ? '1' : '0';
  return syntax::Node::Text(out);
}

inline syntax::Node ChangedDocument::Other(const syntax::Node& node) const {
  using syntax::Node;
  if (how_ % 7 == 0) return Node::Null();
  if (how_ % 11 == 0) return Node::Map().Set("b64", how_ % 2 == 0 ? "/w==" : "YQ==");
  if (node.is_text()) return OtherText(node.text());
  if (node.is_integer()) return Node::Integer(*node.integer() + (how_ % 2 == 0 ? 1 : -1));
  if (node.is_boolean()) return Node::Boolean(!*node.boolean());
  if (node.is_list()) {
    auto out = Node::List();
    const std::size_t at = node.size() == 0 ? 0 : (how_ >> 8) % node.size();
    for (std::size_t i = 0; i < node.size(); ++i) {
      if (i == at && how_ % 3 == 0) continue;                              // One less
      const std::size_t from = how_ % 3 == 1 ? (i + 1) % node.size() : i;  // All moved
      out.Add(node.items()[from].Clone());
      if (i == at && how_ % 3 == 2) out.Add(node.items()[i].Clone());  // One twice
    }
    return node.size() == 0 ? std::move(out).Add("0") : std::move(out);
  }
  if (node.is_map()) {
    auto out = Node::Map();
    const std::size_t at = node.size() == 0 ? 0 : (how_ >> 8) % node.size();
    for (std::size_t i = 0; i < node.size(); ++i)
      if (i != at || how_ % 2 == 0)
        out.Append(node.entries()[i].key, node.entries()[i].value.Clone());
    if (how_ % 2 == 0) out.Append("x", Node::Integer(1));
    return out;
  }
  return Node::Text("signed");  // A null: of a grade
}

// What an assessment shares with the verdicts, docs/predicates/verdicts.md: a part of
// `root` is changed, the rest of it is as it was.
class ChangedAssessment {
 public:
  ChangedAssessment(const syntax::Node& root, std::uint64_t r) : r_(r) {
    static constexpr std::array<std::string_view, 10> kShared = {
        "arguments", "catalogue", "observations", "policy",   "principles",
        "program",   "tables",    "time",         "verdicts", "waived"};
    const std::string_view key = kShared[r % kShared.size()];
    changed_ = With(root, key, key == "verdicts" ? OneVerdict(root[key]) : Changed(root[key]));
  }
  [[nodiscard]] const syntax::Node& node() const { return changed_; }

 private:
  [[nodiscard]] syntax::Node Changed(const syntax::Node& node) const {
    return ChangedDocument(node, r_ >> 16, r_ >> 4).node().Clone();
  }
  static syntax::Node With(const syntax::Node& map, std::string_view key, syntax::Node value) {
    auto out = syntax::Node::Map();
    for (const auto& [name, place, old] : map.entries())
      if (name != key) out.Append(name, old.Clone());
    out.Append(key, std::move(value));
    return out;
  }
  [[nodiscard]] syntax::Node OneVerdict(const syntax::Node& list) const {
    static constexpr std::array<std::string_view, 5> kShared = {"argument", "claim", "grade",
                                                                "outcomes", "verdict"};
    const std::string_view key = kShared[(r_ >> 32) % kShared.size()];
    const std::size_t at = (r_ >> 36) % list.size();
    auto out = syntax::Node::List();
    for (std::size_t i = 0; i < list.size(); ++i) {
      const syntax::Node& one = list.items()[i];
      out.Add(i == at ? With(one, key, Changed(one[key])) : one.Clone());
    }
    return out;
  }

  std::uint64_t r_;
  syntax::Node changed_;
};

// An affirmation made at another time: before, on and after the days of its key.
inline syntax::Node AtAnotherTime(const syntax::Node& root, std::uint64_t r) {
  static constexpr std::array<std::string_view, 5> kTimes = {
      "2026-11-24T23:59:59Z", "2026-11-25T00:00:00Z", "2026-11-25T23:59:59Z",
      "2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z"};
  auto out = syntax::Node::Map();
  for (const auto& [key, place, value] : root.entries()) {
    if (key == "on")
      out.Append(key, syntax::Node::Text(kTimes[r % kTimes.size()]));
    else
      out.Append(key, value.is_map() ? AtAnotherTime(value, r) : value.Clone());
  }
  return out;
}

class ResealedBundles {
 public:
  ResealedBundles(const BundleWorld& signed_world, const BundleWorld& unsigned_world)
      : signed_(signed_world),
        unsigned_(unsigned_world),
        signed_contents_(signed_world.Seal()),
        unsigned_contents_(unsigned_world.Seal()) {}

  [[nodiscard]] Mutation Make(std::uint64_t number) const {
    using statement::ItemKind;
    const std::uint64_t r = Scatter(number ^ 0x5eaded);
    static constexpr std::array<ItemKind, 6> kKinds = {
        ItemKind::kVerdicts, ItemKind::kAssessment,  ItemKind::kKeys,
        ItemKind::kDetail,   ItemKind::kAffirmation, ItemKind::kVerdicts};
    const ItemKind kind = kKinds[number % kKinds.size()];
    const bool is_signed = kind == ItemKind::kAffirmation || (r >> 60) % 2 == 0;
    const BundleWorld& world = is_signed ? signed_ : unsigned_;
    verify::Contents contents = is_signed ? signed_contents_ : unsigned_contents_;
    verify::Sealed& sealed = Pick(contents, kind, r >> 40);
    Change(world, contents, sealed, r);
    world.EnterLog(contents);
    auto bundle = verify::Assemble(contents, world.log());
    return {std::string(statement::Name(kind)) + " " + sealed.name + ", sealed anew",
            bundle ? *bundle : Bytes(), true};
  }

 private:
  static verify::Sealed& Pick(verify::Contents& contents, statement::ItemKind kind,
                              std::uint64_t r) {
    std::vector<verify::Sealed*> some;
    for (auto& one : contents.sealed)
      if (one.kind == kind) some.push_back(&one);
    return *some[r % some.size()];
  }

  static void Replace(verify::Sealed& sealed, const Bytes& payload) {
    sealed.envelope = payload;
    sealed.id = crypto::Sha256Of(payload);
  }

  static void Change(const BundleWorld& world, verify::Contents& contents, verify::Sealed& sealed,
                     std::uint64_t r) {
    using statement::ItemKind;
    const bool affirmation = sealed.kind == ItemKind::kAffirmation;
    const Bytes before =
        affirmation ? statement::ReadEnvelope(sealed.envelope)->payload : sealed.envelope;
    const auto root = *syntax::ParseJson(before);
    const auto after = syntax::WriteCanonical(
        sealed.kind == ItemKind::kAssessment ? ChangedAssessment(root, r).node().Clone()
        : affirmation && r % 2 == 0          ? AtAnotherTime(root, r >> 4)
                                    : ChangedDocument(root, r >> 16, r >> 4).node().Clone());
    if (!after) return;
    Replace(sealed, *after);
    if (affirmation)  // By the officer, or by somebody else
      sealed.envelope = *statement::SignEnvelope(r % 5 == 0 ? world.log() : world.sro(),
                                                 statement::kInTotoPayload, *after);
    if (sealed.kind == ItemKind::kKeys && r % 4 != 0) {
      contents.organisation.fingerprint = sealed.id.hex();
      contents.organisation.chain = {sealed.id.hex()};
    }
    if (sealed.kind == ItemKind::kAssessment && r % 4 != 0) Follow(contents, sealed.id);
  }

  // The verdicts name the changed assessment.
  static void Follow(verify::Contents& contents, const Digest& assessment) {
    for (auto& one : contents.sealed) {
      if (one.kind != statement::ItemKind::kVerdicts) continue;
      auto verdicts = *statement::ReadVerdicts(one.envelope);
      verdicts.assessment = assessment;
      Replace(one, *statement::WriteVerdicts(verdicts));
    }
  }

  const BundleWorld& signed_;
  const BundleWorld& unsigned_;
  const verify::Contents signed_contents_, unsigned_contents_;
};

}  // namespace avouch::testing

// A valid bundle, changed: at random bytes, in one field, in one member, mixed
// with another. What number N does is always the same.
//
// Values and pure functions; any thread. Tests only.

#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "container/tar.h"
#include "syntax/canonical.h"
#include "syntax/json.h"
#include "testing/sample_bundle.h"
#include "verify/bundle.h"

namespace avouch::testing {

struct Mutation {
  std::string what;  // For people, when a test fails
  Bytes bytes;
  // The log's keeper may say this: another bundle, and as true as the first. All
  // others must be refused.
  bool may_hold = false;
};

class BundleMutations {
 public:
  BundleMutations(const BundleWorld& one, const BundleWorld& other, statement::Audience audience)
      : BundleMutations(one, one.Bundle(audience), other.Bundle(audience)) {}
  // Two bundles of one log, whose keeper is that of `world`.
  BundleMutations(const BundleWorld& world, Bytes one, Bytes other)
      : world_(world), bytes_(std::move(one)), other_(std::move(other)) {
    parts_ = Take(bytes_);
    other_parts_ = Take(other_);
    index_ = statement::ReadEnvelope(parts_[0].second)->payload;
    Collect(*syntax::ParseJson(index_), {});
  }

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }
  [[nodiscard]] std::size_t fields() const { return fields_.size(); }
  [[nodiscard]] Mutation Make(std::uint64_t number) const;

 private:
  using Parts = std::vector<std::pair<std::string, Bytes>>;
  using Steps = std::vector<std::pair<std::string, std::size_t>>;  // A key, or an index

  static Parts Take(BytesView bundle) {
    Parts out;
    const auto members = *container::ReadTar(bundle);
    for (const auto& one : members) out.emplace_back(one.name, one.bytes);
    return out;
  }
  static Bytes Put(const Parts& parts) {
    std::vector<container::TarMember> members;
    for (const auto& [name, bytes] : parts) members.push_back({name, bytes});
    auto out = container::WriteTar(members);
    return out ? *out : Bytes();  // No archive at all is refused too
  }

  void Collect(const syntax::Node& node, const Steps& at) {
    if (!at.empty()) fields_.push_back(at);
    for (const auto& [key, place, value] : node.entries()) {
      Steps next = at;
      next.emplace_back(key, 0);
      Collect(value, next);
    }
    for (std::size_t i = 0; i < node.items().size(); ++i) {
      Steps next = at;
      next.emplace_back("", i);
      Collect(node.items()[i], next);
    }
  }

  // A copy of `node` in which the value at `at` became another.
  static syntax::Node Changed(const syntax::Node& node, const Steps& at, std::size_t depth,
                              std::uint64_t how);
  static syntax::Node Other(const syntax::Node& value, std::uint64_t how);
  static std::string Spelt(const Steps& at) {
    std::string out;
    for (const auto& [key, number] : at) out += "/" + (key.empty() ? std::to_string(number) : key);
    return out;
  }

  // What of an index only the log's keeper knows: see docs/bundle.md.
  [[nodiscard]] bool IsFree(const Steps& at, BytesView changed) const;

  [[nodiscard]] Mutation OneByte(std::uint64_t r) const;
  [[nodiscard]] Mutation Length(std::uint64_t r) const;
  [[nodiscard]] Mutation Members(std::uint64_t r) const;
  [[nodiscard]] Mutation Field(std::uint64_t r) const;
  [[nodiscard]] Mutation Document(std::uint64_t r) const;
  [[nodiscard]] Mutation Mixed(std::uint64_t r) const;

  const BundleWorld& world_;
  Bytes bytes_, other_, index_;
  Parts parts_, other_parts_;
  std::vector<Steps> fields_;
};

// SplitMix64: every number leads somewhere else.
inline std::uint64_t Scatter(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

inline Mutation BundleMutations::Make(std::uint64_t number) const {
  const std::uint64_t r = Scatter(number);
  switch (number % 8) {
    case 0:
    case 1:
      return OneByte(r);
    case 2:
      return Length(r);
    case 3:
      return Members(r);
    case 4:
      return Document(r);
    case 5:
      return Mixed(r);
    default:
      return Field(r);
  }
}

inline Mutation BundleMutations::OneByte(std::uint64_t r) const {
  Bytes out = bytes_;
  const std::size_t at = r % out.size();
  out[at] = static_cast<char>(out[at] ^ static_cast<char>(1 + (r >> 40) % 255));
  return {"byte " + std::to_string(at), std::move(out)};
}

inline Mutation BundleMutations::Length(std::uint64_t r) const {
  const std::size_t size = (r >> 8) % bytes_.size();
  switch (r % 4) {
    case 0:
      return {"cut at " + std::to_string(size), bytes_.substr(0, size)};
    case 1:
      return {"cut at a block", bytes_.substr(0, size / 512 * 512)};
    case 2:
      return {"longer", bytes_ + Bytes((r >> 8) % 2048 + 1, '\0')};
    default: {
      Bytes out = bytes_;
      out.erase(size / 512 * 512, 512 * (1 + (r >> 50) % 3));
      return {"a block less", std::move(out)};
    }
  }
}

// Archives that are archives: a member less, twice, elsewhere, under another name.
inline Mutation BundleMutations::Members(std::uint64_t r) const {
  Parts parts = parts_;
  const std::size_t at = (r >> 8) % parts.size();
  const std::size_t to = (r >> 24) % parts.size();
  switch (r % 5) {
    case 0:
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at));
      return {"without " + parts_[at].first, Put(parts)};
    case 1:
      parts.emplace_back("x" + parts[at].first, parts[at].second);
      return {"twice, " + parts_[at].first, Put(parts)};
    case 2:
      std::swap(parts[at], parts[to == at ? (at + 1) % parts.size() : to]);
      return {"elsewhere, " + parts_[at].first, Put(parts)};
    case 3:
      parts[at].first += "x";
      return {"renamed, " + parts_[at].first, Put(parts)};
    default: {
      const std::size_t other = to == at ? (at + 1) % parts.size() : to;
      if (parts[at].second == parts[other].second) return OneByte(r);
      std::swap(parts[at].second, parts[other].second);
      return {"contents exchanged, " + parts_[at].first, Put(parts)};
    }
  }
}

// A byte of a document changed, and the index changed with it and signed again:
// only the log itself still knows better.
inline Mutation BundleMutations::Document(std::uint64_t r) const {
  Parts parts = parts_;
  const std::size_t at = 1 + (r >> 8) % (parts.size() - 1);
  Bytes& bytes = parts[at].second;
  const std::size_t byte = (r >> 24) % bytes.size();
  bytes[byte] = static_cast<char>(bytes[byte] ^ static_cast<char>(1 + r % 255));
  auto index = *statement::ReadBundleIndex(index_);
  for (auto& member : index.members)
    if (member.name == parts[at].first) member.sha256 = crypto::Sha256Of(bytes);
  for (auto& item : index.items)
    if (item.member == parts[at].first && item.kind != statement::ItemKind::kAffirmation)
      item.id = crypto::Sha256Of(bytes).hex();
  if (parts[at].first == statement::kCheckpointMember)
    index.log.checkpoint = crypto::Sha256Of(bytes);
  parts[0].second = *statement::SignEnvelope(world_.log(), statement::kBundleSchema,
                                             *statement::WriteBundleIndex(index));
  return {"document " + parts[at].first + ", signed again", Put(parts)};
}

// Parts of two valid bundles of one log.
inline Mutation BundleMutations::Mixed(std::uint64_t r) const {
  Parts parts = parts_;
  const std::size_t at = (r >> 8) % parts.size();
  if (r % 2 == 0) {
    for (const auto& [name, bytes] : other_parts_)
      if (name == parts[at].first && bytes != parts[at].second) {
        parts[at].second = bytes;
        return {"another bundle's " + name, Put(parts)};
      }
  }
  // Halves: so many members of one, the rest of the other.
  const std::size_t half = 1 + (r >> 24) % (std::min(parts.size(), other_parts_.size()) - 1);
  for (std::size_t i = half; i < parts.size() && i < other_parts_.size(); ++i)
    parts[i] = other_parts_[i];
  Bytes out = Put(parts);
  if (out == bytes_) return OneByte(r);
  return {"the other's from member " + std::to_string(half), std::move(out)};
}

inline Mutation BundleMutations::Field(std::uint64_t r) const {
  const Steps& at = fields_[(r >> 16) % fields_.size()];
  const auto root = *syntax::ParseJson(index_);
  const auto changed = syntax::WriteCanonical(Changed(root, at, 0, r >> 4));
  if (!changed || *changed == index_) return OneByte(r);
  Parts parts = parts_;
  // By the log's keeper, by a stranger, or by nobody.
  const std::uint64_t who = r % 4;
  Bytes envelope;
  if (who == 3) {
    auto kept = *statement::ReadEnvelope(parts[0].second);
    kept.payload = *changed;
    envelope = *statement::WriteEnvelope(kept);
  } else {
    envelope = *statement::SignEnvelope(who == 2 ? SampleKey('?') : world_.log(),
                                        statement::kBundleSchema, *changed);
  }
  parts[0].second = envelope;
  static constexpr const char* kWho[] = {", signed again", ", signed again", ", by a stranger",
                                         ", not signed again"};
  return {"index" + Spelt(at) + kWho[who], Put(parts), who < 2 && IsFree(at, *changed)};
}

inline syntax::Node BundleMutations::Other(const syntax::Node& value, std::uint64_t how) {
  using syntax::Node;
  if (value.is_integer()) {
    const std::int64_t steps[] = {1, -1, 1000, -*value.integer() * 2 - 1};
    return Node::Integer(*value.integer() + steps[how % 4]);
  }
  if (value.is_text()) {
    std::string text(value.text());
    if (text.empty() || how % 4 == 0) return Node::Text(text + "0");
    if (how % 4 == 1) return Node::Text("");
    if (how % 4 == 2) return Node::Text(text.substr(0, text.size() - 1));
    char& c = text[(how >> 4) % text.size()];
    c = c == '0' ? '1' : '0';
    return Node::Text(text);
  }
  if (value.is_list() && !value.empty()) {
    const std::size_t n = (how >> 4) % value.size();
    auto out = Node::List();
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (how % 3 == 0 && i == n) continue;  // One less
      const std::size_t from = how % 3 != 1                  ? i
                               : i == n                      ? (n + 1) % value.size()
                               : i == (n + 1) % value.size() ? n
                                                             : i;  // Two exchanged
      out.Add(value.items()[from].Clone());
      if (how % 3 == 2 && i == n) out.Add(value.items()[i].Clone());  // One twice
    }
    return out;
  }
  if (value.is_list()) return Node::List().Add(Node::Text("0"));
  if (value.is_map()) {
    auto out = Node::Map();
    const std::size_t n = (how >> 4) % value.size();
    for (std::size_t i = 0; i < value.size(); ++i)
      if (i != n || how % 2 == 0)
        out.Append(value.entries()[i].key, value.entries()[i].value.Clone());
    if (how % 2 == 0) out.Append("x", Node::Integer(1));  // A key more, or one less
    return out;
  }
  return Node::Boolean(true);
}

inline syntax::Node BundleMutations::Changed(const syntax::Node& node, const Steps& at,
                                             std::size_t depth, std::uint64_t how) {
  using syntax::Node;
  if (depth == at.size()) return Other(node, how);
  if (node.is_map()) {
    auto out = Node::Map();
    for (const auto& [key, place, value] : node.entries())
      out.Append(key, key == at[depth].first ? Changed(value, at, depth + 1, how) : value.Clone());
    return out;
  }
  auto out = Node::List();
  for (std::size_t i = 0; i < node.items().size(); ++i)
    out.Add(i == at[depth].second ? Changed(node.items()[i], at, depth + 1, how)
                                  : node.items()[i].Clone());
  return out;
}

// True when the changed index differs from the true one only in what nothing
// else in the bundle can contradict.
inline bool BundleMutations::IsFree(const Steps& at, BytesView changed) const {
  auto now = statement::ReadBundleIndex(changed);
  if (!now) return false;
  auto before = *statement::ReadBundleIndex(index_);
  if (at[0].first == "product") {
    now->product.version = before.product.version;  // What the vendor calls it
    return *now == before;
  }
  if (at[0].first == "log") {
    if (!now->log.earlier.empty()) return false;  // Fewer earlier heads prove less
    now->log.earlier = before.log.earlier;
    return *now == before;
  }
  if (at[0].first != "items") return false;
  if (now->items.size() == before.items.size()) {
    for (std::size_t i = 0; i < now->items.size(); ++i) {
      auto& item = now->items[i];
      const auto& was = before.items[i];
      const bool same_side =
          (static_cast<int>(item.visibility) > static_cast<int>(now->audience)) == was.withheld();
      if (same_side) item.visibility = was.visibility;  // For whom a payload is
      if (was.kind == statement::ItemKind::kPayload && !was.withheld()) item.name = was.name;
    }
    return *now == before;
  }
  // One item less: one that nothing else asks for.
  if (now->items.size() + 1 != before.items.size()) return false;
  for (std::size_t i = 0; i < before.items.size(); ++i) {
    if (i < now->items.size() && now->items[i] == before.items[i]) continue;
    const auto& gone = before.items[i];
    const bool asked = gone.kind == statement::ItemKind::kObservation ||
                       gone.kind == statement::ItemKind::kAssessment || !gone.withheld();
    before.items.erase(before.items.begin() + static_cast<std::ptrdiff_t>(i));
    return !asked && *now == before;
  }
  return false;
}

// What became of the mutations from..to-1 of a bundle for `audience`.
struct Tally {
  std::uint64_t refused = 0;
  std::uint64_t other_true = 0;    // What only the log's keeper can say, and did
  std::vector<std::string> wrong;  // Accepted, refused in vain, or no mutation; in words
};

inline Tally TryMutations(statement::Audience audience, std::uint64_t from, std::uint64_t to) {
  const Time now{1795700000};
  const BundleWorld one;
  BundleWorld other;  // Of the same log and people, a commit later
  other.commit = std::string(40, 'd');
  other.reservations = {{"1.1.1", "pilot only"}};
  const BundleMutations mutations(one, other, audience);
  Tally out;
  if (!verify::VerifyBundle(mutations.bytes(), {now, {}, {}, {}}))
    out.wrong.push_back("the bundle itself is refused");
  for (std::uint64_t number = from; number < to; ++number) {
    const Mutation mutation = mutations.Make(number);
    const auto proof = verify::VerifyBundle(mutation.bytes, {now, {}, {}, {}});
    ++(proof ? out.other_true : out.refused);
    const std::string what = std::to_string(number) + ": " + mutation.what;
    if (mutation.bytes == mutations.bytes()) out.wrong.push_back(what + " changes nothing");
    if (proof && !mutation.may_hold) out.wrong.push_back(what + " was accepted");
    if (!proof && mutation.may_hold)
      out.wrong.push_back(what + " was refused: " + ToString(proof.error()));
    if (!proof && proof.error().kind != ErrorKind::kIntegrity)
      out.wrong.push_back(what + " is another kind of error");
  }
  return out;
}

}  // namespace avouch::testing

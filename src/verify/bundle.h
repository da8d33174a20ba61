// From the bytes of a bundle to a proof: every byte accounted for, every
// signature, every leaf.
//
// Spec: docs/bundle.md, whose sections the steps of bundle.cpp follow in order.
// No clock, file or network: the time comes in. Pure; any thread.
//
// A Proof is made on the last line of VerifyBundle and nowhere else: whoever
// holds one knows that all of it was checked. All that can be wrong with a
// bundle is one kind of error, kIntegrity, so that nothing about a bad one is
// taken for "could not be done".

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "model/organisation.h"
#include "statement/affirmation.h"
#include "statement/bundle_index.h"
#include "statement/verdicts.h"
#include "tlog/checkpoint.h"

namespace avouch::verify {

// What the reader knows by another road; empty: nothing.
struct Expected {
  Time now;
  std::string fingerprint;               // Of the organisation, hex
  std::string log_key;                   // "name+hash+key"
  std::vector<tlog::NoteKey> witnesses;  // Of kind kCosignature
};

// An affirmation whose signature does not contradict its payload.
struct Affirmed {
  statement::Affirmation what;
  bool counts = false;  // By a listed key of the person named, who holds the role "sro"
  std::string how;      // "ssh-ed25519 SHA256:..., listed for helen"; or why it does not count

  bool operator==(const Affirmed&) const = default;
};

class Proof {
 public:
  [[nodiscard]] const statement::BundleIndex& index() const { return index_; }
  [[nodiscard]] const statement::Verdicts& verdicts() const { return verdicts_; }
  // Nothing when withheld, or when there is no organisation.
  [[nodiscard]] const std::optional<model::Assessment>& assessment() const { return assessment_; }
  [[nodiscard]] const std::optional<model::Organisation>& keys() const { return keys_; }
  // Newest first. The first that counts is the one that is in force.
  [[nodiscard]] const std::vector<Affirmed>& affirmations() const { return affirmations_; }
  [[nodiscard]] const Affirmed* in_force() const;
  [[nodiscard]] const std::vector<tlog::Cosigned>& cosigned() const { return cosigned_; }
  // True when the list of keys is the one whose fingerprint is told to customers.
  [[nodiscard]] bool keys_are_first() const { return index_.organisation.chain.size() == 1; }
  // The bytes of a member; nothing when there is none of that kind and name.
  [[nodiscard]] std::optional<BytesView> Content(statement::ItemKind kind,
                                                 std::string_view name) const;
  // The bytes of the payload with this id, hex; nothing when it does not travel.
  [[nodiscard]] std::optional<BytesView> Payload(std::string_view id) const;

 private:
  friend class Checker;
  Proof() = default;

  statement::BundleIndex index_;
  statement::Verdicts verdicts_;
  std::optional<model::Assessment> assessment_;
  std::optional<model::Organisation> keys_;
  std::vector<Affirmed> affirmations_;
  std::vector<tlog::Cosigned> cosigned_;
  std::vector<BytesView> contents_;  // One for each item; empty when withheld
};

// `bundle` must outlive the proof. Fails with kIntegrity.
[[nodiscard]] Result<Proof> VerifyBundle(BytesView bundle, const Expected& expected);

}  // namespace avouch::verify

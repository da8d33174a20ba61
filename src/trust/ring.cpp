#include "trust/ring.h"

#include <map>
#include <mutex>

#include "base/text.h"
#include "crypto/dsse.h"
#include "crypto/keys_ssh.h"
#include "crypto/openpgp.h"
#include "crypto/signature.h"
#include "crypto/signed_commit.h"
#include "crypto/sshsig.h"

namespace avouch::trust {
namespace {

constexpr std::string_view kOpenPgpArmour = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

std::string_view Words(crypto::OpenPgpVerdict verdict) {
  switch (verdict) {
    case crypto::OpenPgpVerdict::kGood:
      return "good";
    case crypto::OpenPgpVerdict::kBad:
      return "a signature that does not fit these bytes";
    case crypto::OpenPgpVerdict::kUnknownKey:
      return "a key that is listed for nobody";
    case crypto::OpenPgpVerdict::kWeak:
      return "a hash or key too weak to count";
    case crypto::OpenPgpVerdict::kRevoked:
      return "a key that was revoked";
    case crypto::OpenPgpVerdict::kExpired:
      return "a key or signature that has expired";
  }
  return "a signature that cannot be judged";
}

}  // namespace

struct Ring::CommitKeys {
  static constexpr std::size_t kMost = 10'000;
  std::mutex guard;
  std::map<Digest, Result<crypto::PublicKey>> keys;  // By SHA-256 of the commit
};

Ring::Ring(const model::Organisation& organisation) : commit_keys_(std::make_shared<CommitKeys>()) {
  for (const auto& person : organisation.people)
    for (const auto& text : person.keys) {
      Listed listed{person.id, {}, {}, {}, person.since, person.until, {}};
      if (crypto::IsPasskeyText(text)) {
        auto passkey = crypto::ParsePasskey(text);
        if (!passkey) {
          problems_.push_back(person.id +
                              ": a passkey that cannot be read: " + passkey.error().what);
          continue;
        }
        listed.passkey = std::move(*passkey);
        listed.text = "passkey of " + person.id;
      } else if (text.find(kOpenPgpArmour) != std::string::npos) {
        listed.openpgp = text;
        listed.text = "OpenPGP key of " + person.id;
      } else {
        auto key = crypto::ParseSshKey(text);
        if (!key) {
          problems_.push_back(person.id + ": a key that cannot be read: " + key.error().what);
          continue;
        }
        listed.text =
            std::string(crypto::SshKeyType(key->kind())) + " " + crypto::Fingerprint(*key);
        listed.key = std::move(*key);
      }
      listed_.push_back(std::move(listed));
    }
}

// A key counts between the days it is listed for.
Signer Ring::Settle(const Listed& listed, Time when) const {
  auto since = ParseTime(listed.since), until = ParseTime(listed.until);
  if (since && when < *since)
    return {false, listed.person,
            listed.text + " counts for " + listed.person + " only since " + listed.since};
  if (until && AddDays(*until, 1) <= when)
    return {false, listed.person,
            listed.text + " counted for " + listed.person + " until " + listed.until};
  return {true, listed.person, listed.text + ", listed for " + listed.person};
}

Signer Ring::OfSsh(const crypto::PublicKey& key, Time when) const {
  for (const auto& listed : listed_)
    if (listed.key && *listed.key == key) return Settle(listed, when);
  return {false, {}, crypto::Fingerprint(key) + " is listed for nobody"};
}

Signer Ring::OfOpenPgp(BytesView payload, BytesView signature, Time when) const {
  Signer best{false, {}, "an OpenPGP key that is listed for nobody"};
  for (const auto& listed : listed_) {
    if (listed.openpgp.empty()) continue;
    auto results = crypto::VerifyOpenPgp(listed.openpgp, payload, signature, when);
    if (!results) {
      best.how = results.error().what;
      continue;
    }
    // Exactly one signature, and it is good.
    if (results->size() != 1) {
      best.how = "several signatures in one";
      continue;
    }
    const auto& result = results->front();
    if (result.verdict == crypto::OpenPgpVerdict::kUnknownKey) continue;
    if (result.verdict != crypto::OpenPgpVerdict::kGood)
      return {false, listed.person, std::string(Words(result.verdict)) + ": " + listed.text};
    Signer signer = Settle(listed, when);
    signer.how += " (" + result.primary + ")";
    return signer;
  }
  return best;
}

Signer Ring::OfCommit(crypto::HashKind kind, BytesView commit, Time when) const {
  auto split = crypto::SplitSignedCommit(kind, commit);
  if (!split)
    return {false,
            {},
            split.error().kind == ErrorKind::kNotFound ? "the commit is not signed"
                                                       : split.error().what};
  if (split->armour == crypto::Armour::kOpenPgp)
    return OfOpenPgp(split->payload, split->signature, when);
  const auto key = KeyOfCommit(commit, split->payload, split->signature);
  if (!key) return {false, {}, key.error().what};
  return OfSsh(*key, when);
}

Result<crypto::PublicKey> Ring::KeyOfCommit(BytesView commit, BytesView payload,
                                            std::string_view signature) const {
  const Digest name = crypto::Sha256Of(commit);
  {
    const std::lock_guard lock(commit_keys_->guard);
    if (const auto found = commit_keys_->keys.find(name); found != commit_keys_->keys.end())
      return found->second;
  }
  auto proof = crypto::VerifySshSig(crypto::kGitNamespace, payload, signature);
  Result<crypto::PublicKey> out =
      proof ? Result<crypto::PublicKey>(std::move(proof->key)) : std::unexpected(proof.error());
  const std::lock_guard lock(commit_keys_->guard);
  if (commit_keys_->keys.size() < CommitKeys::kMost) commit_keys_->keys.emplace(name, out);
  return out;
}

Signer Ring::OfSshSig(BytesView bytes, std::string_view armoured, Time when) const {
  auto proof = crypto::VerifySshSig(kStatementNamespace, bytes, armoured);
  if (!proof) return {false, {}, proof.error().what};
  return OfSsh(proof->key, when);
}

Signer Ring::OfAssertion(BytesView bytes, const crypto::Assertion& assertion, Time when) const {
  const std::string challenge = crypto::StatementChallenge(bytes);
  Signer best{false, {}, "a passkey that is listed for nobody"};
  for (const auto& listed : listed_) {
    if (!listed.passkey) continue;
    auto use = crypto::VerifyAssertion(*listed.passkey, challenge, assertion);
    if (use) return Settle(listed, when);
    best.how = use.error().what;
  }
  return best;
}

Signer Ring::OfKey(std::string_view key_text, BytesView covered, BytesView signature,
                   Time when) const {
  auto key = crypto::ParseSshKey(key_text);
  if (!key) return {false, {}, key.error().what};
  auto verified = crypto::Verify(*key, covered, signature);
  if (!verified) return {false, {}, verified.error().what};
  return OfSsh(*key, when);
}

}  // namespace avouch::trust

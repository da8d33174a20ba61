// The keys that an organisation lists for its people, and whose a signature is.
//
// A key proves a person only while it is listed for them, and only for the
// purpose it was listed for: a passkey is no SSH key. What a signature cannot
// show is said in words, and the statement is then only claimed. Pure; any thread.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "crypto/webauthn.h"
#include "model/organisation.h"

namespace avouch::trust {

// Namespace of detached signatures over statements, and of passkey challenges.
inline constexpr std::string_view kStatementNamespace = "avouch-statement-v1";

// Who signed, as far as it is proved.
struct Signer {
  bool counts = false;  // A key listed for `person`, at that time, over these bytes
  std::string person;   // Id; may be told although it does not count
  std::string how;      // "ssh-ed25519 SHA256:..., listed for priya"; or why it does not count
};

class Ring {
 public:
  // Keys that cannot be read are kept as reasons; see problems().
  explicit Ring(const model::Organisation& organisation);

  // Whose signature a commit carries. `commit` is the object without git's header.
  [[nodiscard]] Signer OfCommit(crypto::HashKind kind, BytesView commit, Time when) const;
  // Whose detached SSHSIG over `bytes` this is.
  [[nodiscard]] Signer OfSshSig(BytesView bytes, std::string_view armoured, Time when) const;
  // Whose passkey assertion over `bytes` this is. The caller parsed the client data.
  [[nodiscard]] Signer OfAssertion(BytesView bytes, const crypto::Assertion& assertion,
                                   Time when) const;
  // Whose signature, raw as DSSE carries it, covers `covered`.
  [[nodiscard]] Signer OfKey(std::string_view key_text, BytesView covered, BytesView signature,
                             Time when) const;

  // "priya: a key that cannot be read: ..." one line each.
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

 private:
  struct Listed {
    std::string person;
    std::optional<crypto::PublicKey> key;
    std::optional<crypto::Passkey> passkey;
    std::string openpgp;       // Armoured key, or empty
    std::string since, until;  // Days
    std::string text;          // How it is called
  };

  // Which key made a commit's SSH signature; the error says why none did. One
  // commit often leaves many files: each is verified once.
  struct CommitKeys;
  Result<crypto::PublicKey> KeyOfCommit(BytesView commit, BytesView payload,
                                        std::string_view signature) const;

  Signer Settle(const Listed& listed, Time when) const;
  Signer OfSsh(const crypto::PublicKey& key, Time when) const;
  Signer OfOpenPgp(BytesView payload, BytesView signature, Time when) const;

  std::vector<Listed> listed_;
  std::vector<std::string> problems_;
  std::shared_ptr<CommitKeys> commit_keys_;  // Guards itself: any thread
};

}  // namespace avouch::trust

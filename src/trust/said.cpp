#include "trust/said.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "crypto/hash.h"
#include "statement/organisation_file.h"
#include "statement/strict_yaml.h"

namespace avouch::trust {
namespace {

std::string In(const Version& version, const std::string& how) {
  return "commit " + version.id.substr(0, 8) + ", " + how;
}

std::vector<statement::KeyDigest> KeysOf(BytesView bytes) {
  auto root = statement::ParseStrict(bytes, "", statement::kMaxOrganisationBytes, "");
  if (!root) return {};
  return statement::OrganisationKeys(*root);
}

std::string PeopleOf(const model::Organisation& organisation) {
  auto bytes = statement::CanonicalPeople(organisation);
  return bytes ? std::string(*bytes) : std::string();
}

}  // namespace

std::string FingerprintOf(const model::Organisation& organisation) {
  auto bytes = statement::CanonicalFirst(organisation);
  return bytes ? crypto::Sha256Of(*bytes).hex() : std::string();
}

std::vector<model::Said> SaidOver(const Ring& ring, crypto::HashKind kind, const Versions& versions,
                                  BytesView present, const std::vector<Beside>& beside) {
  std::vector<model::Said> out;
  std::set<std::string> seen;
  for (const auto& one : beside) {
    auto grade = one.signer.counts ? model::Grade::kSigned : model::Grade::kClaimed;
    if (one.signer.counts) seen.insert(one.signer.person);
    out.push_back({one.signer.person, grade, one.signer.how, one.when});
  }
  bool newest = true;
  for (const auto& version : versions) {
    Signer signer = ring.OfCommit(kind, version.commit, version.when);
    bool same = version.content == present && !version.content.empty();
    if (!signer.counts) {
      if (newest)
        out.push_back(
            {signer.person, model::Grade::kClaimed, In(version, signer.how), version.when});
    } else if (seen.insert(signer.person).second) {
      if (same)
        out.push_back(
            {signer.person, model::Grade::kSigned, In(version, signer.how), version.when});
      else
        out.push_back({signer.person, model::Grade::kClaimed,
                       In(version, "signed other bytes; the file has changed since"),
                       version.when});
    }
    newest = false;
  }
  return out;
}

std::vector<model::SignedKey> KeysOver(const Ring& ring, crypto::HashKind kind,
                                       const Versions& versions, BytesView present,
                                       const std::vector<Beside>& beside) {
  const std::vector<statement::KeyDigest> present_keys = KeysOf(present);
  std::map<std::string, Digest> now;
  for (const auto& one : present_keys) now.emplace(one.key, one.digest);
  std::map<std::string, std::vector<model::Said>> out;
  std::set<std::string> seen;
  auto stand = [&](const std::vector<statement::KeyDigest>& keys, const model::Said& said) {
    for (const auto& one : keys)
      if (auto at = now.find(one.key); at != now.end() && at->second == one.digest)
        out[one.key].push_back(said);
  };
  for (const auto& one : beside)  // Over exactly the present bytes.
    if (one.signer.counts && seen.insert(one.signer.person).second)
      stand(present_keys, {one.signer.person, model::Grade::kSigned, one.signer.how, one.when});
  for (const auto& version : versions) {
    Signer signer = ring.OfCommit(kind, version.commit, version.when);
    if (!signer.counts || !seen.insert(signer.person).second) continue;
    stand(version.content == present ? present_keys : KeysOf(version.content),
          {signer.person, model::Grade::kSigned, In(version, signer.how), version.when});
  }
  std::vector<model::SignedKey> list;
  for (auto& [key, said] : out) list.push_back({key, std::move(said)});
  return list;
}

namespace {

// A version's list of people, and the canonical bytes by which two are compared.
struct Listed {
  model::Organisation organisation;
  std::string people;
};

// Reads versions one after another: a large list takes tens of milliseconds, and
// many commits leave it as it was.
class ListReader {
 public:
  // Null for a version that cannot be read. The pointer is shared: nobody changes it.
  std::shared_ptr<const Listed> Read(BytesView content) {
    if (read_ && content == content_) return last_;
    content_ = content;
    read_ = true;
    last_.reset();
    if (auto organisation = statement::ReadOrganisationFile(content)) {
      std::string people = PeopleOf(*organisation);
      last_ = std::make_shared<const Listed>(Listed{std::move(*organisation), std::move(people)});
    }
    return last_;
  }

 private:
  BytesView content_;
  bool read_ = false;
  std::shared_ptr<const Listed> last_;
};

}  // namespace

Result<Chain> FollowChain(crypto::HashKind kind, const Versions& versions, BytesView present) {
  Chain chain;
  ListReader reader;
  std::shared_ptr<const Listed> accepted;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    if (version->content.empty()) continue;
    const auto listed = reader.Read(version->content);
    if (!listed) continue;  // An unreadable version lists nobody and changes nothing.
    if (!accepted) {
      chain.fingerprint = FingerprintOf(listed->organisation);
      accepted = listed;
      continue;
    }
    if (listed->people == accepted->people) {
      accepted = listed;
      chain.whole = true;  // Back to a list that was accepted.
      continue;
    }
    const Signer signer =
        Ring(accepted->organisation).OfCommit(kind, version->commit, version->when);
    if (signer.counts) {
      accepted = listed;
      chain.whole = true;
      continue;
    }
    chain.whole = false;
    chain.broken_at = version->id;
    chain.why = signer.how;
  }
  if (!accepted) {
    AVOUCH_TRY(chain.accepted, statement::ReadOrganisationFile(present));
    chain.fingerprint = FingerprintOf(chain.accepted);
    return chain;
  }
  chain.accepted = accepted->organisation;
  // What is present but in no commit changes the list without anybody's signature.
  const auto listed = reader.Read(present);
  if (listed && listed->people != accepted->people && chain.whole) {
    chain.whole = false;
    chain.why = "the list differs from the last commit's";
  }
  return chain;
}

}  // namespace avouch::trust

// What is told of people stands in said/*.json, with a Said of grade "signed" where
// it counts. What shows it are the git objects of said/signatures.json. This file
// makes each such Said again out of the objects, with the same functions of `trust`
// that made it, and compares. Three ends: the same; nothing is carried for it, so it
// stays the sealer's word; something is carried and shows otherwise, which is a lie.

#include "verify/signed_files.h"

#include <algorithm>
#include <set>

#include "crypto/hash.h"
#include "statement/organisation_file.h"
#include "statement/passkey.h"
#include "statement/product_file.h"
#include "statement/record_file.h"
#include "statement/record_lists.h"
#include "statement/said_facts.h"
#include "syntax/json.h"
#include "trust/said.h"
#include "verify/git_objects.h"

namespace avouch::verify {
namespace {

using statement::ItemKind;

constexpr std::string_view kOrganisationSide = "organisation", kProductSide = "product";
constexpr std::string_view kCommitWord = "commit ";
constexpr std::string_view kId = "sha256:";

std::unexpected<Error> Wrong(std::string what, std::string_view where) {
  return Fail(ErrorKind::kIntegrity, std::move(what), std::string(where));
}

std::string JoinUnder(const std::string& prefix, std::string_view path) {
  return prefix.empty() ? std::string(path) : prefix + "/" + std::string(path);
}

// One repository's objects, by path.
class Side {
 public:
  static Result<Side> Read(model::SignedRepository&& repository) {
    AVOUCH_TRY(GitObjects objects, GitObjects::Read(repository));
    Side out(std::move(repository), std::move(objects));
    for (const auto& place : out.repository_.places) AVOUCH_CHECK_OK(out.AddPlace(place));
    return out;
  }

  // The commits that are carried for a path, newest first. `content` of each is
  // the hex name of the blob, which is as good as its bytes to compare by.
  [[nodiscard]] trust::Versions Named(std::string_view path) const {
    const auto found = versions_.find(JoinUnder(repository_.prefix, path));
    return found == versions_.end() ? trust::Versions() : found->second;
  }
  // The same with the bytes; versions whose bytes are not carried are left out.
  [[nodiscard]] trust::Versions Whole(std::string_view path) const {
    trust::Versions out;
    for (trust::Version version : Named(path)) {
      const auto bytes = BlobOf(version.content);
      if (!bytes) continue;
      version.content = *bytes;
      out.push_back(std::move(version));
    }
    return out;
  }
  [[nodiscard]] std::optional<BytesView> BlobOf(std::string_view blob) const {
    const auto id = ParseObjectId(blob);
    return id ? objects_.Blob(*id) : std::nullopt;
  }
  [[nodiscard]] std::string NameOf(BytesView bytes) const {
    return crypto::GitObjectId(objects_.hash(), "blob", bytes).hex();
  }
  [[nodiscard]] std::vector<trust::Beside> Beside(const trust::Ring& ring, std::string_view path,
                                                  BytesView bytes) const {
    std::vector<trust::Beside> out;
    for (const auto& one : repository_.beside) {
      if (one.path != JoinUnder(repository_.prefix, path)) continue;
      if (one.suffix == ".sig") {
        out.push_back({ring.OfSshSig(bytes, one.text, one.when), one.when});
      } else if (auto file = statement::ReadPasskeyFile(one.text)) {
        out.push_back({ring.OfAssertion(bytes, file->View(), one.when), one.when});
      }
    }
    return out;
  }
  [[nodiscard]] crypto::HashKind hash() const { return objects_.hash(); }
  [[nodiscard]] long long left() const { return repository_.left; }

 private:
  Side(model::SignedRepository&& repository, GitObjects&& objects)
      : repository_(std::move(repository)), objects_(std::move(objects)) {}

  Status AddPlace(const model::SignedPlace& place) {
    AVOUCH_TRY(const ObjectId id, ParseObjectId(place.commit));
    AVOUCH_TRY(const ObjectId blob, objects_.Changed(id, place.path));
    AVOUCH_TRY(const BytesView bytes, objects_.Commit(id));
    AVOUCH_TRY(const container::Commit commit, container::ParseCommit(bytes));
    versions_[place.path].push_back(
        {Bytes(bytes), id.hex(), {commit.committer.seconds}, blob.hex()});
    return {};
  }

  model::SignedRepository repository_;
  GitObjects objects_;
  std::map<std::string, trust::Versions, std::less<>> versions_;
};

class Checker {
 public:
  Checker(const Proof& proof, std::string_view program) : proof_(proof), program_(program) {}

  Result<SignedAgain> Run() {
    out_.told =
        proof_.Content(ItemKind::kSaid, statement::SaidFamily<model::Organisation>()).has_value() &&
        proof_.assessment().has_value();
    if (!out_.told) return std::move(out_);
    AVOUCH_CHECK_OK(ReadAll());
    AVOUCH_CHECK_OK(SamePeople());
    ring_.emplace(organisation_);
    AVOUCH_CHECK_OK(FollowPeople());
    AVOUCH_CHECK_OK(SignedKeys(kOrganisationSide, statement::kOrganisationFileName,
                               organisation_.signed_keys, organisation_.id.hex()));
    AVOUCH_CHECK_OK(SignedKeys(kProductSide, statement::kProductFileName, product_keys_.keys, {}));
    for (const auto& record : records_.records)
      AVOUCH_CHECK_OK(File(record.in_product ? kProductSide : kOrganisationSide, record.path,
                           record.id, record.said));
    AVOUCH_CHECK_OK(ReadRecordsAgain());
    for (const auto& paper : papers_.papers)
      AVOUCH_CHECK_OK(File(paper.in_product ? kProductSide : kOrganisationSide, paper.path,
                           paper.id, paper.approved));
    AVOUCH_CHECK_OK(Exports());
    for (const auto& claim : proof_.verdicts().claims) AVOUCH_CHECK_OK(RestsOf(claim.claim));
    return std::move(out_);
  }

 private:
  template <class T>
  Status Read(T& into) {
    const auto bytes = proof_.Content(ItemKind::kSaid, statement::SaidFamily<T>());
    if (!bytes) return {};
    AVOUCH_TRY(into, statement::ReadSaid<T>(*bytes));
    return {};
  }

  Status ReadAll() {
    model::SignedFiles files;
    AVOUCH_CHECK_OK(Read(files));
    AVOUCH_CHECK_OK(Read(organisation_));
    AVOUCH_CHECK_OK(Read(product_keys_));
    AVOUCH_CHECK_OK(Read(records_));
    AVOUCH_CHECK_OK(Read(papers_));
    AVOUCH_CHECK_OK(Read(exports_));
    for (auto& repository : files.repositories) {
      const std::string side = repository.side;
      if (side != kOrganisationSide && side != kProductSide)
        return Wrong("no such side: " + side, "signatures");
      AVOUCH_TRY(Side read, Side::Read(std::move(repository)));
      if (!sides_.emplace(side, std::move(read)).second)
        return Wrong("a side given twice", "signatures");
    }
    return {};
  }

  [[nodiscard]] const Side* Find(std::string_view side) const {
    const auto found = sides_.find(side);
    return found == sides_.end() ? nullptr : &found->second;
  }

  // Whose keys are told is whose keys the bundle lists.
  Status SamePeople() const {
    if (organisation_.people.empty() && !proof_.keys()) return {};
    AVOUCH_TRY(const Bytes told, statement::CanonicalFirst(organisation_));
    const auto& about = proof_.index().organisation;
    if (about.chain.empty() || crypto::Sha256Of(told).hex() != about.chain.back() ||
        organisation_.fingerprint != about.fingerprint)
      return Wrong("other people than the list of keys has", "organisation");
    return {};
  }

  // From the first list of people to the present one, each change signed by a key
  // that was listed before.
  Status FollowPeople() {
    const Side* side = Find(kOrganisationSide);
    if (side == nullptr) return {};
    const trust::Versions versions = side->Whole(statement::kOrganisationFileName);
    if (versions.empty()) return {};
    AVOUCH_TRY(const trust::Chain chain,
               trust::FollowChain(side->hash(), versions, versions.front().content));
    AVOUCH_TRY(const Bytes accepted, statement::CanonicalPeople(chain.accepted));
    AVOUCH_TRY(const Bytes told, statement::CanonicalPeople(organisation_));
    // A version that is not carried, since that would be too much, ends the chain.
    if (chain.fingerprint != organisation_.fingerprint) return {};
    if (accepted != told && side->left() > 0) return {};
    if (accepted != told) return Wrong("the list of people does not follow", "organisation");
    out_.chain = true;
    out_.lists = static_cast<long long>(versions.size());
    return {};
  }

  // True when something is carried that could show `said`.
  [[nodiscard]] static bool Carried(const model::Said& said, const trust::Versions& versions,
                                    bool beside) {
    if (!said.how.starts_with(kCommitWord)) return beside;
    const std::string_view id = std::string_view(said.how).substr(kCommitWord.size(), 8);
    return std::any_of(versions.begin(), versions.end(),
                       [&](const auto& version) { return version.id.starts_with(id); });
  }

  // How far the signed ones of `told` are shown by `again`; kClaimed when none is.
  Result<Rests> Compare(const std::vector<model::Said>& told, const std::vector<model::Said>& again,
                        const trust::Versions& versions, bool beside, bool bytes,
                        std::string_view where) const {
    bool any = false, word = false;
    for (const auto& one : told) {
      if (one.grade != model::Grade::kSigned) continue;
      any = true;
      if (std::find(again.begin(), again.end(), one) != again.end()) continue;
      if (Carried(one, versions, beside))
        return Wrong("that " + one.by + " signed it is not what its commit shows", where);
      word = true;
    }
    if (!any) return Rests::kClaimed;
    return word ? Rests::kSealer : bytes ? Rests::kSignature : Rests::kNamed;
  }

  void Keep(const std::string& id, std::string_view path, Rests rests,
            const std::vector<model::Said>& said) {
    std::set<std::string> by;
    for (const auto& one : said)
      if (one.grade == model::Grade::kSigned) by.insert(one.by);
    if (!by.empty()) ++out_.files;
    if (rests == Rests::kSignature) ++out_.checked;
    if (rests == Rests::kNamed) ++out_.named;
    pieces_[id] = {rests, std::string(path), {by.begin(), by.end()}};
  }

  // The bytes whose SHA-256 is `id`: an object's, or a payload that travels.
  [[nodiscard]] std::optional<BytesView> BytesOf(const Side& side, const trust::Versions& versions,
                                                 const std::string& id) const {
    if (const auto payload = proof_.Payload(id)) return payload;
    for (const auto& version : versions)
      if (const auto bytes = side.BlobOf(version.content);
          bytes && crypto::Sha256Of(*bytes).hex() == id)
        return bytes;
    return std::nullopt;
  }

  // A file that somebody signed as a whole.
  Status File(std::string_view where, const Path& path, const Digest& id,
              const std::vector<model::Said>& said) {
    const Side* side = Find(where);
    if (side == nullptr) return Keep(id.hex(), path.bytes, WithoutObjects(said), said), Status();
    const trust::Versions versions = side->Named(path.bytes);
    const auto bytes = BytesOf(*side, versions, id.hex());
    const std::vector<trust::Beside> beside =
        bytes ? side->Beside(*ring_, path.bytes, *bytes) : std::vector<trust::Beside>();
    const std::string present = bytes              ? side->NameOf(*bytes)
                                : versions.empty() ? std::string()
                                                   : versions.front().content;
    const auto again = trust::SaidOver(*ring_, side->hash(), versions, present, beside);
    AVOUCH_TRY(const Rests rests,
               Compare(said, again, versions, !beside.empty(), bytes.has_value(), path.bytes));
    Keep(id.hex(), path.bytes, rests, said);
    return {};
  }

  static Rests WithoutObjects(const std::vector<model::Said>& said) {
    return std::any_of(said.begin(), said.end(),
                       [](const auto& one) { return one.grade == model::Grade::kSigned; })
               ? Rests::kSealer
               : Rests::kClaimed;
  }

  // A file that people sign key by key. `id` is empty when nothing names it.
  Status SignedKeys(std::string_view where, std::string_view path,
                    const std::vector<model::SignedKey>& told, const std::string& id) {
    std::vector<model::Said> all;
    for (const auto& key : told) all.insert(all.end(), key.said.begin(), key.said.end());
    const Side* side = Find(where);
    const trust::Versions versions = side == nullptr ? trust::Versions() : side->Whole(path);
    if (versions.empty()) return Keep(id, path, WithoutObjects(all), all), Status();
    const auto found = id.empty() ? std::nullopt : BytesOf(*side, side->Named(path), id);
    const BytesView present = found ? *found : BytesView(versions.front().content);
    const auto beside = side->Beside(*ring_, path, present);
    const auto again = trust::KeysOver(*ring_, side->hash(), versions, present, beside);
    Rests worst = all.empty() ? Rests::kClaimed : Rests::kSignature;
    for (const auto& key : told) {
      const auto same = std::find_if(again.begin(), again.end(),
                                     [&](const auto& one) { return one.key == key.key; });
      AVOUCH_TRY(const Rests rests,
                 Compare(key.said, same == again.end() ? std::vector<model::Said>() : same->said,
                         versions, !beside.empty(), true, key.key));
      worst = std::max(worst, rests);
    }
    Keep(id, path, worst, all);
    return {};
  }

  // What stands in a record is what its file says, where that was signed and is here.
  Status ReadRecordsAgain() {
    const Side* side = Find(kOrganisationSide);
    if (side == nullptr || proof_.verdicts().program != program_) return {};
    std::map<std::string, std::vector<const model::Record*>> by_path;
    for (const auto& record : records_.records)
      if (!record.in_product) by_path[record.path.bytes].push_back(&record);
    for (const auto& [path, told] : by_path) {
      const auto bytes = BytesOf(*side, side->Named(path), told.front()->id.hex());
      if (!bytes) continue;
      std::vector<model::Record> again;
      if (path == "accepted.yaml") {
        AVOUCH_TRY(again, statement::ReadAccepted(*bytes, Path(path)));
      } else {
        AVOUCH_TRY(model::Record one, statement::ReadRecord(*bytes, Path(path)));
        again.push_back(std::move(one));
      }
      if (again.size() != told.size()) return Wrong("other records than the file has", path);
      for (std::size_t i = 0; i < again.size(); ++i) {
        again[i].id = told[i]->id;
        again[i].said = told[i]->said;
        if (again[i] != *told[i]) return Wrong("a record that says otherwise than its file", path);
        ++out_.read_again;
      }
    }
    return {};
  }

  Status Exports() {
    Status status;
    const auto all = [&](const auto& lists) {
      for (const auto& list : lists) {
        const model::ExportHead& head = list.head;
        if (!status) return;
        if (head.by_hand)
          status = File(kOrganisationSide, head.path, head.id, head.said);
        else
          pieces_[head.id.hex()] = {Rests::kSystem, head.path.bytes, {}};
      }
    };
    all(exports_.accounts);
    all(exports_.settings);
    all(exports_.rules);
    all(exports_.logs);
    all(exports_.secrets);
    all(exports_.training);
    all(exports_.tools);
    all(exports_.tickets);
    return status;
  }

  // The evidence of a claim stands in its detail.
  Status RestsOf(const std::string& claim) {
    const auto bytes = proof_.Content(ItemKind::kDetail, claim);
    if (!bytes) return {};
    AVOUCH_TRY(const syntax::Node detail, syntax::ParseJson(*bytes));
    ClaimRests out{claim, {}, {}, false};
    std::set<std::string> ids, people;
    for (const auto& check : detail["answer"]["checks"].items())
      for (const auto& one : check["evidence"].items()) {
        const std::string_view text = one.text();
        if (text.starts_with(kId))
          ids.emplace(text.substr(kId.size()));
        else
          out.computed = true;
      }
    for (const auto& id : ids) {
      const auto found = pieces_.find(id);
      // Results and pages: what a system handed in.
      const Rests rests = found == pieces_.end() ? Rests::kSystem : found->second.rests;
      ++out.pieces[rests];
      if (rests == Rests::kSignature || rests == Rests::kNamed)
        people.insert(found->second.by.begin(), found->second.by.end());
    }
    out.signed_by.assign(people.begin(), people.end());
    out_.claims.push_back(std::move(out));
    return {};
  }

  const Proof& proof_;
  std::string_view program_;
  model::Organisation organisation_;
  statement::ProductKeys product_keys_;
  model::RecordFacts records_;
  model::PaperFacts papers_;
  model::ExportFacts exports_;
  std::map<std::string, Side, std::less<>> sides_;
  std::map<std::string, SaidPiece> pieces_;  // By hex id
  std::optional<trust::Ring> ring_;
  SignedAgain out_;
};

}  // namespace

Result<SignedAgain> CheckSigned(const Proof& proof, std::string_view program) {
  auto out = Checker(proof, program).Run();
  if (!out) out.error().kind = ErrorKind::kIntegrity;
  return out;
}

}  // namespace avouch::verify

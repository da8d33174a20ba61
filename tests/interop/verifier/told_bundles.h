// Bundles for assessors whose keeper lies about who signed what: a value of said/*.json
// or of the git objects is another, and everything above it was made again.
//
// What number N does is always the same. Pure; any thread. Tests only.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "resealed.h"
#include "testing/signed_world.h"

namespace avouch::testing {

// The signed world, with more that was said: papers of both sides, one of them kept
// back; a list with a signature beside it; a product whose git has the other hash.
class ToldWorld : public SignedWorld {
 public:
  ToldWorld(const crypto::PrivateKey* adder, const crypto::PrivateKey* speaker)
      : SignedWorld(adder, speaker), product_(crypto::HashKind::kSha256) {
    const trust::Ring ring(facts.organisation);
    SignedHistory::Files files_now = history.at(3).files;
    files_now["policy/disclosure.md"] = kPaper;
    files_now["policy/plan.md"] = kWithheld;
    history.Commit("priya", &priya, files_now);
    files_now["inbox/training.csv"] = kTraining;
    history.Commit("tom", nullptr, files_now);
    files.repositories = {history.Carried({kOrganisationFile, kSignedRecord, "policy/disclosure.md",
                                           "policy/plan.md", "inbox/training.csv"})};
    KeepBack(files.repositories[0]);
    AddPaper(ring, history, "disclosure", "policy/disclosure.md", kPaper, false);
    AddPaper(ring, history, "incident-plan", "policy/plan.md", kWithheld, false);
    AddTraining(ring);
    AddProduct(ring);
  }
  ToldWorld() : ToldWorld(&helen, &tom) {}

 private:
  static constexpr const char* kPaper = "# Disclosure\nWe answer within two days.\n";
  static constexpr const char* kWithheld = "# Plan\nFor ourselves.\n";
  static constexpr const char* kTraining = "person,course,passed\ntom,security,2026-03-01\n";

  // The bytes of a paper that is for nobody outside.
  static void KeepBack(model::SignedRepository& repository) {
    std::erase_if(repository.objects, [](const auto& one) { return one.text == kWithheld; });
  }

  void AddPaper(const trust::Ring& ring, const SignedHistory& from, std::string purpose,
                const std::string& path, const std::string& text, bool in_product) {
    const auto kind = in_product ? crypto::HashKind::kSha256 : crypto::HashKind::kSha1;
    model::Paper paper;
    paper.purpose = std::move(purpose);
    paper.path = Path(path);
    paper.in_product = in_product;
    paper.id = crypto::Sha256Of(text);
    paper.approved = trust::SaidOver(ring, kind, from.VersionsOf(path), text, {});
    facts.papers.papers.push_back(std::move(paper));
  }

  void AddTraining(const trust::Ring& ring) {
    const Time when{1791000000};
    const std::string armour = crypto::MakeSshSig(helen, trust::kStatementNamespace, kTraining);
    const std::string path = "inbox/training.csv";
    files.repositories[0].beside.push_back({path, ".sig", armour, when});
    model::TrainingList list;
    list.head.path = Path(path);
    list.head.id = crypto::Sha256Of(kTraining);
    list.head.by_hand = true;
    list.head.said = trust::SaidOver(ring, crypto::HashKind::kSha1, history.VersionsOf(path),
                                     kTraining, {{ring.OfSshSig(kTraining, armour, when), when}});
    list.rows.push_back({"tom", "security", "2026-03-01", "", "", 2});
    facts.exports.training.push_back(std::move(list));
  }

  void AddProduct(const trust::Ring& ring) {
    const std::string name = "avouch.yaml", test_plan = "docs/test-plan.md";
    const std::string before = "avouch: 1\nproduct: rota\nscope: all\n";
    const std::string present = before + "releases:\n  - tag: v*\n  - \"on: demand\"\n";
    product_.Commit("helen", &helen, {{name, before}});
    product_.Commit("priya", &priya, {{name, present}, {test_plan, kPaper}});
    files.repositories.push_back(product_.Carried({name, test_plan}));
    files.repositories.back().side = "product";
    facts.product_keys =
        trust::KeysOver(ring, crypto::HashKind::kSha256, product_.VersionsOf(name), present, {});
    AddPaper(ring, product_, "test-plan", test_plan, kPaper, true);
  }

  SignedHistory product_;
};

class ToldBundles {
 public:
  ToldBundles() {
    const ToldWorld whole;
    const crypto::PrivateKey stranger = SampleKey('?');
    worlds_ = {whole.Seal(), whole.Seal(false), ToldWorld(&whole.tom, &whole.tom).Seal(),
               ToldWorld(&stranger, &stranger).Seal(), ToldWorld(nullptr, nullptr).Seal()};
  }

  [[nodiscard]] const BundleWorld& keeper() const { return keeper_; }
  [[nodiscard]] Bytes Valid() const { return Enter(worlds_[0]); }
  // The same, by somebody else who may change the list, too.
  [[nodiscard]] Bytes Other() const { return Enter(worlds_[2]); }

  [[nodiscard]] Mutation Make(std::uint64_t number) const {
    const std::uint64_t r = Scatter(number ^ 0x701d);
    verify::Contents contents = worlds_[(r >> 50) % 16 < 12 ? 0 : (r >> 54) % worlds_.size()];
    static constexpr std::array<std::string_view, 8> kFamilies = {
        "signatures", "organisation", "records",      "signatures",
        "papers",     "exports",      "product-keys", "signatures"};
    const std::string_view family = kFamilies[number % kFamilies.size()];
    verify::Sealed* sealed = Find(contents, family);
    if (sealed == nullptr) sealed = Find(contents, "organisation");
    std::string what = "said " + sealed->name;
    const std::uint64_t way = (r >> 40) % 8;
    if (way == 0)
      what += Mix(*sealed, r);
    else if (sealed->name == "signatures" && way < 5)
      what += Objects(*sealed, r);
    else
      what += Value(*sealed, r);
    return {what + ", sealed anew", Enter(contents), true};
  }

 private:
  static verify::Sealed* Find(verify::Contents& contents, std::string_view family) {
    for (auto& one : contents.sealed)
      if (one.kind == statement::ItemKind::kSaid && one.name == family) return &one;
    return nullptr;
  }
  static void Replace(verify::Sealed& sealed, const Bytes& payload) {
    sealed.envelope = payload;
    sealed.id = crypto::Sha256Of(payload);
  }
  [[nodiscard]] Bytes Enter(verify::Contents contents) const {
    keeper_.EnterLog(contents);
    auto bundle = verify::Assemble(contents, keeper_.log());
    return bundle ? *bundle : Bytes();
  }

  static std::string Value(verify::Sealed& sealed, std::uint64_t r) {
    const auto root = *syntax::ParseJson(sealed.envelope);
    const auto after = syntax::WriteCanonical(ChangedDocument(root, r >> 16, r >> 4).node());
    if (after) Replace(sealed, *after);
    return " with another value";
  }
  // The same family out of another true bundle.
  [[nodiscard]] std::string Mix(verify::Sealed& sealed, std::uint64_t r) const {
    verify::Contents other = worlds_[(r >> 30) % worlds_.size()];
    if (const verify::Sealed* from = Find(other, sealed.name)) Replace(sealed, from->envelope);
    return " of another bundle";
  }

  // One less, one twice, two in another order, or one told by how it differs.
  static std::string Objects(verify::Sealed& sealed, std::uint64_t r) {
    auto files = *statement::ReadSaid<model::SignedFiles>(sealed.envelope);
    auto& repository = files.repositories[r % files.repositories.size()];
    std::string what;
    switch ((r >> 8) % 4) {
      case 0:
        what = " objects" + Change(repository.objects, r >> 12);
        break;
      case 1:
        what = " places" + Change(repository.places, r >> 12);
        break;
      case 2:
        what = repository.beside.empty() ? Change(repository.objects, r >> 12)
                                         : " beside" + Change(repository.beside, r >> 12);
        break;
      default:
        what = Differing(repository, r >> 12);
    }
    if ((r >> 60) % 4 == 0) repository.left += 1;
    Replace(sealed, *statement::WriteSaid(files));
    return what;
  }
  template <class T>
  static std::string Change(std::vector<T>& list, std::uint64_t r) {
    const std::size_t at = (r >> 2) % list.size(), other = (r >> 20) % list.size();
    switch (r % 3) {
      case 0:
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
        return " without " + std::to_string(at);
      case 1:
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(other), T(list[at]));
        return " with " + std::to_string(at) + " twice";
      default:
        std::swap(list[at], list[other]);
        return " in another order";
    }
  }
  static std::string Differing(model::SignedRepository& repository, std::uint64_t r) {
    auto& objects = repository.objects;
    const std::size_t at = 1 + r % (objects.size() - 1), base = (r >> 20) % at;
    model::SignedObject& one = objects[at];
    const model::SignedObject& before = objects[base];
    const auto kind =
        repository.hash == "sha1" ? crypto::HashKind::kSha1 : crypto::HashKind::kSha256;
    const auto same =
        std::mismatch(one.text.begin(), one.text.end(), before.text.begin(), before.text.end());
    const auto size = static_cast<std::size_t>(same.first - one.text.begin());
    one.base = crypto::GitObjectId(kind, before.kind, before.text).hex();
    one.head = static_cast<long long>(size) + ((r >> 40) % 8 == 0 ? 1 : 0);
    one.text = one.text.substr(size);
    return " told by how it differs";
  }

  const BundleWorld keeper_;
  std::vector<verify::Contents> worlds_;
};

}  // namespace avouch::testing

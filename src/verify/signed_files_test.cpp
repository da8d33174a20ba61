#include "verify/signed_files.h"

#include <gtest/gtest.h>

#include <functional>

#include "testing/signed_world.h"
#include "verify/git_objects.h"

namespace avouch::verify {
namespace {

using model::SignedObject;
using testing::SignedWorld;

const Time kNow{1795700000};
constexpr std::string_view kProgram = "avouch 0.1.0";

Result<SignedAgain> Check(const Bytes& bundle) {
  const auto proof = VerifyBundle(bundle, {.now = kNow});
  if (!proof) return std::unexpected(proof.error());
  return CheckSigned(*proof, kProgram);
}
std::string Why(const Result<SignedAgain>& checked) {
  return checked ? "accepted" : ToString(checked.error());
}

TEST(SignedFiles, AreCheckedWithNothingButTheBundle) {
  const SignedWorld world;
  const auto checked = Check(world.Bundle());
  ASSERT_TRUE(checked.has_value()) << Why(checked);
  EXPECT_TRUE(checked->told);
  EXPECT_TRUE(checked->chain);
  EXPECT_EQ(checked->lists, 2);
  EXPECT_EQ(checked->files, 2);
  EXPECT_EQ(checked->checked, 2);
  EXPECT_EQ(checked->read_again, 1);
}

TEST(SignedFiles, WithoutTheObjectsAllOfItIsTheSealersWord) {
  const SignedWorld world;
  const auto checked = Check(world.Bundle(false));
  ASSERT_TRUE(checked.has_value()) << Why(checked);
  EXPECT_FALSE(checked->chain);
  EXPECT_EQ(checked->files, 2);
  EXPECT_EQ(checked->checked, 0);
  EXPECT_EQ(checked->read_again, 0);
}

TEST(SignedFiles, WhatNobodySignedIsNotCountedAsSigned) {
  SignedWorld world(nullptr, nullptr);
  EXPECT_TRUE(world.facts.records.records[0].said.empty() ||
              world.facts.records.records[0].said[0].grade == model::Grade::kClaimed);
}

// Each row is told by whoever holds the log's key: all else in the bundle fits.
TEST(SignedFiles, ASealerWhoTellsOtherwiseIsRefused) {
  using Change = std::function<void(SignedWorld&)>;
  const auto side = [](SignedWorld& world) -> model::SignedRepository& {
    return world.files.repositories[0];
  };
  const std::pair<const char*, Change> kRows[] = {
      {"another person's name", [](auto& w) { w.facts.records.records[0].said[0].by = "helen"; }},
      {"another key's name", [](auto& w) { w.facts.records.records[0].said[0].how += "x"; }},
      {"another day", [](auto& w) { w.facts.records.records[0].said[0].when.seconds += 1; }},
      {"another record", [](auto& w) { w.facts.records.records[0].about = "OTHER"; }},
      {"a record more in the file",
       [](auto& w) { w.facts.records.records.push_back(w.facts.records.records[0]); }},
      {"a key that nobody signed",
       [](auto& w) {
         auto& keys = w.facts.organisation.signed_keys;
         keys.push_back({"policy.zebra", keys[0].said});
       }},
      {"a key signed by another",
       [](auto& w) { w.facts.organisation.signed_keys[0].said[0].by = "tom"; }},
      {"a person more than the list has",
       [](auto& w) { w.facts.organisation.people[1].since = "2026-01-01"; }},
      {"a role more", [](auto& w) { w.facts.organisation.people[1].git = {"x@y.example"}; }},
      {"a place where the commit changed nothing",
       [&](auto& w) {
         side(w).places.push_back({testing::kSignedRecord, w.history.at(3).id.hex()});
       }},
      {"a place that the commit has not",
       [&](auto& w) { side(w).places.push_back({"records/none.yaml", w.history.at(3).id.hex()}); }},
      {"a commit that is not there",
       [&](auto& w) { side(w).places.push_back({"x", std::string(40, '1')}); }},
      {"a folder as a file",
       [&](auto& w) { side(w).places.push_back({"records", w.history.at(1).id.hex()}); }},
      {"an object twice", [&](auto& w) { side(w).objects.push_back(side(w).objects[0]); }},
      {"an object of no kind", [&](auto& w) { side(w).objects[0].kind = "tag"; }},
      {"an object on one that is not there",
       [&](auto& w) { side(w).objects.push_back({"blob", std::string(40, '1'), 0, 0, "x"}); }},
      {"less than nothing of an object",
       [&](auto& w) { side(w).objects.push_back({"blob", "", -1, 0, "x"}); }},
      {"more of an object than it has",
       [&](auto& w) { side(w).objects.push_back({"blob", "", 1, 0, "x"}); }},
      {"another hash", [&](auto& w) { side(w).hash = "sha256"; }},
      {"no hash", [&](auto& w) { side(w).hash = "md5"; }},
      {"no side", [&](auto& w) { side(w).side = "elsewhere"; }},
      {"a side twice", [&](auto& w) { w.files.repositories.push_back(side(w)); }},
  };
  for (const auto& [name, change] : kRows) {
    SignedWorld world;
    change(world);
    const auto checked = Check(world.Bundle());
    ASSERT_FALSE(checked.has_value()) << name;
    EXPECT_EQ(checked.error().kind, ErrorKind::kIntegrity) << name;
  }
}

// A list of people that nobody listed has signed: the sealer's own key in it.
TEST(SignedFiles, AListOfPeopleThatAStrangerChangedIsRefused) {
  const crypto::PrivateKey stranger = testing::SampleKey('?');
  for (const crypto::PrivateKey* adder :
       {static_cast<const crypto::PrivateKey*>(nullptr), &stranger}) {
    const SignedWorld world(adder, &stranger);
    const auto checked = Check(world.Bundle());
    EXPECT_FALSE(checked.has_value());
    EXPECT_NE(Why(checked).find("does not follow"), std::string::npos) << Why(checked);
  }
}

// Whatever object is left out or has a byte changed, nothing is called checked by it.
TEST(SignedFiles, EveryObjectIsNeededAndEveryByteOfItCounts) {
  const SignedWorld whole;
  const std::size_t number = whole.files.repositories[0].objects.size();
  for (std::size_t i = 0; i < number; ++i) {
    SignedWorld world;
    auto& objects = world.files.repositories[0].objects;
    const std::string kind = objects[i].kind, text = objects[i].text;
    if (text == "x" || text.find("other.md") != std::string::npos ||
        text.find("by tom\n") != std::string::npos)
      continue;  // Of the last commit, or a message that only it differs by
    objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(i));
    const auto without = Check(world.Bundle());
    EXPECT_TRUE(!without || without->checked < 2 || !without->chain)
        << "without " << kind << " " << i;
    for (std::size_t byte = 0; byte < text.size(); byte += 7) {
      SignedWorld changed;
      auto& at = changed.files.repositories[0].objects[i].text[byte];
      at = static_cast<char>(at ^ 1);
      const auto checked = Check(changed.Bundle());
      EXPECT_TRUE(!checked || checked->checked < 2 || !checked->chain)
          << kind << " " << i << " byte " << byte;
    }
  }
}

TEST(SignedFiles, AnObjectMayBeToldByHowItDiffers) {
  SignedWorld world;
  auto& objects = world.files.repositories[0].objects;
  SignedObject *base = nullptr, *later = nullptr;
  for (auto& one : objects)
    if (one.kind == "blob" && one.text.starts_with("avouch: 1")) (base ? later : base) = &one;
  ASSERT_NE(later, nullptr);
  const std::string name = crypto::GitObjectId(crypto::HashKind::kSha1, "blob", base->text).hex();
  const std::size_t size = base->text.size();
  ASSERT_EQ(later->text.substr(0, size), base->text);
  *later = {"blob", name, static_cast<long long>(size), 0, later->text.substr(size)};
  const auto checked = Check(world.Bundle());
  ASSERT_TRUE(checked.has_value()) << Why(checked);
  EXPECT_EQ(checked->checked, 2);
}

// A few bytes that would be gigabytes: each object twice the one before.
TEST(GitObjects, AreBoundedBeforeTheyAreExpanded) {
  model::SignedRepository bomb;
  bomb.hash = "sha1";
  Bytes bytes(1u << 20, 'x');
  bomb.objects.push_back({"blob", "", 0, 0, bytes});
  for (int i = 0; i < 400; ++i) {
    const std::string name = crypto::GitObjectId(crypto::HashKind::kSha1, "blob", bytes).hex();
    const std::string more = std::to_string(i);
    bomb.objects.push_back({"blob", name, static_cast<long long>(bytes.size()), 0, more});
    bytes += more;
  }
  const auto read = GitObjects::Read(bomb);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kTooLarge);
}

TEST(GitObjects, ATreeWithANameTwiceIsRefused) {
  const Bytes blob = "x";
  const ObjectId id = crypto::GitObjectId(crypto::HashKind::kSha1, "blob", blob);
  const Bytes entry = "100644 a" + std::string(1, '\0') + std::string(id.view());
  model::SignedRepository repository;
  repository.hash = "sha1";
  repository.objects = {{"tree", "", 0, 0, entry + entry}};
  const auto objects = GitObjects::Read(repository);
  ASSERT_TRUE(objects.has_value());
  EXPECT_FALSE(
      objects->FileAt(crypto::GitObjectId(crypto::HashKind::kSha1, "tree", entry + entry), "a")
          .has_value());
}

}  // namespace
}  // namespace avouch::verify

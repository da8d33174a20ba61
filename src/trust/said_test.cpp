#include "trust/said.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "crypto/sshsig.h"

namespace avouch::trust {
namespace {

using crypto::PrivateKey;

PrivateKey KeyOf(char seed) { return PrivateKey::FromSeed(std::string(32, seed)); }
std::string TextOf(const PrivateKey& key) { return crypto::SshKeyText(key.public_key()); }

// A commit object signed by `key`, or by nobody.
Bytes CommitBy(const PrivateKey* key, const std::string& message) {
  const std::string head =
      "tree " + std::string(40, 'a') +
      "\nauthor A <a@example.org> 1790000000 +0000\ncommitter A <a@example.org> "
      "1790000000 +0000\n";
  const std::string plain = head + "\n" + message + "\n";
  if (key == nullptr) return plain;
  std::string signature = crypto::MakeSshSig(*key, crypto::kGitNamespace, plain);
  while (signature.ends_with('\n')) signature.pop_back();
  return head + "gpgsig " + ReplaceAll(signature, "\n", "\n ") + "\n\n" + message + "\n";
}

Version V(const PrivateKey* key, const std::string& id, const std::string& content) {
  return {CommitBy(key, id), std::string(40, id[0]), Time{1790000000}, content};
}

model::Organisation People(std::initializer_list<std::pair<std::string, std::string>> people) {
  model::Organisation out;
  for (const auto& [id, key] : people) {
    model::PersonEntry person;
    person.id = id;
    person.keys = {key};
    out.people.push_back(person);
  }
  return out;
}

std::string File(const std::string& people, const std::string& more = "") {
  return "avouch: 1\norganisation: { name: Larkhill Health Ltd }\npeople:\n" + people + more;
}
std::string Entry(const std::string& id, const PrivateKey& key) {
  return "  " + id + ": { name: " + id + " X, roles: [developer], key: \"" + TextOf(key) + "\" }\n";
}

const auto kSha1 = crypto::HashKind::kSha1;

TEST(SaidOver, OnlyASignatureOverThePresentBytesCounts) {
  const PrivateKey priya = KeyOf('p'), tom = KeyOf('t'), stranger = KeyOf('s');
  Ring ring(People({{"priya", TextOf(priya)}, {"tom", TextOf(tom)}}));
  struct Row {
    std::string title;
    Versions versions;  // Newest first
    bool priya, tom;
  };
  const Row rows[] = {
      {"nobody signed", {V(nullptr, "1", "x")}, false, false},
      {"one signed what is there", {V(&priya, "1", "x")}, true, false},
      {"an unsigned commit changed it since",
       {V(nullptr, "2", "x"), V(&priya, "1", "y")},
       false,
       false},
      {"an unsigned commit left it as it was signed",
       {V(nullptr, "2", "x"), V(&priya, "1", "x")},
       true,
       false},
      {"the other signed it again", {V(&tom, "2", "x"), V(&priya, "1", "x")}, true, true},
      {"her newest word is about other bytes",
       {V(&priya, "3", "y"), V(&priya, "2", "x")},
       false,
       false},
      {"a key that is listed for nobody", {V(&stranger, "1", "x")}, false, false},
      {"no version at all", {}, false, false},
  };
  for (const Row& row : rows) {
    auto said = SaidOver(ring, kSha1, row.versions, "x", {});
    EXPECT_EQ(model::StandsBy(said, "priya"), row.priya) << row.title;
    EXPECT_EQ(model::StandsBy(said, "tom"), row.tom) << row.title;
  }
}

TEST(SaidOver, AnEmptyFileIsNobodysWord) {
  const PrivateKey priya = KeyOf('p');
  Ring ring(People({{"priya", TextOf(priya)}}));
  auto said = SaidOver(ring, kSha1, {V(&priya, "1", "")}, "", {});
  EXPECT_FALSE(model::StandsBy(said, "priya"));
}

TEST(Ring, ASignatureMovedToAnotherCommitIsRefused) {
  const PrivateKey priya = KeyOf('p');
  Ring ring(People({{"priya", TextOf(priya)}}));
  Bytes commit = CommitBy(&priya, "one");
  ASSERT_TRUE(ring.OfCommit(kSha1, commit, Time{1790000000}).counts);
  for (std::string_view change : {"one\n", "tree a", "1790000000"}) {
    Bytes other = commit;
    other[other.find(change)] ^= 1;
    EXPECT_FALSE(ring.OfCommit(kSha1, other, Time{1790000000}).counts) << change;
  }
}

TEST(Ring, ASignatureForAnotherPurposeIsRefused) {
  const PrivateKey priya = KeyOf('p');
  Ring ring(People({{"priya", TextOf(priya)}}));
  const std::string text = "record: gap\n";
  EXPECT_TRUE(ring.OfSshSig(text, crypto::MakeSshSig(priya, kStatementNamespace, text), {}).counts);
  EXPECT_FALSE(ring.OfSshSig(text, crypto::MakeSshSig(priya, "git", text), {}).counts);
  EXPECT_FALSE(ring.OfSshSig(text, crypto::MakeSshSig(priya, "file", text), {}).counts);
  EXPECT_FALSE(
      ring.OfSshSig("record: gap", crypto::MakeSshSig(priya, kStatementNamespace, text), {})
          .counts);
  EXPECT_FALSE(ring.OfSshSig(text, "", {}).counts);
}

TEST(Ring, AKeyCountsBetweenItsDays) {
  const PrivateKey priya = KeyOf('p');
  auto organisation = People({{"priya", TextOf(priya)}});
  organisation.people[0].since = "2026-01-10";
  organisation.people[0].until = "2026-02-10";
  Ring ring(organisation);
  const Bytes commit = CommitBy(&priya, "one");
  struct Row {
    std::string_view day;
    bool counts;
  };
  for (const Row& row : {Row{"2026-01-09", false},
                         {"2026-01-10", true},
                         {"2026-02-10", true},
                         {"2026-02-11", false}}) {
    EXPECT_EQ(ring.OfCommit(kSha1, commit, *ParseTime(row.day)).counts, row.counts) << row.day;
  }
}

TEST(Ring, AKeyThatCannotBeReadIsTold) {
  Ring ring(
      People({{"priya", "ssh-ed25519 AAAA"}, {"tom", "passkey:v1:AAAA"}, {"asha", "nonsense"}}));
  EXPECT_EQ(ring.problems().size(), 3u);
}

TEST(KeysOver, AValueCountsWhileItStaysAsItWasSigned) {
  const PrivateKey priya = KeyOf('p'), tom = KeyOf('t');
  Ring ring(People({{"priya", TextOf(priya)}, {"tom", TextOf(tom)}}));
  const std::string first = "a: { b: 1, c: 2 }\nd: 3\n",
                    second = "d: 3\na:\n  b: 1\n  c: 5   # changed\n";
  auto keys = KeysOver(ring, kSha1, {V(&tom, "2", second), V(&priya, "1", first)}, second, {});
  model::Organisation organisation;
  organisation.signed_keys = keys;
  EXPECT_TRUE(organisation.Stands("a.b", "priya"));
  EXPECT_FALSE(organisation.Stands("a.c", "priya"));
  EXPECT_FALSE(organisation.Stands("a", "priya"));
  EXPECT_TRUE(organisation.Stands("d", "priya"));
  EXPECT_TRUE(organisation.Stands("a.c", "tom"));
  EXPECT_FALSE(organisation.Stands("e", "tom"));
}

TEST(FollowChain, ThePeopleChangeOnlyByAKeyTheyListed) {
  const PrivateKey priya = KeyOf('p'), tom = KeyOf('t'), thief = KeyOf('x');
  const std::string one = File(Entry("priya", priya)),
                    two = File(Entry("priya", priya) + Entry("tom", tom)),
                    bad = File(Entry("priya", thief));
  const auto tom_with = [&](const std::string& more) {
    return File(Entry("priya", priya) + ReplaceAll(Entry("tom", tom), " }", more + " }"));
  };
  const std::string ended = tom_with(", until: 2026-01-01"), open = tom_with(""),
                    moved = tom_with(", github: priyan");
  struct Row {
    std::string title;
    Versions versions;  // Newest first
    std::string present;
    bool whole;
    std::size_t people;
  };
  const Row rows[] = {
      {"the first version is what it is", {V(nullptr, "1", one)}, one, true, 1},
      {"a listed key adds a person", {V(&priya, "2", two), V(nullptr, "1", one)}, two, true, 2},
      {"nobody's signature adds a person",
       {V(nullptr, "2", two), V(nullptr, "1", one)},
       two,
       false,
       1},
      {"the person who is added signs for it",
       {V(&tom, "2", two), V(nullptr, "1", one)},
       two,
       false,
       1},
      {"a key is swapped by its thief", {V(&thief, "2", bad), V(&priya, "1", one)}, bad, false, 1},
      {"what was smuggled in cannot sign the next",
       {V(&tom, "3", bad), V(nullptr, "2", two), V(&priya, "1", one)},
       bad,
       false,
       1},
      {"put back as it was",
       {V(nullptr, "3", one), V(nullptr, "2", two), V(&priya, "1", one)},
       one,
       true,
       1},
      {"other values may change unsigned",
       {V(nullptr, "2", File(Entry("priya", priya), "outsiders: { rule: reviewed-by-trained }\n")),
        V(&priya, "1", one)},
       File(Entry("priya", priya), "outsiders: { rule: reviewed-by-trained }\n"),
       true,
       1},
      {"the last day of a key is taken away unsigned",
       {V(nullptr, "2", open), V(&priya, "1", ended)},
       open,
       false,
       2},
      {"an account is given to another unsigned",
       {V(nullptr, "2", moved), V(&priya, "1", two)},
       moved,
       false,
       2},
      {"an uncommitted list", {V(&priya, "1", one)}, two, false, 1},
  };
  for (const Row& row : rows) {
    auto chain = FollowChain(kSha1, row.versions, row.present);
    ASSERT_TRUE(chain) << row.title << ": " << chain.error().what;
    EXPECT_EQ(chain->whole, row.whole) << row.title;
    EXPECT_EQ(chain->accepted.people.size(), row.people) << row.title;
  }
}

TEST(FollowChain, TheFingerprintIsTheFirstVersions) {
  const PrivateKey priya = KeyOf('p'), tom = KeyOf('t');
  const std::string one = File(Entry("priya", priya)),
                    two = File(Entry("priya", priya) + Entry("tom", tom));
  auto first = FollowChain(kSha1, {V(nullptr, "1", one)}, one);
  auto later = FollowChain(kSha1, {V(&priya, "2", two), V(nullptr, "1", one)}, two);
  ASSERT_TRUE(first && later);
  EXPECT_EQ(first->fingerprint.size(), 64u);
  EXPECT_EQ(first->fingerprint, later->fingerprint);
  auto other = FollowChain(kSha1, {V(nullptr, "1", two)}, two);
  ASSERT_TRUE(other);
  EXPECT_NE(other->fingerprint, first->fingerprint);
}

}  // namespace
}  // namespace avouch::trust

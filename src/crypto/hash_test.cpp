#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace avouch::crypto {
namespace {

// FIPS 180-4, the examples of its companion document.
TEST(Sha256Of, TheVectorsOfItsSpecification) {
  for (const auto& [text, hex] :
       {std::pair{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"}})
    EXPECT_EQ(Sha256Of(text).hex(), hex);
  EXPECT_EQ(Sha256Of(Bytes(1'000'000, 'a')).hex(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(GitObjectId, TheNamesThatGitGives) {
  for (const auto& [hash, type, bytes, hex] :
       {std::tuple{HashKind::kSha1, "blob", "", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"},
        {HashKind::kSha1, "tree", "", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"},
        {HashKind::kSha1, "blob", "hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"},
        {HashKind::kSha256, "blob", "",
         "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"},
        {HashKind::kSha256, "tree", "",
         "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"}})
    EXPECT_EQ(GitObjectId(hash, type, bytes).hex(), hex);
}

TEST(GitHasher, KeepsNothingFromOneNameToTheNext) {
  GitHasher one(HashKind::kSha1);
  const ObjectId empty = one.Name("blob", "");
  EXPECT_NE(one.Name("blob", "x"), empty);
  EXPECT_NE(one.Name("tree", ""), empty);
  EXPECT_EQ(one.Name("blob", ""), empty);
  GitHasher moved = std::move(one);
  EXPECT_EQ(moved.Name("blob", ""), empty);
}

TEST(GitHasher, EachThreadWithItsOwn) {
  std::vector<std::thread> threads;
  std::vector<std::string> names(4);
  for (std::size_t i = 0; i < names.size(); ++i)
    threads.emplace_back([&, i] {
      GitHasher hasher(HashKind::kSha256);
      for (int k = 0; k < 200; ++k) names[i] = hasher.Name("blob", std::string(1000, 'x')).hex();
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& name : names) EXPECT_EQ(name, names[0]);
  EXPECT_EQ(names[0].size(), 64u);
}

}  // namespace
}  // namespace avouch::crypto

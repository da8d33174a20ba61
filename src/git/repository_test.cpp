#include "git/repository.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "testing/git_folder.h"
#include "testing/git_pack.h"

namespace avouch::git {
namespace {

using avouch::testing::CommitBytes;
using avouch::testing::Deflate;
using avouch::testing::GitFolder;
using avouch::testing::TreeBytes;
using container::ObjectType;

ObjectId Id(const Bytes& text) {
  const auto id = ParseObjectId(text.substr(0, text.find('\n')));
  EXPECT_TRUE(id) << text;
  return id ? *id : ObjectId();
}

// A folder with a repository `r` of two commits, made by git.
class RepositoryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.Run("git init -q -b main r; cd r; mkdir src; echo 1 > src/a; git add .");
    folder_.Run("cd r; git commit -q -m one; echo 2 > src/a; git commit -q -a -m two");
    head_ = Id(folder_.Run("cd r; git rev-parse HEAD"));
  }

  Result<Repository> Open(const std::string& name = "r") {
    return Repository::Open(folder_.At(name));
  }

  // The commit that `revision` names, or none.
  ObjectId Resolve(const std::string& revision = "HEAD", const std::string& name = "r") {
    const auto repository = Open(name);
    EXPECT_TRUE(repository) << ToString(repository.error());
    if (!repository) return {};
    const auto id = repository->Resolve(revision);
    return id ? *id : ObjectId();
  }

  std::vector<std::string> Names(const std::string& name = "r") {
    std::vector<std::string> out;
    const auto repository = Open(name);
    EXPECT_TRUE(repository);
    if (repository)
      for (const Ref& ref : repository->refs()) out.push_back(ref.name);
    return out;
  }

  // Puts `bytes` where a loose object of that name lies, in r or in `repository`.
  void WriteLoose(const ObjectId& id, BytesView bytes, const std::string& repository = "r/.git") {
    const std::string hex = id.hex();
    folder_.Write(repository + "/objects/" + hex.substr(0, 2) + "/" + hex.substr(2), bytes);
  }

  GitFolder folder_;
  ObjectId head_;
};

// ---- Where a repository is found ----

TEST_F(RepositoryTest, IsFoundFromEachPlaceThatBelongsToIt) {
  folder_.Run(
      "git clone -q --bare r bare.git; git clone -q --separate-git-dir=elsewhere r separate\n"
      "cd r; git worktree add -q ../linked main~0 2>/dev/null; ln -s r ../link\n"
      "git -C ../bare.git worktree add -q ../from-bare main 2>/dev/null");
  struct {
    const char *path, *work_tree, *prefix;
  } const rows[] = {
      {"r", "r", ""},
      {"r/src", "r", "src"},
      {"r/.git", "", ""},
      {"r/.git/refs", "", ""},
      {"link/src", "r", "src"},
      {"bare.git", "", ""},
      {"bare.git/objects", "", ""},
      {"linked", "linked", ""},
      {"linked/src", "linked", "src"},
      {"from-bare/src", "from-bare", "src"},
      {"separate", "separate", ""},
      {"elsewhere", "", ""},
  };
  for (const auto& row : rows) {
    const auto repository = Open(row.path);
    ASSERT_TRUE(repository) << row.path << ": " << ToString(repository.error());
    EXPECT_EQ(repository->work_tree(), *row.work_tree ? folder_.At(row.work_tree) : "") << row.path;
    EXPECT_EQ(repository->prefix(), row.prefix) << row.path;
    EXPECT_EQ(repository->Resolve("HEAD"), head_) << row.path;
  }
}

TEST_F(RepositoryTest, WhatIsNoneIsRefusedByName) {
  folder_.Run(
      "mkdir empty half half/.git lost wrong away wt; echo x > file\n"
      "echo 'gitdir: ../nowhere' > lost/.git; echo nonsense > wrong/.git\n"
      "echo 'gitdir: ../empty' > away/.git\n"
      "mkdir -p common; echo 'ref: refs/heads/main' > common/HEAD; echo ../none > "
      "common/commondir\n"
      "echo 'gitdir: ../common' > wt/.git");
  for (const char* name :
       {"empty", "half", "lost", "wrong", "away", "wt", "file", "missing", "empty/.."}) {
    const auto repository = Open(name);
    ASSERT_FALSE(repository) << name;
    EXPECT_EQ(repository.error().kind, ErrorKind::kNotFound) << name;
    EXPECT_NE(repository.error().where.find(name), std::string::npos) << name;
  }
}

TEST_F(RepositoryTest, ALinkInACircleIsRefused) {
  folder_.Run("ln -s loop2 loop1; ln -s loop1 loop2");
  EXPECT_FALSE(Open("loop1"));
}

TEST_F(RepositoryTest, AGitFileThatNamesItselfIsRefused) {
  folder_.Run("mkdir self; echo 'gitdir: .git' > self/.git");
  EXPECT_FALSE(Open("self"));
}

// ---- Configuration ----

TEST_F(RepositoryTest, OnlyKnownFormatsAreRead) {
  struct {
    const char* config;
    const char* refused;  // What the error names, or null when it is read
  } const rows[] = {
      {"", nullptr},
      {"[core]\n\trepositoryformatversion = 0\n", nullptr},
      {"[core]\nrepositoryformatversion = 1\n", nullptr},
      {"[CORE]\r\nRepositoryFormatVersion = \"1\" ; said twice\r\n", nullptr},
      {"\xEF\xBB\xBF[core]\nrepositoryformatversion = 9\n", "format 9"},
      {"[core] repositoryformatversion = 2\n", "format 2"},
      {"[core]\nrepositoryformatversion\n", "format true"},
      {"[core]\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = sha512\n", "sha512"},
      {"[core]\nrepositoryformatversion = 1\n[extensions]\nrefStorage = reftable\n", "reftable"},
      {"[core]\nrepositoryformatversion = 1\n[extensions]\nfuture = true\n", "future"},
      {"[core]\nrepositoryformatversion = 1\n[extensions]\nnoop = true\npreciousObjects = true\n",
       nullptr},
      {"[core]\nrepositoryformatversion = 0\n[extensions]\nfuture = true\n", nullptr},
      {"[core \"x\"]\nrepositoryformatversion = 7\n", nullptr},
      {"[other]\nrepositoryformatversion = 7\n", nullptr},
      {"# [core]\n; repositoryformatversion = 7\nnonsense\n[\n]\n=\n[unclosed\n", nullptr},
      {"[include]\npath = /etc/passwd\n", nullptr},
  };
  for (const auto& row : rows) {
    folder_.Write("r/.git/config", row.config);
    const auto repository = Open();
    ASSERT_EQ(repository.has_value(), row.refused == nullptr) << row.config;
    if (repository) continue;
    EXPECT_EQ(repository.error().kind, ErrorKind::kUnsupported) << row.config;
    const std::string line = ToString(repository.error());
    EXPECT_NE(line.find(row.refused), std::string::npos) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
  }
}

TEST_F(RepositoryTest, WithTheOtherHashIsRead) {
  folder_.Run(
      "git init -q -b main --object-format=sha256 s; cd s; echo 1 > a; git add a\n"
      "git commit -q -m one; git tag -a -m t v1; git gc -q; echo 2 > a; git commit -q -a -m 2");
  const ObjectId head = Id(folder_.Run("cd s; git rev-parse HEAD"));
  EXPECT_EQ(head.size, 32);
  EXPECT_EQ(Resolve("HEAD", "s"), head);
  EXPECT_EQ(Resolve("v1", "s"), Id(folder_.Run("cd s; git rev-parse HEAD~1")));
  EXPECT_EQ(Resolve(head.hex().substr(0, 12), "s"), head);
  const auto repository = Open("s");
  EXPECT_EQ(repository->bad_refs(), 0);
  Reader reader(*repository);
  EXPECT_FALSE(reader.Read(head_)) << "an id of the other size";
}

// ---- HEAD and revisions ----

TEST_F(RepositoryTest, RevisionsAreResolvedAsGitDoes) {
  folder_.Run(
      "cd r; git tag v1 HEAD~1; git tag -a -m x v2; git tag -a -m y v3 v2\n"
      "git checkout -q -b side HEAD~1; echo 3 > b; git add b; git commit -q -m three\n"
      "git checkout -q main; git merge -q --no-ff -m merge side; git branch a/b/c HEAD^2");
  const std::string full = folder_.Run("cd r; git rev-parse HEAD");
  for (const std::string& revision :
       {std::string("HEAD"), std::string("@"), std::string("HEAD~1"), std::string("HEAD^2"),
        std::string("HEAD^2~1"), std::string("HEAD^^"), std::string("HEAD~0"),
        std::string("HEAD^0"), std::string("v1"), std::string("v2^0"), std::string("v3^0"),
        std::string("tags/v1"), std::string("refs/tags/v1"), std::string("main"),
        std::string("heads/side"), std::string("a/b/c"), full.substr(0, 40), full.substr(0, 7)}) {
    EXPECT_EQ(Resolve(revision), Id(folder_.Run("cd r; git rev-parse '" + revision + "^{commit}'")))
        << revision;
  }
  for (const char* revision : {"",
                               "~1",
                               "^",
                               "HEAD~9",
                               "HEAD^3",
                               "HEAD~99999999999999999999",
                               "HEAD^{tree}",
                               "HEAD:src",
                               "HEAD@{1}",
                               "nope",
                               "v",
                               "..",
                               "../r",
                               "refs",
                               "refs/heads",
                               "0123",
                               "HEAD~x",
                               "main..side",
                               "src",
                               "-1",
                               "\xff",
                               "\x1b[2J"}) {
    const auto repository = Open();
    const auto id = repository->Resolve(revision);
    ASSERT_FALSE(id) << revision;
    EXPECT_EQ(id.error().kind, ErrorKind::kNotFound) << revision;
    EXPECT_EQ(ToString(id.error()).find('\x1b'), std::string::npos);
  }
}

TEST_F(RepositoryTest, AShortIdOfABlobOrTreeIsNoRevision) {
  const std::string tree = folder_.Run("cd r; git rev-parse HEAD^{tree}");
  EXPECT_FALSE(Resolve(tree.substr(0, 10)));
  EXPECT_FALSE(Resolve(tree.substr(0, 40)));
}

TEST_F(RepositoryTest, UnbornAndBrokenHeadsAreErrorsNotCrashes) {
  const std::pair<std::string, ErrorKind> rows[] = {
      {"ref: refs/heads/none\n", ErrorKind::kNotFound},
      {"ref: \n", ErrorKind::kNotFound},
      {"ref: HEAD\n", ErrorKind::kNotFound},
      {"ref: ../../../etc/passwd\n", ErrorKind::kNotFound},
      {"nonsense", ErrorKind::kMalformed},
      {"", ErrorKind::kMalformed},
      {std::string(40, '0') + "\n", ErrorKind::kNotFound},
      {std::string(2 << 20, 'x'), ErrorKind::kTooLarge},
  };
  for (const auto& [text, kind] : rows) {
    folder_.Write("r/.git/HEAD", text);
    const auto repository = Open();
    ASSERT_TRUE(repository);
    const auto id = repository->Resolve("HEAD");
    ASSERT_FALSE(id) << text.substr(0, 40);
    EXPECT_EQ(id.error().kind, kind) << text.substr(0, 40);
    EXPECT_EQ(repository->Resolve("main"), head_);
  }
  folder_.Write("r/.git/HEAD", head_.hex() + "\n");
  EXPECT_EQ(Resolve(), head_) << "detached";
}

// ---- Refs ----

TEST_F(RepositoryTest, ABranchThatNamesAnotherHasItsCommit) {
  folder_.Run(
      "cd r; git branch -m main trunk; git symbolic-ref refs/heads/main refs/heads/trunk\n"
      "git symbolic-ref HEAD refs/heads/main; git symbolic-ref refs/heads/third refs/heads/main");
  EXPECT_EQ(Resolve(), head_);
  EXPECT_EQ(Resolve("third"), head_);
  EXPECT_EQ(Names(),
            (std::vector<std::string>{"refs/heads/main", "refs/heads/third", "refs/heads/trunk"}));
  folder_.Run("cd r; git pack-refs --all");
  EXPECT_EQ(Resolve(), head_) << "over a packed one";
}

TEST_F(RepositoryTest, RefsInACircleOrWithoutEndAreCountedAndNoMore) {
  for (const auto& [name, target] :
       {std::pair{"a", "b"}, {"b", "a"}, {"self", "self"}, {"lost", "no"}})
    folder_.Write(std::string("r/.git/refs/heads/") + name,
                  std::string("ref: refs/heads/") + target + "\n");
  for (int i = 0; i < 20; ++i)
    folder_.Write("r/.git/refs/heads/c" + std::to_string(i),
                  "ref: refs/heads/" + (i == 0 ? "main" : "c" + std::to_string(i - 1)) + "\n");
  const auto repository = Open();
  ASSERT_TRUE(repository);
  EXPECT_EQ(repository->Resolve("c3"), head_);
  EXPECT_FALSE(repository->Resolve("c19"));
  EXPECT_FALSE(repository->Resolve("a"));
  EXPECT_GE(repository->bad_refs(), 4);
  EXPECT_EQ(repository->Resolve("main"), head_);
}

TEST_F(RepositoryTest, ARemotesHeadIsNoBranch) {
  folder_.Run("git clone -q r c");
  EXPECT_EQ(Names("c"), (std::vector<std::string>{"refs/heads/main", "refs/remotes/origin/main"}));
  EXPECT_EQ(Open("c")->bad_refs(), 0);
}

TEST_F(RepositoryTest, LooseRefsWinOverPackedOnes) {
  const std::string old = folder_.Run("cd r; git pack-refs --all; git rev-parse HEAD~1");
  folder_.Write("r/.git/refs/heads/main", old);
  EXPECT_EQ(Resolve("main"), Id(old));
  EXPECT_EQ(Names().size(), 1u);
}

TEST_F(RepositoryTest, BadNamesAndValuesInPackedRefsAreLeftOutAndCounted) {
  const std::string id = head_.hex();
  const std::string bad[] = {id + " refs/heads/../../../etc/passwd",
                             id + " refs/heads/a..b",
                             id + " refs/heads/a b",
                             id + " refs/heads/\x01",
                             id + " refs/heads/a~1",
                             id + " refs/heads/a:b",
                             id + " refs/tags/a\\b",
                             id + " refs/heads/a//b",
                             id + " refs/heads/a/",
                             id + " refs/heads/x.lock",
                             id + " refs/heads/a@{1}",
                             id + "refs/heads/stuck",
                             "xyz refs/heads/c",
                             id.substr(1) + " refs/heads/d",
                             std::string(64, 'a') + " refs/heads/e",
                             "nonsense"};
  std::string text = "# pack-refs with: peeled fully-peeled sorted \n";
  for (const std::string& line : bad) text += line + "\n";
  text += "^" + id + "\n\n" + id + " refs/heads/good\r\n" + id + " refs/notes/commits\n" + id +
          " refs/heads/no-end-of-line";
  folder_.Write("r/.git/packed-refs", text);
  const auto repository = Open();
  ASSERT_TRUE(repository);
  EXPECT_EQ(Names(), (std::vector<std::string>{"refs/heads/good", "refs/heads/main",
                                               "refs/heads/no-end-of-line"}));
  EXPECT_EQ(repository->bad_refs(), static_cast<long long>(std::size(bad)));
}

TEST_F(RepositoryTest, BadLooseRefsAreLeftOutAndCounted) {
  folder_.Write("r/.git/refs/heads/empty", "");
  folder_.Write("r/.git/refs/heads/noise", "nonsense\n");
  folder_.Write("r/.git/refs/heads/x.lock", head_.hex() + "\n");
  folder_.Write("r/.git/refs/tags/short", "abc\n");
  folder_.Run(
      "ln -s . r/.git/refs/heads/loop; ln -s /etc/passwd r/.git/refs/heads/outside\n"
      "mkfifo r/.git/refs/heads/pipe");
  EXPECT_EQ(Names(), (std::vector<std::string>{"refs/heads/main"}));
  EXPECT_EQ(Open()->bad_refs(), 7);
}

TEST_F(RepositoryTest, RefsNestedWithoutEndAreReadOnlySoDeep) {
  std::string name = "r/.git/refs/heads";
  for (int i = 0; i < 200; ++i) name += "/d";
  folder_.Write(name, head_.hex() + "\n");
  const auto repository = Open();
  ASSERT_TRUE(repository);
  EXPECT_EQ(repository->refs().size(), 1u);
}

TEST_F(RepositoryTest, AMillionPackedRefsAreReadInBoundedTime) {
  std::string text;
  for (long long i = 0; i < 1'000'000; ++i)
    text += head_.hex() + " refs/tags/t" + std::to_string(i * 7919 % 1'000'000) + "\n";
  folder_.Write("r/.git/packed-refs", text);
  const auto start = std::chrono::steady_clock::now();
  const auto repository = Open();
  ASSERT_TRUE(repository);
  EXPECT_EQ(repository->refs().size(), 1'000'001u);
  EXPECT_EQ(repository->Resolve("t999999"), head_);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

// ---- Loose objects ----

TEST_F(RepositoryTest, LooseObjectsThatLieAreErrorsOfTheirOwn) {
  const Bytes blob = "hello";
  const ObjectId id = crypto::GitObjectId(crypto::HashKind::kSha1, "blob", blob);
  const std::string zero(1, '\0');
  struct {
    const char* what;
    Bytes file;
    ErrorKind kind;
  } const rows[] = {
      {"another's bytes", Deflate("blob 5" + zero + "HELLO"), ErrorKind::kIntegrity},
      {"another type", Deflate("tree 5" + zero + blob), ErrorKind::kIntegrity},
      {"an unknown type", Deflate("folder 5" + zero + blob), ErrorKind::kMalformed},
      {"a size too small", Deflate("blob 4" + zero + blob), ErrorKind::kMalformed},
      {"a size too large", Deflate("blob 6" + zero + blob), ErrorKind::kMalformed},
      {"a size with a zero before it", Deflate("blob 05" + zero + blob), ErrorKind::kMalformed},
      {"no end of its header", Deflate("blob 5"), ErrorKind::kMalformed},
      {"a header without end", Deflate("blob " + Bytes(500, '9')), ErrorKind::kMalformed},
      {"an empty file", "", ErrorKind::kMalformed},
      {"noise", "nonsense", ErrorKind::kMalformed},
      {"not deflated", "blob 5" + zero + blob, ErrorKind::kMalformed},
      {"cut off", Deflate("blob 5" + zero + blob).substr(0, 10), ErrorKind::kMalformed},
      {"a bomb", Deflate("blob 300000000" + zero + Bytes(300'000'000, '\0')), ErrorKind::kTooLarge},
  };
  for (const auto& row : rows) {
    WriteLoose(id, row.file);
    const auto repository = Open();
    ASSERT_TRUE(repository);
    Reader reader(*repository);
    const auto object = reader.Read(id, 64 << 20);
    ASSERT_FALSE(object) << row.what;
    EXPECT_EQ(object.error().kind, row.kind) << row.what << ": " << ToString(object.error());
    EXPECT_EQ(object.error().where, id.hex()) << row.what;
  }
  WriteLoose(id, Deflate("blob 5" + zero + blob) + "what follows is left alone");
  const auto repository = Open();
  EXPECT_EQ(*Reader(*repository).Read(id)->bytes, blob);
  EXPECT_FALSE(Reader(*repository).Read(id, 4));
  EXPECT_TRUE(Reader(*repository).Read(id, 5));
}

TEST_F(RepositoryTest, WhatIsNoFileIsNoObject) {
  const std::string hex = head_.hex(),
                    name = "r/.git/objects/" + hex.substr(0, 2) + "/" + hex.substr(2);
  for (const char* make : {"mkdir", "mkfifo", "ln -s /dev/zero", "ln -s loop"}) {
    folder_.Run("rm -rf '" + name + "'; " + make + " '" + name + "'");
    EXPECT_FALSE(Resolve()) << make;
  }
}

TEST_F(RepositoryTest, ADamagedLooseCopyDoesNotHideAGoodPackedOne) {
  folder_.Run("cd r; git repack -q -a");
  WriteLoose(head_, "nonsense");
  EXPECT_EQ(Resolve(), head_);
}

// ---- Packs on disk ----

TEST_F(RepositoryTest, ADamagedPackIsAsIfItWereNotThere) {
  folder_.Run("cd r; git gc -q; echo 3 > c; git add c; git commit -q -m three");
  const ObjectId loose = Id(folder_.Run("cd r; git rev-parse HEAD"));
  const std::string index = folder_.Run("cd r; ls .git/objects/pack/*.idx | tr -d '\\n'");
  const std::string pack = index.substr(0, index.size() - 4) + ".pack";
  const std::string damage[] = {"truncate -s 100 " + pack, "truncate -s 0 " + index,
                                "rm -f " + pack, "mkfifo " + pack};
  for (const std::string& command : damage) {
    folder_.Run("cd r; chmod -R u+w .git/objects; " + command);
    const auto repository = Open();
    ASSERT_TRUE(repository) << command;
    EXPECT_EQ(repository->Resolve("HEAD"), loose) << command;
    EXPECT_FALSE(Reader(*repository).Read(head_)) << command;
  }
}

// ---- Alternates ----

TEST_F(RepositoryTest, ObjectsOfAnAlternateAreRead) {
  folder_.Run("git clone -q --shared r shared; git clone -q --bare --reference r r reference");
  for (const char* name : {"shared", "reference"}) {
    EXPECT_EQ(Resolve("HEAD~1", name), Id(folder_.Run("cd r; git rev-parse HEAD~1"))) << name;
    const auto repository = Open(name);
    const auto& folders = repository->folders();
    EXPECT_NE(std::find(folders.begin(), folders.end(), folder_.At("r/.git/objects")),
              folders.end())
        << "what is opened is told, so that it can be confined to";
  }
}

TEST_F(RepositoryTest, AlternatesInACircleOrToNowhereEnd) {
  folder_.Run(
      "git clone -q --bare --shared r one; git clone -q --bare --shared one two\n"
      "printf '# x\\n\\n../../two/objects\\n/nowhere\\n.\\n..\\n' >> one/objects/info/alternates");
  EXPECT_EQ(Resolve("HEAD", "one"), head_);
  EXPECT_EQ(Resolve("HEAD", "two"), head_);
}

TEST_F(RepositoryTest, AChainOfAlternatesIsFollowedAsDeepAsGitGoes) {
  folder_.Run(
      "p=r/.git; for i in 1 2 3 4 5 6 7 8; do git init -q --bare a$i\n"
      "echo \"$PWD/$p/objects\" > a$i/objects/info/alternates; p=a$i; done");
  const Bytes head = head_.hex() + "\n";
  for (const auto& [name, found] :
       {std::pair{"a1", true}, {"a5", true}, {"a7", false}, {"a8", false}}) {
    folder_.Write(std::string(name) + "/refs/heads/main", head);
    EXPECT_EQ(static_cast<bool>(Resolve("main", name)), found) << name;
  }
}

TEST_F(RepositoryTest, HundredsOfAlternatesAreNotAllOpened) {
  std::string list;
  for (int i = 0; i < 300; ++i) {
    std::filesystem::create_directories(folder_.At("many/" + std::to_string(i)));
    list += folder_.At("many/" + std::to_string(i)) + "\n";
  }
  folder_.Write("r/.git/objects/info/alternates", list);
  const auto repository = Open();
  ASSERT_TRUE(repository);
  EXPECT_LE(repository->folders().size(), 100u);
}

// ---- Shallow and partial ----

TEST_F(RepositoryTest, ShallowAndPartialClonesSaySo) {
  folder_.Run(
      "git -C r config uploadpack.allowFilter true\n"
      "git clone -q --depth 1 \"file://$PWD/r\" shallow\n"
      "git clone -q --filter=blob:none --no-checkout \"file://$PWD/r\" partial");
  EXPECT_FALSE(Open()->partial());
  EXPECT_TRUE(Open()->shallow().empty());
  EXPECT_EQ(Open("shallow")->shallow().count(head_), 1u);
  EXPECT_TRUE(Open("partial")->partial());
  folder_.Write("r/.git/shallow", "nonsense\n" + std::string(64, 'a') + "\n\n");
  EXPECT_TRUE(Open()->shallow().empty());
}

TEST_F(RepositoryTest, AMissingObjectIsNotFoundADamagedOneIsNot) {
  const auto repository = Open();
  Reader reader(*repository);
  ObjectId absent = head_;
  absent.bytes[0] ^= 0xff;
  EXPECT_EQ(reader.Read(absent).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(reader.ReadOf(head_, ObjectType::kTree).error().kind, ErrorKind::kMalformed);
  EXPECT_FALSE(reader.Has(absent));
  EXPECT_TRUE(reader.Has(head_));
}

}  // namespace
}  // namespace avouch::git

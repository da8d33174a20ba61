#include "git/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "testing/git_folder.h"
#include "testing/git_pack.h"

namespace avouch::git {
namespace {

using avouch::testing::CommitBytes;
using avouch::testing::Deflate;
using avouch::testing::GitFolder;
using avouch::testing::PackWriter;
using avouch::testing::TreeBytes;
using avouch::testing::TreeLine;
using container::ObjectType;
using crypto::HashKind;

constexpr std::size_t kIdSize = 20;

// Objects of one pack in memory, written by a test.
class Written {
 public:
  ObjectId Blob(const std::string& text) { return writer.Add(ObjectType::kBlob, text); }
  ObjectId Tree(const std::vector<TreeLine>& lines) {
    return writer.Add(ObjectType::kTree, TreeBytes(lines));
  }
  ObjectId Commit(const ObjectId& tree, const std::vector<ObjectId>& parents = {}) {
    return writer.Add(ObjectType::kCommit, CommitBytes(tree, parents));
  }
  const Repository& Get() {
    if (!repository_) {
      index_ = writer.Index();
      pack_ = writer.Pack();
      std::vector<std::unique_ptr<Pack>> packs;
      packs.push_back(*Pack::Over(index_, pack_, kIdSize));
      repository_.emplace(Repository::OfPacks(std::move(packs), HashKind::kSha1));
    }
    return *repository_;
  }
  Result<Listing> List(const ObjectId& tree) {
    Reader reader(Get());
    return ListTree(reader, tree, kIdSize);
  }
  Result<History> Swept(const ObjectId& target, int threads = 1) {
    SweepOptions options{target, [](std::string_view) { return true; }};
    options.threads = threads;
    return Sweep(Get(), options);
  }

  PackWriter writer;

 private:
  Bytes index_, pack_;
  std::optional<Repository> repository_;
};

std::vector<std::string> Paths(const Listing& listing) {
  std::vector<std::string> out;
  for (const auto& entry : listing.entries) out.push_back(entry.path);
  return out;
}

// "commit path before after", ids shortened; commits by position.
std::vector<std::string> Changes(const History& history) {
  std::vector<std::string> out;
  auto name = [](const ObjectId& id) { return id ? id.hex().substr(0, 4) : std::string("-"); };
  for (const Change& change : history.changes)
    out.push_back(std::to_string(change.commit) + " " + history.paths[change.path] + " " +
                  name(change.before) + " " + name(change.after));
  return out;
}

std::string Short(const ObjectId& id) { return id.hex().substr(0, 4); }

// ---- Trees that no honest program writes ----

TEST(ListTree, SortsByPathAndKeepsWhatIsNoFile) {
  Written w;
  const ObjectId b = w.Blob("x");
  const ObjectId inner = w.Tree({{"100755", "run", b}, {"120000", "link", b}});
  const auto listing = w.List(w.Tree({{"100644", "a.b", b},
                                      {"40000", "a", inner},
                                      {"160000", "module", b},
                                      {"100644", "\xff", b}}));
  ASSERT_TRUE(listing);
  EXPECT_EQ(Paths(*listing),
            (std::vector<std::string>{"a.b", "a/link", "a/run", "module", "\xff"}));
  EXPECT_EQ(listing->odd + listing->missing + listing->corrupt, 0);
}

TEST(ListTree, HostileNamesAndModesAreCountedAndLeftOut) {
  Written w;
  const ObjectId b = w.Blob("x"), inner = w.Tree({{"100644", "f", b}});
  const TreeLine lines[] = {
      {"100644", "", b},       {"100644", ".", b},      {"100644", "..", b},
      {"40000", "..", inner},  {"100644", ".git", b},   {"40000", ".GIT", inner},
      {"100644", "a/../b", b}, {"100644", "/x", b},     {"0", "zero", b},
      {"20000", "device", b},  {"140000", "socket", b}, {"7777777", "all", b}};
  for (const TreeLine& line : lines) {
    Written one;
    one.Blob("x");
    one.Tree({{"100644", "f", b}});
    const auto listing = one.List(one.Tree({line, {"100644", "good", b}}));
    ASSERT_TRUE(listing) << line.mode << " " << line.name;
    EXPECT_EQ(Paths(*listing), std::vector<std::string>{"good"}) << line.mode << " " << line.name;
    EXPECT_EQ(listing->odd, 1) << line.mode << " " << line.name;
  }
}

TEST(ListTree, OfANameGivenTwiceTheFirstCounts) {
  Written w;
  const ObjectId one = w.Blob("1"), two = w.Blob("2"), inner = w.Tree({{"100644", "f", two}});
  struct {
    const char* what;
    std::vector<TreeLine> lines;
    std::vector<std::string> paths;
  } const rows[] = {
      {"two files", {{"100644", "a", one}, {"100644", "a", two}}, {"a"}},
      {"not side by side",
       {{"100644", "a", one}, {"100644", "b", two}, {"100644", "a", two}},
       {"a", "b"}},
      {"file and folder", {{"100644", "a", one}, {"40000", "a", inner}}, {"a"}},
      {"folder and file", {{"40000", "a", inner}, {"100644", "a", one}}, {"a/f"}},
  };
  std::vector<ObjectId> trees;
  for (const auto& row : rows) trees.push_back(w.Tree(row.lines));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    const auto listing = w.List(trees[i]);
    ASSERT_TRUE(listing) << rows[i].what;
    EXPECT_EQ(Paths(*listing), rows[i].paths) << rows[i].what;
    EXPECT_EQ(listing->odd, 1) << rows[i].what;
    EXPECT_EQ(listing->entries[0].id, rows[i].paths[0] == "a" ? one : two) << rows[i].what;
  }
}

TEST(ListTree, MissingAndDamagedFoldersAreCountedNotFatal) {
  Written w;
  const ObjectId b = w.Blob("x");
  ObjectId absent = b, cut = b, lying = b;
  absent.bytes[0] ^= 1;
  cut = w.writer.Add(ObjectType::kTree, TreeBytes({{"100644", "kept", b}}) + "100644 cut");
  lying.bytes[0] ^= 2;
  w.writer.AddRaw(2, 0, "", Deflate(""), lying);
  const ObjectId root = w.Tree({{"40000", "absent", absent},
                                {"40000", "blob", b},
                                {"40000", "cut", cut},
                                {"40000", "lying", lying},
                                {"100644", "z", b}});
  const auto listing = w.List(root);
  ASSERT_TRUE(listing);
  EXPECT_EQ(Paths(*listing), (std::vector<std::string>{"cut/kept", "z"}));
  EXPECT_EQ(listing->missing, 1);
  EXPECT_EQ(listing->corrupt, 3);
}

TEST(ListTree, GoesAsDeepAsGitAndNoDeeper) {
  Written w;
  const ObjectId blob = w.Blob("x");
  ObjectId tree = w.Tree({{"100644", "f", blob}});
  std::string path = "f";
  for (int i = 0; i < 2048; ++i) {
    tree = w.Tree({{"40000", "d", tree}});
    path.insert(0, "d/");
  }
  const ObjectId commit = w.Commit(tree), deeper = w.Tree({{"40000", "d", tree}});
  const auto listing = w.List(tree);
  ASSERT_TRUE(listing) << ToString(listing.error());
  EXPECT_EQ(Paths(*listing), std::vector<std::string>{path});
  const auto history = w.Swept(commit);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->paths, std::vector<std::string>{path});
  EXPECT_EQ(history->odd, 0);
  const auto refused = w.List(deeper);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kTooLarge);
}

TEST(ListTree, DeepFoldersFullOfFilesAreRefusedBeforeTheirPathsFillMemory) {
  Written w;
  const std::string name(250, 'n');
  std::vector<TreeLine> lines;
  for (int i = 0; i < 1000; ++i) lines.push_back({"100644", std::to_string(1000 + i), w.Blob("x")});
  ObjectId tree = w.Tree(lines);
  for (int i = 0; i < 2000; ++i) tree = w.Tree({{"40000", name, tree}});
  const auto listing = w.List(tree);
  ASSERT_FALSE(listing);
  EXPECT_EQ(listing.error().kind, ErrorKind::kTooLarge);
}

TEST(ListTree, TenThousandFoldersDeepIsRefusedInOneLine) {
  Written w;
  ObjectId tree = w.Tree({{"100644", "f", w.Blob("x")}});
  for (int i = 0; i < 10'000; ++i) tree = w.Tree({{"40000", "d", tree}});
  const ObjectId commit = w.Commit(tree);
  const auto listing = w.List(tree);
  ASSERT_FALSE(listing);
  EXPECT_EQ(listing.error().kind, ErrorKind::kTooLarge);
  const auto history = w.Swept(commit);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->odd, 1);
  EXPECT_TRUE(history->changes.empty());
}

// Ten folders that hold the next ten times: 10^10 paths in a few hundred bytes.
ObjectId Bomb(Written& w, const std::string& leaf) {
  ObjectId tree = w.Tree({{"100644", "f", w.Blob(leaf)}});
  for (int level = 0; level < 10; ++level) {
    std::vector<TreeLine> lines;
    for (int i = 0; i < 10; ++i) lines.push_back({"40000", std::to_string(i), tree});
    tree = w.Tree(lines);
  }
  return tree;
}

TEST(ListTree, AFewTreesThatStandForTenThousandMillionPathsAreRefused) {
  Written w;
  const ObjectId bomb = Bomb(w, "x");
  const auto listing = w.List(bomb);
  ASSERT_FALSE(listing);
  EXPECT_EQ(listing.error().kind, ErrorKind::kTooLarge);
}

TEST(Sweep, AFewTreesThatStandForTenThousandMillionPathsEndSoon) {
  Written w;
  const ObjectId first = w.Commit(Bomb(w, "x"));
  const ObjectId second = w.Commit(Bomb(w, "y"), {first});
  const auto start = std::chrono::steady_clock::now();
  const auto history = w.Swept(second);
  ASSERT_TRUE(history) << ToString(history.error());
  EXPECT_GE(history->odd, 1);
  EXPECT_EQ(history->commits.size(), 2u);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

// ---- Changes ----

TEST(Sweep, EachCommitIsComparedWithItsFirstParent) {
  Written w;
  const ObjectId a = w.Blob("a"), b = w.Blob("b"), c = w.Blob("c");
  const ObjectId inner = w.Tree({{"100644", "x", a}});
  const ObjectId one = w.Commit(w.Tree({{"40000", "d", inner}, {"100644", "f", a}}));
  const ObjectId two = w.Commit(w.Tree({{"40000", "d", inner}, {"100644", "f", b}}), {one});
  // The folder becomes a file of the same name, a file goes, one comes.
  const ObjectId three = w.Commit(w.Tree({{"100644", "d", c}, {"100755", "g", b}}), {two});
  const auto history = w.Swept(three);
  ASSERT_TRUE(history);
  ASSERT_EQ(history->commits.size(), 3u);
  EXPECT_EQ(history->commits[0].id, one);
  EXPECT_EQ(history->commits[2].id, three);
  EXPECT_EQ(Changes(*history),
            (std::vector<std::string>{"0 d/x - " + Short(a), "0 f - " + Short(a),
                                      "1 f " + Short(a) + " " + Short(b), "2 d - " + Short(c),
                                      "2 d/x " + Short(a) + " -", "2 f " + Short(b) + " -",
                                      "2 g - " + Short(b)}));
  EXPECT_EQ(history->missing + history->corrupt + history->odd, 0);
}

TEST(Sweep, AMergeRepeatsNothing) {
  Written w;
  const ObjectId a = w.Blob("a"), b = w.Blob("b");
  const ObjectId base = w.Commit(w.Tree({{"100644", "f", a}}));
  const ObjectId left = w.Commit(w.Tree({{"100644", "f", b}}), {base});
  const ObjectId right = w.Commit(w.Tree({{"100644", "f", a}, {"100644", "g", a}}), {base});
  const ObjectId merge = w.Commit(w.Tree({{"100644", "f", b}, {"100644", "g", a}}), {left, right});
  const auto history = w.Swept(merge);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->changes.size(), 3u);
  EXPECT_TRUE(history->commits[3].merge);
  EXPECT_EQ(history->commits[3].parents.size(), 2u);
}

TEST(Sweep, ASubmodulesCommitIsNoChangeOfAFile) {
  Written w;
  const ObjectId a = w.Blob("a");
  const ObjectId one = w.Commit(w.Tree({{"160000", "m", a}}));
  const ObjectId two = w.Commit(w.Tree({{"100644", "m", a}}), {one});
  const auto history = w.Swept(two);
  ASSERT_TRUE(history);
  EXPECT_EQ(Changes(*history), std::vector<std::string>{"1 m - " + Short(a)});
}

TEST(Sweep, TreesOutOfOrderEndAndAreCounted) {
  Written w;
  const ObjectId a = w.Blob("a"), b = w.Blob("b");
  const ObjectId one =
      w.Commit(w.Tree({{"100644", "z", a}, {"100644", "a", a}, {"100644", "a", b}}));
  const ObjectId two =
      w.Commit(w.Tree({{"100644", "a", a}, {"100644", "z", b}, {"100644", "..", a}}), {one});
  const auto history = w.Swept(two);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->odd, 1);
  EXPECT_EQ(history->commits.size(), 2u);
}

TEST(Sweep, OfNamedPathsItTellsWhatItTellsOfAll) {
  Written w;
  const ObjectId a = w.Blob("a"), b = w.Blob("b");
  const ObjectId deep = w.Tree({{"100644", "f", a}, {"100644", "g", b}});
  const ObjectId other = w.Tree({{"100644", "f", b}});
  const ObjectId one = w.Commit(w.Tree({{"40000", "d", w.Tree({{"40000", "e", deep}})},
                                        {"40000", "x", w.Tree({{"40000", "e", deep}})},
                                        {"100644", "z", a}}));
  const ObjectId two = w.Commit(w.Tree({{"40000", "d", w.Tree({{"40000", "e", other}})},
                                        {"100644", "x", a},
                                        {"40000", "z", other}}),
                                {one});
  const auto all = w.Swept(two);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->paths,
            (std::vector<std::string>{"d/e/f", "d/e/g", "x", "x/e/f", "x/e/g", "z", "z/f"}));
  const std::vector<std::string> kSets[] = {
      {},    {"z"},   {"d/e/f"},    {"x/e/g", "x"}, {"z/f", "d/e/g"},
      {"d"}, {"d/e"}, {"absent/f"}, all->paths};
  for (const auto& paths : kSets) {
    SCOPED_TRACE(Join(paths, " "));
    const auto named = Sweep(w.Get(), {two, PathFilter::Only(paths)});
    ASSERT_TRUE(named);
    std::vector<std::string> expected;
    for (const auto& line : Changes(*all))
      if (std::find(paths.begin(), paths.end(), std::string(Words(line)[1])) != paths.end())
        expected.push_back(line);
    EXPECT_EQ(Changes(*named), expected);
  }
}

TEST(Sweep, IsTheSameForAnyNumberOfThreads) {
  Written w;
  std::vector<ObjectId> last;
  for (int i = 0; i < 2500; ++i) {  // From 300 on the work is divided.
    const ObjectId tree =
        w.Tree({{"100644", "f" + std::to_string(i % 7), w.Blob(std::to_string(i))},
                {"100644", i % 100 == 3 ? ".git" : "ok", w.Blob(std::to_string(i / 100))}});
    const ObjectId commit = w.Commit(tree, last);
    last = i % 50 == 9 ? std::vector<ObjectId>{commit, last[0]} : std::vector<ObjectId>{commit};
  }
  const auto one = w.Swept(last[0], 1), four = w.Swept(last[0], 4);
  ASSERT_TRUE(one);
  ASSERT_TRUE(four);
  EXPECT_EQ(one->paths, four->paths);
  EXPECT_EQ(Changes(*one), Changes(*four));
  EXPECT_EQ(one->odd, four->odd);
  EXPECT_EQ(one->odd, 25);
  EXPECT_GT(one->changes.size(), 2400u);
}

// ---- Commits ----

TEST(Sweep, AbsentAndDamagedParentsAreCountedAndCut) {
  Written w;
  const ObjectId tree = w.Tree({}), blob = w.Blob("no commit");
  ObjectId absent = blob;
  absent.bytes[3] ^= 1;
  const ObjectId broken = w.writer.Add(ObjectType::kCommit, "nonsense");
  const ObjectId top = w.Commit(tree, {absent, blob, broken});
  const auto history = w.Swept(top);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->missing, 1);
  EXPECT_EQ(history->corrupt, 2);
  ASSERT_EQ(history->commits.size(), 1u);
  EXPECT_TRUE(history->commits[0].cut);
  EXPECT_TRUE(history->commits[0].merge);
}

TEST(Sweep, CommitsThatAreTheirOwnAncestorsAreRefusedByTheirNames) {
  // No hash makes a circle; an index can claim one.
  PackWriter writer;
  const ObjectId tree = writer.Add(ObjectType::kTree, "");
  ObjectId left = tree, right = tree;
  left.bytes[0] ^= 1;
  right.bytes[0] ^= 2;
  for (const auto& [name, parent] : {std::pair{left, right}, {right, left}}) {
    const Bytes bytes = CommitBytes(tree, {parent});
    writer.AddRaw(1, bytes.size(), "", Deflate(bytes), name);
  }
  const ObjectId top = writer.Add(ObjectType::kCommit, CommitBytes(tree, {left}));
  const Bytes index = writer.Index(), pack = writer.Pack();
  std::vector<std::unique_ptr<Pack>> packs;
  packs.push_back(*Pack::Over(index, pack, kIdSize));
  const Repository repository = Repository::OfPacks(std::move(packs), HashKind::kSha1);
  EXPECT_FALSE(Sweep(repository, {left, {}}));
  const auto history = Sweep(repository, {top, {}});
  ASSERT_TRUE(history);
  EXPECT_EQ(history->commits.size(), 1u);
  EXPECT_GE(history->corrupt, 1);
}

TEST(Sweep, AnOctopusOfFiveThousandKeepsWhatIsAllowedAndSaysSo) {
  Written w;
  const ObjectId tree = w.Tree({});
  std::vector<ObjectId> parents;
  for (int i = 0; i < 5000; ++i)
    parents.push_back(w.writer.Add(ObjectType::kCommit, CommitBytes(tree, {}, std::to_string(i))));
  const auto history = w.Swept(w.Commit(tree, parents));
  ASSERT_TRUE(history);
  EXPECT_EQ(history->odd, 1);
  EXPECT_EQ(history->commits.back().parents.size(), 4096u);
}

TEST(Sweep, AHundredThousandCommitsInARowNeedNoDeepStack) {
  Written w;
  const ObjectId tree = w.Tree({});
  std::vector<ObjectId> last;
  for (int i = 0; i < 100'000; ++i) last = {w.Commit(tree, last)};
  const auto history = w.Swept(last[0]);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->commits.size(), 100'000u);
  EXPECT_EQ(history->commits.back().id, last[0]);
}

TEST(Sweep, SubjectsAndTrailersAreBounded) {
  Written w;
  std::string message = std::string(5000, 's') + "\n\n";
  for (int i = 0; i < 100; ++i) message += "Reviewed-by: R <r@example.org>\n";
  message += "Reviewed-by: " + std::string(1000, 'x') + "\nNot-a-trailer: x\n";
  const ObjectId top = w.writer.Add(ObjectType::kCommit, CommitBytes(w.Tree({}), {}, message));
  const auto history = w.Swept(top);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->commits[0].subject.size(), 256u);
  EXPECT_EQ(history->commits[0].trailers.size(), 32u);
}

TEST(Sweep, ATargetThatIsNoCommitIsAnError) {
  Written w;
  const ObjectId tree = w.Tree({});
  EXPECT_FALSE(w.Swept(tree));
  ObjectId absent = tree;
  absent.bytes[0] ^= 1;
  EXPECT_EQ(w.Swept(absent).error().kind, ErrorKind::kNotFound);
}

// ---- Common ancestors ----

TEST(MergeBase, IsTheLatestThatBothHave) {
  Written w;
  const ObjectId tree = w.Tree({});
  auto commit = [&](const char* name, const std::vector<ObjectId>& parents) {
    return w.writer.Add(ObjectType::kCommit, CommitBytes(tree, parents, name));
  };
  const ObjectId root = commit("root", {}), fork = commit("fork", {root});
  const ObjectId left = commit("left", {fork}), right = commit("right", {fork});
  const ObjectId alone = commit("alone", {}), top = commit("top", {left, right, alone});
  const auto history = w.Swept(top);
  ASSERT_TRUE(history);
  EXPECT_EQ(MergeBase(*history, left, right), fork);
  EXPECT_EQ(MergeBase(*history, left, root), root);
  EXPECT_EQ(MergeBase(*history, top, right), right);
  EXPECT_EQ(MergeBase(*history, left, left), left);
  EXPECT_EQ(MergeBase(*history, left, alone).error().kind, ErrorKind::kNotFound);
  const ObjectId absent = tree;
  EXPECT_EQ(MergeBase(*history, left, absent).error().kind, ErrorKind::kNotFound);
}

// ---- Tags and branches, over repositories that git made ----

class SweepTest : public ::testing::Test {
 protected:
  Result<History> Swept(const std::string& name) {
    repositories_.push_back(*Repository::Open(folder_.At(name)));
    return Sweep(repositories_.back(),
                 {*repositories_.back().Resolve("HEAD"), [](std::string_view) { return true; }});
  }

  GitFolder folder_;
  std::deque<Repository> repositories_;
};

TEST_F(SweepTest, TagsSayWhatTheyNameAndWhen) {
  folder_.Run(
      "git init -q -b main r; cd r; echo 1 > a; git add a; git commit -q -m one; git tag light\n"
      "git tag -a -m x heavy; git tag -a -m y nested heavy 2>/dev/null; git tag tree HEAD^{tree}\n"
      "git tag -a -m z blob HEAD:a\n"
      "printf 'object %s\\ntype commit\\ntag bare\\n\\nno tagger\\n' $(git rev-parse HEAD) |\n"
      "  git hash-object -t tag -w --stdin > .git/refs/tags/no-tagger\n"
      "echo 0123456789012345678901234567890123456789 > .git/refs/tags/lost");
  const auto history = Swept("r");
  ASSERT_TRUE(history);
  const ObjectId head = history->commits[0].id;
  struct {
    const char* name;
    ObjectId target;
    bool annotated;
    std::int64_t seconds;
  } const rows[] = {{"blob", {}, true, 1700000001},
                    {"heavy", head, true, 1700000001},
                    {"light", head, false, 1700000001},
                    {"lost", {}, false, 0},
                    {"nested", head, true, 1700000001},
                    {"no-tagger", head, true, 1700000001},
                    {"tree", {}, false, 0}};
  ASSERT_EQ(history->tags.size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    EXPECT_EQ(history->tags[i].name, rows[i].name);
    EXPECT_EQ(history->tags[i].target, rows[i].target) << rows[i].name;
    EXPECT_EQ(history->tags[i].annotated, rows[i].annotated) << rows[i].name;
    EXPECT_EQ(history->tags[i].seconds, rows[i].seconds) << rows[i].name;
  }
  EXPECT_EQ(history->missing, 1) << "what the lost tag names";
}

TEST_F(SweepTest, BranchesOfAllRemotesAreBranchesAndTagsReachNone) {
  folder_.Run(
      "git init -q -b main r; cd r; git commit -q --allow-empty -m one; git branch b/c\n"
      "git checkout -q --detach; git commit -q --allow-empty -m aside; git tag aside\n"
      "git checkout -q main; cd ..; git clone -q r c; cd c; git branch mine; "
      "git update-ref refs/remotes/1.x main");  // As git-svn has them
  const auto history = Swept("c");
  ASSERT_TRUE(history);
  EXPECT_EQ(history->branches, (std::vector<std::string>{"1.x", "b/c", "main", "mine"}));
  ASSERT_EQ(history->commits.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(history->on_branch[i], history->commits[i].subject == "one") << i;
}

TEST_F(SweepTest, AShallowCutIsTheEndAndInventsNoFirstVersion) {
  folder_.Run(
      "git init -q -b main r; cd r; for i in 1 2 3; do echo $i > f; git add f; git commit -q -m "
      "$i; done\n"
      "cd ..; git clone -q --depth 2 \"file://$PWD/r\" s");
  const auto history = Swept("s");
  ASSERT_TRUE(history);
  EXPECT_TRUE(history->shallow);
  ASSERT_EQ(history->commits.size(), 2u);
  EXPECT_TRUE(history->commits[0].cut);
  EXPECT_EQ(history->missing, 0);
  EXPECT_EQ(history->changes.size(), 1u) << "what the cut commit holds is not what it changed";
}

TEST_F(SweepTest, PackedLooseClonedAndBareAreTheSame) {
  folder_.Run(
      "git init -q -b main r; cd r; for i in 1 2 3 4; do echo $i > f$i; date +$i > same; git add "
      ".\n"
      "git commit -q -m $i; done; git tag -a -m x v1; cd ..; cp -r r gc; git -C gc gc -q\n"
      "git clone -q --bare r bare; cp -r gc graph; git -C graph commit-graph write --reachable\n"
      "git -C graph repack -q -a -d -b; git -C graph multi-pack-index write");
  const auto loose = Swept("r");
  ASSERT_TRUE(loose);
  for (const char* name : {"gc", "bare", "graph"}) {
    const auto other = Swept(name);
    ASSERT_TRUE(other) << name;
    EXPECT_EQ(Changes(*loose), Changes(*other)) << name;
    EXPECT_EQ(loose->paths, other->paths) << name;
    EXPECT_EQ(loose->branches, other->branches) << name;
    EXPECT_EQ(loose->tags.size(), other->tags.size()) << name;
  }
}

TEST_F(SweepTest, ACommitGraphThatLiesIsNotBelieved) {
  folder_.Run(
      "git init -q -b main r; cd r; for i in 1 2 3; do git commit -q --allow-empty -m $i; done\n"
      "git gc -q; git commit-graph write --reachable; git multi-pack-index write\n"
      "chmod -R u+w .git/objects; for f in .git/objects/info/commit-graph "
      ".git/objects/pack/multi-pack-index; do test -f $f; printf nonsense > $f; done");
  const auto history = Swept("r");
  ASSERT_TRUE(history);
  EXPECT_EQ(history->commits.size(), 3u);
}

}  // namespace
}  // namespace avouch::git

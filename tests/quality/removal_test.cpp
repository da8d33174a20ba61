// Taking away a true though incomplete file never improves a verdict.
//
// Over real trees: this repository's own, and those of AVOUCH_REPOSITORIES. Each
// file that a reader wants and that holds no finding is taken away in turn.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "app/assess.h"
#include "app/decide.h"
#include "formats/table.h"
#include "source/commit.h"
#include "statement/argument_file.h"
#include "statement/embedded.h"

namespace avouch {
namespace {

constexpr std::size_t kMostFiles = 30;         // Of one tree, spread over all that are wanted
constexpr std::size_t kMostRepositories = 6;

class Without : public source::Tree {
 public:
  Without(const source::Tree& tree, const std::string& path) : tree_(tree) {
    for (const auto& entry : tree.entries())
      if (entry.path.bytes != path) entries_.push_back(entry);
  }
  const std::vector<source::Entry>& entries() const override { return entries_; }
  long long missing() const override { return tree_.missing(); }
  Result<Bytes> Read(const source::Entry& entry, std::uint64_t limit) const override {
    return tree_.Read(entry, limit);
  }

 private:
  const source::Tree& tree_;
  std::vector<source::Entry> entries_;
};

struct Rules {
  model::Catalogue catalogue = *app::LoadCatalogue();
  model::Arguments arguments = *app::LoadArguments();
  model::LifecycleTable table =
      *statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or(""));
};

model::Assessment Decide(const source::Tree& tree, const Rules& rules) {
  model::Product product;
  product.delivery = {model::Delivery::kTool};
  model::Policy policy;
  auto evidenced = app::ToFacts(collect::ReadTree(tree, product, 2), {}, {"x", "", ""}, {0});
  EXPECT_TRUE(evidenced.has_value());
  claims::Reaches reach = claims::ComputeReach(evidenced->facts);
  claims::Inputs in{evidenced->facts, product, policy, rules.table, reach, StartOf({2026, 11, 24})};
  model::Assessment out;
  auto done = claims::Evaluate(in, rules.catalogue, rules.arguments, out);
  EXPECT_TRUE(done.has_value());
  return out;
}

int Rank(model::Verdict verdict) {
  return verdict == model::Verdict::kMet ? 2 : verdict == model::Verdict::kNotMet ? 0 : 1;
}

void Hold(const std::string& path, const Rules& rules) {
  auto repository = git::Repository::Open(path);
  ASSERT_TRUE(repository.has_value()) << path;
  auto commit = repository->Resolve("HEAD");
  if (!commit) return;
  git::Reader reader(*repository);
  auto parsed = container::ParseCommit(*reader.Read(*commit)->bytes);
  ASSERT_TRUE(parsed.has_value());
  auto tree = source::CommitTree::Open(*repository, parsed->tree, "");
  ASSERT_TRUE(tree.has_value());
  model::Assessment whole = Decide(**tree, rules);
  std::set<std::string> guilty;
  for (const auto& claim : whole.claims)
    for (const auto& check : claim.checks)
      for (const auto& finding : check.findings) guilty.insert(finding.place.path.bytes);
  std::vector<std::string> wanted;
  for (const auto& entry : (*tree)->entries())
    if (entry.kind == source::EntryKind::kFile && formats::FormatOf(entry.path) != nullptr &&
        !guilty.contains(entry.path.bytes))
      wanted.push_back(entry.path.bytes);
  std::size_t step = std::max<std::size_t>(1, wanted.size() / kMostFiles);
  for (std::size_t i = 0; i < wanted.size(); i += step) {
    model::Assessment less = Decide(Without(**tree, wanted[i]), rules);
    ASSERT_EQ(less.claims.size(), whole.claims.size());
    for (std::size_t k = 0; k < whole.claims.size(); ++k)
      EXPECT_LE(Rank(less.claims[k].verdict), Rank(whole.claims[k].verdict))
          << path << ": without " << wanted[i] << " claim " << whole.claims[k].claim;
  }
}

TEST(Removal, OfATrueFileNeverImprovesAVerdict) {
  Rules rules;
  std::vector<std::string> paths;
  if (std::filesystem::exists(AVOUCH_SOURCE_DIR "/.git")) paths.push_back(AVOUCH_SOURCE_DIR);
  if (const char* folder = std::getenv("AVOUCH_REPOSITORIES"))
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::string path = entry.path();
      if (std::filesystem::exists(path + "/repo/HEAD")) path += "/repo";
      paths.push_back(path);
    }
  std::sort(paths.begin(), paths.end());
  if (paths.size() > kMostRepositories) paths.resize(kMostRepositories);
  for (const auto& path : paths) Hold(path, rules);
  if (paths.empty()) GTEST_SKIP() << "no repository here";
}

}  // namespace
}  // namespace avouch

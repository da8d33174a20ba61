// Taking away a true though incomplete file never improves a verdict.
//
// Over trees that are put together here, over this repository's own, and over
// those of AVOUCH_REPOSITORIES. Each file that a reader wants is taken away in
// turn, and neither a check nor a claim may come out better, but where
//   - the file holds what decided against the check: it was not true;
//   - it is a part of the product (a manifest, a recipe, a workflow) that itself
//     lacked something: without it there is another product, with less to show;
//   - it is such a part, and the check was violated: what contradicts is then two
//     files, one that floats and one that releases, or a tool that is switched off
//     and what it should look after.
// A document or the configuration of a tool has only the first excuse, and one
// more: it alone says that another file, which decided against, is a document.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "app/assess.h"
#include "app/decide.h"
#include "formats/known_manifests.h"
#include "formats/table.h"
#include "source/commit.h"
#include "statement/argument_file.h"
#include "statement/embedded.h"

namespace avouch {
namespace {

constexpr std::size_t kMostFiles = 30;  // Of one real tree, spread over all that are wanted
constexpr std::size_t kMostRepositories = 6;
constexpr int kTrees = 150;  // Put together here

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

model::Assessment Decide(const source::Tree& tree, const model::HistoryFacts& history,
                         const Rules& rules) {
  model::Product product;
  product.delivery = {model::Delivery::kTool};
  model::Policy policy;
  auto evidenced =
      app::ToFacts(collect::ReadTree(tree, product, 2), {history, {}}, {"x", "", ""}, {0});
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
int Rank(model::Outcome outcome) {
  return outcome == model::Outcome::kSatisfied ? 2 : outcome == model::Outcome::kViolated ? 0 : 1;
}

// What the file is to the product; empty when nothing reads it.
std::string Family(const Path& path) {
  if (const formats::Format* format = formats::FormatOf(path)) return std::string(format->family);
  return formats::KnownManifest(path) ? "components" : "";
}

// Better, or with nothing left to look at, which "each" passes over.
bool IsBetter(const model::CheckResult& before, const model::CheckResult& after) {
  return Rank(after.outcome) > Rank(before.outcome) || (after.nothing && !before.nothing);
}

bool IsExcused(const model::CheckResult& whole, const Path& path) {
  bool found = false;
  for (const auto& finding : whole.findings) {
    if (finding.decides && Family(finding.place.path).empty()) return true;
    if (finding.place.path != path) continue;
    if (finding.decides) return true;
    found = true;
  }
  const std::string family = Family(path);
  const bool recipe = family == "pipelines" || family == "containers";
  const bool part = recipe || family == "components";
  if (whole.outcome == model::Outcome::kViolated) return part;
  const bool named = whole.missing.find(path.bytes) != std::string::npos;
  // What is missing is told by the first few; "and 3 more" may name it too.
  const bool more = whole.missing.find(" more") != std::string::npos;
  return part && (found || named || more);
}

// A better answer that nothing excuses, one line each.
std::vector<std::string> Improvements(const model::Assessment& whole, const model::Assessment& less,
                                      const Path& path) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < whole.claims.size(); ++i) {
    const auto& before = whole.claims[i];
    const auto& after = less.claims[i];
    bool excused = false;
    for (std::size_t k = 0; k < before.checks.size(); ++k) {
      const auto& check = before.checks[k];
      if (!IsBetter(check, after.checks[k])) continue;
      if (IsExcused(check, path))
        excused = true;
      else if (Rank(after.checks[k].outcome) > Rank(check.outcome))
        out.push_back("without " + path.bytes + " check " + check.check + " of " + before.claim);
    }
    if (Rank(after.verdict) > Rank(before.verdict) && !excused)
      out.push_back("without " + path.bytes + " claim " + before.claim);
  }
  return out;
}

struct Counts {
  int removals = 0, worse = 0, met = 0, not_met = 0;
};

void Hold(const std::string& name, const source::Tree& tree, const model::HistoryFacts& history,
          const Rules& rules, std::size_t most, Counts& counts) {
  const model::Assessment whole = Decide(tree, history, rules);
  for (const auto& claim : whole.claims) {
    counts.met += claim.verdict == model::Verdict::kMet;
    counts.not_met += claim.verdict == model::Verdict::kNotMet;
  }
  std::vector<std::string> wanted;
  for (const auto& entry : tree.entries())
    if (entry.kind == source::EntryKind::kFile && !Family(entry.path).empty())
      wanted.push_back(entry.path.bytes);
  const std::size_t step = std::max<std::size_t>(1, wanted.size() / most);
  for (std::size_t i = 0; i < wanted.size(); i += step) {
    const model::Assessment less = Decide(Without(tree, wanted[i]), history, rules);
    ASSERT_EQ(less.claims.size(), whole.claims.size());
    ++counts.removals;
    for (const auto& better : Improvements(whole, less, wanted[i]))
      ADD_FAILURE() << name << ": " << better;
    bool worse = false;
    for (std::size_t k = 0; k < whole.claims.size(); ++k)
      for (std::size_t n = 0; n < whole.claims[k].checks.size(); ++n)
        worse |= Rank(less.claims[k].checks[n].outcome) < Rank(whole.claims[k].checks[n].outcome);
    counts.worse += worse;
  }
}

void HoldRepository(const std::string& path, const Rules& rules, Counts& counts) {
  auto repository = git::Repository::Open(path);
  if (!repository) return;  // A copy that was begun and not ended
  auto commit = repository->Resolve("HEAD");
  if (!commit) return;
  git::Reader reader(*repository);
  auto parsed = container::ParseCommit(*reader.Read(*commit)->bytes);
  ASSERT_TRUE(parsed.has_value());
  auto tree = source::CommitTree::Open(*repository, parsed->tree, "");
  ASSERT_TRUE(tree.has_value());
  Hold(path, **tree, {}, rules, kMostFiles, counts);
}

// Files that a tree is put together from: of each slot one, or none. Whole ones,
// incomplete ones, and ones that contradict.
struct Choice {
  std::string path, bytes;
};
const std::vector<std::vector<Choice>>& Slots() {
  static const std::string kCommit = "0123456789abcdef0123456789abcdef01234567";
  static const std::string kHash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  static const std::string kDigest =
      "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  static const std::string kSri =
      "sha512-"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";
  auto release = [](const std::string& needs, const std::string& steps) {
    return "on: {push: {tags: ['v*']}}\npermissions: {contents: write}\njobs:\n"
           "  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm ci\n      - run: npm "
           "test\n"
           "  publish:\n" +
           needs + "    runs-on: ubuntu-24.04\n    steps:\n" + steps + "      - run: npm publish\n";
  };
  static const std::vector<std::vector<Choice>> kSlots = {
      {{"SECURITY.md",
        "# Security policy\n\n## Scope\n\nVersion 2.\n\n## Reporting a vulnerability\n\n"
        "Write to security@larkhill.example. We will acknowledge it within 3 days.\n"},
       {"SECURITY.md",
        "# Security policy\n\nReport vulnerabilities to security@larkhill.example.\n"},
       {"SECURITY.md", "# Security policy\n\nTo report a vulnerability, open an issue.\n"},
       {"SECURITY.md", "# Security policy\n\n| Version | Supported |\n|---|---|\n| 2.x | yes |\n"},
       {"SECURITY.md",
        "# Security policy\n\nSee our [security policy](docs/handbook/security-policy.md).\n"}},
      {{"docs/handbook/security-policy.md",
        "# Security policy\n\nReport vulnerabilities to a@larkhill.example.\n"},
       {"docs/handbook/security-policy.md", "# Security policy\n\nTBD\n"}},
      {{".well-known/security.txt",
        "Contact: mailto:a@larkhill.example\nExpires: 2027-06-01T00:00:00Z\n"},
       {".well-known/security.txt", "Contact: mailto:a@larkhill.example\n"}},
      {{"SUPPORT.md",
        "# Support\n\nOnly the latest release is supported. We release a security update every "
        "month.\n"},
       {"SUPPORT.md",
        "# Support\n\n| Version | Supported | Until |\n|---|---|---|\n| 2.x | yes | 2028-01-01 "
        "|\n"},
       {"SUPPORT.md",
        "# Support\n\n| Version | Supported | Until |\n|---|---|---|\n| 2.x | yes | 2020-01-01 "
        "|\n"}},
      {{"docs/incident-response-plan.md", "# Plan\n\n## Roles\n\nPriya leads.\n"},
       {"docs/incident-response-plan.md", "# Plan\n\n## Roles\n\n[Name] leads.\n"}},
      {{"README.md", "# Tool\n\nDependabot runs daily. To upgrade, see the release notes.\n"}},
      {{".github/dependabot.yml",
        "version: 2\nupdates:\n  - {package-ecosystem: npm, directory: /}\n"
        "  - {package-ecosystem: github-actions, directory: /}\n"
        "  - {package-ecosystem: docker, directory: /}\n"},
       {".github/dependabot.yml",
        "version: 2\nupdates:\n  - {package-ecosystem: npm, directory: /}\n"},
       {".github/dependabot.yml",
        "version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n"
        "    ignore: [{dependency-name: '*'}]\n"}},
      {{"renovate.json", "{\"extends\": [\"config:recommended\"]}\n"},
       {"renovate.json", "{\"enabled\": false}\n"}},
      {{"package.json",
        "{\"name\": \"x\", \"version\": \"1.0.0\", \"dependencies\": {\"a\": \"^1.0.0\"}}\n"}},
      {{"package-lock.json",
        "{\"name\": \"x\", \"version\": \"1.0.0\", \"lockfileVersion\": 3, \"packages\": {\n\"\": "
        "{\"name\": \"x\"},\n"
        "\"node_modules/a\": {\"version\": \"1.0.0\", \"resolved\": "
        "\"https://registry.example.org/a.tgz\", "
        "\"integrity\": \"" +
            kSri + "\"}}}\n"},
       {"package-lock.json",
        "{\"name\": \"x\", \"version\": \"1.0.0\", \"lockfileVersion\": 3, \"packages\": {\n\"\": "
        "{\"name\": \"x\"},\n"
        "\"node_modules/a\": {\"version\": \"1.0.0\", \"resolved\": "
        "\"https://registry.example.org/a.tgz\"}}}\n"}},
      {{"go.sum",
        "example.org/a v1.0.0 h1:" + kHash + "\nexample.org/a v1.0.0/go.mod h1:" + kHash + "\n"}},
      {{"web/vcpkg-lock.json", "unread"}},
      {{".github/workflows/release.yml",
        release("    needs: test\n",
                "      - uses: actions/checkout@" + kCommit + "\n      - run: npm ci\n")},
       {".github/workflows/release.yml", release("", "      - uses: actions/checkout@v4\n")},
       {".github/workflows/release.yml",
        release("    needs: test\n",
                "      - run: curl -sSL https://example.org/install.sh | sh\n")}},
      {{".github/workflows/ci.yml",
        "on: pull_request\npermissions: {contents: read}\njobs:\n  test:\n"
        "    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test\n"},
       {".github/workflows/ci.yml",
        "on: push\njobs:\n  lint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm run "
        "lint\n"}},
      {{"Dockerfile", "FROM alpine:3.22" + kDigest + "\n"}, {"Dockerfile", "FROM alpine:3.22\n"}},
      {{".trivyignore", "CVE-2026-0001\n"},
       {".trivyignore", "# why\nCVE-2026-0001 exp:2020-01-01\n"}},
      {{".github/CODEOWNERS", "/.github/ @ada\n"}, {"CODEOWNERS", "*\n"}},
      {{"main.c", "int main(void) { return 0; }\n"}},
  };
  return kSlots;
}

// The history of a project whose dependency files are moved by a tool.
model::HistoryFacts LivelyHistory() {
  model::HistoryFacts history;
  history.branches = 2;
  history.authors_in_window = {"Ada Example"};
  for (const char* path : {".github/workflows/release.yml", "go.sum", "package-lock.json"}) {
    model::FileHistory file;
    file.path = path;
    file.changes = 12;
    file.by_robots = 6;
    file.first = StartOf({2025, 12, 1});
    file.last = StartOf({2026, 11, 1});
    file.last_update = file.last;
    file.updates = 6;
    history.files.push_back(file);
  }
  return history;
}

TEST(Removal, OfATrueFileNeverImprovesAVerdict) {
  const Rules rules;
  const model::HistoryFacts history = LivelyHistory();
  Counts counts;
  std::mt19937 random(3);  // The same trees on every machine
  for (int tree = 0; tree < kTrees; ++tree) {
    std::vector<source::MemoryTree::File> files;
    for (const auto& slot : Slots()) {
      // The first trees have the whole file in every slot, or in most.
      const std::size_t pick = random() % (slot.size() + 1);
      const bool whole = tree == 0 || (tree < 40 && random() % 4 != 0);
      if (!whole && pick == slot.size()) continue;
      const Choice& choice = slot[whole ? 0 : pick];
      files.push_back({choice.path, choice.bytes, source::EntryKind::kFile});
    }
    Hold("tree " + std::to_string(tree), source::MemoryTree(files), history, rules, 1000, counts);
  }
  std::cout << counts.removals << " files taken away, " << counts.worse << " made a check worse; "
            << counts.met << " claims met, " << counts.not_met << " not met\n";
  // Trees in which nothing is decided would show nothing.
  EXPECT_GE(counts.removals, kTrees * 5);
  EXPECT_GE(counts.worse, counts.removals / 4);
  EXPECT_GE(counts.met, 10);
  EXPECT_GE(counts.not_met, kTrees);
}

TEST(Removal, OfATrueFileNeverImprovesAVerdictInRealTrees) {
  const Rules rules;
  std::vector<std::string> paths;
  if (std::filesystem::exists(AVOUCH_SOURCE_DIR "/.git")) paths.push_back(AVOUCH_SOURCE_DIR);
  if (const char* folder = std::getenv("AVOUCH_REPOSITORIES"))
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::string path = entry.path();
      if (std::filesystem::exists(path + "/repo/HEAD")) path += "/repo";
      if (entry.path().filename().string().starts_with('.')) continue;  // No owner+name
      paths.push_back(path);
    }
  std::sort(paths.begin(), paths.end());
  if (paths.size() > kMostRepositories) paths.resize(kMostRepositories);
  Counts counts;
  for (const auto& path : paths) HoldRepository(path, rules, counts);
  if (paths.empty()) GTEST_SKIP() << "no repository here";
  EXPECT_GT(counts.removals, 0);
}

// The test can fail: each improvement that nothing excuses is seen.
TEST(Removal, AnImprovementIsSeen) {
  auto assessment = [](model::Outcome outcome, model::Verdict verdict, const Path& finding,
                       bool decides, std::string missing) {
    model::Assessment out;
    out.claims.resize(1);
    out.claims[0].claim = "1.2.2";
    out.claims[0].verdict = verdict;
    out.claims[0].checks.resize(1);
    auto& check = out.claims[0].checks[0];
    check.check = "integrity.images";
    check.outcome = outcome;
    check.missing = std::move(missing);
    if (!finding.empty()) {
      check.findings.resize(1);
      check.findings[0].place = {finding, 1};
      check.findings[0].decides = decides;
    }
    return out;
  };
  using enum model::Outcome;
  const auto met = assessment(kSatisfied, model::Verdict::kMet, "", false, "");
  const auto open = assessment(kNoEvidence, model::Verdict::kNotEvidenced, "", false, "");
  struct Row {
    std::string_view rule, path;
    model::Assessment whole, less;
    std::size_t seen;
  };
  const Row rows[] = {
      {"a document left out makes a yes", "SECURITY.md", open, met, 2},
      {"though it was named as incomplete", "SECURITY.md",
       assessment(kNoEvidence, model::Verdict::kNotEvidenced, "SECURITY.md", false, "SECURITY.md"),
       met, 2},
      {"a lock that lacks nothing", "go.sum", open, met, 2},
      {"a part that lacked something", "go.sum",
       assessment(kNoEvidence, model::Verdict::kNotEvidenced, "", false, "a digest of go.sum"), met,
       0},
      {"what contradicted is gone", "SECURITY.md",
       assessment(kViolated, model::Verdict::kNotMet, "SECURITY.md", true, ""), open, 0},
      {"what contradicted is still there", "SUPPORT.md",
       assessment(kViolated, model::Verdict::kNotMet, "SECURITY.md", true, ""), open, 2},
      {"no workflow releases it any more", ".github/workflows/release.yml",
       assessment(kViolated, model::Verdict::kNotMet, "Dockerfile", true, ""), open, 0},
      {"worse, and the same", "SECURITY.md", met, open, 0},
      {"the same", "SECURITY.md", open, open, 0},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Improvements(row.whole, row.less, Path(row.path)).size(), row.seen) << row.rule;
}

}  // namespace
}  // namespace avouch

#include "collect/scripts.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "collect/called.h"
#include "model/deed_words.h"

namespace avouch::collect {
namespace {

constexpr std::uint64_t kMaxConfiguration = 64 * 1024;  // Bytes; people's have some two thousand.
constexpr std::string_view kScripts[] = {"js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts"};

// A file in which Jest and Vitest look for tests: "x.test.ts", "__tests__/x.js", "spec/x.js".
bool IsScriptTest(const Path& path) {
  const std::string_view extension = path.extension();
  if (std::ranges::find(kScripts, extension) == std::end(kScripts)) return false;
  if (path.bytes.contains("node_modules/")) return false;
  for (std::string_view part : {".test.", ".spec.", "-test.", "_test.", "-spec.", "_spec."})
    if (path.name().contains(part)) return true;
  return std::ranges::any_of(Split(path.folder(), '/'), [](std::string_view folder) {
    return folder == "__tests__" || folder == "test" || folder == "tests" || folder == "spec";
  });
}

// A test that passes with none shows something where there are some: in the package whose script
// it is, or anywhere.
class Tests {
 public:
  explicit Tests(const source::Tree& tree) : tree_(tree) {}

  void Settle(std::vector<model::Deed>& deeds) {
    for (auto& deed : deeds) {
      const bool configured = deed.kind == model::DeedKind::kTest &&
                              (deed.tool == "jest" || deed.tool == "vitest") && IsConfigured();
      if (!configured && !model::Says(deed, model::kPassesWithNone)) continue;
      std::erase(deed.arguments, std::string(model::kPassesWithNone));
      const bool package = deed.place.path.name() == "package.json";
      if (!AnyIn(package ? deed.place.path.folder() : std::string_view()))
        deed.arguments.emplace_back(model::kMayPass);
    }
  }

 private:
  bool AnyIn(std::string_view folder) {
    if (!looked_) {
      for (const auto& entry : tree_.entries())
        if (IsScriptTest(entry.path)) tests_.push_back(&entry.path);
      looked_ = true;
    }
    return std::ranges::any_of(
        tests_, [&](const Path* path) { return folder.empty() || path->IsUnder(folder); });
  }

  // Some configuration of theirs asks for it: "passWithNoTests: true".
  bool IsConfigured() {
    if (configured_) return *configured_;
    configured_ = false;
    for (const auto& entry : tree_.entries()) {
      const std::string_view name = entry.path.name();
      if (!name.starts_with("jest.config.") && !name.starts_with("vitest.config.") &&
          !name.starts_with("vite.config."))
        continue;
      const auto bytes = tree_.Read(entry, kMaxConfiguration);
      if (bytes && std::string_view(*bytes).contains("passWithNoTests: true")) configured_ = true;
    }
    return *configured_;
  }

  const source::Tree& tree_;
  std::vector<const Path*> tests_;
  bool looked_ = false;
  std::optional<bool> configured_;
};

}  // namespace

std::vector<model::Deed> FollowCalls(const source::Tree& tree,
                                     std::vector<model::Pipeline>& pipelines,
                                     std::vector<model::Dockerfile>& dockerfiles) {
  Follower follower(tree);
  Tests tests(tree);
  for (auto& pipeline : pipelines)
    for (auto& job : pipeline.jobs)
      for (auto& step : job.steps) {
        const bool tolerated = step.continue_on_error;
        follower.Settle(pipeline.path, step.deeds, step.references);
        follower.Confirm(step.references);
        tests.Settle(step.deeds);
        if (tolerated)
          for (auto& deed : step.deeds) deed.tolerated = true;
      }
  for (auto& dockerfile : dockerfiles)
    for (auto& stage : dockerfile.stages) {
      follower.Settle(dockerfile.path, stage.deeds, stage.references);
      follower.Confirm(stage.references);
    }
  return follower.builds();
}

}  // namespace avouch::collect

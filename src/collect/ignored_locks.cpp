#include "collect/ignored_locks.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/dockerfile_locks.h"
#include "formats/image_build.h"
#include "notation/glob.h"

namespace avouch::collect {
namespace {

using model::DeedKind;
using source::Entry;

constexpr std::uint64_t kMaxIgnoreBytes = 256ull * 1024;
constexpr std::size_t kMaxPatterns = 2'000;

// The last pattern that fits decides.
class Ignored {
 public:
  explicit Ignored(std::string_view text) {
    for (const auto raw : Split(text, '\n')) {
      std::string_view line = Trim(raw);
      if (line.empty() || line.front() == '#' || patterns_.size() == kMaxPatterns) continue;
      const bool in = line.front() == '!';
      if (in) line = Trim(line.substr(1));
      while (line.starts_with("./") || line.starts_with('/'))
        line.remove_prefix(line.front() == '/' ? 1 : 2);
      while (line.ends_with('/')) line.remove_suffix(1);
      if (line.empty()) continue;
      // From the context's root, not from any folder.
      patterns_.emplace_back(notation::Glob("/" + std::string(line), notation::Dialect::kPath), in);
    }
  }

  [[nodiscard]] bool Holds(std::string_view path) const {
    bool out = false;
    for (const auto& [glob, in] : patterns_)
      if (out == in && glob.Matches(path)) out = !in;
    return out;
  }

 private:
  std::vector<std::pair<notation::Glob, bool>> patterns_;
};

class Looser {
 public:
  Looser(const source::Tree& tree, const std::vector<model::Pipeline>& pipelines)
      : tree_(tree), pipelines_(pipelines) {}

  void Loosen(model::Dockerfile& recipe) const {
    for (auto& stage : recipe.stages)
      for (auto& deed : stage.deeds) {
        if (deed.kind != DeedKind::kInstall || !deed.locked) continue;
        const auto names = formats::LockNamesOf(deed);
        if (names.locks.empty() || !IsKeptOut(recipe.path, names.locks)) continue;
        deed.locked = false;
        deed.text += "  (" + std::string(names.locks[0]) + " is kept out by .dockerignore)";
      }
  }

 private:
  std::set<std::string> ContextsOf(const Path& recipe) const {
    std::set<std::string> out;
    for (const auto& pipeline : pipelines_)
      for (const auto& job : pipeline.jobs)
        for (const auto& step : job.steps)
          for (const auto& deed : step.deeds) {
            if (deed.kind != DeedKind::kBuildImage || deed.arguments.size() < 2) continue;
            const std::string context = ResolvePath("", deed.arguments[formats::kBuildContext]);
            const std::string& file = deed.arguments[formats::kBuildFile];
            if (file.empty() ? JoinPath(context, "Dockerfile") == recipe.bytes
                             : ResolvePath("", file) == recipe.bytes ||
                                   ResolvePath(context, file) == recipe.bytes)
              out.insert(context);
          }
    if (out.empty()) out = {std::string(recipe.folder()), ""};
    return out;
  }

  bool IsKeptOut(const Path& recipe, const std::vector<std::string_view>& locks) const {
    for (const auto& context : ContextsOf(recipe)) {
      const Entry* entry = tree_.Find(recipe.bytes + ".dockerignore");
      if (entry == nullptr) entry = tree_.Find(JoinPath(context, ".dockerignore"));
      if (entry == nullptr) continue;
      const auto bytes = tree_.Read(*entry, kMaxIgnoreBytes);
      if (!bytes) continue;
      const Ignored ignored(*bytes);
      bool any = false, sent = false;
      for (const auto& one : tree_.entries()) {
        if (std::ranges::find(locks, one.path.name()) == locks.end() || !one.path.IsUnder(context))
          continue;
        any = true;
        sent |= !ignored.Holds(
            std::string_view(one.path.bytes).substr(context.empty() ? 0 : context.size() + 1));
      }
      if (any && !sent) return true;
    }
    return false;
  }

  const source::Tree& tree_;
  const std::vector<model::Pipeline>& pipelines_;
};

}  // namespace

void LoosenIgnoredLocks(const source::Tree& tree, const std::vector<model::Pipeline>& pipelines,
                        std::vector<model::Dockerfile>& dockerfiles) {
  const Looser looser(tree, pipelines);
  for (auto& dockerfile : dockerfiles) looser.Loosen(dockerfile);
}

}  // namespace avouch::collect

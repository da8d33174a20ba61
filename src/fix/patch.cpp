#include "fix/patch.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "fix/patches.h"

namespace avouch::fix {
namespace {

struct Kind {
  std::string_view claim;
  Result<Changes> (*write)(const Request& request);
};

constexpr Kind kKinds[] = {
    {"1.2.2", PinReferences},    {"1.2.5", CompleteUpdates},  {"2.1.1", LimitPermissions},
    {"2.1.4", LimitPermissions}, {"2.2.2", LimitPermissions}, {"3.2.1", WriteSecurityTxt},
};

}  // namespace

std::vector<const model::Finding*> FindingsOf(const model::Assessment& assessment,
                                              std::string_view check) {
  std::vector<const model::Finding*> out;
  for (const auto& claim : assessment.claims) {
    if (!out.empty()) break;  // The same check says the same under every claim.
    for (const auto& result : claim.checks)
      if (result.check == check)
        for (const auto& finding : result.findings) out.push_back(&finding);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto* a, const auto* b) { return a->place < b->place; });
  return out;
}

bool Has(const TreeReader& tree, const Path& path) {
  return std::binary_search(tree.paths.begin(), tree.paths.end(), path);
}

std::vector<std::string> PatchableClaims() {
  std::vector<std::string> out;
  for (const auto& kind : kKinds) out.emplace_back(kind.claim);
  return out;
}

Result<std::string> Patches(std::string_view claim, const model::Assessment& assessment,
                            const TreeReader& tree, const Options& options) {
  bool known = std::any_of(assessment.claims.begin(), assessment.claims.end(),
                           [&](const auto& one) { return one.claim == claim; });
  if (!known) return Fail(ErrorKind::kUsage, "no claim " + Printable(claim) + " was assessed");
  const Kind* kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                  [&](const Kind& one) { return one.claim == claim; });
  if (kind == std::end(kKinds))
    return Fail(ErrorKind::kNotFound, "no patch can be written for claim " + std::string(claim), {},
                "patches exist for " + Join(PatchableClaims(), ", "));
  AVOUCH_TRY(Changes changes, kind->write({assessment, tree, options}));
  std::sort(changes.begin(), changes.end(),
            [](const FileChange& a, const FileChange& b) { return a.path() < b.path(); });
  std::string out;
  for (const auto& change : changes) out += change.Diff();
  if (out.empty())
    return Fail(ErrorKind::kInternal, "a patch without a change for claim " + std::string(claim));
  return out;
}

}  // namespace avouch::fix

#include "app/patches.h"

#include <map>
#include <string>

#include "app/sources.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxFile = 16u << 20;  // Nothing that is patched is larger
constexpr std::string_view kFix = "avouch fix ";

class Tried {
 public:
  Tried(const model::Assessment& assessment, const fix::TreeReader& files)
      : assessment_(assessment), files_(files) {}

  bool Works(const std::string& command) {
    if (!command.starts_with(kFix) || command.find(" --") != std::string::npos) return true;
    auto [seen, fresh] = works_.emplace(command, false);
    if (fresh)
      seen->second = fix::Patches(command.substr(kFix.size()), assessment_, files_, {}).has_value();
    return seen->second;
  }

 private:
  const model::Assessment& assessment_;
  const fix::TreeReader& files_;
  std::map<std::string, bool> works_;
};

}  // namespace

fix::TreeReader FilesOf(const source::Tree& tree) {
  fix::TreeReader files;
  for (const auto& entry : tree.entries())
    if (entry.kind == source::EntryKind::kFile || entry.kind == source::EntryKind::kExecutable)
      files.paths.push_back(entry.path);
  files.read = [&tree](const Path& path) -> Result<Bytes> {
    const source::Entry* entry = tree.Find(path.bytes);
    if (entry == nullptr) return Fail(ErrorKind::kNotFound, "no such file", path.bytes);
    return tree.Read(*entry, kMaxFile);
  };
  return files;
}

model::Assessment OfThisRepository(model::Assessment assessment) {
  const model::Product& product = assessment.subject.product;
  if (!model::HasSeveralSources(product)) return assessment;
  const std::string own = OwnSourceName(product) + ":";
  for (auto& claim : assessment.claims)
    for (auto& check : claim.checks) {
      std::erase_if(check.findings, [&](const model::Finding& finding) {
        return !finding.place.path.bytes.starts_with(own);
      });
      for (auto& finding : check.findings)
        finding.place.path = finding.place.path.bytes.substr(own.size());
    }
  return assessment;
}

void DropCommandsWithoutPatch(model::Assessment& assessment, const fix::TreeReader& files) {
  const model::Assessment here = OfThisRepository(assessment);
  Tried tried(here, files);
  for (auto& claim : assessment.claims) {
    for (auto& check : claim.checks)
      if (!tried.Works(check.fix_command)) check.fix_command.clear();
    for (auto& step : claim.next)
      if (!tried.Works(step.command)) step.command.clear();
  }
}

}  // namespace avouch::app

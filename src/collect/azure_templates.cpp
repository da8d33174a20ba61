#include "collect/azure_templates.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/azure_pipelines.h"
#include "formats/limits.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using model::Pipeline;

bool IsExcluded(const model::Product& product, const Path& path) {
  return std::any_of(product.exclusions.begin(), product.exclusions.end(), [&](const auto& e) {
    std::string_view folder = e.path.bytes;
    while (folder.ends_with('/')) folder.remove_suffix(1);
    return path.IsUnder(folder);
  });
}

std::vector<std::string> Named(const Pipeline& pipeline) {
  std::vector<std::string> out;
  auto add = [&](const model::Reference& reference) {
    if (reference.kind == model::ReferenceKind::kReusableWorkflow &&
        reference.pin == model::Pin::kLocal)
      out.push_back(reference.name);
  };
  for (const auto& include : pipeline.includes) add(include);
  for (const auto& job : pipeline.jobs) {
    if (job.calls) add(*job.calls);
    for (const auto& step : job.steps)
      if (step.uses) add(*step.uses);
  }
  return out;
}

}  // namespace

std::vector<Path> FollowAzureTemplates(const source::Tree& tree, const model::Product& product,
                                       std::vector<Pipeline>& pipelines,
                                       model::Coverage& coverage) {
  std::vector<Path> files;
  std::set<std::string> seen;
  auto read = [&](const std::string& name) -> Result<Pipeline> {
    const source::Entry* entry = tree.Find(name);
    bool file = entry != nullptr && (entry->kind == source::EntryKind::kFile ||
                                     entry->kind == source::EntryKind::kExecutable);
    if (!file) return Fail(ErrorKind::kNotFound, "used as a template, and not in this tree", name);
    AVOUCH_TRY(Bytes bytes, tree.Read(*entry, source::kMaxReadBytes));
    return formats::ReadAzureTemplateFile(entry->path, bytes);
  };
  for (std::size_t i = 0; i < pipelines.size(); ++i) {
    if (pipelines[i].system != model::CiSystem::kAzure) continue;
    for (const auto& name : Named(pipelines[i])) {
      if (!seen.insert(name).second) continue;
      auto known = std::find_if(pipelines.begin(), pipelines.end(),
                                [&](const auto& one) { return one.path.bytes == name; });
      bool fresh = known == pipelines.end();
      coverage.seen += fresh ? 1 : 0;
      auto leave = [&](std::string why) { coverage.left.push_back({Path(name), std::move(why)}); };
      if (seen.size() > formats::kMaxAzureTemplates) {
        if (fresh) leave("more templates are used than are read here");
        continue;
      }
      if (fresh && IsExcluded(product, Path(name))) {
        leave("excluded in avouch.yaml");
        continue;
      }
      auto pipeline = read(name);
      if (!pipeline) {
        if (fresh) leave("not understood: " + Printable(ToString(pipeline.error())));
        continue;
      }
      files.push_back(pipeline->path);
      coverage.read += fresh ? 1 : 0;
      if (fresh)
        pipelines.push_back(std::move(*pipeline));
      else
        *known = std::move(*pipeline);
      if (!fresh) continue;
    }
  }
  return files;
}

}  // namespace avouch::collect

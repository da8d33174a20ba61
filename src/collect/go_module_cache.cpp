#include "collect/go_module_cache.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "notation/version_key.h"

namespace avouch::collect {
namespace {

using formats::GoModule;

constexpr std::size_t kMaxGoMods = 20'000;      // That are read of caches
constexpr std::size_t kMaxGoNeeds = 5'000'000;  // Looked at, of all builds

class NeedReader {
 public:
  explicit NeedReader(const source::PackageCaches& caches) : caches_(caches) {}

  void Add(const std::vector<GoModule*>& build) {
    std::unordered_map<std::string, std::string> built;  // By name: the highest that is asked for
    for (const GoModule* member : build)
      for (const auto& wanted : member->manifest.requirements) {
        const auto [at, fresh] = built.try_emplace(wanted.name, wanted.range);
        const auto order =
            notation::CompareVersionsIn(notation::VersionOrder::kGo, at->second, wanted.range);
        if (!fresh && order && *order < 0) at->second = wanted.range;
      }
    for (GoModule* member : build) Add(*member, built);
  }

 private:
  void Add(GoModule& member, const std::unordered_map<std::string, std::string>& built) {
    auto& manifest = member.manifest;
    std::unordered_map<std::string_view, std::uint32_t> index;
    for (std::uint32_t i = 0; i < member.modules.size(); ++i) index.emplace(member.modules[i], i);
    for (std::size_t i = 0; i < manifest.requirements.size(); ++i) {
      const auto& wanted = manifest.requirements[i];
      model::Component out;
      out.name = wanted.name;
      out.version = wanted.range;
      out.source = wanted.source;
      if (wanted.source != model::SourceKind::kPath)
        Needs(built.at(wanted.name), index, static_cast<std::uint32_t>(i), out);
      manifest.components.push_back(std::move(out));
    }
    if (missing_ == 0) return;
    manifest.notes.push_back("of " + Count("module", static_cast<long long>(missing_)) +
                             " no go.mod is in the package cache, of " + first_missing_ +
                             (missing_ > 1 ? " first" : "") + ": the edges are not all");
    missing_ = 0;
  }

  void Needs(const std::string& version,
             const std::unordered_map<std::string_view, std::uint32_t>& index, std::uint32_t own,
             model::Component& out) {
    const std::vector<std::string>* needed = Read(out.name, version);
    if (needed == nullptr) {
      if (missing_++ == 0) first_missing_ = out.name + ' ' + version;
      return;
    }
    looked_ += needed->size();
    for (const auto& name : *needed)
      if (const auto found = index.find(name); found != index.end() && found->second != own)
        out.detail.needs.push_back(found->second);
    std::ranges::sort(out.detail.needs);
    out.detail.needs.erase(std::ranges::unique(out.detail.needs).begin(), out.detail.needs.end());
  }

  // What the module asks for itself; null where no cache tells.
  const std::vector<std::string>* Read(const std::string& name, const std::string& version) {
    const auto [at, fresh] = read_.try_emplace(name + '\n' + version);
    if (fresh && read_.size() <= kMaxGoMods && looked_ <= kMaxGoNeeds)
      if (auto file = caches_.GoMod(name, version))
        if (auto module = formats::ReadGoModule("go.mod", file->bytes)) {
          at->second.read = true;
          for (std::size_t i = 0; i < module->modules.size(); ++i)
            if (!module->manifest.requirements[i].indirect)
              at->second.needs.push_back(std::move(module->modules[i]));
        }
    return at->second.read ? &at->second.needs : nullptr;
  }

  struct Asked {
    bool read = false;
    std::vector<std::string> needs;
  };
  const source::PackageCaches& caches_;
  std::unordered_map<std::string, Asked> read_;  // By name and version
  std::size_t missing_ = 0;                      // In one manifest
  std::string first_missing_;
  std::size_t looked_ = 0;
};

}  // namespace

void AddCachedGoNeeds(const std::vector<std::vector<GoModule*>>& builds,
                      const source::PackageCaches& caches) {
  NeedReader reader(caches);
  for (const auto& build : builds) reader.Add(build);
}

}  // namespace avouch::collect

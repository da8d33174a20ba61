#include "collect/go_needs.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "formats/go_vendor.h"

namespace avouch::collect {
namespace {

// "example.org/tea" is of a module; "net/http" is Go's own.
bool IsOfModule(std::string_view import) {
  return import.substr(0, import.find('/')).find('.') != import.npos;
}

class NeedsFinder {
 public:
  NeedsFinder(const Path& path, BytesView bytes)
      : folder_(std::string(path.folder()) + "/"), component_of_(formats::GoVendorPackages(bytes)) {
    out_.path = path;
    std::uint32_t components = 0;
    for (const auto& [package, component] : component_of_)
      components = std::max(components, component + 1);
    out_.needs.resize(components);
  }

  GoVendorNeeds Find(const std::vector<GoPackage>& packages, std::uint32_t module, bool read) {
    std::size_t seen = 0;
    for (const GoPackage& package : packages) {
      if (package.module != module || !package.vendored || !package.folder.starts_with(folder_))
        continue;
      const auto from = component_of_.find(package.folder.substr(folder_.size()));
      if (from == component_of_.end()) continue;  // No build takes it
      ++seen;
      Follow(from->second, package.imports);
      Follow(from->second, package.sometimes);
    }
    for (auto& needs : out_.needs) {
      std::ranges::sort(needs);
      needs.erase(std::ranges::unique(needs).begin(), needs.end());
    }
    out_.whole = out_.whole && read && seen == component_of_.size();
    return std::move(out_);
  }

 private:
  void Follow(std::uint32_t from, const std::vector<std::string>& imports) {
    for (const auto& import : imports) {
      const auto to = component_of_.find(import);
      if (to == component_of_.end())
        out_.whole = out_.whole && !IsOfModule(import);
      else if (to->second != from)
        out_.needs[from].push_back(to->second);
    }
  }

  std::string folder_;
  std::unordered_map<std::string, std::uint32_t> component_of_;
  GoVendorNeeds out_;
};

}  // namespace

GoVendorNeeds FindGoNeeds(const Path& path, BytesView bytes, const std::vector<GoPackage>& packages,
                          std::uint32_t module, bool read) {
  return NeedsFinder(path, bytes).Find(packages, module, read);
}

void MarkNeeds(const std::vector<GoVendorNeeds>& all, std::vector<model::Manifest>& manifests) {
  for (auto& manifest : manifests) {
    if (manifest.format != "go-vendor") continue;
    const auto found = std::ranges::find(all, manifest.path, &GoVendorNeeds::path);
    if (found == all.end() || found->needs.size() != manifest.components.size()) continue;
    for (std::size_t i = 0; i < found->needs.size(); ++i)
      manifest.components[i].detail.needs = found->needs[i];
    if (!found->whole)
      manifest.notes.emplace_back(
          "not every vendored package could be followed: the edges are not all");
  }
}

}  // namespace avouch::collect

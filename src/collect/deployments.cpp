#include "collect/deployments.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "base/text.h"
#include "formats/deployment.h"
#include "formats/known_manifests.h"
#include "formats/table.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using source::Entry;
using source::EntryKind;

struct Candidate {
  const Entry* entry = nullptr;
  bool values = false;  // Of a chart
  bool is_one = false;  // By its name, or its bytes
  std::optional<model::Compose> read;
  std::string left;  // Why it could not be read
};

bool IsExcluded(const model::Product& product, const Path& path) {
  return std::ranges::any_of(product.exclusions, [&](const auto& one) {
    std::string_view folder = one.path.bytes;
    while (folder.ends_with('/')) folder.remove_suffix(1);
    return path.IsUnder(folder);
  });
}

void Read(const source::Tree& tree, Candidate& one) {
  const Path& path = one.entry->path;
  const bool kustomization = formats::IsKustomization(path);
  const auto bytes = tree.Read(*one.entry, source::kMaxReadBytes);
  one.is_one = one.values || kustomization || (bytes && formats::LooksLikeKubernetes(*bytes));
  if (!one.is_one) return;  // Also what is too large to be one, or not here
  Result<std::optional<model::Compose>> read = Fail(ErrorKind::kInternal, "not read");
  if (!bytes)
    read = std::unexpected(bytes.error());
  else if (one.values)
    read = formats::ReadHelmValues(path, *bytes);
  else if (kustomization)
    read = formats::ReadKustomization(path, *bytes);
  else
    read = formats::ReadKubernetes(path, *bytes);
  // What is no YAML before it is filled in.
  const bool filled_in =
      !read && !kustomization && !one.values && bytes && bytes->find("{{") != Bytes::npos;
  if (read)
    one.read = std::move(*read);
  else if (!filled_in)
    one.left = "not understood: " + Printable(ToString(read.error()));
}

class Finder {
 public:
  Finder(const source::Tree& tree, const Origins& origins, const model::Product& product)
      : tree_(tree), origins_(origins), product_(product) {}

  Deployments Find(int threads) {
    for (const auto& entry : tree_.entries()) Choose(entry);
    ReadAll(threads);
    Deployments out;
    for (auto& one : candidates_) Take(one, out);
    return out;
  }

 private:
  // The chart whose template it is, or "".
  [[nodiscard]] std::string ChartOf(std::string_view path) const {
    for (std::size_t at = path.rfind("templates/"); at != path.npos && at > 0;
         at = path.rfind("templates/", at - 1)) {
      if (path[at - 1] != '/') continue;
      std::string chart(path.substr(0, at - 1));
      if (tree_.Find(JoinPath(chart, "Chart.yaml")) != nullptr) return chart;
    }
    return {};
  }

  void Choose(const Entry& entry) {
    const Path& path = entry.path;
    if (entry.kind != EntryKind::kFile && entry.kind != EntryKind::kExecutable) return;
    if (!formats::MayBeDeployment(path) || formats::FormatOf(path) != nullptr ||
        formats::KnownManifest(path) || IsExcluded(product_, path) ||
        origins_.Of(path).origin != model::Origin::kOwn)
      return;
    if (const std::string chart = ChartOf(path.bytes); !chart.empty()) {
      ++templates_[chart];
      return;
    }
    const bool values = path.name() == "values.yaml" &&
                        tree_.Find(JoinPath(path.folder(), "Chart.yaml")) != nullptr;
    candidates_.push_back({.entry = &entry, .values = values, .read = {}, .left = {}});
  }

  void ReadAll(int threads) {
    const auto work = [&](std::size_t first) {
      for (std::size_t i = first; i < candidates_.size(); i += static_cast<std::size_t>(threads))
        Read(tree_, candidates_[i]);
    };
    std::vector<std::thread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back(work, static_cast<std::size_t>(i));
    work(0);
    for (auto& other : others) other.join();
  }

  void Take(Candidate& one, Deployments& out) {
    if (!one.is_one || (one.left.empty() && !one.read)) return;
    ++out.coverage.seen;
    if (!one.left.empty()) {
      out.coverage.left.push_back({one.entry->path, std::move(one.left)});
      return;
    }
    ++out.coverage.read;
    if (const auto at = templates_.find(std::string(one.entry->path.folder()));
        one.values && at != templates_.end())
      one.read->notes.push_back("not read: " + Count("template", at->second) + " of this chart");
    if (!one.read->services.empty() || !one.read->notes.empty())
      out.found.push_back(std::move(*one.read));
  }

  const source::Tree& tree_;
  const Origins& origins_;
  const model::Product& product_;
  std::vector<Candidate> candidates_;
  std::map<std::string, long long> templates_;  // By the folder of their chart
};

}  // namespace

Deployments FindDeployments(const source::Tree& tree, const Origins& origins,
                            const model::Product& product, int threads) {
  return Finder(tree, origins, product).Find(std::max(1, threads));
}

}  // namespace avouch::collect

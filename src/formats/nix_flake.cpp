#include "formats/nix_flake.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

class Reader {
 public:
  Reader(const Path& path, const Node& nodes, std::string root)
      : path_(path),
        nodes_(nodes),
        root_(std::move(root)),
        manifest_(NewManifest(model::Ecosystem::kNix, "nix-flake-lock", path, true)) {}

  Result<model::Manifest> Read() {
    for (const auto& [key, place, node] : nodes_.entries())
      if (key != root_) Component(std::string(key), place.line, node);
    for (const auto& [key, place, node] : nodes_.entries()) Inputs(std::string(key), node);
    if (steps_ > kMaxSteps) notes_.Add("too many inputs that follow others; edges are missing");
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Component(const std::string& key, std::uint32_t line, const Node& node) {
    const Node& locked = node["locked"];
    const std::string_view type = locked["type"].text();
    model::Component component;
    component.place = PlaceOf(path_, line);
    component.name = key;
    component.version = locked["rev"].text();
    const std::string_view url = locked["url"].text();
    component.origin = WithoutSecrets(url);
    if (locked["owner"].is_text()) {
      component.name = ScalarText(locked["owner"]) + "/" + ScalarText(locked["repo"]);
      component.origin = std::string(type) + ":" + component.name + "/" + component.version;
    }
    // An archive may come with the commit that it was made of.
    const bool archive = type == "tarball" || type == "file";
    const bool git = IsCommitId(component.version) && !archive;
    component.source = git ? SourceKind::kGit : SourceKind::kUrl;
    if (type == "path") {
      component.source = SourceKind::kPath;
      component.origin = locked["path"].text();
    }
    if (locked["narHash"].is_text())
      component.digests.push_back("nar:" + ScalarText(locked["narHash"]));
    else if (component.source != SourceKind::kPath)
      notes_.Add(line, key + " has no narHash");
    if (!locked.is_map()) return notes_.Add(line, key + " is not locked");
    index_.emplace(key, manifest_.components.size());
    needs_.Offer(key, manifest_.components.size());
    manifest_.components.push_back(std::move(component));
  }

  void Inputs(const std::string& key, const Node& node) {
    const auto at = index_.find(key);
    for (const auto& [name, place, input] : node["inputs"].entries()) {
      const std::string target = Follow(input, 0);
      if (target.empty()) {
        if (!input.empty() || input.is_text())
          notes_.Add(place.line, "the input " + std::string(name) + " leads nowhere");
        continue;
      }
      if (key == root_)
        needs_.MarkDirect(target, manifest_);
      else if (at != index_.end())
        needs_.Ask(at->second, target);
    }
  }

  // The node that an input names: by its key, or by the inputs to go from the root.
  std::string Follow(const Node& input, int depth) {
    if (++steps_ > kMaxSteps) return {};
    if (input.is_text()) return nodes_.Find(input.text()) != nullptr ? ScalarText(input) : "";
    if (!input.is_list() || input.empty() || depth > kMaxFollows || input.size() > kMaxFollows)
      return {};
    std::string at = root_;
    for (const Node& step : input.items()) {
      const Node& next = nodes_[at]["inputs"][step.text()];
      at = Follow(next, depth + 1);
      if (at.empty()) return {};
    }
    return at;
  }

  // Inputs that follow one another: people write two or three.
  static constexpr int kMaxFollows = 8;
  // Of one file in all: each may go through every other.
  static constexpr long long kMaxSteps = 500'000;

  const Path& path_;
  const Node& nodes_;
  std::string root_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
  std::unordered_map<std::string, std::size_t> index_;
  long long steps_ = 0;
};

}  // namespace

bool IsNixFlake(const Path& path) { return path.name() == "flake.lock"; }

Result<model::Manifest> ReadNixFlake(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  const auto version = root["version"].integer().value_or(0);
  if (!root["nodes"].is_map()) return FailAt(path, 1, "no nodes");
  if (version < 5 || version > 7)
    return Fail(ErrorKind::kUnsupported, "version " + std::to_string(version) + " is not known",
                ToUtf8(path.bytes));
  return Reader(path, root["nodes"], ScalarText(root["root"])).Read();
}

}  // namespace avouch::formats

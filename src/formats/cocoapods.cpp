#include "formats/cocoapods.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/podfile.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// "Pod/Core (1.2)" apart.
struct Entry {
  std::string pod, version;
};
Entry Apart(std::string_view text) {
  const std::size_t open = text.find(" (");
  const std::string_view name = text.substr(0, open);
  Entry entry;
  entry.pod = Trim(name.substr(0, name.find('/')));
  if (open != text.npos) entry.version = text.substr(open + 2, text.find(')', open) - open - 2);
  return entry;
}

class Reader {
 public:
  explicit Reader(const Path& path)
      : path_(path),
        manifest_(NewManifest(model::Ecosystem::kCocoapods, "podfile-lock", path, true)) {}

  Result<model::Manifest> Read(const Node& root) {
    if (!root["PODS"].is_list()) return FailAt(path_, 1, "no list PODS");
    for (const Node& item : root["PODS"].items()) {
      if (item.is_text()) Pod(item.text(), item.line());
      for (const auto& [key, place, list] : item.entries()) {
        const std::size_t index = Pod(key, place.line);
        if (index == kNone) continue;
        for (const auto& need : Texts(list)) needs_.Ask(index, Apart(need).pod);
      }
    }
    Repositories(root["SPEC REPOS"]);
    Elsewhere(root["EXTERNAL SOURCES"], root["CHECKOUT OPTIONS"]);
    for (const auto& name : Texts(root["DEPENDENCIES"]))
      needs_.MarkDirect(Apart(name).pod, manifest_);
    Checksums(root["SPEC CHECKSUMS"]);
    if (root["COCOAPODS"].is_scalar())
      manifest_.tools.push_back("cocoapods " + ScalarText(root["COCOAPODS"]));
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  static constexpr std::size_t kNone = SIZE_MAX;

  std::size_t Pod(std::string_view text, std::uint32_t line) {
    Entry entry = Apart(text);
    if (entry.pod.empty() || entry.version.empty()) {
      notes_.Add(line, "a pod without a version");
      return kNone;
    }
    const auto [at, fresh] =
        index_.emplace(entry.pod + "\n" + entry.version, manifest_.components.size());
    if (!fresh) return at->second;
    model::Component component;
    component.name = std::move(entry.pod);
    component.version = std::move(entry.version);
    component.place = PlaceOf(path_, line);
    needs_.Offer(component.name, at->second);
    manifest_.components.push_back(std::move(component));
    return at->second;
  }

  void Repositories(const Node& repositories) {
    for (const auto& [repository, place, pods] : repositories.entries())
      for (const auto& pod : Texts(pods))
        for (const auto index : needs_.Find(pod))
          manifest_.components[index].origin = WithoutSecrets(repository);
  }

  void Elsewhere(const Node& sources, const Node& checkouts) {
    for (const auto& [pod, place, source] : sources.entries())
      for (const auto index : needs_.Find(std::string(pod)))
        From(source, checkouts[pod], manifest_.components[index]);
  }

  static void From(const Node& source, const Node& checkout, model::Component& component) {
    if (source[":path"].present()) {
      component.source = SourceKind::kPath;
      component.origin = ScalarText(source[":path"]);
      return;
    }
    const std::string commit = ScalarText(checkout[":commit"]);
    component.source = IsCommitId(commit) ? SourceKind::kGit : SourceKind::kUrl;
    for (const char* key : {":podspec", ":http", ":git"})
      if (source[key].present()) component.origin = WithoutSecrets(ScalarText(source[key]));
    if (!commit.empty()) component.origin += "#" + commit;
  }

  void Checksums(const Node& checksums) {
    for (const auto& component : manifest_.components)
      if (component.source == SourceKind::kRegistry && !checksums[component.name].present())
        notes_.Add(static_cast<std::uint32_t>(component.place.line),
                   component.name + " has no checksum of its podspec");
    if (!checksums.empty())
      notes_.Add(checksums.line(),
                 "SPEC CHECKSUMS are of podspecs; they do not fix the bytes that are fetched");
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

bool IsCocoapods(const Path& path) {
  const std::string_view name = path.name();
  return name == "Podfile.lock" || name == "Podfile" ||
         (name.ends_with(".podspec") && name.size() > 8);
}

Result<model::Manifest> ReadCocoapods(const Path& path, BytesView bytes) {
  if (path.name() != "Podfile.lock") return ReadPodfile(path, bytes);
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  return Reader(path).Read(root);
}

}  // namespace avouch::formats

#include "source/image_layers.h"

#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/path.h"
#include "base/text.h"
#include "container/tar_stream.h"
#include "source/limits.h"

namespace avouch::source {
namespace {

using container::TarEntry;
using container::TarKind;

constexpr std::string_view kWhiteout = ".wh.", kOpaque = ".wh..wh..opq";
constexpr std::size_t kMaxRootLinks = 64;  // bin, lib, sbin, ...
// Wished-for names that are hard links, of one layer; distributions have a handful.
constexpr std::size_t kMaxHardLinks = 10'000;
constexpr std::uint32_t kAnyoneExecutes = 0111;

// Cleans in place: no empty parts, "." or ".."; false when it leads out of the root.
bool CleanPath(std::string_view path, std::string* out) {
  out->clear();
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (out->empty()) return false;
      const std::size_t last = out->rfind('/');
      out->resize(last == out->npos ? 0 : last);
      continue;
    }
    if (!out->empty()) *out += '/';
    *out += part;
  }
  return true;
}

class Layers {
 public:
  explicit Layers(FileVisitor& visitor) : visitor_(visitor) {}

  // Opens the layer for one pass.
  using Open = std::function<Result<LayerStream>()>;

  // Fails with kIntegrity alone.
  Status Apply(const Open& open, std::uint32_t number, const std::string& name) {
    layer_ = number;
    links_.clear();
    AVOUCH_CHECK_OK(Pass(open, name, &Layers::Entry));
    if (links_.empty()) return {};
    AVOUCH_CHECK_OK(Pass(open, name, &Layers::Target));
    for (const auto& [target, paths] : links_)
      for (const auto& path : paths)
        visitor_.Left(path, "a hard link to a file that is not in its layer");
    return {};
  }
  [[nodiscard]] const FileCounts& counts() const { return counts_; }

 private:
  using Step = void (Layers::*)(container::TarStream&, const TarEntry&);

  Status Pass(const Open& open, const std::string& name, Step step) {
    auto layer = open();
    if (layer) {
      if (auto why = Read(layer->tar(), step); !why.empty()) visitor_.Left(name, why);
      const Status end = layer->Finish();
      if (end) return {};
      if (end.error().kind == ErrorKind::kIntegrity) return Broken(end.error(), name);
      visitor_.Left(name, end.error().what);
      return {};
    }
    if (layer.error().kind == ErrorKind::kIntegrity) return Broken(layer.error(), name);
    visitor_.Left(name, layer.error().what);
    return {};
  }

  static Status Broken(Error error, const std::string& name) {
    if (error.where.empty()) error.where = name;
    return std::unexpected(std::move(error));
  }

  // What ended it early, or nothing.
  std::string Read(container::ByteStream& stream, Step step) {
    container::TarStream tar(stream);
    TarEntry entry;
    failed_.clear();
    for (;;) {
      const auto more = tar.Next(&entry);
      if (!more) return ToString(more.error());
      if (!*more) return {};
      (this->*step)(tar, entry);
      if (!failed_.empty()) return failed_;
    }
  }

  // The entry's path below the root, in path_; false when it is refused.
  bool Locate(std::string_view written, std::string* out) {
    if (!CleanPath(written, out)) return false;
    const std::size_t slash = out->find('/');
    if (slash == out->npos || root_links_.empty()) return true;
    const auto link = root_links_.find(std::string_view(*out).substr(0, slash));
    if (link != root_links_.end()) out->replace(0, slash, link->second);
    return true;
  }

  void Entry(container::TarStream& tar, const TarEntry& entry) {
    if (!Locate(entry.path, &path_)) return void(++counts_.refused);
    if (path_.empty()) return;
    const std::string_view name = PathName(path_), folder = PathFolder(path_);
    if (name.starts_with(kWhiteout)) return Whiteout(folder, name);
    Replace(entry);
    switch (entry.kind) {
      case TarKind::kFolder:
        return void(++counts_.folders);
      case TarKind::kSymlink:
        ++counts_.links;
        return RootLink(entry);
      case TarKind::kHardLink:
        ++counts_.links;
        return HardLink(entry);
      case TarKind::kOther:
        return void(++counts_.others);
      case TarKind::kFile:
        break;
    }
    ++counts_.files;
    ReadFile(tar, entry);
  }

  void Whiteout(std::string_view folder, std::string_view name) {
    if (name == kOpaque) return visitor_.Gone(folder, false, true, layer_);
    const std::string_view hidden = name.substr(kWhiteout.size());
    if (hidden.empty() || hidden == "." || hidden == "..") return void(++counts_.refused);
    if (hidden.starts_with(kWhiteout)) return;  // Of the tool that wrote the layer: ".wh..wh.plnk"
    const std::string gone = JoinPath(folder, hidden);
    if (folder.empty()) root_links_.erase(gone);
    visitor_.Gone(gone, true, true, layer_);
  }

  // A folder over a folder keeps what is in it; anything else replaces it whole.
  void Replace(const TarEntry& entry) {
    const bool is_folder = entry.kind == TarKind::kFolder;
    if (path_.find('/') == path_.npos) {
      const auto link = root_links_.find(path_);
      if (link != root_links_.end() && entry.kind != TarKind::kSymlink) root_links_.erase(link);
    }
    visitor_.Gone(path_, true, !is_folder, layer_ + 1);  // Also what this layer had before
  }

  void RootLink(const TarEntry& entry) {
    if (path_.find('/') != path_.npos) return;
    std::string target;
    root_links_.erase(path_);
    if (!CleanPath(entry.link, &target) || target.empty() || target == path_) return;
    if (target.starts_with(path_ + "/") || root_links_.size() == kMaxRootLinks) return;
    root_links_.emplace(path_, target);
  }

  void HardLink(const TarEntry& entry) {
    const Wish wish = visitor_.Wants(path_);  // Programs are told by their other name.
    if (wish != Wish::kRead && wish != Wish::kLarge) return;
    std::string target;
    if (!Locate(entry.link, &target)) return void(++counts_.refused);
    if (link_count_++ == kMaxHardLinks)
      return visitor_.Left(path_, "more hard links than are kept");
    links_[target].push_back(path_);
  }

  void ReadFile(container::TarStream& tar, const TarEntry& entry) {
    const Wish wish = visitor_.Wants(path_);
    if (wish == Wish::kLeave) return;
    if (wish == Wish::kUnsure && ((entry.mode & kAnyoneExecutes) == 0 || entry.size < kProgramHead))
      return;
    const std::uint64_t limit = wish == Wish::kRead ? kMaxReadBytes : kMaxProgramBytes;
    if (wish == Wish::kRead || wish == Wish::kLarge) return Give(tar, entry, limit, {&path_, 1});
    if (entry.size < kProgramHead) return;
    auto head = tar.Body(kProgramHead);
    if (!head) return BodyFailed(head.error());
    if (!visitor_.IsProgram(*head)) return;
    if (entry.size > limit) return visitor_.Left(path_, "larger than is read");
    const Bytes first(*head);
    auto rest = tar.Body(entry.size);
    if (!rest) return BodyFailed(rest.error());
    whole_.assign(first).append(*rest);
    visitor_.Read({path_, layer_}, whole_);
    if (whole_.capacity() > kKept) Bytes().swap(whole_);
  }

  void Give(container::TarStream& tar, const TarEntry& entry, std::uint64_t limit,
            std::span<const std::string> paths) {
    if (entry.size > limit) {
      for (const auto& path : paths) visitor_.Left(path, "larger than is read");
      return;
    }
    const auto bytes = tar.Body(entry.size);
    if (!bytes) return BodyFailed(bytes.error());
    for (const auto& path : paths) visitor_.Read({path, layer_}, *bytes);
  }

  // A sparse file is one that is left; a body that cannot be had ends the layer.
  void BodyFailed(const Error& error) {
    if (error.kind == ErrorKind::kUnsupported) return visitor_.Left(path_, error.what);
    failed_ = ToString(error);
  }

  // The second pass: the files that wished-for links lead to.
  void Target(container::TarStream& tar, const TarEntry& entry) {
    if (entry.kind != TarKind::kFile || !Locate(entry.path, &path_)) return;
    const auto found = links_.find(path_);
    if (found == links_.end()) return;
    const auto paths = std::move(found->second);
    links_.erase(found);
    Give(tar, entry, kMaxProgramBytes, paths);
  }

  static constexpr std::size_t kKept = 16u << 20;

  FileVisitor& visitor_;
  FileCounts counts_;
  std::uint32_t layer_ = 0;
  std::string path_, failed_;
  Bytes whole_;
  std::map<std::string, std::string, std::less<>> root_links_;
  std::map<std::string, std::vector<std::string>> links_;  // Of this layer: target to links
  std::size_t link_count_ = 0;
};

}  // namespace

Result<FileCounts> VisitImage(Image& image, FileVisitor& visitor) {
  Layers layers(visitor);
  std::uint32_t number = 0;
  for (const ImageLayer& layer : image.layers())
    AVOUCH_CHECK_OK(layers.Apply([&] { return image.OpenLayer(layer); }, number++,
                                 layer.digest.empty() ? layer.member : layer.digest));
  return layers.counts();
}

FileCounts VisitLayer(BytesView layer, FileVisitor& visitor) {
  Layers layers(visitor);
  const auto open = [&] {
    MemberBytes bytes;
    bytes.held = layer;
    bytes.size = layer.size();
    bytes.packing = container::PackingOf(layer);
    return LayerStream::Open(std::move(bytes), {});
  };
  (void)layers.Apply(open, 0, "layer");  // No digest, so no failure
  return layers.counts();
}

}  // namespace avouch::source

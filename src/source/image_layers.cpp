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
// Wished-for names that are hard links; distributions have a handful, and some 150 of programs.
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
  using OpenNumber = std::function<Result<LayerStream>(std::uint32_t)>;

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

  // After the last layer. A program with two names is told by the one that is no link; where a
  // layer took that away, the other still is the same file (stereoscope pull 670).
  // Fails with kIntegrity alone.
  Status ReadOtherNames(const OpenNumber& open) {
    std::map<std::uint32_t, std::map<std::string, std::vector<std::string>>> lost;
    for (const auto& [link, program] : other_names_)
      if (auto& links = lost[program.layer][program.target]; program.lost && links.empty())
        links.push_back(link);
    for (auto& [number, links] : lost) {
      std::erase_if(links, [](const auto& one) { return one.second.empty(); });
      if (links.empty()) continue;
      layer_ = number;
      links_ = std::move(links);
      const auto again = [&, layer = number] { return open(layer); };
      AVOUCH_CHECK_OK(Pass(again, "layer " + std::to_string(number), &Layers::Program));
      for (const auto& [target, paths] : links_)
        visitor_.Left(paths.front(), "a hard link to a program that is not in its layer");
    }
    return {};
  }
  [[nodiscard]] const FileCounts& counts() const { return counts_; }

 private:
  // Of a program's hard link: its file, and where that was packed.
  struct OtherName {
    std::string target;
    std::uint32_t layer = 0;
    bool lost = false;  // The target is no more what it was, or its name is none of a program
  };
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
    if (name == kOpaque) return Gone(folder, false, true, layer_);
    const std::string_view hidden = name.substr(kWhiteout.size());
    if (hidden.empty() || hidden == "." || hidden == "..") return void(++counts_.refused);
    if (hidden.starts_with(kWhiteout)) return;  // Of the tool that wrote the layer: ".wh..wh.plnk"
    const std::string gone = JoinPath(folder, hidden);
    if (folder.empty()) root_links_.erase(gone);
    Gone(gone, true, true, layer_);
  }

  void Gone(std::string_view path, bool self, bool below, std::uint32_t layer) {
    visitor_.Gone(path, self, below, layer);
    if (other_names_.empty()) return;
    const std::string inside = path.empty() ? "" : std::string(path) + "/";
    const auto hit = [&](auto& map, auto&& step) {
      if (const auto one = map.find(path); self && one != map.end()) step(one);
      if (!below) return;
      for (auto one = map.lower_bound(inside); one != map.end();)
        if (one->first.starts_with(inside))
          step(one++);
        else
          break;
    };
    hit(other_names_, [&](auto one) {
      if (one->second.layer < layer) other_names_.erase(one);
    });
    hit(by_target_, [&](auto one) {
      std::erase_if(one->second, [&](const std::string& link) {
        const auto found = other_names_.find(link);
        if (found == other_names_.end() || found->second.target != one->first) return true;
        return found->second.lost = true;  // Of a layer at most this one
      });
      if (one->second.empty()) by_target_.erase(one);
    });
  }

  // A folder over a folder keeps what is in it; anything else replaces it whole.
  void Replace(const TarEntry& entry) {
    const bool is_folder = entry.kind == TarKind::kFolder;
    if (path_.find('/') == path_.npos) {
      const auto link = root_links_.find(path_);
      if (link != root_links_.end() && entry.kind != TarKind::kSymlink) root_links_.erase(link);
    }
    Gone(path_, true, !is_folder, layer_ + 1);  // Also what this layer had before
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
    const Wish wish = visitor_.Wants(path_);
    if (wish == Wish::kLeave) return;
    const bool read = wish == Wish::kRead || wish == Wish::kLarge;
    std::string target;
    if (!Locate(entry.link, &target)) return void(read && ++counts_.refused);
    if (wish == Wish::kUnsure && (entry.mode & kAnyoneExecutes) == 0) return;
    if (link_count_++ >= kMaxHardLinks)
      return visitor_.Left(path_, "more hard links than are kept");
    if (read) return links_[target].push_back(path_);
    by_target_[target].push_back(path_);
    const bool lost = visitor_.Wants(target) == Wish::kLeave;  // "repo/objects/ab/cdef.file"
    other_names_.insert_or_assign(path_, OtherName{std::move(target), layer_, lost});
  }

  void ReadFile(container::TarStream& tar, const TarEntry& entry) {
    const Wish wish = visitor_.Wants(path_);
    if (wish == Wish::kLeave) return;
    if (wish == Wish::kUnsure && ((entry.mode & kAnyoneExecutes) == 0 || entry.size < kProgramHead))
      return;
    const std::uint64_t limit = wish == Wish::kRead ? kMaxReadBytes : kMaxProgramBytes;
    if (wish == Wish::kRead || wish == Wish::kLarge) return Give(tar, entry, limit, {&path_, 1});
    ReadProgram(tar, entry, path_);
  }

  void ReadProgram(container::TarStream& tar, const TarEntry& entry, const std::string& path) {
    if (entry.size < kProgramHead) return;
    auto head = tar.Body(kProgramHead);
    if (!head) return BodyFailed(head.error());
    if (!visitor_.IsProgram(*head)) return;
    if (entry.size > kMaxProgramBytes) return visitor_.Left(path, "larger than is read");
    const Bytes first(*head);
    auto rest = tar.Body(entry.size);
    if (!rest) return BodyFailed(rest.error());
    whole_.assign(first).append(*rest);
    visitor_.Read({path, layer_}, whole_);
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

  // The same for programs, of which one name is enough.
  void Program(container::TarStream& tar, const TarEntry& entry) {
    if (entry.kind != TarKind::kFile || !Locate(entry.path, &path_)) return;
    const auto found = links_.find(path_);
    if (found == links_.end()) return;
    ReadProgram(tar, entry, found->second.front());
    links_.erase(found);
  }

  static constexpr std::size_t kKept = 16u << 20;

  FileVisitor& visitor_;
  FileCounts counts_;
  std::uint32_t layer_ = 0;
  std::string path_, failed_;
  Bytes whole_;
  std::map<std::string, std::string, std::less<>> root_links_;
  std::map<std::string, std::vector<std::string>> links_;  // Of this layer: target to links
  std::map<std::string, OtherName, std::less<>> other_names_;
  std::map<std::string, std::vector<std::string>, std::less<>> by_target_;
  std::size_t link_count_ = 0;
};

}  // namespace

Result<FileCounts> VisitImage(Image& image, FileVisitor& visitor) {
  Layers layers(visitor);
  std::uint32_t number = 0;
  for (const ImageLayer& layer : image.layers())
    AVOUCH_CHECK_OK(layers.Apply([&] { return image.OpenLayer(layer); }, number++,
                                 layer.digest.empty() ? layer.member : layer.digest));
  AVOUCH_CHECK_OK(
      layers.ReadOtherNames([&](std::uint32_t of) { return image.OpenLayer(image.layers()[of]); }));
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
  (void)layers.ReadOtherNames([&](std::uint32_t) { return open(); });
  return layers.counts();
}

}  // namespace avouch::source

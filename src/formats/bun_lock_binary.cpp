// The file, after "#!/usr/bin/env bun\nbun-lockfile-format-v0\n":
//   u32 format, 32 bytes of digest, u64 end of all
//   u64 packages, u64 alignment, u64 columns, u64 begin, u64 end; then one column after another:
//     name, its hash, resolution, slices of dependencies and of resolved packages, meta, programs,
//     scripts
//   six arrays: u64 begin, u64 end, "\n<type> size, alignment\n", padding, items:
//     folders, u32 hoisted, u32 resolved packages, 26 bytes for each dependency, texts with
//     hashes, bytes of all texts
// A text is eight bytes: itself up to NUL, or, where the last bit is set, u32 offset and u31
// length in the bytes of all texts.
#include "formats/bun_lock_binary.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

constexpr std::string_view kMagic = "#!/usr/bin/env bun\nbun-lockfile-format-v0\n";
constexpr std::size_t kMaxText = 4096;  // Bytes of a name or address; longer is none

// Bytes of a package in each column; Resolution grew by eight when versions did.
constexpr std::size_t kHash = 8, kSlice = 8, kMeta = 88, kBin = 20, kName = 8, kScripts = 49;
constexpr std::size_t kDependency = 26;
constexpr std::size_t kIntegrity = 20;  // Of Meta: a tag, then 64 bytes

enum Tag : std::uint8_t {
  kRoot = 1,
  kNpm = 2,
  kFolder = 4,
  kLocalTarball = 8,
  kGithub = 16,
  kGit = 32,
  kSymlink = 64,
  kWorkspace = 72,
  kRemoteTarball = 80,
};
enum Behaviour : std::uint8_t { kOptional = 4, kDevelopment = 8, kOfWorkspace = 32 };

class Reader {
 public:
  Reader(const Path& path, BytesView bytes)
      : path_(path),
        bytes_(bytes),
        manifest_(NewManifest(model::Ecosystem::kNpm, "bun-lock", path, true)) {}

  Result<model::Manifest> Read() {
    if (!bytes_.starts_with(kMagic)) return Bad("not a lock of Bun");
    AVOUCH_CHECK_OK(Layout());
    for (std::size_t i = 0; i < count_; ++i) Package(i);
    for (std::size_t i = 0; i < count_; ++i) Needs(i);
    if (broken_) return Bad("an offset or length leads out of the file");
    TidyNeeds(manifest_.components);
    MarkScopes(manifest_, roots_);
    if (manifest_.components.empty()) notes_.Add("no package is listed");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  [[nodiscard]] std::unexpected<Error> Bad(std::string what) const {
    return Fail(ErrorKind::kMalformed, std::move(what), ToUtf8(path_.bytes));
  }

  // `size` bytes at `at`, little-endian; 0 outside of the file, which is then broken.
  std::uint64_t Number(std::size_t at, std::size_t size) {
    if (at > bytes_.size() || bytes_.size() - at < size) return broken_ = true, 0;
    std::uint64_t out = 0;
    for (std::size_t i = size; i-- > 0;)
      out = out << 8 | static_cast<unsigned char>(bytes_[at + i]);
    return out;
  }

  std::string Text(std::size_t at) {
    const std::uint64_t word = Number(at, 8);
    if (broken_) return {};
    if (word >> 63 == 0) {
      std::string_view inside = bytes_.substr(at, 8);
      return ToUtf8(inside.substr(0, inside.find('\0')));
    }
    const std::size_t offset = word & UINT32_MAX, length = word >> 32 & INT32_MAX;
    if (offset > texts_.size() || texts_.size() - offset < length || length > kMaxText)
      return broken_ = true, std::string();
    return ToUtf8(texts_.substr(offset, length));
  }

  struct Range {
    std::size_t begin = 0, end = 0;
  };

  Range RangeAt(std::size_t at) {
    const std::uint64_t begin = Number(at, 8), end = Number(at + 8, 8);
    if (begin > end || end > bytes_.size() || end < at) return broken_ = true, Range();
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
  }

  Status Layout() {
    std::size_t at = kMagic.size();
    const std::uint64_t format = Number(at, 4);
    if (format != 2 && format != 3)
      return Fail(ErrorKind::kUnsupported,
                  "format " + std::to_string(format) +
                      " is not known; `bun install --save-text-lockfile` writes it as text",
                  ToUtf8(path_.bytes));
    wide_ = format == 3;
    resolution_ = wide_ ? 72 : 64;
    at += 4 + 32 + 8;
    const std::uint64_t count = Number(at, 8), columns = Number(at + 16, 8);
    const Range packages = RangeAt(at + 24);
    // The column of scripts came later, and is the last.
    const std::size_t row =
        kHash + resolution_ + 2 * kSlice + kMeta + kBin + kName + (columns == 8 ? kScripts : 0);
    if (broken_ || (columns != 7 && columns != 8) || count > bytes_.size() / row ||
        packages.end - packages.begin != count * row)
      return Bad("the table of packages is not of a form that is known");
    count_ = static_cast<std::size_t>(count);
    names_ = packages.begin;
    resolutions_ = names_ + count_ * (kName + kHash);
    slices_ = resolutions_ + count_ * resolution_;
    meta_ = slices_ + count_ * 2 * kSlice;
    std::array<Range, 6> arrays;
    at = packages.end;
    for (Range& array : arrays) {
      array = RangeAt(at);
      if (broken_) return Bad("an array leads out of the file");
      at = array.end;
    }
    resolved_ = arrays[2], dependencies_ = arrays[3];
    texts_ = bytes_.substr(arrays[5].begin, arrays[5].end - arrays[5].begin);
    if ((dependencies_.end - dependencies_.begin) / kDependency !=
        (resolved_.end - resolved_.begin) / 4)
      return Bad("not each dependency has its package");
    return {};
  }

  std::string Version(std::size_t at) {
    const std::size_t number = wide_ ? 8 : 4;
    std::string out;
    for (std::size_t i = 0; i < 3; ++i)
      out += (i == 0 ? "" : ".") + std::to_string(Number(at + i * number, number));
    // Behind three numbers of four bytes stand four of padding.
    const std::size_t pre = at + (wide_ ? 24 : 16);
    if (const std::string text = Text(pre); !text.empty()) out += "-" + text;
    if (const std::string text = Text(pre + 16); !text.empty()) out += "+" + text;
    return out;
  }

  void Package(std::size_t index) {
    const std::size_t at = resolutions_ + index * resolution_, value = at + 8;
    const auto tag = static_cast<std::uint8_t>(Number(at, 1));
    component_.push_back(kNoComponent);
    root_.push_back(tag == kRoot || tag == kWorkspace);
    model::Component component;
    component.name = Text(names_ + index * kName);
    component.place = {path_, 0};
    if (tag == kRoot) {
      manifest_.name = component.name;
      return;
    }
    if (tag == kNpm) {
      component.origin = WithoutSecrets(Text(value));
      component.version = Version(value + 8);
      if (component.origin.starts_with("http://"))
        notes_.Add(component.name + " " + component.version + " is fetched over plain HTTP");
    } else if (tag == kWorkspace) {
      component.source = SourceKind::kWorkspace;
      component.origin = Text(value);
      manifest_.workspaces.push_back(component.origin);
    } else {
      component.origin = WithoutSecrets(Where(tag, value));
      component.source = tag == kGit || tag == kGithub ? SourceKind::kGit
                         : tag == kRemoteTarball       ? SourceKind::kUrl
                                                       : SourceKind::kPath;
    }
    if (component.name.empty() || (tag != kWorkspace && component.origin.empty() && tag != kNpm))
      return notes_.Add("package " + std::to_string(index) + " has no name or no address");
    Integrity(index, component);
    if (tag == kNpm && component.digests.empty())
      notes_.Add(component.name + " " + component.version + " has no integrity");
    component_.back() = static_cast<std::uint32_t>(manifest_.components.size());
    manifest_.components.push_back(std::move(component));
  }

  // As bun.lock writes it.
  std::string Where(std::uint8_t tag, std::size_t value) {
    const std::string first = Text(value);
    if (tag == kFolder) return "file:" + first;
    if (tag == kSymlink) return "link:" + first;
    if (tag != kGit && tag != kGithub) return first;
    const std::string repository = Text(value + 8), wanted = Text(value + 16);
    std::string resolved = Text(value + 24);
    // Of GitHub's archives the name is kept: "owner-name-<commit>".
    if (tag == kGithub) resolved = resolved.substr(resolved.rfind('-') + 1);
    const std::string at = resolved.empty() ? wanted : resolved;
    return (tag == kGithub ? "github:" + first + "/" + repository
                           : (repository.starts_with("git+") ? "" : "git+") + repository) +
           (at.empty() ? "" : "#" + at);
  }

  void Integrity(std::size_t index, model::Component& component) {
    struct Algorithm {
      std::string_view name;
      std::size_t bytes;
    };
    constexpr auto kAlgorithms =
        std::to_array<Algorithm>({{"sha1", 20}, {"sha256", 32}, {"sha384", 48}, {"sha512", 64}});
    const std::size_t at = meta_ + index * kMeta + kIntegrity;
    const std::uint64_t tag = Number(at, 1);
    if (tag < 1 || tag > kAlgorithms.size() || broken_) return;
    const Algorithm& algorithm = kAlgorithms[tag - 1];
    component.digests.push_back(std::string(algorithm.name) + "-" +
                                ToBase64(bytes_.substr(at + 1, algorithm.bytes)));
  }

  void Needs(std::size_t index) {
    const std::size_t slice = slices_ + index * kSlice;
    const std::uint64_t from = Number(slice, 4), length = Number(slice + 4, 4);
    const std::size_t all = (resolved_.end - resolved_.begin) / 4;
    // Each dependency is one package's: all together are no more than there are.
    if (from > all || all - from < length || (seen_ += length) > all) {
      broken_ = true;
      return;
    }
    const std::uint32_t own = component_[index];
    for (std::size_t i = from; i < from + length; ++i) {
      const std::uint64_t package = Number(resolved_.begin + i * 4, 4);
      const std::uint32_t to = package < count_ ? component_[package] : kNoComponent;
      const auto behaviour =
          static_cast<std::uint8_t>(Number(dependencies_.begin + i * kDependency + 16, 1));
      if (to == kNoComponent || to == own) continue;
      if (root_[index] && (behaviour & kOfWorkspace) == 0)
        (behaviour & kDevelopment ? roots_.development
         : behaviour & kOptional  ? roots_.optional
                                  : roots_.shipped)
            .push_back(to);
      if (own != kNoComponent && (behaviour & kDevelopment) == 0)
        manifest_.components[own].detail.needs.push_back(to);
    }
  }

  const Path& path_;
  BytesView bytes_;
  model::Manifest manifest_;
  Notes notes_;
  Roots roots_;
  bool wide_ = false, broken_ = false;
  std::size_t count_ = 0, resolution_ = 0;                           // Packages; bytes
  std::size_t resolutions_ = 0, slices_ = 0, meta_ = 0, names_ = 0;  // Where columns begin
  Range resolved_, dependencies_;
  BytesView texts_;
  std::vector<std::uint32_t> component_;  // Of each package, or kNoComponent
  std::vector<bool> root_;                // The project's own: its root and its workspaces
  std::uint64_t seen_ = 0;
};

}  // namespace

Result<model::Manifest> ReadBunLockBinary(const Path& path, BytesView bytes) {
  return Reader(path, bytes).Read();
}

}  // namespace avouch::formats

// How they are read: one pass, no further than is needed where the order of members tells (an
// Alpine package, a gem), else to the end, since a second file of one name is what counts.

#include "formats/tar_package.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "container/tar_stream.h"
#include "container/zip_index.h"
#include "formats/conda.h"
#include "formats/helm.h"
#include "formats/installed_package.h"
#include "formats/limits.h"
#include "formats/package_metadata.h"

namespace avouch::formats {
namespace {

using container::OpenStream;
using container::TarEntry;
using container::TarKind;
using model::Manifest;

enum class Kind { kGem, kCrate, kTgz, kTarGz, kTarBz2, kApk };
constexpr std::pair<std::string_view, Kind> kEndings[] = {
    {".gem", Kind::kGem},      {".crate", Kind::kCrate},    {".tgz", Kind::kTgz},
    {".tar.gz", Kind::kTarGz}, {".tar.bz2", Kind::kTarBz2}, {".apk", Kind::kApk}};

struct Named {
  Kind kind;
  std::string_view stem;  // A view into the name
};

std::optional<Named> NamedAs(std::string_view name) {
  const std::string lower = Lower(name);
  for (const auto& [ending, kind] : kEndings)
    if (lower.ends_with(ending) && lower.size() > ending.size())
      return Named{kind, name.substr(0, name.size() - ending.size())};
  return std::nullopt;
}

std::string_view TopOf(std::string_view name) { return name.substr(0, name.find('/')); }
// "a/b" is b right in one folder; of all else "".
std::string_view RightBelow(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == name.npos || slash == 0) return {};
  const std::string_view rest = name.substr(slash + 1);
  return rest.find('/') == rest.npos ? rest : std::string_view();
}

// "x/Chart.yaml", and "x/charts/y/Chart.yaml" at any depth.
bool IsChart(std::string_view name) {
  if (!name.ends_with("/Chart.yaml")) return false;
  const auto words = Split(name, '/');
  for (std::size_t i = 1; i + 1 < words.size(); i += 2)
    if (words[i] != "charts") return false;
  return words.size() % 2 == 0;
}
bool IsPackedChart(std::string_view name) {
  return name.ends_with(".tgz") && PathFolder(name).ends_with("/charts");
}

std::unexpected<Error> NoPackage() {
  return Fail(ErrorKind::kUnsupported, "an archive that is no package of a known kind");
}

Result<Manifest> CondaOf(const Path& path, BytesView body) {
  AVOUCH_TRY(Manifest out, ReadConda(Path("conda-meta/index.json"), body));
  out.format = "conda-archive";
  out.path = path;
  for (auto& one : out.components) one.place = {path, 0};
  for (auto& one : out.requirements) one.place = {path, 0};
  return out;
}

struct Member {
  std::string name;
  Bytes body;
};

class Reader {
 public:
  Reader(const Path& path, Named named) : path_(path), named_(named) {}

  Result<Manifest> Read(BytesView bytes, std::uint64_t most) {
    auto stream = OpenStream(bytes, {.base = most, .ratio = 0});
    if (!stream) return std::unexpected(std::move(stream.error()));
    auto walk = WalkTar(
        **stream, [this](std::string_view name) { return Wants(name); },
        [this](std::string_view name, BytesView body) { return Take(name, body); });
    const bool found = !main_.name.empty() || !chart_.name.empty();
    if (refused_ || (!found && MayBeAnything())) return NoPackage();
    if (!walk && !found) return std::unexpected(std::move(walk.error()));
    if (!found) return None();
    AVOUCH_TRY(Manifest out, Told());
    Note(walk, out);
    return out;
  }

 private:
  [[nodiscard]] bool MayBeAnything() const {
    return named_.kind == Kind::kTgz || named_.kind == Kind::kTarGz || named_.kind == Kind::kTarBz2;
  }

  [[nodiscard]] std::unexpected<Error> None() const {
    return Fail(ErrorKind::kMalformed, named_.kind == Kind::kGem     ? "a gem without metadata.gz"
                                       : named_.kind == Kind::kCrate ? "a crate without Cargo.toml"
                                                                     : "no .PKGINFO in it");
  }

  // An OCI layout's folder, or one of docker save's, named by a digest.
  static bool IsOfImage(std::string_view top) {
    return top == "blobs" ||
           (top.size() == 64 && top.find_first_not_of("0123456789abcdef") == top.npos);
  }

  // The first members tell whether it may be one at all, before gigabytes are unpacked.
  bool Refuses(std::string_view name) {
    if (seen_++ > 0) return false;
    const bool in_folder = name.find('/') != name.npos;
    if (named_.kind == Kind::kTarGz) return !in_folder || TopOf(name) != named_.stem;
    if (named_.kind == Kind::kTgz) return !in_folder || IsOfImage(TopOf(name));
    return named_.kind == Kind::kTarBz2 && (TopOf(name) == named_.stem || name.starts_with('.'));
  }

  bool Wants(std::string_view name) {
    refused_ = refused_ || Refuses(name);
    if (refused_) return true;  // To end the walk
    const std::string_view below = RightBelow(name);
    switch (named_.kind) {
      case Kind::kGem:
        return name == "metadata.gz" || name == "metadata";
      case Kind::kCrate:
        return below == "Cargo.toml";
      case Kind::kTgz:
        packed_ += IsPackedChart(name) ? 1 : 0;
        return below == "package.json" || IsChart(name);
      case Kind::kTarGz:
        return below == "PKG-INFO" && TopOf(name) == named_.stem;
      case Kind::kTarBz2:
        return name == "info/index.json";
      case Kind::kApk:
        return name == ".PKGINFO";
    }
    return false;
  }

  bool Take(std::string_view name, BytesView body) {
    if (refused_) return false;
    const bool chart = PathName(name) == "Chart.yaml";
    if (chart && RightBelow(name).empty()) {
      if (inner_.size() < kMaxChartsInside)
        inner_.push_back({std::string(name), Bytes(body)});
      else
        ++packed_;
      return true;
    }
    Member& one = chart ? chart_ : main_;
    const bool better = named_.kind == Kind::kCrate && TopOf(name) == named_.stem;
    if (one.name == name) ++again_;
    if (one.name.empty() || one.name == name || better) one = {std::string(name), Bytes(body)};
    return named_.kind != Kind::kApk;  // What apk itself reads is the first
  }

  Result<Manifest> Told() {
    const BytesView body = main_.body;
    switch (named_.kind) {
      case Kind::kGem:
        return Gem(body);
      case Kind::kCrate:
        return ReadCrateMetadata(path_, body);
      case Kind::kTgz:
        return IsChartItself() ? Chart() : ReadNpmMetadata(path_, body);
      case Kind::kTarGz:
        return Sdist(body);
      case Kind::kTarBz2:
        return CondaOf(path_, body);
      case Kind::kApk:
        return ReadPkgInfo(path_, body);
    }
    return NoPackage();
  }

  // A chart may hold a package.json, and a package of npm a chart.
  [[nodiscard]] bool IsChartItself() const {
    return !chart_.name.empty() && TopOf(main_.name) != "package";
  }

  [[nodiscard]] Result<Manifest> Gem(BytesView body) const {
    AVOUCH_TRY(const auto stream, OpenStream(body, {.base = kMaxMetadata, .ratio = 0}));
    AVOUCH_TRY(const BytesView text, stream->Take(kMaxMetadata + 1));
    return ReadGemMetadata(path_, text);
  }

  [[nodiscard]] Result<Manifest> Sdist(BytesView body) const {
    AVOUCH_TRY(Manifest out, ReadPythonInstalled(path_, body));
    out.format = "sdist-archive";
    out.requirements.clear();  // As of a wheel
    for (auto& one : out.components) one.place = {path_, 0};
    return out;
  }

  // The chart, and those that it brings along.
  [[nodiscard]] Result<Manifest> Chart() const {
    AVOUCH_TRY(Manifest out, ReadHelm(Path("Chart.yaml"), chart_.body));
    if (out.name.empty() || out.version.empty())
      return Fail(ErrorKind::kMalformed, "a chart without name or version");
    out.format = "helm-archive";
    out.path = path_;
    out.tools.clear();
    for (auto& one : out.requirements) one.place = {path_, 0};
    AddChart(out, path_.bytes, out);
    for (const auto& [name, text] : inner_) {
      const std::string where = path_.bytes + "!/" + name;
      auto inner = ReadHelm(Path("Chart.yaml"), text);
      if (!inner || inner->name.empty() || inner->version.empty()) {
        out.notes.push_back(Printable(where) + ": a chart that cannot be read");
        continue;
      }
      out.components[0].detail.needs.push_back(static_cast<std::uint32_t>(out.components.size()));
      AddChart(*inner, where, out);
      std::erase_if(out.requirements, [&](const auto& one) { return one.name == inner->name; });
    }
    return out;
  }

  static void AddChart(const Manifest& from, const std::string& where, Manifest& out) {
    model::Component one;
    one.name = from.name;
    one.version = from.version;
    one.place = {Path(where), 0};
    out.components.push_back(std::move(one));
  }

  void Note(const Result<TarWalk>& walk, Manifest& out) const {
    if (!walk)
      out.notes.push_back("not read to its end: " + ToString(walk.error()));
    else if (walk->outside > 0)
      out.notes.push_back(Count("name", walk->outside) + " lead out of the archive");
    if (walk && walk->linked > 0) out.notes.push_back("metadata that is a link is not followed");
    if (again_ > 0) out.notes.push_back("its metadata is there more than once: the last counts");
    if (packed_ > 0 && out.format == "helm-archive")
      out.notes.push_back(Count("chart", packed_) + " inside not read");
  }

  const Path& path_;
  Named named_;
  Member main_, chart_;
  std::vector<Member> inner_;  // Charts in the chart
  long long seen_ = 0, again_ = 0, packed_ = 0;
  bool refused_ = false;
};

}  // namespace

Result<TarWalk> WalkTar(container::ByteStream& stream,
                        const std::function<bool(std::string_view)>& wants,
                        const std::function<bool(std::string_view, BytesView)>& take) {
  TarWalk walk;
  container::TarStream tar(stream);
  TarEntry entry;
  for (;;) {
    AVOUCH_TRY(const bool more, tar.Next(&entry));
    if (!more) return walk;
    std::string_view name = entry.path;
    while (name.starts_with("./")) name.remove_prefix(2);
    if (entry.kind == TarKind::kFolder || entry.kind == TarKind::kOther) continue;
    if (!container::StaysInside(name)) {
      ++walk.outside;
      continue;
    }
    if (!wants(name)) continue;
    if (entry.kind != TarKind::kFile) {
      ++walk.linked;
      continue;
    }
    if (entry.size > kMaxMetadata)
      return Fail(
          ErrorKind::kTooLarge,
          "a file of metadata of " + Count("byte", static_cast<long long>(std::min<std::uint64_t>(
                                                       entry.size, INT64_MAX))));
    AVOUCH_TRY(const BytesView body, tar.Body(kMaxMetadata));
    if (!take(name, body)) return walk;
  }
}

bool IsTarPackage(const Path& path) { return NamedAs(path.name()).has_value(); }

Result<Manifest> ReadTarPackage(const Path& path, BytesView bytes, std::uint64_t most) {
  const auto named = NamedAs(path.name());
  if (!named) return NoPackage();
  if (named->kind == Kind::kApk && bytes.starts_with("ADB"))
    return Fail(ErrorKind::kUnsupported, "a package of apk 3, which is not read by this build");
  return Reader(path, *named).Read(bytes, std::min<std::uint64_t>(most, kMaxTarPackage));
}

Result<Manifest> ReadCondaInfo(const Path& path, container::ByteStream& stream) {
  Bytes found;
  AVOUCH_TRY(const TarWalk walk,
             WalkTar(
                 stream, [](std::string_view name) { return name == "info/index.json"; },
                 [&](std::string_view, BytesView body) {
                   found = body;
                   return true;
                 }));
  if (found.empty()) return Fail(ErrorKind::kMalformed, "no info/index.json in it");
  AVOUCH_TRY(Manifest out, CondaOf(path, found));
  if (walk.outside > 0)
    out.notes.push_back(Count("name", walk.outside) + " lead out of the archive");
  return out;
}

}  // namespace avouch::formats

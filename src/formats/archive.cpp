// How jars are read: the directory of members first; of their bytes only the manifest, the Maven
// metadata, and archives inside. Those that are stored, as Spring Boot stores them, are read
// where they lie. One budget of archives, members and unpacked bytes is for all of them.

#include "formats/archive.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "container/zip_index.h"
#include "crypto/hash.h"
#include "formats/jar_identity.h"
#include "formats/licence_text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/maven_pom.h"
#include "formats/sbom_place.h"
#include "formats/system_package.h"
#include "formats/tar_package.h"
#include "formats/zip_package.h"

namespace avouch::formats {
namespace {

using container::ZipEntry;
using container::ZipIndex;
using model::Component;
using model::Manifest;

constexpr std::string_view kJava[] = {"jar", "war", "ear", "aar", "hpi",
                                      "jpi", "par", "sar", "kar"};

bool IsJava(std::string_view name) {
  const std::string extension = Lower(PathExtension(name));
  return std::ranges::find(kJava, extension) != std::end(kJava);
}

std::string_view StemOf(std::string_view name) {
  name = PathName(name);
  const auto dot = name.rfind('.');
  return name.substr(0, dot);
}

void AddDigests(BytesView bytes, Component& one) {
  one.digests.push_back("sha1:" + ToHex(crypto::Sha1Of(bytes)));
  one.digests.push_back("sha256:" + crypto::Sha256Of(bytes).hex());
}

// What of one jar is looked at.
// Of the archive itself: at its root or in META-INF.
bool IsLicence(std::string_view name) {
  if (name.starts_with("META-INF/")) name.remove_prefix(9);
  for (const std::string_view known : {"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE"})
    if (name == known) return true;
  return false;
}

// Whether the classes of a jar are all its own: of one owner ("org/apache"), and none in a folder
// into which copies of others' are renamed.
class JarCode {
 public:
  void Add(std::string_view name) {
    if (!name.ends_with(".class") || name.starts_with("META-INF/")) return;
    for (const std::string_view folder : {"BOOT-INF/classes/", "WEB-INF/classes/"})
      if (name.starts_with(folder)) name.remove_prefix(folder.size());
    const std::size_t first = name.find('/');
    if (first == name.npos) return;
    std::size_t second = name.find('/', first + 1);
    if (second == name.npos) second = first;
    if (root_.empty()) root_ = name.substr(0, second + 1);
    alone_ = alone_ && name.starts_with(root_);
    for (const std::string_view folder : {"/shaded/", "/shadow/", "/shade/", "/repackaged/",
                                          "/relocated/", "/thirdparty/", "/vendor/", "/bundled/"})
      if (name.find(folder) != name.npos) alone_ = false;
  }
  // False of one without classes, of which nothing is known.
  [[nodiscard]] bool alone() const { return alone_ && !root_.empty(); }

 private:
  std::string_view root_;
  bool alone_ = true;
};

struct JarParts {
  const ZipEntry* manifest = nullptr;
  const ZipEntry* licence = nullptr;  // Its text; null also where there are several
  std::vector<const ZipEntry*> properties, poms, archives, sboms;
  JarCode code;
};

class JarReader {
 public:
  JarReader(Manifest& out, const ArchiveOptions& options)
      : out_(out), options_(options), sboms_(options.lists), bytes_left_(options.most) {}

  Status Read(BytesView bytes) {
    auto index = ZipIndex::Open(bytes, members_left_);
    if (!index) return std::unexpected(index.error());
    One(out_.path.bytes, bytes, *index, 0);
    for (auto& one : out_.components) std::ranges::sort(one.detail.needs);
    out_.notes = notes_.Take();
    if (left_ > 0)
      out_.notes.push_back("not all of this archive is read: " + Count("member", left_) + " left");
    return {};
  }

 private:
  // The archive at `path` becomes a component, with all that is inside.
  std::size_t One(const std::string& path, BytesView bytes, const ZipIndex& index, int depth) {
    members_left_ -= std::min(members_left_, index.entries().size());
    const std::size_t own = out_.components.size();
    out_.components.emplace_back();
    for (const auto& note : index.notes()) Left(path, note);
    const JarParts parts = Parts(path, index);
    Describe(path, index, parts, own);
    if (options_.digests) AddDigests(bytes, out_.components[own]);
    if (index.overlaps()) return own;  // Bombs are made so; jars are not
    for (const ZipEntry* entry : parts.sboms)
      if (const auto why = sboms_.Take(path, index, *entry, parts.code.alone())) Left(path, *why);
    for (const ZipEntry* entry : parts.archives) Inside(path, index, *entry, depth, own);
    return own;
  }

  JarParts Parts(const std::string& path, const ZipIndex& index) {
    JarParts parts;
    long long outside = 0, licences = 0;
    for (const ZipEntry& entry : index.entries()) {
      const std::string_view name = entry.name;
      if (!container::StaysInside(name)) {
        ++outside;
        continue;
      }
      if (EqualsIgnoreCase(name, "META-INF/MANIFEST.MF") && parts.manifest == nullptr)
        parts.manifest = &entry;
      if (name.ends_with("/pom.properties") && InMaven(name)) parts.properties.push_back(&entry);
      if (name.ends_with("/pom.xml") && InMaven(name)) parts.poms.push_back(&entry);
      parts.code.Add(name);
      if (IsJava(name)) parts.archives.push_back(&entry);
      if (IsSbomMember(name)) parts.sboms.push_back(&entry);
      if (IsLicence(name) && ++licences == 1) parts.licence = &entry;
    }
    if (licences > 1) parts.licence = nullptr;
    if (outside > 0) Left(path, Count("name", outside) + " lead out of the archive", outside);
    return parts;
  }

  static bool InMaven(std::string_view name) {
    const auto at = name.find("META-INF/maven/");
    return at == 0 || (at != name.npos && name[at - 1] == '/');
  }

  // `what` of the archive at `path` could not be read.
  void Left(const std::string& path, const std::string& what, long long members = 1) {
    left_ += members;
    notes_.Add(Printable(path) + ": " + what);
  }

  std::optional<BytesView> Bytes4(const std::string& path, const ZipIndex& index,
                                  const ZipEntry& entry, Bytes& room) {
    auto bytes = index.Read(entry, kMaxMetadata, room);
    if (bytes) return *bytes;
    Left(path, ToString(bytes.error()));
    return std::nullopt;
  }

  // pom.properties, and a pom.xml where there is none beside it.
  std::vector<MavenName> Names(const std::string& path, const ZipIndex& index,
                               const JarParts& parts, std::vector<std::string_view>& folders) {
    std::vector<MavenName> names;
    Bytes room;
    for (const ZipEntry* entry : parts.properties) {
      const auto bytes = Bytes4(path, index, *entry, room);
      if (!bytes) continue;
      MavenName name = ReadPomProperties(*bytes);
      if (name.artifact.empty() || name.version.empty()) {
        Left(path, Printable(entry->name) + " without artifact or version");
        continue;
      }
      names.push_back(std::move(name));
      folders.push_back(PathFolder(entry->name));
    }
    std::vector<std::string_view> known = folders;
    std::ranges::sort(known);
    for (const ZipEntry* entry : parts.poms) {
      if (std::ranges::binary_search(known, PathFolder(entry->name))) continue;
      const auto bytes = Bytes4(path, index, *entry, room);
      if (!bytes) continue;
      const auto pom = ReadPom(Path(path + "!/" + std::string(entry->name)), *bytes);
      if (!pom) {
        Left(path, ToString(pom.error()));
        continue;
      }
      MavenName name{pom->group.empty() ? pom->parent.group : pom->group, pom->artifact,
                     pom->version.empty() ? pom->parent.version : pom->version};
      // ${revision} and the like: only the tree it came from could tell.
      if (name.artifact.empty() || name.version.empty() ||
          (name.group + name.artifact + name.version).find("${") != std::string::npos)
        continue;
      names.push_back(std::move(name));
      folders.push_back(PathFolder(entry->name));
    }
    return names;
  }

  static std::string Spelled(const MavenName& name) {
    return name.group.empty() ? name.artifact : name.group + ":" + name.artifact;
  }

  void Describe(const std::string& path, const ZipIndex& index, const JarParts& parts,
                std::size_t own) {
    JarManifest manifest;
    Bytes room;
    if (parts.manifest != nullptr)
      if (const auto bytes = Bytes4(path, index, *parts.manifest, room))
        manifest = ReadJarManifest(*bytes);
    std::vector<std::string_view> folders;
    const std::vector<MavenName> names = Names(path, index, parts, folders);
    const int which = OwnPom(names, StemOf(path));
    const MavenName name = which >= 0 ? names[static_cast<std::size_t>(which)]
                                      : NameByManifest(manifest, StemOf(path));
    Component one;
    one.name = Spelled(name);
    one.version = name.version;
    one.place = PlaceOf(Path(path), 0);
    one.detail.licences = ManifestLicences(manifest);
    one.detail.supplier =
        manifest[manifest["Bundle-Vendor"].empty() ? "Implementation-Vendor" : "Bundle-Vendor"];
    if (which >= 0 && one.detail.licences.empty())
      one.detail.licences =
          PomLicences(path, index, parts, folders[static_cast<std::size_t>(which)]);
    if (one.detail.licences.empty()) one.detail.licences = LicenceByText(path, index, parts);
    out_.components[own] = std::move(one);
    for (std::size_t i = 0; i < names.size(); ++i)
      if (static_cast<int>(i) != which) Shaded(path, names[i], folders[i], own);
  }

  // A copy of another artifact in this one.
  void Shaded(const std::string& path, const MavenName& name, std::string_view folder,
              std::size_t own) {
    Component one;
    one.name = Spelled(name);
    one.version = name.version;
    one.place = PlaceOf(Path(path + "!/" + std::string(folder)), 0);
    out_.components[own].detail.needs.push_back(static_cast<std::uint32_t>(out_.components.size()));
    out_.components.push_back(std::move(one));
  }

  std::vector<std::string> PomLicences(const std::string& path, const ZipIndex& index,
                                       const JarParts& parts, std::string_view folder) {
    Bytes room;
    for (const ZipEntry* entry : parts.poms) {
      if (PathFolder(entry->name) != folder) continue;
      const auto bytes = Bytes4(path, index, *entry, room);
      if (!bytes) return {};
      auto pom = ReadPom(Path(path), *bytes);
      return pom ? std::move(pom->licences) : std::vector<std::string>();
    }
    return {};
  }

  // Only the whole text of one licence is it.
  std::vector<std::string> LicenceByText(const std::string& path, const ZipIndex& index,
                                         const JarParts& parts) {
    if (parts.licence == nullptr || parts.licence->size > kMaxLicenceFile) return {};
    Bytes room;
    const auto bytes = Bytes4(path, index, *parts.licence, room);
    if (!bytes) return {};
    LicenceMatch match = MatchLicence(*bytes);
    return match.whole && match.ids.size() == 1 ? std::move(match.ids) : std::vector<std::string>();
  }

  void Inside(const std::string& path, const ZipIndex& index, const ZipEntry& entry, int depth,
              std::size_t own) {
    const std::string name = path + "!/" + std::string(entry.name);
    if (depth + 1 >= kMaxArchiveDepth) return Left(name, "lies too deep in archives");
    if (++archives_ > kMaxArchives || members_left_ == 0)
      return Left(name, "more archives than are read");
    Bytes room;
    const auto bytes =
        index.Read(entry, std::min<std::uint64_t>(kMaxNestedArchive, bytes_left_), room);
    if (!bytes) return Left(path, ToString(bytes.error()));
    bytes_left_ -= room.empty() ? 0 : bytes->size();
    const auto inner = ZipIndex::Open(*bytes, members_left_);
    if (!inner) return Left(name, inner.error().what);
    const auto at = static_cast<std::uint32_t>(One(name, *bytes, *inner, depth + 1));
    out_.components[own].detail.needs.push_back(at);
  }

  Manifest& out_;
  const ArchiveOptions& options_;
  SbomsInside sboms_;
  Notes notes_;
  long long left_ = 0;
  std::size_t archives_ = 0, members_left_ = kMaxArchiveMembers;
  std::uint64_t bytes_left_;
};

}  // namespace

bool IsArchive(const Path& path) {
  return IsJava(path.bytes) || IsZipPackage(path) || IsTarPackage(path) || IsSystemPackage(path);
}

bool MayBeNoPackage(const Path& path) {
  const std::string name = Lower(path.name());
  return name.ends_with(".tgz") || name.ends_with(".tar.gz") || name.ends_with(".tar.bz2");
}

namespace {

Result<Manifest> ReadJava(const Path& path, BytesView bytes, const ArchiveOptions& options) {
  Manifest out;
  out.ecosystem = model::Ecosystem::kMaven;
  out.format = "java-archive";
  out.path = path;
  AVOUCH_CHECK_OK(JarReader(out, options).Read(bytes));
  out.name = out.components[0].name;
  out.version = out.components[0].version;
  return out;
}

// An .apk is Android's, a ZIP archive, or Alpine's.
Result<Manifest> ReadPackage(const Path& path, BytesView bytes, const ArchiveOptions& options) {
  if (IsSystemPackage(path)) return ReadSystemPackage(path, bytes);
  const bool zip = bytes.starts_with("PK");
  return IsZipPackage(path) && (zip || !IsTarPackage(path))
             ? ReadZipPackage(path, bytes, options.lists)
             : ReadTarPackage(path, bytes, options.most);
}

}  // namespace

Result<Manifest> ReadArchive(const Path& path, BytesView bytes, const ArchiveOptions& options) {
  auto out =
      IsJava(path.bytes) ? ReadJava(path, bytes, options) : ReadPackage(path, bytes, options);
  if (!out) {
    std::string& where = out.error().where;
    const std::string name = ToUtf8(path.bytes);
    if (!where.starts_with(name)) where = name + (where.empty() ? "" : ": " + where);
  } else if (options.digests && !IsJava(path.bytes) && !out->components.empty() &&
             out->components[0].place.path == path) {
    AddDigests(bytes, out->components[0]);
  }
  return out;
}

}  // namespace avouch::formats

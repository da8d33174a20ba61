#include "formats/zip_package.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "container/byte_stream.h"
#include "container/zip_index.h"
#include "formats/installed_package.h"
#include "formats/limits.h"
#include "formats/lock_reading.h"
#include "formats/nuspec.h"
#include "formats/sbom_place.h"
#include "formats/tar_package.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

using container::ZipEntry;
using container::ZipIndex;
using model::Component;
using model::Manifest;

std::string EndingOf(const Path& path) { return Lower(path.extension()); }

// The one member that says what the package is: shallowest, then first.
const ZipEntry* MetadataOf(const ZipIndex& index, bool nuget) {
  for (const ZipEntry& entry : index.entries()) {
    if (!container::StaysInside(entry.name)) continue;
    const auto slashes = std::ranges::count(entry.name, '/');
    if (nuget ? slashes == 0 && EqualsIgnoreCase(PathExtension(entry.name), "nuspec")
              : (slashes == 1 && entry.name.ends_with(".dist-info/METADATA")) ||
                    entry.name == "EGG-INFO/PKG-INFO")
      return &entry;
  }
  return nullptr;
}

Result<Manifest> ReadOne(const Path& path, const ZipIndex& index, bool nuget) {
  const ZipEntry* entry = MetadataOf(index, nuget);
  if (entry == nullptr)
    return Fail(ErrorKind::kMalformed, nuget ? "a NuGet package without a nuspec"
                                             : "a Python package without its metadata");
  Bytes room;
  AVOUCH_TRY(const BytesView text, index.Read(*entry, kMaxMetadata, room));
  const Path inside(path.bytes + "!/" + std::string(entry->name));
  AVOUCH_TRY(Manifest out, nuget ? ReadNuspec(inside, text) : ReadPythonInstalled(inside, text));
  out.format = nuget ? "nupkg" : "python-wheel";
  if (!nuget) out.requirements.clear();  // Nothing here says what it is installed with
  for (auto& one : out.components) one.place.path = path;
  return out;
}

// conda's metadata lies in a tar of its own, packed with zstd.
Result<Manifest> ReadConda2(const Path& path, const ZipIndex& index) {
  for (const ZipEntry& entry : index.entries()) {
    if (!entry.name.starts_with("info-") || entry.name.find('/') != entry.name.npos) continue;
    Bytes room;
    AVOUCH_TRY(const BytesView packed, index.Read(entry, kMaxNestedArchive, room));
    AVOUCH_TRY(const auto stream,
               container::OpenStream(packed, {.base = kMaxTarPackage, .ratio = 0}));
    return ReadCondaInfo(path, *stream);
  }
  return Fail(ErrorKind::kMalformed, "a conda package without its info");
}

const ZipEntry* Find(const ZipIndex& index, std::string_view name) {
  const auto at = std::ranges::find(index.entries(), name, &ZipEntry::name);
  return at == index.entries().end() ? nullptr : &*at;
}

// Members read one after the other within one budget; what cannot be is a note.
class Members {
 public:
  Members(const ZipIndex& index, Notes& notes) : index_(index), notes_(notes) {}

  std::optional<BytesView> Read(const ZipEntry& entry) {
    if (left_ == 0) return std::nullopt;
    auto bytes = index_.Read(entry, std::min(left_, kMaxMetadata), room_);
    if (!bytes) {
      notes_.Add(Printable(ToString(bytes.error())));
      return std::nullopt;
    }
    left_ -= bytes->size();
    if (left_ == 0) notes_.Add("unpacks to more than is read");
    return *bytes;
  }

 private:
  const ZipIndex& index_;
  Notes& notes_;
  Bytes room_;
  unsigned long long left_ = kMaxTarPackage;
};

// Copies of other packages that a wheel brings below its own:
// "flit_core/vendor/tomli-1.2.3.dist-info".
void AddVendored(const Path& path, const ZipIndex& index, Notes& notes, Manifest& out) {
  Members members(index, notes);
  for (const ZipEntry& entry : index.entries()) {
    if (!entry.name.ends_with(".dist-info/METADATA") || !container::StaysInside(entry.name) ||
        std::ranges::count(entry.name, '/') < 2)
      continue;
    const auto text = members.Read(entry);
    if (!text) continue;
    auto read = ReadPythonInstalled(Path(path.bytes + "!/" + std::string(entry.name)), *text);
    if (!read) {
      notes.Add(Printable(ToString(read.error())));
      continue;
    }
    for (auto& one : read->components) {
      out.components[0].detail.needs.push_back(static_cast<std::uint32_t>(out.components.size()));
      out.components.push_back(std::move(one));
    }
  }
}

// By extension.vsixmanifest; false where that does not say it.
bool ByManifest(const Path& path, BytesView text, Notes& notes, Component& own) {
  const auto root = ReadXmlTree(path, text);
  if (!root) {
    notes.Add(Printable(ToString(root.error())));
    return false;
  }
  const XmlNode& identity = (*root)["Metadata"]["Identity"];
  own.detail.supplier = identity.Attribute("Publisher");
  own.name = identity.Attribute("Id");
  own.version = identity.Attribute("Version");
  return !own.name.empty() && !own.version.empty();
}

// By its package.json, which also says its licence.
void ByPackage(const Path& path, BytesView text, bool named, Notes& notes, Component& own) {
  const auto root = ReadJson(path, text);
  if (!root) return notes.Add(Printable(ToString(root.error())));
  const std::string licence = ScalarText((*root)["license"]);
  if (!licence.empty()) own.detail.licences.push_back(licence);
  if (named) return;
  own.detail.supplier = ScalarText((*root)["publisher"]);
  own.name = ScalarText((*root)["name"]);
  own.version = ScalarText((*root)["version"]);
}

// The extension itself.
Component ExtensionOf(const Path& path, const ZipIndex& index, Members& members, Notes& notes) {
  Component own;
  own.place = {path, 0};
  own.source = model::SourceKind::kUrl;  // Of a market place; npm has none of this name
  bool named = false;
  if (const ZipEntry* entry = Find(index, "extension.vsixmanifest"))
    if (const auto text = members.Read(*entry)) named = ByManifest(path, *text, notes, own);
  if (const ZipEntry* entry = Find(index, "extension/package.json"))
    if (const auto text = members.Read(*entry)) ByPackage(path, *text, named, notes, own);
  if (!own.name.empty() && !own.detail.supplier.empty())
    own.name.insert(0, own.detail.supplier + ".");
  return own;
}

Result<Manifest> ReadVsix(const Path& path, const ZipIndex& index, Notes& notes) {
  Manifest out = NewManifest(model::Ecosystem::kNpm, "vsix-archive", path, false);
  Members members(index, notes);
  Component own = ExtensionOf(path, index, members, notes);
  const bool named = !own.name.empty() && !own.version.empty();
  if (!named) notes.Add("an extension without name or version");
  if (named) {
    out.name = own.name;
    out.version = own.version;
    out.components.push_back(std::move(own));
  }
  long long outside = 0;
  for (const ZipEntry& entry : index.entries()) {
    if (!container::StaysInside(entry.name)) {
      ++outside;
      continue;
    }
    const Path inside(path.bytes + "!/" + std::string(entry.name));
    if (!entry.name.ends_with("/package.json") || !IsNpmInstalled(inside)) continue;
    const auto text = members.Read(entry);
    if (!text) continue;
    auto read = ReadNpmInstalled(inside, *text);
    if (!read) {
      notes.Add(Printable(ToString(read.error())));
      continue;
    }
    for (auto& one : read->components) {  // None of a folder that is no package
      if (Trim(one.name).empty() || Trim(one.version).empty()) continue;
      one.digests.clear();
      if (named)
        out.components[0].detail.needs.push_back(static_cast<std::uint32_t>(out.components.size()));
      out.components.push_back(std::move(one));
    }
  }
  if (outside > 0) notes.Add(Count("name", outside) + " lead out of the archive");
  return out;
}

// "META-INF/androidx.core_core-ktx.version", which the library's builder put there.
void AddAndroidLibrary(const Path& path, const ZipEntry& entry, BytesView text, Manifest& out) {
  std::string_view name = entry.name.substr(9);
  name.remove_suffix(8);
  const std::size_t line = name.find('_');
  const std::string_view version = Trim(text.substr(0, text.find('\n')));
  if (line == name.npos || name.substr(0, line).find('.') == name.npos || version.empty() ||
      version[0] < '0' || version[0] > '9' || version.find(' ') != version.npos)
    return;
  Component one;
  one.name = std::string(name.substr(0, line)) + ":" + std::string(name.substr(line + 1));
  one.version = version;
  one.place = {Path(path.bytes + "!/" + std::string(entry.name)), 0};
  out.components.push_back(std::move(one));
}

Result<Manifest> ReadAndroid(const Path& path, const ZipIndex& index, Notes& notes) {
  if (Find(index, "AndroidManifest.xml") == nullptr &&
      Find(index, "base/manifest/AndroidManifest.xml") == nullptr)
    return Fail(ErrorKind::kMalformed, "no package of Android: it has no manifest");
  Manifest out = NewManifest(model::Ecosystem::kMaven, "android-archive", path, false);
  Members members(index, notes);
  for (const ZipEntry& entry : index.entries()) {
    if (!entry.name.starts_with("META-INF/") || !entry.name.ends_with(".version") ||
        std::ranges::count(entry.name, '/') != 1 || entry.name.size() < 18)
      continue;
    if (const auto text = members.Read(entry)) AddAndroidLibrary(path, entry, *text, out);
  }
  notes.Add("a program for Android: its own code and libraries without a version are not read");
  return out;
}

Result<Manifest> ReadIos(const Path& path, const ZipIndex& index, Notes& notes) {
  const bool any = std::ranges::any_of(index.entries(), [](const ZipEntry& entry) {
    return entry.name.starts_with("Payload/") && entry.name.find(".app/") != entry.name.npos;
  });
  if (!any) return Fail(ErrorKind::kMalformed, "no program for iOS: it has no Payload");
  notes.Add("a program for iOS: what is in it is not read");
  return NewManifest(model::Ecosystem::kOther, "ios-archive", path, false);
}

Result<Manifest> Read(const Path& path, const ZipIndex& index, Notes& notes) {
  const std::string extension = EndingOf(path);
  if (extension == "vsix") return ReadVsix(path, index, notes);
  if (extension == "conda") return ReadConda2(path, index);
  if (extension == "apk" || extension == "aab") return ReadAndroid(path, index, notes);
  if (extension == "ipa") return ReadIos(path, index, notes);
  AVOUCH_TRY(Manifest out, ReadOne(path, index, extension == "nupkg"));
  if (extension == "whl" && !out.components.empty()) AddVendored(path, index, notes, out);
  return out;
}

}  // namespace

bool IsZipPackage(const Path& path) {
  const std::string extension = EndingOf(path);
  for (const std::string_view one : {"whl", "egg", "nupkg", "conda", "vsix", "apk", "aab", "ipa"})
    if (extension == one) return true;
  return false;
}

Result<Manifest> ReadZipPackage(const Path& path, BytesView bytes,
                                std::vector<model::FoundList>* lists) {
  AVOUCH_TRY(const ZipIndex index, ZipIndex::Open(bytes, kMaxArchiveMembers));
  if (index.overlaps() && EndingOf(path) != "whl")  // Bombs are made so; packages are not
    return Fail(ErrorKind::kMalformed, "members lie upon one another");
  Notes notes;
  AVOUCH_TRY(Manifest out, Read(path, index, notes));
  out.path = path;
  SbomsInside sboms(index.overlaps() ? nullptr : lists);
  for (const ZipEntry& entry : index.entries())
    if (const auto why =
            IsSbomMember(entry.name) ? sboms.Take(path.bytes, index, entry) : std::nullopt)
      notes.Add(*why);
  for (const auto& note : index.notes()) notes.Add(note);
  for (auto& note : notes.Take()) out.notes.push_back(std::move(note));
  return out;
}

}  // namespace avouch::formats

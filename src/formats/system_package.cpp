#include "formats/system_package.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "container/bounded_view.h"
#include "container/byte_stream.h"
#include "formats/dpkg_status.h"
#include "formats/limits.h"
#include "formats/lock_reading.h"
#include "formats/package_metadata.h"
#include "formats/tar_package.h"

namespace avouch::formats {
namespace {

using container::BoundedView;
using model::Manifest;

constexpr std::string_view kArMagic = "!<arch>\n";
constexpr std::size_t kArHeader = 60, kMaxArMembers = 64;

struct ArMember {
  std::string_view name;  // Without what GNU's ar puts behind it
  BytesView bytes;
};

// The members up to the first that cannot be read. deb(5) has three; signatures may be more.
std::vector<ArMember> ArMembers(BytesView bytes) {
  std::vector<ArMember> out;
  std::size_t at = kArMagic.size();
  while (at + kArHeader <= bytes.size() && out.size() < kMaxArMembers) {
    const std::string_view header = bytes.substr(at, kArHeader);
    const std::string_view digits = Trim(header.substr(48, 10));
    if (header.substr(58) != "`\n" || digits.empty() ||
        digits.find_first_not_of("0123456789") != digits.npos)
      return out;
    std::uint64_t size = 0;
    for (const char digit : digits) size = size * 10 + static_cast<std::uint64_t>(digit - '0');
    at += kArHeader;
    if (size > bytes.size() - at) return out;
    std::string_view name = Trim(header.substr(0, 16));
    if (name.ends_with('/')) name.remove_suffix(1);
    out.push_back({name, bytes.substr(at, static_cast<std::size_t>(size))});
    at += static_cast<std::size_t>(size) + size % 2;
  }
  return out;
}

// The first member called "control.tar", "control.tar.gz", …
const ArMember* Find(const std::vector<ArMember>& members, std::string_view name) {
  for (const auto& one : members)
    if (one.name.starts_with(name) &&
        (one.name.size() == name.size() || one.name[name.size()] == '.'))
      return &one;
  return nullptr;
}

// The one file `name` of a tar, of which no more than `most` bytes are unpacked.
Result<Bytes> FileOf(BytesView packed, std::uint64_t most,
                     const std::function<bool(std::string_view)>& is_it) {
  AVOUCH_TRY(const auto stream, container::OpenStream(packed, {.base = most, .ratio = 0}));
  Bytes out;
  const auto walk = WalkTar(*stream, is_it, [&](std::string_view, BytesView body) {
    out = body;
    return false;
  });
  if (!walk && out.empty()) return std::unexpected(walk.error());
  return out;
}

// Left without a word where it is too far, or packed in a way that nothing here unpacks: that
// no licence is told says so.
std::vector<std::string> LicencesOf(const ArMember& data, std::string_view package) {
  const std::string wanted = "usr/share/doc/" + std::string(package) + "/copyright";
  const auto text =
      FileOf(data.bytes, kMaxDebianData, [&](std::string_view name) { return name == wanted; });
  return text ? ReadDebianCopyright(*text) : std::vector<std::string>();
}

Result<Manifest> ReadDeb(const Path& path, BytesView bytes) {
  if (!bytes.starts_with(kArMagic)) return Fail(ErrorKind::kMalformed, "no ar archive");
  const auto members = ArMembers(bytes);
  const ArMember* control = Find(members, "control.tar");
  if (control == nullptr || Find(members, "debian-binary") == nullptr)
    return Fail(ErrorKind::kMalformed, "no Debian package, or one that ends early");
  AVOUCH_TRY(const Bytes text, FileOf(control->bytes, kMaxTarPackage,
                                      [](std::string_view name) { return name == "control"; }));
  AVOUCH_TRY(Manifest out, ReadDebianControl(path, text));
  if (ContainsIgnoreCase(out.components[0].version, "ubuntu")) out.name = "ubuntu";
  if (const ArMember* data = Find(members, "data.tar"))
    out.components[0].detail.licences = LicencesOf(*data, out.components[0].name);
  else
    out.notes.emplace_back("ends before its files: cut off");
  return out;
}

// An .ipk may also be a tar in gzip that holds what an .deb's ar does.
Result<Manifest> ReadIpk(const Path& path, BytesView bytes) {
  if (bytes.starts_with(kArMagic)) return ReadDeb(path, bytes);
  AVOUCH_TRY(const Bytes control, FileOf(bytes, kMaxTarPackage, [](std::string_view name) {
               return name.starts_with("control.tar");
             }));
  AVOUCH_TRY(const Bytes text, FileOf(control, kMaxTarPackage,
                                      [](std::string_view name) { return name == "control"; }));
  AVOUCH_TRY(Manifest out, ReadDebianControl(path, text));
  return out;
}

// ---- RPM ----

constexpr std::uint64_t kLead = 96, kHeaderStart = 16;

// Magic, version and a reserved word; counts of entries and of data bytes.
std::optional<std::uint64_t> HeaderSize(const BoundedView& file, std::uint64_t at) {
  const auto start = file.Slice(at, kHeaderStart);
  if (!start || !start->starts_with("\x8E\xAD\xE8\x01")) return std::nullopt;
  const std::uint64_t size = kHeaderStart + file.At(at + 8, 4) * 16 + file.At(at + 12, 4);
  return file.Slice(at, size) ? std::optional(size) : std::nullopt;
}

// Vendors as they write themselves, and the ids of their systems.
std::string_view SystemOf(std::string_view vendor) {
  constexpr auto kVendors = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"Fedora", "fedora"},
      {"Red Hat", "redhat"},
      {"CentOS", "centos"},
      {"Rocky", "rocky"},
      {"AlmaLinux", "almalinux"},
      {"openSUSE", "opensuse"},
      {"SUSE", "suse"},
      {"Amazon", "amzn"},
      {"Oracle", "oraclelinux"},
      {"Mageia", "mageia"},
      {"Microsoft", "azurelinux"},
  });
  for (const auto& [name, id] : kVendors)
    if (vendor.starts_with(name)) return id;
  return {};
}

// "libtea.so.1()(64bit)", "/bin/sh" and "rpmlib(PayloadIsXz)" are no packages.
bool IsPackageName(std::string_view name) {
  return !name.empty() && name.find_first_of("(/ ") == name.npos && name.find(".so.") == name.npos;
}

Result<Manifest> ReadRpm(const Path& path, BytesView bytes) {
  if (!bytes.starts_with("\xED\xAB\xEE\xDB")) return Fail(ErrorKind::kMalformed, "no RPM package");
  const BoundedView file(bytes, true);
  const auto signature = HeaderSize(file, kLead);
  if (!signature)
    return Fail(ErrorKind::kMalformed, "an RPM package whose sizes lead outside, or cut off");
  const std::uint64_t at = kLead + (*signature + 7) / 8 * 8;
  const auto size = HeaderSize(file, at);
  if (!size)
    return Fail(ErrorKind::kMalformed, "an RPM package whose sizes lead outside, or cut off");
  AVOUCH_TRY(const RpmHeader header, RpmHeader::Read(*file.Slice(at + 8, *size - 8)));
  Manifest out = NewManifest(model::Ecosystem::kRpm, "rpm-archive", path, false);
  out.components.push_back(ComponentOf(header, path));
  if (out.components[0].name.empty() || header.Text(RpmTag::kVersion).empty())
    return Fail(ErrorKind::kMalformed, "an RPM package without name or version");
  if (file.At(6, 2) == 1)  // Of sources; its header says where it was made
    std::ranges::replace_if(
        out.components[0].detail.qualifiers, [](const auto& one) { return one.first == "arch"; },
        std::pair<std::string, std::string>("arch", "src"));
  out.name = SystemOf(header.Text(RpmTag::kVendor));
  std::vector<std::string_view> names = header.Texts(RpmTag::kRequires);
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  for (const auto name : names) {
    if (!IsPackageName(name)) continue;
    model::Requirement wanted;
    wanted.name = name;
    wanted.place = {path, 0};
    out.requirements.push_back(std::move(wanted));
  }
  return out;
}

}  // namespace

bool IsSystemPackage(const Path& path) {
  const std::string extension = Lower(path.extension());
  for (const std::string_view one : {"deb", "udeb", "ddeb", "ipk", "rpm"})
    if (extension == one) return true;
  return false;
}

Result<Manifest> ReadSystemPackage(const Path& path, BytesView bytes) {
  const std::string extension = Lower(path.extension());
  if (extension == "rpm") return ReadRpm(path, bytes);
  if (extension != "ipk") return ReadDeb(path, bytes);
  AVOUCH_TRY(Manifest out, ReadIpk(path, bytes));
  out.ecosystem = model::Ecosystem::kOther;
  return out;
}

model::Component ComponentOf(const RpmHeader& header, const Path& path) {
  model::Component component;
  component.name = header.Text(RpmTag::kName);
  component.version = std::string(header.Text(RpmTag::kVersion));
  if (const auto release = header.Text(RpmTag::kRelease); !release.empty())
    component.version += "-" + std::string(release);
  component.origin = header.Text(RpmTag::kUrl);
  component.place.path = path;
  auto& detail = component.detail;
  if (const auto licence = header.Text(RpmTag::kLicence); !licence.empty())
    detail.licences.emplace_back(licence);
  detail.supplier = header.Text(RpmTag::kVendor);
  if (const auto arch = header.Text(RpmTag::kArchitecture); !arch.empty())
    detail.qualifiers.emplace_back("arch", arch);
  if (const auto epoch = header.Number(RpmTag::kEpoch); epoch && *epoch > 0) {
    component.version.insert(0, std::to_string(*epoch) + ":");
    detail.qualifiers.emplace_back("epoch", std::to_string(*epoch));
  }
  if (const auto source = header.Text(RpmTag::kSourceRpm); !source.empty() && source != "(none)")
    detail.qualifiers.emplace_back("upstream", source);
  return component;
}

}  // namespace avouch::formats

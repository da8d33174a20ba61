#include "formats/pe_version.h"

#include <algorithm>

#include "base/text.h"
#include "container/bounded_view.h"
#include "formats/binary.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using container::BoundedView;
using container::Executable;

constexpr std::uint64_t kVersionType = 16, kSubfolder = 0x80000000;
// Entries of one folder of resources that are looked through; programs have some hundred types.
constexpr std::uint64_t kMaxEntries = 4'096;

// Where the entry of `id` in the folder at `at` leads; of any where `id` is 0.
std::optional<std::uint64_t> EntryOf(const BoundedView& resources, std::uint64_t at,
                                     std::uint64_t id) {
  if (!resources.Slice(at, 16)) return std::nullopt;
  const std::uint64_t named = resources.At(at + 12, 2), numbered = resources.At(at + 14, 2);
  const std::uint64_t count = std::min(named + numbered, kMaxEntries);
  for (std::uint64_t i = id == 0 ? 0 : named; i < count; ++i) {
    const auto entry = resources.Slice(at + 16 + 8 * i, 8);
    if (!entry) return std::nullopt;
    if (id == 0 || BoundedView(*entry).At(0, 4) == id) return BoundedView(*entry).At(4, 4);
  }
  return std::nullopt;
}

// The bytes of the version resource: type, name and language are three folders deep.
std::optional<BytesView> VersionBytes(const Executable& program) {
  const BoundedView resources(program.resources);
  std::optional<std::uint64_t> at = 0;
  for (const std::uint64_t id : {kVersionType, std::uint64_t{0}, std::uint64_t{0}}) {
    at = EntryOf(resources, *at, id);
    if (!at) return std::nullopt;
    const bool folder = (*at & kSubfolder) != 0;
    *at &= ~kSubfolder;
    if (!folder) break;
  }
  const auto entry = resources.Slice(*at, 16);
  if (!entry) return std::nullopt;
  const std::uint64_t address = BoundedView(*entry).At(0, 4);
  if (address < program.resources_address) return std::nullopt;
  return resources.Slice(address - program.resources_address, BoundedView(*entry).At(4, 4));
}

void AppendUtf8(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 63));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 63));
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}

// UTF-16 up to its NUL; `at` moves behind that.
std::string WideText(const BoundedView& bytes, std::uint64_t& at) {
  std::string out;
  while (const auto unit = bytes.Number(at, 2)) {
    at += 2;
    auto c = static_cast<std::uint32_t>(*unit);
    if (c == 0) break;
    const auto low = static_cast<std::uint32_t>(bytes.At(at, 2));
    if (c >= 0xD800 && c < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10 | (low - 0xDC00));
      at += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    AppendUtf8(c, out);
  }
  return out;
}

std::uint64_t Aligned(std::uint64_t at) { return (at + 3) / 4 * 4; }

// One block: its key, its value, and where its children start.
struct Block {
  std::string key;
  BoundedView bytes;
  std::uint64_t value = 0, value_size = 0;  // As said: in words where it is text
};

// The block at `at`, which moves behind it; nothing at the end.
std::optional<Block> NextBlock(const BoundedView& parent, std::uint64_t& at) {
  const std::uint64_t length = parent.At(at, 2);
  const auto slice = parent.Slice(at, length);
  if (length < 6 || !slice) return std::nullopt;
  Block out;
  out.bytes = BoundedView(*slice);
  out.value_size = out.bytes.At(2, 2);
  std::uint64_t inside = 6;
  out.key = WideText(out.bytes, inside);
  out.value = Aligned(inside);
  at = Aligned(at + length);
  return out;
}

void Strings(const Block& table, VersionResource& out) {
  std::uint64_t at = table.value;
  while (auto text = NextBlock(table.bytes, at)) {
    if (out.texts.size() >= kMaxVersionStrings) return;
    std::uint64_t value = text->value;
    out.texts.emplace_back(std::move(text->key), WideText(text->bytes, value));
  }
}

VersionResource ParseVersion(BytesView bytes) {
  VersionResource out;
  std::uint64_t at = 0;
  const auto root = NextBlock(BoundedView(bytes), at);
  if (!root || root->key != "VS_VERSION_INFO") return out;
  const BoundedView& in = root->bytes;
  if (root->value_size >= 16 && in.At(root->value, 4) == 0xFEEF04BD) {
    for (const std::uint64_t part : {10u, 8u, 14u, 12u})
      out.file_version +=
          (out.file_version.empty() ? "" : ".") + std::to_string(in.At(root->value + part, 2));
    if (out.file_version == "0.0.0.0") out.file_version.clear();
  }
  std::uint64_t child = Aligned(root->value + root->value_size);
  while (auto info = NextBlock(in, child)) {
    if (info->key != "StringFileInfo") continue;
    std::uint64_t table = info->value;
    // The first language tells it; others say the same in their words.
    if (auto first = NextBlock(info->bytes, table)) Strings(*first, out);
    break;
  }
  return out;
}

// "1, 2, 3, 4" as "1.2.3.4"; what no version starts with is none.
std::string PlainVersion(std::string_view text) {
  std::string out = ReplaceAll(ReplaceAll(text, ", ", "."), ",", ".");
  if (out.starts_with('v') || out.starts_with('V')) out.erase(0, 1);
  if (out.empty() || out[0] < '0' || out[0] > '9') return {};
  return out.substr(0, out.find(' '));
}

std::string WithoutExtension(std::string_view name) {
  for (const std::string_view end : {".dll", ".exe", ".DLL", ".EXE"})
    if (name.ends_with(end)) name.remove_suffix(end.size());
  return std::string(name);
}

}  // namespace

std::string_view VersionResource::operator[](std::string_view key) const {
  for (const auto& [name, value] : texts)
    if (name == key) return Trim(value);
  return {};
}

std::optional<VersionResource> FindVersionResource(const Executable& program) {
  const auto bytes = VersionBytes(program);
  if (!bytes) return std::nullopt;
  VersionResource out = ParseVersion(*bytes);
  if (out.texts.empty() && out.file_version.empty()) return std::nullopt;
  return out;
}

std::optional<model::Manifest> ReadPeVersion(const Path& path, const Executable& program) {
  const auto resource = FindVersionResource(program);
  if (!resource) return std::nullopt;
  model::Component one;
  std::string_view original = (*resource)["OriginalFilename"];
  if (original.empty()) original = (*resource)["InternalName"];
  one.name = program.managed ? WithoutExtension(original) : (*resource)["ProductName"];
  if (one.name.empty()) one.name = WithoutExtension(original);
  one.version = PlainVersion((*resource)["ProductVersion"]);
  // Builders of .NET add the commit behind a plus.
  if (program.managed) one.version = one.version.substr(0, one.version.find('+'));
  if (one.version.empty()) one.version = PlainVersion((*resource)["FileVersion"]);
  if (one.version.empty()) one.version = resource->file_version;
  if (one.name.empty() || one.version.empty()) return std::nullopt;
  one.detail.supplier = (*resource)["CompanyName"];
  one.detail.group = kSeenGroup;
  one.place = PlaceOf(path, 0);
  model::Manifest out;
  out.ecosystem = program.managed ? model::Ecosystem::kNuget : model::Ecosystem::kOther;
  out.format = "pe-version";
  out.path = path;
  out.name = one.name;
  out.version = one.version;
  out.components.push_back(std::move(one));
  return out;
}

}  // namespace avouch::formats

// PE: headers, sections, imports, the export's name, resources, the CLI header.
//
// Data directories point into memory, so each is mapped through the section that holds it.

#include <algorithm>
#include <map>

#include "container/bounded_view.h"
#include "container/executable.h"

namespace avouch::container {
namespace {

constexpr std::uint64_t kOptionalAt = 24;  // Behind signature and file header
constexpr std::uint64_t kSectionHeader = 40;
enum Directory : std::uint64_t { kExport = 0, kImport = 1, kResource = 2, kDelay = 13, kCli = 14 };

std::string MachineName(std::uint64_t machine) {
  static const std::map<std::uint64_t, std::string> kNames = {
      {0x14C, "x86"}, {0x8664, "x86-64"}, {0xAA64, "arm64"}, {0x1C0, "arm"}, {0x1C4, "arm"}};
  const auto found = kNames.find(machine);
  return found == kNames.end() ? "machine " + std::to_string(machine) : found->second;
}

std::uint64_t HeaderAt(BytesView bytes) { return BoundedView(bytes).At(0x3C, 4); }

class PeReader {
 public:
  explicit PeReader(BytesView bytes) : file_(bytes) {}

  Result<Executable> Read() {
    const std::uint64_t start = HeaderAt(file_.bytes());
    if (!file_.Slice(start, kOptionalAt))
      return Fail(ErrorKind::kMalformed, "a PE header that is cut off");
    out_.kind = ExecutableKind::kPe;
    out_.machine = MachineName(file_.At(start + 4, 2));
    out_.library = (file_.At(start + 22, 2) & 0x2000) != 0;
    const std::uint64_t optional_size = file_.At(start + 20, 2);
    optional_ = BoundedView(file_.Clipped(start + kOptionalAt, optional_size));
    wide_ = optional_.At(0, 2) == 0x20B;
    if (!wide_ && optional_.At(0, 2) != 0x10B) out_.Note("an optional header of an unknown kind");
    out_.bits = wide_ ? 64 : 32;
    base_ = wide_ ? optional_.At(24, 8) : optional_.At(28, 4);
    ReadSections(start, start + kOptionalAt + optional_size);
    Imports(kImport, 20, 12);
    Imports(kDelay, 32, 4);
    if (const auto at = DirectoryAt(kExport))
      if (const auto name = Memory(*at + 12, 4))
        if (const auto text = TextAt(BoundedView(*name).At(0, 4))) out_.soname = *text;
    if (const auto at = DirectoryAt(kResource)) {
      out_.resources = Memory(*at, 0).value_or(BytesView());
      out_.resources_address = *at;
    }
    out_.managed = DirectoryAt(kCli).has_value();
    return std::move(out_);
  }

 private:
  struct Mapped {
    std::uint64_t address;
    BytesView bytes;
  };

  void ReadSections(std::uint64_t start, std::uint64_t at) {
    const std::uint64_t count = file_.At(start + 6, 2);
    const std::uint64_t symbols = file_.At(start + 12, 4), symbol_count = file_.At(start + 16, 4);
    // Names longer than eight bytes are in the table behind the symbols.
    const std::uint64_t texts = symbols == 0 ? file_.size() : symbols + 18 * symbol_count;
    for (std::uint64_t i = 0; i < count; ++i, at += kSectionHeader) {
      const auto slice = file_.Slice(at, kSectionHeader);
      if (!slice) return out_.Note("section headers past the end of the file");
      const BoundedView header(*slice);
      Section section;
      section.name = slice->substr(0, std::min<std::size_t>(8, slice->find('\0')));
      if (section.name.starts_with('/') && section.name.size() > 1) {
        std::uint64_t offset = 0;
        bool digits = true;
        for (const char c : section.name.substr(1)) {
          digits = digits && c >= '0' && c <= '9';
          offset = offset * 10 + static_cast<std::uint64_t>(c - '0');
        }
        if (const auto name = file_.Text(texts + offset, kMaxBinaryName); digits && name)
          section.name = *name;
      }
      const std::uint64_t size = header.At(16, 4), flags = header.At(36, 4);
      const std::uint64_t virtual_size = header.At(8, 4), address = header.At(12, 4);
      section.bytes = file_.Clipped(header.At(20, 4), size);
      if (section.bytes.size() < size) out_.Note("a section past the end of the file");
      section.address = base_ + address;
      section.writable = (flags & 0x80000000) != 0;
      section.code = (flags & 0x20) != 0;
      mapped_.push_back({address, section.bytes});
      // What is padding in the file is not loaded.
      BytesView loaded = section.bytes;
      if (virtual_size != 0)
        loaded = loaded.substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(virtual_size, loaded.size())));
      out_.segments.push_back({section.address, loaded, section.writable});
      out_.sections.push_back(std::move(section));
    }
  }

  // What lies at `address` (relative to the image) up to its section's end; at least `size`.
  [[nodiscard]] std::optional<BytesView> Memory(std::uint64_t address, std::uint64_t size) const {
    for (const Mapped& one : mapped_) {
      if (address < one.address || address - one.address >= one.bytes.size()) continue;
      const BytesView out = one.bytes.substr(static_cast<std::size_t>(address - one.address));
      if (out.size() >= size) return out;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string_view> TextAt(std::uint64_t address) const {
    const auto memory = Memory(address, 1);
    return memory ? BoundedView(*memory).Text(0, kMaxBinaryName) : std::nullopt;
  }

  [[nodiscard]] std::optional<std::uint64_t> DirectoryAt(Directory which) const {
    const std::uint64_t head = wide_ ? 108 : 92;
    if (which >= optional_.At(head, 4)) return std::nullopt;
    const std::uint64_t address = optional_.At(head + 4 + 8 * which, 4);
    return address == 0 ? std::nullopt : std::optional(address);
  }

  void Imports(Directory which, std::uint64_t entry, std::uint64_t name_at) {
    const auto at = DirectoryAt(which);
    if (!at) return;
    for (std::uint64_t i = 0; i <= kMaxNeeded; ++i) {
      const auto memory = Memory(*at + i * entry, entry);
      if (!memory) return out_.Note("an import table past the end of its section");
      const BytesView row = memory->substr(0, static_cast<std::size_t>(entry));
      if (row.find_first_not_of('\0') == row.npos) return;
      std::uint64_t name = BoundedView(row).At(name_at, 4);
      if (name == 0) return;
      // Old delay tables hold addresses, not offsets from the base.
      if (which == kDelay && (BoundedView(row).At(0, 4) & 1) == 0 && name >= base_) name -= base_;
      if (const auto text = TextAt(name))
        out_.Need(*text);
      else
        out_.Note("the name of a library lies outside its section");
    }
    out_.Note("needs more libraries than are read");
  }

  BoundedView file_, optional_;
  bool wide_ = false;
  std::uint64_t base_ = 0;
  std::vector<Mapped> mapped_;
  Executable out_;
};

}  // namespace

bool IsPe(BytesView bytes) {
  return bytes.starts_with("MZ") &&
         BoundedView(bytes).Slice(HeaderAt(bytes), 4) == BytesView("PE\0\0", 4);
}

Result<Executable> ReadPe(BytesView bytes) {
  if (!IsPe(bytes)) return Fail(ErrorKind::kMalformed, "no PE file");
  return PeReader(bytes).Read();
}

}  // namespace avouch::container

// ELF: headers, sections, the dynamic section, notes.
//
// The loader obeys program headers, so what is needed is read through them; section headers
// can be stripped, and are read for their names only. An object without program headers has
// its dynamic section by name.

#include <algorithm>
#include <map>

#include "container/bounded_view.h"
#include "container/executable.h"

namespace avouch::container {
namespace {

constexpr std::uint64_t kMaxDynamic = 50'000;  // Entries; the most seen is 200
constexpr int kMaxElfNotes = 1'000;            // Of one segment or section

struct Word {
  std::uint64_t at;
  int width;
};

// Where the fields of the headers stand, 32 and 64 bits.
struct Layout {
  std::uint64_t header, section, program, dynamic;
  Word phoff, shoff;
  std::uint64_t phnum, shnum;  // Of two bytes each; sizes before them, shstrndx behind
  Word sh_flags, sh_address, sh_offset, sh_size, sh_link;
  Word p_flags, p_offset, p_address, p_filesize;
};
constexpr Layout k32 = {52,      40,      32,     8,       {28, 4}, {32, 4},
                        44,      48,      {8, 4}, {12, 4}, {16, 4}, {20, 4},
                        {24, 4}, {24, 4}, {4, 4}, {8, 4},  {16, 4}};
constexpr Layout k64 = {64,      56 + 8, 56,     16,      {32, 8}, {40, 8},
                        56,      60,     {8, 8}, {16, 8}, {24, 8}, {32, 8},
                        {40, 4}, {4, 4}, {8, 8}, {16, 8}, {32, 8}};

std::string MachineName(std::uint64_t machine, bool wide) {
  static const std::map<std::uint64_t, std::string> kNames = {
      {3, "x86"},  {8, "mips"},     {20, "ppc"},    {21, "ppc64"},  {22, "s390x"},
      {40, "arm"}, {43, "sparc64"}, {62, "x86-64"}, {183, "arm64"}, {258, "loongarch64"}};
  if (machine == 243) return wide ? "riscv64" : "riscv32";
  const auto found = kNames.find(machine);
  return found == kNames.end() ? "machine " + std::to_string(machine) : found->second;
}

class ElfReader {
 public:
  ElfReader(BytesView bytes, bool wide, bool big) : file_(bytes, big), at_(wide ? k64 : k32) {
    out_.bits = wide ? 64 : 32;
    out_.big_endian = big;
  }

  Result<Executable> Read() {
    const auto header = file_.Slice(0, at_.header);
    if (!header) return Fail(ErrorKind::kMalformed, "an ELF header that is cut off");
    out_.machine = MachineName(file_.At(18, 2), out_.bits == 64);
    out_.library = file_.At(16, 2) == 3;  // ET_DYN; an interpreter makes it a program
    Sections();
    Programs();
    Dynamic();
    if (!out_.interpreter.empty()) out_.library = false;
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::uint64_t Field(const BoundedView& header, Word word) const {
    return header.At(word.at, word.width);
  }
  [[nodiscard]] BoundedView View(BytesView bytes) const { return BoundedView(bytes, file_.big()); }

  // `count` headers of `entry` bytes at `offset`, as many as lie inside.
  BytesView Table(std::uint64_t offset, std::uint64_t entry, std::uint64_t least,
                  std::uint64_t& count, std::uint64_t most, const char* what) {
    if (count == 0 || offset == 0) {
      count = 0;
      return {};
    }
    if (entry < least || entry > 4 * least) {
      out_.Note(std::string(what) + " of an impossible size");
      count = 0;
      return {};
    }
    const std::uint64_t inside = offset > file_.size() ? 0 : (file_.size() - offset) / entry;
    if (count > inside) out_.Note(std::string(what) + " past the end of the file");
    if (count > most) out_.Note("more " + std::string(what) + " than are read");
    count = std::min({count, inside, most});
    return file_.Clipped(offset, count * entry);
  }

  void Sections() {
    const std::uint64_t offset = Field(file_, at_.shoff);
    const std::uint64_t entry = file_.At(at_.shnum - 2, 2);
    std::uint64_t count = file_.At(at_.shnum, 2);
    std::uint64_t names = file_.At(at_.shnum + 2, 2);
    const BoundedView first = View(file_.Clipped(offset, at_.section));
    if (offset != 0 && count == 0) count = Field(first, at_.sh_size);
    if (names == 0xFFFF) names = Field(first, at_.sh_link);
    const BytesView table =
        Table(offset, entry, at_.section, count, kMaxSections, "section headers");
    BytesView texts;
    if (names < count) {
      const BoundedView header = View(table.substr(names * entry, entry));
      texts = file_.Clipped(Field(header, at_.sh_offset), Field(header, at_.sh_size));
    }
    for (std::uint64_t i = 1; i < count; ++i)
      OneSection(View(table.substr(i * entry, entry)), BoundedView(texts));
  }

  void OneSection(const BoundedView& header, const BoundedView& texts) {
    const std::uint64_t type = header.At(4, 4);
    if (type == 0) return;
    Section section;
    if (const auto name = texts.Text(header.At(0, 4), kMaxBinaryName)) section.name = *name;
    const std::uint64_t flags = Field(header, at_.sh_flags);
    section.writable = (flags & 1) != 0;
    section.code = (flags & 4) != 0;
    section.address = (flags & 2) != 0 ? Field(header, at_.sh_address) : 0;
    const std::uint64_t offset = Field(header, at_.sh_offset), size = Field(header, at_.sh_size);
    if (type != 8) {  // SHT_NOBITS takes no room in the file
      section.bytes = file_.Clipped(offset, size);
      if (section.bytes.size() < size) out_.Note("a section past the end of the file");
    }
    if (type == 7) ReadNotes(section.bytes);
    if (type == 6) {
      dynamic_section_ = section.bytes;
    }
    if (type == 3 && section.name == ".dynstr") dynamic_texts_ = section.bytes;
    out_.sections.push_back(std::move(section));
  }

  void Programs() {
    const std::uint64_t offset = Field(file_, at_.phoff);
    const std::uint64_t entry = file_.At(at_.phnum - 2, 2);
    std::uint64_t count = file_.At(at_.phnum, 2);
    const BytesView table =
        Table(offset, entry, at_.program, count, kMaxSegments, "program headers");
    for (std::uint64_t i = 0; i < count; ++i) {
      const BoundedView header = View(table.substr(i * entry, entry));
      const std::uint64_t type = header.At(0, 4);
      if (type == 0) continue;
      const std::uint64_t size = Field(header, at_.p_filesize);
      const BytesView bytes = file_.Clipped(Field(header, at_.p_offset), size);
      if (bytes.size() < size) out_.Note("a segment past the end of the file");
      if (type == 1)
        out_.segments.push_back(
            {Field(header, at_.p_address), bytes, (Field(header, at_.p_flags) & 2) != 0});
      if (type == 2) dynamic_ = bytes;
      if (type == 3) out_.interpreter = BoundedView(bytes).Text(0, kMaxBinaryName).value_or("");
      if (type == 4) ReadNotes(bytes);
    }
  }

  void Dynamic() {
    const bool by_program = !dynamic_.empty();
    const BoundedView dynamic = View(by_program ? dynamic_ : dynamic_section_);
    const int width = out_.bits / 8;
    std::vector<std::uint64_t> needed;
    std::uint64_t texts = 0, texts_size = 0, soname = 0;
    bool has_soname = false;
    const std::uint64_t entries = std::min(dynamic.size() / at_.dynamic, kMaxDynamic);
    for (std::uint64_t i = 0; i < entries; ++i) {
      const std::uint64_t tag = dynamic.At(i * at_.dynamic, width);
      const std::uint64_t value =
          dynamic.At(i * at_.dynamic + static_cast<std::uint64_t>(width), width);
      if (tag == 0) break;
      if (tag == 1 && needed.size() < kMaxNeeded) needed.push_back(value);
      if (tag == 5) texts = value;
      if (tag == 10) texts_size = value;
      if (tag == 14) soname = value, has_soname = true;
    }
    BytesView names = dynamic_texts_;
    if (by_program) {
      if (const auto memory = ClippedMemory(texts, texts_size)) names = *memory;
    }
    const auto name_at = [&](std::uint64_t at) {
      const auto name = BoundedView(names).Text(at, kMaxBinaryName);
      if (!name) out_.Note("the name of a library lies outside its table");
      return name.value_or("");
    };
    for (const auto at : needed)
      if (const auto name = name_at(at); !name.empty()) out_.Need(name);
    if (has_soname) out_.soname = name_at(soname);
  }

  // As much of the string table as its segment has: four gigabytes are often said.
  [[nodiscard]] std::optional<BytesView> ClippedMemory(std::uint64_t address,
                                                       std::uint64_t size) const {
    for (const Segment& segment : out_.segments)
      if (address >= segment.address && address - segment.address < segment.bytes.size())
        return BoundedView(segment.bytes).Clipped(address - segment.address, size);
    return std::nullopt;
  }

  void ReadNotes(BytesView bytes) {
    const BoundedView notes = View(bytes);
    std::uint64_t at = 0;
    for (int i = 0; i < kMaxElfNotes && notes.Slice(at, 12); ++i) {
      const std::uint64_t name_size = notes.At(at, 4), size = notes.At(at + 4, 4);
      const std::uint64_t type = notes.At(at + 8, 4);
      const auto name = notes.Slice(at + 12, name_size);
      const std::uint64_t start = at + 12 + (name_size + 3) / 4 * 4;
      const auto value = notes.Slice(start, size);
      if (!name || !value) return out_.Note("a note past the end of its section");
      if (type == 3 && *name == BytesView("GNU\0", 4) && size <= 64) out_.build_id = ToHex(*value);
      if (type == 0xCAFE1A7E && *name == BytesView("FDO\0", 4) && size <= 65'536)
        out_.package_note = value->substr(0, value->find('\0'));
      at = start + (size + 3) / 4 * 4;
    }
  }

  BoundedView file_;
  const Layout& at_;
  Executable out_;
  BytesView dynamic_, dynamic_section_, dynamic_texts_;
};

}  // namespace

bool IsElf(BytesView bytes) {
  return bytes.starts_with(
      "\x7F"
      "ELF");
}

Result<Executable> ReadElf(BytesView bytes) {
  if (!IsElf(bytes) || bytes.size() < 16) return Fail(ErrorKind::kMalformed, "no ELF file");
  const auto width = static_cast<unsigned char>(bytes[4]);
  const auto order = static_cast<unsigned char>(bytes[5]);
  if (width < 1 || width > 2 || order < 1 || order > 2)
    return Fail(ErrorKind::kMalformed,
                "an ELF file of neither 32 nor 64 bits, or of no byte order");
  return ElfReader(bytes, width == 2, order == 2).Read();
}

}  // namespace avouch::container

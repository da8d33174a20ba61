// Mach-O: load commands of a thin file, and the files of a fat one.
//
// A load command says how long it is itself: one of no length would never end, so each must
// be at least its own head long and end inside what the header says all take together.

#include <algorithm>
#include <map>

#include "base/text.h"
#include "container/bounded_view.h"
#include "container/executable.h"

namespace avouch::container {
namespace {

// Load commands of one file; the most seen is 150.
constexpr std::uint64_t kMaxCommands = 20'000;

enum class Thin : std::uint8_t { kNone, k32Little, k64Little, k32Big, k64Big };

Thin ThinKind(BytesView bytes) {
  if (bytes.starts_with("\xCE\xFA\xED\xFE")) return Thin::k32Little;
  if (bytes.starts_with("\xCF\xFA\xED\xFE")) return Thin::k64Little;
  if (bytes.starts_with("\xFE\xED\xFA\xCE")) return Thin::k32Big;
  if (bytes.starts_with("\xFE\xED\xFA\xCF")) return Thin::k64Big;
  return Thin::kNone;
}

// Number of programs; 0 where it is no fat file. A Java class starts with the same magic and
// its version, which is 45 at least.
std::uint64_t FatCount(BytesView bytes) {
  if (!bytes.starts_with("\xCA\xFE\xBA\xBE") && !bytes.starts_with("\xCA\xFE\xBA\xBF")) return 0;
  const std::uint64_t count = BoundedView(bytes, true).At(4, 4);
  return count < 43 ? count : 0;
}

std::string MachineName(std::uint64_t machine) {
  static const std::map<std::uint64_t, std::string> kNames = {{7, "x86"},  {0x1000007, "x86-64"},
                                                              {12, "arm"}, {0x100000C, "arm64"},
                                                              {18, "ppc"}, {0x1000012, "ppc64"}};
  const auto found = kNames.find(machine);
  return found == kNames.end() ? "machine " + std::to_string(machine) : found->second;
}

std::string_view FixedText(BytesView field) { return field.substr(0, field.find('\0')); }

class ThinReader {
 public:
  ThinReader(BytesView bytes, Thin kind)
      : file_(bytes, kind == Thin::k32Big || kind == Thin::k64Big),
        wide_(kind == Thin::k64Little || kind == Thin::k64Big) {}

  Result<Executable> Read() {
    const std::uint64_t head = wide_ ? 32 : 28;
    if (!file_.Slice(0, head))
      return Fail(ErrorKind::kMalformed, "a Mach-O header that is cut off");
    out_.kind = ExecutableKind::kMachO;
    out_.machine = MachineName(file_.At(4, 4));
    out_.bits = wide_ ? 64 : 32;
    out_.big_endian = file_.big();
    const std::uint64_t type = file_.At(12, 4);
    out_.library = type == 6 || type == 8;  // MH_DYLIB, MH_BUNDLE
    const std::uint64_t count = file_.At(16, 4), size = file_.At(20, 4);
    const BytesView commands = file_.Clipped(head, size);
    if (commands.size() < size) out_.Note("load commands past the end of the file");
    if (count > kMaxCommands) out_.Note("more load commands than are read");
    std::uint64_t at = 0;
    for (std::uint64_t i = 0; i < std::min(count, kMaxCommands); ++i) {
      const BoundedView rest(commands.substr(static_cast<std::size_t>(at)), file_.big());
      const std::uint64_t length = rest.At(4, 4);
      if (length < 8 || length > rest.size()) {
        out_.Note("a load command of a length that cannot be");
        break;
      }
      Command(rest.At(0, 4), BoundedView(rest.Clipped(0, length), file_.big()));
      at += length;
    }
    return std::move(out_);
  }

 private:
  void Command(std::uint64_t which, const BoundedView& command) {
    switch (which) {
      case 0x1:
        return SegmentCommand(command, 4, 48, 56, 68);
      case 0x19:
        return SegmentCommand(command, 8, 64, 72, 80);
      case 0xC:
      case 0x20:
      case 0x80000018:
      case 0x8000001F:
      case 0x80000023:
        if (const auto text = TextOf(command); !text.empty()) out_.Need(text);
        return;
      case 0xD: {
        out_.soname = TextOf(command);
        const std::uint64_t version = command.At(16, 4);
        out_.version = std::to_string(version >> 16) + "." + std::to_string(version >> 8 & 255) +
                       "." + std::to_string(version & 255);
        return;
      }
      case 0xE:
        out_.interpreter = TextOf(command);
        return;
      case 0x1B:
        out_.build_id = ToHex(command.Clipped(8, 16));
        return;
      default:
        return;
    }
  }

  // The text whose offset in the command stands behind the command's head.
  std::string TextOf(const BoundedView& command) {
    const BytesView text = command.Clipped(command.At(8, 4), kMaxBinaryName);
    if (text.empty()) out_.Note("a load command whose text lies outside it");
    return std::string(FixedText(text));
  }

  // `width` of addresses; where count of sections and the first of them stand; size of one.
  void SegmentCommand(const BoundedView& command, int width, std::uint64_t count_at,
                      std::uint64_t first, std::uint64_t entry) {
    const auto w = static_cast<std::uint64_t>(width);
    const std::string segment(FixedText(command.Clipped(8, 16)));
    const std::uint64_t file_size = command.At(24 + 3 * w, width);
    const bool writable = (command.At(24 + 4 * w + 4, 4) & 2) != 0;  // Initial protection
    const BytesView bytes = file_.Clipped(command.At(24 + 2 * w, width), file_size);
    if (bytes.size() < file_size) out_.Note("a segment past the end of the file");
    if (out_.segments.size() < kMaxSegments && segment != "__PAGEZERO")
      out_.segments.push_back({command.At(24, width), bytes, writable});
    const std::uint64_t count = command.At(count_at, 4);
    const std::uint64_t inside = command.size() < first ? 0 : (command.size() - first) / entry;
    if (count > inside) out_.Note("section headers past the end of their command");
    for (std::uint64_t i = 0; i < std::min(count, inside); ++i)
      OneSection(BoundedView(command.Clipped(first + i * entry, entry), file_.big()), width,
                 writable);
  }

  void OneSection(const BoundedView& header, int width, bool writable) {
    if (out_.sections.size() >= kMaxSections) return out_.Note("more sections than are read");
    const auto w = static_cast<std::uint64_t>(width);
    Section section;
    section.name = std::string(FixedText(header.Clipped(16, 16))) + "," +
                   std::string(FixedText(header.Clipped(0, 16)));
    section.address = header.At(32, width);
    const std::uint64_t size = header.At(32 + w, width), offset = header.At(32 + 2 * w, 4);
    const std::uint64_t flags = header.At(32 + 2 * w + 16, 4);
    section.writable = writable;
    section.code = (flags & 0x80000400) != 0;
    if (const auto kind = flags & 255; kind != 1 && kind != 12 && kind != 18) {  // Zero-filled
      section.bytes = file_.Clipped(offset, size);
      if (section.bytes.size() < size) out_.Note("a section past the end of the file");
    }
    out_.sections.push_back(std::move(section));
  }

  BoundedView file_;
  bool wide_;
  Executable out_;
};

}  // namespace

bool IsMachO(BytesView bytes) { return ThinKind(bytes) != Thin::kNone || FatCount(bytes) != 0; }

Result<std::vector<Executable>> ReadMachO(BytesView bytes) {
  std::vector<Executable> out;
  if (const Thin kind = ThinKind(bytes); kind != Thin::kNone) {
    AVOUCH_TRY(Executable one, ThinReader(bytes, kind).Read());
    out.push_back(std::move(one));
    return out;
  }
  const std::uint64_t count = FatCount(bytes);
  if (count == 0) return Fail(ErrorKind::kMalformed, "no Mach-O file");
  const bool wide = bytes[3] == '\xBF';
  const BoundedView file(bytes, true);
  std::string left = count > kMaxFatPrograms ? "more programs in a fat file than are read" : "";
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, kMaxFatPrograms); ++i) {
    const std::uint64_t entry = 8 + i * (wide ? 32 : 20);
    const std::uint64_t offset = file.At(entry + 8, wide ? 8 : 4);
    const std::uint64_t size = file.At(entry + (wide ? 16 : 12), wide ? 8 : 4);
    const BytesView inner = file.Clipped(offset, size);
    if (const Thin kind = ThinKind(inner); kind == Thin::kNone) {
      left = "a program of a fat file that is no Mach-O file";
    } else if (auto one = ThinReader(inner, kind).Read()) {
      if (inner.size() < size) one->Note("a program past the end of the fat file");
      out.push_back(std::move(*one));
    } else {
      left = one.error().what;
    }
  }
  if (out.empty()) return Fail(ErrorKind::kMalformed, left);
  if (!left.empty()) out.front().Note(left);
  return out;
}

}  // namespace avouch::container

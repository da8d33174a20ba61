#include "container/executable.h"

#include <algorithm>

#include "container/bounded_view.h"

namespace avouch::container {

std::string_view Name(ExecutableKind kind) {
  switch (kind) {
    case ExecutableKind::kElf:
      return "ELF";
    case ExecutableKind::kPe:
      return "PE";
    case ExecutableKind::kMachO:
      return "Mach-O";
  }
  return "";
}

const Section* Executable::Find(std::string_view name) const {
  const auto found = std::ranges::find(sections, name, &Section::name);
  return found == sections.end() ? nullptr : &*found;
}

std::optional<BytesView> Executable::Memory(std::uint64_t address, std::uint64_t size) const {
  for (const Segment& segment : segments) {
    if (address < segment.address) continue;
    if (auto slice = BoundedView(segment.bytes).Slice(address - segment.address, size))
      return slice;
  }
  return std::nullopt;
}

void Executable::Note(std::string what) {
  if (notes.size() < kMaxBinaryNotes && std::ranges::find(notes, what) == notes.end())
    notes.push_back(std::move(what));
}

void Executable::Need(std::string_view name) {
  if (name.empty()) return Note("a needed library without a name");
  if (needed.size() >= kMaxNeeded) return Note("needs more libraries than are read");
  if (std::ranges::find(needed, name) == needed.end()) needed.emplace_back(name);
}

bool IsExecutable(BytesView bytes) { return IsElf(bytes) || IsMachO(bytes) || IsPe(bytes); }

Result<std::vector<Executable>> ReadExecutables(BytesView bytes) {
  if (IsMachO(bytes)) return ReadMachO(bytes);
  if (!IsElf(bytes) && !IsPe(bytes))
    return Fail(ErrorKind::kMalformed, "neither ELF, PE nor Mach-O");
  AVOUCH_TRY(Executable one, IsElf(bytes) ? ReadElf(bytes) : ReadPe(bytes));
  std::vector<Executable> out;
  out.push_back(std::move(one));
  return out;
}

}  // namespace avouch::container

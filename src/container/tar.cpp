#include "container/tar.h"

#include <algorithm>
#include <set>

namespace avouch::container {
namespace {

constexpr std::size_t kEnd = 2 * kTarBlock;
constexpr std::size_t kSizeAt = 124, kSizeDigits = 11, kSumAt = 148;

std::size_t Padded(std::size_t size) { return (size + kTarBlock - 1) / kTarBlock * kTarBlock; }

std::string Octal(std::uint64_t value, std::size_t digits) {
  std::string out(digits, '0');
  for (std::size_t i = digits; i-- > 0; value >>= 3)
    out[i] = static_cast<char>('0' + static_cast<int>(value & 7));
  return out;
}

Bytes Header(const TarMember& member) {
  Bytes out(kTarBlock, '\0');
  auto put = [&out](std::size_t at, std::string_view text) {
    std::copy(text.begin(), text.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
  };
  put(0, member.name);
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(kSizeAt, Octal(member.bytes.size(), kSizeDigits));
  put(136, "00000000000");
  put(kSumAt, "        ");
  put(156, "0");
  put(257, "ustar");
  put(263, "00");
  put(329, "0000000");
  put(337, "0000000");
  std::uint64_t sum = 0;
  for (char c : out) sum += static_cast<unsigned char>(c);
  put(kSumAt, Octal(sum, 6) + std::string(1, '\0') + " ");
  return out;
}

std::unexpected<Error> Bad(std::string what, std::size_t at) {
  return Fail(ErrorKind::kMalformed, std::move(what), "at byte " + std::to_string(at));
}

// The size that the header's digits say; nothing when they are no digits.
Result<std::uint64_t> SizeIn(BytesView header, std::size_t at) {
  std::uint64_t out = 0;
  for (char c : header.substr(kSizeAt, kSizeDigits)) {
    if (c < '0' || c > '7') return Bad("a size that is not octal", at + kSizeAt);
    out = out << 3 | static_cast<std::uint64_t>(c - '0');
  }
  return out;
}

}  // namespace

bool IsTarName(std::string_view name) {
  if (name.empty() || name.size() > kMaxTarName) return false;
  std::size_t start = 0;
  while (start <= name.size()) {
    const std::size_t end = std::min(name.find('/', start), name.size());
    const std::string_view part = name.substr(start, end - start);
    if (part.empty() || part == "." || part == "..") return false;
    for (char c : part)
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) return false;
    start = end + 1;
  }
  return true;
}

Result<Bytes> WriteTar(const std::vector<TarMember>& members) {
  if (members.empty()) return Fail(ErrorKind::kUsage, "an archive of nothing");
  if (members.size() > kMaxTarMembers)
    return Fail(ErrorKind::kTooLarge, "more members than a bundle may have");
  std::uint64_t total = kEnd;
  std::set<std::string_view> names;
  for (const auto& member : members) {
    if (!IsTarName(member.name) || !names.insert(member.name).second)
      return Fail(ErrorKind::kUsage, "no name for a member, or one given twice",
                  std::string(member.name));
    if (member.bytes.size() > kMaxTarBytes)
      return Fail(ErrorKind::kTooLarge, "a member larger than a bundle", std::string(member.name));
    total += kTarBlock + Padded(member.bytes.size());
  }
  if (total > kMaxTarBytes) return Fail(ErrorKind::kTooLarge, "more bytes than a bundle may have");
  Bytes out;
  out.reserve(total);
  for (const auto& member : members) {
    out += Header(member);
    out += member.bytes;
    out.append(Padded(member.bytes.size()) - member.bytes.size(), '\0');
  }
  out.append(kEnd, '\0');
  return out;
}

Result<std::vector<TarMember>> ReadTar(BytesView tar) {
  if (tar.size() > kMaxTarBytes) return Fail(ErrorKind::kTooLarge, "larger than a bundle may be");
  if (tar.size() % kTarBlock != 0 || tar.size() < kEnd + kTarBlock)
    return Bad("not whole blocks of an archive", tar.size());
  std::vector<TarMember> out;
  std::size_t at = 0;
  const std::size_t end = tar.size() - kEnd;
  while (at < end) {
    const BytesView header = tar.substr(at, kTarBlock);
    const BytesView field = header.substr(0, kMaxTarName + 1);
    AVOUCH_TRY(const std::uint64_t size, SizeIn(header, at));
    if (size > end - at - kTarBlock || Padded(size) > end - at - kTarBlock)
      return Bad("a member that goes beyond the end", at);
    if (out.size() == kMaxTarMembers) return Fail(ErrorKind::kTooLarge, "too many members");
    out.push_back({field.substr(0, std::min(field.find('\0'), field.size())),
                   tar.substr(at + kTarBlock, size)});
    at += kTarBlock + Padded(size);
  }
  // One spelling: the same parts, written again, are the same bytes.
  auto again = WriteTar(out);
  if (!again) return Bad(again.error().what, 0);
  if (*again != tar) {
    const auto differ = std::mismatch(tar.begin(), tar.end(), again->begin(), again->end());
    return Bad("not the one spelling of an archive",
               static_cast<std::size_t>(differ.first - tar.begin()));
  }
  return out;
}

}  // namespace avouch::container

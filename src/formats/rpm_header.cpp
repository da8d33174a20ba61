#include "formats/rpm_header.h"

#include <algorithm>
#include <cstring>

namespace avouch::formats {
namespace {

constexpr std::uint32_t kInt32 = 4, kString = 6, kStringArray = 8, kI18nString = 9;
constexpr std::uint32_t kMaxEntries = 0xFFFF;  // rpm's own bound on tags of a header

std::uint32_t Big32(BytesView bytes, std::size_t at) {
  const auto* b = reinterpret_cast<const unsigned char*>(bytes.data()) + at;
  return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
}

}  // namespace

Result<RpmHeader> RpmHeader::Read(BytesView blob) {
  if (blob.size() < 8) return Fail(ErrorKind::kMalformed, "an RPM header that ends early");
  const std::uint64_t entries = Big32(blob, 0), data = Big32(blob, 4);
  if (entries == 0 || entries > kMaxEntries || 8 + entries * 16 + data > blob.size())
    return Fail(ErrorKind::kMalformed, "an RPM header whose sizes lead outside");
  return RpmHeader(blob.substr(8, entries * 16), blob.substr(8 + entries * 16, data));
}

std::optional<RpmHeader::Entry> RpmHeader::Find(RpmTag tag) const {
  for (std::size_t at = 0; at + 16 <= index_.size(); at += 16) {
    if (Big32(index_, at) != static_cast<std::uint32_t>(tag)) continue;
    const Entry entry{Big32(index_, at + 4), Big32(index_, at + 8), Big32(index_, at + 12)};
    if (entry.offset < data_.size()) return entry;
    return std::nullopt;
  }
  return std::nullopt;
}

std::string_view RpmHeader::Text(RpmTag tag) const {
  const auto entry = Find(tag);
  if (!entry || entry->count == 0 ||
      (entry->type != kString && entry->type != kStringArray && entry->type != kI18nString))
    return {};
  const std::string_view rest = data_.substr(entry->offset);
  const std::size_t end = rest.find('\0');
  return end == rest.npos ? std::string_view() : rest.substr(0, end);
}

std::vector<std::string_view> RpmHeader::Texts(RpmTag tag) const {
  std::vector<std::string_view> out;
  const auto entry = Find(tag);
  if (!entry || (entry->type != kStringArray && entry->type != kI18nString)) return out;
  std::string_view rest = data_.substr(entry->offset);
  out.reserve(std::min<std::size_t>(entry->count, rest.size()));
  for (std::uint32_t i = 0; i < entry->count; ++i) {
    const std::size_t end = rest.find('\0');
    if (end == rest.npos) break;  // A count that lies ends with the data.
    out.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return out;
}

std::vector<std::uint32_t> RpmHeader::Numbers(RpmTag tag) const {
  std::vector<std::uint32_t> out;
  const auto entry = Find(tag);
  if (!entry || entry->type != kInt32) return out;
  const std::size_t there = (data_.size() - entry->offset) / 4;
  out.reserve(std::min<std::size_t>(entry->count, there));
  for (std::size_t i = 0; i < entry->count && i < there; ++i)
    out.push_back(Big32(data_, entry->offset + i * 4));
  return out;
}

std::optional<std::uint32_t> RpmHeader::Number(RpmTag tag) const {
  const auto entry = Find(tag);
  if (!entry || entry->type != kInt32 || entry->count == 0 || data_.size() - entry->offset < 4)
    return std::nullopt;
  return Big32(data_, entry->offset);
}

}  // namespace avouch::formats

#include "crypto/der.h"

#include "crypto/wire.h"

namespace avouch::crypto {
namespace {

std::unexpected<Error> NotDer(const char* why) {
  return Fail(ErrorKind::kMalformed, std::string("not DER: ") + why);
}

Bytes Length(std::size_t size) {
  if (size < 0x80) return Bytes(1, static_cast<char>(size));
  Bytes out = size < 0x100 ? Bytes("\x81") : Bytes("\x82") + static_cast<char>(size >> 8);
  return out + static_cast<char>(size & 255);
}

}  // namespace

Result<BytesView> DerReader::Value(std::uint8_t tag) {
  if (left_.size() < 2 || static_cast<std::uint8_t>(left_[0]) != tag) return NotDer("another tag");
  auto first = static_cast<std::uint8_t>(left_[1]);
  std::size_t more = first < 0x80 ? 0 : first - 0x80u;  // Bytes that hold the length
  if (more > 2 || first == 0x80 || left_.size() < 2 + more) return NotDer("a length");
  std::size_t size = more == 0 ? first : 0;
  for (std::size_t i = 0; i < more; ++i) size = size << 8 | static_cast<std::uint8_t>(left_[2 + i]);
  if (left_.substr(1, 1 + more) != Length(size)) return NotDer("a length not in its short form");
  if (size > left_.size() - 2 - more) return NotDer("contents longer than what holds them");
  BytesView contents = left_.substr(2 + more, size);
  left_.remove_prefix(2 + more + size);
  return contents;
}

Result<BytesView> DerReader::PositiveInteger() {
  AVOUCH_TRY(BytesView contents, Value(kDerInteger));
  BytesView magnitude = WithoutLeadingZeros(contents);
  if (magnitude.empty() || DerPositiveInteger(magnitude) != DerValue(kDerInteger, contents))
    return NotDer("an integer that is not positive and canonical");
  return magnitude;
}

Status DerReader::End() const {
  if (!left_.empty()) return NotDer("bytes after the end");
  return {};
}

Bytes DerValue(std::uint8_t tag, BytesView contents) {
  return Bytes(1, static_cast<char>(tag)).append(Length(contents.size())).append(contents);
}

Bytes DerPositiveInteger(BytesView magnitude) {
  magnitude = WithoutLeadingZeros(magnitude);
  bool sign = magnitude.empty() || (magnitude[0] & 0x80) != 0;
  return DerValue(kDerInteger, (sign ? Bytes(1, '\0') : Bytes()).append(magnitude));
}

}  // namespace avouch::crypto

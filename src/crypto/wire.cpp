#include "crypto/wire.h"

namespace avouch::crypto {

Result<BytesView> WireReader::Raw(std::size_t size) {
  if (size > left_.size())
    return Fail(ErrorKind::kMalformed, "an SSH structure ends before its contents");
  BytesView out = left_.substr(0, size);
  left_.remove_prefix(size);
  return out;
}

Result<std::uint8_t> WireReader::Byte() {
  AVOUCH_TRY(BytesView raw, Raw(1));
  return static_cast<std::uint8_t>(raw[0]);
}

Result<std::uint32_t> WireReader::Uint32() {
  AVOUCH_TRY(BytesView raw, Raw(4));
  std::uint32_t out = 0;
  for (unsigned char c : raw) out = out << 8 | c;
  return out;
}

Result<BytesView> WireReader::String() {
  AVOUCH_TRY(std::uint32_t size, Uint32());
  return Raw(size);
}

Result<BytesView> WireReader::PositiveNumber() {
  AVOUCH_TRY(BytesView raw, String());
  bool negative = !raw.empty() && (raw[0] & 0x80) != 0;
  BytesView magnitude = raw.starts_with('\0') ? raw.substr(1) : raw;
  bool needless = raw.starts_with('\0') && (magnitude.empty() || (magnitude[0] & 0x80) == 0);
  if (raw.empty() || negative || needless)
    return Fail(ErrorKind::kMalformed,
                "a number of an SSH structure is not positive and canonical");
  return magnitude;
}

Status WireReader::End() const {
  if (!left_.empty()) return Fail(ErrorKind::kMalformed, "bytes after the end of an SSH structure");
  return {};
}

Bytes WireUint32(std::uint32_t value) {
  Bytes out;
  for (int shift : {24, 16, 8, 0}) out += static_cast<char>(value >> shift & 255);
  return out;
}

Bytes WireString(BytesView bytes) {
  return WireUint32(static_cast<std::uint32_t>(bytes.size())).append(bytes);
}

BytesView WithoutLeadingZeros(BytesView magnitude) {
  while (magnitude.starts_with('\0')) magnitude.remove_prefix(1);
  return magnitude;
}

Bytes WireNumber(BytesView magnitude) {
  magnitude = WithoutLeadingZeros(magnitude);
  bool sign = !magnitude.empty() && (magnitude[0] & 0x80) != 0;
  return WireString((sign ? Bytes(1, '\0') : Bytes()).append(magnitude));
}

}  // namespace avouch::crypto

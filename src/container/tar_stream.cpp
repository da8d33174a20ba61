#include "container/tar_stream.h"

#include <algorithm>
#include <charconv>

#include "container/tar.h"

namespace avouch::container {
namespace {

std::unexpected<Error> Bad(std::string what, std::uint64_t at) {
  return Fail(ErrorKind::kMalformed, std::move(what), "at byte " + std::to_string(at));
}

std::uint64_t Padded(std::uint64_t size) { return (size + kTarBlock - 1) / kTarBlock * kTarBlock; }

std::string_view Text(BytesView header, std::size_t at, std::size_t size) {
  const std::string_view field = header.substr(at, size);
  return field.substr(0, field.find('\0'));
}

// Octal digits between blanks and zeros, or base-256. False for what is neither, and for
// sizes that no file has (negative ones among them).
bool Number(BytesView field, std::uint64_t* out) {
  *out = 0;
  if ((field[0] & 0x80) != 0) {
    if (static_cast<unsigned char>(field[0]) != 0x80) return false;
    for (const char c : field.substr(1)) {
      if (*out >> 54 != 0) return false;
      *out = *out << 8 | static_cast<unsigned char>(c);
    }
    return *out <= INT64_MAX;
  }
  std::size_t i = 0;
  while (i < field.size() && field[i] == ' ') ++i;
  for (; i < field.size() && field[i] >= '0' && field[i] <= '7'; ++i)
    *out = *out << 3 | static_cast<std::uint64_t>(field[i] - '0');
  return i == field.size() || field[i] == '\0' || field[i] == ' ';
}

// Of the header with blanks in the checksum's place; old writers summed signed bytes.
bool SumHolds(BytesView header) {
  std::uint64_t said = 0;
  if (!Number(header.substr(148, 8), &said)) return false;
  std::int64_t plain = 0, as_signed = 0;
  for (std::size_t i = 0; i < kTarBlock; ++i) {
    const char c = i >= 148 && i < 156 ? ' ' : header[i];
    plain += static_cast<unsigned char>(c);
    as_signed += static_cast<signed char>(c);
  }
  const auto sum = static_cast<std::int64_t>(said);
  return sum == plain || sum == as_signed;
}

bool IsZero(BytesView block) { return block.find_first_not_of('\0') == block.npos; }

TarKind KindOf(char type, std::string_view path) {
  switch (type) {
    case '\0':
    case '0':
    case '7':
    case 'S':
      return path.ends_with('/') ? TarKind::kFolder : TarKind::kFile;
    case '1':
      return TarKind::kHardLink;
    case '2':
      return TarKind::kSymlink;
    case '5':
      return TarKind::kFolder;
    default:
      return TarKind::kOther;
  }
}

}  // namespace

Result<BytesView> TarStream::TakeBlock() {
  AVOUCH_TRY(const BytesView block, stream_.Take(kTarBlock));
  if (block.size() != kTarBlock && !block.empty()) return Bad("ends inside a header", at_);
  at_ += block.size();
  return block;
}

Result<std::string> TarStream::TakeText(std::uint64_t size, std::uint64_t limit) {
  if (size > limit) return Fail(ErrorKind::kTooLarge, "a header longer than is taken");
  const std::uint64_t whole = Padded(size);
  AVOUCH_TRY(const BytesView bytes, stream_.Take(whole));
  if (bytes.size() != whole) return Bad("ends inside a header", at_);
  at_ += whole;
  return std::string(bytes.substr(0, size));
}

Status TarStream::SkipRest() {
  AVOUCH_TRY(const std::uint64_t skipped, stream_.Skip(left_));
  at_ += skipped;
  const bool cut = skipped < body_;  // Some writers leave the last padding out.
  left_ = body_ = 0;
  if (cut) return Bad("ends inside an entry", at_);
  return {};
}

// Records "LENGTH key=value\n".
Status TarStream::ReadPax(std::uint64_t size, Pax* pax) {
  AVOUCH_TRY(const std::string text, TakeText(size, kMaxPaxBytes));
  std::string_view rest = text;
  while (!rest.empty() && rest[0] != '\0') {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), length);
    const std::size_t digits = static_cast<std::size_t>(end - rest.data());
    if (error != std::errc() || length > rest.size() || length < digits + 3 ||
        rest[digits] != ' ' || rest[length - 1] != '\n')
      return Bad("an extended header whose lengths lie", at_);
    const std::string_view record = rest.substr(digits + 1, length - digits - 2);
    rest.remove_prefix(length);
    const std::size_t equals = record.find('=');
    if (equals == record.npos) return Bad("an extended header without a value", at_);
    const std::string_view key = record.substr(0, equals), value = record.substr(equals + 1);
    if (value.size() > kMaxTarPath) {
      if (key == "path" || key == "linkpath" || key == "GNU.sparse.name")
        return Fail(ErrorKind::kTooLarge, "a name longer than is taken");
      continue;
    }
    if (key == "path") pax->path = value;
    if (key == "linkpath") pax->link = value;
    if (key.starts_with("GNU.sparse.")) pax->sparse = true;
    if (key == "GNU.sparse.name") pax->path = value;
    if (key != "size") continue;
    const auto [stop, wrong] =
        std::from_chars(value.data(), value.data() + value.size(), pax->size);
    if (wrong != std::errc() || stop != value.data() + value.size() || pax->size > INT64_MAX)
      return Bad("a size that is none", at_);
    pax->has_size = true;
  }
  return {};
}

// An old sparse file's map goes on in blocks behind its header while each says so.
Status TarStream::SkipSparseMap(BytesView header) {
  bool more = header[482] != 0;
  while (more) {
    AVOUCH_TRY(const BytesView block, TakeBlock());
    if (block.empty()) return Bad("ends inside a header", at_);
    more = block[504] != 0;
  }
  return {};
}

Status TarStream::Fill(BytesView header, const Pax& pax, TarEntry* entry) {
  std::uint64_t mode = 0;
  if (!Number(header.substr(124, 12), &entry->size)) return Bad("a size that is none", at_);
  if (pax.has_size) entry->size = pax.size;
  if (!Number(header.substr(100, 8), &mode)) mode = 0;
  entry->mode = static_cast<std::uint32_t>(mode & 07777);
  entry->path = pax.path;
  if (entry->path.empty()) {
    const bool ustar = header.substr(257, 6) == std::string_view("ustar\0", 6);
    const std::string_view prefix = ustar ? Text(header, 345, 155) : std::string_view();
    entry->path =
        (prefix.empty() ? "" : std::string(prefix) + "/") + std::string(Text(header, 0, 100));
  }
  if (entry->path.empty()) return Bad("an entry without a name", at_);
  const char type = header[156];
  entry->kind = KindOf(type, entry->path);
  entry->link = pax.link.empty() ? std::string(Text(header, 157, 100)) : pax.link;
  entry->sparse = pax.sparse || type == 'S';
  // Of these no body follows, whatever the size says: so do those that unpack images read them.
  if (entry->kind == TarKind::kSymlink || entry->kind == TarKind::kFolder ||
      entry->kind == TarKind::kHardLink || type == '3' || type == '4' || type == '6')
    entry->size = 0;
  if (type == 'S') AVOUCH_CHECK_OK(SkipSparseMap(header));
  entry->at = at_;
  return {};
}

Result<bool> TarStream::Next(TarEntry* entry) {
  AVOUCH_CHECK_OK(SkipRest());
  Pax pax;
  bool begun = false;
  for (;;) {
    AVOUCH_TRY(const BytesView block, TakeBlock());
    if (block.empty() || IsZero(block)) {
      if (begun) return Bad("ends inside an entry", at_);
      return false;
    }
    if (!SumHolds(block)) return Bad("no header of a tar archive", at_ - kTarBlock);
    const std::string header(block);
    const char type = header[156];
    std::uint64_t size = 0;
    if (type == 'L' || type == 'K' || type == 'x' || type == 'g') {
      if (!Number(BytesView(header).substr(124, 12), &size)) return Bad("a size that is none", at_);
      begun = type != 'g';
    }
    if (type == 'L' || type == 'K') {
      AVOUCH_TRY(std::string text, TakeText(size, kMaxTarPath));
      text.resize(std::min(text.size(), text.find('\0')));
      (type == 'L' ? pax.path : pax.link) = std::move(text);
    } else if (type == 'x') {
      AVOUCH_CHECK_OK(ReadPax(size, &pax));
    } else if (type == 'g') {  // Of the whole archive: a comment, as all known writers have it.
      if (auto ignored = TakeText(size, kMaxPaxBytes); !ignored)
        return std::unexpected(std::move(ignored).error());
    } else {
      AVOUCH_CHECK_OK(Fill(header, pax, entry));
      body_ = entry->size;
      left_ = Padded(body_);
      sparse_ = entry->sparse;
      return true;
    }
  }
}

Result<BytesView> TarStream::Body(std::uint64_t most) {
  if (sparse_) return Fail(ErrorKind::kUnsupported, "a sparse file");
  const std::uint64_t size = std::min(body_, most);
  AVOUCH_TRY(const BytesView bytes, stream_.Take(size));
  at_ += bytes.size();
  left_ -= bytes.size();
  if (bytes.size() != size) return Bad("ends inside an entry", at_);
  body_ -= size;
  return bytes;
}

}  // namespace avouch::container

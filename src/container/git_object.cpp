#include "container/git_object.h"

#include <libdeflate.h>

#include <charconv>
#include <memory>
#include <optional>

#include "base/text.h"
#include "container/limits.h"

namespace avouch::container {
namespace {

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

libdeflate_decompressor* Decompressor() {
  thread_local std::unique_ptr<libdeflate_decompressor, FreeDecompressor> one(
      libdeflate_alloc_decompressor());
  return one.get();
}

std::unexpected<Error> Malformed(std::string what) {
  return Fail(ErrorKind::kMalformed, std::move(what));
}

// The delta format's little-endian numbers of seven bits a byte.
Result<std::uint64_t> DeltaSize(BytesView delta, std::size_t& at) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 63; shift += 7) {
    if (at >= delta.size()) break;
    auto byte = static_cast<unsigned char>(delta[at++]);
    value |= static_cast<std::uint64_t>(byte & 127) << shift;
    if (byte < 128) return value;
  }
  return Malformed("a delta's size runs over its end");
}

template <class T>
bool Number(std::string_view text, T& out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// "Name <email> 1700000000 +0100"; oddly typed ones keep what can be kept.
Signature ParseSignature(std::string_view line) {
  Signature out;
  // As git does: the address ends at the first '>', the date starts behind the last.
  std::size_t open = line.find('<');
  std::size_t close = open == line.npos ? line.npos : line.find('>', open);
  if (close == line.npos) {
    out.name = Trim(line);
    return out;
  }
  out.name = Trim(line.substr(0, open));
  out.email = Trim(line.substr(open + 1, close - open - 1));
  auto words = Words(line.substr(line.rfind('>') + 1));
  if (!words.empty()) Number(words[0], out.seconds);
  // Times beyond the year 9999 or before 0000 are nonsense; keep them in range.
  if (out.seconds > 253402300799 || out.seconds < -62135596800) out.seconds = 0;
  int zone = 0;
  if (words.size() > 1 && words[1].size() == 5 && (words[1][0] == '+' || words[1][0] == '-') &&
      Number(words[1].substr(1), zone) && zone >= 0 && zone < 2400)
    out.zone_minutes = (zone / 100 * 60 + zone % 100) * (words[1][0] == '-' ? -1 : 1);
  return out;
}

ObjectType TypeOf(std::string_view word) {
  for (auto type : {ObjectType::kCommit, ObjectType::kTree, ObjectType::kBlob, ObjectType::kTag})
    if (Name(type) == word) return type;
  return ObjectType::kNone;
}

// Header lines until an empty one; calls visit(key, value), where value runs
// over its continuation lines; a line without a blank is a key without a value.
// Returns what follows the empty line.
template <class Visit>
std::string_view Headers(BytesView bytes, Visit visit) {
  std::size_t at = 0;
  while (at < bytes.size() && bytes[at] != '\n') {
    std::size_t end = bytes.find('\n', at);
    if (end == bytes.npos) end = bytes.size();
    std::size_t key_end = bytes.find(' ', at);
    std::size_t value_end = end;
    while (value_end + 1 < bytes.size() && bytes[value_end + 1] == ' ') {
      value_end = bytes.find('\n', value_end + 1);
      if (value_end == bytes.npos) value_end = bytes.size();
    }
    if (key_end != bytes.npos && key_end < end)
      visit(bytes.substr(at, key_end - at), bytes.substr(key_end + 1, value_end - key_end - 1));
    else
      visit(bytes.substr(at, end - at), std::string_view());
    at = std::min(value_end + 1, bytes.size());
  }
  return at < bytes.size() ? bytes.substr(at + 1) : std::string_view();
}

// What the last line that opens a signature starts.
std::string_view SignatureBehind(std::string_view message) {
  std::size_t found = message.npos;
  for (std::string_view mark : {"-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----",
                                "-----BEGIN SIGNED MESSAGE-----"}) {
    std::size_t at = message.rfind(mark);
    while (at != message.npos && at > 0 && message[at - 1] != '\n')
      at = message.rfind(mark, at - 1);
    if (at != message.npos && (found == message.npos || at > found)) found = at;
  }
  return found == message.npos ? std::string_view() : message.substr(found);
}

}  // namespace

std::string_view Name(ObjectType type) {
  switch (type) {
    case ObjectType::kCommit:
      return "commit";
    case ObjectType::kTree:
      return "tree";
    case ObjectType::kBlob:
      return "blob";
    case ObjectType::kTag:
      return "tag";
    case ObjectType::kNone:
      return "";
  }
  return "";
}

Status InflateInto(BytesView bytes, std::uint64_t size, Bytes& out) {
  if (size > kMaxObjectBytes) return Fail(ErrorKind::kTooLarge, "an object says it is too large");
  // A stream cannot grow more than about 1032 times: a larger claim is a lie,
  // refused before memory is taken for it.
  if (size > 1100 * static_cast<std::uint64_t>(bytes.size()) + 64)
    return Malformed("an object says it is larger than its stream can be");
  out.resize(size);
  std::size_t used = 0, made = 0;
  char nothing = 0;
  auto result = libdeflate_zlib_decompress_ex(Decompressor(), bytes.data(), bytes.size(),
                                              size ? out.data() : &nothing, size, &used, &made);
  if (result != LIBDEFLATE_SUCCESS || made != size) return Malformed("a stream does not inflate");
  return {};
}

Result<Bytes> Inflate(BytesView bytes, std::uint64_t size) {
  Bytes out;
  AVOUCH_CHECK_OK(InflateInto(bytes, size, out));
  return out;
}

Bytes DeflateRaw(BytesView bytes) {
  constexpr int kLevel = 6;  // Nine is three times as slow for 2 % less
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> handle(
      libdeflate_alloc_compressor(kLevel), &libdeflate_free_compressor);
  if (handle == nullptr) return {};
  Bytes out(bytes.size(), '\0');
  out.resize(libdeflate_deflate_compress(handle.get(), bytes.data(), bytes.size(), out.data(),
                                         out.size()));
  return out;
}

Status InflateRawInto(BytesView bytes, std::uint64_t size, Bytes& out) {
  if (size > 1100 * static_cast<std::uint64_t>(bytes.size()) + 64)
    return Fail(ErrorKind::kTooLarge, "a stream that is said to hold more than it can");
  out.resize(size);
  std::size_t made = 0;
  char nothing = 0;
  if (libdeflate_deflate_decompress(Decompressor(), bytes.data(), bytes.size(),
                                    size ? out.data() : &nothing, size,
                                    &made) != LIBDEFLATE_SUCCESS ||
      made != size)
    return Malformed("a stream does not inflate to what is said");
  return {};
}

std::uint32_t Crc32(BytesView bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

Result<Bytes> InflateUnknown(BytesView bytes, std::uint64_t limit) {
  for (std::uint64_t room = std::max<std::uint64_t>(4096, bytes.size() * 4);; room *= 4) {
    room = std::min(room, limit);
    Bytes out(room, '\0');
    std::size_t used = 0, made = 0;
    auto result = libdeflate_zlib_decompress_ex(Decompressor(), bytes.data(), bytes.size(),
                                                out.data(), room, &used, &made);
    if (result == LIBDEFLATE_SUCCESS) {
      out.resize(made);
      return out;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return Malformed("a stream does not inflate");
    if (room == limit) return Fail(ErrorKind::kTooLarge, "a stream inflates too far");
  }
}

Result<Bytes> ApplyDelta(BytesView base, BytesView delta, std::uint64_t limit) {
  std::size_t at = 0;
  AVOUCH_TRY(std::uint64_t base_size, DeltaSize(delta, at));
  AVOUCH_TRY(std::uint64_t result_size, DeltaSize(delta, at));
  if (base_size != base.size()) return Malformed("a delta is for another base");
  if (result_size > limit) return Fail(ErrorKind::kTooLarge, "a delta makes too large an object");
  Bytes out;
  out.reserve(std::min<std::uint64_t>(result_size, 64ull << 20));
  while (at < delta.size()) {
    auto code = static_cast<unsigned char>(delta[at++]);
    if (code == 0) return Malformed("a delta holds a reserved instruction");
    if (code < 128) {
      if (code > delta.size() - at) return Malformed("a delta ends inside its data");
      out.append(delta.substr(at, code));
      at += code;
    } else {
      std::uint64_t offset = 0, size = 0;
      for (int i = 0; i < 7; ++i) {
        if (!(code & 1 << i)) continue;
        if (at >= delta.size()) return Malformed("a delta ends inside an instruction");
        auto byte = static_cast<std::uint64_t>(static_cast<unsigned char>(delta[at++]));
        if (i < 4)
          offset |= byte << 8 * i;
        else
          size |= byte << 8 * (i - 4);
      }
      if (size == 0) size = 0x10000;
      if (offset > base.size() || size > base.size() - offset)
        return Malformed("a delta copies from outside its base");
      out.append(base.substr(offset, size));
    }
    if (out.size() > result_size) return Malformed("a delta makes more than it says");
  }
  if (out.size() != result_size) return Malformed("a delta makes less than it says");
  return out;
}

Result<TreeEntry> NextTreeEntry(BytesView tree, std::size_t& at, std::size_t id_size) {
  TreeEntry out;
  std::size_t start = at;
  while (at < tree.size() && tree[at] >= '0' && tree[at] <= '7' && at - start < 7)
    out.mode = out.mode * 8 + static_cast<std::uint32_t>(tree[at++] - '0');
  if (at == start || at >= tree.size() || tree[at] != ' ') return Malformed("a tree entry's mode");
  ++at;
  std::size_t end = tree.find('\0', at);
  if (end == tree.npos || tree.size() - end - 1 < id_size)
    return Malformed("a tree ends in an entry");
  out.name = tree.substr(at, end - at);
  out.id = ObjectIdFromRaw(tree.substr(end + 1, id_size));
  at = end + 1 + id_size;
  return out;
}

bool IsOddName(std::string_view name) {
  return name.empty() || name == "." || name == ".." || EqualsIgnoreCase(name, ".git") ||
         name.find('/') != name.npos;
}

bool IsOddMode(std::uint32_t mode) {
  std::uint32_t type = mode & 0170000;
  return type != 0100000 && type != 0040000 && type != 0120000 && type != 0160000;
}

Result<Commit> ParseCommit(BytesView bytes) {
  Commit out;
  bool bad = false, parents = false;  // Whether a parent may stand here
  int line = 0;
  std::optional<Signature> author, committer;
  out.message = Headers(bytes, [&](std::string_view key, std::string_view value) {
    if (++line == 1) {
      auto tree = ParseObjectId(value);
      bad = key != "tree" || !tree;
      if (tree) out.tree = *tree;
      parents = true;
      return;
    }
    if (key == "parent" && parents) {
      auto parent = ParseObjectId(value);
      bad |= !parent;
      if (parent) out.parents.push_back(*parent);
      return;
    }
    parents = false;
    if (key == "author" && !author)
      author = ParseSignature(value);
    else if (key == "committer" && !committer)
      committer = ParseSignature(value);
    else if ((key == "gpgsig" || key == "gpgsig-sha256") && out.signature.empty())
      out.signature = value;
  });
  if (bad || !out.tree) return Malformed("a commit without a tree");
  if (author) out.author = std::move(*author);
  if (committer) out.committer = std::move(*committer);
  return out;
}

Result<Tag> ParseTag(BytesView bytes) {
  Tag out;
  std::optional<Signature> tagger;
  std::string_view message = Headers(bytes, [&](std::string_view key, std::string_view value) {
    if (key == "object" && !out.target) {
      if (auto id = ParseObjectId(value)) out.target = *id;
    } else if (key == "type" && out.target_type == ObjectType::kNone) {
      out.target_type = TypeOf(value);
    } else if (key == "tag" && out.name.empty()) {
      out.name = value;
    } else if (key == "tagger" && !tagger) {
      tagger = ParseSignature(value);
    }
  });
  if (!out.target || out.target_type == ObjectType::kNone)
    return Malformed("a tag without a target");
  if (tagger) out.tagger = std::move(*tagger);
  out.signature = SignatureBehind(message);
  return out;
}

}  // namespace avouch::container

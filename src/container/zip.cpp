#include "container/zip.h"

#include <zip.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace avouch::container {
namespace {

std::unexpected<Error> Malformed(std::string what, std::string where = {}) {
  return Fail(ErrorKind::kMalformed, std::move(what), std::move(where));
}

std::string Said(zip_error_t& error) {
  std::string out = zip_error_strerror(&error);
  zip_error_fini(&error);
  return Lower(out);
}

// A path inside the archive and nowhere else.
bool StaysInside(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != name.npos ||
      name.find('\0') != name.npos)
    return false;
  for (auto part : Split(name, '/'))
    if (part == "..") return false;
  return true;
}

}  // namespace

struct ZipReader::Handle {
  zip_t* archive = nullptr;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (archive != nullptr) zip_discard(archive);
  }
};

ZipReader::ZipReader() : handle_(std::make_unique<Handle>()) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::Open(BytesView bytes, std::uint64_t most) {
  if (bytes.empty()) return Malformed("no ZIP archive: it is empty");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return Malformed(Said(error));
  ZipReader out;
  out.left_ = most;
  out.handle_->archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (out.handle_->archive == nullptr) {
    zip_source_free(source);
    if (zip_error_code_zip(&error) == ZIP_ER_EXISTS) {
      zip_error_fini(&error);
      return Malformed("a ZIP archive with two members of one name");
    }
    return Malformed("no ZIP archive: " + Said(error));
  }
  const auto count = zip_get_num_entries(out.handle_->archive, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > kMaxZipMembers)
    return Fail(ErrorKind::kTooLarge,
                "more than " + std::to_string(kMaxZipMembers) + " members in a ZIP archive");
  std::set<std::string_view> seen;
  out.members_.reserve(static_cast<std::size_t>(count));
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(out.handle_->archive, i, ZIP_FL_UNCHANGED, &stat) != 0 ||
        (stat.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE)) != (ZIP_STAT_NAME | ZIP_STAT_SIZE))
      return Malformed("a member without name or size", "member " + std::to_string(i + 1));
    if (!StaysInside(stat.name))
      return Malformed("a name that leads out of the archive", Printable(stat.name));
    out.members_.push_back({stat.name, stat.size});
  }
  for (const auto& member : out.members_)
    if (!seen.insert(member.name).second)
      return Malformed("the same name twice", Printable(member.name));
  return out;
}

bool ZipReader::Has(std::string_view name) const {
  return std::ranges::any_of(members_, [&](const auto& member) { return member.name == name; });
}

Result<Bytes> ZipReader::Read(std::string_view name, std::uint64_t limit) {
  const auto found = std::ranges::find(members_, name, &ZipMember::name);
  if (found == members_.end()) return Fail(ErrorKind::kNotFound, "no such member", Printable(name));
  if (found->size > std::min(limit, left_))
    return Fail(ErrorKind::kTooLarge,
                "a member of " + Thousands(static_cast<long long>(found->size)) + " bytes",
                Printable(name));
  left_ -= found->size;
  const auto index = static_cast<zip_uint64_t>(found - members_.begin());
  zip_file_t* file = zip_fopen_index(handle_->archive, index, 0);
  if (file == nullptr) {
    const int why = zip_error_code_zip(zip_get_error(handle_->archive));
    const bool other = why == ZIP_ER_NOPASSWD || why == ZIP_ER_COMPNOTSUPP ||
                       why == ZIP_ER_ENCRNOTSUPP || why == ZIP_ER_WRONGPASSWD;
    return Fail(other ? ErrorKind::kUnsupported : ErrorKind::kMalformed,
                other ? "encrypted, or packed in a way that is not read" : "a damaged member",
                Printable(name));
  }
  // A byte more than is said, so that a member that goes on is found; at its end libzip
  // compares the checksum.
  Bytes out(static_cast<std::size_t>(found->size) + 1, '\0');
  std::size_t at = 0;
  zip_int64_t got = 0;
  while (at < out.size() && (got = zip_fread(file, out.data() + at, out.size() - at)) > 0)
    at += static_cast<std::size_t>(got);
  zip_fclose(file);
  if (got < 0 || at != found->size)
    return Malformed("a member that is not what its size and checksum say", Printable(name));
  out.resize(at);
  return out;
}

}  // namespace avouch::container

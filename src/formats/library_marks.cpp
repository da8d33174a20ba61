#include "formats/library_marks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>

#include "formats/binary.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

// A text is `before`, a version, `after`; `find` are its first eight bytes. In `after` '#' is
// a digit, '^' a capital, '_' a small letter; every other character is itself.
struct Mark {
  const char* name;
  const char* library;  // Loaded by those that only were built against it: part of its name
  std::string_view find, before, after;
};

constexpr Mark kMarks[] = {
    {"openssl", "crypto", "OpenSSL ", "OpenSSL ", " ## ^__ ####"},
    {"zlib", "libz", "deflate ", "deflate ", " Copyright ####-#### Jean-loup Gailly"},
    {"zlib", "libz", "inflate ", "inflate ", " Copyright ####-#### Mark Adler"},
    {"curl", "curl", "libcurl/", "libcurl/", ""},
    {"expat", "expat", "expat_2.", "expat_", ""},
    {"libpng", "png", "libpng v", "libpng version ", ""},
    {"mbedtls", "mbed", "Mbed TLS", "Mbed TLS ", ""},
    {"mbedtls", "mbed", "mbed TLS", "mbed TLS ", ""},
    {"libressl", "crypto", "LibreSSL", "LibreSSL ", ""},
    {"busybox", "busybox", "BusyBox ", "BusyBox v", " ("},
    {"sqlite", "sqlite", "SQLite f", "SQLite format 3", ""},
    {"bzip2", "libbz2", "bzip2/li", "bzip2/libbzip2", ""},
};
constexpr std::size_t kSqlite = std::size(kMarks) - 2, kBzip2 = std::size(kMarks) - 1;

// All marks in one pass: each pair of bytes says how far the next text that holds it can end at
// the earliest (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994). 1.3 s for
// a gigabyte of programs with a search for each mark; 0.2 s so.
class MarkSearch {
 public:
  MarkSearch() {
    far_.fill(kWidth - 1);
    for (std::size_t mark = 0; mark < std::size(kMarks); ++mark) {
      const std::string_view text = kMarks[mark].find;
      for (std::size_t i = 0; i + 1 < kWidth; ++i) {
        auto& far = far_[Pair(text.data() + i)];
        far = std::min(far, static_cast<std::uint8_t>(kWidth - 2 - i));
      }
      std::memcpy(&windows_[mark], text.data(), kWidth);
    }
  }

  // Calls visit(mark, position) for each place where a mark's first eight bytes stand.
  template <class Visit>
  void Each(BytesView bytes, Visit visit) const {
    for (std::size_t end = kWidth; end <= bytes.size();) {
      const std::uint8_t far = far_[Pair(bytes.data() + end - 2)];
      if (far > 0) {
        end += far;
        continue;
      }
      std::uint64_t window = 0;
      std::memcpy(&window, bytes.data() + end - kWidth, kWidth);
      for (std::size_t mark = 0; mark < std::size(kMarks); ++mark)
        if (window == windows_[mark]) visit(mark, end - kWidth);
      ++end;
    }
  }

 private:
  static constexpr std::size_t kWidth = 8;

  static std::size_t Pair(const char* at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(at[0])) << 8 |
           static_cast<unsigned char>(at[1]);
  }

  std::array<std::uint8_t, 65'536> far_;
  std::array<std::uint64_t, std::size(kMarks)> windows_;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }

bool Matches(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = text[i], p = pattern[i];
    const bool same = p == '#'   ? IsDigit(c)
                      : p == '^' ? c >= 'A' && c <= 'Z'
                      : p == '_' ? IsSmall(c)
                                 : c == p;
    if (!same) return false;
  }
  return true;
}

// "3.0.13", "1.1.1w", "3.2.0-beta1": two numbers at least, and a letter or two, or a suffix.
std::string_view VersionAt(std::string_view text) {
  std::size_t at = 0;
  int numbers = 0;
  while (at < text.size() && IsDigit(text[at])) {
    std::size_t end = at;
    while (end < text.size() && IsDigit(text[end])) ++end;
    if (end - at > 4) return {};
    ++numbers;
    at = end;
    if (at + 1 >= text.size() || text[at] != '.' || !IsDigit(text[at + 1])) break;
    ++at;
  }
  if (numbers < 2) return {};
  for (int letters = 0; letters < 2 && at < text.size() && IsSmall(text[at]); ++letters) ++at;
  if (at + 1 < text.size() && text[at] == '-' && IsSmall(text[at + 1]))
    while (at < text.size() && (text[at] == '-' || IsSmall(text[at]) || IsDigit(text[at]))) ++at;
  return text.substr(0, at);
}

bool EndsRight(const Mark& mark, std::string_view behind) {
  if (!mark.after.starts_with(" ##")) {
    if (!mark.after.empty()) return Matches(behind, mark.after);
    const char c = behind.empty() ? '\0' : behind[0];
    return c == '\0' || c == ' ' || c == '\n' || c == ')';
  }
  if (!behind.starts_with(' ')) return false;
  // The day has one digit or two.
  return Matches(behind, " # ^__ ####") || Matches(behind, mark.after);
}

class Finder {
 public:
  Finder(const Path& path, const container::Executable& program) : path_(path), program_(program) {}

  std::vector<model::Component> Find() {
    static const MarkSearch search;
    for (std::size_t i = 0; i < std::size(kMarks); ++i) loads_[i] = Loads(kMarks[i].library);
    for (const auto& section : program_.sections) {
      if (section.code || section.address == 0 || !IsConstant(section.name)) continue;
      const BytesView bytes = section.bytes.substr(0, kMaxMarkedSection);
      bool sqlite = false, bzip2 = false;
      search.Each(bytes, [&](std::size_t mark, std::size_t at) {
        if (loads_[mark] || out_.size() >= kMost) return;
        const BytesView here = bytes.substr(at, 200);
        if (!here.starts_with(kMarks[mark].before)) return;
        sqlite = sqlite || mark == kSqlite;
        bzip2 = bzip2 || mark == kBzip2;
        if (mark < kSqlite) One(here.substr(kMarks[mark].before.size()), kMarks[mark]);
      });
      if (sqlite) Sqlite(bytes);
      if (bzip2) Bzip2(bytes);
    }
    return std::move(out_);
  }

 private:
  static bool IsConstant(std::string_view name) {
    return name == ".rodata" || name == ".rdata" || name == "__TEXT,__cstring" ||
           name == "__TEXT,__const" || name.starts_with(".rodata.str");
  }

  [[nodiscard]] bool Loads(std::string_view library) const {
    return std::ranges::any_of(program_.needed, [&](const std::string& name) {
      return name.find(library) != std::string::npos;
    });
  }

  void Add(const char* name, std::string_view version, std::string_view origin = {}) {
    for (const auto& one : out_)
      if (one.name == name && one.version == version) return;
    model::Component one;
    one.name = name;
    one.version = version;
    one.origin = origin;
    one.place = {path_, 0};
    one.detail.group = kSeenGroup;
    out_.push_back(std::move(one));
  }

  void One(BytesView behind, const Mark& mark) {
    const auto version = VersionAt(behind);
    if (!version.empty() && EndsRight(mark, behind.substr(version.size()))) Add(mark.name, version);
  }

  // "2022-12-28 14:03:47 " and the 64 digits of a check-in. The version stands alone
  // elsewhere: told where one text of its shape is there and no other.
  void Sqlite(BytesView bytes) {
    const std::string_view source = SqliteSource(bytes);
    if (source.empty()) return;
    std::string_view version;
    for (auto at = bytes.find("\0003.", 0, 3); at != BytesView::npos;
         at = bytes.find("\0003.", at + 1, 3)) {
      const BytesView text = bytes.substr(at + 1, 12);
      const auto found = VersionAt(text);
      const auto end = found.size();
      if (end < 5 || end >= text.size() || text[end] != '\0' ||
          std::ranges::count(found, '.') < 2 || !IsDigit(found.back()))
        continue;
      if (!version.empty() && version != found) return Add("sqlite", "", source);
      version = found;
    }
    Add("sqlite", version, source);
  }

  static std::string_view SqliteSource(BytesView bytes) {
    constexpr std::string_view kDate = "####-##-## ##:##:## ";
    for (auto at = bytes.find("\00020", 0, 3); at != BytesView::npos;
         at = bytes.find("\00020", at + 1, 3)) {
      const BytesView text = bytes.substr(at + 1, kDate.size() + 64);
      if (text.size() == kDate.size() + 64 && Matches(text, kDate) &&
          text.find_first_not_of("0123456789abcdef", kDate.size()) == text.npos)
        return text;
    }
    return {};
  }

  void Bzip2(BytesView bytes) {
    constexpr std::string_view kAfter = ", ##-^__-####";
    for (auto at = bytes.find("\0001.0.", 0, 5); at != BytesView::npos;
         at = bytes.find("\0001.0.", at + 1, 5)) {
      const BytesView text = bytes.substr(at + 1, 24);
      const auto version = VersionAt(text);
      if (Matches(text.substr(version.size()), kAfter)) return Add("bzip2", version);
    }
  }

  static constexpr std::size_t kMost = 100;
  const Path& path_;
  const container::Executable& program_;
  std::array<bool, std::size(kMarks)> loads_{};
  std::vector<model::Component> out_;
};

}  // namespace

std::vector<model::Component> MarksIn(const Path& path, const container::Executable& program) {
  return Finder(path, program).Find();
}

}  // namespace avouch::formats

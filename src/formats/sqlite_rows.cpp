#include "formats/sqlite_rows.h"

#include <algorithm>
#include <utility>

namespace avouch::formats {
namespace {

constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kMaxColumns = 64;  // Tables read here have two to ten

std::uint64_t Big(BytesView bytes, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

// Takes a variable-length integer from the front; false when it ends early.
bool TakeVarint(BytesView* bytes, std::uint64_t* out) {
  *out = 0;
  for (std::size_t i = 0; i < 9 && i < bytes->size(); ++i) {
    const auto byte = static_cast<unsigned char>((*bytes)[i]);
    *out = i == 8 ? *out << 8 | byte : *out << 7 | (byte & 0x7F);
    if (i < 8 && byte >= 0x80) continue;
    bytes->remove_prefix(i + 1);
    return true;
  }
  return false;
}

// Bytes of a value of that serial type; SIZE_MAX for the two reserved ones.
std::uint64_t SizeOfType(std::uint64_t type) {
  constexpr std::uint64_t kSizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, UINT64_MAX, UINT64_MAX};
  return type < 12 ? kSizes[type] : (type - 12) / 2;
}

SqliteValue ValueOf(std::uint64_t type, BytesView bytes) {
  using Kind = SqliteValue::Kind;
  if (type == 0) return {};
  if (type == 7) return {Kind::kReal, 0, bytes};
  if (type == 8 || type == 9) return {Kind::kInteger, type == 9 ? 1 : 0, {}};
  if (type >= 12) return {type % 2 == 0 ? Kind::kBlob : Kind::kText, 0, bytes};
  std::uint64_t value = Big(bytes, 0, bytes.size());
  const int shift = 64 - static_cast<int>(bytes.size()) * 8;
  return {Kind::kInteger, static_cast<std::int64_t>(value << shift) >> shift, {}};
}

bool ReadRecord(BytesView payload, SqliteRow* row) {
  row->clear();
  BytesView header = payload;
  std::uint64_t size = 0;
  if (!TakeVarint(&header, &size) || size > payload.size()) return false;
  const auto taken = payload.size() - header.size();
  if (size < taken) return false;
  header = header.substr(0, size - taken);
  BytesView body = payload.substr(size);
  while (!header.empty()) {
    std::uint64_t type = 0;
    if (!TakeVarint(&header, &type) || row->size() == kMaxColumns) return false;
    const std::uint64_t length = SizeOfType(type);
    if (length > body.size()) return false;
    row->push_back(ValueOf(type, body.substr(0, length)));
    body.remove_prefix(length);
  }
  return true;
}

class Reader {
 public:
  explicit Reader(BytesView file) : file_(file) {}

  Status Open() {
    if (file_.size() < 100 || !IsSqlite(file_))
      return Fail(ErrorKind::kMalformed, "not an SQLite file");
    page_ = Big(file_, 16, 2) == 1 ? 65536 : Big(file_, 16, 2);
    if (page_ < 512 || (page_ & (page_ - 1)) != 0)
      return Fail(ErrorKind::kMalformed, "a page size that cannot be");
    const auto reserved = static_cast<unsigned char>(file_[20]);
    if (page_ - reserved < 480) return Fail(ErrorKind::kMalformed, "reserved space that cannot be");
    usable_ = page_ - reserved;
    return {};
  }

  // The rows below page `root`. Every page counts once, whoever points to it.
  void Walk(std::uint32_t root, const std::function<void(const SqliteRow&)>& row) {
    seen_.assign(file_.size() / page_ + 1, false);
    std::vector<std::uint32_t> todo = {root};
    while (!todo.empty()) {
      const std::uint32_t number = todo.back();
      todo.pop_back();
      BytesView page;
      if (!TakePage(number, &page) || !WalkPage(number, page, &todo, row)) ++left_;
    }
  }
  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  bool TakePage(std::uint32_t number, BytesView* page) {
    if (number == 0 || number > file_.size() / page_ || seen_[number]) return false;
    seen_[number] = true;
    *page = file_.substr((number - 1) * page_, page_);
    return true;
  }

  bool WalkPage(std::uint32_t number, BytesView page, std::vector<std::uint32_t>* todo,
                const std::function<void(const SqliteRow&)>& row) {
    const std::size_t head = number == 1 ? 100 : 0;
    const auto type = static_cast<unsigned char>(page[head]);
    if (type != 0x05 && type != 0x0D) return false;
    const std::size_t cells = Big(page, head + 3, 2);
    const std::size_t array = head + (type == 0x05 ? 12 : 8);
    if (array + cells * 2 > page.size()) return false;
    if (type == 0x05) {
      todo->push_back(static_cast<std::uint32_t>(Big(page, head + 8, 4)));
      for (std::size_t i = cells; i-- > 0;) {  // The first child is walked first.
        const std::size_t at = Big(page, array + i * 2, 2);
        if (at + 4 > page.size()) return false;
        todo->push_back(static_cast<std::uint32_t>(Big(page, at, 4)));
      }
      return true;
    }
    std::uint64_t spent = 0;  // Cells do not overlap: those that do are made to cost.
    for (std::size_t i = 0; i < cells; ++i) {
      const std::size_t at = Big(page, array + i * 2, 2);
      if (at >= usable_ || spent > page_ || !ReadCell(page.substr(at, usable_ - at)) ||
          !ReadRecord(payload_, &row_))
        ++left_;
      else
        row(row_);
      spent += local_;
    }
    return true;
  }

  // Puts the payload of a cell of a table's leaf together in payload_.
  bool ReadCell(BytesView cell) {
    std::uint64_t size = 0, id = 0;
    if (!TakeVarint(&cell, &size) || !TakeVarint(&cell, &id) || size > file_.size()) return false;
    const std::uint64_t most = usable_ - 35, least = (usable_ - 12) * 32 / 255 - 23;
    if (size <= most) {
      payload_ = cell.substr(0, size);
      local_ = size;
      return payload_.size() == size;
    }
    const std::uint64_t even = least + (size - least) % (usable_ - 4);
    const std::uint64_t local = even <= most ? even : least;
    if (local + 4 > cell.size()) return false;
    local_ = local;
    together_.assign(cell.substr(0, local));
    auto next = static_cast<std::uint32_t>(Big(cell, local, 4));
    while (together_.size() < size) {
      BytesView page;
      if (!TakePage(next, &page)) return false;
      next = static_cast<std::uint32_t>(Big(page, 0, 4));
      together_.append(
          page.substr(4, std::min<std::uint64_t>(usable_ - 4, size - together_.size())));
    }
    payload_ = together_;
    return true;
  }

  BytesView file_, payload_;
  std::uint64_t page_ = 0, usable_ = 0,
                local_ = 0;  // local_: of the last cell, on its page
  std::vector<bool> seen_;
  std::size_t left_ = 0;
  Bytes together_;
  SqliteRow row_;
};

// The page on which `table` begins, or 0.
std::uint32_t RootOf(Reader& reader, std::string_view table) {
  std::uint32_t root = 0;
  reader.Walk(1,
              [&](const SqliteRow& row) {  // type, name, tbl_name, rootpage, sql
                if (row.size() >= 4 && row[0].bytes == "table" && row[1].bytes == table &&
                    root == 0 && row[3].integer > 0 && row[3].integer <= UINT32_MAX)
                  root = static_cast<std::uint32_t>(row[3].integer);
              });
  return root;
}

}  // namespace

bool IsSqlite(BytesView bytes) { return bytes.starts_with(kMagic); }

Status ForEachSqliteRow(BytesView file, std::string_view table,
                        const std::function<void(const SqliteRow&)>& row, std::size_t* left) {
  Reader reader(file);
  AVOUCH_CHECK_OK(reader.Open());
  const std::uint32_t root = RootOf(reader, table);
  if (root == 0) return Fail(ErrorKind::kNotFound, "no table '" + std::string(table) + "'");
  reader.Walk(root, row);
  if (left != nullptr) *left = reader.left();
  return {};
}

}  // namespace avouch::formats

#include "formats/word_places.h"

#include <string_view>
#include <utility>

#include "base/text.h"

namespace avouch::formats {
namespace {

struct Tag {
  std::string_view name;               // With its prefix
  std::size_t from = 0, to = 0;        // To: behind ">"
  bool opens = false, closes = false;  // Both: empty
};

// What is parted by a colon before the name that counts.
std::string_view Local(std::string_view name) {
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

// Tags in order; comments, CDATA and instructions are passed over.
class Tags {
 public:
  explicit Tags(BytesView xml) : xml_(xml) {}

  bool Next(Tag& tag) {
    for (;;) {
      at_ = xml_.find('<', at_);
      if (at_ == xml_.npos) return false;
      const auto rest = xml_.substr(at_);
      if (rest.starts_with("<!--")) {
        if (!Behind("-->")) return false;
      } else if (rest.starts_with("<![CDATA[")) {
        if (!Behind("]]>")) return false;
      } else if (rest.starts_with("<?") || rest.starts_with("<!")) {
        if (!Behind(">")) return false;
      } else {
        return Read(tag);
      }
    }
  }

 private:
  bool Behind(std::string_view end) {
    const auto found = xml_.find(end, at_);
    if (found == xml_.npos) return false;
    at_ = found + end.size();
    return true;
  }

  bool Read(Tag& tag) {
    tag = {};
    tag.from = at_;
    std::size_t i = at_ + 1;
    const bool end = i < xml_.size() && xml_[i] == '/';
    if (end) ++i;
    const std::size_t start = i;
    while (i < xml_.size() && std::string_view(" \t\r\n/>").find(xml_[i]) == std::string_view::npos)
      ++i;
    tag.name = xml_.substr(start, i - start);
    for (char quote = 0; i < xml_.size(); ++i) {
      const char c = xml_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    if (i >= xml_.size()) return false;
    tag.to = at_ = i + 1;
    tag.opens = !end;
    tag.closes = end || xml_[i - 1] == '/';
    return true;
  }

  BytesView xml_;
  std::size_t at_ = 0;
};

struct Open {
  std::string_view name;
  std::size_t from = 0;  // Of its start tag
};

class Finder {
 public:
  explicit Finder(BytesView xml) : xml_(xml) {}

  Result<WordPlaces> Run() && {
    Tags tags(xml_);
    for (Tag tag; tags.Next(tag);) {
      if (tag.opens) Start(tag);
      if (tag.closes && !End(tag))
        return Fail(ErrorKind::kMalformed, "an end without its beginning",
                    "byte " + std::to_string(tag.from));
    }
    if (out_.end == 0) return Fail(ErrorKind::kMalformed, "it has no body");
    return std::move(out_);
  }

 private:
  // As word_document.cpp: what was taken away, and what is there a second time.
  static bool IsSkipped(std::string_view name) {
    return name == "del" || name == "moveFrom" || name == "Fallback";
  }

  void Start(const Tag& tag) {
    const auto name = Local(tag.name);
    open_.push_back({name, tag.from});
    if (skipping_ > 0 || IsSkipped(name)) {
      ++skipping_;
      return;
    }
    if (name == "body")
      out_.prefix = tag.name.substr(0, tag.name.size() - name.size());
    else if (name == "tbl" && ++depth_ == 1)
      table_ = {};
    else if (depth_ == 1 && name == "tr")
      table_.rows.emplace_back().from = tag.from;
    else if (depth_ == 1 && name == "tc" && !table_.rows.empty())
      table_.rows.back().cells.emplace_back().from = tag.to;
    if (name == "sectPr" && open_.size() > 1 && open_[open_.size() - 2].name == "body")
      out_.end = tag.from;
    else if (open_.size() > 1 && open_[open_.size() - 2].name == "body")
      out_.end = 0;  // The last section's properties are the body's last child.
  }

  bool End(const Tag& tag) {
    if (open_.empty()) return false;
    const Open from = open_.back();
    open_.pop_back();
    const auto name = Local(tag.name);
    if (name != from.name) return false;
    if (skipping_ > 0) {
      --skipping_;
      return true;
    }
    const std::string_view parent = open_.empty() ? std::string_view() : open_.back().name;
    if (name == "body" && out_.end == 0) out_.end = tag.from;
    if (name == "tbl") EndTable(tag);
    if (depth_ == 1) EndInTable(name, parent, from.from, tag);
    return true;
  }

  void EndTable(const Tag& tag) {
    if (depth_ > 0) --depth_;
    if (depth_ > 0) return;
    table_.to = tag.from;
    if (!table_.rows.empty()) out_.tables.push_back(std::move(table_));
    table_ = {};
  }

  void EndInTable(std::string_view name, std::string_view parent, std::size_t from,
                  const Tag& tag) {
    const std::string text(xml_.substr(from, tag.to - from));
    if (name == "tblPr" && table_.rows.empty()) table_.properties = text;
    if (table_.rows.empty()) return;
    RowPlace& row = table_.rows.back();
    if (name == "tr") row.to = tag.to;
    if (name == "trPr" && parent == "tr") row.properties = text;
    if (row.cells.empty()) return;
    CellPlace& cell = row.cells.back();
    // A cell written as an empty element has no inside that could be filled.
    if (name == "tc" && tag.opens)
      cell.from = cell.to = 0;
    else if (name == "tc")
      cell.to = tag.from;
    else if (name == "tcPr" && parent == "tc")
      cell.properties = text, cell.from = tag.to;
    else if (cell.to == 0)
      EndInCell(name, parent, text, cell);
  }

  static void EndInCell(std::string_view name, std::string_view parent, const std::string& text,
                        CellPlace& cell) {
    // A change that is tracked has an id, which may not be there twice.
    const bool tracked = text.find("Change ") != text.npos || text.find(":ins ") != text.npos ||
                         text.find(":del ") != text.npos;
    if (tracked) return;
    if (name == "pPr" && parent == "p" && cell.paragraph.empty()) cell.paragraph = text;
    const bool grey = text.find("PlaceholderText") != text.npos;
    if (name == "rPr" && parent == "r" && cell.run.empty() && !grey) cell.run = text;
    if (name == "rPr" && parent == "pPr" && cell.mark.empty()) cell.mark = text;
  }

  BytesView xml_;
  WordPlaces out_;
  TablePlace table_;
  std::vector<Open> open_;
  int depth_ = 0, skipping_ = 0;
};

}  // namespace

Result<WordPlaces> FindWordPlaces(BytesView xml) { return Finder(xml).Run(); }

}  // namespace avouch::formats

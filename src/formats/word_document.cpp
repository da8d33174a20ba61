#include "formats/word_document.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <utility>

#include "base/text.h"
#include "container/zip.h"
#include "syntax/limits.h"
#include "syntax/xml.h"

namespace avouch::formats {
namespace {

using syntax::XmlElement;

constexpr std::string_view kDocument = "word/document.xml";
constexpr std::string_view kRelations = "word/_rels/document.xml.rels";
// Columns of one table: Word itself allows 63.
constexpr int kMaxSpan = 63;

// Where links lead, and what else outside is pointed at.
class Relations : public syntax::XmlHandler {
 public:
  Status Start(const XmlElement& element) override {
    if (element.name != "Relationship" || element["TargetMode"] != "External") return {};
    if (element["Type"].ends_with("/hyperlink"))
      links.emplace(element["Id"], element["Target"]);
    else
      ++outside;
    return {};
  }
  Status End(std::string_view) override { return {}; }

  std::map<std::string, std::string, std::less<>> links;
  long long outside = 0;
};

int SpanOf(std::string_view text) {
  int out = 1;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return std::clamp(out, 1, kMaxSpan);
}

// Spaces as one reads them: no-break and others are a space, soft hyphens nothing.
std::string PlainSpaces(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    static constexpr std::pair<std::string_view, bool> kOdd[] = {
        {"\xC2\xA0", true},     {"\xE2\x80\xAF", true},  {"\xE2\x80\x89", true},
        {"\xE2\x80\x82", true}, {"\xE2\x80\x83", true},  {"\xE3\x80\x80", true},
        {"\xC2\xAD", false},    {"\xE2\x80\x8B", false}, {"\xEF\xBB\xBF", false}};
    const auto* odd = std::ranges::find_if(
        kOdd, [&](const auto& one) { return text.substr(i).starts_with(one.first); });
    if (odd != std::end(kOdd)) {
      space = space || odd->second;
      i += odd->first.size();
      continue;
    }
    const char c = text[i++];
    if (c == ' ' || c == '\t' || c == '\r') {
      space = true;
      continue;
    }
    if (c == '\n') {
      space = false;
      if (!out.empty() && out.back() != '\n') out += c;
      continue;
    }
    if (space && !out.empty() && out.back() != '\n') out += ' ';
    space = false;
    out += c;
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::string Flat(const std::vector<std::vector<WordCell>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (const auto& cell : row) line += (line.empty() ? "" : " | ") + cell.text;
    out += (out.empty() ? "" : "\n") + line;
  }
  return out;
}

class Body : public syntax::XmlHandler {
 public:
  Body(const Relations& relations, WordDocument& out) : relations_(relations), out_(out) {}

  Status Start(const XmlElement& element) override {
    if (skipping_ > 0 || Skips(element.name)) {
      ++skipping_;
      return {};
    }
    const auto name = element.name;
    if (name == "t") in_text_ = true;
    if (name == "tab") text_ += ' ';
    if (name == "br" || name == "cr") text_ += '\n';
    if (name == "noBreakHyphen") text_ += '-';
    if (name == "p") StartParagraph();
    if (name == "pStyle") style_ = element["val"];
    if (name == "hyperlink") StartLink(element["id"]);
    if (name == "tbl") tables_.emplace_back();
    if (name == "drawing" || name == "pict" || name == "object") ++out_.pictures;
    if (name == "commentReference") ++out_.comments;
    if (!tables_.empty()) StartInTable(element);
    return {};
  }

  Status End(std::string_view name) override {
    if (skipping_ > 0) {
      --skipping_;
      return {};
    }
    if (name == "t") in_text_ = false;
    if (name == "hyperlink") EndLink();
    if (name == "p") EndParagraph();
    if (name == "tbl") EndTable();
    return {};
  }

  Status Text(std::string_view text) override {
    if (skipping_ == 0 && in_text_) text_ += text;
    return {};
  }

 private:
  // What was taken away, and what is there a second time for other programs.
  bool Skips(std::string_view name) {
    const bool taken = name == "del" || name == "moveFrom";
    if (taken || name == "ins" || name == "moveTo") ++out_.changes;
    return taken || name == "Fallback";
  }

  void StartInTable(const XmlElement& element) {
    auto& rows = tables_.back();
    if (element.name == "tr") rows.emplace_back();
    if (rows.empty()) return;
    auto& row = rows.back();
    if (element.name == "tc") row.emplace_back();
    if (row.empty()) return;
    if (element.name == "gridSpan") row.back().span = SpanOf(element["val"]);
    if (element.name == "vMerge") row.back().continues = element["val"] != "restart";
  }

  // A paragraph may hold another, in a box of text: the outer goes on after it.
  void StartParagraph() {
    outer_.emplace_back(std::move(text_), std::move(style_));
    text_.clear();
    style_.clear();
  }

  void EndParagraph() {
    Put(PlainSpaces(text_), std::move(style_));
    if (outer_.empty()) return;
    std::tie(text_, style_) = std::move(outer_.back());
    outer_.pop_back();
  }

  void Put(std::string text, std::string style) {
    if (text.empty()) return;
    if (tables_.empty()) {
      out_.blocks.push_back({std::move(text), std::move(style), {}});
      return;
    }
    if (tables_.back().empty() || tables_.back().back().empty()) return;  // Not in a cell
    auto& cell = tables_.back().back().back().text;
    cell += (cell.empty() ? "" : "\n") + text;
  }

  void EndTable() {
    if (tables_.empty()) return;
    auto rows = std::move(tables_.back());
    tables_.pop_back();
    if (!tables_.empty()) {
      Put(Flat(rows), {});
      if (tables_.size() == 1 && rows.size() >= kRowsOfItsOwn)
        inner_.push_back({{}, {}, std::move(rows)});
      return;
    }
    // One column around whole tables only places them on the page.
    const bool places = std::ranges::all_of(rows, [](const auto& row) { return row.size() < 2; });
    if (places && !inner_.empty())
      std::ranges::move(inner_, std::back_inserter(out_.blocks));
    else
      out_.blocks.push_back({{}, {}, std::move(rows)});
    inner_.clear();
  }

  void StartLink(std::string_view id) {
    const auto at = relations_.links.find(id);
    link_ = at == relations_.links.end() ? std::string() : at->second;
    link_from_ = text_.size();
  }

  void EndLink() {
    const bool told = link_from_ <= text_.size() && text_.find(link_, link_from_) != text_.npos;
    if (!link_.empty() && !told) text_ += " <" + link_ + ">";
    link_.clear();
  }

  const Relations& relations_;
  WordDocument& out_;
  static constexpr std::size_t kRowsOfItsOwn = 3;

  std::vector<std::vector<std::vector<WordCell>>> tables_;  // The innermost last
  std::vector<WordBlock> inner_;                            // In cells of the outermost
  std::vector<std::pair<std::string, std::string>> outer_;
  std::string text_, style_, link_;
  std::size_t link_from_ = 0;
  int skipping_ = 0;
  bool in_text_ = false;
};

Status ReadPart(container::ZipReader& archive, std::string_view part, syntax::XmlHandler& handler) {
  AVOUCH_TRY(const Bytes bytes, archive.Read(part, syntax::kMaxDocumentBytes));
  auto end = syntax::ReadXml(bytes, handler);
  if (!end) {
    end.error().where = std::string(part) + ", " + end.error().where;
    return std::unexpected(end.error());
  }
  if (*end == syntax::XmlEnd::kCut)
    return Fail(ErrorKind::kMalformed, "it ends before its last element", std::string(part));
  return {};
}

}  // namespace

bool IsWordDocument(BytesView bytes) {
  if (!bytes.starts_with("PK")) return false;
  auto archive = container::ZipReader::Open(bytes);
  return archive && archive->Has(kDocument);
}

Result<WordDocument> ReadWordDocument(BytesView bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return Fail(ErrorKind::kUnsupported, "encrypted, or in the format of Word before 2007", {},
                "save it as .docx without a password");
  AVOUCH_TRY(auto archive, container::ZipReader::Open(bytes));
  if (!archive.Has(kDocument))
    return Fail(ErrorKind::kMalformed, "no Word file: it has no " + std::string(kDocument));
  WordDocument out;
  Relations relations;
  if (archive.Has(kRelations)) {
    AVOUCH_CHECK_OK(ReadPart(archive, kRelations, relations));
  }
  out.outside = relations.outside;
  for (const auto& member : archive.members())
    out.macros = out.macros || member.name.ends_with("vbaProject.bin");
  Body body(relations, out);
  AVOUCH_CHECK_OK(ReadPart(archive, kDocument, body));
  if (out.blocks.empty())
    return Fail(ErrorKind::kUnsupported,
                out.pictures > 0 ? "a picture of text, which is not read" : "it holds no text",
                std::string(kDocument));
  return out;
}

}  // namespace avouch::formats

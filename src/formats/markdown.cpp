#include "formats/markdown.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "formats/markdown_comments.h"
#include "formats/markdown_inline.h"
#include "formats/markdown_labels.h"

namespace avouch::formats {
namespace {

bool IsRun(std::string_view line, std::string_view of, std::size_t least) {
  return line.size() >= least && of.find(line[0]) != of.npos &&
         line.find_first_not_of(line[0]) == line.npos;
}

bool IsDelimiter(std::string_view line) {
  return line.find('-') != line.npos && line.find_first_not_of("|:- \t") == line.npos &&
         line.find('|') != line.npos;
}

// Does the full stop at `at` end a sentence?
bool EndsSentence(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return true;
  std::size_t next = at + 1;
  while (next < text.size() && (text[next] == ')' || text[next] == '"' || text[next] == '\''))
    ++next;
  if (next < text.size() && text[next] != ' ') return false;
  while (next < text.size() && text[next] == ' ') ++next;
  if (next >= text.size()) return true;
  if (text[at] != '.') return true;
  for (std::string_view word :
       {"e.g.", "i.e.", "etc.", "vs.", "cf.", "Inc.", "Ltd.", "No.", "Dr.", "Mr.", "approx."})
    if (text.substr(0, at + 1).ends_with(word)) return false;
  return !(text[next] >= 'a' && text[next] <= 'z');
}

class Scanner {
 public:
  Scanner(std::string_view text, Markup markup) : markup_(markup), lines_(Lines(text)) {}

  Prose Read() {
    std::size_t first = Front();
    labels_ = LabelsOf(std::span(lines_).subspan(first));
    for (i_ = first; i_ < lines_.size(); ++i_) Line(lines_[i_]);
    Flush();
    return std::move(out_);
  }

 private:
  std::size_t Front() {
    if (lines_.empty() || (lines_[0] != "---" && lines_[0] != "+++")) return 0;
    for (std::size_t i = 1; i < lines_.size() && i < 200; ++i) {
      if (lines_[i] == lines_[0] || lines_[i] == "...") {
        FrontEntries(i);
        return i + 1;
      }
    }
    return 0;
  }
  void FrontEntries(std::size_t end) {
    for (std::size_t i = 1; i < end; ++i) {
      std::size_t at = lines_[i].find_first_of(lines_[0] == "+++" ? "=" : ":");
      if (at == lines_[i].npos || at == 0 || lines_[i][0] == ' ') continue;
      std::string_view value = Trim(lines_[i].substr(at + 1));
      if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0])
        value = value.substr(1, value.size() - 2);
      out_.front.push_back(
          {Lower(Trim(lines_[i].substr(0, at))), std::string(value), static_cast<int>(i) + 1});
    }
  }

  void Line(std::string_view line) {
    if (line.find("BEGIN PGP PUBLIC KEY BLOCK") != line.npos && !out_.has_key_block) {
      out_.has_key_block = true;
      out_.key_block_line = Number();
    }
    if ((!comments_.open() && InFence(line)) || InComment(line)) return;
    std::string_view trimmed = Trim(line);
    if (trimmed.empty()) {
      Flush();
      blank_ = true;
      if (markup_ == Markup::kMarkdown) in_table_ = false;  // A blank line ends a table
      return;
    }
    std::size_t indent = line.find_first_not_of(" \t");
    if (line[0] == '\t') indent = 4;
    if ((blank_ && indent >= 4 && !in_list_ && markup_ != Markup::kPlain) ||  // Indented code
        (literal_ && indent > 0 && blank_or_literal_))
      return out_.code.push_back(Number());
    literal_ = literal_ && indent > 0;
    bool was_blank = blank_;
    blank_ = false;
    if (indent == 0) in_list_ = false;
    if (markup_ != Markup::kPlain && Special(trimmed, was_blank)) return;
    Text(trimmed, indent);
  }

  // Fenced code: ``` and ~~~, and in AsciiDoc ---- and ....
  bool InFence(std::string_view line) {
    std::string_view trimmed = Trim(line);
    if (!fence_.empty()) {
      if (trimmed.starts_with(fence_) && trimmed.find_first_not_of(fence_[0]) == trimmed.npos)
        fence_.clear();
      else
        out_.code.push_back(Number());
      return true;
    }
    if (markup_ == Markup::kPlain) return false;
    if (markup_ == Markup::kAsciidoc && (IsRun(trimmed, "-", 4) || IsRun(trimmed, ".", 4))) {
      Flush();
      fence_ = trimmed;
      return true;
    }
    if (!trimmed.starts_with("```") && !trimmed.starts_with("~~~")) return false;
    if (markup_ == Markup::kRst && IsRun(trimmed, "~", 3)) return false;  // An underline
    std::size_t run = trimmed.find_first_not_of(trimmed[0]);
    if (run != trimmed.npos && trimmed.find('`', run) != trimmed.npos)
      return false;  // ```x``` in a line
    Flush();
    fence_ = trimmed.substr(0, run);
    blank_ = false;
    return true;
  }

  bool InComment(std::string_view& line) {
    if (markup_ == Markup::kPlain) return false;
    return comments_.TakeOut(line) && Trim(line).empty();
  }

  bool Special(std::string_view line, bool was_blank) {
    if (markup_ == Markup::kMarkdown && IsLabelLine(line)) return Flush(), true;
    if (AtxHeading(line)) return true;
    if (Underline(line, was_blank)) return true;
    if (markup_ == Markup::kRst && line.starts_with(".. ")) {
      Flush();
      literal_ = blank_or_literal_ = true;
      return true;
    }
    return Row(line);
  }

  bool AtxHeading(std::string_view line) {
    char sign = markup_ == Markup::kAsciidoc ? '=' : '#';
    std::size_t level = line.find_first_not_of(sign);
    if (level == 0 || level == line.npos || level > 6 ||
        (line[level] != ' ' && line[level] != '\t'))
      return false;
    if (markup_ == Markup::kRst) return false;
    std::string_view text = Trim(line.substr(level));
    while (text.ends_with(sign)) text.remove_suffix(1);
    Flush();
    AddHeading(static_cast<int>(level), Trim(text), Number());
    return true;
  }

  // A line of === or --- below one line of text.
  bool Underline(std::string_view line, bool was_blank) {
    std::string_view signs = markup_ == Markup::kRst ? "=-~^\"'#*+." : "=-";
    if (!IsRun(line, signs, 3) || was_blank) return IsRun(line, "=-*_", 3) && (Flush(), true);
    if (block_.empty() || block_lines_ != 1 || markup_ == Markup::kAsciidoc) {
      Flush();
      return true;
    }
    std::string text = block_;
    int number = block_line_;
    ClearBlock();
    int level = line[0] == '=' ? 1 : 2;
    AddHeading(level, text, number);
    return true;
  }

  void AddHeading(int level, std::string_view text, int number) {
    InlineText plain = ReadInline(text, markup_, labels_);
    for (auto& link : plain.links) out_.links.push_back({link.words, link.target, number});
    out_.headings.push_back({level, std::string(Trim(plain.text)), number});
    in_list_ = in_table_ = false;
  }

  bool Row(std::string_view line) {
    bool next_delimits = i_ + 1 < lines_.size() && IsDelimiter(Trim(lines_[i_ + 1]));
    bool row =
        line.starts_with('|') || (line.find('|') != line.npos && (next_delimits || in_table_));
    if (!row) {
      in_table_ = false;
      return false;
    }
    Flush();
    if (line.starts_with("|===")) return in_table_ = false, ++table_, true;
    if (IsDelimiter(line)) return true;
    if (!in_table_) ++table_;
    in_table_ = true;
    TableRow row_out{{}, Number(), table_, next_delimits};
    std::string_view cells = line;
    if (cells.starts_with('|')) cells.remove_prefix(1);
    if (cells.ends_with('|')) cells.remove_suffix(1);
    for (std::string_view cell : Split(cells, '|')) {
      InlineText plain = ReadInline(Trim(cell), markup_, labels_);
      for (auto& link : plain.links) out_.links.push_back({link.words, link.target, Number()});
      for (auto& address : AddressesIn(plain.text))
        out_.addresses.push_back({address, Number(), -1});
      out_.words += static_cast<long long>(Words(plain.text).size());
      row_out.cells.emplace_back(Trim(plain.text));
    }
    out_.rows.push_back(std::move(row_out));
    return true;
  }

  void Text(std::string_view line, std::size_t indent) {
    in_table_ = false;
    bool quote = false;
    while (line.starts_with('>')) {
      quote = true;
      line = Trim(line.substr(1));
    }
    std::size_t marker = ItemMarker(line);
    if (marker > 0) {
      Flush();
      item_ = true;
      in_list_ = true;
      line = Trim(line.substr(marker));
      if (line.starts_with("[ ] ") || line.starts_with("[x] ") || line.starts_with("[X] "))
        line.remove_prefix(4);
    } else if (indent > 0 && block_.empty()) {
      item_ = in_list_;
    }
    if (quote != quote_ && !block_.empty()) Flush();
    quote_ = quote;
    if (line.empty()) return;
    if (block_.empty()) block_line_ = Number();
    starts_.push_back({block_.size(), Number()});
    block_ += line;
    block_ += ' ';
    ++block_lines_;
    if (markup_ == Markup::kRst && line.ends_with("::")) literal_ = blank_or_literal_ = true;
  }

  static std::size_t ItemMarker(std::string_view line) {
    if (line.size() >= 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ')
      return 2;
    std::size_t digits = 0;
    while (digits < line.size() && digits < 4 && line[digits] >= '0' && line[digits] <= '9')
      ++digits;
    if (digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
        line[digits + 1] == ' ')
      return digits + 2;
    return 0;
  }

  void ClearBlock() {
    block_.clear();
    starts_.clear();
    block_lines_ = 0;
    item_ = quote_ = false;
  }

  int LineAt(std::size_t offset) const {
    auto at =
        std::upper_bound(starts_.begin(), starts_.end(), offset,
                         [](std::size_t value, const auto& start) { return value < start.first; });
    return at == starts_.begin() ? block_line_ : std::prev(at)->second;
  }

  void Flush() {
    if (block_.empty()) return ClearBlock();
    InlineText plain = ReadInline(block_, markup_, labels_);
    std::size_t begin = 0, link = 0;
    for (std::size_t i = 0; i <= plain.text.size(); ++i) {
      bool last = i == plain.text.size();
      char c = last ? '.' : plain.text[i];
      if (!last && ((c != '.' && c != '!' && c != '?') || !EndsSentence(plain.text, i))) continue;
      std::size_t end = last ? i : i + 1;
      AddSentence(plain, begin, end, link);
      begin = end;
    }
    ClearBlock();
  }

  void AddSentence(const InlineText& plain, std::size_t begin, std::size_t end, std::size_t& link) {
    Sentence sentence;
    std::string_view all = plain.text;
    while (begin < end && all[begin] == ' ') ++begin;
    sentence.text = Trim(all.substr(begin, end - begin));
    sentence.line = LineAt(begin < plain.source.size() ? plain.source[begin] : 0);
    sentence.heading = static_cast<int>(out_.headings.size()) - 1;
    sentence.item = item_;
    sentence.quote = quote_;
    while (link < plain.links.size() && plain.links[link].offset <= end) {
      const InlineLink& found = plain.links[link++];
      int line = LineAt(found.offset < plain.source.size() ? plain.source[found.offset] : 0);
      sentence.links.push_back(static_cast<int>(out_.links.size()));
      out_.links.push_back({found.words, found.target, line});
    }
    if (sentence.text.empty() && sentence.links.empty()) return;
    int index = static_cast<int>(out_.sentences.size());
    for (auto& address : AddressesIn(sentence.text))
      out_.addresses.push_back({address, sentence.line, index});
    for (int at : sentence.links) {
      std::string_view target = out_.links[static_cast<std::size_t>(at)].target;
      if (!target.starts_with("mailto:")) continue;
      for (auto& address : AddressesIn(target.substr(7)))
        out_.addresses.push_back({address, sentence.line, index});
    }
    out_.words += static_cast<long long>(Words(sentence.text).size());
    out_.sentences.push_back(std::move(sentence));
  }

  int Number() const { return static_cast<int>(i_) + 1; }

  Markup markup_;
  std::vector<std::string_view> lines_;
  LinkLabels labels_;
  Prose out_;
  std::size_t i_ = 0;
  std::string fence_;
  MarkdownComments comments_;
  bool blank_ = true, in_list_ = false, in_table_ = false;
  bool literal_ = false, blank_or_literal_ = false;
  int table_ = 0;
  // The paragraph or item being read.
  std::string block_;
  std::vector<std::pair<std::size_t, int>> starts_;
  int block_line_ = 0, block_lines_ = 0;
  bool item_ = false, quote_ = false;
};

}  // namespace

Markup MarkupOf(const Path& path) {
  std::string extension = Lower(path.extension());
  if (extension == "rst") return Markup::kRst;
  if (extension == "adoc" || extension == "asciidoc") return Markup::kAsciidoc;
  if (extension == "txt") return Markup::kPlain;
  return Markup::kMarkdown;
}

Prose ReadProse(BytesView text, Markup markup) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (IsUtf8(text)) return Scanner(text, markup).Read();
  std::string mended = ToUtf8(text);
  return Scanner(mended, markup).Read();
}

std::string Shorten(std::string_view text, std::size_t limit) {
  text = Trim(text);
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit > 3 ? limit - 3 : 0;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace avouch::formats

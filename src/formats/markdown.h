// Prose as people write it in repositories: headings, sentences, links, tables,
// addresses, without the code and the comments between them.
//
// Markdown as CommonMark and GitHub have it, as far as it bears on what a
// sentence says; also reStructuredText, AsciiDoc and plain text. It is no
// renderer: nesting and emphasis are dropped. Linear in the input. Any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"

namespace avouch::formats {

// Larger files are change logs and books, not policies.
inline constexpr std::size_t kMaxProseBytes = std::size_t{4} << 20;

enum class Markup { kMarkdown, kRst, kAsciidoc, kPlain };
// By extension: .md and none are Markdown, .rst, .adoc and .asciidoc, .txt is plain.
[[nodiscard]] Markup MarkupOf(const Path& path);

struct Heading {
  int level = 1;     // 1..6
  std::string text;  // Without markup
  int line = 0;      // 1-based, as all lines here
};

struct Hyperlink {
  std::string words, target;  // target as written, without title
  int line = 0;
};

struct TableRow {
  std::vector<std::string> cells;  // Without markup, trimmed
  int line = 0;
  int table = 0;      // Rows of one table share it
  bool head = false;  // Above the line of dashes
};

// One sentence of a paragraph, list item or quotation; one line however it was
// wrapped. Code spans keep their back-ticks.
struct Sentence {
  std::string text;
  int line = 0;      // Where it starts
  int heading = -1;  // Position in Prose::headings, or -1
  bool item = false, quote = false;
  std::vector<int> links;  // Positions in Prose::links
};

struct MailAddress {
  std::string address;  // Lower case
  int line = 0;
  int sentence = -1;  // Position in Prose::sentences, or -1
};

struct FrontMatter {
  std::string key, value;  // key in lower case
  int line = 0;
};

struct Prose {
  std::vector<Heading> headings;
  std::vector<Sentence> sentences;
  std::vector<Hyperlink> links;
  std::vector<TableRow> rows;
  std::vector<MailAddress> addresses;
  std::vector<FrontMatter> front;
  std::vector<int> code;       // Lines of code, fenced or indented, without what fences them
  bool has_key_block = false;  // "-----BEGIN PGP PUBLIC KEY BLOCK-----", code or not
  int key_block_line = 0;
  long long words = 0;

  // "" when the sentence stands above the first heading.
  [[nodiscard]] std::string_view HeadingOf(const Sentence& sentence) const {
    return sentence.heading < 0
               ? std::string_view()
               : std::string_view(headings[static_cast<std::size_t>(sentence.heading)].text);
  }
};

// Never fails; bytes that are not UTF-8 are replaced.
// REQUIRES: text.size() <= kMaxProseBytes.
[[nodiscard]] Prose ReadProse(BytesView text, Markup markup);

// E-mail addresses in a line of text, lower case, in order. "a [at] b [dot] org" is one.
[[nodiscard]] std::vector<std::string> AddressesIn(std::string_view text);

// At most `limit` bytes, cut between characters, with "..." when cut.
[[nodiscard]] std::string Shorten(std::string_view text, std::size_t limit = 200);

}  // namespace avouch::formats

// The order of a document: what stands under which heading, where an item
// starts, what a label such as "Decision:" says, and whether words say anything.
//
// For the readers of the product's own papers (threat_model.h, test_plan.h,
// requirements_document.h, front_matter.h). Linear in the input; any thread, each
// with its own Outline.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "formats/document_phrases.h"
#include "formats/markdown.h"

namespace avouch::formats {

enum class BlockKind { kHeading, kSentence, kRow };

struct Block {
  BlockKind kind = BlockKind::kHeading;
  std::size_t index = 0;  // In Prose::headings, sentences or rows
  int line = 0;
  int heading = -1;  // The heading it stands under; for a heading, itself
};

// "Decision: accept until May" is {"decision", "accept until May"}; the value may
// be empty. The name is in lower case, at most five words.
struct Label {
  std::string name;
  std::string_view value;  // Into the text given
};
[[nodiscard]] std::optional<Label> LabelOf(std::string_view text);

// False for nothing, dashes, "TBD", "n/a", "to be written", and a blank to fill in
// ("[Insert name]") with nothing beside it.
[[nodiscard]] bool SaysSomething(std::string_view text);

class Outline {
 public:
  // REQUIRES: `prose` was read from `text`, and outlives this.
  Outline(const Prose& prose, BytesView text);

  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }  // By line
  // Something is said below heading `index`, or below a heading under it.
  [[nodiscard]] bool HasMatter(std::size_t index) const { return matter_[index]; }
  // The next heading of the same or a higher level, or the number of headings.
  [[nodiscard]] std::size_t EndOf(std::size_t index) const { return ends_[index]; }
  // The heading that `index` stands under, or -1.
  [[nodiscard]] int ParentOf(int index) const {
    return index < 0 ? -1 : parents_[static_cast<std::size_t>(index)];
  }
  // The heading, or one above it, holds one of `phrases`.
  [[nodiscard]] bool IsUnder(int heading, const Phrases& phrases) const;
  // The first heading, when it is of level 1: the document's name, not a part.
  [[nodiscard]] bool IsTitle(std::size_t index) const {
    return index == 0 && prose_.headings[0].level == 1;
  }
  // The sentence opens an item of a list: its line holds the marker.
  [[nodiscard]] bool OpensItem(std::size_t sentence) const { return opens_[sentence]; }

 private:
  void ReadOrder();
  void ReadHeadings();
  void ReadItems(BytesView text);
  void ReadMatter(BytesView text);

  const Prose& prose_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> ends_;
  std::vector<int> parents_;
  std::vector<bool> matter_, opens_;
};

// One table of a document: its head, or its first row where it has none marked.
struct Table {
  const TableRow* head = nullptr;
  std::vector<const TableRow*> rows;  // Without the head
  int heading = -1;                   // The heading it stands under, or -1
};
[[nodiscard]] std::vector<Table> TablesOf(const Prose& prose, const Outline& outline);

// The cell of `row` in `column`; empty when the row is shorter or column is -1.
[[nodiscard]] std::string_view CellOf(const TableRow& row, int column);

}  // namespace avouch::formats

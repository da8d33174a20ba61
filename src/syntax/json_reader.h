// JSON as a stream: values are asked for one after another, and nothing is kept.
//
// Spec: RFC 8259, as strictly as json.h, for documents too large for a tree: a reader costs a few
// hundred bytes whatever the document's size. Keys given twice are the caller's to see.
//
//   JsonReader json(bytes);
//   std::string_view key;
//   if (json.EnterMap())
//     while (json.NextKey(key)) {
//       if (key == "name") name = json.Text();
//       else json.Skip();
//     }
//   AVOUCH_CHECK_OK(json.Finish());
//
// Each value ahead is taken by exactly one of EnterMap, EnterList, Text, Scalar, Boolean and Skip.
// After an error every loop ends and Finish tells it. One thread.

#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "syntax/json_lexer.h"
#include "syntax/limits.h"
#include "syntax/node.h"

namespace avouch::syntax {

class JsonReader {
 public:
  // `json` must outlive the reader and every text that it gives.
  explicit JsonReader(BytesView json);

  // Of the value ahead. kNull too where nothing can be ahead after an error.
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] Place place() const { return lexer_.place(); }
  [[nodiscard]] std::size_t offset() const { return lexer_.offset(); }  // Bytes read so far

  // Into the map or list ahead. Where another kind is ahead, that is skipped: false.
  [[nodiscard]] bool EnterMap() { return Enter('{'); }
  [[nodiscard]] bool EnterList() { return Enter('['); }
  // To the value of the next key, until the innermost map ends. `key` lives to the next call.
  [[nodiscard]] bool NextKey(std::string_view& key);
  // To the next item, until the innermost list ends.
  [[nodiscard]] bool NextItem();

  // The text ahead, "" where another kind is. It points into the document where it has no
  // escapes, and else lives to the next call of Text, Scalar or Skip.
  [[nodiscard]] std::string_view Text();
  // The same of numbers and booleans too, as they are spelled.
  [[nodiscard]] std::string_view Scalar();
  [[nodiscard]] std::optional<bool> Boolean();
  void Skip();

  // Fails with the first error: kMalformed, or kTooLarge beyond kMaxDepth (limits.h); with
  // kMalformed where something follows the value.
  [[nodiscard]] Status Finish();
  [[nodiscard]] bool failed() const { return lexer_.failed(); }

 private:
  [[nodiscard]] bool Enter(char open);
  [[nodiscard]] bool Open(char open);
  [[nodiscard]] bool Ready();
  void SkipScalar();
  [[nodiscard]] std::string_view Resolve(std::string& scratch);

  JsonLexer lexer_;
  std::array<char, kMaxDepth> open_{};  // What closes each open map or list
  std::size_t depth_ = 0;
  bool first_ = false;  // Nothing of the innermost one was read yet
  std::string key_, text_;
};

}  // namespace avouch::syntax

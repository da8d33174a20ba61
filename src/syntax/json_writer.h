// JSON written piece by piece into a sink, so that no document is ever held whole.
//
// Spec: RFC 8259. The same calls, the same bytes. The canonical form is canonical.h's. One thread.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::syntax {

// Takes bytes in their order; a failure ends the writing.
using ByteSink = std::function<Status(BytesView)>;

class JsonWriter {
 public:
  // `indent`: each part on its own line, two spaces a level.
  JsonWriter(ByteSink sink, bool indent);

  void BeginMap() { Begin('{'); }
  void BeginList() { Begin('['); }
  void EndMap() { End('}'); }
  void EndList() { End(']'); }
  // REQUIRES: in a map; exactly one value follows.
  void Key(std::string_view key);
  // Bytes that are no UTF-8 become U+FFFD.
  void Text(std::string_view text);
  void Integer(std::int64_t value);
  void Boolean(bool value);

  void Field(std::string_view key, std::string_view text) { Key(key), Text(text); }
  void FieldIfAny(std::string_view key, std::string_view text) {
    if (!text.empty()) Field(key, text);
  }

  // Ends the last line and gives the sink what is left. Fails as the sink did first.
  // REQUIRES: everything begun is ended.
  [[nodiscard]] Status Finish();

 private:
  void Begin(char open);
  void End(char close);
  // What stands between the last value and the next; room for `bytes` more behind it.
  void Before(std::size_t bytes);
  void NewLine();
  void Quote(std::string_view text);
  void Escape(std::string_view text);
  void Put(char c) { buffer_[size_++] = c; }
  void Put(std::string_view text) {
    text.copy(&buffer_[size_], text.size());
    size_ += text.size();
  }
  void MakeRoom(std::size_t bytes);
  void Flush();

  ByteSink sink_;
  bool indent_;
  bool after_key_ = false;
  bool empty_ = true;      // Nothing is in the innermost map or list yet
  std::size_t depth_ = 0;  // Maps and lists that are open
  std::string buffer_;     // Its first size_ bytes are not with the sink yet
  std::size_t size_ = 0;
  Status status_;
};

}  // namespace avouch::syntax

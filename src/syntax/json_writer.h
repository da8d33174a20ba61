// JSON written piece by piece into a sink, so that no document is ever held whole.
//
// Spec: RFC 8259. The same calls, the same bytes. The canonical form is canonical.h's. One thread.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::syntax {

// Takes bytes in their order; a failure ends the writing.
using ByteSink = std::function<Status(BytesView)>;

// A key that stands in the program's own text, as it is put down: `"name": `. Made when the program
// is compiled, so that a key of a million maps is looked at once.
class JsonKey {
 public:
  // Not compiled for one that is too long, or would need to be escaped.
  consteval JsonKey(const char* key) {  // NOLINT: a key reads like its text.
    const std::string_view text = key;
    const auto is_plain = [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; };
    if (!std::ranges::all_of(text, is_plain)) throw "a key that must be escaped";
    bytes_.at(0) = '"';
    std::ranges::copy(text, bytes_.begin() + 1);
    std::ranges::copy(std::string_view("\": "), bytes_.begin() + 1 + text.size());
    size_ = text.size() + 4;
    (void)bytes_.at(size_);
  }

 private:
  friend class JsonWriter;
  static constexpr std::size_t kRoom = 32;  // Copied whole: one step or two
  std::array<char, kRoom> bytes_{};
  std::size_t size_ = 0;
};

class JsonWriter {
 public:
  // `indent`: each part on its own line, two spaces a level.
  JsonWriter(ByteSink sink, bool indent);

  void BeginMap() { Begin('{'); }
  void BeginList() { Begin('['); }
  void EndMap() { End('}'); }
  void EndList() { End(']'); }
  // REQUIRES: in a map; exactly one value follows.
  void Key(const JsonKey& key);
  void AnyKey(std::string_view key);  // One that is not known before
  // Bytes that are no UTF-8 become U+FFFD.
  void Text(std::string_view text);
  void Integer(std::int64_t value);
  void Boolean(bool value);

  void Field(const JsonKey& key, std::string_view text);
  void FieldIfAny(const JsonKey& key, std::string_view text) {
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
  void PutKey(const JsonKey& key);
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

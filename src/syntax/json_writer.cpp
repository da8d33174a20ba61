// A list of ten thousand components is half a million calls for twelve megabytes. So each call
// makes room once for all that it puts down, and texts are looked at and copied in one pass.

#include "syntax/json_writer.h"

#include <charconv>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "syntax/eight_bytes.h"

namespace avouch::syntax {
namespace {

constexpr std::size_t kBuffer = std::size_t{256}
                                << 10;  // The system takes larger pieces at less cost
constexpr std::size_t kBlanks = 16;
constexpr std::size_t kAround = 8 + kBlanks;  // Of a value: comma, line end, quotes, ": "

// MarkOdd of many words, put together with |: whether a byte of any is odd, and not which.
class AnyOdd {
 public:
  // A byte that is below what is taken off it comes out with its highest bit set, as do those
  // above 0x7F, and what it borrows from stands behind it.
  void Look(std::uint64_t word) {
    marks_ |= word | (word - kEachByte * 0x20) | ((word ^ (kEachByte * '"')) - kEachByte) |
              ((word ^ (kEachByte * '\\')) - kEachByte);
  }
  [[nodiscard]] bool none() const { return (marks_ & (kEachByte * 0x80)) == 0; }

 private:
  std::uint64_t marks_ = 0;
};

// Copies `text` where all of it is ASCII without quote, backslash and control.
bool CopyPlain(std::string_view text, char* to) {
  const char* const from = text.data();
  AnyOdd odd;
  const auto copy = [&](std::size_t at) {
    odd.Look(LoadEight(from + at));
    std::memcpy(to + at, from + at, kEight);
  };
  std::size_t at = 0;
  for (; at + kEight <= text.size(); at += kEight) copy(at);
  if (at == text.size()) return odd.none();
  if (at > 0) return copy(text.size() - kEight), odd.none();  // Some of them once more
  char few[kEight] = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
  for (; at < text.size(); ++at) to[at] = few[at] = from[at];
  odd.Look(LoadEight(few));
  return odd.none();
}

}  // namespace

JsonWriter::JsonWriter(ByteSink sink, bool indent) : sink_(std::move(sink)), indent_(indent) {
  buffer_.resize(kBuffer);
}

void JsonWriter::Flush() {
  if (status_) status_ = sink_(BytesView(buffer_).substr(0, size_));
  size_ = 0;
}

void JsonWriter::MakeRoom(std::size_t bytes) {
  if (buffer_.size() - size_ >= bytes) return;
  Flush();
  if (buffer_.size() < bytes) buffer_.resize(bytes);
}

void JsonWriter::NewLine() {
  if (!indent_) return;
  Put('\n');
  // Two words of spaces are fewer steps than a call; what is too much is written over.
  const std::size_t blanks = 2 * depth_;
  std::memset(&buffer_[size_], ' ', kBlanks);
  if (blanks > kBlanks) std::memset(&buffer_[size_], ' ', blanks);
  size_ += blanks;
}

void JsonWriter::Before(std::size_t bytes) {
  MakeRoom(bytes + 2 * depth_ + kAround);
  if (std::exchange(after_key_, false) || depth_ == 0) return;
  if (!std::exchange(empty_, false)) Put(',');
  NewLine();
}

void JsonWriter::Begin(char open) {
  Before(1);
  Put(open);
  ++depth_;
  empty_ = true;
}

void JsonWriter::End(char close) {
  --depth_;
  MakeRoom(2 * depth_ + kAround);
  if (!std::exchange(empty_, false)) NewLine();
  Put(close);
}

// REQUIRES: room for JsonKey::kRoom.
void JsonWriter::PutKey(const JsonKey& key) {
  std::memcpy(&buffer_[size_], key.bytes_.data(), JsonKey::kRoom);
  size_ += key.size_ - (indent_ ? 0 : 1);  // The space
}

void JsonWriter::Key(const JsonKey& key) {
  Before(JsonKey::kRoom);
  PutKey(key);
  after_key_ = true;
}

void JsonWriter::Field(const JsonKey& key, std::string_view text) {
  Before(JsonKey::kRoom + text.size());
  PutKey(key);
  Quote(text);
}

void JsonWriter::AnyKey(std::string_view key) {
  Before(key.size());
  Quote(key);
  MakeRoom(2);
  Put(indent_ ? std::string_view(": ") : std::string_view(":"));
  after_key_ = true;
}

// REQUIRES: room for the text and its quotes.
void JsonWriter::Quote(std::string_view text) {
  Put('"');
  if (CopyPlain(text, &buffer_[size_])) {
    size_ += text.size();
  } else if (IsUtf8(text)) {
    Escape(text);
  } else {
    Escape(ToUtf8(text));
  }
  Put('"');
}

// Leaves room for the quote behind it.
void JsonWriter::Escape(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (const char c : text) {
    MakeRoom(kAround);
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      Put('\\'), Put(c);
    } else if (c == '\n') {
      Put("\\n");
    } else if (c == '\t') {
      Put("\\t");
    } else if (c == '\r') {
      Put("\\r");
    } else if (byte < 0x20) {
      Put("\\u00"), Put(kHex[byte >> 4]), Put(kHex[byte & 15]);
    } else {
      Put(c);
    }
  }
}

void JsonWriter::Text(std::string_view text) {
  Before(text.size());
  Quote(text);
}

void JsonWriter::Integer(std::int64_t value) {
  constexpr std::size_t kDigits = 20;
  Before(kDigits);
  const auto end = std::to_chars(&buffer_[size_], &buffer_[size_] + kDigits, value).ptr;
  size_ = static_cast<std::size_t>(end - buffer_.data());
}

void JsonWriter::Boolean(bool value) {
  Before(5);
  Put(value ? std::string_view("true") : std::string_view("false"));
}

Status JsonWriter::Finish() {
  MakeRoom(1);
  if (indent_) Put('\n');
  Flush();
  return status_;
}

}  // namespace avouch::syntax

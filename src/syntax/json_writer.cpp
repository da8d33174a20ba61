#include "syntax/json_writer.h"

#include <cstring>
#include <utility>

#include "base/text.h"

namespace avouch::syntax {
namespace {

constexpr std::size_t kBuffer = std::size_t{64} << 10;

// True for ASCII without quote, backslash or control: eight bytes at once.
bool IsPlain(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  const auto odd = [](std::uint64_t word) {
    const std::uint64_t quote = word ^ (kOnes * '"'), slash = word ^ (kOnes * '\\');
    return (word | (word - kOnes * 0x20) | ((quote - kOnes) & ~quote) |
            ((slash - kOnes) & ~slash)) &
           kHigh;
  };
  std::size_t at = 0;
  std::uint64_t any = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    any |= odd(word);
  }
  char rest[8] = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
  text.substr(at).copy(rest, 8);
  std::uint64_t word;
  std::memcpy(&word, rest, 8);
  return (any | odd(word)) == 0;
}

void AppendEscaped(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\', out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (byte < 0x20) {
      out += "\\u00", out += kHex[byte >> 4], out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
}

}  // namespace

JsonWriter::JsonWriter(ByteSink sink, bool indent) : sink_(std::move(sink)), indent_(indent) {
  buffer_.reserve(kBuffer + 4096);
}

void JsonWriter::Flush() {
  if (status_) status_ = sink_(buffer_);
  buffer_.clear();
}

void JsonWriter::NewLine() {
  if (!indent_) return;
  buffer_ += '\n';
  buffer_.append(2 * any_.size(), ' ');
}

void JsonWriter::Before() {
  if (std::exchange(after_key_, false) || any_.empty()) return;
  if (any_.back()) buffer_ += ',';
  any_.back() = true;
  NewLine();
}

void JsonWriter::Begin(char open) {
  Before();
  buffer_ += open;
  any_.push_back(false);
}

void JsonWriter::End(char close) {
  const bool any = any_.back();
  any_.pop_back();
  if (any) NewLine();
  buffer_ += close;
  if (buffer_.size() >= kBuffer) Flush();
}

void JsonWriter::Key(std::string_view key) {
  Before();
  Quote(key);
  buffer_ += indent_ ? ": " : ":";
  after_key_ = true;
}

void JsonWriter::Quote(std::string_view text) {
  buffer_ += '"';
  if (IsPlain(text)) {
    buffer_ += text;
  } else if (IsUtf8(text)) {
    AppendEscaped(buffer_, text);
  } else {
    AppendEscaped(buffer_, ToUtf8(text));
  }
  buffer_ += '"';
}

void JsonWriter::Text(std::string_view text) {
  Before();
  Quote(text);
}

void JsonWriter::Integer(std::int64_t value) {
  Before();
  buffer_ += std::to_string(value);
}

void JsonWriter::Boolean(bool value) {
  Before();
  buffer_ += value ? "true" : "false";
}

Status JsonWriter::Finish() {
  if (indent_) buffer_ += '\n';
  Flush();
  return status_;
}

}  // namespace avouch::syntax

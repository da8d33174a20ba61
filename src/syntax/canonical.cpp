#include "syntax/canonical.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "syntax/limits.h"
#include "syntax/tree_builder.h"

namespace avouch::syntax {
namespace {

// Bytes that stand in a text as they are.
constexpr std::array<bool, 256> kPlainBytes = [] {
  std::array<bool, 256> out{};
  for (std::size_t i = 0x20; i < out.size(); ++i) out[i] = i != '"' && i != '\\';
  return out;
}();

void AppendQuoted(Bytes& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t start = at;  // Long runs are copied as one.
    while (at < text.size() && kPlainBytes[static_cast<unsigned char>(text[at])]) ++at;
    out.append(text, start, at - start);
    if (at == text.size()) break;
    switch (const char c = text[at]) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += kHex[static_cast<unsigned char>(c) >> 4];
        out += kHex[static_cast<unsigned char>(c) & 15];
    }
  }
  out += '"';
}

// Order of UTF-16 code units, told from UTF-8: it is the order of bytes, except
// that characters beyond U+FFFF (lead bytes F0-F4, surrogates D800-DFFF in
// UTF-16) come before U+E000 to U+FFFF (lead bytes EE and EF).
bool Utf16Less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto rank = [](char c) {
    const unsigned byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10u : byte;
  };
  return rank(*x) < rank(*y);
}

// Recursion is held to kMaxDepth.
class CanonicalWriter {
 public:
  Status Write(const Node& node, int depth) {
    switch (node.kind()) {
      case Kind::kNull:
        out_ += "null";
        return {};
      case Kind::kBoolean:
        out_ += node.AsText();
        return {};
      case Kind::kInteger:
        return Integer(node);
      case Kind::kNumber:
        return FailAt(ErrorKind::kMalformed,
                      "a number that is not a whole one of 53 bits: " +
                          std::string(node.number().substr(0, 40)),
                      node.place());
      case Kind::kText:
        return Text(node.text(), node.place());
      case Kind::kList:
      case Kind::kMap:
        if (depth == kMaxDepth) return Fail(ErrorKind::kTooLarge, "too many levels of nesting");
        return node.is_list() ? List(node, depth) : Map(node, depth);
    }
    return {};
  }
  Bytes Take() { return std::move(out_); }

 private:
  Status Integer(const Node& node) {
    const std::int64_t value = *node.integer();
    if (value > kMaxCanonicalInteger || value < -kMaxCanonicalInteger) {
      return FailAt(ErrorKind::kMalformed, "a whole number of more than 53 bits: " + node.AsText(),
                    node.place());
    }
    out_ += node.AsText();
    return {};
  }

  Status Text(std::string_view text, Place place) {
    if (!IsUtf8(text)) return FailAt(ErrorKind::kMalformed, "text that is not UTF-8", place);
    AppendQuoted(out_, text);
    return {};
  }

  Status List(const Node& node, int depth) {
    out_ += '[';
    bool first = true;
    for (const Node& item : node.items()) {
      if (!std::exchange(first, false)) out_ += ',';
      AVOUCH_CHECK_OK(Write(item, depth + 1));
    }
    out_ += ']';
    return {};
  }

  Status Map(const Node& node, int depth) {
    std::vector<const Node::Entry*> sorted;
    sorted.reserve(node.size());
    for (const Node::Entry& entry : node.entries()) sorted.push_back(&entry);
    std::ranges::sort(sorted, Utf16Less, &Node::Entry::key);
    out_ += '{';
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (i > 0 && sorted[i]->key == sorted[i - 1]->key) {
        return FailAt(ErrorKind::kMalformed, "key given twice", sorted[i]->place);
      }
      if (i > 0) out_ += ',';
      AVOUCH_CHECK_OK(Text(sorted[i]->key, sorted[i]->place));
      out_ += ':';
      AVOUCH_CHECK_OK(Write(sorted[i]->value, depth + 1));
    }
    out_ += '}';
    return {};
  }

  Bytes out_;
};

// Recursion is held to kMaxDepth.
class PrettyWriter {
 public:
  explicit PrettyWriter(int indent) : indent_(static_cast<std::size_t>(std::max(indent, 0))) {}

  Status Write(const Node& node, std::size_t depth) {
    if (node.is_text()) return Quote(node.text()), Status();
    if (node.is_null()) return out_ += "null", Status();
    if (node.is_scalar()) return out_ += node.AsText(), Status();
    if (depth == kMaxDepth) return Fail(ErrorKind::kTooLarge, "too many levels of nesting");
    out_ += node.is_list() ? '[' : '{';
    bool first = true;
    for (const Node& item : node.items()) {
      Part(first, depth);
      AVOUCH_CHECK_OK(Write(item, depth + 1));
    }
    for (const Node::Entry& entry : node.entries()) {
      Part(first, depth);
      Quote(entry.key);
      out_ += indent_ > 0 ? ": " : ":";
      AVOUCH_CHECK_OK(Write(entry.value, depth + 1));
    }
    if (!first) NewLine(depth);
    out_ += node.is_list() ? ']' : '}';
    return {};
  }
  Bytes Take() {
    if (indent_ > 0) out_ += '\n';
    return std::move(out_);
  }

 private:
  void Quote(std::string_view text) {
    if (IsUtf8(text)) return AppendQuoted(out_, text);
    AppendQuoted(out_, ToUtf8(text));
  }
  void Part(bool& first, std::size_t depth) {
    if (!std::exchange(first, false)) out_ += ',';
    NewLine(depth + 1);
  }
  void NewLine(std::size_t depth) {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(depth * indent_, ' ');
  }

  std::size_t indent_;
  Bytes out_;
};

}  // namespace

Result<Bytes> WriteCanonical(const Node& node) {
  CanonicalWriter writer;
  AVOUCH_CHECK_OK(writer.Write(node, 0));
  return writer.Take();
}

Result<Bytes> WriteJson(const Node& node, int indent) {
  PrettyWriter writer(indent);
  AVOUCH_CHECK_OK(writer.Write(node, 0));
  return writer.Take();
}

Bytes JsonQuote(std::string_view text) {
  Bytes out;
  AppendQuoted(out, text);
  return out;
}

}  // namespace avouch::syntax

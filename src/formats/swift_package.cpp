#include "formats/swift_package.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

// Where the text or comment at `at` ends; `at` itself where neither begins there.
std::size_t Beyond(std::string_view text, std::size_t at) {
  if (text[at] != '/' && text[at] != '"') return at;
  const std::string_view rest = text.substr(at);
  const auto end = [&](std::string_view mark, std::size_t from) {
    const std::size_t found = text.find(mark, at + from);
    return found == text.npos ? text.size() : found + mark.size();
  };
  if (rest.starts_with("//")) return end("\n", 2);
  if (rest.starts_with("/*")) return end("*/", 2);
  if (rest.starts_with("\"\"\"")) return end("\"\"\"", 3);
  if (!rest.starts_with('"')) return at;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"' || text[i] == '\n')
      return i + 1;
  }
  return text.size();
}

// "label: value" of a call, the label empty where there is none.
struct Argument {
  std::string_view label, value;
};

// Bytes of one dependency's call. Calls may stand in calls, and each is read by itself.
constexpr std::size_t kMaxCall = 1024;

// The arguments of the call whose '(' is at `open`; nothing where it does not end.
std::optional<std::vector<Argument>> Arguments(std::string_view text, std::size_t open) {
  std::vector<Argument> out;
  int depth = 0;
  std::size_t begin = open + 1;
  for (std::size_t at = open; at < text.size();) {
    if (const std::size_t beyond = Beyond(text, at); beyond != at) {
      at = beyond;
      continue;
    }
    const char c = text[at];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if ((c == ',' && depth == 1) || depth == 0) {
      std::string_view value = Trim(text.substr(begin, at - begin));
      Argument one{{}, value};
      const std::size_t colon = value.find(':');
      if (colon != value.npos && value.find_first_of("\"(") > colon)
        one = {Trim(value.substr(0, colon)), Trim(value.substr(colon + 1))};
      if (!value.empty()) out.push_back(one);
      begin = at + 1;
    }
    ++at;
    if (depth == 0) return out;
  }
  return std::nullopt;
}

// The one text literal that a value is, or nothing.
std::optional<std::string> Literal(std::string_view value) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::nullopt;
  value = value.substr(1, value.size() - 2);
  if (value.find_first_of("\"\\\n") != value.npos) return std::nullopt;
  return std::string(value);
}

class Reader {
 public:
  Reader(const Path& path, std::string_view text)
      : path_(path),
        text_(text),
        manifest_(NewManifest(model::Ecosystem::kSwift, "swift-package", path, false)) {}

  model::Manifest Read() {
    Tools();
    for (std::size_t at = 0; at < text_.size();) {
      if (const std::size_t beyond = Beyond(text_, at); beyond != at) {
        line_ += Lines(at, beyond);
        at = beyond;
        continue;
      }
      line_ += text_[at] == '\n' ? 1 : 0;
      for (const std::string_view call : {".package", ".binaryTarget", "Package"})
        if (text_.substr(at).starts_with(call) && OpensAt(at + call.size())) Call(call, at);
      ++at;
    }
    if (computed_ > 0)
      notes_.Add(Count("requirement", computed_) + (computed_ == 1 ? " is" : " are") +
                 " computed when the file is run, and not told here");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  [[nodiscard]] int Lines(std::size_t from, std::size_t to) const {
    return static_cast<int>(std::ranges::count(text_.substr(from, to - from), '\n'));
  }

  [[nodiscard]] bool OpensAt(std::size_t at) const { return at < text_.size() && text_[at] == '('; }

  // "// swift-tools-version:5.9", which must be the first line.
  void Tools() {
    constexpr std::string_view kKey = "swift-tools-version:";
    std::string_view line = text_.substr(0, text_.find('\n'));
    const std::size_t at = line.find(kKey);
    if (!line.starts_with("//") || at == line.npos) return;
    line = Trim(line.substr(at + kKey.size()));
    line = line.substr(0, line.find_first_not_of("0123456789."));
    if (!line.empty()) manifest_.tools.push_back("swift >=" + std::string(line));
  }

  void Call(std::string_view call, std::size_t at) {
    const bool whole = call == "Package";  // Holds all others; once
    if (whole && std::exchange(seen_whole_, true)) return;
    const auto arguments =
        Arguments(whole ? text_ : text_.substr(0, at + kMaxCall), at + call.size());
    if (!arguments) return notes_.Add(static_cast<std::uint32_t>(line_), "a call has no end");
    const auto named = [&](std::string_view label) -> std::string_view {
      for (const auto& one : *arguments)
        if (one.label == label) return one.value;
      return {};
    };
    if (whole) {
      if (const auto name = Literal(named("name")); name && manifest_.name.empty())
        manifest_.name = *name;
      return;
    }
    model::Requirement out;
    out.place = {path_, line_};
    out.source = SourceKind::kGit;
    std::string_view from;
    for (const std::string_view label : {"url", "id", "path"})
      if (const auto value = named(label); !value.empty()) {
        from = label;
        const auto literal = Literal(value);
        if (!literal) return void(++computed_);
        out.name = label == "url" ? HostAndPath(*literal) : *literal;
      }
    if (call == ".binaryTarget") {
      if (from != "url") return;  // In the tree
      out.source = SourceKind::kUrl;
      out.name = WithoutSecrets(*Literal(named("url")));
      out.range = Literal(named("checksum")).value_or("");
      out.exact = !out.range.empty();
    } else if (from == "path") {
      out.source = SourceKind::kPath;
    } else if (from.empty()) {
      return;  // Of a target: .product(..., package:) and the like
    } else {
      if (from == "id") out.source = SourceKind::kRegistry;
      Range(*arguments, out);
    }
    manifest_.requirements.push_back(std::move(out));
  }

  static void Range(const std::vector<Argument>& arguments, model::Requirement& out) {
    for (const auto& [label, value] : arguments) {
      if (label == "url" || label == "id" || label == "name" || label == "traits") continue;
      const auto literal = Literal(value);
      const bool exact = label == "exact" || value.starts_with(".exact(");
      const bool revision = label == "revision" || value.starts_with(".revision(");
      if (exact || revision) {
        const std::size_t open = value.find('"');
        const std::size_t close = open == value.npos ? open : value.find('"', open + 1);
        if (close == value.npos) continue;
        out.range = value.substr(open + 1, close - open - 1);
        out.exact = exact || IsCommitId(out.range);
        continue;
      }
      out.range = literal && !label.empty() ? std::string(label) + ": " + *literal
                                            : ReplaceAll(value, "\"", "");
    }
  }

  const Path& path_;
  std::string_view text_;
  model::Manifest manifest_;
  Notes notes_;
  long long computed_ = 0;
  bool seen_whole_ = false;
  int line_ = 1;
};

}  // namespace

Result<model::Manifest> ReadSwiftPackage(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path, text).Read();
}

}  // namespace avouch::formats

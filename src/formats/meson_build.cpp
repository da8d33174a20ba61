#include "formats/meson_build.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/build_conditions.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxLooks = 32;  // At each byte

bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Behind the string that begins at `at`; npos where it has no end.
std::size_t SkipString(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("'''")) {
    const std::size_t end = text.find("'''", at + 3);
    return end == text.npos ? end : end + 3;
  }
  for (++at; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '\'')
      return at + 1;
  }
  return text.npos;
}

// The value of 'x', and of nothing else.
std::optional<std::string> Literal(std::string_view text) {
  text = Trim(text);
  if (text.size() < 2 || text.front() != '\'' || SkipString(text, 0) != text.size())
    return std::nullopt;
  const std::size_t quotes = text.starts_with("'''") ? 3 : 1;
  const auto inside = text.substr(quotes, text.size() - 2 * quotes);
  if (inside.find('\\') != inside.npos) return std::nullopt;
  return std::string(inside);
}

struct Arguments {
  std::vector<std::string_view> plain;
  std::vector<std::pair<std::string_view, std::string_view>> named;

  [[nodiscard]] std::string_view operator[](std::string_view key) const {
    for (const auto& [name, value] : named)
      if (name == key) return value;
    return {};
  }
};

class BuildReader {
 public:
  BuildReader(const Path& path, std::string_view text, model::Manifest& manifest)
      : path_(path), text_(text), manifest_(manifest) {}

  Status Read() {
    bool begin = true;  // Of a statement
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '\'') {
        AVOUCH_CHECK_OK(String());
        begin = false;
      } else if (IsWordChar(c)) {
        AVOUCH_CHECK_OK(Word(begin));
        begin = false;
      } else {
        begin = c == '\n' || (begin && (c == ' ' || c == '\t' || c == '\r'));
        Step();
      }
    }
    manifest_.notes = notes_.Take();
    return {};
  }

 private:
  void Step() { line_ += text_[at_++] == '\n' ? 1 : 0; }
  void Go(std::size_t to) {
    while (at_ < to) Step();
  }

  Status String() {
    const std::size_t end = SkipString(text_, at_);
    if (end == text_.npos)
      return FailAt(path_, static_cast<int>(line_), "a string that has no end");
    Go(end);
    return {};
  }

  Status Word(bool begin) {
    const std::size_t start = at_;
    while (at_ < text_.size() && IsWordChar(text_[at_])) ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if (begin && (word == "if" || word == "elif" || word == "else" || word == "endif"))
      return Condition(word), Status();
    const bool method = start > 0 && text_[start - 1] == '.';
    if (at_ >= text_.size() || text_[at_] != '(') return {};
    const bool wanted = method ? word == "find_library" : word == "dependency" || word == "project";
    if (!wanted) return {};
    const std::uint32_t line = line_;
    AVOUCH_TRY(const Arguments arguments, Call());
    if (word == "project")
      Project(arguments);
    else
      Ask(arguments, method, line);
    return {};
  }

  void Condition(std::string_view word) {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view rest = Trim(text_.substr(at_, end - at_));
    if (word == "if")
      conditions_.Open(rest);
    else if (word == "endif")
      conditions_.Close();
    else
      conditions_.Change(rest);
    // What is asked for in the condition itself is read next.
  }

  // Of the call whose bracket is next, without moving behind its arguments: calls stand in them.
  Result<Arguments> Call() {
    Arguments out;
    std::size_t at = at_ + 1, start = at, last = at, name_end = 0;
    for (int depth = 1; at < text_.size();) {
      looked_ += at - std::exchange(last, at);
      if (looked_ > kMaxLooks * text_.size())
        return FailAt(path_, static_cast<int>(line_), "calls in calls, too many");
      const char c = text_[at];
      if (c == '#') {
        at = std::min(text_.find('\n', at), text_.size());
        continue;
      }
      if (c == '\'') {
        at = SkipString(text_, at);
        if (at == text_.npos) break;
        continue;
      }
      depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      if (depth == 1 && c == ':' && name_end == 0) name_end = at;
      if (depth == 0 || (depth == 1 && c == ',')) {
        Put(out, start, name_end, at);
        start = at + 1;
        name_end = 0;
      }
      if (depth == 0) return out;
      ++at;
    }
    return FailAt(path_, static_cast<int>(line_), "a call that has no end");
  }

  void Put(Arguments& out, std::size_t start, std::size_t name_end, std::size_t end) const {
    const std::string_view whole = Bare(text_.substr(start, end - start));
    if (name_end == 0) {
      if (!whole.empty()) out.plain.push_back(whole);
      return;
    }
    const std::string_view name = Bare(text_.substr(start, name_end - start));
    const bool word = !name.empty() && std::ranges::all_of(name, IsWordChar);
    if (word)  // Else it is the choice of "a ? b : c"
      out.named.emplace_back(name, Bare(text_.substr(name_end + 1, end - name_end - 1)));
    else
      out.plain.push_back(whole);
  }

  // Without blanks and comments before it.
  static std::string_view Bare(std::string_view text) {
    text = Trim(text);
    while (text.starts_with('#')) {
      const std::size_t end = text.find('\n');
      text = end == text.npos ? std::string_view() : Trim(text.substr(end));
    }
    return text;
  }

  void Project(const Arguments& arguments) {
    if (arguments.plain.empty() || !manifest_.name.empty()) return;
    manifest_.name = Literal(arguments.plain[0]).value_or("");
    manifest_.version = Literal(arguments["version"]).value_or("");
  }

  // The strings of '>=1' or ['>=1', '<2']; nothing where something else is among them.
  static std::optional<std::string> Range(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    std::string out;
    for (const auto part : Split(text, ',')) {
      if (Trim(part).empty()) continue;
      const auto one = Literal(part);
      if (!one) return std::nullopt;
      out += (out.empty() ? "" : ", ") + std::string(Trim(*one));
    }
    return out;
  }

  void Ask(const Arguments& arguments, bool library, std::uint32_t line) {
    if (arguments.plain.empty()) return;
    const auto name = Literal(arguments.plain[0]);
    if (!name) return notes_.Add(line, "what is looked for is computed");
    if (name->empty()) return;  // Says that there is none
    model::Requirement one;
    one.name = *name;
    one.group = library ? "library" : arguments["native"] == "true" ? "native" : "dependency";
    one.source = model::SourceKind::kPath;
    one.place = PlaceOf(path_, line);
    if (const auto range = Range(arguments["version"]))
      one.range = *range;
    else
      notes_.Add(line, *name + ": its version is computed");
    one.exact = one.range.starts_with('=');
    one.condition = conditions_.Told();
    one.development = conditions_.ForDevelopment();
    const std::string_view required = arguments["required"];
    if (!required.empty() && required != "true") one.condition = "not required";
    manifest_.requirements.push_back(std::move(one));
  }

  const Path& path_;
  std::string_view text_;
  model::Manifest& manifest_;
  std::size_t at_ = 0, looked_ = 0;  // Bytes of calls, each as often as calls stand around it
  std::uint32_t line_ = 1;
  BuildConditions conditions_;
  Notes notes_;
};

}  // namespace

bool IsMesonBuild(const Path& path) { return path.name() == "meson.build"; }

Result<model::Manifest> ReadMesonBuild(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.format = "meson-build";
  manifest.path = path;
  AVOUCH_CHECK_OK(BuildReader(path, WithoutBom(bytes), manifest).Read());
  return manifest;
}

}  // namespace avouch::formats

#include "formats/autoconf.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxArguments = 10;
constexpr std::size_t kMaxLooks = 32;  // At each byte; PKG_CHECK_MODULES stands in itself 4 deep

bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsComputed(std::string_view text) { return text.find_first_of("$`@") != text.npos; }

// "[ [a] ]" is "a".
std::string_view Unquoted(std::string_view text) {
  text = Trim(text);
  while (text.size() > 1 && text.front() == '[' && text.back() == ']')
    text = Trim(text.substr(1, text.size() - 2));
  return text;
}

// Where the rest of a line is a comment: "dnl", or '#' of the shell.
bool IsComment(std::string_view text, std::size_t at) {
  const bool first = at == 0 || !IsWordChar(text[at - 1]);
  if (text[at] == '#') return at == 0 || text[at - 1] == '\n' || text[at - 1] == ' ';
  return first && text.substr(at).starts_with("dnl") &&
         (at + 3 >= text.size() || !IsWordChar(text[at + 3]));
}

class ConfigureReader {
 public:
  ConfigureReader(const Path& path, std::string_view text, model::Manifest& manifest)
      : path_(path), text_(text), manifest_(manifest) {}

  Status Read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (IsComment(text_, at_)) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (IsWordChar(c)) {
        AVOUCH_CHECK_OK(Word());
      } else {
        if (c == '[' || c == ']') depth_ = std::max(0, depth_ + (c == '[' ? 1 : -1));
        Step();
      }
    }
    manifest_.notes = notes_.Take();
    return {};
  }

 private:
  void Step() { line_ += text_[at_++] == '\n' ? 1 : 0; }

  // Nothing but blanks stands before it in its line, or a ';'.
  [[nodiscard]] bool BeginsCommand(std::size_t start) const {
    while (start > 0 && (text_[start - 1] == ' ' || text_[start - 1] == '\t')) --start;
    return start == 0 || text_[start - 1] == '\n' || text_[start - 1] == ';' ||
           text_[start - 1] == '[';
  }

  Status Word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && IsWordChar(text_[at_])) ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if ((word == "if" || word == "case") && BeginsCommand(start)) ++inside_;
    if ((word == "fi" || word == "esac") && BeginsCommand(start))
      inside_ = std::max(0, inside_ - 1);
    if (at_ >= text_.size() || text_[at_] != '(') return {};
    if (word != "AC_INIT" && word != "AC_CHECK_LIB" && word != "PKG_CHECK_MODULES" &&
        word != "PKG_CHECK_MODULES_STATIC")
      return {};
    AVOUCH_TRY(const auto arguments, Call());
    if (word == "AC_INIT")
      Init(arguments);
    else if (word == "AC_CHECK_LIB")
      Library(arguments);
    else
      Modules(arguments);
    return {};
  }

  // Of the call whose bracket is next, without moving behind its arguments: calls stand in them.
  Result<std::vector<std::string_view>> Call() {
    std::vector<std::string_view> out;
    int round = 1, quote = 0;
    for (std::size_t at = at_ + 1, start = at, last = at; at < text_.size(); ++at) {
      looked_ += at - std::exchange(last, at);
      if (looked_ > kMaxLooks * text_.size())
        return FailAt(path_, static_cast<int>(line_), "calls in calls, too many");
      const char c = text_[at];
      if (IsComment(text_, at) && text_[at] != '#') {
        at = std::min(text_.find('\n', at), text_.size());
        continue;
      }
      if (c == '[') ++quote;
      if (c == ']') --quote;
      if (quote > 0) continue;
      if (c == '(') ++round;
      if (c == ')') --round;
      if ((round == 1 && c == ',') || round == 0) {
        if (out.size() < kMaxArguments) out.push_back(Unquoted(text_.substr(start, at - start)));
        start = at + 1;
      }
      if (round == 0) return out;
    }
    return FailAt(path_, static_cast<int>(line_), "a call that has no end");
  }

  void Init(const std::vector<std::string_view>& arguments) {
    if (!manifest_.name.empty() || IsComputed(arguments[0])) return;
    manifest_.name = arguments[0];
    if (arguments.size() > 1 && !IsComputed(arguments[1]) && !arguments[1].starts_with("m4_"))
      manifest_.version = arguments[1];
  }

  static bool Stops(std::string_view action) {
    return action.find("AC_MSG_ERROR") != action.npos ||
           action.find("AC_MSG_FAILURE") != action.npos;
  }

  void Add(model::Requirement one, bool required) {
    one.source = model::SourceKind::kPath;
    one.place = PlaceOf(path_, line_);
    if (!required || depth_ > 0 || inside_ > 0) one.condition = "not required";
    manifest_.requirements.push_back(std::move(one));
  }

  // AC_CHECK_LIB(library, function, [if found], [if not])
  void Library(const std::vector<std::string_view>& arguments) {
    if (arguments[0].empty() || IsComputed(arguments[0]))
      return notes_.Add(line_, "what is looked for is computed");
    model::Requirement one;
    one.name = arguments[0];
    one.group = "library";
    Add(std::move(one), arguments.size() > 3 && Stops(arguments[3]));
  }

  // PKG_CHECK_MODULES(PREFIX, [a >= 1 b], [if found], [if not]); without the last it stops.
  void Modules(const std::vector<std::string_view>& arguments) {
    if (arguments.size() < 2) return;
    const bool required = arguments.size() < 4 || arguments[3].empty() || Stops(arguments[3]);
    std::string spread;  // "a>=1,b" in words
    for (const char c : arguments[1])
      spread += c == ',' || c == '\n' || c == '\r' ? " " : std::string(1, c);
    const auto words = Words(spread);
    for (std::size_t i = 0; i < words.size(); ++i) {
      model::Requirement one;
      const auto sign = words[i].find_first_of("<>=!");
      one.name = words[i].substr(0, sign);
      if (sign != words[i].npos) {
        one.range = words[i].substr(sign);
      } else if (i + 2 < words.size() && words[i + 1].find_first_not_of("<>=!") == words[i].npos) {
        one.range = std::string(words[i + 1]) + " " + std::string(words[i + 2]);
        i += 2;
      }
      if (one.name.empty() || IsComputed(one.name)) {
        notes_.Add(line_, "what is looked for is computed");
        continue;
      }
      if (IsComputed(one.range)) {
        one.range.clear();
        notes_.Add(line_, one.name + ": its version is computed");
      }
      one.exact = one.range.starts_with('=');
      one.group = "pkg-config";
      Add(std::move(one), required);
    }
  }

  const Path& path_;
  std::string_view text_;
  model::Manifest& manifest_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t looked_ = 0;      // Bytes of calls, each as often as calls stand around it
  int depth_ = 0, inside_ = 0;  // Of quotes; of the shell's if and case
  Notes notes_;
};

}  // namespace

bool IsAutoconf(const Path& path) {
  return path.name() == "configure.ac" || path.name() == "configure.in";
}

Result<model::Manifest> ReadAutoconf(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.format = "autoconf";
  manifest.path = path;
  AVOUCH_CHECK_OK(ConfigureReader(path, WithoutBom(bytes), manifest).Read());
  return manifest;
}

}  // namespace avouch::formats

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/python_tokens.h"
#include "formats/setuptools.h"
#include "formats/setuptools_lists.h"

namespace avouch::formats {
namespace {

using Tokens = std::span<const PythonToken>;
using Kind = PythonToken::Kind;

int Depth(const PythonToken& token) {
  if (token.Is('(') || token.Is('[') || token.Is('{')) return 1;
  return token.Is(')') || token.Is(']') || token.Is('}') ? -1 : 0;
}

// Up to the first `end` (or end of what encloses) that is in no bracket of its own.
std::size_t EndOf(Tokens tokens, std::size_t from, char end) {
  int depth = 0;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (depth == 0 && tokens[i].Is(end)) return i;
    depth += Depth(tokens[i]);
    if (depth < 0) return i;
  }
  return tokens.size();
}

class Reader {
 public:
  Reader(const Path& path, Tokens tokens)
      : tokens_(tokens), manifest_(BeginSetuptools(path, "setup-py")) {}

  Result<model::Manifest> Read() {
    std::optional<std::size_t> call;
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (!tokens_[i].IsName("setup") || !tokens_[i + 1].Is('(')) continue;
      if (i > 0 && tokens_[i - 1].IsName("def")) continue;
      if (call) return Computed("setup() is called twice", tokens_[i].line);
      call = i + 2;
    }
    if (!call) return Computed("no call of setup()", 1);
    AVOUCH_CHECK_OK(Arguments(*call));
    return std::move(manifest_);
  }

 private:
  std::unexpected<Error> Computed(std::string what, int line) const {
    return Fail(ErrorKind::kUnsupported, std::move(what),
                ToUtf8(manifest_.path.bytes) + ", line " + std::to_string(line));
  }

  Status Arguments(std::size_t at) {
    while (at < tokens_.size() && !tokens_[at].Is(')')) {
      const std::size_t end = EndOf(tokens_, at, ',');
      const Tokens argument = tokens_.subspan(at, end - at);
      const bool named =
          argument.size() > 2 && argument[0].kind == Kind::kName && argument[1].Is('=');
      // Nothing, and no comma after it: a bracket that closes what was never opened.
      const bool astray = argument.empty() && end < tokens_.size() && !tokens_[end].Is(',');
      if (astray || (!named && !argument.empty()))
        return Computed("the arguments of setup() are computed", tokens_[at].line);
      if (named) AVOUCH_CHECK_OK(Argument(argument[0].text, Meant(argument.subspan(2))));
      at = end;
      if (at < tokens_.size() && tokens_[at].Is(',')) ++at;
    }
    return {};
  }

  // A name stands for the one literal that it is given at the start of a line, when the program
  // does nothing else with it.
  Tokens Meant(Tokens value) {
    if (value.size() != 1 || value[0].kind != Kind::kName || ++meant_ > kMaxMeant) return value;
    std::size_t uses = 0, given = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_[i].IsName(value[0].text)) continue;
      ++uses;
      if (tokens_[i].starts_line && i + 2 < tokens_.size() && tokens_[i + 1].Is('=')) given = i + 2;
    }
    if (given == 0 || uses != 2) return value;
    std::size_t end = given + 1;
    if (Depth(tokens_[given]) > 0) end = EndOf(tokens_, given + 1, '\n') + 1;
    if (end > tokens_.size() || (end < tokens_.size() && !tokens_[end].starts_line)) return value;
    return tokens_.subspan(given, end - given);
  }

  Status Argument(const std::string& name, Tokens value) {
    const bool text = value.size() == 1 && value[0].kind == Kind::kText;
    if (name == "name" && text) manifest_.name = value[0].text;
    if (name == "version" && text) manifest_.version = value[0].text;
    if (name == "license" && text) manifest_.licences.push_back(value[0].text);
    if (name == "python_requires" && text) manifest_.tools.push_back("python " + value[0].text);
    if (IsSetuptoolsList(name)) return List(name, name, false, value);
    if (name == "extras_require") return Extras(value);
    return {};
  }

  Status List(const std::string& keyword, const std::string& list, bool extra, Tokens value) {
    if (value.empty()) return Computed(keyword + " is computed", 1);
    const bool brackets = value.size() > 1 && (value[0].Is('[') || value[0].Is('(')) &&
                          (value.back().Is(']') || value.back().Is(')'));
    if (brackets) value = value.subspan(1, value.size() - 2);
    bool comma = true;
    for (const auto& token : value) {
      const bool text = token.kind == Kind::kText && comma;
      if (!text && !(token.Is(',') && !comma && brackets))
        return Computed(keyword + " is computed", token.line);
      comma = !text;
      if (!text) continue;
      int line = token.line;
      for (const auto one : Lines(token.text))
        AVOUCH_CHECK_OK(AddSetuptoolsLine(manifest_, list, extra, one, line++));
    }
    return {};
  }

  Status Extras(Tokens value) {
    if (value.size() < 2 || !value[0].Is('{') || !value.back().Is('}'))
      return Computed("extras_require is computed", value.empty() ? 1 : value[0].line);
    const Tokens inner = value.subspan(1, value.size() - 2);
    for (std::size_t at = 0; at < inner.size();) {
      const std::size_t end = EndOf(inner, at, ',');
      const Tokens entry = inner.subspan(at, end - at);
      if (entry.size() < 3 || entry[0].kind != Kind::kText || !entry[1].Is(':'))
        return Computed("extras_require is computed", inner[at].line);
      AVOUCH_CHECK_OK(List("extras_require", entry[0].text, true, entry.subspan(2)));
      at = end + 1;
    }
    return {};
  }

  static constexpr int kMaxMeant = 100;  // Each looks through the program; setup() takes 60 words

  Tokens tokens_;
  model::Manifest manifest_;
  int meant_ = 0;
};

}  // namespace

bool IsSetupPy(const Path& path) { return path.name() == "setup.py"; }

Result<model::Manifest> ReadSetupPy(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  const auto tokens = PythonTokens(text);
  return Reader(path, tokens).Read();
}

}  // namespace avouch::formats

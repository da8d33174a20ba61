#include "formats/gradle_expression.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "formats/gradle_catalog.h"

namespace avouch::formats {
namespace {

constexpr int kMaxNesting = 8;

bool IsOneOf(std::string_view one, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, one) != list.end();
}

std::string_view Last(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

std::string_view BeforeLast(std::string_view dotted) {
  const auto dot = dotted.rfind('.');
  return dotted.substr(0, dot == dotted.npos ? 0 : dot);
}

// "rootProject.ext.versions.a" as "versions.a".
std::string_view Bare(std::string_view name) {
  while (name.starts_with('.')) name.remove_prefix(1);
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view lead : {"rootProject.", "project.", "ext.", "extra.", "this."})
      if (name.starts_with(lead)) {
        name.remove_prefix(lead.size());
        again = true;
      }
  }
  return name;
}

class Reader {
 public:
  Reader(GradleTokenSpan tokens, std::size_t& at, bool kotlin, int depth)
      : tokens_(tokens), at_(at), kotlin_(kotlin), depth_(depth) {}

  GradleWritten Read() {
    while (true) {
      const GradleToken& token = Peek();
      if (token.kind == GradleToken::kText)
        Text(token);
      else if (token.kind == GradleToken::kWord)
        Name();
      else
        out_.known = false;
      Casts();
      if (!IsSign(0, "+") || !out_.known) break;
      ++at_;
    }
    return std::move(out_);
  }

 private:
  const GradleToken& Peek(std::size_t ahead = 0) const {
    static const GradleToken kEnd;
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : kEnd;
  }
  bool IsSign(std::size_t ahead, std::string_view sign) const {
    return Peek(ahead).kind == GradleToken::kSign && Peek(ahead).text == sign;
  }
  bool IsText(std::size_t ahead) const { return Peek(ahead).kind == GradleToken::kText; }

  // "as String", "!!", and ".toString()" and ".get()" behind a call.
  void Casts() {
    while (true) {
      const GradleToken& token = Peek();
      if (token.kind == GradleToken::kWord && token.text == "as") {
        at_ += 2;
      } else if (IsSign(0, "!") && IsSign(1, "!")) {
        at_ += 2;
      } else if (token.kind == GradleToken::kWord && token.text.starts_with('.')) {
        const bool same = IsOneOf(token.text, {".get", ".toString", ".trim", ".asProvider"});
        if (same && IsSign(1, "(") && IsSign(2, ")")) {
          at_ += 3;
        } else if (token.text == ".pluginId") {
          ++at_;
        } else {
          out_.known = false;
          return;
        }
      } else {
        return;
      }
    }
  }

  void Text(const GradleToken& token) {
    ++at_;
    if (!token.computed) {
      out_.text += token.text;
      out_.known &= token.text.find("${") == std::string_view::npos;
      return;
    }
    std::string_view rest = token.text;
    while (true) {
      const auto sign = rest.find('$');
      out_.text += rest.substr(0, sign);
      if (sign == rest.npos) return;
      rest.remove_prefix(sign + 1);
      if (rest.starts_with('{')) {
        const auto end = rest.find('}');
        if (end == rest.npos || depth_ >= kMaxNesting) return Unknown();
        const auto inner = GradleTokens(rest.substr(1, end - 1));
        std::size_t at = 0;
        GradleWritten part = Reader(inner, at, kotlin_, depth_ + 1).Read();
        if (!part.known || (at < inner.size() && inner[at].kind != GradleToken::kLine))
          return Unknown();
        out_.text += part.text;
        rest.remove_prefix(end + 1);
      } else {
        std::size_t end = 0;
        while (end < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[end])) != 0 ||
                                     rest[end] == '_' || (rest[end] == '.' && !kotlin_)))
          ++end;
        if (end == 0) return Unknown();
        out_.text.append("${").append(Bare(rest.substr(0, end))).append("}");
        rest.remove_prefix(end);
      }
    }
  }

  void Unknown() {
    out_.known = false;
    out_.text += "${}";
  }

  void Add(std::string_view name, std::string_view key = {}) {
    out_.text.append("${").append(Bare(name));
    if (!key.empty() && !Bare(name).empty()) out_.text += '.';
    out_.text.append(key).append("}");
  }

  void Name() {
    const std::string_view name = Peek().text;
    const std::string_view last = Last(name);
    if (IsSign(1, "[") && IsText(2) && IsSign(3, "]")) {
      const bool all = IsOneOf(last, {"ext", "extra", "properties"});
      Add(all ? std::string_view() : name, Peek(2).text);
      at_ += 4;
    } else if (!IsSign(1, "(")) {
      Add(name);
      ++at_;
    } else if (IsSign(2, ")") && IsOneOf(last, {"get", "toString", "asProvider", "getOrNull"})) {
      Add(BeforeLast(name));
      at_ += 3;
    } else if (IsText(2) && !Peek(2).computed && IsSign(3, ")") &&
               IsOneOf(last, {"property", "findProperty", "gradleProperty", "getProperty"})) {
      Add({}, Peek(2).text);
      at_ += 4;
    } else if (IsText(2) && IsSign(3, ")") && last == "get" &&
               IsOneOf(Last(BeforeLast(name)), {"ext", "extra"})) {
      Add({}, Peek(2).text);
      at_ += 4;
    } else if (IsText(2) && !Peek(2).computed && IsSign(3, ")") &&
               IsOneOf(last, {"findLibrary", "findBundle"})) {
      const std::string_view catalog = BeforeLast(name);
      out_.text += "${" + std::string(catalog.empty() ? "libs" : catalog) +
                   (last == "findBundle" ? ".bundles." : ".") + GradleAlias(Peek(2).text) + "}";
      at_ += 4;
    } else {
      Unknown();
    }
  }

  GradleTokenSpan tokens_;
  std::size_t& at_;
  bool kotlin_;
  int depth_;
  GradleWritten out_;
};

class Values {
 public:
  Values(GradleTokenSpan tokens, std::size_t& at, bool kotlin, bool shared,
         std::vector<GradleValue>& out)
      : tokens_(tokens), at_(at), kotlin_(kotlin), shared_(shared), out_(out) {}

  void Read(const std::string& name, int depth) {
    const bool map = Is(GradleToken::kWord, "mapOf") && IsSignAt(at_ + 1, "(");
    const bool list = (Is(GradleToken::kWord, "listOf") || Is(GradleToken::kWord, "arrayOf")) &&
                      IsSignAt(at_ + 1, "(");
    if (map || list) ++at_;
    if (map || list || Is(GradleToken::kSign, "[")) return Entries(name, depth);
    GradleWritten written = GradleExpression(tokens_, at_, kotlin_);
    out_.push_back({name, written.known ? std::move(written.text) : "${}", shared_});
  }

 private:
  bool Is(GradleToken::Kind kind, std::string_view text) const {
    return at_ < tokens_.size() && tokens_[at_].kind == kind && tokens_[at_].text == text;
  }
  bool IsSignAt(std::size_t at, std::string_view sign) const {
    return at < tokens_.size() && tokens_[at].kind == GradleToken::kSign &&
           tokens_[at].text == sign;
  }
  void SkipLines() {
    while (at_ < tokens_.size() && tokens_[at_].kind == GradleToken::kLine) ++at_;
  }

  // [a: "1", "b": "2"], mapOf("a" to "1"), ["x", "y"]
  void Entries(const std::string& name, int depth) {
    std::string list;
    for (++at_; at_ < tokens_.size();) {
      SkipLines();
      if (IsSignAt(at_, "]") || IsSignAt(at_, ")")) break;
      const std::size_t start = at_;
      const bool key = at_ + 1 < tokens_.size() && tokens_[at_].kind != GradleToken::kSign;
      const bool named =
          key && (IsSignAt(at_ + 1, ":") ||
                  (tokens_[at_ + 1].kind == GradleToken::kWord && tokens_[at_ + 1].text == "to"));
      if (named && depth < kMaxNesting) {
        const std::string inner = name + "." + std::string(tokens_[at_].text);
        at_ += 2;
        SkipLines();
        Read(inner, depth + 1);
      } else if (!named) {
        const GradleWritten written = GradleExpression(tokens_, at_, kotlin_);
        list += (list.empty() ? "" : "\n") + (written.known ? written.text : "${}");
      }
      SkipLines();
      if (IsSignAt(at_, ",")) ++at_;
      if (at_ == start) break;  // Neither
    }
    if (at_ < tokens_.size()) ++at_;
    if (!list.empty()) out_.push_back({name, std::move(list), shared_});
  }

  GradleTokenSpan tokens_;
  std::size_t& at_;
  bool kotlin_, shared_;
  std::vector<GradleValue>& out_;
};

}  // namespace

GradleWritten GradleExpression(GradleTokenSpan tokens, std::size_t& at, bool kotlin) {
  return Reader(tokens, at, kotlin, 0).Read();
}

bool IsGradleName(std::string_view text, std::string_view& name) {
  if (!text.starts_with("${") || text.find('}') != text.size() - 1) return false;
  name = text.substr(2, text.size() - 3);
  return !name.empty();
}

void AddGradleValues(GradleTokenSpan tokens, std::size_t& at, bool kotlin, std::string name,
                     bool shared, std::vector<GradleValue>& out) {
  Values(tokens, at, kotlin, shared, out).Read(name, 0);
}

}  // namespace avouch::formats

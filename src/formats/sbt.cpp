#include "formats/sbt.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "formats/gradle_tokens.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using Token = GradleToken;

bool IsOneOf(std::string_view one, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, one) != list.end();
}

bool IsOperator(std::string_view sign) {
  return IsOneOf(sign, {"=", "+", "%", "&", "|", ",", ":"});
}

class Reader {
 public:
  Reader(std::vector<Token> tokens, SbtFile& file) : tokens_(std::move(tokens)), file_(file) {}

  void Read() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      const Token& token = tokens_[at_];
      if (token.kind == Token::kLine)
        Line();
      else if (token.kind == Token::kSign)
        Sign(token.text);
      else if (IsSign(at_ + 1, "%"))
        Module();
      else if (token.kind == Token::kWord)
        Word(token.text);
    }
    file_.notes = notes_.Take();
  }

 private:
  enum Kind { kValue, kAsks };
  struct Context {
    Kind kind = kAsks;
    int depth = 0;
    SbtOwner owner;
  };
  struct Range {  // Of what was seen since some place
    std::size_t modules = 0, uses = 0;
  };

  const Token& Peek(std::size_t at) const {
    static const Token kEnd;
    return at < tokens_.size() ? tokens_[at] : kEnd;
  }
  bool IsSign(std::size_t at, std::string_view sign) const {
    return Peek(at).kind == Token::kSign && Peek(at).text == sign;
  }
  bool IsWord(std::size_t at, std::string_view word) const {
    return Peek(at).kind == Token::kWord && Peek(at).text == word;
  }
  Range Now() const { return {file_.modules.size(), file_.uses.size()}; }

  // ---- Where one is ----
  void Sign(std::string_view sign) {
    if (IsOneOf(sign, {"(", "[", "{"})) {
      ++depth_;
      if (brackets_.size() < kMaxBrackets) brackets_.push_back(Now());
    } else if (IsOneOf(sign, {")", "]", "}"})) {
      --depth_;
      if (!brackets_.empty()) {
        closed_ = brackets_.back();
        brackets_.pop_back();
      }
      while (!contexts_.empty() && contexts_.back().depth > depth_) contexts_.pop_back();
      while (!objects_.empty() && objects_.back().second >= depth_) objects_.pop_back();
    } else if (sign == "," && !contexts_.empty() && contexts_.back().kind == kAsks &&
               contexts_.back().depth == depth_) {
      contexts_.pop_back();
    }
  }

  // Ends a statement, unless an operator stands before or behind it.
  void Line() {
    const Token& next = Peek(at_ + 1);
    if (next.kind == Token::kLine && at_ + 1 < tokens_.size()) return;
    if (next.kind == Token::kSign && IsOperator(next.text)) return;
    if (next.kind == Token::kWord && next.text.starts_with('.')) return;
    std::size_t before = at_;
    while (before > 0 && before > at_ - std::min<std::size_t>(at_, 50) &&
           Peek(before).kind == Token::kLine)
      --before;
    if (Peek(before).kind == Token::kSign && IsOperator(Peek(before).text)) return;
    while (!contexts_.empty() && contexts_.back().depth >= depth_) contexts_.pop_back();
  }

  void Open(Kind kind, SbtOwner owner) {
    if (contexts_.size() < kMaxBrackets) contexts_.push_back({kind, depth_, std::move(owner)});
  }

  SbtOwner Owner() const { return contexts_.empty() ? SbtOwner() : contexts_.back().owner; }

  // ---- Words ----
  void Word(std::string_view word) {
    if (IsOneOf(word, {"val", "var", "def"}) && Peek(at_ + 1).kind == Token::kWord) {
      Value();
    } else if (word == "object" && Peek(at_ + 1).kind == Token::kWord) {
      if (objects_.size() < kMaxObjects) objects_.emplace_back(Peek(at_ + 1).text, depth_);
      ++at_;
    } else if (word == "libraryDependencies") {
      SbtOwner owner;
      const bool led = at_ >= 2 && IsSign(at_ - 1, "/");
      if (led) owner.scope = Peek(at_ - 2).text;
      if (IsWord(at_ + 1, "in")) owner.scope = Peek(IsSign(at_ + 2, "(") ? at_ + 3 : at_ + 2).text;
      if (IsOneOf(owner.scope, {"ThisBuild", "Compile", "Global", "ThisProject"})) owner.scope = {};
      Open(kAsks, std::move(owner));
    } else if (IsOneOf(word, {"dependencyOverrides", "libraryDependencySchemes",
                              "mimaPreviousArtifacts"})) {
      Open(kAsks, {.value = {}, .scope = {}, .build = false, .managed = true});
    } else if (IsOneOf(word, {"addSbtPlugin", "addCompilerPlugin", "compilerPlugin",
                              "scalafixDependencies"})) {
      Open(kAsks, {.value = {}, .scope = {}, .build = true, .managed = false});
    } else if (word == "scalaVersion") {
      if (IsSign(at_ + 1, ":") && IsSign(at_ + 2, "=") && !IsSign(at_ + 3, "("))
        file_.scala_versions.push_back(TextOf(Peek(at_ + 3)));
    } else if (word == ".map" || word == "map") {
      mapped_ = closed_;
      Lambda();
    } else if (word.ends_with(".map")) {
      mapped_ = Now();
      Use(word.substr(0, word.size() - 4), "");
      Lambda();
    } else {
      Use(word, "");
    }
  }

  // .map(m => m % Test): what m stands for; "_" of .map(_ % Test).
  void Lambda() {
    lambda_ = "_";
    if ((IsSign(at_ + 1, "(") || IsSign(at_ + 1, "{")) && IsSign(at_ + 3, "=") &&
        IsSign(at_ + 4, ">"))
      lambda_ = Peek(at_ + 2).text;
  }

  void Use(std::string_view name, std::string_view scope) {
    if (name.ends_with(".value")) name.remove_suffix(6);
    if (contexts_.empty() || IsOneOf(name, {"Seq", "List", "Set", "lazy", "new", "if", "else"}))
      return;
    const bool list = IsSign(at_ - 2, "+") && (IsSign(at_ - 1, "=") || IsSign(at_ - 1, "+"));
    file_.uses.push_back({.name = std::string(name),
                          .scope = std::string(scope),
                          .owner = Owner(),
                          .line = Peek(at_).line,
                          .list = list});
  }

  // val x = "1"   val x: String = y   lazy val x = Seq(...)
  void Value() {
    std::string name;
    for (const auto& [object, depth] : objects_) name.append(object).append(".");
    name += Peek(++at_).text;
    file_.declared.push_back(name);
    std::size_t value = at_ + 1;
    if (IsSign(value, ":")) value += 2;
    if (IsSign(value, "=") && !IsSign(value + 2, "%") &&
        (Peek(value + 1).kind == Token::kText ||
         (Peek(value + 1).kind == Token::kWord && Peek(value + 2).kind == Token::kLine)))
      file_.values.emplace_back(name, TextOf(Peek(value + 1)));
    Open(kValue, {.value = std::move(name), .scope = {}, .build = false, .managed = false});
  }

  static std::string TextOf(const Token& token) {
    if (token.kind == Token::kText) return std::string(token.text);
    return token.kind == Token::kWord ? "${" + std::string(token.text) + "}" : "${}";
  }

  // ---- Modules ----
  // "g" %% "a" % "v" % "test"   cats % Test   _ % Test
  void Module() {
    const std::size_t first = at_;
    std::size_t at = at_ + 1, signs = 0;
    while (IsSign(at, "%")) ++at, ++signs;
    while (Peek(at).kind == Token::kLine && at + 1 < tokens_.size() && at < first + 8) ++at;
    if (signs > 3 || !IsOperand(at)) return;
    const std::size_t second = at;
    std::size_t third = Behind(second);
    if (third == 0) return Scoped(first, second);
    SbtModule module;
    module.group = TextOf(Peek(first));
    module.scala = signs > 1;
    module.artifact = TextOf(Peek(second));
    module.version = TextOf(Peek(third));
    module.line = Peek(first).line;
    module.owner = Owner();
    if (contexts_.empty()) module.owner.value = "?";  // Of a setting that is not known here
    at_ = third;
    if (const std::size_t fourth = Behind(third); fourth != 0) {
      module.scope = Peek(fourth).text;
      at_ = fourth;
    }
    file_.modules.push_back(std::move(module));
  }

  bool IsOperand(std::size_t at) const {
    return Peek(at).kind == Token::kText || Peek(at).kind == Token::kWord;
  }

  // The operand behind the '%' that follows `at`, or 0.
  std::size_t Behind(std::size_t at) const {
    std::size_t sign = at + 1;
    while (Peek(sign).kind == Token::kLine && sign < at + 4 && sign < tokens_.size()) ++sign;
    if (!IsSign(sign, "%") || IsSign(sign + 1, "%")) return 0;
    std::size_t operand = sign + 1;
    while (Peek(operand).kind == Token::kLine && operand < sign + 4) ++operand;
    return IsOperand(operand) ? operand : 0;
  }

  void Scoped(std::size_t first, std::size_t second) {
    if (Peek(first).kind != Token::kWord) return;  // "g" % "a": what is left out
    const std::string_view name = Peek(first).text, scope = Peek(second).text;
    at_ = second;
    if (name != lambda_ && name != "_") return Use(name, scope);
    for (std::size_t i = mapped_.modules; i < file_.modules.size(); ++i)
      if (file_.modules[i].scope.empty()) file_.modules[i].scope = scope;
    for (std::size_t i = mapped_.uses; i < file_.uses.size(); ++i)
      if (file_.uses[i].scope.empty()) file_.uses[i].scope = scope;
    mapped_ = Now();
  }

  static constexpr std::size_t kMaxBrackets = 200, kMaxObjects = 16;

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<Context> contexts_;
  std::vector<std::pair<std::string_view, int>> objects_;
  std::vector<Range> brackets_;
  Range closed_, mapped_;
  std::string_view lambda_ = "_";
  SbtFile& file_;
  Notes notes_;
};

}  // namespace

bool IsSbt(const Path& path) {
  const std::string_view name = path.name();
  if (name.ends_with(".sbt") && name.size() > 4) return true;
  const std::string_view folder = PathName(path.folder());
  return folder == "project" && (path.extension() == "scala" || name == "build.properties");
}

SbtFile ReadSbtFile(const Path& path, BytesView bytes) {
  SbtFile file;
  file.path = path;
  if (path.name() != "build.properties") {
    Reader(GradleTokens(bytes), file).Read();
    return file;
  }
  for (const auto line : Lines(WithoutBom(bytes))) {
    const auto equals = line.find('=');
    if (equals != line.npos && Trim(line.substr(0, equals)) == "sbt.version")
      file.sbt_version = Trim(line.substr(equals + 1));
  }
  return file;
}

Result<model::Manifest> ReadSbt(const Path& path, BytesView bytes) {
  const SbtFile file = ReadSbtFile(path, bytes);
  return std::move(ResolveSbt(std::span(&file, 1)).front());
}

}  // namespace avouch::formats

// Groovy and Kotlin in one reading: both write a block as NAME { ... }, a dependency as
// CONFIGURATION then a literal, with or without parentheses. Words, texts and signs are told
// apart in one pass; the stack of open blocks says where one is.
#include "formats/gradle_build.h"

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "formats/gradle_catalog.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

struct Token {
  enum Kind { kWord, kText, kSign, kLine } kind = kSign;
  std::string_view text;  // Of a text, without its quotes
  bool computed = false;  // A text with ${x} or $x in it
  std::uint32_t line = 0;
};

bool IsWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> All() {
    std::vector<Token> out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        out.push_back({Token::kLine, {}, false, line_});
        ++line_, ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_).starts_with("/*")) {
        Skip(std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2);
      } else if (c == '"' || c == '\'') {
        out.push_back(Text(c));
      } else if (IsWordChar(c)) {
        const std::size_t start = at_;
        while (at_ < text_.size() && IsWordChar(text_[at_])) ++at_;
        out.push_back({Token::kWord, text_.substr(start, at_ - start), false, line_});
      } else {
        if (c != ' ' && c != '\t' && c != '\r')
          out.push_back({Token::kSign, text_.substr(at_, 1), false, line_});
        ++at_;
      }
    }
    out.push_back({Token::kLine, {}, false, line_});
    return out;
  }

 private:
  void Skip(std::size_t end) {
    for (; at_ < end; ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
  }

  Token Text(char quote) {
    Token token{Token::kText, {}, false, line_};
    const std::string triple(3, quote);
    if (text_.substr(at_).starts_with(triple)) {
      const std::size_t end = std::min(text_.find(triple, at_ + 3), text_.size());
      token.text = text_.substr(at_ + 3, end > at_ + 3 ? end - at_ - 3 : 0);
      Skip(std::min(end + 3, text_.size()));
    } else {
      const std::size_t start = ++at_;
      while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n')
        at_ += text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n' ? 2 : 1;
      token.text = text_.substr(start, std::min(at_, text_.size()) - start);
      if (at_ < text_.size() && text_[at_] == quote) ++at_;
    }
    token.computed = quote == '"' && token.text.find('$') != token.text.npos;
    return token;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

// The group of a requirement: "" for what the main code runs with.
std::string GroupOf(std::string_view configuration, bool of_build) {
  if (of_build) return "build";
  for (const std::string_view main : {"implementation", "api", "compile", "runtimeOnly", "runtime"})
    if (configuration == main) return {};
  return std::string(configuration);
}

bool IsOfDevelopment(std::string_view group) {
  if (group.starts_with("test") || group.find("Test") != group.npos) return true;
  for (const std::string_view one :
       {"build", "annotationProcessor", "kapt", "ksp", "developmentOnly", "lintChecks",
        "detektPlugins", "checkstyle", "pmd", "spotbugs", "spotbugsPlugins", "errorprone", "jmh",
        "jmhImplementation", "asciidoctorExtensions"})
    if (group == one) return true;
  return false;
}

class BuildReader {
 public:
  BuildReader(const Path& path, std::vector<Token> tokens, model::Manifest& manifest)
      : path_(path), tokens_(std::move(tokens)), manifest_(manifest) {}

  void Read() {
    bool begins = true, goes_on = false;  // A statement does, after "," and "("
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      const Token& token = tokens_[at_];
      if (token.kind == Token::kLine) {
        begins = !goes_on;
        continue;
      }
      goes_on = token.kind == Token::kSign && (token.text == "," || token.text == "(");
      if (token.kind == Token::kSign && token.text == ";") {
        begins = true;
      } else if (token.kind == Token::kSign && token.text == "{") {
        blocks_.push_back(word_);
        of_build_ += word_ == "buildscript" ? 1 : 0;
        word_ = {};
        begins = true;
      } else if (token.kind == Token::kSign && token.text == "}") {
        Leave();
        begins = true;
      } else {
        if (token.kind == Token::kWord && begins) {
          word_ = token.text;
          Statement();
        }
        begins = false;
      }
    }
    manifest_.notes = notes_.Take();
  }

 private:
  void Leave() {
    if (blocks_.empty()) return;
    of_build_ -= blocks_.back() == "buildscript" ? 1 : 0;
    blocks_.pop_back();
  }

  const Token& Peek(std::size_t ahead) const {
    static const Token kEnd{Token::kLine, {}, false, 0};
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : kEnd;
  }
  bool IsSign(std::size_t ahead, std::string_view sign) const {
    return Peek(ahead).kind == Token::kSign && Peek(ahead).text == sign;
  }

  void Statement() {
    const std::string_view block = blocks_.empty() ? std::string_view() : blocks_.back();
    if (block == "dependencies") return Dependency();
    if (block == "plugins") return Plugin();
    if (word_ == "include" && (Peek(1).kind == Token::kText || IsSign(1, "("))) Include();
  }

  void Include() {
    for (std::size_t i = 1; Peek(i).kind != Token::kLine || IsSign(i - 1, ","); ++i) {
      if (at_ + i >= tokens_.size() || IsSign(i, "{") || IsSign(i, "}")) return;
      if (Peek(i).kind != Token::kText || Peek(i).computed) continue;
      std::string folder = ReplaceAll(Peek(i).text, ":", "/");
      if (folder.starts_with('/')) folder.erase(0, 1);
      if (!folder.empty()) manifest_.workspaces.push_back(std::move(folder));
    }
  }

  void Add(const Token& token, std::string_view name, std::string_view version,
           std::string_view configuration) {
    model::Requirement one;
    one.name = name;
    one.range = version;
    if (version.ends_with("!!")) {
      one.range.resize(one.range.size() - 2);
      one.exact = one.range.find_first_of("[](),+$") == std::string::npos;
    }
    one.group = GroupOf(configuration, of_build_ > 0 || configuration == "build");
    one.development = IsOfDevelopment(one.group);
    one.place = PlaceOf(path_, token.line);
    if (token.computed) notes_.Add(token.line, one.name + ": its version is computed");
    manifest_.requirements.push_back(std::move(one));
  }

  // implementation 'g:a:1'   api(platform("g:a:1"))   test group: 'g', name: 'a', version: '1'
  void Dependency() {
    const Token start = tokens_[at_];
    const std::string_view configuration = word_;
    if (configuration == "constraints" || configuration == "modules" || IsSign(1, "{")) return;
    std::size_t i = 1;
    if (IsSign(i, "(")) ++i;
    if (Peek(i).kind == Token::kWord && (IsSign(i + 1, ":") || IsSign(i + 1, "=")))
      return ByParts(i, configuration);
    std::string_view wrapper;
    if (Peek(i).kind == Token::kWord) {
      wrapper = Peek(i).text;
      if (IsSign(i + 1, "(")) ++i;
      ++i;
    }
    if (Peek(i).kind != Token::kText) return NotWritten(start, wrapper);
    for (;; i += 2) {
      Coordinates(Peek(i), wrapper, configuration);
      if (!IsSign(i + 1, ",")) break;
      while (Peek(i + 2).kind == Token::kLine && at_ + i + 2 < tokens_.size()) ++i;
      if (Peek(i + 2).kind != Token::kText) break;
    }
  }

  void Coordinates(const Token& token, std::string_view wrapper, std::string_view configuration) {
    if (wrapper == "project" || wrapper == "files" || wrapper == "fileTree") return;
    if (wrapper == "kotlin")
      return Add(token, "org.jetbrains.kotlin:kotlin-" + std::string(token.text), "",
                 configuration);
    const std::string_view text = token.text;
    const auto first = text.find(':');
    if (first == text.npos || first == 0) {
      if (token.computed) notes_.Add(token.line, "what is asked for is computed");
      return;
    }
    const auto second = text.find(':', first + 1);
    std::string_view version = second == text.npos ? "" : text.substr(second + 1);
    const auto name = text.substr(0, second);
    if (!version.starts_with('$')) version = version.substr(0, version.find_first_of(":@"));
    if (name.find('$') != name.npos || name.find(' ') != name.npos || name.ends_with(':'))
      return notes_.Add(token.line, "what is asked for is computed");
    Add(token, name, version, configuration);
  }

  void ByParts(std::size_t i, std::string_view configuration) {
    std::string_view group, name, version;
    Token computed = tokens_[at_];
    for (; Peek(i).kind != Token::kLine || IsSign(i - 1, ","); ++i) {
      if (at_ + i >= tokens_.size()) break;
      if (Peek(i).kind != Token::kWord || (!IsSign(i + 1, ":") && !IsSign(i + 1, "="))) continue;
      const Token& value = Peek(i + 2);
      std::string_view* part = Peek(i).text == "group"     ? &group
                               : Peek(i).text == "name"    ? &name
                               : Peek(i).text == "version" ? &version
                                                           : nullptr;
      if (part == nullptr) continue;
      *part = value.text;
      computed.computed |= value.kind != Token::kText || value.computed;
    }
    if (group.empty() && name.empty()) return;  // path: ':x'
    if (group.empty() || name.empty() || group.find('$') != group.npos)
      return notes_.Add(computed.line, "what is asked for is computed");
    Add(computed, std::string(group) + ":" + std::string(name), version, configuration);
  }

  // Names of a catalogue and of projects are told elsewhere.
  void NotWritten(const Token& start, std::string_view wrapper) {
    for (const std::string_view known :
         {"libs.", "projects.", "project", "files", "fileTree", "gradleApi", "localGroovy",
          "gradleTestKit", "platform", "enforcedPlatform", "testFixtures", "npm"})
      if (wrapper.starts_with(known)) return;
    if (Peek(1).kind == Token::kLine || IsSign(1, "=") || IsSign(1, ".")) return;
    notes_.Add(start.line, "what " + std::string(word_) + " asks for is computed");
  }

  // id 'x' version 'y'   id("x") version "y" apply false   kotlin("jvm") version "y"
  void Plugin() {
    if (word_ != "id" && word_ != "kotlin") return;
    std::size_t i = IsSign(1, "(") ? 2 : 1;
    const Token& id = Peek(i);
    if (id.kind != Token::kText) return;
    if (IsSign(++i, ")")) ++i;
    const bool versioned = Peek(i).kind == Token::kWord && Peek(i).text == "version";
    if (versioned && IsSign(i + 1, "(")) ++i;
    const Token& version = Peek(i + 1);
    if (!versioned) {
      if (word_ == "id" && id.text.find('.') == id.text.npos) return;  // Gradle's own: "java"
      return Add(id, PluginName(id.text), "", "build");
    }
    Token place = id;
    place.computed |= version.kind != Token::kText || version.computed;
    Add(place, PluginName(id.text), version.text, "build");
  }

  std::string PluginName(std::string_view id) const {
    return word_ == "kotlin" ? "org.jetbrains.kotlin." + std::string(id) : std::string(id);
  }

  const Path& path_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::string_view word_;  // The first of the statement, or what opens a block
  std::vector<std::string_view> blocks_;
  int of_build_ = 0;  // Of them, buildscript
  model::Manifest& manifest_;
  Notes notes_;
};

}  // namespace

bool IsGradleBuild(const Path& path) {
  const std::string_view name = path.name();
  return name == "build.gradle" || name == "build.gradle.kts" || name == "settings.gradle" ||
         name == "settings.gradle.kts" || name == "libs.versions.toml";
}

Result<model::Manifest> ReadGradleBuild(const Path& path, BytesView bytes) {
  if (path.extension() == "toml") return ReadGradleCatalog(path, bytes);
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kGradle;
  manifest.format = path.name().starts_with("settings") ? "gradle-settings" : "gradle-build";
  manifest.path = path;
  BuildReader(path, Lexer(WithoutBom(bytes)).All(), manifest).Read();
  return manifest;
}

}  // namespace avouch::formats

#include "formats/terraform_lock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

struct Token {
  enum class Kind { kEnd, kWord, kText, kSign, kBad };
  Kind kind = Kind::kEnd;
  std::string text;
  int line = 1;

  [[nodiscard]] bool Is(char sign) const { return kind == Kind::kSign && text[0] == sign; }
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token Next() {
    Blanks();
    Token token;
    token.line = line_;
    if (at_ >= text_.size()) return token;
    const char c = text_[at_];
    if (c == '"') {
      token.kind = Quoted(token.text) ? Token::Kind::kText : Token::Kind::kBad;
      return token;
    }
    token.kind = IsWord(c) ? Token::Kind::kWord : Token::Kind::kSign;
    do token.text += text_[at_++];
    while (token.kind == Token::Kind::kWord && at_ < text_.size() && IsWord(text_[at_]));
    return token;
  }

 private:
  static bool IsWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  }

  void Blanks() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with('#') || rest.starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest.starts_with("/*")) {
        const std::size_t end = std::min(text_.find("*/", at_ + 2), text_.size());
        for (; at_ < end; ++at_) line_ += text_[at_] == '\n';
        at_ = std::min(at_ + 2, text_.size());
      } else if (Trim(rest.substr(0, 1)).empty()) {
        line_ += text_[at_++] == '\n';
      } else {
        return;
      }
    }
  }

  bool Quoted(std::string& out) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') return ++at_, true;
      if (text_[at_] == '\n') return false;
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_];
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

class Reader {
 public:
  Reader(const Path& path, std::string_view text)
      : path_(path),
        lexer_(text),
        manifest_(NewManifest(model::Ecosystem::kTerraform, "terraform-lock", path, true)) {}

  Result<model::Manifest> Read() {
    for (Step(); now_.kind != Token::Kind::kEnd;) AVOUCH_CHECK_OK(Block());
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Step() { now_ = lexer_.Next(); }
  std::unexpected<Error> Bad(std::string what) const {
    return FailAt(path_, now_.line, std::move(what));
  }

  // provider "registry.terraform.io/hashicorp/aws" { ... }
  Status Block() {
    if (now_.kind != Token::Kind::kWord) return Bad("not a block");
    const bool provider = now_.text == "provider";
    model::Component component;
    component.place = {path_, now_.line};
    Step();
    if (now_.kind == Token::Kind::kText) {
      component.name = now_.text;
      Step();
    }
    if (!now_.Is('{')) return Bad("a block without '{'");
    Step();
    while (!now_.Is('}')) AVOUCH_CHECK_OK(Attribute(component));
    Step();
    if (provider) Put(std::move(component));
    return {};
  }

  Status Attribute(model::Component& component) {
    if (now_.kind != Token::Kind::kWord) return Bad("not an attribute");
    const std::string key = now_.text;
    Step();
    if (!now_.Is('=')) return Bad("an attribute without '='");
    Step();
    std::vector<std::string> values;
    AVOUCH_CHECK_OK(Values(values));
    if (key == "version" && values.size() == 1) component.version = values[0];
    if (key == "hashes") component.digests = std::move(values);
    return {};
  }

  Status Values(std::vector<std::string>& out) {
    if (now_.kind == Token::Kind::kText) {
      out.push_back(now_.text);
      Step();
      return {};
    }
    if (!now_.Is('[')) return Bad("neither a text nor a list");
    for (Step(); !now_.Is(']'); Step()) {
      if (now_.Is(',')) continue;
      if (now_.kind != Token::Kind::kText) return Bad("a list of other than texts");
      out.push_back(now_.text);
    }
    Step();
    return {};
  }

  void Put(model::Component component) {
    const auto line = static_cast<std::uint32_t>(component.place.line);
    if (component.name.empty() || component.version.empty())
      return notes_.Add(line, "a provider without address or version");
    if (component.digests.empty()) notes_.Add(line, component.name + " has no hashes");
    const std::size_t slash = component.name.find('/');
    if (slash != component.name.npos && component.name.find('/', slash + 1) != std::string::npos)
      component.origin = component.name.substr(0, slash);
    manifest_.components.push_back(std::move(component));
  }

  const Path& path_;
  Lexer lexer_;
  Token now_;
  model::Manifest manifest_;
  Notes notes_;
};

}  // namespace

bool IsTerraformLock(const Path& path) { return path.name() == ".terraform.lock.hcl"; }

Result<model::Manifest> ReadTerraformLock(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path, text).Read();
}

}  // namespace avouch::formats

#include "formats/terraform_lock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/hcl_tokens.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using Token = HclToken;

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
  [[nodiscard]] bool IsText() const { return now_.kind == Token::Kind::kText && now_.closed; }
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
    if (IsText()) {
      component.name = now_.Unescaped();
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
    const std::string key(now_.text);
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
    if (IsText()) {
      out.push_back(now_.Unescaped());
      Step();
      return {};
    }
    if (!now_.Is('[')) return Bad("neither a text nor a list");
    for (Step(); !now_.Is(']'); Step()) {
      if (now_.Is(',')) continue;
      if (!IsText()) return Bad("a list of other than texts");
      out.push_back(now_.Unescaped());
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
  HclLexer lexer_;
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

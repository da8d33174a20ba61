#include "formats/terraform.h"

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

using model::SourceKind;
using Token = HclToken;

// "hashicorp/aws" is of the one registry that has no name.
std::string WithRegistry(std::string_view source, std::ptrdiff_t slashes) {
  return (std::ranges::count(source, '/') == slashes ? "registry.terraform.io/" : "") +
         std::string(source);
}

bool IsExact(std::string_view range) {
  if (range.starts_with('=')) range.remove_prefix(1);
  return IsFullVersion(Trim(range));
}

class Reader {
 public:
  Reader(const Path& path, std::string_view text)
      : path_(path),
        lexer_(text),
        manifest_(NewManifest(model::Ecosystem::kTerraform, "terraform", path, false)) {
    Step();
  }

  model::Manifest Read() {
    while (now_.kind != Token::Kind::kEnd) {
      const std::string_view word = now_.text;
      const bool block = now_.kind == Token::Kind::kWord;
      Step();
      while (now_.kind == Token::Kind::kText || now_.kind == Token::Kind::kWord) Step();
      if (!now_.Is('{')) continue;
      if (block && word == "terraform")
        Terraform();
      else if (block && word == "module")
        Module();
      else
        Skip();
    }
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Step() { now_ = lexer_.Next(); }

  // From an opening bracket to behind what closes it; no recursion.
  void Skip() {
    int depth = 0;
    do {
      if (now_.Is('{') || now_.Is('[') || now_.Is('(')) ++depth;
      if (now_.Is('}') || now_.Is(']') || now_.Is(')')) --depth;
      Step();
    } while (depth > 0 && now_.kind != Token::Kind::kEnd);
  }

  // Each "name = value" and "name {" up to the closing bracket, which is passed. `take` stands on
  // the value, and may pass it.
  template <class Take>
  void Body(Take take) {
    for (Step(); now_.kind != Token::Kind::kEnd && !now_.Is('}');) {
      const Token name = now_;
      Step();
      while (now_.kind == Token::Kind::kText && !name.Is('=')) Step();  // Labels
      const bool value = now_.Is('=') || now_.Is(':');
      if (value) Step();
      take(name, value);
      if (now_.Is('{') || now_.Is('[') || now_.Is('(')) Skip();
    }
    Step();
  }

  void Terraform() {
    Body([&](const Token& name, bool value) {
      if (value && name.text == "required_version" && now_.kind == Token::Kind::kText)
        manifest_.tools.push_back("terraform " + std::string(now_.text));
      if (!value && name.text == "required_providers" && now_.Is('{')) Providers();
    });
  }

  // aws = { source = "hashicorp/aws", version = "~> 5.0" }, or aws = "~> 5.0"
  void Providers() {
    Body([&](const Token& name, bool value) {
      if (!value) return;
      std::string source(name.text), range;
      if (now_.kind == Token::Kind::kText) range = now_.text;
      if (now_.Is('{'))
        Body([&](const Token& key, bool has_value) {
          if (!has_value || now_.kind != Token::Kind::kText) return;
          if (key.text == "source") source = now_.text;
          if (key.text == "version") range = now_.text;
        });
      if (source.find('/') == source.npos) source = "hashicorp/" + source;
      Want(WithRegistry(source, 1), range, "", SourceKind::kRegistry, name.line);
    });
  }

  void Module() {
    std::string source, version;
    int line = now_.line;
    bool computed = false;
    Body([&](const Token& name, bool value) {
      if (!value || (name.text != "source" && name.text != "version")) return;
      if (name.text == "source") line = name.line;
      if (now_.kind != Token::Kind::kText) computed = true;
      (name.text == "source" ? source : version) = now_.text;
    });
    if (computed)
      return notes_.Add(static_cast<std::uint32_t>(line), "a module's source is worked out");
    if (source.empty() || source.starts_with("./") || source.starts_with("../")) return;
    From(source, version, line);
  }

  void From(std::string_view source, const std::string& version, int line) {
    const bool git = source.starts_with("git::") || source.starts_with("git@") ||
                     source.starts_with("github.com/") || source.starts_with("bitbucket.org/") ||
                     source.starts_with("hg::");
    const bool fetched = source.find("::") != source.npos || source.find("://") != source.npos;
    if (!git && !fetched)
      return Want(WithRegistry(source.substr(0, source.find("//")), 2), version, "module",
                  SourceKind::kRegistry, line);
    if (const std::size_t forced = source.find("::"); forced != source.npos)
      source.remove_prefix(forced + 2);
    std::string ref;
    if (const std::size_t query = source.find('?'); query != source.npos) {
      for (const auto part : Split(source.substr(query + 1), '&'))
        if (part.starts_with("ref=")) ref = part.substr(4);
      source = source.substr(0, query);
    }
    // "https://x/y.git//folder" is a folder of it.
    const std::size_t scheme = source.find("://");
    const std::size_t folder = source.find("//", scheme == source.npos ? 0 : scheme + 3);
    source = source.substr(0, folder);
    Want(git ? HostAndPath(source) : WithoutSecrets(source), ref, "module",
         git ? SourceKind::kGit : SourceKind::kUrl, line);
  }

  void Want(std::string name, std::string range, std::string group, SourceKind source, int line) {
    model::Requirement out;
    out.exact = source == SourceKind::kRegistry ? IsExact(range) : IsCommitId(range);
    out.name = std::move(name);
    out.range = std::move(range);
    out.group = std::move(group);
    out.source = source;
    out.place = {path_, line};
    manifest_.requirements.push_back(std::move(out));
  }

  const Path& path_;
  HclLexer lexer_;
  Token now_;
  model::Manifest manifest_;
  Notes notes_;
};

}  // namespace

bool IsTerraform(const Path& path) {
  return path.name().ends_with(".tf") && path.name().size() > 3;
}

Result<model::Manifest> ReadTerraform(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path, text).Read();
}

}  // namespace avouch::formats

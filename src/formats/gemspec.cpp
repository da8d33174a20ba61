#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/gemfile.h"
#include "formats/gemfile_parts.h"
#include "formats/lock_reading.h"
#include "formats/ruby_literals.h"

namespace avouch::formats {
namespace {

using model::Requirement;

// "s.name = x" and "spec.add_dependency 'x'" apart: what stands behind the first '.'.
std::string_view BehindReceiver(std::string_view text) {
  const std::string_view word = FirstRubyWord(text);
  if (word.empty() || word.size() >= text.size() || text[word.size()] != '.') return {};
  return text.substr(word.size() + 1);
}

class Reader {
 public:
  Reader(const Path& path, bool installed)
      : path_(path),
        manifest_(NewManifest(model::Ecosystem::kRubygems, installed ? "gem-installed" : "gemspec",
                              path, false)),
        installed_(installed) {}

  Result<model::Manifest> Read(std::string_view text) {
    Stub(text);
    AVOUCH_TRY(const auto statements, ReadRubyStatements(path_, text));
    for (const auto& statement : statements) Take(statement);
    AVOUCH_CHECK_OK(computed_.Judge(path_, manifest_, notes_));
    if (installed_) AVOUCH_CHECK_OK(Installed());
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // What RubyGems writes at the head of those it installs: "# stub: name 1.2 platform lib".
  void Stub(std::string_view text) {
    if (!installed_) return;
    int line = 0;
    for (const auto raw : Lines(text.substr(0, 2000))) {
      ++line;
      if (!raw.starts_with("# stub: ")) continue;
      const auto words = Words(raw.substr(8));
      if (words.size() < 3) return;
      manifest_.name = words[0];
      manifest_.version = words[1];
      if (words[2] != "ruby") platform_ = words[2];
      line_ = line;
      return;
    }
  }

  void Take(const RubyStatement& statement) {
    std::string_view call = BehindReceiver(statement.text);
    if (call.empty()) {
      if (statement.text.find(".add_") != std::string::npos &&
          statement.text.find("dependency") != std::string::npos)
        computed_.See(statement.line);
      return;
    }
    const std::string_view name = FirstRubyWord(call);
    const std::string_view rest = Trim(call.substr(name.size()));
    if (name.starts_with("add_") && name.ends_with("dependency"))
      return Dependency(name, rest, statement.line);
    if (rest.starts_with('=') && !rest.starts_with("=="))
      Attribute(name, rest.substr(1), statement);
  }

  void Attribute(std::string_view name, std::string_view value, const RubyStatement& statement) {
    const auto arguments = ParseRubyArguments(value);
    if (arguments.values.empty()) return;
    const auto texts = arguments.values[0].Texts();
    if (texts.empty()) return;
    if (name == "name" && manifest_.name.empty()) {
      manifest_.name = texts[0];
      line_ = statement.line;
    }
    if (name == "version" && manifest_.version.empty()) manifest_.version = texts[0];
    if (name == "platform" && platform_.empty() && texts[0] != "ruby") platform_ = texts[0];
    if (name == "license" || name == "licenses") manifest_.licences = texts;
    if (name == "required_ruby_version") manifest_.tools.push_back("ruby " + Join(texts, ", "));
    if (name == "homepage") homepage_ = texts[0];
  }

  void Dependency(std::string_view method, std::string_view rest, int line) {
    const auto arguments = ParseRubyArguments(rest);
    if (arguments.values.empty() || arguments.values[0].kind != RubyValue::Kind::kText)
      return computed_.See(line);
    Requirement requirement;
    requirement.name = arguments.values[0].text;
    requirement.place = {path_, line};
    requirement.development = method == "add_development_dependency";
    if (requirement.development) requirement.group = "development";
    requirement.condition = arguments.condition;
    SetRubyRange(arguments, notes_, requirement);
    // Old RubyGems wrote each once for every version of itself, in branches.
    const std::string key = requirement.name + '\n' + requirement.group + '\n' + requirement.range;
    if (seen_.insert(key).second) manifest_.requirements.push_back(std::move(requirement));
  }

  Status Installed() {
    if (manifest_.name.empty() || manifest_.version.empty())
      return FailAt(path_, 1, "an installed gem without name or version");
    model::Component component;
    component.name = manifest_.name;
    component.version = manifest_.version;
    component.origin = homepage_;
    component.place = {path_, std::max(1, line_)};
    component.detail.licences = manifest_.licences;
    if (!platform_.empty()) component.detail.qualifiers.emplace_back("platform", platform_);
    manifest_.components.push_back(std::move(component));
    return {};
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  ComputedRequirements computed_;
  std::set<std::string> seen_;
  std::string platform_, homepage_;
  bool installed_;
  int line_ = 0;
};

}  // namespace

Result<model::Manifest> ReadGemspec(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  const std::string_view folder = path.folder();
  const bool installed =
      folder.ends_with("specifications") || folder.ends_with("specifications/default");
  return Reader(path, installed).Read(text);
}

}  // namespace avouch::formats

#include "formats/rebar_config.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/erlang_terms.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

bool IsAtom(const Term& term) { return term.is_name() || term.kind == Term::Kind::kWord; }

bool IsForDevelopment(std::string_view profile) {
  constexpr auto kProfiles =
      std::to_array<std::string_view>({"test", "dev", "docs", "lint", "bench"});
  return std::ranges::find(kProfiles, profile) != kProfiles.end();
}

class Reader {
 public:
  explicit Reader(const Path& path)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kHex, "rebar", path, false)) {}

  Result<model::Manifest> Read(std::string_view text) {
    auto terms = ReadTerms(text);
    if (!terms) {
      terms.error().where = ToUtf8(path_.bytes) + ", " + terms.error().where;
      return std::unexpected(terms.error());
    }
    for (const Term& term : *terms) Setting(term, {});
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // {deps, [...]}, {plugins, [...]}, {profiles, [{test, [...]}]}
  void Setting(const Term& term, const std::string& profile) {
    if (term.kind != Term::Kind::kTuple || term.items.size() != 2) return;
    const std::string& key = term.At(0).text;
    const Term& value = term.At(1);
    if (key == "deps") return List(value, profile);
    if (key == "plugins" || key == "project_plugins") return List(value, "plugin");
    if (key == "minimum_otp_vsn" && value.is_text() && profile.empty())
      manifest_.tools.push_back("otp >=" + value.text);
    if (key != "profiles" || !profile.empty()) return;
    for (const Term& one : value.items)
      for (const Term& setting : one.At(1).items)
        if (IsAtom(one.At(0))) Setting(setting, one.At(0).text);
  }

  void List(const Term& list, const std::string& group) {
    if (list.kind != Term::Kind::kList) return Skip(list, "a list that is computed");
    for (const Term& item : list.items) Dependency(item, group);
  }

  void Skip(const Term& term, std::string what) {
    notes_.Add(static_cast<std::uint32_t>(term.line), std::move(what));
  }

  // name, {name, "1.0"}, {name, {git, ...}}, {name, ".*", {git, ...}}, {name, "1.0", {pkg, other}}
  void Dependency(const Term& item, const std::string& group) { Dependency(item, group, {}); }

  // {if_var_true, name, {...}}: what a script beside the file takes or leaves is what it holds.
  void Conditional(const Term& item, const std::string& group, std::string condition) {
    condition += (condition.empty() ? "" : " & ") + item.At(0).text;
    for (std::size_t i = 1; i < item.items.size(); ++i)
      if (item.items[i].kind != Term::Kind::kTuple) condition += " " + item.items[i].text;
    for (const Term& held : item.items)
      if (held.kind == Term::Kind::kTuple) Dependency(held, group, condition);
  }

  void Dependency(const Term& item, const std::string& group, const std::string& condition) {
    if (item.kind == Term::Kind::kTuple && IsAtom(item.At(0)) &&
        item.At(0).text.starts_with("if_") && condition.size() < kMaxCondition)
      return Conditional(item, group, condition);
    const Term& name = IsAtom(item) ? item : item.At(0);
    if (!IsAtom(name) || (!IsAtom(item) && item.kind != Term::Kind::kTuple))
      return Skip(item, "a dependency that is computed");
    model::Requirement requirement;
    requirement.name = name.text;
    requirement.group = group;
    requirement.condition = condition;
    requirement.development = IsForDevelopment(group);
    requirement.place = {path_, item.line};
    for (std::size_t i = 1; i < item.items.size(); ++i) {
      const Term& part = item.items[i];
      if (part.is_text()) requirement.range = part.text;
      if (part.kind == Term::Kind::kTuple) Source(part, requirement);
    }
    // For what comes from a repository the text is a pattern for its own word of its version.
    if (requirement.source != SourceKind::kRegistry) requirement.range.clear();
    requirement.exact = requirement.range.starts_with("==") || IsFullVersion(requirement.range);
    manifest_.requirements.push_back(std::move(requirement));
  }

  void Source(const Term& source, model::Requirement& requirement) {
    const std::string& kind = source.At(0).text;
    if (kind == "pkg") {
      if (IsAtom(source.At(1))) requirement.name = source.At(1).text;
      return;
    }
    requirement.source = kind == "git" || kind == "git_subdir" ? SourceKind::kGit
                         : kind == "path" || kind == "link"    ? SourceKind::kPath
                                                               : SourceKind::kUrl;
  }

  static constexpr std::size_t kMaxCondition = 500;  // Bytes; people write two words or three

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
};

}  // namespace

Result<model::Manifest> ReadRebarScript(const Path& path, BytesView bytes) {
  auto manifest = NewManifest(model::Ecosystem::kHex, "rebar", path, false);
  Notes notes;
  std::uint32_t number = 0;
  for (const std::string_view line : Lines(WithoutBom(bytes))) {
    ++number;
    const std::string_view code = line.substr(0, line.find('%'));
    if (code.contains("deps")) notes.Add(number, "what this script makes of the list is not seen");
  }
  manifest.notes = notes.Take();
  return manifest;
}

Result<model::Manifest> ReadRebarConfig(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

}  // namespace avouch::formats

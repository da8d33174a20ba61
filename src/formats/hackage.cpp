#include "formats/hackage.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/cabal.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::Ecosystem;
using model::SourceKind;
using syntax::Node;

bool IsVersion(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// "aeson-2.1.0@sha256:...,123": name and version at the last '-'.
void NameAndVersion(std::string_view hackage, model::Component& component) {
  const std::string_view whole = hackage.substr(0, hackage.find('@'));
  const std::size_t dash = whole.rfind('-');
  if (dash == whole.npos || !IsVersion(whole.substr(dash + 1))) return;
  component.name = whole.substr(0, dash);
  component.version = whole.substr(dash + 1);
}

void StackPackage(const Path& path, const Node& entry, model::Manifest& manifest, Notes& notes) {
  const Node& completed = entry["completed"].present() ? entry["completed"] : entry["complete"];
  model::Component component;
  component.place = PlaceOf(path, entry.line());
  component.name = ScalarText(completed["name"]);
  component.version = ScalarText(completed["version"]);
  if (completed["hackage"].is_text()) NameAndVersion(completed["hackage"].text(), component);
  const std::string commit = ScalarText(completed["commit"]);
  for (const char* key : {"git", "hg"})
    if (completed[key].is_text()) {
      component.source = IsCommitId(commit) ? SourceKind::kGit : SourceKind::kUrl;
      component.origin = WithoutSecrets(completed[key].text()) + "#" + commit;
    }
  for (const char* key : {"url", "archive"})
    if (completed[key].is_text()) {
      component.source = SourceKind::kUrl;
      component.origin = WithoutSecrets(completed[key].text());
      AddDigest("sha256", ScalarText(completed["sha256"]), component);
    }
  AddDigest("pantry-tree-sha256", ScalarText(completed["pantry-tree"]["sha256"]), component);
  if (component.name.empty() || component.version.empty())
    return notes.Add(entry.line(), "a package without name or version");
  manifest.components.push_back(std::move(component));
}

Result<model::Manifest> ReadStack(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  model::Manifest manifest = NewManifest(Ecosystem::kHackage, "stack-lock", path, true);
  Notes notes;
  for (const Node& entry : root["packages"].items()) StackPackage(path, entry, manifest, notes);
  for (const Node& entry : root["snapshots"].items()) {
    const Node& original = entry["original"];
    std::string name = original.is_scalar() ? ScalarText(original) : ScalarText(original["url"]);
    for (const char* key : {"resolver", "snapshot"})
      if (original[key].is_scalar()) name = ScalarText(original[key]);
    notes.Add(entry.line(), "the packages of the snapshot " + name + " are not listed here");
  }
  manifest.notes = notes.Take();
  return manifest;
}

// ---- stack.yaml ----
void ExtraDependency(const Path& path, const Node& entry, model::Manifest& manifest, Notes& notes) {
  model::Component component;
  const Node& hackage = entry.is_map() ? entry["hackage"] : entry;
  if (hackage.is_text()) NameAndVersion(hackage.text(), component);
  if (component.name.empty())
    return notes.Add(entry.line(), "a package that is told by its place, not by its name");
  model::Requirement wanted;
  wanted.name = std::move(component.name);
  wanted.range = std::move(component.version);
  wanted.exact = true;
  wanted.place = PlaceOf(path, entry.line());
  manifest.requirements.push_back(std::move(wanted));
}

Result<model::Manifest> ReadStackProject(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  model::Manifest manifest = NewManifest(Ecosystem::kHackage, "stack", path, false);
  Notes notes;
  for (const Node& entry : root["extra-deps"].items())
    ExtraDependency(path, entry, manifest, notes);
  for (const char* key : {"resolver", "snapshot"})
    if (root[key].is_scalar())
      notes.Add(root[key].line(),
                "the packages of the snapshot " + ScalarText(root[key]) + " are not listed here");
  manifest.notes = notes.Take();
  return manifest;
}

// ---- cabal.project.freeze ----
class FreezeReader {
 public:
  explicit FreezeReader(const Path& path)
      : path_(path), manifest_(NewManifest(Ecosystem::kHackage, "cabal-freeze-lock", path, true)) {}

  Result<model::Manifest> Read(std::string_view text) {
    for (const std::string_view raw : Lines(text)) {
      ++line_;
      std::string_view line = Trim(raw);
      if (line.empty() || line.starts_with("--")) continue;
      const std::size_t colon = line.find(':');
      const bool field = raw.front() != ' ' && raw.front() != '\t' && colon != line.npos;
      if (field) {
        in_constraints_ = EqualsIgnoreCase(line.substr(0, colon), "constraints");
        const std::string_view value = Trim(line.substr(colon + 1));
        if (EqualsIgnoreCase(line.substr(0, colon), "with-compiler"))
          manifest_.tools.emplace_back(value);
        line = value;
      }
      if (!in_constraints_) {
        if (!field)
          notes_.Add(static_cast<std::uint32_t>(line_), "neither a field nor a constraint");
        continue;
      }
      for (const auto part : Split(line, ',')) Constraint(Trim(part));
    }
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Constraint(std::string_view text) {
    if (text.empty()) return;
    std::string_view name = text.substr(0, text.find_first_of(" =<>^"));
    const std::string_view rest = Trim(text.substr(name.size()));
    for (const std::string_view prefix : {"any.", "setup."})
      if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    if (rest.starts_with('+') || rest.starts_with('-')) return;  // Flags.
    const std::string_view version = rest.starts_with("==") ? Trim(rest.substr(2)) : "";
    if (name.empty() || !IsVersion(version))
      return notes_.Add(static_cast<std::uint32_t>(line_),
                        "not one version: '" + Printable(text.substr(0, 60)) + "'");
    model::Component component;
    component.name = name;
    component.version = version;
    component.place = {path_, line_};
    manifest_.components.push_back(std::move(component));
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  bool in_constraints_ = false;
  int line_ = 0;
};

}  // namespace

bool IsHackage(const Path& path) {
  const std::string_view name = path.name();
  return name == "stack.yaml.lock" || name == "stack.yaml" || name == "cabal.project.freeze" ||
         name == "cabal.project" || (name.ends_with(".cabal") && name.size() > 6);
}

Result<model::Manifest> ReadHackage(const Path& path, BytesView bytes) {
  if (path.name() == "stack.yaml.lock") return ReadStack(path, bytes);
  if (path.name() == "stack.yaml") return ReadStackProject(path, bytes);
  if (path.name() != "cabal.project.freeze") return ReadCabal(path, bytes);
  const std::string text = ToUtf8(WithoutBom(bytes));
  return FreezeReader(path).Read(text);
}

}  // namespace avouch::formats

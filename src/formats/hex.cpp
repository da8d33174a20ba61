#include "formats/hex.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/erlang_terms.h"
#include "formats/lock_reading.h"
#include "formats/mix_exs.h"
#include "formats/rebar_config.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;

void AddChecksums(std::string_view outer, std::string_view inner, Component& component) {
  AddDigest("sha256", outer, component);
  if (outer.empty()) AddDigest("hex-inner-sha256", inner, component);
}

void SetGit(const std::string& address, const std::string& revision, Component& component) {
  component.source = IsCommitId(revision) ? SourceKind::kGit : SourceKind::kUrl;
  component.origin = WithoutSecrets(address) + (revision.empty() ? "" : "#" + revision);
}

class Reader {
 public:
  Reader(const Path& path, std::string_view format)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kHex, format, path, true)) {}

  // %{"name": {:hex, :package, "1.0", "inner", [:mix], [deps], "repository", "outer"}}
  Result<model::Manifest> Mix(std::string_view text) {
    AVOUCH_TRY(const auto terms, Terms(text));
    if (terms.size() > 1 || (terms.size() == 1 && terms[0].kind != Term::Kind::kMap))
      return FailAt(path_, 1, "not one map");
    if (!terms.empty())
      for (const Term& entry : terms[0].items) MixEntry(entry);
    return Finish();
  }

  // {"1.2.0", [{<<"name">>, {pkg, <<"package">>, <<"1.0">>}, 0}]}. [{pkg_hash, [...]}, ...].
  Result<model::Manifest> Rebar(std::string_view text) {
    AVOUCH_TRY(const auto terms, Terms(text));
    if (terms.empty()) return FailAt(path_, 1, "no term");
    const Term& list = terms[0].kind == Term::Kind::kTuple ? terms[0].At(1) : terms[0];
    if (list.kind != Term::Kind::kList) return FailAt(path_, 1, "no list of locks");
    Hashes outer, inner;
    for (std::size_t i = 1; i < terms.size(); ++i) {
      Collect(terms[i].Named("pkg_hash_ext"), outer);
      Collect(terms[i].Named("pkg_hash"), inner);
    }
    for (const Term& entry : list.items) RebarEntry(entry, outer, inner);
    return Finish();
  }

 private:
  using Hashes = std::unordered_map<std::string, std::string>;

  Result<std::vector<Term>> Terms(std::string_view text) const {
    auto terms = ReadTerms(text);
    if (!terms) terms.error().where = ToUtf8(path_.bytes) + ", " + terms.error().where;
    return terms;
  }

  void Skip(const Term& entry, std::string_view what) {
    notes_.Add(static_cast<std::uint32_t>(entry.line), std::string(what));
  }

  void MixEntry(const Term& entry) {
    const Term& value = entry.At(1);
    if (entry.items.size() != 2 || !entry.At(0).is_name() || value.kind != Term::Kind::kTuple)
      return Skip(entry, "an entry that is not a name and a tuple");
    Component component;
    component.name = entry.At(0).text;
    component.place = {path_, entry.line};
    const std::string& kind = value.At(0).text;
    const std::size_t index = manifest_.components.size();
    if (kind == "hex") {
      if (!value.At(1).is_name() || !value.At(2).is_text())
        return Skip(entry, component.name + " has no version");
      component.name = value.At(1).text;
      component.version = value.At(2).text;
      AddChecksums(value.At(7).text, value.At(3).text, component);
      const std::string& repository = value.At(6).text;
      if (!repository.empty() && repository != "hexpm") component.origin = repository;
      // What is optional is used where it is there, and whoever wants it there asks for it.
      for (const Term& need : value.At(5).items)
        if (need.At(0).is_name() && need.At(2).Named("optional").text != "true")
          needs_.Ask(index, need.At(0).text);
    } else if (kind == "git") {
      SetGit(value.At(1).text, value.At(2).text, component);
    } else {
      return Skip(entry, component.name + " comes from '" + kind + "', which is not known");
    }
    Put(entry.At(0).text, std::move(component));
  }

  static void Collect(const Term& list, Hashes& out) {
    for (const Term& pair : list.items)
      if (pair.At(0).is_text() && pair.At(1).is_text())
        out.emplace(pair.At(0).text, pair.At(1).text);
  }

  void RebarEntry(const Term& entry, const Hashes& outer, const Hashes& inner) {
    const Term& value = entry.At(1);
    if (!entry.At(0).is_text() || value.kind != Term::Kind::kTuple)
      return Skip(entry, "an entry that is not a name and a tuple");
    Component component;
    component.name = entry.At(0).text;
    component.place = {path_, entry.line};
    component.detail.direct = entry.At(2).text == "0";
    const auto hash = [&](const Hashes& hashes) {
      const auto at = hashes.find(entry.At(0).text);
      return at == hashes.end() ? std::string_view() : std::string_view(at->second);
    };
    const std::string& kind = value.At(0).text;
    if (kind == "pkg") {
      if (!value.At(1).is_text() || !value.At(2).is_text())
        return Skip(entry, component.name + " has no version");
      component.name = value.At(1).text;
      component.version = value.At(2).text;
      AddChecksums(hash(outer), hash(inner), component);
    } else if (kind == "git" || kind == "git_subdir") {
      const Term& reference = value.At(2);
      const bool commit = reference.At(0).text == "ref";
      SetGit(value.At(1).text, commit ? reference.At(1).text : std::string(), component);
    } else {
      return Skip(entry, component.name + " comes from '" + kind + "', which is not known");
    }
    Put(entry.At(0).text, std::move(component));
  }

  void Put(const std::string& application, Component component) {
    if (component.source == SourceKind::kRegistry && component.digests.empty())
      notes_.Add(static_cast<std::uint32_t>(component.place.line),
                 component.name + " " + component.version + " has no checksum");
    needs_.Offer(application, manifest_.components.size());
    manifest_.components.push_back(std::move(component));
  }

  Result<model::Manifest> Finish() {
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
};

Result<model::Manifest> ReadGleam(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const syntax::Node root, ReadToml(path, bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kHex, "gleam", path, false);
  manifest.name = root["name"].text();
  manifest.version = root["version"].text();
  manifest.licences = Texts(root["licences"]);
  if (root["gleam"].is_text())
    manifest.tools.push_back("gleam " + std::string(root["gleam"].text()));
  for (const std::string_view key : {"dependencies", "dev-dependencies", "dev_dependencies"})
    for (const auto& [name, place, value] : root[key].entries()) {
      model::Requirement requirement;
      requirement.name = name;
      requirement.range = ScalarText(value);
      requirement.development = key != "dependencies";
      if (requirement.development) requirement.group = "dev";
      if (value["path"].present()) requirement.source = SourceKind::kPath;
      if (value["git"].present()) requirement.source = SourceKind::kGit;
      requirement.exact = IsFullVersion(requirement.range);
      requirement.place = PlaceOf(path, place.line);
      manifest.requirements.push_back(std::move(requirement));
    }
  return manifest;
}

}  // namespace

bool IsHex(const Path& path) {
  const std::string_view name = path.name();
  return name == "mix.lock" || name == "rebar.lock" || name == "mix.exs" || name == "gleam.toml" ||
         name == "rebar.config" || name == "rebar.config.script";
}

Result<model::Manifest> ReadHex(const Path& path, BytesView bytes) {
  if (path.name() == "mix.exs") return ReadMixExs(path, bytes);
  if (path.name() == "rebar.config") return ReadRebarConfig(path, bytes);
  if (path.name() == "rebar.config.script") return ReadRebarScript(path, bytes);
  if (path.name() == "gleam.toml") return ReadGleam(path, bytes);
  const std::string text = ToUtf8(WithoutBom(bytes));
  if (path.name() == "rebar.lock") return Reader(path, "rebar-lock").Rebar(text);
  return Reader(path, "mix-lock").Mix(text);
}

}  // namespace avouch::formats

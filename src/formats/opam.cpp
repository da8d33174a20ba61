#include "formats/opam.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/opam_formula.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

bool IsLock(const Path& path) { return path.name().ends_with("opam.locked"); }

// "opam-core" of "opam-core.opam", "opam-core.opam.locked" and "opam-core.opam/opam".
std::string NameOf(const Path& path) {
  std::string_view name = path.name();
  if (name == "opam" || name == "opam.locked") {
    name = path.folder();
    name = name.substr(name.rfind('/') + 1);
    return name.ends_with(".opam") ? std::string(name.substr(0, name.size() - 5)) : std::string();
  }
  return std::string(name.substr(0, name.rfind(".opam")));
}

class Reader {
 public:
  Reader(const Path& path, std::string_view text)
      : text_(path, text),
        lock_(IsLock(path)),
        manifest_(NewManifest(model::Ecosystem::kOpam, lock_ ? "opam-lock" : "opam", path, lock_)) {
    manifest_.name = NameOf(path);
  }

  Result<model::Manifest> Read() {
    for (SkipOpamBlanks(text_); !text_.done(); SkipOpamBlanks(text_)) AVOUCH_CHECK_OK(Entry());
    for (const OpamNeed& need : needs_) Need(need);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // "field: value", or "section "name" { ... }", which says how to fetch the package itself.
  Status Entry() {
    const std::string field = text_.Until(" \t\r\n:{}[]()\"#");
    SkipOpamBlanks(text_);
    if (!text_.Take(":")) {
      if (field.empty()) return text_.Bad("no field where one begins");
      AVOUCH_TRY(const auto skipped, ReadOpamTexts(text_));
      return {};
    }
    if (field == "depends" || field == "depopts") return List(field == "depopts");
    AVOUCH_TRY(auto texts, ReadOpamTexts(text_));
    if (field == "name" && !texts.empty()) manifest_.name = texts[0];
    if (field == "version" && !texts.empty()) manifest_.version = texts[0];
    if (field == "pin-depends")
      for (std::size_t i = 0; i + 1 < texts.size(); i += 2)
        pins_.insert_or_assign(texts[i].substr(0, texts[i].find('.')), texts[i + 1]);
    if (field == "x-opam-monorepo-duniverse-dirs") Hashes(texts);
    if (field == "license") manifest_.licences = std::move(texts);
    return {};
  }

  // [["https://host/a.tbz" "a" ["sha256=..." "md5=..."]] ...]: of what pin-depends fetches.
  void Hashes(const std::vector<std::string>& texts) {
    std::vector<std::string>* hashes = nullptr;
    for (const std::string& text : texts) {
      if (text.find("://") != text.npos)
        hashes = &hashes_[text];
      else if (hashes != nullptr && text.find('=') != text.npos)
        hashes->push_back(text);
    }
  }

  Status List(bool optional) {
    AVOUCH_TRY(auto list, ReadOpamFormula(text_, manifest_.version));
    for (auto& need : list) {
      if (optional && lock_) continue;  // Those taken are in the other list.
      if (optional) need.group = "optional";
      needs_.push_back(std::move(need));
    }
    return {};
  }

  void Need(const OpamNeed& need) {
    if (need.name == "ocaml" && !lock_) {
      manifest_.tools.push_back("ocaml" + (need.range.empty() ? "" : " " + need.range));
      return;
    }
    const auto pin = pins_.find(need.name);
    const bool development = need.group == "test" || need.group == "doc" || need.group == "dev" ||
                             need.group.starts_with("with-");
    const model::Place place{text_.path(), need.line};
    if (!lock_) {
      model::Requirement requirement;
      requirement.name = need.name;
      requirement.range = need.range;
      requirement.exact = !need.exact.empty();
      requirement.group = need.group;
      requirement.development = development;
      requirement.condition = need.condition;
      if (pin != pins_.end())
        requirement.source = pin->second.starts_with("git") ? SourceKind::kGit : SourceKind::kUrl;
      requirement.place = place;
      manifest_.requirements.push_back(std::move(requirement));
      return;
    }
    if (need.exact.empty())
      return notes_.Add(static_cast<std::uint32_t>(need.line),
                        Printable(need.name) + " has no version");
    model::Component component;
    component.name = need.name;
    component.version = need.exact;
    component.development = development;
    component.detail.group = need.group;
    component.detail.optional = !need.condition.empty();
    if (pin != pins_.end()) Pin(pin->second, component);
    if (pin != pins_.end())
      for (const std::string_view hash : hashes_[pin->second])
        AddDigest(hash.substr(0, hash.find('=')), hash.substr(hash.find('=') + 1), component);
    component.place = place;
    manifest_.components.push_back(std::move(component));
  }

  // "git+https://host/name#commit".
  static void Pin(std::string_view address, model::Component& component) {
    if (address.starts_with("git+")) address.remove_prefix(4);
    component.origin = WithoutSecrets(address);
    const std::size_t hash = address.rfind('#');
    const bool commit = hash != address.npos && IsCommitId(address.substr(hash + 1));
    component.source = commit ? SourceKind::kGit : SourceKind::kUrl;
  }

  LiteralText text_;
  bool lock_;
  model::Manifest manifest_;
  std::vector<OpamNeed> needs_;
  std::unordered_map<std::string, std::string> pins_;                 // Addresses, by package
  std::unordered_map<std::string, std::vector<std::string>> hashes_;  // "sha256=...", by address
  Notes notes_;
};

}  // namespace

bool IsOpam(const Path& path) {
  const std::string_view name = path.name();
  return name == "opam" || name.ends_with(".opam") || name == "opam.locked" ||
         name.ends_with(".opam.locked");
}

Result<model::Manifest> ReadOpam(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  if (path.name() == "opam" && text.find("opam-version") == std::string::npos) {
    model::Manifest manifest = NewManifest(model::Ecosystem::kOpam, "opam", path, false);
    manifest.notes = {"no 'opam-version': not of opam"};
    return manifest;
  }
  return Reader(path, text).Read();
}

}  // namespace avouch::formats

#include "formats/gemfile_lock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;

enum class Section {
  kNone,
  kGem,
  kGit,
  kPath,
  kPlugin,
  kDependencies,
  kChecksums,
  kRuby,
  kBundler,
  kOther,
};

Section SectionOf(std::string_view line) {
  static constexpr std::pair<std::string_view, Section> kSections[] = {
      {"GEM", Section::kGem},
      {"GIT", Section::kGit},
      {"PATH", Section::kPath},
      {"PLUGIN SOURCE", Section::kPlugin},
      {"DEPENDENCIES", Section::kDependencies},
      {"CHECKSUMS", Section::kChecksums},
      {"RUBY VERSION", Section::kRuby},
      {"BUNDLED WITH", Section::kBundler},
      {"PLATFORMS", Section::kOther},
  };
  for (const auto& [name, section] : kSections)
    if (line == name) return section;
  return Section::kNone;
}

// "name (1.2-platform) rest" apart; without parentheses only a name.
struct Spec {
  std::string_view name, full, version, platform, rest;
};
Spec Apart(std::string_view line) {
  Spec spec;
  const std::size_t open = line.find(" (");
  if (open == line.npos) {
    spec.name = line.substr(0, line.find_first_of(" !"));
    return spec;
  }
  spec.name = line.substr(0, open);
  const std::size_t close = line.find(')', open);
  if (close == line.npos) return spec;
  spec.full = line.substr(open + 2, close - open - 2);
  const std::size_t dash = spec.full.find('-');
  spec.version = spec.full.substr(0, dash);
  if (dash != spec.full.npos) spec.platform = spec.full.substr(dash + 1);
  spec.rest = Trim(line.substr(close + 1));
  return spec;
}

std::string KeyOf(const Spec& spec) {
  return std::string(spec.name) + "\n" + std::string(spec.full);
}

class Reader {
 public:
  explicit Reader(const Path& path)
      : path_(path),
        manifest_(NewManifest(model::Ecosystem::kRubygems, "gemfile-lock", path, true)) {}

  Result<model::Manifest> Read(std::string_view text) {
    for (const std::string_view raw : Lines(text)) {
      ++line_;
      const std::string_view line = raw.substr(0, raw.find_last_not_of(" \t\r") + 1);
      if (line.empty()) continue;
      if (line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") || line == "=======")
        return FailAt(path_, line_, "an unfinished merge");
      if (line.front() != ' ')
        Open(line);
      else
        Take(line);
    }
    Finish();
    return std::move(manifest_);
  }

 private:
  void Open(std::string_view line) {
    section_ = SectionOf(line);
    remotes_.clear();
    revision_.clear();
    if (section_ == Section::kNone)
      notes_.Add(static_cast<std::uint32_t>(line_),
                 "a section that is not known: " + std::string(line.substr(0, 40)));
  }

  void Take(std::string_view line) {
    const std::size_t indent = line.find_first_not_of(' ');
    line.remove_prefix(indent);
    switch (section_) {
      case Section::kGem:
      case Section::kGit:
      case Section::kPath:
      case Section::kPlugin:
        if (indent == 2) return Option(line);
        if (indent == 4) return Gem(Apart(line));
        if (indent == 6 && current_ != kNone) needs_.Ask(current_, std::string(Apart(line).name));
        return;
      case Section::kDependencies:
        direct_.emplace_back(Apart(line).name);
        return;
      case Section::kChecksums:
        return Checksum(Apart(line));
      case Section::kRuby:
        manifest_.tools.emplace_back(line);
        return;
      case Section::kBundler:
        manifest_.tools.push_back("bundler " + std::string(line));
        return;
      case Section::kNone:
      case Section::kOther:
        return;
    }
  }

  void Option(std::string_view line) {
    current_ = kNone;
    if (line.starts_with("remote:")) remotes_.emplace_back(Trim(line.substr(7)));
    if (line.starts_with("revision:")) revision_ = Trim(line.substr(9));
    if (section_ != Section::kGem || !line.starts_with("specs:") || remotes_.size() < 2) return;
    notes_.Add(static_cast<std::uint32_t>(line_),
               "gems come from " + std::to_string(remotes_.size()) +
                   " sources at once; which gem from which is not told");
  }

  void Gem(const Spec& spec) {
    current_ = kNone;
    if (spec.name.empty() || spec.version.empty())
      return notes_.Add(static_cast<std::uint32_t>(line_), "a gem without a version");
    Component component;
    component.name = spec.name;
    component.version = spec.version;
    component.place = {path_, line_};
    if (!spec.platform.empty() && spec.platform != "ruby")
      component.detail.qualifiers.emplace_back("platform", spec.platform);
    Source(component);
    current_ = manifest_.components.size();
    needs_.Offer(component.name, current_);
    index_.emplace(KeyOf(spec), current_);
    manifest_.components.push_back(std::move(component));
  }

  void Source(Component& component) const {
    if (remotes_.size() == 1) component.origin = WithoutSecrets(remotes_[0]);
    if (section_ == Section::kPath)
      component.source = component.origin == "." ? SourceKind::kWorkspace : SourceKind::kPath;
    if (section_ == Section::kPlugin) component.source = SourceKind::kUrl;
    if (section_ != Section::kGit) return;
    component.source = IsCommitId(revision_) ? SourceKind::kGit : SourceKind::kUrl;
    if (!revision_.empty()) component.origin += "#" + revision_;
  }

  void Checksum(const Spec& spec) {
    if (!spec.rest.empty()) checksums_.push_back({KeyOf(spec), std::string(spec.rest), line_});
  }

  void Finish() {
    for (const auto& [key, values, line] : checksums_) {
      const auto at = index_.find(key);
      if (at == index_.end()) {
        if (!key.starts_with("bundler\n"))  // Bundler's own, listed nowhere else.
          notes_.Add(static_cast<std::uint32_t>(line),
                     "a checksum of no gem: " + key.substr(0, key.find('\n')));
        continue;
      }
      for (const auto value : Split(std::string_view(values), ',')) {
        const std::size_t equals = value.find('=');
        if (equals != value.npos)
          AddDigest(Trim(value.substr(0, equals)), value.substr(equals + 1),
                    manifest_.components[at->second]);
      }
    }
    for (const auto& name : direct_) needs_.MarkDirect(name, manifest_);
    needs_.Fill(manifest_, notes_);
    for (const auto& component : manifest_.components)
      if (component.origin.starts_with("http://")) {
        notes_.Add(static_cast<std::uint32_t>(component.place.line),
                   "gems are fetched over plain HTTP, from " + component.origin);
        break;
      }
    manifest_.notes = notes_.Take();
  }

  static constexpr std::size_t kNone = SIZE_MAX;
  struct Sum {
    std::string key, values;
    int line;
  };

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
  Section section_ = Section::kNone;
  std::vector<std::string> remotes_, direct_;
  std::string revision_;
  std::vector<Sum> checksums_;
  std::unordered_map<std::string, std::size_t> index_;
  std::size_t current_ = kNone;
  int line_ = 0;
};

}  // namespace

Result<model::Manifest> ReadGemfileLock(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

}  // namespace avouch::formats

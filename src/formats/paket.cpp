#include "formats/paket.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

bool IsOfDevelopment(std::string_view group) {
  for (const std::string_view one : {"build", "test", "tests", "docs", "fakebuild", "dev"})
    if (group == one) return true;
  return false;
}

std::string GroupNamed(std::string_view name) {
  std::string group = Lower(Trim(name));
  return group == "main" ? std::string() : group;
}

std::size_t Indent(std::string_view line) {
  const std::size_t at = line.find_first_not_of(' ');
  return at == line.npos ? line.size() : at;
}

// "Name (1.2.3) - options" or "Name (>= 1.2)": what stands before and inside of the brackets.
bool SplitSpec(std::string_view text, std::string_view& name, std::string_view& version) {
  const std::size_t open = text.starts_with('(') ? 0 : text.find(" (");
  const std::size_t close = open == text.npos ? open : text.find(')', open);
  if (close == text.npos) return false;
  name = Trim(text.substr(0, open));
  version = Trim(text.substr(open, close - open));
  version.remove_prefix(1);
  return true;
}

class LockReader {
 public:
  LockReader(const Path& path, model::Manifest& manifest) : path_(path), manifest_(manifest) {}

  void Read(BytesView bytes) {
    for (const auto line : Lines(bytes)) {
      ++number_;
      if (!Trim(line).empty()) Line(line, Indent(line));
    }
    Edges();
    manifest_.notes = notes_.Take();
  }

 private:
  void Line(std::string_view line, std::size_t indent) {
    const std::string_view text = Trim(line);
    if (indent == 0) return Section(text);
    if (indent == 2) {
      if (text.starts_with("remote:")) remote_ = Trim(text.substr(7));
      return;
    }
    if (section_.empty()) return;
    // Of a repository the commit alone is told.
    if (indent == 4 || (section_ == "GIT" && text.starts_with('('))) return Package(text);
    std::string_view name, version;
    if (!SplitSpec(text, name, version)) name = text.substr(0, text.find(' '));
    if (last_ && !name.ends_with(':')) wanted_.push_back({*last_, Key(name)});
  }

  void Section(std::string_view text) {
    last_.reset();
    if (text.starts_with("GROUP ")) {
      group_ = GroupNamed(text.substr(6));
      section_ = {};
    } else if (text == "NUGET" || text == "GITHUB" || text == "GIT" || text == "HTTP" ||
               text == "GIST") {
      section_ = text;
    } else {
      section_ = {};
      if (text.find(": ") == text.npos) notes_.Add(number_, "not known: " + Clip(text));
    }
    remote_ = {};
  }

  static std::string Clip(std::string_view text) { return ToUtf8(text.substr(0, 60)); }

  std::string Key(std::string_view name) const { return group_ + '\n' + Lower(name); }

  void Package(std::string_view text) {
    last_.reset();
    std::string_view name, version;
    if (!SplitSpec(text, name, version) || (name.empty() && section_ != "GIT"))
      return notes_.Add(number_, "not known: " + Clip(text));
    model::Component one;
    one.name = name;
    one.version = version;
    one.origin = remote_;
    one.place = PlaceOf(path_, number_);
    one.detail.group = group_;
    one.development = IsOfDevelopment(group_);
    if (section_ != "NUGET") FromElsewhere(one);
    last_ = static_cast<std::uint32_t>(manifest_.components.size());
    index_.emplace(Key(name), *last_);
    manifest_.components.push_back(std::move(one));
  }

  // A file of a repository or of a site, or the whole repository.
  void FromElsewhere(model::Component& one) const {
    if (section_ == "HTTP") {  // What stands for its version is where it is there
      one.source = SourceKind::kUrl;
      one.origin += one.version;
      one.version.clear();
      return;
    }
    one.source = IsCommitId(one.version) ? SourceKind::kGit : SourceKind::kUrl;
    one.name = section_ == "GIT" ? HostAndPath(remote_) : std::string(remote_) + "/" + one.name;
    if (section_ == "GITHUB") one.origin = "https://github.com/" + one.origin;
    if (section_ == "GIST") one.origin = "https://gist.github.com/" + one.origin;
    one.origin = WithoutSecrets(one.origin);
    if (one.source == SourceKind::kGit) one.origin += "#" + one.version;
  }

  void Edges() {
    for (const auto& [from, key] : wanted_)
      if (const auto at = index_.find(key); at != index_.end())
        manifest_.components[from].detail.needs.push_back(at->second);
    for (auto& one : manifest_.components) {
      auto& needs = one.detail.needs;
      std::ranges::sort(needs);
      needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    }
  }

  const Path& path_;
  model::Manifest& manifest_;
  Notes notes_;
  std::uint32_t number_ = 0;
  std::string group_;
  std::string_view section_, remote_;
  std::optional<std::uint32_t> last_;  // The package that the next lines are about
  std::unordered_map<std::string, std::uint32_t> index_;
  std::vector<std::pair<std::uint32_t, std::string>> wanted_;
};

bool IsSetting(std::string_view word) {
  for (const std::string_view known :
       {"group", "source", "storage:", "framework:", "frameworks:", "references:", "strategy:",
        "redirects:", "content:", "version", "lowest_matching:", "generate_load_scripts:",
        "copy_local:", "import_targets:", "restriction:", "cache", "license_download:"})
    if (word == known) return true;
  return false;
}

void ReadDependencies(const Path& path, BytesView bytes, model::Manifest& manifest) {
  Notes notes;
  std::string group;
  std::uint32_t number = 0;
  for (const auto line : Lines(bytes)) {
    ++number;
    const std::string_view text = Trim(line);
    if (text.empty() || text.starts_with('#') || text.starts_with("//")) continue;
    const auto words = Words(text);
    const std::string word = Lower(words[0]);
    if (word == "group" && words.size() > 1) group = GroupNamed(words[1]);
    const bool package = word == "nuget" || word == "clitool";
    if (!package && word != "github" && word != "git" && word != "http" && word != "gist") {
      if (!IsSetting(word)) notes.Add(number, "not known: " + ToUtf8(text.substr(0, 60)));
      continue;
    }
    if (words.size() < 2) continue;
    model::Requirement one;
    one.name = words[1];
    std::string_view rest = Trim(
        text.substr(static_cast<std::size_t>(words[1].data() - text.data()) + words[1].size()));
    rest = Trim(rest.substr(0, rest.find(" framework:")));
    one.range = rest;
    one.exact = package && rest.find_first_of("<>~=*: ") == rest.npos && IsFullVersion(rest);
    one.source = package          ? SourceKind::kRegistry
                 : word == "http" ? SourceKind::kUrl
                                  : SourceKind::kGit;
    one.group = word == "clitool" ? "build" : group;
    one.development = IsOfDevelopment(one.group);
    one.place = PlaceOf(path, number);
    manifest.requirements.push_back(std::move(one));
  }
  manifest.notes = notes.Take();
}

}  // namespace

bool IsPaket(const Path& path) {
  return path.name() == "paket.lock" || path.name() == "paket.dependencies";
}

Result<model::Manifest> ReadPaket(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kNuget;
  manifest.path = path;
  manifest.lock = path.name() == "paket.lock";
  manifest.format = manifest.lock ? "paket-lock" : "paket";
  if (manifest.lock)
    LockReader(path, manifest).Read(WithoutBom(bytes));
  else
    ReadDependencies(path, WithoutBom(bytes), manifest);
  return manifest;
}

}  // namespace avouch::formats

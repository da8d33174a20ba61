#include "formats/cran.h"

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
using syntax::Node;

// "rlang (>= 1.0)" apart.
struct Wanted {
  std::string name, range;
};
Wanted Apart(std::string_view text) {
  const std::size_t open = text.find('(');
  Wanted wanted;
  wanted.name = Trim(text.substr(0, open));
  if (open != text.npos)
    wanted.range = Trim(text.substr(open + 1, text.find(')', open) - open - 1));
  return wanted;
}

// ---- renv.lock ----
class LockReader {
 public:
  explicit LockReader(const Path& path)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kCran, "renv-lock", path, true)) {}

  Result<model::Manifest> Read(const Node& root) {
    if (!root.is_map()) return FailAt(path_, 1, "not one JSON object");
    for (const Node& repository : root["R"]["Repositories"].items())
      repositories_.emplace(ScalarText(repository["Name"]),
                            WithoutSecrets(repository["URL"].text()));
    if (root["R"]["Version"].is_text())
      manifest_.tools.push_back("R " + ScalarText(root["R"]["Version"]));
    for (const auto& [key, place, package] : root["Packages"].entries())
      Package(key, place.line, package);
    if (!root["Packages"].present()) notes_.Add("no package is listed");
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Package(std::string_view key, std::uint32_t line, const Node& package) {
    model::Component component;
    component.name = package["Package"].is_text() ? package["Package"].text() : key;
    component.version = ScalarText(package["Version"]);
    component.place = PlaceOf(path_, line);
    if (component.version.empty()) return notes_.Add(line, component.name + " has no version");
    if (package["License"].is_text()) component.detail.licences = {ScalarText(package["License"])};
    Source(package, component);
    const std::size_t index = manifest_.components.size();
    needs_.Offer(component.name, index);
    for (const char* field : {"Requirements", "Depends", "Imports", "LinkingTo"})
      for (const auto& text : Texts(package[field])) needs_.Ask(index, Apart(text).name);
    manifest_.components.push_back(std::move(component));
  }

  void Source(const Node& package, model::Component& component) {
    const std::string source = ScalarText(package["Source"]);
    const std::string commit = ScalarText(package["RemoteSha"]);
    const std::string repository = ScalarText(package["Repository"]);
    const std::string user = ScalarText(package["RemoteUsername"]);
    if (source == "Local" || source == "unknown") {
      component.source = SourceKind::kPath;
      component.origin = ScalarText(package["RemoteUrl"]);
    } else if (source != "Repository" && !user.empty()) {
      const std::string host = ScalarText(package["RemoteHost"]);
      component.origin = (host == "api.github.com" || host.empty() ? "github.com" : host) + "/" +
                         user + "/" + ScalarText(package["RemoteRepo"]);
      if (component.origin.find("://") == std::string::npos)
        component.origin = "https://" + component.origin;
      Commit(commit, component);
    } else if (package["RemoteUrl"].is_text() && source != "Repository") {
      component.origin = WithoutSecrets(package["RemoteUrl"].text());
      if (source == "git" || source == "git2r" || source == "xgit")
        return Commit(commit, component);
      component.source = SourceKind::kUrl;
    } else {
      const auto at = repositories_.find(repository);
      component.origin = at != repositories_.end() ? at->second : repository;
      if (component.origin.empty()) component.origin = source == "Repository" ? "" : source;
    }
    if (component.origin.starts_with("http://"))
      notes_.Add(static_cast<std::uint32_t>(component.place.line),
                 component.name + " is fetched over plain HTTP");
  }

  static void Commit(const std::string& commit, model::Component& component) {
    component.source = IsCommitId(commit) ? SourceKind::kGit : SourceKind::kUrl;
    if (!commit.empty()) component.origin += "#" + commit;
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
  std::unordered_map<std::string, std::string> repositories_;
};

// ---- DESCRIPTION ----
struct Field {
  std::string_view name;
  std::vector<std::pair<int, std::string_view>> lines;  // With their numbers

  [[nodiscard]] std::string Text() const {
    std::string out;
    for (const auto& [number, line] : lines) {
      if (!out.empty() && !line.empty()) out += ' ';
      out += line;
    }
    return out;
  }
};

Result<std::vector<Field>> Fields(const Path& path, std::string_view text) {
  std::vector<Field> out;
  int number = 0;
  for (const std::string_view raw : Lines(text)) {
    ++number;
    const std::string_view line = Trim(raw);
    if (line.empty()) continue;
    if ((raw.front() == ' ' || raw.front() == '\t') && !out.empty()) {
      out.back().lines.emplace_back(number, line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos || line.substr(0, colon).find(' ') != line.npos)
      return FailAt(path, number, "not a field");
    out.push_back({line.substr(0, colon), {{number, Trim(line.substr(colon + 1))}}});
  }
  return out;
}

void Require(const Field& field, model::Manifest& manifest) {
  for (const auto& [number, line] : field.lines)
    for (const auto part : Split(line, ',')) {
      const Wanted wanted = Apart(part);
      if (wanted.name.empty()) continue;
      if (wanted.name == "R") {
        manifest.tools.push_back("R " + wanted.range);
        continue;
      }
      model::Requirement requirement;
      requirement.name = wanted.name;
      requirement.range = wanted.range;
      requirement.exact = wanted.range.starts_with("==");
      requirement.group = field.name;
      requirement.place = {manifest.path, number};
      manifest.requirements.push_back(std::move(requirement));
    }
}

Result<model::Manifest> ReadDescription(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kCran, "r-description", path, false);
  if (text.find("Package:") == std::string::npos) {
    manifest.notes.emplace_back("no field Package: not of an R package");
    return manifest;
  }
  AVOUCH_TRY(const auto fields, Fields(path, text));
  bool installed = false;
  model::Component component;
  component.place = {path, 1};
  for (const Field& field : fields) {
    if (field.name == "Package") {
      manifest.name = field.Text();
      component.place.line = field.lines.front().first;
    }
    if (field.name == "Version") manifest.version = field.Text();
    if (field.name == "License") manifest.licences = {field.Text()};
    if (field.name == "Built") installed = true;
    if (field.name == "Repository") component.origin = field.Text();
    if (field.name == "Depends" || field.name == "Imports" || field.name == "LinkingTo" ||
        field.name == "Suggests")
      Require(field, manifest);
  }
  if (!installed) return manifest;
  manifest.format = "r-installed";
  if (manifest.name.empty() || manifest.version.empty())
    return FailAt(path, 1, "an installed package without name or version");
  component.name = manifest.name;
  component.version = manifest.version;
  component.detail.licences = manifest.licences;
  manifest.components.push_back(std::move(component));
  return manifest;
}

}  // namespace

bool IsCran(const Path& path) { return path.name() == "renv.lock" || path.name() == "DESCRIPTION"; }

Result<model::Manifest> ReadCran(const Path& path, BytesView bytes) {
  if (path.name() == "DESCRIPTION") return ReadDescription(path, bytes);
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  return LockReader(path).Read(root);
}

}  // namespace avouch::formats

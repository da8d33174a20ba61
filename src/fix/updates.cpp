// Claim 1.2.5: what Dependabot is not told to look after.
//
// Blocks are added behind the last one, in the file's own style: its indent, its
// quotes, its schedule. The result is parsed again and must hold exactly the
// blocks meant, or nothing is written.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "fix/limits.h"
#include "fix/patches.h"
#include "formats/dependabot_ecosystems.h"
#include "notation/glob.h"
#include "syntax/yaml.h"

namespace avouch::fix {
namespace {

using model::Ecosystem;

constexpr const char* kFiles[] = {".github/dependabot.yml", ".github/dependabot.yaml"};
constexpr const char* kRenovate[] = {
    "renovate.json",         "renovate.json5",         ".renovaterc",          ".renovaterc.json",
    ".github/renovate.json", ".github/renovate.json5", ".gitlab/renovate.json"};

// What is to be looked after: the tool's word, and folders ("/", "/web").
using Wanted = std::map<std::string, std::set<std::string>>;

std::string Slashed(std::string_view folder) { return "/" + std::string(folder); }

// Dependabot's word for files of this ecosystem in this folder; "" if it has none.
std::string WordFor(const TreeReader& tree, Ecosystem ecosystem, const Path& file) {
  std::string folder(file.folder());
  auto beside = [&](const char* name) { return Has(tree, JoinPath(folder, name)); };
  if (ecosystem == Ecosystem::kPython) return beside("uv.lock") ? "uv" : "pip";
  if (ecosystem == Ecosystem::kNpm) return beside("bun.lock") ? "bun" : "npm";
  if (ecosystem == Ecosystem::kTerraform) return "terraform";
  std::string fallback;
  for (const auto& row : formats::UpdateManagers()) {
    if (row.tool != "dependabot" || row.ecosystem != ecosystem) continue;
    if (fallback.empty()) fallback = row.word;
    for (auto pattern : Words(row.files))
      if (notation::GlobMatch(pattern, file.name(), notation::Dialect::kShell))
        return std::string(row.word);
  }
  return fallback;
}

// From the findings of the check: "docker in the root", at a file of that kind.
Wanted FromFindings(const Request& request) {
  Wanted out;
  for (const auto* finding : FindingsOf(request.assessment, "updates.automated")) {
    std::size_t in = finding->text.find(" in ");
    if (in == std::string::npos || finding->text.find(':') != std::string::npos) continue;
    auto ecosystem = model::FromName<Ecosystem>(finding->text.substr(0, in));
    if (!ecosystem) continue;
    std::string word = WordFor(request.tree, *ecosystem, finding->place.path);
    std::string folder = finding->text.substr(in + 4);
    if (word.empty() || !IsUtf8(folder)) continue;
    out[word].insert(folder == "the root" ? "/" : Slashed(folder));
  }
  return out;
}

// From the tree, when no tool looks after anything yet.
Wanted FromTree(const Request& request) {
  std::set<Path> left;
  for (const auto& item : request.assessment.skipped) left.insert(item.path);
  Wanted out;
  for (const auto& path : request.tree.paths) {
    if (left.contains(path) || !IsUtf8(path.bytes) || !formats::Handles("dependabot", path))
      continue;
    for (const auto& row : formats::UpdateManagers()) {
      if (row.tool != "dependabot" || row.ecosystem == Ecosystem::kOther ||
          row.ecosystem == Ecosystem::kHelm)
        continue;
      bool action = row.ecosystem == Ecosystem::kGithubActions;
      if (action && !path.IsUnder(".github/workflows")) continue;
      for (auto pattern : Words(row.files)) {
        if (!notation::GlobMatch(pattern, path.name(), notation::Dialect::kShell)) continue;
        std::string word = WordFor(request.tree, row.ecosystem, path);
        if (!word.empty()) out[word].insert(action ? "/" : Slashed(path.folder()));
        break;
      }
    }
  }
  return out;
}

// A plain scalar where that is the same, else double quotes.
std::string Quoted(const std::string& text, char quote) {
  bool plain = text.find_first_not_of(
                   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-") ==
               std::string::npos;
  if (quote == 0 && plain) return text;
  if (quote == '\'' && text.find('\'') == std::string::npos) return "'" + text + "'";
  return "\"" + ReplaceAll(ReplaceAll(text, "\\", "\\\\"), "\"", "\\\"") + "\"";
}

struct Manner {
  std::string indent = "  ";  // Before the dash
  char quote = 0;             // Around values
  bool blank_between = false;
  std::vector<std::string> extra = {"schedule:",
                                    "  interval: weekly"};  // Under each block, unindented
};

std::vector<std::string> Block(const Manner& manner, const std::string& word,
                               const std::set<std::string>& folders) {
  std::vector<std::string> out;
  std::string under = manner.indent + "  ";
  out.push_back(manner.indent + "- package-ecosystem: " + Quoted(word, manner.quote));
  if (folders.size() == 1) {
    out.push_back(under + "directory: " + Quoted(*folders.begin(), manner.quote));
  } else {
    out.push_back(under + "directories:");
    for (const auto& folder : folders) out.push_back(under + "  - " + Quoted(folder, manner.quote));
  }
  for (const auto& line : manner.extra) out.push_back(under + line);
  return out;
}

std::string_view Bare(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t IndentOf(std::string_view line) {
  std::size_t at = line.find_first_not_of(' ');
  return at == std::string_view::npos ? line.size() : at;
}

// How the first block is written, and the line behind the last one.
struct Found {
  Manner manner;
  std::size_t end = 0;
};

Result<Found> Read(const Path& path, const FileChange& file, const syntax::Node& root) {
  const syntax::Node& updates = root["updates"];
  auto no = [&](const char* why) {
    return Fail(ErrorKind::kNotFound, why, Printable(path.bytes), "add the blocks by hand");
  };
  if (!updates.is_list() || updates.style() != syntax::Style::kBlock || updates.empty())
    return no("its list of updates is not written as lines of blocks");
  const auto& lines = file.before();
  std::size_t first = updates.At(0).line() - 1, last = updates.At(updates.size() - 1).line() - 1;
  if (first >= lines.size() || last >= lines.size()) return no("its blocks were not found");
  std::string_view line = Bare(lines[first]);
  std::size_t dash = IndentOf(line);
  if (dash >= line.size() || line[dash] != '-') return no("its blocks do not begin with a dash");
  Found out;
  out.manner.indent = std::string(dash, ' ');
  std::string_view word =
      Trim(line.substr(line.find(':') == std::string_view::npos ? dash : line.find(':') + 1));
  out.manner.quote = word.starts_with('"') ? '"' : word.starts_with('\'') ? '\'' : char(0);
  out.manner.blank_between = updates.size() > 1 && last > 0 && Trim(lines[last - 1]).empty();
  // The first block's schedule, and a delay that is only a number of days.
  std::vector<std::string> extra;
  for (std::size_t at = first + 1; at < lines.size(); ++at) {
    std::string_view own = Bare(lines[at]);
    if (!Trim(own).empty() && IndentOf(own) <= dash) break;
    bool schedule = IndentOf(own) == dash + 2 && Trim(own) == "schedule:";
    if (!schedule) continue;
    extra.emplace_back("schedule:");
    for (++at;
         at < lines.size() && IndentOf(Bare(lines[at])) > dash + 2 && !Trim(lines[at]).empty();
         ++at)
      extra.emplace_back(Bare(lines[at]).substr(dash + 2));
    break;
  }
  if (extra.size() > 1) out.manner.extra = std::move(extra);
  // Behind the last block: up to the next line that is no deeper than its dash.
  out.end = last + 1;
  for (std::size_t at = last + 1; at < lines.size(); ++at) {
    std::string_view own = Bare(lines[at]);
    if (Trim(own).empty()) continue;
    if (IndentOf(own) <= dash) break;
    out.end = at + 1;
  }
  return out;
}

std::size_t BlocksIn(std::string_view text) {
  auto root = syntax::ParseYaml(text);
  return root ? (*root)["updates"].size() : 0;
}

Result<Changes> Done(FileChange change, std::size_t blocks) {
  if (BlocksIn(change.After()) != blocks)
    return Fail(ErrorKind::kNotFound, "its form is one that a patch cannot extend",
                Printable(change.path().bytes), "add the blocks by hand");
  Changes out;
  out.push_back(std::move(change));
  return out;
}

}  // namespace

Result<Changes> CompleteUpdates(const Request& request) {
  const char* existing = nullptr;
  for (const char* file : kFiles)
    if (existing == nullptr && Has(request.tree, file)) existing = file;
  if (existing == nullptr)
    for (const char* file : kRenovate)
      if (Has(request.tree, file))
        return Fail(ErrorKind::kNotFound,
                    "Renovate is set up here and patches are written for Dependabot only", file,
                    "look at its ignorePaths and enabledManagers");
  Wanted wanted = existing != nullptr ? FromFindings(request) : FromTree(request);
  if (wanted.empty())
    return Fail(ErrorKind::kNotFound, existing != nullptr
                                          ? "Dependabot looks after every place here that it can"
                                          : "nothing here that Dependabot could look after");
  if (wanted.size() > kMaxBlocks)
    return Fail(ErrorKind::kTooLarge, "more blocks than a patch should hold");
  if (existing == nullptr) {
    FileChange change{Path(kFiles[0])};
    std::vector<std::string> lines = {"version: 2", "updates:"};
    for (const auto& [word, folders] : wanted)
      for (auto& line : Block({}, word, folders)) lines.push_back(std::move(line));
    change.Insert(0, lines);
    return Done(std::move(change), wanted.size());
  }
  AVOUCH_TRY(Bytes text, request.tree.read(existing));
  AVOUCH_TRY(syntax::Node root, syntax::ParseYaml(text));
  FileChange change(existing, text);
  AVOUCH_TRY(Found found, Read(existing, change, root));
  std::vector<std::string> lines;
  for (const auto& [word, folders] : wanted) {
    if (found.manner.blank_between) lines.emplace_back();
    for (auto& line : Block(found.manner, word, folders)) lines.push_back(std::move(line));
  }
  change.Insert(found.end, lines);
  return Done(std::move(change), root["updates"].size() + wanted.size());
}

}  // namespace avouch::fix

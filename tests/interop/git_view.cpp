#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>

#include "base/text.h"
#include "view.h"

namespace avouch::interop {
namespace {

std::string Quoted(const std::string& text) { return "'" + ReplaceAll(text, "'", "'\\''") + "'"; }

// Every ref that we read; HEAD too.
constexpr const char* kAllRefs = " --branches --tags --remotes HEAD ";

std::vector<std::string> CommitLines(const std::string& path) {
  std::vector<std::string> out;
  // Names as typed, whatever encoding they claim; blanks around them are ours to drop.
  const std::string text =
      RunGit(path, std::string("log --encoding=none --no-mailmap") + kAllRefs +
                       "--format='%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct'");
  for (const std::string_view line : Split(text, '\n')) {
    if (line.empty()) continue;
    std::vector<std::string> cells;
    for (const std::string_view cell : Split(line, '\0')) cells.emplace_back(Trim(cell));
    out.push_back(Join(cells, "|"));
  }
  return out;
}

// "mode type id<tab>path", ended by NUL.
std::vector<std::string> PathLines(const std::string& path) {
  std::vector<std::string> out;
  const std::string text = RunGit(path, "ls-tree -r -z --full-tree HEAD");
  for (const std::string_view entry : Split(text, '\0')) {
    if (entry.empty()) continue;
    const std::size_t tab = entry.find('\t');
    const auto words = Words(entry.substr(0, tab));
    out.push_back(std::string(words[0]) + " " + std::string(words[2]) + " " +
                  std::string(entry.substr(tab + 1)));
  }
  return out;
}

std::vector<std::string> TagLines(const std::string& path) {
  std::vector<std::string> out, names, kinds;
  const std::string refs =
      RunGit(path, "for-each-ref refs/tags --format='%(refname) %(objecttype) %(taggerdate:unix)'");
  std::string wanted;
  for (const std::string_view line : Lines(refs)) {
    const auto words = Words(line);
    names.emplace_back(words[0].substr(10));
    const bool annotated = words[1] == "tag";
    kinds.push_back(!annotated ? " light " : " tag ");
    wanted += std::string(words[0]) + "^{}\n";
    names.back() += '\0' + (annotated ? (words.size() > 2 ? std::string(words[2]) : "0") : "");
  }
  const std::string peeled =
      RunGit(path, "cat-file --batch-check='%(objecttype) %(objectname)'", wanted);
  const auto lines = Lines(peeled);
  for (std::size_t i = 0; i < names.size() && i < lines.size(); ++i) {
    const auto words = Words(lines[i]);
    const std::string target = words[0] == "commit" ? std::string(words[1]) : "";
    const std::size_t end = names[i].find('\0');
    const std::string time = names[i].substr(end + 1);
    out.push_back(names[i].substr(0, end) + kinds[i] + target + (time.empty() ? "" : " " + time));
  }
  return out;
}

std::vector<std::string> BranchLines(const std::string& path) {
  std::set<std::string> out;
  const std::string refs =
      RunGit(path, "for-each-ref refs/heads refs/remotes --format='%(refname)'");
  for (const std::string_view line : Lines(refs)) {
    std::size_t slash = line.starts_with("refs/heads/") ? 10 : line.find('/', 13);
    if (slash == line.npos) slash = 12;  // refs/remotes/X: as what came from Subversion has them
    const std::string name(line.substr(slash + 1));
    if (name != "HEAD" || slash == 10) out.insert(name);
  }
  return {out.begin(), out.end()};
}

// Of commits that merge nothing: files and links, no submodules.
std::vector<std::string> ChangeLines(const std::string& path) {
  std::vector<std::string> out;
  const std::string text =
      RunGit(path, std::string("log --raw --no-abbrev --no-renames --root --no-merges "
                               "--diff-merges=off --ignore-submodules=none -z "
                               "--no-ext-diff --no-textconv --format=%x01%H") +
                       kAllRefs);
  std::string commit;
  const auto parts = Split(text, '\0');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string_view part = parts[i];
    if (part.starts_with('\n')) part.remove_prefix(1);
    if (part.starts_with('\1')) {
      commit = part.substr(1, part.find('\n') - 1);
      continue;
    }
    if (!part.starts_with(':') || i + 1 >= parts.size()) continue;
    const auto words = Words(part.substr(1));  // mode mode id id status
    const std::string none(words[2].size(), '0');
    const std::string before = words[0] == "160000" ? none : std::string(words[2]);
    const std::string after = words[1] == "160000" ? none : std::string(words[3]);
    const std::string name(parts[++i]);
    if (before == none && after == none) continue;
    out.push_back(commit + " " + before + " " + after + " " + name);
  }
  return out;
}

std::vector<std::string> ObjectLines(const std::string& path, bool all) {
  std::vector<std::string> out;
  const std::string text = RunGit(path,
                                  "cat-file --batch-all-objects --buffer --unordered "
                                  "--batch-check='%(objectname) %(objecttype) %(objectsize)'");
  for (const std::string_view line : Lines(text))
    if (IsSampled(std::string(line.substr(0, 40)), all)) out.emplace_back(line);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

std::string RunGit(const std::string& path, const std::string& arguments,
                   const std::string& input) {
  std::string feed;
  if (!input.empty()) {
    feed = "/tmp/oracle-" + std::to_string(getpid());
    FILE* file = std::fopen(feed.c_str(), "w");
    if (file == nullptr) std::abort();
    std::fwrite(input.data(), 1, input.size(), file);
    std::fclose(file);
  }
  const std::string command =
      "env LC_ALL=C TZ=UTC GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_OPTIONAL_LOCKS=0 "
      "git -c safe.directory='*' -c core.quotepath=off -c log.showSignature=false "
      "-c core.useReplaceRefs=false -c core.commitGraph=false -C " +
      Quoted(path) + " " + arguments + (feed.empty() ? " </dev/null" : " <" + Quoted(feed));
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) std::abort();
  std::string out;
  char buffer[65536];
  while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
  const int code = pclose(pipe);
  if (!feed.empty()) std::remove(feed.c_str());
  if (code != 0) {
    std::fprintf(stderr, "git failed: %s\n", command.c_str());
    std::abort();
  }
  return out;
}

View GitView(const std::string& path, bool all_objects) {
  View view;
  view["commits"] = CommitLines(path);
  view["paths"] = PathLines(path);
  view["tags"] = TagLines(path);
  view["branches"] = BranchLines(path);
  view["changes"] = ChangeLines(path);
  view["objects"] = ObjectLines(path, all_objects);
  const std::string reached = RunGit(path, "rev-list --branches --remotes HEAD");
  for (const std::string_view line : Lines(reached)) view["on branch"].emplace_back(line);
  for (auto& [topic, lines] : view) std::sort(lines.begin(), lines.end());
  return view;
}

}  // namespace avouch::interop

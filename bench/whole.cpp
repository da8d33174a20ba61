// The whole program beside the peer that walks the same objects, as a table:
//
//   whole [--runs N] <avouch> <repository or bundle>...
//
// For each repository the fastest of N warm runs (3) of `avouch check` and of
// `git rev-list --objects --all`, their ratio, and the most anonymous memory
// that a further run of avouch held. The first line is the start alone:
// `avouch --version`. For each bundle, which is a file, the best and the median of
// 20 N runs of `avouch verify` that remember nothing yet: wall time and processor.
// Exit 1 when a check or a bundle fails.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "process.h"

namespace {

using avouch::bench::Fastest;
using avouch::bench::OutputOf;
using avouch::bench::Ran;
using avouch::bench::Run;

struct Row {
  std::string name, commits, files;  // Files at HEAD
  Ran git, check, held;
};

std::string Line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.empty() ? "?" : text;
}

long long LinesOf(const std::string& text) {
  long long lines = 0;
  for (const char c : text) lines += c == '\n';
  return lines;
}

// "owner+name" of ".../owner+name/repo", else the last part.
std::string NameOf(const std::string& path) {
  const std::filesystem::path whole = std::filesystem::absolute(path).lexically_normal();
  std::filesystem::path last = whole.filename();
  if (last.empty()) last = whole.parent_path().filename();
  return last == "repo" ? whole.parent_path().filename().string() : last.string();
}

Row Measure(const std::string& avouch, const std::string& path, int runs) {
  const std::vector<std::string> git = {"git", "-C", path};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), git.begin(), git.end());
    return more;
  };
  const std::vector<std::string> check = {avouch, "check", "--no-cache", "--format",
                                          "json", "--at",  "2026-06-01", path};
  Row row;
  row.name = NameOf(path);
  row.commits = Line(OutputOf(with({"rev-list", "--count", "--all"})));
  row.files = std::to_string(LinesOf(OutputOf(with({"ls-tree", "-r", "--name-only", "HEAD"}))));
  row.git = Fastest(with({"rev-list", "--objects", "--all"}), runs);
  if (row.git.exit != 0) {  // A partial clone: the peer must not stop at what is not here.
    row.git = Fastest(with({"rev-list", "--objects", "--all", "--missing=allow-any"}), runs);
  }
  row.check = Fastest(check, runs);
  row.held = Run(check, true);
  return row;
}

void Print(const Row& row) {
  std::printf("| %s | %s | %s | %.2f (%.2f) | %.2f (%.2f) | %.2f | %.0f |%s\n", row.name.c_str(),
              row.commits.c_str(), row.files.c_str(), row.git.seconds, row.git.processor,
              row.check.seconds, row.check.processor, row.check.seconds / row.git.seconds,
              row.held.mebibytes, row.check.exit == 0 ? "" : " FAILED");
  std::fflush(stdout);
}

// A reader's first look: what is remembered of the log is made and synced, too.
int Verify(const std::string& avouch, const std::string& bundle, int runs) {
  std::vector<double> wall, processor;
  int failed = 0;
  for (int i = 0; i < runs; ++i) {
    std::string state = (std::filesystem::temp_directory_path() / "avouch-bench-XXXXXX").string();
    if (mkdtemp(state.data()) == nullptr) return 1;
    setenv("XDG_STATE_HOME", state.c_str(), 1);
    const Ran ran = Run({avouch, "verify", bundle});
    std::filesystem::remove_all(state);
    failed |= ran.exit != 0;
    wall.push_back(ran.seconds * 1000);
    processor.push_back(ran.processor * 1000);
  }
  std::ranges::sort(wall);
  std::ranges::sort(processor);
  const std::size_t middle = wall.size() / 2;
  std::printf("verify %s: wall %.1f ms (median %.1f), processor %.1f ms (median %.1f)%s\n",
              NameOf(bundle).c_str(), wall[0], wall[middle], processor[0], processor[middle],
              failed == 0 ? "" : " FAILED");
  std::fflush(stdout);
  return failed;
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> arguments(values + 1, values + count);
  int runs = 3;
  if (arguments.size() > 1 && arguments[0] == "--runs") {
    runs = std::atoi(arguments[1].c_str());
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() < 2 || runs < 1) {
    std::fputs("usage: whole [--runs N] <avouch> <repository or bundle>...\n", stderr);
    return 2;
  }
  const Ran start = Fastest({arguments[0], "--version"}, 20);
  std::printf("start: %.1f ms\n\n", start.seconds * 1000);
  int failed = start.exit != 0;
  bool headed = false;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (std::filesystem::is_regular_file(arguments[i])) {
      failed |= Verify(arguments[0], arguments[i], 20 * runs);
      continue;
    }
    if (!std::exchange(headed, true))
      std::puts(
          "| repository | commits | files | git rev-list, s (processor) | avouch check, s "
          "(processor) | ratio | MiB |\n|---|---:|---:|---:|---:|---:|---:|");
    const Row row = Measure(arguments[0], arguments[i], runs);
    Print(row);
    failed |= row.check.exit != 0;
  }
  return failed;
}

// The whole program beside the peer that walks the same objects, as a table:
//
//   whole [--runs N] <avouch> <repository>...
//
// For each repository the fastest of N warm runs (3) of `avouch check` and of
// `git rev-list --objects --all`, their ratio, and the most anonymous memory
// that a further run of avouch held. The first line is the start alone:
// `avouch --version`. Exit 1 when a check fails.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
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

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> arguments(values + 1, values + count);
  int runs = 3;
  if (arguments.size() > 1 && arguments[0] == "--runs") {
    runs = std::atoi(arguments[1].c_str());
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() < 2 || runs < 1) {
    std::fputs("usage: whole [--runs N] <avouch> <repository>...\n", stderr);
    return 2;
  }
  const Ran start = Fastest({arguments[0], "--version"}, 20);
  std::printf("start: %.1f ms\n\n", start.seconds * 1000);
  std::puts(
      "| repository | commits | files | git rev-list, s (processor) | avouch check, s (processor) "
      "| ratio | MiB |");
  std::puts("|---|---:|---:|---:|---:|---:|---:|");
  int failed = start.exit != 0;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const Row row = Measure(arguments[0], arguments[i], runs);
    Print(row);
    failed |= row.check.exit != 0;
  }
  return failed;
}

#include "world.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace avouch::bench {
namespace {

namespace fs = std::filesystem;

constexpr long long kFirstDate = 1500000000;
constexpr int kMinutes = 60 * 7;  // Between two commits, in seconds
constexpr int kFilesPerCommit = 3;
constexpr int kBranchEvery = 20;  // A merge after so many commits
constexpr int kTagEvery = 200;
constexpr int kLockEvery = 15;
constexpr int kCommitsPerPerson = 40;

std::string Number(long long value) { return std::to_string(value); }

// Hexadecimal digits that look random and are the same everywhere.
std::string Digits(std::uint64_t seed, int count) {
  std::string out;
  for (std::uint64_t state = seed + 1; static_cast<int>(out.size()) < count;) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    out += "0123456789abcdef"[state >> 60];
  }
  return out;
}

std::string PathOf(int file) {
  return "src/area" + Number(file / 400) + "/part" + Number(file / 20 % 20) + "/unit" +
         Number(file % 20) + ".ts";
}

// Four kilobytes or so of lines of code.
std::string Source(int file, int version) {
  std::string out = "// Unit " + Number(file) + ", version " + Number(version) + "\n";
  for (int line = 0; line < 80; ++line) {
    const int odd = line == version % 80 ? version : 0;
    out += "export function work" + Number(line) + "(input: number) { return input * " +
           Number(file * 7 + line + odd) + "; }\n";
  }
  return out;
}

std::string Dockerfile() {
  return "FROM node:22-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n"
         "FROM node:22-slim\nCOPY --from=build /app/dist /app\nUSER node\nCMD [\"node\", "
         "\"/app\"]\n";
}

std::string Policy() {
  return "# Security policy\n\nReport vulnerabilities to security@example.org. We answer within\n"
         "three days and fix what is serious within thirty.\n\n## Supported versions\n\n"
         "The newest release, until the next.\n";
}

// Writes what `git fast-import` reads.
class Stream {
 public:
  Stream(std::FILE* pipe, const WorldSize& size) : pipe_(pipe), size_(size) {}

  void Write() {
    int tip = Commit("refs/heads/main", 0, 0);
    AddAll();
    for (int n = 1; n < size_.commits; ++n) {
      if (n % kBranchEvery == 0 && n + 1 < size_.commits) {
        const int side = Commit("refs/heads/topic", n, tip);
        Change(n);
        tip = Commit("refs/heads/main", ++n, tip, side);
        Change(n - 1);  // A merge has what its branch made.
      } else {
        tip = Commit("refs/heads/main", n, tip);
        Change(n);
      }
      if (n % kTagEvery < 2) Tag(n, tip);
    }
  }

 private:
  int Commit(const char* ref, int number, int parent, int merged = 0) {
    const std::string who = "Person " + Number(number / kCommitsPerPerson) + " <person" +
                            Number(number / kCommitsPerPerson) + "@example.org> " +
                            Number(kFirstDate + static_cast<long long>(number) * kMinutes) +
                            " +0000\n";
    const std::string message = (merged != 0 ? "Merge branch 'topic'\n" : "Change unit ") +
                                Number(number) +
                                "\n\nReviewed-by: Person 0 <person0@example.org>\n";
    Text("commit " + std::string(ref) + "\nmark :" + Number(++marks_) + "\nauthor " + who +
         "committer " + who + "data " + Number(static_cast<long long>(message.size())) + "\n" +
         message);
    if (parent != 0) Text("from :" + Number(parent) + "\n");
    if (merged != 0) Text("merge :" + Number(merged) + "\n");
    return marks_;
  }

  void AddAll() {
    for (int file = 0; file < size_.files; ++file) File(PathOf(file), Source(file, 0));
    File("package.json", "{\"name\": \"world\", \"version\": \"1.0.0\"}\n");
    File("package-lock.json", PackageLock(size_.files / 10));
    File("service/Cargo.toml", "[package]\nname = \"service\"\nversion = \"0.1.0\"\n");
    File("service/Cargo.lock", CargoLock(size_.files / 20));
    for (int i = 0; i < 5; ++i) File(".github/workflows/flow" + Number(i) + ".yml", Workflow(4));
    File("Dockerfile", Dockerfile());
    File("SECURITY.md", Policy());
    File("README.md", "# World\n\nSee [the policy](SECURITY.md).\n");
  }

  void Change(int number) {
    for (int i = 0; i < kFilesPerCommit; ++i) {
      const int file = static_cast<int>((number * 7919ll + i * 104729ll) % size_.files);
      File(PathOf(file), Source(file, number));
    }
    if (number % kLockEvery == 0) {
      File("package.json", "{\"name\": \"world\", \"version\": \"1.0." + Number(number) + "\"}\n");
      File("Dockerfile", Dockerfile() + "# " + Number(number) + "\n");
    }
  }

  void Tag(int number, int at) {
    Text("reset refs/tags/v1." + Number(number) + ".0\nfrom :" + Number(at) + "\n\n");
  }

  void File(const std::string& path, const std::string& content) {
    Text("M 100644 inline " + path + "\ndata " + Number(static_cast<long long>(content.size())) +
         "\n" + content + "\n");
  }

  void Text(const std::string& text) { std::fwrite(text.data(), 1, text.size(), pipe_); }

  std::FILE* pipe_;
  const WorldSize& size_;
  int marks_ = 0;
};

bool Git(const std::string& folder, const std::string& command) {
  return std::system(("git -C '" + folder + "' " + command + " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace

bool MakeWorld(const std::string& folder, const WorldSize& size) {
  if (fs::exists(folder + "/HEAD")) return true;
  const std::string making = folder + ".making";
  std::error_code error;
  fs::remove_all(making, error);
  fs::create_directories(making, error);
  if (error || !Git(making, "init --bare -b main")) return false;
  std::FILE* pipe = popen(("git -C '" + making + "' fast-import --quiet").c_str(), "w");
  if (pipe == nullptr) return false;
  Stream(pipe, size).Write();
  if (pclose(pipe) != 0 || !Git(making, "repack -a -d -f -q") || !Git(making, "pack-refs --all"))
    return false;
  fs::rename(making, folder, error);
  return !error;
}

std::string WorldFolder(const WorldSize& size) {
  const char* below = std::getenv("AVOUCH_BENCH");
  const std::string folder = std::string(below != nullptr ? below : "build/bench") + "/" +
                             Number(size.files) + "-files-" + Number(size.commits) + "-commits";
  return MakeWorld(folder, size) ? folder : std::string();
}

std::string PackageLock(int packages) {
  std::string out =
      "{\"name\": \"world\", \"lockfileVersion\": 3, \"packages\": {\"\": {\"name\": \"world\"}";
  for (int i = 0; i < packages; ++i) {
    const std::string name = "package-" + Number(i), version = "1." + Number(i % 50) + ".0";
    out += ",\n\"node_modules/" + name + "\": {\"version\": \"" + version +
           "\", \"resolved\": \"https://registry.npmjs.org/" + name + "/-/" + name + "-" + version +
           ".tgz\", \"integrity\": \"sha512-" + Digits(static_cast<std::uint64_t>(i), 86) +
           "==\", \"dev\": " + (i % 3 == 0 ? "true" : "false") + "}";
  }
  return out + "}}\n";
}

std::string CargoLock(int packages) {
  std::string out = "version = 3\n";
  for (int i = 0; i < packages; ++i)
    out +=
        "\n[[package]]\nname = \"crate-" + Number(i) + "\"\nversion = \"0." + Number(i % 30) +
        ".1\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"" +
        Digits(static_cast<std::uint64_t>(i), 64) + "\"\n";
  return out;
}

std::string Workflow(int jobs) {
  std::string out = "name: flow\non: [push, pull_request]\npermissions:\n  contents: read\njobs:\n";
  for (int i = 0; i < jobs; ++i)
    out +=
        "  job" + Number(i) + ":\n    runs-on: ubuntu-24.04\n    steps:\n" +
        "      - uses: actions/checkout@" + Digits(static_cast<std::uint64_t>(i), 40) +
        " # v4\n      - uses: actions/setup-node@v4\n        with:\n          node-version: 22\n" +
        "      - run: |\n          npm ci\n          npm test -- --part " + Number(i) + "\n";
  return out;
}

}  // namespace avouch::bench

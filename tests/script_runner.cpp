// Runs one command-line test (script_file.h says how it is written):
//
//   script_runner <folder of the program> <script.txt>
//
// In a fresh folder, with an environment of its own: no configuration of the
// user's, C.UTF-8, UTC, git identities and dates fixed (one minute later with
// each command). Exit 0 when everything holds, 77 when something needed is
// missing, 1 with a readable account otherwise.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "script_file.h"

namespace {

using avouch::script::Command;
using avouch::script::File;
using avouch::script::Script;
namespace fs = std::filesystem;

constexpr int kSkipped = 77;
constexpr std::time_t kFirstDate = 1767225600;  // 2026-01-01T00:00:00Z
constexpr std::size_t kMostShown = 6000;        // Bytes of output shown when something fails.

std::string ReadAll(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A folder that is gone when the run is over.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "avouch-script-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = fs::canonical(pattern);
    fs::permissions(path_, fs::perms{0755});
    for (const char* name : {"work", "home"}) fs::create_directory(path_ / name);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    // What a script made unreadable must not outlive it.
    const std::string open = "chmod -R u+rwX '" + path_.string() + "' 2>/dev/null";
    if (std::system(open.c_str()) == 0) {
      std::error_code left;
      fs::remove_all(path_, left);
    }
  }
  [[nodiscard]] fs::path work() const { return path_ / "work"; }
  [[nodiscard]] fs::path at(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

std::string DateOf(int step) {
  const std::time_t time = kFirstDate + 60 * step;
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, size};
}

std::vector<std::string> EnvironmentOf(const Folder& folder, const std::string& program, int step) {
  const std::string home = folder.at("home");
  std::vector<std::string> all = {
      "PATH=" + program + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
      "HOME=" + home,
      "XDG_CACHE_HOME=" + home + "/cache",
      "XDG_STATE_HOME=" + home + "/state",
      "XDG_CONFIG_HOME=" + home + "/config",
      "TMPDIR=" + folder.work().parent_path().string(),
      "LC_ALL=C.UTF-8",
      "TZ=UTC",
      "GIT_CONFIG_NOSYSTEM=1",
      "GIT_AUTHOR_NAME=Ada",
      "GIT_AUTHOR_EMAIL=ada@example.org",
      "GIT_COMMITTER_NAME=Ada",
      "GIT_COMMITTER_EMAIL=ada@example.org",
      "GIT_AUTHOR_DATE=" + DateOf(step),
      "GIT_COMMITTER_DATE=" + DateOf(step),
  };
  for (const char* name :
       {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS", "AVOUCH_SOURCE"}) {
    if (const char* value = std::getenv(name)) all.push_back(std::string(name) + "=" + value);
  }
  return all;
}

int OpenFor(const fs::path& path) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

[[noreturn]] void BecomeBash(const Command& command, const Folder& folder,
                             std::vector<std::string> environment) {
  const int input = open("/dev/null", O_RDONLY);
  if (chdir(folder.work().c_str()) != 0 || dup2(input, 0) < 0 ||
      dup2(OpenFor(folder.at("stdout")), 1) < 0 || dup2(OpenFor(folder.at("stderr")), 2) < 0) {
    _exit(126);
  }
  std::vector<char*> variables;
  for (std::string& variable : environment) variables.push_back(variable.data());
  variables.push_back(nullptr);
  std::string shell = "bash", flag = "-c", text = command.text;
  char* arguments[] = {shell.data(), flag.data(), text.data(), nullptr};
  execve("/bin/bash", arguments, variables.data());
  _exit(127);
}

int Run(const Command& command, const Folder& folder, const std::string& program, int step) {
  const pid_t child = fork();
  if (child == 0) BecomeBash(command, folder, EnvironmentOf(folder, program, step));
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Show(const char* name, std::string text) {
  if (text.size() > kMostShown) text = text.substr(0, kMostShown) + "\n[cut]\n";
  std::printf("--- %s\n%s%s", name, text.c_str(), text.empty() || text.ends_with('\n') ? "" : "\n");
}

// True when the command did what the script says of it.
bool Holds(const Command& command, const Folder& folder, int exit) {
  const std::string output = ReadAll(folder.at("stdout"));
  const std::string errors = ReadAll(folder.at("stderr"));
  const std::vector<std::string> missed = avouch::script::Judge(command, exit, output, errors);
  if (missed.empty()) return true;
  std::printf("\nline %d: $ %s\n", command.line, command.text.c_str());
  for (const std::string& line : missed) std::printf("  %s\n", line.c_str());
  Show("stdout", output);
  Show("stderr", errors);
  return false;
}

int RunScript(const Script& script, const std::string& program) {
  const Folder folder;
  int step = 0, commands = 0, failed = 0;
  for (const auto& any : script.steps) {
    if (const auto* file = std::get_if<File>(&any)) {
      const fs::path path = folder.work() / file->path;
      fs::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << file->content;
      continue;
    }
    const Command& command = std::get<Command>(any);
    const int exit = Run(command, folder, program, step++);
    if (command.needed && exit != 0) {
      std::printf("skipped: needs `%s`\n", command.text.c_str());
      return kSkipped;
    }
    if (command.needed) continue;
    ++commands;
    if (!Holds(command, folder, exit)) ++failed;
  }
  std::printf("%d commands, %d failed\n", commands, failed);
  return failed == 0 && commands > 0 ? 0 : 1;  // A script that asserts nothing fails.
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: script_runner <folder of the program> <script.txt>\n", stderr);
    return 2;
  }
  const Script script = avouch::script::Parse(ReadAll(argv[2]));
  if (!script.error.empty() || script.steps.empty()) {
    std::printf("%s: %s\n", argv[2],
                script.error.empty() ? "no such script, or empty" : script.error.c_str());
    return 1;
  }
  return RunScript(script, argv[1]);
}

#include "process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace avouch::bench {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void Become(const std::vector<std::string>& command, int output) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  const int nothing = open("/dev/null", O_RDWR);
  if (nothing < 0) _exit(127);
  dup2(nothing, 0);
  dup2(output >= 0 ? output : nothing, 1);
  dup2(nothing, 2);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

long long AnonymousKibibytes(pid_t process) {
  const std::string path = "/proc/" + std::to_string(process) + "/status";
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::array<char, 4096> text{};
  const ssize_t size = read(file, text.data(), text.size() - 1);
  close(file);
  const char* at = size > 0 ? std::strstr(text.data(), "RssAnon:") : nullptr;
  return at == nullptr ? 0 : std::atoll(at + 8);
}

double SecondsOf(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

int ExitOf(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

Ran Run(const std::vector<std::string>& command, bool look) {
  const auto start = Clock::now();
  const pid_t child = fork();
  if (child == 0) Become(command, -1);
  int status = 0;
  long long most = 0;
  rusage used{};
  while (look && wait4(child, &status, WNOHANG, &used) == 0) {
    most = std::max(most, AnonymousKibibytes(child));
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
  if (!look) wait4(child, &status, 0, &used);
  const std::chrono::duration<double> took = Clock::now() - start;
  const double processor = SecondsOf(used.ru_utime) + SecondsOf(used.ru_stime);
  return {ExitOf(status), took.count(), processor, static_cast<double>(most) / 1024};
}

Ran Fastest(const std::vector<std::string>& command, int times) {
  Ran best = Run(command);
  for (int i = 1; i < times; ++i) {
    const Ran next = Run(command);
    if (next.exit != 0 || next.seconds < best.seconds) best = next;
  }
  return best;
}

std::string OutputOf(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  const pid_t child = fork();
  if (child == 0) Become(command, ends[1]);
  close(ends[1]);
  std::string out;
  std::array<char, 65536> part{};
  for (ssize_t size; (size = read(ends[0], part.data(), part.size())) > 0;) {
    out.append(part.data(), static_cast<std::size_t>(size));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return ExitOf(status) == 0 ? out : std::string();
}

}  // namespace avouch::bench

#include "os/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

namespace avouch::os {
namespace {

// Exit codes of the child that is confined.
constexpr int kHeld = 0, kEscaped = 1, kNotAvailable = 2, kCannotConfine = 3;

class Sandbox : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "sandbox-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = std::filesystem::canonical(pattern);
    for (const char* name : {"in", "out", "else"}) {
      std::filesystem::create_directory(folder_ + "/" + name);
      std::ofstream(folder_ + "/" + name + "/file") << name;
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string At(const std::string& name) const { return folder_ + "/" + name; }

  // Runs `attack` in a child after both stages; the child's exit code.
  int Confined(const std::function<bool()>& holds, bool network = false) const {
    const pid_t child = fork();
    if (child == 0) _exit(InChild(holds, network));
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string folder_;

 private:
  int InChild(const std::function<bool()>& holds, bool network) const {
    const auto first = Confine({.writable = {At("out")}, .network = network});
    if (!first) return kCannotConfine;
    const auto second = ConfineReading({At("in"), At("in/file"), At("missing")});
    if (!second) return kCannotConfine;
    if (!first->programs || !first->writing || !*second) return kNotAvailable;
    return holds() ? kHeld : kEscaped;
  }
};

#define EXPECT_HOLDS(...)                                                                \
  do {                                                                                   \
    const int code = Confined(__VA_ARGS__);                                              \
    if (code == kNotAvailable) GTEST_SKIP() << "no seccomp or Landlock on this machine"; \
    EXPECT_EQ(code, kHeld);                                                              \
  } while (false)

bool CannotOpen(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (fd >= 0) close(fd);
  return fd < 0 && errno == EACCES;
}
bool CanOpen(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (fd >= 0) close(fd);
  return fd >= 0;
}

TEST_F(Sandbox, NoProgramCanBeStarted) {
  EXPECT_HOLDS([] {
    char name[] = "true";
    char* arguments[] = {name, nullptr};
    return execv("/bin/true", arguments) == -1 && errno == EPERM;
  });
}

TEST_F(Sandbox, NoSocketCanBeMade) {
  EXPECT_HOLDS([] {
    for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK}) {
      if (socket(family, SOCK_STREAM, 0) != -1 || errno != EPERM) return false;
    }
    return true;
  });
}

TEST_F(Sandbox, AVerbAboutTheNetworkKeepsItsSockets) {
  EXPECT_HOLDS([] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }, true);
}

TEST_F(Sandbox, WritingElsewhereFails) {
  EXPECT_HOLDS([this] {
    return CannotOpen(At("else/new"), O_WRONLY | O_CREAT) && CannotOpen(At("in/file"), O_WRONLY) &&
           CannotOpen(At("in/file"), O_RDWR) && unlink(At("else/file").c_str()) == -1 &&
           mkdir(At("else/sub").c_str(), 0700) == -1 &&
           rename(At("out/file").c_str(), At("else/moved").c_str()) == -1 &&
           symlink("x", At("else/link").c_str()) == -1 &&
           truncate(At("else/file").c_str(), 0) == -1;
  });
}

TEST_F(Sandbox, ModesAndTimesCannotBeChangedAnywhere) {
  EXPECT_HOLDS([this] {
    return chmod(At("in/file").c_str(), 0777) == -1 && errno == EPERM &&
           utimensat(AT_FDCWD, At("in/file").c_str(), nullptr, 0) == -1 && errno == EPERM;
  });
}

TEST_F(Sandbox, ReadingElsewhereFails) {
  EXPECT_HOLDS([this] {
    return CannotOpen(At("else/file"), O_RDONLY) &&
           CannotOpen(At("else"), O_RDONLY | O_DIRECTORY) && CannotOpen("/etc/passwd", O_RDONLY) &&
           CannotOpen(At("in/../else/file"), O_RDONLY);
  });
}

TEST_F(Sandbox, ASymbolicLinkInsideTheTargetLeadsNowhereElse) {
  ASSERT_EQ(symlink("../else/file", At("in/link").c_str()), 0);
  EXPECT_HOLDS([this] { return CannotOpen(At("in/link"), O_RDONLY); });
}

TEST_F(Sandbox, TheTargetCanBeReadAndTheOutputWritten) {
  EXPECT_HOLDS([this] {
    return CanOpen(At("in/file"), O_RDONLY) && CanOpen(At("in"), O_RDONLY | O_DIRECTORY) &&
           CanOpen(At("out/new"), O_WRONLY | O_CREAT | O_EXCL) &&
           rename(At("out/new").c_str(), At("out/newer").c_str()) == 0;
  });
}

TEST_F(Sandbox, ThreadsStartedLaterWorkAndAreConfined) {
  EXPECT_HOLDS([this] {
    bool held = false;
    std::thread worker([&] {
      held = CanOpen(At("in/file"), O_RDONLY) && CannotOpen(At("else/file"), O_RDONLY) &&
             socket(AF_INET, SOCK_STREAM, 0) == -1;
    });
    worker.join();
    return held;
  });
}

TEST_F(Sandbox, NothingCanBeTypedIntoTheTerminal) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) GTEST_SKIP() << "no pseudo-terminal on this machine";
  EXPECT_HOLDS([terminal] {
    char letter = 'x';
    return ioctl(terminal, TIOCSTI, &letter) == -1 && errno == EPERM;
  });
  close(terminal);
}

TEST_F(Sandbox, AnOutputFolderThatIsNotThereIsAnError) {
  const pid_t child = fork();
  if (child == 0) {
    const auto result = Confine({.writable = {At("missing")}});
    const bool told = !result && result.error().kind == ErrorKind::kNotFound &&
                      result.error().where == At("missing");
    _exit(told || (result && !result->writing) ? kHeld : kEscaped);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST(SandboxNote, SaysWhatDoesNotHold) {
  EXPECT_EQ(NoteOn({true, true, true, true}), "");
  EXPECT_NE(NoteOn({true, true, false, false}).find("Landlock"), std::string::npos);
  EXPECT_NE(NoteOn({}).find("seccomp"), std::string::npos);
}

}  // namespace
}  // namespace avouch::os

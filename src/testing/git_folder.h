// A folder of a test's own, with files to write and git to run in it.
//
// git sees no configuration but the repository's, and always the same person and
// time. Any thread; each object has its own folder.

#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace avouch::testing {

class GitFolder {
 public:
  GitFolder() {
    std::string pattern = std::filesystem::temp_directory_path().string() + "/git-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = std::filesystem::canonical(pattern).string();
  }
  GitFolder(const GitFolder&) = delete;
  GitFolder& operator=(const GitFolder&) = delete;
  ~GitFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string At(const std::string& name) const { return path_ + "/" + name; }

  void Write(const std::string& name, BytesView bytes) const {
    std::filesystem::create_directories(std::filesystem::path(At(name)).parent_path());
    std::filesystem::remove(At(name));
    std::ofstream(At(name), std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  [[nodiscard]] Bytes Read(const std::string& name) const {
    std::ostringstream out;
    out << std::ifstream(At(name), std::ios::binary).rdbuf();
    return std::move(out).str();
  }

  // Runs bash in the folder; returns what it wrote. A failure ends the test program.
  // NOLINTNEXTLINE(modernize-use-nodiscard): often run for what it does.
  Bytes Run(const std::string& command) const {
    const std::string script = path_ + "/.script";
    std::ofstream(script)
        << "set -e\n"
           "export LC_ALL=C TZ=UTC HOME=/nowhere GIT_CONFIG_NOSYSTEM=1\n"
           "export GIT_CONFIG_GLOBAL=/dev/null GIT_TERMINAL_PROMPT=0\n"
           "export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=gc.auto GIT_CONFIG_VALUE_0=0\n"
           "export GIT_CONFIG_KEY_1=maintenance.auto GIT_CONFIG_VALUE_1=false\n"
           "export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org\n"
           "export GIT_COMMITTER_NAME=C GIT_COMMITTER_EMAIL=c@example.org\n"
           "export GIT_AUTHOR_DATE='1700000000 +0100'\n"
           "export GIT_COMMITTER_DATE='1700000001 -0230'\n"
           "unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY\n"
        << "cd '" << path_ << "'\n"
        << command << "\n";
    FILE* pipe = popen(("bash '" + script + "'").c_str(), "r");
    if (pipe == nullptr) std::abort();
    Bytes out;
    char buffer[65536];
    while (std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
    if (pclose(pipe) != 0) {
      std::fprintf(stderr, "failed: %s\n", command.c_str());
      std::abort();
    }
    return out;
  }

 private:
  std::string path_;
};

}  // namespace avouch::testing

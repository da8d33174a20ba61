// Any bytes in the small files of a repository: its config, HEAD, packed and loose
// refs, shallow, alternates, and the pointer of a linked work tree. It is opened or
// refused; of what is opened the refs are sorted, each once, and no folder outside is
// read that holds no repository.
//
// The input is the files one after another, each ended by a line "--".

#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "git/config.h"
#include "git/repository.h"

namespace avouch {

namespace {

namespace fs = std::filesystem;

constexpr std::array kFiles = {"config",          "HEAD",    "packed-refs",
                               "refs/heads/main", "shallow", "objects/info/alternates",
                               "refs/tags/v1"};

// One folder for the life of the process.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "avouch-fuzz-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
    for (const char* name : {"refs/heads", "refs/tags", "objects/info", "objects/pack"})
      fs::create_directories(path_ / name);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void HoldRefs(const git::Repository& repository) {
  const auto& refs = repository.refs();
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (!refs[i].name.starts_with("refs/") || refs[i].name.find("..") != std::string::npos)
      std::abort();
    if (i > 0 && refs[i - 1].name >= refs[i].name) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  (void)git::ParseConfig(rest);
  for (const char* name : kFiles) {
    const std::size_t end = rest.find("--\n");
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 3);
    std::error_code ignored;
    fs::remove(folder.path() / name, ignored);
    if (!part.empty()) std::ofstream(folder.path() / name, std::ios::binary) << part;
  }
  const auto repository = git::Repository::Open(folder.path().string());
  if (!repository) return 0;
  HoldRefs(*repository);
  for (const char* revision : {"HEAD", "main", "v1", "HEAD~1", "refs/heads/main^2"})
    (void)repository->Resolve(revision);
  return 0;
}

}  // namespace avouch

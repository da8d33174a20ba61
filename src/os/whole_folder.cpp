#include "os/whole_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

#include "os/durable.h"
#include "os/file.h"

namespace avouch::os {
namespace {

std::unexpected<Error> FailWith(int error, std::string_view doing, const std::string& path) {
  return Fail(ErrorKind::kIo, std::string(doing) + ": " + std::strerror(error), path);
}

// ".name.avouch-<pid>-<what>" beside `path`.
std::string BesideName(const std::string& path, std::string_view what) {
  const std::size_t slash = path.rfind('/');
  const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
  return path.substr(0, start) + "." + path.substr(start) + ".avouch-" + std::to_string(getpid()) +
         "-" + std::string(what);
}

Status SyncFolder(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return {};  // A folder one may write to but not list: nothing to sync by.
  const bool synced = fsync(fd) == 0 || errno == EINVAL;
  const int error = errno;
  close(fd);
  if (!synced) return FailWith(error, "cannot sync", path);
  return {};
}

std::string FolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

void RemoveAll(const std::string& path) {
  std::error_code ignored;  // What is left beside does no harm
  std::filesystem::remove_all(path, ignored);
}

[[maybe_unused]] bool IsPlainName(const std::string& name) {
  return !name.empty() && !name.starts_with('/') && name.find("..") == std::string::npos;
}

Status WriteFiles(const std::string& folder, std::span<const FolderFile> files) {
  if (mkdir(folder.c_str(), 0777) != 0) return FailWith(errno, "cannot make a folder", folder);
  std::set<std::string> folders = {folder};
  for (const auto& file : files) {
    assert(IsPlainName(file.name));
    const std::string path = folder + "/" + file.name;
    if (folders.insert(FolderOf(path)).second) AVOUCH_CHECK_OK(MakeFolders(FolderOf(path)));
    AVOUCH_CHECK_OK(WriteNewFileDurably(path, file.bytes));
  }
  return {};
}

// In one step where the file system can.
Status PutInPlace(const std::string& fresh, const std::string& path) {
  if (KindOf(path) == FileKind::kNone) {
    if (rename(fresh.c_str(), path.c_str()) != 0) return FailWith(errno, "cannot write", path);
    return {};
  }
  if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0) {
    RemoveAll(fresh);
    return {};
  }
  if (errno != EINVAL && errno != ENOSYS) return FailWith(errno, "cannot write", path);
  const std::string old = BesideName(path, "old");
  if (rename(path.c_str(), old.c_str()) != 0) return FailWith(errno, "cannot write", path);
  if (rename(fresh.c_str(), path.c_str()) != 0) {
    const int error = errno;
    (void)rename(old.c_str(), path.c_str());
    return FailWith(error, "cannot write", path);
  }
  RemoveAll(old);
  return {};
}

}  // namespace

Status WriteFolderWhole(const std::string& path, std::span<const FolderFile> files) {
  std::string target = path;
  while (target.size() > 1 && target.ends_with('/')) target.pop_back();
  const FileKind kind = KindOf(target);
  if (kind == FileKind::kFile || kind == FileKind::kOther)
    return Fail(ErrorKind::kUsage, "is no folder", path);
  if (kind == FileKind::kFolder) {
    AVOUCH_TRY(target, RealPath(target));
  }
  const std::string fresh = BesideName(target, "new");
  RemoveAll(fresh);  // Of a process that had this number before, and died
  Status done = WriteFiles(fresh, files);
  if (done) done = PutInPlace(fresh, target);
  if (!done) {
    RemoveAll(fresh);
    return done;
  }
  return SyncFolder(FolderOf(target));
}

}  // namespace avouch::os

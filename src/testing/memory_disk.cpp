#include "testing/memory_disk.h"

#include "base/path.h"

namespace avouch::testing {
namespace {

std::unexpected<Error> Failed(const std::string& path) {
  return Fail(ErrorKind::kIo, "the disk fails", path);
}

std::unexpected<Error> Missing(const std::string& path) {
  return Fail(ErrorKind::kNotFound, "no such file", path);
}

Bytes AfterPowerCut(const Bytes& synced, const Bytes& now, Unsynced how) {
  const bool grew = now.starts_with(synced);
  const Bytes base = grew ? synced : Bytes();
  const Bytes rest = now.substr(base.size());
  switch (how) {
    case Unsynced::kLost:
      return synced;
    case Unsynced::kHalf:
      return base + rest.substr(0, rest.size() / 2);
    case Unsynced::kZeros:
      return base + Bytes(rest.size(), '\0');
    case Unsynced::kKept:
      return now;
  }
  return synced;
}

}  // namespace

class MemoryDisk::Held final : public Lock {
 public:
  explicit Held(std::shared_ptr<bool> lock) : lock_(std::move(lock)) { *lock_ = true; }
  ~Held() override { *lock_ = false; }

 private:
  std::shared_ptr<bool> lock_;
};

MemoryDisk::Fate MemoryDisk::NextCall(std::string_view what, const std::string& path) {
  if (dead_) return {0, true};
  if (++calls_ != fault_at_ || fault_ == Fault::kNone) return {};
  failed_call_ = std::string(what) + " " + path;
  dead_ = fault_ == Fault::kDies || fault_ == Fault::kDiesHalf;
  if (fault_ == Fault::kFlips) return {2, false, true};
  if (fault_ == Fault::kHappens) return {2, true};
  return {fault_ == Fault::kHalf || fault_ == Fault::kDiesHalf ? 1 : 0, true};
}

void MemoryDisk::Crash(const PowerCut& how) {
  EndProcess();
  if (!how.names_kept) names_ = synced_names_;
  for (auto& [path, file] : names_) {
    if (file == nullptr) continue;
    const bool gone = file->forgotten && how.bytes == Unsynced::kKept;
    Bytes left = AfterPowerCut(file->synced, file->now, gone ? Unsynced::kLost : how.bytes);
    file = std::make_shared<File>(File{left, left, false});
  }
  // What lies in a folder whose name is lost is lost with it.
  std::erase_if(names_, [&](const auto& entry) {
    std::string folder(PathFolder(entry.first));
    return !folder.empty() && !names_.contains(folder);
  });
  synced_names_ = names_;
}

Bytes MemoryDisk::Seen(const std::string& path) const {
  auto found = names_.find(path);
  return found == names_.end() || found->second == nullptr ? Bytes() : found->second->now;
}

std::vector<std::string> MemoryDisk::Paths() const {
  std::vector<std::string> out;
  for (const auto& [path, file] : names_) {
    if (file != nullptr) out.push_back(path);
  }
  return out;
}

Bytes MemoryDisk::State() const {
  Bytes out;
  for (const auto& [path, file] : names_) {
    out += path + '\0' + (file == nullptr ? Bytes("/") : file->now) + '\0';
  }
  return out;
}

void MemoryDisk::Spoil(const std::string& path, const Bytes& bytes) {
  auto file = std::make_shared<File>(File{bytes, bytes, false});
  names_[path] = file;
  synced_names_[path] = file;
}

MemoryDisk MemoryDisk::Copy() const {
  MemoryDisk out;
  std::map<std::shared_ptr<File>, std::shared_ptr<File>> copies = {{nullptr, nullptr}};
  auto copy = [&](const Names& names) {
    Names made;
    for (const auto& [path, file] : names) {
      auto& at = copies[file];
      if (file != nullptr && at == nullptr) at = std::make_shared<File>(*file);
      made[path] = at;
    }
    return made;
  };
  out.names_ = copy(names_);
  out.synced_names_ = copy(synced_names_);
  return out;
}

Result<Bytes> MemoryDisk::Read(const std::string& path, std::uint64_t offset, std::uint64_t limit) {
  if (NextCall("read", path).fails) return Failed(path);
  auto found = names_.find(path);
  if (found == names_.end()) return Missing(path);
  if (found->second == nullptr) return Failed(path);
  const Bytes& bytes = found->second->now;
  Bytes out = offset > bytes.size() ? Bytes() : bytes.substr(offset);
  if (out.size() > limit) return Fail(ErrorKind::kTooLarge, "larger than expected", path);
  return out;
}

Result<std::vector<std::string>> MemoryDisk::List(const std::string& folder) {
  if (NextCall("list", folder).fails) return Failed(folder);
  std::vector<std::string> out;
  for (const auto& [path, file] : names_) {
    if (PathFolder(path) == folder) out.emplace_back(PathName(path));
  }
  return out;
}

Status MemoryDisk::MakeFolder(const std::string& path) {
  Fate fate = NextCall("make folder", path);
  if (fate.halves == 2) {
    std::string above(PathFolder(path));
    if (!above.empty() && !names_.contains(above)) return Missing(path);
    auto [at, fresh] = names_.emplace(path, nullptr);
    if (at->second != nullptr) return Failed(path);
  }
  return fate.fails ? Status(Failed(path)) : Status();
}

Status MemoryDisk::Put(const std::string& path, BytesView bytes, bool append) {
  Fate fate = NextCall(append ? "append" : "write", path);
  if (fate.halves > 0) {
    std::string folder(PathFolder(path));
    if (!folder.empty() && !names_.contains(folder)) return Missing(path);
    if (append && !names_.contains(path)) return Missing(path);
    std::shared_ptr<File>& file = names_[path];
    if (file == nullptr) file = std::make_shared<File>();
    if (!append) file->now.clear(), file->forgotten = false;
    file->now += bytes.substr(0, fate.halves == 2 ? bytes.size() : bytes.size() / 2);
    if (fate.flips) file->now[file->now.size() - bytes.size() / 2 - 1] ^= 1;
  }
  return fate.fails ? Status(Failed(path)) : Status();
}

Status MemoryDisk::Write(const std::string& path, BytesView bytes) {
  return Put(path, bytes, false);
}

Status MemoryDisk::Append(const std::string& path, BytesView bytes) {
  return Put(path, bytes, true);
}

Status MemoryDisk::Sync(const std::string& path) {
  Fate fate = NextCall("sync", path);
  auto found = names_.find(path);
  if (found == names_.end() || found->second == nullptr) return Missing(path);
  File& file = *found->second;
  if (fate.halves == 2 && !file.forgotten) file.synced = file.now;
  if (fate.halves < 2) file.forgotten = true;
  return fate.fails ? Status(Failed(path)) : Status();
}

Status MemoryDisk::SyncFolder(const std::string& path) {
  Fate fate = NextCall("sync folder", path);
  if (fate.halves == 2) {
    if (!path.empty() && !names_.contains(path)) return Missing(path);
    std::erase_if(synced_names_,
                  [&](const auto& entry) { return PathFolder(entry.first) == path; });
    for (const auto& [name, file] : names_) {
      if (PathFolder(name) == path) synced_names_[name] = file;
    }
  }
  return fate.fails ? Status(Failed(path)) : Status();
}

Status MemoryDisk::Rename(const std::string& from, const std::string& to) {
  Fate fate = NextCall("rename", to);
  if (fate.halves == 2) {
    auto found = names_.find(from);
    if (found == names_.end()) return Missing(from);
    names_[to] = found->second;
    names_.erase(from);
  }
  return fate.fails ? Status(Failed(to)) : Status();
}

Status MemoryDisk::Remove(const std::string& path) {
  Fate fate = NextCall("remove", path);
  if (fate.halves == 2 && names_.erase(path) == 0) return Missing(path);
  return fate.fails ? Status(Failed(path)) : Status();
}

Result<std::unique_ptr<store::Disk::Lock>> MemoryDisk::TakeLock(const std::string& path) {
  if (NextCall("lock", path).fails) return Failed(path);
  if (*lock_) return Fail(ErrorKind::kIo, "another process writes here", path);
  return std::make_unique<Held>(lock_);
}

}  // namespace avouch::testing

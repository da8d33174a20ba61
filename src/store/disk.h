// The few things that the store asks of a disk, each of which can fail, happen in
// part, or happen and say that it did not.
//
// Paths are relative to the store's folder, '/' between parts. What is written is
// there after a crash only once it is synced: a file's bytes by Sync, its name by
// SyncFolder of the folder that it is in. Errors are kNotFound or kIo, and after
// any kIo nothing is known of what happened. One thread.

#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::store {

class Disk {
 public:
  class Lock {  // Held until it goes
   public:
    virtual ~Lock() = default;
  };

  virtual ~Disk() = default;

  // From byte `offset` to the end. Fails with kTooLarge beyond `limit` bytes.
  [[nodiscard]] virtual Result<Bytes> Read(const std::string& path, std::uint64_t offset,
                                           std::uint64_t limit) = 0;
  // Names of files and folders, sorted.
  [[nodiscard]] virtual Result<std::vector<std::string>> List(const std::string& folder) = 0;
  // Fine when it is there; the folder above must be.
  [[nodiscard]] virtual Status MakeFolder(const std::string& path) = 0;
  // Makes the file, or replaces what is in it. Neither at once nor durably.
  [[nodiscard]] virtual Status Write(const std::string& path, BytesView bytes) = 0;
  [[nodiscard]] virtual Status Append(const std::string& path, BytesView bytes) = 0;
  [[nodiscard]] virtual Status Sync(const std::string& path) = 0;
  [[nodiscard]] virtual Status SyncFolder(const std::string& path) = 0;  // "" is the store's own
  // In one step; takes the place of what is there.
  [[nodiscard]] virtual Status Rename(const std::string& from, const std::string& to) = 0;
  [[nodiscard]] virtual Status Remove(const std::string& path) = 0;
  // One holder among all processes; never waits. Fails with kIo while there is another.
  [[nodiscard]] virtual Result<std::unique_ptr<Lock>> TakeLock(const std::string& path) = 0;
};

// Puts files in place whole and durably: written beside, synced, read back, renamed,
// and the folder synced. A crash leaves the old file or the new one, and perhaps ".new".
class DurableFiles {
 public:
  explicit DurableFiles(Disk& disk) : disk_(&disk) {}

  // Fails with kIo, and with kIntegrity when other bytes are read back than were
  // written (one flipped bit has ended real logs). The path then has the old bytes, or
  // the new ones.
  [[nodiscard]] Status Put(const std::string& path, BytesView bytes);

 private:
  [[nodiscard]] Status MakeFolders(const std::string& folder);

  Disk* disk_;
  std::set<std::string> folders_ = {""};  // Known to be durable
};

}  // namespace avouch::store

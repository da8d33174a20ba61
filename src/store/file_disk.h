// A folder of the file system as a disk. One thread.

#pragma once

#include <map>
#include <string>

#include "store/disk.h"

namespace avouch::store {

class FileDisk final : public Disk {
 public:
  // `folder` must exist by the time something is written.
  explicit FileDisk(std::string folder) : folder_(std::move(folder)) {}
  FileDisk(const FileDisk&) = delete;
  FileDisk& operator=(const FileDisk&) = delete;
  ~FileDisk() override;

  Result<Bytes> Read(const std::string& path, std::uint64_t offset, std::uint64_t limit) override;
  Result<std::vector<std::string>> List(const std::string& folder) override;
  Status MakeFolder(const std::string& path) override;
  Status Write(const std::string& path, BytesView bytes) override;
  Status Append(const std::string& path, BytesView bytes) override;
  Status Sync(const std::string& path) override;
  Status SyncFolder(const std::string& path) override;
  Status Rename(const std::string& from, const std::string& to) override;
  Status Remove(const std::string& path) override;
  Result<std::unique_ptr<Lock>> TakeLock(const std::string& path) override;

 private:
  [[nodiscard]] std::string At(const std::string& path) const;
  [[nodiscard]] Status WriteTo(const std::string& path, BytesView bytes, int flags);
  void Close(const std::string& path);

  std::string folder_;
  // Written and not yet synced. The descriptor that wrote is the one that syncs:
  // an error of writing back is told to it for certain.
  std::map<std::string, int> written_;
};

}  // namespace avouch::store

#include "store/disk.h"

#include "base/path.h"

namespace avouch::store {

// From the top: a folder is made once the one it is in is durable. One that is
// there already may be left by a crash, so its name is synced too.
Status DurableFiles::MakeFolders(const std::string& folder) {
  for (std::size_t end = 0; end < folder.size();) {
    end = std::min(folder.find('/', end + 1), folder.size());
    std::string part = folder.substr(0, end);
    if (folders_.contains(part)) continue;
    AVOUCH_CHECK_OK(disk_->MakeFolder(part));
    AVOUCH_CHECK_OK(disk_->SyncFolder(std::string(PathFolder(part))));
    folders_.insert(part);
  }
  return {};
}

Status DurableFiles::Put(const std::string& path, BytesView bytes) {
  const std::string folder(PathFolder(path)), beside = path + ".new";
  AVOUCH_CHECK_OK(MakeFolders(folder));
  AVOUCH_CHECK_OK(disk_->Write(beside, bytes));
  AVOUCH_CHECK_OK(disk_->Sync(beside));
  AVOUCH_TRY(Bytes there, disk_->Read(beside, 0, bytes.size()));
  if (there != bytes) return Fail(ErrorKind::kIntegrity, "not what was written", beside);
  AVOUCH_CHECK_OK(disk_->Rename(beside, path));
  return disk_->SyncFolder(folder);
}

}  // namespace avouch::store

#include "source/folder.h"

#include <algorithm>

#include "os/folder_walk.h"
#include "source/limits.h"

namespace avouch::source {
namespace {

constexpr std::uint32_t kAnyoneExecutes = 0111;

class Walker : public os::WalkVisitor {
 public:
  Walker(const FolderOptions& options, FileVisitor& visitor)
      : options_(options), visitor_(visitor) {}

  void File(os::WalkedFile& file) override {
    const Wish wish = visitor_.Wants(file.path());
    if (wish == Wish::kLeave) return;
    if (wish == Wish::kUnsure) {
      std::uint32_t mode = 0;
      std::uint64_t size = 0;
      if (!file.Look(&mode, &size)) return visitor_.Left(file.path(), "gone while it was walked");
      if ((mode & kAnyoneExecutes) == 0 || size < kProgramHead) return;
    }
    if (wish == Wish::kProgram || wish == Wish::kUnsure) {
      const auto head = file.Head(kProgramHead);
      if (!head) return visitor_.Left(file.path(), head.error().what);
      if (!visitor_.IsProgram(*head)) return;
    }
    const auto bytes = file.All(wish == Wish::kRead ? kMaxReadBytes : kMaxMappedBytes);
    if (!bytes) return visitor_.Left(file.path(), bytes.error().what);
    visitor_.Read({file.path(), 0}, *bytes);
  }

  bool Enters(std::string_view folder) override {
    if (std::ranges::find(options_.leave, folder) == options_.leave.end())
      return visitor_.Enters(folder);
    visitor_.Left(folder, "left out as asked");
    return false;
  }

  void Left(std::string_view path, std::string_view why) override {
    visitor_.Left(path, std::string(why));
  }

 private:
  const FolderOptions& options_;
  FileVisitor& visitor_;
};

}  // namespace

Result<FileCounts> VisitFolder(const std::string& root, const FolderOptions& options,
                               FileVisitor& visitor) {
  Walker walker(options, visitor);
  AVOUCH_TRY(const os::WalkCounts counts, os::WalkFolder(root, walker));
  return FileCounts{counts.files, counts.folders, counts.links, counts.others, 0};
}

}  // namespace avouch::source

#include "git/listing.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

namespace avouch::git {
namespace {

using container::ObjectType;

constexpr std::size_t kMaxFolders = 2048;          // Depth of a path: git's core.maxTreeDepth
constexpr std::size_t kMaxEntries = 1'000'000;     // Of one tree
constexpr std::size_t kMaxPathBytes = 256u << 20;  // Of one tree: deep folders repeat long paths

class Lister {
 public:
  Lister(Reader& reader, std::size_t id_size) : reader_(reader), id_size_(id_size) {}

  Result<Listing> Run(const ObjectId& tree) {
    AVOUCH_TRY(Object root, reader_.ReadOf(tree, ObjectType::kTree));
    levels_.push_back({root.bytes});
    while (!levels_.empty()) {
      Level& level = levels_.back();
      path_.resize(level.path_size);
      if (level.at >= level.tree->size())
        levels_.pop_back();
      else
        AVOUCH_CHECK_OK(Next(level));
    }
    auto& all = out_.entries;
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return std::move(out_);
  }

 private:
  // A folder that is being listed, on a stack of our own: trees may nest deeper than
  // a thread can.
  struct Level {
    std::shared_ptr<const Bytes> tree;
    std::size_t at = 0, path_size = 0;
    std::unordered_set<std::string_view> names = {};
  };

  Status Next(Level& level) {
    auto entry = container::NextTreeEntry(*level.tree, level.at, id_size_);
    if (!entry) {
      ++out_.corrupt;
      level.at = level.tree->size();
      return {};
    }
    // Of a name that is there twice, as file and folder too, the first counts.
    if (container::IsOddName(entry->name) || container::IsOddMode(entry->mode) ||
        !level.names.insert(entry->name).second) {
      ++out_.odd;
      return {};
    }
    if (!path_.empty()) path_ += '/';
    path_ += entry->name;
    path_bytes_ += path_.size();
    if (++seen_ > kMaxEntries || path_bytes_ > kMaxPathBytes)
      return Fail(ErrorKind::kTooLarge, "more files than this reader takes");
    if (entry->is_tree()) return Enter(entry->id);
    out_.entries.push_back({path_, entry->mode, entry->id});
    return {};
  }

  // The folder that path_ names.
  Status Enter(const ObjectId& id) {
    if (levels_.size() > kMaxFolders)
      return Fail(ErrorKind::kTooLarge, "folders nested deeper than " + std::to_string(kMaxFolders),
                  path_.substr(0, 80), "git itself goes no deeper (core.maxTreeDepth)");
    auto object = reader_.ReadOf(id, ObjectType::kTree);
    if (object)
      levels_.push_back({object->bytes, 0, path_.size()});
    else
      ++(object.error().kind == ErrorKind::kNotFound ? out_.missing : out_.corrupt);
    return {};
  }

  Reader& reader_;
  std::size_t id_size_, seen_ = 0, path_bytes_ = 0;
  std::string path_;
  std::vector<Level> levels_;
  Listing out_;
};

}  // namespace

Result<Listing> ListTree(Reader& reader, const ObjectId& tree, std::size_t id_size) {
  return Lister(reader, id_size).Run(tree);
}

}  // namespace avouch::git

// The visitor that makes an inventory's items of files, and takes back what a layer removes.
//
// One thread.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "collect/inventory_names.h"
#include "collect/inventory_source.h"
#include "collect/together.h"
#include "formats/sbom_place.h"
#include "source/file_visitor.h"

namespace avouch::collect {

class InventoryVisitor : public source::FileVisitor {
 public:
  explicit InventoryVisitor(const ContentReaders& readers)
      : readers_(readers), names_(readers.is_archive) {}

  // From now on only databases and file lists are read, or (false) what is no such thing.
  // A folder is walked twice, so that a program is read when its owner is known.
  enum class Part { kAll, kOwners, kRest };
  void Only(Part part);

  bool Enters(std::string_view folder) override;
  source::Wish Wants(std::string_view path) override;
  bool IsProgram(BytesView head) override;
  void Read(const source::VisitedFile& file, BytesView bytes) override;
  void Gone(std::string_view path, bool self, bool below, std::uint32_t layer) override;
  void Left(std::string_view path, std::string why) override;

  // Caches of packages among the folders entered.
  [[nodiscard]] const std::vector<source::CacheFound>& caches() const { return caches_; }
  // What was found, put together: owners, licences and the system's name are filled in.
  void MoveInto(const source::PackageCaches& caches, InventoryReading& out);

 private:
  using Owned = std::vector<std::pair<std::uint64_t, std::uint32_t>>;  // Hash of path, package
  // What was made of one file.
  struct Found {
    std::uint32_t layer = 0;
    bool program = false;
    std::vector<InventoryItem> items;
    std::optional<ProjectPart> part;  // Becomes an item when all others are there
    std::vector<model::FoundList> lists;
    std::vector<std::string> licences;
    Owned owned;
  };
  void ReadText(const NameVerdict& verdict, const Path& path, BytesView bytes, Found& found);
  void ReadContent(FileRole role, const Path& path, BytesView bytes, Found& found);
  void ReadSbom(const Path& path, BytesView bytes, Found& found);
  void ReadOwners(const Path& path, BytesView bytes, Found& found);
  void KeepLayers(const std::string& path, Found& found);
  void Remember(const std::string& path, const Found& found);
  void SortOwners();
  [[nodiscard]] const std::string* OwnerOf(std::string_view path) const;
  void TellTogether(const source::PackageCaches& caches);
  void FillLicences(InventoryItem& item) const;
  void FillSystem(std::vector<InventoryItem>& items) const;

  const ContentReaders& readers_;
  InventoryNames names_;
  Part part_ = Part::kAll;
  std::map<std::string, Found, std::less<>> found_;
  // What a database said before a layer wrote it anew: component to the layer it came with.
  std::map<std::string, std::unordered_map<std::string, std::uint32_t>, std::less<>> earlier_;
  std::vector<std::string> packages_;
  Owned owners_;  // Sorted once all are known
  std::vector<source::CacheFound> caches_;
  std::vector<model::LeftOut> left_;
  formats::SbomBudget sboms_;
  long long wanted_ = 0, read_ = 0;
};

}  // namespace avouch::collect

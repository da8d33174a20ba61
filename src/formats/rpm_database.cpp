#include "formats/rpm_database.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/package_needs.h"
#include "formats/rpm_blobs.h"
#include "formats/rpm_header.h"
#include "formats/system_package.h"

namespace avouch::formats {
namespace {

// Bytes of names kept of all headers together; the largest installations have
// some 20 MB.
constexpr std::size_t kMaxNames = 256u << 20;

// Names that outlive the header that they stand in, each once.
class NamePool {
 public:
  std::string_view Keep(std::string_view name) {
    if (const auto found = names_.find(std::string(name)); found != names_.end()) return *found;
    if (name.size() > kMaxNames - bytes_) return {};
    bytes_ += name.size();
    return *names_.emplace(name).first;
  }
  [[nodiscard]] bool empty() const { return names_.empty(); }
  [[nodiscard]] bool Has(std::string_view name) const { return names_.contains(std::string(name)); }

 private:
  std::unordered_set<std::string> names_;
  std::size_t bytes_ = 0;
};

bool IsPackageName(std::string_view need) {
  return !need.empty() && !need.starts_with("rpmlib(") && !need.starts_with("if(") &&
         !need.starts_with('(');  // Rich ones: "(a if b)"
}

class Database {
 public:
  explicit Database(const Path& path) {
    manifest_.ecosystem = model::Ecosystem::kRpm;
    manifest_.format = "rpm-database";
    manifest_.path = path;
  }

  void Package(BytesView blob) {
    const auto header = RpmHeader::Read(blob);
    if (!header) return void(++left_);
    const std::string_view name = header->Text(RpmTag::kName);
    if (name == "gpg-pubkey") return void(++keys_);
    if (name.empty() || header->Text(RpmTag::kVersion).empty())
      return notes_.Add("a package without name or version");
    const auto index = static_cast<std::uint32_t>(manifest_.components.size());
    manifest_.components.push_back(ComponentOf(*header, manifest_.path));
    needs_.Offers(index, names_.Keep(name), true);
    for (const auto one : header->Texts(RpmTag::kProvides))
      if (one != name) needs_.Offers(index, names_.Keep(one), false);
    for (const auto one : header->Texts(RpmTag::kRequires)) {
      if (!IsPackageName(one)) continue;
      needs_.Wants(index, {names_.Keep(one)});
      if (one.front() == '/') files_.Keep(one);
    }
  }

  // A second pass: whose are the files that others need?
  void Files(BytesView blob) {
    const auto header = RpmHeader::Read(blob);
    if (!header || header->Text(RpmTag::kName) == "gpg-pubkey" ||
        header->Text(RpmTag::kName).empty() || header->Text(RpmTag::kVersion).empty())
      return;
    const std::uint32_t index = next_++;
    const auto folders = header->Texts(RpmTag::kFolderNames);
    const auto which = header->Numbers(RpmTag::kFolderIndexes);
    const auto names = header->Texts(RpmTag::kFileNames);
    std::string path;
    for (std::size_t i = 0; i < names.size() && i < which.size(); ++i) {
      if (which[i] >= folders.size()) continue;
      path.assign(folders[which[i]]).append(names[i]);
      if (files_.Has(path)) needs_.Offers(index, files_.Keep(path), false);
    }
  }

  [[nodiscard]] bool WantsFiles() const { return !files_.empty(); }

  model::Manifest Take(std::size_t left) {
    const auto unread = static_cast<long long>(left) + left_;
    if (unread > 0) notes_.Add(Count("record", unread) + " could not be read");
    if (keys_ > 0) notes_.Add(Count("signing key", keys_) + " left out: no packages");
    needs_.Resolve(&manifest_.components);
    if (needs_.full()) notes_.Add("more needs than are kept: the edges are not all");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  model::Manifest manifest_;
  Notes notes_;
  PackageNeeds needs_;
  NamePool names_, files_;
  long long left_ = 0, keys_ = 0;
  std::uint32_t next_ = 0;
};

}  // namespace

bool IsRpmDatabase(const Path& path) {
  const std::string_view name = path.name(), folder = path.folder();
  if (name != "rpmdb.sqlite" && name != "Packages.db" && name != "Packages") return false;
  for (const std::string_view end : {"lib/rpm", "lib/sysimage/rpm", "share/rpm"})
    if (folder.ends_with(end) &&
        (folder.size() == end.size() || folder[folder.size() - end.size() - 1] == '/'))
      return true;
  return false;
}

Result<model::Manifest> ReadRpmDatabase(const Path& path, BytesView bytes) {
  Database database(path);
  std::size_t left = 0;
  auto read = ForEachRpmBlob(bytes, [&](BytesView blob) { database.Package(blob); }, &left);
  if (!read) {
    read.error().where = ToUtf8(path.bytes);
    return std::unexpected(std::move(read.error()));
  }
  if (database.WantsFiles())
    (void)ForEachRpmBlob(bytes, [&](BytesView blob) { database.Files(blob); }, nullptr);
  return database.Take(left);
}

}  // namespace avouch::formats

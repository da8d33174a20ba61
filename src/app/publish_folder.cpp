#include "app/publish_folder.h"

#include <set>

#include "base/text.h"
#include "crypto/hash.h"
#include "os/file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxSums = 4u << 20;
constexpr std::size_t kMaxEntries = 20'000;
constexpr std::size_t kMaxDepth = 4;
constexpr std::size_t kHex = 64;

using Sums = std::map<std::string, std::string>;  // Digest by name

// Lines of "HEX  NAME".
Result<Sums> ReadSums(const std::string& text, const std::string& where) {
  Sums out;
  int number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    if (line.empty()) continue;
    const bool whole =
        line.size() > kHex + 2 && line.substr(kHex, 2) == "  " && ParseDigest(line.substr(0, kHex));
    const std::string name(whole ? line.substr(kHex + 2) : "");
    if (!whole || name.starts_with('/') || name.find("..") != std::string::npos)
      return Fail(ErrorKind::kMalformed, "is no list of sums",
                  where + ":" + std::to_string(number));
    out[name] = line.substr(0, kHex);
  }
  return out;
}

// Names below `folder`, "rota/claims.html".
Status ListBelow(const std::string& folder, const std::string& prefix, std::size_t depth,
                 std::set<std::string>& out) {
  AVOUCH_TRY(const auto entries, os::ListFolder(folder + "/" + prefix, kMaxEntries));
  for (const auto& entry : entries) {
    if (entry.kind != os::FileKind::kFolder || depth == kMaxDepth) {
      out.insert(prefix + entry.name);
      continue;
    }
    AVOUCH_CHECK_OK(ListBelow(folder, prefix + entry.name + "/", depth + 1, out));
  }
  return {};
}

bool IsBundleName(const std::string& name) {
  return name.ends_with(".avouch") && name.find("/bundles/") != std::string::npos;
}

Status OnlyWhatIsListed(const std::set<std::string>& names, const Sums& sums,
                        const std::string& folder) {
  for (const auto& name : names)
    if (name != kSumsFile && !sums.contains(name))
      return Fail(ErrorKind::kUsage, "holds what publish did not write: " + Printable(name), folder,
                  "publish into a folder of its own, and copy it from there");
  return {};
}

}  // namespace

Result<PublishedFolder> ReadPublished(const std::string& folder, const std::string& fingerprint,
                                      Time now) {
  PublishedFolder out;
  const os::FileKind kind = os::KindOf(folder);
  if (kind == os::FileKind::kNone) return out;
  if (kind != os::FileKind::kFolder) return Fail(ErrorKind::kUsage, "is no folder", folder);
  std::set<std::string> names;
  AVOUCH_CHECK_OK(ListBelow(folder, "", 0, names));
  if (names.empty()) return out;
  const std::string list = folder + "/" + std::string(kSumsFile);
  if (names.contains(std::string(kSumsFile))) {
    AVOUCH_TRY(out.sums, os::ReadWholeFile(list, kMaxSums));
  }
  AVOUCH_TRY(const Sums sums, ReadSums(out.sums, list));
  AVOUCH_CHECK_OK(OnlyWhatIsListed(names, sums, folder));
  for (const auto& [name, digest] : sums) {
    if (!IsBundleName(name)) continue;
    if (!names.contains(name))
      return Fail(ErrorKind::kIntegrity, "was published here and is no longer there",
                  folder + "/" + name, "put it back: what was said is kept");
    AVOUCH_TRY(auto bundle, OpenBundleFile(folder + "/" + name, fingerprint, now));
    if (bundle->digest.hex() != digest)
      return Fail(ErrorKind::kIntegrity, "is another bundle than was published here",
                  folder + "/" + name);
    out.bundles.push_back(std::move(bundle));
  }
  return out;
}

bool IsUnchanged(const std::string& folder, const PublishedFolder& before) {
  const auto now = os::ReadWholeFile(folder + "/" + std::string(kSumsFile), kMaxSums);
  return now ? *now == before.sums : before.sums.empty();
}

std::string SumsOf(const std::vector<os::FolderFile>& files) {
  std::string out;
  for (const auto& file : files)
    out += crypto::Sha256Of(file.bytes).hex() + "  " + file.name + "\n";
  return out;
}

}  // namespace avouch::app

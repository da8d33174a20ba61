#include "app/organisation_place.h"

#include "base/path.h"
#include "base/text.h"
#include "os/file.h"
#include "statement/organisation_file.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxProductFile = 4u << 20;
constexpr std::string_view kFile = statement::kOrganisationFileName;

bool IsOrganisation(const std::string& folder) {
  return os::KindOf(JoinPath(folder, kFile)) == os::FileKind::kFile;
}

}  // namespace

Result<std::string> FindOrganisationFolder(const std::string& org) {
  std::string folder = org.empty() ? "." : org;
  const std::string product(statement::kProductFileName);
  if (org.empty() && os::KindOf(product) == os::FileKind::kFile) {
    AVOUCH_TRY(const Bytes yaml, os::ReadWholeFile(product, kMaxProductFile));
    AVOUCH_TRY(const auto file, statement::ReadProductFile(yaml));
    if (!file.product.organisation.empty()) folder = file.product.organisation;
  }
  if (IsOrganisation(folder)) return folder;
  return Fail(ErrorKind::kNotFound, "no " + std::string(kFile) + " there", folder,
              "--org FOLDER, or make one: avouch init --new-organisation FOLDER");
}

Result<model::Organisation> ReadOrganisationAt(const std::string& folder) {
  const std::string file = JoinPath(folder, kFile);
  AVOUCH_TRY(const Bytes yaml, os::ReadWholeFile(file, statement::kMaxOrganisationBytes));
  return statement::ReadOrganisationFile(yaml, file);
}

std::string BelowFolder(const std::string& folder, const std::string& typed) {
  const std::string inside = ResolvePath("", typed);
  if (!typed.starts_with('/') && !inside.empty() &&
      os::KindOf(JoinPath(folder, inside)) == os::FileKind::kFile)
    return inside;
  const auto root = os::RealPath(folder), file = os::RealPath(typed);
  if (!root || !file || !file->starts_with(*root + "/")) return {};
  return file->substr(root->size() + 1);
}

}  // namespace avouch::app

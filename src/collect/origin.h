// Whose file is it? Told from the paths of a tree, and a few short files in it.
//
// Rule 3 of the project's rules (docs/rules.md). The outermost folder that says
// something decides for all below it: third_party/x/test is x's, test/x/vendor
// is a test's. Where a name alone could be the product's own word (vendor,
// external, thirdparty, test, spec), a second mark is asked for.
//
// Building is linear in the number of paths times their depth. Afterwards any
// thread may ask.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/place.h"

namespace avouch::collect {

struct OriginReason {
  model::Origin origin = model::Origin::kOwn;
  std::string reason;  // "under third_party/"; empty for kOwn
};

// The bytes of one small file of the tree.
using ReadMark = std::function<Result<Bytes>(const std::string& path)>;

// A folder, or one file, that is somebody else's project as a whole.
struct VendoredRoot {
  std::string path;
  std::string why;  // "under third_party/", "has its own LICENSE by The zlib authors"
  bool file = false;
  long long files = 0;  // Below it; 1 for a file
};

class Origins {
 public:
  // REQUIRES: `paths` is sorted and names each file once; submodules may be among them.
  // With `read`, licences inside the tree are held against the root's: another
  // holder's makes a folder somebody else's. Without it only names decide.
  explicit Origins(std::vector<std::string> paths, const ReadMark& read = {});

  [[nodiscard]] OriginReason Of(const Path& path) const;

  // Sorted by path; none lies in another.
  [[nodiscard]] const std::vector<VendoredRoot>& vendored() const { return vendored_; }
  [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }

 private:
  struct Folder;
  class Builder;
  struct Verdict {
    model::Origin origin = model::Origin::kOwn;
    std::string reason;
    std::uint32_t data = 0;  // Bits of extensions that are product data here
    bool locale = false;
    bool sources_beside = false;  // x.js lies beside x.min.js
  };

  std::vector<std::string> paths_;
  std::unordered_map<std::string, Verdict> folders_;
  std::vector<VendoredRoot> vendored_;
};

// Where a forge honours governance files: the root, .github/ and docs/.
[[nodiscard]] bool IsGovernancePlace(const Path& path);

// "jquery-3.6.0.min.js" is {"jquery", "3.6.0"}; name is empty for any other file.
struct LibraryFile {
  std::string name, version;
};
[[nodiscard]] LibraryFile LibraryFileOf(std::string_view file_name);

}  // namespace avouch::collect

// The tree is folded once into folders with marks and counts; then each folder,
// parents first, is judged by its own name and marks. Rejected: judging each
// path by patterns alone. "vendor" is a Go convention and a word of purchasing,
// "thirdparty" a folder of copies and a feature of a risk register; what lies
// in the folder tells them apart, a pattern cannot.

#include "collect/origin.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "base/text.h"
#include "collect/licence_holder.h"
#include "collect/origin_names.h"
#include "formats/document.h"

namespace avouch::collect {

using model::Origin;

namespace {
constexpr std::size_t kMaxLicences = 4;     // Of one folder; MIT, Apache and a notice are common.
constexpr int kMaxNotices = 4;              // Files of one folder whose heads are read for a notice
constexpr int kMaxOwnNotices = 16;          // Of the product, to know whose its own are
constexpr std::size_t kNoticeBytes = 4096;  // A notice stands at the head of a file.
constexpr std::size_t kMarkBytes = 65536;   // And what a library says of itself soon after it
}  // namespace

struct Origins::Folder {
  std::string path, name;  // name in lower case
  std::string spelt;       // As written
  int parent = -1, depth = 0;
  std::uint32_t marks = 0, child_marks = 0;  // Own files; those of child folders
  long long files = 0;                       // In the whole subtree
  int code = 0, test_code = 0, minified = 0, direct = 0;
  std::array<int, kDataKinds> data{}, data_below{};
  std::vector<int> children;
  std::vector<std::string> licences;  // Paths; at most kMaxLicences are read
};

class Origins::Builder {
 public:
  Builder(Origins& out, const ReadMark& read) : out_(out), read_(read) {}

  void Build() {
    AddFolder("", -1);
    for (const auto& path : out_.paths_) AddFile(path);
    for (std::size_t i = folders_.size(); i-- > 1;) {
      Folder& parent = folders_[static_cast<std::size_t>(folders_[i].parent)];
      parent.files += folders_[i].files;
      parent.child_marks |= folders_[i].marks;
      for (int kind = 0; kind < kDataKinds; ++kind)
        parent.data_below[static_cast<std::size_t>(kind)] +=
            folders_[i].data_below[static_cast<std::size_t>(kind)];
    }
    ReadRootHolder();
    ReadStems();
    verdicts_.resize(folders_.size());
    for (std::size_t i = 0; i < folders_.size(); ++i) Judge(i);
    for (std::size_t i = 0; i < folders_.size(); ++i)
      out_.folders_.emplace(folders_[i].path, std::move(verdicts_[i]));
    SingleFiles();
    std::sort(out_.vendored_.begin(), out_.vendored_.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
  }

 private:
  int AddFolder(std::string_view path, int parent) {
    Folder folder;
    folder.path = path;
    folder.spelt = path.substr(path.rfind('/') + 1);
    folder.name = Lower(folder.spelt);
    folder.parent = parent;
    folder.depth = parent < 0 ? 0 : folders_[static_cast<std::size_t>(parent)].depth + 1;
    int index = static_cast<int>(folders_.size());
    if (parent >= 0) folders_[static_cast<std::size_t>(parent)].children.push_back(index);
    folders_.push_back(std::move(folder));
    index_.emplace(path, index);
    return index;
  }

  int FolderOf(std::string_view path) {
    if (auto at = index_.find(std::string(path)); at != index_.end()) return at->second;
    // A path is at most 4096 bytes of parts, so this loop is bounded by it.
    std::vector<std::string_view> missing;
    std::string_view known = path;
    int parent = 0;
    while (!known.empty()) {
      if (auto at = index_.find(std::string(known)); at != index_.end()) {
        parent = at->second;
        break;
      }
      missing.push_back(known);
      std::size_t slash = known.rfind('/');
      known = slash == known.npos ? std::string_view() : known.substr(0, slash);
    }
    for (std::size_t i = missing.size(); i-- > 0;) parent = AddFolder(missing[i], parent);
    return parent;
  }

  void AddFile(std::string_view path) {
    std::size_t slash = path.rfind('/');
    int index = FolderOf(slash == path.npos ? std::string_view() : path.substr(0, slash));
    Folder& folder = folders_[static_cast<std::size_t>(index)];
    std::string name = Lower(path.substr(slash == path.npos ? 0 : slash + 1));
    ++folder.files;
    ++folder.direct;
    std::uint32_t marks = MarkOfFile(name);
    folder.marks |= marks;
    if ((marks & kLicence) && folder.licences.size() < kMaxLicences)
      folder.licences.emplace_back(path);
    if (IsMinified(name) || !LibraryFileOf(name).name.empty())
      ++folder.minified;
    else if (IsTestFile(name))
      ++folder.test_code;
    else if (IsCode(name))
      ++folder.code;
    if (std::uint32_t bit = DataBit(name)) {
      std::size_t kind = static_cast<std::size_t>(std::countr_zero(bit));
      ++folder.data[kind];
      ++folder.data_below[kind];
    }
    if (folder.name == ".github" && folder.parent > 0)
      folders_[static_cast<std::size_t>(folder.parent)].marks |= kOwnCi;
    if (folder.name == "workflows" && folder.depth > 2) {
      const Folder& github = folders_[static_cast<std::size_t>(folder.parent)];
      if (github.name == ".github")
        folders_[static_cast<std::size_t>(github.parent)].marks |= kOwnCi;
    }
  }

  void ReadRootHolder() {
    if (!read_) return;
    for (const auto& path : out_.paths_) {
      if (path.find('/') != path.npos) continue;
      std::string name = Lower(path);
      if (!IsLicenceFile(name) && name != "notice" && !name.starts_with("notice.")) continue;
      auto bytes = read_(path);
      if (!bytes) continue;
      if (root_family_.empty()) root_family_ = LicenceFamily(*bytes);
      Holder holder = HolderOf(*bytes);
      if (root_.name.empty()) root_.name = holder.name;
      root_.words.insert(holder.words.begin(), holder.words.end());
    }
  }

  bool AnyAbove(const Folder& folder, bool (*is)(std::string_view)) const {
    for (int at = folder.parent; at > 0; at = folders_[static_cast<std::size_t>(at)].parent)
      if (is(folders_[static_cast<std::size_t>(at)].name)) return true;
    return false;
  }

  void Set(std::size_t i, Origin origin, std::string reason) {
    verdicts_[i].origin = origin;
    verdicts_[i].reason = std::move(reason);
  }

  void Judge(std::size_t i) {
    const Folder& folder = folders_[i];
    if (folder.parent < 0) {
      verdicts_[i].sources_beside = folder.code > 0;
      return;
    }
    const Verdict& above = verdicts_[static_cast<std::size_t>(folder.parent)];
    if (above.origin != Origin::kOwn) {
      verdicts_[i].origin = above.origin;
      verdicts_[i].reason = above.reason;
      return;
    }
    verdicts_[i].data = above.data;
    verdicts_[i].locale = above.locale || IsLocaleFolder(folder.name);
    if (folder.path == ".github" || folder.path.starts_with(".github/")) return;
    ByName(i);
    if (verdicts_[i].origin == Origin::kOwn) ByMarks(i);
    if (verdicts_[i].origin == Origin::kOwn) Data(i);
  }

  void ByName(std::size_t i) {
    const Folder& folder = folders_[i];
    std::string under = "under " + folder.path + "/";
    if (IsTestFolder(folder.name) || IsTests(folder)) return Set(i, Origin::kTest, under);
    if (IsExampleFolder(folder.name) ||
        (IsVagueExampleFolder(folder.name) && !AnyAbove(folder, IsCodeRoot)))
      return Set(i, Origin::kExample, under);
    if (IsDocumentationFolder(folder.name) && folder.depth <= 2 && !AnyAbove(folder, IsCodeRoot))
      return Set(i, Origin::kDocumentation, under);
    if (IsScaffoldFolder(folder.name) && !AnyAbove(folder, IsCodeRoot))
      return Set(i, Origin::kProductData, "a template of other projects: " + under);
    if (IsStarterFolder(folder.name, folders_[static_cast<std::size_t>(folder.parent)].name))
      return Set(i, Origin::kProductData, "a template of other projects: " + under);
    if (IsVendorFolder(folder.name) &&
        ((folder.name != "pods" && folder.name != "carthage") || folder.spelt != folder.name))
      return Container(i, under);
    if (IsVagueVendorFolder(folder.name) && IsVendored(folder)) return Container(i, under);
    if (IsGeneratedFolder(folder.name) && !IsFile(folder.path + "/main.go"))
      return Set(i, Origin::kGenerated, under);
    if (folder.name == "dist" && folder.minified + folder.code > 0 && !(folder.marks & kManifest))
      return Set(i, Origin::kGenerated, under);
  }

  // "test" may be the product's own word (an application about tests), "spec"
  // its interface description.
  bool IsTests(const Folder& folder) const {
    if (!IsVagueTestFolder(folder.name)) return false;
    bool tests =
        folder.test_code > 0 || (folder.marks & kSpecHelper) || (folder.child_marks & kSpecHelper);
    if (folder.name.starts_with("spec")) return tests;
    // A package of the application, right below it: app/functional_tests/dao.py.
    bool package =
        folder.name == "functional_tests" && folder.code > 0 && AnyAbove(folder, IsCodeRoot);
    return tests || !(package || (folder.marks & kDjangoApp));
  }

  // A second mark beside the name "vendor", "external" ...
  bool IsVendored(const Folder& folder) {
    if (folder.marks & (kGoModules | kImported)) return true;
    if ((folder.marks & kLicence) && !(folder.marks & kManifest)) return true;
    if (HasOthersNotices(folder)) return true;
    if (folder.code > 0 || folder.test_code > 0) return false;
    if (folder.minified > 0) return true;
    for (int child : folder.children) {
      const Folder& below = folders_[static_cast<std::size_t>(child)];
      if (below.marks & (kLicence | kImported | kConfigure)) return true;
      if (below.child_marks & (kLicence | kImported)) return true;
    }
    // At the root the name is a convention that needs no more.
    return folder.depth <= 1 && folder.name != "deps" && !folder.children.empty();
  }

  // The notices at the heads of its files name somebody, and nobody of the product.
  bool HasOthersNotices(const Folder& folder) {
    if (!read_) return false;
    int seen = 0;
    std::string prefix = folder.path + "/";
    for (auto at = std::lower_bound(out_.paths_.begin(), out_.paths_.end(), prefix);
         at != out_.paths_.end() && at->starts_with(prefix) && seen < kMaxNotices; ++at) {
      if (!IsCode(Lower(PathName(*at)))) continue;
      auto bytes = read_(*at);
      if (!bytes) return false;
      Holder holder = HolderOf(std::string_view(*bytes).substr(0, kNoticeBytes));
      if (!holder.known() || holder.Shares(Own())) return false;
      ++seen;
    }
    return seen > 0;
  }

  // Whose notices the product's own files bear: the root's, and those of the first
  // file of each folder that is not named as one of copies.
  const Holder& Own() {
    if (own_) return *own_;
    own_ = root_;
    int seen = 0;
    for (const Folder& folder : folders_) {
      auto named = [](std::string_view name) {
        return IsVagueVendorFolder(name) || IsVendorFolder(name);
      };
      if (seen >= kMaxOwnNotices || folder.code == 0 || named(folder.name) ||
          AnyAbove(folder, named))
        continue;
      for (const auto& path : DirectFiles(folder)) {
        if (!IsCode(Lower(PathName(path)))) continue;
        ++seen;
        if (auto bytes = read_(path)) {
          Holder holder = HolderOf(std::string_view(*bytes).substr(0, kNoticeBytes));
          own_->words.insert(holder.words.begin(), holder.words.end());
        }
        break;
      }
    }
    return *own_;
  }

  // All below is others'; each project in it is one root.
  void Container(std::size_t i, const std::string& under) {
    Set(i, Origin::kVendored, "somebody else's: " + under);
    const Folder& folder = folders_[i];
    if (folder.marks & kLicence && folder.code > 0) return AddRoot(folder, under);
    for (int child : folder.children) AddChild(folders_[static_cast<std::size_t>(child)], under, 0);
    for (const auto& path : DirectFiles(folder)) {
      std::string name = Lower(std::string_view(path).substr(path.rfind('/') + 1));
      if (IsCode(name) || IsMinified(name)) out_.vendored_.push_back({path, under, true, 1});
    }
  }

  // vendor/javascript and vendor/assets/stylesheets of Rails: each file is one copy.
  void AddFiles(const Folder& folder, const std::string& under) {
    for (int below : folder.children) AddChild(folders_[static_cast<std::size_t>(below)], under, 1);
    for (const auto& path : DirectFiles(folder)) {
      const std::string name = Lower(PathName(path));
      if (IsCode(name) || name.ends_with(".css") || name.ends_with(".scss"))
        out_.vendored_.push_back({path, under, true, 1});
    }
  }

  void AddChild(const Folder& child, const std::string& under, int level) {
    if (IsAssetFolder(child.name) && (child.marks & (kLicence | kManifest)) == 0)
      return AddFiles(child, under);
    bool only_groups = child.direct == 0 && !child.children.empty() && level < 3;
    for (int below : child.children)
      only_groups &= (folders_[static_cast<std::size_t>(below)].marks &
                      (kLicence | kReadme | kManifest)) != 0 ||
                     (level < 2 && folders_[static_cast<std::size_t>(below)].direct == 0);
    for (int below : child.children) {  // These are parts of one project
      const std::string& name = folders_[static_cast<std::size_t>(below)].name;
      only_groups &= name != "include" && name != "src" && name != "inc";
    }
    only_groups |= child.direct == 0 && !child.children.empty() && level == 0 &&
                   (child.name == "headers" || child.name == "include" || child.name == "libs");
    only_groups |= child.direct == 0 && child.name == "assets" &&
                   std::ranges::any_of(child.children, [&](int below) {
                     return IsAssetFolder(folders_[static_cast<std::size_t>(below)].name);
                   });
    if (!only_groups) return AddRoot(child, under);
    for (int below : child.children)
      AddChild(folders_[static_cast<std::size_t>(below)], under, level + 1);
  }

  void AddRoot(const Folder& folder, const std::string& why) {
    if (folder.files > 0 && !HoldsNoCopy(folder) && !BuildsAnother(folder))
      out_.vendored_.push_back({folder.path, why, false, folder.files});
  }

  // Logos and fonts under vendor/assets, and others' certificates, are nobody's code, whoever drew
  // them; a licence with nothing beside it is kept to be shown.
  bool HoldsNoCopy(const Folder& folder) const {
    const std::string prefix = folder.path + "/";
    for (auto at = std::lower_bound(out_.paths_.begin(), out_.paths_.end(), prefix);
         at != out_.paths_.end() && at->starts_with(prefix); ++at) {
      const std::string name = Lower(PathName(*at));
      if (!IsPicture(name) && !IsKeyFile(name) && (MarkOfFile(name) & (kLicence | kReadme)) == 0)
        return false;
    }
    return true;
  }

  // third_party/tea-build is how the product builds third_party/tea, a folder or a submodule.
  bool BuildsAnother(const Folder& folder) const {
    if (folder.path.ends_with("subprojects/packagefiles") ||
        folder.path.ends_with("subprojects/packagecache"))
      return true;  // What Meson lays over a package, and what it loaded
    for (std::string_view end : {"-build", "-cmake"}) {
      if (!folder.name.ends_with(end)) continue;
      const std::string other = folder.path.substr(0, folder.path.size() - end.size());
      for (const auto& path : {other, other + "-src"})
        if (IsFile(path) || index_.contains(path)) return true;
    }
    return false;
  }

  bool IsFile(const std::string& path) const {
    return std::binary_search(out_.paths_.begin(), out_.paths_.end(), path);
  }

  std::vector<std::string> DirectFiles(const Folder& folder) const {
    std::vector<std::string> out;
    std::string prefix = folder.path.empty() ? std::string() : folder.path + "/";
    for (auto at = std::lower_bound(out_.paths_.begin(), out_.paths_.end(), prefix);
         at != out_.paths_.end() && at->starts_with(prefix); ++at)
      if (at->find('/', prefix.size()) == at->npos) out.push_back(*at);
    return out;
  }

  // A project of its own, by what lies in its root.
  void ByMarks(std::size_t i) {
    const Folder& folder = folders_[i];
    if (folder.files * 3 > folders_[0].files) return;  // Most of the tree is the product
    std::string why = WhyUpstream(folder);
    if (why.empty()) return;
    Set(i, Origin::kVendored, "somebody else's: " + folder.path + "/ " + why);
    AddRoot(folder, why);
  }

  static std::string_view Stem(const Folder& folder) {
    return std::string_view(folder.name).substr(0, folder.name.find('-') + 1);
  }

  // How the folders of the root begin, those that have parts in their names.
  void ReadStems() {
    for (const int child : folders_[0].children) {
      const std::string_view stem = Stem(folders_[static_cast<std::size_t>(child)]);
      if (stem.size() > 4) ++stems_[std::string(stem)];
    }
  }

  // Named as the product names its parts: "brook-client-c" beside "brook-server", "brook-docs".
  bool HasNameOfParts(const Folder& folder) const {
    const auto at = stems_.find(std::string(Stem(folder)));
    return at != stems_.end() && at->second > 3;
  }

  std::string WhyUpstream(const Folder& folder) const {
    if (folder.marks & kImported) return "says that it was copied here";
    if (HasNameOfParts(folder)) return {};
    if ((folder.marks & kChart) && ForeignChart(folder)) return "is a chart of another origin";
    bool licence = (folder.marks & kLicence) != 0, manifest = (folder.marks & kManifest) != 0;
    if (!licence || HoldsNotices(folder)) return {};
    bool build = (folder.marks & (kConfigure | kOwnCi)) != 0;
    Holder holder;
    std::string family;
    if (read_)
      for (const auto& path : folder.licences)
        if (auto bytes = read_(path)) {
          Holder another = HolderOf(*bytes);
          if (holder.name.empty()) holder.name = another.name;
          holder.words.insert(another.words.begin(), another.words.end());
          if (family.empty()) family = LicenceFamily(*bytes);
        }
    // The root's licence names nobody, as Apache's does: another licence, and
    // somebody's name in it, is then what tells a copy.
    if (holder.known() && !root_.known() && !manifest && !family.empty() && !root_family_.empty() &&
        family != root_family_)
      return "has a licence of its own, by " + holder.name;
    if (holder.known() && root_.known()) {
      if (holder.Shares(root_)) return {};
      // A package of a workspace may keep its first author's licence.
      if (!manifest || build) return "has a licence of its own, by " + holder.name;
      return {};
    }
    // Among libraries, and of a licence that names nobody and is not the product's.
    if (!holder.known() && root_.known() && !manifest && !family.empty() && !root_family_.empty() &&
        family != root_family_ &&
        IsLibrariesFolder(folders_[static_cast<std::size_t>(folder.parent)].name))
      return "has a licence of another kind than the product's, among libraries";
    int upstream =
        std::popcount(folder.marks & (kReadme | kChanges | kAuthors | kConfigure | kOwnCi));
    if (folder.marks & kConfigure) return "has its own licence and configure script";
    if (!manifest && upstream >= 2) return "has its own licence and the marks of a project";
    return {};
  }

  // Licences of what the product uses, kept together to be shown: no code beside them.
  static bool HoldsNotices(const Folder& folder) {
    return folder.licences.size() > 2 && folder.code + folder.test_code + folder.minified == 0 &&
           folder.children.empty();
  }

  // A chart inside another chart's charts/ whose home the outer one does not share.
  bool ForeignChart(const Folder& folder) const {
    const Folder& charts = folders_[static_cast<std::size_t>(folder.parent)];
    if (charts.name != "charts" || charts.parent <= 0 || !read_) return false;
    const Folder& outer = folders_[static_cast<std::size_t>(charts.parent)];
    if (!(outer.marks & kChart)) return false;
    auto inner_text = read_(folder.path + "/Chart.yaml"),
         outer_text = read_(outer.path + "/Chart.yaml");
    if (!inner_text || !outer_text) return false;
    for (std::string_view line : Lines(*inner_text)) {
      if (!line.starts_with("home:")) continue;
      std::string_view home = Trim(line.substr(5));
      return home.size() > 8 && outer_text->find(home) == std::string::npos;
    }
    return false;
  }

  // Collections that the product works on: many files of one kind.
  void Data(std::size_t i) {
    const Folder& folder = folders_[i];
    bool data = IsDataFolder(folder.name);
    bool store = data || IsStoreFolder(folder.name) || AnyAbove(folder, IsDataFolder) ||
                 AnyAbove(folder, IsStoreFolder);
    for (std::size_t kind = 0; kind < kDataKinds; ++kind) {
      int own = folder.data[kind], below = folder.data_below[kind];
      if ((data && below >= 12) || (store && own >= 20) || own >= 100)
        verdicts_[i].data |= 1u << kind;
    }
  }

  // Copies of one file, wherever they lie in the product's own folders.
  void SingleFiles() {
    for (const auto& path : out_.paths_) {
      std::size_t slash = path.rfind('/');
      std::string folder = slash == path.npos ? std::string() : path.substr(0, slash);
      if (out_.folders_[folder].origin != Origin::kOwn) continue;
      std::string name = Lower(std::string_view(path).substr(slash == path.npos ? 0 : slash + 1));
      if (IsOneFileLibrary(path, name)) {
        out_.vendored_.push_back({path, "is a library that is given away as one file", true, 1});
        out_.folders_[path].origin = Origin::kVendored;
        out_.folders_[path].reason = "somebody else's: " + out_.vendored_.back().why;
        continue;
      }
      bool library = !LibraryFileOf(name).name.empty();
      if (!library && !IsMinified(name)) continue;
      if (!library && HasSourceBeside(path)) continue;
      out_.vendored_.push_back(
          {path, library ? "named as a library's release" : "minified, no source beside", true, 1});
      out_.folders_[path].origin = Origin::kVendored;
      out_.folders_[path].reason = "somebody else's: " + out_.vendored_.back().why;
    }
  }

  // By its name and a mark inside; not at the root, and not where its makers are the product's.
  bool IsOneFileLibrary(const std::string& path, std::string_view name) const {
    const OneFileLibrary* library = OneFileLibraryOf(name);
    if (library == nullptr || !read_ || path.find('/') == path.npos) return false;
    auto bytes = read_(path);
    if (!bytes) return false;
    const std::string_view head = std::string_view(*bytes).substr(0, kMarkBytes);
    return head.find(library->mark) != head.npos &&
           !HolderOf(head.substr(0, kNoticeBytes)).Shares(root_);
  }

  bool HasSourceBeside(const std::string& path) const {
    std::size_t at = path.rfind(".min.");
    for (std::string_view end : {path.substr(at + 4), std::string(".ts"), std::string(".scss")})
      if (IsFile(path.substr(0, at) + std::string(end))) return true;
    return false;
  }

  Origins& out_;
  const ReadMark& read_;
  std::vector<Folder> folders_;
  std::unordered_map<std::string, int> index_;
  std::vector<Verdict> verdicts_;
  Holder root_;
  std::optional<Holder> own_;
  std::string root_family_;
  std::unordered_map<std::string, int> stems_;
};

Origins::Origins(std::vector<std::string> paths, const ReadMark& read) : paths_(std::move(paths)) {
  Builder(*this, read).Build();
}

OriginReason Origins::Of(const Path& path) const {
  auto at = folders_.find(std::string(path.folder()));
  if (at == folders_.end()) return {};
  const Verdict& folder = at->second;
  if (folder.origin != Origin::kOwn) return {folder.origin, folder.reason};
  if (path.IsUnder(".github")) return {};
  std::string name = Lower(path.name());
  if (IsTestFile(name)) return {Origin::kTest, "named as a test"};
  if (IsMinified(name) || name.ends_with(".js") || name.ends_with(".css") ||
      OneFileLibraryOf(name) != nullptr) {
    if (auto own = folders_.find(path.bytes); own != folders_.end())
      return {own->second.origin, own->second.reason};
    if (IsMinified(name)) return {Origin::kGenerated, "minified from the file beside"};
  }
  if (IsGeneratedFile(name)) return {Origin::kGenerated, "named as generated"};
  std::uint32_t bit = DataBit(name);
  if ((bit & folder.data) != 0 && !IsManifestFile(name))
    return {Origin::kProductData,
            "one of many of its kind under " + std::string(path.folder()) + "/"};
  if (folder.locale && !IsManifestFile(name) && (bit != 0 || IsLanguageFile(name)))
    return {Origin::kProductData, "words of a language, under " + std::string(path.folder()) + "/"};
  return {};
}

bool IsGovernancePlace(const Path& path) { return formats::IsGovernancePlace(path); }

LibraryFile LibraryFileOf(std::string_view file_name) {
  std::string_view stem = file_name;
  if (!stem.ends_with(".js") && !stem.ends_with(".css") && !stem.ends_with(".mjs")) return {};
  stem = stem.substr(0, stem.rfind('.'));
  for (std::string_view end :
       {".min", "-min", ".slim", ".bundle", ".esm", ".umd", ".prod", ".global"})
    while (stem.ends_with(end)) stem.remove_suffix(end.size());
  std::size_t start = stem.size();
  while (start > 0 &&
         ((stem[start - 1] >= '0' && stem[start - 1] <= '9') || stem[start - 1] == '.'))
    --start;
  std::string_view version = stem.substr(start);
  while (version.starts_with('.')) version.remove_prefix(1);
  std::string_view name = stem.substr(0, start);
  if (name.ends_with("-v") || name.ends_with(".v"))
    name.remove_suffix(2);
  else if (name.ends_with('-') || name.ends_with('.') || name.ends_with('_'))
    name.remove_suffix(1);
  else if (!stem.substr(start).starts_with('.'))
    return {};
  if (name.size() < 2 || std::count(version.begin(), version.end(), '.') < 1 ||
      version.ends_with('.') || version.find("..") != version.npos)
    return {};
  return {std::string(name), std::string(version)};
}

}  // namespace avouch::collect

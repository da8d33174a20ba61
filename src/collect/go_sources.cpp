#include "collect/go_sources.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "collect/go_scopes.h"
#include "formats/go_source.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using formats::GoModule;
using formats::GoSource;
using source::Entry;
using source::EntryKind;

constexpr std::uint64_t kMaxGoBytes = 16ull << 20;  // Of one file
constexpr std::size_t kMaxFolder = 1000;            // Bytes of its path; its parents are looked up
constexpr std::uint32_t kOthers = UINT32_MAX;       // A go.mod that does not count

struct File {
  const Entry* entry = nullptr;
  std::uint32_t package = 0;
  bool test = false, vendored = false;  // Read where it may decide something
  bool read = false;
};

// Whether customers get what is below it, or it is for those who work on it: only they know.
bool IsUnsureFolder(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"tools", "tool", "scripts", "script", "hack", "contrib", "build", "ci", "dev", "bench",
       "benches", "fuzz", "mock", "mocks", "fake", "fakes"});
  return std::ranges::find(kNames, name) != kNames.end() || name.starts_with("test") ||
         name.ends_with("test") || name.ends_with("testing") || name.ends_with("mock") ||
         name.ends_with("mocks");
}

bool Asks(const GoModule& module) {
  return module.manifest.format == "go-mod" &&
         std::ranges::any_of(module.manifest.requirements, [](const auto& one) {
           return one.source != model::SourceKind::kPath;
         });
}

class SourceReader {
 public:
  SourceReader(const source::Tree& tree, const Origins& origins, std::vector<GoModule*> modules,
               int threads)
      : tree_(tree),
        origins_(origins),
        modules_(std::move(modules)),
        threads_(static_cast<std::size_t>(std::max(1, threads))) {}

  std::vector<GoVendorNeeds> Tell() {
    for (const GoModule* module : modules_) asks_.push_back(Asks(*module));
    if (std::ranges::find(asks_, true) == asks_.end()) return {};
    whole_.assign(modules_.size(), true);
    vendor_read_.assign(modules_.size(), true);
    FindModules();
    FindFiles();
    ReadAll([](const File& file) { return !file.test && !file.vendored; });
    MarkGoScopes(packages_, std::vector<bool>(modules_.size()), modules_);
    for (std::uint32_t m = 0; m < modules_.size(); ++m) late_.push_back(asks_[m] && IsOpen(m));
    if (std::ranges::find(late_, true) != late_.end()) {
      ReadAll([this](const File& file) { return late_[packages_[file.package].module]; });
      MarkGoScopes(packages_, whole_, modules_);
    }
    return FindNeeds();
  }

 private:
  void FindModules() {
    for (const Entry& entry : tree_.entries())
      if (entry.path.name() == "go.mod")
        module_at_.emplace(std::string(entry.path.folder()), kOthers);
    for (std::uint32_t m = 0; m < modules_.size(); ++m)
      if (modules_[m]->manifest.format == "go-mod")
        module_at_[std::string(modules_[m]->manifest.path.folder())] = m;
  }

  // The module that a folder belongs to.
  [[nodiscard]] std::uint32_t ModuleOf(std::string_view folder) const {
    for (;; folder = PathFolder(folder)) {
      const auto found = module_at_.find(std::string(folder));
      if (found != module_at_.end()) return found->second;
      if (folder.empty()) return kOthers;
    }
  }

  void FindFiles() {
    std::string_view folder;  // Of the file before: they come sorted
    std::optional<std::uint32_t> package;
    bool first = true;
    for (const Entry& entry : tree_.entries()) {
      if (!formats::IsGoSource(entry.path) ||
          (entry.kind != EntryKind::kFile && entry.kind != EntryKind::kExecutable))
        continue;
      if (entry.path.folder().size() > kMaxFolder) {  // Whose it is, is not looked at
        whole_.assign(whole_.size(), false);
        vendor_read_.assign(whole_.size(), false);
        continue;
      }
      if (first || entry.path.folder() != folder) {
        folder = entry.path.folder();
        package = PackageIn(folder);
        first = false;
      }
      if (!package) continue;
      const bool test = formats::IsGoTest(entry.path);
      if (packages_[*package].vendored && test) continue;
      if (files_.size() == kMaxGoFiles) {
        Lose(*package);
        continue;
      }
      files_.push_back({&entry, *package, test, packages_[*package].vendored});
    }
  }

  // Its package, which is new where no file of it was seen; nothing where go passes over it.
  std::optional<std::uint32_t> PackageIn(std::string_view folder) {
    if (const auto found = package_at_.find(std::string(folder)); found != package_at_.end())
      return found->second;
    const std::uint32_t module = ModuleOf(folder);
    if (module == kOthers || !asks_[module]) return std::nullopt;
    const std::string_view root = modules_[module]->manifest.path.folder();
    const std::string_view below = folder.size() == root.size()
                                       ? std::string_view()
                                       : folder.substr(root.empty() ? 0 : root.size() + 1);
    GoPackage package;
    package.folder = folder;
    package.module = module;
    package.vendored = below.starts_with("vendor/");
    bool internal = false, unsure = false;
    if (!below.empty())
      for (const auto step : Split(below, '/')) {
        const bool top = step.data() == below.data();
        if (step == "testdata" || step.starts_with('_') || step.starts_with('.') ||
            (step == "vendor" && !(top && package.vendored)))
          return std::nullopt;
        internal |= step == "internal";
        unsure |= IsUnsureFolder(step);
      }
    if (!package.vendored) package.root = RootOf(folder, internal, unsure);
    const auto index = static_cast<std::uint32_t>(packages_.size());
    package_at_.emplace(package.folder, index);
    packages_.push_back(std::move(package));
    return index;
  }

  // As a library; that it is a program its files tell.
  [[nodiscard]] GoPackage::Root RootOf(std::string_view folder, bool internal, bool unsure) const {
    switch (origins_.Of(Path(JoinPath(folder, "a.go"))).origin) {
      case model::Origin::kTest:
        return GoPackage::Root::kTests;
      case model::Origin::kExample:
      case model::Origin::kDocumentation:
        return GoPackage::Root::kExamples;
      case model::Origin::kVendored:
        return GoPackage::Root::kNot;
      default:
        if (unsure) return GoPackage::Root::kUnsure;
        return internal ? GoPackage::Root::kNot : GoPackage::Root::kLibrary;
    }
  }

  // What is known of its module is not all.
  void Lose(std::uint32_t package) {
    const GoPackage& one = packages_[package];
    whole_[one.module] = false;
    if (one.vendored) vendor_read_[one.module] = false;
  }

  [[nodiscard]] const Entry* VendorOf(std::uint32_t module) const {
    return tree_.Find(JoinPath(modules_[module]->manifest.path.folder(), "vendor/modules.txt"));
  }

  // Of modules whose vendored packages decided nothing these are read now.
  std::vector<GoVendorNeeds> FindNeeds() {
    std::vector<const Entry*> lists(modules_.size(), nullptr);
    for (std::uint32_t m = 0; m < modules_.size(); ++m)
      if (asks_[m]) lists[m] = VendorOf(m);
    ReadAll([&](const File& file) {
      return file.vendored && lists[packages_[file.package].module] != nullptr;
    });
    std::vector<GoVendorNeeds> out;
    for (std::uint32_t m = 0; m < modules_.size(); ++m) {
      if (lists[m] == nullptr) continue;
      if (const auto bytes = tree_.Read(*lists[m], source::kMaxReadBytes))
        out.push_back(FindGoNeeds(lists[m]->path, *bytes, packages_, m, vendor_read_[m]));
    }
    return out;
  }

  // Files of the kind that were not read yet, put to their packages in order.
  template <class IsWanted>
  void ReadAll(IsWanted wanted) {
    std::vector<const File*> files;
    for (File& file : files_)
      if (!file.read && wanted(file)) {
        file.read = true;
        files.push_back(&file);
      }
    if (files.empty()) return;
    std::vector<std::optional<GoSource>> sources(files.size());
    const auto work = [&](std::size_t start) {
      for (std::size_t i = start; i < files.size(); i += threads_) {
        const auto bytes = tree_.Read(*files[i]->entry, kMaxGoBytes);
        if (!bytes) continue;
        if (auto source = formats::ReadGoSource(files[i]->entry->path, *bytes))
          sources[i] = std::move(*source);
      }
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads_ && i < files.size(); ++i) others.emplace_back(work, i);
    work(0);
    for (auto& one : others) one.join();
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (sources[i])
        Put(*files[i], std::move(*sources[i]));
      else
        Lose(files[i]->package);
    }
    for (GoPackage& package : packages_)
      for (auto* imports : {&package.imports, &package.sometimes, &package.never, &package.tests}) {
        std::ranges::sort(*imports);
        imports->erase(std::ranges::unique(*imports).begin(), imports->end());
      }
  }

  void Put(const File& file, GoSource source) {
    GoPackage& package = packages_[file.package];
    const bool test = formats::IsGoTest(file.entry->path);
    auto& to = test                                           ? package.tests
               : source.build == formats::GoBuild::kNever     ? package.never
               : source.build == formats::GoBuild::kSometimes ? package.sometimes
                                                              : package.imports;
    std::ranges::move(source.imports, std::back_inserter(to));
    const bool program =
        source.package == "main" && !test && source.build != formats::GoBuild::kNever;
    if (program && (package.root == GoPackage::Root::kLibrary ||
                    (package.root == GoPackage::Root::kNot && !package.vendored &&
                     origins_.Of(file.entry->path).origin == model::Origin::kOwn)))
      package.root = GoPackage::Root::kProgram;
  }

  // Whether tests and vendored packages may decide what is not: without vendor/ only where
  // nothing else is shipped that could need what they need.
  [[nodiscard]] bool IsOpen(std::uint32_t module) const {
    const auto& manifest = modules_[module]->manifest;
    bool shipped = false, open = false;
    for (const auto& one : manifest.requirements) {
      if (one.source == model::SourceKind::kPath) continue;
      const bool told = one.group == "packages";
      shipped |= told && !one.indirect;
      open |= !told || !one.condition.empty();
    }
    return open && (VendorOf(module) != nullptr || !shipped);
  }

  const source::Tree& tree_;
  const Origins& origins_;
  std::vector<GoModule*> modules_;
  std::size_t threads_;
  std::vector<bool> asks_;         // Modules that ask for others
  std::vector<bool> whole_;        // Modules of which all could be read
  std::vector<bool> late_;         // Modules whose tests and vendored packages are read for scopes
  std::vector<bool> vendor_read_;  // Of what is read of vendor/, all could be
  std::unordered_map<std::string, std::uint32_t> module_at_, package_at_;  // By folder
  std::vector<GoPackage> packages_;
  std::vector<File> files_;
};

}  // namespace

std::vector<GoVendorNeeds> TellGoScopes(const source::Tree& tree, const Origins& origins,
                                        std::vector<GoModule*> modules, int threads) {
  return SourceReader(tree, origins, std::move(modules), threads).Tell();
}

}  // namespace avouch::collect

#include "collect/gitlab.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/gitlab_ci.h"
#include "formats/limits.h"
#include "notation/glob.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using source::Entry;
using source::EntryKind;

constexpr int kMaxDepth = 20;  // Includes in includes; people stop at three.

struct Held {
  Path path;
  Bytes bytes;
};

class Gatherer {
 public:
  Gatherer(const source::Tree& tree, const model::Product& product)
      : tree_(tree), product_(product) {}

  GitlabReading Gather(const Entry& root) {
    started_.insert(root.path.bytes);
    Pipeline(root);
    // A child's file is read when the job that starts it has been.
    for (std::size_t i = 0; i < out_.pipelines.size(); ++i)
      for (const auto& path : Children(out_.pipelines[i])) {
        const Entry* entry = tree_.Find(path);
        if (!started_.insert(path).second || started_.size() > formats::kMaxGitlabFiles) continue;
        if (entry == nullptr)
          Left(Path(path), "starts a pipeline here, and is not in this tree");
        else
          Pipeline(*entry);
      }
    std::sort(out_.coverage.left.begin(), out_.coverage.left.end());
    return std::move(out_);
  }

 private:
  static std::vector<std::string> Children(const model::Pipeline& pipeline) {
    std::vector<std::string> out;
    for (const auto& job : pipeline.jobs)
      if (job.calls && job.calls->pin == model::Pin::kLocal)
        out.push_back(ResolvePath("", job.calls->text));
    return out;
  }

  void Left(const Path& path, std::string reason) {
    if (!left_.insert(path.bytes).second) return;
    ++out_.coverage.seen;
    out_.coverage.left.push_back({path, std::move(reason)});
  }

  void Pipeline(const Entry& root) {
    std::vector<Held> held;
    std::set<std::string> seen;
    Add(root, held, seen, 0);
    if (held.empty() || held.back().path != root.path)
      return;  // The file itself could not be read.
    std::vector<formats::GitlabFile> files;
    for (const auto& file : held) files.push_back({file.path, file.bytes});
    auto pipeline = formats::ReadGitlabPipeline(files, !out_.pipelines.empty());
    if (!pipeline)
      return Left(root.path, "not understood: " + Printable(ToString(pipeline.error())));
    for (const auto& file : files) {
      if (!read_.insert(file.path.bytes).second) continue;
      ++out_.coverage.seen;
      ++out_.coverage.read;
      out_.files.push_back(file.path);
    }
    out_.pipelines.push_back(std::move(*pipeline));
  }

  // What a file includes comes before it: weaker.
  void Add(const Entry& entry, std::vector<Held>& held, std::set<std::string>& seen, int depth) {
    if (!seen.insert(entry.path.bytes).second) return;
    if (depth > kMaxDepth || seen.size() > formats::kMaxGitlabFiles)
      return Left(entry.path, "more files are included than are read here");
    if (entry.kind != EntryKind::kFile && entry.kind != EntryKind::kExecutable)
      return Left(entry.path, "included, and no file");
    if (IsExcluded(entry.path)) return Left(entry.path, "excluded in avouch.yaml");
    auto bytes = tree_.Read(entry, source::kMaxReadBytes);
    if (!bytes) return Left(entry.path, "could not be read: " + Printable(ToString(bytes.error())));
    // One file that is no YAML spoils the whole for GitLab; here, only itself.
    auto includes = formats::GitlabLocalIncludes(*bytes);
    if (!includes)
      return Left(entry.path, "not understood: " + Printable(ToString(includes.error())));
    for (const auto& pattern : *includes) Include(pattern, held, seen, depth);
    held.push_back({entry.path, std::move(*bytes)});
  }

  void Include(const std::string& pattern, std::vector<Held>& held, std::set<std::string>& seen,
               int depth) {
    if (pattern.find('*') == std::string::npos) {
      if (const Entry* entry = tree_.Find(pattern)) return Add(*entry, held, seen, depth + 1);
      return Left(Path(pattern), "included, and not in this tree");
    }
    notation::Glob glob(pattern, notation::Dialect::kShell);
    for (const auto& entry : tree_.entries())
      if (glob.Matches(entry.path.bytes)) Add(entry, held, seen, depth + 1);
  }

  bool IsExcluded(const Path& path) const {
    return std::any_of(product_.exclusions.begin(), product_.exclusions.end(),
                       [&](const auto& exclusion) {
                         std::string_view folder = exclusion.path.bytes;
                         while (folder.ends_with('/')) folder.remove_suffix(1);
                         return path.IsUnder(folder);
                       });
  }

  const source::Tree& tree_;
  const model::Product& product_;
  GitlabReading out_;
  std::set<std::string> started_, read_, left_;
};

}  // namespace

GitlabReading ReadGitlab(const source::Tree& tree, const source::Entry& root,
                         const model::Product& product) {
  return Gatherer(tree, product).Gather(root);
}

}  // namespace avouch::collect

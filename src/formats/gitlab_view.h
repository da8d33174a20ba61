// The files of one GitLab pipeline, seen as the one definition that GitLab makes
// of them: included files below, `extends` and `!reference` followed.
//
// Spec: GitLab's "CI/CD YAML syntax reference" (include, extends, !reference,
// default, inherit) and "Optimize GitLab CI/CD configuration files". Values are
// looked up where they stand and never merged, so that each keeps its place.
// Each job is put together once, and each reference followed once, so that names
// that lead to each other in circles cost no more than their number; what is left
// is bounded by limits.h. One view belongs to one thread.

#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/place.h"
#include "syntax/node.h"

namespace avouch::formats {

struct GitlabFile {
  Path path;
  BytesView bytes;
};

// A value and the file in which it stands; `node` is null for nothing.
struct GitlabValue {
  const Path* path = nullptr;
  const syntax::Node* node = nullptr;

  [[nodiscard]] bool present() const { return node != nullptr; }
  [[nodiscard]] model::Place At() const;
  // The scalar as text; "" for nothing, lists and maps.
  [[nodiscard]] std::string Text() const;
};

struct GitlabEntry {
  std::string_view key;
  model::Place place;  // Of the key
  GitlabValue value;
};

// Maps that lie over each other, the strongest first.
using GitlabLayers = std::vector<GitlabValue>;

class GitlabView {
 public:
  // `files` from the weakest to the strongest: what is included, then the file
  // that includes it. Fails with kMalformed and kTooLarge as the YAML reader does.
  [[nodiscard]] static Result<GitlabView> Read(std::span<const GitlabFile> files);

  [[nodiscard]] const GitlabLayers& roots() const { return roots_; }
  // Names of jobs that can run: maps at the top that are no keyword and not
  // hidden; the strongest file's first, each once.
  [[nodiscard]] std::vector<std::string> JobNames() const;
  // A job or hidden job with all that it extends; empty when there is none.
  [[nodiscard]] GitlabLayers Job(std::string_view name);
  // The value at the end of `keys`, references followed.
  [[nodiscard]] GitlabValue Get(const GitlabLayers& layers,
                                std::initializer_list<std::string_view> keys);
  // The entries of the maps there, laid over each other; each key once.
  [[nodiscard]] std::vector<GitlabEntry> Entries(const GitlabLayers& layers,
                                                 std::initializer_list<std::string_view> keys);
  // A scalar or map, or the items of a list and of lists and references in it.
  [[nodiscard]] std::vector<GitlabValue> Items(const GitlabValue& value);
  // Names that were extended or referred to and are nowhere in the files; sorted.
  [[nodiscard]] const std::vector<std::string>& unknown() const { return unknown_; }
  // More was written than is followed here.
  [[nodiscard]] bool cut() const { return cut_; }
  // Look-ups made so far: the measure of the work.
  [[nodiscard]] std::size_t spent() const { return spent_; }

 private:
  struct File {
    Path path;
    syntax::Node root;
  };

  // One job being put together.
  struct Extending {
    GitlabLayers layers;
    std::map<std::string_view, int> met;  // Each name, and the least depth it was met at
    std::set<std::string_view> open;      // Names whose own `extends` is being read
  };

  const GitlabLayers& Layers(std::string_view name);
  void Extend(std::string_view name, int depth, Extending& out);
  GitlabValue Resolve(GitlabValue value, int depth);
  GitlabValue Follow(const GitlabValue& reference, int depth);
  GitlabValue Find(const GitlabLayers& layers, std::span<const std::string_view> keys, int depth);
  void Flatten(const GitlabValue& value, int depth, std::vector<GitlabValue>& out);
  bool Spend(std::size_t work);
  void Unknown(std::string_view name);

  std::vector<File> files_;
  GitlabLayers roots_;
  std::map<std::string, GitlabLayers, std::less<>> jobs_;
  std::map<const syntax::Node*, std::optional<GitlabValue>> followed_;  // Empty: being followed
  std::vector<std::string> unknown_;
  std::size_t spent_ = 0;
  bool cut_ = false;
};

// The pipeline's file itself: nothing is merged into it here.
// Paths and patterns of files of this repository that it includes, without the
// leading '/', in order; those that hold a variable are left out.
// Fails as GitlabView::Read does.
[[nodiscard]] Result<std::vector<std::string>> GitlabLocalIncludes(BytesView bytes);

}  // namespace avouch::formats

// When each component came in, changed its version and went: what dependency files
// held, folded commit by commit.
//
// A file's state is the set of packages and exact versions that it names. A commit
// is told by what all files together held before and after it: a file that moved, or
// a version that another file holds too, is no change. Only the current states and
// the changes are kept, so memory grows with what happened, not with commits times
// components. The same input gives the same result. One thread.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/time.h"
#include "model/component.h"

namespace avouch::inventory {

// Packages with an exact version of each, by their numbers in a history; sorted, each once. Files
// of one content share it.
using NamedState = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
using SharedState = std::shared_ptr<const NamedState>;

// One package at one exact version, as a dependency file names it.
struct NamedPackage {
  model::Ecosystem ecosystem = model::Ecosystem::kOther;
  std::string name, version;

  bool operator==(const NamedPackage&) const = default;
};

// What a file says that is used, at exact versions: what belongs to the product itself, sums of
// what may be used (go.sum) and ranges are left out.
[[nodiscard]] std::vector<NamedPackage> PackagesOf(const model::Manifest& manifest);

enum class Move {
  kCame,     // No version of it was there before
  kChanged,  // Other versions than before; one more beside others, or one less, too
  kWent,     // None is there any more
};

// What one commit did to one component, over all files.
struct ComponentMove {
  std::uint32_t commit = 0;     // As Apply was told
  std::uint32_t component = 0;  // Position in ComponentHistory::components
  std::uint32_t file = 0;       // Position in ComponentHistory::files: the first that says so
  Move move = Move::kCame;
  bool exact = true;  // False: in this commit or before it, since what lay between was not read
  std::vector<std::uint32_t> from, to;  // Versions that went and that came; sorted as text
};

struct HistoryComponent {
  model::Ecosystem ecosystem = model::Ecosystem::kOther;
  std::string name;                  // With its group, as the ecosystem spells it
  std::string purl;                  // Without version; or empty
  std::vector<std::uint32_t> now;    // Versions at the end; sorted as text
  std::vector<std::uint32_t> moves;  // Positions in ComponentHistory::moves, in their order
  std::string newest, newest_by;     // As somebody else says, and who; or empty
};

struct ComponentHistory {
  std::vector<HistoryComponent> components;  // By ecosystem, purl and name
  std::vector<std::string> versions, files;
  std::vector<ComponentMove> moves;  // In the order of commits, then components
  bool partial = false;              // More than is kept or compared: some changes are not told
};

// A commit as people are told of it. Git dates are typed by their authors: claimed, not proved.
struct HistoryPoint {
  std::string commit;  // Hex
  Time date;           // Committer's
  std::string author;  // Name only: no address is told on
  bool robot = false;  // Made by a robot, or a merge of what one made
  // When a robot made what was taken in here, if that is told apart: before `date`. A proposal
  // that was made again counts from then.
  std::optional<Time> proposed = {};
};

// The greatest version that was ever held, in the order of its ecosystem; nullopt where that has no
// order or one version has no place in it. What is newest beyond this history is not known by it.
[[nodiscard]] std::optional<std::uint32_t> GreatestEver(const ComponentHistory& history,
                                                        const HistoryComponent& component);

// Tells each component that `packages` name what its newest version is, as `said_by` says; of
// several the greatest in its ecosystem's order. Gives how many of them are components of this
// history.
std::size_t TellNewest(const std::vector<NamedPackage>& packages, const std::string& said_by,
                       ComponentHistory& history);

// Whether what is newest is greater than each version that is now. False where nobody said what is
// newest, nothing is left, or the two have no order.
[[nodiscard]] bool IsBehind(const ComponentHistory& history, const HistoryComponent& component);

// A history with the commits that its moves name.
struct ToldHistory {
  ComponentHistory history;
  std::vector<HistoryPoint> points;  // By ComponentMove::commit
  HistoryPoint head;
  std::string first;                 // The oldest commit of the line, hex
  long long commits = 0, reads = 0;  // Of the line; versions of files that were read
  bool begins_before = false;        // What the first commit has was there before
  bool partial = false;              // Something could not be read: moves may be missing
  std::vector<std::string> notes;
};

// What became of one file in one commit.
struct FileStep {
  std::string file;
  enum class Kind { kRead, kGone, kUnread } kind = Kind::kRead;
  SharedState state;  // Of kRead
};

// What a history may cost: a tree of a few objects may hold one lock at a million paths. The
// largest known have some 10^5 moves, 10^8 packages compared, 10^6 of them in one commit.
struct HistoryBounds {
  std::size_t moves = 4'000'000;
  std::size_t compared = 4'000'000'000;  // Packages of the states before and after, in all
  std::size_t at_once = 4'000'000;       // Packages that differ in one commit, over all files
};

class HistoryFold {
 public:
  explicit HistoryFold(HistoryBounds bounds = {}) : bounds_(bounds) {}

  // The state of a file that names `packages`.
  [[nodiscard]] SharedState StateOf(const std::vector<NamedPackage>& packages) {
    return StateWith(NumbersOf(packages));
  }
  // The same in two steps, for files of which the parts are known: numbers of packages, and the
  // state of these numbers in any order.
  [[nodiscard]] NamedState NumbersOf(const std::vector<NamedPackage>& packages);
  [[nodiscard]] static SharedState StateWith(NamedState numbers);

  // What a commit did to files. One that could not be read holds for what it was before, until it
  // is read again.
  // REQUIRES: numbers of commits ascend from call to call; each file is named once.
  void Apply(std::uint32_t commit, std::vector<FileStep> steps);

  [[nodiscard]] ComponentHistory Finish() &&;

 private:
  struct File {
    SharedState state;  // Null: nothing yet
    std::uint32_t number = 0;
    bool gap = false;  // Something between the state and now was not read
  };
  struct Delta {
    std::uint32_t component = 0, version = 0;
    int by = 0;
    std::uint32_t file = 0;
    bool gap = false;
  };
  using Held = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // Version, files; sorted

  std::uint32_t ComponentOf(const NamedPackage& package);
  std::uint32_t VersionOf(const std::string& text);
  File& FileOf(const std::string& path);
  void AddDeltas(FileStep& step, std::vector<Delta>& deltas);
  void ApplyTo(std::uint32_t commit, const Delta* first, const Delta* last);

  HistoryBounds bounds_;
  std::size_t compared_ = 0;
  ComponentHistory out_;
  std::unordered_map<std::string, std::uint32_t> spelled_, known_, versions_;
  std::map<std::string, File> files_;
  std::vector<Held> held_;  // Of each component
};

}  // namespace avouch::inventory

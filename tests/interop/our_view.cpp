#include <algorithm>
#include <cstdio>
#include <set>

#include "base/text.h"
#include "git/history.h"
#include "view.h"

namespace avouch::interop {
namespace {

std::string Mode(std::uint32_t mode) {
  // As git shows them: an executable file is 755, any other 644.
  if ((mode & 0170000) == 0100000) mode = (mode & 0100) ? 0100755 : 0100644;
  char out[16];
  std::snprintf(out, sizeof out, "%06o", mode);
  return out;
}

std::string CommitLine(const git::History& history, const git::HistoryCommit& commit) {
  const auto& author = history.identities[commit.author];
  const auto& committer = history.identities[commit.committer];
  std::vector<std::string> parents;
  for (const auto parent : commit.parents) parents.push_back(history.commits[parent].id.hex());
  return Join({commit.id.hex(), commit.tree.hex(), Join(parents, " "), author.name, author.email,
               std::to_string(commit.author_seconds), committer.name, committer.email,
               std::to_string(commit.committer_seconds)},
              "|");
}

std::string NameOf(const ObjectId& id, std::size_t id_size) {
  return id ? id.hex() : std::string(id_size * 2, '0');
}

void ReadObjects(const git::Repository& repository, const std::vector<std::string>& objects,
                 std::vector<std::string>& out) {
  git::Reader reader(repository);
  for (const std::string& hex : objects) {
    const auto id = ParseObjectId(hex);
    const auto object = id ? reader.Read(*id) : Result<git::Object>(std::unexpected(id.error()));
    out.push_back(hex + " " +
                  (object ? std::string(container::Name(object->type)) + " " +
                                std::to_string(object->bytes->size())
                          : ToString(object.error())));
  }
}

}  // namespace

bool IsSampled(const std::string& hex, bool all) { return all || hex[0] == '7'; }

Result<View> OurView(const std::string& path, const std::vector<std::string>& objects) {
  AVOUCH_TRY(git::Repository repository, git::Repository::Open(path));
  AVOUCH_TRY(ObjectId head, repository.Resolve("HEAD"));
  git::SweepOptions options;
  options.target = head;
  options.wants = [](std::string_view) { return true; };
  AVOUCH_TRY(git::History history, git::Sweep(repository, options));
  View view;
  for (std::size_t i = 0; i < history.commits.size(); ++i) {
    view["commits"].push_back(CommitLine(history, history.commits[i]));
    if (history.on_branch[i]) view["on branch"].push_back(history.commits[i].id.hex());
  }
  for (const auto& change : history.changes)
    view["changes"].push_back(history.commits[change.commit].id.hex() + " " +
                              NameOf(change.before, repository.id_size()) + " " +
                              NameOf(change.after, repository.id_size()) + " " +
                              history.paths[change.path]);
  for (const auto& tag : history.tags)
    view["tags"].push_back(tag.name + (tag.annotated ? " tag " : " light ") + tag.target.hex() +
                           (tag.annotated ? " " + std::to_string(tag.seconds) : ""));
  view["branches"] = history.branches;
  git::Reader reader(repository);
  const ObjectId tree = history.commits[history.positions.at(head)].tree;
  AVOUCH_TRY(git::Listing listing, git::ListTree(reader, tree, repository.id_size()));
  for (const auto& entry : listing.entries)
    view["paths"].push_back(Mode(entry.mode) + " " + entry.id.hex() + " " + entry.path);
  ReadObjects(repository, objects, view["objects"]);
  for (auto& [topic, lines] : view) std::sort(lines.begin(), lines.end());
  return view;
}

std::string Differences(const std::vector<std::string>& ours,
                        const std::vector<std::string>& theirs) {
  std::vector<std::string> only_ours, only_theirs;
  std::set_difference(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                      std::back_inserter(only_ours));
  std::set_difference(theirs.begin(), theirs.end(), ours.begin(), ours.end(),
                      std::back_inserter(only_theirs));
  std::string out;
  for (const auto& [who, lines] : {std::pair{"ours", &only_ours}, {"theirs", &only_theirs}})
    for (std::size_t i = 0; i < std::min<std::size_t>(lines->size(), 5); ++i)
      out += std::string("only ") + who + ": " + (*lines)[i] + "\n";
  if (!out.empty())
    out += std::to_string(only_ours.size()) + " only ours, " + std::to_string(only_theirs.size()) +
           " only theirs\n";
  return out;
}

}  // namespace avouch::interop

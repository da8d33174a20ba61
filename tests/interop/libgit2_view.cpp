#include "view.h"

#ifdef AVOUCH_HAS_LIBGIT2
#include <git2.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "base/text.h"

namespace avouch::interop {
namespace {

std::string Hex(const git_oid* id) {
  char out[GIT_OID_HEXSZ + 1];
  return git_oid_tostr(out, sizeof out, id);
}

std::string Who(const git_signature* who) {
  return std::string(Trim(who->name)) + "|" + std::string(Trim(who->email)) + "|" +
         std::to_string(who->when.time);
}

std::vector<std::string> CommitLines(git_repository* repository) {
  std::vector<std::string> out;
  git_revwalk* walk = nullptr;
  if (git_revwalk_new(&walk, repository) != 0) return out;
  for (const char* refs : {"refs/heads/*", "refs/tags/*", "refs/remotes/*"})
    git_revwalk_push_glob(walk, refs);
  git_revwalk_push_head(walk);
  for (git_oid id; git_revwalk_next(&id, walk) == 0;) {
    git_commit* commit = nullptr;
    if (git_commit_lookup(&commit, repository, &id) != 0) continue;
    std::vector<std::string> parents;
    for (unsigned i = 0; i < git_commit_parentcount(commit); ++i)
      parents.push_back(Hex(git_commit_parent_id(commit, i)));
    out.push_back(Hex(&id) + "|" + Hex(git_commit_tree_id(commit)) + "|" + Join(parents, " ") +
                  "|" + Who(git_commit_author(commit)) + "|" + Who(git_commit_committer(commit)));
    git_commit_free(commit);
  }
  git_revwalk_free(walk);
  return out;
}

int AddEntry(const char* folder, const git_tree_entry* entry, void* lines) {
  if (git_tree_entry_type(entry) == GIT_OBJECT_TREE) return 0;
  char mode[16];
  std::snprintf(mode, sizeof mode, "%06o", static_cast<unsigned>(git_tree_entry_filemode(entry)));
  static_cast<std::vector<std::string>*>(lines)->push_back(std::string(mode) + " " +
                                                           Hex(git_tree_entry_id(entry)) + " " +
                                                           folder + git_tree_entry_name(entry));
  return 0;
}

std::vector<std::string> PathLines(git_repository* repository) {
  std::vector<std::string> out;
  git_object* tree = nullptr;
  if (git_revparse_single(&tree, repository, "HEAD^{tree}") != 0) return out;
  git_tree_walk(reinterpret_cast<git_tree*>(tree), GIT_TREEWALK_PRE, AddEntry, &out);
  git_object_free(tree);
  return out;
}

std::vector<std::string> BranchLines(git_repository* repository) {
  std::set<std::string> out;
  git_branch_iterator* all = nullptr;
  if (git_branch_iterator_new(&all, repository, GIT_BRANCH_ALL) != 0) return {};
  git_reference* ref = nullptr;
  for (git_branch_t kind; git_branch_next(&ref, &kind, all) == 0; git_reference_free(ref)) {
    const std::string name = git_reference_shorthand(ref);
    const std::string branch = kind == GIT_BRANCH_LOCAL ? name : name.substr(name.find('/') + 1);
    if (kind == GIT_BRANCH_LOCAL || branch != "HEAD") out.insert(branch);
  }
  git_branch_iterator_free(all);
  return {out.begin(), out.end()};
}

std::vector<std::string> ObjectLines(git_repository* repository,
                                     const std::vector<std::string>& objects) {
  std::vector<std::string> out;
  git_odb* database = nullptr;
  if (git_repository_odb(&database, repository) != 0) return out;
  for (const std::string& hex : objects) {
    git_oid id;
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_oid_fromstr(&id, hex.c_str()) == 0 &&
        git_odb_read_header(&size, &type, database, &id) == 0)
      out.push_back(hex + " " + git_object_type2string(type) + " " + std::to_string(size));
    else
      out.push_back(hex + " cannot be read");
  }
  git_odb_free(database);
  return out;
}

}  // namespace

bool HasLibrary() { return true; }

std::optional<View> LibraryView(const std::string& path, const std::vector<std::string>& objects) {
  static const int started = [] {
    const int count = git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    return count;
  }();
  git_repository* repository = nullptr;
  if (started <= 0 || git_repository_open(&repository, path.c_str()) != 0) return std::nullopt;
  View view;
  view["commits"] = CommitLines(repository);
  view["paths"] = PathLines(repository);
  view["branches"] = BranchLines(repository);
  view["objects"] = ObjectLines(repository, objects);
  git_repository_free(repository);
  for (auto& [topic, lines] : view) std::sort(lines.begin(), lines.end());
  return view;
}

}  // namespace avouch::interop

#else

namespace avouch::interop {

bool HasLibrary() { return false; }
std::optional<View> LibraryView(const std::string&, const std::vector<std::string>&) { return {}; }

}  // namespace avouch::interop

#endif

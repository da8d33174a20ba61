#include "inventory/join.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "inventory/collection.h"
#include "inventory/join_locks.h"
#include "inventory/join_references.h"
#include "inventory/join_system.h"

namespace avouch::inventory {
namespace {

// Notes of all files together; a hostile tree could have twenty for each of a million.
constexpr std::size_t kMaxReaderNotes = 1000;

void TellNotes(const std::vector<model::Manifest>& manifests, model::Inventory& out) {
  std::size_t told = 0, more = 0;
  for (const auto& manifest : manifests)
    for (const auto& note : manifest.notes) {
      if (told++ >= kMaxReaderNotes) {
        ++more;
        continue;
      }
      const std::string& path = manifest.path.bytes;
      out.notes.push_back(note.starts_with(path) ? note : path + ": " + note);
    }
  if (more > 0) out.notes.push_back("and " + std::to_string(more) + " notes more of files read");
}

// Of what is deployed, what is left: the rest of these notes is about how it is set up.
void TellUnread(const std::vector<model::Compose>& composes, model::Inventory& out) {
  for (const auto& one : composes)
    for (const auto& note : one.notes)
      if (note.find("not read: ") != note.npos) out.notes.push_back(one.path.bytes + ": " + note);
}

}  // namespace

model::Inventory Join(Found found, model::Part subject) {
  model::Inventory out;
  out.subject = std::move(subject);
  Collection parts;
  LockJoiner locks(parts, out.notes);
  locks.Join(found.components, found.coverage);
  JoinSubmodules(found.components.submodules, parts);
  JoinVendored(found.components.vendored, parts);
  if (found.system) JoinSystem(found.components.manifests, parts, out.notes);
  JoinScripts(found.components.scripts, parts);
  JoinPipelines(found.pipelines, parts);
  JoinContainers(found.containers, parts);
  out.edges_known = locks.edges_known();
  out.partial = locks.lacks();
  parts.MoveInto(out);
  TellNotes(found.components.manifests, out);
  TellUnread(found.containers.composes, out);
  for (const auto& unread : found.components.unread) {
    out.partial = true;
    out.notes.push_back(unread.path.bytes + " is not read: this build has no reader for " +
                        unread.format);
  }
  return out;
}

}  // namespace avouch::inventory

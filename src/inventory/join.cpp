#include "inventory/join.h"

#include <utility>

#include "base/text.h"
#include "inventory/collection.h"
#include "inventory/join_locks.h"
#include "inventory/join_references.h"

namespace avouch::inventory {

model::Inventory Join(const Found& found, model::Part subject) {
  model::Inventory out;
  out.subject = std::move(subject);
  Collection parts;
  LockJoiner locks(parts, out.notes);
  locks.Join(found.components.manifests);
  JoinSubmodules(found.components.submodules, parts);
  JoinVendored(found.components.vendored, parts);
  JoinScripts(found.components.scripts, parts);
  JoinPipelines(found.pipelines, parts);
  JoinContainers(found.containers, parts);
  out.edges_known = locks.edges_known();
  parts.MoveInto(out);
  for (const auto& unread : found.components.unread) {
    out.partial = true;
    out.notes.push_back(unread.path.bytes + " is not read: this build has no reader for " +
                        unread.format);
  }
  return out;
}

}  // namespace avouch::inventory

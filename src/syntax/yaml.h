// YAML into Nodes, as GitHub Actions, GitLab and people mean it.
//
// Spec: YAML 1.1 and 1.2 as libyaml scans them, with a small schema of our own.
// Plain scalars: true and false (also True, TRUE) are booleans; null, Null,
// NULL, ~ and nothing are null; decimal integers without leading zeros, and
// 0x..., are integers; all else is text, so the key `on`, the version 3.10 and
// the answer `yes` stay what was written. Keys are always text.
//
// Standard tags (!!str, !!int ...) hold a scalar to that kind; any other tag
// constructs nothing and is kept, see Node::tag(). Aliases and merge keys (<<)
// are followed within limits.h. Any thread.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "syntax/node.h"

namespace avouch::syntax {

struct YamlOptions {
  Duplicates duplicates = Duplicates::kRefused;
  bool merge_keys = true;                    // False: `<<` is a key like any other.
  std::vector<Problem>* problems = nullptr;  // Where tolerated duplicates are told; may be null.
};

// The only document of a stream; null for an empty one.
// Fails with kMalformed (not YAML, not UTF-8, a key given twice, an alias to
// nothing or to what it stands in, two documents), kUnsupported (a key that is
// a list or map) and kTooLarge (limits.h); `where` is "line 3, column 14".
[[nodiscard]] Result<Node> ParseYaml(BytesView yaml, const YamlOptions& options = {});

// Every document of a stream. Fails as ParseYaml does.
[[nodiscard]] Result<std::vector<Node>> ParseYamlAll(BytesView yaml,
                                                     const YamlOptions& options = {});

}  // namespace avouch::syntax

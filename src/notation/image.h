// Container image references: registry/repository:tag@digest.
//
// Spec: the grammar of distribution/reference, and Docker's rules for names
// without a registry. Any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch::notation {

// "nginx" is registry "docker.io", repository "library/nginx", tag "" (latest is assumed).
struct ImageReference {
  std::string registry;    // "docker.io", "ghcr.io", "localhost:5000"
  std::string repository;  // "library/nginx", "owner/name"
  std::string tag;         // As written; "" if none is.
  std::string digest;      // "sha256:<64 hex>"; "" if none.
  bool has_variable =
      false;  // $NAME, ${NAME}, ${{ ... }}, <...>: parts are then as written, unchecked.

  [[nodiscard]] bool is_pinned() const { return !digest.empty() && !has_variable; }
  // The tag that is pulled: "latest" where neither tag nor digest is written.
  [[nodiscard]] std::string_view EffectiveTag() const& {
    return tag.empty() && digest.empty() ? std::string_view("latest") : tag;
  }
  std::string_view EffectiveTag() const&& = delete;
  // "docker.io/library/nginx": what two references to one image share.
  [[nodiscard]] std::string Name() const { return registry + "/" + repository; }
  bool operator==(const ImageReference&) const = default;
};

// Accepts what `docker pull` does, a "docker://" prefix, and variables anywhere.
// Fails with kMalformed on anything else ("" and "scratch" are for the caller).
[[nodiscard]] Result<ImageReference> ParseImage(std::string_view text);

// The shortest full spelling: "docker.io/library/nginx:1.27@sha256:...".
[[nodiscard]] std::string FormatImage(const ImageReference& image);

}  // namespace avouch::notation

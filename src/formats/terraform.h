// *.tf: the providers and modules that a Terraform or OpenTofu configuration asks for.
//
// Spec: developer.hashicorp.com, "Terraform language": required_providers, module sources; the
// HCL native syntax. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsTerraform(const Path& path);  // Named *.tf.

// Format "terraform". A provider is named as .terraform.lock.hcl names it
// ("registry.terraform.io/hashicorp/aws"). A module of a registry is in the group "module", under
// its whole address; one from a repository or an address is kGit or kUrl, its ref the range; one
// in a folder is none. `required_version` is a tool. A source that is worked out is a note.
// Nothing is refused: blocks and values that are of no concern are passed over.
[[nodiscard]] Result<model::Manifest> ReadTerraform(const Path& path, BytesView bytes);

}  // namespace avouch::formats

// .terraform.lock.hcl of Terraform and OpenTofu.
//
// Spec: developer.hashicorp.com, "Dependency Lock File". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsTerraformLock(const Path& path);  // Named .terraform.lock.hcl.

// Format "terraform-lock"; a lock. Each provider block is a component with its whole address
// as name, its host as origin, and the digests "h1:..." and "zh:..." as written. The file
// locks no modules.
// Fails with kMalformed when it is not the part of HCL that the tools write there.
[[nodiscard]] Result<model::Manifest> ReadTerraformLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats

// What machines are set up with: Ansible's roles and collections, Homebrew's Brewfile.
//
// Spec: docs.ansible.com, "Galaxy User Guide", "Collection Galaxy metadata structure";
// docs.brew.sh, "Brew Bundle". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// requirements.yml, galaxy.yml, and their .yaml; Brewfile.
[[nodiscard]] bool IsMachineRecipe(const Path& path);

// Format "ansible-requirements": what comes from git is a component with its commit or version,
// all else a requirement; for who runs the playbooks, so for development. The `dependencies` of
// Helm 2 in a file of this name are requirements of "helm-chart".
// Format "ansible-collection" (galaxy.yml): the collection's own name, version, licences; what it
// depends on.
// Format "brewfile": formulas, casks, taps, and what other tools are asked for by it, each a
// requirement for development; what is computed is a note.
// Fails with kMalformed where it is no YAML; kUnsupported where a Brewfile's texts do not end.
[[nodiscard]] Result<model::Manifest> ReadMachineRecipe(const Path& path, BytesView bytes);

}  // namespace avouch::formats

// What builds of C and C++ ask the machine for, in an inventory.
//
// Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "inventory/collection.h"
#include "model/component.h"

namespace avouch::inventory {

// Adds what CMake, Meson and autoconf files ask the machine for. One that is fetched, kept as a
// copy, or asked of Conan or vcpkg under the same name is that part, which gets the place. Any
// other is pkg:generic/NAME without a version, which only the machine has; the range says what is
// asked for. Not told: what is of the compiler or the system (threads, libm, frameworks), the
// product's own packages, and what a FindX.cmake looks through when nobody asks for X, or in order
// to find X. What is looked for by an unknown name of a linker's and not needed is a note.
void JoinSystem(const std::vector<model::Manifest>& manifests, Collection& parts,
                std::vector<std::string>& notes);

}  // namespace avouch::inventory

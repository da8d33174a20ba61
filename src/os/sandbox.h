// The program takes its own rights away, before it reads anything hostile.
//
// Twice: at start (Confine: no new program, no socket, writing only below the
// given folders), and once avouch.yaml has said what leads where
// (ConfineReading: reading only what is named). Neither can be undone; each
// later call can only take more away.
//
// How: seccomp filters in plain BPF (some fifty numbers in a list need no
// library) and Landlock by system call (glibc 2.36 has no wrapper). Kernels:
// seccomp 3.17; Landlock 5.13, and where it is missing the result says so.
// What Landlock does not know of (modes, owners, times, attributes, terminals)
// the filter refuses as well. Refused calls return EPERM or EACCES; none kills.
//
// REQUIRES: no other thread is running; threads started later are confined too.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace avouch::os {

struct SandboxOptions {
  std::vector<std::string>
      writable;          // Folders below which files may be made and changed; each must exist
  bool network = false;  // True for the verbs that are about the network
};

// What holds from now on. Anything false was not available on this machine.
struct Confinement {
  bool programs = false;  // No other program can be started
  bool sockets = false;   // No socket can be made
  bool writing = false;   // Files change only below the given folders
  bool reading = false;   // Only the given paths can be opened

  [[nodiscard]] bool complete() const { return programs && sockets && writing; }
  bool operator==(const Confinement&) const = default;
};

// First stage. A machine without the means yields false fields, not an error:
// what to do about it is the caller's to decide (--require-sandbox).
// Fails with kNotFound when a folder of `writable` cannot be opened, kIo when
// the kernel has the means and refuses.
[[nodiscard]] Result<Confinement> Confine(const SandboxOptions& options);

// Second stage: from now on only `readable` (files, or folders with all below
// them) can be opened for reading. What does not exist is left out of the list.
// Returns false where there is no Landlock. Fails with kIo.
[[nodiscard]] Result<bool> ConfineReading(const std::vector<std::string>& readable);

// One line for stderr that says what does not hold, or empty when all does.
[[nodiscard]] std::string NoteOn(const Confinement& confinement);

}  // namespace avouch::os

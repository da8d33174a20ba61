// How this process takes memory from the system and gives it back.
//
// Spec: mallopt(3) of the GNU C library, MADV_HUGEPAGE of madvise(2); elsewhere nothing is
// done. Call it once, before there is a second thread.

#pragma once

namespace avouch::os {

// For a process that reads much and soon ends: memory is taken in larger steps and
// kept until the end, the first 30 megabytes in pages of two where the system has them.
// A tenth of the time of a check is spent otherwise on giving pages back and asking for
// them again, and a fifth of that of a list of components on getting 6,000 of them.
void KeepFreedMemory();

}  // namespace avouch::os

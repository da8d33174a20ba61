// How this process takes memory from the system and gives it back.
//
// Spec: mallopt(3) of the GNU C library; elsewhere nothing is done. Call it once,
// before there is a second thread.

#pragma once

namespace avouch::os {

// For a process that reads much and soon ends: memory is taken in larger steps and
// kept until the end. A tenth of the time of a check is spent otherwise on giving
// pages back and asking for them again.
void KeepFreedMemory();

}  // namespace avouch::os

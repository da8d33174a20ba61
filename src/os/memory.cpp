#include "os/memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace avouch::os {

void KeepFreedMemory() {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 1 << 20);  // Untouched pages cost nothing
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // The most that glibc allows itself
#endif
}

}  // namespace avouch::os

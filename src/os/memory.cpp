#include "os/memory.h"

#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace avouch::os {

#ifdef __GLIBC__
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kMostOfHeap = std::size_t{32} << 20;  // The most that glibc allows itself

// The next `bytes` that this thread asks for come from the heap, where the system may give two
// megabytes at once for what it would otherwise give in 512 steps. Untouched pages cost nothing.
void TakeHugePages(std::size_t bytes) {
  void* const room = std::malloc(bytes);
  if (room == nullptr) return;
  const auto at = reinterpret_cast<std::uintptr_t>(room);
  const std::uintptr_t start = (at + kHugePage - 1) / kHugePage * kHugePage;
  // Where the system has none, or gives none, the heap is as it was.
  (void)madvise(reinterpret_cast<void*>(start), at + bytes - start, MADV_HUGEPAGE);
  std::free(room);
}

}  // namespace
#endif

void KeepFreedMemory() {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
  mallopt(M_MMAP_THRESHOLD, kMostOfHeap);
  TakeHugePages(kMostOfHeap - kHugePage);
#endif
}

}  // namespace avouch::os

#include "os/clock.h"

#include <ctime>

namespace avouch::os {

Time Now() { return {static_cast<std::int64_t>(std::time(nullptr))}; }

long long MonotonicMicroseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

}  // namespace avouch::os

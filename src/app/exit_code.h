// The program's exit codes: frozen, documented in docs/exit-codes.md.

#pragma once

#include "base/result.h"

namespace avouch::app {

enum ExitCode {
  kDone = 0,
  kGateFailed = 1,
  kUsageError = 2,
  kConfigurationError = 3,
  kNotDone = 4,
  kIntegrityError = 5,
  kInternalError = 10,
};

[[nodiscard]] inline ExitCode ExitCodeOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return kUsageError;
    case ErrorKind::kConfiguration:
      return kConfigurationError;
    case ErrorKind::kInternal:
      return kInternalError;
    case ErrorKind::kIntegrity:
      return kIntegrityError;
    case ErrorKind::kNotFound:
    case ErrorKind::kMalformed:
    case ErrorKind::kTooLarge:
    case ErrorKind::kUnsupported:
    case ErrorKind::kIo:
      return kNotDone;
  }
  return kInternalError;
}

}  // namespace avouch::app

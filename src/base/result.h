// Errors are values: what went wrong, where, and what to do about it.
//
// Nothing in the libraries prints, exits or throws across a folder. Any thread.

#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace avouch {

// The closed set of ways a call can fail. The exit code of the program follows
// from the kind alone (docs/exit-codes.md).
enum class ErrorKind {
  kUsage,          // The caller asked for something that does not exist.
  kConfiguration,  // avouch.yaml or a catalogue is invalid.
  kNotFound,       // What was asked for is not there.
  kMalformed,      // Bytes do not have the form they claim.
  kTooLarge,       // A bound on hostile input was reached.
  kUnsupported,    // A known form that this build does not read.
  kIo,             // The operating system said no.
  kIntegrity,      // Bytes do not have the digest they are named by.
  kInternal,       // A defect of ours.
};

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string what;   // One line, no full stop: "mapping key given twice: 'on'".
  std::string where;  // "file:line", "file at byte 12", an object id, or empty.
  std::string hint;   // What to do about it, or empty.

  bool operator==(const Error&) const = default;
};

// Returns "where: what (hint)", leaving out what is empty. One line.
[[nodiscard]] std::string ToString(const Error& error);

template <class T>
using Result = std::expected<T, Error>;

using Status = Result<void>;

[[nodiscard]] inline std::unexpected<Error> Fail(ErrorKind kind, std::string what,
                                                 std::string where = {}, std::string hint = {}) {
  return std::unexpected(Error{kind, std::move(what), std::move(where), std::move(hint)});
}

}  // namespace avouch

// Leaves the function with the error of `expression`, or goes on with its value.
#define AVOUCH_CONCAT_INNER(a, b) a##b
#define AVOUCH_CONCAT(a, b) AVOUCH_CONCAT_INNER(a, b)
#define AVOUCH_TRY(declaration, expression)                                             \
  auto AVOUCH_CONCAT(avouch_result_, __LINE__) = (expression);                          \
  if (!AVOUCH_CONCAT(avouch_result_, __LINE__))                                         \
    return std::unexpected(std::move(AVOUCH_CONCAT(avouch_result_, __LINE__)).error()); \
  declaration = std::move(*AVOUCH_CONCAT(avouch_result_, __LINE__))
#define AVOUCH_CHECK_OK(expression)                      \
  if (auto avouch_status = (expression); !avouch_status) \
  return std::unexpected(std::move(avouch_status).error())

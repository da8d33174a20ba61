// The other half of a requirement: which files of tests mention its id.
//
// "ROTA-17" is mentioned by ROTA-17, rota_17 and test_rota_17_isolation, not by
// ROTA-170, ROTA-17-2 or XROTA-17. One scan is linear in the bytes, whatever the
// number of ids. A mention is no result: that the test ran and passed is said by a
// report. Any thread once made.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "model/place.h"

namespace avouch::formats {

// Larger files are recorded data, not tests that people write.
inline constexpr std::size_t kMaxTestFileBytes = std::size_t{4} << 20;

// A file that a test framework runs, by its name or a folder of tests above it:
// tests/test_x.py, x_test.go, x.spec.ts, XTest.java, features/x.feature. Documents
// and data beside tests are none, nor is anything below a folder of fixtures.
[[nodiscard]] bool IsTestFile(const Path& path);

struct IdMention {
  std::string id;  // As it was given, not as it was found
  model::Place place;

  bool operator==(const IdMention&) const = default;
};

class IdMentions {
 public:
  // Empty ids are passed over, and those longer than kMaxIdBytes.
  explicit IdMentions(const std::vector<std::string>& ids);

  // The first mention of each id in one file, by line; nothing in a file larger
  // than kMaxTestFileBytes or with a NUL.
  [[nodiscard]] std::vector<IdMention> In(const Path& path, BytesView bytes) const;

 private:
  // Letters and digits without case, '-' and '_' as one.
  static constexpr int kLetters = 39;
  struct Node {
    std::array<std::uint32_t, kLetters> next{};  // 0: nowhere
    int id = -1;                                 // In ids_
  };

  static int LetterOf(char c);

  std::vector<std::string> ids_;
  std::vector<Node> nodes_;
};

}  // namespace avouch::formats

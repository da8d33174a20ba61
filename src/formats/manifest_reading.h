// What the readers of dependency files share: errors with their place, notes
// within bounds, lines with their numbers.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/place.h"
#include "syntax/json.h"
#include "syntax/node.h"

namespace avouch::formats {

// kMalformed with `where` as "path, line N".
[[nodiscard]] std::unexpected<Error> FailAt(const Path& path, int line, std::string what);

// The parsers of syntax/, their errors led by the path: "path, line 3, column 14".
[[nodiscard]] Result<syntax::Node> ReadJson(const Path& path, BytesView bytes,
                                            const syntax::JsonOptions& options = {});
[[nodiscard]] Result<syntax::Node> ReadYaml(const Path& path, BytesView bytes,
                                            std::vector<syntax::Problem>* problems = nullptr);
[[nodiscard]] Result<syntax::Node> ReadToml(const Path& path, BytesView bytes);

[[nodiscard]] inline model::Place PlaceOf(const Path& path, std::uint32_t line) {
  return {path, static_cast<int>(line)};
}

// Adds "line N: what", up to kMaxNotes of them, and then counts; at least one of those that mean
// that something is missing is kept.
class Notes {
 public:
  void Add(std::string what) { Add(0, std::move(what)); }
  void Add(std::uint32_t line, std::string what);
  [[nodiscard]] std::vector<std::string> Take();

 private:
  std::vector<std::string> notes_;
  std::size_t more_ = 0;
};

// `bytes` without a byte order mark.
[[nodiscard]] BytesView WithoutBom(BytesView bytes);

// The text of a scalar: strings as they are, numbers and booleans as written.
[[nodiscard]] std::string ScalarText(const syntax::Node& node);
// Each scalar of a list, or the one scalar that stands in its stead.
[[nodiscard]] std::vector<std::string> Texts(const syntax::Node& node);

// True for "1.2.3", "1.2.3-rc.1+5" and "v1.2.3": three numbers at least.
[[nodiscard]] bool IsFullVersion(std::string_view text);
// True for 40 or 64 hexadecimal digits.
[[nodiscard]] bool IsCommitId(std::string_view text);

}  // namespace avouch::formats

// What Gemfiles and gemspecs share: ranges, blocks, and what is computed.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/manifest_reading.h"
#include "formats/ruby_literals.h"
#include "model/component.h"

namespace avouch::formats {

// Requirements that a file works out when it is run, which no reader of literals can name.
class ComputedRequirements {
 public:
  void See(int line) {
    if (count_++ == 0) first_ = line;
  }
  // Fails with kUnsupported when some are computed and none that ships is written out: an
  // empty list would say that nothing is asked for. Else a note tells how many.
  [[nodiscard]] Status Judge(const Path& path, const model::Manifest& manifest, Notes& notes) const;

 private:
  int first_ = 0;
  long long count_ = 0;
};

// RubyStatements, its errors led by the path.
[[nodiscard]] Result<std::vector<RubyStatement>> ReadRubyStatements(const Path& path,
                                                                    std::string_view text);
// The letters, digits and '_' that a statement begins with.
[[nodiscard]] std::string_view FirstRubyWord(std::string_view text);
// Whether an "end" must follow: "... do", "... do |x|", "if x", "case x", "def x".
[[nodiscard]] bool OpensRubyBlock(std::string_view text);
// The texts behind the first value joined to a range; a computed one is a note.
void SetRubyRange(const RubyArguments& arguments, Notes& notes, model::Requirement& requirement);

}  // namespace avouch::formats

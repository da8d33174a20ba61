// The open blocks of a Gradle script, and what they make of what stands in them.
//
// Pure; one thread each.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/gradle_expression.h"

namespace avouch::formats {

// "test", "testImplementation", "commonTest", "androidTestDebug", "TestFixtures".
[[nodiscard]] bool IsOfGradleTests(std::string_view name);

class GradleBlocks {
 public:
  // Of the statement `head`, which ends before its '{'.
  void Open(GradleTokenSpan head);
  void Close();

  // What opened the innermost block that is no condition and no loop; "" at the top.
  [[nodiscard]] std::string_view inner() const;
  [[nodiscard]] std::string_view above() const;  // The one outside of it
  [[nodiscard]] bool Has(std::string_view label) const;
  [[nodiscard]] bool of_tests() const { return tests_ > 0; }
  [[nodiscard]] bool of_build() const { return builds_ > 0; }
  [[nodiscard]] bool at_top() const { return blocks_.empty(); }
  [[nodiscard]] std::string_view condition() const;  // "if (x)", as written, or ""
  [[nodiscard]] std::string object() const;          // "Deps.Kotlin." of objects in one another

 private:
  struct Block {
    std::string_view label;
    std::string_view condition;
    bool passes = false;  // A condition or a loop: what is in it is in what is around it
    bool object = false, tests = false, build = false;
  };

  std::vector<Block> blocks_;
  std::size_t beyond_ = 0;
  int tests_ = 0, builds_ = 0;
};

}  // namespace avouch::formats

// The conditions that a call of a build description stands in.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

class BuildConditions {
 public:
  void Open(std::string_view text);    // if
  void Change(std::string_view text);  // elseif, else
  void Close();                        // endif
  // "if ENABLE_SSL": the innermost; empty where there is none.
  [[nodiscard]] std::string Told() const;
  // One of them asks whether tests, benchmarks, examples or documentation are wanted.
  [[nodiscard]] bool ForDevelopment() const;

 private:
  struct One {
    std::string text;
    bool development = false;
  };
  std::vector<One> open_;
  long long deeper_ = 0;
};

}  // namespace avouch::formats

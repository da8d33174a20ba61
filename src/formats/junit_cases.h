// What the readers of test reports share: counting cases, keeping those that matter.
//
// A case is counted by what happened to it; only failed ones and those that name
// a requirement are kept by name. One counter belongs to one report. Any thread.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/results.h"
#include "syntax/xml.h"

namespace avouch::formats {

// Which requirement ids a text mentions, as the product's pattern has them; in order, each once.
using IdFinder = std::function<std::vector<std::string>(std::string_view text)>;

enum class CaseEnd { kPassed, kFailed, kError, kSkipped };

class CaseCounter {
 public:
  CaseCounter(const Path& path, BytesView bytes, std::string_view format, const IdFinder& ids);

  // One finished case. `texts` are properties and categories that may name a requirement.
  void Add(std::string_view suite, std::string_view name, CaseEnd end,
           const std::vector<std::string>& texts = {});
  // A time that the report states; the earliest counts. Without a zone only its day is known.
  void At(std::string_view time);
  // What a report says of itself, against what it shows: cases that are missing make the run
  // partial, failures that are missing count as failed.
  void Declared(long long cases, long long failures_and_errors, long long seen_cases,
                long long seen_bad);
  void Cut() { run_.partial = true; }

  [[nodiscard]] long long cases() const {
    return run_.passed + run_.failed + run_.skipped + run_.errors;
  }
  [[nodiscard]] long long bad() const { return run_.failed + run_.errors; }
  [[nodiscard]] model::TestRun Take() { return std::move(run_); }

 private:
  const IdFinder& ids_;
  model::TestRun run_;
};

// The number that an attribute holds, or -1.
[[nodiscard]] long long CountIn(std::string_view text);

// syntax::ReadXml, its errors led by the path: "path, line 3, column 14".
[[nodiscard]] Result<syntax::XmlEnd> ReadReportXml(const Path& path, BytesView bytes,
                                                   syntax::XmlHandler& handler);

}  // namespace avouch::formats

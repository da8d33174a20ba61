// Any bytes: a report is counted or refused; what is kept agrees with what is counted.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "formats/junit.h"
#include "formats/trx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  const formats::IdFinder ids = [](std::string_view text) {
    return text.find('R') == text.npos ? std::vector<std::string>{} : std::vector<std::string>{"R"};
  };
  for (const auto read :
       {formats::ReadJunit, formats::ReadTrx, formats::ReadNunit, formats::ReadXunit}) {
    const auto run = read("report.xml", bytes, ids);
    if (!run) continue;
    if (std::min({run->passed, run->failed, run->errors, run->skipped}) < 0) std::abort();
    long long failed = 0, passed = 0;
    for (const auto& one : run->cases) {
      failed += one.outcome == model::TestOutcome::kFailed;
      passed += one.outcome == model::TestOutcome::kPassed;
    }
    if (failed > run->failed + run->errors || passed > run->passed) std::abort();
  }
  return 0;
}

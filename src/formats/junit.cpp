#include "formats/junit.h"

#include "base/text.h"
#include "syntax/xml.h"

namespace avouch::formats {
namespace {

using syntax::XmlElement;

// What tools write instead of, or beside, the elements. A word that nobody knows is no pass.
CaseEnd EndOfWord(std::string_view word) {
  for (const auto* passed : {"", "run", "passed", "pass", "success", "successful", "succeeded",
                             "ok", "completed", "executed", "finished"})
    if (EqualsIgnoreCase(word, passed)) return CaseEnd::kPassed;
  for (const auto* failed : {"failed", "fail", "failure"})
    if (EqualsIgnoreCase(word, failed)) return CaseEnd::kFailed;
  for (const auto* error : {"error", "errored", "broken", "timeout", "aborted"})
    if (EqualsIgnoreCase(word, error)) return CaseEnd::kError;
  return CaseEnd::kSkipped;  // "notrun", "disabled", "suppressed", "pending" ...
}

class Handler : public syntax::XmlHandler {
 public:
  explicit Handler(CaseCounter& counter) : counter_(counter) {}

  Status Start(const XmlElement& element) override {
    if (element.name == "testsuites") {
      counter_.At(element["timestamp"]);
    } else if (element.name == "testsuite") {
      StartSuite(element);
    } else if (element.name == "testcase") {
      StartCase(element);
    } else if (element.name == "property" && !cases_.empty()) {
      Mention(element["name"]), Mention(element["value"]);
    } else if (parents_.empty() || parents_.back() == "testcase" ||
               parents_.back() == "testsuite") {
      Outcome(element.name);
    }
    parents_.emplace_back(element.name);
    return {};
  }

  Status End(std::string_view name) override {
    parents_.pop_back();
    if (name == "testcase") EndCase();
    if (name == "testsuite") EndSuite();
    return {};
  }

 private:
  struct Suite {
    std::string name;
    long long declared, declared_bad, cases_before, bad_before;
  };
  struct Case {
    std::string suite, name;
    CaseEnd end;
    std::vector<std::string> texts;
  };

  void StartSuite(const XmlElement& element) {
    counter_.At(element["timestamp"]);
    const long long failures = CountIn(element["failures"]), errors = CountIn(element["errors"]);
    suites_.push_back({std::string(element["name"]), CountIn(element["tests"]),
                       std::max(failures, 0LL) + std::max(errors, 0LL), counter_.cases(),
                       counter_.bad()});
  }
  void EndSuite() {
    const Suite suite = std::move(suites_.back());
    suites_.pop_back();
    if (suites_.empty())
      counter_.Declared(suite.declared, suite.declared_bad, counter_.cases() - suite.cases_before,
                        counter_.bad() - suite.bad_before);
  }
  void StartCase(const XmlElement& element) {
    CaseEnd end = EndOfWord(element["status"]);
    if (end == CaseEnd::kPassed) end = EndOfWord(element["result"]);
    std::string suite(element["classname"]);
    if (suite.empty() && !suites_.empty()) suite = suites_.back().name;
    cases_.push_back({std::move(suite), std::string(element["name"]), end, {}});
  }
  void EndCase() {
    const Case one = std::move(cases_.back());
    cases_.pop_back();
    counter_.Add(one.suite, one.name, one.end, one.texts);
  }
  void Mention(std::string_view text) {
    if (!text.empty()) cases_.back().texts.emplace_back(text);
  }
  // <failure>, <error> and <skipped>, of a case or of a whole suite.
  void Outcome(std::string_view name) {
    const CaseEnd end = name == "failure"   ? CaseEnd::kFailed
                        : name == "error"   ? CaseEnd::kError
                        : name == "skipped" ? CaseEnd::kSkipped
                                            : CaseEnd::kPassed;
    if (end == CaseEnd::kPassed) return;
    if (!cases_.empty()) {
      CaseEnd& known = cases_.back().end;
      if (known == CaseEnd::kPassed || end != CaseEnd::kSkipped) known = end;
    } else if (end != CaseEnd::kSkipped && !suites_.empty()) {
      counter_.Add(suites_.back().name, "(the suite itself)", end);
    }
  }

  CaseCounter& counter_;
  std::vector<std::string> parents_;
  std::vector<Suite> suites_;
  std::vector<Case> cases_;  // Open ones; a case inside a case is one of its own
};

}  // namespace

bool IsJunit(BytesView bytes) {
  const std::string root = syntax::XmlRootOf(bytes);
  return root == "testsuites" || root == "testsuite";
}

Result<model::TestRun> ReadJunit(const Path& path, BytesView bytes, const IdFinder& ids) {
  CaseCounter counter(path, bytes, "junit", ids);
  Handler handler(counter);
  auto end = ReadReportXml(path, bytes, handler);
  if (!end) return std::unexpected(std::move(end).error());
  if (*end == syntax::XmlEnd::kCut) counter.Cut();
  return counter.Take();
}

}  // namespace avouch::formats

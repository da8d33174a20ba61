#include "formats/trx.h"

#include <algorithm>
#include <initializer_list>
#include <map>

#include "base/text.h"
#include "syntax/xml.h"

namespace avouch::formats {
namespace {

using syntax::XmlElement;

// A word that a tool uses for an outcome.
struct Word {
  std::string_view word;
  CaseEnd end;
};
// What is not in the table is an error: unknown is never passed.
template <std::size_t N>
CaseEnd EndOf(const Word (&words)[N], std::string_view word) {
  for (const auto& one : words)
    if (EqualsIgnoreCase(one.word, word)) return one.end;
  return CaseEnd::kError;
}

constexpr Word kTrxWords[] = {
    {"Passed", CaseEnd::kPassed},       {"Warning", CaseEnd::kPassed},
    {"Completed", CaseEnd::kPassed},    {"Failed", CaseEnd::kFailed},
    {"NotExecuted", CaseEnd::kSkipped}, {"Inconclusive", CaseEnd::kSkipped},
    {"Pending", CaseEnd::kSkipped},     {"NotRunnable", CaseEnd::kSkipped},
};
constexpr Word kNunitWords[] = {
    {"Passed", CaseEnd::kPassed},       {"Success", CaseEnd::kPassed},
    {"Warning", CaseEnd::kPassed},      {"Failed", CaseEnd::kFailed},
    {"Failure", CaseEnd::kFailed},      {"Skipped", CaseEnd::kSkipped},
    {"Ignored", CaseEnd::kSkipped},     {"Inconclusive", CaseEnd::kSkipped},
    {"NotRunnable", CaseEnd::kSkipped}, {"Explicit", CaseEnd::kSkipped},
};
constexpr Word kXunitWords[] = {
    {"Pass", CaseEnd::kPassed},
    {"Fail", CaseEnd::kFailed},
    {"Skip", CaseEnd::kSkipped},
    {"NotRun", CaseEnd::kSkipped},
};

// ---- TRX: results name definitions, which may stand before or behind them ----

class TrxHandler : public syntax::XmlHandler {
 public:
  explicit TrxHandler(CaseCounter& counter) : counter_(counter) {}

  Status Start(const XmlElement& element) override {
    text_.clear();
    const std::string_view name = element.name;
    if (name.ends_with("TestResult") || name == "TestResultAggregation") {
      results_.push_back({std::string(element["testId"]), std::string(element["testName"]),
                          EndOf(kTrxWords, element["outcome"])});
    } else if (element.Has("storage") || name == "UnitTest") {
      test_ = element["id"];
    } else if (name == "TestMethod") {
      definitions_[test_].suite = Split(element["className"], ',')[0];
    } else if (name == "TestCategoryItem") {
      definitions_[test_].texts.emplace_back(element["TestCategory"]);
    } else if (name == "Times") {
      counter_.At(element["start"]);
    } else if (name == "Counters") {
      declared_ = CountIn(element["total"]);
      declared_bad_ =
          std::max(CountIn(element["failed"]), 0LL) + std::max(CountIn(element["error"]), 0LL) +
          std::max(CountIn(element["timeout"]), 0LL) + std::max(CountIn(element["aborted"]), 0LL);
    } else if (name == "ResultSummary") {
      summary_ = element["outcome"];
    }
    return {};
  }
  Status Text(std::string_view text) override { return text_ += text, Status(); }
  Status End(std::string_view name) override {
    if ((name == "Value" || name == "Key") && !test_.empty())
      definitions_[test_].texts.push_back(text_);
    if (name == "UnitTest") test_.clear();
    text_.clear();
    return {};
  }

  void Finish() {
    for (const auto& result : results_) {
      const Definition& definition = definitions_[result.test];
      counter_.Add(definition.suite, result.name, result.end, definition.texts);
    }
    counter_.Declared(declared_, declared_bad_, counter_.cases(), counter_.bad());
    for (const auto* word : {"Aborted", "Error", "Timeout", "Disconnected", "InProgress"})
      if (EqualsIgnoreCase(summary_, word)) counter_.Cut();
    // The run failed and no test of it did: something outside the tests broke.
    if (EqualsIgnoreCase(summary_, "Failed") && counter_.bad() == 0) counter_.Cut();
  }

 private:
  struct Result {
    std::string test, name;
    CaseEnd end;
  };
  struct Definition {
    std::string suite;
    std::vector<std::string> texts;
  };

  CaseCounter& counter_;
  std::vector<Result> results_;
  std::map<std::string, Definition> definitions_;
  std::string test_, text_, summary_;
  long long declared_ = -1, declared_bad_ = 0;
};

// ---- NUnit ----

class NunitHandler : public syntax::XmlHandler {
 public:
  explicit NunitHandler(CaseCounter& counter) : counter_(counter) {}

  Status Start(const XmlElement& element) override {
    if (element.name == "test-run" || element.name == "test-results") {
      const std::string date(element["date"]);
      counter_.At(element.Has("start-time") ? element["start-time"] : std::string_view(date));
      declared_ = CountIn(element["total"]);
    } else if (element.name == "test-case") {
      in_case_ = true;
      suite_ = element.Has("fullname") ? "" : element["classname"];
      name_ = element.Has("fullname") ? element["fullname"] : element["name"];
      texts_.clear();
      end_ = EndOfCase(element);
    } else if (in_case_ && element.name == "failure" && end_ == CaseEnd::kPassed) {
      end_ = CaseEnd::kFailed;
    } else if (in_case_ && (element.name == "property" || element.name == "category")) {
      texts_.emplace_back(element["value"]);
      texts_.emplace_back(element["name"]);
    }
    return {};
  }
  Status End(std::string_view name) override {
    if (name != "test-case") return {};
    counter_.Add(suite_, name_, end_, texts_);
    in_case_ = false;
    return {};
  }
  void Finish() { counter_.Declared(declared_, 0, counter_.cases(), counter_.bad()); }

 private:
  static CaseEnd EndOfCase(const XmlElement& element) {
    if (EqualsIgnoreCase(element["executed"], "false")) return CaseEnd::kSkipped;
    if (!element.Has("result")) {  // NUnit 2: what was executed passed, unless it says otherwise.
      const bool executed = EqualsIgnoreCase(element["executed"], "true");
      const std::string_view success = element["success"];
      return EqualsIgnoreCase(success, "true") || (executed && success.empty()) ? CaseEnd::kPassed
             : EqualsIgnoreCase(success, "false")                               ? CaseEnd::kFailed
                                                                                : CaseEnd::kError;
    }
    const CaseEnd end = EndOf(kNunitWords, element["result"]);
    return end == CaseEnd::kFailed && EqualsIgnoreCase(element["label"], "Error") ? CaseEnd::kError
                                                                                  : end;
  }

  CaseCounter& counter_;
  bool in_case_ = false;
  std::string suite_, name_;
  CaseEnd end_ = CaseEnd::kError;
  std::vector<std::string> texts_;
  long long declared_ = -1;
};

// ---- xUnit.net ----

class XunitHandler : public syntax::XmlHandler {
 public:
  explicit XunitHandler(CaseCounter& counter) : counter_(counter) {}

  Status Start(const XmlElement& element) override {
    if (element.name == "assembly") {
      counter_.At(std::string(element["run-date"]));
      declared_ = CountIn(element["total"]);
      declared_bad_ = std::max(CountIn(element["failed"]), 0LL);
      cases_before_ = counter_.cases(), bad_before_ = counter_.bad();
    } else if (element.name == "test") {
      name_ = element["name"];
      end_ = EndOf(kXunitWords, element["result"]);
      texts_.clear();
    } else if (element.name == "trait") {
      texts_.emplace_back(element["value"]);
    } else if (element.name == "error") {
      counter_.Add("", element.Has("name") ? element["name"] : "(outside the tests)",
                   CaseEnd::kError);
    }
    return {};
  }
  Status End(std::string_view name) override {
    if (name == "test") counter_.Add("", name_, end_, texts_);
    if (name == "assembly")
      counter_.Declared(declared_, declared_bad_, counter_.cases() - cases_before_,
                        counter_.bad() - bad_before_);
    return {};
  }
  void Finish() {}

 private:
  CaseCounter& counter_;
  std::string name_;
  CaseEnd end_ = CaseEnd::kError;
  std::vector<std::string> texts_;
  long long declared_ = -1, declared_bad_ = 0, cases_before_ = 0, bad_before_ = 0;
};

template <class Handler>
Result<model::TestRun> Read(const Path& path, BytesView bytes, std::string_view format,
                            const IdFinder& ids) {
  CaseCounter counter(path, bytes, format, ids);
  Handler handler(counter);
  auto end = ReadReportXml(path, bytes, handler);
  if (!end) return std::unexpected(std::move(end).error());
  if (*end == syntax::XmlEnd::kCut) counter.Cut();
  handler.Finish();
  return counter.Take();
}

bool RootIs(BytesView bytes, std::initializer_list<std::string_view> names) {
  const std::string root = syntax::XmlRootOf(bytes);
  return std::ranges::find(names, root) != names.end();
}

}  // namespace

bool IsTrx(BytesView bytes) { return RootIs(bytes, {"TestRun"}); }
bool IsNunit(BytesView bytes) { return RootIs(bytes, {"test-run", "test-results", "test-suite"}); }
bool IsXunit(BytesView bytes) { return RootIs(bytes, {"assemblies", "assembly"}); }

Result<model::TestRun> ReadTrx(const Path& path, BytesView bytes, const IdFinder& ids) {
  return Read<TrxHandler>(path, bytes, "trx", ids);
}
Result<model::TestRun> ReadNunit(const Path& path, BytesView bytes, const IdFinder& ids) {
  return Read<NunitHandler>(path, bytes, "nunit", ids);
}
Result<model::TestRun> ReadXunit(const Path& path, BytesView bytes, const IdFinder& ids) {
  return Read<XunitHandler>(path, bytes, "xunit", ids);
}

}  // namespace avouch::formats

#include "formats/junit_cases.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

std::string NameOf(std::string_view suite, std::string_view name) {
  std::string out(Trim(suite));
  if (!out.empty() && !Trim(name).empty()) out += '.';
  out += Trim(name);
  if (out.size() > kMaxCaseName) out.resize(kMaxCaseName);
  return Printable(ToUtf8(out));
}

model::TestOutcome OutcomeOf(CaseEnd end) {
  switch (end) {
    case CaseEnd::kPassed:
      return model::TestOutcome::kPassed;
    case CaseEnd::kSkipped:
      return model::TestOutcome::kSkipped;
    default:
      return model::TestOutcome::kFailed;
  }
}

}  // namespace

CaseCounter::CaseCounter(const Path& path, BytesView bytes, std::string_view format,
                         const IdFinder& ids)
    : ids_(ids) {
  run_.path = path;
  run_.id = crypto::Sha256Of(bytes);
  run_.format = format;
}

void CaseCounter::Add(std::string_view suite, std::string_view name, CaseEnd end,
                      const std::vector<std::string>& texts) {
  long long* const counts[] = {&run_.passed, &run_.failed, &run_.errors, &run_.skipped};
  ++*counts[static_cast<int>(end)];
  model::TestCase one{NameOf(suite, name), OutcomeOf(end), {}};
  if (ids_) {
    const auto take = [&](std::string_view text) {
      for (auto& id : ids_(text))
        if (std::ranges::find(one.ids, id) == one.ids.end()) one.ids.push_back(std::move(id));
    };
    take(one.name);
    for (const auto& text : texts) take(text);
  }
  if (one.ids.empty() && one.outcome != model::TestOutcome::kFailed) return;
  if (run_.cases.size() == kMaxKeptCases) {
    run_.partial = true;
    return;
  }
  run_.cases.push_back(std::move(one));
}

void CaseCounter::At(std::string_view text) {
  std::string time(Trim(text));
  std::ranges::replace(time, ' ', 'T');
  auto parsed = ParseTime(time);
  const bool zoned = parsed.has_value() && time.size() > 10;
  if (!parsed && time.size() > 10) parsed = ParseTime(time.substr(0, 10));
  if (!parsed || parsed->seconds < 0) return;
  std::string spelt = zoned ? ToString(*parsed) : ToString(DateOf(*parsed));
  const auto known = ParseTime(run_.at);
  if (!known || *parsed < *known) run_.at = std::move(spelt);
}

void CaseCounter::Declared(long long cases, long long bad, long long seen, long long seen_bad) {
  if (cases > seen || bad > seen_bad) run_.partial = true;
  if (bad > seen_bad) run_.failed += std::min(bad - seen_bad, 1'000'000'000LL);
}

long long CountIn(std::string_view text) {
  text = Trim(text);
  long long value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0 ? value : -1;
}

Result<syntax::XmlEnd> ReadReportXml(const Path& path, BytesView bytes,
                                     syntax::XmlHandler& handler) {
  auto end = syntax::ReadXml(bytes, handler);
  if (!end) {
    std::string& where = end.error().where;
    where = ToUtf8(path.bytes) + (where.empty() ? "" : ", " + where);
  }
  return end;
}

}  // namespace avouch::formats

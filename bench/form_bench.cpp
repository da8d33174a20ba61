// A form of 45 claims: ours written and read back, a template filled, every other export,
// and an answer to the largest set of others' questions; with two and with 222 pieces of
// evidence for each claim (10,000 in all).

#include <benchmark/benchmark.h>

#include "formats/form.h"
#include "formats/word_fill.h"
#include "report/cyclonedx.h"
#include "report/form_docx.h"
#include "report/form_fill.h"
#include "report/gemara.h"
#include "report/in_toto.h"
#include "report/junit.h"
#include "report/oscal.h"
#include "report/set_answer.h"
#include "report/sheet_docx.h"
#include "report/supplier_page.h"
#include "statement/questions_file.h"
#include "testing/form_templates.h"
#include "testing/hand_in_sample.h"

namespace avouch {
namespace {

const formats::FormWording& Words() {
  static const formats::FormWording out(testing::SampleFormWords(), testing::FormCatalogue());
  return out;
}

void WriteOurs(benchmark::State& state) {
  const auto what = testing::SampleHandIn(static_cast<int>(state.range(0)));
  std::size_t size = 0;
  for (auto _ : state) {
    const auto bytes = report::WriteFormDocx(what);
    if (!bytes) return state.SkipWithError("not written");
    size = bytes->size();
  }
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK(WriteOurs)->Arg(2)->Arg(222)->Unit(benchmark::kMillisecond);

void FillTemplate(benchmark::State& state) {
  const auto fill = report::FillOf(testing::SampleHandIn(static_cast<int>(state.range(0))));
  const Bytes form = testing::WordTemplate({});
  for (auto _ : state) {
    const auto filled = formats::FillWordForm(form, fill, testing::FormCatalogue(), Words());
    if (!filled) return state.SkipWithError("refused");
    benchmark::DoNotOptimize(filled);
  }
}
BENCHMARK(FillTemplate)->Arg(2)->Arg(222)->Unit(benchmark::kMillisecond);

void ReadOurs(benchmark::State& state) {
  const auto bytes = report::WriteFormDocx(testing::SampleHandIn(static_cast<int>(state.range(0))));
  for (auto _ : state) {
    const auto form =
        formats::ReadForm(Path("form.docx"), *bytes, testing::FormCatalogue(), Words());
    if (!form) return state.SkipWithError("not read");
    benchmark::DoNotOptimize(form);
  }
}
BENCHMARK(ReadOurs)->Arg(2)->Arg(222)->Unit(benchmark::kMillisecond);

// Every claim is met, so that every piece is told of.
report::HandIn AllMet(benchmark::State& state) {
  auto out = testing::SampleHandIn(static_cast<int>(state.range(0)));
  for (auto& claim : out.claims)
    claim.verdict = model::Verdict::kMet, claim.grade = model::Grade::kSigned;
  return out;
}

void WriteAs(benchmark::State& state, Result<Bytes> (*write)(const report::HandIn&)) {
  const auto what = AllMet(state);
  for (auto _ : state) {
    const auto bytes = write(what);
    if (!bytes) return state.SkipWithError("not written");
    benchmark::DoNotOptimize(bytes);
  }
}
BENCHMARK_CAPTURE(WriteAs, SupplierPage, report::WriteSupplierPage)
    ->Arg(222)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteAs, CycloneDx, report::WriteCycloneDx16)
    ->Arg(222)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteAs, Oscal, report::WriteOscalResults)
    ->Arg(222)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteAs, Gemara, report::WriteGemara)->Arg(222)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteAs, Svr, report::WriteSvr)->Arg(222)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteAs, Vsa, report::WriteVsa)->Arg(222)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteAs, Junit, report::WriteJunit)->Arg(222)->Unit(benchmark::kMillisecond);

void AnswerSsdf(benchmark::State& state) {
  const auto what = AllMet(state);
  const auto bank =
      statement::ReadQuestions(statement::EmbeddedFile(statement::kQuestionsFile).value_or(""));
  for (auto _ : state) {
    const auto bytes =
        report::SheetDocx(report::AnswerSheet(what, bank->sets[0]), "", what.assessed);
    if (!bytes) return state.SkipWithError("not written");
    benchmark::DoNotOptimize(bytes);
  }
}
BENCHMARK(AnswerSsdf)->Arg(2)->Arg(222)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace avouch

// A form of 45 claims: ours written and read back, a template filled; with two and with
// 222 pieces of evidence for each claim (10,000 in all).

#include <benchmark/benchmark.h>

#include "formats/form.h"
#include "formats/word_fill.h"
#include "report/form_docx.h"
#include "report/form_fill.h"
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

}  // namespace
}  // namespace avouch

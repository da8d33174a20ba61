// The whole check in one process, on a made repository and on one ten times as
// large: what is printed as time per commit must not grow.

#include <benchmark/benchmark.h>

#include "app/assess.h"
#include "world.h"

namespace {

void Check(benchmark::State& state) {
  const int size = static_cast<int>(state.range(0));
  avouch::app::AssessOptions options;
  options.path = avouch::bench::WorldFolder({size, size});
  options.at = {1780000000};
  options.threads = static_cast<int>(state.range(1));
  if (options.path.empty()) return state.SkipWithError("no repository could be made");
  for (auto iteration : state) {
    auto assessed = avouch::app::Assess(options);
    if (!assessed) return state.SkipWithError(assessed.error().what.c_str());
    benchmark::DoNotOptimize(assessed);
  }
  state.SetItemsProcessed(state.iterations() * size);
}
BENCHMARK(Check)
    ->ArgNames({"files_and_commits", "threads"})
    ->Args({1000, 2})
    ->Args({10000, 2})
    ->Args({10000, 1})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

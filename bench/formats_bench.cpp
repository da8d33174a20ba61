// Readers of single files, each on a file and on one ten times as long.

#include <benchmark/benchmark.h>

#include <string>

#include "formats/table.h"
#include "world.h"

namespace {

void Read(benchmark::State& state, const char* path, std::string (*make)(int)) {
  const avouch::Path at(path);
  const avouch::formats::Format* format = avouch::formats::FormatOf(at);
  if (format == nullptr) return state.SkipWithError("no reader for it");
  const std::string text = make(static_cast<int>(state.range(0)));
  for (auto iteration : state) {
    auto reading = format->read(at, text);
    if (!reading) return state.SkipWithError(reading.error().what.c_str());
    benchmark::DoNotOptimize(reading);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<long long>(text.size()));
}
BENCHMARK_CAPTURE(Read, package_lock, "package-lock.json", avouch::bench::PackageLock)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Read, cargo_lock, "Cargo.lock", avouch::bench::CargoLock)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Read, workflow, ".github/workflows/ci.yml", avouch::bench::Workflow)
    ->Arg(20)
    ->Arg(200)
    ->Unit(benchmark::kMillisecond);

}  // namespace

// A bundle of 45 claims: sealed in memory, assembled, verified, decided again.

#include <benchmark/benchmark.h>

#include "testing/sample_bundle.h"
#include "verify/bundle.h"
#include "verify/redo.h"

namespace avouch {
namespace {

using statement::Audience;

const Time kNow{1795700000};

void Assemble(benchmark::State& state) {
  const testing::BundleWorld world;
  const verify::Contents contents = world.Seal();
  for (auto _ : state) benchmark::DoNotOptimize(verify::Assemble(contents, world.log()));
}
BENCHMARK(Assemble)->Unit(benchmark::kMillisecond);

void Verify(benchmark::State& state) {
  const testing::BundleWorld world;
  const Bytes bundle = world.Bundle(static_cast<Audience>(state.range(0)));
  for (auto _ : state) {
    auto proof = verify::VerifyBundle(bundle, {kNow, {}, {}, {}});
    if (!proof) state.SkipWithError("refused");
    benchmark::DoNotOptimize(proof);
  }
  state.counters["bytes"] = static_cast<double>(bundle.size());
}
BENCHMARK(Verify)
    ->Arg(static_cast<int>(Audience::kCustomer))
    ->Arg(static_cast<int>(Audience::kAssessor))
    ->Unit(benchmark::kMillisecond);

void DecideAgain(benchmark::State& state) {
  const testing::BundleWorld world;
  const Bytes bundle = world.Bundle(Audience::kAssessor);
  auto proof = verify::VerifyBundle(bundle, {kNow, {}, {}, {}});
  const auto& rules = testing::Rules();
  for (auto _ : state)
    benchmark::DoNotOptimize(verify::DecideAgain(
        *proof, {rules.catalogue, rules.arguments, rules.lifecycle, "avouch 0.1.0", {}}));
}
BENCHMARK(DecideAgain)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace avouch

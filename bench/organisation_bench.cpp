// A check of one product with the papers of its organisation, and of one ten times
// as large: what is printed as time per row must not grow.

#include <benchmark/benchmark.h>

#include "app/assess.h"
#include "organisation_world.h"

namespace {

void CheckWithOrganisation(benchmark::State& state) {
  const int times = static_cast<int>(state.range(0));
  const avouch::bench::OrganisationSize size{40 * times, 300 * times, 5000 * times, 30 * times};
  const std::string folder = avouch::bench::OrganisationFolder(size);
  if (folder.empty()) return state.SkipWithError("no organisation could be made");
  avouch::app::AssessOptions options;
  options.path = folder + "/product";
  options.organisation = folder + "/assurance";
  options.at = {1790000000};
  for (auto iteration : state) {
    auto assessed = avouch::app::Assess(options);
    if (!assessed) return state.SkipWithError(assessed.error().what.c_str());
    benchmark::DoNotOptimize(assessed);
  }
  state.SetItemsProcessed(state.iterations() * size.rows);
}
// Ten: 400 products, 3,000 people, 50,000 rows.
BENCHMARK(CheckWithOrganisation)
    ->ArgName("times")
    ->Arg(1)
    ->Arg(10)
    ->Arg(100)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

// The reader of repositories: commits alone, commits and what each changed, the
// files of one commit.

#include <benchmark/benchmark.h>

#include "git/history.h"
#include "git/repository.h"
#include "world.h"

namespace {

using avouch::Result;
using avouch::git::Repository;

Result<Repository> Open(benchmark::State& state) {
  const int size = static_cast<int>(state.range(0));
  auto repository = Repository::Open(avouch::bench::WorldFolder({size, size}));
  if (!repository) state.SkipWithError("no repository could be made");
  return repository;
}

void Sweep(benchmark::State& state, bool changes) {
  const auto repository = Open(state);
  if (!repository) return;
  avouch::git::SweepOptions options;
  options.target = *repository->Resolve("HEAD");
  options.wants = [](std::string_view path) { return path.find('/') == path.npos; };
  options.changes = changes;
  for (auto iteration : state) benchmark::DoNotOptimize(avouch::git::Sweep(*repository, options));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK_CAPTURE(Sweep, commits, false)
    ->Arg(1000)
    ->Arg(10000)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Sweep, changes, true)
    ->Arg(1000)
    ->Arg(10000)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void ListTree(benchmark::State& state) {
  const auto repository = Open(state);
  if (!repository) return;
  avouch::git::Reader reader(*repository);
  const auto head =
      reader.ReadOf(*repository->Resolve("HEAD"), avouch::container::ObjectType::kCommit);
  const avouch::ObjectId tree = avouch::container::ParseCommit(*head->bytes)->tree;
  for (auto iteration : state) {
    avouch::git::Reader fresh(*repository);
    benchmark::DoNotOptimize(avouch::git::ListTree(fresh, tree, repository->id_size()));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(ListTree)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace

// A bundle of 45 claims: sealed into a ledger on disk with sync, assembled, verified,
// decided again; who signed what, and the list of people of a large firm.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

#include "app/sealing.h"
#include "os/durable.h"
#include "store/file_disk.h"
#include "testing/sample_bundle.h"
#include "testing/signed_world.h"
#include "verify/bundle.h"
#include "verify/redo.h"
#include "verify/signed_files.h"

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

// All that `seal` does after a check: append with sync, prove, assemble, write the file.
void SealWithSync(benchmark::State& state) {
  const testing::BundleWorld world;
  verify::Contents contents = world.Seal();
  const Bytes secret(32, 's');
  const crypto::PrivateKey key = world.log();
  std::string folder = (std::filesystem::temp_directory_path() / "avouch-bench-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return state.SkipWithError("no folder");
  int number = 0;
  for (auto _ : state) {
    const std::string ledger_folder = folder + "/" + std::to_string(++number);
    if (!os::MakeFolders(ledger_folder)) return state.SkipWithError("no folder");
    store::FileDisk disk(ledger_folder);
    const store::LogHolder holder{"log.example", &key, secret};
    if (!store::Ledger::Create(disk, holder)) return state.SkipWithError("no ledger");
    auto ledger = store::Ledger::Open(disk, holder);
    if (!ledger || !app::AppendNew(*ledger, contents.sealed, kNow) ||
        !app::ProveAll(*ledger, secret, {}, contents))
      return state.SkipWithError("not sealed");
    const auto bundle = verify::Assemble(contents, key);
    if (!bundle || !os::WriteFileDurably(folder + "/bundle", *bundle))
      return state.SkipWithError("not written");
  }
  std::filesystem::remove_all(folder);
}
BENCHMARK(SealWithSync)->Unit(benchmark::kMillisecond)->UseRealTime();

void CheckSigned(benchmark::State& state) {
  const testing::SignedWorld world;
  const Bytes bundle = world.Bundle();
  const auto proof = verify::VerifyBundle(bundle, {kNow, {}, {}, {}});
  for (auto _ : state) {
    auto checked = verify::CheckSigned(*proof, "avouch 0.1.0");
    if (!checked) state.SkipWithError("refused");
    benchmark::DoNotOptimize(checked);
  }
}
BENCHMARK(CheckSigned)->Unit(benchmark::kMillisecond);

// Ten versions of a list of so many people: of half of them the list is as before.
void FollowPeople(benchmark::State& state) {
  const crypto::PrivateKey helen = testing::SampleKey('H');
  std::string people = testing::SignedWorld::Line("helen", "sro", helen);
  for (int i = 0; i < state.range(0); ++i)
    people += testing::SignedWorld::Line(
        "p" + std::to_string(i), "developer",
        crypto::PrivateKey::FromSeed(crypto::Sha256Of(std::to_string(i)).hex().substr(32)));
  testing::SignedHistory history;
  for (int i = 0; i < 10; ++i)
    history.Commit("helen", &helen,
                   {{testing::kOrganisationFile,
                     testing::SignedWorld::File(people) + "# " + std::to_string(i) + "\n"}});
  const auto versions = history.VersionsOf(testing::kOrganisationFile);
  for (auto _ : state) {
    auto chain = trust::FollowChain(crypto::HashKind::kSha1, versions, versions.front().content);
    if (!chain || !chain->whole) state.SkipWithError("broken");
    benchmark::DoNotOptimize(chain);
  }
}
BENCHMARK(FollowPeople)->Arg(30)->Arg(3000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace avouch

// What SBOMs may cost, each line beside its limit: the program as a whole, from its start to the
// list on disk, as people meet it.
//
// `time` is the fastest run's wall time and `limit_ms` what it may be; `processor_ms` is what is
// left of it on a busy machine; `anon_MB` beside `limit_MB` the most that it held. The program is
// $AVOUCH_PROGRAM, else the one built beside this; made inputs lie in $AVOUCH_BENCH, else in
// build/bench. $AVOUCH_BENCH_FILES walks 3,000,000 files instead of 300,000 (they are made once);
// $AVOUCH_BENCH_ROOT names a root file system of about 70,000.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "locks.h"
#include "process.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

constexpr int kPackages = 10'000, kComponents = 200'000;

std::string Setting(const char* name, const std::string& otherwise) {
  const char* const set = std::getenv(name);
  return set == nullptr ? otherwise : set;
}

std::string Program() {
  const fs::path self = fs::read_symlink("/proc/self/exe");
  return Setting("AVOUCH_PROGRAM", (self.parent_path().parent_path() / "avouch").string());
}

std::string Folder(const std::string& name) {
  const std::string folder = Setting("AVOUCH_BENCH", "build/bench") + "/sbom/" + name;
  fs::create_directories(folder);
  return folder;
}

std::string FileOf(const std::string& folder, std::string_view name, const std::string& bytes) {
  std::string path = folder + "/" + std::string(name);
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

struct Limit {
  double milliseconds, mebibytes;
};

void Measure(benchmark::State& state, std::vector<std::string> arguments, Limit limit) {
  arguments.insert(arguments.begin(), {Program(), "sbom"});
  arguments.insert(arguments.end(), {"--output", Folder("out") + "/list.json"});
  double processor = 1e9;
  for (auto _ : state) {
    const bench::Ran ran = bench::Run(arguments);
    if (ran.exit != 0) return state.SkipWithError("the program failed");
    state.SetIterationTime(ran.seconds);
    processor = std::min(processor, ran.processor);
  }
  state.counters["processor_ms"] = 1000 * processor;
  state.counters["limit_ms"] = limit.milliseconds;
  state.counters["anon_MB"] = bench::Run(arguments, true).mebibytes;
  state.counters["limit_MB"] = limit.mebibytes;
}

void LockToSbom(benchmark::State& state, const bench::LockKind& kind, int packages) {
  const std::string file = FileOf(Folder(std::string(kind.name) + "-" + std::to_string(packages)),
                                  kind.file, kind.make(packages));
  Measure(state, {"generate", file, "--all"}, {kind.most_milliseconds, 64});
}

void ListReadAndWritten(benchmark::State& state) {
  const std::string file =
      FileOf(Folder("list"), "list.cdx.json", bench::ComponentList(kComponents));
  state.counters["input_MB"] = static_cast<double>(fs::file_size(file)) / 1e6;
  Measure(state, {"convert", file, "--format", "cyclonedx"}, {1500, 300});
}

// A hundred files to a folder, ten folders to one above, and so on.
std::string EmptyFiles(long files) {
  std::string folder = Folder("files-" + std::to_string(files));
  if (fs::exists(folder + "/whole")) return folder;
  for (long at = 0; at < files; at += 100) {
    const std::string inner = folder + "/" + std::to_string(at / 100'000) + "/" +
                              std::to_string(at / 1000 % 100) + "/" + std::to_string(at / 100 % 10);
    fs::create_directories(inner);
    for (int i = 0; i < 100; ++i) std::ofstream(inner + "/f" + std::to_string(i) + ".txt");
  }
  const std::ofstream whole(folder + "/whole");
  return folder;
}

void FilesWalked(benchmark::State& state) {
  const long files = std::getenv("AVOUCH_BENCH_FILES") != nullptr ? 3'000'000 : 300'000;
  state.counters["files"] = static_cast<double>(files);
  Measure(state, {"generate", EmptyFiles(files)}, {static_cast<double>(files) / 300, 256});
}

void RootRead(benchmark::State& state) {
  const std::string root = Setting("AVOUCH_BENCH_ROOT", "");
  if (root.empty()) return state.SkipWithError("AVOUCH_BENCH_ROOT names no root file system");
  Measure(state, {"generate", root}, {6000, 256});
}

const bool kRegistered = [] {
  for (const bench::LockKind& kind : bench::LockKinds())
    for (const int packages : {kPackages / 10, kPackages})
      benchmark::RegisterBenchmark(
          ("LockToSbom/" + std::string(kind.name) + "/" + std::to_string(packages)).c_str(),
          [&kind, packages](benchmark::State& state) { LockToSbom(state, kind, packages); })
          ->UseManualTime()
          ->Unit(benchmark::kMillisecond)
          ->Iterations(20);
  return true;
}();
BENCHMARK(ListReadAndWritten)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(FilesWalked)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(2);
BENCHMARK(RootRead)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
}  // namespace avouch

// An SBOM from a lock of so many packages, and so many components read and written again.

#include <benchmark/benchmark.h>

#include <string>

#include "formats/package_lock.h"
#include "formats/sbom.h"
#include "formats/sbom_write.h"
#include "inventory/join.h"

namespace avouch {
namespace {

// Each package needs three others; every tenth is asked for.
Bytes LockOf(int packages) {
  std::string out =
      R"({"name": "big", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {)";
  out += R"("dependencies": {)";
  for (int i = 0; i < packages; i += 10)
    out += (i == 0 ? "\"p" : ", \"p") + std::to_string(i) + "\": \"1\"";
  out += "}}";
  const std::string integrity = "sha512-" + std::string(86, 'A') + "==";
  for (int i = 0; i < packages; ++i) {
    const std::string name = "p" + std::to_string(i),
                      version = "1." + std::to_string(i % 50) + ".0";
    out += ",\n\"node_modules/" + name + "\": {\"version\": \"" + version +
           "\", \"resolved\": \"https://registry.example.com/" + name + "/-/" + name + "-" +
           version + ".tgz\", \"integrity\": \"" + integrity + "\", \"dependencies\": {";
    for (int k = 1; k <= 3; ++k)
      out += (k == 1 ? "\"p" : ", \"p") + std::to_string((i * 7 + k) % packages) + "\": \"^1\"";
    out += "}}";
  }
  return out + "}}";
}

Result<Bytes> SbomOf(const Bytes& lock) {
  AVOUCH_TRY(auto manifest, formats::ReadPackageLock(Path("package-lock.json"), lock));
  model::ComponentFacts facts;
  facts.manifests.push_back(std::move(manifest));
  const model::Inventory inventory = inventory::Join({facts, {}, {}}, {});
  return formats::CycloneDxOf(inventory, formats::CycloneDxVersion::k1_6,
                              {.created = "2026-01-01T00:00:00Z"});
}

void LockToSbom(benchmark::State& state) {
  const Bytes lock = LockOf(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const auto sbom = SbomOf(lock);
    if (!sbom) return state.SkipWithError(ToString(sbom.error()).c_str());
    benchmark::DoNotOptimize(sbom->data());
  }
}
BENCHMARK(LockToSbom)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void SbomReadAndWritten(benchmark::State& state) {
  const auto sbom = SbomOf(LockOf(static_cast<int>(state.range(0))));
  if (!sbom) return state.SkipWithError("no SBOM");
  for (auto _ : state) {
    const auto read = formats::ReadSbom(*sbom);
    if (!read) return state.SkipWithError(ToString(read.error()).c_str());
    const auto written = formats::CycloneDxOf(*read, formats::CycloneDxVersion::k1_6, {});
    if (!written) return state.SkipWithError(ToString(written.error()).c_str());
    benchmark::DoNotOptimize(written->data());
  }
  state.counters["bytes"] = static_cast<double>(sbom->size());
}
BENCHMARK(SbomReadAndWritten)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace avouch

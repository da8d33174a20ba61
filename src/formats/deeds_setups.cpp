#include "formats/deeds_setups.h"

#include <algorithm>

#include "base/text.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

struct Setup {
  std::string_view action;
  std::string_view inputs;  // The version, or a file that holds it; any of them
  std::string_view tool;
  bool newest = false;  // Fetched when no input tells a version
};

constexpr Setup kSetups[] = {
    {"goreleaser/goreleaser-action", "version", "goreleaser", true},
    {"azure/setup-helm", "version", "helm", true},
    {"azure/setup-kubectl", "version", "kubectl", true},
    {"oven-sh/setup-bun", "bun-version bun-version-file", "bun", true},
    {"denoland/setup-deno", "deno-version deno-version-file", "deno", true},
    {"subosito/flutter-action", "flutter-version flutter-version-file", "flutter", true},
    {"jdx/mise-action", "version", "mise", true},
    {"jdx/rtx-action", "version", "mise", true},
    {"hashicorp/setup-terraform", "terraform_version", "terraform", true},
    {"opentofu/setup-opentofu", "tofu_version tofu_version_file", "tofu", true},
    {"terraform-linters/setup-tflint", "tflint_version", "tflint", true},
    {"extractions/setup-just", "just-version", "just", true},
    {"arduino/setup-protoc", "version", "protoc", true},
    {"arduino/setup-task", "version", "task", true},
    {"arduino/setup-arduino-cli", "version", "arduino-cli", true},
    {"go-task/setup-task", "version", "task", true},
    {"golangci/golangci-lint-action", "version version-file", "golangci-lint", true},
    {"ko-build/setup-ko", "version", "ko", true},
    {"imjasonh/setup-ko", "version", "ko", true},
    {"imjasonh/setup-crane", "version", "crane", true},
    {"fluxcd/flux2/action", "version", "flux", true},
    {"imranismail/setup-kustomize", "kustomize-version", "kustomize", true},
    {"aquasecurity/setup-trivy", "version", "trivy", true},
    {"pulumi/actions", "pulumi-version pulumi-version-file", "pulumi", true},
    {"superfly/flyctl-actions/setup-flyctl", "version", "flyctl", true},
    {"google-github-actions/setup-gcloud", "version", "gcloud", true},
    {"snok/install-poetry", "version", "poetry", true},
    {"abatilo/actions-poetry", "poetry-version", "poetry", true},
    {"Gr1N/setup-poetry", "poetry-version", "poetry", true},
    {"astral-sh/setup-uv", "version version-file", "uv", true},
    {"astral-sh/ruff-action", "version version-file", "ruff", true},
    {"mamba-org/setup-micromamba", "micromamba-version micromamba-url", "micromamba", true},
    {"prefix-dev/setup-pixi", "pixi-version pixi-url", "pixi", true},
    {"DeterminateSystems/nix-installer-action", "source-tag source-revision source-url", "nix",
     true},
    {"DeterminateSystems/determinate-nix-action", "source-tag source-revision source-url", "nix",
     true},
    {"crazy-max/ghaction-upx", "version", "upx", true},
    {"jetli/wasm-pack-action", "version", "wasm-pack", true},
    {"jetli/wasm-bindgen-action", "version", "wasm-bindgen", true},
    {"pnpm/action-setup", "version", "pnpm"},
    {"yarnpkg/setup", "version", "yarn"},
    {"actions/setup-node", "node-version", "node"},
    {"actions/setup-python", "python-version", "python"},
    {"actions/setup-go", "go-version", "go"},
    {"actions/setup-java", "java-version", "java"},
    {"actions/setup-dotnet", "dotnet-version", "dotnet"},
    {"ruby/setup-ruby", "bundler", "bundler"},
    {"gradle/actions/setup-gradle", "gradle-version", "gradle"},
    {"gradle/gradle-build-action", "gradle-version", "gradle"},
    {"sigstore/cosign-installer", "cosign-release", "cosign"},
    {"anchore/sbom-action/download-syft", "syft-version", "syft"},
    {"anchore/sbom-action", "syft-version", "syft"},
    {"helm/kind-action", "version", "kind"},
    {"helm/chart-testing-action", "version", "ct"},
    {"cachix/install-nix-action", "install_url", "nix"},
    {"cloudflare/wrangler-action", "wranglerVersion", "wrangler"},
};

// "latest", "nightly", and for a tool "~> v2" too: it moves by itself.
bool Moves(std::string_view version, bool tool) {
  constexpr std::string_view kNames[] = {"latest", "nightly",           "canary", "current",
                                         "edge",   "release-candidate", "main",   "master"};
  const std::string low = Lower(version);
  if (std::ranges::find(kNames, low) != std::end(kNames)) return true;
  if (low.find("/releases/latest/") != low.npos) return true;
  return tool && (low == "*" || low == "stable" || low.find_first_of("~^<>") != low.npos);
}

}  // namespace

void AddNewest(const model::Reference& uses, const std::vector<model::Setting>& with, Doings& out) {
  if (uses.pin == model::Pin::kLocal) return;
  const std::string name = Lower(uses.name);
  const auto row =
      std::ranges::find_if(kSetups, [&](const Setup& one) { return Lower(one.action) == name; });
  if (row == std::end(kSetups)) return;
  bool told = false, moves = false;
  for (const auto& input : Words(row->inputs))
    for (const auto& setting : with)
      if (setting.key == input && !Trim(setting.value).empty()) {
        told = true;
        moves |= Moves(Trim(setting.value), row->newest);
      }
  if (told ? !moves : !row->newest) return;
  // Asked for by that name it is a package already.
  for (const auto& reference : out.references)
    if (reference.name == row->tool) return;
  model::Deed deed;
  deed.kind = model::DeedKind::kInstall;
  deed.tool = row->tool;
  deed.text = uses.text;
  deed.arguments = {std::string(model::kByAction)};
  deed.place = uses.place;
  out.deeds.push_back(std::move(deed));
}

}  // namespace avouch::formats

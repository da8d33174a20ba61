#include "formats/dependabot_ecosystems.h"

#include "base/text.h"
#include "notation/glob.h"

namespace avouch::formats {
namespace {

using model::Ecosystem;

constexpr UpdateManager kManagers[] = {
    {"dependabot", "bazel", Ecosystem::kBazel, "MODULE.bazel WORKSPACE WORKSPACE.bazel"},
    {"dependabot", "bun", Ecosystem::kNpm, "package.json bun.lock"},
    {"dependabot", "bundler", Ecosystem::kRubygems,
     "Gemfile Gemfile.lock gems.rb gems.locked *.gemspec"},
    {"dependabot", "cargo", Ecosystem::kCargo, "Cargo.toml Cargo.lock"},
    {"dependabot", "composer", Ecosystem::kComposer, "composer.json composer.lock"},
    {"dependabot", "conda", Ecosystem::kConda, "environment.yml environment.yaml"},
    {"dependabot", "devcontainers", Ecosystem::kDevcontainer,
     "devcontainer.json .devcontainer.json devcontainer-lock.json"},
    {"dependabot", "docker", Ecosystem::kDocker, "*Dockerfile* *dockerfile* *Containerfile*"},
    {"dependabot", "docker-compose", Ecosystem::kDocker, "*compose*.yml *compose*.yaml"},
    {"dependabot", "dotnet-sdk", Ecosystem::kNuget, "global.json"},
    {"dependabot", "elm", Ecosystem::kElm, "elm.json"},
    {"dependabot", "github-actions", Ecosystem::kGithubActions, "*.yml *.yaml"},
    {"dependabot", "gitsubmodule", Ecosystem::kGitSubmodule, ".gitmodules"},
    {"dependabot", "gomod", Ecosystem::kGo, "go.mod go.sum go.work"},
    {"dependabot", "gradle", Ecosystem::kGradle,
     "build.gradle build.gradle.kts settings.gradle settings.gradle.kts libs.versions.toml "
     "gradle.lockfile gradle-wrapper.properties"},
    {"dependabot", "helm", Ecosystem::kHelm, "Chart.yaml Chart.lock values.yaml"},
    {"dependabot", "julia", Ecosystem::kJulia, "Project.toml Manifest.toml"},
    {"dependabot", "maven", Ecosystem::kMaven, "pom.xml maven-wrapper.properties"},
    {"dependabot", "mix", Ecosystem::kHex, "mix.exs mix.lock"},
    {"dependabot", "nix", Ecosystem::kNix, "flake.nix flake.lock"},
    {"dependabot", "npm", Ecosystem::kNpm,
     "package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml "
     "pnpm-workspace.yaml"},
    {"dependabot", "nuget", Ecosystem::kNuget,
     "*.csproj *.fsproj *.vbproj packages.config packages.lock.json Directory.Packages.props"},
    {"dependabot", "opentofu", Ecosystem::kTerraform, "*.tf *.tofu .terraform.lock.hcl"},
    {"dependabot", "pip", Ecosystem::kPython,
     "*requirements*.txt *requirements*.in *constraints*.txt pyproject.toml poetry.lock Pipfile "
     "Pipfile.lock setup.py setup.cfg"},
    {"dependabot", "pre-commit", Ecosystem::kOther, ".pre-commit-config.yaml"},
    {"dependabot", "pub", Ecosystem::kPub, "pubspec.yaml pubspec.lock"},
    {"dependabot", "rust-toolchain", Ecosystem::kOther, "rust-toolchain rust-toolchain.toml"},
    {"dependabot", "swift", Ecosystem::kSwift, "Package.swift Package.resolved project.pbxproj"},
    {"dependabot", "terraform", Ecosystem::kTerraform, "*.tf .terraform.lock.hcl terragrunt.hcl"},
    {"dependabot", "uv", Ecosystem::kPython, "pyproject.toml uv.lock *requirements*.txt"},
    {"dependabot", "vcpkg", Ecosystem::kVcpkg, "vcpkg.json vcpkg-configuration.json"},

    {"renovate", "bazel", Ecosystem::kBazel, "WORKSPACE WORKSPACE.bazel"},
    {"renovate", "bazel-module", Ecosystem::kBazel, "MODULE.bazel"},
    {"renovate", "bun", Ecosystem::kNpm, "bun.lock bun.lockb"},
    {"renovate", "bundler", Ecosystem::kRubygems, "Gemfile Gemfile.lock gems.rb"},
    {"renovate", "cargo", Ecosystem::kCargo, "Cargo.toml Cargo.lock"},
    {"renovate", "cocoapods", Ecosystem::kCocoapods, "Podfile Podfile.lock"},
    {"renovate", "composer", Ecosystem::kComposer, "composer.json composer.lock"},
    {"renovate", "conan", Ecosystem::kConan, "conanfile.txt conanfile.py conan.lock"},
    {"renovate", "cpanfile", Ecosystem::kCpan, "cpanfile"},
    {"renovate", "deps-edn", Ecosystem::kMaven, "deps.edn"},
    {"renovate", "devcontainer", Ecosystem::kDevcontainer, "devcontainer.json .devcontainer.json"},
    {"renovate", "docker-compose", Ecosystem::kDocker, "*compose*.yml *compose*.yaml"},
    {"renovate", "dockerfile", Ecosystem::kDocker, "*Dockerfile* *dockerfile* *Containerfile*"},
    {"renovate", "git-submodules", Ecosystem::kGitSubmodule, ".gitmodules"},
    {"renovate", "github-actions", Ecosystem::kGithubActions, "*.yml *.yaml"},
    {"renovate", "gitlabci", Ecosystem::kGitlabCi, ".gitlab-ci.yml *.gitlab-ci.yml"},
    {"renovate", "gitlabci-include", Ecosystem::kGitlabCi, ".gitlab-ci.yml"},
    {"renovate", "gomod", Ecosystem::kGo, "go.mod go.sum go.work"},
    {"renovate", "gradle", Ecosystem::kGradle,
     "build.gradle build.gradle.kts settings.gradle settings.gradle.kts libs.versions.toml "
     "gradle.lockfile"},
    {"renovate", "gradle-wrapper", Ecosystem::kGradle, "gradle-wrapper.properties"},
    {"renovate", "haskell-cabal", Ecosystem::kHackage, "*.cabal"},
    {"renovate", "helm-requirements", Ecosystem::kHelm, "requirements.yaml"},
    {"renovate", "helm-values", Ecosystem::kHelm, "values.yaml"},
    {"renovate", "helmv3", Ecosystem::kHelm, "Chart.yaml Chart.lock"},
    {"renovate", "leiningen", Ecosystem::kMaven, "project.clj"},
    {"renovate", "maven", Ecosystem::kMaven, "pom.xml"},
    {"renovate", "maven-wrapper", Ecosystem::kMaven, "maven-wrapper.properties"},
    {"renovate", "mix", Ecosystem::kHex, "mix.exs mix.lock"},
    {"renovate", "nix", Ecosystem::kNix, "flake.nix flake.lock"},
    {"renovate", "npm", Ecosystem::kNpm,
     "package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml "
     "pnpm-workspace.yaml"},
    {"renovate", "nuget", Ecosystem::kNuget,
     "*.csproj *.fsproj *.vbproj packages.config packages.lock.json Directory.Packages.props"},
    {"renovate", "pep621", Ecosystem::kPython, "pyproject.toml uv.lock pdm.lock"},
    {"renovate", "pip-compile", Ecosystem::kPython, "requirements*.txt"},
    {"renovate", "pip_requirements", Ecosystem::kPython, "*requirements*.txt *requirements*.pip"},
    {"renovate", "pip_setup", Ecosystem::kPython, "setup.py"},
    {"renovate", "pipenv", Ecosystem::kPython, "Pipfile Pipfile.lock"},
    {"renovate", "pixi", Ecosystem::kConda, "pixi.toml pixi.lock"},
    {"renovate", "poetry", Ecosystem::kPython, "pyproject.toml poetry.lock"},
    {"renovate", "pub", Ecosystem::kPub, "pubspec.yaml pubspec.lock"},
    {"renovate", "setup-cfg", Ecosystem::kPython, "setup.cfg"},
    {"renovate", "swift", Ecosystem::kSwift, "Package.swift Package.resolved"},
    {"renovate", "xcodegen", Ecosystem::kSwift, "project.yml"},
    {"renovate", "terraform", Ecosystem::kTerraform, "*.tf *.tofu .terraform.lock.hcl"},
};

}  // namespace

std::span<const UpdateManager> UpdateManagers() { return kManagers; }

std::optional<model::Ecosystem> EcosystemOf(std::string_view tool, std::string_view word) {
  for (const auto& row : kManagers)
    if (row.tool == tool && row.word == word) return row.ecosystem;
  return std::nullopt;
}

bool Supports(std::string_view tool, model::Ecosystem ecosystem) {
  if (ecosystem == Ecosystem::kOther) return false;  // Too many things at once.
  for (const auto& row : kManagers)
    if (row.tool == tool && row.ecosystem == ecosystem) return true;
  return false;
}

bool Handles(std::string_view tool, const Path& path) {
  for (const auto& row : kManagers) {
    if (row.tool != tool) continue;
    const bool workflow = path.IsUnder(".github/workflows") || path.name() == "action.yml" ||
                          path.name() == "action.yaml";
    if (row.ecosystem == Ecosystem::kGithubActions && !workflow) continue;
    for (const auto pattern : Words(row.files))
      if (notation::GlobMatch(pattern, path.name(), notation::Dialect::kShell)) return true;
  }
  return false;
}

}  // namespace avouch::formats

#include "formats/table.h"

#include "formats/app_recipes.h"
#include "formats/autoconf.h"
#include "formats/azure_pipelines.h"
#include "formats/bazel.h"
#include "formats/browser_scripts.h"
#include "formats/build_wrapper.h"
#include "formats/bun_lock.h"
#include "formats/cargo_lock.h"
#include "formats/cargo_toml.h"
#include "formats/circleci.h"
#include "formats/clojure.h"
#include "formats/cmake.h"
#include "formats/cocoapods.h"
#include "formats/codeowners.h"
#include "formats/compose.h"
#include "formats/composer.h"
#include "formats/conan.h"
#include "formats/conda.h"
#include "formats/cpan.h"
#include "formats/cran.h"
#include "formats/crystal.h"
#include "formats/deno.h"
#include "formats/dependabot.h"
#include "formats/devcontainer.h"
#include "formats/dockerfile.h"
#include "formats/document.h"
#include "formats/dub.h"
#include "formats/elm.h"
#include "formats/esp_idf.h"
#include "formats/github_workflow.h"
#include "formats/gitlab_ci.h"
#include "formats/gitmodules.h"
#include "formats/go_mod.h"
#include "formats/go_sum.h"
#include "formats/go_vendor.h"
#include "formats/goreleaser.h"
#include "formats/gradle_build.h"
#include "formats/gradle_locks.h"
#include "formats/hackage.h"
#include "formats/helm.h"
#include "formats/hex.h"
#include "formats/installed_package.h"
#include "formats/ivy.h"
#include "formats/julia.h"
#include "formats/luarocks.h"
#include "formats/machine_recipes.h"
#include "formats/maven_pom.h"
#include "formats/meson_build.h"
#include "formats/meson_wrap.h"
#include "formats/nim.h"
#include "formats/nix_flake.h"
#include "formats/nix_pins.h"
#include "formats/npmrc.h"
#include "formats/nuget_locks.h"
#include "formats/nuget_project.h"
#include "formats/opam.h"
#include "formats/package_json.h"
#include "formats/package_lock.h"
#include "formats/paket.h"
#include "formats/pipfile.h"
#include "formats/pixi.h"
#include "formats/platformio.h"
#include "formats/pnpm_lock.h"
#include "formats/pnpm_workspace.h"
#include "formats/poetry_lock.h"
#include "formats/pre_commit.h"
#include "formats/pub.h"
#include "formats/pylock.h"
#include "formats/pyproject.h"
#include "formats/renovate.h"
#include "formats/requirements.h"
#include "formats/rubygems.h"
#include "formats/sbt.h"
#include "formats/security_insights.h"
#include "formats/security_txt.h"
#include "formats/setuptools.h"
#include "formats/suppressions.h"
#include "formats/swift.h"
#include "formats/terraform.h"
#include "formats/terraform_lock.h"
#include "formats/tool_versions.h"
#include "formats/uv_lock.h"
#include "formats/vcpkg.h"
#include "formats/west.h"
#include "formats/xcode.h"
#include "formats/yarn_lock.h"
#include "formats/zig.h"

namespace avouch::formats {
namespace {

// A reader of one value as a reader of any.
template <auto Read>
Result<Reading> As(const Path& path, BytesView bytes) {
  auto value = Read(path, bytes);
  if (!value) return std::unexpected(value.error());
  return Reading(std::move(*value));
}

constexpr Format kFormats[] = {
    {"github-workflow", "pipelines", IsGithubWorkflow, As<ReadGithubWorkflow>},
    {"github-action", "pipelines", IsGithubAction, As<ReadGithubAction>},
    {"gitlab-ci", "pipelines", IsGitlabCi, As<ReadGitlabCi>},
    {"circleci", "pipelines", IsCircleci, As<ReadCircleci>},
    {"azure-pipelines", "pipelines", IsAzurePipelines, As<ReadAzurePipelines>},
    {"goreleaser", "containers", IsGoreleaser, As<ReadGoreleaser>},
    {"dockerfile", "containers", IsDockerfile, As<ReadDockerfile>},
    {"compose", "containers", IsCompose, As<ReadCompose>},
    {"dependabot", "automation", IsDependabot, As<ReadDependabot>},
    {"npm-installed", "components", IsNpmInstalled, As<ReadNpmInstalled>},
    {"package-json", "components", IsPackageJson, As<ReadPackageJson>},
    {"package-lock", "components", IsPackageLock, As<ReadPackageLock>},
    {"yarn-lock", "components", IsYarnLock, As<ReadYarnLock>},
    {"pnpm-lock", "components", IsPnpmLock, As<ReadPnpmLock>},
    {"pnpm-workspace", "components", IsPnpmWorkspace, As<ReadPnpmWorkspace>},
    {"yarnrc", "components", IsYarnSettings, As<ReadYarnSettings>},
    {"npmrc", "components", IsNpmrc, As<ReadNpmrc>},
    {"bun-lock", "components", IsBunLock, As<ReadBunLock>},
    {"deno", "components", IsDeno, As<ReadDeno>},
    {"go-mod", "components", IsGoMod, As<ReadGoMod>},
    {"go-sum", "components", IsGoSum, As<ReadGoSum>},
    {"go-vendor", "components", IsGoVendor, As<ReadGoVendor>},
    {"cargo-toml", "components", IsCargoToml, As<ReadCargoToml>},
    {"cargo-lock", "components", IsCargoLock, As<ReadCargoLock>},
    {"requirements", "components", IsRequirements, As<ReadRequirements>},
    {"pyproject", "components", IsPyproject, As<ReadPyproject>},
    {"poetry-lock", "components", IsPoetryLock, As<ReadPoetryLock>},
    {"uv-lock", "components", IsUvLock, As<ReadUvLock>},
    {"pipfile-lock", "components", IsPipfileLock, As<ReadPipfileLock>},
    {"pipfile", "components", IsPipfile, As<ReadPipfile>},
    {"pdm-lock", "components", IsPdmLock, As<ReadPdmLock>},
    {"pylock", "components", IsPylock, As<ReadPylock>},
    {"setup-cfg", "components", IsSetupCfg, As<ReadSetupCfg>},
    {"setup-py", "components", IsSetupPy, As<ReadSetupPy>},
    {"python-installed", "components", IsPythonInstalled, As<ReadPythonInstalled>},
    {"rubygems", "components", IsRubygems, As<ReadRubygems>},
    {"composer", "components", IsComposer, As<ReadComposer>},
    {"maven-pom", "components", IsMavenPom, As<ReadMavenPom>},
    {"gradle-locks", "components", IsGradleLocks, As<ReadGradleLocks>},
    {"gradle-build", "components", IsGradleBuild, As<ReadGradleBuild>},
    {"sbt", "components", IsSbt, As<ReadSbt>},
    {"ivy", "components", IsIvy, As<ReadIvy>},
    {"build-wrapper", "components", IsBuildWrapper, As<ReadBuildWrapper>},
    {"clojure", "components", IsClojure, As<ReadClojure>},
    {"tool-versions", "components", IsToolVersions, As<ReadToolVersions>},
    {"pre-commit", "components", IsPreCommit, As<ReadPreCommit>},
    {"devcontainer", "components", IsDevcontainer, As<ReadDevcontainer>},
    {"hex", "components", IsHex, As<ReadHex>},
    {"pub", "components", IsPub, As<ReadPub>},
    {"dub", "components", IsDub, As<ReadDub>},
    {"zig", "components", IsZig, As<ReadZig>},
    {"nim", "components", IsNim, As<ReadNim>},
    {"elm", "components", IsElm, As<ReadElm>},
    {"crystal", "components", IsCrystal, As<ReadCrystal>},
    {"swift", "components", IsSwift, As<ReadSwift>},
    {"xcode", "components", IsXcode, As<ReadXcode>},
    {"cocoapods", "components", IsCocoapods, As<ReadCocoapods>},
    {"nuget-locks", "components", IsNugetLocks, As<ReadNugetLocks>},
    {"nuget-projects", "components", IsNugetProjects, As<ReadNugetProjects>},
    {"paket", "components", IsPaket, As<ReadPaket>},
    {"cran", "components", IsCran, As<ReadCran>},
    {"cpan", "components", IsCpan, As<ReadCpan>},
    {"hackage", "components", IsHackage, As<ReadHackage>},
    {"julia", "components", IsJulia, As<ReadJulia>},
    {"luarocks", "components", IsLuarocks, As<ReadLuarocks>},
    {"opam", "components", IsOpam, As<ReadOpam>},
    {"nix-flake", "components", IsNixFlake, As<ReadNixFlake>},
    {"nix-pins", "components", IsNixPins, As<ReadNixPins>},
    {"terraform-lock", "components", IsTerraformLock, As<ReadTerraformLock>},
    {"terraform", "components", IsTerraform, As<ReadTerraform>},
    {"helm", "components", IsHelm, As<ReadHelm>},
    {"conda", "components", IsConda, As<ReadConda>},
    {"pixi", "components", IsPixi, As<ReadPixi>},
    {"bazel", "components", IsBazel, As<ReadBazel>},
    {"conan", "components", IsConan, As<ReadConan>},
    {"vcpkg", "components", IsVcpkg, As<ReadVcpkg>},
    {"cmake", "components", IsCmake, As<ReadCmake>},
    {"platformio", "components", IsPlatformio, As<ReadPlatformio>},
    {"west", "components", IsWest, As<ReadWest>},
    {"esp-idf", "components", IsEspIdf, As<ReadEspIdf>},
    {"meson-wrap", "components", IsMesonWrap, As<ReadMesonWrap>},
    {"meson-build", "components", IsMesonBuild, As<ReadMesonBuild>},
    {"autoconf", "components", IsAutoconf, As<ReadAutoconf>},
    {"app-recipes", "components", IsAppRecipe, As<ReadAppRecipe>},
    {"machine-recipes", "components", IsMachineRecipe, As<ReadMachineRecipe>},
    {"gitmodules", "components", IsGitmodules, As<ReadGitmodules>},
    {"renovate", "automation", IsRenovate, As<ReadRenovate>},
    {"security-txt", "documents", IsSecurityTxt, ReadSecurityTxtOrPolicy},
    {"security-insights", "documents", IsSecurityInsights, As<ReadSecurityInsights>},
    {"codeowners", "documents", IsCodeOwners, As<ReadCodeOwners>},
    {"suppressions", "documents", IsSuppressionFile, As<ReadSuppressions>},
    {"document", "documents", IsDocument, ReadAnyDocument},
    {"browser-scripts", "components", HasBrowserScripts, As<ReadBrowserScripts>},
};

}  // namespace

std::span<const Format> Formats() { return kFormats; }

const Format* FormatOf(const Path& path) {
  for (const auto& format : kFormats)
    if (format.matches(path)) return &format;
  return nullptr;
}

}  // namespace avouch::formats

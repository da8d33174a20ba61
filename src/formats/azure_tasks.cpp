#include "formats/azure_tasks.h"

#include <algorithm>

#include "base/text.h"
#include "formats/image_build.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;
using model::Reference;
using model::Setting;

// A task by its name; with `input`, only where that has `value` among its words. All
// rows that fit are deeds.
struct TaskRow {
  std::string_view name, input, value;
  DeedKind kind;
  std::string_view tool;
  bool locked = false;
};
constexpr TaskRow kTasks[] = {
    {"DotNetCoreCLI", "command", "test", DeedKind::kTest, "dotnet"},
    {"DotNetCoreCLI", "custom", "test", DeedKind::kTest, "dotnet"},
    {"DotNetCoreCLI", "command", "build", DeedKind::kBuild, "dotnet"},
    {"DotNetCoreCLI", "command", "publish", DeedKind::kBuild, "dotnet"},
    {"DotNetCoreCLI", "command", "pack", DeedKind::kBuild, "dotnet"},
    {"DotNetCoreCLI", "custom", "pack", DeedKind::kBuild, "dotnet"},
    {"DotNetCoreCLI", "command", "restore", DeedKind::kInstall, "dotnet"},
    {"DotNetCoreCLI", "command", "push", DeedKind::kPublish, "nuget"},
    {"NuGetCommand", "command", "push", DeedKind::kPublish, "nuget"},
    {"NuGetCommand", "command", "restore", DeedKind::kInstall, "nuget"},
    {"NuGetCommand", "", "", DeedKind::kInstall, "nuget"},
    {"VSTest", "", "", DeedKind::kTest, "vstest"},
    {"VSBuild", "", "", DeedKind::kBuild, "msbuild"},
    {"MSBuild", "", "", DeedKind::kBuild, "msbuild"},
    {"XamarinAndroid", "", "", DeedKind::kBuild, "msbuild"},
    {"Xcode", "actions", "test", DeedKind::kTest, "xcodebuild"},
    {"Xcode", "actions", "build", DeedKind::kBuild, "xcodebuild"},
    {"CMake", "", "", DeedKind::kBuild, "cmake"},
    {"Maven", "goals", "deploy", DeedKind::kPublish, "mvn"},
    {"Maven", "goals", "test", DeedKind::kTest, "mvn"},
    {"Maven", "goals", "verify", DeedKind::kTest, "mvn"},
    {"Maven", "goals", "package", DeedKind::kBuild, "mvn"},
    {"Maven", "goals", "install", DeedKind::kBuild, "mvn"},
    {"Gradle", "tasks", "publish", DeedKind::kPublish, "gradle"},
    {"Gradle", "tasks", "test", DeedKind::kTest, "gradle"},
    {"Gradle", "tasks", "check", DeedKind::kTest, "gradle"},
    {"Gradle", "tasks", "build", DeedKind::kBuild, "gradle"},
    {"Npm", "command", "publish", DeedKind::kPublish, "npm"},
    {"Npm", "command", "ci", DeedKind::kInstall, "npm", true},
    {"Npm", "command", "install", DeedKind::kInstall, "npm"},
    {"Go", "command", "test", DeedKind::kTest, "go"},
    {"Go", "command", "build", DeedKind::kBuild, "go"},
    {"Docker", "command", "build", DeedKind::kBuildImage, "docker"},
    {"Docker", "command", "buildAndPush", DeedKind::kBuildImage, "docker"},
    {"Docker", "command", "buildAndPush", DeedKind::kPublish, "docker"},
    {"Docker", "command", "push", DeedKind::kPublish, "docker"},
    {"DockerCompose", "action", "Push services", DeedKind::kPublish, "docker"},
    {"GitHubRelease", "action", "create", DeedKind::kPublish, "gh"},
    {"GitHubRelease", "action", "edit", DeedKind::kPublish, "gh"},
    {"UniversalPackages", "command", "publish", DeedKind::kPublish, "az"},
    {"PublishVSExtension", "", "", DeedKind::kPublish, "vsce"},
    {"PublishAzureDevOpsExtension", "", "", DeedKind::kPublish, "tfx"},
    {"GooglePlayRelease", "", "", DeedKind::kPublish, "google-play"},
    {"AppStoreRelease", "", "", DeedKind::kPublish, "app-store"},
    {"EsrpRelease", "", "", DeedKind::kPublish, "esrp"},
    {"FtpUpload", "", "", DeedKind::kDeploy, "ftp"},
    {"CopyFilesOverSSH", "", "", DeedKind::kDeploy, "ssh"},
    {"AzureWebApp", "", "", DeedKind::kDeploy, "azure"},
    {"AzureWebAppContainer", "", "", DeedKind::kDeploy, "azure"},
    {"AzureRmWebAppDeployment", "", "", DeedKind::kDeploy, "azure"},
    {"AzureFunctionApp", "", "", DeedKind::kDeploy, "azure"},
    {"AzureFunctionAppContainer", "", "", DeedKind::kDeploy, "azure"},
    {"AzureContainerApps", "", "", DeedKind::kDeploy, "azure"},
    {"AzureStaticWebApp", "", "", DeedKind::kDeploy, "azure"},
    {"AzureResourceManagerTemplateDeployment", "", "", DeedKind::kDeploy, "azure"},
    {"AzureFileCopy", "", "", DeedKind::kDeploy, "azure"},
    {"ServiceFabricDeploy", "", "", DeedKind::kDeploy, "azure"},
    {"IISWebAppDeploymentOnMachineGroup", "", "", DeedKind::kDeploy, "iis"},
    {"KubernetesManifest", "action", "deploy", DeedKind::kDeploy, "kubectl"},
    {"KubernetesManifest", "action", "promote", DeedKind::kDeploy, "kubectl"},
    {"Kubernetes", "command", "apply", DeedKind::kDeploy, "kubectl"},
    {"HelmDeploy", "command", "upgrade", DeedKind::kDeploy, "helm"},
    {"HelmDeploy", "command", "install", DeedKind::kDeploy, "helm"},
    {"TerraformTaskV4", "command", "apply", DeedKind::kDeploy, "terraform"},
    {"TerraformTask", "command", "apply", DeedKind::kDeploy, "terraform"},
    {"TerraformCLI", "command", "apply", DeedKind::kDeploy, "terraform"},
    {"EsrpCodeSigning", "", "", DeedKind::kSign, "esrp"},
    {"AzureSignTool", "", "", DeedKind::kSign, "azuresigntool"},
    {"ManifestGeneratorTask", "", "", DeedKind::kMakeSbom, "sbom-tool"},
    {"AdvancedSecurity-Codeql-Analyze", "", "", DeedKind::kScan, "codeql"},
    {"AdvancedSecurity-Dependency-Scanning", "", "", DeedKind::kScan, "dependency-scanning"},
    {"CodeQL3000Finalize", "", "", DeedKind::kScan, "codeql"},
    {"ComponentGovernanceComponentDetection", "", "", DeedKind::kScan, "component-detection"},
    {"CredScan", "", "", DeedKind::kScan, "credscan"},
    {"BinSkim", "", "", DeedKind::kScan, "binskim"},
    {"MicrosoftSecurityDevOps", "", "", DeedKind::kScan, "msdo"},
    {"SonarCloudAnalyze", "", "", DeedKind::kScan, "sonarcloud"},
    {"SonarQubeAnalyze", "", "", DeedKind::kScan, "sonarqube"},
    {"SnykSecurityScan", "", "", DeedKind::kScan, "snyk"},
    {"dependency-check-build-task", "", "", DeedKind::kScan, "dependency-check"},
    {"trivy", "", "", DeedKind::kScan, "trivy"},
    {"WhiteSource", "", "", DeedKind::kScan, "mend"},
};

std::string Input(const std::vector<Setting>& inputs, std::string_view key) {
  for (const auto& input : inputs)
    if (EqualsIgnoreCase(input.key, key)) return input.value;
  return {};
}

// Whether `value` is the text, or one of its words: goals, tasks.
bool Says(std::string_view text, std::string_view value) {
  if (EqualsIgnoreCase(text, value)) return true;
  if (value.find(' ') != value.npos) return false;
  auto words = Words(text);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return EqualsIgnoreCase(word.substr(word.rfind(':') + 1), value);
  });
}

// What a task does when its command is not written.
std::string_view Default(std::string_view task, std::string_view input) {
  if (task == "Maven" && input == "goals") return "package";
  if (task == "Gradle" && input == "tasks") return "build";
  if (task == "Docker" && input == "command") return "buildAndPush";
  if (task == "DotNetCoreCLI" && input == "command") return "build";
  if (task == "KubernetesManifest" && input == "action") return "deploy";
  if (task == "GitHubRelease" && input == "action") return "create";
  if (task == "Kubernetes" && input == "command") return "apply";
  if (task == "Npm" && input == "command") return "install";
  return {};
}

}  // namespace

Reference ReadAzureTask(std::string_view text, const model::Place& place) {
  Reference out;
  out.kind = model::ReferenceKind::kAction;
  out.text = text;
  out.place = place;
  std::size_t at = text.rfind('@');
  std::string_view name = text.substr(0, at);
  out.name = "task:" + std::string(name.substr(name.rfind('.') + 1));
  out.version = at == text.npos ? "" : text.substr(at + 1);
  out.pin = model::Pin::kFloating;
  return out;
}

std::string_view AzureScriptInput(const Reference& task, const std::vector<Setting>& inputs) {
  const std::string_view name = std::string_view(task.name).substr(5);
  std::string type = Lower(Input(inputs, "targetType"));
  if (name == "Bash" || name == "ShellScript") return type == "inline" ? "script" : "filePath";
  if (name == "CmdLine") return "script";
  if (name == "AzureCLI") {
    std::string shell = Lower(Input(inputs, "scriptType"));
    bool readable = shell.empty() || shell == "bash" || shell == "batch";
    return readable && Lower(Input(inputs, "scriptLocation")) == "inlinescript" ? "inlineScript"
                                                                                : "";
  }
  return {};
}

std::vector<Deed> DeedsOfTask(const Reference& task, const std::vector<Setting>& inputs) {
  std::vector<Deed> out;
  const std::string_view name = std::string_view(task.name).substr(5);
  auto add = [&](DeedKind kind, std::string_view tool, bool locked) {
    Deed deed;
    deed.kind = kind;
    deed.tool = tool;
    deed.text = task.text;
    deed.locked = locked;
    deed.place = task.place;
    if (kind == DeedKind::kBuildImage) {
      deed.arguments = {Input(inputs, "Dockerfile"), Input(inputs, "buildContext"),
                        Input(inputs, "tags")};
      std::ranges::move(ArgumentsIn(Input(inputs, "arguments")),
                        std::back_inserter(deed.arguments));
    }
    out.push_back(std::move(deed));
  };
  for (const auto& row : kTasks) {
    if (!EqualsIgnoreCase(row.name, name)) continue;
    std::string value = Input(inputs, row.input);
    if (value.empty()) value = Default(row.name, row.input);
    if (row.input.empty() ? out.empty() : Says(value, row.value))
      add(row.kind, row.tool, row.locked);
  }
  // "task: Npm@1, command: custom, customCommand: run test"
  std::string custom = name == "Npm" ? Input(inputs, "customCommand") : "";
  if (!custom.empty()) {
    Doings doings = DeedsOf(SplitShell("npm " + custom, task.place.line), task.place.path);
    std::move(doings.deeds.begin(), doings.deeds.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace avouch::formats

#include <algorithm>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/deeds_setups.h"
#include "formats/image_build.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;
using model::Pin;
using model::Reference;
using model::ReferenceKind;

struct ActionRow {
  std::string_view name;
  DeedKind kind;
  std::string_view tool;
  bool perhaps = false;  // Whether others get the product by it, is not told
};
constexpr ActionRow kActions[] = {
    {"goreleaser/goreleaser-action", DeedKind::kPublish, "goreleaser"},
    {"pypa/gh-action-pypi-publish", DeedKind::kPublish, "twine"},
    {"10up/action-wordpress-plugin-deploy", DeedKind::kPublish, "svn"},
    {"softprops/action-gh-release", DeedKind::kPublish, "gh"},
    {"ncipollo/release-action", DeedKind::kPublish, "gh"},
    {"actions/create-release", DeedKind::kPublish, "gh"},
    {"actions/upload-release-asset", DeedKind::kPublish, "gh"},
    {"svenstaro/upload-release-action", DeedKind::kPublish, "gh"},
    {"JS-DevTools/npm-publish", DeedKind::kPublish, "npm"},
    {"changesets/action", DeedKind::kPublish, "npm"},
    {"cycjimmy/semantic-release-action", DeedKind::kPublish, "semantic-release"},
    {"peaceiris/actions-gh-pages", DeedKind::kPublish, "pages"},
    {"actions/deploy-pages", DeedKind::kPublish, "pages"},
    {"JamesIves/github-pages-deploy-action", DeedKind::kPublish, "pages"},
    {"helm/chart-releaser-action", DeedKind::kPublish, "helm"},
    {"pypa/cibuildwheel", DeedKind::kBuild, "cibuildwheel"},
    {"hynek/build-and-inspect-python-package", DeedKind::kBuild, "build"},
    {"actions/attest-build-provenance", DeedKind::kSign, "attest"},
    {"actions/attest", DeedKind::kSign, "attest"},
    {"actions/attest-sbom", DeedKind::kSign, "attest"},
    {"anchore/sbom-action", DeedKind::kMakeSbom, "syft"},
    {"github/codeql-action/analyze", DeedKind::kScan, "codeql"},
    {"ossf/scorecard-action", DeedKind::kScan, "scorecard"},
    {"aquasecurity/trivy-action", DeedKind::kScan, "trivy"},
    {"anchore/scan-action", DeedKind::kScan, "grype"},
    {"actions/dependency-review-action", DeedKind::kScan, "dependency-review"},
    {"zizmorcore/zizmor-action", DeedKind::kScan, "zizmor"},
    {"gitleaks/gitleaks-action", DeedKind::kScan, "gitleaks"},
    {"golang/govulncheck-action", DeedKind::kScan, "govulncheck"},
    {"golangci/golangci-lint-action", DeedKind::kLint, "golangci-lint"},
    {"pre-commit/action", DeedKind::kLint, "pre-commit"},
    {"r-lib/actions/check-r-package", DeedKind::kTest, "R CMD check"},
    {"r-hub/actions/run-check", DeedKind::kTest, "R CMD check"},
    {"cypress-io/github-action", DeedKind::kTest, "cypress"},
    {"helm/kind-action", DeedKind::kTest, "kind"},
    {"azure/webapps-deploy", DeedKind::kDeploy, "azure"},
    {"aws-actions/amazon-ecs-deploy-task-definition", DeedKind::kDeploy, "aws"},
    {"google-github-actions/deploy-cloudrun", DeedKind::kDeploy, "gcloud"},
    {"superfly/flyctl-actions", DeedKind::kDeploy, "fly"},
    {"ad-m/github-push-action", DeedKind::kCommit, "git"},
    {"EndBug/add-and-commit", DeedKind::kCommit, "git"},
    {"marvinpinto/action-automatic-releases", DeedKind::kPublish, "gh"},
    {"elgohr/Publish-Docker-Github-Action", DeedKind::kPublish, "docker"},
    {"mr-smithers-excellent/docker-build-push", DeedKind::kPublish, "docker"},
    {"redhat-actions/push-to-registry", DeedKind::kPublish, "podman"},
    {"int128/docker-manifest-create-action", DeedKind::kPublish, "docker"},
    {"katyo/publish-crates", DeedKind::kPublish, "cargo"},
    {"rubygems/release-gem", DeedKind::kPublish, "gem"},
    {"release-plz/action", DeedKind::kPublish, "cargo"},
    {"python-semantic-release/python-semantic-release", DeedKind::kPublish, "semantic-release"},
    {"relekang/python-semantic-release", DeedKind::kPublish, "semantic-release"},
    {"codfish/semantic-release-action", DeedKind::kPublish, "semantic-release"},
    {"JRubics/poetry-publish", DeedKind::kPublish, "poetry"},
    {"casperdcl/deploy-pypi", DeedKind::kPublish, "twine"},
    {"snapcore/action-publish", DeedKind::kPublish, "snapcraft"},
    {"HaaLeo/publish-vscode-extension", DeedKind::kPublish, "vsce"},
    {"lannonbr/vsce-action", DeedKind::kPublish, "vsce"},
    {"r0adkll/upload-google-play", DeedKind::kPublish, "google-play"},
    {"KSXGitHub/github-actions-deploy-aur", DeedKind::kPublish, "aur"},
    {"vedantmgoyal9/winget-releaser", DeedKind::kPublish, "winget", true},
    {"vedantmgoyal2009/winget-releaser", DeedKind::kPublish, "winget", true},
    {"mislav/bump-homebrew-formula-action", DeedKind::kPublish, "homebrew", true},
    {"dawidd6/action-homebrew-bump-formula", DeedKind::kPublish, "homebrew", true},
    {"xresloader/upload-to-github-release", DeedKind::kPublish, "gh"},
    {"AButler/upload-release-assets", DeedKind::kPublish, "gh"},
    {"shogo82148/actions-upload-release-asset", DeedKind::kPublish, "gh"},
    {"alexellis/upload-assets", DeedKind::kPublish, "gh"},
    {"wangyoucao577/go-release-action", DeedKind::kPublish, "gh"},
    {"taiki-e/upload-rust-binary-action", DeedKind::kPublish, "gh"},
    {"taiki-e/create-gh-release-action", DeedKind::kPublish, "gh"},
    {"rust-build/rust-build.action", DeedKind::kPublish, "gh"},
    {"tauri-apps/tauri-action", DeedKind::kPublish, "gh", true},
    {"BetaHuhn/deploy-to-vercel-action", DeedKind::kDeploy, "vercel"},
    {"amondnet/vercel-action", DeedKind::kDeploy, "vercel"},
    {"akhileshns/heroku-deploy", DeedKind::kDeploy, "heroku"},
    {"einaregilsson/beanstalk-deploy", DeedKind::kDeploy, "aws"},
    {"aws-actions/aws-cloudformation-github-deploy", DeedKind::kDeploy, "aws"},
    {"aws-actions/aws-lambda-deploy", DeedKind::kDeploy, "aws"},
    {"google-github-actions/deploy-appengine", DeedKind::kDeploy, "gcloud"},
    {"google-github-actions/deploy-cloud-functions", DeedKind::kDeploy, "gcloud"},
    {"google-github-actions/upload-cloud-storage", DeedKind::kPublish, "gcloud", true},
    {"FirebaseExtended/action-hosting-deploy", DeedKind::kDeploy, "firebase", true},
    {"w9jds/firebase-action", DeedKind::kDeploy, "firebase", true},
    {"cloudflare/wrangler-action", DeedKind::kDeploy, "wrangler", true},
    {"cloudflare/pages-action", DeedKind::kDeploy, "wrangler", true},
    {"nwtgck/actions-netlify", DeedKind::kDeploy, "netlify", true},
    {"netlify/actions/cli", DeedKind::kDeploy, "netlify", true},
    {"azure/functions-action", DeedKind::kDeploy, "azure"},
    {"azure/static-web-apps-deploy", DeedKind::kDeploy, "azure", true},
    {"azure/k8s-deploy", DeedKind::kDeploy, "kubectl"},
    {"azure/container-apps-deploy-action", DeedKind::kDeploy, "azure"},
    {"azure/webapps-container-deploy", DeedKind::kDeploy, "azure"},
    {"appleboy/ssh-action", DeedKind::kDeploy, "ssh", true},
    {"appleboy/scp-action", DeedKind::kDeploy, "scp", true},
    {"easingthemes/ssh-deploy", DeedKind::kDeploy, "rsync", true},
    {"burnett01/rsync-deployments", DeedKind::kDeploy, "rsync", true},
    {"SamKirkland/FTP-Deploy-Action", DeedKind::kDeploy, "ftp", true},
    {"jakejarvis/s3-sync-action", DeedKind::kPublish, "aws", true},
    {"shallwefootball/s3-upload-action", DeedKind::kPublish, "aws", true},
    {"reggionick/s3-deploy", DeedKind::kDeploy, "aws", true},
    {"dawidd6/action-ansible-playbook", DeedKind::kDeploy, "ansible", true},
    {"apple-actions/upload-testflight-build", DeedKind::kPublish, "testflight", true},
    {"wzieba/Firebase-Distribution-Github-Action", DeedKind::kPublish, "firebase", true},
    {"anothrNick/github-tag-action", DeedKind::kPublish, "git", true},
    {"mathieudutour/github-tag-action", DeedKind::kPublish, "git", true},
    {"googleapis/release-please-action", DeedKind::kPublish, "gh", true},
    {"google-github-actions/release-please-action", DeedKind::kPublish, "gh", true},
    {"peter-evans/create-pull-request", DeedKind::kCommit, "create-pull-request"},
    {"stefanzweifel/git-auto-commit-action", DeedKind::kCommit, "git-auto-commit"},
};

// These take the same inputs.
constexpr std::string_view kImageActions[] = {"docker/build-push-action", "depot/build-push-action",
                                              "useblacksmith/build-push-action"};

bool IsHex(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

std::string Input(const std::vector<model::Setting>& with, std::string_view key) {
  for (const auto& setting : with)
    if (setting.key == key) return setting.value;
  return {};
}

// The lines of an input, or what commas part.
std::vector<std::string> Listed(const std::string& text, char by) {
  std::vector<std::string> out;
  for (const auto line : Split(text, '\n'))
    for (const auto part : Split(line, by))
      if (auto item = Trim(part); !item.empty()) {
        if (item.size() > 1 && item.starts_with('"') && item.ends_with('"'))
          item = item.substr(1, item.size() - 2);
        out.emplace_back(item);
      }
  return out;
}

void AddImageAction(const Reference& uses, const std::vector<model::Setting>& with, bool bake,
                    Doings& out) {
  Deed deed;
  deed.kind = DeedKind::kBuildImage;
  deed.tool = bake ? "bake" : "docker";
  deed.text = uses.text;
  deed.place = uses.place;
  if (!bake) {
    ImageBuild build;
    build.file = Input(with, "file");
    build.context = Input(with, "context");
    build.tags = Input(with, "tags");
    build.arguments = Listed(Input(with, "build-args"), '\n');
    build.contexts = Listed(Input(with, "build-contexts"), '\n');
    return AddImageBuild(std::move(build), std::move(deed), out);
  }
  const std::string source = Input(with, "source");
  if (IsContextAddress(source) && !OwnContext(source))
    out.deeds.push_back(UnreadRecipe(deed, "what it builds is at " + source));
  const std::string folder = IsContextAddress(source) ? "" : Input(with, "workdir");
  std::vector<std::string> targets = Listed(Input(with, "targets"), ',');
  for (auto& target : targets) target = ReplaceAll(target, " ", "");  // "${{ matrix.x }}"
  deed.arguments = {"", folder, "", Join(targets, " ")};
  for (const auto& set : Listed(Input(with, "set"), '\n'))
    if (const std::size_t at = set.find(".args."); at != std::string::npos)
      deed.arguments.push_back(set.substr(at + 6));
  for (const auto& file : Listed(Input(with, "files"), ','))
    deed.arguments.push_back(ResolvePath(folder, file));
  out.deeds.push_back(std::move(deed));
}

// Of whoever proposes a change, which may be anybody: a fork, and the commit in it.
bool IsProposers(std::string_view text) {
  for (std::string_view theirs : {"head.repo", "head_repository", "pull_request.head",
                                  "workflow_run.head", "refs/pull/", "head_ref", "GITHUB_HEAD_REF"})
    if (text.find(theirs) != text.npos) return true;
  return false;
}

// The repository that the workflow runs for, by any of its names. That somebody who starts it by
// hand may set the variable to another is theirs to say.
bool IsOwnRepository(std::string_view repository) {
  if (repository.empty()) return true;
  if (IsProposers(repository)) return false;
  for (std::string_view own : {"github.repository", "base.repo.full_name",
                               "event.repository.full_name", "env.GITHUB_REPOSITORY"})
    // "github.repository_owner" is whose it is, and not which.
    if (const std::size_t at = repository.find(own);
        at != repository.npos && !repository.substr(at + own.size()).starts_with('_'))
      return true;
  return false;
}

// No row knows it, and its own name says so: "them/publish-package". What results of tests are
// published, and what only looks at releases, is none.
bool SaysThatItPublishes(std::string_view name) {
  const std::string low = Lower(name.substr(name.find('/') + 1));
  for (std::string_view other :
       {"test",    "result",   "report",  "preview",  "page",     "doc",   "coverage",
        "note",    "download", "get-",    "fetch",    "check",    "wait",  "changelog",
        "comment", "status",   "lint",    "artifact", "latest",   "find-", "delete",
        "remove",  "cleanup",  "please-", "version",  "validate", "verify"})
    if (low.find(other) != low.npos) return false;
  for (std::string_view word : {"publish", "deploy", "gh-release", "create-release",
                                "upload-release", "release-action", "docker-push", "push-to-"})
    if (low.find(word) != low.npos) return true;
  return false;
}

Doings Of(const Reference& uses, const std::vector<model::Setting>& with, bool from_others) {
  Doings out;
  auto add = [&](DeedKind kind, std::string_view tool) -> Deed& {
    Deed deed;
    deed.kind = kind;
    deed.tool = tool;
    deed.text = uses.text;
    deed.place = uses.place;
    out.deeds.push_back(std::move(deed));
    return out.deeds.back();
  };
  if (const bool bake = uses.name.ends_with("/bake-action");
      bake || std::ranges::find(kImageActions, uses.name) != std::end(kImageActions)) {
    AddImageAction(uses, with, bake, out);
    std::string push = Input(with, "push");
    bool by_output = Input(with, "outputs").find("push=true") != std::string::npos;
    if ((!push.empty() && push != "false") || by_output) add(DeedKind::kPublish, "docker");
    const std::string listed = Input(with, "sbom");
    if ((!listed.empty() && listed != "false") ||
        Input(with, "attests").find("type=sbom") != std::string::npos)
      add(DeedKind::kMakeSbom, "docker");
    return out;
  }
  // Where there is a Gemfile.lock it sets Bundler's `deployment`, which obeys it.
  if (uses.name == "ruby/setup-ruby" && Input(with, "bundler-cache") == "true") {
    Deed& deed = add(DeedKind::kInstall, "setup-ruby");
    deed.arguments = {ResolvePath("", JoinPath(Input(with, "working-directory"), "Gemfile.lock"))};
    return out;
  }
  const std::string repository = Input(with, "repository");
  const bool proposed = IsProposers(repository) || IsProposers(Input(with, "ref"));
  if (uses.name == "actions/checkout" && (proposed ? from_others : !IsOwnRepository(repository))) {
    Reference reference = uses;
    reference.kind = ReferenceKind::kCheckout;
    reference.version = Input(with, "ref");
    reference.name = reference.text = repository;
    if (reference.name.empty()) reference.name = reference.text = reference.version;
    reference.pin = IsHex(reference.version, 40) ? Pin::kCommit
                    : reference.version.find("${{") != std::string::npos ||
                            reference.name.find("${{") != std::string::npos
                        ? Pin::kVariable
                        : Pin::kFloating;
    out.references.push_back(std::move(reference));
    return out;
  }
  // An action that fetches the file at an address, and checks what sum it is given.
  std::string address = Input(with, "url");
  if (uses.name.find("download") != std::string::npos && address.find("://") != std::string::npos) {
    Reference reference = uses;
    reference.kind = ReferenceKind::kDownload;
    reference.name = reference.text = address;
    reference.version.clear();
    reference.plain_http = address.starts_with("http://");
    const std::string sum = Input(with, "sha256"), other = Input(with, "checksum");
    reference.pin = IsHex(sum, 64) || IsHex(other, 64) || IsHex(other, 128) ? Pin::kDigest
                    : address.find("${{") != std::string::npos              ? Pin::kVariable
                                                                            : Pin::kFloating;
    out.references.push_back(std::move(reference));
  }
  // Actions that run what they are given.
  for (std::string_view key : {"script", "command"}) {
    bool runs = (key == "script" && uses.name == "reactivecircus/android-emulator-runner") ||
                (key == "command" && uses.name == "nick-fields/retry");
    if (runs) return DeedsOf(SplitShell(Input(with, key), uses.place.line), uses.place.path);
  }
  if (uses.name == "actions-rs/cargo" || uses.name == "houseabsolute/actions-rust-cross") {
    const std::string run = "cargo " + Input(with, "command") + " " + Input(with, "args");
    return DeedsOf(SplitShell(run, uses.place.line), uses.place.path);
  }
  // Without a command that publishes it only proposes the next version.
  if (uses.name == "changesets/action" && Input(with, "publish").empty()) {
    add(DeedKind::kCommit, "changesets");
    return out;
  }
  for (const auto& row : kActions) {
    if (Lower(uses.name) != Lower(row.name)) continue;
    if (row.tool == "goreleaser") {
      std::string args = Input(with, "args");
      if (args.find("release") == std::string::npos ||
          args.find("--snapshot") != std::string::npos ||
          args.find("skip=publish") != std::string::npos)
        return out;
      std::string version = Input(with, "version");
      if (version == "latest" || version == "nightly") {
        Reference program = uses;
        program.kind = ReferenceKind::kPackage;
        program.name = row.tool;
        program.text = std::string(row.tool) + " " + version;
        program.version = version;
        program.pin = Pin::kFloating;
        out.references.push_back(std::move(program));
      }
    }
    // A registry for trying out is no release.
    if (Input(with, "repository-url").find("test.pypi.org") != std::string::npos) return out;
    Deed& deed = add(row.kind, row.tool);
    if (row.perhaps) deed.arguments = {std::string(model::kMayPublish)};
    return out;
  }
  if (uses.pin != Pin::kLocal && SaysThatItPublishes(uses.name))
    add(DeedKind::kPublish, "action").arguments = {std::string(model::kMayPublish)};
  if (uses.name.starts_with("slsa-framework/slsa-github-generator")) add(DeedKind::kSign, "slsa");
  return out;
}

}  // namespace

Doings DeedsOfAction(const Reference& uses, const std::vector<model::Setting>& with,
                     bool from_others) {
  Doings out = Of(uses, with, from_others);
  AddNewest(uses, with, out);
  return out;
}

}  // namespace avouch::formats

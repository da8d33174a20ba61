#include "formats/image_build.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "formats/deeds_calls.h"
#include "formats/dockerfile_parts.h"
#include "formats/github_workflow.h"
#include "model/image_recipe.h"

namespace avouch::formats {
namespace {

using model::DeedKind;
using model::Reference;

// An argument that names the image which reads the recipe.
constexpr std::string_view kSyntax = "BUILDKIT_SYNTAX=";

// Names under which a pipeline knows the repository that it runs for.
bool NamesOwn(std::string_view text) {
  for (std::string_view theirs : {"head.repo", "head_repository", "pull_request.head", "HEAD_REF"})
    if (text.find(theirs) != text.npos) return false;
  for (std::string_view own :
       {"github.repository", "GITHUB_REPOSITORY", "base.repo.full_name", "CI_REPOSITORY_URL",
        "CI_PROJECT_URL", "CI_PROJECT_PATH", "CIRCLE_REPOSITORY_URL", "BUILD_REPOSITORY_URI"})
    // "github.repository_owner" is whose it is, and not which.
    if (const std::size_t at = text.find(own);
        at != text.npos && !Lower(text.substr(at + own.size())).starts_with("_owner"))
      return true;
  return false;
}

// The folder of the build, whatever variable names it, in front of a path or alone.
void TakeRoot(std::string& text) {
  for (std::string_view root :
       {"dir://", "${{ github.workspace }}", "${{github.workspace}}", "$GITHUB_WORKSPACE",
        "${GITHUB_WORKSPACE}", "$CI_PROJECT_DIR", "${CI_PROJECT_DIR}", "$PWD", "${PWD}", "$(pwd)",
        "$(PWD)", "$(CURDIR)", "$(Build.SourcesDirectory)", "$(System.DefaultWorkingDirectory)"}) {
    if (!text.starts_with(root)) continue;
    const bool scheme = root.ends_with('/');
    if (text.size() == root.size() || scheme || text[root.size()] == '/')
      text.erase(0, root.size() + (scheme || text.size() == root.size() ? 0 : 1));
  }
}

// Of stores that the builder is told of by name, s3://bucket/x, nothing says whose they are.
bool IsFetched(std::string_view address) {
  for (std::string_view scheme : {"http://", "https://", "git://", "git@", "ssh://", "github.com/"})
    if (address.starts_with(scheme)) return true;
  return address.ends_with(".git");
}

Reference Fetched(std::string_view address, const model::Place& place) {
  const DockerWord word{std::string(address), place.line, false};
  const bool complete = address.find('$') == address.npos;
  return DownloadOf(word, address, complete, "", place.path);
}

}  // namespace

bool IsContextAddress(std::string_view context) {
  return context.find("://") != context.npos || context.starts_with("git@") ||
         context.starts_with("github.com/") || context.ends_with(".git");
}

std::optional<std::string> OwnContext(std::string_view context) {
  constexpr std::string_view kDefault = "{{defaultContext}}";
  if (context.starts_with(kDefault)) {
    context.remove_prefix(kDefault.size());
    return std::string(context.starts_with(':') ? context.substr(1) : std::string_view());
  }
  if (!NamesOwn(context)) return std::nullopt;
  const std::size_t mark = context.find('#');
  const std::size_t colon = mark == context.npos ? mark : context.find(':', mark);
  return std::string(colon == context.npos ? std::string_view() : context.substr(colon + 1));
}

std::vector<Reference> NamedContexts(const std::vector<std::string>& contexts,
                                     const model::Place& place) {
  constexpr std::string_view kImage = "docker-image://";
  std::vector<Reference> out;
  for (const auto& context : contexts) {
    const std::size_t equals = context.find('=');
    if (equals == std::string::npos) continue;
    const std::string_view value = std::string_view(context).substr(equals + 1);
    if (value.starts_with(kImage))
      out.push_back(ReadImage(value.substr(kImage.size()), place));
    else if (IsContextAddress(value) && !value.starts_with("oci-layout:") && !OwnContext(value))
      out.push_back(Fetched(value, place));
  }
  return out;
}

std::string WithoutVariables(std::string_view text) {
  constexpr std::string_view kName =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    std::size_t end = text.npos;
    if (rest.starts_with("${{") || rest.starts_with("{{"))
      end = text.find("}}", i) == text.npos ? text.npos : text.find("}}", i) + 2;
    else if (rest.starts_with("${"))
      end = text.find('}', i) == text.npos ? text.npos : text.find('}', i) + 1;
    else if (rest.starts_with("$"))
      end = std::min(text.find_first_not_of(kName, i + 1), text.size());
    if (end == text.npos) {
      out += text[i++];
      continue;
    }
    out += '*';
    i = end;
  }
  return out;
}

model::Deed UnreadRecipe(const model::Deed& deed, std::string_view what) {
  model::Deed out = deed;
  out.kind = DeedKind::kCall;
  out.tool = kUnknownCall;
  out.text = deed.text + "  (" + std::string(what) + ")";
  out.arguments = {"", "", std::string(model::kUnreadRecipe)};
  return out;
}

void AddImageBuild(ImageBuild build, model::Deed deed, Doings& out) {
  if (auto own = OwnContext(build.context)) build.context = std::move(*own);
  for (auto* text : {&build.file, &build.context}) TakeRoot(*text);
  const bool address = IsContextAddress(build.context);
  // What is given as a whole by a variable may hold any.
  for (auto& one : build.arguments)
    if (one.find('=') == std::string::npos) one = "*=$";
  for (const auto& one : build.arguments)
    if (one.starts_with(kSyntax) && one.size() > kSyntax.size()) {
      out.references.push_back(ReadImage(std::string_view(one).substr(kSyntax.size()), deed.place));
      out.references.back().comment = model::kFrontend;
    }
  deed.arguments = {build.file, address ? "" : build.context, build.tags};
  std::ranges::move(build.arguments, std::back_inserter(deed.arguments));
  for (const auto& context : build.contexts)
    deed.arguments.push_back(std::string(kBuildNamed) + context);
  for (auto& reference : NamedContexts(build.contexts, deed.place))
    out.references.push_back(std::move(reference));
  if (address && IsFetched(build.context)) {
    out.references.push_back(Fetched(build.context, deed.place));
    // A repository built by its address is the product's own as often as not: open.
    Reference& fetched = out.references.back();
    if (fetched.kind == model::ReferenceKind::kCheckout && fetched.pin == model::Pin::kFloating)
      fetched.pin = model::Pin::kVersion;
  }
  // Of what an address or a pipe gives there is no file here, and none of the tree is built.
  const bool given = build.file == "-" || (build.context == "-" && build.file.empty());
  if (address || given) {
    out.deeds.push_back(
        UnreadRecipe(deed, address ? "its recipe is at " + build.context : "its recipe is piped"));
    deed.arguments[kBuildFile] = "-";
  }
  out.deeds.push_back(std::move(deed));
}

}  // namespace avouch::formats

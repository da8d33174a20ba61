#include "claims/releases.h"

#include <algorithm>

#include "base/text.h"
#include "claims/reach.h"
#include "model/deed_words.h"

namespace avouch::claims {

bool StartsACluster(const model::Deed& deed) {
  return deed.kind == model::DeedKind::kTest &&
         (deed.tool == "kind" || deed.tool == "minikube" || deed.tool == "k3d");
}

namespace {

using model::DeedKind;

// "review/$CI_COMMIT_REF_SLUG", "staging", "dev-eu": named for trying out. Names
// that say nothing, and no name, may be what customers use.
bool MayBeProduction(std::string_view environment) {
  std::string name = Lower(environment);
  for (char& c : name)
    if (c == '/' || c == '_' || c == '.' || c == ' ') c = '-';
  if (name.find("prod") != name.npos && name.find("non") == name.npos &&
      name.find("pre") == name.npos)
    return true;
  for (auto word : Split(name, '-'))
    for (std::string_view known :
         {"review", "preview", "dev", "devel", "development", "test", "testing", "tst", "qa", "uat",
          "stage", "staging", "stg", "demo", "sandbox", "trunk", "nonprod", "preprod"})
      if (word == known) return false;
  return true;
}

bool HasACluster(const model::Job& job) {
  return std::ranges::any_of(job.steps, [](const model::Step& step) {
    return std::ranges::any_of(step.deeds, StartsACluster);
  });
}

// For people: "production", "prod-eu".
bool IsProduction(std::string_view environment) {
  return Lower(environment).find("prod") != std::string::npos && MayBeProduction(environment);
}

// "deploy-docs", "e2e", "cip-test": pages, or what its tests put somewhere, as far as nothing else
// is said.
bool IsNamedForOther(const model::Job& job) {
  const std::string name = Lower(job.id + " " + job.name);
  const auto has = [&](std::string_view word) { return name.find(word) != name.npos; };
  if (has("docs") || has("documentation")) return true;
  for (std::string_view word : {"publish", "release", "deploy", "push", "upload"})
    if (has(word)) return false;
  return has("test") || has("e2e") || has("conformance") || has("smoke");
}

// ko pushes to where the environment says.
bool StaysHere(const model::Job& job, const model::Deed& deed) {
  return deed.tool == "ko" && std::ranges::any_of(job.variables, [](const auto& setting) {
           return setting.key == "KO_DOCKER_REPO" &&
                  setting.value.find("local") != std::string::npos;
         });
}

bool Sends(const model::Job& job, const model::Deed& deed) {
  if (deed.kind == DeedKind::kPublish) return deed.tool != "pages" && !StaysHere(job, deed);
  return deed.kind == DeedKind::kDeploy && MayBeProduction(job.environment) && !HasACluster(job);
}

}  // namespace

bool IsRelease(const model::Job& job, const model::Deed& deed) {
  if (!Sends(job, deed)) return false;
  return !model::Says(deed, model::kMayPublish) ||
         (deed.kind == DeedKind::kDeploy && IsProduction(job.environment));
}

bool MayRelease(const model::Job& job, const model::Deed& deed) {
  return Sends(job, deed) && !IsRelease(job, deed) && !HasACluster(job) && !IsNamedForOther(job);
}

}  // namespace avouch::claims

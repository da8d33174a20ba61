#include "claims/lock_covers.h"

#include <algorithm>

#include "model/deed_words.h"

namespace avouch::claims {
namespace {

using model::ComponentFacts;
using model::Ecosystem;

// Programs whose package bears another name, that no rule tells.
constexpr std::string_view kPrograms[][2] = {
    {"tsc", "typescript"},
    {"tsserver", "typescript"},
    {"ng", "@angular/cli"},
    {"cap", "@capacitor/cli"},
    {"vsce", "@vscode/vsce"},
    {"cdk", "aws-cdk"},
    {"sls", "serverless"},
    {"sb", "storybook"},
    {"nest", "@nestjs/cli"},
    {"eas", "eas-cli"},
    {"tauri", "@tauri-apps/cli"},
    {"biome", "@biomejs/biome"},
    {"attw", "@arethetypeswrong/cli"},
    {"lhci", "@lhci/cli"},
    {"remix", "@remix-run/dev"},
    {"firebase", "firebase-tools"},
    {"api-extractor", "@microsoft/api-extractor"},
    {"wtr", "@web/test-runner"},
    {"web-test-runner", "@web/test-runner"},
    {"napi", "@napi-rs/cli"},
    {"run-s", "npm-run-all"},
    {"run-p", "npm-run-all"},
    {"electron-rebuild", "@electron/rebuild"},
    {"react-scripts", "react-scripts"},
    {"vue-cli-service", "@vue/cli-service"},
    {"playwright", "@playwright/test"},
    {"ncc", "@vercel/ncc"},
    {"jsonnet-lint", "jsonnet"},
    {"conventional-changelog", "conventional-changelog-cli"},
    {"tailwindcss", "@tailwindcss/cli"},
};

bool Brings(std::string_view package, std::string_view program) {
  const std::string name(program);
  if (package == program || package.ends_with("/" + name) || package == name + "-cli") return true;
  for (const std::string& scope : {"@" + name + "/", "@" + name + "s/"})
    if (package == scope + "cli" || package == scope + "core") return true;
  return std::ranges::any_of(
      kPrograms, [&](const auto& row) { return row[0] == program && row[1] == package; });
}

}  // namespace

bool CoversItsFolder(const ComponentFacts& components, const model::Deed& install) {
  constexpr std::string_view kLocks[][2] = {
      {"npm", "package-lock"}, {"yarn", "yarn-lock"}, {"pnpm", "pnpm-lock"}, {"bun", "bun-lock"}};
  const auto in = std::ranges::find_if(install.arguments, [](const std::string& argument) {
    return argument.starts_with(model::kIn);
  });
  // In other files, a variable may have led elsewhere.
  const bool told =
      install.place.path.IsUnder(".github") || install.place.path.name() == "package.json";
  const auto row =
      std::ranges::find_if(kLocks, [&](const auto& one) { return one[0] == install.tool; });
  if (in == install.arguments.end() || !told || row == std::end(kLocks)) return true;
  const Path package(JoinPath(std::string_view(*in).substr(model::kIn.size()), "package.json"));
  const auto above = [&](const Path& lock) { return package.IsUnder(lock.folder()); };
  bool known = false;
  for (const auto& manifest : components.manifests) {
    known |= manifest.path == package;
    if (manifest.lock && manifest.format == (*row)[1] && above(manifest.path)) return true;
  }
  for (const auto& unread : components.unread)
    if (unread.ecosystem == Ecosystem::kNpm && above(unread.path)) return true;
  return !known;
}

bool ListsProgram(const ComponentFacts& components, std::string_view program) {
  const auto brings = [&](const auto& one) { return Brings(one.name, program); };
  for (const auto& manifest : components.manifests) {
    if (manifest.ecosystem != Ecosystem::kNpm) continue;
    if (std::ranges::any_of(manifest.components, brings) ||
        std::ranges::any_of(manifest.requirements, brings) || brings(manifest))
      return true;
  }
  return std::ranges::any_of(
      components.unread, [](const auto& unread) { return unread.ecosystem == Ecosystem::kNpm; });
}

bool TellsTool(const ComponentFacts& components, std::string_view tool) {
  const std::string start = std::string(tool) + " ";
  return std::ranges::any_of(components.manifests, [&](const auto& manifest) {
    return std::ranges::any_of(manifest.tools,
                               [&](const auto& one) { return one.starts_with(start); });
  });
}

}  // namespace avouch::claims

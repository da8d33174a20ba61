#include "formats/compose_builds.h"

#include <string>

#include "formats/compose.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// "KEY: value" and "- KEY=value"; a key alone takes the value that the machine has.
std::vector<std::string> Pairs(const Node& node) {
  std::vector<std::string> out;
  for (const auto& [key, place, value] : node.entries())
    out.push_back(std::string(key) + "=" +
                  (value.is_scalar() ? WithDefaults(value.AsText()) : "$" + std::string(key)));
  for (const Node& item : node.items()) {
    const std::string text = WithDefaults(ScalarText(item));
    out.push_back(text.find('=') == std::string::npos ? text + "=$" + text : text);
  }
  return out;
}

}  // namespace

std::vector<ImageBuild> ReadComposeBuilds(const Path& path, BytesView bytes) {
  std::vector<ImageBuild> out;
  const auto root = ReadYaml(path, bytes);
  if (!root) return out;
  for (const auto& [name, place, service] : (*root)["services"].entries()) {
    const Node& build = service["build"];
    if (!build.present() || build.is_null()) continue;
    ImageBuild one;
    one.name = name;
    one.place = PlaceOf(path, build.line());
    one.context = WithDefaults(build.is_map() ? ScalarText(build["context"]) : ScalarText(build));
    if (one.context.empty()) one.context = ".";
    if (build.is_map()) {
      one.file = WithDefaults(ScalarText(build["dockerfile"]));
      one.arguments = Pairs(build["args"]);
      one.contexts = Pairs(build["additional_contexts"]);
      if (const Node& recipe = build["dockerfile_inline"]; recipe.is_text()) {
        const bool block =
            recipe.style() == syntax::Style::kLiteral || recipe.style() == syntax::Style::kFolded;
        one.recipe = WithDefaults(recipe.text());
        one.recipe_place = PlaceOf(path, recipe.line() + (block ? 1 : 0));
      }
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace avouch::formats

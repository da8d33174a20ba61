#include "formats/compose_builds.h"

#include <string>

#include "formats/compose.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

std::string Filled(std::string_view text, const Variables& given) {
  return WithDefaults(given.empty() ? std::string(text) : ExpandDocker(text, given).text);
}

// "KEY: value" and "- KEY=value"; a key alone takes the value that the machine has.
std::vector<std::string> Pairs(const Node& node, const Variables& given) {
  std::vector<std::string> out;
  for (const auto& [key, place, value] : node.entries())
    out.push_back(std::string(key) + "=" +
                  (value.is_scalar() ? Filled(value.AsText(), given) : "$" + std::string(key)));
  for (const Node& item : node.items()) {
    const std::string text = Filled(ScalarText(item), given);
    out.push_back(text.find('=') == std::string::npos ? text + "=$" + text : text);
  }
  return out;
}

}  // namespace

std::vector<ImageBuild> ReadComposeBuilds(const Path& path, BytesView bytes,
                                          const Variables& given) {
  std::vector<ImageBuild> out;
  const auto root = ReadYaml(path, bytes);
  if (!root) return out;
  for (const auto& [name, place, service] : (*root)["services"].entries()) {
    const Node& build = service["build"];
    if (!build.present() || build.is_null()) continue;
    ImageBuild one;
    one.name = name;
    one.place = PlaceOf(path, build.line());
    one.context = Filled(build.is_map() ? ScalarText(build["context"]) : ScalarText(build), given);
    if (one.context.empty()) one.context = ".";
    if (build.is_map()) {
      one.file = Filled(ScalarText(build["dockerfile"]), given);
      one.arguments = Pairs(build["args"], given);
      one.contexts = Pairs(build["additional_contexts"], given);
      if (const Node& recipe = build["dockerfile_inline"]; recipe.is_text()) {
        const bool block =
            recipe.style() == syntax::Style::kLiteral || recipe.style() == syntax::Style::kFolded;
        one.recipe = Filled(recipe.text(), given);
        one.recipe_place = PlaceOf(path, recipe.line() + (block ? 1 : 0));
      }
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace avouch::formats

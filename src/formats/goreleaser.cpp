#include "formats/goreleaser.h"

#include "syntax/yaml.h"

namespace avouch::formats {

bool IsGoreleaser(const Path& path) {
  std::string_view name = path.name();
  return name == ".goreleaser.yaml" || name == ".goreleaser.yml" || name == "goreleaser.yaml" ||
         name == "goreleaser.yml";
}

Result<model::ReleaseRecipe> ReadGoreleaser(const Path& path, BytesView bytes) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(syntax::Node root, syntax::ParseYaml(bytes, options));
  if (!root.is_map()) return Fail(ErrorKind::kMalformed, "not a map", path.bytes);
  model::ReleaseRecipe out;
  out.path = path;
  out.tool = "goreleaser";
  auto at = [&](const syntax::Node& node) {
    return model::Place{path, static_cast<int>(node.line())};
  };
  for (std::string_view key : {"dockers", "dockers_v2"})
    for (const auto& item : root[key].items()) {
      const auto& file = item["dockerfile"];
      const auto& images =
          item["image_templates"].present() ? item["image_templates"] : item["images"];
      out.dockerfiles.push_back({file.text().empty() ? "Dockerfile" : std::string(file.text()),
                                 images.At(0).AsText(), at(item)});
    }
  auto places = [&](std::string_view key, std::vector<model::Place>& into) {
    for (const auto& item : root[key].items()) into.push_back(at(item));
    if (root[key].is_map()) into.push_back(at(root[key]));
  };
  places("signs", out.signs);
  places("docker_signs", out.signs);
  places("binary_signs", out.signs);
  places("sboms", out.sboms);
  places("checksum", out.checksums);
  for (std::string_view key :
       {"release", "brews", "homebrew_casks", "nfpms", "publishers", "blobs"})
    places(key, out.publishes);
  return out;
}

}  // namespace avouch::formats

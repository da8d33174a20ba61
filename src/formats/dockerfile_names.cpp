// Which files are Dockerfiles by their names.
#include <string>

#include "base/text.h"
#include "formats/dockerfile.h"

namespace avouch::formats {

bool IsDockerfile(const Path& path) {
  const std::string name = Lower(path.name());
  const std::string extension = Lower(path.extension());
  for (const std::string_view no :
       {"dockerignore", "j2",   "jinja", "jinja2", "tmpl", "tpl",  "template", "erb", "md",
        "mustache",     "go",   "py",    "sh",     "rs",   "js",   "ts",       "txt", "json",
        "yml",          "yaml", "html",  "c",      "cc",   "cpp",  "h",        "hpp", "java",
        "kt",           "rb",   "php",   "cs",     "lock", "toml", "license"})
    if (extension == no) return false;
  if (name == "dockerfile" || name == "containerfile") return true;
  if (extension == "dockerfile" || extension == "containerfile") return true;
  for (const std::string_view with : {"dockerfile.", "dockerfile-", "dockerfile_", "containerfile.",
                                      "containerfile-", "containerfile_"})
    if (name.starts_with(with)) return true;
  return false;
}

}  // namespace avouch::formats

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <tuple>

#include "cli/flags_verbs.h"

namespace avouch::cli {

void AddSbom(CLI::App* verb, Flags& flags) {
  app::SbomOptions& sbom = flags.sbom;
  std::string formats = "text";
  for (const auto& format : app::SbomFormats()) formats += ", " + std::string(format.name);
  const std::tuple<const char*, const char*, const char*> kVerbs[] = {
      {"generate", "The SBOM of a repository, or of what a file is made of",
       "A repository, a folder or a file (default: here)"},
      {"validate", "Whether an SBOM is valid, and what it leaves out", "An SBOM"},
      {"diff", "What changed from one to another", "SBOMs or sources; with --since a repository"},
      {"merge", "Several of one product as one", "SBOMs or sources"},
      {"convert", "The same in another format", "An SBOM"},
      {"explain", "Why a component is there, and where", "An SBOM or a source (default: here)"},
      {"history", "When each component came in, and when its versions changed",
       "A repository (default: here), or a package and a repository"}};
  for (const auto& [name, says, what] : kVerbs) {
    CLI::App* one = verb->add_subcommand(name, says);
    const std::string_view is = name;
    if (is == "explain") one->add_option("package", sbom.package, "A purl, or a name")->required();
    one->add_option("files", sbom.files, what);
    if (is == "generate" || is == "merge" || is == "convert") {
      one->add_option("--format", sbom.format, formats + " (default: cyclonedx)");
      one->add_option("--output", sbom.output, "The file to write (default: standard output)");
    }
    if (is == "history") {
      one->add_option("--format", sbom.format, "text, json (default: text)");
      one->add_option("--output", sbom.output, "The file to write (default: standard output)");
      one->add_flag("--all", sbom.everything, "Components that are gone, too");
      one->add_option("--newest", sbom.newest,
                      "What a package manager says is newest (npm outdated --json and its like); "
                      "may be given again")
          ->allow_extra_args(false);
    }
    if (is == "generate") one->add_flag("--all", sbom.everything, "What builds and tests it, too");
    if (is == "generate" || is == "explain")
      one->add_option("--platform", sbom.platform,
                      "Of an image for several, such as linux/arm64 (default: the first)");
    if (is == "generate" || is == "explain")
      one->add_option("--package-cache", sbom.caches,
                      "A folder in which Maven, Gradle or Go keeps what it has fetched "
                      "(~/.m2/repository and its like), to look up what is needed further down; "
                      "read as data; may be given again")
          ->allow_extra_args(false);
    if (is == "diff")
      one->add_option("--since", sbom.since, "An earlier revision of the one repository");
    if (is == "validate") continue;
    one->add_option("--commit", sbom.commit, "Of a repository (default HEAD)");
    one->add_option("--at", flags.at, "The time told where no commit tells one (default now)");
  }
  verb->require_subcommand(1);
}

}  // namespace avouch::cli

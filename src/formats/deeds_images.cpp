// Commands that build images: where their recipe and their context are, and what they put in the
// place of names.
#include <algorithm>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_words.h"
#include "formats/image_build.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;

// Options of docker build, podman build, buildah and bake whose value stands in the next word.
constexpr std::string_view kValued[] = {"-f",
                                        "--file",
                                        "-t",
                                        "--tag",
                                        "--build-arg",
                                        "--add-host",
                                        "--allow",
                                        "--attest",
                                        "--annotation",
                                        "--build-context",
                                        "--builder",
                                        "--cache-from",
                                        "--cache-to",
                                        "--call",
                                        "--cgroup-parent",
                                        "-c",
                                        "--cpu-shares",
                                        "-m",
                                        "--cpu-period",
                                        "--cpu-quota",
                                        "--iidfile",
                                        "--cpuset-cpus",
                                        "--isolation",
                                        "--cpuset-mems",
                                        "--label",
                                        "--memory",
                                        "--memory-swap",
                                        "--network",
                                        "--output",
                                        "--metadata-file",
                                        "-o",
                                        "--platform",
                                        "--progress",
                                        "--provenance",
                                        "--no-cache-filter",
                                        "--sbom",
                                        "--secret",
                                        "--shm-size",
                                        "--ssh",
                                        "--security-opt",
                                        "--target",
                                        "--ulimit",
                                        "--arch",
                                        "--os",
                                        "--variant",
                                        "--authfile",
                                        "--creds",
                                        "--format",
                                        "--from",
                                        "--ignorefile",
                                        "--jobs",
                                        "--logfile",
                                        "--manifest",
                                        "-v",
                                        "--volume",
                                        "--userns",
                                        "--env",
                                        "--device",
                                        "--dns",
                                        "--cert-dir",
                                        "--cap-add",
                                        "--cap-drop",
                                        "--cpp-flag",
                                        "--hooks-dir",
                                        "--retry",
                                        "--runtime",
                                        "--runtime-flag",
                                        "--timestamp",
                                        "--unsetenv",
                                        "--build-arg-file",
                                        "--signature",
                                        "--cache-ttl",
                                        "--set",
                                        "--list",
                                        "--var"};

// The words of a build behind its verb: the value of each option, and what is none.
struct Parsed {
  std::vector<std::pair<std::string, std::string>> options;
  std::vector<std::string> others;

  [[nodiscard]] std::vector<std::string> All(std::string_view name,
                                             std::string_view other = {}) const {
    std::vector<std::string> out;
    for (const auto& [option, value] : options)
      if (option == name || (!other.empty() && option == other)) out.push_back(value);
    return out;
  }
  [[nodiscard]] std::string Last(std::string_view name, std::string_view other = {}) const {
    auto all = All(name, other);
    return all.empty() ? std::string() : std::move(all.back());
  }
};

Parsed Parse(const std::vector<std::string>& words, std::size_t from) {
  Parsed out;
  for (std::size_t i = from; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!word.starts_with('-') || word == "-") {
      out.others.push_back(word);
      continue;
    }
    const std::size_t equals = word.find('=');
    if (equals != std::string::npos && word.starts_with("--"))
      out.options.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    else if (std::ranges::find(kValued, word) != std::end(kValued) && i + 1 < words.size())
      out.options.emplace_back(word, words[++i]);
    else if (word.size() > 2 && (word.starts_with("-f") || word.starts_with("-t")))
      out.options.emplace_back(word.substr(0, 2), word.substr(word[2] == '=' ? 3 : 2));
  }
  return out;
}

// "KEY" alone takes the value that the machine has under that name.
std::vector<std::string> Arguments(std::vector<std::string> given) {
  for (auto& one : given)
    if (one.find('=') == std::string::npos) one += "=$" + one;
  return given;
}

// The file of "docker build - < file".
std::string InputOf(std::string_view text) {
  const std::size_t at = text.rfind('<');
  if (at == text.npos || at + 1 == text.size() || (at > 0 && text[at - 1] == '<')) return {};
  const std::string_view rest = Trim(text.substr(at + 1));
  const std::string_view word = rest.substr(0, rest.find_first_of(" \t;&|"));
  return word.find_first_of("(\"'$`") == word.npos ? std::string(word) : std::string();
}

// "$OPTIONS", "${BUILD_ARGS[@]}", but not "$CACHE_FLAGS": a name that says what else is in it.
bool MayHoldArguments(std::string_view word) {
  const std::string name = Lower(word);
  for (std::string_view other : {"cache", "platform", "output", "tag", "label", "push", "progress",
                                 "secret", "ssh", "attest", "provenance", "target"})
    if (name.find(other) != name.npos) return false;
  return word.starts_with('$');
}

ImageBuild OfDocker(const Command& command, std::size_t from) {
  const Parsed parsed = Parse(command.words, from);
  ImageBuild out;
  out.file = parsed.Last("-f", "--file");
  out.tags = Join(parsed.All("-t", "--tag"), " ");
  out.arguments = Arguments(parsed.All("--build-arg"));
  out.contexts = parsed.All("--build-context");
  // "$OPTIONS" beside the context holds options.
  for (const auto& other : parsed.others)
    if (out.context.empty() || !other.starts_with('$')) out.context = other;
  if (std::ranges::any_of(parsed.others, [&](const std::string& other) {
        return other != out.context && MayHoldArguments(other);
      }))
    out.arguments.emplace_back("*=$");
  // podman build --from: in the place of the recipe's own.
  for (const auto& image : parsed.All("--from"))
    out.contexts.push_back("--from=docker-image://" + image);
  if (out.context == "-" && out.file.empty()) out.file = InputOf(command.text);
  const std::string& folder = command.folder;
  if (folder.empty()) return out;
  if (!out.file.empty() && out.file != "-") out.file = ResolvePath(folder, out.file);
  if (out.context != "-" && !IsContextAddress(out.context) && !OwnContext(out.context))
    out.context = ResolvePath(folder, out.context.empty() ? "." : out.context);
  return out;
}

ImageBuild OfKaniko(const Command& command) {
  const auto& words = command.words;
  ImageBuild out;
  out.file = OptionOf(words, {"--dockerfile", "-f"});
  out.context = OptionOf(words, {"--context", "-c"});
  out.tags = OptionOf(words, {"--destination", "-d"});
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "--build-arg" && i + 1 < words.size()) out.arguments.push_back(words[++i]);
    if (words[i].starts_with("--build-arg=")) out.arguments.push_back(words[i].substr(12));
  }
  out.arguments = Arguments(std::move(out.arguments));
  return out;
}

void AddBake(const Command& command, Deed deed, Doings& out) {
  const auto& words = command.words;
  const auto verb = std::ranges::find(words, "bake");
  Parsed parsed = Parse(words, static_cast<std::size_t>(verb - words.begin()) + 1);
  for (auto& other : parsed.others) other = ReplaceAll(other, " ", "");  // "${{ matrix.x }}"
  for (const auto& other : parsed.others)
    if (IsContextAddress(other) && !OwnContext(other))
      out.deeds.push_back(UnreadRecipe(deed, "what it builds is at " + other));
  deed.tool = "bake";
  deed.arguments = {"", command.folder, "", Join(parsed.others, " ")};
  // "--set *.args.BASE=node" is an argument of each target.
  for (const auto& set : parsed.All("--set"))
    if (const std::size_t at = set.find(".args."); at != std::string::npos)
      deed.arguments.push_back(set.substr(at + 6));
  for (const auto& file : parsed.All("-f", "--file"))
    deed.arguments.push_back(ResolvePath(command.folder, file));
  out.deeds.push_back(std::move(deed));
}

// ko build, which has no recipe.
bool PushesByItself(const Command& command) {
  for (std::string_view stays : {"--local", "-L", "--push=false"})
    if (HasWord(command.words, stays)) return false;
  for (const auto& setting : command.settings)
    if (setting == "KO_DOCKER_REPO=ko.local" || setting == "KO_DOCKER_REPO=kind.local")
      return false;
  return true;
}

}  // namespace

std::vector<std::string> ArgumentsIn(std::string_view options) {
  std::vector<std::string> out;
  for (const auto& command : SplitShell(options, 1))
    for (auto& one : Arguments(Parse(command.words, 0).All("--build-arg")))
      out.push_back(std::move(one));
  return out;
}

void AddImageCommand(std::string_view program, const Command& command, Deed deed, Doings& out) {
  const auto& words = command.words;
  const bool kaniko = program == "executor";
  if (kaniko) deed.tool = "kaniko";
  const auto beside = [&](DeedKind kind) {
    out.deeds.push_back(DeedOf(kind, deed.tool, command, deed.place.path));
  };
  if (HasWord(words, "--sbom") || HasWord(words, "--sbom=true") ||
      OptionOf(words, {"--attest"}).find("type=sbom") != std::string::npos)
    beside(DeedKind::kMakeSbom);
  ImageBuild build;
  if (kaniko) {
    build = OfKaniko(command);
  } else {
    const auto verb = std::ranges::find_if(
        words, [](const std::string& word) { return word == "build" || word == "bud"; });
    build = OfDocker(command, static_cast<std::size_t>(verb - words.begin()) + 1);
  }
  const bool ko = program == "ko";
  const bool sends = OptionOf(words, {"--output", "-o"}).find("push=true") != std::string::npos;
  if (HasWord(words, "--push") || sends || (ko && PushesByItself(command)) ||
      (kaniko && !build.tags.empty() && !HasWord(words, "--no-push")))
    beside(DeedKind::kPublish);
  if (HasWord(words, "bake")) return AddBake(command, std::move(deed), out);
  if (!ko) return AddImageBuild(std::move(build), std::move(deed), out);
  deed.arguments = {"", "", std::move(build.tags)};
  out.deeds.push_back(std::move(deed));
}

}  // namespace avouch::formats

// One pass over the instructions. Three scopes of variables: ARG before the
// first FROM (seen by FROM lines, and by stages that name it again), ARG of a
// stage, and ENV of a stage, which hides ARG and goes on into stages built on it.
#include "formats/dockerfile.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/credentials.h"
#include "formats/deeds.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_words.h"
#include "formats/dockerfile_later.h"
#include "formats/dockerfile_lines.h"
#include "formats/dockerfile_locks.h"
#include "formats/dockerfile_parts.h"
#include "formats/github_workflow.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/shell.h"
#include "notation/glob.h"

namespace avouch::formats {
namespace {

using model::Pin;
using model::Reference;
using model::ReferenceKind;
using model::Setting;

// Set by the builder itself; which platform it is does not matter to a version.
constexpr std::string_view kPlatform[] = {"TARGETPLATFORM", "TARGETOS",      "TARGETARCH",
                                          "TARGETVARIANT",  "BUILDPLATFORM", "BUILDOS",
                                          "BUILDARCH",      "BUILDVARIANT"};

class Reader {
 public:
  Reader(const Path& path, const Variables& given) : path_(path), given_(given) {
    out_.path = path;
  }

  Result<model::Dockerfile> Read(const DockerfileLines& lines) {
    if (lines.instructions.size() > kMaxInstructions)
      return Fail(ErrorKind::kTooLarge,
                  "more than " + std::to_string(kMaxInstructions) + " instructions", path_.bytes);
    readable_ = !lines.backtick;
    if (!lines.syntax.empty()) notes_.Add("is read by the builder of " + lines.syntax);
    for (const auto& instruction : lines.instructions) One(instruction);
    if (out_.stages.empty()) return FailAt(path_, 1, "no FROM");
    Frontend(lines);
    if (variables_ == kMaxVariables)
      notes_.Add("variables after the first thousand are not followed");
    if (unread_ > 0)
      notes_.Add(Count("RUN line", unread_) + " for another shell than sh, not read");
    out_.user = users_.back();
    out_.notes = notes_.Take();
    return std::move(out_);
  }

 private:
  void One(const Instruction& instruction) {
    const std::string& keyword = instruction.keyword;
    if (Trim(instruction.text).empty())
      return Note(instruction.line, "'" + Printable(keyword.substr(0, 40)) + "' without arguments");
    if (keyword == "FROM") return From(instruction);
    if (keyword == "ARG") return Argument(instruction);
    if (out_.stages.empty()) return Note(instruction.line, keyword + " before FROM");
    if (keyword == "RUN") return Run(instruction);
    if (keyword == "COPY" || keyword == "ADD") return Copy(instruction);
    if (keyword == "ENV") return Environment(instruction);
    if (keyword == "USER") {
      const auto words = DockerWords(instruction.text, instruction.line);
      if (!words.empty()) users_.back() = ExpandDocker(words[0].text, Scope()).text;
      return;
    }
    if (keyword == "SHELL") return Shell(instruction);
    if (keyword == "ONBUILD") return Onbuild(instruction);
    if (keyword == "CMD" || keyword == "ENTRYPOINT") return Start(instruction);
    for (const std::string_view known :
         {"LABEL", "EXPOSE", "VOLUME", "WORKDIR", "STOPSIGNAL", "HEALTHCHECK", "MAINTAINER"})
      if (keyword == known) return;
    Note(instruction.line, "no instruction: '" + Printable(keyword.substr(0, 40)) + "'");
  }

  // "# syntax=docker/dockerfile:1": an image that reads this file and runs the build.
  void Frontend(const DockerfileLines& lines) {
    if (lines.syntax.empty()) return;
    Reference image = ReadImage(lines.syntax, {path_, lines.syntax_line});
    image.comment = model::kFrontend;
    out_.stages.front().references.push_back(std::move(image));
  }

  void Note(int line, std::string what) {
    notes_.Add(static_cast<std::uint32_t>(line), std::move(what));
  }
  model::Stage& Last() { return out_.stages.back(); }
  Variables& Scope() { return out_.stages.empty() ? global_ : scopes_.back(); }

  // The stage that `name` means: its name, or its number where `numbers` count.
  std::optional<std::size_t> StageOf(std::string_view name, std::size_t before,
                                     bool numbers) const {
    for (std::size_t i = before; i-- > 0;)
      if (!out_.stages[i].name.empty() && EqualsIgnoreCase(out_.stages[i].name, name)) return i;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (numbers && error == std::errc() && end == name.data() + name.size() && index < before)
      return index;
    return std::nullopt;
  }

  // "runtime_${PACKAGE}" chooses among the stages "runtime_a", "runtime_b".
  bool IsOneOfTheStages(std::string_view name) const {
    const std::string pattern = PatternOf(name);
    return !pattern.empty() && std::ranges::any_of(out_.stages, [&](const model::Stage& stage) {
      return notation::GlobMatch(Lower(pattern), Lower(stage.name), notation::Dialect::kShell);
    });
  }

  // An image as written, with what the defaults make of it.
  Reference Image(const std::string& written, const Variables& variables, int line) const {
    const Expanded expanded = ExpandDocker(written, variables);
    Reference out = ReadImage(expanded.complete ? expanded.text : written, {path_, line});
    out.text = written;
    return out;
  }

  void From(const Instruction& instruction) {
    const auto words = DockerWords(instruction.text, instruction.line);
    model::Stage stage;
    stage.place = {path_, instruction.line};
    std::size_t at = 0;
    while (at < words.size() && words[at].text.starts_with("--")) ++at;
    const std::string image = at < words.size() ? words[at].text : "";
    if (at + 2 < words.size() && EqualsIgnoreCase(words[at + 1].text, "as"))
      stage.name = words[at + 2].text;
    std::string user;
    const std::string name = ExpandDocker(image, global_).text;
    const auto base = StageOf(name, out_.stages.size(), false);
    const bool chosen = !base && IsOneOfTheStages(name);
    stage.base = Image(image, global_, at < words.size() ? words[at].line : instruction.line);
    if (base || chosen || name == "scratch") {
      stage.base.name = name;
      stage.base.version.clear();
      stage.base.pin = Pin::kLocal;
    }
    // A stage built on another has its settings: ENV, the ARGs it named, USER.
    if (base) user = users_[*base];
    brought_.push_back(base ? std::vector<std::string>(brought_[*base])
                            : std::vector<std::string>());
    environments_.push_back(base ? Variables(environments_[*base]) : Variables());
    scopes_.push_back(base ? Variables(scopes_[*base]) : Variables());
    users_.push_back(std::move(user));
    out_.stages.push_back(std::move(stage));
    other_shell_ = shell_stops_ = entry_is_shell_ = false;
  }

  // ---- Settings ----
  void Argument(const Instruction& instruction) {
    for (const auto& word : DockerWords(instruction.text, instruction.line)) {
      const std::size_t equals = word.text.find('=');
      const std::string key = word.text.substr(0, equals);
      if (const auto given = GivenTo(key, given_)) {
        Set(key, *given, false);
        continue;
      }
      if (equals == std::string::npos) {
        const auto found = global_.find(key);
        if (!out_.stages.empty() && found != global_.end()) Set(key, found->second, false);
        continue;
      }
      const Expanded value = ExpandDocker(std::string_view(word.text).substr(equals + 1), Scope());
      out_.arguments.push_back({key, value.text, {path_, word.line}});
      if (value.complete) Set(key, value.text, false);
      Credential({key, value.text, {path_, word.line}});
    }
  }

  void Environment(const Instruction& instruction) {
    const auto words = DockerWords(instruction.text, instruction.line);
    if (words.empty()) return;
    std::vector<Setting> settings;
    if (words[0].text.find('=') == std::string::npos) {  // ENV KEY the rest
      std::string value;
      for (std::size_t i = 1; i < words.size(); ++i) value += (i > 1 ? " " : "") + words[i].text;
      settings.push_back({words[0].text, std::move(value), {path_, words[0].line}});
    } else {
      for (const auto& word : words) {
        const std::size_t equals = word.text.find('=');
        if (equals == std::string::npos) continue;
        settings.push_back(
            {word.text.substr(0, equals), word.text.substr(equals + 1), {path_, word.line}});
      }
    }
    const Variables before = Scope();  // A line does not see its own settings.
    for (auto& setting : settings) {
      const Expanded value = ExpandDocker(setting.value, before);
      setting.value = value.text;
      if (value.complete) Set(setting.key, value.text, true);
      Credential(setting);
    }
  }

  void Set(const std::string& key, const std::string& value, bool environment) {
    if (!environment && !out_.stages.empty() && environments_.back().contains(key)) return;
    if (variables_ == kMaxVariables) return;
    ++variables_;
    Scope().insert_or_assign(key, value);
    if (environment) environments_.back().insert_or_assign(key, value);
  }

  void Credential(const Setting& setting) {
    const std::string stage = out_.stages.empty() ? "" : Last().name;
    if (auto credential = CredentialOf(setting, stage, {}))
      out_.credentials.push_back(std::move(*credential));
  }

  void Shell(const Instruction& instruction) {
    const std::string low = Lower(instruction.text);
    shell_stops_ = low.find("\"-e") != low.npos || low.find("errexit") != low.npos;
    other_shell_ = low.find("sh\"") == low.npos || low.find("powershell") != low.npos ||
                   low.find("pwsh") != low.npos || low.find("cmd") != low.npos;
  }

  // ---- COPY, ADD ----
  void Copy(const Instruction& instruction) {
    const DockerOptions options = OptionsOf(instruction);
    const std::string from = options.Value("--from");
    if (!from.empty()) {
      if (TakeFrom(from, options.words.front().line))
        for (const auto& word : CopySources(instruction, options))
          brought_.back().push_back(word.text);
      return;
    }
    for (const auto& word : CopySources(instruction, options)) {
      if (word.text.starts_with("<<")) continue;  // A heredoc: its text is here.
      const Expanded source = ExpandDocker(word.text, Scope());
      const bool address = source.text.starts_with("https://") ||
                           source.text.starts_with("http://") || source.text.starts_with("git@") ||
                           source.text.starts_with("git://");
      if (instruction.keyword == "ADD" && address)
        Download(word, source, options.Value("--checksum"));
      else
        Last().copies.push_back(word.text), brought_.back().push_back(word.text);
    }
  }

  // Another stage is ours, and true; anything else is an image.
  bool TakeFrom(const std::string& from, int line) {
    const Expanded name = ExpandDocker(from, Scope());
    if (StageOf(name.text, out_.stages.size() - 1, true)) return true;
    Variables known = Scope();
    for (const auto& [key, value] : global_) known.emplace(key, value);
    Reference image = Image(from, known, line);
    Last().references.push_back(std::move(image));
    return false;
  }

  void Download(const DockerWord& word, const Expanded& address, const std::string& checksum) {
    const Expanded sum = ExpandDocker(checksum, Scope());
    const bool fixed = sum.complete && IsContentDigest(sum.text);
    Last().references.push_back(
        DownloadOf(word, address.text, address.complete, fixed ? checksum : "", path_));
  }

  // ---- What runs later ----
  void Later(const std::vector<Command>& commands, bool here) {
    Doings doings = BroughtLater(commands, path_, here);
    std::ranges::move(doings.deeds, std::back_inserter(Last().deeds));
    for (auto& reference : doings.references) {
      const Pin pin = reference.pin;
      Resolve(reference);
      if (pin == Pin::kVariable && reference.kind != ReferenceKind::kPackage)
        reference.pin = Pin::kVersion;
      Last().references.push_back(std::move(reference));
    }
  }

  void Start(const Instruction& instruction) {
    if (instruction.keyword == "ENTRYPOINT") entry_is_shell_ = IsShellAlone(instruction);
    if (readable_) Later(StartCommands(instruction, entry_is_shell_), true);
  }

  // In the build of whatever is built on this image.
  void Onbuild(const Instruction& instruction) {
    const auto inner = Triggered(instruction);
    if (!inner) return;
    if (inner->keyword == "RUN" && readable_ && !other_shell_) {
      const DockerOptions options = OptionsOf(*inner);
      Later(RunCommands(*inner, std::string_view(inner->text).substr(options.rest), options.line),
            false);
    } else if (inner->keyword == "ADD" || inner->keyword == "COPY") {
      const auto copies = Last().copies;
      const auto brought = brought_.back();
      Copy(*inner);
      Last().copies = copies;
      brought_.back() = brought;
    }
  }

  // ---- RUN ----
  void Run(const Instruction& instruction) {
    const DockerOptions options = OptionsOf(instruction);
    for (const auto& word : options.words) Mount(word);
    const std::string_view text = std::string_view(instruction.text).substr(options.rest);
    // A list is run as it is, whatever the shell.
    if ((!readable_ || other_shell_) && !text.starts_with('[')) return Unread(text, options.line);
    ShellVariables variables;
    for (const auto& [name, value] : Scope())
      if (value.find('$') == value.npos) variables.emplace_back(name, value);
    std::vector<Command> commands = RunCommands(instruction, text, options.line, variables);
    if (!shell_stops_)
      for (auto& command : commands)
        if (command.failing == Failing::kByShell) command.failing = Failing::kLost;
    Doings doings = DeedsOf(commands, path_);
    std::vector<std::string> sources = brought_.back();
    for (const auto& word : options.words) AddBound(word, sources);
    for (auto& deed : doings.deeds) {
      LoosenWithoutLock(sources, deed);
      deed.locked |= deed.tool == "bundle" && IsOn("BUNDLE_DEPLOYMENT", "BUNDLE_FROZEN");
      Last().deeds.push_back(std::move(deed));
    }
    for (auto& reference : doings.references) {
      Resolve(reference);
      Last().references.push_back(std::move(reference));
    }
  }

  void Unread(std::string_view text, int line) {
    ++unread_;
    std::ranges::move(UnreadLine(text, line, path_), std::back_inserter(Last().deeds));
  }

  // One of two settings of the stage is on, as Bundler reads them.
  bool IsOn(std::string_view one, std::string_view other) const {
    for (const std::string_view key : {one, other}) {
      const auto found = environments_.back().find(key);
      if (found != environments_.back().end() && !found->second.empty() && found->second != "0" &&
          found->second != "false")
        return true;
    }
    return false;
  }

  // --mount=type=bind,from=image,source=/x: files of another image.
  void Mount(const DockerWord& option) {
    if (!option.text.starts_with("--mount=")) return;
    for (const auto part : Split(std::string_view(option.text).substr(8), ','))
      if (part.starts_with("from=")) TakeFrom(std::string(part.substr(5)), option.line);
  }

  // A variable with a default here decides; say what it says.
  void Resolve(Reference& reference) {
    if (reference.pin != Pin::kVariable) return;
    Variables known = Scope();
    for (const auto name : kPlatform) known.emplace(name, "platform");
    const bool package = reference.kind == ReferenceKind::kPackage ||
                         reference.kind == ReferenceKind::kSystemPackage;
    const Expanded value = ExpandDocker(package ? reference.version : reference.text, known);
    if (!value.complete || value.text.find("$(") != std::string::npos) return;
    // No variable of this file: what a command in the line answers.
    if (package && value.text == reference.version) return;
    if (package) reference.version = value.text;
    const bool version = package ? value.text.find_first_of("0123456789") != std::string::npos
                                 : HasVersion(value.text);
    reference.pin = version ? Pin::kVersion : Pin::kFloating;
  }

  const Path& path_;
  const Variables& given_;
  model::Dockerfile out_;
  Notes notes_;
  Variables global_;
  std::vector<Variables> scopes_, environments_;   // One a stage
  std::vector<std::string> users_;                 // One a stage
  std::vector<std::vector<std::string>> brought_;  // One a stage: sources of COPY and ADD, so far
  bool readable_ = true, other_shell_ = false;
  bool entry_is_shell_ = false;  // ENTRYPOINT ["sh", "-c"]
  bool shell_stops_ = false;     // SHELL ["/bin/bash", "-e", "-c"]
  long long unread_ = 0;
  std::size_t variables_ = 0;
};

}  // namespace

Result<model::Dockerfile> ReadDockerfile(const Path& path, BytesView bytes) {
  return ReadDockerfileWith(path, bytes, {});
}

Result<model::Dockerfile> ReadDockerfileWith(const Path& path, BytesView bytes,
                                             const Variables& given) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  AVOUCH_TRY(const DockerfileLines lines, ReadDockerfileLines(path, text));
  return Reader(path, given).Read(lines);
}

}  // namespace avouch::formats

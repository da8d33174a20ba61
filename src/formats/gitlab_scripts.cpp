#include "formats/gitlab_scripts.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/gitlab_parts.h"
#include "formats/limits.h"
#include "formats/shell.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;
using model::Job;
using model::Step;

// "$pip install x", where a variable of the definition holds the program.
void Unfold(Command& command, const GitlabVariables& variables) {
  if (command.words.empty() || !command.words[0].starts_with('$')) return;
  const std::string expanded = GitlabExpand(command.words[0], variables);
  if (expanded == command.words[0]) return;
  std::vector<std::string> words;
  for (auto word : Words(expanded)) words.emplace_back(word);
  words.insert(words.end(), command.words.begin() + 1, command.words.end());
  command.words = std::move(words);
}

// With an environment, what is sent to a machine by hand puts a service live.
void Sent(const std::vector<Command>& commands, const Path& path, const Job& job, Step& step) {
  if (job.environment.empty()) return;
  for (const auto& command : commands) {
    if (command.words.empty()) continue;
    std::string_view program = command.words[0];
    bool copies = program == "scp" || program == "rsync" || program == "sftp" || program == "lftp";
    bool far =
        std::any_of(command.words.begin() + 1, command.words.end(), [](const std::string& word) {
          return word.find(':') != std::string::npos || word.find('@') != std::string::npos;
        });
    if (!far || (!copies && program != "ssh")) continue;
    std::erase_if(step.deeds, [&](const Deed& other) {
      return other.text == command.text && model::Says(other, model::kMayPublish);
    });
    Deed deed;
    deed.kind = DeedKind::kDeploy;
    deed.tool = program;
    deed.text = command.text;
    deed.tolerated = command.tolerated;
    deed.place = {path, command.line};
    step.deeds.push_back(std::move(deed));
  }
}

}  // namespace

bool GitlabScripts::cut() const { return spent_ > kMaxGitlabScripts; }

void GitlabScripts::Add(std::string name, const std::vector<GitlabValue>& lines,
                        const GitlabVariables& variables, Job& job) {
  if (lines.empty()) return;
  Step step;
  step.name = std::move(name);
  step.place = lines.front().At();
  step.continue_on_error = step.name == "after_script";  // Its failure changes nothing.
  std::string folder;
  std::vector<Command> commands;
  // One shell reads all lines.
  ShellSession session(ShellVariables(variables.begin(), variables.end()));
  const Path* file = nullptr;
  auto flush = [&] {
    if (commands.empty()) return;
    Doings doings = DeedsOf(commands, *file);
    std::move(doings.deeds.begin(), doings.deeds.end(), std::back_inserter(step.deeds));
    std::move(doings.references.begin(), doings.references.end(),
              std::back_inserter(step.references));
    Sent(commands, *file, job, step);
    commands.clear();
  };
  for (const auto& line : lines) {
    if (!line.node->is_scalar()) {
      if (odd_.empty() || odd_.back() != job.id) odd_.push_back(job.id);
      continue;
    }
    std::string text = line.Text();
    spent_ += text.size();
    if (cut()) continue;
    if (file != line.path) flush();
    file = line.path;
    bool block = line.node->style() == syntax::Style::kLiteral ||
                 line.node->style() == syntax::Style::kFolded;
    auto more = session.Read(text, static_cast<int>(line.node->line()) + (block ? 1 : 0), &folder,
                             Pipes::kAnyFails);  // As the runner starts its shell
    for (auto& command : more) {
      Unfold(command, variables);
      commands.push_back(std::move(command));
    }
    step.run += text;
    if (!step.run.ends_with('\n')) step.run += '\n';
  }
  for (auto& command : session.Rest()) {
    Unfold(command, variables);
    commands.push_back(std::move(command));
  }
  if (file != nullptr) flush();
  if (step.continue_on_error)
    for (auto& deed : step.deeds) deed.tolerated = true;
  job.steps.push_back(std::move(step));
}

void GitlabScripts::AddUsed(const GitlabValue& value, Job& job) {
  Step step;
  step.place = value.At();
  step.uses = GitlabInclude(value);
  std::string_view text = value.node->text();
  step.uses->kind = model::ReferenceKind::kAction;
  if (text.starts_with("./")) {
    step.uses->pin = model::Pin::kLocal;
  } else {
    std::size_t at = text.rfind('@');
    step.uses->name = text.substr(0, at);
    step.uses->version = at == text.npos ? "" : text.substr(at + 1);
    step.uses->pin = model::Pin::kFloating;
  }
  job.steps.push_back(std::move(step));
}

void GitlabScripts::AddKeywords(GitlabView& view, const GitlabLayers& layers, Job& job) {
  auto add = [&](DeedKind kind, std::string tool, std::string text, const GitlabValue& value) {
    if (job.steps.empty()) job.steps.push_back({});
    Deed deed;
    deed.kind = kind;
    deed.tool = std::move(tool);
    deed.text = std::move(text);
    deed.place = value.At();
    job.steps.front().deeds.push_back(std::move(deed));
  };
  GitlabValue release = view.Get(layers, {"release"});
  if (release.present() && release.node->is_map())
    add(DeedKind::kPublish, "gitlab-release",
        "release: " + view.Get(layers, {"release", "tag_name"}).Text(), release);
  GitlabValue pages = view.Get(layers, {"pages"});
  bool on = pages.present() && (pages.node->is_map() || pages.node->boolean() == true);
  if (on || (job.id == "pages" && !pages.present()))
    add(DeedKind::kPublish, "pages", "pages", on ? pages : view.Get(layers, {"script"}));
  GitlabValue sbom = view.Get(layers, {"artifacts", "reports", "cyclonedx"});
  if (sbom.present()) add(DeedKind::kMakeSbom, "cyclonedx", "artifacts: reports: cyclonedx", sbom);
}

}  // namespace avouch::formats

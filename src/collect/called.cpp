#include "collect/called.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_commands.h"
#include "model/deed_words.h"
#include "notation/glob.h"

namespace avouch::collect {
namespace {

using formats::Command;
using formats::Failing;
using formats::Targets;
using model::Deed;
using model::DeedKind;
using model::Reference;
using source::Entry;
using source::EntryKind;

constexpr std::size_t kMaxDepth = 12;      // Calls in calls; people stop at four.
constexpr std::size_t kMaxCalls = 2'000;   // Different ones, of one tree
constexpr std::size_t kMaxDeeds = 500;     // Of one call
constexpr std::size_t kMaxPackages = 500;  // package.json of a tree that are asked for a script

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

std::string Argument(const Deed& call, std::size_t i) {
  return i < call.arguments.size() ? call.arguments[i] : std::string();
}

// Names of targets, and settings "NAME=value" apart.
std::vector<std::string> TargetsOf(const Deed& call, bool settings) {
  std::vector<std::string> out;
  for (std::size_t i = formats::kCallTargets; i < call.arguments.size(); ++i)
    if ((call.arguments[i].find('=') != std::string::npos) == settings)
      out.push_back(call.arguments[i]);
  return out;
}

// Changes nothing that a test could show.
bool DoesNothing(std::string_view program) {
  return IsOneOf(
      program,
      {"echo", "printf",  "true",    ":",      "exit",     "cd",       "mkdir", "rm",     "cp",
       "mv",   "cat",     "set",     "export", "sleep",    "chmod",    "touch", "ls",     "fi",
       "then", "else",    "done",    "do",     "esac",     "case",     "local", "return", "pwd",
       "date", "trap",    "shift",   "unset",  "readonly", "declare",  "}",     "{",      "help",
       "git",  "docker",  "curl",    "wget",   "apt-get",  "tar",      "unzip", "[",      "[[",
       "test", "source",  ".",       "which",  "dirname",  "basename", "uname", "ln",     "tee",
       "tsc",  "vue-tsc", "prettier"});
}

// A program text that comes from no file: "node -e 0".
bool OnlySays(const std::vector<std::string>& words) {
  if (words.size() < 3 || words[0] != "node" || !IsOneOf(words[1], {"-e", "-p", "--eval"}))
    return false;
  return words[2].find("require") == std::string::npos &&
         words[2].find("import") == std::string::npos;
}

bool IsKept(DeedKind kind) {
  return kind == DeedKind::kTest || kind == DeedKind::kBuild || kind == DeedKind::kInstall ||
         kind == DeedKind::kWeakenChecks || kind == DeedKind::kCall;
}

bool Sends(DeedKind kind) { return kind == DeedKind::kPublish || kind == DeedKind::kDeploy; }

// Images and services go from scripts to what a test set up as often as to anybody else; a package
// or a release of the forge does not.
bool MayBeForTests(const Deed& deed) {
  return deed.kind == DeedKind::kDeploy ||
         IsOneOf(deed.tool, {"docker", "podman", "buildah", "skopeo", "crane", "oras", "helm", "ko",
                             "aws", "kaniko", "nerdctl"});
}

// "make test-e2e", "./hack/kind.sh": what it puts anywhere, it does for its tests.
bool IsOfTests(std::string_view call) {
  const std::string low = Lower(call);
  for (std::string_view word : {"test", "e2e", "kind", "integration", "bench", "smoke", "minikube"})
    if (low.find(word) != low.npos) return true;
  return false;
}

// Of what runs when an image starts: installs that obey no lock, and packages by name.
void KeepPastLocks(std::vector<Deed>& deeds, std::vector<Reference>& references) {
  std::erase_if(deeds,
                [](const Deed& deed) { return deed.kind != DeedKind::kInstall || deed.locked; });
  std::erase_if(references, [](const Reference& reference) {
    return reference.kind != model::ReferenceKind::kPackage &&
           reference.kind != model::ReferenceKind::kScript;
  });
  // Open: nothing is fetched where the image is built.
  for (auto& reference : references)
    if (reference.pin == model::Pin::kFloating && reference.kind == model::ReferenceKind::kScript)
      reference.pin = model::Pin::kVersion;
}

}  // namespace

void Follower::Settle(const Path& in, std::vector<Deed>& deeds,
                      std::vector<Reference>& references) {
  if (std::ranges::none_of(deeds, [](const Deed& deed) { return deed.kind == DeedKind::kCall; }))
    return;
  // In the order in which they are done.
  std::vector<Deed> given = std::move(deeds);
  deeds.clear();
  Found all;
  const auto take = [&](Found& found) {
    const auto before = static_cast<std::ptrdiff_t>(all.deeds.size());
    Append(std::move(found.deeds), std::move(found.references), all);
    std::copy(all.deeds.begin() + before, all.deeds.end(), std::back_inserter(deeds));
  };
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i].kind != DeedKind::kCall) {
      deeds.push_back(std::move(given[i]));
      continue;
    }
    Deed call = std::move(given[i]);
    const bool later = call.tool.starts_with(formats::kLater);
    if (later) call.tool.erase(0, formats::kLater.size());
    Found found = Of(call, in);
    if (later) {
      KeepPastLocks(found.deeds, found.references);
      take(found);
      continue;
    }
    if (found.state == State::kNothing) continue;
    const bool tests = std::ranges::any_of(
        found.deeds, [](const Deed& deed) { return deed.kind == DeedKind::kTest; });
    // What the name promised: the file itself says it, or says that it is none.
    if (found.state == State::kUnread || tests || !found.may_test)
      std::erase_if(deeds, [&](const Deed& deed) {
        return deed.kind == DeedKind::kTest && deed.place == call.place && deed.text == call.text;
      });
    if (found.state == State::kUnread) found.deeds.push_back(call);
    if (IsOfTests(call.text))
      std::erase_if(found.deeds, [](const Deed& deed) {
        return Sends(deed.kind) && model::Says(deed, model::kMayPublish);
      });
    // That something of the tree runs here stays said.
    const bool said = std::ranges::any_of(deeds, [&](const Deed& deed) {
      return deed.place == call.place && deed.text == call.text;
    });
    if (found.state == State::kRead && !said) {
      Deed ran = call;
      ran.locked = true;
      ran.arguments.clear();
      deeds.push_back(std::move(ran));
    }
    for (auto& deed : found.deeds) {
      deed.tolerated |= call.tolerated;
      if (deed.kind == DeedKind::kTest && call.text.contains("--passWithNoTests"))
        deed.arguments.emplace_back(model::kPassesWithNone);
    }
    take(found);
  }
  std::ranges::move(all.references, std::back_inserter(references));
}

void Follower::Append(std::vector<Deed> deeds, std::vector<Reference> references, Found& into) {
  for (auto& deed : deeds) {
    if (std::ranges::find(into.deeds, deed) != into.deeds.end()) continue;
    if (into.deeds.size() > kMaxDeeds) break;
    if (into.deeds.size() == kMaxDeeds) {  // What more there is, is not seen.
      deed.kind = DeedKind::kCall;
      deed.tool = formats::kUnknownCall;
    }
    into.deeds.push_back(std::move(deed));
  }
  for (auto& one : references)
    if (into.references.size() < kMaxDeeds &&
        std::ranges::find(into.references, one) == into.references.end())
      into.references.push_back(std::move(one));
}

Follower::Found Follower::Of(const Deed& call, const Path& in) {
  std::string key = in.bytes + "\n" + call.tool;
  for (const auto& one : call.arguments) key += "\n" + one;
  // What runs itself adds nothing more.
  if (open_.contains(key)) return {State::kRead, {}, {}, true};
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  if (open_.size() >= kMaxDepth || known_.size() >= kMaxCalls) return {};
  open_.insert(key);
  Found out;
  if (call.tool == "make")
    out = Make(call, in);
  else if (call.tool == "sh")
    out = Script(call, in);
  else if (call.tool == "everywhere")
    out = Everywhere(TargetsOf(call, false));
  else if (IsOneOf(call.tool, {"npm", "lifecycle", "composer", "just", "task", "tox"}))
    out = Listed(call, in);
  else if (call.tool != formats::kUnknownCall)
    out = Others(call.tool, FoldersOf(call, in));
  open_.erase(key);
  known_.emplace(std::move(key), out);
  return out;
}

// ---- Lists of targets ----

bool Follower::Add(const Targets& targets, const Path& file, std::string_view name,
                   std::set<std::string>& seen, Found& into) {
  std::vector<std::string> open = {std::string(name)};
  bool told = true;
  while (!open.empty()) {
    const std::string one = std::move(open.back());
    open.pop_back();
    if (!seen.insert(one).second) continue;
    const auto found = targets.Find(one);
    // A need of no rule is a file, unless rules of other files are not seen.
    if (found.empty()) told &= one != name && !targets.partial;
    for (const auto* target : found) {
      told &= !target->unread;
      AddCommands(target->commands, file, into);
      open.insert(open.end(), target->needs.begin(), target->needs.end());
    }
  }
  return told;
}

void Follower::AddCommands(const std::vector<Command>& commands, const Path& file, Found& into) {
  formats::Doings doings = formats::DeedsOf(commands, file);
  for (const auto& deed : doings.deeds)
    if (deed.kind == DeedKind::kBuildImage && builds_.size() < kMaxDeeds &&
        std::ranges::find(builds_, deed) == builds_.end())
      builds_.push_back(deed);
  // A target of make's is followed by itself.
  std::erase_if(doings.deeds, [](const Deed& deed) {
    return !IsKept(deed.kind) && (!Sends(deed.kind) || deed.tool == "make");
  });
  for (auto& deed : doings.deeds)
    if (Sends(deed.kind) && MayBeForTests(deed)) deed.arguments = {std::string(model::kMayPublish)};
  for (const auto& command : commands) {
    if (command.words.empty() || command.tolerated) continue;
    const std::string_view program = formats::ProgramName(command.words[0]);
    const auto* row = formats::FindCommand(program, command.words);
    into.may_test |= !DoesNothing(program) && row == nullptr && !OnlySays(command.words);
    if (command.failing != Failing::kLost) continue;
    // A test whose failure nobody learns of: what it shows is not known.
    for (auto& deed : doings.deeds)
      if (deed.kind == DeedKind::kTest && deed.place.line == command.line &&
          deed.text == command.text) {
        deed.kind = DeedKind::kCall;
        deed.arguments = {"$", "", std::string(model::kLostTest)};
        deed.tool = formats::kUnknownCall;
      }
  }
  Settle(file, doings.deeds, doings.references);
  std::erase_if(doings.deeds,
                [](const Deed& deed) { return deed.kind == DeedKind::kCall && deed.locked; });
  Append(std::move(doings.deeds), std::move(doings.references), into);
}

Follower::Found Follower::Make(const Deed& call, const Path& in) {
  const std::vector<std::string> folders = FoldersOf(call, in);
  const std::string named = Argument(call, formats::kCallFile);
  const Entry* entry = named.empty() ? FileIn(folders, {"GNUmakefile", "makefile", "Makefile"})
                                     : FileIn(folders, {named});
  if (entry == nullptr)
    return {IsGenerated(folders) ? State::kNothing : State::kUnread, {}, {}, false};
  const std::string* text = Text(*entry);
  if (text == nullptr) return {};
  const std::string folder = named.empty() ? std::string(entry->path.folder()) : folders.front();
  const auto given = TargetsOf(call, true);
  Targets targets = MakeTargets(*entry, *text, folder, given);
  // What it includes is part of it; two steps deep.
  Found out{State::kRead, {}, {}, false};
  std::vector<std::pair<Path, Targets>> files;
  std::vector<std::string> includes = targets.includes;
  for (std::size_t i = 0; i < includes.size() && i < 64; ++i) {
    const Entry* more = FileIn({folder, std::string(entry->path.folder())}, {includes[i]});
    const std::string* part = more == nullptr ? nullptr : Text(*more);
    if (part == nullptr) {
      targets.partial = true;
      continue;
    }
    Targets read = MakeTargets(*more, *part, folder, given);
    targets.partial |= read.partial;
    if (i < 16) includes.insert(includes.end(), read.includes.begin(), read.includes.end());
    files.emplace_back(more->path, std::move(read));
  }
  // Their rules stand together; each command keeps the file that it is in.
  std::vector<std::string> names = TargetsOf(call, false);
  if (names.empty()) names.push_back(targets.First());
  std::vector<std::string> open = names;
  std::set<std::string> seen;
  bool told = true;
  while (!open.empty()) {
    const std::string one = std::move(open.back());
    open.pop_back();
    if (!seen.insert(one).second) continue;
    bool any = false;
    const auto take = [&](const Path& path, const Targets& of) {
      for (const auto* target : of.Find(one)) {
        any = true;
        told &= !target->unread;
        AddCommands(target->commands, path, out);
        open.insert(open.end(), target->needs.begin(), target->needs.end());
      }
    };
    take(entry->path, targets);
    for (const auto& [path, of] : files) take(path, of);
    const bool asked = std::ranges::find(names, one) != names.end();
    // What is no rule is a file of the tree, or of rules that are not seen.
    if (!any && (asked || targets.partial) && tree_.Find(ResolvePath(folder, one)) == nullptr)
      told = false;
  }
  if (!told && IsGenerated(folders) && out.deeds.empty()) return {State::kNothing, {}, {}, false};
  if (!told) out.deeds.push_back(call);
  return out;
}

Follower::Found Follower::Listed(const Deed& call, const Path& in) {
  const std::vector<std::string> folders = FoldersOf(call, in);
  const std::string named = Argument(call, formats::kCallFile);
  const bool package = call.tool == "npm" || call.tool == formats::kLifecycle;
  if (package && Argument(call, formats::kCallFolder) == "$")
    return Everywhere(TargetsOf(call, false));
  const Entry* entry =
      !named.empty()            ? FileIn(folders, {named})
      : package                 ? FileIn(folders, {"package.json"})
      : call.tool == "composer" ? FileIn(folders, {"composer.json"})
      : call.tool == "just"     ? FileIn(folders, {"justfile", "Justfile", ".justfile", "JUSTFILE"})
      : call.tool == "tox"      ? FileIn(folders, {"tox.ini", "tox.toml", "pyproject.toml"})
                                : FileIn(folders, {"Taskfile.yml", "Taskfile.yaml", "taskfile.yml",
                                                   "taskfile.yaml", "Taskfile.dist.yml"});
  // An install with no package.json in sight fails, or is of somewhere else.
  if (entry == nullptr && call.tool == formats::kLifecycle) return {State::kNothing, {}, {}, false};
  const std::string* text = entry == nullptr ? nullptr : Text(*entry);
  if (text == nullptr) return {};
  const std::string folder(entry->path.folder());
  const Targets targets = package || call.tool == "composer"
                              ? formats::ReadScriptTargets(*text, folder)
                          : call.tool == "just" ? formats::ReadJustTargets(*text, folder)
                          : call.tool == "tox" && entry->path.extension() == "toml"
                              ? formats::ReadToxTomlTargets(*text, folder)
                          : call.tool == "tox" ? formats::ReadToxTargets(*text, folder)
                                               : formats::ReadTaskTargets(*text, folder);
  Found out{State::kRead, {}, {}, false};
  std::vector<std::string> names = TargetsOf(call, false);
  if (call.tool == "tox") {  // What every environment has, and those that are named, else all
    for (auto& name : names) name = targets.Find(name).empty() ? "testenv" : name;
    if (names.empty())
      for (const auto& target : targets.all) names.push_back(target.name);
    names.emplace_back("testenv");
    if (targets.Find("testenv").empty() && targets.all.empty()) return {};
  }
  if (names.empty()) names.push_back(targets.First());
  bool told = true;
  std::set<std::string> seen;
  for (const auto& name : names) {
    const bool known = !targets.Find(name).empty();
    if (package && !known && name.find_first_of("*") != std::string::npos) {
      for (const auto& target : targets.all)
        if (notation::GlobMatch(name, target.name, notation::Dialect::kShell))
          told &= Add(targets, entry->path, target.name, seen, out);
      continue;
    }
    // No script of that name: "yarn tsc" is a program of a package; "postinstall" may lack.
    if (package && !known && !targets.partial && name.find('$') == std::string::npos) {
      out.may_test |= call.tool == "npm" && name != "test" &&
                      call.text.find("--if-present") == std::string::npos;
      continue;
    }
    told &= Add(targets, entry->path, name, seen, out);
  }
  if (!told) out.deeds.push_back(call);
  return out;
}

Follower::Found Follower::Everywhere(const std::vector<std::string>& names) {
  HasFolder("");
  Found out{State::kRead, {}, {}, false};
  const auto found = by_name_.find("package.json");
  if (found == by_name_.end()) return {};
  if (found->second.size() > kMaxPackages) return {};
  for (const Entry* entry : found->second) {
    if (entry->kind == EntryKind::kSubmodule ||
        entry->path.bytes.find("node_modules/") != std::string::npos)
      continue;
    const std::string* text = Text(*entry);
    if (text == nullptr) continue;
    const Targets targets = formats::ReadScriptTargets(*text, std::string(entry->path.folder()));
    std::set<std::string> seen;
    for (const auto& name : names)
      if (!targets.Find(name).empty()) Add(targets, entry->path, name, seen, out);
  }
  out.may_test = true;
  return out;
}

// Files in a language of their own: whether they ask for an install, their words tell.
Follower::Found Follower::Others(std::string_view tool, const std::vector<std::string>& folders) {
  const Entry* entry =
      tool == "nox"       ? FileIn(folders, {"noxfile.py"})
      : tool == "rake"    ? FileIn(folders, {"Rakefile", "rakefile", "Rakefile.rb"})
      : tool == "mage"    ? FileIn(folders, {"magefile.go", "magefiles/magefile.go"})
      : tool == "gulp"    ? FileIn(folders, {"gulpfile.js", "gulpfile.mjs", "gulpfile.cjs",
                                             "gulpfile.ts", "gulpfile.babel.js"})
      : tool == "grunt"   ? FileIn(folders, {"Gruntfile.js", "gruntfile.js", "Gruntfile.cjs"})
      : tool == "ant"     ? FileIn(folders, {"build.xml"})
      : tool == "earthly" ? FileIn(folders, {"Earthfile"})
      : tool == "doit"    ? FileIn(folders, {"dodo.py"})
      : tool == "scons"   ? FileIn(folders, {"SConstruct"})
      : tool == "waf"     ? FileIn(folders, {"wscript"})
      : tool == "poe" || tool == "pyproject" ? FileIn(folders, {"pyproject.toml", "hatch.toml"})
                                             : FileIn(folders, {"tasks.py", "tasks/__init__.py"});
  const std::string* text = entry == nullptr ? nullptr : Text(*entry);
  if (text == nullptr || formats::MentionsInstall(*text)) return {};
  return {State::kRead, {}, {}, true};
}

}  // namespace avouch::collect

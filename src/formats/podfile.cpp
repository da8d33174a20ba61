#include "formats/podfile.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/gemfile_parts.h"
#include "formats/lock_reading.h"
#include "formats/ruby_literals.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

// True where "pod" is called within the line, and not only spoken of in a text.
bool CallsPod(std::string_view text) {
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote != '\0') {
      if (text[i] == '\\')
        ++i;
      else if (text[i] == quote)
        quote = '\0';
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text.substr(i).starts_with(" pod ") || text.substr(i).starts_with(" pod(")) {
      return true;
    }
  }
  return false;
}

// Functions of Flutter, React Native and Expo, which ask for pods that the file does not name.
bool AddsPods(std::string_view text, std::string_view word) {
  constexpr auto kCalls = std::to_array<std::string_view>(
      {"use_react_native", "use_native_modules", "use_expo_modules", "use_unimodules"});
  if (word.starts_with("flutter_install_") && word.ends_with("_pods")) return true;
  if (word == "eval" || word == "instance_eval" || word == "load") return true;  // Another file
  return std::ranges::any_of(kCalls, [&](std::string_view call) {
    return word == call && text.substr(call.size()).starts_with("!");
  });
}

class Reader {
 public:
  Reader(const Path& path, bool spec)
      : path_(path),
        spec_(spec),
        manifest_(
            NewManifest(model::Ecosystem::kCocoapods, spec ? "podspec" : "podfile", path, false)) {}

  Result<model::Manifest> Read(std::string_view text) {
    AVOUCH_TRY(const auto statements, ReadRubyStatements(path_, text));
    for (const auto& statement : statements) spec_ ? Spec(statement) : Pods(statement);
    AVOUCH_CHECK_OK(computed_.Judge(path_, manifest_, notes_));
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Pods(const RubyStatement& statement) {
    const std::string_view text = statement.text, word = FirstRubyWord(text);
    if (text == "end" || text.starts_with("end ")) {
      if (!tests_.empty()) tests_.pop_back();
      return;
    }
    if (word == "pod") return Pod(text.substr(word.size()), statement.line);
    if (CallsPod(text) || AddsPods(text, word))
      computed_.See(statement.line);  // In a loop, a block of one line, or elsewhere
    if (!OpensRubyBlock(text)) return;
    bool tests = !tests_.empty() && tests_.back() != 0;
    if (word == "target" || word == "abstract_target") {
      const auto arguments = ParseRubyArguments(text.substr(word.size()));
      if (!arguments.values.empty()) tests |= arguments.values[0].text.ends_with("Tests");
    }
    tests_.push_back(tests ? 1 : 0);
  }

  // "s.dependency 'Tea', '~> 1'" and "s.version = '1.0'", whatever the receiver is called.
  void Spec(const RubyStatement& statement) {
    const std::string_view text = statement.text, receiver = FirstRubyWord(text);
    if (receiver.empty() || receiver.size() >= text.size() || text[receiver.size()] != '.') return;
    std::string_view call = text.substr(receiver.size() + 1);
    for (const std::string_view platform : {"ios.", "osx.", "tvos.", "watchos.", "visionos."})
      if (call.starts_with(platform)) call.remove_prefix(platform.size());
    const std::string_view name = FirstRubyWord(call), rest = Trim(call.substr(name.size()));
    if (name == "dependency") return Pod(rest, statement.line);
    if (!rest.starts_with('=') || rest.starts_with("==")) return;
    const auto arguments = ParseRubyArguments(rest.substr(1));
    const bool text_there =
        !arguments.values.empty() && arguments.values[0].kind == RubyValue::Kind::kText;
    if (!text_there) return;
    const std::string& value = arguments.values[0].text;
    if (name == "name" && manifest_.name.empty()) manifest_.name = value;
    if (name == "version" && manifest_.version.empty()) manifest_.version = value;
    if (name == "license") manifest_.licences = {value};
  }

  void Pod(std::string_view rest, int line) {
    const auto arguments = ParseRubyArguments(rest);
    if (arguments.values.empty() || arguments.values[0].kind != RubyValue::Kind::kText)
      return computed_.See(line);
    model::Requirement requirement;
    requirement.name = arguments.values[0].text.substr(0, arguments.values[0].text.find('/'));
    requirement.place = {path_, line};
    requirement.condition = arguments.condition;
    requirement.development = !tests_.empty() && tests_.back() != 0;
    if (requirement.development) requirement.group = "test";
    SetRubyRange(arguments, notes_, requirement);
    if (arguments.Named("git") != nullptr) requirement.source = SourceKind::kGit;
    if (arguments.Named("path") != nullptr) requirement.source = SourceKind::kPath;
    if (arguments.Named("podspec") != nullptr || arguments.Named("http") != nullptr)
      requirement.source = SourceKind::kUrl;
    if (spec_ && requirement.name == manifest_.name) return;  // One subspec of another
    // Each target says what it needs, and subspecs of one pod are one pod.
    const std::string key = requirement.name + '\n' + requirement.range + '\n' + requirement.group;
    if (seen_.insert(key).second) manifest_.requirements.push_back(std::move(requirement));
  }

  const Path& path_;
  bool spec_;
  model::Manifest manifest_;
  Notes notes_;
  ComputedRequirements computed_;
  std::vector<char> tests_;  // Of each open block: within a target of tests
  std::set<std::string> seen_;
};

}  // namespace

Result<model::Manifest> ReadPodfile(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path, path.name() != "Podfile").Read(text);
}

}  // namespace avouch::formats

#include "formats/gemfile.h"

#include <algorithm>
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

using model::Requirement;
using model::SourceKind;

bool ForDevelopment(const std::vector<std::string>& groups) {
  static constexpr std::string_view kGroups[] = {"development", "dev", "test", "tests", "testing"};
  return !groups.empty() && std::ranges::all_of(groups, [](const auto& group) {
    return std::ranges::find(kGroups, std::string_view(group)) != std::end(kGroups);
  });
}

// What stands around a gem: "group :test do", "if x", "git 'url' do".
struct Frame {
  std::vector<std::string> groups;
  std::string condition;
  SourceKind source = SourceKind::kRegistry;
};

class Reader {
 public:
  explicit Reader(const Path& path)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kRubygems, "gemfile", path, false)) {}

  Result<model::Manifest> Read(std::string_view text) {
    AVOUCH_TRY(const auto statements, ReadRubyStatements(path_, text));
    for (const auto& statement : statements) Take(statement);
    AVOUCH_CHECK_OK(computed_.Judge(path_, manifest_, notes_));
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Take(const RubyStatement& statement) {
    const std::string_view text = statement.text;
    const std::string_view word = FirstRubyWord(text);
    const std::string_view rest = text.substr(word.size());
    if (text == "end" || text.starts_with("end ")) {
      if (!frames_.empty()) frames_.pop_back();
      return;
    }
    if (word == "gem") return Gem(rest, statement.line);
    if (word == "ruby") return Ruby(rest);
    if (word == "source" && text.find("http://") != text.npos)
      notes_.Add(static_cast<std::uint32_t>(statement.line), "gems are fetched over plain HTTP");
    if (word == "eval_gemfile" || word == "instance_eval" || word == "eval" || MentionsGem(text))
      computed_.See(statement.line);
    if (OpensRubyBlock(text)) frames_.push_back(FrameOf(word, rest, text));
  }

  static Frame FrameOf(std::string_view word, std::string_view rest, std::string_view text) {
    Frame frame;
    const RubyArguments arguments = ParseRubyArguments(rest);
    if (word == "group")
      for (const auto& value : arguments.values)
        for (auto& name : value.Texts()) frame.groups.push_back(std::move(name));
    if (word == "git" || word == "github") frame.source = SourceKind::kGit;
    if (word == "path") frame.source = SourceKind::kPath;
    if (word == "if" || word == "unless" || word == "platforms" || word == "platform" ||
        word == "install_if" || word == "case")
      frame.condition = text.ends_with(" do") ? text.substr(0, text.size() - 3) : text;
    return frame;
  }

  void Gem(std::string_view rest, int line) {
    const RubyArguments arguments = ParseRubyArguments(rest);
    if (arguments.values.empty() || arguments.values[0].kind != RubyValue::Kind::kText)
      return computed_.See(line);
    Requirement requirement;
    requirement.name = arguments.values[0].text;
    requirement.place = {path_, line};
    SetRubyRange(arguments, notes_, requirement);
    std::vector<std::string> groups;
    for (const Frame& frame : frames_) {
      groups.insert(groups.end(), frame.groups.begin(), frame.groups.end());
      if (!frame.condition.empty()) requirement.condition = frame.condition;
      if (frame.source != SourceKind::kRegistry) requirement.source = frame.source;
    }
    for (const std::string_view key : {"group", "groups"})
      if (const RubyValue* value = arguments.Named(key))
        for (auto& name : value->Texts()) groups.push_back(std::move(name));
    requirement.group = Join(groups, ",");
    requirement.development = ForDevelopment(groups);
    for (const std::string_view key : {"git", "github", "gist", "bitbucket", "gitlab"})
      if (arguments.Named(key) != nullptr) requirement.source = SourceKind::kGit;
    if (arguments.Named("path") != nullptr) requirement.source = SourceKind::kPath;
    if (!arguments.condition.empty()) requirement.condition = arguments.condition;
    manifest_.requirements.push_back(std::move(requirement));
  }

  void Ruby(std::string_view rest) {
    const RubyArguments arguments = ParseRubyArguments(rest);
    if (!arguments.values.empty() && arguments.values[0].kind == RubyValue::Kind::kText)
      manifest_.tools.push_back("ruby " + arguments.values[0].text);
  }

  // A gem asked for elsewhere than at the start of a statement: in a loop, a block of one line.
  static bool MentionsGem(std::string_view text) {
    for (std::size_t at = text.find("gem"); at != text.npos; at = text.find("gem", at + 3)) {
      const bool starts = at > 0 && (text[at - 1] == ' ' || text[at - 1] == '{');
      const char next = at + 3 < text.size() ? text[at + 3] : '\0';
      if (starts && (next == ' ' || next == '(')) return true;
    }
    return false;
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  ComputedRequirements computed_;
  std::vector<Frame> frames_;
};

}  // namespace

Result<model::Manifest> ReadGemfile(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

}  // namespace avouch::formats

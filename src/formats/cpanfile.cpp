#include "formats/cpanfile.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/gemfile_parts.h"
#include "formats/limits.h"
#include "formats/literal_text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

constexpr std::string_view kWordEnds = " \t\r\n'\"(){}[];,=>#$@%\\";

struct Argument {
  std::string text;
  bool literal = false;
};

class Reader {
 public:
  Reader(const Path& path, std::string_view text)
      : text_(path, text),
        manifest_(NewManifest(model::Ecosystem::kCpan, "cpanfile", path, false)) {}

  Result<model::Manifest> Read() {
    blocks_.emplace_back();
    for (Blanks(); !text_.done(); Blanks()) {
      if (text_.Take("}")) {
        if (blocks_.size() == 1) return text_.Bad("a bracket that was not opened");
        blocks_.pop_back();
      } else if (!text_.Take(";") && !text_.Take(")")) {
        if (AtEnd()) break;
        AVOUCH_CHECK_OK(Statement());
      }
    }
    if (blocks_.size() > 1) return text_.Bad("a bracket that does not end");
    AVOUCH_CHECK_OK(computed_.Judge(text_.path(), manifest_, notes_));
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  struct Block {
    std::string phase = "runtime";
    bool feature = false;
    bool sure = true;  // Not in a condition or loop
  };

  void Blanks() {
    while (true) {
      text_.SkipBlanks();
      if (text_.Peek() == '#')
        text_.SkipLine();
      else if (text_.Peek() == '=' && text_.at_line_start())  // Documentation
        text_.SkipBehind("\n=cut");
      else
        return;
    }
  }

  // What stands behind these words is no code.
  [[nodiscard]] bool AtEnd() const {
    return text_.done() || text_.Next("__END__") || text_.Next("__DATA__");
  }

  Status Statement() {
    const int line = text_.line();
    const std::string word = text_.Until(kWordEnds);
    std::vector<Argument> arguments;
    // Up to ';' or a block, whose end is its own.
    while (true) {
      Blanks();
      if (AtEnd() || text_.Peek() == ';' || text_.Peek() == '}') break;
      if (text_.Take("{")) return Open(word, arguments);
      AVOUCH_CHECK_OK(AddArgument(arguments));
      if (arguments.size() > kMaxArguments) return text_.Bad("a call of too many values");
    }
    Call(word, arguments, line);
    return {};
  }

  Status AddArgument(std::vector<Argument>& arguments) {
    const char c = text_.Peek();
    if (c == '\'' || c == '"') {
      AVOUCH_TRY(std::string text, text_.Quoted(c));
      const bool variable = c == '"' && text.find_first_of("$@") != text.npos;
      arguments.push_back({std::move(text), !variable});
      return {};
    }
    if (text_.Take(",") || text_.Take("=>") || text_.Take("(") || text_.Take(")")) return {};
    std::string word = text_.Until(kWordEnds);
    if (word == "q" || word == "qq") {
      const char open = text_.Peek();
      const char close = open == '(' ? ')' : open == '{' ? '}' : open == '[' ? ']' : open;
      if (text_.done()) return text_.Bad("a text that does not end");
      text_.Advance();
      arguments.push_back({text_.Until(std::string_view(&close, 1)), true});
      if (text_.done()) return text_.Bad("a text that does not end");
      text_.Advance();
    } else if (word.empty()) {
      text_.Advance();
      arguments.push_back({});
    } else {
      arguments.push_back({std::move(word), true});
    }
    return {};
  }

  // on 'test' => sub { ... }, feature 'x', 'why' => sub { ... }, or some other block.
  Status Open(std::string_view word, const std::vector<Argument>& arguments) {
    if (blocks_.size() > kMaxLiteralDepth)
      return text_.Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
    Block block = blocks_.back();
    if (word == "on" && !arguments.empty() && arguments[0].literal)
      block.phase = arguments[0].text;
    else if (word == "feature")
      block.feature = true;
    else if (word != "BEGIN" && !word.empty())
      block.sure = false;
    blocks_.push_back(std::move(block));
    return {};
  }

  void Call(std::string_view word, const std::vector<Argument>& arguments, int line) {
    std::string phase = blocks_.back().phase;
    for (const std::string_view one : {"test", "build", "configure", "author"})
      if (word.starts_with(one) && word.substr(one.size()) == "_requires") {
        phase = one == "author" ? "develop" : one;
        word = "requires";
      }
    // What another file asks for: do './more', require './more.pl'; "require Module" asks nothing.
    const bool file = !arguments.empty() &&
                      (arguments[0].text.find('/') != std::string::npos ||
                       arguments[0].text.find('.') != std::string::npos || !arguments[0].literal);
    if (word == "eval" || ((word == "do" || word == "require") && file)) computed_.See(line);
    if (word != "requires" && word != "recommends" && word != "suggests") return;
    if (arguments.empty() || !arguments[0].literal) return computed_.See(line);
    model::Requirement requirement;
    requirement.name = arguments[0].text;
    if (arguments.size() > 1 && !arguments[1].literal)
      notes_.Add(static_cast<std::uint32_t>(line),
                 "the version of " + Printable(requirement.name) + " is computed");
    else if (arguments.size() % 2 == 0)
      requirement.range = arguments[1].text;
    for (std::size_t i = arguments.size() % 2 == 0 ? 2 : 1; i + 1 < arguments.size(); i += 2) {
      if (arguments[i].text == "git") requirement.source = model::SourceKind::kGit;
      if (arguments[i].text == "url") requirement.source = model::SourceKind::kUrl;
    }
    SetCpanPhase(phase, blocks_.back().feature ? "feature" : word, requirement);
    if (!blocks_.back().sure) requirement.condition = "as the file decides when it is run";
    requirement.place = {text_.path(), line};
    AddCpanRequirement(std::move(requirement), manifest_);
  }

  static constexpr std::size_t kMaxArguments = 1'000;

  LiteralText text_;
  model::Manifest manifest_;
  Notes notes_;
  ComputedRequirements computed_;
  std::vector<Block> blocks_;
};

}  // namespace

void SetCpanPhase(std::string_view phase, std::string_view degree,
                  model::Requirement& requirement) {
  requirement.development = phase == "test" || phase == "develop";
  requirement.group = phase == "test"                            ? "test"
                      : phase == "develop"                       ? "dev"
                      : phase == "build" || phase == "configure" ? "build"
                      : degree != "requires"                     ? "optional"
                                                                 : "";
}

void AddCpanRequirement(model::Requirement requirement, model::Manifest& manifest) {
  std::string& range = requirement.range;
  if (range.find_first_not_of("0.") == range.npos) range.clear();
  if (requirement.name == "perl") {
    if (requirement.group.empty())
      manifest.tools.push_back("perl" + (range.empty() ? "" : " " + range));
    return;
  }
  if (requirement.name.empty()) return;
  requirement.exact = range.starts_with("==") && range.find(',') == range.npos;
  manifest.requirements.push_back(std::move(requirement));
}

Result<model::Manifest> ReadCpanfile(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path, text).Read();
}

}  // namespace avouch::formats

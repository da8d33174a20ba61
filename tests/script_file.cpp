#include "script_file.h"

#include <algorithm>
#include <charconv>

namespace avouch::script {
namespace {

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool IsFileHeader(std::string_view line) {
  return line.size() > 6 && line.starts_with("-- ") && line.ends_with(" --");
}

struct Prefix {
  std::string_view text;
  Rule rule;
};
constexpr Prefix kPrefixes[] = {
    {">= ", Rule::kEquals}, {"> ", Rule::kContains},  {"!> ", Rule::kContainsNot},
    {"2> ", Rule::kError},  {"2= ", Rule::kOneError},
};

class Parser {
 public:
  explicit Parser(std::string_view text) : lines_(LinesOf(text)) {}

  Script Parse() {
    while (at_ < lines_.size() && script_.error.empty()) ParseLine();
    return std::move(script_);
  }

 private:
  void ParseLine() {
    const std::string_view line = lines_[at_];
    if (IsFileHeader(line)) return ParseFile();
    if (line.starts_with("$ ") || line.starts_with("? ")) return ParseCommand();
    ++at_;
    if (!line.empty() && line[0] != '#') ParseExpectation(line);
  }

  void ParseFile() {
    const std::string_view header = lines_[at_++];
    File file{std::string(header.substr(3, header.size() - 6)), ""};
    for (; at_ < lines_.size(); ++at_) {
      std::string_view line = lines_[at_];
      if (IsFileHeader(line) || line.starts_with("$ ")) break;
      if (line.starts_with("\\$ ") || line.starts_with("\\-- ")) line.remove_prefix(1);
      file.content += std::string(line) + "\n";
    }
    script_.steps.emplace_back(std::move(file));
  }

  void ParseCommand() {
    Command command;
    command.line = Number();
    command.needed = lines_[at_][0] == '?';
    command.text = lines_[at_++].substr(2);
    while (command.text.ends_with('\\') && at_ < lines_.size()) {
      command.text += "\n" + std::string(lines_[at_++]);
    }
    script_.steps.emplace_back(std::move(command));
  }

  void ParseExpectation(std::string_view line) {
    --at_;
    const int number = Number();
    ++at_;
    auto* command = script_.steps.empty() ? nullptr : std::get_if<Command>(&script_.steps.back());
    if (command == nullptr || command->needed) return Refuse(number, "expectation of no command");
    if (line == "2!") return command->expectations.push_back({Rule::kNoError, "", number});
    if (line.starts_with("exit ")) return ParseExit(*command, line.substr(5), number);
    for (const Prefix& prefix : kPrefixes) {
      if (!line.starts_with(prefix.text)) continue;
      const std::string_view text = line.substr(prefix.text.size());
      return command->expectations.push_back({prefix.rule, std::string(text), number});
    }
    Refuse(number, "not a line of a script: " + std::string(line));
  }

  void ParseExit(Command& command, std::string_view text, int number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), command.exit);
    if (error != std::errc() || end != text.data() + text.size())
      Refuse(number, "exit wants a number");
  }

  void Refuse(int line, std::string why) {
    script_.error = "line " + std::to_string(line) + ": " + std::move(why);
  }
  [[nodiscard]] int Number() const { return static_cast<int>(at_) + 1; }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  Script script_;
};

bool Contains(std::string_view line, std::string_view text) {
  return line.find(text) != std::string_view::npos;
}

// The confinement note depends on the kernel, not on the program.
std::vector<std::string_view> ErrorLines(std::string_view text) {
  std::vector<std::string_view> lines = LinesOf(text);
  std::erase_if(lines, [](std::string_view l) { return Contains(l, "note: this machine lacks "); });
  return lines;
}

std::string Line(const Expectation& expected) {
  return "line " + std::to_string(expected.line) + ": ";
}

}  // namespace

Script Parse(std::string_view text) { return Parser(text).Parse(); }

std::vector<std::string> Judge(const Command& command, int exit, std::string_view standard_output,
                               std::string_view standard_error) {
  std::vector<std::string> missed;
  if (exit != command.exit) {
    missed.push_back("exit code " + std::to_string(exit) + ", expected " +
                     std::to_string(command.exit));
  }
  const auto output = LinesOf(standard_output);
  const auto errors = ErrorLines(standard_error);
  auto next = output.begin();
  for (const Expectation& expected : command.expectations) {
    const auto contains = [&](std::string_view line) { return Contains(line, expected.text); };
    const auto miss = [&](std::string_view what) {
      missed.push_back(Line(expected) + std::string(what) + ": " + expected.text);
    };
    switch (expected.rule) {
      case Rule::kContains:
      case Rule::kEquals: {
        const bool whole = expected.rule == Rule::kEquals;
        const auto found = std::find_if(next, output.end(), [&](std::string_view line) {
          return whole ? line == expected.text : contains(line);
        });
        if (found == output.end()) {
          miss(whole ? "no such line in stdout, or not in this order"
                     : "not in stdout, or not in this order");
        } else {
          next = found + 1;
        }
        break;
      }
      case Rule::kContainsNot:
        if (std::ranges::any_of(output, contains)) miss("must not be in stdout");
        break;
      case Rule::kError:
        if (std::ranges::none_of(errors, contains)) miss("not in stderr");
        break;
      case Rule::kOneError:
        if (errors.size() != 1 || !contains(errors[0])) miss("stderr is not one line with this");
        break;
      case Rule::kNoError:
        if (!errors.empty()) miss("stderr is not empty");
        break;
    }
  }
  return missed;
}

}  // namespace avouch::script

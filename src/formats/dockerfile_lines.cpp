#include "formats/dockerfile_lines.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

std::string Upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

// "# key=value" at the top of the file, before anything else.
bool Directive(std::string_view line, DockerfileLines& out) {
  line = Trim(line);
  if (!line.starts_with('#')) return false;
  line = Trim(line.substr(1));
  const std::size_t equals = line.find('=');
  if (equals == line.npos) return false;
  const std::string key = Lower(Trim(line.substr(0, equals)));
  const std::string_view value = Trim(line.substr(equals + 1));
  if (key == "syntax") return out.syntax = value, true;
  if (key == "escape") return out.backtick = value == "`", true;
  return key == "check";
}

// "<<EOF", "<<-'EOF'": the name, and whether tabs in front of the end count.
std::optional<std::pair<std::string, bool>> HeredocMark(const DockerWord& word) {
  std::string_view text = word.text;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  if (!text.starts_with("<<")) return std::nullopt;
  text.remove_prefix(2);
  const bool tabs = text.starts_with('-');
  if (tabs) text.remove_prefix(1);
  if (text.empty() || text.find('<') != text.npos) return std::nullopt;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  if (!std::ranges::all_of(text, is_word)) return std::nullopt;
  return std::pair(std::string(text), tabs);
}

class Reader {
 public:
  Reader(const Path& path, std::string_view text) : path_(path), lines_(Lines(text)) {}

  Result<DockerfileLines> Read() {
    for (; at_ < lines_.size() && Directive(lines_[at_], out_); ++at_)
      if (out_.syntax_line == 0 && !out_.syntax.empty())
        out_.syntax_line = static_cast<int>(at_) + 1;
    escape_ = out_.backtick ? '`' : '\\';
    while (at_ < lines_.size()) {
      const std::string_view line = Trim(lines_[at_]);
      if (line.empty() || line.front() == '#') {
        ++at_;
        continue;
      }
      AVOUCH_CHECK_OK(One());
    }
    return std::move(out_);
  }

 private:
  // Whether the line goes on: it ends in one escape character, blanks aside.
  bool GoesOn(std::string_view& line) const {
    std::string_view trimmed = line;
    while (trimmed.ends_with(' ') || trimmed.ends_with('\t')) trimmed.remove_suffix(1);
    if (!trimmed.ends_with(escape_)) return false;
    trimmed.remove_suffix(1);
    if (trimmed.ends_with(escape_)) return false;
    line = trimmed;
    return true;
  }

  Status One() {
    Instruction instruction;
    instruction.line = static_cast<int>(at_) + 1;
    std::string_view line = lines_[at_++];
    while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
    bool open = GoesOn(line);
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    instruction.keyword = Upper(line.substr(0, end));
    instruction.text = line.substr(end);
    while (open && at_ < lines_.size()) {
      line = lines_[at_++];
      const std::string_view trimmed = Trim(line);
      instruction.text += "\\\n";
      if (trimmed.empty() || trimmed.front() == '#') continue;
      open = GoesOn(line);
      instruction.text += line;
    }
    const std::string& keyword = instruction.keyword;
    if (keyword == "RUN" || keyword == "COPY" || keyword == "ADD")
      AVOUCH_CHECK_OK(Heredocs(instruction));
    out_.instructions.push_back(std::move(instruction));
    return {};
  }

  Status Heredocs(Instruction& instruction) {
    if (instruction.text.find("<<") == std::string::npos) return {};
    for (const auto& word : DockerWords(instruction.text, instruction.line)) {
      const auto mark = HeredocMark(word);
      if (!mark || instruction.heredocs.size() == kMaxHeredocs) continue;
      Heredoc heredoc;
      heredoc.name = mark->first;
      heredoc.line = static_cast<int>(at_) + 1;
      for (bool ended = false; !ended;) {
        if (at_ == lines_.size())
          return FailAt(path_, instruction.line, "heredoc '" + heredoc.name + "' has no end");
        std::string_view line = lines_[at_++];
        while (mark->second && line.starts_with('\t')) line.remove_prefix(1);
        ended = line == heredoc.name;
        if (!ended) heredoc.body.append(line).append("\n");
      }
      instruction.heredocs.push_back(std::move(heredoc));
    }
    return {};
  }

  const Path& path_;
  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  char escape_ = '\\';
  DockerfileLines out_;
};

}  // namespace

Result<DockerfileLines> ReadDockerfileLines(const Path& path, std::string_view text) {
  return Reader(path, text).Read();
}

std::vector<DockerWord> DockerWords(std::string_view text, int line) {
  std::vector<DockerWord> words;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
      ++line;
      continue;
    }
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (c == '\n') ++line;
    if (quote == 0 && blank) {
      in_word = false;
      continue;
    }
    if (!in_word) words.push_back({"", line, false});
    in_word = true;
    DockerWord& word = words.back();
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
      word.quoted = true;
    } else if (c == quote) {
      quote = 0;
    } else if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      // A backslash before a dollar stays: it tells that this is no variable.
      if (text[i + 1] == '$') word.text += c;
      word.text += text[++i];
    } else {
      word.text += c;
    }
  }
  return words;
}

}  // namespace avouch::formats

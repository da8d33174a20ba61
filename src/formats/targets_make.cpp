#include <algorithm>
#include <map>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/targets.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxTargets = 5'000;
constexpr std::size_t kMaxAlternatives = 3;  // Values of one variable, by condition
constexpr std::size_t kMaxLine = 8'192;      // Of a command, variables filled in
constexpr std::size_t kMaxText = 4 << 20;    // Of all commands of one file, the same
constexpr int kMaxNesting = 12;              // Variables in variables
constexpr std::size_t kMaxWork = 200'000;    // Variables filled in
constexpr std::size_t kMaxVariablesKept = 2'000;

bool IsConditional(std::string_view line) {
  for (std::string_view word : {"ifeq", "ifneq", "ifdef", "ifndef", "else", "endif"})
    if (line == word ||
        (line.starts_with(word) && (line[word.size()] == ' ' || line[word.size()] == '(')))
      return true;
  return false;
}

class Make {
 public:
  Make(std::string_view text, const std::string& folder, const std::vector<std::string>& given)
      : lines_(Lines(text)), folder_(folder) {
    for (const auto& one : given)
      if (const std::size_t equals = one.find('='); equals != one.npos)
        given_[one.substr(0, equals)] = one.substr(equals + 1);
  }

  Targets Read() {
    Variables();
    at_ = 0;
    while (at_ < lines_.size()) Line();
    if (const auto goal = values_.find(".DEFAULT_GOAL"); goal != values_.end())
      out_.first = Expand(goal->second.front(), 0, 0, "");
    if (values_.contains(".RECIPEPREFIX") || work_ > kMaxWork)
      for (auto& target : out_.all) target.unread = true;
    return std::move(out_);
  }

 private:
  // A line and those that it goes on in.
  std::string Whole() {
    std::string out(lines_[at_++]);
    while (out.ends_with('\\') && at_ < lines_.size()) {
      out.back() = ' ';
      out += lines_[at_++];
    }
    return out;
  }

  static std::string_view Uncommented(std::string_view line) {
    const std::size_t hash = line.find('#');
    return hash == line.npos || (hash > 0 && line[hash - 1] == '\\') ? line : line.substr(0, hash);
  }

  // "NAME := value": name and value, or nothing.
  static bool IsAssignment(std::string_view line, std::string& name, std::string& value) {
    for (std::string_view word : {"export ", "override ", "unexport ", "private "})
      while (Trim(line).starts_with(word)) line = Trim(line).substr(word.size());
    const std::size_t equals = line.find('=');
    if (equals == line.npos || equals == 0) return false;
    std::string_view before = line.substr(0, equals);
    while (!before.empty() && std::string_view(":?+!").contains(before.back()))
      before.remove_suffix(1);
    before = Trim(before);
    if (before.empty() || before.find_first_of(": \t$(") != before.npos) {
      // "target: NAME = value" is of that target; here it is one more value.
      const std::size_t colon = before.rfind(':');
      if (colon == before.npos) return false;
      before = Trim(before.substr(colon + 1));
      if (before.empty() || before.find_first_of(" \t$(/.") != before.npos) return false;
    }
    name = before;
    value = Trim(line.substr(equals + 1));
    return true;
  }

  void Set(const std::string& name, std::string value) {
    if (given_.contains(name)) return;
    if (values_.size() >= kMaxVariablesKept && !values_.contains(name)) return;
    auto& all = values_[name];
    if (std::ranges::find(all, value) == all.end() && all.size() < kMaxAlternatives)
      all.push_back(std::move(value));
  }

  void Variables() {
    for (const auto& [name, value] : given_) values_[name] = {value};
    while (at_ < lines_.size()) {
      if (lines_[at_].starts_with('\t')) {
        ++at_;
        continue;
      }
      std::string_view first = Trim(lines_[at_]);
      if (first.starts_with("define ")) {
        std::string name(Trim(first.substr(7).substr(0, first.substr(7).find('='))));
        std::string body;
        for (++at_; at_ < lines_.size() && Trim(lines_[at_]) != "endef"; ++at_)
          body.append(lines_[at_]).append("\n");
        ++at_;
        Set(name, std::move(body));
        continue;
      }
      const std::string whole = Whole();
      std::string name, value;
      if (IsAssignment(Uncommented(whole), name, value)) Set(name, std::move(value));
    }
  }

  void Line() {
    const int number = static_cast<int>(at_) + 1;
    if (lines_[at_].starts_with('\t')) return Recipe(number);
    if (Trim(lines_[at_]).starts_with("define ")) {
      while (at_ < lines_.size() && Trim(lines_[at_]) != "endef") ++at_;
      ++at_;
      return;
    }
    const std::string whole = Whole();
    const std::string_view line = Trim(Uncommented(whole));
    if (line.empty() || IsConditional(line)) return;
    for (std::string_view word : {"include ", "-include ", "sinclude "})
      if (line.starts_with(word)) return Include(line.substr(word.size()));
    std::string name, value;
    if (IsAssignment(line, name, value)) return;
    Rule(line, number);
  }

  void Include(std::string_view what) {
    const std::string files = Expand(what, 0, 0, "");
    for (auto file : Words(files)) {
      if (file.find_first_of("$*") != file.npos)
        out_.partial = true;
      else
        out_.includes.emplace_back(file);
    }
  }

  void Rule(std::string_view line, int number) {
    const std::string text = Expand(line, 0, 0, "");
    // Not the colon of "C:\x" or of "${X:a=b}", as far as names show.
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) {
      open_.clear();
      // "$(eval ...)", "$(call rules,...)": rules that are made when make runs.
      out_.partial |= line.find('$') != line.npos;
      return;
    }
    std::string_view names = std::string_view(text).substr(0, colon);
    std::string_view rest = std::string_view(text).substr(colon + 1);
    if (rest.starts_with(':')) rest.remove_prefix(1);
    const std::size_t semicolon = rest.find(';');
    const std::string_view needs = rest.substr(0, semicolon);
    open_.clear();
    for (auto name : Words(names)) {
      if (out_.all.size() >= kMaxTargets) break;
      Target target;
      target.name = name;
      for (auto need : Words(needs))
        if (need != "|") target.needs.emplace_back(need);
      open_.push_back(out_.all.size());
      out_.all.push_back(std::move(target));
    }
    if (semicolon != rest.npos) Commands(rest.substr(semicolon + 1), number);
  }

  void Recipe(int number) {
    std::string text(lines_[at_++].substr(1));
    while (text.ends_with('\\') && at_ < lines_.size()) {
      std::string_view next = lines_[at_++];
      if (next.starts_with('\t')) next.remove_prefix(1);
      text.append("\n").append(next);
    }
    Commands(text, number);
  }

  void Commands(std::string_view text, int number) {
    bool ignored = false;
    while (!text.empty() && std::string_view("@+- \t").contains(text.front())) {
      ignored |= text.front() == '-';
      text.remove_prefix(1);
    }
    for (const std::size_t index : open_) {
      Target& target = out_.all[index];
      std::vector<std::string> seen;
      for (std::size_t k = 0; k < kMaxAlternatives; ++k) {
        std::string one = Expand(text, k, 0, target.name);
        if (std::ranges::find(seen, one) != seen.end()) break;
        spent_ += one.size();
        if (spent_ > kMaxText) {
          target.unread = true;
          return;
        }
        std::string folder = folder_;
        for (auto& command : SplitShell(one, number, &folder)) {
          command.tolerated |= ignored;
          if (command.failing == Failing::kByShell) command.failing = Failing::kLost;
          target.commands.push_back(std::move(command));
        }
        seen.push_back(std::move(one));
      }
    }
  }

  // ---- Variables ----

  static std::size_t Close(std::string_view text, std::size_t at) {
    const char open = text[at], close = open == '(' ? ')' : '}';
    int depth = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
      if (text[i] == open) ++depth;
      if (text[i] == close && --depth == 0) return i;
    }
    return text.npos;
  }

  // `k`: which of several values.
  std::string Expand(std::string_view text, std::size_t k, int depth, std::string_view target) {
    std::string out;
    if (++work_ > kMaxWork) return "${x}";
    for (std::size_t at = 0; at < text.size() && out.size() < kMaxLine; ++at) {
      if (text[at] != '$' || at + 1 == text.size()) {
        out += text[at];
        continue;
      }
      const char next = text[++at];
      if (next == '$') {
        out += '$';
      } else if (next == '@') {
        out += target;
      } else if (next == '(' || next == '{') {
        const std::size_t end = Close(text, at);
        if (end == text.npos || depth > kMaxNesting) {
          out += "${x}";
          break;
        }
        out += Value(text.substr(at + 1, end - at - 1), k, depth, target);
        at = end;
      } else {
        out += std::string_view("<^?*+|%").contains(next) ? std::string("_")
                                                          : Value({&text[at], 1}, k, depth, target);
      }
    }
    return out;
  }

  std::string Value(std::string_view inside, std::size_t k, int depth, std::string_view target) {
    const std::size_t blank = inside.find_first_of(" \t");
    const std::string_view word = inside.substr(0, blank);
    if (blank != inside.npos) {
      const std::string_view rest = Trim(inside.substr(blank));
      if (word == "shell") return "$(" + Expand(rest, k, depth + 1, target) + ")";
      const auto parts = Parted(rest);
      if (word == "call") return Called(parts, k, depth, target);
      if (word == "if" && parts.size() > 1)
        return Expand(parts[k > 0 && parts.size() > 2 ? 2 : 1], k, depth + 1, target);
      if (word == "or" || word == "strip" || word == "firstword")
        return Expand(parts[std::min(k, parts.size() - 1)], k, depth + 1, target);
      return "${x}";
    }
    if (word == "MAKE") return "make";
    if (word == "@") return std::string(target);
    if (word == "CURDIR" || word == "PWD") return ".";
    std::string_view name = word.substr(0, word.find(':'));  // "$(X:.c=.o)"
    const auto found = values_.find(name);
    if (found == values_.end() || found->second.empty())
      return "${" + std::string(name.empty() ? "x" : name) + "}";
    return Expand(found->second[std::min(k, found->second.size() - 1)], k, depth + 1, target);
  }

  // At the commas that are in no brackets.
  static std::vector<std::string_view> Parted(std::string_view text) {
    std::vector<std::string_view> out;
    int depth = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i == text.size() || (text[i] == ',' && depth == 0)) {
        out.push_back(text.substr(from, i - from));
        from = i + 1;
      } else if (text[i] == '(' || text[i] == '{') {
        ++depth;
      } else if (text[i] == ')' || text[i] == '}') {
        --depth;
      }
    }
    return out;
  }

  std::string Called(const std::vector<std::string_view>& parts, std::size_t k, int depth,
                     std::string_view target) {
    const auto found = values_.find(Trim(parts[0]));
    if (found == values_.end() || found->second.empty()) return "${x}";
    std::string body = found->second[std::min(k, found->second.size() - 1)];
    if (body.size() > kMaxLine) return "${x}";
    for (std::size_t i = 1; i < parts.size() && i < 10; ++i)
      body = ReplaceAll(body, "$(" + std::to_string(i) + ")", std::string(Trim(parts[i])));
    return Expand(body, k, depth + 1, target);
  }

  std::vector<std::string_view> lines_;
  const std::string& folder_;
  std::map<std::string, std::string, std::less<>> given_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::size_t at_ = 0, spent_ = 0, work_ = 0;
  std::vector<std::size_t> open_;  // Targets that recipe lines belong to
  Targets out_;
};

}  // namespace

Targets ReadMakeTargets(std::string_view text, const std::string& folder,
                        const std::vector<std::string>& given) {
  return Make(text, folder, given).Read();
}

}  // namespace avouch::formats

#include "formats/go_mod.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

// The words of a line, without its comment; quoted words lose their quotes.
// Nothing when a quote does not close.
std::optional<std::vector<std::string>> WordsOf(std::string_view line, std::string_view& comment) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (c == ' ' || c == '\t' || c == '\r') {
      ++at;
    } else if (line.substr(at).starts_with("//")) {
      comment = Trim(line.substr(at + 2));
      break;
    } else if (c == '"' || c == '`') {
      const std::size_t end = line.find(c, at + 1);
      if (end == line.npos) return std::nullopt;
      words.emplace_back(line.substr(at + 1, end - at - 1));
      at = end + 1;
    } else {
      std::size_t end = at;
      while (end < line.size() && line[end] != ' ' && line[end] != '\t' && line[end] != '\r' &&
             !line.substr(end).starts_with("//"))
        ++end;
      // "(" at the end opens a block even when it touches the directive.
      if (end - at > 1 && line[end - 1] == '(') --end;
      words.emplace_back(line.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

class Reader {
 public:
  explicit Reader(const Path& path) : path_(path) {
    manifest_.ecosystem = model::Ecosystem::kGo;
    manifest_.format = path.name() == "go.work" ? "go-work" : "go-mod";
    manifest_.path = path;
  }

  Result<GoModule> Read(BytesView bytes) {
    for (const std::string_view line : Lines(WithoutBom(bytes))) {
      ++line_;
      AVOUCH_CHECK_OK(Line(line));
    }
    if (!block_.empty()) return FailAt(path_, block_line_, "a block '" + block_ + " (' has no end");
    Replace();
    if (retracted_ > 0) notes_.Add(Count("version", retracted_) + " retracted");
    if (excluded_ > 0) notes_.Add(Count("version", excluded_) + " of others excluded");
    manifest_.notes = notes_.Take();
    out_.manifest = std::move(manifest_);
    return std::move(out_);
  }

 private:
  Status Line(std::string_view line) {
    std::string_view comment;
    auto words = WordsOf(line, comment);
    if (!words) return FailAt(path_, line_, "a quoted word has no end");
    if (words->empty()) return {};
    if (!block_.empty()) {
      if (words->front() == ")") return block_.clear(), Status{};
      words->insert(words->begin(), block_);
    } else if (words->size() == 2 && words->back() == "(") {
      block_ = words->front();
      block_line_ = line_;
      return {};
    }
    return Directive(*words, comment);
  }

  Status Directive(const std::vector<std::string>& words, std::string_view comment) {
    const std::string& verb = words.front();
    const std::size_t count = words.size() - 1;
    const auto needs = [&](std::size_t least) { return count >= least; };
    if (verb == "module" && needs(1)) return manifest_.name = words[1], Status{};
    if (verb == "go" && needs(1)) return manifest_.tools.push_back("go " + words[1]), Status{};
    if (verb == "toolchain" && needs(1))
      return manifest_.tools.push_back("toolchain " + words[1]), Status{};
    if (verb == "require" && count == 2) return Require(words[1], words[2], comment), Status{};
    if (verb == "replace") return ReplaceLine(words);
    if (verb == "exclude" && count == 2) return ++excluded_, Status{};
    if (verb == "retract" && needs(1)) return ++retracted_, Status{};
    if (verb == "use" && needs(1)) return manifest_.workspaces.push_back(words[1]), Status{};
    if (verb == "tool" && needs(1)) return out_.tools.push_back(words[1]), Status{};
    if (verb == "tool" || verb == "godebug" || verb == "ignore") return {};
    return FailAt(path_, line_,
                  "not a directive of " + std::string(path_.name()) + ": '" +
                      Printable(verb.substr(0, 60)) + "'");
  }

  void Require(const std::string& name, const std::string& version, std::string_view comment) {
    model::Requirement requirement;
    requirement.name = name;
    requirement.range = version;
    requirement.exact = true;
    requirement.indirect = comment == "indirect" || comment.starts_with("indirect;");
    requirement.place = {path_, line_};
    manifest_.requirements.push_back(std::move(requirement));
    out_.modules.push_back(name);
    out_.versions.push_back(version);
  }

  // replace old [version] => new [version]
  Status ReplaceLine(const std::vector<std::string>& words) {
    std::size_t arrow = 0;
    for (std::size_t i = 1; i < words.size(); ++i)
      if (words[i] == "=>") arrow = i;
    const std::size_t right = words.size() - arrow - 1;
    if ((arrow != 2 && arrow != 3) || (right != 1 && right != 2))
      return FailAt(path_, line_, "'replace' wants: module [version] => target [version]");
    replaced_[words[1]].push_back(out_.replacements.size());
    out_.replacements.push_back({words[1], arrow == 3 ? words[2] : "", words[arrow + 1],
                                 right == 2 ? words[arrow + 2] : "", line_});
    return {};
  }

  void Replace() {
    for (auto& requirement : manifest_.requirements) {
      const auto found = replaced_.find(requirement.name);
      if (found == replaced_.end()) continue;
      const GoReplacement* best = nullptr;  // One for this version beats one for all.
      for (const std::size_t at : found->second) {
        const GoReplacement& one = out_.replacements[at];
        if (one.version == requirement.range || (one.version.empty() && best == nullptr))
          best = &one;
      }
      if (best == nullptr) continue;
      notes_.Add(static_cast<std::uint32_t>(best->line),
                 requirement.name + " is replaced by " + best->to +
                     (best->to_version.empty() ? "" : " " + best->to_version));
      if (best->IsFolder()) {
        requirement.source = model::SourceKind::kPath;
      } else {
        requirement.name = best->to;
        requirement.range = best->to_version;
      }
    }
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  GoModule out_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> replaced_;  // In out_.replacements
  std::string block_;
  int block_line_ = 0, line_ = 0;
  long long retracted_ = 0, excluded_ = 0;
};

}  // namespace

bool IsGoMod(const Path& path) { return path.name() == "go.mod" || path.name() == "go.work"; }

bool GoReplacement::IsFolder() const {
  return to == "." || to == ".." || to.starts_with("./") || to.starts_with("../") ||
         to.starts_with('/') || (to.size() > 1 && to[1] == ':');
}

Result<GoModule> ReadGoModule(const Path& path, BytesView bytes) {
  if (!IsUtf8(bytes)) return FailAt(path, 1, "not UTF-8");
  return Reader(path).Read(bytes);
}

Result<model::Manifest> ReadGoMod(const Path& path, BytesView bytes) {
  AVOUCH_TRY(GoModule module, ReadGoModule(path, bytes));
  return std::move(module.manifest);
}

}  // namespace avouch::formats

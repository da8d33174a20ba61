#include "formats/nim.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "formats/gemfile_parts.h"
#include "formats/literal_text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// ---- nimble.lock ----

void Packages(const Node& list, std::string_view task, model::Manifest& manifest, Needs& needs,
              Notes& notes) {
  // Of each task only its own packages know one another, and those of all tasks.
  const std::string prefix = std::string(task) + "\n";
  for (const auto& [name, place, package] : list.entries()) {
    model::Component component;
    component.name = name;
    component.version = package["version"].text();
    component.place = PlaceOf(manifest.path, place.line);
    const std::string revision = ScalarText(package["vcsRevision"]);
    component.origin = WithoutSecrets(package["url"].text());
    component.source = IsCommitId(revision) ? SourceKind::kGit : SourceKind::kUrl;
    if (!revision.empty()) component.origin += "#" + revision;
    AddDigest("nimble-sha1", package["checksums"]["sha1"].text(), component);
    if (component.version.empty()) {
      notes.Add(place.line, Printable(name) + " has no version");
      continue;
    }
    component.development = !task.empty();
    component.detail.group = task.empty()     ? (name == "nim" ? "sdk" : "")
                             : task == "test" ? "test"
                                              : "dev";
    const std::size_t index = manifest.components.size();
    needs.Offer(prefix + component.name, index);
    for (const Node& need : package["dependencies"].items()) {
      needs.Ask(index, prefix + ScalarText(need));
      if (!task.empty()) needs.Ask(index, "\n" + ScalarText(need));
    }
    manifest.components.push_back(std::move(component));
  }
}

Result<model::Manifest> ReadLock(const Path& path, const Node& root) {
  if (!root["packages"].is_map()) return FailAt(path, 1, "no 'packages'");
  model::Manifest manifest = NewManifest(model::Ecosystem::kNim, "nimble-lock", path, true);
  Notes notes;
  Needs needs;
  const auto version = root["version"].integer().value_or(1);
  if (version < 1 || version > 2)
    notes.Add(root["version"].line(), "version " + std::to_string(version) + " is not known");
  Packages(root["packages"], {}, manifest, needs, notes);
  for (const auto& [task, place, list] : root["tasks"].entries())
    Packages(list, task, manifest, needs, notes);
  needs.Fill(manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

// ---- *.nimble ----

class Reader {
 public:
  Reader(const Path& path, std::string_view text)
      : text_(path, text), manifest_(NewManifest(model::Ecosystem::kNim, "nimble", path, false)) {
    const std::string_view name = path.name();
    manifest_.name = name.substr(0, name.rfind('.'));
  }

  Result<model::Manifest> Read() {
    while (!text_.done()) {
      const int indent = Indent();
      if (text_.Take("#[")) {
        text_.SkipBehind("]#");
        continue;
      }
      AVOUCH_CHECK_OK(Line(indent));
    }
    AVOUCH_CHECK_OK(computed_.Judge(text_.path(), manifest_, notes_));
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  int Indent() {
    int indent = 0;
    while (text_.Peek() == ' ' || text_.Peek() == '\t') text_.Advance(), ++indent;
    return indent;
  }

  // One statement, and what it opens.
  Status Line(int indent) {
    const int line = text_.line();
    const std::string word = Lower(text_.Until(" \t\r\n\"(=:@#,[&."));
    if (indent == 0 && !word.empty()) block_.clear();
    if (word == "requires" || word == "taskrequires") return Requires(word, indent, line);
    if (word == "foreigndep")
      notes_.Add(static_cast<std::uint32_t>(line), "a package of the system is asked for");
    if (word == "include") computed_.See(line);  // What it asks for is in another script
    if (indent == 0 && (word == "when" || word == "if" || word == "feature" || word == "task" ||
                        word == "before" || word == "after" || word == "proc"))
      block_ = word;
    const bool condition = word == "when" || word == "if" || word == "elif" || word == "else";
    if (condition && indent < kMaxIndent && OnOneLine()) return Line(indent + 1);
    while (text_.Peek() == ' ' || text_.Peek() == '\t') text_.Advance();
    if (indent == 0 && (text_.Take("=") || text_.Take(":"))) {
      while (text_.Peek() == ' ' || text_.Peek() == '\t') text_.Advance();
      if (text_.Peek() == '"' && !text_.Next("\"\"\"")) {
        AVOUCH_TRY(const std::string value, text_.Quoted('"'));
        if (word == "version") manifest_.version = value;
        if (word == "license") manifest_.licences = {value};
        if (word == "name") manifest_.name = value;
      }
    }
    return Rest();
  }

  // Of "when x: statement", goes to the statement; false where lines below hold what it opens.
  bool OnOneLine() {
    int open = 0;
    while (!text_.done() && text_.Peek() != '\n' && text_.Peek() != '#') {
      const char c = text_.Peek();
      if (c == '"') {
        if (!text_.Quoted('"')) return false;
        continue;
      }
      open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      text_.Advance();
      if (c != ':' || open > 0) continue;
      while (text_.Peek() == ' ' || text_.Peek() == '\t' || text_.Peek() == '\r') text_.Advance();
      return !text_.done() && text_.Peek() != '\n' && text_.Peek() != '#';
    }
    return false;
  }

  // The line's rest, past texts and comments.
  Status Rest() {
    while (!text_.done() && text_.Peek() != '\n') {
      if (text_.Take("\"\"\"")) {
        text_.SkipBehind("\"\"\"");
      } else if (text_.Peek() == '"') {
        if (auto skipped = text_.Quoted('"'); !skipped) return std::unexpected(skipped.error());
      } else if (text_.Take("#[")) {
        text_.SkipBehind("]#");
      } else if (text_.Peek() == '#') {
        text_.SkipLine();
      } else {
        text_.Advance();
      }
    }
    if (!text_.done()) text_.Advance();
    return {};
  }

  // requires "a", "b >= 1"; requires(...); requires @[...]; requires: and lines below it.
  Status Requires(std::string_view word, int indent, int line) {
    std::string task;
    bool first = word == "taskrequires", comma = true, any = false;
    int open = 0;
    while (!text_.done()) {
      const char c = text_.Peek();
      if (c == '"') {
        const int at = text_.line();
        AVOUCH_TRY(const std::string text, text_.Quoted('"'));
        comma = false, any = true;
        if (first)
          task = text, first = false;
        else
          Require(text, task, indent, at);
      } else if (c == '#') {
        text_.SkipLine();
      } else if (c == '\n' && open == 0 && !comma) {
        break;
      } else if (c == '(' || c == '[') {
        ++open, text_.Advance();
      } else if (c == ')' || c == ']') {
        --open, text_.Advance();
        if (open <= 0) break;
      } else if (c == ',' || c == ':') {
        comma = true, text_.Advance();
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '@') {
        text_.Advance();
      } else {
        computed_.See(line);  // A name, or texts put together
        return Rest();
      }
    }
    if (!any) computed_.See(line);
    return Rest();
  }

  // "name >= 1.0 & < 2.0", "name#commit", "https://h/name@#v1".
  void Require(std::string_view text, std::string_view task, int indent, int line) {
    // The old form has several in one text.
    for (const std::string_view part : Split(text, ',')) One(Trim(part), task, indent, line);
  }

  void One(std::string_view text, std::string_view task, int indent, int line) {
    model::Requirement requirement;
    const bool url = text.find("://") != text.npos;
    const std::size_t end = text.find_first_of(url ? " \t#" : " \t#<>=~^@[");
    std::string_view name = text.substr(0, end);
    while (name.ends_with('@')) name.remove_suffix(1);
    requirement.range = end == text.npos ? std::string() : std::string(Trim(text.substr(end)));
    if (requirement.range == "any" || requirement.range == "any version") requirement.range.clear();
    if (name.empty()) return;
    if (name == "nim" || name == "Nim" || name == "nimrod") {
      manifest_.tools.push_back(requirement.range.empty() ? "nim" : "nim " + requirement.range);
      return;
    }
    requirement.name = name;
    if (name.starts_with("file://")) {
      requirement.source = SourceKind::kPath;
      requirement.name = name.substr(7);
    } else if (url) {
      requirement.source = SourceKind::kGit;
      requirement.name = HostAndPath(name);
      requirement.name = requirement.name.substr(requirement.name.rfind('/') + 1);
    }
    requirement.exact = requirement.range.starts_with("==") ||
                        (requirement.range.starts_with('#') &&
                         IsCommitId(std::string_view(requirement.range).substr(1)));
    if (!task.empty()) {
      requirement.group = task == "test" ? "test" : "dev";
      requirement.development = true;
    } else if (block_ == "feature") {
      requirement.group = "optional";
    } else if (indent > 0) {
      requirement.condition = block_.empty() ? "in a block" : "in a block '" + block_ + "'";
    }
    requirement.place = {text_.path(), line};
    manifest_.requirements.push_back(std::move(requirement));
  }

  // Spaces and conditions before a statement; further in, none is looked for behind a condition.
  static constexpr int kMaxIndent = 100;

  LiteralText text_;
  model::Manifest manifest_;
  Notes notes_;
  ComputedRequirements computed_;
  std::string block_;  // The word that opens the block that lines stand in
};

}  // namespace

bool IsNim(const Path& path) {
  const std::string_view name = path.name();
  return name == "nimble.lock" || (name.size() > 7 && name.ends_with(".nimble"));
}

Result<model::Manifest> ReadNim(const Path& path, BytesView bytes) {
  if (path.name() == "nimble.lock") {
    AVOUCH_TRY(const Node root, ReadJson(path, bytes));
    return ReadLock(path, root);
  }
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path, text).Read();
}

}  // namespace avouch::formats

#include "formats/mix_exs.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/erlang_terms.h"
#include "formats/gemfile_parts.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

// "only: :test", "only: [:dev, :test]".
std::vector<std::string> Names(const Term& term) {
  if (term.is_name()) return {term.text};
  std::vector<std::string> out;
  for (const Term& item : term.items)
    if (item.is_name()) out.push_back(item.text);
  return out;
}

class Reader {
 public:
  explicit Reader(const Path& path)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kHex, "mix", path, false)) {}

  Result<model::Manifest> Read(std::string_view text) {
    int number = 0;
    std::size_t start = 0;
    for (const std::string_view raw : Lines(text)) {
      ++number;
      start = static_cast<std::size_t>(raw.data() - text.data());
      if (start < read_to_) continue;  // Inside of a list that was read.
      AVOUCH_CHECK_OK(Line(text, raw, start, number));
    }
    if (named_ && !found_) computed_.See(named_line_);
    AVOUCH_CHECK_OK(computed_.Judge(path_, manifest_, notes_));
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  Status Line(std::string_view text, std::string_view raw, std::size_t start, int number) {
    const std::string_view line = Trim(raw);
    if (line.starts_with('#')) return {};
    Attribute(line);
    const bool function = line.starts_with("def deps") || line.starts_with("defp deps");
    const bool key = line.starts_with("deps:");
    if (!function && !key) return {};
    const std::string_view behind = Trim(line.substr(line.find("deps") + 4));
    if (key && !behind.substr(1).starts_with(" [") && !behind.substr(1).starts_with("[")) {
      named_ = true, named_line_ = number;
      return {};
    }
    return List(text, start + static_cast<std::size_t>(line.data() - raw.data()), number);
  }

  // The list that begins behind "deps" at `at`.
  Status List(std::string_view text, std::size_t at, int number) {
    std::size_t open = at;
    int line = number;
    const std::size_t last = std::min(text.size(), at + 200);
    while (open < last && text[open] != '[') line += text[open++] == '\n';
    // Between "deps" and its list stands nothing but "do", "do:" and few blanks.
    std::string between = std::string(text.substr(at, open - at));
    for (const char* word : {"defp", "def", "deps", "do", "()", ",", ":"})
      between = ReplaceAll(between, word, "");
    if (open >= last || !Trim(ReplaceAll(between, "\n", "")).empty()) {
      computed_.See(number);
      return {};
    }
    std::size_t end = open;
    auto list = ReadTerm(text, end, line);
    if (!list) {
      list.error().where = ToUtf8(path_.bytes) + ", " + list.error().where;
      return std::unexpected(list.error());
    }
    read_to_ = end;
    found_ = true;
    for (const Term& item : list->items) Dependency(item);
    const std::string_view next = Trim(text.substr(end, 200));
    if (next.starts_with("++") || next.starts_with("|>")) computed_.See(number);
    return {};
  }

  void Attribute(std::string_view line) {
    const auto quoted = [](std::string_view rest) {
      const std::size_t open = rest.find('"');
      if (open == rest.npos || !Trim(rest.substr(0, open)).empty()) return std::string();
      return std::string(rest.substr(open + 1, rest.find('"', open + 1) - open - 1));
    };
    if (line.starts_with("app: :") && manifest_.name.empty())
      manifest_.name = FirstRubyWord(line.substr(6));
    if (line.starts_with("@version ")) manifest_.version = quoted(line.substr(9));
    if (line.starts_with("version:") && manifest_.version.empty())
      manifest_.version = quoted(line.substr(8));
    if (line.starts_with("elixir:")) manifest_.tools.push_back("elixir " + quoted(line.substr(7)));
    if (line.starts_with("apps_path:"))
      manifest_.workspaces.push_back(quoted(line.substr(10)) + "/*");
  }

  // {:name, "~> 1.0", only: :test} or {:name, git: "..."} with or without brackets.
  void Dependency(const Term& item) {
    if (item.kind != Term::Kind::kTuple || item.At(0).kind != Term::Kind::kAtom)
      return computed_.See(item.line);
    model::Requirement requirement;
    requirement.name = item.At(0).text;
    requirement.place = {path_, item.line};
    const Term& range = item.At(1);
    if (range.is_text()) requirement.range = range.text;
    const bool options_first = range.kind == Term::Kind::kList;
    const Term& options = options_first                          ? range
                          : item.At(2).kind == Term::Kind::kList ? item.At(2)
                                                                 : item;
    if (!range.is_text() && !range.is_group())
      notes_.Add(static_cast<std::uint32_t>(item.line),
                 "the version of " + requirement.name + " is computed");
    for (const std::string_view key : {"git", "github"})
      if (options.Named(key).is_text()) requirement.source = SourceKind::kGit;
    if (options.Named("path").is_text()) requirement.source = SourceKind::kPath;
    if (options.Named("in_umbrella").text == "true") requirement.source = SourceKind::kWorkspace;
    if (options.Named("hex").is_name()) requirement.name = options.Named("hex").text;
    const auto only = Names(options.Named("only"));
    requirement.group = Join(only, ",");
    requirement.development = !only.empty() && std::ranges::all_of(only, [](const auto& name) {
      return name == "dev" || name == "test";
    });
    requirement.exact = requirement.range.starts_with("==") || IsFullVersion(requirement.range);
    manifest_.requirements.push_back(std::move(requirement));
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  ComputedRequirements computed_;
  std::size_t read_to_ = 0;
  bool named_ = false, found_ = false;  // "deps: deps()" seen; a list of them read
  int named_line_ = 0;
};

}  // namespace

Result<model::Manifest> ReadMixExs(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

}  // namespace avouch::formats

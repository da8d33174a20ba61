#include "formats/cabal.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

std::size_t IndentOf(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

bool IsName(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

// "a ^>= { 1, 2 }, b:{c, d}" at the commas outside braces.
std::vector<std::string_view> Items(std::string_view list) {
  std::vector<std::string_view> out;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    if (at < list.size() && list[at] == '{') ++depth;
    if (at < list.size() && list[at] == '}') --depth;
    if (at < list.size() && (list[at] != ',' || depth > 0)) continue;
    out.push_back(Trim(list.substr(begin, at - begin)));
    begin = at + 1;
  }
  return out;
}

class Reader {
 public:
  explicit Reader(const Path& path)
      : path_(path),
        project_(path.name() == "cabal.project"),
        manifest_(NewManifest(model::Ecosystem::kHackage, project_ ? "cabal-project" : "cabal",
                              path, false)) {}

  model::Manifest Read(std::string_view text) {
    for (const std::string_view raw : Lines(text)) {
      ++line_;
      const std::string_view line = Trim(raw);
      if (line.empty() || line.starts_with("--")) continue;
      Line(line, IndentOf(raw));
    }
    Repository();
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Line(std::string_view line, std::size_t indent) {
    if (!field_.empty() && indent > field_indent_) return Value(line);
    field_.clear();
    while (!conditions_.empty() && conditions_.back().indent >= indent) conditions_.pop_back();
    const std::size_t colon = line.find(':');
    if (colon != line.npos && IsName(Trim(line.substr(0, colon)))) {
      field_ = Lower(Trim(line.substr(0, colon)));
      field_indent_ = indent;
      return Value(Trim(line.substr(colon + 1)));
    }
    if (line.starts_with("if ") || line.starts_with("if(") || line.starts_with("elif ") ||
        line == "else" || line.starts_with("else ")) {
      conditions_.push_back({indent, std::string(line)});
    } else if (indent == 0) {
      Repository();
      section_ = Lower(line.substr(0, line.find(' ')));
    }
  }

  void Value(std::string_view value) {
    if (value.empty()) return;
    if (project_) return Project(value);
    if (field_ == "build-depends") return Depends(value, false);
    if (field_ == "setup-depends" || field_ == "build-tool-depends") return Depends(value, true);
    if (!section_.empty()) return;
    if (field_ == "name" && manifest_.name.empty()) manifest_.name = value;
    if (field_ == "version" && manifest_.version.empty()) manifest_.version = value;
    if (field_ == "license" && manifest_.licences.empty())
      manifest_.licences = {std::string(value)};
  }

  void Depends(std::string_view list, bool build) {
    for (const auto item : Items(list)) {
      std::string_view name = item.substr(0, item.find_first_of(" \t<>=^{(:"));
      if (!IsName(name)) continue;
      std::string_view range = item.substr(name.size());
      if (range.starts_with(':')) {  // A part of it: "tea:leaf", "tea:{leaf, bag}"
        const std::size_t end =
            range.starts_with(":{") ? range.find('}') : range.find_first_of(" \t<>=^");
        range = end == range.npos ? "" : range.substr(end + (range.starts_with(":{") ? 1 : 0));
      }
      Want(name, Trim(range), build);
    }
  }

  void Want(std::string_view name, std::string_view range, bool build) {
    model::Requirement out;
    out.name = name;
    out.range = range;
    out.exact = range.starts_with("==") && range.find_first_of("*|&") == range.npos;
    out.group = build                      ? "build"
                : section_ == "test-suite" ? "test"
                : section_ == "benchmark"  ? "bench"
                                           : "";
    out.development = section_ == "test-suite" || section_ == "benchmark";
    if (name == manifest_.name) out.source = SourceKind::kWorkspace;
    std::vector<std::string> conditions;
    for (const auto& one : conditions_) conditions.push_back(one.text);
    out.condition = Join(conditions, " ");
    out.place = {path_, line_};
    const std::string key = out.name + '\n' + out.range + '\n' + out.group + '\n' + out.condition;
    if (seen_.insert(key).second) manifest_.requirements.push_back(std::move(out));
  }

  void Project(std::string_view value) {
    if (section_ == "source-repository-package") {
      if (field_ == "location") location_ = value, location_line_ = line_;
      if (field_ == "tag") tag_ = value;
      return;
    }
    if (field_ == "packages" || field_ == "optional-packages") {
      for (const auto item : Items(value))
        for (const auto word : Words(item)) manifest_.workspaces.emplace_back(word);
    } else if (field_ == "extra-packages") {
      Depends(value, false);
    } else if (field_ == "with-compiler") {
      manifest_.tools.emplace_back(value);
    } else if (field_ == "import" || field_ == "constraints") {
      notes_.Add(static_cast<std::uint32_t>(line_), "'" + field_ + "' is not followed");
    }
  }

  // What the section before said, where it was of a repository.
  void Repository() {
    if (!location_.empty()) {
      model::Requirement out;
      out.name = HostAndPath(location_);
      out.range = tag_;
      out.exact = IsCommitId(tag_);
      out.source = SourceKind::kGit;
      out.place = {path_, location_line_};
      manifest_.requirements.push_back(std::move(out));
    }
    location_.clear();
    tag_.clear();
  }

  struct Condition {
    std::size_t indent = 0;
    std::string text;
  };

  const Path& path_;
  bool project_;
  model::Manifest manifest_;
  Notes notes_;
  std::vector<Condition> conditions_;
  std::set<std::string> seen_;
  std::string section_, field_, location_, tag_;
  std::size_t field_indent_ = 0;
  int line_ = 0, location_line_ = 0;
};

}  // namespace

Result<model::Manifest> ReadCabal(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

}  // namespace avouch::formats

#include "formats/conan.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/starlark.h"

namespace avouch::formats {
namespace {

using model::Component;
using syntax::Node;

// name/version@user/channel#rrev:package_id#prev%time
struct Reference {
  std::string_view name, version, user, channel, revision;
};

bool ReadReference(std::string_view text, Reference& out) {
  text = text.substr(0, text.find('%'));
  if (const auto hash = text.find('#'); hash != text.npos) {
    out.revision = text.substr(hash + 1);
    out.revision = out.revision.substr(0, out.revision.find_first_of(":#"));
    text = text.substr(0, hash);
  }
  text = text.substr(0, text.find(':'));
  if (const auto at = text.find('@'); at != text.npos) {
    const std::string_view rest = text.substr(at + 1);
    const auto slash = rest.find('/');
    out.user = rest.substr(0, slash);
    if (slash != rest.npos) out.channel = rest.substr(slash + 1);
    text = text.substr(0, at);
  }
  const auto slash = text.find('/');
  if (slash == text.npos || slash == 0 || slash + 1 == text.size()) return false;
  out.name = text.substr(0, slash);
  out.version = text.substr(slash + 1);
  return true;
}

Component ComponentOf(const Path& path, const Reference& reference, std::uint32_t line) {
  Component one;
  one.name = reference.name;
  one.version = reference.version;
  auto& qualifiers = one.detail.qualifiers;
  if (!reference.channel.empty()) qualifiers.emplace_back("channel", reference.channel);
  if (!reference.revision.empty() && reference.revision != "0")
    qualifiers.emplace_back("rrev", reference.revision);
  if (!reference.user.empty()) qualifiers.emplace_back("user", reference.user);
  one.place = PlaceOf(path, line);
  return one;
}

// ---- Conan 2: flat lists ----

void ReadLists(const Path& path, const Node& root, model::Manifest& manifest) {
  struct Row {
    std::string_view key, group;
  };
  static constexpr Row kRows[] = {{"requires", ""},
                                  {"build_requires", "build"},
                                  {"python_requires", "python-requires"},
                                  {"config_requires", "build"}};
  Notes notes;
  for (const Row& row : kRows)
    for (const Node& item : root[row.key].items()) {
      Reference reference;
      const Node& text = item.is_list() ? item.At(0) : item;  // [reference, options]
      if (!ReadReference(text.text(), reference)) {
        notes.Add(item.line(), "no name/version: " + std::string(text.text()));
        continue;
      }
      Component one = ComponentOf(path, reference, item.line());
      one.detail.group = row.group;
      one.development = !row.group.empty();
      manifest.components.push_back(std::move(one));
    }
  manifest.notes = notes.Take();
}

// ---- Conan 1: a graph ----

class GraphReader {
 public:
  GraphReader(const Path& path, model::Manifest& manifest) : path_(path), manifest_(manifest) {}

  void Read(const Node& nodes) {
    for (const auto& [id, place, node] : nodes.entries()) See(id, place, node);
    for (const auto& [id, place, node] : nodes.entries()) {
      Edges(id, node["requires"], false);
      Edges(id, node["build_requires"], true);
    }
    Finish();
    manifest_.notes = notes_.Take();
  }

 private:
  static constexpr std::uint32_t kOwn = UINT32_MAX;

  void See(std::string_view id, syntax::Place place, const Node& node) {
    const Node& written = node["ref"].is_text() ? node["ref"] : node["pref"];
    Reference reference;
    const bool named = ReadReference(written.text(), reference);
    // What is built here: it has a path, or no name of its own.
    if (node["path"].is_text() || written.is_null()) {
      nodes_.emplace(id, kOwn);
      if (named) manifest_.name = reference.name, manifest_.version = reference.version;
      return;
    }
    if (!named) return notes_.Add(place.line, "no name/version: " + std::string(written.text()));
    const auto [at, fresh] =
        index_.emplace(written.text(), static_cast<std::uint32_t>(manifest_.components.size()));
    if (fresh) manifest_.components.push_back(ComponentOf(path_, reference, place.line));
    nodes_.emplace(id, at->second);
    if (fresh) contexts_.push_back(0);
    contexts_[at->second] |= node["context"].text() == "build" ? 2 : 1;
  }

  // A list of ids, or before 0.4 a map from references to them.
  void Edges(std::string_view id, const Node& list, bool build) {
    const auto from = nodes_.find(std::string(id));
    if (from == nodes_.end()) return;
    for (const Node& one : list.items()) Edge(from->second, one.text(), build);
    for (const auto& [reference, place, one] : list.entries())
      Edge(from->second, one.text(), build);
  }

  void Edge(std::uint32_t from, std::string_view id, bool build) {
    const auto to = nodes_.find(std::string(id));
    if (to == nodes_.end() || to->second == kOwn) return;
    if (needed_.size() < manifest_.components.size()) needed_.resize(manifest_.components.size());
    needed_[to->second] |= build ? 2 : 1;
    if (from == kOwn)
      manifest_.components[to->second].detail.direct = true;
    else
      manifest_.components[from].detail.needs.push_back(to->second);
  }

  // For the build: only there, or asked for by build_requires alone.
  void Finish() {
    needed_.resize(manifest_.components.size());
    for (std::size_t i = 0; i < manifest_.components.size(); ++i) {
      Component& one = manifest_.components[i];
      one.development = contexts_[i] == 2 || needed_[i] == 2;
      if (one.development) one.detail.group = "build";
      auto& needs = one.detail.needs;
      std::ranges::sort(needs);
      needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    }
  }

  const Path& path_;
  model::Manifest& manifest_;
  Notes notes_;
  std::unordered_map<std::string, std::uint32_t> nodes_, index_;
  std::vector<int> contexts_, needed_;  // 1: host, requires; 2: build, build_requires
};

// ---- Recipes ----

void Ask(const Path& path, std::string_view text, std::string_view group, std::uint32_t line,
         Notes& notes, model::Manifest& manifest) {
  Reference reference;
  if (!ReadReference(text, reference))
    return notes.Add(line, "no name/version: " + ToUtf8(text.substr(0, 60)));
  model::Requirement one;
  one.name = reference.name;
  one.range = reference.version;
  const bool range = one.range.starts_with('[') && one.range.ends_with(']');
  if (range) one.range = one.range.substr(1, one.range.size() - 2);
  one.exact = !range && one.range.find_first_of("{}$*") == std::string::npos;
  one.group = group;
  one.development = !group.empty();
  one.place = PlaceOf(path, line);
  manifest.requirements.push_back(std::move(one));
}

std::string_view GroupOf(std::string_view word) {
  if (word == "test_requires") return "test";
  if (word == "python_requires") return "python-requires";
  return word == "requires" ? "" : "build";
}

bool IsRequires(std::string_view word) {
  return word == "requires" || word == "build_requires" || word == "tool_requires" ||
         word == "test_requires" || word == "python_requires";
}

void ReadText(const Path& path, BytesView bytes, model::Manifest& manifest) {
  Notes notes;
  std::string section;
  std::uint32_t number = 0;
  for (const auto written : Lines(WithoutBom(bytes))) {
    ++number;
    std::string_view line = Trim(written);
    // "#" opens a comment at the start or after a space; in a reference it is the revision.
    if (const auto hash = line.find(" #"); hash != line.npos) line = Trim(line.substr(0, hash));
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[') && line.ends_with(']'))
      section = line.substr(1, line.size() - 2);
    else if (IsRequires(section))
      Ask(path, line, GroupOf(section), number, notes, manifest);
  }
  manifest.notes = notes.Take();
}

// Data of a recipe, by names of its own: of those that say so, lists of what it asks for.
void ReadData(const Path& path, const Node& root, model::Manifest& manifest) {
  Notes notes;
  for (const auto& [key, place, list] : root.entries()) {
    const std::string name = Lower(key);
    const bool tools = name.find("build") != name.npos || name.find("tool") != name.npos;
    if (name.find("require") == name.npos) continue;
    const std::string_view group = tools ? "build" : name.find("test") != name.npos ? "test" : "";
    for (const Node& item : list.items())
      Ask(path, ScalarText(item), group, item.line(), notes, manifest);
  }
  manifest.notes = notes.Take();
}

class RecipeReader {
 public:
  RecipeReader(const Path& path, const std::vector<StarlarkToken>& tokens,
               model::Manifest& manifest)
      : path_(path), tokens_(tokens), manifest_(manifest) {}

  void Read() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      if (tokens_[i].kind != StarlarkToken::kName) continue;
      const std::string_view word = tokens_[i].text;
      const bool call = tokens_[i + 1].text == "(" && word.starts_with("self.");
      const bool set = tokens_[i + 1].text == "=" && tokens_[i + 2].text != "=" && Begins(i);
      if (call && IsRequires(word.substr(5)))
        Call(word.substr(5), tokens_[i + 2]);
      else if (set && IsRequires(word))
        List(word, i + 2);
      else if (set)
        Field(word, tokens_[i + 2]);
    }
    manifest_.notes = notes_.Take();
  }

 private:
  bool Begins(std::size_t i) const { return i == 0 || tokens_[i - 1].kind == StarlarkToken::kLine; }

  void Call(std::string_view word, const StarlarkToken& first) {
    if (first.kind == StarlarkToken::kText && !first.computed)
      Ask(path_, first.text, GroupOf(word), first.line, notes_, manifest_);
    else
      notes_.Add(first.line, "what " + std::string(word) + " asks for is computed");
  }

  // requires = "a/1", "b/2"   requires = ["a/1", ("b/2", "override")]
  void List(std::string_view word, std::size_t i) {
    for (; tokens_[i].kind != StarlarkToken::kLine && tokens_[i].kind != StarlarkToken::kEnd; ++i) {
      const auto& token = tokens_[i];
      if (token.kind == StarlarkToken::kText && !token.computed) {
        if (token.text.find('/') != std::string::npos)
          Ask(path_, token.text, GroupOf(word), token.line, notes_, manifest_);
      } else if (token.kind != StarlarkToken::kSign) {
        notes_.Add(token.line, "part of " + std::string(word) + " is computed");
      }
    }
  }

  void Field(std::string_view word, const StarlarkToken& value) {
    if (value.kind != StarlarkToken::kText || value.computed) return;
    if (word == "name" && manifest_.name.empty()) manifest_.name = value.text;
    if (word == "version" && manifest_.version.empty()) manifest_.version = value.text;
    if (word == "license" && manifest_.licences.empty()) manifest_.licences.push_back(value.text);
  }

  const Path& path_;
  const std::vector<StarlarkToken>& tokens_;
  model::Manifest& manifest_;
  Notes notes_;
};

Status ReadLock(const Path& path, BytesView bytes, model::Manifest& manifest) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  const std::string version = ScalarText(root["version"]);
  const Node& nodes = root["graph_lock"]["nodes"];
  if (nodes.is_map()) {
    GraphReader(path, manifest).Read(nodes);
  } else if (version.starts_with("0.5")) {
    ReadLists(path, root, manifest);
  } else if (version.empty()) {
    return FailAt(path, 1, "neither 'version' nor 'graph_lock'");
  } else {
    return Fail(ErrorKind::kUnsupported, "version " + version + " is not known", path.bytes);
  }
  return {};
}

}  // namespace

bool IsConan(const Path& path) {
  const std::string_view name = path.name();
  return name == "conan.lock" || name == "conanfile.txt" || name == "conanfile.py" ||
         name == "conandata.yml";
}

Result<model::Manifest> ReadConan(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kConan;
  manifest.path = path;
  manifest.lock = path.name() == "conan.lock";
  manifest.format = manifest.lock ? "conan-lock" : "conanfile";
  if (manifest.lock) {
    AVOUCH_CHECK_OK(ReadLock(path, bytes, manifest));
  } else if (path.extension() == "yml") {
    AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
    ReadData(path, root, manifest);
  } else if (path.extension() == "py") {
    AVOUCH_TRY(const auto tokens, StarlarkTokens(path, bytes));
    RecipeReader(path, tokens, manifest).Read();
  } else {
    ReadText(path, bytes, manifest);
  }
  return manifest;
}

}  // namespace avouch::formats

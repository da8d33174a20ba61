#include "formats/gradle_script.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/gradle_arguments.h"
#include "formats/gradle_blocks.h"
#include "formats/gradle_catalog.h"
#include "formats/gradle_expression.h"
#include "formats/gradle_tokens.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

bool IsOneOf(std::string_view one, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, one) != list.end();
}

std::string_view Last(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

class ScriptReader {
 public:
  ScriptReader(const std::vector<GradleToken>& tokens, GradleFile& file)
      : tokens_(tokens),
        kotlin_(file.path.extension() == "kts" || file.path.extension() == "kt"),
        file_(file) {}

  void Read() {
    bool begins = true, goes_on = false;  // A statement does, after "," and "("
    std::size_t start = 0;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const GradleToken& token = tokens_[at];
      if (token.kind == GradleToken::kLine) {
        begins = !goes_on;
        continue;
      }
      const bool sign = token.kind == GradleToken::kSign;
      goes_on = sign && (token.text == "," || token.text == "(");
      if (sign && token.text == "{") {
        blocks_.Open(begins ? GradleTokenSpan() : All().subspan(start, at - start));
        begins = true;
      } else if (sign && (token.text == "}" || token.text == ";")) {
        if (token.text == "}") blocks_.Close();
        begins = true;
      } else {
        if (token.kind == GradleToken::kWord) Mention(token.text, at);
        if (begins && !sign) {
          start = at;
          Statement(at);
        }
        begins = false;
      }
    }
    for (const auto one : mentioned_) file_.mentioned.emplace_back(one);
    std::ranges::sort(file_.mentioned);
    file_.notes = notes_.Take();
  }

 private:
  GradleTokenSpan All() const { return tokens_; }
  const GradleToken& Peek(std::size_t at) const {
    static const GradleToken kEnd;
    return at < tokens_.size() ? tokens_[at] : kEnd;
  }
  bool IsSign(std::size_t at, std::string_view sign) const {
    return Peek(at).kind == GradleToken::kSign && Peek(at).text == sign;
  }
  bool IsText(std::size_t at) const { return Peek(at).kind == GradleToken::kText; }

  void Mention(std::string_view word, std::size_t at) {
    if (word.find('.') != word.npos) mentioned_.insert(word);
    if (IsOneOf(Last(word), {"findLibrary", "findBundle", "findPlugin", "getLibrary"}) &&
        IsSign(at + 1, "(") && !(IsText(at + 2) && !Peek(at + 2).computed))
      file_.takes_rows = true;
  }

  void Statement(std::size_t at) {
    while (IsOneOf(Peek(at).text, {"private", "internal", "public", "const", "final", "static"}) &&
           Peek(at + 1).kind == GradleToken::kWord)
      ++at;
    const std::string_view word = Peek(at).text;
    const std::string_view block = blocks_.inner();
    if (block == "dependencies") return Dependency(at);
    if (block == "constraints" && blocks_.above() == "dependencies")
      return Managed(at + 1, Peek(at));
    if (block == "imports" && word == "mavenBom") return Managed(at + 1, Peek(at));
    if (block == "version" || block == "versionCatalogs") return Rich(at);
    if (blocks_.above() == "versionCatalogs") return CatalogRow(block, at);
    if (block == "plugins" && blocks_.above() != "gradlePlugin") return Plugin(at);
    if (Last(word) == "add" && word.ends_with("dependencies.add")) return Dependency(at);
    if (word == "include" && (IsText(at + 1) || IsSign(at + 1, "("))) return Include(at + 1);
    if (word == "includeBuild") return IncludedBuild(at + 1);
    Assignment(at, word, block);
  }

  // ---- Values ----
  void Assignment(std::size_t at, std::string_view word, std::string_view block) {
    const bool of_ext = IsOneOf(block, {"ext", "project.ext", "rootProject.ext", "extra"});
    const bool of_source = file_.kind == GradleFile::kSource;
    if (IsOneOf(word, {"val", "var", "def", "String"})) return Declared(at + 1, of_source);
    if (word == "id" && IsSign(at + 1, "=") && blocks_.Has("gradlePlugin")) {
      std::size_t value = at + 2;
      GradleWritten id = GradleExpression(tokens_, value, kotlin_);
      if (id.known) file_.own_plugins.push_back(std::move(id.text));
      return;
    }
    const bool sets = word == "ext.set" || word == "extra.set" || (of_ext && word == "set");
    if (sets && IsSign(at + 1, "(") && IsText(at + 2) && IsSign(at + 3, ","))
      return Keep(at + 4, std::string(Peek(at + 2).text), true);
    std::string name;
    std::size_t value = 0;
    if (IsSign(at + 1, "=") && !IsSign(at + 2, "=")) {
      name = word;
      value = at + 2;
    } else if (IsSign(at + 1, "[") && IsText(at + 2) && IsSign(at + 3, "]") &&
               IsSign(at + 4, "=")) {
      name = std::string(word) + "." + std::string(Peek(at + 2).text);
      value = at + 5;
    } else {
      return;
    }
    bool shared = of_ext || of_source;
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view lead : {"project.", "rootProject.", "ext.", "extra."}) {
        if (!name.starts_with(lead)) continue;
        shared |= lead.starts_with("ext");
        name.erase(0, lead.size());
        again = true;
      }
    }
    if (shared || blocks_.at_top() || IsOneOf(block, {"allprojects", "subprojects", "buildscript"}))
      Keep(value, std::move(name), shared);
  }

  // val x = "1"   def x = [a: "1"]   val x: String = "1"   val x by extra("1")
  void Declared(std::size_t at, bool shared) {
    if (Peek(at).kind != GradleToken::kWord) return;
    const std::string name = blocks_.object() + std::string(Peek(at).text);
    ++at;
    if (IsSign(at, ":")) at += 2;
    if (Peek(at).text == "by" && Peek(at + 1).text == "extra" && IsSign(at + 2, "("))
      return Keep(at + 3, name, true);
    if (IsSign(at, "=")) Keep(at + 1, name, shared);
  }

  void Keep(std::size_t at, std::string name, bool shared) {
    AddGradleValues(tokens_, at, kotlin_, std::move(name), shared, file_.values);
  }

  // ---- Dependencies ----
  void Dependency(std::size_t at) {
    std::string_view configuration = Peek(at).text;
    const std::uint32_t line = Peek(at).line;
    const bool managed = blocks_.Has("dependencyManagement");
    if (IsText(at) && !IsSign(at + 1, "(")) return;
    if (IsOneOf(configuration, {"constraints", "modules", "components", "if", "for", "else", "val",
                                "def", "var", "exclude", "return", "println", "attributesSchema"}))
      return configuration == "val" || configuration == "def" || configuration == "var"
                 ? Declared(at + 1, false)
                 : void();
    if (Last(configuration) == "add" && IsSign(at + 1, "(") && IsText(at + 2)) {
      configuration = Peek(at + 2).text;
      at += 3;
    } else {
      ++at;
    }
    if (IsSign(at, "{") || IsSign(at, "=") || IsSign(at, ".") ||
        Peek(at).kind == GradleToken::kLine)
      return;
    if (managed) return Managed(at, Peek(at));
    GradleAsk base;
    base.configuration = configuration;
    base.condition = blocks_.condition();
    base.of_build = blocks_.of_build();
    base.of_tests = blocks_.of_tests();
    base.line = line;
    GradleArguments(tokens_, kotlin_, file_, notes_).Read(at, base);
  }

  // Versions for those who ask without one: constraints, Spring's dependencyManagement.
  void Managed(std::size_t at, const GradleToken& start) {
    GradleAsk base;
    base.what = GradleAsk::kManaged;
    base.line = start.line;
    base.platform = Peek(at - 1).text == "mavenBom";
    if (base.platform) base.what = GradleAsk::kCoordinates;
    base.of_build = blocks_.of_build();
    GradleArguments(tokens_, kotlin_, file_, notes_).Read(at, base);
  }

  // version { strictly("1") }, of what was asked for last or of a catalogue's version.
  void Rich(std::size_t at) {
    const std::string_view word = Peek(at).text;
    if (!IsOneOf(word, {"strictly", "require", "prefer"})) return;
    std::size_t value = IsSign(at + 1, "(") ? at + 2 : at + 1;
    const GradleWritten version = GradleExpression(tokens_, value, kotlin_);
    if (!version.known || !blocks_.Has("dependencies") || file_.asks.empty()) return;
    GradleAsk& ask = file_.asks.back();
    if (!ask.version.empty() && word == "prefer") return;
    ask.version = version.text;
    ask.strict = word == "strictly";
  }

  // ---- Plugins ----
  // id 'x' version 'y'   id("x") version "y" apply false   kotlin("jvm") version "y"   alias(x)
  void Plugin(std::size_t at) {
    const std::string_view word = Peek(at).text;
    if (!IsOneOf(word, {"id", "kotlin", "alias"})) return;
    GradleAsk ask;
    ask.what = GradleAsk::kPlugin;
    ask.of_build = true;
    ask.line = Peek(at).line;
    std::size_t i = IsSign(at + 1, "(") ? at + 2 : at + 1;
    const GradleWritten id = GradleExpression(tokens_, i, kotlin_);
    if (!id.known) return notes_.Add(ask.line, "a plugin's name is computed");
    ask.text = (word == "kotlin" ? "org.jetbrains.kotlin." : "") + id.text;
    std::string_view name;
    if (IsGradleName(ask.text, name)) ask.what = GradleAsk::kPluginRow;
    if (IsSign(i, ")")) ++i;
    if (Peek(i).kind == GradleToken::kWord && Last(Peek(i).text) == "version") {
      i += IsSign(i + 1, "(") ? 2 : 1;
      GradleWritten version = GradleExpression(tokens_, i, kotlin_);
      ask.version = version.known ? std::move(version.text) : "${}";
    } else if (word == "id" && id.text.find('.') == id.text.npos) {
      return;  // Gradle's own: "java"
    }
    file_.asks.push_back(std::move(ask));
  }

  // ---- Settings ----
  void Include(std::size_t at) {
    for (std::size_t i = at;
         Peek(i).kind != GradleToken::kLine || IsSign(i - 1, ",") || IsSign(i - 1, "("); ++i) {
      if (i >= tokens_.size() || IsSign(i, "{") || IsSign(i, "}")) return;
      if (!IsText(i) || Peek(i).computed) continue;
      std::string folder = ReplaceAll(Peek(i).text, ":", "/");
      if (folder.starts_with('/')) folder.erase(0, 1);
      if (!folder.empty()) file_.workspaces.push_back(std::move(folder));
    }
  }

  void IncludedBuild(std::size_t at) {
    if (IsSign(at, "(")) ++at;
    if (IsText(at) && blocks_.of_build()) file_.plugin_builds.emplace_back(Peek(at).text);
  }

  // library("alias", "g:a:v")   plugin("alias", "id").version("1")   from(files("x.toml"))
  void CatalogRow(std::string_view name, std::size_t at) {
    const std::string_view word = Peek(at).text;
    if (!IsOneOf(word, {"library", "plugin", "version", "bundle", "from"})) return;
    std::vector<std::string> texts;
    std::string ref, version;
    for (std::size_t i = at + 1; i < tokens_.size(); ++i) {
      if (Peek(i).kind == GradleToken::kLine && !IsSign(i - 1, ",") && !IsSign(i - 1, "(") &&
          !(Peek(i + 1).kind == GradleToken::kWord && Peek(i + 1).text.starts_with('.')))
        break;
      if (IsSign(i, "}") || IsSign(i, "{")) break;
      if (!IsText(i)) continue;
      const std::string_view call = IsSign(i - 1, "(") ? Peek(i - 2).text : "";
      if (call == ".versionRef")
        ref = GradleAlias(Peek(i).text);
      else if (call == ".version")
        version = Peek(i).text;
      else
        texts.emplace_back(Peek(i).text);
    }
    AddCatalogRow(CatalogOf(name), word, texts, ref, version, Peek(at).line);
  }

  GradleCatalog& CatalogOf(std::string_view name) {
    const auto at = std::ranges::find(file_.catalogs, name, &GradleCatalog::name);
    if (at != file_.catalogs.end()) return *at;
    file_.catalogs.emplace_back().name = name;
    return file_.catalogs.back();
  }

  static void AddCatalogRow(GradleCatalog& catalog, std::string_view word,
                            std::vector<std::string>& texts, const std::string& ref,
                            const std::string& version, std::uint32_t line) {
    if (texts.empty()) return;
    if (word == "from") {
      if (texts[0].find(':') == std::string::npos) catalog.from = texts[0];
      return;
    }
    if (texts.size() < 2) return;
    if (word == "version") {
      catalog.versions.emplace_back(GradleAlias(texts[0]), texts[1]);
    } else if (word == "bundle") {
      std::vector<std::string> rows;
      for (std::size_t i = 1; i < texts.size(); ++i) rows.push_back(GradleAlias(texts[i]));
      catalog.bundles.emplace_back(GradleAlias(texts[0]), std::move(rows));
    } else {
      GradleRow row;
      row.alias = GradleAlias(texts[0]);
      row.plugin = word == "plugin";
      row.line = line;
      row.name = texts.size() > 2 && !row.plugin ? texts[1] + ":" + texts[2] : texts[1];
      const auto colon = row.name.find(':');
      const auto second = colon == std::string::npos ? colon : row.name.find(':', colon + 1);
      if (second != std::string::npos) {
        SetGradleVersion(std::string(row.name, second + 1), row);
        row.name.resize(second);
      }
      if (!version.empty()) SetGradleVersion(version, row);
      const auto at =
          std::ranges::find(catalog.versions, ref, &std::pair<std::string, std::string>::first);
      if (!ref.empty() && at != catalog.versions.end()) SetGradleVersion(at->second, row);
      catalog.rows.push_back(std::move(row));
    }
  }

  const std::vector<GradleToken>& tokens_;
  const bool kotlin_;
  GradleFile& file_;
  GradleBlocks blocks_;
  std::unordered_set<std::string_view> mentioned_;
  Notes notes_;
};

}  // namespace

void ReadGradleScript(BytesView bytes, GradleFile& file) {
  const auto tokens = GradleTokens(bytes);
  ScriptReader(tokens, file).Read();
}

}  // namespace avouch::formats

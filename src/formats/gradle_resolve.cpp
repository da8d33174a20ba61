// What each Gradle file asks for, with the values, catalogues and managed versions of all.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/gradle_blocks.h"
#include "formats/gradle_build.h"
#include "formats/gradle_catalog.h"
#include "formats/gradle_tree.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::Requirement;

constexpr std::size_t kMaxTold = 20;  // Rows in one note

bool IsOneOf(std::string_view one, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, one) != list.end();
}

// "Implementation" of "freeDebugImplementation": what a source set's name is put before.
std::string_view KindOf(std::string_view configuration, std::string_view& set) {
  for (const std::string_view kind : {"Implementation", "CompileOnlyApi", "Api", "RuntimeOnly",
                                      "CompileOnly", "Compile", "Runtime"})
    if (configuration.size() > kind.size() && configuration.ends_with(kind)) {
      set = configuration.substr(0, configuration.size() - kind.size());
      return kind;
    }
  return configuration;
}

// Source sets of what is made: Android's releases, "commonMain" and its like in Kotlin.
bool IsMainSet(std::string_view set) {
  return set.empty() || set == "main" || set == "release" || set.ends_with("Main");
}

// The group of a requirement: "" for what the main code runs with.
std::string GroupOf(const GradleAsk& ask, bool of_plugins) {
  const std::string& written = ask.configuration;
  if (ask.of_build || of_plugins || written == "classpath") return "build";
  if (ask.platform) return "import";
  if (IsOfGradleTests(written)) return written;
  if (ask.of_tests) return "test";
  if (written.starts_with("kapt") || written.starts_with("ksp") ||
      Lower(written).ends_with("annotationprocessor"))
    return "annotationProcessor";
  if (written.starts_with("optional")) return "optional";  // Spring's builds
  if (IsOneOf(written, {"providedCompile", "providedRuntime", "provided"})) return "provided";
  std::string_view set;
  const std::string_view kind = written == "compileOnlyApi" ? written : KindOf(written, set);
  if (!IsMainSet(set)) return written;
  if (IsOneOf(kind, {"compileOnly", "compileOnlyApi", "CompileOnly", "CompileOnlyApi"}))
    return "compileOnly";
  if (!set.empty() || IsOneOf(written, {"implementation", "api", "compile", "runtimeOnly",
                                        "runtime", "coreLibraryDesugaring"}))
    return {};
  return written;
}

bool IsOfDevelopment(std::string_view group) {
  if (IsOfGradleTests(group) || group.starts_with("debug") || group.starts_with("jmh")) return true;
  return IsOneOf(group,
                 {"build",       "import",          "annotationProcessor", "developmentOnly",
                  "lintChecks",  "detektPlugins",   "checkstyle",          "pmd",
                  "spotbugs",    "spotbugsPlugins", "errorprone",          "asciidoctorExtensions",
                  "ktlint",      "ktlintRuleset",   "baselineProfile",     "jacocoAnt",
                  "jacocoAgent", "dokkaPlugin",     "dokkaHtmlPlugin",     "codenarc",
                  "signature"});
}

class Resolver {
 public:
  explicit Resolver(std::span<const GradleFile> files)
      : tree_(files), use_(tree_.catalogs().size()) {
    for (std::size_t i = 0; i < use_.size(); ++i)
      use_[i].resize(tree_.catalogs()[i].rows->rows.size(), kNot);
    for (std::size_t i = 0; i < files.size(); ++i) Know(i);
    for (const auto& [folder, by_main] : projects_)
      if (!by_main) support_.insert(folder);
  }

  std::vector<model::Manifest> Read() {
    const auto files = tree_.files();
    std::vector<model::Manifest> out(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) out[i] = Begin(files[i]);
    for (std::size_t i = 0; i < files.size(); ++i) {
      notes_ = Notes();
      manifest_ = &out[i];
      for (const auto& ask : files[i].asks) Ask(i, ask);
      for (const auto& name : files[i].mentioned) Mention(i, name);
      takes_rows_ |= files[i].takes_rows;
      builds_ |= files[i].kind != GradleFile::kCatalog && files[i].kind != GradleFile::kProperties;
      Tell(files[i]);
    }
    for (std::size_t i = 0; i < tree_.catalogs().size(); ++i) {
      notes_ = Notes();
      manifest_ = &out[tree_.catalogs()[i].file];
      TellRows(i);
      for (auto& note : notes_.Take()) manifest_->notes.push_back(std::move(note));
    }
    return out;
  }

 private:
  enum Use : char { kNot, kMentioned, kTaken };
  struct Version {
    std::string text;
    bool several = false;
  };

  static model::Manifest Begin(const GradleFile& file) {
    model::Manifest out;
    out.ecosystem = model::Ecosystem::kGradle;
    out.format = file.kind == GradleFile::kCatalog      ? "gradle-catalog"
                 : file.kind == GradleFile::kSettings   ? "gradle-settings"
                 : file.kind == GradleFile::kProperties ? "gradle-properties"
                                                        : "gradle-build";
    out.path = file.path;
    out.workspaces = file.workspaces;
    return out;
  }

  void Tell(const GradleFile& file) {
    manifest_->notes = file.notes;
    for (auto& note : notes_.Take()) manifest_->notes.push_back(std::move(note));
    takes_rows_ |= std::ranges::any_of(
        manifest_->notes, [](const auto& note) { return note.ends_with("asks for is computed"); });
  }

  // ":core:data-test", "projects.core.dataTest" and the folder "core/data-test" as one.
  static std::string ProjectOf(std::string_view written) {
    std::string out;
    for (const char c : written.starts_with("projects.") ? written.substr(9) : written)
      if (c == ':' || c == '.' || c == '/')
        out += out.empty() ? "" : "/";
      else if (c != '-' && c != '_')
        out += c;
    return Lower(out);
  }

  static void Remember(std::unordered_map<std::string, Version>& known, const std::string& name,
                       const std::string& version) {
    if (version.empty()) return;
    Version& there = known[name];
    there.several |= !there.text.empty() && there.text != version;
    there.text = version;
  }

  // ---- What other files say ----
  void Know(std::size_t file) {
    const GradleFile& from = tree_.files()[file];
    for (const auto& id : from.own_plugins) own_plugins_.insert(PluginName(file, id));
    const std::string_view name = from.path.name();
    if (IsPlugin(from)) own_plugins_.emplace(name.substr(0, name.rfind(".gradle")));
    for (const auto& ask : from.asks) {
      if (ask.what == GradleAsk::kProject) {
        const std::string group = GroupOf(ask, tree_.IsOfPlugins(file));
        projects_[ProjectOf(ask.text)] |= !ask.of_tests && !IsOfDevelopment(group);
      } else if (ask.what == GradleAsk::kPlugin) {
        const auto id = tree_.Fill(file, ask.text), version = tree_.Fill(file, ask.version);
        if (id.whole && version.whole) KnowPlugin(id.text, version.text);
      } else if (ask.what == GradleAsk::kPluginRow) {
        for (const GradleRow* row : RowsOf(file, ask.text)) KnowPlugin(row->name, row->version);
      } else {
        const auto text = tree_.Fill(file, ask.text);
        const auto at = text.text.find(':');
        const auto second = at == text.text.npos ? at : text.text.find(':', at + 1);
        if (!text.whole || second == text.text.npos) continue;
        const std::string artifact = text.text.substr(0, second);
        if (ask.what == GradleAsk::kManaged)
          Remember(managed_, artifact, text.text.substr(second + 1));
        if (artifact == "org.jetbrains.kotlin:kotlin-gradle-plugin")
          Remember(plugins_, "org.jetbrains.kotlin", text.text.substr(second + 1));
      }
    }
  }

  // buildSrc/src/main/kotlin/x.gradle.kts is the plugin "x".
  static bool IsPlugin(const GradleFile& file) {
    return file.kind == GradleFile::kScript &&
           file.path.bytes.find("src/main/") != std::string::npos;
  }

  void KnowPlugin(const std::string& id, const std::string& version) {
    Remember(plugins_, id, version);
    if (id.starts_with("org.jetbrains.kotlin."))
      Remember(plugins_, "org.jetbrains.kotlin", version);
  }

  std::string PluginName(std::size_t file, const std::string& text) {
    for (const GradleRow* row : RowsOf(file, text)) return row->name;
    return tree_.Fill(file, text).text;
  }

  // The rows that "${libs.a}" stands for.
  std::vector<const GradleRow*> RowsOf(std::size_t file, std::string_view text) {
    std::vector<const GradleRow*> out;
    std::string_view name;
    if (!IsGradleName(text, name)) return out;
    const auto found = tree_.FindRows(file, name);
    for (const std::size_t row : found.rows)
      out.push_back(&tree_.catalogs()[found.catalog].rows->rows[row]);
    return out;
  }

  static std::string KnownIn(const std::unordered_map<std::string, Version>& known,
                             const std::string& name) {
    const auto at = known.find(name);
    return at == known.end() || at->second.several ? std::string() : at->second.text;
  }

  // ---- What is asked for ----
  void Ask(std::size_t file, const GradleAsk& ask) {
    if (ask.what == GradleAsk::kProject) return;
    if (ask.what == GradleAsk::kManaged) {
      UseRows(file, ask.text, kTaken);
      return;
    }
    Requirement one;
    one.group = GroupOf(ask, tree_.IsOfPlugins(file));
    if (one.group.empty() && tree_.files()[file].kind == GradleFile::kBuild &&
        support_.contains(ProjectOf(tree_.files()[file].path.folder())))
      one.group = "support";
    one.development = IsOfDevelopment(one.group);
    one.condition = ask.condition;
    one.place = PlaceOf(manifest_->path, ask.line);
    switch (ask.what) {
      case GradleAsk::kPlugin:
      case GradleAsk::kPluginRow:
        return Plugin(file, ask, std::move(one));
      case GradleAsk::kKotlin:
        one.name = "org.jetbrains.kotlin:kotlin-" + ask.text;
        return Keep(file, ask, std::move(one), "");
      case GradleAsk::kNpm:
        one.name = "npm:" + ask.text;
        return Keep(file, ask, std::move(one), "");
      default:
        return Coordinates(file, ask, std::move(one));
    }
  }

  void Coordinates(std::size_t file, const GradleAsk& ask, Requirement one) {
    std::string_view name;
    if (IsGradleName(ask.text, name) && UseRows(file, ask.text, kTaken)) {
      for (const GradleRow* row : RowsOf(file, ask.text)) {
        Requirement taken = one;
        taken.name = row->name;
        GradleAsk with = ask;
        with.strict |= row->exact && ask.version.empty();
        Keep(file, with, std::move(taken), row->version);
      }
      return;
    }
    const auto filled = tree_.Fill(file, ask.text);
    if (filled.text != ask.text && IsGradleName(filled.text, name)) {  // val x = libs.a
      GradleAsk row = ask;
      row.text = filled.text;
      return Coordinates(file, row, std::move(one));
    }
    for (const auto text : Split(filled.text, '\n')) Notation(file, ask, one, text);
  }

  // "g:a:1", "g:a:1:classifier@zip", "g:a"
  void Notation(std::size_t file, const GradleAsk& ask, Requirement one, std::string_view text) {
    const auto first = text.find(':');
    const auto second = first == text.npos ? first : text.find(':', first + 1);
    const std::string_view name = text.substr(0, second);
    if (first == text.npos || first == 0 || name.ends_with(':') ||
        name.find_first_of("$ {") != name.npos) {
      if (first == text.npos && text.find('$') == text.npos) return;  // A name: no coordinates
      if (name.starts_with("${libs."))
        return notes_.Add(ask.line, std::string(text.substr(2, text.size() - 3)) +
                                        " is in no catalogue of this tree");
      return notes_.Add(ask.line, "what " + ask.configuration + " asks for is computed");
    }
    std::string_view version = second == text.npos ? "" : text.substr(second + 1);
    if (version.find('$') == version.npos) version = version.substr(0, version.find_first_of(":@"));
    one.name = name.substr(0, name.find('@'));
    Keep(file, ask, std::move(one), version);
  }

  // With the version that the ask itself says, else `version`, else what others say.
  void Keep(std::size_t file, const GradleAsk& ask, Requirement one, std::string_view version) {
    if (!ask.version.empty()) version = ask.version;
    const auto filled = tree_.Fill(file, version);
    GradleRow row;
    SetGradleVersion(filled.text, row);
    if (row.version.empty()) row.version = KnownIn(managed_, one.name);
    if (row.version.empty() && one.name.starts_with("org.jetbrains.kotlin:kotlin-"))
      row.version = KnownIn(plugins_, "org.jetbrains.kotlin");
    const bool ranged = row.version.find_first_of("[](),+$") != std::string::npos;
    one.range = row.version;
    one.exact = (row.exact || ask.strict) && !ranged && !row.version.empty();
    if (!filled.whole) notes_.Add(ask.line, one.name + ": its version is computed");
    manifest_->requirements.push_back(std::move(one));
  }

  void Plugin(std::size_t file, const GradleAsk& ask, Requirement one) {
    std::string version = ask.version;
    if (ask.what == GradleAsk::kPluginRow) {
      if (!UseRows(file, ask.text, kTaken))
        return notes_.Add(ask.line, "a plugin's name is computed");
      for (const GradleRow* row : RowsOf(file, ask.text)) {
        one.name = row->name;
        if (version.empty()) version = row->version;
      }
    } else {
      one.name = tree_.Fill(file, ask.text).text;
      if (one.name.find('$') != std::string::npos)
        return notes_.Add(ask.line, "a plugin's name is computed");
    }
    if (one.name.empty() || own_plugins_.contains(one.name)) return;
    if (version.empty()) version = KnownIn(plugins_, one.name);
    // A script that is a plugin itself takes others from what its build asks for.
    if (version.empty() && IsPlugin(tree_.files()[file])) return;
    GradleAsk with = ask;
    with.version = version;
    Keep(file, with, std::move(one), "");
  }

  // ---- Rows of catalogues ----
  // True when "${libs.a}" stands for rows; they are marked.
  bool UseRows(std::size_t file, std::string_view text, Use use) {
    std::string_view name;
    if (!IsGradleName(text, name)) return false;
    return Mark(file, name, use);
  }

  bool Mark(std::size_t file, std::string_view name, Use use) {
    const auto found = tree_.FindRows(file, name);
    for (const std::size_t row : found.rows)
      use_[found.catalog][row] = std::max(use_[found.catalog][row], use);
    return !found.rows.empty();
  }

  // Named where it is not clear what for: a list, a variable, a plugin's configuration.
  void Mention(std::size_t file, std::string_view name) {
    for (int cut = 0; cut < 3; ++cut) {
      if (Mark(file, name, kMentioned)) return;
      const auto dot = name.rfind('.');
      if (dot == name.npos) return;
      name = name.substr(0, dot);
    }
  }

  // Two rows may be of one package; a plugin of this tree's own has one, too.
  void TellRows(std::size_t at) {
    const auto& rows = tree_.catalogs()[at].rows->rows;
    std::string unused;
    std::size_t many = 0;
    std::unordered_set<std::string_view> taken;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (use_[at][i] == kTaken) taken.insert(rows[i].name);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (taken.contains(rows[i].name) || own_plugins_.contains(rows[i].name)) continue;
      if (use_[at][i] == kMentioned || takes_rows_ || !builds_) {
        TellRow(rows[i]);
      } else if (++many <= kMaxTold) {
        unused += (unused.empty() ? "" : ", ") + rows[i].name;
      }
    }
    if (many == 0) return;
    if (many > kMaxTold) unused += ", and " + std::to_string(many - kMaxTold) + " more";
    notes_.Add("rows that no build file here takes: " + unused);
  }

  void TellRow(const GradleRow& row) {
    Requirement one;
    one.name = row.name;
    one.range = row.version;
    one.exact = row.exact;
    one.group = row.plugin ? "build" : "";
    one.development = row.plugin;
    one.place = PlaceOf(manifest_->path, row.line);
    manifest_->requirements.push_back(std::move(one));
  }

  const GradleTree tree_;
  std::vector<std::vector<Use>> use_;  // Of each catalogue's rows
  std::unordered_map<std::string, Version> managed_, plugins_;
  std::unordered_set<std::string> own_plugins_;
  std::unordered_map<std::string, bool> projects_;  // Asked for by main code of others
  std::unordered_set<std::string> support_;         // By tests of others alone
  bool takes_rows_ = false, builds_ = false;
  model::Manifest* manifest_ = nullptr;
  Notes notes_;
};

}  // namespace

std::vector<model::Manifest> ResolveGradle(std::span<const GradleFile> files) {
  if (files.empty()) return {};
  return Resolver(files).Read();
}

}  // namespace avouch::formats

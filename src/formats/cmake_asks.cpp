#include "formats/cmake_asks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "formats/build_conditions.h"
#include "notation/system_names.h"

namespace avouch::formats {
namespace {

bool IsComputed(std::string_view text) {
  return text.find("${") != text.npos || text.find("$<") != text.npos ||
         text.find("$ENV") != text.npos;
}

// What ends a list of names in find_library.
bool IsLibraryWord(std::string_view text) {
  constexpr auto kWords = std::to_array<std::string_view>({"HINTS", "PATHS", "PATH_SUFFIXES", "DOC",
                                                           "REQUIRED", "NAMES_PER_DIR", "VALIDATOR",
                                                           "REGISTRY_VIEW", "ENV", "OPTIONAL"});
  return std::ranges::find(kWords, text) != kWords.end() || text.starts_with("NO_") ||
         text.starts_with("CMAKE_") || text.starts_with("ONLY_CMAKE_");
}

// "libz.so" and "z.lib" are "z".
std::string_view LinkName(std::string_view name) {
  for (const std::string_view end : {".so", ".a", ".lib", ".dylib", ".dll"})
    if (name.size() > end.size() && name.ends_with(end)) {
      name.remove_suffix(end.size());
      if (name.starts_with("lib") && name.size() > 3) name.remove_prefix(3);
    }
  return name;
}

class AskReader {
 public:
  AskReader(const Path& path, const std::function<std::string(std::string_view)>& fill,
            std::vector<model::Requirement>& out, Notes& notes)
      : path_(path), fill_(fill), out_(out), notes_(notes) {}

  void Read(const std::vector<CmakeCall>& calls) {
    for (const auto& call : calls) {
      Follow(call);
      if (call.arguments.empty()) continue;
      if (call.name == "find_package")
        FindPackage(call);
      else if (call.name == "pkg_check_modules" || call.name == "pkg_search_module")
        PkgConfig(call);
      else if (call.name == "find_library")
        FindLibrary(call);
    }
  }

 private:
  // Whether a function's body is run, its callers say.
  void Follow(const CmakeCall& call) {
    if (call.name == "if")
      conditions_.Open(Join(call.arguments, " "));
    else if (call.name == "elseif")
      conditions_.Change(Join(call.arguments, " "));
    else if (call.name == "else")
      conditions_.Change("");
    else if (call.name == "function" || call.name == "macro")
      conditions_.Open((call.arguments.empty() ? "" : call.arguments[0]) + " is called");
    else if (call.name == "endif" || call.name == "endfunction" || call.name == "endmacro")
      conditions_.Close();
  }

  void Add(const CmakeCall& call, model::Requirement one, bool required) {
    one.source = model::SourceKind::kPath;
    one.place = PlaceOf(path_, call.line);
    one.condition = conditions_.Told();
    // What is asked for unless another part of the build brought it, is asked for.
    if (one.condition.starts_with("if NOT TARGET ")) one.condition.clear();
    one.development = conditions_.ForDevelopment();
    if (!required) one.condition = "not required";
    if (!one.name.empty()) out_.push_back(std::move(one));
  }

  // A FindX.cmake looks for what it is told to.
  void Computed(const CmakeCall& call) {
    if (!path_.name().starts_with("Find")) notes_.Add(call.line, "what is looked for is computed");
  }

  // A part of a range has the version; ANY, of CMake's own words, has none.
  void FindPackage(const CmakeCall& call) {
    model::Requirement one;
    one.name = fill_(call.arguments[0]);
    if (IsComputed(one.name)) return Computed(call);
    bool required = false, exact = false, develop = false;
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
      const std::string argument = fill_(call.arguments[i]);
      required |= argument == "REQUIRED";
      exact |= argument == "EXACT";
      develop |= argument.starts_with("Development") || argument == "NumPy";
      if (i == 1 && !argument.empty() && argument[0] >= '0' && argument[0] <= '9')
        one.range = argument;
    }
    // Python's headers and library, or the program that runs scripts of the build.
    one.group = one.name.starts_with("Python") && !develop && one.name != "PythonLibs"
                    ? "program"
                    : "find_package";
    one.exact = exact && !one.range.empty();
    if (IsComputed(one.range)) one.range.clear();
    if (!one.range.empty() && !exact && one.range.find("...") == std::string::npos)
      one.range.insert(0, ">=");
    Add(call, std::move(one), required);
  }

  void PkgConfig(const CmakeCall& call) {
    constexpr auto kWords = std::to_array<std::string_view>(
        {"REQUIRED", "QUIET", "IMPORTED_TARGET", "GLOBAL", "NO_CMAKE_PATH",
         "NO_CMAKE_ENVIRONMENT_PATH", "STATIC_TARGET"});
    bool required = false;
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
      const std::string argument = fill_(call.arguments[i]);
      required |= argument == "REQUIRED";
      if (std::ranges::find(kWords, argument) != kWords.end()) continue;
      if (IsComputed(argument)) {
        Computed(call);
        continue;
      }
      model::Requirement one;
      const auto sign = argument.find_first_of("<>=");
      one.name = argument.substr(0, sign);
      if (sign != argument.npos) one.range = argument.substr(sign);
      one.exact = one.range.starts_with('=');
      one.group = "pkg-config";
      Add(call, std::move(one), required);
      // pkg_search_module takes the first that is there.
      if (call.name == "pkg_search_module") return;
    }
  }

  // Of several names one that is known, else the first.
  void FindLibrary(const CmakeCall& call) {
    const auto& arguments = call.arguments;
    if (arguments.size() < 2) return;
    const bool list = arguments[1] == "NAMES";
    std::string name;
    bool computed = false, known = false;
    for (std::size_t i = list ? 2 : 1; i < arguments.size() && !IsLibraryWord(arguments[i]); ++i) {
      const std::string written = fill_(arguments[i]);
      computed |= IsComputed(written);
      const std::string one(LinkName(written));
      const bool better = notation::SystemNameOf(notation::AskedBy::kLinker, one).known && !known;
      if (!IsComputed(one) && (name.empty() || better)) name = one, known |= better;
      if (!list) break;  // Folders follow
    }
    if (name.empty()) return computed ? Computed(call) : void();
    model::Requirement one;
    one.name = name;
    one.group = "library";
    Add(call, std::move(one), std::ranges::find(arguments, "REQUIRED") != arguments.end());
  }

  const Path& path_;
  const std::function<std::string(std::string_view)>& fill_;
  std::vector<model::Requirement>& out_;
  Notes& notes_;
  BuildConditions conditions_;
};

}  // namespace

void ReadCmakeAsks(const Path& path, const std::vector<CmakeCall>& calls,
                   const std::function<std::string(std::string_view)>& fill,
                   std::vector<model::Requirement>& out, Notes& notes) {
  AskReader(path, fill, out, notes).Read(calls);
}

}  // namespace avouch::formats

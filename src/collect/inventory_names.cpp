#include "collect/inventory_names.h"

#include <algorithm>
#include <unordered_set>

#include "collect/together.h"
#include "formats/installed.h"
#include "formats/owned_files.h"
#include "formats/sbom_place.h"

namespace avouch::collect {
namespace {

// Sorted by what they are. A test asks every row of the tables for each.
constexpr std::string_view kPassedOver[] = {
    // Pictures, fonts, sounds, translations
    "png",
    "svg",
    "svgz",
    "jpg",
    "jpeg",
    "gif",
    "ico",
    "webp",
    "bmp",
    "xpm",
    "ttf",
    "otf",
    "pfb",
    "afm",
    "woff",
    "woff2",
    "wav",
    "ogg",
    "mp3",
    "mp4",
    "mo",
    "po",
    "pot",
    "gmo",
    "page",
    // Sources and what is made of them
    "h",
    "hh",
    "hpp",
    "hxx",
    "inl",
    "ipp",
    "c",
    "cc",
    "cpp",
    "cxx",
    "s",
    "S",
    "asm",
    "m4",
    "am",
    "ac",
    "pyc",
    "pyo",
    "pyi",
    "py",
    "pxd",
    "pyx",
    "pl",
    "pm",
    "pod",
    "t",
    "rs",
    "go",
    "js",
    "mjs",
    "cjs",
    "ts",
    "mts",
    "cts",
    "tsx",
    "jsx",
    "map",
    "css",
    "scss",
    "less",
    "el",
    "elc",
    "vim",
    "lua",
    "tcl",
    "java",
    "kt",
    "scala",
    "php",
    "hs",
    "ml",
    "mli",
    "f90",
    "o",
    "lo",
    "a",
    "la",
    "gir",
    "typelib",
    // Documents and lists
    "html",
    "htm",
    "xhtml",
    "tex",
    "ps",
    "pdf",
    "eps",
    "dvi",
    "info",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "md5sums",
    "shlibs",
    "symbols",
    "triggers",
    "postinst",
    "postrm",
    "preinst",
    "prerm",
    "templates",
    "conffiles",
    "desktop",
    "service",
    "policy",
    "rules",
    "hwdb",
    "pem",
    "crt",
    "bin",
    "dat",
    "tmpl",
};

const std::unordered_set<std::string_view>& PassedOverSet() {
  static const std::unordered_set<std::string_view> set(std::begin(kPassedOver),
                                                        std::end(kPassedOver));
  return set;
}

// Rows that read something else than a Manifest.
bool ReadsManifest(const formats::Format& format) {
  return format.family == "components" && format.name != "gitmodules" &&
         format.name != "browser-scripts";
}

bool IsCopyright(std::string_view path) {
  if (!path.ends_with("/copyright")) return false;
  path.remove_suffix(10);
  const std::size_t slash = path.rfind('/');
  return slash != path.npos && path.substr(0, slash).ends_with("usr/share/doc");
}

// "libtea.so", "libtea.so.4.2", "tea.exe", "tea.dll", ...
bool IsProgramName(std::string_view name, std::string_view extension) {
  constexpr std::string_view kSuffixes[] = {"so",   "dll", "exe", "dylib",
                                            "node", "pyd", "efi", "sys"};
  if (std::ranges::find(kSuffixes, extension) != std::end(kSuffixes)) return true;
  return name.find(".so.") != name.npos;
}

}  // namespace

bool IsPassedOver(std::string_view extension) { return PassedOverSet().contains(extension); }
std::vector<std::string_view> PassedOver() {
  return {std::begin(kPassedOver), std::end(kPassedOver)};
}

InventoryNames::InventoryNames(bool (*is_archive)(std::string_view)) : is_archive_(is_archive) {
  for (const auto& format : formats::Formats())
    if (ReadsManifest(format)) manifests_.push_back(&format);
}

NameVerdict InventoryNames::Judge(std::string_view path) const {
  const std::string_view name = PathName(path), extension = PathExtension(path);
  const bool library = name.find(".so.") != name.npos;  // libtea.so.1 is no manual page.
  if (!extension.empty() && !library) {
    if (formats::IsDpkgFileList(path)) return {FileRole::kFileList};
    // Sources of a build are among what it says, and some recipes are programs.
    const bool of_build =
        extension == "py" ? name == "setup.py" || name == "conanfile.py"
                          : (extension == "scala" || extension == "kt" || extension == "groovy") &&
                                IsProjectPart(Path{path});
    if (IsPassedOver(extension) && !of_build) return {};
  }
  if (IsCopyright(path)) return {FileRole::kCopyright};
  const Path whole{path};
  if (const auto* format = formats::InstalledFormatOf(whole)) return {FileRole::kInstalled, format};
  for (const auto* format : manifests_)
    if (format->matches(whole)) return {FileRole::kManifest, format};
  if (is_archive_ != nullptr && is_archive_(path)) return {FileRole::kArchive};
  if (formats::SbomNameOf(path) != formats::SbomName::kNone) return {FileRole::kSbom};
  return {IsProgramName(name, extension) ? FileRole::kProgram : FileRole::kUnsure};
}

}  // namespace avouch::collect

#include "formats/jar_identity.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Words that belong to a version rather than start another name.
bool IsQualifier(std::string_view token) {
  static constexpr std::string_view kWords[] = {"alpha", "beta", "rc",      "cr",        "m",
                                                "b",     "sp",   "ga",      "final",     "snapshot",
                                                "jre",   "jdk",  "android", "milestone", "p"};
  const auto end = std::ranges::find_if(token, IsDigit) - token.begin();
  const std::string word = Lower(token.substr(0, static_cast<std::size_t>(end)));
  return std::ranges::find(kWords, word) != std::end(kWords);
}

// Words that say which build of an artifact it is.
bool IsClassifier(std::string_view token) {
  static constexpr std::string_view kStarts[] = {"linux",   "osx",   "windows", "x86",    "aarch",
                                                 "sources", "tests", "javadoc", "shaded", "natives",
                                                 "all",     "jar",   "uber",    "macos"};
  return std::ranges::any_of(kStarts,
                             [&](std::string_view start) { return token.starts_with(start); });
}

// An identifier, not a title for people.
bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= 200 &&
         text.find_first_of(" \t${}\"'<>:/\\,;@") == text.npos;
}

bool IsGroup(std::string_view text) {
  return IsName(text) && text.find('.') != text.npos && IsLetter(text.front());
}

std::string_view Symbolic(const JarManifest& manifest) {
  const std::string_view name = manifest["Bundle-SymbolicName"];
  return Trim(name.substr(0, name.find(';')));
}

// "31.1-jre" and "31.1.0.jre" are one: OSGi wants three numbers, and dots.
bool SameVersion(std::string_view a, std::string_view b) {
  const auto parts = [](std::string_view text) {
    std::string plain = Lower(text);
    std::ranges::replace(plain, '-', '.');
    std::vector<std::string> out;
    for (const auto part : Split(plain, '.'))
      if (part != "0") out.emplace_back(part);
    return out;
  };
  return parts(a) == parts(b);
}

std::string_view ManifestVersion(const JarManifest& manifest) {
  for (const char* header : {"Implementation-Version", "Bundle-Version"})
    if (const auto text = manifest[header];
        !text.empty() && IsDigit(text[text[0] == 'v' && text.size() > 1 ? 1 : 0]) &&
        text.find_first_of(" ${}") == text.npos)
      return text;
  return {};
}

// The bundle plugin makes a symbolic name of the group and the artifact, and leaves the artifact
// out where it repeats the group's end: "com.acme:acme" is "com.acme" too, so that only a name
// with a hyphen tells its group.
std::string GroupBySymbolic(std::string_view symbolic, std::string_view artifact) {
  if (artifact.find('-') == artifact.npos || symbolic.size() <= artifact.size() + 1 ||
      !symbolic.ends_with(artifact) || symbolic[symbolic.size() - artifact.size() - 1] != '.')
    return {};
  return std::string(symbolic.substr(0, symbolic.size() - artifact.size() - 1));
}

}  // namespace

std::string_view JarManifest::operator[](std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (EqualsIgnoreCase(key, name)) return Trim(value);
  return {};
}

JarManifest ReadJarManifest(BytesView bytes) {
  JarManifest out;
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::size_t end = bytes.find_first_of("\r\n", at);
    if (end == bytes.npos) end = bytes.size();
    const BytesView line = bytes.substr(at, end - at);
    at = end + (bytes.substr(end, 2) == "\r\n" ? 2 : 1);
    if (line.empty()) break;  // Sections of single files follow
    if (line[0] == ' ') {
      if (!out.headers.empty()) out.headers.back().second += line.substr(1);
      continue;
    }
    const auto colon = line.find(':');
    if (colon != line.npos)
      out.headers.emplace_back(line.substr(0, colon), Trim(line.substr(colon + 1)));
  }
  return out;
}

MavenName ReadPomProperties(BytesView bytes) {
  MavenName out;
  for (const auto whole : Lines(bytes)) {
    const auto line = Trim(whole);
    const auto equals = line.find_first_of("=:");
    if (line.starts_with('#') || line.starts_with('!') || equals == line.npos) continue;
    const auto key = Trim(line.substr(0, equals)), value = Trim(line.substr(equals + 1));
    if (key == "groupId") out.group = value;
    if (key == "artifactId") out.artifact = value;
    if (key == "version") out.version = value;
  }
  return out;
}

FileStem SplitStem(std::string_view stem) {
  // Eclipse: "org.acme.core_1.2.3.v2024".
  if (const auto under = stem.find('_');
      under != stem.npos && under + 1 < stem.size() && IsDigit(stem[under + 1]) &&
      stem.substr(0, under).find('-') == stem.npos && stem.substr(under).find('.') != stem.npos)
    return {stem.substr(0, under), stem.substr(under + 1)};
  const auto tokens = Split(stem, '-');
  std::size_t first = 1;
  while (first < tokens.size() && (tokens[first].empty() || !IsDigit(tokens[first][0]))) ++first;
  if (first >= tokens.size()) return {stem, {}};
  // A number with dots behind another word is the version, and what is before it a name.
  for (std::size_t i = first + 1, word = 0; i < tokens.size(); ++i) {
    if (tokens[i].empty()) continue;
    if (IsLetter(tokens[i][0]) && !IsQualifier(tokens[i]) && !IsClassifier(tokens[i])) word = i;
    if (word != 0 && IsDigit(tokens[i][0]) && tokens[i].find('.') != std::string_view::npos) {
      first = i;
      word = 0;
    }
  }
  std::size_t last = first + 1;
  while (last < tokens.size() && !IsClassifier(tokens[last])) ++last;
  const auto start = static_cast<std::size_t>(tokens[first].data() - stem.data());
  const auto end =
      static_cast<std::size_t>(tokens[last - 1].data() - stem.data()) + tokens[last - 1].size();
  return {stem.substr(0, start - 1), stem.substr(start, end - start)};
}

int OwnPom(const std::vector<MavenName>& poms, std::string_view stem) {
  int best = -1;
  std::size_t length = 0;
  for (std::size_t i = 0; i < poms.size(); ++i) {
    const std::string& artifact = poms[i].artifact;
    if (stem == artifact + "-" + poms[i].version) return static_cast<int>(i);
    const bool starts = stem.starts_with(artifact) &&
                        (stem.size() == artifact.size() || stem[artifact.size()] == '-' ||
                         stem[artifact.size()] == '_');
    if (starts && artifact.size() > length) best = static_cast<int>(i), length = artifact.size();
  }
  if (best >= 0 || poms.size() != 1) return best;
  // Renamed: the only one it has, unless the name says that it is another version's.
  const FileStem file = SplitStem(stem);
  return file.version.empty() || SameVersion(file.version, poms[0].version) ? 0 : -1;
}

MavenName NameByManifest(const JarManifest& manifest, std::string_view stem) {
  const FileStem file = SplitStem(stem);
  const std::string_view symbolic = Symbolic(manifest), said = ManifestVersion(manifest);
  MavenName out;
  out.version = file.version.empty() || (!said.empty() && !SameVersion(said, file.version))
                    ? said
                    : file.version;
  out.artifact = file.name;
  if (file.version.empty())
    for (const std::string_view name :
         {manifest["Implementation-Title"], symbolic, manifest["Automatic-Module-Name"]})
      if (IsName(name)) {
        out.artifact = name;
        break;
      }
  if (const auto vendor = manifest["Implementation-Vendor-Id"]; IsGroup(vendor))
    out.group = vendor;
  else
    out.group = GroupBySymbolic(symbolic, out.artifact);
  return out;
}

std::vector<std::string> ManifestLicences(const JarManifest& manifest) {
  std::vector<std::string> out;
  for (const auto part : Split(manifest["Bundle-License"], ',')) {
    std::string_view text = Trim(part.substr(0, part.find(';')));
    if (text.size() > 1 && text.front() == '"' && text.back() == '"')
      text = text.substr(1, text.size() - 2);
    if (!text.empty() && text != "<<EXTERNAL>>") out.emplace_back(text);
  }
  return out;
}

}  // namespace avouch::formats

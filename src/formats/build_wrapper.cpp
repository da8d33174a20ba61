#include "formats/build_wrapper.h"

#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

struct Value {
  std::string text;
  std::uint32_t line = 0;
};
using Properties = std::map<std::string, Value, std::less<>>;

// "https\://h/x" is https://h/x; lines that go on are not used in these files.
std::string Unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\\' || i + 1 == text.size())
      out += text[i];
    else
      out += text[++i];
  return out;
}

Properties ReadProperties(BytesView bytes) {
  Properties out;
  std::uint32_t number = 0;
  for (const auto written : Lines(WithoutBom(bytes))) {
    ++number;
    const std::string_view line = Trim(written);
    if (line.empty() || line.starts_with('#') || line.starts_with('!')) continue;
    const std::size_t at = line.find_first_of("=:");
    if (at == line.npos) continue;
    out[std::string(Trim(line.substr(0, at)))] = {Unescaped(Trim(line.substr(at + 1))), number};
  }
  return out;
}

// "8.5" of ".../gradle-8.5-bin.zip" after `stem`; "" when the name is another.
std::string VersionIn(std::string_view url, std::string_view stem) {
  std::string_view name = url.substr(url.rfind('/') + 1);
  name = name.substr(0, name.find_first_of("?#"));
  if (!name.starts_with(stem)) return {};
  name.remove_prefix(stem.size());
  for (const std::string_view end : {"-bin.zip", "-all.zip", "-bin.tar.gz", ".jar", ".zip"})
    if (name.ends_with(end)) return std::string(name.substr(0, name.size() - end.size()));
  return {};
}

struct Tool {
  std::string_view url, sum;  // Names of the properties
  std::string_view stem;      // What the name of the archive starts with
  std::string_view name;
};
constexpr Tool kGradle = {"distributionUrl", "distributionSha256Sum", "gradle-", "gradle"};
constexpr Tool kMaven = {"distributionUrl", "distributionSha256Sum", "apache-maven-",
                         "org.apache.maven:apache-maven"};
constexpr Tool kWrapper = {"wrapperUrl", "wrapperSha256Sum", "maven-wrapper-",
                           "org.apache.maven.wrapper:maven-wrapper"};

void Add(const Properties& properties, const Tool& tool, Notes& notes, model::Manifest& manifest) {
  const auto url = properties.find(tool.url);
  if (url == properties.end()) return;
  model::Component component;
  component.name = tool.name;
  component.source = model::SourceKind::kUrl;
  component.origin = url->second.text;
  component.version = VersionIn(component.origin, tool.stem);
  component.development = true;
  component.detail.group = "build";
  component.detail.direct = true;
  component.place = PlaceOf(manifest.path, url->second.line);
  if (const auto sum = properties.find(tool.sum);
      sum != properties.end() && !sum->second.text.empty())
    component.digests.push_back("sha256:" + sum->second.text);
  if (component.version.empty())
    notes.Add(url->second.line, "no version of " + component.name + " is told");
  else if (tool.url == "distributionUrl")
    manifest.tools.push_back(std::string(tool.stem.substr(0, tool.stem.size() - 1)) + " " +
                             component.version);
  if (component.origin.starts_with("http://"))
    notes.Add(url->second.line, component.name + " is fetched over plain HTTP");
  manifest.components.push_back(std::move(component));
}

}  // namespace

bool IsBuildWrapper(const Path& path) {
  return path.name() == "gradle-wrapper.properties" || path.name() == "maven-wrapper.properties";
}

Result<model::Manifest> ReadBuildWrapper(const Path& path, BytesView bytes) {
  const bool gradle = path.name() == "gradle-wrapper.properties";
  model::Manifest manifest;
  manifest.ecosystem = gradle ? model::Ecosystem::kGradle : model::Ecosystem::kMaven;
  manifest.format = gradle ? "gradle-wrapper" : "maven-wrapper";
  manifest.path = path;
  manifest.lock = true;
  Notes notes;
  const Properties properties = ReadProperties(bytes);
  if (gradle) {
    Add(properties, kGradle, notes, manifest);
  } else {
    Add(properties, kMaven, notes, manifest);
    Add(properties, kWrapper, notes, manifest);
  }
  if (!properties.contains("distributionUrl")) notes.Add("no distributionUrl");
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats

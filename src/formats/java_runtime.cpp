#include "formats/java_runtime.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

std::string_view Unquoted(std::string_view value) {
  value = Trim(value);
  if (value.size() > 1 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  return Trim(value);
}

struct Said {
  std::string_view runtime, version, implementor, type;
  std::uint32_t line = 0;  // Of the version
};

Said Read(std::string_view text) {
  Said out;
  std::uint32_t number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    const std::size_t equals = line.find('=');
    if (equals == line.npos) continue;
    const std::string_view name = Trim(line.substr(0, equals));
    const std::string_view value = Unquoted(line.substr(equals + 1));
    if (name == "JAVA_VERSION") out.version = value, out.line = number;
    if (name == "JAVA_RUNTIME_VERSION") out.runtime = value;
    if (name == "IMPLEMENTOR") out.implementor = value;
    if (name == "IMAGE_TYPE") out.type = value;
  }
  return out;
}

std::string NameOf(std::string_view type, std::string_view folder) {
  const std::string lower = Lower(type.empty() ? PathName(folder) : type);
  for (const std::string_view name : {"jdk", "jre"})
    if (lower.find(name) != lower.npos) return std::string(name);
  return "java";
}

}  // namespace

bool IsJavaRuntime(const Path& path) {
  if (path.name() != "release") return false;
  const std::string_view folder = path.folder();
  const std::string_view above = PathName(PathFolder(folder));
  if (above == "jvm" || above == "java") return true;
  const std::string name = Lower(PathName(folder));
  for (const std::string_view mark : {"jdk", "jre", "graalvm"})
    if (name.find(mark) != name.npos) return true;
  return false;
}

Result<model::Manifest> ReadJavaRuntime(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.format = "java-runtime-installed";
  manifest.path = path;
  const Said said = Read(WithoutBom(bytes));
  if (said.version.empty()) {
    manifest.notes.emplace_back("no JAVA_VERSION");
    return manifest;
  }
  model::Component runtime;
  runtime.name = NameOf(said.type, path.folder());
  runtime.version = ToUtf8(said.runtime.empty() ? said.version : said.runtime);
  runtime.place = PlaceOf(path, said.line);
  runtime.detail.supplier = ToUtf8(said.implementor);
  runtime.detail.direct = true;
  manifest.components.push_back(std::move(runtime));
  return manifest;
}

}  // namespace avouch::formats

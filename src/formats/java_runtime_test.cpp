#include "formats/java_runtime.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

TEST(JavaRuntime, LiesInAFolderThatIsCalledAfterOne) {
  for (const char* path :
       {"usr/lib/jvm/tea-17/release", "opt/java/openjdk/release", "usr/local/openjdk-11/release",
        "opt/jre8/release", "graalvm-ce/release"})
    EXPECT_TRUE(IsJavaRuntime(Path(path))) << path;
  for (const char* path : {"release", "scripts/release", "usr/lib/jvm/release", "opt/jdk/releases",
                           "usr/lib/jvm/tea-17/lib/release"})
    EXPECT_FALSE(IsJavaRuntime(Path(path))) << path;
}

// "name version supplier line", then the notes.
std::string Told(const char* path, const std::string& text) {
  const auto manifest = ReadJavaRuntime(Path(path), text);
  if (!manifest) return "failed";
  std::string out;
  for (const auto& one : manifest->components)
    out += one.name + ' ' + one.version + ' ' + one.detail.supplier + ' ' +
           std::to_string(one.place.line);
  for (const auto& note : manifest->notes) out += note;
  return out;
}

TEST(JavaRuntime, SaysItsVersionAndWhoMadeIt) {
  struct Row {
    const char* rule;
    const char* path;
    std::string text;
    const char* told;
  };
  const Row rows[] = {
      {"the version that it runs as is the longer one", "opt/jdk/release",
       "IMPLEMENTOR=\"Tea "
       "Works\"\nJAVA_RUNTIME_VERSION=\"17.0.1+12-LTS\"\nJAVA_VERSION=\"17.0.1\"\n",
       "jdk 17.0.1+12-LTS Tea Works 3"},
      {"the type that it says before its folder's name", "opt/jdk-jre/release",
       "IMAGE_TYPE=\"JRE\"\nJAVA_VERSION=\"1.8.0_402\"", "jre 1.8.0_402  2"},
      {"neither says what it is", "usr/lib/jvm/tea/release", "JAVA_VERSION=21", "java 21  1"},
      {"no version is no component", "opt/jdk/release", "SOURCE=\"\"\n=\n", "no JAVA_VERSION"},
      {"a quote that never ends", "opt/jdk/release", "JAVA_VERSION=\"", "jdk \"  1"},
      {"bytes that are no text", "opt/jdk/release", std::string("\0\xff=\n", 4), "no JAVA_VERSION"},
  };
  for (const Row& row : rows) EXPECT_EQ(Told(row.path, row.text), row.told) << row.rule;
}

}  // namespace
}  // namespace avouch::formats

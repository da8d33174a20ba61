#include "formats/esp_idf.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

TEST(EspIdf, ComponentAsksByNamespaceRangeAndRule) {
  const auto m = ReadEspIdf("main/idf_component.yml", R"(version: "1.0.0"
license: MIT
dependencies:
  idf: ">=5.1"
  led_strip: ^2.5
  o/exact: ==1.0.1
  o/bare: 1.0.2
  o/any: '*'
  o/ruled:
    version: ~1.3
    rules:
      - if: target in [esp32]
      - if: idf_version < 6.0.0
  o/git: {git: "https://h/o.git", version: main}
  o/own: {path: ../own}
  o/tool: {version: "1", require: "no"}
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_FALSE(m->lock);
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " '" + one.range + "' " +
           std::string(model::Name(one.source)) + (one.exact ? " exact" : "") +
           (one.development ? " build" : "") +
           (one.condition.empty() ? "" : " if " + one.condition) + "\n";
  EXPECT_EQ(got, R"(4 esp-idf '>=5.1' registry
5 espressif/led_strip '^2.5' registry
6 o/exact '1.0.1' registry exact
7 o/bare '1.0.2' registry exact
8 o/any '' registry
9 o/ruled '~1.3' registry if target in [esp32] and idf_version < 6.0.0
14 o/git 'main' git
15 o/own '' path
16 o/tool '1' registry build
)");
}

TEST(EspIdf, LockHasDigestsEdgesAndWhatIsDirect) {
  const auto m = ReadEspIdf("dependencies.lock", R"(dependencies:
  espressif/led_strip:
    component_hash: 28C6509A727EF74925B372ED404772AEDF11CCE10B78C3F69B3C66799095E2DD
    dependencies:
    - name: idf
      require: private
      version: '>=4.4'
    - name: o/axle
      version: "*"
    source:
      registry_url: https://components.example/
      type: service
    version: 2.5.5
  o/axle:
    component_hash: 0123
    source: {type: service, service_url: "http://c.example"}
    version: 1.2.0~1
  o/git:
    source: {type: git, git: "https://u:p@h/o.git", path: .}
    version: 0123456789012345678901234567890123456789
  o/own:
    source: {type: local, path: /w/own}
    version: 1.0.0
  o/none:
    source: {type: service}
  idf:
    source: {type: idf}
    version: 5.3.2
direct_dependencies:
- espressif/led_strip
- idf
manifest_hash: 0
target: esp32
version: 2.0.0
)");
  ASSERT_TRUE(m.has_value());
  EXPECT_TRUE(m->lock);
  EXPECT_EQ(GraphText(*m),
            "espressif/led_strip@2.5.5!: o/axle@1.2.0~1 esp-idf@5.3.2\no/axle@1.2.0~1:\n"
            "o/git@0123456789012345678901234567890123456789:\no/own@1.0.0:\nesp-idf@5.3.2!:\n");
  EXPECT_EQ(m->components[0].digests[0].substr(0, 15), "sha256:28c6509a");
  EXPECT_EQ(m->components[2].origin, "https://h/o.git#0123456789012345678901234567890123456789");
  EXPECT_EQ(m->components[3].source, model::SourceKind::kPath);
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 14: o/axle is fetched over plain HTTP",
                                                "line 24: o/none has no version"}));
}

TEST(EspIdf, OthersAreEmptyOrRefused) {
  const auto other = ReadEspIdf("dependencies.lock", "[[package]]\n");
  ASSERT_TRUE(other.has_value());
  EXPECT_FALSE(other->lock);
  EXPECT_FALSE(ReadEspIdf("idf_component.yml", "- a").has_value());
  EXPECT_TRUE(ReadEspIdf("idf_component.yml", "# nothing\n").has_value());
}

}  // namespace
}  // namespace avouch::formats

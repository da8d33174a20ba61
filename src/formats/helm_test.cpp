#include "formats/helm.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using model::SourceKind;
using Texts = std::vector<std::string>;

TEST(ChartLock, ChartsWithoutDigests) {
  const auto m = ReadHelm("Chart.lock", R"(dependencies:
- name: axle
  repository: http://charts.example
  version: 2.1.0
- name: own
  repository: file://../own
  version: 0.1.0
- name: bad
digest: sha256:00ff
generated: "2026-01-01T00:00:00Z"
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 2u);
  EXPECT_EQ(m->components[0].version, "2.1.0");
  EXPECT_TRUE(m->components[0].digests.empty());  // The lock's digest is of what was asked for.
  EXPECT_TRUE(m->components[0].detail.direct);
  EXPECT_EQ(m->components[1].source, SourceKind::kPath);
  EXPECT_EQ(m->components[1].place.line, 5);
  EXPECT_EQ(m->notes, (Texts{"line 2: axle is fetched over plain HTTP",
                             "line 8: a chart without name or version"}));
}

TEST(ChartYaml, RequirementsWithTheirConditions) {
  const auto m = ReadHelm("deploy/Chart.yaml", R"(apiVersion: v2
name: cart
version: 1.0.0
kubeVersion: ">=1.28"
dependencies:
  - {name: axle, version: ~2.1, repository: "https://h", condition: axle.enabled}
  - {name: bolt, version: 1.4.0, repository: "oci://h"}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->tools, (Texts{"kubernetes >=1.28"}));
  ASSERT_EQ(m->requirements.size(), 2u);
  EXPECT_EQ(m->requirements[0].condition, "axle.enabled");
  EXPECT_TRUE(m->requirements[1].exact);
  for (const char* text : {"", "- a", "words", "a: ["})
    EXPECT_FALSE(ReadHelm("Chart.yaml", text).has_value()) << text;
}

}  // namespace
}  // namespace avouch::formats

#include "collect/deployments.h"

#include <gtest/gtest.h>

#include "collect/collect.h"

namespace avouch::collect {
namespace {

const std::string kPod =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: 'a/b:1'}]"
    "}\n";

source::MemoryTree Tree() {
  return source::MemoryTree({{"deploy/pod.yaml", kPod},
                             {"deploy/kustomization.yml", "images: [{name: x, newTag: '2'}]\n"},
                             {"deploy/settings.yaml", "apiVersion: of something\n"},
                             {"deploy/broken.yaml", "apiVersion: v1\nkind: Pod\nimage: [\n"},
                             {"deploy/filled.yaml", "apiVersion: v1\nkind: Pod\nimage: {{ x }}\n"},
                             {"chart/Chart.yaml", "name: tea\nversion: 1.0.0\n"},
                             {"chart/values.yaml", "image: {repository: ada/tea, tag: '4'}\n"},
                             {"chart/templates/a.yaml", kPod},
                             {"chart/templates/b/c.yml", "{{ x }}"},
                             {"tests/pod.yaml", kPod},
                             {"left/pod.yaml", kPod},
                             {"other/values.yaml", "image: {repository: no/chart, tag: '1'}\n"},
                             {"docker-compose.yml", "services: {a: {image: 'c/d:1'}}\n"}});
}

model::Product Product() {
  model::Product product;
  product.exclusions.push_back({Path("left/"), "", {}});
  return product;
}

TEST(Deployments, YamlFilesAreToldByTheirBytesAndValuesByTheirChart) {
  for (const int threads : {1, 3}) {
    const auto tree = Tree();
    const TreeReading reading = ReadTree(tree, Product(), threads);
    std::string out;
    for (const auto& one : reading.containers.facts.composes)
      for (const auto& service : one.services)
        out += one.path.bytes + ": " + service.image->text + "\n";
    EXPECT_EQ(out,
              "chart/values.yaml: ada/tea:4\ndeploy/kustomization.yml: x:2\n"
              "deploy/pod.yaml: a/b:1\ndocker-compose.yml: c/d:1\n");
    EXPECT_EQ(reading.containers.coverage.seen, 5);
    EXPECT_EQ(reading.containers.coverage.read, 4);
    ASSERT_EQ(reading.containers.coverage.left.size(), 1u);
    EXPECT_EQ(reading.containers.coverage.left[0].path.bytes, "deploy/broken.yaml");
  }
}

TEST(Deployments, AChartSaysThatItsTemplatesAreNotRead) {
  const auto tree = Tree();
  const TreeReading reading = ReadTree(tree, Product(), 1);
  const auto& values = reading.containers.facts.composes[0];
  EXPECT_EQ(values.path.bytes, "chart/values.yaml");
  EXPECT_EQ(values.notes, std::vector<std::string>{"not read: 2 templates of this chart"});
}

}  // namespace
}  // namespace avouch::collect

#include "formats/deployment.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

// "line: service = image @ version (pin)" of each, then the notes.
std::string Text(const model::Compose& read) {
  std::string out;
  for (const auto& one : read.services)
    out += std::to_string(one.place.line) + ": " + one.name + " = " + one.image->name + " @ " +
           one.image->version + " (" + std::string(Name(one.image->pin)) + ")\n";
  for (const auto& note : read.notes) out += "note: " + note + "\n";
  return out;
}

TEST(Deployment, ImagesOfEveryContainerOfAllThatHoldsPods) {
  const std::string digest = "sha256:" + std::string(64, 'a');
  const auto read = ReadKubernetes(
      "deploy.yaml",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: tea}\nspec:\n  template:\n"
      "    spec:\n      initContainers:\n      - {name: boil, image: 'busybox:1.36'}\n"
      "      containers:\n      - name: pot\n        image: ghcr.io/ada/tea@" +
          digest +
          "\n      volumes:\n      - {name: leaves, image: {reference: 'quay.io/a/leaves:1'}}\n"
          "---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\nspec:\n"
          "  jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: 'a/b'}]}}}}\n"
          "---\n---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n"
          "  metadata: {name: p}\n  spec:\n    ephemeralContainers: [{name: e, image: 'x:${TAG}'}]"
          "\n    containers: [{name: none}]\n"
          "---\napiVersion: v1\nkind: ConfigMap\ndata: {image: 'no/image:1'}\n"
          "---\nspec: {containers: [{name: no, image: 'no:1'}]}\n");
  ASSERT_TRUE(read.has_value() && read->has_value());
  EXPECT_EQ(Text(**read),
            "8: Deployment/tea boil = busybox @ 1.36 (floating)\n"
            "11: Deployment/tea pot = ghcr.io/ada/tea @ " +
                digest +
                " (digest)\n"
                "13: Deployment/tea leaves = quay.io/a/leaves @ 1 (floating)\n"
                "19: CronJob/nightly c = a/b @ latest (floating)\n"
                "29: Pod/p e = x:${TAG} @  (variable)\n");
}

TEST(Deployment, WhatIsNoneIsToldByItsBytesOrByWhatItHolds) {
  struct Row {
    const char* bytes;
    bool looks;
  };
  for (const Row& row :
       {Row{"apiVersion: v1\nkind: Pod\nspec: {image: x}\n", true},
        Row{"kind: Pod\napiVersion: v1\n# image\n", true},
        Row{"\xEF\xBB\xBF"
            "apiVersion: v1\nkind: Pod\nimage\n",
            true},
        Row{"apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n", false},
        Row{"services:\n  a: {image: x, apiVersion: y, kind: z}\n", false},
        Row{"apiVersion: v1\nkind: Pod\nimage: {{ .Values.image }}\n", true}, Row{"", false}})
    EXPECT_EQ(LooksLikeKubernetes(row.bytes), row.looks) << row.bytes;
  const auto none = ReadKubernetes("a.yaml", "apiVersion: v1\nkind: Service\n# image\n");
  EXPECT_TRUE(none.has_value() && !none->has_value());
  EXPECT_FALSE(ReadKubernetes("a.yaml", "a: [").has_value());
  const auto filled = ReadKubernetes(
      "a.yaml", "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: '{{ x }}'}]}\n");
  EXPECT_EQ(Text(**filled), "3: Pod/ a = {{ x }} @  (variable)\n");
  EXPECT_TRUE(MayBeDeployment("k8s/Kustomization") && MayBeDeployment("a.yml"));
  EXPECT_FALSE(MayBeDeployment("a.json"));
}

TEST(Deployment, AKustomizationNamesImagesAndWhatItTakesFromElsewhere) {
  const std::string commit(40, 'c');
  const auto read = ReadKustomization(
      "kustomization.yaml",
      "images:\n- {name: tea, newName: ghcr.io/ada/tea, newTag: '4.2'}\n"
      "- {name: cup, digest: 'sha256:" +
          std::string(64, 'b') +
          "'}\n- {name: unchanged}\nresources:\n- ../base\n- deployment.yaml\n"
          "- https://user:secret@github.com/ada/base//deploy?ref=v1.2.3\n"
          "- github.com/ada/other?timeout=9&ref=" +
          commit + "\n- https://example.org/x.yaml\nhelmCharts: [{name: pot, version: 1.0.0}]\n");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(Text(*read),
            "2: tea = ghcr.io/ada/tea @ 4.2 (floating)\n"
            "3: cup = cup @ sha256:" +
                std::string(64, 'b') +
                " (digest)\n"
                "8: https://github.com/ada/base//deploy = https://github.com/ada/base"
                "//deploy @ v1.2.3 (version)\n"
                "9: github.com/ada/other = github.com/ada/other @ " +
                commit +
                " (commit)\n"
                "10: https://example.org/x.yaml = https://example.org/x.yaml @ "
                " (floating)\n"
                "note: line 11: not read: the chart pot 1.0.0\n");
}

TEST(Deployment, ValuesOfAChartNameImagesInParts) {
  const auto read = ReadHelmValues(
      "values.yaml",
      "image:\n  repository: ada/tea\n  tag: '4.20'\nweb:\n  image: {registry: ghcr.io, repository:"
      " ada/web, tag: 1.10, digest: ''}\n  sidecarImage: {repository: ada/side, digest: " +
          std::string(64, 'd') +
          "}\njobs:\n- image: {repository: ada/job, tag: null}\nplain: {image: 'redis:7'}\n"
          "logo: {image: tea}\nempty: {image: {repository: '', tag: x}}\n"
          "images: {pullPolicy: Always}\n");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(Text(*read),
            "2: image = ada/tea @ 4.20 (floating)\n"
            "5: web.image = ghcr.io/ada/web @ 1.10 (floating)\n"
            "6: web.sidecarImage = ada/side @ sha256:" +
                std::string(64, 'd') +
                " (digest)\n"
                "8: jobs.image = ada/job @  (variable)\n"
                "9: plain.image = redis @ 7 (floating)\n");
}

TEST(DeploymentAttack, ListsAndValuesInOneAnotherEnd) {
  std::string lists = "apiVersion: v1\nkind: List\n", values;
  std::string open, close;
  for (int i = 0; i < 40; ++i) {
    open += "items: [{apiVersion: v1, kind: List, ";
    close += "}]";
    values += "{a: ";
  }
  (void)ReadKubernetes("a.yaml", lists + open + "spec: {containers: [{image: x/y}]}" + close);
  const auto deep = ReadHelmValues("values.yaml", values + "{image: x/y}" + std::string(40, '}'));
  ASSERT_TRUE(deep.has_value());
  EXPECT_TRUE(deep->services.empty());
  EXPECT_EQ(deep->notes[0], "not read: values that lie too deep");
}

}  // namespace
}  // namespace avouch::formats

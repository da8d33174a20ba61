// Real threat models, where AVOUCH_DATA has them: Threat Dragon's own, the OTM that
// others' converters are held to, and files that are none. What we say of each was
// held against a second count of parts and threats that shares no code with ours.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "formats/threat_model.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

fs::path Topic() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? fs::path() : fs::path(data) / "threat-models";
}

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Names of components and of flows, threats, those decided, and what was left.
struct Counts {
  std::string_view format;
  std::size_t components, flows, threats;
  std::ptrdiff_t decided;
  std::size_t left;

  bool operator==(const Counts&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Counts& c) {
  return out << c.format << ' ' << c.components << ' ' << c.flows << ' ' << c.threats << ' '
             << c.decided << ' ' << c.left;
}

Counts CountsOf(const model::ThreatModel& model) {
  return {model.format,
          model.components.size(),
          model.flows.size(),
          model.threats.size(),
          std::ranges::count(model.threats, true, &model::Threat::decided),
          model.left.size()};
}

const std::map<std::string, Counts> kModels = {
    {"startleft/cloudformation/cloudformation_for_mappings_tests.otm", {"otm", 17, 1, 0, 0, 0}},
    {"startleft/lucid/lucid-aws-with-tz-default.otm", {"otm", 8, 7, 0, 0, 0}},
    {"startleft/lucid/lucid-aws-with-tz.otm", {"otm", 9, 8, 0, 0, 0}},
    {"startleft/otm/MTMT_multiple_trustzones_same_type_ID.otm", {"otm", 6, 0, 0, 0, 0}},
    {"startleft/otm/otm/otm_empty_file_example_tf.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/otm/otm/otm_file_example.otm", {"otm", 15, 9, 0, 0, 0}},
    {"startleft/otm/otm/otm_file_example_yaml.otm", {"otm", 15, 9, 0, 0, 0}},
    {"startleft/otm/otm_empty_file_cloudformation_example.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/otm/otm_empty_file_example_cft.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/otm/otm_file_example.otm", {"otm", 15, 9, 0, 0, 0}},
    {"startleft/otm/otm_file_example_yaml.otm", {"otm", 15, 9, 0, 0, 0}},
    {"startleft/slp_cft/cft/cloudformation_for_mappings_tests.otm", {"otm", 16, 1, 0, 0, 5}},
    {"startleft/slp_cft/otm/cft_components_with_trustzones_of_same_type.otm",
     {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_cft/otm/expected_altsource_components.otm", {"otm", 10, 0, 0, 0, 0}},
    {"startleft/slp_cft/otm/expected_orphan_component_is_not_mapped.otm", {"otm", 3, 0, 0, 0, 0}},
    {"startleft/slp_cft/otm/minimal_otm_expected_result.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/slp_cft/otm/otm_with_only_default_trustzone_expected_result.otm",
     {"otm", 0, 0, 0, 0, 0}},
    {"startleft/slp_mtmt/mtmt/MTMT_example_coordinates.otm", {"otm", 8, 6, 105, 0, 8}},
    {"startleft/slp_mtmt/mtmt/MTMT_example_coordinates_1_line_trustzone.otm",
     {"otm", 8, 6, 105, 0, 8}},
    {"startleft/slp_mtmt/otm/missing_coordinates.otm", {"otm", 4, 6, 43, 0, 0}},
    {"startleft/slp_mtmt/otm/nested_tz_line.otm", {"otm", 4, 2, 0, 0, 0}},
    {"startleft/slp_tf/otm/calculate_modules/expected_extra_modules.otm", {"otm", 4, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/calculate_trustzones/tf_components_with_trustzones_of_same_type.otm",
     {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/catchall/tf_explicit_mapping_and_catchall_expected.otm",
     {"otm", 3, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/catchall/tf_singleton_and_catchall_expected.otm",
     {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/catchall/tf_skip_and_catchall_expected.otm", {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/expected_aws_parent_children_components.otm", {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/expected_aws_security_groups_components.otm", {"otm", 15, 9, 0, 0, 0}},
    {"startleft/slp_tf/otm/expected_elb_example.otm", {"otm", 4, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/expected_mapping_skipped_component_without_parent.otm",
     {"otm", 1, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/expected_no_resources.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/expected_orphan_component_is_not_mapped.otm", {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/expected_run_valid_mappings.otm", {"otm", 5, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/mapping_functions/expected_aws_altsource_components.otm",
     {"otm", 9, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/minimal_otm_expected_result.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/otm_with_only_default_trustzone_expected_result.otm",
     {"otm", 0, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/terraform_minimal_content.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/slp_tf/otm/tf-file-referenced-vars-expected-result.otm", {"otm", 7, 0, 0, 0, 0}},
    {"startleft/slp_tfplan/otm/expected-elb.otm", {"otm", 4, 0, 0, 0, 0}},
    {"startleft/slp_tfplan/otm/expected-official.otm", {"otm", 8, 8, 0, 0, 0}},
    {"startleft/slp_visio/otm/aws-with-tz-and-vpc.otm", {"otm", 5, 4, 0, 0, 0}},
    {"startleft/slp_visio/otm/boundary-and-component-tzs.otm", {"otm", 2, 1, 0, 0, 0}},
    {"startleft/slp_visio/otm/boundary-tz-and-default-tz.otm", {"otm", 2, 1, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_aws_shapes.otm", {"otm", 5, 4, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_boundary_tz_and_default_tz.otm", {"otm", 2, 1, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_complex_diagram.otm", {"otm", 6, 4, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_empty_mapping_and_visio_files.otm", {"otm", 0, 0, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_generic_shapes.otm", {"otm", 2, 1, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_manually_modified_connectors.otm", {"otm", 2, 11, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_master_unique_id.otm", {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_multiple_pages_diagram.otm", {"otm", 3, 2, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_origin_trustzone.otm", {"otm", 1, 0, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_overlapped_boundary_tzs.otm", {"otm", 2, 1, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_self_pointing_connectors.otm", {"otm", 2, 0, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_simple_boundary_tzs.otm", {"otm", 2, 1, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_visio_extraneous_elements.otm", {"otm", 5, 4, 0, 0, 0}},
    {"startleft/slp_visio/otm/expected_visio_nested_tzs.otm", {"otm", 2, 1, 0, 0, 0}},
    {"startleft/slp_visio/otm/modified-single-connectors.otm", {"otm", 2, 11, 0, 0, 0}},
    {"startleft/slp_visio/otm/visio-orphan-dataflows.otm", {"otm", 3, 5, 0, 0, 0}},
    {"startleft/startleft/visio/aws-shapes.otm", {"otm", 5, 4, 0, 0, 0}},
    {"startleft/startleft/visio/aws-with-tz-and-vpc.otm", {"otm", 6, 4, 0, 0, 0}},
    {"startleft/startleft/visio/visio-orphan-dataflows.otm", {"otm", 3, 5, 0, 0, 0}},
    {"startleft/visio/aws-shapes.otm", {"otm", 5, 4, 0, 0, 0}},
    {"startleft/visio/aws-with-tz-and-vpc.otm", {"otm", 6, 4, 0, 0, 0}},
    {"startleft/visio/visio-orphan-dataflows.otm", {"otm", 3, 5, 0, 0, 0}},
    {"threat-dragon/ThreatDragonModels/enter-the-dragon/enter-the-dragon-1.json",
     {"threat-dragon", 0, 0, 0, 0, 0}},
    {"threat-dragon/ThreatDragonModels/enter-the-dragon/enter-the-dragon-2.json",
     {"threat-dragon", 3, 4, 0, 0, 0}},
    {"threat-dragon/ThreatDragonModels/enter-the-dragon/enter-the-dragon-4.json",
     {"threat-dragon", 3, 4, 3, 2, 0}},
    {"threat-dragon/ThreatDragonModels/new-model.json", {"threat-dragon", 0, 0, 0, 0, 0}},
    {"threat-dragon/ThreatDragonModels/test/example-open-threat-model.json",
     {"otm", 4, 2, 2, 2, 0}},
    {"threat-dragon/ThreatDragonModels/v2-new-model.json", {"threat-dragon", 0, 0, 0, 0, 0}},
    {"threat-dragon/td.vue/src/service/demo/iot-device.json", {"threat-dragon", 11, 12, 4, 1, 0}},
    {"threat-dragon/td.vue/src/service/demo/mobile-cloud.otm.json", {"otm", 4, 6, 43, 0, 0}},
    {"threat-dragon/td.vue/src/service/demo/online-game.json", {"threat-dragon", 12, 16, 0, 0, 0}},
    {"threat-dragon/td.vue/src/service/demo/payment-online.json",
     {"threat-dragon", 5, 10, 0, 0, 0}},
    {"threat-dragon/td.vue/src/service/demo/three-tier-web-app.json",
     {"threat-dragon", 3, 3, 2, 2, 0}},
    {"threat-dragon/td.vue/src/service/demo/v2-new-model.json", {"threat-dragon", 0, 0, 0, 0, 0}},
    {"threat-dragon/td.vue/tests/e2e/fixtures/v1-model.json", {"threat-dragon", 2, 2, 3, 2, 0}},
    {"threat-dragon/td.vue/tests/e2e/fixtures/v2-model.json", {"threat-dragon", 2, 1, 1, 0, 0}},
    {"threat-dragon/td.vue/tests/e2e/fixtures/v2-new-model.json", {"threat-dragon", 0, 0, 0, 0, 0}},
    {"threat-dragon/td.vue/tests/unit/service/migration/otm-test-model.json",
     {"otm", 5, 2, 5, 2, 1}},
    {"threat-dragon/td.vue/tests/unit/service/migration/td-test-model.json",
     {"threat-dragon", 19, 8, 15, 12, 0}},
    {"threat-dragon/td.vue/tests/unit/service/migration/v1-test-model.json",
     {"threat-dragon", 4, 1, 0, 0, 0}},
    {"threat-dragon/td.vue/tests/unit/service/schema/otm_example.json", {"otm", 4, 2, 2, 2, 0}},
    {"threat-dragon/td.vue/tests/unit/service/schema/test-v1-model.json",
     {"threat-dragon", 0, 0, 0, 0, 0}},
    {"threat-dragon/td.vue/tests/unit/service/schema/test-v2-model.json",
     {"threat-dragon", 0, 0, 0, 0, 0}},
};

// Files beside the models that are malformed, or none: refused, and how.
const std::map<std::string, ErrorKind> kRefused = {
    {"startleft/otm/otm_empty_file_example_tf.otm", ErrorKind::kUnsupported},  // No byte in it
    {"startleft/slp_base/otm/otm_without_version.otm", ErrorKind::kUnsupported},
    {"startleft/slp_cft/generic/invalid-yaml.yaml", ErrorKind::kUnsupported},
    {"startleft/startleft/mtmt/invalid-mtmt-mapping.yaml", ErrorKind::kMalformed},
    {"startleft/startleft/mtmt/mtmt-invalid-format-zip.tm7", ErrorKind::kUnsupported},
    {"startleft/cloudformation/cloudformation_wrong_mapping_file.yaml", ErrorKind::kMalformed},
    {"threagile/bad_formatted_risks_file.json", ErrorKind::kUnsupported},
    {"threagile/empty_file_no_risks.json", ErrorKind::kUnsupported},
    {"threat-dragon/td.vue/src/service/threats/models/stride.json", ErrorKind::kUnsupported},
    {"threat-dragon/td.vue/tests/unit/service/migration/tmBom/diagrams/mockTdComponents.json",
     ErrorKind::kUnsupported},
};

TEST(ThreatModelCases, EachModelIsReadAndWhatIsNoneIsRefused) {
  const fs::path topic = Topic();
  if (!fs::is_directory(topic)) GTEST_SKIP() << "no topic 'threat-models' under AVOUCH_DATA";
  std::size_t read = 0, refused = 0, named = 0;
  std::map<std::string, int> unread;
  for (const auto& entry : fs::recursive_directory_iterator(topic)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), topic).string();
    if (name.starts_with("LICENSES") || name.find('/') == name.npos) continue;
    const auto model = formats::ReadThreatModel(Path(name), ReadAll(entry.path()));
    if (!model) {
      ++refused;
      EXPECT_FALSE(kModels.contains(name)) << name << ": " << ToString(model.error());
      const auto row = kRefused.find(name);
      if (row == kRefused.end()) continue;
      ++named;
      EXPECT_EQ(model.error().kind, row->second) << name << ": " << ToString(model.error());
      EXPECT_NE(model.error().where.find(name), std::string::npos) << ToString(model.error());
      continue;
    }
    EXPECT_FALSE(kRefused.contains(name)) << name << " is read as " << model->format;
    if (model->format != "otm" && model->format != "threat-dragon") {
      EXPECT_EQ(model->left.size(), 1u) << name;  // Known, and said to be unread
      EXPECT_TRUE(model->components.empty() && model->threats.empty()) << name;
      ++unread[model->format];
      continue;
    }
    const auto row = kModels.find(name);
    if (row == kModels.end()) {
      ADD_FAILURE() << name << " is judged by nobody";
      continue;
    }
    EXPECT_EQ(CountsOf(*model), row->second) << name;
    ++read;
  }
  EXPECT_EQ(read, kModels.size());
  EXPECT_EQ(named, kRefused.size());
  std::cout << read << " models read, " << refused << " files refused";
  for (const auto& [format, count] : unread) std::cout << ", " << count << ' ' << format;
  std::cout << '\n';
  EXPECT_GE(unread["mstmt"], 13);
  EXPECT_EQ(unread["cyclonedx"], 3);
  EXPECT_EQ(unread["threagile"], 1);
  EXPECT_EQ(unread["threat-model-library"], 1);
}

// The decided threats of one model, read by a person.
TEST(ThreatModelCases, WhatADiagramSaysOfEachThreatIsKept) {
  const fs::path file = Topic() / "threat-dragon/td.vue/tests/e2e/fixtures/v1-model.json";
  if (!fs::is_regular_file(file)) GTEST_SKIP() << "no topic 'threat-models' under AVOUCH_DATA";
  const auto model = formats::ReadThreatModel("v1-model.json", ReadAll(file));
  ASSERT_TRUE(model.has_value()) << ToString(model.error());
  for (const auto& threat : model->threats) {
    EXPECT_EQ(threat.decided, threat.decision.starts_with("Mitigated")) << threat.text;
    EXPECT_TRUE(std::ranges::binary_search(model->components, threat.component) ||
                std::ranges::binary_search(model->flows, threat.component))
        << threat.component;
    EXPECT_GT(threat.place.line, 1);
  }
}

}  // namespace
}  // namespace avouch

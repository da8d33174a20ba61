#include "formats/threat_dragon.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "formats/threat_model.h"

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

Result<model::ThreatModel> Read(std::string_view text) { return ReadThreatModel("m.json", text); }

Texts Threats(const model::ThreatModel& model) {
  Texts out;
  for (const auto& one : model.threats)
    out.push_back(std::to_string(one.place.line) + " " + one.id + " | " + one.component + " | " +
                  one.text + " | " + one.decision + " | " + (one.decided ? "+" : "-"));
  return out;
}

TEST(ThreatDragon, Version2HoldsNamesAndThreatsInData) {
  const auto model = Read(R"({"version":"2.3.0","summary":{"title":"x"},"detail":{"diagrams":[
{"cells":[
{"id":"1","shape":"process","data":{"type":"tm.Process","name":"Web\n server","threats":[
{"number":1,"title":"reads","status":"Open","mitigation":"a filter"},
{"number":2,"title":"writes","status":"Mitigated","mitigation":"a check"}]}},
{"id":"2","shape":"store","data":{"type":"tm.Store","name":"Database","outOfScope":true}},
{"id":"3","shape":"flow","source":{"cell":"1"},"target":{"cell":"2"},"data":{"type":"tm.Flow","name":"",
"threats":[{"title":"listens","status":"NotApplicable","mitigation":""}]}},
{"id":"4","shape":"trust-boundary-box","data":{"type":"tm.BoundaryBox","name":"cloud"}},
{"id":"5","shape":"td-text-block","data":{"type":"tm.Text","name":"a note"}}]}]}})");
  ASSERT_TRUE(model.has_value()) << ToString(model.error());
  EXPECT_EQ(model->format, "threat-dragon");
  EXPECT_EQ(model->components, (Texts{"Database", "Web server"}));
  EXPECT_EQ(model->flows, (Texts{"Web server -> Database"}));
  EXPECT_EQ(Threats(*model), (Texts{"4 1 | Web server | reads | Open: a filter | -",
                                    "5 2 | Web server | writes | Mitigated: a check | +",
                                    "8  | Web server -> Database | listens | NotApplicable | +"}));
}

TEST(ThreatDragon, Version1DrawsNamesAsText) {
  const auto model =
      Read(R"({"summary":{"title":"x"},"detail":{"diagrams":[{"diagramJson":{"cells":[
{"type":"tm.Actor","id":"a","attrs":{"text":{"text":"Browser"}}},
{"type":"tm.Process","id":"b","attrs":{"text":{"text":"Web"}},"threats":[
{"title":"forged","status":"N/A","mitigation":"none"},{"title":"","description":"told","status":""}]},
{"type":"tm.Boundary","id":"z"},
{"type":"tm.Flow","id":"f","labels":[{"attrs":{"text":{"text":"asks"}}}],"source":{"id":"a"},"target":{"id":"b"}},
{"type":"tm.Flow","id":"g","source":{"id":"a"},"target":{"x":1}}]}},
{"title":"no drawing yet"}]}})");
  ASSERT_TRUE(model.has_value()) << ToString(model.error());
  EXPECT_EQ(model->components, (Texts{"Browser", "Web"}));
  EXPECT_EQ(model->flows, (Texts{"Browser -> somewhere", "asks"}));
  EXPECT_EQ(Threats(*model),
            (Texts{"4  | Web | forged | N/A: none | +", "4  | Web | told |  | -"}));
}

TEST(ThreatDragon, MalformedIsRefusedByLine) {
  struct Row {
    std::string_view text, error;
  };
  const Row rows[] = {
      {R"({"summary":{},"detail":{}})", "m.json:1: a Threat Dragon model without a title"},
      {"{\"summary\":{\"title\":\"x\"},\n\"detail\":{\"diagrams\":{}}}",
       "m.json:2: diagrams is no list"},
      {"{\"summary\":{\"title\":\"x\"},\"detail\":{\"diagrams\":[\n{\"cells\":{}}]}}",
       "m.json:2: cells is no list"},
  };
  for (const Row& row : rows) {
    const auto model = Read(row.text);
    ASSERT_FALSE(model.has_value()) << row.text;
    EXPECT_EQ(ToString(model.error()), row.error);
  }
}

TEST(ThreatDragon, ControlCharactersDoNotDriveATerminal) {
  const auto model = Read(
      "{\"summary\":{\"title\":\"x\"},\"detail\":{\"diagrams\":[{\"cells\":[{\"shape\":\"process\","
      "\"data\":{\"type\":\"tm.Process\",\"name\":\"a\\u001b[2Jb\"}}]}]}}");
  ASSERT_TRUE(model.has_value());
  EXPECT_EQ(model->components, (Texts{"a?[2Jb"}));
}

}  // namespace
}  // namespace avouch::formats

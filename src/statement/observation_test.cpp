#include "statement/observation.h"

#include <gtest/gtest.h>

namespace avouch::statement {
namespace {

model::PipelineFacts Pipelines() {
  model::Step step;
  step.run = "make test";
  step.uses = model::Reference{};
  step.uses->text = "a/b@v1";
  step.deeds.push_back(
      {model::DeedKind::kTest, "make", "make test", {"x"}, false, true, {"w.yml", 3}});
  model::Job job;
  job.id = "test";
  job.permissions.written = true;
  job.permissions.write = {"contents"};
  job.steps.push_back(step);
  model::Pipeline pipeline;
  pipeline.path = ".github/workflows/w.yml";
  pipeline.jobs.push_back(job);
  pipeline.triggers.push_back(
      {model::Event::kTag, "push", {}, {"v*"}, {}, {}, {}, {}, {"w.yml", 2}});
  return {{pipeline}, {".circleci/config.yml"}};
}

TEST(Observation, ReadsBackExactlyWhatWasWritten) {
  model::Coverage coverage{3, 1, {{"x.yml", "test data"}, {Path(std::string("\xff\xfe")), "odd"}}};
  auto written = WriteObservation({"rota", "abc", ""}, Pipelines(), coverage);
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->family, "pipelines");
  model::PipelineFacts facts;
  model::Coverage read;
  auto status = ReadObservation(written->bytes, facts, read);
  ASSERT_TRUE(status.has_value()) << ToString(status.error());
  EXPECT_EQ(facts, Pipelines());
  EXPECT_EQ(read, coverage);
  auto again = WriteObservation({"rota", "abc", ""}, facts, read);
  EXPECT_EQ(again->bytes, written->bytes);
  EXPECT_EQ(again->id, written->id);
}

TEST(Observation, HistoryReadsBack) {
  model::HistoryFacts history;
  history.commits = 7;
  history.first = {-5};
  history.people.push_back({"Ada", {"a@b"}, {"Ada"}, true, "named", 3, 1, {0}, {9}});
  history.releases.push_back({"v1", "1", "aa", {5}, model::SignatureKind::kSsh, true, false, true});
  auto written = WriteObservation({"x", "y", "z"}, history, model::Coverage{});
  model::HistoryFacts facts;
  model::Coverage coverage;
  ASSERT_TRUE(ReadObservation(written->bytes, facts, coverage).has_value());
  EXPECT_EQ(facts, history);
}

TEST(Observation, AMarkIsWrittenOnlyWhereItIsSet) {
  model::ComponentFacts components;
  model::Manifest& manifest = components.manifests.emplace_back();
  manifest.components = {{.name = "a"}, {.name = "b", .optional = true}};
  const auto written = WriteObservation({"x", "y", ""}, components, model::Coverage{});
  ASSERT_TRUE(written.has_value());
  const std::size_t at = written->bytes.find("\"optional\":true");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(written->bytes.find("\"optional\"", at + 1), std::string::npos);
  model::ComponentFacts read;
  model::Coverage coverage;
  ASSERT_TRUE(ReadObservation(written->bytes, read, coverage).has_value());
  EXPECT_EQ(read, components);
  Bytes other = written->bytes;
  other.replace(at, 15, "\"optional\":false");
  EXPECT_FALSE(ReadObservation(other, read, coverage).has_value());
}

TEST(Observation, RefusesAnyOtherBytes) {
  auto written = WriteObservation({"x", "y", ""}, Pipelines(), model::Coverage{});
  model::PipelineFacts facts;
  model::Coverage coverage;
  const Bytes good = written->bytes;
  // Every cut, and every byte changed, is refused or reads as another value.
  for (std::size_t i = 0; i < good.size(); i += 7) {
    EXPECT_FALSE(ReadObservation(BytesView(good).substr(0, i), facts, coverage).has_value());
    Bytes bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    // What it is about may be another commit; then it is another observation.
    if (i > good.find("\"gitCommit\"") + 13 ||
        bad.substr(bad.size() - 20) != good.substr(good.size() - 20))
      continue;
    model::PipelineFacts other;
    model::Coverage other_coverage;
    bool same = ReadObservation(bad, other, other_coverage).has_value() && other == Pipelines() &&
                other_coverage == model::Coverage{};
    EXPECT_FALSE(same) << i;
  }
  EXPECT_FALSE(ReadObservation(good + " ", facts, coverage).has_value());
  model::TreeFacts tree;
  EXPECT_FALSE(ReadObservation(good, tree, coverage).has_value());
}

}  // namespace
}  // namespace avouch::statement

// What programs read: JSON against its schema, SARIF within its bounds,
// Markdown and HTML that evidence cannot break out of.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "report/html.h"
#include "report/html_node.h"
#include "report/json.h"
#include "report/markdown.h"
#include "report/sarif.h"
#include "report/table.h"
#include "syntax/json.h"
#include "testing/sample_assessment.h"

namespace avouch::report {
namespace {

using syntax::Node;
using testing::Sample;

const std::string kHostile =
    "</title><script>alert(1)</script> \"'><img src=x onerror=y> [a](http://evil) ![b](c) `x` | "
    "@octocat "
    "#12 \x1b[2J\xE2\x80\xAE\xff\n# heading\n<!-- -->";

Material Of(const Sample& sample, const Comparison* since = nullptr) {
  return {sample.assessment, sample.catalogue, sample.arguments, sample.talk, since};
}

// Every text that evidence can reach is hostile.
Sample HostileSample() {
  Sample out = testing::VendorSample();
  auto& a = out.assessment;
  a.subject.name = kHostile;
  a.subject.product.organisation_name = kHostile;
  a.subject.product.exclusions[0].because = kHostile;
  a.skipped[0] = {Path(kHostile), kHostile};
  a.assumptions = {kHostile};
  for (auto& claim : a.claims) {
    claim.reasons.push_back(kHostile);
    for (auto& check : claim.checks) {
      check.headline = check.remedy = check.missing = kHostile;
      check.witnesses.push_back({kHostile, {Path(kHostile), 3}});
      check.findings.push_back(
          testing::SampleFinding("00ff", check.check, {Path(kHostile), 7}, kHostile, false));
    }
    for (auto& step : claim.next) step.text = kHostile;
  }
  return out;
}

Node Parse(const Result<std::string>& text) {
  EXPECT_TRUE(text.has_value()) << (text ? "" : ToString(text.error()));
  auto node = syntax::ParseJson(text ? *text : "null");
  EXPECT_TRUE(node.has_value());
  return node ? std::move(*node) : Node();
}

// As much of JSON Schema as the schema uses; and stricter: a key that the schema
// does not know is an error here, so that none is written undocumented.
class Schema {
 public:
  Schema() {
    std::stringstream text;
    text << std::ifstream(AVOUCH_SOURCE_DIR "/docs/schemas/check-v1.schema.json").rdbuf();
    root_ = Parse(text.str());
  }
  std::vector<std::string> Check(const Node& value) const {
    std::vector<std::string> out;
    Walk(root_, value, "", out);
    return out;
  }

 private:
  void Walk(const Node& schema, const Node& value, const std::string& at,
            std::vector<std::string>& out) const {
    if (const Node* ref = schema.Find("$ref"))
      Walk(root_["$defs"][ref->text().substr(8)], value, at, out);
    if (const Node* same = schema.Find("const"); same && !(*same == value))
      out.push_back(at + ": const");
    if (const Node* words = schema.Find("enum")) {
      bool found = false;
      for (const auto& word : words->items()) found |= word == value;
      if (!found) out.push_back(at + ": enum");
    }
    if (const Node* any = schema.Find("anyOf")) {
      bool found = false;
      for (const auto& one : any->items()) {
        std::vector<std::string> problems;
        Walk(one, value, at, problems);
        found |= problems.empty();
      }
      if (!found) out.push_back(at + ": anyOf");
    }
    if (const Node* type = schema.Find("type")) {
      std::string_view name = type->text();
      bool good = name == "object"    ? value.is_map()
                  : name == "array"   ? value.is_list()
                  : name == "string"  ? value.is_text()
                  : name == "integer" ? value.is_integer()
                  : name == "boolean" ? value.is_boolean()
                                      : value.is_null();
      if (!good) return out.push_back(at + ": not " + std::string(name));
    }
    if (const Node* least = schema.Find("minimum"); least && value.integer() < least->integer())
      out.push_back(at + ": minimum");
    for (const auto& key : schema["required"].items())
      if (!value.Find(key.text())) out.push_back(at + ": lacks " + std::string(key.text()));
    if (const Node* properties = schema.Find("properties"))
      for (const auto& entry : value.entries()) {
        const Node* of = properties->Find(entry.key);
        std::string below = at + "/" + std::string(entry.key);
        if (of == nullptr)
          out.push_back(below + ": not in the schema");
        else
          Walk(*of, entry.value, below, out);
      }
    if (const Node* items = schema.Find("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        Walk(*items, value.At(i), at + "/" + std::to_string(i), out);
  }

  Node root_;
};

TEST(Json, FollowsItsPublishedSchema) {
  Schema schema;
  for (const auto& sample : {testing::EmptySample(), testing::OpenSourceSample(),
                             testing::VendorSample(), HostileSample()})
    EXPECT_EQ(schema.Check(Parse(CheckJson(Of(sample), {}))), std::vector<std::string>{});
  auto now = testing::OpenSourceSample();
  Comparison since = Compare(testing::EmptySample().assessment, now.assessment);
  Node node = Parse(CheckJson(Of(now, &since), {}));
  EXPECT_EQ(schema.Check(node), std::vector<std::string>{});
  EXPECT_EQ(node["since"]["new"].size(), 3u);
}

TEST(Json, TheSchemaCheckCanFail) {
  Schema schema;
  Node node = Parse(CheckJson(Of(testing::EmptySample()), {}));
  node.Set("time", Node::Integer(3));
  node.Set("another", Node::Null());
  EXPECT_EQ(schema.Check(node).size(), 2u);
}

TEST(Json, HoldsVerdictsFindingsAndNothingOfThisMachine) {
  auto sample = testing::OpenSourceSample();
  std::string text = *CheckJson(Of(sample), {});
  Node node = Parse(text);
  ASSERT_EQ(node["verdicts"].size(), 45u);
  const Node& claim = node["verdicts"].At(7);
  EXPECT_EQ(claim["claim"].text(), "1.2.2");
  EXPECT_EQ(claim["verdict"].text(), "not-met");
  EXPECT_TRUE(claim["grade"].is_null());
  EXPECT_EQ(claim["findings"].At(0)["path"].text(), "Dockerfile");
  EXPECT_EQ(claim["evidence"].At(0)["family"].text(), "pipelines");
  EXPECT_EQ(text.find(sample.talk.target), std::string::npos);
  sample.talk.seconds = 77;
  sample.talk.target = "/elsewhere";
  EXPECT_EQ(*CheckJson(Of(sample), {}), text);
}

TEST(Json, APathThatIsNotUtf8KeepsItsBytes) {
  auto sample = testing::OpenSourceSample();
  sample.assessment.skipped = {{Path("caf\xe9"), "x"}};
  const Node root = Parse(CheckJson(Of(sample), {}));
  EXPECT_EQ(root["skipped"].At(0)["path"]["b64"].text(), "Y2Fm6Q==");
}

TEST(Sarif, RulesAreChecksAndResultsHavePlaces) {
  const Node log = Parse(CheckSarif(Of(testing::OpenSourceSample()), {}));
  const Node& run = log["runs"].At(0);
  ASSERT_EQ(run["results"].size(), 5u);
  const Node& first = run["results"].At(0);
  EXPECT_EQ(first["ruleId"].text(), "integrity.images");
  EXPECT_EQ(first["level"].text(), "error");
  EXPECT_EQ(first["partialFingerprints"]["avouch/v1"].text(), "00000000000000a1");
  const Node& rules = run.At({"tool", "driver", "rules"});
  ASSERT_EQ(rules.size(), 3u);
  for (const auto& result : run["results"].items())
    EXPECT_EQ(rules.At(static_cast<std::size_t>(*result["ruleIndex"].integer()))["id"].text(),
              result["ruleId"].text());
}

TEST(Sarif, StaysInsideTheBoundsOfAForge) {
  auto sample = testing::OpenSourceSample();
  auto& check = testing::AnswerOf(sample, "1.2.2").checks[2];
  check.findings.clear();
  for (int i = 0; i < 10000; ++i)
    check.findings.push_back(testing::SampleFinding("same", check.check,
                                                    {"d \xff/" + std::to_string(i), 0},
                                                    std::string(5000, '{'), i == 9999));
  std::string text = *CheckSarif(Of(sample), {});
  const Node log = Parse(text);
  const Node& run = log["runs"].At(0);
  ASSERT_EQ(run["results"].size(), kMaxResults);
  std::set<std::string> prints;
  for (const auto& result : run["results"].items()) {
    EXPECT_LE(result["message"]["text"].text().size(), kMaxMessage);
    prints.insert(std::string(result["partialFingerprints"]["primaryLocationLineHash"].text()));
    const Node& physical = result["locations"].At(0)["physicalLocation"];
    EXPECT_GE(physical["region"]["startLine"].integer(), 1);
  }
  EXPECT_EQ(prints.size(), kMaxResults);
  const Node& first = run["results"].At(0);
  EXPECT_EQ(first["level"].text(), "error") << "deciding ones come first";
  EXPECT_EQ(first["locations"].At(0)["physicalLocation"]["artifactLocation"]["uri"].text(),
            "d%20%FF/9999");
  for (const auto& rule : run.At({"tool", "driver", "rules"}).items())
    EXPECT_LE(rule["properties"]["tags"].size(), kMaxTags);
}

TEST(Sarif, NothingFoundIsARunWithoutResults) {
  const Node log = Parse(CheckSarif(Of(testing::EmptySample()), {}));
  const Node& run = log["runs"].At(0);
  EXPECT_TRUE(run["results"].is_list());
  EXPECT_EQ(run["results"].size(), 0u);
}

TEST(Markdown, EvidenceStaysText) {
  EXPECT_EQ(EscapeMarkdown("a *b* _c_ <i>"), "a \\*b\\* \\_c\\_ &lt;i&gt;");
  EXPECT_EQ(EscapeMarkdown("@octocat"), "`@octocat`");
  EXPECT_EQ(EscapeMarkdown("see https://evil.example"), "see `https://evil.example`");
  EXPECT_EQ(EscapeMarkdown("#12 a/b#3"), "`#12` `a/b#3`");
  EXPECT_EQ(EscapeMarkdown("a`b"), "``a`b``");
  EXPECT_EQ(EscapeMarkdown("- x"), "\\- x");
  EXPECT_EQ(EscapeMarkdown("1. x"), "1\\. x");
  EXPECT_EQ(EscapeMarkdown("[a](b) ![c](d)"), "\\[a\\]\\(b\\) \\!\\[c\\]\\(d\\)");
  std::string text = CheckMarkdown(Of(HostileSample()), {});
  EXPECT_EQ(text.find("\x1b"), std::string::npos);
  EXPECT_EQ(text.find("\n# heading"), std::string::npos);
  // Outside code spans no markup is left.
  std::string outside;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t run = std::min(text.find_first_not_of('`', i), text.size()) - i;
    if (run > 0) {
      std::size_t end = i + run;
      std::string fence(run, '`');
      do {  // To the closing run of the same length.
        end = text.find(fence, end);
        ASSERT_NE(end, std::string::npos);
        std::size_t length = std::min(text.find_first_not_of('`', end), text.size()) - end;
        if (length == run) break;
        end += length;
      } while (true);
      i = end + run;
      continue;
    }
    outside += text[i++];
  }
  EXPECT_EQ(outside.find("<script"), std::string::npos);
  EXPECT_EQ(outside.find("<img"), std::string::npos);
  EXPECT_EQ(outside.find("](http"), std::string::npos);
  EXPECT_EQ(outside.find("@octocat"), std::string::npos);
}

TEST(Markdown, LeadsWithWhatIsNewAndFoldsTheRest) {
  auto now = testing::OpenSourceSample();
  Comparison since = Compare(testing::EmptySample().assessment, now.assessment);
  std::string text = CheckMarkdown(Of(now, &since), {});
  EXPECT_TRUE(text.starts_with("### avouch: 3 new findings\n")) << text.substr(0, 80);
  EXPECT_LT(text.find("** `Dockerfile:1`"), text.find("<details>"));  // With its claim
  EXPECT_NE(text.find("avouch check --since "), std::string::npos);
  EXPECT_NE(text.find("45 claims: 0 met"), std::string::npos);
}

TEST(Markdown, AHugeAnswerStaysACommentThatAForgeTakes) {
  auto sample = testing::OpenSourceSample();
  for (auto& claim : sample.assessment.claims)
    for (int i = 0; i < 40; ++i) {
      auto check = claim.checks[0];
      check.check = claim.claim + std::to_string(i);
      check.findings.assign(
          40, testing::SampleFinding("1", check.check, {"path/" + std::to_string(i), 1},
                                     std::string(300, 'x'), i % 2 == 0));
      if (i % 2 == 0) check.outcome = model::Outcome::kViolated;
      claim.checks.push_back(check);
    }
  EXPECT_LT(CheckMarkdown(Of(sample), {}).size(), 65536u);
}

// The page as a list of its tags; fails on anything that is not well formed.
std::vector<std::string> TagsOf(const std::string& page) {
  std::vector<std::string> tags, open;
  std::size_t style = page.find("<style>"), style_end = page.find("</style>");
  for (std::size_t i = page.find("<body>"); i < page.size(); ++i) {
    if (page[i] != '<') continue;
    std::size_t end = page.find('>', i);
    std::string tag = page.substr(i + 1, end - i - 1);
    std::string name = tag.substr(0, tag.find(' '));
    if (name == "br") continue;
    if (name[0] == '/') {
      if (!open.empty() && open.back() == name.substr(1))
        open.pop_back();
      else if (name != "/html")
        ADD_FAILURE() << "closes what is not open: " << name;
    } else {
      open.push_back(name);
      tags.push_back(tag);
    }
  }
  EXPECT_TRUE(open.empty());
  EXPECT_LT(style, style_end);
  return tags;
}

TEST(HtmlPage, NothingOfTheEvidenceBecomesMarkup) {
  std::string page = CheckHtml(Of(HostileSample()), {});
  EXPECT_TRUE(page.starts_with("<!doctype html>"));
  EXPECT_TRUE(IsUtf8(page));
  static const std::set<std::string> kNever = {"script", "img",  "iframe", "object",
                                               "form",   "link", "meta"};
  for (const auto& tag : TagsOf(page)) {
    EXPECT_FALSE(kNever.contains(tag.substr(0, tag.find(' ')))) << tag;
    EXPECT_EQ(tag.find(" on"), std::string::npos) << tag;
    EXPECT_EQ(tag.find(" src="), std::string::npos) << tag;
    if (std::size_t at = tag.find("href=\""); at != std::string::npos) {
      EXPECT_EQ(tag[at + 6], '#') << tag;
    }
  }
  EXPECT_EQ(page.find('\x1b'), std::string::npos);
  EXPECT_EQ(page.find("\xE2\x80\xAE"), std::string::npos);
}

TEST(HtmlPage, FetchesAndRunsNothing) {
  std::string page = CheckHtml(Of(testing::VendorSample()), {});
  EXPECT_NE(page.find("Content-Security-Policy\" content=\"default-src 'none'"), std::string::npos);
  for (const char* bad : {"<script", "url(", "@import", "http://", "https://", "javascript:"})
    EXPECT_EQ(page.find(bad), std::string::npos) << bad;
}

TEST(HtmlPage, EveryLinkLeadsToAPlaceInIt) {
  for (const auto& sample :
       {testing::EmptySample(), testing::OpenSourceSample(), testing::VendorSample()}) {
    std::set<std::string> ids;
    std::vector<std::string> links;
    for (const auto& tag : TagsOf(CheckHtml(Of(sample), {}))) {
      auto value = [&](const char* key) {
        std::size_t at = tag.find(key);
        if (at == std::string::npos) return std::string();
        at += std::string_view(key).size();
        return tag.substr(at, tag.find('"', at) - at);
      };
      if (std::string id = value(" id=\""); !id.empty()) {
        EXPECT_TRUE(ids.insert(id).second) << "twice: " << id;
      }
      if (std::string link = value(" href=\"#"); !link.empty()) links.push_back(link);
    }
    for (const auto& link : links) EXPECT_TRUE(ids.contains(link)) << link;
  }
}

TEST(HtmlPage, EveryClaimHasItsTreeAndItsList) {
  auto sample = testing::OpenSourceSample();
  std::string page = CheckHtml(Of(sample), {});
  std::size_t trees = 0;
  for (std::size_t at = page.find("<svg"); at != std::string::npos; at = page.find("<svg", at + 1))
    ++trees;
  EXPECT_EQ(trees, 45u);
  EXPECT_NE(page.find("id=\"claim-1.2.2\" open"), std::string::npos)
      << "what is not met is unfolded";
}

TEST(HtmlPage, TenThousandFindingsMakeAPageThatOpens) {
  auto sample = testing::OpenSourceSample();
  auto& check = testing::AnswerOf(sample, "1.2.2").checks[2];
  for (int i = 0; i < 10000; ++i) {
    check.findings.push_back(
        testing::SampleFinding("1", check.check, {"d/" + std::to_string(i), 1}, "x", true));
    sample.assessment.skipped.push_back({"s/" + std::to_string(i), "test data"});
  }
  EXPECT_LT(CheckHtml(Of(sample), {}).size(), 600000u);
}

TEST(Formats, EachHasOneRowAndWritesAnAnswerWithNothingInIt) {
  std::set<std::string_view> names;
  Sample nothing;
  for (const auto& format : Formats()) {
    EXPECT_TRUE(names.insert(format.name).second);
    EXPECT_EQ(FindFormat(format.name), &format);
    EXPECT_TRUE(format.write(Of(nothing), {}).has_value()) << format.name;
    auto sample = HostileSample();
    EXPECT_EQ(*format.write(Of(sample), {}), *format.write(Of(sample), {})) << format.name;
  }
  EXPECT_EQ(names.size(), 5u);
  EXPECT_EQ(FindFormat("yaml"), nullptr);
}

}  // namespace
}  // namespace avouch::report

#include "app/init.h"

#include <gtest/gtest.h>

#include "statement/product_file.h"

namespace avouch::app {
namespace {

TEST(Init, SixAnswersReadBackAsGiven) {
  const auto text = WriteInitFile(
      {"Rota", "Larkhill Health Ltd", "developer-only", "saas, device", "live/*", "../assurance"});
  ASSERT_TRUE(text) << ToString(text.error());
  EXPECT_EQ(*text,
            "# What avouch is told of this product. Everything here can be changed; the\n"
            "# commit that changes it says who did. Keys: docs/schemas/avouch-1.schema.json\n"
            "avouch: 1\n"
            "product: { name: \"Rota\" }\n"
            "organisation-name: \"Larkhill Health Ltd\"\n"
            "scope: developer-only\n"
            "delivery: [saas, device]\n"
            "releases: { are: tags, match: \"live/*\" }\n"
            "organisation: \"../assurance\"\n"
            "# gate: new   # what makes `avouch check` exit 1: none, new, not-met, open\n");
  const auto file = statement::ReadProductFile(*text);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->product.organisation_name, "Larkhill Health Ltd");
  EXPECT_EQ(file->product.releases.match, "live/*");
}

TEST(Init, ANameIsEnoughAndNothingElseIsInvented) {
  const auto text = WriteInitFile({.name = "x"});
  ASSERT_TRUE(text);
  const auto file = statement::ReadProductFile(*text);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->product.scope, std::nullopt);
  EXPECT_TRUE(file->product.delivery_assumed);
  EXPECT_EQ(file->product.organisation_name, "");
}

TEST(Init, NobodySellsIt) {
  const auto text = WriteInitFile({.name = "x", .organisation_name = "Nobody"});
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("# nobody sells it"), std::string::npos);
}

TEST(Init, NoAnswerCanWriteAnotherKey) {
  for (const char* name :
       {"a\" }\ngate: open", "x # y", "{a: b}", "- x", "*a", "\xc3\xa9", "it's"}) {
    const auto text = WriteInitFile({.name = name});
    if (!text) {
      EXPECT_EQ(text.error().kind, ErrorKind::kUsage);
      continue;
    }
    const auto file = statement::ReadProductFile(*text);
    ASSERT_TRUE(file) << name;
    EXPECT_EQ(file->product.name, name);
    EXPECT_EQ(file->product.gate, model::Gate::kNone);
  }
}

TEST(Init, AnAnswerThatCannotBeNamesItsFlagAndTheChoices) {
  struct Row {
    InitAnswers answers;
    const char* error;
  };
  const Row rows[] = {
      {{}, "--name: a product needs a name"},
      {{.name = "x", .scope = "me"},
       "--scope: 'me' is no answer: one of developer-and-distributor, reseller, developer-only, "
       "open-source-maintainer"},
      {{.name = "x", .delivery = "saas,cloud"},
       "--delivery: 'cloud' is no answer: any of saas, installed, device, library, tool"},
      {{.name = "a\nb"}, "--name: 'a?b' is no answer: one line of text is wanted"},
  };
  for (const Row& row : rows) {
    const auto text = WriteInitFile(row.answers);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().kind, ErrorKind::kUsage);
    EXPECT_EQ(ToString(text.error()), row.error);
  }
}

TEST(Init, EveryQuestionHasItsFlagAndAnswer) {
  for (const InitQuestion& question : InitQuestions()) {
    EXPECT_TRUE(question.flag.starts_with("--"));
    EXPECT_TRUE(question.text.ends_with("?"));
    InitAnswers answers;
    answers.*question.answer = "x";
  }
}

}  // namespace
}  // namespace avouch::app

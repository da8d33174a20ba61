#include "statement/product_list.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::statement {
namespace {

TEST(ProductList, IsOneProductAListOfThemOrBackstages) {
  const struct {
    const char *name, *text;
  } rows[] = {
      {"a.yaml", "name: kiosk\nlabels: { team: pay, built-in: ghe }\nrepositories: [acme/kiosk]\n"},
      {"a.yaml",
       "avouch: 1\nproducts:\n  - { name: kiosk, labels: { built-in: ghe, team: pay }, "
       "repositories: [acme/kiosk] }\n"},
      {"b.json",
       R"([{"kind":"Group","metadata":{"name":"pay"}},{"kind":"Component","metadata":{"name":"kiosk",
           "labels":{"team":"pay","built-in":"ghe"},
           "annotations":{"github.com/project-slug":"acme/kiosk"}}}])"},
      {"b.json",
       R"({"items":[{"kind":"Component","metadata":{"name":"kiosk","labels":{"team":"pay",
           "built-in":"ghe"},"annotations":{"github.com/project-slug":"acme/kiosk"}}}]})"},
  };
  for (const auto& row : rows) {
    const auto list = ReadProductList(row.text, row.name);
    ASSERT_TRUE(list) << ToString(list.error());
    ASSERT_EQ(list->size(), 1u);
    EXPECT_EQ(list->front().name, "kiosk");
    EXPECT_EQ(list->front().labels, (std::vector<std::pair<std::string, std::string>>{
                                        {"built-in", "ghe"}, {"team", "pay"}}));
    EXPECT_EQ(list->front().repositories, std::vector<std::string>{"acme/kiosk"});
  }
}

TEST(ProductList, BackstagesSpecIsLabelsWhereMetadataHasNone) {
  const auto list = ReadProductList(
      R"([{"kind":"Component","metadata":{"name":"k","labels":{"type":"own"}},
          "spec":{"type":"service","lifecycle":"production","owner":"pay","system":7}}])",
      "b.json");
  ASSERT_TRUE(list) << ToString(list.error());
  EXPECT_EQ(list->front().labels,
            (std::vector<std::pair<std::string, std::string>>{
                {"lifecycle", "production"}, {"owner", "pay"}, {"type", "own"}}));
}

TEST(ProductList, WhatIsNoneIsRefusedInOneLine) {
  const struct {
    const char *name, *text, *error;
  } rows[] = {
      {"a.yaml", "name: k\nlabel: {}\n",
       "a.yaml:2:1: unknown key 'label' (did you mean 'labels'?)"},
      {"a.yaml", "products: [ { name: k }, { name: k } ]\n", "product given twice: 'k'"},
      {"a.yaml", "name: ' '\n", "'name' wants text"},
      {"a.yaml", "labels: { a: b }\n", "name"},
      {"a.yaml", "", "empty"},
      {"b.json", "{\"items\": 3}", "b.json: no list of entities"},
      {"b.json", "[{\"name\": \"k\"}]", "b.json: no entity of Backstage"},
      {"b.json", "[", "b.json, "},
      {"b.json", R"([{"kind":"Component","metadata":{}}])", "a product without a name"},
  };
  for (const auto& row : rows) {
    const auto list = ReadProductList(row.text, row.name);
    ASSERT_FALSE(list) << row.text;
    EXPECT_EQ(list.error().kind, ErrorKind::kConfiguration);
    EXPECT_NE(ToString(list.error()).find(row.error), std::string::npos) << ToString(list.error());
    EXPECT_EQ(ToString(list.error()).find('\n'), std::string::npos);
  }
}

}  // namespace
}  // namespace avouch::statement

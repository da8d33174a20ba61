#include "syntax/node.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "syntax/canonical.h"
#include "syntax/json.h"

namespace avouch::syntax {
namespace {

TEST(Node, AbsentValuesChain) {
  const Node node;
  EXPECT_TRUE(node.present());
  EXPECT_TRUE(node.is_null());
  const Node& absent = node["a"]["b"].At(2).At({"c", "d"});
  EXPECT_FALSE(absent.present());
  EXPECT_EQ(absent.text(), "");
  EXPECT_EQ(absent.AsText(), "");
  EXPECT_EQ(absent.integer(), std::nullopt);
  EXPECT_EQ(absent.boolean(), std::nullopt);
  EXPECT_TRUE(absent.items().empty());
  EXPECT_TRUE(absent.entries().empty());
  EXPECT_EQ(absent.Find(""), nullptr);
}

template <class T>
concept GivesViews = requires(T node) { std::forward<T>(node).text(); } ||
                     requires(T node) { std::forward<T>(node).items(); } ||
                     requires(T node) { std::forward<T>(node)["key"]; } ||
                     requires(T node) { std::forward<T>(node).At(0); };

TEST(Node, GivesNoViewOfATemporary) {
  EXPECT_TRUE(GivesViews<const Node&>);
  EXPECT_FALSE(GivesViews<Node>);
  EXPECT_FALSE(GivesViews<const Node>);
}

TEST(Node, WrongKindsAnswerEmpty) {
  const Node text = Node::Text("abc");
  EXPECT_TRUE(text.items().empty());
  EXPECT_EQ(text.size(), 0u);
  EXPECT_FALSE(text["a"].present());
  const Node integer = Node::Integer(3), list = Node::List();
  EXPECT_EQ(integer.text(), "");
  EXPECT_EQ(Node::Integer(1).boolean(), std::nullopt);
  EXPECT_EQ(Node::Boolean(true).integer(), std::nullopt);
  EXPECT_EQ(list.entries().size(), 0u);
}

TEST(Node, ScalarsAsText) {
  EXPECT_EQ(Node::Boolean(true).AsText(), "true");
  EXPECT_EQ(Node::Integer(-42).AsText(), "-42");
  EXPECT_EQ(Node::Number("1.50").AsText(), "1.50");
  EXPECT_EQ(Node::Text("x").AsText(), "x");
  EXPECT_EQ(Node::Null().AsText(), "");
}

TEST(Node, IsBuiltInOneExpression) {
  const Node node = Node::Map()
                        .Set("b", "text")
                        .Set("a", Node::List().Add("x").Add(Node::Integer(2)))
                        .Set("b", Node::Boolean(false));
  EXPECT_EQ(*WriteJson(node, 0), R"({"b":false,"a":["x",2]})");
}

TEST(Node, GrowsFromNull) {
  Node node;
  node.Set("a", "b");
  Node list;
  list.Add(std::move(node)).Add("");
  EXPECT_EQ(*WriteJson(list, 0), R"([{"a":"b"},""])");
}

TEST(Node, GrowsToAnySize) {
  Node list = Node::List();
  Node map = Node::Map();
  for (int i = 0; i < 1000; ++i) {
    list.Add(Node::Text(std::to_string(i)));
    map.Append(std::to_string(i), Node::Integer(i));
  }
  ASSERT_EQ(list.size(), 1000u);
  ASSERT_EQ(map.size(), 1000u);
  for (std::size_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(list.At(i).text(), std::to_string(i));
    EXPECT_EQ(map[std::to_string(i)].integer(), static_cast<std::int64_t>(i));
  }
}

TEST(Node, AParsedTreeCanBeAddedTo) {
  for (const int keys : {0, 1, 3, 4, 5, 16, 17, 40}) {
    std::string json = "{";
    for (int i = 0; i < keys; ++i) json += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":[\"v\"]";
    Node node = std::move(*ParseJson(json + "}"));
    if (keys > 0) node.Set("k0", Node::Integer(7));
    for (int i = 0; i < 40; ++i) node.Set("n" + std::to_string(i), "new");
    ASSERT_EQ(node.size(), static_cast<std::size_t>(keys) + 40);
    EXPECT_EQ(node["n39"].text(), "new");
    if (keys > 1) {
      EXPECT_EQ(node["k1"].At(0).text(), "v");
    }
    if (keys > 0) {
      EXPECT_EQ(node["k0"].integer(), 7);
    }
  }
  Node list = std::move(*ParseJson(R"([["a"],{"b":"c"},"long enough to be on a heap somewhere"])"));
  for (int i = 0; i < 10; ++i) list.Add("x");
  EXPECT_EQ(list.size(), 13u);
  EXPECT_EQ(list.At(1)["b"].text(), "c");
}

TEST(Node, AParsedTreeCanBecomePartOfABuiltOne) {
  Node outer;
  {
    Node inner = std::move(*ParseJson(R"({"a":["some longer text, on purpose"]})"));
    outer.Set("inner", std::move(inner));
  }
  EXPECT_EQ(outer.At({"inner", "a"}).At(0).text(), "some longer text, on purpose");
}

TEST(Node, ClonesOutliveTheirOrigin) {
  std::string json = R"({"list":[1,"two",{"three":3.0}])";
  for (int i = 0; i < 30; ++i) json += ",\"k" + std::to_string(i) + "\":null";
  Node copy, part;
  {
    const Node node = std::move(*ParseJson(json + "}"));
    copy = node.Clone();
    part = node["list"].Clone();
    EXPECT_EQ(copy, node);
  }
  EXPECT_EQ(*WriteJson(part, 0), R"([1,"two",{"three":3.0}])");
  EXPECT_TRUE(copy["k29"].present());
  EXPECT_EQ(copy["list"], part);
  EXPECT_EQ(copy["list"].line(), 1u);
  const Node built = Node::Map().Set("a", Node::List().Add("b"));
  EXPECT_EQ(built.Clone(), built);
}

TEST(Node, MovesLeaveNull) {
  Node a = Node::List().Add("x");
  const Node b = std::move(a);
  EXPECT_TRUE(a.is_null());  // NOLINT: what a moved-from node is, is promised.
  EXPECT_EQ(b.size(), 1u);
  Node c = Node::Text("y");
  c = std::move(*ParseJson("[1]"));
  c = Node::Text("z");
  EXPECT_EQ(c.text(), "z");
}

TEST(Node, EqualityLooksAtValuesOnly) {
  EXPECT_EQ(*ParseJson("{\"a\" :\n [1, true]}"), *ParseJson("{\"a\":[1,true]}"));
  EXPECT_FALSE(*ParseJson("[1]") == *ParseJson("[\"1\"]"));
  EXPECT_FALSE(*ParseJson("[1]") == *ParseJson("[1,2]"));
  EXPECT_FALSE(*ParseJson(R"({"a":1})") == *ParseJson(R"({"b":1})"));
}

}  // namespace
}  // namespace avouch::syntax

#include "syntax/xml.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::syntax {
namespace {

// Events as text: "<a x=1@1>", "text", "</a>".
struct Printer : XmlHandler {
  std::string out;
  Status Start(const XmlElement& element) override {
    out += "<" + std::string(element.name);
    for (const auto& [key, value] : element.attributes)
      out += " " + std::string(key) + "=" + std::string(value);
    out += "@" + std::to_string(element.line) + ">";
    if (element.name == "stop") return Fail(ErrorKind::kUnsupported, "told to stop");
    return {};
  }
  Status End(std::string_view name) override {
    return out += "</" + std::string(name) + ">", Status();
  }
  Status Text(std::string_view text) override { return out += text, Status(); }
};

std::string Read(std::string_view bytes) {
  Printer printer;
  const auto end = ReadXml(bytes, printer);
  if (!end) return printer.out + " error: " + ToString(end.error());
  return printer.out + (*end == XmlEnd::kCut ? " cut" : "");
}

TEST(Xml, IsToldAsEvents) {
  EXPECT_EQ(Read("<a>\n<j:b x='1' y='&lt;&#65;'/>t</a>"), "<a@1>\n<b x=1 y=<A@2></b>t</a>");
  EXPECT_EQ(Read("<a><![CDATA[<b>&]]></a>"), "<a@1><b>&</a>");
  EXPECT_EQ(Read("\xEF\xBB\xBF<?xml version='1.0'?><a/>"), "<a@1></a>");
  EXPECT_EQ(Read("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>"), "<a@1>\xC3\xA9</a>");
}

TEST(Xml, AFileThatStopsInsideItsRootIsCut) {
  EXPECT_EQ(Read("<a><b>"), "<a@1><b@1> cut");
  EXPECT_EQ(Read("<a><b x='1"), "<a@1> cut");
  EXPECT_EQ(Read("<a>text"), "<a@1>text cut");
  EXPECT_EQ(Read("<a><![CDATA[x"), "<a@1>x cut");
}

TEST(Xml, RefusesWhatIsNoneOrBringsItsOwnEntities) {
  EXPECT_EQ(Read(""), " error: line 1, column 1: not XML: no element found");
  EXPECT_EQ(Read("{}"), " error: line 1, column 1: not XML: not well-formed (invalid token)");
  EXPECT_EQ(Read("<a>\n</b>"), "<a@1>\n error: line 2, column 3: not XML: mismatched tag");
  EXPECT_EQ(Read("<a>&nope;</a>"), "<a@1> error: line 1, column 4: not XML: undefined entity");
  EXPECT_EQ(Read("<a x='1' x='2'/>"), " error: line 1, column 10: not XML: duplicate attribute");
  EXPECT_EQ(Read("<a/>b"),
            "<a@1></a> error: line 1, column 5: not XML: junk after document element");
  for (const auto* attack :
       {"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>"})
    EXPECT_NE(Read(attack).find("a DOCTYPE"), std::string::npos) << attack;
  EXPECT_NE(Read("<?xml version='1.0' encoding='windows-1252'?><a/>").find("unknown encoding"),
            std::string::npos);
}

TEST(Xml, BoundsAreKept) {
  std::string deep, wide = "<a";
  for (int i = 0; i < 300; ++i) deep += "<a>", wide += " x" + std::to_string(i) + "='1'";
  EXPECT_NE(Read(deep).find("nested too deep"), std::string::npos);
  EXPECT_NE(Read(wide + "/>").find("too many attributes"), std::string::npos);
}

TEST(Xml, TheHandlersFailureIsTheReadersFailure) {
  EXPECT_EQ(Read("<a>\n <stop/><b/></a>"),
            "<a@1>\n <stop@2> error: line 2, column 2: told to stop");
}

TEST(Xml, RootIsFoundFromTheStart) {
  EXPECT_EQ(XmlRootOf("<?xml version='1.0'?><!-- x --><t:TestRun a='b'>"), "TestRun");
  EXPECT_EQ(XmlRootOf("<!DOCTYPE a><a/>"), "");
  EXPECT_EQ(XmlRootOf("[]"), "");
}

}  // namespace
}  // namespace avouch::syntax

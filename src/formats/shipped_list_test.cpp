#include "formats/shipped_list.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace avouch::formats {
namespace {

std::string Told(BytesView bytes) {
  const auto list = ReadShippedList(Path("bom"), bytes);
  if (!list) return ToString(list.error());
  return list->format + " " + list->at + (list->partial ? " partial " : " ") +
         Join(list->purls, " ");
}

constexpr std::string_view kSpdx = R"({"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT",
"name": "x", "dataLicense": "CC0-1.0", "documentNamespace": "https://example.org/x",
"creationInfo": {"created": "2026-01-02T03:04:05Z", "creators": ["Tool: t"]},
"packages": [
 {"SPDXID": "SPDXRef-x", "name": "x", "versionInfo": "1", "downloadLocation": "NOASSERTION"},
 {"SPDXID": "SPDXRef-a", "name": "a", "versionInfo": "1.2.0", "downloadLocation": "NOASSERTION",
  "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
  "referenceLocator": "pkg:npm/a@1.2.0"}]},
 {"SPDXID": "SPDXRef-b", "name": "b", "versionInfo": "2", "downloadLocation": "NOASSERTION"}],
"relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
 "relatedSpdxElement": "SPDXRef-x"}]})";

TEST(ShippedList, SpdxIsAListOfWhatItNames) {
  EXPECT_TRUE(IsSbom(kSpdx));
  EXPECT_EQ(Told(kSpdx), "spdx 2026-01-02T03:04:05Z pkg:generic/b@2 pkg:npm/a@1.2.0");
}

TEST(ShippedList, CycloneDxXmlIsOneToo) {
  constexpr std::string_view kXml =
      R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
<metadata><timestamp>2026-01-02T03:04:05Z</timestamp></metadata>
<components><component type="library"><name>a</name><version>1.2.0</version>
<purl>pkg:npm/a@1.2.0</purl></component><component type="file"><name>f</name></component>
</components><compositions><composition><aggregate>incomplete</aggregate></composition>
</compositions></bom>)";
  EXPECT_TRUE(IsSbom(kXml));
  EXPECT_EQ(Told(kXml), "cyclonedx 2026-01-02T03:04:05Z partial pkg:npm/a@1.2.0");
}

TEST(ShippedList, WhatIsNoneIsRefused) {
  for (const std::string_view bytes : {"", "a,b\n1,2\n", "[]", "<testsuites/>", "{}"}) {
    EXPECT_FALSE(IsSbom(bytes)) << bytes;
    EXPECT_FALSE(ReadShippedList(Path("x"), bytes)) << bytes;
  }
}

}  // namespace
}  // namespace avouch::formats

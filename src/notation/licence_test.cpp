#include "notation/licence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "notation/licence_ids.h"

namespace avouch::notation {
namespace {

std::string Canonical(std::string_view text) {
  const auto expression = ParseLicence(text);
  return expression ? FormatLicence(*expression) : "error: " + ToString(expression.error());
}

TEST(Licence, HasOneSpelling) {
  const struct {
    std::string_view text, canonical;
  } cases[] = {
      {"MIT", "MIT"},
      {" mit ", "MIT"},
      {"((MIT))", "MIT"},
      {"apache-2.0 or mit", "Apache-2.0 OR MIT"},
      {"MIT AND (ISC AND Zlib)", "MIT AND ISC AND Zlib"},
      {"MIT OR (ISC OR Zlib)", "MIT OR ISC OR Zlib"},
      {"(MIT AND ISC) OR Zlib", "MIT AND ISC OR Zlib"},
      {"MIT AND (ISC OR Zlib)", "MIT AND (ISC OR Zlib)"},
      {"MIT AND ((ISC OR (Zlib)))", "MIT AND (ISC OR Zlib)"},
      {"epl-1.0+", "EPL-1.0+"},
      {"GPL-2.0+", "GPL-2.0+"},
      {"gpl-2.0-or-later with classpath-exception-2.0",
       "GPL-2.0-or-later WITH Classpath-exception-2.0"},
      {"EPL-1.0+ WITH AdditionRef-ours", "EPL-1.0+ WITH AdditionRef-ours"},
      {"LicenseRef-Ours.1", "LicenseRef-Ours.1"},
      {"DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2",
       "DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2"},
      {"Ours OR MIT", "Ours OR MIT"},
      {"MIT\n\tOR ISC", "MIT OR ISC"},
  };
  for (const auto& [text, canonical] : cases) {
    EXPECT_EQ(Canonical(text), canonical);
    EXPECT_EQ(Canonical(canonical), canonical);
  }
}

TEST(Licence, WhatIsNoExpressionSaysWhere) {
  const struct {
    std::string_view text, error;
  } cases[] = {
      {"", "at byte 0: a licence is missing"},
      {"MIT OR", "at byte 6: a licence is missing"},
      {"OR MIT", "at byte 0: a licence is missing"},
      {"MIT ISC", "at byte 4: an operator is missing"},
      {"(MIT ISC)", "at byte 5: an operator is missing"},
      {"(MIT", "at byte 4: a ')' is missing"},
      {"MIT)", "at byte 3: a ')' that nothing opened"},
      {"MIT WITH", "at byte 8: an exception is missing"},
      {"(MIT) WITH Bison-exception-2.2", "at byte 6: an operator is missing"},
      {"MIT WITH Bison-exception-2.2+", "at byte 9: no id of an exception"},
      {"MIT And ISC", "at byte 4: an operator is missing"},
      {"MIT/ISC", "at byte 3: an operator is missing"},
      {"/MIT", "at byte 0: no id of a licence"},
      {"MIT++", "at byte 0: no id of a licence"},
      {"x:MIT", "at byte 0: no id of a licence"},
      {"DocumentRef-:LicenseRef-x", "at byte 0: no id of a licence"},
      {"LicenseRef-\xC3\xA4", "at byte 11: an operator is missing"},
      {"NOASSERTION", "at byte 0: NOASSERTION is no licence"},
      {"NONE", "at byte 0: NONE is no licence"},
  };
  for (const auto& [text, error] : cases) {
    EXPECT_EQ(Canonical(text), "error: " + std::string(error)) << text;
  }
}

TEST(Licence, WhatIsListedIsKnown) {
  const struct {
    std::string_view text;
    bool listed, deprecated;
  } cases[] = {
      {"MIT", true, false},
      {"GPL-2.0", true, true},
      {"GPL-2.0+", true, true},
      {"GPL-2.0-or-later", true, false},
      {"LicenseRef-x", true, false},
      {"Ours", false, false},
      {"MIT WITH Bison-exception-2.2", true, false},
      {"MIT WITH Ours", false, false},
      {"MIT WITH AdditionRef-x", true, false},
      {"GPL-2.0-only WITH Nokia-Qt-exception-1.1", true, true},
      {"Bison-exception-2.2", false, false},
  };
  for (const auto& [text, listed, deprecated] : cases) {
    const auto expression = ParseLicence(text);
    ASSERT_TRUE(expression) << text;
    EXPECT_EQ(IsListed(*expression), listed) << text;
    EXPECT_EQ(expression->licence.deprecated, deprecated) << text;
  }
}

TEST(Licence, IsAcceptedByName) {
  const struct {
    std::string_view text;
    std::vector<std::string> accepted;
    bool satisfied;
  } cases[] = {
      {"MIT OR GPL-3.0-only", {"MIT"}, true},
      {"MIT AND GPL-3.0-only", {"MIT"}, false},
      {"MIT AND (ISC OR Zlib)", {"Zlib", "MIT"}, true},
      {"GPL-2.0-or-later", {"GPL-3.0-only"}, false},
      {"GPL-2.0-only WITH Classpath-exception-2.0", {"GPL-2.0-only"}, false},
      {"gpl-2.0-only with classpath-exception-2.0",
       {"GPL-2.0-only WITH Classpath-exception-2.0"},
       true},
      {"MIT", {}, false},
  };
  for (const auto& [text, accepted, satisfied] : cases) {
    EXPECT_EQ(IsSatisfiedBy(*ParseLicence(text), accepted), satisfied) << text;
  }
}

TEST(Licence, NamesInCommonUseAreUnderstood) {
  const struct {
    std::string_view text, expression;  // "" for what stays open
  } cases[] = {
      {"MIT License", "MIT"},
      {"The MIT License (MIT)", "MIT"},
      {"MIT/X11", "MIT"},
      {"Apache 2", "Apache-2.0"},
      {"Apache License, Version 2.0", "Apache-2.0"},
      {"The Apache Software License, Version 2.0", "Apache-2.0"},
      {"ASL 2.0", "Apache-2.0"},
      {"License :: OSI Approved :: MIT License", "MIT"},
      {"License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)",
       "GPL-3.0-or-later"},
      {"License :: OSI Approved :: GNU Lesser General Public License v2 (LGPLv2)", "LGPL-2.0"},
      {"GPLv2", "GPL-2.0"},
      {"GPL v2 only", "GPL-2.0-only"},
      {"GNU GPL, version 2 or later", "GPL-2.0-or-later"},
      {"LGPL-2.1+", "LGPL-2.1+"},
      {"LGPLv2.1+", "LGPL-2.1-or-later"},
      {"GNU Affero General Public License v3", "AGPL-3.0"},
      {"3-Clause BSD License", "BSD-3-Clause"},
      {"New BSD", "BSD-3-Clause"},
      {"Simplified BSD License", "BSD-2-Clause"},
      {"MIT/Apache-2.0", "MIT OR Apache-2.0"},
      {"Apache-2.0 / MIT", "Apache-2.0 OR MIT"},
      {"Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"},
      {"Boost Software License 1.0", "BSL-1.0"},
      {"(MIT or apache-2.0)", "MIT OR Apache-2.0"},
      {"The Unlicense (Unlicense)", "Unlicense"},
      {"CC0 1.0 Universal", "CC0-1.0"},
      {"Eclipse Public License - v 2.0", "EPL-2.0"},
      {"BSD", ""},
      {"BSD License", ""},
      {"License :: OSI Approved :: BSD License", ""},
      {"GPL", ""},
      {"GPL (>= 2)", ""},
      {"GPL <= 3", ""},
      {"Apache", ""},
      {"LGPL", ""},
      {"Public Domain", ""},
      {"Proprietary", ""},
      {"UNLICENSED", ""},
      {"SEE LICENSE IN LICENSE.md", ""},
      {"NOASSERTION", ""},
      {"MIT, BSD", ""},
      {"MIT and some of ours", ""},
      {"BSL 1.1", ""},
      {"MIT/", "MIT"},
      {"MIT/Ours", ""},
      {"https://opensource.org/licenses/MIT", ""},
      {"Ours", ""},
      {"", ""},
  };
  for (const auto& [text, expression] : cases) {
    EXPECT_EQ(SpdxLicenceOf(text).value_or(""), expression) << text;
  }
}

TEST(Licence, HostileTextIsBounded) {
  const auto repeat = [](std::string_view text, std::size_t times) {
    std::string out;
    while (times-- > 0) out += text;
    return out;
  };
  EXPECT_EQ(ParseLicence(repeat("(", 8000)).error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ(ParseLicence(repeat("(", kMaxLicenceNesting + 1) + "MIT").error().kind,
            ErrorKind::kTooLarge);
  EXPECT_TRUE(
      ParseLicence(repeat("(", kMaxLicenceNesting) + "MIT" + repeat(")", kMaxLicenceNesting)));
  EXPECT_TRUE(
      ParseLicence("MIT" + repeat(" OR (MIT)", kMaxLicenceNesting * 4)));  // One after the other
  EXPECT_TRUE(ParseLicence("MIT" + repeat(" OR MIT", 1000)));
  EXPECT_EQ(ParseLicence(repeat("A", kMaxLicenceText + 1)).error().kind, ErrorKind::kTooLarge);
  EXPECT_FALSE(SpdxLicenceOf(repeat("MIT/", 4000)));
}

TEST(LicenceIds, AreInOrderAndFoundWhateverTheirCase) {
  for (const auto ids :
       {LicenceIds(), DeprecatedLicenceIds(), ExceptionIds(), DeprecatedExceptionIds()}) {
    EXPECT_TRUE(std::ranges::is_sorted(ids, {}, [](std::string_view id) { return Lower(id); }));
  }
  for (const std::string_view id : LicenceIds()) {
    const auto found = FindLicenceId(Lower(id));
    ASSERT_TRUE(found) << id;
    EXPECT_EQ(found->id, id);
    EXPECT_FALSE(found->deprecated);
    EXPECT_EQ(Canonical(id), id);
  }
  for (const std::string_view id : ExceptionIds()) EXPECT_EQ(FindExceptionId(Lower(id))->id, id);
  EXPECT_FALSE(FindLicenceId(""));
  EXPECT_FALSE(FindLicenceId("MIT "));
  EXPECT_FALSE(FindLicenceId("zzz"));
}

}  // namespace
}  // namespace avouch::notation

#include "inventory/licences.h"

#include <gtest/gtest.h>

namespace avouch::inventory {
namespace {

using model::Ecosystem;

TEST(Licences, AreExpressionsOfSpdxOrWhatWasWritten) {
  struct Row {
    Ecosystem ecosystem;
    std::vector<std::string> written;
    const char* licence;
  };
  const std::string long_text(20'000, 'a');
  const Row rows[] = {
      {Ecosystem::kNpm, {}, ""},
      {Ecosystem::kNpm, {"mit"}, "MIT"},
      {Ecosystem::kNpm, {"(MIT or apache-2.0)"}, "MIT OR Apache-2.0"},
      {Ecosystem::kNpm, {"SEE LICENSE IN LICENSE.md"}, "SEE LICENSE IN LICENSE.md"},
      {Ecosystem::kNpm, {"UNLICENSED"}, "UNLICENSED"},
      {Ecosystem::kCargo, {"MIT/Apache-2.0"}, "MIT OR Apache-2.0"},
      {Ecosystem::kMaven, {"The Apache Software License, Version 2.0"}, "Apache-2.0"},
      {Ecosystem::kMaven, {"Our Terms"}, "Our Terms"},
      {Ecosystem::kPython, {"BSD"}, "BSD"},
      {Ecosystem::kPython, {long_text}, long_text.c_str()},
      // Several: a choice for some, all of them for others, and no expression where one is none.
      {Ecosystem::kComposer, {"MIT", "GPL-2.0-or-later"}, "MIT OR GPL-2.0-or-later"},
      {Ecosystem::kNpm, {"MIT", "Apache-2.0 AND Zlib"}, "MIT OR Apache-2.0 AND Zlib"},
      {Ecosystem::kRubygems, {"MIT", "Ruby OR BSD-2-Clause"}, "MIT AND (Ruby OR BSD-2-Clause)"},
      {Ecosystem::kMaven, {"MIT", "MIT"}, "MIT"},
      {Ecosystem::kMaven, {"MIT", "Our Terms"}, "MIT; Our Terms"},
      // As Debian writes it, and Fedora wrote it.
      {Ecosystem::kDebian, {"GPL-2+"}, "GPL-2.0-or-later"},
      {Ecosystem::kDebian, {"GPL-2"}, "GPL-2.0-only"},
      {Ecosystem::kDebian,
       {"Expat or GPL-2+ and BSD-3-clause"},
       "MIT OR GPL-2.0-or-later AND BSD-3-Clause"},
      {Ecosystem::kDebian, {"GPL-2+ or Our-Terms"}, "GPL-2+ or Our-Terms"},
      {Ecosystem::kDebian, {"GPL-2+, and MIT"}, "GPL-2+, and MIT"},
      {Ecosystem::kDebian, {"GPL-2+", "public-domain"}, "GPL-2.0-or-later; public-domain"},
      {Ecosystem::kRpm, {"GPLv2+ and MIT"}, "GPL-2.0-or-later AND MIT"},
      {Ecosystem::kRpm, {"(GPLv2+ or MIT) and BSD"}, "(GPLv2+ or MIT) and BSD"},
      // As R writes it.
      {Ecosystem::kCran, {"MIT + file LICENSE"}, "MIT"},
      {Ecosystem::kCran, {"GPL (>= 2)"}, "GPL-2.0-or-later"},
      {Ecosystem::kCran, {"GPL-2 | GPL-3"}, "GPL-2.0-only OR GPL-3.0-only"},
      {Ecosystem::kCran, {"GPL-2 | file LICENSE"}, "GPL-2 | file LICENSE"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(LicenceOf(row.ecosystem, row.written), row.licence)
        << (row.written.empty() ? "" : row.written[0].substr(0, 60));
}

}  // namespace
}  // namespace avouch::inventory

#include "formats/cran.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

TEST(RenvLock, RepositoriesForgesAndEdges) {
  const auto m = ReadCran("renv.lock", R"x({
  "R": {"Version": "4.3.1", "Repositories": [{"Name": "CRAN", "URL": "http://cran.example"}]},
  "Packages": {
    "axle": {"Package": "axle", "Version": "2.1.0", "Source": "Repository", "Repository": "CRAN",
             "Hash": "00ff", "Requirements": ["R", "bolt"]},
    "bolt": {"Package": "bolt", "Version": "1.4", "Source": "GitHub", "RemoteType": "github",
             "RemoteHost": "api.github.com", "RemoteUsername": "o", "RemoteRepo": "bolt",
             "RemoteSha": "0123456789012345678901234567890123456789", "License": "MIT + file LICENSE",
             "Imports": ["nut (>= 1.0)"]},
    "nut": {"Package": "nut", "Version": "1", "Source": "git", "RemoteUrl": "https://u:p@h/nut", "RemoteSha": "main"},
    "own": {"Package": "own", "Version": "1", "Source": "Local", "RemoteUrl": "../own"},
    "bad": {"Package": "bad"}
}
})x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components) {
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto need : one.detail.needs) got += " ->" + std::to_string(need);
    got += "\n";
    EXPECT_TRUE(one.digests.empty());  // "Hash" is not of what is fetched.
  }
  EXPECT_EQ(got, R"(4 axle 2.1.0 registry http://cran.example ->1
6 bolt 1.4 git https://github.com/o/bolt#0123456789012345678901234567890123456789 ->2
10 nut 1 url https://h/nut#main
11 own 1 path ../own
)");
  EXPECT_EQ(m->components[1].detail.licences, (Texts{"MIT + file LICENSE"}));
  EXPECT_EQ(m->tools, (Texts{"R 4.3.1"}));
  EXPECT_EQ(m->notes,
            (Texts{"line 4: axle is fetched over plain HTTP", "line 12: bad has no version"}));
  EXPECT_FALSE(ReadCran("renv.lock", "[]").has_value());
}

TEST(Description, FieldsOverSeveralLines) {
  const auto m = ReadCran("DESCRIPTION", R"(Package: cart
Version: 1.0
License: GPL-3
Depends: R (>= 4.0), axle
Imports:
    bolt (>= 1.4),
    nut (== 0.1)
Suggests: lint
Enhances: other
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.group + " " + one.name + " " + one.range +
           (one.exact ? " exact\n" : "\n");
  EXPECT_EQ(got,
            "4 Depends axle \n6 Imports bolt >= 1.4\n7 Imports nut == 0.1 exact\n"
            "8 Suggests lint \n");
  EXPECT_EQ(m->tools, (Texts{"R >= 4.0"}));
  EXPECT_TRUE(m->components.empty());
}

TEST(Description, AnInstalledPackageIsAComponentAndOtherFilesAreNone) {
  const auto m =
      ReadCran("lib/R/library/axle/DESCRIPTION",
               "Package: axle\nVersion: 2.1.0\nRepository: CRAN\nBuilt: R 4.3.1; ; 2026; unix\n");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->format, "r-installed");
  ASSERT_EQ(m->components.size(), 1u);
  EXPECT_EQ(m->components[0].origin, "CRAN");
  const auto other = ReadCran("DESCRIPTION", "What this is about.\n");
  ASSERT_TRUE(other.has_value());
  EXPECT_EQ(other->notes.size(), 1u);
  EXPECT_FALSE(ReadCran("DESCRIPTION", "Package: a\nno field here\n").has_value());
  EXPECT_FALSE(ReadCran("DESCRIPTION", "Package: a\nBuilt: R\n").has_value());
}

}  // namespace
}  // namespace avouch::formats

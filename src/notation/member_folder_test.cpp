#include "notation/member_folder.h"

#include <gtest/gtest.h>

namespace avouch::notation {
namespace {

TEST(MemberFolder, IsNamedByAPatternOfItsWorkspace) {
  struct Row {
    std::vector<std::string> patterns;
    const char *workspace, *folder;
    bool named;
  };
  for (const auto& [patterns, workspace, folder, named] : {
           Row{{"packages/*"}, "", "packages/docs", true},
           Row{{"packages/*"}, "", "packages/docs/old", false},
           Row{{"packages/**"}, "", "packages/docs/old", true},
           Row{{"./docs/"}, "", "docs", true},
           Row{{"docs"}, "web", "web/docs", true},
           Row{{"docs"}, "web", "docs", false},
           Row{{"docs"}, "we", "web/docs", false},
           Row{{"*", "!./docs"}, "", "docs", false},
           Row{{"!docs"}, "", "docs", false},
           Row{{"*"}, "", "", false},
           Row{{"."}, "docs", "docs", false},
           Row{{}, "", "docs", false},
       })
    EXPECT_EQ(IsMemberFolder(patterns, workspace, folder), named) << workspace << " " << folder;
}

}  // namespace
}  // namespace avouch::notation

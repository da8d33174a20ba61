#include "inventory/go_workspaces.h"

#include <gtest/gtest.h>

namespace avouch::inventory {
namespace {

model::Manifest GoMod(const std::string& path, const std::string& module,
                      const std::string& version) {
  model::Manifest out;
  out.format = "go-mod";
  out.path = path;
  out.requirements.emplace_back();
  out.requirements[0].name = module;
  out.requirements[0].range = version;
  return out;
}

TEST(GoWorkspaces, TheHighestVersionThatAMemberAsksForIsBuilt) {
  model::Manifest work;
  work.format = "go-work";
  work.path = "w/go.work";
  work.workspaces = {"./a", "b/", "../c", "../../out", "."};
  const std::string module = "example.org/x";
  const GoWorkspaces workspaces({work, GoMod("w/a/go.mod", module, "v1.9.0"),
                                 GoMod("w/b/go.mod", module, "v1.10.0"),
                                 GoMod("c/go.mod", module, "v1.10.0-rc.1"),
                                 GoMod("alone/go.mod", module, "v2.0.0+incompatible")});
  struct Row {
    const char *folder, *asked, *built;
  };
  constexpr Row kRows[] = {
      {"w/a", "v1.9.0", "v1.10.0"}, {"w/b", "v1.10.0", "v1.10.0"}, {"c", "v1.10.0-rc.1", "v1.10.0"},
      {"w", "v1.2.0", "v1.10.0"},   {"alone", "v1.0.0", "v1.0.0"}, {"", "v1.0.0", "v1.0.0"},
  };
  for (const Row& row : kRows)
    EXPECT_EQ(workspaces.Selected(row.folder, module, row.asked), row.built) << row.folder;
  EXPECT_EQ(workspaces.Selected("w/a", "example.org/other", "v3.0.0"), "v3.0.0");
  EXPECT_EQ(GoWorkspaces({}).Selected("w/a", module, "v1.0.0"), "v1.0.0");
}

}  // namespace
}  // namespace avouch::inventory

#include "formats/terraform.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace avouch::formats {
namespace {

std::string Wanted(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out +=
        (out.empty() ? "" : "|") + one.name + " " + one.range + (one.exact ? "=" : "") +
        (one.group.empty() ? "" : " [" + one.group + "]") +
        (one.source == model::SourceKind::kRegistry ? "" : " ") +
        (one.source == model::SourceKind::kRegistry ? "" : std::string(model::Name(one.source))) +
        "@" + std::to_string(one.place.line);
  return out;
}

TEST(Terraform, ProvidersAndModulesAreAskedFor) {
  struct Row {
    const char* rule;
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {
      {"providers, in both forms",
       "terraform {\n  required_version = \">= 1.5\"\n  required_providers {\n    aws = {\n"
       "      source  = \"hashicorp/aws\"\n      version = \"~> 5.0\"\n"
       "      configuration_aliases = [aws.west]\n    }\n    null = \"3.2.1\"\n"
       "    x = { source = \"reg.example/o/x\" }\n  }\n  backend \"s3\" { bucket = \"b\" }\n}\n",
       "registry.terraform.io/hashicorp/aws ~> 5.0@4|registry.terraform.io/hashicorp/null 3.2.1=@9|"
       "reg.example/o/x @10"},
      {"a module of a registry",
       "module \"vpc\" {\n  source = \"o/vpc/aws//modules/x\"\n  version = \"5.1.0\"\n  a = { b = "
       "1 }\n}",
       "registry.terraform.io/o/vpc/aws 5.1.0= [module]@2"},
      {"of another registry", "module \"v\" { source = \"app.example/o/vpc/aws\" }",
       "app.example/o/vpc/aws  [module]@1"},
      {"of a repository",
       "module \"a\" { source = \"git::https://u:p@x.example/o/a.git//m?ref=v1.2.0\" }\n"
       "module \"b\" { source = \"github.com/o/b?ref=0123456789012345678901234567890123456789\" }\n"
       "module \"c\" { source = \"git@github.com:o/c.git\" }",
       "x.example/o/a v1.2.0 [module] git@1|"
       "github.com/o/b 0123456789012345678901234567890123456789= [module] git@2|"
       "github.com/o/c  [module] git@3"},
      {"of an address", "module \"a\" { source = \"https://x.example/a.zip?x=1\" }",
       "https://x.example/a.zip  [module] url@1"},
      {"of the tree", "module \"a\" { source = \"./a\" }\nmodule \"b\" { source = \"../b\" }", ""},
      {"in a comment, a text and a heredoc",
       "# module \"a\" { source = \"o/a/x\" }\n/* module \"b\" { source = \"o/b/x\" } */\n"
       "locals {\n  a = \"${x[\"}\"]} module\"\n  b = <<-EOT\n module \"c\" { source = \"o/c/x\" "
       "}\n"
       "  EOT\n}\nmodule \"d\" { source = \"o/d/x\" }",
       "registry.terraform.io/o/d/x  [module]@9"},
      {"of other blocks",
       "resource \"a\" \"b\" { source = \"o/a/x\"\n module { source = \"o/b/x\" } }", ""},
      {"nothing", "", ""},
      {"brackets that do not end", "terraform { required_providers { a = { source = \"o/a\"",
       "registry.terraform.io/o/a @1"},
      {"brackets alone", "}}}{{{]](( = = \"", ""},
  };
  for (const Row& row : rows) {
    const auto manifest = ReadTerraform("main.tf", row.text);
    ASSERT_TRUE(manifest) << row.rule;
    EXPECT_EQ(Wanted(*manifest), row.wanted) << row.rule;
  }
  const auto computed = ReadTerraform("main.tf", "module \"a\" {\n source = \"${var.x}/y\"\n}");
  EXPECT_EQ(Join(computed->notes, "|"), "line 2: a module's source is worked out");
  EXPECT_TRUE(computed->requirements.empty());
  EXPECT_EQ(ReadTerraform("main.tf", rows[0].text)->tools.at(0), "terraform >= 1.5");
}

TEST(Terraform, ManyBracketsAreReadOnce) {
  std::string open, heredocs;
  for (int i = 0; i < 200'000; ++i) open += "module{";
  for (int i = 0; i < 2'000; ++i) heredocs += "<<A ";
  EXPECT_TRUE(ReadTerraform("main.tf", open));
  EXPECT_TRUE(ReadTerraform("main.tf", heredocs));
  EXPECT_FALSE(IsTerraform(".tf"));
}

}  // namespace
}  // namespace avouch::formats

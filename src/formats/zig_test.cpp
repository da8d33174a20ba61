#include "formats/zig.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

TEST(Zig, AddressesHashesAndVersions) {
  const auto m = ReadZig("build.zig.zon", R"(.{
    .name = .cart, // .dependencies = .{}
    .version = "0.3.0",
    .minimum_zig_version = "0.14.0",
    .dependencies = .{
        .axle = .{
            .url = "https://github.com/o/axle/archive/0123456789012345678901234567890123456789.tar.gz",
            .hash = "axle_lib-0.1.0-dev.2-aaaaaaaaaaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaaaa_",
        },
        .bolt = .{
            .url = "https://github.com/o/bolt/archive/refs/tags/v1.2.tar.gz",
            .hash = "N-V-__8AAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            .lazy = true,
        },
        .@"nut-x" = .{
            .url = "git+https://u:p@h/nut.git?ref=main#1123456789012345678901234567890123456789",
            .hash = "12201111111111111111111111111111111111111111111111111111111111111111",
        },
        .plain = .{ .url = "https://h/plain.tar.gz", .hash = "plain-2.0.0-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
        .own = .{ .path = "libs/own" },
        .bare = .{ .url = "https://h/bare.tar.gz" },
        .odd = .{},
    },
    .paths = .{ "build.zig", "src" },
    .text =
        \\dependencies = .{
        \\}
    ,
    .fingerprint = 0xa66330b97eb969ae,
}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components) {
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto& digest : one.digests) got += " " + digest.substr(0, 12);
    got += one.detail.optional ? " optional\n" : "\n";
  }
  EXPECT_EQ(
      got,
      R"(6 axle_lib 0123456789012345678901234567890123456789 url https://github.com/o/axle/archive/0123456789012345678901234567890123456789.tar.gz zig:axle_lib
10 bolt v1.2 url https://github.com/o/bolt/archive/refs/tags/v1.2.tar.gz zig:N-V-__8A optional
15 nut-x 1123456789012345678901234567890123456789 git https://h/nut.git#1123456789012345678901234567890123456789 zig:12201111
19 plain 2.0.0 url https://h/plain.tar.gz zig:plain-2.
20 own  path libs/own
21 bare  url https://h/bare.tar.gz
)");
  EXPECT_EQ(m->name + " " + m->version, "cart 0.3.0");
  EXPECT_EQ(m->tools, Texts{"zig >=0.14.0"});
  EXPECT_EQ(m->notes,
            (Texts{"line 21: bare has no hash", "line 22: odd has neither address nor path"}));
}

TEST(Zig, HostileFilesAreRefusedOrEnd) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += ".{";
  struct Row {
    std::string text;
    bool refused;
  };
  for (const auto& [text, refused] : {Row{"", true},
                                      {".{", true},
                                      {"{}", true},
                                      {".{} .{}", true},
                                      {".{ .a = }", true},
                                      {".{ .a = \"", true},
                                      {".{ .@x = 1 }", true},
                                      {deep, true},
                                      {"// " + std::string(50'000, '/'), true},
                                      {".{ .dependencies = .{ .{}, 1 } }", false},
                                      {".{ .dependencies = 7 }", false},
                                      {"7", true}})
    EXPECT_EQ(!ReadZig("build.zig.zon", text).has_value(), refused) << text.substr(0, 40);
}

}  // namespace
}  // namespace avouch::formats

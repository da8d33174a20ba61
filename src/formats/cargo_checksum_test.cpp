#include "formats/cargo_checksum.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(CargoChecksum, IsReadOrRefused) {
  struct Row {
    std::string_view what, bytes;
    int files;  // -1: refused
    std::string_view package;
  };
  constexpr Row kRows[] = {
      {"a crate of a registry",
       R"({"files":{"Cargo.toml":"00ff","src/lib.rs":"AB"},"package":"Cd"})", 2, "cd"},
      {"a crate of git has no sum of a package", R"({"files":{},"package":null})", 0, ""},
      {"sums emptied by whoever patched it", R"({"files":{}})", 0, ""},
      {"no list of files", R"({"package":"00"})", -1, ""},
      {"a digest that is a number", R"({"files":{"a":1}})", -1, ""},
      {"no JSON", "files: {}", -1, ""},
      {"nothing", "", -1, ""},
  };
  for (const auto& row : kRows) {
    const auto read = ReadCargoChecksum("v/a/.cargo-checksum.json", row.bytes);
    ASSERT_EQ(read.has_value(), row.files >= 0) << row.what;
    if (!read) continue;
    EXPECT_EQ(static_cast<int>(read->files.size()), row.files) << row.what;
    EXPECT_EQ(read->package, row.package) << row.what;
  }
}

}  // namespace
}  // namespace avouch::formats

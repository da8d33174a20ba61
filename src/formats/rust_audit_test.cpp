#include "formats/rust_audit.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <memory>

#include "formats/binary.h"
#include "testing/binary_images.h"

namespace avouch::formats {
namespace {

Bytes Zlib(BytesView bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> one(
      libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
  Bytes out(libdeflate_zlib_compress_bound(one.get(), bytes.size()), '\0');
  out.resize(
      libdeflate_zlib_compress(one.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

const std::string kCrates = R"({"packages":[
  {"name":"adler","version":"1.0.2","source":"crates.io"},
  {"name":"cc","version":"1.0.9","source":"registry","kind":"build"},
  {"name":"tool","version":"0.3.0","source":"local","dependencies":[3,0,0,1],"root":true},
  {"name":"zip","version":"2.0.0","source":"git+https://example.org/zip","dependencies":[0,9]}
],"format":1})";

TEST(RustAudit, CratesWithEdgesKindsAndTheRoot) {
  for (const Bytes& image :
       {testing::ElfOf({{".dep-v0", Zlib(kCrates)}}), testing::PeOf({{".dep-v0", Zlib(kCrates)}}),
        testing::MachOf({{"__DATA,.dep-v0", Zlib(kCrates)}})}) {
    const auto read = ReadBinary("tool", image);
    ASSERT_TRUE(read.has_value() && read->has_value());
    ASSERT_EQ((*read)->size(), 1u);
    const auto& m = (*read)->front();
    EXPECT_EQ(m.name + " " + m.version, "tool 0.3.0");
    ASSERT_EQ(m.components.size(), 4u);
    EXPECT_EQ(m.components[1].detail.group, "build");
    EXPECT_EQ(m.components[2].detail.needs, (std::vector<std::uint32_t>{0, 1, 3}));
    EXPECT_EQ(m.components[2].source, model::SourceKind::kWorkspace);
    EXPECT_EQ(m.components[3].source, model::SourceKind::kGit);
    EXPECT_EQ(m.components[3].detail.needs, (std::vector<std::uint32_t>{0}));
    EXPECT_EQ(m.notes, (std::vector<std::string>{"zip needs a crate that is not listed"}));
  }
}

TEST(RustAudit, WhatIsNoListIsRefused) {
  const std::pair<Bytes, ErrorKind> rows[] = {
      {"", ErrorKind::kMalformed},
      {"no zlib", ErrorKind::kMalformed},
      {Zlib(kCrates).substr(0, 40), ErrorKind::kMalformed},
      {Zlib("[]"), ErrorKind::kMalformed},
      {Zlib(R"({"packages":[{"name":"a"}]})"), ErrorKind::kMalformed},
      {Zlib(Bytes(9u << 20, ' ')), ErrorKind::kTooLarge}};  // A bomb
  for (const auto& [section, kind] : rows) {
    const auto read = ReadRustAuditSection("tool", section);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().kind, kind) << ToString(read.error());
  }
}

}  // namespace
}  // namespace avouch::formats

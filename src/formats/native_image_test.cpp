#include "formats/native_image.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <memory>

#include "formats/binary.h"
#include "formats/limits.h"
#include "testing/binary_images.h"

namespace avouch::formats {
namespace {

using testing::ElfOf;
using testing::kImageBase;
using testing::kImageStart;
using testing::Number;

Bytes Gzip(const Bytes& bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> one(
      libdeflate_alloc_compressor(9), &libdeflate_free_compressor);
  Bytes out(libdeflate_gzip_compress_bound(one.get(), bytes.size()), '\0');
  out.resize(
      libdeflate_gzip_compress(one.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

struct Image {
  std::string table = ".dynsym", texts = ".dynstr";
  Bytes packed;
  std::uint64_t length = UINT64_MAX;  // As `sbom_length` says; the truth unless given
  std::uint64_t sbom_at = 8;          // Behind the length, in .data
  std::string third = "__svm_version_info";
};

// .data: the length, then the document; its symbols in `table`.
Bytes ImageOf(const Image& image) {
  const std::uint64_t length = image.length == UINT64_MAX ? image.packed.size() : image.length;
  const Bytes data = Number(length, 8) + image.packed;
  const std::uint64_t at = kImageBase + kImageStart;
  const std::string third = image.third;
  const Bytes texts = Bytes(1, '\0') + "sbom_length" + '\0' + "sbom" + '\0' + third + '\0';
  const auto symbol = [](std::uint64_t name, std::uint64_t value) {
    return Number(name, 4) + Number(0x11, 1) + Number(0, 1) + Number(1, 2) + Number(value, 8) +
           Number(8, 8);
  };
  const Bytes table = Bytes(24, '\0') + symbol(1, at) + symbol(13, at + image.sbom_at) +
                      symbol(18, at) + symbol(9'999, at);
  return ElfOf({{".data", data, true}, {image.table, table}, {image.texts, texts}});
}

// "name version (licence) digests -> needs" of each part; "*" where the image itself needs it.
std::string Text(const Bytes& bytes) {
  const auto read = ReadBinary("tea", bytes, {.marks = false});
  if (!read || !*read) return "no program";
  std::string out;
  for (const auto& manifest : **read) {
    if (manifest.format == "graalvm-image") out += manifest.name + " " + manifest.version + "\n";
    for (const auto& one : manifest.components) {
      out += one.name + " " + one.version + (one.detail.direct ? "*" : "");
      for (const auto& licence : one.detail.licences) out += " (" + licence + ")";
      for (const auto& digest : one.digests) out += " " + digest;
      for (const auto to : one.detail.needs) out += " ->" + std::to_string(to);
      out += "\n";
    }
    for (const auto& note : manifest.notes) out += "note: " + note + "\n";
  }
  return out;
}

const std::string kDocument =
    R"({"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"bom-ref":"t",)"
    R"("type":"application","group":"org.ada","name":"tea","version":"4.2"}},"components":[)"
    R"({"bom-ref":"a","type":"library","group":"org.a","name":"cup","version":"1.0",)"
    R"("purl":"pkg:maven/org.a/cup@1.0","licenses":[{"license":{"id":"MIT"}}],)"
    R"("hashes":[{"alg":"SHA-1","content":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}]},)"
    R"({"bom-ref":"b","type":"library","group":"org.b","name":"pot","version":"2",)"
    R"("purl":"pkg:maven/org.b/pot@2"},{"bom-ref":"c","type":"library","name":"zlib",)"
    R"("version":"1.3","purl":"pkg:generic/zlib@1.3"}],"dependencies":[)"
    R"({"ref":"t","dependsOn":["a"]},{"ref":"a","dependsOn":["b","c"]}]})";
constexpr const char* kRead =
    "org.ada:tea 4.2\n"
    "org.a:cup 1.0* (MIT) sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709 ->1\norg.b:pot 2\n"
    "note: GraalVM's SBOM: 1 part that Maven has none of\n";

TEST(NativeImage, ItsListIsReadWhereItsSymbolsPoint) {
  EXPECT_EQ(Text(ImageOf({.packed = Gzip(kDocument)})), kRead);
  EXPECT_EQ(Text(ImageOf({.table = ".symtab", .texts = ".strtab", .packed = Gzip(kDocument)})),
            kRead);
  // Somebody else's symbol called sbom.
  EXPECT_EQ(Text(ImageOf({.packed = Gzip(kDocument), .third = "something_of_ours_"})), "");
}

TEST(NativeImageAttack, LengthsAndAddressesThatLieAndBombsAreNotes) {
  const std::string outside = "note: GraalVM's SBOM does not lie in the file\n";
  for (const std::uint64_t length : {0ull, 1ull, 1ull << 40, ~1ull})
    EXPECT_EQ(Text(ImageOf({.packed = Gzip(kDocument), .length = length})), outside) << length;
  for (const std::uint64_t at : {1ull << 30, ~0ull - kImageBase - kImageStart})
    EXPECT_EQ(Text(ImageOf({.packed = Gzip(kDocument), .sbom_at = at})), outside) << at;
  EXPECT_EQ(Text(ImageOf({.packed = Gzip(kDocument).substr(0, 60)})),
            "note: GraalVM's SBOM: a gzip stream that ends early\n");
  EXPECT_EQ(Text(ImageOf({.packed = Gzip(Bytes(kMaxNativeSbom + 1, ' '))})),
            "note: GraalVM's SBOM: unpacks to more than is taken\n");
  const std::string said = Text(ImageOf({.packed = Gzip("no document")}));
  EXPECT_TRUE(said.starts_with("note: GraalVM's SBOM: ")) << said;
  const Bytes whole = ImageOf({.packed = Gzip(kDocument)});
  for (std::size_t i = 0; i < whole.size(); i += i < 200 ? 1 : 37) {
    Bytes bad = whole;
    bad[i] = static_cast<char>(~bad[i]);
    (void)Text(bad);
    (void)Text(whole.substr(0, i));
  }
}

}  // namespace
}  // namespace avouch::formats

// Images whose archive is packed, whose layers are, and whose digests lie.

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "crypto/hash.h"
#include "source/image.h"
#include "source/image_layers.h"
#include "source/limits.h"
#include "testing/tar_archive.h"

namespace avouch::source {
namespace {

using testing::DockerArchive;
using testing::OciImage;
using testing::TarFile;
using testing::TarOf;

Bytes Gzip(const Bytes& bytes) {
  z_stream state{};
  deflateInit2(&state, 1, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  Bytes out(deflateBound(&state, bytes.size()) + 64, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  deflate(&state, Z_FINISH);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

// A frame of blocks that are not packed, as zstd has them where packing gains nothing.
Bytes Zstd(const Bytes& bytes) {
  Bytes out("\x28\xB5\x2F\xFD\x00\x50", 6);  // A window of 1 MiB
  for (std::size_t at = 0; at < bytes.size(); at += 100'000) {
    const Bytes part = bytes.substr(at, 100'000);
    const std::uint32_t head =
        static_cast<std::uint32_t>(part.size() << 3) | (at + part.size() == bytes.size() ? 1 : 0);
    for (int i = 0; i < 3; ++i) out += static_cast<char>(head >> (8 * i));
    out += part;
  }
  return out;
}

std::string DigestOf(const Bytes& bytes) { return "sha256:" + crypto::Sha256Of(bytes).hex(); }

// "path @layer" of each text, and what was left.
class Texts : public FileVisitor {
 public:
  Wish Wants(std::string_view path) override {
    return path.ends_with(".txt") ? Wish::kRead : Wish::kLeave;
  }
  bool IsProgram(BytesView) override { return false; }
  void Read(const VisitedFile& file, BytesView) override {
    files.insert(std::string(file.path) + " @" + std::to_string(file.layer));
  }
  void Gone(std::string_view, bool, bool, std::uint32_t) override {}
  void Left(std::string_view, std::string why) override { left.insert(std::move(why)); }
  std::set<std::string> files, left;
};

struct Seen {
  std::set<std::string> files, left;
  std::vector<std::string> notes;
  std::string error, digest;
};

Seen See(const Bytes& archive, const std::string& platform = {}) {
  char name[] = "/tmp/avouch-packed-XXXXXX";
  const int fd = mkstemp(name);
  close(fd);
  std::ofstream(name, std::ios::binary) << archive;
  Seen out;
  Texts texts;
  auto image = Image::Open(name, platform);
  if (!image) {
    out.error = image.error().what;
  } else {
    out.digest = image->digest();
    const auto counts = VisitImage(*image, texts);
    if (!counts) out.error = counts.error().what;
    out.notes = image->notes();
    out.files = texts.files;
    out.left = texts.left;
  }
  std::filesystem::remove(name);
  return out;
}

// Larger than what is held of a packed archive.
Bytes LargeLayer(const std::string& name) {
  return TarOf({{name, "text"}, {"filler", Bytes(kMaxImageJson + 1, name[0])}});
}

// An OCI layout member by member: layers as stored, what the configuration calls them, and
// what else the index names before the image.
Bytes Layout(const std::vector<Bytes>& stored, const std::vector<std::string>& diff_ids,
             const std::string& named_before = {}, const std::string& named_after = {},
             bool layers_backwards = false) {
  std::vector<TarFile> files;
  std::string list, ids;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    list += (i > 0 ? "," : "") + ("{\"digest\":\"" + DigestOf(stored[i]) + "\"}");
    ids += (i > 0 ? ",\"" : "\"") + diff_ids[i] + "\"";
    files.push_back({"blobs/sha256/" + DigestOf(stored[i]).substr(7), stored[i]});
  }
  if (layers_backwards) std::reverse(files.begin(), files.end());
  const Bytes config = "{\"rootfs\":{\"diff_ids\":[" + ids + "]}}";
  const Bytes manifest =
      "{\"config\":{\"digest\":\"" + DigestOf(config) + "\"},\"layers\":[" + list + "]}";
  for (const Bytes& one : {config, manifest})
    files.push_back({"blobs/sha256/" + DigestOf(one).substr(7), one});
  files.push_back({"index.json", "{\"manifests\":[" + named_before + "{\"digest\":\"" +
                                     DigestOf(manifest) +
                                     "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\","
                                     "\"variant\":\"v8\"}}" +
                                     named_after + "]}"});
  return TarOf(files);
}

TEST(PackedImage, TheSameIsReadHoweverTheArchiveAndItsLayersArePacked) {
  const Bytes a = TarOf({{"a.txt", "a"}}), b = TarOf({{"b.txt", "b"}, {"h.txt", "", '1', "b.txt"}});
  const std::vector<std::string> ids = {DigestOf(a), DigestOf(b)};
  const std::set<std::string> expected = {"a.txt @0", "b.txt @1", "h.txt @1"};
  struct Row {
    const char* what;
    Bytes archive;
  };
  const Bytes half = OciImage({a, b});
  // What lazily pulled layers have beside the files: each file a member of the gzip stream, a
  // table of contents and a landmark; frames that are to be skipped.
  const Bytes toc =
      TarOf({{".prefetch.landmark", "\x0F"}, {"stargz.index.json", "{\"entries\":[]}"}});
  const Bytes lazy = b.substr(0, b.size() - 1024) + toc;
  const Bytes estargz = Gzip(b.substr(0, 1024)) + Gzip(b.substr(1024, b.size() - 2048)) + Gzip(toc);
  const Bytes chunked = Zstd(b) + Bytes("\x50\x2A\x4D\x18\x04\x00\x00\x00toc!", 12);
  const Row rows[] = {
      {"docker save, gzip", Gzip(DockerArchive({a, b}))},
      {"docker save, zstd", Zstd(DockerArchive({a, b}))},
      {"a layout, gzip of two members", Gzip(half.substr(0, 4000)) + Gzip(half.substr(4000))},
      {"layers of gzip in a plain tar", Layout({Gzip(a), Gzip(b)}, ids)},
      {"layers of zstd in gzip", Gzip(Layout({Zstd(a), Zstd(b)}, ids))},
      {"a seekable gzip layer", Layout({a, estargz}, {ids[0], DigestOf(lazy)})},
      {"a chunked zstd layer", Layout({a, chunked}, ids)},
  };
  for (const auto& row : rows) {
    const Seen seen = See(row.archive);
    EXPECT_EQ(seen.error, "") << row.what;
    EXPECT_EQ(seen.files, expected) << row.what;
    EXPECT_EQ(seen.left, std::set<std::string>()) << row.what;
  }
}

TEST(PackedImage, LayersTooLargeToHoldAreUnpackedInTheirOwnOrder) {
  const std::vector<Bytes> layers = {LargeLayer("a.txt"), LargeLayer("b.txt"), LargeLayer("c.txt")};
  std::vector<std::string> ids;
  for (const auto& layer : layers) ids.push_back(DigestOf(layer));
  const std::set<std::string> expected = {"a.txt @0", "b.txt @1", "c.txt @2"};
  EXPECT_EQ(See(Gzip(DockerArchive(layers))).files, expected);
  EXPECT_EQ(See(Gzip(Layout(layers, ids, "", "", true))).files, expected);
}

TEST(PackedImageAttack, OtherBytesThanADigestNamesAreAnIntegrityFailureOfAStreamToo) {
  const std::vector<Bytes> layers = {LargeLayer("a.txt"), LargeLayer("b.txt")};
  EXPECT_EQ(See(Gzip(OciImage(layers, 1))).error, "other bytes than the digest it is named by");
  Bytes docker = DockerArchive(layers);
  docker[docker.find("text")] = 'T';
  EXPECT_EQ(See(docker).error, "other bytes than the digest it is named by");
  EXPECT_EQ(See(Gzip(docker)).error, "other bytes than the digest it is named by");
}

// Its manifest vouches for the packed bytes; what they unpack to is another layer.
TEST(PackedImageAttack, ALayerThatUnpacksToOtherBytesThanItsConfigurationNamesIsLeft) {
  const Bytes a = TarOf({{"a.txt", "a"}}), evil = TarOf({{"evil.txt", "e"}});
  for (const bool packed : {false, true}) {
    const Bytes archive = Layout({Gzip(evil)}, {DigestOf(a)});
    const Seen seen = See(packed ? Gzip(archive) : archive);
    EXPECT_EQ(seen.error, "");
    EXPECT_EQ(seen.left,
              std::set<std::string>{"unpacks to other bytes than its configuration names"});
  }
}

TEST(PackedImageAttack, AnArchiveIsNotUnpackedForEachOfItsLayers) {
  // Layers backwards, each of which would unpack all before it.
  std::vector<Bytes> layers;
  std::vector<std::string> ids;
  for (int i = 0; i < 16; ++i) {
    layers.push_back(TarOf({{"t" + std::to_string(i) + ".txt", "t"},
                            {"filler", Bytes(kMaxImageJson, static_cast<char>(i))}}));
    ids.push_back(DigestOf(layers.back()));
  }
  const Seen seen = See(Gzip(Layout(layers, ids, "", "", true)));
  EXPECT_EQ(seen.left, std::set<std::string>{"the archive would be unpacked too often for it"});
  EXPECT_LT(seen.files.size(), layers.size());
}

TEST(PackedImageAttack, WhereverItIsCutItIsRefusedOrLeft) {
  const Bytes whole = Gzip(DockerArchive({LargeLayer("a.txt")}));
  for (std::size_t size = 2; size < whole.size(); size += 1 + whole.size() / 40) {
    const Seen seen = See(whole.substr(0, size));
    EXPECT_TRUE(!seen.error.empty() || !seen.left.empty()) << size;
  }
}

TEST(ImageIndex, WhichPlatformIsReadIsToldAndWhatIsNoImageIsPassedOver) {
  const Bytes a = TarOf({{"a.txt", "a"}});
  const std::string other =
      "{\"digest\":\"sha256:0\",\"platform\":{\"os\":\"windows\",\"architecture\":\"amd64\"}}";
  struct Row {
    const char* what;
    std::string before, after, note;
  };
  const std::string none;
  const Row rows[] = {
      {"one image", "", "", none},
      {"another platform behind it", "", "," + other,
       "of 2 images of this index that for linux/arm64/v8 is read, not windows/amd64"},
      {"an attestation by its platform",
       "{\"digest\":\"sha256:1\",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}},",
       "", none},
      {"an attestation by its annotation",
       "{\"digest\":\"sha256:1\",\"annotations\":{\"vnd.docker.reference.type\":"
       "\"attestation-manifest\"}},",
       "", none},
      {"a list of parts beside it",
       "{\"digest\":\"sha256:1\",\"artifactType\":\"application/vnd.cyclonedx+json\"},", "", none},
  };
  for (const auto& row : rows) {
    const Seen seen = See(Layout({a}, {DigestOf(a)}, row.before, row.after));
    EXPECT_EQ(seen.files, std::set<std::string>{"a.txt @0"}) << row.what << seen.error;
    EXPECT_EQ(seen.notes,
              row.note.empty() ? std::vector<std::string>() : std::vector<std::string>{row.note})
        << row.what;
  }
}

// An image of one layer with one file, as its three blobs; the manifest's digest.
std::string AddImage(const std::string& file, const std::string& config_says,
                     std::vector<TarFile>& files) {
  const auto add = [&files](const Bytes& bytes) {
    files.push_back({"blobs/sha256/" + DigestOf(bytes).substr(7), bytes});
    return DigestOf(bytes);
  };
  const std::string layer = add(TarOf({{file, "x"}}));
  const std::string config =
      add("{" + config_says + "\"rootfs\":{\"diff_ids\":[\"" + layer + "\"]}}");
  return add("{\"config\":{\"digest\":\"" + config + "\"},\"layers\":[{\"digest\":\"" + layer +
             "\"}]}");
}

std::string Descriptor(const std::string& digest, const std::string& architecture,
                       const std::string& variant = {}) {
  return "{\"digest\":\"" + digest + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"" +
         architecture + "\"" + (variant.empty() ? "" : ",\"variant\":\"" + variant + "\"") + "}}";
}

TEST(ImageIndex, APlatformIsChosenInThisIndexOrOneInsideItOrByAConfiguration) {
  std::vector<TarFile> files;
  const std::string amd = AddImage("amd.txt", "", files), v6 = AddImage("v6.txt", "", files);
  const std::string v7 = AddImage("v7.txt", "", files);
  const std::string said =
      AddImage("s390x.txt", "\"os\":\"linux\",\"architecture\":\"s390x\",", files);
  const Bytes inner = "{\"manifests\":[" + Descriptor(amd, "amd64") + "," +
                      Descriptor(v6, "arm", "v6") + "," + Descriptor(v7, "arm", "v7") + "," +
                      Descriptor("sha256:0", "riscv64") + "]}";
  files.push_back({"blobs/sha256/" + DigestOf(inner).substr(7), inner});
  files.push_back({"index.json", "{\"manifests\":[{\"digest\":\"" + DigestOf(inner) +
                                     "\",\"mediaType\":\"application/vnd.oci.image.index.v1+json\""
                                     "},{\"digest\":\"" +
                                     said + "\"}]}"});
  const Bytes archive = TarOf(files);
  struct Row {
    std::string platform, file, said;
  };
  for (const Row& row : {Row{"linux/amd64", "amd.txt", ""}, Row{"linux/s390x", "s390x.txt", ""},
                         Row{"linux/arm/v7", "v7.txt", ""},
                         Row{"linux/arm", "v6.txt",
                             "of 2 images for linux/arm that for linux/arm/v6 is read, not "
                             "linux/arm/v7"},
                         Row{"", "amd.txt", "of 2 images of this index"}}) {
    const Seen seen = See(archive, row.platform);
    EXPECT_EQ(seen.files, std::set<std::string>{row.file + " @0"}) << row.platform << seen.error;
    EXPECT_EQ(seen.notes.empty() ? "" : seen.notes[0].substr(0, row.said.size()), row.said);
  }
  for (const char* none : {"linux/arm64", "linux/ar", "windows/amd64", "linux/amd64/v2"})
    EXPECT_EQ(See(archive, none).error, std::string("no image for ") + none + " in it");
  EXPECT_NE(See(archive, "linux/riscv64").error, "");  // Named, and not here
  const Bytes docker = DockerArchive({TarOf({{"a.txt", "a"}})});
  EXPECT_NE(See(docker, "linux/amd64").error, "");
}

// Four deep, each naming the next a hundred times, the last nothing: 10^8 ways.
TEST(ImageIndexAttack, IndexesInIndexesThatNameNothingAreBounded) {
  std::vector<TarFile> files;
  Bytes index = "{\"manifests\":[]}";
  for (int depth = 0; depth < 4; ++depth) {
    files.push_back({"blobs/sha256/" + DigestOf(index).substr(7), index});
    std::string list;
    for (int i = 0; i < 100; ++i)
      list += (i > 0 ? ",{\"digest\":\"" : "{\"digest\":\"") + DigestOf(index) +
              "\",\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}";
    index = "{\"manifests\":[" + list + "]}";
  }
  files.push_back({"index.json", index});
  EXPECT_EQ(See(TarOf(files), "linux/amd64").error, "more images than are chosen from");
}

}  // namespace
}  // namespace avouch::source

#include "source/image.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "source/folder.h"
#include "source/image_layers.h"
#include "testing/tar_archive.h"

namespace avouch::source {
namespace {

namespace fs = std::filesystem;
using testing::DockerArchive;
using testing::OciImage;
using testing::TarOf;
using Files = std::map<std::string, std::string>;  // "path" to "bytes @layer"

// Wants files called *.txt; what has no extension may be a program that begins with "run".
class Texts : public FileVisitor {
 public:
  Wish Wants(std::string_view path) override {
    if (path.ends_with(".txt")) return Wish::kRead;
    return path.find('.') == path.npos ? Wish::kUnsure : Wish::kLeave;
  }
  bool IsProgram(BytesView head) override { return head.starts_with("run"); }
  void Read(const VisitedFile& file, BytesView bytes) override {
    files[std::string(file.path)] =
        std::string(bytes.substr(0, 10)) + " @" + std::to_string(file.layer);
  }
  void Gone(std::string_view path, bool self, bool below, std::uint32_t layer) override {
    const std::string inside = path.empty() ? "" : std::string(path) + "/";
    std::erase_if(files, [&](const auto& file) {
      const bool lower = std::stoul(file.second.substr(file.second.rfind('@') + 1)) < layer;
      return lower && ((self && file.first == path) || (below && file.first.starts_with(inside)));
    });
  }
  void Left(std::string_view path, std::string why) override {
    left.insert(std::string(path) + ": " + why);
  }
  Files files;
  std::set<std::string> left;
};

class Temporary {
 public:
  Temporary() {
    char name[] = "/tmp/avouch-image-XXXXXX";
    path_ = mkdtemp(name);
  }
  ~Temporary() { fs::remove_all(path_); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  std::string Write(const std::string& name, const Bytes& bytes) const {
    const std::string path = path_ + "/" + name;
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Visit {
  Texts texts;
  FileCounts counts;
  std::string error;
};

Visit VisitOf(const Bytes& archive) {
  const Temporary folder;
  Visit out;
  auto image = Image::Open(folder.Write("image.tar", archive));
  if (!image) return {{}, {}, ToString(image.error())};
  const auto counts = VisitImage(*image, out.texts);
  if (!counts) return {{}, {}, ToString(counts.error())};
  out.counts = *counts;
  return out;
}

TEST(Image, LayersReplaceRemoveAndHide) {
  const Bytes lowest = TarOf({{"a.txt", "a"},
                              {"b.txt", "b"},
                              {"d/", "", '5'},
                              {"d/one.txt", "1"},
                              {"d/two.txt", "2"},
                              {"e/x/deep.txt", "d"},
                              {"f/was-folder.txt", "f"},
                              {"kept.txt", "k"}});
  const Bytes upper = TarOf({{"a.txt", "A"},
                             {".wh.b.txt", ""},
                             {"d/three.txt", "3"},  // Before the mark, and of this layer
                             {"d/.wh..wh..opq", ""},
                             {"e/.wh.x", ""},
                             {"f", "now a file"},
                             {"kept.txt/", "", '5'}});
  const Bytes third = TarOf({{"./e/x/back.txt", "B"}, {"/abs.txt", "inside"}});
  EXPECT_EQ(VisitOf(OciImage({lowest, upper, third})).texts.files,
            (Files{{"a.txt", "A @1"},
                   {"d/three.txt", "3 @1"},
                   {"e/x/back.txt", "B @2"},
                   {"abs.txt", "inside @2"}}));
  // The root, whole.
  EXPECT_EQ(VisitOf(OciImage({lowest, TarOf({{".wh..wh..opq", ""}, {"n.txt", "n"}})})).texts.files,
            (Files{{"n.txt", "n @1"}}));
}

TEST(Image, BothFormsOfArchiveAndAFolder) {
  const std::vector<Bytes> layers = {TarOf({{"a.txt", "a"}}), TarOf({{"b.txt", "b"}})};
  const Files expected = {{"a.txt", "a @0"}, {"b.txt", "b @1"}};
  EXPECT_EQ(VisitOf(OciImage(layers)).texts.files, expected);
  EXPECT_EQ(VisitOf(DockerArchive(layers)).texts.files, expected);

  const Temporary folder;
  const std::string tar = folder.Write("docker.tar", DockerArchive(layers));
  auto docker = Image::Open(tar);
  ASSERT_TRUE(docker.has_value());
  EXPECT_EQ(docker->name(), "tea:1");
  EXPECT_EQ(docker->architecture(), "arm64");
  EXPECT_EQ(docker->layers()[1].digest, "sha256:" + crypto::Sha256Of(layers[1]).hex());
  EXPECT_TRUE(IsImage(tar));
  EXPECT_FALSE(IsImage(folder.path()));
}

// Path traversal, the oldest flaw of all that unpack layers.
TEST(Image, NamesThatLeadOutAreRefusedOrKeptInside) {
  const Visit visit = VisitOf(OciImage({TarOf({{"../out.txt", "1"},
                                               {"a/../../out.txt", "2"},
                                               {"/../out.txt", "3"},
                                               {"a/../in.txt", "4"},
                                               {"//etc//x.txt", "5"},
                                               {"../.wh.in.txt", ""},
                                               {"dev/null", "", '3'},
                                               {"dev/sda", "", '4'},
                                               {"run/p", "", '6'}})}));
  EXPECT_EQ(visit.texts.files, (Files{{"in.txt", "4 @0"}, {"etc/x.txt", "5 @0"}}));
  EXPECT_EQ(visit.counts.refused, 4);
  EXPECT_EQ(visit.counts.others, 3);
}

// A check of where a link leads says nothing of where it lies.
TEST(ImageAttack, ALinkDeviceOrWhiteoutWhoseOwnNameLeadsOutIsRefused) {
  const Visit visit = VisitOf(OciImage({TarOf({{"../../etc/ld.so.preload", "", '2', "/in.txt"},
                                               {"../hard.txt", "", '1', "in.txt"},
                                               {"a/../../sda", "", '4'},
                                               {"../folder/", "", '5'},
                                               {"../../.wh.passwd", ""},
                                               {"../../.wh..wh..opq", ""},
                                               {".wh..", ""},
                                               {"a/.wh...", ""},
                                               {"in.txt", "in"}})}));
  EXPECT_EQ(visit.texts.files, (Files{{"in.txt", "in @0"}}));
  EXPECT_EQ(visit.counts.refused, 8);
}

// Names that lead through a link that was packed before them: into the root's own folders and
// nowhere else, whatever the link says.
TEST(ImageAttack, AFileBehindALinkThatLeadsOutStaysBelowTheRoot) {
  const Visit visit = VisitOf(OciImage({TarOf({{"out", "", '2', "/../../../tmp"},
                                               {"out/a.txt", "a"},
                                               {"up", "", '2', ".."},
                                               {"up/b.txt", "b"},
                                               {"a", "", '2', "b"},
                                               {"b", "", '2', "a"},
                                               {"a/c.txt", "c"},
                                               {"b/d.txt", "d"}})}));
  for (const auto& [path, text] : visit.texts.files) {
    EXPECT_EQ(path.find(".."), std::string::npos) << path;
    EXPECT_NE(path.front(), '/') << path;
  }
  EXPECT_EQ(visit.texts.files.size(), 4u);
}

TEST(Image, LinksAreFollowedInTheRootAndNowhereElse) {
  const Visit visit = VisitOf(OciImage({TarOf({{"lib", "", '2', "usr/lib"},
                                               {"loop", "", '2', "loop"},
                                               {"self", "", '2', "./self/self"},
                                               {"out", "", '2', "../../etc"},
                                               {"lib/a.txt", "a"},
                                               {"out/b.txt", "b"},
                                               {"self/c.txt", "c"},
                                               {"d/link", "", '2', "/usr/lib"},
                                               {"d/link/e.txt", "e"},
                                               {"s.txt", "", '2', "/etc/shadow"}}),
                                        TarOf({{"usr/lib/.wh.a.txt", ""}, {"lib/z.txt", "z"}})}));
  EXPECT_EQ(visit.texts.files, (Files{{"out/b.txt", "b @0"},
                                      {"self/c.txt", "c @0"},
                                      {"d/link/e.txt", "e @0"},
                                      {"usr/lib/z.txt", "z @1"}}));
  EXPECT_EQ(visit.counts.links, 6);
}

TEST(Image, AHardLinkIsItsTargetsBytesOrIsLeft) {
  const Visit visit = VisitOf(OciImage({TarOf({{"x", "bytes"},
                                               {"a.txt", "", '1', "x"},
                                               {"b.txt", "", '1', "./x"},
                                               {"gone.txt", "", '1', "nowhere"},
                                               {"out.txt", "", '1', "../../etc/passwd"},
                                               {"self.txt", "", '1', "self.txt"}})}));
  EXPECT_EQ(visit.texts.files, (Files{{"a.txt", "bytes @0"}, {"b.txt", "bytes @0"}}));
  EXPECT_EQ(visit.texts.left,
            (std::set<std::string>{"gone.txt: a hard link to a file that is not in its layer",
                                   "self.txt: a hard link to a file that is not in its layer"}));
  EXPECT_EQ(visit.counts.refused, 1);
}

// A hard link is a second name of a file, and not a path that is looked up later: stereoscope
// pull 670, where a layer that replaced or removed the first name took the second with it.
TEST(ImageAttack, AHardLinkKeepsItsBytesWhateverALaterLayerDoesToTheOtherName) {
  const std::string body = "run" + std::string(100, '.');
  const Bytes lowest = TarOf({{"venv/a.txt", "bytes"},
                              {"cache/a.txt", "", '1', "venv/a.txt"},
                              {"bin/one", body, '0', "", 0755},
                              {"bin/two", "", '1', "bin/one", 0755},
                              {"bin/three", "", '1', "bin/one", 0755},
                              {"bin/plain", "", '1', "bin/one", 0644},
                              {"repo/ab.file", body, '0', "", 0755},
                              {"bin/of-repo", "", '1', "repo/ab.file", 0755}});
  EXPECT_EQ(VisitOf(OciImage({lowest})).texts.files,
            (Files{{"venv/a.txt", "bytes @0"},
                   {"cache/a.txt", "bytes @0"},
                   {"bin/one", body.substr(0, 10) + " @0"},
                   {"bin/of-repo", body.substr(0, 10) + " @0"}}));
  // Names that lead to one another are no circle; a program is told by the name that is left.
  const Files after = {{"cache/a.txt", "bytes @0"}, {"bin/three", body.substr(0, 10) + " @0"}};
  for (const Bytes& upper : {TarOf({{"venv/a.txt", "", '2', "../cache/a.txt"},
                                    {"bin/.wh.one", ""},
                                    {"bin/.wh.two", ""},
                                    {"bin/.wh.of-repo", ""}}),
                             TarOf({{".wh.venv", ""},
                                    {"bin/one", "#!/bin/sh" + body, '0', "", 0755},
                                    {"bin/two", "", '2', "three"},
                                    {"bin/of-repo/", "", '5'}})})
    EXPECT_EQ(VisitOf(OciImage({lowest, upper})).texts.files, after);
  // A link to what a lower layer has cannot be followed, and is told once the other is gone.
  const Visit across =
      VisitOf(OciImage({lowest, TarOf({{"new", "", '1', "bin/one", 0755}, {"bin/.wh.one", ""}})}));
  EXPECT_EQ(across.texts.files.count("bin/three"), 1u);
  EXPECT_EQ(across.texts.left,
            (std::set<std::string>{"new: a hard link to a program that is not in its layer"}));
}

// Stereoscope pulls 647, 694 and 696: a mark hides what it names and nothing else, and is a file
// in no layer.
TEST(ImageAttack, AMarkThatIsAlmostAWhiteoutHidesNothing) {
  const Bytes lowest = TarOf({{"etc/a.txt", "a"},
                              {"etc/.wh..wh..opq", ""},
                              {"etc/.wh.b.txt", ""},
                              {"target/keep.txt", "k"},
                              {"link", "", '2', "target"},
                              {"d/deep", "", '2', "/target"}});
  const Files kept = {{"etc/a.txt", "a @0"}, {"target/keep.txt", "k @0"}};
  EXPECT_EQ(VisitOf(OciImage({lowest})).texts.files, kept);
  for (const char* mark : {"etc/.wh.", ".wh.", "etc/.wh..wh..opqX", ".wh..wh..opq.txt", "etc/.wh..",
                           "etc/.wh..wh.plnk", "d/deep/.wh..wh..opq", "d/deep/.wh.keep.txt"})
    EXPECT_EQ(VisitOf(OciImage({lowest, TarOf({{mark, ""}})})).texts.files, kept) << mark;
  // A folder takes the place of the link; what it hides is its own.
  for (const char* link : {"link", "d/deep"}) {
    const std::string folder = std::string(link) + "/";
    Files both = kept;
    both[folder + "new.txt"] = "n @1";
    EXPECT_EQ(VisitOf(OciImage({lowest, TarOf({{folder, "", '5'},
                                               {folder + ".wh..wh..opq", ""},
                                               {folder + "new.txt", "n"}})}))
                  .texts.files,
              both)
        << link;
  }
}

// Stereoscope issue 56: the last of no layers.
TEST(ImageAttack, AnImageOfNoLayersHoldsNothing) {
  for (const Bytes& archive : {OciImage({}), DockerArchive({})}) {
    const Visit visit = VisitOf(archive);
    EXPECT_EQ(visit.error, "");
    EXPECT_EQ(visit.counts, FileCounts());
  }
}

TEST(Image, ProgramsByModeAndFirstBytes) {
  const std::string body = "run" + std::string(100, '.');
  const Visit visit = VisitOf(OciImage({TarOf({{"yes", body, '0', "", 0755},
                                               {"mode", body, '0', "", 0644},
                                               {"text", "#!/" + body, '0', "", 0755},
                                               {"short", "run", '0', "", 0755}})}));
  EXPECT_EQ(visit.texts.files, (Files{{"yes", body.substr(0, 10) + " @0"}}));
}

TEST(Image, OtherBytesThanADigestNamesAreAnIntegrityFailure) {
  const std::vector<Bytes> layers = {TarOf({{"a.txt", "a"}}), TarOf({{"b.txt", "b"}})};
  EXPECT_NE(VisitOf(OciImage(layers, 1)).error.find("other bytes than the digest"),
            std::string::npos);
  EXPECT_NE(VisitOf(DockerArchive(layers, std::string(64, 'a') + ".json"))
                .error.find("other bytes than the digest"),
            std::string::npos);
  // A configuration that no digest names is read: its layers are held against what it says.
  EXPECT_EQ(VisitOf(DockerArchive(layers, "config.json")).texts.files.size(), 2u);
}

TEST(Image, ALayerThatIsCutOrNoTarIsLeftAndTold) {
  const Bytes whole = TarOf({{"a.txt", "a"}, {"b.txt", Bytes(2000, 'b')}});
  for (const Bytes& layer : {whole.substr(0, 1800), "no tar at all" + Bytes(600, 'x')}) {
    const Visit visit = VisitOf(OciImage({layer, TarOf({{"c.txt", "c"}})}));
    EXPECT_EQ(visit.texts.files.count("c.txt"), 1u);
    EXPECT_EQ(visit.texts.left.size(), 1u);
  }
}

TEST(Image, WhatIsNoImageIsRefused) {
  struct Row {
    const char* what;
    Bytes bytes;
  };
  const Row rows[] = {
      {"nothing", ""},
      {"no tar", Bytes(2000, 'x')},
      {"packed", "\x1F\x8B packed"},
      {"a tar of something else", TarOf({{"a", "x"}})},
      {"an index of nothing", TarOf({{"index.json", "{\"manifests\":[]}"}})},
      {"an index that leads out",
       TarOf({{"index.json", "{\"manifests\":[{\"digest\":\"../../etc/passwd\"}]}"}})},
      {"a manifest of nothing", TarOf({{"manifest.json", "[]"}})},
      {"links in a circle", TarOf({{"index.json", "", '2', "x"}, {"x", "", '2', "index.json"}})},
  };
  for (const auto& row : rows) EXPECT_NE(VisitOf(row.bytes).error, "") << row.what;
}

TEST(Folder, LinksDevicesAndPipesAreNeverOpened) {
  const Temporary folder;
  folder.Write("tree/a.txt", "a");
  folder.Write("tree/d/b.txt", "b");
  folder.Write("tree/left/c.txt", "c");
  folder.Write("secret.txt", "s");
  fs::create_symlink("../secret.txt", folder.path() + "/tree/s.txt");
  fs::create_directory_symlink("..", folder.path() + "/tree/up");
  fs::create_directory_symlink("/", folder.path() + "/tree/d/all");
  ASSERT_EQ(mkfifo((folder.path() + "/tree/p.txt").c_str(), 0600), 0);
  Texts texts;
  const auto counts = VisitFolder(folder.path() + "/tree", {.leave = {"left"}}, texts);
  ASSERT_TRUE(counts.has_value()) << ToString(counts.error());
  EXPECT_EQ(texts.files, (Files{{"a.txt", "a @0"}, {"d/b.txt", "b @0"}}));
  EXPECT_EQ(texts.left, (std::set<std::string>{"left: left out as asked"}));
  EXPECT_EQ(*counts, (FileCounts{2, 2, 3, 1, 0}));
  EXPECT_FALSE(VisitFolder(folder.path() + "/nowhere", {}, texts).has_value());
}

TEST(FolderAttack, AnEmptyFolderAndOneOfEmptyOnesAreWalked) {
  const Temporary folder;
  Texts texts;
  EXPECT_TRUE(VisitFolder(folder.path(), {}, texts).has_value());
  fs::create_directories(folder.path() + "/a/b");
  fs::create_directories(folder.path() + "/c");
  const auto counts = VisitFolder(folder.path(), {}, texts);
  ASSERT_TRUE(counts.has_value());
  EXPECT_EQ(*counts, (FileCounts{0, 3, 0, 0, 0}));
  EXPECT_TRUE(texts.left.empty());
}

TEST(Folder, OneThatIsTooDeepIsLeftWhereTheWalkEnds) {
  const Temporary folder;
  std::string deep = folder.path();
  for (int i = 0; i < 260; ++i) deep += "/d";
  fs::create_directories(deep);
  Texts texts;
  ASSERT_TRUE(VisitFolder(folder.path(), {}, texts).has_value());
  ASSERT_EQ(texts.left.size(), 1u);
  EXPECT_NE(texts.left.begin()->find("deeper than is walked"), std::string::npos);
}

}  // namespace
}  // namespace avouch::source

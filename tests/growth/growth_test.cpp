// Ten times the input is about ten times the work, not a hundred times.
//
// Work is counted, never timed: memory asked for (each object read, each path and
// each value takes some, so that reading or copying anything again shows), and
// the processor's instructions where the system lets a program count its own. What
// is spent whatever the input is taken off first.

#include <gtest/gtest.h>
#include <linux/perf_event.h>
#include <malloc.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <string>

#include "../../bench/locks.h"
#include "../../bench/organisation_world.h"
#include "../../bench/world.h"
#include "app/assess.h"
#include "app/sbom.h"
#include "formats/sbom.h"
#include "formats/sbom_write.h"
#include "formats/table.h"

namespace {
std::atomic<unsigned long long> g_blocks, g_bytes;
std::atomic<long long> g_held, g_most;  // Bytes in use, and the most that ever were
}  // namespace

// Not inlined, so that compilers see new and delete in pairs.
[[gnu::noinline]] void* operator new(std::size_t size) {
  g_blocks.fetch_add(1, std::memory_order_relaxed);
  g_bytes.fetch_add(size, std::memory_order_relaxed);
  void* const block = std::malloc(size);
  if (block == nullptr) throw std::bad_alloc();
  const long long held = g_held += static_cast<long long>(malloc_usable_size(block));
  if (held > g_most) g_most = held;  // One thread asks for most; a lost race is a few bytes
  return block;
}
[[gnu::noinline]] void operator delete(void* block) noexcept {
  if (block != nullptr) g_held -= static_cast<long long>(malloc_usable_size(block));
  std::free(block);
}
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept {
  operator delete(block);
}

namespace avouch {
namespace {

constexpr double kMostGrowth = 12;  // For ten times the input: a logarithm is welcome

struct Work {
  double blocks = 0, bytes = 0, instructions = 0;  // The last 0 where they cannot be counted

  Work operator-(const Work& fixed) const {
    return {blocks - fixed.blocks, bytes - fixed.bytes, instructions - fixed.instructions};
  }
};

class Instructions {  // Of this thread and those it starts
 public:
  Instructions() {
    perf_event_attr attributes{};
    attributes.type = PERF_TYPE_HARDWARE;
    attributes.size = sizeof attributes;
    attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
    attributes.exclude_kernel = attributes.exclude_hv = attributes.inherit = 1;
    file_ = static_cast<int>(syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0));
  }
  Instructions(const Instructions&) = delete;
  Instructions& operator=(const Instructions&) = delete;
  ~Instructions() {
    if (file_ >= 0) close(file_);
  }
  [[nodiscard]] double Count() const {
    unsigned long long count = 0;
    if (file_ < 0 || read(file_, &count, sizeof count) != sizeof count) return 0;
    return static_cast<double>(count);
  }

 private:
  int file_ = -1;
};

Work Measure(const std::function<void()>& job) {
  job();  // What is made once is made now.
  const Instructions instructions;
  const unsigned long long blocks = g_blocks, bytes = g_bytes;
  job();
  return {static_cast<double>(g_blocks - blocks), static_cast<double>(g_bytes - bytes),
          instructions.Count()};
}

// `job(n)` does its work on an input of size n. 100 and 1000 both lie a little
// below a power of two, where arrays that double have about as much to spare.
void ExpectLinear(const std::function<void(int)>& job) {
  constexpr int small = 100;
  const Work fixed = Measure([&] { job(1); });
  const Work one = Measure([&] { job(small); }) - fixed;
  const Work ten = Measure([&] { job(10 * small); }) - fixed;
  ASSERT_GT(one.blocks, 0);
  EXPECT_LE(ten.blocks, kMostGrowth * one.blocks) << "blocks of memory";
  EXPECT_LE(ten.bytes, kMostGrowth * one.bytes) << "bytes of memory";
  if (one.instructions > 0) {
    EXPECT_LE(ten.instructions, kMostGrowth * one.instructions) << "instructions";
  }
}

// Of one width, so that the last item is as long as the first.
std::string Number(int i) { return std::to_string(1000000 + i); }

class Worlds : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "avouch-growth-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Check(int files, int commits) const {
    app::AssessOptions options;
    options.path = folder_ + "/" + std::to_string(files) + "-" + std::to_string(commits);
    options.at = {1780000000};
    options.threads = 1;
    ASSERT_TRUE(bench::MakeWorld(options.path, {files, commits}));
    ASSERT_TRUE(app::Assess(options));
  }

  std::string folder_;
};

TEST_F(Worlds, TenTimesTheCommitsAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Check(40, size); });
}

TEST_F(Worlds, TenTimesTheFilesAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Check(size, 2); });
}

TEST_F(Worlds, TenTimesBothAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Check(size, size); });
}

// A check of one product with the papers of its organisation: its catalogue of
// products, its people, what other systems answered about them, its records.
class Organisations : public Worlds {
 protected:
  void Check(const bench::OrganisationSize& size) const {
    const std::string folder = folder_ + "/" + std::to_string(size.products) + "-" +
                               std::to_string(size.people) + "-" + std::to_string(size.rows) + "-" +
                               std::to_string(size.records);
    ASSERT_TRUE(bench::MakeOrganisation(folder, size));
    app::AssessOptions options;
    options.path = folder + "/product";
    options.organisation = folder + "/assurance";
    options.at = {1790000000};
    options.threads = 1;
    const auto assessed = app::Assess(options);
    ASSERT_TRUE(assessed) << assessed.error().what;
  }
  static constexpr int kVersions = 4;  // In each of which people join: four at least
};

TEST_F(Organisations, TenTimesTheProductsAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Check({size, 20, 40, 1, kVersions}); });
}

TEST_F(Organisations, TenTimesThePeopleAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Check({1, kVersions + size, 40, 1, kVersions}); });
}

TEST_F(Organisations, TenTimesTheRowsAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Check({1, 20, 10 * size, 1, kVersions}); });
}

TEST_F(Organisations, TenTimesTheRecordsAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Check({1, 20, 40, size, kVersions}); });
}

// What grows with the product of two of them would show here and nowhere above.
TEST_F(Organisations, TenTimesAllOfItIsTenTimesTheWork) {
  ExpectLinear([&](int size) {
    Check({size / 5 + 1, kVersions + size, 10 * size, size / 5 + 1, kVersions});
  });
}

struct File {
  const char* path;
  std::string (*make)(int);
};

TEST(Readers, TenTimesTheLinesAreTenTimesTheWork) {
  const File files[] = {
      {"package-lock.json", bench::PackageLock},
      {"Cargo.lock", bench::CargoLock},
      {".github/workflows/ci.yml", bench::Workflow},
      {"Dockerfile",
       [](int lines) {
         std::string out = "FROM debian:12\n";
         for (int i = 0; i < lines; ++i) out += "RUN apt-get install -y p" + Number(i) + "\n";
         return out;
       }},
      {"requirements.txt",
       [](int lines) {
         std::string out;
         for (int i = 0; i < lines; ++i) out += "package" + Number(i) + "==1." + Number(i) + "\n";
         return out;
       }},
      {"SECURITY.md",
       [](int lines) {
         std::string out = "# Security policy\n\n";
         for (int i = 0; i < lines; ++i)
           out += "- Mail [us](mailto:s" + Number(i) + "@example.org) within *3 days*.\n";
         return out;
       }},
  };
  for (const File& file : files) {
    SCOPED_TRACE(file.path);
    const Path path(file.path);
    const formats::Format* format = formats::FormatOf(path);
    ASSERT_NE(format, nullptr);
    ExpectLinear([&](int size) { ASSERT_TRUE(format->read(path, file.make(size))); });
  }
}

// Lists of what software is made of, made, read and written.
class Lists : public Worlds {
 protected:
  [[nodiscard]] std::string FileOf(std::string_view name, const std::string& bytes) const {
    std::string path = folder_ + "/" + std::string(name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  // `files` empty ones in folders of ten.
  [[nodiscard]] std::string Tree(int files) const {
    std::string root = folder_ + "/" + std::to_string(files);
    if (std::filesystem::exists(root)) return root;
    for (int i = 0; i < files; ++i) {
      const std::string folder = root + "/" + Number(i / 100) + "/" + Number(i / 10);
      std::filesystem::create_directories(folder);
      std::ofstream(folder + "/" + Number(i) + ".txt");
    }
    return root;
  }

  static std::string ListOfTen(int at) {
    std::string out = R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[)";
    for (int i = 0; i < 10; ++i) {
      const std::string number = std::to_string(9 * at + i);
      out += std::string(i > 0 ? "," : "") + R"({"name":"c)" + number + R"(","version":"1",)" +
             R"("bom-ref":")" + number + R"(","purl":"pkg:cargo/c)" + number + "@1\"}";
    }
    return out + R"(],"dependencies":[{"ref":")" + std::to_string(9 * at) + R"(","dependsOn":[")" +
           std::to_string(9 * at + 1) + "\"]}]}";
  }

  void Write(app::Answer (*verb)(const app::SbomOptions&), const std::string& from) const {
    app::SbomOptions options;
    options.files = {from};
    options.output = folder_ + "/list.json";
    options.at = {1780000000};
    options.everything = true;
    options.threads = 1;
    const app::Answer answer = verb(options);
    ASSERT_EQ(answer.exit, app::kDone) << answer.talk;
  }
};

TEST_F(Lists, TenTimesThePackagesAreTenTimesTheWork) {
  for (const bench::LockKind& kind : bench::LockKinds()) {
    SCOPED_TRACE(kind.name);
    ExpectLinear([&](int size) { Write(app::SbomGenerate, FileOf(kind.file, kind.make(size))); });
  }
}

TEST_F(Lists, TenTimesTheComponentsConvertedAreTenTimesTheWork) {
  ExpectLinear([&](int size) {
    Write(app::SbomConvert, FileOf("list.cdx.json", bench::ComponentList(size)));
  });
}

TEST_F(Lists, TenTimesTheFilesWalkedAreTenTimesTheWork) {
  ExpectLinear([&](int size) { Write(app::SbomGenerate, Tree(size)); });
}

// Of a cache: each pom needs the next two, and the one beside it in another version.
TEST_F(Lists, TenTimesThePomsOfACacheAreTenTimesTheWork) {
  const auto coordinates = [](int i, int version) {
    return "<groupId>org</groupId><artifactId>a" + Number(i) + "</artifactId><version>" +
           Number(version) + "</version>";
  };
  const auto need = [&](int i, int version) {
    return "<dependency>" + coordinates(i, version) + "</dependency>";
  };
  ExpectLinear([&](int size) {
    const std::string root = folder_ + "/poms" + std::to_string(size);
    std::string all;
    for (int i = 0; i < size; ++i) {
      if (i % 10 == 0) all += need(i, 1);
      const std::string name = "a" + Number(i), at = root + "/.m2/repository/org/" + name + "/1";
      if (std::filesystem::exists(at)) continue;
      std::filesystem::create_directories(at);
      std::ofstream(at + "/" + name + "-1.pom")
          << "<project>" << coordinates(i, 1) << "<dependencies>" << need((i + 1) % size, 1)
          << need((i + 2) % size, 1) << need((i + 3) % size, 2) << "</dependencies></project>";
    }
    std::ofstream(root + "/pom.xml") << "<project>" << coordinates(size, 1) << "<dependencies>"
                                     << all << "</dependencies></project>";
    Write(app::SbomGenerate, root);
  });
}

// Each in a folder of its own, ten components in each, of which the next has one too.
TEST_F(Lists, TenTimesTheSbomsInATreeAreTenTimesTheWork) {
  ExpectLinear([&](int size) {
    const std::string root = folder_ + "/lists" + std::to_string(size);
    for (int i = 0; i < size && !std::filesystem::exists(root + "/" + Number(i)); ++i) {
      std::filesystem::create_directories(root + "/" + Number(i));
      std::ofstream(root + "/" + Number(i) + "/tea.cdx.json") << ListOfTen(i);
    }
    Write(app::SbomGenerate, root);
  });
}

TEST_F(Lists, TenTimesTheComponentsOfOneSbomInATreeAreTenTimesTheWork) {
  ExpectLinear([&](int size) {
    const std::string root = folder_ + "/list" + std::to_string(size);
    std::filesystem::create_directories(root);
    std::ofstream(root + "/tea.cdx.json") << bench::ComponentList(size);
    Write(app::SbomGenerate, root);
  });
}

// What many lists name is no more than their size allows, as of one.
TEST_F(Lists, SbomsInATreeTakeNoMoreMemoryThanTheirSizeAllows) {
  const std::string root = folder_ + "/names";
  std::string names = R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"a"})";
  for (int i = 1; i < 20'000; ++i) names += R"(,{"name":"a"})";
  names += "]}";
  for (int i = 0; i < 20; ++i) {
    std::filesystem::create_directories(root + "/" + Number(i));
    std::ofstream(root + "/" + Number(i) + "/tea.cdx.json") << names;
  }
  g_most = g_held.load();
  const long long before = g_held;
  app::SbomOptions options;
  options.files = {root};
  options.format = "text";
  const app::Answer answer = app::SbomGenerate(options);
  EXPECT_EQ(answer.exit, app::kDone) << answer.talk;
  EXPECT_LE(g_most - before, 200LL << 20);
}

TEST_F(Lists, WhatIsHeldGrowsWithWhatIsFoundNotWithFiles) {
  const auto most = [&](int files) {
    const std::string tree = Tree(files);
    Write(app::SbomGenerate, tree);
    g_most = g_held.load();
    const long long before = g_held;
    Write(app::SbomGenerate, tree);
    return g_most - before;
  };
  const long long few = most(100);
  EXPECT_LE(most(10'000), few + few / 4);
}

// What a list that was received makes this program hold: twenty bytes for each of its own, and
// what any list may take. Each row repeats what costs more to hold than to write.
TEST(Growth, AReceivedListTakesNoMoreMemoryThanItsSizeAllows) {
  struct Row {
    const char* name;
    std::string start, unit, end;
  };
  const std::string cdx = R"({"bomFormat":"CycloneDX","specVersion":"1.6",)";
  const std::string two =
      cdx + R"("components":[{"bom-ref":"a"},{"bom-ref":"b"}],"dependencies":[)";
  const std::string one = cdx + R"("components":[{"name":"a",)";
  const std::string spdx = R"({"spdxVersion":"SPDX-2.3","packages":[)";
  const std::string graph = R"({"@context":"https://spdx.org/rdf/3.0.1/c.jsonld","@graph":[)";
  const std::string tags = "SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: ";
  const Row rows[] = {
      {"components without anything", cdx + R"("components":[)", "{},", "{}]}"},
      {"components of one name", cdx + R"("components":[)", R"({"name":"a"},)", "{}]}"},
      {"components in components", cdx + R"("components":[)", R"({"components":[{},{}]},)", "{}]}"},
      {"one need again and again", two + R"({"ref":"a","dependsOn":[)", R"("b",)", R"("b"]}]})"},
      {"needs before who needs", two + R"({"dependsOn":[)", R"("b",)", R"("b"],"ref":"a"}]})"},
      {"properties without names", one + R"("properties":[)", "{},", "{}]}]}"},
      {"properties", one + R"("properties":[)", R"({"name":"bsi:"},)", "{}]}]}"},
      {"licences", one + R"("licenses":[)", R"({"expression":"a"},)", "{}]}]}"},
      {"places", one + R"("evidence":{"occurrences":[)", R"({"location":"a"},)", "{}]}}]}"},
      {"packages", spdx, R"({"name":"a"},)", "{}]}"},
      {"files of a package with a long name",
       spdx + R"({"SPDXID":")" + std::string(100'000, 'p') + R"(","hasFiles":[)", R"("f",)",
       R"("f"]}]})"},
      {"files behind a package with a long name", tags + std::string(100'000, 'p') + "\n",
       "FileName: a\nSPDXID: f\n", ""},
      {"a long licence that is named again and again",
       graph + R"({"type":"x","spdxId":"l","name":")" + std::string(100'000, 'l') +
           R"("},{"type":"software_Package","spdxId":"p","name":"a"},{"type":"Relationship",)" +
           R"("from":"p","relationshipType":"hasDeclaredLicense","to":[)",
       R"("l",)", R"("l"]}]})"},
      {"a long name behind an alias",
       "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nx: &a " + std::string(100'000, 'a') +
           "\ny:\n",
       "- *a\n", ""},
  };
  for (const Row& row : rows) {
    const auto most = [&](std::size_t bytes) {
      std::string list = row.start;
      while (list.size() < bytes) list += row.unit;
      list += row.end;
      g_most = g_held.load();
      const long long before = g_held;
      if (const auto read = formats::ReadSbom(list)) {
        const auto nowhere = [](BytesView) { return Status(); };
        (void)formats::WriteCycloneDx(*read, formats::CycloneDxVersion::k1_6, {}, nowhere);
        (void)formats::WriteSpdx(*read, formats::SpdxForm::kJson, {}, nowhere);
      }
      return g_most - before;
    };
    constexpr long long mebibytes = 1 << 20, list = 4 * mebibytes;
    EXPECT_LE(most(list), 20 * list + 200 * mebibytes) << row.name;
  }
}

TEST(Growth, WorkThatIsDoneAgainForEachItemIsSeen) {
  const auto copies = [](int size) {
    Work work;
    for (int i = 0; i < size; ++i) {
      const std::string copy(static_cast<std::size_t>(100 * size), 'x');
      work.bytes += static_cast<double>(copy.size());
    }
    EXPECT_GT(work.bytes, 0);
  };
  const Work one = Measure([&] { copies(50); }), ten = Measure([&] { copies(500); });
  EXPECT_GT(ten.bytes, 50 * one.bytes);
}

}  // namespace
}  // namespace avouch

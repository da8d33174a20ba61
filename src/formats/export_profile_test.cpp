#include "formats/export_profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "base/text.h"
#include "formats/export_kinds.h"
#include "formats/exports.h"

namespace avouch::formats {
namespace {

const std::vector<Profile>& Profiles() {
  static const std::vector<Profile> profiles = [] {
    std::ifstream in(AVOUCH_SOURCE_DIR "/catalogues/profiles.yaml", std::ios::binary);
    const std::string yaml{std::istreambuf_iterator<char>(in), {}};
    auto read = ReadProfiles(yaml);
    EXPECT_TRUE(read) << ToString(read.error());
    return read.value_or(std::vector<Profile>());
  }();
  return profiles;
}

TEST(Profiles, MapOnlyFieldsThatTheirKindHas) {
  ASSERT_GE(Profiles().size(), 25u);
  std::set<std::string_view> used;
  for (const auto& profile : Profiles()) {
    const ExportKind* kind = FindKind(profile.kind);
    ASSERT_NE(kind, nullptr) << profile.name;
    used.insert(kind->name);
    EXPECT_FALSE(profile.bears_on.empty() || profile.about.empty() || profile.system.empty())
        << profile.name;
    for (const auto& field : profile.fields)
      EXPECT_NE(std::ranges::find(kind->fields, field.field), kind->fields.end())
          << profile.name << ": " << field.field;
    for (const auto& word : profile.words)
      EXPECT_NE(profile.Field(word.field), nullptr) << profile.name << ": " << word.field;
  }
  EXPECT_EQ(used.size(), ExportKinds().size());  // No kind without a profile
}

TEST(Profiles, AndFormatsHaveTheirRowInTheDocumentation) {
  std::ifstream in(AVOUCH_SOURCE_DIR "/docs/profiles.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  for (const auto& profile : Profiles())
    EXPECT_TRUE(page.contains("\n| `" + profile.name + "` | " + profile.system + ": " +
                              profile.about + " | " + Join(profile.bears_on, ", ") + " |"))
        << profile.name;
  for (const auto& format : ReceivedFormats())
    EXPECT_TRUE(page.contains("\n| `" + std::string(format.name) + "` |")) << format.name;
}

TEST(Profiles, RefuseWhatTheyDoNotKnow) {
  const auto read = [](std::string_view yaml) {
    const auto profiles = ReadProfiles("profiles:\n" + std::string(yaml), "p.yaml");
    return profiles ? "read" : ToString(profiles.error());
  };
  EXPECT_EQ(read("- { name: a, kind: tools, how: x, has: [b] }"), "read");
  EXPECT_EQ(read("- { name: a, kind: tools, how: x, has: [b], colour: red }"),
            "p.yaml, line 2: a profile has no key 'colour'");
  EXPECT_EQ(read("- { name: a, kind: tools, has: [b] }"), "p.yaml, line 2: a profile without how");
  EXPECT_EQ(
      read("- { name: a, kind: t, how: x, has: [b] }\n- { name: a, kind: t, how: x, has: [b] }"),
      "p.yaml, line 3: profile 'a' is there twice");
  EXPECT_EQ(read("- { name: a, kind: t, how: x, has: [b], whole: maybe }"),
            "p.yaml, line 2: whole must be true or false");
}

TEST(Profiles, ColumnsAreComparedWithoutWhatTheyAreDressedIn) {
  EXPECT_EQ(NormalColumn("Email Address [Required]"), "emailaddress");
  EXPECT_EQ(NormalColumn("2sv Enrolled [READ ONLY]"), "2svenrolled");
  EXPECT_EQ(NormalColumn("last-changed"), NormalColumn("Last Changed"));
  EXPECT_EQ(NormalColumn("MFA (any) status"), "mfastatus");
  EXPECT_EQ(NormalColumn("Pr\xC3\xA9nom"), "pr\xC3\xA9nom");
  EXPECT_EQ(NormalColumn("=()"), "");
}

}  // namespace
}  // namespace avouch::formats

#include "base/slots.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace avouch {
namespace {

TEST(Slots, FindWhatWasAddedAndNothingElse) {
  std::vector<std::string> names;
  Slots slots;
  const auto find = [&](std::size_t hash, const std::string& name) {
    return slots.Find(hash, [&](std::uint32_t at) { return names[at] == name; });
  };
  EXPECT_EQ(find(0, "name 0"), Slots::kNone) << "of none";
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const std::string name = "name " + std::to_string(i);
    ASSERT_EQ(find(std::hash<std::string>()(name), name), Slots::kNone);
    names.push_back(name);
    slots.Add(std::hash<std::string>()(name), i);
  }
  for (std::uint32_t i = 0; i < names.size(); ++i)
    ASSERT_EQ(find(std::hash<std::string>()(names[i]), names[i]), i);
  EXPECT_EQ(find(std::hash<std::string>()("other"), "other"), Slots::kNone);
  slots.Clear();
  EXPECT_EQ(find(std::hash<std::string>()(names[0]), names[0]), Slots::kNone);
}

// What an attacker can choose: all of one hash, or of hashes alike in half of their bits.
TEST(Slots, TellThingsOfOneHashApart) {
  for (const std::size_t hash : {std::size_t{0}, ~std::size_t{0}, std::size_t{0x100000001}}) {
    Slots slots;
    for (std::uint32_t i = 0; i < 300; ++i) slots.Add(hash, i);
    for (std::uint32_t i = 0; i < 300; ++i)
      ASSERT_EQ(slots.Find(hash, [&](std::uint32_t at) { return at == i; }), i);
    EXPECT_EQ(slots.Find(hash, [](std::uint32_t) { return false; }), Slots::kNone);
  }
}

TEST(Slots, RoomThatWasMadeKeepsWhatIsThere) {
  Slots slots;
  slots.Add(7, 1);
  slots.Reserve(100'000);
  EXPECT_EQ(slots.Find(7, [](std::uint32_t) { return true; }), 1u);
}

}  // namespace
}  // namespace avouch

#include "syntax/eight_bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace avouch::syntax {
namespace {

bool IsOdd(unsigned char byte) { return byte < 0x20 || byte > 0x7F || byte == '"' || byte == '\\'; }

// Every byte, at every place, behind and before every other that is next to a bound.
TEST(EightBytes, TheFirstThatIsMarkedIsTheFirstThereIs) {
  for (const char beside : {' ', '!', '#', '[', ']', 'a', '\x7F', '"', '\\', '\x1F', '\x80'})
    for (int byte = 0; byte < 256; ++byte)
      for (std::size_t place = 0; place < kEight; ++place) {
        std::string text(kEight, beside);
        text[place] = static_cast<char>(byte);
        std::size_t odd = 0, quote = 0;
        while (odd < kEight && !IsOdd(static_cast<unsigned char>(text[odd]))) ++odd;
        while (quote < kEight && text[quote] != '\'') ++quote;
        const auto first = [](std::uint64_t marks) {
          return marks == 0 ? kEight : BytesBefore(marks);
        };
        const std::uint64_t word = LoadEight(text.data());
        ASSERT_EQ(first(MarkOdd(word)), odd) << byte << " at " << place;
        ASSERT_EQ(first(MarkByte(word, '\'')), quote) << byte << " at " << place;
        ASSERT_EQ(first(MarkOdd(word) | MarkByte(word, '\'')), std::min(odd, quote));
      }
}

}  // namespace
}  // namespace avouch::syntax

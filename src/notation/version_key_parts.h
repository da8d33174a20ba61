// What the orders' keys are built of, and the functions behind KeyOf, one per order.
//
// How bytes come to stand for an order: a version is a row of elements, and each element
// is written as a rank (one byte: which kind comes before which), then its value, so that no
// element's bytes begin another's. A row's end is an element too, with a rank of its own:
// in most orders pre-releases rank below it and numbers above.
//
// Where a missing number is 0, a row goes on in zeros without end. Runs of zeros are then not
// written but counted, in front of the element that ends them: more zeros before a word that
// ranks below 0 make a version greater, before one above 0 smaller (ZeroRuns).
//
// Rejected: comparing functions with keys beside them (two truths that drift apart), and
// padding numbers to a width (versions hold dates, build numbers and hashes of any length).
//
// Pure; any thread.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"

namespace avouch::notation {

class KeyWriter {
 public:
  void Rank(int rank) { key_ += static_cast<char>(rank); }

  // A count, one or two bytes. REQUIRES: n <= 32767.
  void Count(std::size_t n);
  void CountDown(std::size_t n);  // The greater first

  // Any number of digits; zeros in front do not count. "" is 0.
  void Number(std::string_view digits);

  // REQUIRES: no zero byte in `text`.
  void Word(std::string_view text) {
    key_ += text;
    key_ += '\0';
  }

  [[nodiscard]] Bytes Take() { return std::move(key_); }

 private:
  Bytes key_;
};

// A row of elements that goes on in zeros without end.
class ZeroRuns {
 public:
  explicit ZeroRuns(KeyWriter& key) : key_(key) {}

  void Zero() { ++zeros_; }
  // The next element is less (greater) than 0; write it after this.
  void Below();
  void Above();
  void End() { key_.Rank(2); }

 private:
  KeyWriter& key_;
  std::size_t zeros_ = 0;
};

[[nodiscard]] bool IsZero(std::string_view digits);              // Zeros only, or empty
[[nodiscard]] bool IsDigits(std::string_view text);              // One or more
[[nodiscard]] std::string_view WithoutV(std::string_view text);  // "v1.2" is "1.2"

// REQUIRES of all: 1 to kMaxVersionText bytes, each above ' '.
using Key = std::optional<Bytes>;
[[nodiscard]] Key SemverKey(std::string_view version);
[[nodiscard]] Key PubKey(std::string_view version);
[[nodiscard]] Key NugetKey(std::string_view version);
[[nodiscard]] Key PypiKey(std::string_view version);
[[nodiscard]] Key MavenKey(std::string_view version);
[[nodiscard]] Key GradleKey(std::string_view version);
[[nodiscard]] Key ComposerKey(std::string_view version);
[[nodiscard]] Key RubygemsKey(std::string_view version);
[[nodiscard]] Key CranKey(std::string_view version);
[[nodiscard]] Key HackageKey(std::string_view version);
[[nodiscard]] Key DebianKey(std::string_view version);
[[nodiscard]] Key AlpineKey(std::string_view version);
[[nodiscard]] Key RpmKey(std::string_view version);
[[nodiscard]] Key GenericKey(std::string_view version);

}  // namespace avouch::notation

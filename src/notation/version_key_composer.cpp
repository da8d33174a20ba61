// Composer brings a version to four numbers and a stability (composer/semver, "VersionParser"),
// then compares as PHP's version_compare does:
//   unknown word < dev < alpha < beta < RC < nothing < number < patch.
// So 1.0 is 1.0.0, which version_compare alone would deny. Branches ("dev-main") are before
// every number, in the order of their names.

#include <algorithm>
#include <string>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

constexpr int kBranch = 0, kUnknown = 1, kNothing = 6, kNumber = 7;
constexpr std::string_view kAnyNumber = "9999999";  // What "x" of "1.x-dev" becomes

// Words are known by how they begin, as PHP does: "post1" is a patch. Without case, as Composer.
int RankOf(std::string_view word) {
  constexpr struct {
    std::string_view word;
    int rank;
  } kWords[] = {{"dev", 2}, {"a", 3}, {"b", 4}, {"rc", 5}, {"p", 8}};
  const auto* found =
      std::ranges::find_if(kWords, [word](const auto& row) { return word.starts_with(row.word); });
  return found == std::end(kWords) ? kUnknown : found->rank;
}

class Writer {
 public:
  explicit Writer(std::string_view text) : text_(text) {}

  std::optional<Bytes> Write() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t digits = DigitsAt(text_, at), letters = LettersAt(text_, at);
      const std::string_view part = text_.substr(at, digits + letters);
      const bool separator = std::string_view("._-+").find(text_[at]) != std::string_view::npos;
      if (part.empty() && !separator) return std::nullopt;
      at += std::max<std::size_t>(part.size(), 1);
      if (part.empty()) continue;
      digits > 0 ? Number(part) : Word(Lower(part));
    }
    Pad();
    key_.Rank(kNothing);
    return key_.Take();
  }

 private:
  void Number(std::string_view digits) {
    key_.Rank(kNumber);
    key_.Number(digits);
    numbers_ += leading_;
  }
  void Word(const std::string& word) {
    if (leading_ && word == "x") return Number(kAnyNumber), void(any_ = true);
    if (word == "stable") return;
    Pad();
    key_.Rank(RankOf(word));
    if (RankOf(word) == kUnknown) key_.Word(word);
  }
  // Zeros up to four numbers; of a branch "1.x-dev", what is above every release.
  void Pad() {
    for (; leading_ && numbers_ < 4; ++numbers_) {
      key_.Rank(kNumber);
      key_.Number(any_ ? kAnyNumber : "0");
    }
    leading_ = false;
  }

  std::string_view text_;
  KeyWriter key_;
  int numbers_ = 0;
  bool leading_ = true, any_ = false;
};

}  // namespace

Key ComposerKey(std::string_view version) {
  version = WithoutV(version);
  version = version.substr(0, version.find('@'));  // "1.0@beta" asks for a stability
  if (version.starts_with("dev-")) {
    KeyWriter key;
    key.Rank(kBranch);
    key.Word(version.substr(4));
    return key.Take();
  }
  version = version.substr(0, version.find('+'));
  if (version.empty() || !IsDigit(version[0])) return std::nullopt;
  return Writer(version).Write();
}

}  // namespace avouch::notation

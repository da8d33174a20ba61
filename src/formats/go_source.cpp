#include "formats/go_source.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using Truth = std::optional<bool>;  // Nullopt: not known

constexpr int kMaxDepth = 50;  // Of parentheses in a constraint

constexpr auto kSystems = std::to_array<std::string_view>(
    {"aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux",
     "nacl", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos"});
constexpr auto kArchitectures = std::to_array<std::string_view>(
    {"386",     "amd64",  "amd64p32", "arm",      "armbe",     "arm64",       "arm64be", "loong64",
     "mips",    "mipsle", "mips64",   "mips64le", "mips64p32", "mips64p32le", "ppc",     "ppc64",
     "ppc64le", "riscv",  "riscv64",  "s390",     "s390x",     "sparc",       "sparc64", "wasm"});

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

// "go1.18" is a release, and who builds has it or a later one.
bool IsRelease(std::string_view tag) {
  return tag.starts_with("go1.") && tag.size() > 4 &&
         tag.find_first_not_of("0123456789", 4) == tag.npos;
}

Truth TagHolds(std::string_view tag) {
  if (IsRelease(tag) || tag == "gc") return true;
  if (tag == "ignore" || tag == "tools" || tag == "tool") return false;
  return std::nullopt;
}

Truth Not(Truth a) { return a ? Truth(!*a) : std::nullopt; }
Truth And(Truth a, Truth b) {
  if (a == false || b == false) return false;
  return a && b ? Truth(true) : std::nullopt;
}
Truth Or(Truth a, Truth b) { return Not(And(Not(a), Not(b))); }

// "linux && (amd64 || !cgo)"; what is no such thing is not known.
class Constraint {
 public:
  explicit Constraint(std::string_view text) : text_(text) {}
  Truth Read() {
    const Truth out = Either(0);
    return wrong_ || !Rest().empty() ? std::nullopt : out;
  }

 private:
  std::string_view Rest() { return text_ = Trim(text_); }
  bool Take(std::string_view sign) {
    if (!Rest().starts_with(sign)) return false;
    text_.remove_prefix(sign.size());
    return true;
  }
  Truth Either(int depth) {
    Truth out = Both(depth);
    while (!wrong_ && Take("||")) out = Or(out, Both(depth));
    return out;
  }
  Truth Both(int depth) {
    Truth out = One(depth);
    while (!wrong_ && Take("&&")) out = And(out, One(depth));
    return out;
  }
  Truth One(int depth) {
    bool turned = false;
    while (Take("!")) turned = !turned;
    const Truth out = Plain(depth);
    return turned ? Not(out) : out;
  }
  Truth Plain(int depth) {
    if (depth < kMaxDepth && Take("(")) {
      const Truth out = Either(depth + 1);
      wrong_ |= !Take(")");
      return out;
    }
    std::size_t end = 0;
    while (end < Rest().size() && IsWordByte(text_[end])) ++end;
    const std::string_view tag = text_.substr(0, end);
    text_.remove_prefix(end);
    wrong_ |= tag.empty();
    return TagHolds(tag);
  }

  std::string_view text_;
  bool wrong_ = false;
};

// A line "// +build a,b c": a and b, or c.
Truth OldConstraint(std::string_view line) {
  Truth out = false;
  for (const auto option : Words(line)) {
    Truth all = true;
    for (const auto tag : Split(option, ',')) all = And(all, Constraint(tag).Read());
    out = Or(out, all);
  }
  return out;
}

// "a_linux_arm64.go" is for one system.
bool IsForOneSystem(std::string_view name) {
  name = name.substr(0, name.size() - 3);
  if (name.ends_with("_test")) name.remove_suffix(5);
  const std::size_t first = name.find('_');
  if (first == name.npos) return false;
  const std::string_view last = name.substr(name.rfind('_') + 1);
  return std::ranges::find(kSystems, last) != kSystems.end() ||
         std::ranges::find(kArchitectures, last) != kArchitectures.end();
}

class Reader {
 public:
  Reader(const Path& path, std::string_view text) : path_(path), text_(text) {}

  Result<GoSource> Read() {
    Skip();
    if (!TakeWord("package")) return Wrong("no package clause");
    constraints_open_ = false;
    Skip();
    out_.package = Word();
    if (out_.package.empty()) return Wrong("a package without a name");
    for (Next(); TakeWord("import"); Next())
      if (!Import()) return Wrong("an import that has no end");
    out_.build = Build();
    return std::move(out_);
  }

 private:
  // Over blanks, line ends and comments; before the package clause these may be constraints.
  void Skip() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        if (constraints_open_) Comment(Trim(text_.substr(at_, end - at_)));
        at_ = end;
      } else if (text_.substr(at_).starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == text_.npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  // To the next statement.
  void Next() {
    for (Skip(); at_ < text_.size() && text_[at_] == ';'; Skip()) ++at_;
  }

  void Comment(std::string_view line) {
    if (line.starts_with("//go:build ")) {
      new_ = Constraint(line.substr(11)).Read();
      has_new_ = true;
      return;
    }
    const std::string_view words = Trim(line.substr(2));
    if (words.starts_with("+build ")) old_ = And(old_, OldConstraint(words.substr(7)));
  }

  [[nodiscard]] GoBuild Build() const {
    const Truth truth = has_new_ ? new_ : old_;
    if (truth == false) return GoBuild::kNever;
    if (!truth || IsForOneSystem(path_.name())) return GoBuild::kSometimes;
    return GoBuild::kAlways;
  }

  std::string_view Word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

  bool TakeWord(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    const std::size_t end = at_ + word.size();
    if (end < text_.size() && IsWordByte(text_[end])) return false;
    at_ = end;
    return true;
  }

  bool Import() {
    Skip();
    if (at_ >= text_.size() || text_[at_] != '(') return Spec();
    ++at_;
    for (Next(); at_ < text_.size(); Next()) {
      if (text_[at_] == ')') return ++at_, true;
      if (!Spec()) return false;
    }
    return false;
  }

  // name "path", . "path" or "path"
  bool Spec() {
    (void)Word();  // '.' is among its bytes
    Skip();
    if (at_ >= text_.size()) return false;
    const char quote = text_[at_];
    if (quote != '"' && quote != '`') return false;
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == text_.npos) return false;
    const std::string_view path = text_.substr(at_ + 1, end - at_ - 1);
    if (path.contains('\n')) return false;
    at_ = end + 1;
    if (path != "C") out_.imports.emplace_back(path);
    return true;
  }

  std::unexpected<Error> Wrong(std::string what) const {
    const auto head = text_.substr(0, std::min(at_, text_.size()));
    return FailAt(path_, static_cast<int>(std::ranges::count(head, '\n')) + 1, std::move(what));
  }

  const Path& path_;
  std::string_view text_;
  std::size_t at_ = 0;
  GoSource out_;
  bool constraints_open_ = true, has_new_ = false;
  Truth new_, old_ = true;
};

}  // namespace

bool IsGoSource(const Path& path) {
  const std::string_view name = path.name();
  return name.ends_with(".go") && name.size() > 3 && name.front() != '_' && name.front() != '.';
}

bool IsGoTest(const Path& path) { return path.name().ends_with("_test.go"); }

Result<GoSource> ReadGoSource(const Path& path, BytesView bytes) {
  return Reader(path, WithoutBom(bytes)).Read();
}

}  // namespace avouch::formats

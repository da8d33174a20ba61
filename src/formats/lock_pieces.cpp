// One walk over the lines. A line opens a section or not; in a section a line starts an entry,
// goes on with one, or ends the section. In JSON an entry ends with the line that closes it; in
// the others it goes on until a line that is none of its own.
//
// Where the version before has the same bytes at hand, its piece is taken over whole: comparing
// bytes costs a tenth of looking for lines. Entries are sorted, so the piece that is looked for
// stands where the last one was found, or little behind it.
#include "formats/lock_pieces.h"

#include <algorithm>
#include <functional>
#include <string>

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxCut = 8u << 20;  // Within it no bound of a whole document is near
constexpr std::size_t kFew = 32;           // Entries that are looked for one by one
constexpr std::size_t kAhead = 64;         // Pieces that one change takes out, looked over

enum class Layout { kNone, kNpm, kComposer, kToml, kPnpm, kYarn, kBerry };

Layout LayoutOf(std::string_view format, BytesView bytes) {
  if (format == "package-lock") return Layout::kNpm;
  if (format == "composer") return Layout::kComposer;
  if (format == "cargo-lock" || format == "poetry-lock" || format == "uv-lock")
    return Layout::kToml;
  if (format == "pnpm-lock") return Layout::kPnpm;
  if (format != "yarn-lock") return Layout::kNone;
  const bool berry = bytes.starts_with("__metadata:") || bytes.find("\n__metadata:") != bytes.npos;
  return berry ? Layout::kBerry : Layout::kYarn;
}

std::size_t HashOf(std::string_view text) { return std::hash<std::string_view>()(text); }

bool IsJson(Layout layout) { return layout == Layout::kNpm || layout == Layout::kComposer; }

// The first character of a key as YAML is written here: no comment, no flow, no mark of another
// kind. '?' is a long key, whose value follows behind ':'.
bool StartsKey(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("\"'@/_.?(").find(c) != std::string_view::npos;
}

class Cutter {
 public:
  Cutter(Layout layout, BytesView bytes, const LockPieces* before)
      : layout_(layout), bytes_(bytes), before_(before) {
    if (IsJson(layout)) out_.indent = IndentOfSecondLine();
    if (before_ != nullptr && before_->indent != out_.indent) before_ = nullptr;
    if (before_ != nullptr) out_.pieces.reserve(before_->pieces.size() + 16);
  }

  std::optional<LockPieces> Run() {
    if (layout_ == Layout::kYarn) Open({"", ""});
    if (layout_ == Layout::kBerry) Open({"__metadata:\n  version: 8\n\n", ""});
    while (at_ < bytes_.size()) {
      const std::string_view line = LineAt(at_);
      if (!open_ || EndsSection(line)) {
        Outside(line);
      } else if (!Entry(line)) {
        return std::nullopt;
      }
    }
    if (out_.pieces.empty() || HasTwice()) return std::nullopt;
    return std::move(out_);
  }

 private:
  // Without its end.
  [[nodiscard]] std::string_view LineAt(std::size_t at) const {
    return bytes_.substr(at, std::min(bytes_.find('\n', at), bytes_.size()) - at);
  }
  [[nodiscard]] std::size_t Behind(std::size_t at) const {
    const std::size_t end = bytes_.find('\n', at);
    return end == bytes_.npos ? bytes_.size() : end + 1;
  }

  [[nodiscard]] std::string IndentOfSecondLine() const {
    const std::size_t second = bytes_.find('\n');
    if (second == bytes_.npos) return {};
    const std::string_view line = LineAt(second + 1);
    return std::string(line.substr(0, std::min(line.find_first_not_of(" \t"), line.size())));
  }

  void Open(LockFrame frame) {
    const auto at = std::ranges::find(out_.frames, frame);
    frame_ = static_cast<std::uint32_t>(at - out_.frames.begin());
    if (at == out_.frames.end()) out_.frames.push_back(std::move(frame));
    frame_key_ = HashOf(out_.frames[frame_].before);
    open_ = true;
  }

  // A line that is no part of an entry: it stays in the rest, and may open a section.
  void Outside(std::string_view line) {
    open_ = layout_ == Layout::kYarn || layout_ == Layout::kBerry;
    const std::size_t next = Behind(at_);
    if (layout_ == Layout::kToml && line == "[[package]]") {
      Open({"", ""});
      return;  // The line belongs to the entry.
    }
    out_.rest += bytes_.substr(at_, next - at_);
    at_ = next;
    if (layout_ == Layout::kNpm) OpenNpm(line);
    if (layout_ == Layout::kComposer && !out_.indent.empty())
      for (const std::string_view key : {"\"packages\": [", "\"packages-dev\": ["})
        if (IsAt(line, out_.indent, key)) Open({"{\"packages\": [", "]}"});
    if (layout_ == Layout::kPnpm) OpenPnpm(line);
    if (layout_ == Layout::kBerry && line.starts_with("__metadata:"))
      while (at_ < bytes_.size() && LineAt(at_).starts_with(' ')) {
        out_.rest += bytes_.substr(at_, Behind(at_) - at_);
        at_ = Behind(at_);
      }
  }

  void OpenNpm(std::string_view line) {
    if (out_.indent.empty()) return;
    constexpr std::string_view kVersion = "\"lockfileVersion\": ";
    if (line.starts_with(out_.indent) && line.substr(out_.indent.size()).starts_with(kVersion))
      version_ = line.substr(out_.indent.size() + kVersion.size());
    const std::string head = "{\"lockfileVersion\": " + version_ + " \"packages\": {";
    if (!version_.ends_with(',')) return;
    if (IsAt(line, out_.indent, "\"packages\": {")) Open({head, "}}"}), flat_ = true;
    if (!IsAt(line, out_.indent, "\"dependencies\": {")) return;
    // Where there are both, the nested ones are there for old programs, and are not read.
    Open({flat_ ? head + "}, \"dependencies\": {"
                : std::string("{\"lockfileVersion\": ") + version_ + " \"dependencies\": {",
          "}}"});
  }

  void OpenPnpm(std::string_view line) {
    if (line.starts_with("lockfileVersion:")) version_ = line;
    if (version_.empty() || (line != "importers:" && line != "packages:" && line != "snapshots:"))
      return;
    Open({version_ + "\n\n" + std::string(line) + "\n\n", ""});
    for (; at_ < bytes_.size() && bytes_[at_] == '\n'; ++at_) out_.rest += '\n';
  }

  static bool IsAt(std::string_view line, std::string_view indent, std::string_view text) {
    return line.size() == indent.size() + text.size() && line.starts_with(indent) &&
           line.ends_with(text);
  }

  [[nodiscard]] bool EndsSection(std::string_view line) const {
    switch (layout_) {
      case Layout::kNpm:
      case Layout::kComposer: {
        const char close = layout_ == Layout::kNpm ? '}' : ']';
        return line.size() > out_.indent.size() && line.starts_with(out_.indent) &&
               line[out_.indent.size()] == close;
      }
      case Layout::kToml:
        return line != "[[package]]";
      case Layout::kPnpm:
        return !line.starts_with(' ');
      default:
        return line.empty() || line[0] == '#' || line.starts_with("__metadata:");
    }
  }

  // The entry that starts at `line`. False where none does.
  bool Entry(std::string_view line) {
    if (const std::uint32_t same = SameAtHand(); same != LockPiece::kNone) {
      const std::size_t size = before_->pieces[same].text.size();
      Add(bytes_.substr(at_, size), same);
      next_ = same + 1;
      return true;
    }
    const std::size_t end = IsJson(layout_) ? EndOfJson(line) : EndOfLines(line);
    if (end == 0) return false;
    const BytesView text = bytes_.substr(at_, end - at_);
    std::uint32_t same = LockPiece::kNone;
    if (before_ != nullptr)
      for (std::size_t i = next_; i < std::min(next_ + kAhead, before_->pieces.size()); ++i)
        if (IsSame(i, text)) {
          same = static_cast<std::uint32_t>(i);
          next_ = i + 1;
          break;
        }
    Add(text, same);
    return true;
  }

  void Add(BytesView text, std::uint32_t same) {
    const std::size_t key = same != LockPiece::kNone
                                ? before_->pieces[same].key
                                : HashOf(text.substr(0, text.find('\n'))) + 31 * frame_key_;
    out_.pieces.push_back({text, frame_, same, key});
    at_ += text.size();
  }

  [[nodiscard]] bool IsSame(std::size_t i, BytesView text) const {
    const LockPiece& one = before_->pieces[i];
    return one.text == text && before_->frames[one.frame] == out_.frames[frame_];
  }

  // The next piece of the version before, if it is what stands here.
  [[nodiscard]] std::uint32_t SameAtHand() const {
    if (before_ == nullptr || next_ >= before_->pieces.size()) return LockPiece::kNone;
    const BytesView old = before_->pieces[next_].text;
    if (!old.ends_with('\n') || !IsSame(next_, bytes_.substr(at_, old.size())))
      return LockPiece::kNone;
    const std::size_t end = at_ + old.size();
    if (!IsJson(layout_) && end < bytes_.size() && GoesOn(LineAt(end))) return LockPiece::kNone;
    return static_cast<std::uint32_t>(next_);
  }

  // Behind the line that closes the entry, or 0.
  [[nodiscard]] std::size_t EndOfJson(std::string_view line) const {
    const std::string deep = out_.indent + out_.indent;
    if (!line.starts_with(deep)) return 0;
    line.remove_prefix(deep.size());
    if (!line.starts_with(layout_ == Layout::kNpm ? '"' : '{')) return 0;
    if (line.ends_with("{}") || line.ends_with("{},")) return Behind(at_);
    if (!line.ends_with('{')) return 0;
    for (std::size_t at = Behind(at_); at < bytes_.size(); at = Behind(at))
      if (const std::string_view one = LineAt(at); one.starts_with(deep)) {
        if (one.substr(deep.size()) == "}" || one.substr(deep.size()) == "},") return Behind(at);
      } else {
        return 0;
      }
    return 0;
  }

  // Whether a line belongs to the entry before it.
  [[nodiscard]] bool GoesOn(std::string_view line) const {
    if (layout_ == Layout::kToml)
      return !line.starts_with('[') || line.starts_with("[package.") ||
             line.starts_with("[[package.");
    const std::size_t deep = layout_ == Layout::kPnpm ? 2 : 0;
    const std::size_t first = line.find_first_not_of(' ');
    return first == line.npos || first > deep || (first == deep && line[first] == ':');
  }

  // Behind the last line of the entry, or 0.
  [[nodiscard]] std::size_t EndOfLines(std::string_view line) const {
    const std::size_t deep = layout_ == Layout::kPnpm ? 2 : 0;
    const bool yaml = layout_ == Layout::kPnpm || layout_ == Layout::kBerry;
    if (yaml && (line.find_first_not_of(' ') != deep || !StartsKey(line[deep]))) return 0;
    if (layout_ == Layout::kYarn && line[0] == ' ') return 0;
    std::size_t at = Behind(at_);
    while (at < bytes_.size() && GoesOn(LineAt(at))) at = Behind(at);
    return at;
  }

  // Two entries of one key: which of them counts only the whole tells. What is the same as before
  // was no such two then.
  [[nodiscard]] bool HasTwice() const {
    if (layout_ == Layout::kToml || layout_ == Layout::kComposer || layout_ == Layout::kYarn)
      return false;
    std::vector<std::size_t> all, fresh;
    all.reserve(out_.pieces.size());
    for (const auto& one : out_.pieces) {
      all.push_back(one.key);
      if (one.same == LockPiece::kNone) fresh.push_back(one.key);
    }
    if (fresh.size() <= kFew)
      return std::ranges::any_of(fresh,
                                 [&](std::size_t key) { return std::ranges::count(all, key) > 1; });
    std::ranges::sort(all);
    return std::ranges::adjacent_find(all) != all.end();
  }

  const Layout layout_;
  const BytesView bytes_;
  const LockPieces* before_;
  std::string version_;  // As the file says, to be said again in each frame
  LockPieces out_;
  std::size_t at_ = 0, next_ = 0;  // In the bytes; in the pieces of the version before
  std::uint32_t frame_ = 0;
  std::size_t frame_key_ = 0;
  bool open_ = false, flat_ = false;  // In a section; "packages" was there
};

}  // namespace

std::optional<LockPieces> CutLock(std::string_view format, BytesView bytes,
                                  const LockPieces* before) {
  if (bytes.size() > kMaxCut || bytes.find('\r') != bytes.npos || bytes.starts_with('\xEF'))
    return std::nullopt;
  const Layout layout = LayoutOf(format, bytes);
  if (layout == Layout::kNone) return std::nullopt;
  return Cutter(layout, bytes, before).Run();
}

Bytes DocumentOf(const LockPieces& pieces, const LockPiece& piece) {
  const LockFrame& frame = pieces.frames[piece.frame];
  BytesView text = piece.text;
  if (!frame.after.empty()) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with(',')) text.remove_suffix(1);
  }
  Bytes out = frame.before;
  out += text;
  out += frame.after;
  return out;
}

}  // namespace avouch::formats

// Top-down, one row a box: a tree of ten checks side by side would be wider
// than any page, and its letters too small to read. A spine runs down from each
// strategy with an arm to each part, so no line ever crosses a box.

#include "report/tree_svg.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "report/explain.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

using model::ArgumentKind;
using model::ArgumentNode;
using model::Outcome;

constexpr int kWidth = 440;    // Of the drawing, in pixels
constexpr int kLine = 17;      // From one line of text to the next
constexpr int kPadding = 10;   // Inside a box
constexpr int kGap = 12;       // Between boxes
constexpr int kStep = 26;      // A level further in
constexpr int kRadius = 13;    // Of a check's circle
constexpr int kMaxDepth = 12;  // Deeper parts are in the list beside
constexpr std::size_t kMaxLines = 5;

struct Ink {
  const char* fill;
  const char* line;
};

Ink InkOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSatisfied:
      return {"#e3f1e6", "#1c6b36"};
    case Outcome::kViolated:
      return {"#fbe6e3", "#a3231a"};
    case Outcome::kNoEvidence:
      return {"#eef2f6", "#4a5a68"};
    case Outcome::kNotApplicable:
      return {"#f3f3f3", "#5c5c5c"};
  }
  return {"#ffffff", "#000000"};
}

std::string Px(int pixels) { return std::to_string(pixels); }

// Words into lines of at most `room` pixels.
std::vector<std::string> Fold(std::string_view text, int room) {
  std::vector<std::string> lines(1);
  std::string printable = Printable(text);
  for (auto word : Words(printable)) {
    std::string next =
        lines.back().empty() ? std::string(word) : lines.back() + " " + std::string(word);
    if (!lines.back().empty() && DrawnWidth(next) > room * 10) {
      lines.emplace_back(word);
      continue;
    }
    lines.back() = std::move(next);
  }
  if (lines.size() > kMaxLines) {
    lines.resize(kMaxLines);
    lines.back() += "…";
  }
  return lines;
}

class Drawing {
 public:
  explicit Drawing(const model::ClaimAnswer& answer) : answer_(answer) {}

  Html Finish(const std::string& claim, const std::string& id) {
    Goal(answer_.claim + "  " + claim);
    if (!answer_.tree.parts.empty() || !answer_.tree.check.empty())
      Node(answer_.tree, 8, bottom_, 0);
    for (const auto& beside : answer_.beside) Beside(beside);
    Html svg("svg", {{"viewBox", "0 0 " + Px(kWidth) + " " + Px(y_ + 2)},
                     {"width", Px(kWidth)},
                     {"height", Px(y_ + 2)},
                     {"role", "img"},
                     {"aria-labelledby", id + "-t " + id + "-d"},
                     {"font-family", "Arial, Helvetica, sans-serif"},
                     {"font-size", "13"}});
    svg.Add(Html("title", {{"id", id + "-t"}},
                 {"Why claim " + answer_.claim + " is " + VerdictWord(answer_.verdict)}));
    svg.Add(
        Html("desc", {{"id", id + "-d"}},
             {"The claim stands on top; below it what it rests on. The same is written as a list "
              "beside."}));
    svg.Add(std::move(lines_));  // Under the boxes.
    svg.Add(std::move(boxes_));
    return svg;
  }

 private:
  void Text(const std::vector<std::string>& lines, int x, int top, const char* weight = "normal") {
    for (std::size_t i = 0; i < lines.size(); ++i)
      boxes_.Add(Html("text",
                      {{"x", Px(x)},
                       {"y", Px(top + 13 + static_cast<int>(i) * kLine)},
                       {"fill", "#0b0c0c"},
                       {"font-weight", weight}},
                      {lines[i]}));
  }

  void Goal(const std::string& text) {
    Outcome outcome = answer_.verdict == model::Verdict::kMet             ? Outcome::kSatisfied
                      : answer_.verdict == model::Verdict::kNotMet        ? Outcome::kViolated
                      : answer_.verdict == model::Verdict::kNotApplicable ? Outcome::kNotApplicable
                                                                          : Outcome::kNoEvidence;
    Ink ink = InkOf(outcome);
    auto lines = Fold(text, kWidth - 2 * kPadding - 4);
    lines.push_back(VerdictWord(answer_.verdict));
    int height = static_cast<int>(lines.size()) * kLine + 2 * kPadding;
    boxes_.Add(Html("rect", {{"x", "1"},
                             {"y", "1"},
                             {"width", Px(kWidth - 2)},
                             {"height", Px(height)},
                             {"fill", ink.fill},
                             {"stroke", ink.line},
                             {"stroke-width", "2"}}));
    std::string verdict = lines.back();
    lines.pop_back();
    Text(lines, kPadding + 2, 1 + kPadding);
    Text({verdict}, kPadding + 2, 1 + kPadding + static_cast<int>(lines.size()) * kLine, "bold");
    bottom_ = 1 + height;
    y_ = bottom_ + kGap;
  }

  // An arm from the spine at `x`, down from `from`, to a box at `middle`.
  void Arm(int x, int from, int middle, int to, bool dashed) {
    Html path("path", {{"d", "M" + Px(x) + " " + Px(from) + "V" + Px(middle) + "H" + Px(to)},
                       {"fill", "none"},
                       {"stroke", "#4a5a68"},
                       {"stroke-width", "1.5"}});
    if (dashed) path.Set("stroke-dasharray", "4 3");
    lines_.Add(std::move(path));
  }

  // Draws `node` to the right of the spine at `spine`, which starts at `from`.
  void Node(const ArgumentNode& node, int spine, int from, int depth) {
    int left = spine + kStep;
    if (node.kind == ArgumentKind::kCheck)
      return Check(node.check, node.outcome, spine, from, false);
    if (depth >= kMaxDepth) return;
    auto lines = Fold(JoinWords(node.kind), kWidth - left - 40);
    int height = static_cast<int>(lines.size()) * kLine + 8;
    int width = 0;
    for (const auto& line : lines) width = std::max(width, DrawnWidth(line) / 10);
    width = std::min(width + 36, kWidth - left - 2);
    Ink ink = InkOf(node.outcome);
    Arm(spine, from, y_ + height / 2, left + 6, false);
    boxes_.Add(
        Html("polygon", {{"points", Px(left + 10) + "," + Px(y_) + " " + Px(left + width) + "," +
                                        Px(y_) + " " + Px(left + width - 10) + "," +
                                        Px(y_ + height) + " " + Px(left) + "," + Px(y_ + height)},
                         {"fill", ink.fill},
                         {"stroke", ink.line},
                         {"stroke-width", "1.5"}}));
    Text(lines, left + 18, y_ + 4);
    int below = y_ + height;
    y_ = below + kGap;
    for (const auto& part : node.parts) Node(part, left + 12, below, depth + 1);
  }

  void Check(const std::string& id, Outcome outcome, int spine, int from, bool dashed) {
    const model::CheckResult* check = nullptr;
    for (const auto& one : answer_.checks)
      if (one.check == id) check = &one;
    int left = spine + kStep;
    int text = left + 2 * kRadius + 8;
    auto lines = Fold(check != nullptr ? check->rule : id, kWidth - text - 4);
    std::string count = check != nullptr ? CountOf(*check) : std::string();
    if (!count.empty()) lines.push_back(count);
    int height = std::max(2 * kRadius, static_cast<int>(lines.size()) * kLine);
    Ink ink = InkOf(check != nullptr && check->nothing ? Outcome::kNotApplicable : outcome);
    Arm(spine, from, y_ + kRadius, left, dashed);
    boxes_.Add(Html("circle", {{"cx", Px(left + kRadius)},
                               {"cy", Px(y_ + kRadius)},
                               {"r", Px(kRadius)},
                               {"fill", ink.fill},
                               {"stroke", ink.line},
                               {"stroke-width", "1.5"}}));
    boxes_.Add(Html("text",
                    {{"x", Px(left + kRadius)},
                     {"y", Px(y_ + kRadius + 5)},
                     {"text-anchor", "middle"},
                     {"font-weight", "bold"},
                     {"fill", ink.line}},
                    {std::string(check != nullptr ? MarkOf(*check) : "?")}));
    Text(lines, text, y_ + (lines.size() == 1 ? kRadius - 8 : 0));
    y_ += height + kGap;
  }

  void Beside(const std::string& id) {
    Outcome outcome = Outcome::kNoEvidence;
    for (const auto& one : answer_.checks)
      if (one.check == id) outcome = one.outcome;
    Check(id, outcome, 8, bottom_, true);
  }

  const model::ClaimAnswer& answer_;
  Html lines_{"g", std::vector<Attribute>{}};
  Html boxes_{"g", std::vector<Attribute>{}};
  int y_ = 0, bottom_ = 0;
};

}  // namespace

std::string_view JoinWords(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::kAllOf:
      return "all of these";
    case ArgumentKind::kAnyOf:
      return "one of these is enough";
    case ArgumentKind::kEachOf:
      return "each of these that there is something of";
    case ArgumentKind::kCheck:
      return "";
  }
  return "";
}

int DrawnWidth(std::string_view text) {
  // Arial at 13 px, rounded up; what is not listed is as wide as the widest.
  int width = 0;
  for (unsigned char c : text) {
    if ((c & 0xC0) == 0x80) continue;  // Counted with its first byte.
    std::string_view narrow = "ijl.,;:'|!()[]/ftrI ";
    bool thin = narrow.find(static_cast<char>(c)) != std::string_view::npos;
    bool wide = c >= 0x80 || c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@' || c == '%';
    bool upper = c >= 'A' && c <= 'Z';
    width += thin ? 44 : wide ? 118 : upper ? 94 : 73;
  }
  return width;
}

Html TreeSvg(const model::ClaimAnswer& answer, const std::string& claim, const std::string& id) {
  return Drawing(answer).Finish(claim, id);
}

}  // namespace avouch::report

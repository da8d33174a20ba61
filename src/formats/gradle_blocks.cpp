#include "formats/gradle_blocks.h"

#include <algorithm>

namespace avouch::formats {
namespace {

constexpr int kMaxObjects = 16;          // The same, of those that names are made of
constexpr std::size_t kMaxBlocks = 200;  // In one another; further down nothing is told apart

bool IsOneOf(std::string_view one, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, one) != list.end();
}

std::string_view Last(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

// The name in `named("x") {`, `val x by getting {`, `class X : Plugin {`.
std::string_view NameIn(GradleTokenSpan head, std::size_t first) {
  for (std::size_t i = first; i < head.size() && i < first + 4; ++i)
    if (head[i].kind == GradleToken::kWord || head[i].kind == GradleToken::kText)
      return head[i].text;
  return {};
}

std::string_view Span(GradleTokenSpan head) {
  const char* start = head.front().text.data();
  const auto& last = head.back();
  if (last.text.data() == nullptr || start == nullptr) return {};
  return {start, static_cast<std::size_t>(last.text.data() + last.text.size() - start)};
}

}  // namespace

bool IsOfGradleTests(std::string_view name) {
  if (name.find("Test") != name.npos) return true;
  return name.starts_with("test") && name != "testing.suites";
}

void GradleBlocks::Open(GradleTokenSpan head) {
  if (blocks_.size() == kMaxBlocks) {
    ++beyond_;
    return;
  }
  Block block;
  std::size_t first = 0;
  while (first + 1 < head.size() &&
         IsOneOf(head[first].text, {"private", "internal", "public", "open", "abstract", "data"}))
    ++first;
  if (first < head.size()) {
    const std::string_view word = head[first].text;
    block.label = word;
    const std::string_view last = Last(word);
    if (IsOneOf(word, {"val", "def", "var", "class", "object", "companion"}) ||
        IsOneOf(last, {"named", "getByName", "create", "register", "maybeCreate", "invoke"}))
      block.label = NameIn(head, first + 1);
    block.object = word == "object";
    if (last == "dependencies" && last != word) block.label = "dependencies";
    block.passes = IsOneOf(last, {"if", "else", "for", "while", "try", "when", "with", "run",
                                  "apply", "each", "forEach", "also", "let", "configure"});
    if (word == "extra.apply" || word == "ext.apply") {
      block.label = "ext";
      block.passes = false;
    }
    if (word == "if") block.condition = Span(head.subspan(first));
    block.tests = IsOfGradleTests(block.label) || IsOfGradleTests(word);
    block.build = IsOneOf(word, {"buildscript", "pluginManagement", "initscript"});
  }
  tests_ += block.tests ? 1 : 0;
  builds_ += block.build ? 1 : 0;
  blocks_.push_back(block);
}

void GradleBlocks::Close() {
  if (beyond_ > 0) {
    --beyond_;
    return;
  }
  if (blocks_.empty()) return;
  tests_ -= blocks_.back().tests ? 1 : 0;
  builds_ -= blocks_.back().build ? 1 : 0;
  blocks_.pop_back();
}

std::string_view GradleBlocks::inner() const {
  for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block)
    if (!block->passes) return block->label;
  return {};
}

std::string_view GradleBlocks::above() const {
  bool one = false;
  for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
    if (block->passes) continue;
    if (one) return block->label;
    one = true;
  }
  return {};
}

bool GradleBlocks::Has(std::string_view label) const {
  return std::ranges::any_of(blocks_, [&](const Block& one) { return one.label == label; });
}

std::string_view GradleBlocks::condition() const {
  for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block)
    if (block->passes && !block->condition.empty())
      return block->condition;
    else if (!block->passes)
      return {};
  return {};
}

std::string GradleBlocks::object() const {
  std::string out;
  int objects = 0;
  for (const Block& block : blocks_)
    if (block.object && ++objects <= kMaxObjects) out.append(block.label).append(".");
  return out;
}

}  // namespace avouch::formats

#include "formats/bake.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/hcl_tokens.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "notation/glob.h"
#include "syntax/json.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// Targets put under others, of one file: what two inherit is counted twice, and so on.
constexpr int kMaxInherited = 10'000;

// What both spellings say.
struct Named;
struct Value {
  std::string text;  // Of a scalar
  bool heredoc = false;
  std::vector<Value> items;
  std::vector<Named> entries;
  int line = 0;
};
struct Named {
  std::string name;
  Value value;
};

const Value* At(const Value& map, std::string_view key) {
  for (const auto& [name, value] : map.entries)
    if (name == key) return &value;
  return nullptr;
}

// ---- JSON ----

Value OfNode(const Node& node, int depth) {
  Value out;
  out.line = static_cast<int>(node.line());
  if (node.is_scalar()) out.text = node.AsText();
  if (depth > kMaxLiteralDepth) return out;
  for (const Node& item : node.items()) out.items.push_back(OfNode(item, depth + 1));
  for (const auto& [key, place, value] : node.entries())
    out.entries.push_back({std::string(key), OfNode(value, depth + 1)});
  return out;
}

// ---- HCL ----

class HclReader {
 public:
  HclReader(const Path& path, std::string_view text) : path_(path), lexer_(text) { Step(); }

  // Blocks as {"target": {"default": {...}}}.
  Result<Value> Read() {
    Value out;
    Body(out, 0);
    if (broken_ || now_.kind != HclToken::Kind::kEnd)
      return FailAt(path_, now_.line, "a bracket has no end, or no beginning");
    return out;
  }

 private:
  void Step() {
    last_line_ = now_.line;
    now_ = lexer_.Next();
  }
  bool IsText() const {
    return now_.kind == HclToken::Kind::kText || now_.kind == HclToken::Kind::kComputed;
  }

  void Body(Value& into, int depth) {
    while (now_.kind != HclToken::Kind::kEnd && !now_.Is('}')) {
      const std::string name(now_.text);
      const int line = now_.line;
      Step();
      std::vector<std::string> labels;
      while (IsText() || now_.kind == HclToken::Kind::kWord) {
        labels.emplace_back(now_.text);
        Step();
      }
      if (now_.Is('=') || now_.Is(':')) {
        Step();
        into.entries.push_back({name, Expression(depth)});
      } else if (now_.Is('{')) {
        Value block = Map(depth);
        block.line = line;
        Value* at = &Entry(into, name);
        for (const auto& label : labels) at = &Entry(*at, label);
        *at = std::move(block);
      }
      if (now_.Is(',')) Step();
    }
  }

  static Value& Entry(Value& into, const std::string& name) {
    for (auto& [key, value] : into.entries)
      if (key == name) return value;
    into.entries.push_back({name, Value()});
    return into.entries.back().value;
  }

  Value Map(int depth) {
    Value out;
    out.line = now_.line;
    if (depth > kMaxLiteralDepth) return Skip(out);
    Step();
    Body(out, depth + 1);
    broken_ |= !now_.Is('}');
    Step();
    return out;
  }

  // To behind the bracket that closes what opens here.
  Value Skip(Value out) {
    int depth = 0;
    do {
      if (now_.Is('{') || now_.Is('[') || now_.Is('(')) ++depth;
      if (now_.Is('}') || now_.Is(']') || now_.Is(')')) --depth;
      Step();
    } while (depth > 0 && now_.kind != HclToken::Kind::kEnd);
    broken_ |= depth > 0;
    return out;
  }

  Value List(int depth) {
    Value out;
    out.line = now_.line;
    if (depth > kMaxLiteralDepth) return Skip(out);
    Step();
    while (now_.kind != HclToken::Kind::kEnd && !now_.Is(']')) {
      out.items.push_back(Expression(depth + 1));
      if (now_.Is(',')) Step();
    }
    broken_ |= !now_.Is(']');
    Step();
    return out;
  }

  // A literal; a word is a variable. What is worked out is "$", decided elsewhere.
  Value Expression(int depth) {
    Value out;
    out.line = now_.line;
    if (now_.Is('{')) {
      out = Map(depth);
    } else if (now_.Is('[')) {
      out = List(depth);
    } else if (IsText()) {
      out.text = now_.kind == HclToken::Kind::kText ? now_.Unescaped() : std::string(now_.text);
      out.heredoc = now_.text.find('\n') != std::string_view::npos;
      Step();
    } else {
      const bool word = now_.kind == HclToken::Kind::kWord;
      const bool literal = now_.text == "true" || now_.text == "false" ||
                           now_.text.find_first_not_of("0123456789") == std::string_view::npos;
      if (word && now_.text != "null")
        out.text = literal ? std::string(now_.text) : "${" + std::string(now_.text) + "}";
      if (!word) out.text = "$";
      Step();
    }
    // An operator, a call or an index behind it.
    while (now_.kind != HclToken::Kind::kEnd && !now_.Is(',') && !now_.Is('}') && !now_.Is(']') &&
           !now_.Is(')') && now_.line == last_line_) {
      out.text = "$";
      if (now_.Is('{') || now_.Is('[') || now_.Is('('))
        Skip({});
      else
        Step();
    }
    return out;
  }

  const Path& path_;
  HclLexer lexer_;
  HclToken now_;
  int last_line_ = 1;
  bool broken_ = false;
};

// ---- Both ----

class Reader {
 public:
  Reader(const Path& path, const Value& root, const Variables& given) : path_(path), root_(root) {
    if (const Value* all = At(root, "variable"))
      for (const auto& [name, value] : all->entries) {
        if (const auto told = given.find(name); told != given.end())
          variables_.emplace(name, told->second);
        else if (const Value* by_default = At(value, "default"))
          variables_.emplace(name, by_default->text);
      }
  }

  Bake Read() const {
    Bake out;
    if (const Value* groups = At(root_, "group"))
      for (const auto& [name, value] : groups->entries)
        out.groups.emplace_back(name, Texts(At(value, "targets")));
    if (const Value* targets = At(root_, "target"))
      for (const auto& [name, value] : targets->entries) out.targets.push_back(Target(name, value));
    return out;
  }

 private:
  std::string Text(const Value* value) const {
    if (value == nullptr) return {};
    return ExpandDocker(value->text, variables_).text;
  }
  std::vector<std::string> Texts(const Value* value) const {
    std::vector<std::string> out;
    if (value == nullptr) return out;
    for (const auto& item : value->items) out.push_back(Text(&item));
    if (!value->text.empty()) out.push_back(Text(value));  // Worked out as a whole
    return out;
  }
  std::vector<std::string> Pairs(const Value* value) const {
    std::vector<std::string> out;
    if (value == nullptr) return out;
    for (const auto& [key, one] : value->entries) out.push_back(key + "=" + Text(&one));
    return out;
  }

  BakeTarget Target(const std::string& name, const Value& value) const {
    BakeTarget out;
    out.named = At(value, "name") == nullptr && At(value, "matrix") == nullptr;
    ImageBuild& build = out.build;
    build.name = name;
    build.place = {path_, value.line};
    build.file = Text(At(value, "dockerfile"));
    build.context = Text(At(value, "context"));
    build.tags = Join(Texts(At(value, "tags")), " ");
    build.arguments = Pairs(At(value, "args"));
    build.contexts = Pairs(At(value, "contexts"));
    if (const Value* recipe = At(value, "dockerfile-inline")) {
      // "$${X}" is the Dockerfile's own "${X}".
      build.recipe = ReplaceAll(recipe->text, "$${", "${");
      build.recipe_place = {path_, recipe->line + (recipe->heredoc ? 1 : 0)};
    }
    out.inherits = Texts(At(value, "inherits"));
    return out;
  }

  const Path& path_;
  const Value& root_;
  Variables variables_;
};

void PutOver(std::vector<std::string>& under, const std::vector<std::string>& over) {
  for (const auto& one : over) {
    const std::string key = one.substr(0, one.find('=') + 1);
    std::erase_if(under, [&](const std::string& other) { return other.starts_with(key); });
    under.push_back(one);
  }
}

void PutOver(ImageBuild& under, const ImageBuild& over) {
  if (!over.file.empty()) under.file = over.file;
  if (!over.context.empty()) under.context = over.context;
  if (!over.tags.empty()) under.tags = over.tags;
  if (!over.recipe.empty()) under.recipe = over.recipe, under.recipe_place = over.recipe_place;
  PutOver(under.arguments, over.arguments);
  PutOver(under.contexts, over.contexts);
}

class Chooser {
 public:
  explicit Chooser(const Bake& bake) : bake_(bake) {}

  Baked Choose(std::vector<std::string> names) {
    if (names.empty()) names.emplace_back("default");
    for (const auto& name : names) One(name);
    if (out_.all) {
      out_.builds.clear();
      for (const auto& target : bake_.targets)
        if (!IsPart(target)) out_.builds.push_back(Whole(target));
    }
    return std::move(out_);
  }

 private:
  const BakeTarget* Find(std::string_view name) const {
    for (const auto& target : bake_.targets)
      if (target.build.name == name) return &target;
    return nullptr;
  }

  // Written for others to inherit, with no recipe of its own.
  bool IsPart(const BakeTarget& target) const {
    return target.build.file.empty() && target.build.context.empty() &&
           target.build.recipe.empty() &&
           std::ranges::any_of(bake_.targets, [&](const BakeTarget& other) {
             return std::ranges::find(other.inherits, target.build.name) != other.inherits.end();
           });
  }

  // "${{ matrix.base }}-multi" may be each that fits.
  void Fitting(const std::string& name) {
    const notation::Glob glob(WithoutVariables(name), notation::Dialect::kShell);
    std::vector<std::string> names;
    for (const auto& [group, members] : bake_.groups)
      if (glob.Matches(group)) names.push_back(group);
    for (const auto& target : bake_.targets)
      if (glob.Matches(target.build.name) && !IsPart(target)) names.push_back(target.build.name);
    out_.all |= names.empty();
    for (const auto& one : names) One(one);
  }

  void One(const std::string& name) {
    if (!seen_.insert(name).second) return;
    if (name.find('$') != std::string::npos) return Fitting(name);
    for (const auto& [group, members] : bake_.groups)
      if (group == name) {
        for (const auto& member : members) One(member);
        return;
      }
    if (const BakeTarget* target = Find(name))
      out_.builds.push_back(Whole(*target));
    else
      out_.all = true;
  }

  // With what it inherits, the later over the earlier, and its own over all.
  ImageBuild Whole(const BakeTarget& target) {
    ImageBuild out;
    std::set<std::string> open;
    Inherit(target, out, open);
    out.name = target.build.name;
    out.place = target.build.place;
    return out;
  }

  void Inherit(const BakeTarget& target, ImageBuild& out, std::set<std::string>& open) {
    if (++steps_ > kMaxInherited || !open.insert(target.build.name).second) return;
    for (const auto& name : target.inherits)
      if (const BakeTarget* parent = Find(name)) Inherit(*parent, out, open);
    PutOver(out, target.build);
    open.erase(target.build.name);
  }

  const Bake& bake_;
  Baked out_;
  std::set<std::string> seen_;
  int steps_ = 0;
};

}  // namespace

Result<Bake> ReadBake(const Path& path, BytesView bytes, const Variables& given) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  if (path.extension() != "json") {
    AVOUCH_TRY(const Value root, HclReader(path, text).Read());
    return Reader(path, root, given).Read();
  }
  auto node = syntax::ParseJson(text);
  if (!node) return std::unexpected(node.error());
  if (!node->is_map()) return FailAt(path, 1, "not a map");
  const Value root = OfNode(*node, 0);
  return Reader(path, root, given).Read();
}

void Merge(Bake& into, Bake more) {
  for (auto& target : more.targets) {
    const auto same = std::ranges::find_if(
        into.targets, [&](const BakeTarget& one) { return one.build.name == target.build.name; });
    if (same == into.targets.end()) {
      into.targets.push_back(std::move(target));
      continue;
    }
    PutOver(same->build, target.build);
    if (!target.inherits.empty()) same->inherits = std::move(target.inherits);
  }
  for (auto& group : more.groups) {
    std::erase_if(into.groups, [&](const auto& one) { return one.first == group.first; });
    into.groups.push_back(std::move(group));
  }
}

Baked BuildsOf(const Bake& bake, const std::vector<std::string>& names) {
  return Chooser(bake).Choose(names);
}

}  // namespace avouch::formats

#include "syntax/yaml.h"

#include <yaml.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "base/text.h"
#include "syntax/limits.h"
#include "syntax/tree_builder.h"
#include "syntax/yaml_parts.h"

namespace avouch::syntax {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kStandardTag = "tag:yaml.org,2002:";

std::string_view View(const yaml_char_t* text, std::size_t size) {
  return {reinterpret_cast<const char*>(text), size};
}
std::string_view View(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

Place At(const YamlLines& lines, const yaml_mark_t& mark) {
  return lines.At(mark.index, mark.line, mark.column);
}

Style StyleOf(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return Style::kSingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return Style::kDoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE:
      return Style::kLiteral;
    case YAML_FOLDED_SCALAR_STYLE:
      return Style::kFolded;
    default:
      return Style::kPlain;
  }
}

// ---- One document ----

// Takes the events of one document between its start and its end.
class Document {
 public:
  Document(const YamlOptions& options, const YamlLines& lines)
      : options_(options),
        lines_(lines),
        builder_(options.duplicates, options.problems, kMaxYamlDepth),
        alias_budget_(kMaxAliasNodes) {}

  Status Take(const yaml_event_t& event) {
    const Place place = At(lines_, event.start_mark);
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return ExpectsKey() ? Key(event, place) : Scalar(event, place);
      case YAML_ALIAS_EVENT:
        return Alias(View(event.data.alias.anchor), place);
      case YAML_SEQUENCE_START_EVENT: {
        const auto& list = event.data.sequence_start;
        const bool flow = list.style == YAML_FLOW_SEQUENCE_STYLE;
        return Begin(Kind::kList, place, flow, View(list.anchor), View(list.tag));
      }
      case YAML_MAPPING_START_EVENT: {
        const auto& map = event.data.mapping_start;
        const bool flow = map.style == YAML_FLOW_MAPPING_STYLE;
        return Begin(Kind::kMap, place, flow, View(map.anchor), View(map.tag));
      }
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return End();
      default:
        return {};
    }
  }

  Node Finish() { return builder_.Finish(); }

 private:
  struct Open {
    bool expects_key = false;  // Maps only.
    bool is_map = false;
    std::string anchor;
    std::vector<std::size_t> merges;  // Positions of the values of `<<`.
  };

  [[nodiscard]] bool ExpectsKey() const { return !open_.empty() && open_.back().expects_key; }

  void ValueDone() {
    if (!open_.empty() && open_.back().is_map) open_.back().expects_key = true;
  }

  void SetKey(std::string_view kept, Place place) {
    builder_.Key(kept, place);
    open_.back().expects_key = false;
  }

  Status Key(const yaml_event_t& event, Place place) {
    const auto& scalar = event.data.scalar;
    const std::string_view text = builder_.Keep(View(scalar.value, scalar.length));
    if (scalar.anchor != nullptr) {
      anchors_[std::string(View(scalar.anchor))] = TreeBuilder::MakeText(text, place);
    }
    if (options_.merge_keys && text == "<<" && scalar.style == YAML_PLAIN_SCALAR_STYLE) {
      if (open_.back().merges.size() == kMaxMergeKeys) {
        return FailAt(ErrorKind::kTooLarge, "too many merge keys in one map", place);
      }
      open_.back().merges.push_back(builder_.parts());
    }
    SetKey(text, place);
    return {};
  }

  Status Scalar(const yaml_event_t& event, Place place) {
    const auto& scalar = event.data.scalar;
    const std::string_view text = View(scalar.value, scalar.length);
    AVOUCH_TRY(Node node, MakeScalar(text, View(scalar.tag), place, StyleOf(scalar.style)));
    if (scalar.anchor != nullptr) {
      anchors_[std::string(View(scalar.anchor))] = TreeBuilder::Share(node);
    }
    AVOUCH_CHECK_OK(builder_.Add(std::move(node)));
    ValueDone();
    return {};
  }

  Result<Node> MakeScalar(std::string_view text, std::string_view tag, Place place, Style style) {
    const bool standard = tag.starts_with(kStandardTag);
    const std::string_view name = standard ? tag.substr(kStandardTag.size()) : std::string_view();
    const bool untagged = tag.empty() && style == Style::kPlain;
    if (untagged || name == "null") {
      if (IsYamlNull(text)) return TreeBuilder::MakeNull(place, style);
      if (!untagged) return FailAt(ErrorKind::kMalformed, "not null, as its tag says", place);
    }
    if (untagged || name == "bool") {
      if (const auto value = YamlBoolean(text))
        return TreeBuilder::MakeBoolean(*value, place, style);
      if (!untagged) return FailAt(ErrorKind::kMalformed, "not a boolean, as its tag says", place);
    }
    if (untagged || name == "int") {
      if (const auto value = YamlInteger(text))
        return TreeBuilder::MakeInteger(*value, place, style);
      if (!untagged) return FailAt(ErrorKind::kMalformed, "not an integer, as its tag says", place);
    }
    Node node = TreeBuilder::MakeText(builder_.Keep(text), place, style);
    const bool plain_text = tag.empty() || tag == "!" || name == "str" || name == "float";
    if (!plain_text) builder_.SetTag(node, tag);
    return node;
  }

  Status Alias(std::string_view anchor, Place place) {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      return FailAt(ErrorKind::kMalformed,
                    "an alias to nothing before it: *" + std::string(anchor.substr(0, 60)), place);
    }
    const Node& node = found->second;
    if (ExpectsKey()) {
      if (!node.is_scalar()) return KeyIsNoScalar(place);
      SetKey(builder_.Keep(node.AsText()), place);
      return {};
    }
    AVOUCH_TRY(const std::uint32_t weight, Weigh(node, place));
    AVOUCH_CHECK_OK(builder_.Add(TreeBuilder::Share(node), weight));
    ValueDone();
    return {};
  }

  static std::unexpected<Error> KeyIsNoScalar(Place place) {
    return FailAt(ErrorKind::kUnsupported, "a key that is a list, a map or null", place);
  }

  // Spends the budget for what an alias brings in; number of nodes.
  Result<std::uint32_t> Weigh(const Node& node, Place place) {
    const std::uint64_t before = alias_budget_.left();
    if (!Spend(node, builder_.depth())) {
      return FailAt(ErrorKind::kTooLarge, "aliases that make the document too large or too deep",
                    place);
    }
    return static_cast<std::uint32_t>(before - alias_budget_.left());
  }

  bool Spend(const Node& node, int depth) {
    if (depth > kMaxDepth || !alias_budget_.Spend(1)) return false;
    for (const Node& item : node.items()) {
      if (!Spend(item, depth + 1)) return false;
    }
    for (const Node::Entry& entry : node.entries()) {
      if (!Spend(entry.value, depth + 1)) return false;
    }
    return true;
  }

  Status Begin(Kind kind, Place place, bool flow, std::string_view anchor, std::string_view tag) {
    if (ExpectsKey()) return KeyIsNoScalar(place);
    AVOUCH_CHECK_OK(builder_.Begin(kind, place, flow ? Style::kFlow : Style::kBlock));
    const bool usual = tag.empty() || tag == "!" || tag == "tag:yaml.org,2002:seq" ||
                       tag == "tag:yaml.org,2002:map";
    if (!usual) builder_.TagOpen(tag);
    if (!anchor.empty()) {
      if (const auto old = anchors_.find(anchor); old != anchors_.end()) anchors_.erase(old);
    }
    const bool is_map = kind == Kind::kMap;
    open_.push_back(Open{is_map, is_map, std::string(anchor), {}});
    return {};
  }

  Status End() {
    const Open open = std::move(open_.back());
    open_.pop_back();
    if (!open.merges.empty()) AVOUCH_CHECK_OK(Merge(open.merges));
    AVOUCH_TRY(const Node* node, builder_.End());
    if (!open.anchor.empty()) anchors_[open.anchor] = TreeBuilder::Share(*node);
    ValueDone();
    return {};
  }

  // Brings in the entries of what stands behind `<<`: what the map says itself
  // counts, then the first source that has a key.
  Status Merge(const std::vector<std::size_t>& positions) {
    std::vector<Node> sources;
    for (std::size_t done = 0; done < positions.size(); ++done) {
      // Each removal moves the later ones down by one.
      const std::size_t at = positions[done] - done;
      if (!IsMergeable(builder_.PartAt(at))) return NotMergeable(builder_.PartAt(at));
      sources.push_back(builder_.TakePart(at));
    }
    auto keys = builder_.OpenKeys();
    for (const Node& source : sources) {
      AVOUCH_CHECK_OK(MergeFrom(source, keys));
      for (const Node& item : source.items()) AVOUCH_CHECK_OK(MergeFrom(item, keys));
    }
    return {};
  }

  static bool IsMergeable(const Node& node) {
    return node.is_map() || (node.is_list() && std::ranges::all_of(node.items(), &Node::is_map));
  }

  static std::unexpected<Error> NotMergeable(const Node& node) {
    return FailAt(ErrorKind::kMalformed, "what stands behind '<<' is no map", node.place());
  }

  Status MergeFrom(const Node& source, std::set<std::string_view>& keys) {
    for (const Node::Entry& entry : source.entries()) {
      if (!keys.insert(entry.key).second) continue;
      AVOUCH_TRY(const std::uint32_t weight, Weigh(entry.value, entry.place));
      builder_.Key(entry.key, entry.place);
      AVOUCH_CHECK_OK(builder_.Add(TreeBuilder::Share(entry.value), weight));
    }
    return {};
  }

  const YamlOptions& options_;
  const YamlLines& lines_;
  TreeBuilder builder_;
  Budget alias_budget_;
  std::vector<Open> open_;
  std::map<std::string, Node, std::less<>> anchors_;  // Values shared with the tree.
};

// ---- The stream ----

struct ParserDeleter {
  void operator()(yaml_parser_t* parser) const {
    yaml_parser_delete(parser);
    delete parser;
  }
};

class EventGuard {
 public:
  explicit EventGuard(yaml_event_t& event) : event_(event) {}
  ~EventGuard() { yaml_event_delete(&event_); }
  EventGuard(const EventGuard&) = delete;
  EventGuard& operator=(const EventGuard&) = delete;

 private:
  yaml_event_t& event_;
};

class Stream {
 public:
  Stream(std::string_view yaml, const YamlOptions& options) : options_(options), lines_(yaml) {
    auto* parser = new yaml_parser_t;
    if (yaml_parser_initialize(parser) == 0) {
      delete parser;
      return;
    }
    parser_.reset(parser);
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    const char* bytes = yaml.empty() ? "" : yaml.data();  // libyaml asserts that it is given some
    yaml_parser_set_input_string(parser, reinterpret_cast<const unsigned char*>(bytes),
                                 yaml.size());
  }

  // Reads at most `wanted` documents; one more is an error.
  Result<std::vector<Node>> Read(std::size_t wanted) {
    if (parser_ == nullptr) return Fail(ErrorKind::kInternal, "no memory for a YAML parser");
    std::vector<Node> documents;
    std::unique_ptr<Document> document;
    while (true) {
      yaml_event_t event;
      if (yaml_parser_parse(parser_.get(), &event) == 0) return ParserError();
      const EventGuard guard(event);
      if (event.type == YAML_STREAM_END_EVENT) return documents;
      if (event.type == YAML_DOCUMENT_START_EVENT) {
        if (documents.size() == wanted) return TooMany(wanted, At(lines_, event.start_mark));
        document = std::make_unique<Document>(options_, lines_);
      } else if (event.type == YAML_DOCUMENT_END_EVENT) {
        documents.push_back(document->Finish());
      } else if (document != nullptr) {
        AVOUCH_CHECK_OK(document->Take(event));
      }
    }
  }

 private:
  static std::unexpected<Error> TooMany(std::size_t wanted, Place place) {
    if (wanted == 1) {
      return FailAt(ErrorKind::kMalformed, "a second document where one is expected", place);
    }
    return FailAt(ErrorKind::kTooLarge, "more than " + std::to_string(wanted) + " documents",
                  place);
  }

  [[nodiscard]] std::unexpected<Error> ParserError() const {
    if (parser_->error == YAML_MEMORY_ERROR) {
      return Fail(ErrorKind::kTooLarge, "no memory for the YAML parser");
    }
    std::string what = parser_->problem == nullptr ? "not YAML" : parser_->problem;
    if (parser_->context != nullptr) what = std::string(parser_->context) + ", " + what;
    return FailAt(ErrorKind::kMalformed, std::move(what), At(lines_, parser_->problem_mark));
  }

  const YamlOptions& options_;
  YamlLines lines_;
  std::unique_ptr<yaml_parser_t, ParserDeleter> parser_;
};

Result<std::vector<Node>> Parse(BytesView yaml, const YamlOptions& options, std::size_t wanted) {
  if (yaml.size() > kMaxDocumentBytes) {
    return Fail(ErrorKind::kTooLarge,
                "a document of more than " + std::to_string(kMaxDocumentBytes) + " bytes");
  }
  if (yaml.starts_with(kBom)) yaml.remove_prefix(kBom.size());
  if (!IsUtf8(yaml)) return Fail(ErrorKind::kMalformed, "bytes that are not UTF-8");
  return Stream(yaml, options).Read(wanted);
}

}  // namespace

Result<Node> ParseYaml(BytesView yaml, const YamlOptions& options) {
  AVOUCH_TRY(std::vector<Node> documents, Parse(yaml, options, 1));
  if (documents.empty()) return Node();
  return std::move(documents.front());
}

Result<std::vector<Node>> ParseYamlAll(BytesView yaml, const YamlOptions& options) {
  return Parse(yaml, options, kMaxYamlDocuments);
}

}  // namespace avouch::syntax

#include "formats/spdx3_rules.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "formats/limits.h"
#include "formats/sbom_shape_check.h"
#include "formats/spdx_values.h"

namespace avouch::formats {
namespace {

using syntax::Node;

struct Property {
  std::string_view name, kind;
  bool required = false, list = false;
  std::size_t least = 0;
};

struct Class {
  std::string_view parent;
  bool abstract = false, named = false;  // By an spdxId, which must be there
  std::vector<Property> properties;      // Its own
};

struct Model {
  std::map<std::string_view, Class> classes;
  std::map<std::string_view, std::vector<std::string_view>> words;

  [[nodiscard]] bool Is(std::string_view type, std::string_view ancestor) const {
    for (auto at = classes.find(type); at != classes.end(); at = classes.find(at->second.parent))
      if (at->first == ancestor) return true;
    return false;
  }
};

Property ReadProperty(std::string_view text) {
  Property out;
  const auto equals = text.find('=');
  std::string_view name = text.substr(0, equals);
  out.kind = text.substr(equals + 1);
  if (const auto bracket = name.find('['); bracket != name.npos) {
    out.list = true;
    std::from_chars(name.data() + bracket + 1, name.data() + name.size(), out.least);
    name = name.substr(0, bracket);
  }
  if (name.ends_with('!')) {
    out.required = true;
    name.remove_suffix(1);
  }
  out.name = name;
  return out;
}

// The words of each entry: a line, and those after it that start with a blank.
std::vector<std::vector<std::string_view>> Entries() {
  std::vector<std::vector<std::string_view>> out;
  for (const auto line : Split(kSpdx3Classes, '\n')) {
    const auto words = Words(line);
    if (words.empty()) continue;
    if (!line.starts_with(' ')) out.emplace_back();
    out.back().insert(out.back().end(), words.begin(), words.end());
  }
  return out;
}

const Model& TheModel() {
  static const Model model = [] {
    Model out;
    for (const auto& entry : Entries()) {
      const std::span rest(entry);
      if (entry[0] == "enum") {
        out.words[entry[1]].assign(entry.begin() + 2, entry.end());
        continue;
      }
      Class& one = out.classes[entry[1]];
      one.abstract = entry[0] == "abstract";
      one.parent = entry[2];
      one.named = entry[3] == "spdxId";
      for (const auto property : rest.subspan(4)) one.properties.push_back(ReadProperty(property));
    }
    return out;
  }();
  return model;
}

bool IsBlank(std::string_view name) { return name.starts_with("_:") && name.size() > 2; }
// As loose as the specification's own schema has it.
bool IsIri(std::string_view name) {
  const auto colon = name.find(':', 1);
  return !name.starts_with("_:") && colon != name.npos && colon + 1 < name.size();
}

bool IsTime(std::string_view text) {
  return text.size() == 20 && text[10] == 'T' && text.back() == 'Z' && ParseTime(text).has_value();
}

// SemVer 2: three numbers, and what may stand behind - and +.
bool IsSemVer(std::string_view text) {
  text = text.substr(0, text.find('+'));
  const auto dash = text.find('-');
  if (dash != text.npos && dash + 1 == text.size()) return false;
  const auto numbers = Split(text.substr(0, dash), '.');
  return numbers.size() == 3 && std::ranges::all_of(numbers, [](std::string_view one) {
           return !one.empty() && (one.size() == 1 || one[0] != '0') &&
                  one.find_first_not_of("0123456789") == one.npos;
         });
}

// Names that stand for things that no document holds.
bool IsWellKnown(std::string_view name) {
  return name.starts_with("https://spdx.org/rdf/3.0") ||
         name.starts_with("https://spdx.org/licenses/") || name == "NoneElement" ||
         name == "NoAssertionElement" || name == "NoneLicense" || name == "NoAssertionLicense";
}

class Checker {
 public:
  explicit Checker(SbomValidation& out) : out_(out) {}

  void Check(const Node& root) {
    const Node& graph = root["@graph"];
    if (graph.is_list()) {
      for (const auto& entry : root.entries())
        if (entry.key != "@graph" && entry.key != "@context")
          Wrong(entry.value, SpdxShown(entry.key) + " is no field beside @graph");
      for (const auto& one : graph.items()) Learn(one);
      std::size_t at = 0;
      for (const auto& one : graph.items()) {
        where_ = "/@graph/" + std::to_string(at++);
        Thing(one, "");
      }
    } else if (graph.present()) {
      Wrong(graph, "@graph must be a list");
    } else {
      Learn(root);
      Thing(root, "");
    }
  }

 private:
  void Wrong(const Node& at, std::string what) {
    AddProblem(out_, at.line(), where_.empty() ? "/" : where_, std::move(what));
  }

  static std::string_view NameOf(const Node& one) {
    const auto name = one["spdxId"].text();
    return name.empty() ? one["@id"].text() : name;
  }

  // The things of a tree, those that lie in others too.
  void Learn(const Node& one) {
    for (const auto& item : one.items()) Learn(item);
    for (const auto& entry : one.entries()) Learn(entry.value);
    if (!one.is_map() || !one["type"].is_text()) return;
    if (const auto name = NameOf(one); !name.empty())
      if (!things_.emplace(name, one["type"].text()).second)
        AddProblem(out_, one.line(), "", SpdxShown(name) + " names more than one thing");
    if (one["type"].text() != "SpdxDocument") return;
    if (documents_++ == 1) AddProblem(out_, one.line(), "", "a second SpdxDocument in one file");
    for (const auto& outside : one["import"].items())
      things_.emplace(outside["externalSpdxId"].text(), "");
  }

  // A thing where one of `wanted` is asked for; "" = any.
  void Thing(const Node& node, std::string_view wanted) {
    if (!node.is_map()) return Wrong(node, "must be an object");
    const Node& type = node["type"];
    if (!type.is_text()) return Wrong(node, "'type' is missing");
    const auto found = TheModel().classes.find(type.text());
    if (found == TheModel().classes.end()) {
      // Extensions have classes of their own makers.
      if (IsIri(type.text()) && (wanted.empty() || wanted == "extension_Extension")) return;
      return Wrong(type, SpdxShown(type.text()) + " is no class of SPDX 3");
    }
    if (found->second.abstract)
      return Wrong(type, SpdxShown(type.text()) + " is a class of classes, and none of things");
    if (!wanted.empty() && !TheModel().Is(type.text(), wanted))
      return Wrong(type, SpdxShown(type.text()) + " is no " + std::string(wanted));
    Name(node, found->second);
    Properties(node, type.text());
  }

  void Name(const Node& node, const Class& type) {
    const Node& id = node["spdxId"];
    if (type.named && !id.is_text()) return Wrong(node, "'spdxId' is missing");
    if (type.named && !IsIri(id.text())) Wrong(id, SpdxShown(id.text()) + " is no IRI");
    const Node& plain = node["@id"];
    if (!type.named && plain.present() && !IsIri(plain.text()) && !IsBlank(plain.text()))
      Wrong(plain, SpdxShown(plain.text()) + " is no IRI and no blank node");
  }

  void Properties(const Node& node, std::string_view type) {
    const Model& model = TheModel();
    std::size_t known = 1;  // type
    for (const std::string_view key : {"@id", "spdxId", "@context"})
      known += IsOwnName(key, type) && node.Find(key) != nullptr ? 1 : 0;
    for (auto at = model.classes.find(type); at != model.classes.end();
         at = model.classes.find(at->second.parent))
      for (const auto& property : at->second.properties) {
        const Node* value = node.Find(property.name);
        if (value != nullptr) {
          ++known;
          Value(property, *value);
        } else if (property.required) {
          Wrong(node, "'" + std::string(property.name) + "' is missing");
        }
      }
    if (known == node.size()) return;
    for (const auto& entry : node.entries())
      if (!IsKnown(entry.key, type))
        Wrong(entry.value, SpdxShown(entry.key) + " is no field of " + std::string(type));
  }

  [[nodiscard]] bool IsOwnName(std::string_view key, std::string_view type) const {
    if (key == "@context") return where_.empty();
    const bool named = TheModel().classes.at(type).named;
    return key == (named ? "spdxId" : "@id");
  }

  [[nodiscard]] bool IsKnown(std::string_view key, std::string_view type) const {
    const Model& model = TheModel();
    if (key == "type" || IsOwnName(key, type)) return true;
    for (auto at = model.classes.find(type); at != model.classes.end();
         at = model.classes.find(at->second.parent))
      for (const auto& property : at->second.properties)
        if (property.name == key) return true;
    return false;
  }

  void Value(const Property& property, const Node& value) {
    const std::size_t length = where_.size();
    where_.append("/").append(property.name);
    if (!property.list) {
      One(property.kind, value);
    } else if (!value.is_list()) {
      Wrong(value, "must be a list");
    } else {
      if (value.size() < property.least) Wrong(value, "has too few items");
      for (const auto& item : value.items()) One(property.kind, item);
    }
    where_.resize(length);
  }

  void One(std::string_view kind, const Node& value) {
    if (kind[0] == '@') return Reference(kind.substr(1), value);
    if (kind == "b") {
      if (!value.is_boolean()) Wrong(value, "must be true or false");
      return;
    }
    if (kind == "n" || kind[0] == 'i') return Number(kind, value);
    if (!value.is_text()) return Wrong(value, "must be a text");
    const auto text = value.text();
    if (kind == "t" && !IsTime(text)) Wrong(value, SpdxShown(text) + " is no time in UTC");
    if (kind == "v" && !IsSemVer(text)) Wrong(value, SpdxShown(text) + " is no version like 3.0.1");
    const auto slash = text.find('/');
    if (kind == "m" && (slash == text.npos || slash == 0 || slash + 1 == text.size() ||
                        text.find('/', slash + 1) != text.npos))
      Wrong(value, SpdxShown(text) + " is no media type");
    if (!kind.starts_with("e:")) return;
    const auto& words = TheModel().words.at(kind.substr(2));
    if (std::ranges::find(words, text) == words.end())
      Wrong(value, SpdxShown(text) + " is none of the words that may stand here");
  }

  void Number(std::string_view kind, const Node& value) {
    if (kind == "n") {
      // Numbers may be texts, so that no digit is lost.
      double number = 0;
      const auto text = value.text();
      const auto [end, error] =
          std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
      const bool written =
          value.is_text() && error == std::errc() && end == text.data() + text.size();
      if (!value.is_integer() && !value.is_number() && !written) Wrong(value, "must be a number");
      return;
    }
    std::int64_t least = 0;
    std::from_chars(kind.data() + 1, kind.data() + kind.size(), least);
    if (!value.is_integer()) return Wrong(value, "must be a whole number");
    if (kind.size() > 1 && *value.integer() < least) Wrong(value, "is out of bounds");
  }

  void Reference(std::string_view wanted, const Node& value) {
    if (value.is_map()) return Thing(value, wanted);
    if (!value.is_text()) return Wrong(value, "must be an object or the name of one");
    const auto name = value.text();
    const auto found = things_.find(name);
    if (found != things_.end()) {
      const bool fits = found->second.empty() || TheModel().Is(found->second, wanted) ||
                        !TheModel().classes.contains(found->second);
      if (!fits)
        Wrong(value, SpdxShown(name) + " is of class " + std::string(found->second) + ", and no " +
                         std::string(wanted));
      return;
    }
    if (IsWellKnown(name)) return;
    if (IsBlank(name) || !IsIri(name)) return Wrong(value, SpdxShown(name) + " leads nowhere");
    if (out_.doubts.size() < kMaxSbomProblems)
      out_.doubts.push_back(
          {value.line(), where_, SpdxShown(name) + " is not here, and no import tells of it"});
  }

  SbomValidation& out_;
  std::unordered_map<std::string_view, std::string_view> things_;  // Names to classes
  std::size_t documents_ = 0;
  std::string where_;
};

}  // namespace

void CheckSpdx3(const Node& root, SbomValidation& out) {
  if (!root.is_map()) return AddProblem(out, root.line(), "/", "must be an object");
  Checker(out).Check(root);
}

}  // namespace avouch::formats

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/sbom_shape_check.h"
#include "syntax/xml.h"

namespace avouch::formats {
namespace {

// Which namespace each prefix stands for, as far down as the reading is.
class Builder : public syntax::XmlHandler {
 public:
  Status Start(const syntax::XmlElement& element) override {
    if (++elements_ > kMaxXmlElements)
      return Fail(ErrorKind::kTooLarge,
                  "more than " + std::to_string(kMaxXmlElements) + " elements");
    marks_.push_back(spaces_.size());
    SbomElement made;
    made.name = element.name;
    made.line = element.line;
    for (std::size_t i = 0; i < element.attributes.size(); ++i) {
      const auto& [name, value] = element.attributes[i];
      const std::string_view prefix = element.attribute_prefixes[i];
      if (prefix == "xmlns") {
        spaces_.emplace_back(name, value);
      } else if (prefix.empty() && name == "xmlns") {
        spaces_.emplace_back("", value);
      } else {
        made.attributes.push_back({std::string(prefix), std::string(name), std::string(value)});
      }
    }
    const std::string_view space = SpaceOf(element.prefix);
    if (open_.empty()) own_ = space;
    made.own = space == own_;
    open_.push_back(std::move(made));
    return {};
  }

  Status End(std::string_view) override {
    SbomElement done = std::move(open_.back());
    open_.pop_back();
    done.text = Trim(done.text);
    spaces_.resize(marks_.back());
    marks_.pop_back();
    if (open_.empty()) {
      root = std::move(done);
    } else {
      open_.back().children.push_back(std::move(done));
    }
    return {};
  }

  Status Text(std::string_view text) override {
    if (!open_.empty()) open_.back().text += text;
    return {};
  }

  SbomElement root;

 private:
  [[nodiscard]] std::string_view SpaceOf(std::string_view prefix) const {
    for (auto one = spaces_.rbegin(); one != spaces_.rend(); ++one)
      if (one->first == prefix) return one->second;
    return {};
  }

  std::vector<std::pair<std::string, std::string>> spaces_;
  std::vector<std::size_t> marks_;
  std::vector<SbomElement> open_;
  std::string own_;
  std::size_t elements_ = 0;
};

std::string Shown(std::string_view text) {
  return "'" + Printable(text.substr(0, kMaxNotedName)) + "'";
}

bool IsParticle(const Shape& shape) {
  return shape.list && (shape.word == "q" || shape.word == "c" || shape.word == "all");
}

bool HasWildcard(const Shape& shape) {
  return shape.word == "*" || (IsParticle(shape) && std::ranges::any_of(shape.parts, HasWildcard));
}

bool IsNumber(std::string_view text, bool whole) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  long long integer = 0;
  const char* const end = text.data() + text.size();
  const auto read = whole ? std::from_chars(text.data(), end, integer)
                          : std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

}  // namespace

const SbomElement::Attribute* SbomElement::Find(std::string_view attribute) const {
  for (const auto& one : attributes)
    if (one.prefix.empty() && one.name == attribute) return &one;
  return nullptr;
}

Result<SbomElement> ReadSbomElements(BytesView xml) {
  Builder builder;
  AVOUCH_TRY(const syntax::XmlEnd end, syntax::ReadXml(xml, builder));
  if (end == syntax::XmlEnd::kCut)
    return Fail(ErrorKind::kMalformed, "the document ends inside its root");
  return std::move(builder.root);
}

// The children that are left to match, and which shape each was found to have.
struct XmlShapes::Match {
  std::vector<const SbomElement*> children;
  std::vector<std::pair<const SbomElement*, const Shape*>> found;
  std::size_t at = 0;
  std::size_t furthest = 0;
  std::string missing;  // What was asked for at `furthest`
};

Status XmlShapes::Check(std::string_view root, const SbomElement& element) {
  const Shape* shape = book_.Find(root);
  if (shape == nullptr) return Fail(ErrorKind::kInternal, "no shape " + std::string(root));
  where_ = "/" + element.name;
  Element(*shape, element);
  if (work_.left() == 0) return Fail(ErrorKind::kTooLarge, "an SBOM that takes too much work");
  return {};
}

void XmlShapes::Wrong(const SbomElement& element, std::string what) {
  AddProblem(out_, element.line, where_, std::move(what));
}

const Shape& XmlShapes::Row(const Shape& shape) {
  const Shape* row = &shape;
  for (int hops = 0; row->word.starts_with('@') && row->word.size() > 1 && hops < 8; ++hops) {
    const Shape* next = book_.Find(std::string_view(row->word).substr(1));
    if (next == nullptr) break;
    row = next;
  }
  return *row;
}

void XmlShapes::Element(const Shape& unresolved, const SbomElement& element) {
  if (!work_.Spend(1)) return;
  const Shape& shape = Row(unresolved);
  if (shape.word == "any") return;
  if (shape.word == "x") {
    Attributes(shape, element);
    return Content(shape, element);
  }
  for (const auto& one : element.attributes)
    if (one.prefix.empty()) Wrong(element, Shown(one.name) + " is no attribute here");
  for (const auto& child : element.children)
    Wrong(child, Shown(child.name) + " stands where text should");
  if (std::string why; !FitsText(shape, element.text, why)) Wrong(element, why);
}

void XmlShapes::Attributes(const Shape& shape, const SbomElement& element) {
  const std::string& flags = shape.parts[0].word;
  const auto is_attribute = [](const Shape& part) { return part.list && part.word == "@"; };
  for (const auto& part : shape.parts) {  // (@ name SHAPE) or (@ name ! SHAPE)
    if (!is_attribute(part)) continue;
    const auto* found = element.Find(part.parts[0].word);
    if (found == nullptr) {
      if (part.parts.size() == 3)
        Wrong(element, "attribute '" + part.parts[0].word + "' is missing");
      continue;
    }
    if (std::string why; !FitsText(part.parts.back(), found->value, why))
      Wrong(element, "attribute '" + found->name + "': " + why);
  }
  if (flags == "++") return;
  for (const auto& one : element.attributes) {
    if (one.prefix == "xsi" || one.prefix == "xml") continue;
    const bool known =
        one.prefix.empty()
            ? std::ranges::any_of(shape.parts,
                                  [&](const Shape& part) {
                                    return is_attribute(part) && part.parts[0].word == one.name;
                                  })
            : flags == "+";
    if (!known) Wrong(element, Shown(one.name) + " is no attribute here");
  }
}

void XmlShapes::Content(const Shape& shape, const SbomElement& element) {
  const Shape* particle = nullptr;
  for (const auto& part : shape.parts) {
    if (part.list && part.word == "t") {
      if (std::string why; !FitsText(part.parts[0], element.text, why)) Wrong(element, why);
    } else if (IsParticle(part)) {
      particle = &part;
    }
  }
  const bool others = particle != nullptr && HasWildcard(*particle);
  Match match;
  for (const auto& child : element.children) {
    if (child.own) {
      match.children.push_back(&child);
    } else if (!others) {
      Wrong(child, Shown(child.name) + " is of a namespace that has no place here");
    }
  }
  const bool fits = particle == nullptr || Often(*particle, match);
  if (match.at < match.children.size() && (fits || match.furthest < match.children.size())) {
    const auto& child = *match.children[std::max(match.at, match.furthest) < match.children.size()
                                            ? std::max(match.at, match.furthest)
                                            : match.at];
    Wrong(child, Shown(child.name) + " is no element here, or not in its place");
  } else if (!fits) {
    Wrong(element, "'" + match.missing + "' is missing");
  }
  const std::size_t length = where_.size();
  for (const auto& [child, of] : match.found) {
    where_.append(1, '/').append(child->name);
    Element(*of, *child);
    where_.resize(length);
  }
}

// One time, from match.at on; match.at is behind it then.
bool XmlShapes::Once(const Shape& particle, Match& match) {
  if (!work_.Spend(1)) return false;
  if (particle.word == "*") return true;
  if (particle.word == "w") {  // (w name MIN MAX SHAPE)
    const std::string& name = particle.parts[0].word;
    if (match.at < match.children.size() && match.children[match.at]->name == name) {
      match.found.emplace_back(match.children[match.at++], &particle.parts[3]);
      return true;
    }
    if (match.at >= match.furthest) match.furthest = match.at, match.missing = name;
    return false;
  }
  const std::size_t start = match.at, found = match.found.size();
  if (particle.word == "q") {
    for (std::size_t i = 2; i < particle.parts.size(); ++i)
      if (!Often(particle.parts[i], match)) {
        match.at = start;
        match.found.resize(found);
        return false;
      }
    return true;
  }
  // One of: the first that takes something; else one that may take nothing.
  bool empty = false;
  for (std::size_t i = 2; i < particle.parts.size(); ++i) {
    const bool fits = Often(particle.parts[i], match);
    if (fits && match.at > start) return true;
    empty = empty || fits;
    match.at = start;
    match.found.resize(found);
  }
  return empty;
}

// As often as the particle may stand: (q MIN MAX ...), (w name MIN MAX SHAPE).
bool XmlShapes::Often(const Shape& particle, Match& match) {
  if (particle.word == "*") return true;
  const std::size_t bounds = particle.word == "w" ? 1 : 0;
  const long long least = particle.Number(bounds, 0), most = particle.Number(bounds + 1, 0);
  for (long long count = 0; most == 0 || count < most; ++count) {
    const std::size_t start = match.at;
    const bool fits = Once(particle, match);
    if (fits && match.at > start) continue;
    return fits || count >= least;
  }
  return true;
}

bool XmlShapes::FitsText(const Shape& unresolved, std::string_view text, std::string& why) {
  const Shape& shape = Row(unresolved);
  const auto no = [&](std::string_view what) {
    why = Shown(text) + " is no " + std::string(what);
    return false;
  };
  if (shape.word == "|")
    return std::ranges::any_of(shape.parts,
                               [&](const Shape& one) { return FitsText(one, text, why); });
  if (shape.word == "e") {
    if (std::ranges::find(shape.parts, text, &Shape::word) != shape.parts.end()) return true;
    why = Shown(text) + " is none of the " + std::to_string(shape.parts.size()) +
          " words that it may be";
    return false;
  }
  if (shape.word == "p") return HasPattern(shape.parts[0].word, text) || no(shape.parts[0].word);
  if (shape.word == "f") return HasFormat(shape.parts[0].word, text) || no(shape.parts[0].word);
  if (shape.word == "xb")
    return text == "true" || text == "false" || text == "1" || text == "0" || no("true or false");
  if (shape.word == "l")
    return text.size() >= static_cast<std::size_t>(shape.Number(0, 0)) ||
           no("text that is long enough");
  if (shape.word != "xi" && shape.word != "xn") return true;
  if (!IsNumber(text, shape.word == "xi")) return no("number");
  const double value = std::strtod(std::string(text).c_str(), nullptr);
  const auto bound = [&](std::size_t at) {
    return at < shape.parts.size() && shape.parts[at].word != "-";
  };
  const auto number = [&](std::size_t at) {
    return std::strtod(shape.parts[at].word.c_str(), nullptr);
  };
  const bool within = (!bound(0) || value >= number(0)) && (!bound(1) || value <= number(1));
  return within || no("number within bounds");
}

}  // namespace avouch::formats

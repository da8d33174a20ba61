// Documents held against shapes (sbom_shape.h).
//
// Pure; one checker belongs to one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/budget.h"
#include "base/bytes.h"
#include "base/result.h"
#include "formats/sbom_shape.h"
#include "formats/sbom_validate.h"
#include "syntax/node.h"

namespace avouch::formats {

// Takes up to kMaxSbomProblems and counts the others.
void AddProblem(SbomValidation& out, std::uint32_t line, std::string where, std::string what);

// A JSON value against the row `root`.
class JsonShapes {
 public:
  JsonShapes(ShapeBook& book, SbomValidation& out) : book_(book), out_(out) {}

  // Fails with kTooLarge when the work has no end.
  [[nodiscard]] Status Check(std::string_view root, const syntax::Node& node);

 private:
  // False where `node` does not fit; told only when `tell_`.
  bool Fits(const Shape& shape, const syntax::Node& node);
  bool FitsObject(const Shape& shape, const syntax::Node& node);
  bool FitsList(const Shape& shape, const syntax::Node& node);
  bool FitsText(const Shape& shape, const syntax::Node& node);
  bool FitsNumber(const Shape& shape, const syntax::Node& node);
  bool FitsChoice(const Shape& shape, const syntax::Node& node);
  [[nodiscard]] bool Quietly(const Shape& shape, const syntax::Node& node);
  bool Wrong(const syntax::Node& node, std::string what);

  ShapeBook& book_;
  SbomValidation& out_;
  bool tell_ = true;
  std::string where_;
  Budget work_{200'000'000};
};

// An element with what stands in it, and whether it is of the document's own namespace.
struct SbomElement {
  struct Attribute {
    std::string prefix, name, value;
  };
  std::string name, text;
  std::vector<Attribute> attributes;  // Without declarations of namespaces
  std::vector<SbomElement> children;
  std::uint32_t line = 0;
  bool own = false;

  [[nodiscard]] const Attribute* Find(std::string_view attribute) const;  // Without a prefix
};

// The root. Fails as ReadXml does, and with kMalformed where the document is cut short.
[[nodiscard]] Result<SbomElement> ReadSbomElements(BytesView xml);

// An element against the row `root`.
class XmlShapes {
 public:
  XmlShapes(ShapeBook& book, SbomValidation& out) : book_(book), out_(out) {}

  // Fails with kTooLarge when the work has no end.
  [[nodiscard]] Status Check(std::string_view root, const SbomElement& element);

 private:
  struct Match;

  void Element(const Shape& shape, const SbomElement& element);
  void Attributes(const Shape& shape, const SbomElement& element);
  void Content(const Shape& shape, const SbomElement& element);
  [[nodiscard]] bool Once(const Shape& particle, Match& match);
  [[nodiscard]] bool Often(const Shape& particle, Match& match);
  [[nodiscard]] bool FitsText(const Shape& shape, std::string_view text, std::string& why);
  [[nodiscard]] const Shape& Row(const Shape& shape);
  void Wrong(const SbomElement& element, std::string what);

  ShapeBook& book_;
  SbomValidation& out_;
  std::string where_;
  Budget work_{200'000'000};
};

}  // namespace avouch::formats

// What a value must look like: the facts of the SBOM schemas as tables in a small notation, one
// table for all versions of a format, so that what did not change is said once.
//
// A row is `name versions shape`; lines that are indented go on. `versions` are digits (CycloneDX
// 1.N; "*" = all; SPDX: a = 2.2, b = 2.3). Shapes:
//   s i n b null any     text, integer, number, boolean, null, whatever
//   @name                the row of that name in the same version
//   (e a "b c")          one of these texts         (p hash) a text of a named pattern
//   (f date-time)        a text of a named format   (l N) a text of N bytes at least
//   (i MIN MAX)          a number within bounds; "-" is none; (n MIN MAX) likewise
//   (a MIN MAX u SHAPE)  a list; MAX 0 = no end; "u": no item twice, "-": as it comes
//   (o (k key ! SHAPE))  an object with these fields alone; "!": must be there; om: others too;
//                        O and Om: only judged where it is an object
//   (r key ...)          has these keys
//   (1 ...) (| ...) (& ...) (! X) (if A B C)   one, some, all of; not; if A then B else C
// and of XML:
//   (x FLAGS (@ name ! SHAPE) ... CONTENT)  an element: attributes, then what is in it. FLAGS: "+"
//                        attributes of other namespaces may stand, "." no others
//   (t SHAPE)            text of that shape and no elements
//   (q MIN MAX ...)  (c MIN MAX ...)  (w name MIN MAX SHAPE)  in this order; one of; an element
//   xb xi xn (xi MIN MAX)  text of an element: true or false, a whole number, a number
//   *                    elements of other namespaces, in any number
//
// Source: the schemas that CycloneDX and SPDX publish. Pure; any thread.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

extern const std::string_view kSbomJsonShapes;
extern const std::string_view kSbomXmlShapes;
extern const std::string_view kSpdxIdShapes;  // The row spdx-id alone, of both

struct Shape {
  std::string word;          // "@component", "s", or what stands first in brackets: "o", "e"
  bool list = false;         // It stands in brackets
  std::vector<Shape> parts;  // What follows in the brackets

  // Word of part `at` as a number; "-" and what is none are `otherwise`.
  [[nodiscard]] long long Number(std::size_t at, long long otherwise) const;
};

// The rows of one version, each parsed when it is first asked for. One thread.
class ShapeBook {
 public:
  ShapeBook(std::initializer_list<std::string_view> tables, char version);

  // The row `name`, or nullptr.
  [[nodiscard]] const Shape* Find(std::string_view name);

 private:
  void Take(std::string_view table, char version);

  std::map<std::string_view, std::string_view> rows_;
  std::map<std::string_view, std::unique_ptr<Shape>> parsed_;
};

// True where `text` is of the named pattern or format; of a name that is none, true.
[[nodiscard]] bool HasPattern(std::string_view pattern, std::string_view text);
[[nodiscard]] bool HasFormat(std::string_view format, std::string_view text);

}  // namespace avouch::formats

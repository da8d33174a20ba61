// opam's lists of packages with what is asked of each: "a" {>= "1" & with-test} | "b".
//
// Spec: opam.ocaml.org, "The opam manual", section "Package Formulas" and "Filtered package
// formulas". Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/literal_text.h"

namespace avouch::formats {

struct OpamNeed {
  std::string name;
  std::string range;      // ">= 1.0 & < 2.0"; empty = any
  std::string exact;      // The one version that it admits; or empty
  std::string condition;  // "os = win32"; "or others" for one of several
  std::string group;      // "test", "doc", "dev", "build"; empty = always
  int line = 0;
};

// Blanks and comments.
void SkipOpamBlanks(LiteralText& text);

// A formula, or a list of them; `text` is then behind it. "version" stands for `version`, that of
// the package which asks. Fails with kMalformed and kTooLarge as opam.h says.
[[nodiscard]] Result<std::vector<OpamNeed>> ReadOpamFormula(LiteralText& text,
                                                            std::string_view version);

// Texts of a value that stands next, in order, whatever it is; of lists and options too.
[[nodiscard]] Result<std::vector<std::string>> ReadOpamTexts(LiteralText& text);

}  // namespace avouch::formats

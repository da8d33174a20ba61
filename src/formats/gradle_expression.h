// Values in Gradle scripts: a text, a name, what is put together of both with '+', and the ways
// to ask for a property. Anything else is not known.
//
// Spec: as gradle_tokens.h. Pure; any thread.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/gradle_build.h"
#include "formats/gradle_tokens.h"

namespace avouch::formats {

using GradleTokenSpan = std::span<const GradleToken>;

struct GradleWritten {
  std::string text;  // "${name}" where a name stands: "g:a:${v}"
  bool known = true;
};

// The value that starts at tokens[at]; `at` goes behind it: to a ',', a bracket that closes, the
// end of the statement. rootProject, project, ext and extra are left out of names, and get().
[[nodiscard]] GradleWritten GradleExpression(GradleTokenSpan tokens, std::size_t& at, bool kotlin);

// True for "${name}" and nothing else; the name.
[[nodiscard]] bool IsGradleName(std::string_view text, std::string_view& name);

// Adds what tokens[at] gives to `name`: a text, a list, each entry of a map as "name.key".
// Of what is not known the text is "${}", which nothing stands for.
void AddGradleValues(GradleTokenSpan tokens, std::size_t& at, bool kotlin, std::string name,
                     bool shared, std::vector<GradleValue>& out);

}  // namespace avouch::formats

// Text as it stands between the tags of XML 1.0.
//
// Spec: XML 1.0, sections 2.2 and 2.4. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::syntax {

// Escaped; what is no UTF-8 is written as base/text.h's Printable does, and what XML
// cannot hold is a space or left out.
[[nodiscard]] std::string XmlText(std::string_view text);

}  // namespace avouch::syntax

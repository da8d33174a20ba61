// An XML document as elements in elements, for files that people write by hand:
// poms, project files.
//
// Spec: XML 1.0 as syntax/xml.h reads it. Bytes in, value out; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct XmlNode {
  std::string name;  // Without its prefix
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;        // What stands in it outside of its children, trimmed
  std::uint32_t line = 0;  // 1-based, where it starts
  std::vector<XmlNode> children;

  // The first child of this name; of none, an empty element on line 0.
  [[nodiscard]] const XmlNode& operator[](std::string_view child) const;
  // The text of the first child of this name, or "".
  [[nodiscard]] std::string_view TextOf(std::string_view child) const;
  // The value of the attribute, or ""; names of MSBuild differ in case.
  [[nodiscard]] std::string_view Attribute(std::string_view attribute) const;
  [[nodiscard]] bool Has(std::string_view attribute) const;
};

// The root. Fails as ReadXml does, with the path before the line; with kMalformed when the
// document ends inside its root; with kTooLarge above kMaxXmlElements (limits.h).
[[nodiscard]] Result<XmlNode> ReadXmlTree(const Path& path, BytesView bytes);

}  // namespace avouch::formats

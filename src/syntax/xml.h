// XML as events, strictly, without a document type.
//
// Spec: XML 1.0 as expat reads it: UTF-8, UTF-16, ISO-8859-1 or ASCII in, UTF-8
// out. A DOCTYPE is refused, so there is no entity beyond the five of XML, and
// nothing outside is ever asked for. Names are told without their prefix. A
// handler belongs to one call of ReadXml; calls may run in any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::syntax {

struct XmlElement {
  std::string_view name;  // "testcase" for "j:testcase"
  std::span<const std::pair<std::string_view, std::string_view>> attributes;
  std::uint32_t line = 0;  // 1-based, where it starts
  // What stands before the names, for those whom namespaces matter: "j"; "" without one. Of the
  // attributes in their order; "xmlns" of a declaration.
  std::string_view prefix;
  std::span<const std::string_view> attribute_prefixes;

  // The value of `attribute`, or "".
  [[nodiscard]] std::string_view operator[](std::string_view attribute) const {
    for (const auto& [key, value] : attributes)
      if (key == attribute) return value;
    return {};
  }
  [[nodiscard]] bool Has(std::string_view attribute) const {
    for (const auto& [key, value] : attributes)
      if (key == attribute) return true;
    return false;
  }
};

// What is read, in the document's order. A failure ends the reading and is what
// ReadXml fails with.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual Status Start(const XmlElement& element) = 0;
  virtual Status End(std::string_view name) = 0;
  virtual Status Text(std::string_view) { return {}; }  // May come in pieces
};

enum class XmlEnd : std::uint8_t { kWhole, kCut };  // kCut: it ends before its root does

// Fails with kMalformed (not XML, a DOCTYPE), kUnsupported (another encoding) and kTooLarge
// (limits.h); `where` is "line 3, column 14". A document that simply stops inside its root is
// told as kCut, after all its events.
[[nodiscard]] Result<XmlEnd> ReadXml(BytesView bytes, XmlHandler& handler);

// The name of the root, read from the start of `bytes`; "" when it is no XML or has a DOCTYPE.
[[nodiscard]] std::string XmlRootOf(BytesView bytes);

}  // namespace avouch::syntax

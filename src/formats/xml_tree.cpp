#include "formats/xml_tree.h"

#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "syntax/xml.h"

namespace avouch::formats {
namespace {

class TreeHandler : public syntax::XmlHandler {
 public:
  Status Start(const syntax::XmlElement& element) override {
    if (++elements_ > kMaxXmlElements)
      return Fail(ErrorKind::kTooLarge,
                  "more than " + Thousands(static_cast<long long>(kMaxXmlElements)) + " elements",
                  "line " + std::to_string(element.line));
    XmlNode& node = open_.emplace_back();
    node.name = element.name;
    node.line = element.line;
    node.attributes.reserve(element.attributes.size());
    for (const auto& [key, value] : element.attributes) node.attributes.emplace_back(key, value);
    return {};
  }

  Status End(std::string_view) override {
    XmlNode node = std::move(open_.back());
    open_.pop_back();
    node.text = Trim(node.text);
    if (open_.empty())
      root_ = std::move(node);
    else
      open_.back().children.push_back(std::move(node));
    return {};
  }

  Status Text(std::string_view text) override {
    if (!open_.empty()) open_.back().text += text;
    return {};
  }

  XmlNode Take() { return std::move(root_); }

 private:
  std::vector<XmlNode> open_;
  XmlNode root_;
  std::size_t elements_ = 0;
};

}  // namespace

const XmlNode& XmlNode::operator[](std::string_view child) const {
  static const XmlNode kNone;
  for (const XmlNode& one : children)
    if (one.name == child) return one;
  return kNone;
}

std::string_view XmlNode::TextOf(std::string_view child) const { return (*this)[child].text; }

std::string_view XmlNode::Attribute(std::string_view attribute) const {
  for (const auto& [key, value] : attributes)
    if (EqualsIgnoreCase(key, attribute)) return value;
  return {};
}

bool XmlNode::Has(std::string_view attribute) const {
  for (const auto& [key, value] : attributes)
    if (EqualsIgnoreCase(key, attribute)) return true;
  return false;
}

Result<XmlNode> ReadXmlTree(const Path& path, BytesView bytes) {
  TreeHandler handler;
  auto end = syntax::ReadXml(bytes, handler);
  if (!end) {
    std::string& where = end.error().where;
    where = ToUtf8(path.bytes) + (where.empty() ? "" : ", " + where);
    return std::unexpected(std::move(end).error());
  }
  if (*end == syntax::XmlEnd::kCut)
    return Fail(ErrorKind::kMalformed, "it ends inside its first element", ToUtf8(path.bytes));
  return handler.Take();
}

}  // namespace avouch::formats

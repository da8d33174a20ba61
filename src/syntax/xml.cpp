#include "syntax/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "syntax/limits.h"

namespace avouch::syntax {
namespace {

// Longer pieces than this are handed to expat one after another: its lengths are int.
constexpr std::size_t kPiece = std::size_t{1} << 20;

std::string_view Local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

std::string_view Prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? std::string_view() : name.substr(0, colon);
}

struct Reading {
  XML_Parser parser = nullptr;
  XmlHandler* handler = nullptr;
  std::optional<Error> error;
  std::size_t depth = 0;
  bool root_seen = false;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
  std::vector<std::string_view> prefixes;  // Of the attributes

  [[nodiscard]] std::string Where() const {
    return "line " + std::to_string(XML_GetCurrentLineNumber(parser)) + ", column " +
           std::to_string(XML_GetCurrentColumnNumber(parser) + 1);
  }
  void Stop(Error why) {
    if (error) return;
    if (why.where.empty()) why.where = Where();
    error = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  void Take(Status status) {
    if (!status) Stop(std::move(status).error());
  }
};

void OnStart(void* data, const char* name, const char** attributes) {
  auto& reading = *static_cast<Reading*>(data);
  if (reading.error) return;
  reading.root_seen = true;
  if (++reading.depth > kMaxXmlDepth)
    return reading.Stop({ErrorKind::kTooLarge, "elements nested too deep", {}, {}});
  reading.attributes.clear();
  reading.prefixes.clear();
  for (; *attributes != nullptr; attributes += 2) {
    if (reading.attributes.size() == kMaxXmlAttributes)
      return reading.Stop({ErrorKind::kTooLarge, "an element with too many attributes", {}, {}});
    reading.attributes.emplace_back(Local(attributes[0]), attributes[1]);
    reading.prefixes.push_back(Prefix(attributes[0]));
  }
  reading.Take(
      reading.handler->Start({Local(name), reading.attributes,
                              static_cast<std::uint32_t>(XML_GetCurrentLineNumber(reading.parser)),
                              Prefix(name), reading.prefixes}));
}

void OnEnd(void* data, const char* name) {
  auto& reading = *static_cast<Reading*>(data);
  if (reading.error) return;
  --reading.depth;
  reading.Take(reading.handler->End(Local(name)));
}

void OnText(void* data, const char* text, int size) {
  auto& reading = *static_cast<Reading*>(data);
  if (!reading.error) reading.Take(reading.handler->Text({text, static_cast<std::size_t>(size)}));
}

void OnDoctype(void* data, const char*, const char*, const char*, int) {
  static_cast<Reading*>(data)->Stop(
      {ErrorKind::kMalformed, "a DOCTYPE: documents that define their own are not read", {}, {}});
}

// Ends that are the file's and not the writer's: it stops inside the root.
bool IsCut(XML_Error code, const Reading& reading, bool at_end) {
  if (!at_end || !reading.root_seen || reading.depth == 0) return false;
  return code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
         code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

Error ErrorOf(XML_Error code, const Reading& reading) {
  const ErrorKind kind = code == XML_ERROR_UNKNOWN_ENCODING ? ErrorKind::kUnsupported
                         : code == XML_ERROR_NO_MEMORY      ? ErrorKind::kTooLarge
                                                            : ErrorKind::kMalformed;
  const char* what = XML_ErrorString(code);
  return {
      kind, std::string("not XML: ") + (what == nullptr ? "unknown" : what), reading.Where(), {}};
}

struct ParserEnd {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

Result<XmlEnd> ReadXml(BytesView bytes, XmlHandler& handler) {
  if (bytes.size() > kMaxDocumentBytes) return Fail(ErrorKind::kTooLarge, "XML larger than 64 MiB");
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserEnd> parser(
      XML_ParserCreate(nullptr));
  if (!parser) return Fail(ErrorKind::kInternal, "no XML parser could be made");
  Reading reading;
  reading.parser = parser.get();
  reading.handler = &handler;
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), OnStart, OnEnd);
  XML_SetCharacterDataHandler(parser.get(), OnText);
  XML_SetStartDoctypeDeclHandler(parser.get(), OnDoctype);
  do {
    const BytesView piece = bytes.substr(0, kPiece);
    bytes.remove_prefix(piece.size());
    const auto status = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()),
                                  bytes.empty() ? XML_TRUE : XML_FALSE);
    if (status == XML_STATUS_OK) continue;
    if (reading.error) return std::unexpected(*std::move(reading.error));
    const XML_Error code = XML_GetErrorCode(parser.get());
    if (IsCut(code, reading, bytes.empty())) return XmlEnd::kCut;
    return std::unexpected(ErrorOf(code, reading));
  } while (!bytes.empty());
  return XmlEnd::kWhole;
}

namespace {

struct RootName : XmlHandler {
  std::string name;
  Status Start(const XmlElement& element) override {
    name = element.name;
    return Fail(ErrorKind::kUnsupported, "seen enough");
  }
  Status End(std::string_view) override { return {}; }
};

}  // namespace

std::string XmlRootOf(BytesView bytes) {
  RootName root;
  (void)ReadXml(bytes.substr(0, kPiece), root);
  return root.name;
}

}  // namespace avouch::syntax

#include "os/http_request.h"

#include <string_view>

#include "base/text.h"

namespace avouch::os {
namespace {

constexpr std::string_view kToken =
    "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::unexpected<Error> Bad(std::string what) {
  return Fail(ErrorKind::kMalformed, "a request with " + std::move(what));
}

bool IsVisible(std::string_view text) {
  for (const char c : text)
    if (c < 0x21 || c > 0x7e) return false;
  return true;
}

Status ReadFirstLine(std::string_view line, HttpRequest& out) {
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last || line.substr(last + 1) != "HTTP/1.1")
    return Bad("another first line than METHOD /PATH HTTP/1.1");
  out.method = line.substr(0, first);
  out.target = line.substr(first + 1, last - first - 1);
  const bool letters =
      out.method.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (out.method.empty() || !letters) return Bad("another method than letters");
  if (!out.target.starts_with('/') || !IsVisible(out.target))
    return Bad("another target than a path");
  return {};
}

// Keeps the headers that anything here looks at; each may be there once.
class Headers {
 public:
  explicit Headers(HttpRequest& out) : out_(out) {}

  Status Add(std::string_view line) {
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == line.npos || name.empty() || name.find_first_not_of(kToken) != name.npos)
      return Bad("a header that has no name");
    const std::string_view value = Trim(line.substr(colon + 1));
    for (const char c : value)
      if (static_cast<unsigned char>(c) < 0x20 && c != '\t') return Bad("a control character");
    if (EqualsIgnoreCase(name, "transfer-encoding")) return Bad("a transfer encoding");
    if (EqualsIgnoreCase(name, "host")) return Once(host_, out_.host, value);
    if (EqualsIgnoreCase(name, "origin")) return Once(origin_, out_.origin, value);
    if (EqualsIgnoreCase(name, "content-type")) return Once(type_, out_.content_type, value);
    if (EqualsIgnoreCase(name, "content-length")) return Once(length_, length_text_, value);
    return {};
  }

  // Bytes of the body.
  [[nodiscard]] Result<std::size_t> Length() const {
    if (!length_) return 0;
    const std::string& text = length_text_;
    if (text.empty() || text.find_first_not_of("0123456789") != text.npos)
      return Bad("a length that is no number");
    if (text.size() > 6 || std::stoul(text) > kMaxHttpBody)
      return Fail(ErrorKind::kTooLarge, "a request of more than 64 KiB");
    return std::stoul(text);
  }

 private:
  static Status Once(bool& seen, std::string& to, std::string_view value) {
    if (seen) return Bad("a header that is there twice");
    seen = true;
    to = value;
    return {};
  }

  HttpRequest& out_;
  bool host_ = false, origin_ = false, type_ = false, length_ = false;
  std::string length_text_;
};

}  // namespace

Result<std::optional<HttpRequest>> ReadHttpRequest(BytesView bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if ((end == bytes.npos ? bytes.size() : end) > kMaxHttpHead)
    return Fail(ErrorKind::kTooLarge, "a request whose head is above 16 KiB");
  if (end == bytes.npos) return std::nullopt;
  HttpRequest out;
  Headers headers(out);
  std::string_view head = bytes.substr(0, end);
  for (bool first = true; first || !head.empty(); first = false) {
    const std::size_t stop = head.find("\r\n");
    const std::string_view line = head.substr(0, stop);
    if (line.find_first_of("\r\n") != line.npos) return Bad("a line that ends otherwise");
    AVOUCH_CHECK_OK(first ? ReadFirstLine(line, out) : headers.Add(line));
    head = stop == head.npos ? std::string_view() : head.substr(stop + 2);
  }
  AVOUCH_TRY(const std::size_t length, headers.Length());
  const BytesView body = bytes.substr(end + 4);
  if (body.size() > length) return Bad("more behind it");
  if (body.size() < length) return std::nullopt;
  out.body = body;
  return out;
}

}  // namespace avouch::os

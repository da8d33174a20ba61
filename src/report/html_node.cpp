#include "report/html_node.h"

#include "base/bytes.h"
#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::report {
namespace {

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool IsPlain(std::string_view text, std::string_view beside) {
  for (const char c : text)
    if (!IsLetterOrDigit(c) && beside.find(c) == std::string_view::npos) return false;
  return true;
}

std::string WholeDocument(std::string_view title, std::string_view style_source, StyleSheet style,
                          const std::vector<Html>& body) {
  std::string out =
      "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ";
  out += style_source;
  out +=
      "; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>";
  out += EscapeHtml(title);
  out += "</title>\n<style>\n";
  out += style.text();
  out += "</style>\n</head>\n<body>\n";
  for (const auto& node : body) {
    node.Write(out);
    out += '\n';
  }
  return out + "</body>\n</html>\n";
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (char c : Printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Html Html::LinkTo(std::string_view id, std::vector<Html> children) {
  Html out("a", {}, std::move(children));
  out.text_ = "#" + std::string(id);
  return out;
}

Html Html::LinkToFile(std::string_view file, std::string_view id, std::vector<Html> children) {
  Html out("a", {}, std::move(children));
  while (file.starts_with('/')) file.remove_prefix(1);
  for (const char c : file) {
    if (IsLetterOrDigit(c) || std::string_view("._-/").find(c) != std::string_view::npos)
      out.text_ += c;
    else
      out.text_ += "%" + ToHex(std::string_view(&c, 1));
  }
  if (!id.empty()) out.text_ += "#" + std::string(id);
  return out;
}

Html Html::LinkOutside(std::string_view address, std::vector<Html> children) {
  const bool page = address.starts_with("https://") && address.size() > 8 &&
                    IsLetterOrDigit(address[8]) && IsPlain(address, ":/.-_~?=&#%+,;@!$*");
  const bool mail =
      address.starts_with("mailto:") && address.size() > 7 && IsPlain(address.substr(7), "@.-_+");
  if (!page && !mail) return {"span", {}, std::move(children)};
  Html out("a", {}, std::move(children));
  out.text_ = address;
  return out;
}

void Html::Write(std::string& out) const {
  if (tag_.empty()) {
    out += EscapeHtml(text_);
    return;
  }
  out += '<';
  out += tag_;
  if (tag_ == "a") out += " href=\"" + EscapeHtml(text_) + "\"";
  for (const auto& attribute : attributes_) {
    out += ' ';
    out += attribute.name.name();
    out += "=\"" + EscapeHtml(attribute.value) + "\"";
  }
  out += '>';
  if (tag_ == "br") return;
  for (const auto& child : children_) child.Write(out);
  out += "</";
  out += tag_;
  out += '>';
}

std::string Document(std::string_view title, StyleSheet style, const std::vector<Html>& body) {
  return WholeDocument(title, "'unsafe-inline'", style, body);
}

// The digest is of all between <style> and </style>, the first line break too.
std::string SealedDocument(std::string_view title, StyleSheet style,
                           const std::vector<Html>& body) {
  const std::string inside = "\n" + std::string(style.text());
  const Digest digest = crypto::Sha256Of(inside);
  return WholeDocument(title, "'sha256-" + ToBase64(*FromHex(digest.hex())) + "'", style, body);
}

}  // namespace avouch::report

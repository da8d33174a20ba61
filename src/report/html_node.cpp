#include "report/html_node.h"

#include "base/text.h"

namespace avouch::report {

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
  out.text_ = id;
  return out;
}

void Html::Write(std::string& out) const {
  if (tag_.empty()) {
    out += EscapeHtml(text_);
    return;
  }
  out += '<';
  out += tag_;
  if (tag_ == "a") out += " href=\"#" + EscapeHtml(text_) + "\"";
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
  std::string out =
      "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
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

}  // namespace avouch::report

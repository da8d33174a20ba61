// HTML and SVG as typed nodes: what is text stays text.
//
// There is no way to put raw markup in. Names of elements and attributes are
// checked when this program is compiled: none that runs, fetches or styles. An
// address leads to a place in the same page, to a file of the same site, or, where a
// reader has to click, to an https page or a mailbox. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace avouch::report {

// An element that may stand in a page. Anything else does not compile.
class Tag {
 public:
  consteval Tag(const char* name) : name_(name) {  // NOLINT: reads like its name
    constexpr std::string_view kKnown[] = {
        "a",    "article", "blockquote", "body",   "br",      "caption",    "code",    "dd",
        "desc", "details", "div",        "dl",     "dt",      "figcaption", "figure",  "footer",
        "g",    "circle",  "h1",         "h2",     "h3",      "h4",         "header",  "li",
        "line", "main",    "nav",        "ol",     "p",       "path",       "polygon", "pre",
        "rect", "section", "span",       "strong", "summary", "svg",        "table",   "tbody",
        "td",   "text",    "th",         "thead",  "title",   "tr",         "tspan",   "ul"};
    bool known = false;
    for (auto one : kKnown) known |= one == name_;
    if (!known) throw "this element may not stand in a page";
  }
  [[nodiscard]] constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

// An attribute that neither runs, fetches nor styles.
class AttributeName {
 public:
  consteval AttributeName(const char* name) : name_(name) {  // NOLINT
    constexpr std::string_view kKnown[] = {"id",
                                           "class",
                                           "lang",
                                           "role",
                                           "scope",
                                           "colspan",
                                           "open",
                                           "title",
                                           "aria-label",
                                           "aria-labelledby",
                                           "aria-hidden",
                                           "aria-current",
                                           "tabindex",
                                           "start",
                                           "viewBox",
                                           "width",
                                           "height",
                                           "x",
                                           "y",
                                           "dx",
                                           "dy",
                                           "cx",
                                           "cy",
                                           "r",
                                           "rx",
                                           "x1",
                                           "y1",
                                           "x2",
                                           "y2",
                                           "d",
                                           "points",
                                           "fill",
                                           "stroke",
                                           "stroke-width",
                                           "stroke-dasharray",
                                           "font-size",
                                           "font-weight",
                                           "font-family",
                                           "text-anchor"};
    bool known = false;
    for (auto one : kKnown) known |= one == name_;
    if (!known) throw "this attribute may not stand in a page";
  }
  [[nodiscard]] constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

struct Attribute {
  AttributeName name;
  std::string value;
};

// `text` with control characters, bad UTF-8 and markup made harmless.
[[nodiscard]] std::string EscapeHtml(std::string_view text);

class Html {
 public:
  // A piece of text. Not explicit: a string is a text wherever a node may stand.
  Html(std::string_view text) : text_(text) {}    // NOLINT
  Html(const std::string& text) : text_(text) {}  // NOLINT
  Html(const char* text) : text_(text) {}         // NOLINT
  Html(Tag tag, std::vector<Attribute> attributes, std::vector<Html> children = {})
      : tag_(tag.name()), attributes_(std::move(attributes)), children_(std::move(children)) {}

  // A link to the element with this id, in the same page.
  [[nodiscard]] static Html LinkTo(std::string_view id, std::vector<Html> children);
  // A link to a file of the same site, "claims.html" or "../verify.html", and to the
  // element with `id` in it, or "". No name leads out: what is not plain is escaped.
  [[nodiscard]] static Html LinkToFile(std::string_view file, std::string_view id,
                                       std::vector<Html> children);
  // A link to a page (https) or a mailbox (mailto), spelled in plain characters;
  // any other address is written as text, with no link.
  [[nodiscard]] static Html LinkOutside(std::string_view address, std::vector<Html> children);

  Html& Add(Html child) & {
    children_.push_back(std::move(child));
    return *this;
  }
  Html& Set(AttributeName name, std::string value) & {
    attributes_.push_back({name, std::move(value)});
    return *this;
  }
  [[nodiscard]] bool empty() const { return children_.empty(); }

  // Appends the node. Depth is that of the program's own pages.
  void Write(std::string& out) const;

 private:
  std::string_view tag_;  // Empty: a text
  std::string text_;      // Of a text; else where a link leads
  std::vector<Attribute> attributes_;
  std::vector<Html> children_;
};

// A style sheet known when the program is compiled, with nothing in it that
// ends it, imports or fetches.
class StyleSheet {
 public:
  consteval StyleSheet(std::string_view text) : text_(text) {  // NOLINT
    for (std::string_view bad : {"<", "url(", "@import", "expression("})
      if (text.find(bad) != std::string_view::npos) throw "not in a style sheet";
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// The whole document, with a policy that lets nothing run and nothing be fetched.
[[nodiscard]] std::string Document(std::string_view title, StyleSheet style,
                                   const std::vector<Html>& body);
// The same, with a policy that knows the style by its digest: no other one counts.
[[nodiscard]] std::string SealedDocument(std::string_view title, StyleSheet style,
                                         const std::vector<Html>& body);

}  // namespace avouch::report

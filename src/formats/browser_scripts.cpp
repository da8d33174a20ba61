#include "formats/browser_scripts.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsLetter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

struct Attribute {
  std::string name;   // Lower case
  std::string value;  // At most kMaxAttributeBytes
};

// "&amp;" is the one reference that addresses hold in practice.
std::string Unescaped(std::string_view value) { return ReplaceAll(value, "&amp;", "&"); }

bool IsElsewhere(std::string_view url) {
  const std::string low = Lower(url.substr(0, 8));
  std::string_view rest = url;
  if (low.starts_with("https://"))
    rest.remove_prefix(8);
  else if (low.starts_with("http://"))
    rest.remove_prefix(7);
  else if (low.starts_with("//"))
    rest.remove_prefix(2);
  else
    return false;
  const std::string_view host = rest.substr(0, rest.find_first_of("/:?#"));
  if (host.empty() || host == "localhost" || host.starts_with("127.")) return false;
  // A host that a template fills in may be the page's own.
  return host.find_first_of("{}<>$%@") == host.npos && host.find('.') != host.npos;
}

bool HasWord(std::string_view list, std::string_view word) {
  for (const auto one : Words(list))
    if (EqualsIgnoreCase(one, word)) return true;
  return false;
}

class Scanner {
 public:
  Scanner(const Path& path, std::string_view text) : path_(path), text_(text) {}

  std::vector<model::BrowserScript> Run() {
    while (at_ < text_.size() && out_.size() < kMaxScripts) {
      const std::size_t open = text_.find('<', at_);
      if (open == text_.npos) break;
      at_ = open;
      Markup();
    }
    return std::move(out_);
  }

 private:
  void Markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) return SkipPast("-->", 4);
    if (rest.starts_with("<%")) return SkipPast("%>", 2);  // A template's code.
    if (rest.starts_with("<?")) return SkipPast("?>", 2);
    if (rest.size() < 2 || !IsLetter(rest[1])) {
      ++at_;
      return;
    }
    Tag();
  }

  void SkipPast(std::string_view end, std::size_t from) {
    const std::size_t found = text_.find(end, at_ + from);
    at_ = found == text_.npos ? text_.size() : found + end.size();
  }

  void Tag() {
    const std::size_t start = at_++;
    const std::size_t name_at = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '>' && text_[at_] != '/')
      ++at_;
    const std::string_view name = text_.substr(name_at, std::min<std::size_t>(at_ - name_at, 16));
    const bool script = EqualsIgnoreCase(name, "script"), link = EqualsIgnoreCase(name, "link");
    std::vector<Attribute> attributes;
    const bool keep = script || link;
    while (at_ < text_.size() && text_[at_] != '>') OneAttribute(keep ? &attributes : nullptr);
    if (at_ < text_.size()) ++at_;
    if (script) Script(attributes, start);
    if (link) Link(attributes, start);
    if (script) SkipRaw("</script");
    if (EqualsIgnoreCase(name, "style")) SkipRaw("</style");
    if (EqualsIgnoreCase(name, "textarea")) SkipRaw("</textarea");
    if (EqualsIgnoreCase(name, "title")) SkipRaw("</title");
  }

  // Stops at '>' or behind one attribute; always moves on.
  void OneAttribute(std::vector<Attribute>* attributes) {
    while (at_ < text_.size() && (IsSpace(text_[at_]) || text_[at_] == '/')) ++at_;
    if (at_ >= text_.size() || text_[at_] == '>') return;
    if (text_.substr(at_).starts_with("<%")) return SkipPast("%>", 2);
    if (text_.substr(at_).starts_with("<?")) return SkipPast("?>", 2);
    if (text_.substr(at_).starts_with("{{")) return SkipPast("}}", 2);
    if (text_.substr(at_).starts_with("{%")) return SkipPast("%}", 2);
    const std::size_t name_at = at_++;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '=' && text_[at_] != '>' &&
           text_[at_] != '/')
      ++at_;
    const std::string_view name = text_.substr(name_at, at_ - name_at);
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
    std::string_view value;
    if (at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      value = Value();
    }
    if (attributes != nullptr && attributes->size() < 32)
      attributes->push_back(
          {Lower(name.substr(0, 64)), Unescaped(value.substr(0, kMaxAttributeBytes))});
  }

  std::string_view Value() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
    if (at_ >= text_.size()) return {};
    const char quote = text_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t from = at_ + 1;
      const std::size_t end = std::min(text_.find(quote, from), text_.size());
      at_ = std::min(end + 1, text_.size());
      return text_.substr(from, end - from);
    }
    const std::size_t from = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '>') ++at_;
    return text_.substr(from, at_ - from);
  }

  // To the end tag, in any case of letters; each byte is looked at once.
  void SkipRaw(std::string_view end) {
    for (std::size_t from = at_; (from = text_.find("</", from)) != text_.npos; from += 2)
      if (EqualsIgnoreCase(text_.substr(from, end.size()), end)) {
        at_ = from;
        return;
      }
    at_ = text_.size();
  }

  static std::string Get(const std::vector<Attribute>& attributes, std::string_view name) {
    for (const auto& attribute : attributes)
      if (attribute.name == name) return std::string(Trim(attribute.value));
    return {};
  }

  void Script(const std::vector<Attribute>& attributes, std::size_t start) {
    Add(Get(attributes, "src"), attributes, false, start);
  }

  void Link(const std::vector<Attribute>& attributes, std::size_t start) {
    if (HasWord(Get(attributes, "rel"), "stylesheet"))
      Add(Get(attributes, "href"), attributes, true, start);
  }

  void Add(const std::string& url, const std::vector<Attribute>& attributes, bool sheet,
           std::size_t start) {
    model::BrowserScript out;
    out.url = url;
    out.integrity = Get(attributes, "integrity");
    if (!IsElsewhere(url)) {
      // What a template fills in is nobody's to compute.
      constexpr std::string_view kTemplate = "{}<>$%@";
      if (out.integrity.empty() || url.empty() || url.find(':') != url.npos ||
          url.starts_with("//") || url.find_first_of(kTemplate) != url.npos ||
          out.integrity.find_first_of(kTemplate) != url.npos)
        return;
      out.own = true;
    }
    out.stylesheet = sheet;
    out.place = {path_, LineAt(start)};
    out_.push_back(std::move(out));
  }

  // Places only grow, so lines are counted once.
  int LineAt(std::size_t offset) {
    line_ +=
        static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                    text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted_ = offset;
    return line_;
  }

  const Path& path_;
  std::string_view text_;
  std::size_t at_ = 0, counted_ = 0;
  int line_ = 1;
  std::vector<model::BrowserScript> out_;
};

}  // namespace

bool HasBrowserScripts(const Path& path) {
  const std::string extension = Lower(path.extension());
  for (const std::string_view one :
       {"html",     "htm",  "xhtml",  "ejs",   "hbs",    "handlebars", "j2",   "jinja",
        "jinja2",   "twig", "cshtml", "razor", "heex",   "eex",        "leex", "njk",
        "mustache", "php",  "phtml",  "tera",  "liquid", "gohtml"})
    if (extension == one) return true;
  const std::string name = Lower(path.name());
  for (const std::string_view end : {".html.erb", ".html.tmpl", ".html.tera", ".tmpl.html"})
    if (name.ends_with(end)) return true;
  return false;
}

Result<std::vector<model::BrowserScript>> ReadBrowserScripts(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(bytes);
  // Written for mail programs, which check no integrity value and run no script.
  for (const std::string_view mail : {"<!--[if mso", "<!--[if gte mso", "<!--[if !mso",
                                      "urn:schemas-microsoft-com:office:office"})
    if (text.find(mail) != text.npos) return std::vector<model::BrowserScript>();
  return Scanner(path, text).Run();
}

}  // namespace avouch::formats

#include "report/table.h"

#include "report/html.h"
#include "report/json.h"
#include "report/markdown.h"
#include "report/sarif.h"
#include "report/text.h"

namespace avouch::report {
namespace {

template <std::string (*write)(const Material&, const Options&)>
Result<std::string> Always(const Material& material, const Options& options) {
  return write(material, options);
}

constexpr Format kFormats[] = {
    {"text", "txt", "for people, at a terminal", Always<CheckText>},
    {"json", "json", "for programs: canonical bytes, docs/json.md", CheckJson},
    {"markdown", "md", "a comment under a pull request", Always<CheckMarkdown>},
    {"html", "html", "one page to read, print or send", Always<CheckHtml>},
    {"sarif", "sarif", "findings for code scanning, SARIF 2.1.0", CheckSarif},
};

}  // namespace

std::span<const Format> Formats() { return kFormats; }

const Format* FindFormat(std::string_view name) {
  for (const auto& format : kFormats)
    if (format.name == name) return &format;
  return nullptr;
}

}  // namespace avouch::report

#include "statement/yaml_text.h"

#include "syntax/canonical.h"
#include "syntax/yaml.h"

namespace avouch::statement {
namespace {

// A JSON string is one of YAML but for what YAML takes for line ends or does not
// take at all: U+007F to U+009F, U+2028, U+2029 and U+FEFF.
std::string Quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  const std::string json = syntax::JsonQuote(text);
  std::string out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = std::string_view(json).substr(i);
    const auto second = static_cast<unsigned char>(rest.size() > 1 ? rest[1] : 0);
    if (rest[0] == '\x7f') {
      out += "\\x7f";
    } else if (rest[0] == '\xC2' && second < 0xA0) {
      out += std::string("\\x") + kHex[second >> 4] + kHex[second & 15], ++i;
    } else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
      out += rest[2] == '\xA8' ? "\\L" : "\\P", i += 2;
    } else if (rest.starts_with("\xEF\xBB\xBF")) {
      out += "\\ufeff", i += 2;
    } else {
      out += rest[0];
    }
  }
  return out;
}

}  // namespace

std::string YamlScalar(std::string_view text) {
  if (text.empty() || text.find_first_of("\n,[]{}#&*!|>'\"%@`") != text.npos) return Quoted(text);
  const auto read = syntax::ParseYaml("{ k: " + std::string(text) + " }");
  const bool same = read && read->size() == 1 && (*read)["k"].AsText() == text &&
                    ((*read)["k"].is_text() || (*read)["k"].is_integer());
  return same ? std::string(text) : Quoted(text);
}

std::string YamlList(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() == 1 ? "" : ", ") + YamlScalar(text);
  return out + "]";
}

}  // namespace avouch::statement

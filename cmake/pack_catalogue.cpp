// Writes the source that embeds the packed catalogue: pack_catalogue OUTPUT.
// Run by the build; the same catalogue makes the same bytes on any machine.

#include <cstdio>
#include <fstream>
#include <string>

#include "statement/catalogue_file.h"
#include "statement/embedded.h"
#include "statement/packed_catalogue.h"

namespace {

// Bytes as string literals of a line each: what could be taken for something else
// is written in octal, always three digits.
std::string Literals(avouch::BytesView bytes) {
  std::string out = "    \"";
  std::size_t line = out.size();
  for (const char byte : bytes) {
    if (out.size() - line > 90) {
      out += "\"\n    \"";
      line = out.size();
    }
    if (byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\' && byte != '?') {
      out += byte;
      continue;
    }
    char octal[5];
    std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned char>(byte));
    out += octal;
  }
  return out + "\"";
}

}  // namespace

int main(int count, char** values) {
  if (count != 2) return 2;
  const auto catalogue = avouch::statement::ReadCatalogue(avouch::statement::EmbeddedCatalogue());
  if (!catalogue) {
    std::fprintf(stderr, "catalogues: %s\n", ToString(catalogue.error()).c_str());
    return 3;
  }
  const avouch::Bytes packed = avouch::statement::PackCatalogue(*catalogue);
  std::ofstream out(values[1], std::ios::binary);
  out << "// Written by cmake/pack_catalogue.cpp from catalogues/.\n"
      << "#include \"app/embedded_catalogue.h\"\n\nnamespace avouch::app {\nnamespace {\n\n"
      << "constexpr char kPacked[] =\n"
      << Literals(packed) << ";\n\n}  // namespace\n\n"
      << "BytesView PackedCatalogue() { return {kPacked, sizeof kPacked - 1}; }\n\n"
      << "}  // namespace avouch::app\n";
  out.close();
  return out ? 0 : 4;
}

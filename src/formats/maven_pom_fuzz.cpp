// Any bytes: a pom is read or refused; two of them side by side, as one tree, are resolved.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "formats/maven_pom.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::formats::Pom;
  using avouch::formats::ReadPom;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = bytes.find('\0');
  std::vector<Pom> poms;
  if (auto pom = ReadPom("pom.xml", bytes.substr(0, cut))) poms.push_back(std::move(*pom));
  if (cut != bytes.npos)
    if (auto pom = ReadPom("a/pom.xml", bytes.substr(cut + 1))) poms.push_back(std::move(*pom));
  (void)avouch::formats::ResolvePoms(poms);
  return 0;
}

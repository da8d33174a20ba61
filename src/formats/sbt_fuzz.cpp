// Any bytes: builds of sbt are read or refused, alone and as one tree.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "formats/sbt.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = bytes.find('\0');
  std::vector<avouch::formats::SbtFile> files;
  files.push_back(avouch::formats::ReadSbtFile("build.sbt", bytes.substr(0, cut)));
  if (cut != bytes.npos)
    files.push_back(
        avouch::formats::ReadSbtFile("project/Dependencies.scala", bytes.substr(cut + 1)));
  static_cast<void>(avouch::formats::ResolveSbt(files));
  static_cast<void>(avouch::formats::ReadSbt("project/build.properties", bytes));
  return 0;
}

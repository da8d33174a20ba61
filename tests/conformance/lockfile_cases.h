// What the tests of dependency files against others' expectations share: where those files are,
// and what names are compared by.

#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch {

using Names = std::multiset<std::string>;
using Reader = Result<model::Manifest> (*)(const Path&, BytesView);

// Where AVOUCH_DATA has the topic "lockfiles"; empty where it does not.
inline std::string LockfilesFolder() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? "" : std::string(data) + "/lockfiles";
}

inline std::string ReadAll(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Each on a line of its own, for a person to compare.
inline std::string Listed(const Names& names) {
  std::string out;
  for (const auto& name : names) out += "\n  " + name;
  return out;
}

}  // namespace avouch

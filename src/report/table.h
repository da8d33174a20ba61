// The formats of a check, one row each. To add one: a pair of files, a row in
// table.cpp, a test; the command line and its help follow this table.
//
// Any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "report/material.h"

namespace avouch::report {

struct Format {
  std::string_view name;       // "html", as typed after --format
  std::string_view extension;  // "html", of a file that holds it
  std::string_view what;       // For the help
  // Fails with kInternal only when a value cannot be written in this format.
  Result<std::string> (*write)(const Material& material, const Options& options);
};

// In the order of the help.
[[nodiscard]] std::span<const Format> Formats();
[[nodiscard]] const Format* FindFormat(std::string_view name);

}  // namespace avouch::report

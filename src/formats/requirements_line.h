// One Python requirement: "requests[socks] >=2.31,<3 ; python_version < '3.11'".
//
// Spec: Python packaging, "Dependency specifiers" (PEP 508) and "Version
// specifiers" (PEP 440), with the bare URLs and folders that pip takes. Pure;
// any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/component.h"

namespace avouch::formats {

struct PythonRequirement {
  std::string name;       // As written; of a bare URL or folder: "#egg=" of it, else its text
  std::string range;      // "==2.31.0", ">=2,<3", the URL's ref, or empty
  std::string condition;  // After ';'
  std::string url;        // Of "name @ url" and of bare URLs and folders
  model::SourceKind source = model::SourceKind::kRegistry;
  bool exact = false;  // "==" without '*', "===", a commit, a file with its hash

  bool operator==(const PythonRequirement&) const = default;
};

// Nothing when `text` is no requirement.
[[nodiscard]] std::optional<PythonRequirement> ParsePythonRequirement(std::string_view text);

// "==1.2" and "===1.2" admit one version: "1.2". Nothing otherwise.
[[nodiscard]] std::optional<std::string> ExactPythonVersion(std::string_view range);

// A bare URL, folder or archive, as `pip install` and -e take them.
[[nodiscard]] PythonRequirement PythonLocation(std::string_view text);

// True for the names people give to what is not shipped: dev, test, lint, docs ...
// anywhere between the punctuation of `name`: "requirements_for_test.txt".
[[nodiscard]] bool IsDevelopmentWord(std::string_view name);

}  // namespace avouch::formats

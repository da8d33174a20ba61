// avouch check, explain, fix, catalogue: what each verb does once its flags are
// read. Text in, text and an exit code out; only --output and --output-dir write.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/assess.h"
#include "app/exit_code.h"

namespace avouch::app {

// What a verb says: data for stdout, talk for stderr, and how it went.
struct Answer {
  int exit = kDone;
  std::string out;
  std::string talk;
};

struct ShowOptions {
  std::string format = "text";  // A row of report's table
  int width = 100;
  bool colour = false;
  bool verbose = false;
};

struct CheckOptions {
  AssessOptions assess;
  ShowOptions show;
  std::string since;                   // A revision, or empty
  std::optional<model::Gate> fail_on;  // Overrides avouch.yaml
  std::string output;                  // A file, or empty: stdout
  std::string output_dir;              // A folder, or empty
};

[[nodiscard]] Answer Check(const CheckOptions& options);
[[nodiscard]] Answer Explain(const std::string& claim, const AssessOptions& assess,
                             const ShowOptions& show);
// `digests` is a file of lines "image[:tag] sha256:...", or empty.
[[nodiscard]] Answer Fix(const std::string& claim, const AssessOptions& assess,
                         const std::string& digests);

// Turns an error into one line for stderr and its exit code.
[[nodiscard]] Answer Refuse(const Error& error);

}  // namespace avouch::app

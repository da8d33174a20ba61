// avouch lint: what is wrong with a filled self-assessment form. It needs no
// repository and no avouch.yaml, reads the one file and the official wording that was
// supplied, and writes nothing; only `online` uses the network.

#pragma once

#include <string>

#include "app/check.h"

namespace avouch::app {

struct LintOptions {
  std::string file;
  bool json = false;
  bool online = false;           // Ask every address that it cites, over https
  std::string by;                // This program and its version, told to who is asked
  bool fail_on_finding = false;  // Exit 1 when a claim has no row or something is found
  int width = 100;
  bool colour = false;
};

[[nodiscard]] Answer Lint(const LintOptions& options, Time now);

}  // namespace avouch::app

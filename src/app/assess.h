// From a repository on disk to an assessment: the steps every verb shares.
//
// Reads the repository and named files; writes nothing. One thread may call it
// at a time.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/payload.h"
#include "app/source_pins.h"
#include "base/result.h"
#include "base/time.h"
#include "claims/facts.h"
#include "model/argument.h"
#include "model/assessment.h"
#include "model/catalogue.h"
#include "model/form.h"
#include "statement/observation.h"

namespace avouch::app {

struct AssessOptions {
  std::string path = ".";
  std::string commit = "HEAD";
  Time at;                                // The caller reads the clock; nothing below does
  std::string organisation;               // Folder of the organisation's papers, or empty
  std::vector<std::string> evidence;      // Folders of results handed in
  std::string config;                     // A file that overrides avouch.yaml, or empty
  std::optional<model::Product> product;  // Overrides the file: the base's rules under --since
  std::optional<model::Policy> policy;
  SourcePins source_pins;  // What an assessment that is made again read of other sources
  bool alone = false;      // Nobody's word is asked for: `organisation:` is not followed
  int threads = 2;
  // Told the only paths that will be read from here on, so that the caller can
  // confine the process to them; may be empty.
  std::function<void(const std::vector<std::string>&)> confine;
};

struct Assessed {
  model::Assessment assessment;
  model::Catalogue catalogue;
  model::Arguments arguments;
  std::vector<statement::Observation> observations;
  std::vector<Payload> payloads;  // Statements, exports and papers that were read
  std::string organisation;       // Its folder: as told, or followed from avouch.yaml; or empty
  claims::Facts facts;            // What it was decided from: for a seal
  model::Talk talk;
  model::Policy policy;
  std::vector<model::SaidInForm> only_said;  // In forms of the inbox: decides nothing
};

// The embedded catalogue, arguments and tables.
[[nodiscard]] Result<model::Catalogue> LoadCatalogue();
[[nodiscard]] Result<model::Arguments> LoadArguments();

// Fails with kNotFound (not a repository, no such revision, unborn HEAD),
// kConfiguration (avouch.yaml), kIntegrity or kMalformed (the target commit).
[[nodiscard]] Result<Assessed> Assess(const AssessOptions& options);

}  // namespace avouch::app

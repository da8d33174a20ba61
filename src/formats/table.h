// The table of formats: one row each, found by path, read from bytes.
//
// To add a format: write x.h and x.cpp (bytes and path in, value out), its test
// and fuzz target, and one row in table.cpp. Readers are pure; any thread.

#pragma once

#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/automation.h"
#include "model/component.h"
#include "model/container.h"
#include "model/document.h"
#include "model/pipeline.h"

namespace avouch::formats {

using Reading =
    std::variant<model::Pipeline, model::Dockerfile, model::Compose, model::ReleaseRecipe,
                 model::Manifest, model::UpdateTool, model::Document, model::SecurityTxt,
                 model::SecurityInsights, model::CodeOwners, std::vector<model::Suppression>,
                 std::vector<model::Submodule>, std::vector<model::BrowserScript>>;

struct Format {
  std::string_view name;    // "github-workflow": also the name of its fuzz target and docs row
  std::string_view family;  // Observation it belongs to: "pipelines", "components", ...
  bool (*matches)(const Path& path);
  Result<Reading> (*read)(const Path& path, BytesView bytes);
};

// In order: the first row that matches a path reads it.
[[nodiscard]] std::span<const Format> Formats();
[[nodiscard]] const Format* FormatOf(const Path& path);

}  // namespace avouch::formats

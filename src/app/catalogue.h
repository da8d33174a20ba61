// avouch catalogue list | show | export | validate | diff.

#pragma once

#include <string>

#include "app/check.h"

namespace avouch::app {

[[nodiscard]] Answer CatalogueList(const ShowOptions& show);
// `number` is of a theme, principle or claim.
[[nodiscard]] Answer CatalogueShow(const std::string& number, const ShowOptions& show);
// `format` is "yaml" (as embedded), "json" (canonical bytes), or the Code for others
// to use: "cyclonedx" (a standard), "oscal" (a catalogue), "ciso-assistant" (a library).
[[nodiscard]] Answer CatalogueExport(const std::string& format);
[[nodiscard]] Answer CatalogueValidate(const std::string& file);
// Empty `other`: against the embedded one.
[[nodiscard]] Answer CatalogueDiff(const std::string& file, const std::string& other);

}  // namespace avouch::app

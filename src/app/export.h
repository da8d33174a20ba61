// avouch export: one answer in the shape that somebody asks for.
//
// The formats are one table, in export.cpp; a writer of report/ takes a
// report::HandIn and gives bytes. To add one: a pair of files in report/, a row, a
// line in docs/formats.md. `--organisation` is another thing: organisation_file.h.
// Reads a repository or one bundle; writes one file. One thread.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/hand_in.h"
#include "app/organisation_file.h"

namespace avouch::app {

struct ExportOptions {
  HandInOptions what;   // A repository or a bundle
  std::string format;   // A row of ExportFormats; empty with `into`
  std::string into;     // A Word template that is filled; or empty
  std::string output;   // Empty: PRODUCT-VERSION.EXTENSION, or TEMPLATE-filled.docx
  ExportFlags company;  // --organisation
};

struct ExportFormat {
  std::string_view name;       // "docx", as typed after --format
  std::string_view extension;  // "docx", of the file
  std::string_view what;       // For the help
  // Fails with kInternal only when a value cannot be written in this format.
  Result<Bytes> (*write)(const report::HandIn& what);
};

// In the order of the help.
[[nodiscard]] std::span<const ExportFormat> ExportFormats();

// On stdout: the file that was written.
[[nodiscard]] Answer ExportVerb(const ExportOptions& options, Time now, const ConfineTo& confine);

}  // namespace avouch::app

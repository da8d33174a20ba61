// The history of components, for people and as JSON.
//
// All that comes from evidence is made printable in text. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "inventory/history.h"

namespace avouch::report {

struct HistoryShown {
  std::string package;      // Of these only: a purl, with or without a version, or a name
  bool everything = false;  // Components that are gone, too
  Time at;                  // "400 days ago" is counted from here
  int width = 100;
  int table = 0;  // Columns of the table; 0 = as wide as what stands in it
};

// A line for each component: what it is now, when it came in, when it last changed. With a package,
// every change of it. Empty when a package is asked for and none has that name.
[[nodiscard]] std::string HistoryText(const inventory::ToldHistory& told,
                                      const HistoryShown& shown);

// The same with every change, as a document of our own: fields are in docs/sbom.md.
[[nodiscard]] Result<Bytes> HistoryJson(const inventory::ToldHistory& told,
                                        const HistoryShown& shown);

}  // namespace avouch::report

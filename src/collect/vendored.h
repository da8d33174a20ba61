// Copies of others' projects: which they are, of what version, from where.
//
// The marks read are those that people and tools leave beside a copy: manifests,
// VERSION, .gitrepo, METADATA, README.chromium, configure.ac, version macros and
// the banner of a browser library. A mark is a claim by whoever made the copy.
// One thread.

#pragma once

#include <string>
#include <vector>

#include "collect/origin.h"
#include "model/component.h"

namespace avouch::collect {

// Sorted by path. A Go vendor folder becomes one value per module in modules.txt.
[[nodiscard]] std::vector<model::VendoredTree> FindVendored(const Origins& origins,
                                                            const ReadMark& read);

// What one file, by its name, says of the copy it lies in; fields are empty when
// it says nothing.
struct CopyMark {
  std::string version, origin;
};
[[nodiscard]] CopyMark ReadCopyMark(std::string_view file_name, BytesView bytes);

}  // namespace avouch::collect

// Which commit of each of several sources is to be read.
//
// Values only; any thread.

#pragma once

#include <map>
#include <string>

namespace avouch::app {

// What another assessment read of a source, by its name: to be read again.
struct SourcePin {
  std::string commit;  // Hex; empty: it was not read
  std::string left;    // Then: why
};
using SourcePins = std::map<std::string, SourcePin>;

}  // namespace avouch::app

#include "base/result.h"

namespace avouch {

std::string ToString(const Error& error) {
  std::string out;
  if (!error.where.empty()) out += error.where + ": ";
  out += error.what;
  if (!error.hint.empty()) out += " (" + error.hint + ")";
  return out;
}

}  // namespace avouch

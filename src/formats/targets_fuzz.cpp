// The first byte says which of the lists the rest is.
#include <cstdint>
#include <string_view>

#include "formats/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const formats::Targets targets = data[0] == 'm'   ? formats::ReadMakeTargets(text, "a", {"X=1"})
                                   : data[0] == 'j' ? formats::ReadJustTargets(text, "a")
                                   : data[0] == 't' ? formats::ReadTaskTargets(text, "a")
                                   : data[0] == 'x' ? formats::ReadToxTargets(text, "a")
                                   : data[0] == 'p' ? formats::ReadToxTomlTargets(text, "a")
                                                    : formats::ReadScriptTargets(text, "a");
  (void)targets.Find(targets.First());
  (void)formats::MentionsInstall(text);
  return 0;
}

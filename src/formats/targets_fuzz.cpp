// The first byte says which of the lists the rest is.
#include <cstdint>

#include "formats/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  using namespace avouch::formats;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Targets targets = data[0] == 'm'   ? ReadMakeTargets(text, "a", {"X=1"})
                          : data[0] == 'j' ? ReadJustTargets(text, "a")
                          : data[0] == 't' ? ReadTaskTargets(text, "a")
                          : data[0] == 'x' ? ReadToxTargets(text, "a")
                          : data[0] == 'p' ? ReadToxTomlTargets(text, "a")
                                           : ReadScriptTargets(text, "a");
  (void)targets.Find(targets.First());
  (void)MentionsInstall(text);
  return 0;
}

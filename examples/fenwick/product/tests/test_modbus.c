#include <assert.h>
#include "../src/modbus.h"

// SLU-4: a frame that is too long is refused.
static void slu_4_a_long_frame_is_refused(void) {
  unsigned char frame[512] = {0};
  assert(modbus_accept(frame, sizeof frame) == -1);
}
// SLU-12: the installer's page asks for the code and for the key. SLU-20: only the hash of the code is kept.
int main(void) {
  slu_4_a_long_frame_is_refused();
  return 0;
}

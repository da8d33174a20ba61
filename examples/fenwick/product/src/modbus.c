#include "modbus.h"

int modbus_accept(const unsigned char* frame, size_t length) {
  if (frame == NULL || length < 8 || length > 256) return -1;
  return frame[7] == 0x05 || frame[7] == 0x06 ? 0 : -1;
}

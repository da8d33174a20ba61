#include "modbus.h"

int main(void) {
  unsigned char frame[MODBUS_MAX] = {0};
  return modbus_accept(frame, sizeof frame) == 0;
}

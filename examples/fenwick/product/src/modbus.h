#pragma once
#include <stddef.h>
enum { MODBUS_MAX = 253 };
// Returns 0 for a frame that may be acted on; -1 for one that may not.
int modbus_accept(const unsigned char* frame, size_t length);

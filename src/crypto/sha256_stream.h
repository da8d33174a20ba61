// SHA-256 of bytes that come piece by piece.
//
// Spec: FIPS 180-4. One thread; a library that cannot hash ends the program.

#pragma once

#include <memory>

#include "base/bytes.h"
#include "base/digest.h"

namespace avouch::crypto {

class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;

  void Add(BytesView bytes);
  // Of all that was added. REQUIRES: called once, last.
  [[nodiscard]] Digest Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace avouch::crypto

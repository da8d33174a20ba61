// Members of a ZIP archive, by libzip, with bounds on what they may become.
//
// Spec: APPNOTE.TXT 6.3 as libzip reads it: stored and deflated members, Zip64. An
// encrypted member, another method, a name twice and a name that leads elsewhere are
// refused. One reader belongs to one thread.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::container {

// Office documents have some 30 members; the largest jars seen some 60,000.
inline constexpr std::uint64_t kMaxZipMembers = 100'000;
// What all that is read of one archive may come to.
inline constexpr std::uint64_t kMaxZipBytes = 512ull << 20;

struct ZipMember {
  std::string name;        // As in the archive, "/" between folders; a folder ends in "/"
  std::uint64_t size = 0;  // What the archive says; Read holds it to that

  bool operator==(const ZipMember&) const = default;
};

class ZipReader {
 public:
  // `bytes` must outlive the reader. Fails with kMalformed (no archive, a name twice or
  // one that leads elsewhere) and kTooLarge. `most` is what all reading may come to.
  [[nodiscard]] static Result<ZipReader> Open(BytesView bytes, std::uint64_t most = kMaxZipBytes);

  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();

  // In the archive's order.
  [[nodiscard]] const std::vector<ZipMember>& members() const { return members_; }
  [[nodiscard]] bool Has(std::string_view name) const;

  // The member's bytes. Fails with kNotFound; kTooLarge beyond `limit`, or when all that was
  // read comes to more than Open allows; kMalformed when it is not what its size and checksum say;
  // kUnsupported when it is encrypted or packed in another way.
  [[nodiscard]] Result<Bytes> Read(std::string_view name, std::uint64_t limit);

 private:
  struct Handle;
  ZipReader();

  std::unique_ptr<Handle> handle_;
  std::vector<ZipMember> members_;
  std::uint64_t left_ = 0;
};

}  // namespace avouch::container

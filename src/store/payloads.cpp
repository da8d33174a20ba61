#include "store/payloads.h"

#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::store {
namespace {

std::string ErasedPath(const Digest& envelope) { return PayloadPath(envelope) + ".erased"; }

Result<Bytes> ReadExactly(Disk& disk, const Digest& envelope) {
  const std::string path = PayloadPath(envelope);
  AVOUCH_TRY(Bytes bytes, disk.Read(path, 0, kMaxEnvelopeBytes));
  if (crypto::Sha256Of(bytes) != envelope) {
    return Fail(ErrorKind::kIntegrity, "other bytes than the name says", path);
  }
  return bytes;
}

}  // namespace

std::string PayloadPath(const Digest& envelope) {
  const std::string hex = envelope.hex();
  return "payload/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

Status RequireNotErased(Disk& disk, const Digest& envelope) {
  auto erased = ReasonOfErasure(disk, envelope);
  if (erased) return Fail(ErrorKind::kUsage, "was erased: " + *erased, envelope.hex());
  if (erased.error().kind != ErrorKind::kNotFound) return std::unexpected(erased.error());
  return {};
}

Status PutPayload(Disk& disk, DurableFiles& files, BytesView envelope) {
  if (envelope.size() > kMaxEnvelopeBytes) return Fail(ErrorKind::kTooLarge, "too large to keep");
  const Digest name = crypto::Sha256Of(envelope);
  AVOUCH_CHECK_OK(RequireNotErased(disk, name));
  AVOUCH_CHECK_OK(files.Put(PayloadPath(name), envelope));
  AVOUCH_CHECK_OK(ReadExactly(disk, name));
  return {};
}

Result<Bytes> ReadPayload(Disk& disk, const Digest& envelope) {
  Result<Bytes> bytes = ReadExactly(disk, envelope);
  if (bytes || bytes.error().kind != ErrorKind::kNotFound) return bytes;
  auto erased = ReasonOfErasure(disk, envelope);
  if (!erased) return bytes;
  return Fail(ErrorKind::kNotFound, "erased: " + *erased, envelope.hex());
}

Result<std::string> ReasonOfErasure(Disk& disk, const Digest& envelope) {
  return disk.Read(ErasedPath(envelope), 0, kMaxReasonBytes);
}

Status ErasePayload(Disk& disk, DurableFiles& files, const Digest& envelope,
                    std::string_view reason) {
  if (reason.empty() || reason.size() > kMaxReasonBytes || !IsUtf8(reason) ||
      Printable(reason) != reason) {
    return Fail(ErrorKind::kUsage, "a reason is one line of text");
  }
  const std::string path = PayloadPath(envelope);
  AVOUCH_CHECK_OK(disk.Read(path, 0, kMaxEnvelopeBytes));
  AVOUCH_CHECK_OK(files.Put(ErasedPath(envelope), reason));
  AVOUCH_CHECK_OK(disk.Remove(path));
  return disk.SyncFolder(std::string(Path(path).folder()));
}

}  // namespace avouch::store

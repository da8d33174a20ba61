// Records, lists of waivers and sums from anybody: a value or one error, never a
// crash. A record that is read and can be written is read again as it was.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "statement/record_file.h"
#include "statement/record_lists.h"
#include "statement/record_shape.h"
#include "statement/record_text.h"

namespace {

using namespace avouch;

void HoldError(const Error& error) {
  if (error.kind != ErrorKind::kConfiguration) std::abort();
  if (error.what.find('\n') != std::string::npos) std::abort();
}

void HoldRecord(const model::Record& record, const Path& path) {
  if (record.on.size() != 10 || record.by.empty() || !record.said.empty()) std::abort();
  if (!record.to.empty() && (record.to > record.on || record.to < record.from)) std::abort();
  const auto kind = record.kind;
  if (!record.claim.empty() && !statement::NamesWhatItIsAbout(kind)) std::abort();
  const auto text = statement::WriteRecord(record);
  if (!text) {
    if (text.error().kind != ErrorKind::kUsage) std::abort();
    return;
  }
  const auto again = statement::ReadRecord(*text, path);
  if (!again || again->on != record.on || again->about != record.about ||
      again->decisions != record.decisions || again->tellings != record.tellings)
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes{reinterpret_cast<const char*>(data), size};
  for (const Path& path : {Path("records/2026-10-05-x.yaml"), Path("records/x.yaml")}) {
    const auto record = statement::ReadRecord(bytes, path);
    if (record)
      HoldRecord(*record, path);
    else
      HoldError(record.error());
  }
  if (const auto accepted = statement::ReadAccepted(bytes, "accepted.yaml"); !accepted)
    HoldError(accepted.error());
  if (const auto sums = statement::ReadSums(bytes)) {
    const auto again = statement::ReadSums(statement::WriteSums(*sums));
    if (!again || *again != *sums) std::abort();
  } else {
    HoldError(sums.error());
  }
  return 0;
}

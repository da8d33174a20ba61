// Any bytes: a journal is read up to where it is whole, and what is whole is what
// would be written.

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "store/journal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using namespace avouch::store;
  auto journal = ReadJournal(bytes, "log");
  if (!journal) return 0;
  avouch::Bytes again = JournalHead("log");
  avouch::Digest last = HeadDigest("log");
  std::uint64_t first = 0;
  for (std::uint64_t end : journal->ends) {
    again += WriteRecord(last, first, std::span(journal->entries).subspan(first, end - first));
    auto record = ReadRecord(
        std::string_view(again).substr(again.size() - kRecordExtra - (end - first) * kEntryBytes),
        last, first);
    if (!record) std::abort();
    last = record->digest;
    first = end;
  }
  if (again != bytes.substr(0, journal->whole) || last != journal->last) std::abort();
  return 0;
}

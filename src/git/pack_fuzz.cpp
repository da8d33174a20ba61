// Any two packs and indexes: whatever is read has the name it was asked for by.
//
// A first byte (an odd one: SHA-256), then four parts, each behind its length in
// three bytes: an index, its pack, another index, its pack.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "crypto/hash.h"
#include "git/history.h"
#include "git/repository.h"

namespace {

using avouch::Bytes;
using avouch::BytesView;
namespace crypto = avouch::crypto;
namespace git = avouch::git;

Bytes Part(BytesView& rest) {
  if (rest.size() < 3) return {};
  std::size_t size = 0;
  for (int i = 0; i < 3; ++i) size = size << 8 | static_cast<unsigned char>(rest[i]);
  size = std::min(size, rest.size() - 3);
  const Bytes out(rest.substr(3, size));
  rest.remove_prefix(3 + size);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  BytesView rest(reinterpret_cast<const char*>(data), size);
  if (rest.empty()) return 0;
  const auto hash = rest[0] & 1 ? crypto::HashKind::kSha256 : crypto::HashKind::kSha1;
  const std::size_t id_size = hash == crypto::HashKind::kSha1 ? 20 : 32;
  rest.remove_prefix(1);
  const Bytes parts[] = {Part(rest), Part(rest), Part(rest), Part(rest)};

  std::vector<std::unique_ptr<git::Pack>> packs;
  std::vector<avouch::ObjectId> ids;
  for (int i = 0; i < 4; i += 2) {
    auto pack = git::Pack::Over(parts[i], parts[i + 1], id_size);
    if (!pack) continue;
    for (std::uint32_t at = 0; at < std::min((*pack)->count(), 32u); ++at)
      ids.push_back((*pack)->IdAt(at));
    packs.push_back(std::move(*pack));
  }
  const git::Repository repository = git::Repository::OfPacks(std::move(packs), hash);
  git::Reader reader(repository, 1 << 20);
  bool swept = false;  // Once for each input: it may be made to cost
  for (const auto& id : ids) {
    const auto object = reader.Read(id, 1 << 20);
    if (!object) continue;
    if (crypto::GitObjectId(hash, avouch::container::Name(object->type), *object->bytes) != id)
      std::abort();
    if (object->type == avouch::container::ObjectType::kCommit && !swept) {
      swept = true;
      git::SweepOptions options;
      options.target = id;
      options.wants = [](std::string_view) { return true; };
      options.threads = 1;
      (void)git::Sweep(repository, options);
    }
    if (object->type == avouch::container::ObjectType::kTree)
      (void)git::ListTree(reader, id, id_size);
    (void)reader.Peel(id, avouch::container::ObjectType::kCommit);
  }
  return 0;
}

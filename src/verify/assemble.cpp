#include "verify/assemble.h"

#include <algorithm>
#include <map>

#include "container/tar.h"
#include "crypto/hash.h"
#include "statement/envelope.h"
#include "tlog/leaf.h"

namespace avouch::verify {
namespace {

using statement::BundleIndex;
using statement::BundleItem;
using statement::ItemKind;

BundleItem ItemOf(const Sealed& sealed, statement::Audience audience) {
  BundleItem out;
  out.kind = sealed.kind;
  out.name = sealed.name;
  out.visibility = sealed.visibility;
  out.leaf = static_cast<long long>(sealed.leaf);
  out.time = sealed.time;
  out.commitment = tlog::CommitmentTo(sealed.salt, sealed.envelope);
  out.proof = sealed.proof;
  if (static_cast<int>(sealed.visibility) > static_cast<int>(audience)) {
    if (sealed.kind == ItemKind::kPayload) out.name.clear();
    return out;
  }
  out.id = sealed.id.hex();
  out.salt = sealed.salt.hex();
  out.member = statement::MemberFor(sealed.kind, sealed.name, out.id);
  return out;
}

Result<Digest> OnlyOne(const std::vector<Sealed>& sealed, ItemKind kind) {
  const Sealed* found = nullptr;
  for (const auto& one : sealed) {
    if (one.kind != kind) continue;
    if (found != nullptr) return Fail(ErrorKind::kUsage, "two of one kind in a bundle");
    found = &one;
  }
  if (found == nullptr)
    return Fail(ErrorKind::kUsage, "a bundle without " + std::string(Name(kind)));
  return found->id;
}

}  // namespace

Result<Bytes> Assemble(const Contents& contents, const crypto::PrivateKey& log) {
  BundleIndex index;
  index.audience = contents.audience;
  index.product = contents.product;
  index.organisation = contents.organisation;
  index.log = {contents.log_key, static_cast<long long>(contents.size), contents.root,
               crypto::Sha256Of(contents.checkpoint), contents.earlier};
  AVOUCH_TRY(index.verdicts, OnlyOne(contents.sealed, ItemKind::kVerdicts));
  AVOUCH_TRY(index.assessment, OnlyOne(contents.sealed, ItemKind::kAssessment));

  std::map<std::string, BytesView> members;  // By name
  members.emplace(statement::kCheckpointMember, contents.checkpoint);
  for (const auto& sealed : contents.sealed) {
    BundleItem item = ItemOf(sealed, contents.audience);
    if (!item.withheld() && !members.emplace(item.member, sealed.envelope).second)
      return Fail(ErrorKind::kUsage, "given twice in a bundle", item.member);
    index.items.push_back(std::move(item));
  }
  std::sort(index.items.begin(), index.items.end(),
            [](const auto& a, const auto& b) { return a.leaf < b.leaf; });
  for (const auto& [name, bytes] : members)
    index.members.push_back({name, crypto::Sha256Of(bytes), static_cast<long long>(bytes.size())});

  AVOUCH_TRY(Bytes payload, statement::WriteBundleIndex(index));
  AVOUCH_TRY(Bytes envelope, statement::SignEnvelope(log, statement::kBundleSchema, payload));
  std::vector<container::TarMember> archive = {{statement::kIndexMember, envelope}};
  for (const auto& [name, bytes] : members) archive.push_back({name, bytes});
  return container::WriteTar(archive);
}

}  // namespace avouch::verify

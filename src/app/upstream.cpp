#include "app/upstream.h"

#include "base/time.h"
#include "statement/affirmation.h"
#include "verify/bundle.h"

namespace avouch::app {
namespace {

// Later than any: what is still to come at the time of an assessment, its checks see.
constexpr Time kEndOfTime{253'402'300'799};  // 9999-12-31T23:59:59Z

}  // namespace

bool IsUpstreamBundle(const Path& path) { return path.bytes.ends_with(".avouch"); }

Result<model::UpstreamBundle> ReadUpstreamBundle(const Path& path, BytesView bytes) {
  auto proved = verify::VerifyBundle(bytes, {kEndOfTime, {}, {}, {}});
  if (!proved)
    return Fail(ErrorKind::kIntegrity, "no bundle that can be relied on: " + proved.error().what,
                path.bytes);
  const verify::Proof& proof = *proved;
  const auto& index = proof.index();
  model::UpstreamBundle out;
  out.head.path = path;
  out.head.profile = "avouch-bundle";
  out.head.system = index.organisation.name;
  out.head.at = ToString(proof.verdicts().time);
  out.head.dated_by = "its content";
  out.head.rows = out.head.used = static_cast<long long>(proof.verdicts().claims.size());
  out.product = index.product.name;
  out.version = index.product.version;
  if (!index.organisation.chain.empty()) out.fingerprint = index.organisation.chain.back();
  out.log = index.log.key;
  out.log_size = static_cast<long long>(index.log.size);
  out.root = index.log.root.hex();
  const verify::Affirmed* force = proof.in_force();
  if (force != nullptr) {
    out.signed_on = ToString(force->what.on);
    out.signed_until = ToString(force->what.until);
  }
  for (const auto& claim : proof.verdicts().claims)
    out.claims.push_back({claim.claim, claim.verdict,
                          force != nullptr && statement::StandingOf(force->what, proof.verdicts(),
                                                                    claim.claim, force->what.on) ==
                                                  statement::Standing::kStands});
  return out;
}

}  // namespace avouch::app

#include "app/affirm.h"

#include <algorithm>

#include "app/bundle_file.h"
#include "app/shell_words.h"
#include "base/text.h"
#include "os/durable.h"
#include "os/file.h"
#include "statement/envelope.h"
#include "statement/passkey.h"
#include "verify/affirmed.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxStatement = 4u << 20;

Result<std::string> WhoAffirms(const verify::Proof& proof, const std::string& by) {
  if (!proof.keys())
    return Fail(ErrorKind::kUsage, "the bundle lists nobody's keys", "",
                "seal with the organisation's folder");
  if (!by.empty()) {
    if (!proof.keys()->Holds(by, model::kSro))
      return Fail(ErrorKind::kUsage, "is not listed as Senior Responsible Owner", by);
    return by;
  }
  std::string found;
  for (const auto& person : proof.keys()->people) {
    if (!proof.keys()->Holds(person.id, model::kSro)) continue;
    if (!found.empty()) return Fail(ErrorKind::kUsage, "there are several: who affirms?", "--by");
    found = person.id;
  }
  if (found.empty()) return Fail(ErrorKind::kUsage, "nobody is listed with the role sro");
  return found;
}

Result<statement::Affirmation> Statement(const verify::Proof& proof, const AffirmOptions& options,
                                         Time now) {
  statement::Affirmation out = statement::AffirmationOf(proof.verdicts());
  AVOUCH_TRY(out.by, WhoAffirms(proof, options.by));
  out.organisation = proof.index().organisation.fingerprint;
  out.log = proof.index().log.key;
  out.on = now;
  auto until = ParseDate(options.until);
  if (!until) return Fail(ErrorKind::kUsage, "until which day?", "--until", "2027-06-30");
  out.until = StartOf(*until);
  AVOUCH_TRY(out.reservations, ParseReservations(options.reservations));
  std::sort(out.reservations.begin(), out.reservations.end(),
            [](const auto& a, const auto& b) { return a.claim < b.claim; });
  AVOUCH_CHECK_OK(statement::CheckAffirmation(out));
  return out;
}

// The statement and the signature that lies beside it.
Result<Bytes> Wrap(const std::string& file) {
  statement::Envelope out;
  out.payload_type = statement::kInTotoPayload;
  AVOUCH_TRY(out.payload, os::ReadWholeFile(file, kMaxStatement));
  AVOUCH_CHECK_OK(statement::ReadAffirmation(out.payload));
  const std::string passkey = file + std::string(statement::kPasskeySuffix);
  if (os::KindOf(passkey) == os::FileKind::kFile) {
    out.signing = statement::Signing::kPasskey;
    AVOUCH_TRY(out.signature, os::ReadWholeFile(passkey, kMaxStatement));
  } else {
    out.signing = statement::Signing::kSshSig;
    AVOUCH_TRY(out.signature, os::ReadWholeFile(file + ".sig", kMaxStatement));
  }
  return statement::WriteEnvelope(out);
}

// Nobody signs in vain: what is written counts in the bundle it is for.
Status MustCount(const verify::Proof& proof, BytesView envelope) {
  std::optional<trust::Ring> ring;
  if (proof.keys()) ring.emplace(*proof.keys());
  AVOUCH_TRY(
      const verify::Affirmed checked,
      verify::VerifyAffirmation(envelope, proof.index(), proof.keys() ? &*proof.keys() : nullptr,
                                ring ? &*ring : nullptr));
  if (checked.counts) return {};
  return Fail(ErrorKind::kUsage, "the signature would not count: " + checked.how);
}

struct Written {
  Bytes bytes;
  std::string file;
  bool is_signed = true;
};

Status ConfineFor(const AffirmOptions& options, const ConfineTo& confine) {
  if (!confine) return {};
  const std::string& written = options.output.empty() ? options.statement : options.output;
  const std::size_t slash = written.rfind('/');
  std::vector<std::string> readable = {options.bundle};
  if (!options.statement.empty())
    for (const std::string_view suffix :
         {std::string_view(), std::string_view(".sig"), statement::kPasskeySuffix})
      readable.push_back(options.statement + std::string(suffix));
  return confine({slash == std::string::npos ? "."
                  : slash == 0               ? "/"
                                             : written.substr(0, slash)},
                 readable);
}

Result<Written> AffirmNow(const AffirmOptions& options, Time now, const ConfineTo& confine) {
  std::optional<crypto::PrivateKey> key;
  if (options.statement.empty() && !options.key.file.empty()) {
    AVOUCH_TRY(key, OpenKeyFile(options.key));
  }
  AVOUCH_CHECK_OK(ConfineFor(options, confine));
  AVOUCH_TRY(auto opened, OpenBundleFile(options.bundle, options.organisation, now));
  const verify::Proof& proof = *opened->proof;
  Written out;
  if (!options.statement.empty()) {
    AVOUCH_TRY(out.bytes, Wrap(options.statement));
    AVOUCH_CHECK_OK(MustCount(proof, out.bytes));
    out.file = options.statement + ".affirmation.json";
  } else {
    AVOUCH_TRY(const statement::Affirmation what, Statement(proof, options, now));
    AVOUCH_TRY(const Bytes payload, statement::WriteAffirmation(what));
    std::string name = BundleFileName(what.product, what.by);
    name.resize(name.size() - std::string_view(".avouch").size());
    if (!key) {
      out.bytes = payload;
      out.file = name + ".statement.json";
      out.is_signed = false;
    } else {
      AVOUCH_TRY(out.bytes, statement::SignEnvelope(*key, statement::kInTotoPayload, payload));
      AVOUCH_CHECK_OK(MustCount(proof, out.bytes));
      out.file = name + ".affirmation.json";
    }
  }
  if (!options.output.empty()) out.file = options.output;
  return out;
}

}  // namespace

Result<std::vector<statement::Reservation>> ParseReservations(
    const std::vector<std::string>& texts) {
  std::vector<statement::Reservation> out;
  for (const auto& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return Fail(ErrorKind::kUsage, "a reservation is CLAIM=why", text, "1.2.2=why not");
    if (!IsUtf8(text)) return Fail(ErrorKind::kUsage, "not UTF-8", "--reservation");
    out.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return out;
}

Answer Brief(const BriefOptions& options, Time now) {
  if (!options.until.empty() && !ParseDate(options.until))
    return Refuse({ErrorKind::kUsage, "no day: '" + options.until + "'", "--until", "2027-06-30"});
  auto opened = OpenBundleFile(options.bundle, options.organisation, now);
  if (!opened) return Refuse(opened.error());
  return {kDone, BriefText(*(*opened)->proof, options, now), ""};
}

Answer Affirm(const AffirmOptions& options, Time now, const ConfineTo& confine) {
  auto made = AffirmNow(options, now, confine);
  if (!made) return Refuse(made.error());
  if (auto written = os::WriteFileDurably(made->file, made->bytes); !written)
    return Refuse(written.error());
  std::string talk = "avouch: wrote " + Printable(made->file);
  if (made->is_signed) {
    talk +=
        "; put it into affirmations/ of the organisation's folder, and the next seal carries it\n";
  } else {
    talk += "; sign it on your own computer:\n  avouch sign " + ShellWord(made->file) +
            " --org DIR\navouch: then: avouch affirm " + ShellWord(options.bundle) +
            " --statement " + ShellWord(made->file) + "\n";
  }
  return {kDone, made->file + "\n", talk};
}

}  // namespace avouch::app

#include "app/organisation_file.h"

#include <algorithm>

#include "app/bundle_file.h"
#include "app/organisation_place.h"
#include "app/organisation_redact.h"
#include "app/shell_words.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/durable.h"
#include "os/file.h"
#include "statement/envelope.h"
#include "statement/passkey.h"

namespace avouch::app {
namespace {

constexpr std::string_view kProgram = "avouch 0.1.0";
constexpr std::uint64_t kMaxSignature = 256u << 10;

Result<std::string> WhoSigns(const model::Organisation& organisation, const std::string& by) {
  std::vector<std::string> found;
  for (const auto& person : organisation.people)
    if (organisation.Holds(person.id, model::kSro)) found.push_back(person.id);
  if (!by.empty()) {
    if (std::ranges::find(found, by) != found.end()) return by;
    return Fail(ErrorKind::kUsage, "is not listed as Senior Responsible Owner", by);
  }
  if (found.size() == 1) return found.front();
  return Fail(
      ErrorKind::kUsage,
      found.empty() ? "nobody is listed with the role sro" : "there are several: who signs?",
      "--by");
}

std::string FileName(const model::Organisation& organisation, Time now) {
  std::string name = BundleFileName(organisation.name, ToString(DateOf(now)));
  name.resize(name.size() - std::string_view(".avouch").size());
  return name + std::string(statement::kOrganisationSuffix);
}

// How many lists there are, of all kinds together.
struct ListCounter {
  long long total = 0;
  template <class T>
  void operator()(std::string_view, const std::vector<T>& list) {
    total += static_cast<long long>(list.size());
  }
};

std::string FolderOf(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// A statement with the signature beside it.
Result<Bytes> Wrap(const std::string& file) {
  statement::Envelope out;
  out.payload_type = statement::kOrganisationExport;
  AVOUCH_TRY(out.payload, os::ReadWholeFile(file, statement::kMaxEnvelopeBytes));
  const std::string passkey = file + std::string(statement::kPasskeySuffix);
  const bool by_passkey = os::KindOf(passkey) == os::FileKind::kFile;
  out.signing = by_passkey ? statement::Signing::kPasskey : statement::Signing::kSshSig;
  AVOUCH_TRY(out.signature, os::ReadWholeFile(by_passkey ? passkey : file + ".sig", kMaxSignature));
  return statement::WriteEnvelope(out);
}

struct Made {
  Bytes bytes;
  std::string file;
  std::vector<statement::StayedHome> stayed;
  bool is_signed = true;
};

Result<Made> MakeFromFolder(const ExportFlags& flags, const std::string& folder,
                            const crypto::PrivateKey* key, Time now, const ConfineTo& confine) {
  AVOUCH_TRY(const auto opened, OrganisationFolder::Open(folder));
  if (confine) AVOUCH_CHECK_OK(confine({FolderOf(flags.output)}, opened->Paths()));
  AVOUCH_TRY(const OrganisationFolder::Reading reading, opened->Read());
  AVOUCH_TRY(statement::OrganisationExport what, WithoutPersonalData(reading));
  AVOUCH_TRY(what.by, WhoSigns(what.organisation, flags.by));
  what.on = now;
  what.program = kProgram;
  Made out;
  out.file = flags.output.empty() ? FileName(what.organisation, now) : flags.output;
  out.stayed = what.stayed;
  AVOUCH_TRY(out.bytes, statement::WriteOrganisationExport(what));
  if (key != nullptr) {
    AVOUCH_TRY(out.bytes, statement::SignEnvelope(*key, statement::kOrganisationExport, out.bytes));
  } else {
    out.file += ".statement.json";
    out.is_signed = false;
  }
  return out;
}

Result<Made> MakeFromStatement(const ExportFlags& flags, const ConfineTo& confine) {
  if (flags.output.empty()) return Fail(ErrorKind::kUsage, "which file to write?", "--output");
  if (confine)
    AVOUCH_CHECK_OK(confine({FolderOf(flags.output)},
                            {flags.statement, flags.statement + ".sig",
                             flags.statement + std::string(statement::kPasskeySuffix)}));
  Made out;
  out.file = flags.output;
  AVOUCH_TRY(out.bytes, Wrap(flags.statement));
  return out;
}

Result<Answer> ExportNow(const ExportFlags& flags, Time now, const ConfineTo& confine) {
  if (!flags.organisation)
    return Fail(ErrorKind::kUsage, "what to export?", "export", "--organisation");
  std::optional<crypto::PrivateKey> key;
  if (flags.statement.empty() && !flags.key.file.empty()) {
    AVOUCH_TRY(key, OpenKeyFile(flags.key));
  }
  Made made;
  if (flags.statement.empty()) {
    AVOUCH_TRY(const std::string folder, FindOrganisationFolder(flags.org));
    AVOUCH_TRY(made, MakeFromFolder(flags, folder, key ? &*key : nullptr, now, confine));
  } else {
    AVOUCH_TRY(made, MakeFromStatement(flags, confine));
  }
  std::string talk;
  for (const auto& one : made.stayed)
    talk += "avouch: stayed at home: " + std::to_string(one.count) + " " + Printable(one.what) +
            ", " + Printable(one.why) + "\n";
  if (made.is_signed) {
    // Nobody signs in vain: what is written is what its reader will accept.
    auto proved = verify::VerifyOrganisationFile(made.bytes, "");
    if (!proved) {
      proved.error().kind = ErrorKind::kUsage;
      return std::unexpected(proved.error());
    }
    talk += "avouch: signed by " + proved->what.by + "; check --org " + ShellWord(made.file) +
            " reads it\n";
  } else {
    talk += "avouch: sign it on your own computer:\n  avouch sign " + ShellWord(made.file) +
            " --org DIR\navouch: then: avouch export --organisation --statement " +
            ShellWord(made.file) + " --output FILE\n";
  }
  AVOUCH_CHECK_OK(os::WriteFileDurably(made.file, made.bytes));
  return Answer{kDone, made.file + "\n", talk};
}

}  // namespace

Answer Export(const ExportFlags& flags, Time now, const ConfineTo& confine) {
  auto answer = ExportNow(flags, now, confine);
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

bool IsOrganisationFileAt(const std::string& path) {
  return os::KindOf(path) == os::FileKind::kFile;
}

Result<HandedOrganisation> ReadHandedOrganisation(const std::string& path) {
  AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(path, statement::kMaxEnvelopeBytes));
  auto opened = verify::VerifyOrganisationFile(bytes, "");
  if (!opened) return std::unexpected(InFile(path, opened.error()));
  verify::ProvedOrganisation& proved = *opened;
  statement::OrganisationExport& what = proved.what;
  HandedOrganisation out;
  out.on = what.on;
  OrganisationFolder::Reading& reading = out.reading;
  reading.organisation = std::move(what.organisation);
  reading.organisation.id = crypto::Sha256Of(bytes);
  reading.records = std::move(what.records);
  reading.exports = std::move(what.exports);
  reading.papers = std::move(what.papers);
  reading.documents = std::move(what.documents);
  for (auto& product : what.products) {
    statement::ListedProduct one;
    one.name = std::move(product.name);
    for (auto& label : product.labels)
      one.labels.emplace_back(std::move(label.key), std::move(label.value));
    reading.products.push_back(std::move(one));
  }
  for (const auto& one : what.stayed)
    reading.left.push_back({Path(std::to_string(one.count) + " " + one.what), one.why});
  reading.notes.push_back("the organisation's file of " + ToHumanDate(what.on) + ", signed by " +
                          what.by + " (" + proved.how + "), fingerprint " + proved.present);
  reading.payloads.push_back({reading.organisation.id, "organisation",
                              "organisation" + std::string(statement::kOrganisationSuffix),
                              "assessor", bytes});
  out.ring = std::make_unique<trust::Ring>(reading.organisation);
  return out;
}

Result<std::string> OrganisationFileText(BytesView bytes, const std::string& fingerprint,
                                         Time now) {
  auto proved = verify::VerifyOrganisationFile(bytes, Lower(fingerprint));
  if (!proved) {
    proved.error().kind = ErrorKind::kIntegrity;
    return std::unexpected(proved.error());
  }
  const auto& what = proved->what;
  if (IsOfLaterDay(what.on, now))
    return Fail(ErrorKind::kIntegrity,
                "signed for " + ToHumanDate(what.on) + ", which is still to come", "on");
  const auto& organisation = what.organisation;
  std::string out;
  auto line = [&](const std::string& text) { out += Printable(text) + "\n"; };
  line("The organisation's file of " + organisation.name + ", of " + ToHumanDate(what.on));
  line("Signed by " + what.by + ", Senior Responsible Owner: " + proved->how);
  if (fingerprint.empty())
    line("It is theirs if they told you, by another road than this file, the fingerprint " +
         proved->present);
  else
    line("It is theirs, by the fingerprint that you gave.");
  if (!proved->keys_are_first())
    line("Their list of people has changed since the fingerprint " + organisation.fingerprint +
         "; who changed it is the signer's word.");
  const auto number = [](std::size_t count) { return static_cast<long long>(count); };
  line(Count("person", number(organisation.people.size()), "people") + ", " +
       Count("build environment", number(organisation.environments.size())) + ", " +
       Count("record", number(what.records.records.size())) + ", " +
       Count("paper", number(what.papers.papers.size())) + ", " +
       Count("product", number(what.products.size())) + " listed");
  ListCounter exports;
  model::ExportFacts::Fields(what.exports, exports);
  line(Count("export", exports.total) + " of other systems");
  for (const auto& one : what.stayed)
    line("stayed at home: " + std::to_string(one.count) + " " + one.what + ", " + one.why);
  line("It holds ids of people, and no name, address or account. It decides nothing by itself.");
  return out;
}

}  // namespace avouch::app

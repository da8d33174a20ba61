#include <algorithm>
#include <optional>

#include "app/git_identity.h"
#include "app/organisation_place.h"
#include "app/received.h"
#include "app/record.h"
#include "app/record_accounts.h"
#include "app/shell_words.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/webauthn.h"
#include "os/durable.h"
#include "os/file.h"
#include "os/terminal.h"
#include "statement/record_shape.h"
#include "statement/record_text.h"

namespace avouch::app {
namespace {

using model::Organisation;
using model::Record;
using model::RecordKind;
using statement::Form;
using statement::RecordRow;

constexpr std::uint64_t kMaxExport = 256u << 20;
constexpr int kMostOfOneName = 1000;  // Records of one kind, about one thing, on one day

std::string Padded(std::string_view text, std::size_t width) {
  std::string out(text);
  return out.size() < width ? out + std::string(width - out.size(), ' ') : out + " ";
}

std::string ListKinds() {
  std::string out;
  for (const RecordRow& row : statement::RecordTable()) {
    std::string bears = row.bears_on.empty() ? "" : "; bears on " + std::string(row.bears_on);
    if (!row.duty.empty()) bears += "; said by one who is " + std::string(row.duty);
    out += Padded(Name(row.kind), 22) + std::string(row.says) + bears + "\n";
  }
  return out;
}

std::string Wants(const RecordFlag& flag) {
  if (flag.file) return "FILE";
  const statement::Shape& shape = *flag.shape;
  if (shape.form == Form::kList) return "TEXT, again for each";
  const statement::Shape& one = shape.form == Form::kTable ? *shape.item : shape;
  std::string words;
  for (const std::string_view choice : one.choices)
    words += (words.empty() ? "" : "|") + std::string(choice);
  if (one.form == Form::kInteger) words = "NUMBER";
  if (one.form == Form::kDate) words = "DAY";
  if (one.form == Form::kMoment) words = "2026-11-24T08:10Z";
  if (one.form == Form::kTime) words = "DAY or 2026-11-24T08:10Z";
  if (one.form == Form::kDuration) words = "24h, 14d or 1y";
  if (one.form == Form::kClaim) words = "1.2.3";
  if (words.empty()) words = "TEXT";
  return shape.form == Form::kTable ? "NAME=" + words + ", again for each" : words;
}

std::string Help(const RecordRow& row) {
  std::string out = "avouch record " + std::string(Name(row.kind)) + ": " + std::string(row.says) +
                    (row.bears_on.empty() ? "" : "; bears on " + std::string(row.bears_on)) + "\n";
  for (const RecordFlag& flag : RecordFlagsOf(row.kind))
    out += "  " + Padded("--" + flag.name, 22) + std::string(flag.says) + " (" + Wants(flag) +
           (flag.required ? "; wanted)" : ")") + "\n";
  return out + "  " + Padded("--org", 22) + "The organisation's folder\n";
}

bool Given(const RecordValues& values, std::string_view name) {
  return std::ranges::any_of(values, [&](const auto& pair) { return pair.first == name; });
}

// Who speaks, when nobody said: the one whom git names here, or the only one.
std::string Speaker(const Organisation& organisation) {
  const std::string email = Lower(FindGitIdentity().email);
  for (const auto& person : organisation.people)
    if (!email.empty() && std::ranges::find(person.git, email) != person.git.end())
      return person.id;
  return organisation.people.size() == 1 ? organisation.people.front().id : "";
}

// One answer that can be, asked until it is; empty only where `many` answers may
// come. Nothing at the end of input.
std::optional<std::string> AskOne(const RecordFlag& flag, std::string prompt) {
  for (;;) {
    const auto typed = os::Ask(prompt + "> ");
    if (!typed) return std::nullopt;
    std::string answer(Trim(*typed));
    if (answer.empty() && flag.many) return answer;
    const Status fits = CheckRecordValue(flag, answer);
    if (!answer.empty() && fits) return answer;
    if (!answer.empty()) prompt = "  " + fits.error().what + "; once more:\n";
  }
}

// The accounts that a review still has to decide on. What cannot be read asks nothing.
std::vector<AccountToReview> StillToDecide(const std::string& folder, const Organisation& said,
                                           const RecordValues& values) {
  std::string of;
  std::vector<std::string> decided;
  for (const auto& [name, value] : values) {
    if (name == "of") of = BelowFolder(folder, value);
    if (name == "decisions") decided.push_back(value);
  }
  const auto profiles = LoadProfiles();
  const auto bytes = os::ReadWholeFile(JoinPath(folder, of), kMaxExport);
  if (of.empty() || !profiles || !bytes) return {};
  return Undecided(AccountsToReview({*profiles, said.read, {}}, of, *bytes), decided);
}

// Asks for a decision on each account. False at the end of input.
bool AskDecisions(const std::vector<AccountToReview>& accounts, RecordValues& values) {
  const auto flags = RecordFlagsOf(RecordKind::kAccessReview);
  const auto flag = std::ranges::find(flags, "decisions", &RecordFlag::name);
  for (const AccountToReview& account : accounts) {
    std::string prompt = Printable(account.id) +
                         (account.about.empty() ? "" : " (" + account.about + ")") +
                         ": keep, remove or change?\n";
    for (;;) {
      const auto typed = os::Ask(prompt + "> ");
      if (!typed) return false;
      const std::string pair = account.id + "=" + std::string(Trim(*typed));
      const Status fits = CheckRecordValue(*flag, pair);
      if (fits) {
        values.emplace_back(flag->name, pair);
        break;
      }
      prompt = "  " + fits.error().what + "; once more:\n";
    }
  }
  return true;
}

// Asks for what is wanted and missing. False at the end of input.
bool AskMissing(RecordKind kind, const std::string& folder, const Organisation& said,
                RecordValues& values) {
  for (const RecordFlag& flag : RecordFlagsOf(kind)) {
    if (kind == RecordKind::kAccessReview && flag.name == "decisions" &&
        !AskDecisions(StillToDecide(folder, said, values), values))
      return false;
    const bool settled = flag.shape->form == Form::kChoice && flag.shape->choices.size() == 1;
    if (!flag.required || settled || Given(values, flag.name)) continue;
    std::string prompt = std::string(flag.says) + "\n  " + Wants(flag) +
                         (flag.many ? "; empty: that is all" : "") + "\n";
    for (;;) {
      const auto answer = AskOne(flag, prompt);
      if (!answer) return false;
      if (!answer->empty() || !Given(values, flag.name)) values.emplace_back(flag.name, *answer);
      if (answer->empty() || !flag.many) break;
      prompt.clear();
    }
  }
  return true;
}

// Makes each file that was named one below the folder, with the digest of its
// bytes where these decide: the shape asks for it, or git does not keep the file.
Status SettleFiles(RecordKind kind, const std::string& folder, RecordValues& values) {
  for (const RecordFlag& flag : RecordFlagsOf(kind)) {
    const auto at = std::ranges::find(values, flag.name, &RecordValues::value_type::first);
    if (!flag.file || at == values.end() || Given(values, flag.name + "-sha256")) continue;
    const std::string inside = BelowFolder(folder, at->second);
    const std::string on_disk = inside.empty() ? at->second : JoinPath(folder, inside);
    const auto key =
        std::ranges::find(statement::RowOf(kind).shape->keys, flag.key, &statement::Key::name);
    const bool bytes_decide = key->shape->form == Form::kMap || inside.starts_with("inbox/");
    if (os::KindOf(on_disk) != os::FileKind::kFile)
      return Fail(ErrorKind::kNotFound, "no such file: '" + Printable(at->second) + "'",
                  "--" + flag.name, "with --" + flag.name + "-sha256 it need not be here");
    // What lies elsewhere is known by its name and bytes.
    at->second = inside.empty() ? std::string(PathName(at->second)) : inside;
    if (!bytes_decide && !inside.empty()) continue;
    AVOUCH_TRY(const os::MappedFile mapped, os::MappedFile::Open(on_disk));
    values.emplace_back(flag.name + "-sha256", crypto::Sha256Of(mapped.bytes()).hex());
  }
  return {};
}

// Writes it under the first name that is free.
Result<std::string> Write(const std::string& folder, Record record, const std::string& today) {
  for (int nth = 1; nth <= kMostOfOneName; ++nth) {
    Record named = record;
    named.on = today;
    record.path = "records/" + statement::RecordFileName(named, nth);
    AVOUCH_TRY(const std::string text, statement::WriteRecord(record));
    const Status written = os::WriteNewFileDurably(JoinPath(folder, record.path.bytes), text);
    if (written) return record.path.bytes;
    if (written.error().kind != ErrorKind::kUsage) return std::unexpected(written.error());
  }
  return Fail(ErrorKind::kIo, "too many records of this name today", record.path.bytes);
}

std::string Next(const std::string& folder, const std::string& path, const Record& record,
                 const Organisation& organisation) {
  const RecordRow& row = statement::RowOf(record.kind);
  const std::string in = folder == "." ? "" : "-C " + ShellWord(folder) + " ";
  const std::string file = ShellWord(path);
  std::string out = "avouch: commit it with a signature; it then counts as " + record.by +
                    "'s word:\n  git " + in + "add " + file + " && git " + in + "commit -S -m " +
                    ShellWord("record: " + std::string(Name(record.kind))) + " -- " + file + "\n";
  const model::PersonEntry* person = organisation.Find(record.by);
  const bool passkeys = person != nullptr && !person->keys.empty() &&
                        std::ranges::all_of(person->keys, crypto::IsPasskeyText);
  if (passkeys)
    out += "avouch: " + record.by +
           " signs with a passkey, before it is committed:\n  avouch sign " +
           ShellWord(JoinPath(folder == "." ? "" : folder, path)) + "\n";
  if (person != nullptr && person->keys.empty())
    out += "avouch: " + record.by + " has no key listed: until then this is only claimed\n";
  if (!row.duty.empty() && !organisation.Holds(record.by, row.duty))
    out += "avouch: " + record.by + " is not " + std::string(row.duty) +
           ": the word of one who is counts for this kind\n";
  return out;
}

Error NoDecision(const std::vector<AccountToReview>& left) {
  constexpr std::size_t kShown = 10;
  std::string names;
  for (std::size_t i = 0; i < left.size() && i < kShown; ++i)
    names += (i == 0 ? "" : ", ") + Printable(left[i].id);
  if (left.size() > kShown) names += ", ...";
  return {ErrorKind::kUsage,
          "no decision on " + Count("account", static_cast<long long>(left.size())) + ": " + names,
          "--decisions", "NAME=keep, remove or change, for each"};
}

}  // namespace

Answer RecordVerb(const std::vector<std::string>& words, Time now,
                  const std::function<Status(const std::string&)>& confine) {
  // 1. What was typed
  auto arguments = ReadRecordArguments(words);
  if (!arguments) return Refuse(arguments.error());
  if (arguments->kind.empty()) return {kDone, ListKinds(), ""};
  const RecordKind kind = *model::FromName<RecordKind>(arguments->kind);
  if (arguments->help) return {kDone, Help(statement::RowOf(kind)), ""};

  // 2. Whose folder it is, and who speaks
  const auto folder = FindOrganisationFolder(arguments->org);
  if (!folder) return Refuse(folder.error());
  const std::string records = JoinPath(*folder, "records");
  if (const Status made = os::MakeFolders(records); !made) return Refuse(made.error());
  if (const Status confined = confine(records); !confined) return Refuse(confined.error());
  const auto organisation = ReadOrganisationAt(*folder);
  if (!organisation) return Refuse(organisation.error());
  RecordValues& values = arguments->values;
  if (const std::string by = Speaker(*organisation); !by.empty() && !Given(values, "by"))
    values.insert(values.begin(), {"by", by});
  if (!arguments->no_input && os::CanAsk()) (void)AskMissing(kind, *folder, *organisation, values);

  // 3. The record, as it will be read
  if (kind == RecordKind::kAccessReview)
    if (const auto left = StillToDecide(*folder, *organisation, values); !left.empty())
      return Refuse(NoDecision(left));
  if (const Status settled = SettleFiles(kind, *folder, values); !settled)
    return Refuse(settled.error());
  const std::string today = ToString(DateOf(now));
  const auto record = MakeRecord(kind, values, today);
  if (!record) return Refuse(record.error());
  if (organisation->Find(record->by) == nullptr)
    return Refuse({ErrorKind::kUsage, "'" + record->by + "' is nobody under people:", "--by", ""});

  // 4. Written, whole or not at all
  const auto path = Write(*folder, *record, today);
  if (!path) return Refuse(path.error());
  return {kDone, JoinPath(*folder == "." ? "" : *folder, *path) + "\n",
          Next(*folder, *path, *record, *organisation)};
}

}  // namespace avouch::app

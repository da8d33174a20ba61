#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/filled_form.h"
#include "app/import.h"
#include "app/organisation_place.h"
#include "app/received.h"
#include "app/shell_words.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/durable.h"
#include "os/file.h"
#include "os/folder_lock.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxExport = 256u << 20;
constexpr int kMostOfOneName = 1000;
constexpr std::size_t kShownReasons = 10;

// The day a file was last changed: what is left when neither content nor name says.
std::string DayOfFile(const std::string& file, Time now) {
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(file, error);
  if (error) return ToString(DateOf(now));
  const auto system = std::chrono::file_clock::to_sys(changed).time_since_epoch();
  const Time at{std::chrono::duration_cast<std::chrono::seconds>(system).count()};
  return ToString(DateOf(std::min(at, now)));
}

// "a.json", then "a-2.json", ...
std::string Nth(const std::string& name, int nth) {
  if (nth == 1) return name;
  const std::size_t dot = name.rfind('.');
  const std::size_t end = dot == std::string::npos || dot == 0 ? name.size() : dot;
  return name.substr(0, end) + "-" + std::to_string(nth) + name.substr(end);
}

class Importer {
 public:
  Importer(const ImportFlags& flags, Time now, std::string folder, formats::ReceivedRules rules)
      : flags_(flags), now_(now), folder_(std::move(folder)), rules_(std::move(rules)) {}

  // Whether it can be kept.
  [[nodiscard]] Status Check(const std::string& file) const {
    AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(file, kMaxExport));
    AVOUCH_TRY(const Imported imported, Recognised(file, bytes));
    (void)imported;
    return {};
  }

  // Keeps it, and says what it is.
  Status Take(const std::string& file) {
    AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(file, kMaxExport));
    AVOUCH_TRY(Imported imported, Recognised(file, bytes));
    AVOUCH_TRY(const std::string path, Keep(file, imported, bytes));
    Tell(path, imported);
    return {};
  }

  std::string out, talk;
  bool listed = false;  // records/inbox.sums is another than before

 private:
  [[nodiscard]] std::string At(const std::string& path) const { return JoinPath(folder_, path); }

  Result<Imported> Recognised(const std::string& file, const Bytes& bytes) const {
    auto imported = Recognise(rules_, std::string(PathName(file)), bytes);
    if (imported) return imported;
    auto form = RecogniseForm(std::string(PathName(file)), bytes);
    if (form) return form;
    auto bundle = RecogniseBundle(std::string(PathName(file)), bytes);
    if (bundle) return bundle;
    // A spreadsheet is a form that cannot be read as far as something in it is of a form.
    const bool of_form = MayBeForm(file) && (!Lower(file).ends_with(".csv") ||
                                             form.error().kind != ErrorKind::kUnsupported ||
                                             !form.error().what.starts_with("no table"));
    Error error = bundle.error().kind == ErrorKind::kIntegrity ? bundle.error()
                  : of_form                                    ? form.error()
                                                               : imported.error();
    if (error.kind == ErrorKind::kUnsupported && flags_.unread)
      return Imported{"", "", "kept unread: only its digest counts", {}, ""};
    if (error.kind == ErrorKind::kUnsupported && error.hint.empty())
      error.hint = "--unread keeps it all the same; --how lists what is read";
    error.where = Printable(file);
    return std::unexpected(std::move(error));
  }

  Result<std::string> Keep(const std::string& file, Imported& imported, const Bytes& bytes) {
    // Alone from here: the list of digests is read, changed and written.
    AVOUCH_TRY(const os::FolderLock lock, os::FolderLock::Take(At("records")));
    AVOUCH_TRY(std::vector<statement::FileSum> sums, ReadList());
    const Digest digest = crypto::Sha256Of(bytes);
    for (const auto& sum : sums)
      if (sum.sha256 == digest && os::KindOf(At(sum.path.bytes)) == os::FileKind::kFile) {
        imported.said += "; was there already";
        return sum.path.bytes;
      }
    std::string day = flags_.on.empty() ? imported.day : flags_.on;
    if (day.empty()) {
      day = DayOfFile(file, now_);
      imported.said += "; it says no day of its own, so the file's counts: " + day +
                       " (--on DAY if it was made on another)";
    }
    const std::string name(PathName(file));
    const std::string wanted =
        !imported.name.empty()
            ? day + "-" + imported.name + Lower(name.substr(std::min(name.rfind('.'), name.size())))
            : InboxNames(rules_, imported, name, day, bytes).front();
    AVOUCH_TRY(const std::string path, Place(wanted, bytes, sums));
    std::erase_if(sums, [&](const auto& sum) { return sum.path.bytes == path; });
    sums.push_back({Path(path), digest});
    std::ranges::sort(sums, {}, &statement::FileSum::path);
    AVOUCH_CHECK_OK(
        os::WriteFileDurably(At(std::string(statement::kInboxSums)), statement::WriteSums(sums)));
    listed = true;
    return path;
  }

  Result<std::vector<statement::FileSum>> ReadList() const {
    const std::string file = At(std::string(statement::kInboxSums));
    const auto text = os::ReadWholeFile(file, statement::kMaxSumsBytes);
    if (text) return statement::ReadSums(*text, file);
    if (text.error().kind == ErrorKind::kNotFound) return std::vector<statement::FileSum>();
    return std::unexpected(text.error());
  }

  // Puts the bytes under the first name that is free; a name that has the same
  // bytes, perhaps from an import that was cut short, is free too.
  Result<std::string> Place(const std::string& name, const Bytes& bytes,
                            const std::vector<statement::FileSum>& sums) const {
    for (int nth = 1; nth <= kMostOfOneName; ++nth) {
      const std::string path = "inbox/" + Nth(name, nth);
      const bool taken =
          std::ranges::any_of(sums, [&](const auto& sum) { return sum.path.bytes == path; });
      if (os::KindOf(At(path)) == os::FileKind::kFile) {
        const auto there = os::ReadWholeFile(At(path), kMaxExport);
        if (there && *there == bytes) return path;
        continue;
      }
      if (taken) continue;  // Another file, which is not here any more
      const Status written = os::WriteNewFileDurably(At(path), bytes);
      if (written) return path;
      if (written.error().kind != ErrorKind::kUsage) return std::unexpected(written.error());
    }
    return Fail(ErrorKind::kIo, "too many exports of this name", "inbox/" + name);
  }

  void Tell(const std::string& path, const Imported& imported) {
    const std::string place = folder_ == "." ? path : At(path);
    out += place + "\n";
    talk += "avouch: " + Printable(place) + ": " + imported.said + "\n";
    for (std::size_t i = 0; i < imported.left.size() && i < kShownReasons; ++i)
      talk += "  left: " + imported.left[i] + "\n";
    if (imported.left.size() > kShownReasons)
      talk += "  and " +
              Count("more", static_cast<long long>(imported.left.size() - kShownReasons), "more") +
              "\n";
  }

  const ImportFlags& flags_;
  Time now_;
  std::string folder_;
  formats::ReceivedRules rules_;
};

// Whether git leaves the inbox alone, as far as the folder's own file says.
bool Ignored(const std::string& folder) {
  const auto text = os::ReadWholeFile(JoinPath(folder, ".gitignore"), 1u << 20);
  if (!text) return false;
  return std::ranges::any_of(Lines(*text), [](std::string_view line) {
    line = Trim(line);
    return line == "inbox/" || line == "/inbox/" || line == "inbox" || line == "/inbox";
  });
}

std::string Next(const std::string& folder) {
  const std::string in = folder == "." ? "" : "-C " + ShellWord(folder) + " ";
  std::string out = "avouch: the digests count once they are committed with a signature:\n  git " +
                    in + "add records/inbox.sums && git " + in +
                    "commit -S -m 'inbox: exports' -- records/inbox.sums\n";
  if (!Ignored(folder))
    out += "avouch: exports hold personal data: add the line 'inbox/' to " +
           Printable(JoinPath(folder, ".gitignore")) + "\n";
  return out;
}

}  // namespace

Answer Import(const ImportFlags& flags, Time now,
              const std::function<Status(const std::string&)>& confine) {
  // 1. How each is made
  auto profiles = LoadProfiles();
  if (!profiles) return Refuse(profiles.error());
  if (flags.how) {
    auto how = ImportHow(*profiles, flags.files);
    return how ? Answer{kDone, *how, ""} : Refuse(how.error());
  }
  if (flags.files.empty())
    return Refuse({ErrorKind::kUsage, "a FILE is wanted, or --how", "import", ""});
  if (!flags.on.empty() && !ParseDate(flags.on))
    return Refuse(
        {ErrorKind::kUsage, "'" + Printable(flags.on) + "' is no day", "--on", "2026-11-24"});

  // 2. Whose folder it is
  const auto folder = FindOrganisationFolder(flags.org);
  if (!folder) return Refuse(folder.error());
  for (const char* name : {"records", "inbox"})
    if (const Status made = os::MakeFolders(JoinPath(*folder, name)); !made)
      return Refuse(made.error());
  if (const Status confined = confine(*folder); !confined) return Refuse(confined.error());
  const auto organisation = ReadOrganisationAt(*folder);
  if (!organisation) return Refuse(organisation.error());

  // 3. All of them, or none: what cannot be kept is told before anything is.
  Importer importer(flags, now, *folder, {*profiles, organisation->read, {}});
  for (const std::string& file : flags.files)
    if (const Status fine = importer.Check(file); !fine) return Refuse(fine.error());
  for (const std::string& file : flags.files)
    if (const Status taken = importer.Take(file); !taken) {
      const Answer refused = Refuse(taken.error());
      return {refused.exit, "", importer.talk + refused.talk};
    }
  if (importer.listed) importer.talk += Next(*folder);
  return {kDone, importer.out, importer.talk};
}

}  // namespace avouch::app

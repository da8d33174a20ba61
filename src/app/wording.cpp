#include "app/wording.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/bundle_file.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxWording = 1u << 20;
constexpr std::string_view kByteOrder = "\xEF\xBB\xBF";

std::unexpected<Error> Bad(std::size_t line, std::string what) {
  return Fail(ErrorKind::kConfiguration, std::move(what), "line " + std::to_string(line),
              "lines are 'N.N.N wording'");
}

// "..." and the two kinds that word processors make.
std::string_view Unquoted(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
      {"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xE2\x80\x98", "\xE2\x80\x99"}};
  for (const auto& [open, close] : kMarks)
    if (text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close))
      return Trim(text.substr(open.size(), text.size() - open.size() - close.size()));
  return text;
}

Result<Answer> Import(const std::string& file, const ConfineTo& confine) {
  const std::string kept = WordingFile();
  if (kept.empty())
    return Fail(ErrorKind::kIo, "there is no folder to keep it in", "", "set XDG_STATE_HOME");
  if (file == "-") {
    std::error_code error;
    const bool there = std::filesystem::remove(kept, error);
    if (error) return Fail(ErrorKind::kIo, "cannot be taken away", kept);
    return Answer{kDone, "",
                  there ? "avouch: took away " + kept + "\n" : "avouch: none was kept\n"};
  }
  AVOUCH_TRY(const model::Catalogue catalogue, LoadCatalogue());
  const std::string folder = kept.substr(0, kept.rfind('/'));
  AVOUCH_CHECK_OK(os::MakeFolders(folder));
  if (confine) AVOUCH_CHECK_OK(confine({folder}, {file}));
  AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(file, kMaxWording));
  auto wording = ReadWording(bytes, catalogue);
  if (!wording) return std::unexpected(InFile(file, wording.error()));
  AVOUCH_CHECK_OK(os::WriteFileDurably(kept, bytes));
  const auto number = static_cast<long long>(wording->claims.size());
  std::string talk = "avouch: kept in " + Printable(kept) + ", sha256:" + wording->digest +
                     "; catalogue list and show, explain, lint and export take it from there\n";
  std::vector<std::string> without;
  for (const auto& claim : catalogue.index)
    if (!wording->claims.contains(claim)) without.push_back(claim);
  if (!without.empty()) talk += "avouch: these keep our own words: " + Join(without, ", ") + "\n";
  return Answer{kDone, Count("claim", number) + " worded\n", talk};
}

}  // namespace

std::string WordingFile() {
  const auto state = os::StateFolder();
  return state ? *state + "/wording.txt" : std::string();
}

Result<Wording> ReadWording(BytesView text, const model::Catalogue& catalogue) {
  Wording out;
  if (!IsUtf8(text)) return Bad(1, "no UTF-8");
  if (text.starts_with(kByteOrder)) text.remove_prefix(kByteOrder.size());
  std::size_t number = 0;
  for (std::string_view line : Lines(text)) {
    ++number;
    line = Trim(line);
    if (line.empty() || line.starts_with('#')) continue;
    const auto blank = line.find_first_of(" \t");
    const std::string claim(line.substr(0, blank));
    if (model::FindClaim(catalogue, claim) == nullptr)
      return Bad(number, "no claim has the number '" + Printable(claim.substr(0, 40)) + "'");
    const auto words = Unquoted(blank == line.npos ? "" : Trim(line.substr(blank)));
    if (words.empty()) return Bad(number, "claim " + claim + " has no wording");
    if (!out.claims.emplace(claim, Printable(words)).second)
      return Bad(number, "claim " + claim + " is there twice");
  }
  if (out.claims.empty()) return Bad(std::max<std::size_t>(number, 1), "it words no claim");
  out.digest = crypto::Sha256Of(text).hex();
  return out;
}

Result<Wording> LoadWording(const model::Catalogue& catalogue) {
  const std::string file = WordingFile();
  if (file.empty() || os::KindOf(file) != os::FileKind::kFile) return Wording{};
  AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(file, kMaxWording));
  auto out = ReadWording(bytes, catalogue);
  if (!out) {
    Error error = InFile(file, out.error());
    error.hint = "avouch catalogue import - takes it away";
    return std::unexpected(std::move(error));
  }
  return out;
}

Result<Wording> KeptWording() {
  AVOUCH_TRY(const model::Catalogue catalogue, LoadCatalogue());
  return LoadWording(catalogue);
}

void Overlay(const Wording& wording, model::Catalogue& catalogue) {
  for (auto& theme : catalogue.themes)
    for (auto& principle : theme.principles)
      for (auto& claim : principle.claims)
        if (const auto found = wording.claims.find(claim.number); found != wording.claims.end())
          claim.claim = found->second;
}

Answer CatalogueImport(const std::string& file, const ConfineTo& confine) {
  auto answer = Import(file, confine);
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

}  // namespace avouch::app

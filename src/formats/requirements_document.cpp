#include "formats/requirements_document.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/document_phrases.h"
#include "formats/markdown.h"
#include "formats/requirements_document_forms.h"

namespace avouch::formats {
namespace {

using model::WrittenRequirement;

// ---- Repeated ids ----
// Words of four letters and more, in lower case.
std::set<std::string> LongWords(std::string_view text) {
  std::string plain = Lower(text);
  for (char& c : plain)
    if (!(c >= 'a' && c <= 'z') && static_cast<unsigned char>(c) < 0x80) c = ' ';
  std::set<std::string> out;
  for (std::string_view word : Words(std::string_view(plain)))
    if (word.size() > 3) out.emplace(word);
  return out;
}

// The same requirement told twice: the same words; or in another form (a summary
// above the headings) with half of the shorter one's words.
bool IsSame(const FoundRequirement& a, const FoundRequirement& b) {
  const auto &first = a.requirement.text, &second = b.requirement.text;
  if (EqualsIgnoreCase(Trim(first), Trim(second))) return true;
  if (a.form == b.form) return false;
  if (first.empty() || second.empty()) return true;
  auto fewer = LongWords(first), more = LongWords(second);
  if (fewer.size() > more.size()) std::swap(fewer, more);
  const auto shared =
      std::ranges::count_if(fewer, [&](const auto& word) { return more.contains(word); });
  return static_cast<std::size_t>(shared) * 2 >= fewer.size();
}

void Join(WrittenRequirement& into, const WrittenRequirement& from) {
  if (into.text.size() < from.text.size()) into.text = from.text;
  into.security |= from.security;
  for (const auto& test : from.tests)
    if (into.tests.size() < 100 && std::ranges::find(into.tests, test) == into.tests.end())
      into.tests.push_back(test);
}

// Collects what was found: the first of each id, and where an id is used again.
class Collector {
 public:
  void Add(FoundRequirement found) {
    const auto [at, fresh] = first_.emplace(found.requirement.id, kept_.size());
    if (fresh) return kept_.push_back(std::move(found));
    FoundRequirement& earlier = kept_[at->second];
    if (!found.weak && !IsSame(earlier, found)) {
      auto& places = again_[found.requirement.id];
      if (places.empty()) places.push_back(earlier.requirement.place);
      places.push_back(found.requirement.place);
    }
    if (!found.weak || earlier.weak) Join(earlier.requirement, found.requirement);
  }

  RequirementsDocument Finish() {
    RequirementsDocument out;
    for (FoundRequirement& one : kept_) out.requirements.push_back(std::move(one.requirement));
    std::ranges::sort(out.requirements, {}, &WrittenRequirement::place);
    for (auto& [id, places] : again_) out.duplicates.push_back({id, std::move(places)});
    return out;
  }

 private:
  std::map<std::string, std::size_t> first_;
  std::map<std::string, std::vector<model::Place>> again_;
  std::vector<FoundRequirement> kept_;
};

RequirementsDocument Finish(const Path& path, std::vector<FoundRequirement> found) {
  const bool more = found.size() > kMaxRequirements;
  if (more) found.resize(kMaxRequirements);
  Collector collector;
  for (bool weak : {false, true})
    for (FoundRequirement& one : found)
      if (one.weak == weak) collector.Add(std::move(one));
  RequirementsDocument out = collector.Finish();
  if (more)
    out.left.push_back({path, "more than " + Thousands(kMaxRequirements) + " requirements"});
  return out;
}

// Forms that hold requirements and are not read.
std::string_view UnreadForm(const Path& path) {
  const std::string extension = Lower(path.extension());
  if (extension == "reqif" || extension == "reqifz") return "ReqIF";
  if (extension == "docx" || extension == "odt" || extension == "doc")
    return "a word processor's file";
  if (extension == "xlsx" || extension == "ods" || extension == "csv" || extension == "tsv")
    return "a sheet";
  if (extension == "pdf") return "PDF";
  if (extension == "xml" || extension == "html" || extension == "json") return "this form";
  return {};
}

}  // namespace

bool SpeaksOfSecurity(std::string_view lower) {
  static const Phrases kWords = {"secur",
                                 "authenticat",
                                 "authoris",
                                 "authoriz",
                                 "password",
                                 "passkey",
                                 "encrypt",
                                 "cryptograph",
                                 "second factor",
                                 "two-factor",
                                 "multi-factor",
                                 "mfa",
                                 "permission",
                                 "privilege",
                                 "access control",
                                 "audit log",
                                 "audit trail",
                                 "session timeout",
                                 "tls",
                                 "https",
                                 "credential",
                                 "secret",
                                 "attack",
                                 "injection",
                                 "vulnerab",
                                 "sanitis",
                                 "sanitiz",
                                 "csrf",
                                 "cross-site",
                                 "xss",
                                 "brute force",
                                 "brute-force",
                                 "rate limit",
                                 "rate-limit",
                                 "sign in",
                                 "signing in",
                                 "signed in",
                                 "log in",
                                 "logged in",
                                 "unauthori",
                                 "confidential",
                                 "tamper",
                                 "malicious",
                                 "threat",
                                 "hardening",
                                 "personal data",
                                 "denial of service"};
  return HasAny(lower, kWords);
}

Result<RequirementsDocument> ReadRequirementsDocument(const Path& path, BytesView bytes,
                                                      std::string_view ids) {
  AVOUCH_TRY(const RequirementIds finder, RequirementIds::Parse(ids));
  if (const auto form = UnreadForm(path); !form.empty())
    return Fail(ErrorKind::kUnsupported, "requirements in " + std::string(form) + " are not read",
                path.bytes, "Markdown, StrictDoc or Doorstop");
  if (bytes.size() > kMaxProseBytes)
    return Fail(ErrorKind::kTooLarge, "longer than a document of this kind is", path.bytes);
  if (bytes.find('\0') != bytes.npos) return Fail(ErrorKind::kUnsupported, "no text", path.bytes);
  if (IsStrictDoc(path, bytes)) return Finish(path, ReadStrictDoc(path, bytes));
  if (IsDoorstopItem(path, bytes)) {
    AVOUCH_TRY(auto found, ReadDoorstopItem(path, bytes));
    return Finish(path, std::move(found));
  }
  return Finish(path, ReadFromProse(path, bytes, finder));
}

std::vector<DuplicateId> DuplicatesAcross(const std::vector<RequirementsDocument>& documents) {
  std::map<std::string, std::set<model::Place>> places;
  std::set<std::string> twice;
  for (const auto& document : documents) {
    for (const auto& requirement : document.requirements) {
      auto& seen = places[requirement.id];
      if (!seen.empty()) twice.insert(requirement.id);
      seen.insert(requirement.place);
    }
    for (const auto& duplicate : document.duplicates) {
      twice.insert(duplicate.id);
      places[duplicate.id].insert(duplicate.places.begin(), duplicate.places.end());
    }
  }
  std::vector<DuplicateId> out;
  for (const auto& id : twice) out.push_back({id, {places[id].begin(), places[id].end()}});
  return out;
}

}  // namespace avouch::formats

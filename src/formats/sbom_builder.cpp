#include "formats/sbom_builder.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/text.h"
#include "formats/limits.h"
#include "model/purl_types.h"

namespace avouch::formats {
namespace {

using model::kSubject;
using model::Part;

std::string Quoted(std::string_view id) {
  return "'" + Printable(id.substr(0, kMaxNotedName)) + "'";
}

std::size_t HashOf(std::string_view id) { return std::hash<std::string_view>()(id); }

}  // namespace

SbomBuilder::SbomBuilder(std::size_t bytes)
    : bytes_(bytes), most_parts_(kFreeSbomParts + bytes / kBytesASbomPart) {}

void SbomBuilder::Expect(std::size_t done) {
  const std::size_t have = out_.parts.size();
  if (have < out_.parts.capacity() || have < 256 || done == 0) return;
  // Parts so far stand for their share of the document; the room is not touched before its use.
  const double share = static_cast<double>(bytes_) / static_cast<double>(done);
  const auto guess = static_cast<std::size_t>(static_cast<double>(have) * share * 1.02) + 16;
  out_.parts.reserve(std::min(std::clamp(guess, have + have / 2, have * 16), most_parts_));
}

std::uint32_t SbomBuilder::Add(Part part, std::uint32_t line) {
  if (out_.parts.size() >= most_parts_) {
    ++left_out_;
    return kNobody;
  }
  if (!part.id.empty() && Find(part.id) != kNobody) {
    Note(line, "two components are called " + Quoted(part.id));
    part.id.clear();
  }
  const auto at = static_cast<std::uint32_t>(out_.parts.size());
  out_.parts.push_back(std::move(part));
  if (const auto& id = out_.parts.back().id; !id.empty()) by_id_.Add(HashOf(id), at);
  return at;
}

void SbomBuilder::SetSubject(Part part, std::uint32_t line) {
  if (!part.id.empty() && Find(part.id) < kNobody)
    Note(line, "the subject and a component are both called " + Quoted(part.id));
  out_.subject = std::move(part);
}

std::uint32_t SbomBuilder::Find(std::string_view id) const {
  if (id.empty()) return kNobody;
  if (id == out_.subject.id) return kSubject;
  const std::uint32_t at =
      by_id_.Find(HashOf(id), [&](std::uint32_t one) { return out_.parts[one].id == id; });
  return at == Slots::kNone ? kNobody : at;
}

std::uint32_t SbomBuilder::FindInOrder(std::string_view id) {
  const bool next = next_ < out_.parts.size() && !id.empty() && out_.parts[next_].id == id &&
                    out_.subject.id != id;
  const std::uint32_t at = next ? next_ : Find(id);
  if (at < out_.parts.size()) next_ = at + 1;
  return at;
}

Part& SbomBuilder::At(std::uint32_t index) {
  return index == kSubject ? out_.subject : out_.parts[index];
}

void SbomBuilder::NoNeeds(std::string_view id, std::uint32_t line) {
  if (Find(id) == kNobody && !no_parts_.contains(std::string(id)))
    Note(line, "a dependency of " + Quoted(id) + ", which is not there");
}

void SbomBuilder::NeedOf(std::uint32_t whose, std::string_view from, std::string_view to,
                         std::uint32_t line) {
  const auto whom = Find(to);
  if (!no_parts_.empty() && ((whose == kNobody && no_parts_.contains(std::string(from))) ||
                             (whom == kNobody && no_parts_.contains(std::string(to)))))
    return;
  if (whose == kNobody) return Note(line, Quoted(from) + " needs something and is not there");
  if (whom == kNobody)
    return Note(line, Quoted(from) + " needs " + Quoted(to) + ", which is not there");
  if (whom == whose) return Note(line, Quoted(from) + " needs itself");
  if (whom == kSubject) return Note(line, Quoted(from) + " needs the subject");
  NeedAt(whose, whom);
}

void SbomBuilder::MakeSubject(std::uint32_t index) {
  auto& parts = out_.parts;
  out_.subject = std::move(parts[index]);
  parts.erase(parts.begin() + index);
  std::erase_if(out_.needs, [&](const model::Need& need) { return need.to == index; });
  const auto moved = [&](std::uint32_t at) {
    if (at == kSubject || at < index) return at;
    return at == index ? kSubject : at - 1;
  };
  for (auto& need : out_.needs) need = {moved(need.from), moved(need.to)};
  by_id_.Clear();
  for (std::uint32_t i = 0; i < parts.size(); ++i)
    if (!parts[i].id.empty()) by_id_.Add(HashOf(parts[i].id), i);
}

void SbomBuilder::Sort() {
  std::ranges::sort(out_.needs, {}, [](const model::Need& need) {
    return std::uint64_t{need.from} << 32 | need.to;  // As <=> has it, in one comparison
  });
  out_.needs.erase(std::ranges::unique(out_.needs).begin(), out_.needs.end());
  for (const auto& need : out_.needs)
    if (need.from == kSubject) out_.parts[need.to].direct = true;
}

// Takes off what needs nothing that is left, again and again: what stays is in a loop or needs one.
void SbomBuilder::NoteLoops() {
  const std::size_t count = out_.parts.size();
  std::vector<std::uint32_t> open(count, 0), first(count + 2, 0), users;
  for (const auto& need : out_.needs) {
    if (need.from == kSubject) continue;
    ++open[need.from];
    ++first[need.to + 2];
  }
  for (std::size_t i = 2; i < first.size(); ++i) first[i] += first[i - 1];
  users.resize(count == 0 ? 0 : first[count + 1]);
  for (const auto& need : out_.needs)
    if (need.from != kSubject) users[first[need.to + 1]++] = need.from;
  std::vector<std::uint32_t> done;
  for (std::uint32_t i = 0; i < count; ++i)
    if (open[i] == 0) done.push_back(i);
  for (std::size_t at = 0; at < done.size(); ++at)
    for (std::size_t i = first[done[at]]; i < first[done[at] + 1]; ++i)
      if (--open[users[i]] == 0) done.push_back(users[i]);
  if (done.size() == count) return;
  const auto one = std::ranges::find_if(open, [](auto left) { return left != 0; }) - open.begin();
  Note(0, "components need one another in a loop; one that leads into such a loop is " +
              Quoted(out_.parts[static_cast<std::size_t>(one)].name));
}

Result<model::Inventory> SbomBuilder::Finish() {
  Sort();
  if (!out_.needs.empty()) NoteLoops();
  if (left_out_ > 0) out_.partial = true;
  if (out_.partial && out_.whole == model::Whole::kComplete) out_.whole = model::Whole::kUnknown;
  out_.notes = notes_.Take();
  if (left_out_ > 0)  // Above all others, which may be many
    out_.notes.insert(out_.notes.begin(), Count("component", static_cast<long long>(left_out_)) +
                                              " left out: more than " +
                                              std::to_string(most_parts_) +
                                              " are not read of a document of this size");
  return std::move(out_);
}

std::string DigestAlgorithm(std::string_view spelled) {
  std::string out = Lower(spelled);
  if (out.starts_with("sha") && out.size() > 3 && out[3] >= '0' && out[3] <= '9' &&
      !out.starts_with("sha3"))
    out.insert(3, "-");
  if (out == "sha-384" || out != "sha384") return out;
  return "sha-384";
}

bool AddDigest(std::string_view algorithm, std::string_view hex, Part& part) {
  hex = Trim(hex);
  const bool good = !hex.empty() && hex.size() % 2 == 0 && std::ranges::all_of(hex, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
  if (!good || algorithm.empty()) return false;
  part.digests.push_back({DigestAlgorithm(algorithm), Lower(hex)});
  return true;
}

bool LooksLikeExpression(std::string_view text) {
  int open = 0;
  bool wants_name = true;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || c == '(' || c == ')') {
      ++at;
      if (c == ' ') continue;
      if ((c == '(') != wants_name) return false;
      open += c == '(' ? 1 : -1;
      if (open < 0) return false;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" ()", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end;
    const bool joins = word == "AND" || word == "OR" || word == "WITH";
    if (joins == wants_name) return false;
    wants_name = joins;
    if (joins) continue;
    const bool spelled = std::ranges::all_of(word, [](char b) {
      return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') ||
             b == '-' || b == '.' || b == '+' || b == ':';
    });
    if (!spelled) return false;
  }
  return open == 0 && !wants_name;
}

std::string JoinLicences(const std::vector<SbomLicence>& licences) {
  const bool declared =
      std::ranges::any_of(licences, [](const auto& one) { return !one.concluded; });
  std::vector<std::string> texts;
  for (const auto& one : licences)
    if (one.concluded != declared && !one.text.empty() &&
        std::ranges::find(texts, one.text) == texts.end())
      texts.push_back(one.text);
  if (texts.size() == 1) return texts[0];
  if (!std::ranges::all_of(texts, LooksLikeExpression)) return Join(texts, "; ");
  for (auto& text : texts)
    if (text.contains(" OR ")) text = "(" + text + ")";
  return Join(texts, " AND ");
}

void TakePurl(std::string_view purl, Part& part) {
  part.purl = purl;
  if (!purl.starts_with("pkg:")) return;
  purl.remove_prefix(4);
  while (purl.starts_with('/')) purl.remove_prefix(1);
  const std::string_view type = purl.substr(0, purl.find('/'));
  if (const auto known = model::EcosystemOfPurlType(type); known != model::Ecosystem::kOther)
    part.ecosystem = known;
  else
    part.ecosystem = model::EcosystemOfPurlType(Lower(type));
}

namespace {

// "a/b.txt:12" and "a/b.txt"
model::Place PlaceOfText(std::string_view text) {
  const auto colon = text.rfind(':');
  int line = 0;
  if (colon != text.npos) {
    const auto [end, error] =
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), line);
    if (error == std::errc() && end == text.data() + text.size() && line > 0)
      return {text.substr(0, colon), line};
  }
  return {text, 0};
}

void TakeOurs(std::string_view name, std::string_view value, Part& part) {
  if (name == "scope") {
    part.scope = model::FromName<model::Scope>(value).value_or(part.scope);
  } else if (name == "sure") {
    part.sure = model::FromName<model::Sure>(value).value_or(part.sure);
  } else if (name == "kind") {
    part.kind = model::FromName<model::PartKind>(value).value_or(part.kind);
  } else if (name == "ecosystem") {
    part.ecosystem = model::FromName<model::Ecosystem>(value).value_or(part.ecosystem);
  } else if (name == "range") {
    part.range = value;
  } else if (name == "group") {
    const bool whole =
        part.name.starts_with(value) && part.name.substr(value.size()).starts_with('/');
    if (whole) part.name.erase(0, value.size() + 1);
    part.group = value;
  } else if (name == "purl" && part.purl.empty()) {
    TakePurl(value, part);
  } else if (name == "cpe" && part.cpe.empty()) {
    part.cpe = value;
  } else if (name == "layer") {
    part.layer = value;
  } else if (name == "origin") {
    part.origin = value;
  } else if (name == "source-code") {
    part.source_code = value;
  } else if (name == "direct") {
    part.direct = value == "true";
  } else if (name == "place") {
    part.places.push_back(PlaceOfText(value));
  } else if (name.starts_with("digest:")) {
    part.digests.push_back({std::string(name.substr(7)), std::string(value)});
  }
}

}  // namespace

void TakeProperty(std::string_view name, std::string_view value, Part& part) {
  if (name.starts_with("avouch:")) return TakeOurs(name.substr(7), value, part);
  if (name.starts_with("bsi:")) {
    part.properties.emplace_back(name, value);
  } else if (name.starts_with("syft:location:") && name.ends_with(":path")) {
    part.places.push_back({value.starts_with('/') ? value.substr(1) : value, 0});
  } else if ((name.starts_with("syft:location:") && name.ends_with(":layerID")) ||
             name == "aquasecurity:trivy:LayerDigest") {
    if (part.layer.empty()) part.layer = value;
  } else if (name == "cdx:npm:package:development" && value == "true") {
    part.scope = model::Scope::kDevelopment;
  } else if (name == "SrcFile" && !value.empty()) {
    part.places.push_back({value, 0});
  }
}

}  // namespace avouch::formats

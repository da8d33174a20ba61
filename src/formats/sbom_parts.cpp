#include "formats/sbom_parts.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/time.h"
#include "crypto/hash.h"
#include "crypto/uuid.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::Part;

// As model::Name, which makes all names of the enum each time that it is asked.
template <class Enum>
std::string_view NameOf(Enum value) {
  static constexpr auto kNames = NamesOf(Enum{});
  return kNames[static_cast<std::size_t>(value)];
}

// Of a part that has neither id nor purl.
std::string Described(const Part& part) {
  std::string text = part.group.empty() ? part.name : part.group + "/" + part.name;
  if (!part.version.empty()) text += "@" + part.version;
  return text.empty() ? "part" : text;
}

// One digest of many texts, in bounded memory: of the digests of pieces of them.
class TextDigest {
 public:
  TextDigest() { piece_.resize(kPiece + kUsual); }

  void Take(std::string_view text) {
    if (piece_.size() - size_ <= text.size()) piece_.resize(size_ + text.size() + 1);
    text.copy(&piece_[size_], text.size());
    size_ += text.size();
    piece_[size_++] = '\0';
    if (size_ > kPiece) Close();
  }
  std::string Hex() {
    Close();
    return crypto::Sha256Of(digests_).hex();
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{1} << 16, kUsual = 4096;  // Of most texts

  void Close() {
    digests_ += crypto::Sha256Of(std::string_view(piece_).substr(0, size_)).hex();
    size_ = 0;
    if (digests_.size() > kPiece) digests_ = crypto::Sha256Of(digests_).hex();
  }

  std::string piece_, digests_;
  std::size_t size_ = 0;  // Of what piece_ holds
};

void Take(const Part& part, TextDigest& digest) {
  for (const auto field : {&Part::id, &Part::group, &Part::name, &Part::version, &Part::range,
                           &Part::purl, &Part::cpe, &Part::supplier, &Part::producer,
                           &Part::licence, &Part::origin, &Part::source_code, &Part::layer})
    digest.Take(part.*field);
  for (const auto& one : part.digests) digest.Take(one.algorithm), digest.Take(one.hex);
  for (const auto& place : part.places)
    digest.Take(place.path.bytes), digest.Take(std::to_string(place.line));
  for (const auto& [name, value] : part.properties) digest.Take(name), digest.Take(value);
  digest.Take(NameOf(part.kind)), digest.Take(NameOf(part.scope));
  digest.Take(NameOf(part.sure)), digest.Take(NameOf(part.ecosystem));
  digest.Take(part.direct ? "1" : "0");
}

}  // namespace

PartNames::PartNames(const Inventory& inventory, Spell spell) : names_(inventory.parts.size() + 1) {
  taken_.Reserve(names_.size());
  Take(static_cast<std::uint32_t>(inventory.parts.size()), inventory.subject, spell);
  for (std::uint32_t i = 0; i < inventory.parts.size(); ++i) Take(i, inventory.parts[i], spell);
}

void PartNames::Take(std::uint32_t position, const Part& part, Spell spell) {
  std::string_view& name = names_[position];
  name = part.id.empty() ? std::string_view(part.purl) : std::string_view(part.id);
  if (name.empty()) name = made_.emplace_back(Described(part));
  if (std::string spelled; spell(name, spelled), !spelled.empty())
    name = made_.emplace_back(std::move(spelled));
  if (Claim(position)) return;
  const std::string_view wish = name;
  int& next = next_.try_emplace(wish, 2).first->second;  // All before it are taken
  while (true) {
    name = made_.emplace_back(std::string(wish) + "-" + std::to_string(next++));
    if (Claim(position)) return;
    made_.pop_back();
  }
}

bool PartNames::Claim(std::uint32_t position) {
  const std::string_view name = names_[position];
  const std::size_t hash = std::hash<std::string_view>()(name);
  const auto same = [&](std::uint32_t other) { return names_[other] == name; };
  if (taken_.Find(hash, same) != Slots::kNone) return false;
  taken_.Add(hash, position);
  return true;
}

std::string SerialOf(const Inventory& inventory, const SbomWriting& how, std::string_view format) {
  TextDigest digest;
  for (const std::string_view one :
       {format, std::string_view(how.created), std::string_view(how.tool),
        std::string_view(how.tool_version), std::string_view(inventory.created),
        std::string_view(inventory.context), Name(inventory.whole)})
    digest.Take(one);
  for (const auto& one : inventory.authors) digest.Take(one);
  for (const auto& one : inventory.tools) digest.Take(one);
  Take(inventory.subject, digest);
  for (const auto& part : inventory.parts) Take(part, digest);
  for (const auto& need : inventory.needs) {
    const std::uint32_t pair[] = {need.from, need.to};
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(pair[i / 4] >> (8 * (i % 4)));
    digest.Take({bytes, 8});
  }
  digest.Take(inventory.edges_known ? "1" : "0");
  return "urn:uuid:" + crypto::NameUuid(digest.Hex());
}

Result<std::string> CreatedOf(const Inventory& inventory, const SbomWriting& how) {
  const std::string& text = how.created.empty() ? inventory.created : how.created;
  if (text.empty()) return std::string();
  AVOUCH_TRY(const Time time, ParseTime(text));
  return ToString(time);
}

void PropertiesOf(const Part& part, const Sayable& sayable, const EachProperty& each) {
  const auto put = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) each(name, value);
  };
  using model::Scope;
  if (part.scope == Scope::kTest || part.scope == Scope::kBuild ||
      part.scope == Scope::kDevelopment)
    put("avouch:scope", Name(part.scope));
  if (part.sure != model::Sure::kTold) put("avouch:sure", NameOf(part.sure));
  if (!sayable.kind) put("avouch:kind", Name(part.kind));
  if (part.purl.empty() && part.ecosystem != model::Ecosystem::kOther)
    put("avouch:ecosystem", Name(part.ecosystem));
  put("avouch:range", part.range);
  put("avouch:layer", part.layer);
  if (!sayable.origin) put("avouch:origin", part.origin);
  if (!sayable.source_code) put("avouch:source-code", part.source_code);
  if (part.direct && !sayable.direct) put("avouch:direct", "true");
  for (const auto& place : part.places)
    if (place.line > 0 ? !sayable.lines : !sayable.paths)
      put("avouch:place",
          place.line > 0 ? place.path.bytes + ":" + std::to_string(place.line) : place.path.bytes);
  for (const auto& [name, value] : part.properties) each(name, value);
}

std::pair<std::string_view, std::string_view> ToolParts(std::string_view tool) {
  const auto space = tool.rfind(' ');
  if (space == tool.npos || space + 1 == tool.size()) return {tool, {}};
  const std::string_view version = tool.substr(space + 1);
  const char first = version[version.size() > 1 && version[0] == 'v' ? 1 : 0];
  if (first < '0' || first > '9') return {tool, {}};
  return {tool.substr(0, space), version};
}

bool IsAddress(std::string_view text) {
  static constexpr auto kLetters = [] {
    std::array<bool, 256> letters{};
    for (std::size_t c = 0x21; c < 256; ++c) letters[c] = c != 0x7F;
    for (const char c : std::string_view("\"<>\\^`{|}"))
      letters[static_cast<unsigned char>(c)] = false;
    return letters;
  }();
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return kLetters[static_cast<unsigned char>(c)]; });
}

std::span<const model::Need> NeedsOf(const Inventory& inventory, std::uint32_t from) {
  const auto range = std::ranges::equal_range(inventory.needs, from, {}, &model::Need::from);
  return {range.begin(), range.end()};
}

}  // namespace avouch::formats

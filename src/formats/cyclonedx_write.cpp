#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/cyclonedx_read.h"
#include "formats/sbom_parts.h"
#include "formats/sbom_shape.h"
#include "formats/sbom_write.h"
#include "notation/licence.h"
#include "notation/licence_ids.h"
#include "syntax/json_writer.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;
using model::PartKind;
using syntax::JsonKey;
using syntax::JsonWriter;

constexpr std::array<std::string_view, 4> kVersions = {"1.4", "1.5", "1.6", "1.7"};

// The specification's spelling, and how many digits; "" where it has none.
struct Algorithm {
  std::string_view ours, theirs;
  std::size_t digits;
};
constexpr Algorithm kAlgorithms[] = {
    {"md5", "MD5", 32},
    {"sha-1", "SHA-1", 40},
    {"sha-256", "SHA-256", 64},
    {"sha-384", "SHA-384", 96},
    {"sha-512", "SHA-512", 128},
    {"sha3-256", "SHA3-256", 64},
    {"sha3-384", "SHA3-384", 96},
    {"sha3-512", "SHA3-512", 128},
    {"blake2b-256", "BLAKE2b-256", 64},
    {"blake2b-384", "BLAKE2b-384", 96},
    {"blake2b-512", "BLAKE2b-512", 128},
    {"blake3", "BLAKE3", 64},
};

std::string_view AlgorithmOf(const model::PartDigest& digest) {
  for (const auto& one : kAlgorithms)
    if (one.ours == digest.algorithm && one.digits == digest.hex.size()) return one.theirs;
  return {};
}

void AsItIs(std::string_view wish, std::string& name) {
  if (!IsUtf8(wish)) name = ToUtf8(wish);
}

// What a licence is written as: an identifier that the specification lists, an expression of
// listed ones, or the name that somebody gave it.
enum class LicenceForm { kId, kExpression, kName };

bool IsSchemaId(const std::string& licence) {
  static const std::unordered_set<std::string_view> ids = [] {
    std::unordered_set<std::string_view> out;
    for (const auto line : Lines(kSpdxIdShapes))
      for (const auto word : Words(line)) out.insert(word.substr(0, word.find(')')));
    return out;
  }();
  return ids.contains(licence) && notation::FindLicenceId(licence);
}

LicenceForm FormOf(const std::string& licence) {
  if (IsSchemaId(licence)) return LicenceForm::kId;
  const auto expression = notation::ParseLicence(licence);
  return expression && notation::IsListed(*expression) && LooksLikeExpression(licence)
             ? LicenceForm::kExpression
             : LicenceForm::kName;
}

class Writer {
 public:
  Writer(const Inventory& inventory, CycloneDxVersion version, const SbomWriting& how,
         const ByteSink& sink)
      : all_(inventory),
        version_(version),
        how_(how),
        json_(sink, how.indent),
        names_(inventory, AsItIs) {}

  Status Write(const std::string& created) {
    const auto number = kVersions[static_cast<std::size_t>(version_)];
    json_.BeginMap();
    json_.Field("$schema",
                "http://cyclonedx.org/schema/bom-" + std::string(number) + ".schema.json");
    json_.Field("bomFormat", "CycloneDX");
    json_.Field("specVersion", number);
    const bool keep = how_.keep_serial && IsSerial(all_.serial);
    json_.Field("serialNumber",
                keep ? all_.serial : SerialOf(all_, how_, "CycloneDX " + std::string(number)));
    json_.Key("version");
    json_.Integer(keep && all_.revision > 0 ? all_.revision : 1);
    Metadata(created);
    json_.Key("components");
    json_.BeginList();
    for (std::uint32_t i = 0; i < all_.parts.size(); ++i) Component(i, all_.parts[i]);
    json_.EndList();
    Dependencies();
    Compositions();
    json_.EndMap();
    return json_.Finish();
  }

 private:
  [[nodiscard]] bool Since(CycloneDxVersion version) const { return version_ >= version; }
  [[nodiscard]] bool HasSubject() const { return !all_.subject.name.empty(); }

  static bool IsSerial(std::string_view text) {
    if (text.size() != 45 || !text.starts_with("urn:uuid:")) return false;
    for (std::size_t i = 9; i < 45; ++i) {
      const bool dash = i == 17 || i == 22 || i == 27 || i == 32;
      const char c = text[i];
      if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
  }

  void Metadata(const std::string& created) {
    json_.Key("metadata");
    json_.BeginMap();
    json_.FieldIfAny("timestamp", created);
    if (!all_.context.empty() && Since(CycloneDxVersion::k1_5)) Lifecycles();
    Tools();
    if (!all_.authors.empty()) {
      json_.Key("authors");
      json_.BeginList();
      for (const auto& author : all_.authors) Author(author);
      json_.EndList();
    }
    if (HasSubject()) {
      json_.Key("component");
      Component(kSubject, all_.subject);
    }
    json_.EndMap();
  }

  void Lifecycles() {
    static constexpr std::string_view kPhases[] = {
        "design", "pre-build", "build", "post-build", "operations", "discovery", "decommission"};
    json_.Key("lifecycles");
    json_.BeginList();
    for (const auto one : Split(all_.context, ',')) {
      const std::string_view phase = Trim(one);
      if (phase.empty()) continue;
      json_.BeginMap();
      const bool known = std::ranges::find(kPhases, phase) != std::end(kPhases);
      json_.Field(known ? JsonKey("phase") : JsonKey("name"), phase);
      json_.EndMap();
    }
    json_.EndList();
  }

  void Author(std::string_view text) {
    json_.BeginMap();
    const auto open = text.rfind('<');
    const bool address = open != text.npos && text.ends_with('>') &&
                         text.substr(open).contains('@') && !text.substr(open).contains(' ');
    json_.FieldIfAny("name", address ? Trim(text.substr(0, open)) : text);
    if (address) json_.Field("email", text.substr(open + 1, text.size() - open - 2));
    json_.EndMap();
  }

  void Tools() {
    std::vector<std::pair<std::string_view, std::string_view>> tools;
    for (const auto& one : all_.tools) tools.push_back(ToolParts(one));
    const std::pair<std::string_view, std::string_view> ours = {how_.tool, how_.tool_version};
    if (!ours.first.empty() && std::ranges::find(tools, ours) == tools.end()) tools.push_back(ours);
    if (tools.empty()) return;
    const bool components = Since(CycloneDxVersion::k1_5);
    json_.Key("tools");
    if (components) json_.BeginMap(), json_.Key("components");
    json_.BeginList();
    for (const auto& [name, version] : tools) {
      json_.BeginMap();
      if (components) json_.Field("type", "application");
      json_.Field("name", name);
      json_.FieldIfAny("version", version);
      json_.EndMap();
    }
    json_.EndList();
    if (components) json_.EndMap();
  }

  [[nodiscard]] std::string_view TypeOf(const Part& part) const {
    const bool since_1_5 = part.kind == PartKind::kData || part.kind == PartKind::kPlatform ||
                           part.kind == PartKind::kDriver || part.kind == PartKind::kModel;
    if (since_1_5 && !Since(CycloneDxVersion::k1_5)) return {};
    if (part.kind == PartKind::kCryptography && !Since(CycloneDxVersion::k1_6)) return {};
    return CycloneDxType(part.kind);
  }

  void Component(std::uint32_t index, const Part& part) {
    const std::string_view type = TypeOf(part);
    json_.BeginMap();
    json_.Field("bom-ref", names_.Of(index));
    json_.Field("type", !type.empty() ? type : index == kSubject ? "application" : "library");
    const bool since_1_6 = Since(CycloneDxVersion::k1_6);
    if (!part.supplier.empty()) Named("supplier", part.supplier);
    if (!part.producer.empty() && since_1_6) Named("manufacturer", part.producer);
    if (!part.producer.empty() && !since_1_6) json_.Field("publisher", part.producer);
    json_.FieldIfAny("group", part.group);
    json_.Field("name", part.name);
    json_.FieldIfAny("version", part.version);
    Scope(part);
    Hashes(part);
    Licence(part);
    json_.FieldIfAny("cpe", part.cpe);
    json_.FieldIfAny("purl", part.purl);
    Sayable sayable;
    sayable.kind = !type.empty();
    sayable.lines = since_1_6;
    sayable.paths = Since(CycloneDxVersion::k1_5);
    sayable.origin = IsAddress(part.origin);
    sayable.source_code = IsAddress(part.source_code);
    sayable.direct = std::ranges::binary_search(all_.needs, model::Need{kSubject, index});
    References(part, sayable.origin, sayable.source_code);
    Properties(part, sayable);
    Evidence(part);
    json_.EndMap();
  }

  void Named(const JsonKey& key, std::string_view name) {
    json_.Key(key);
    json_.BeginMap();
    json_.Field("name", name);
    json_.EndMap();
  }

  void Scope(const Part& part) {
    if (part.scope == model::Scope::kUnsaid) return;
    json_.Field("scope", part.scope == model::Scope::kShipped    ? "required"
                         : part.scope == model::Scope::kOptional ? "optional"
                                                                 : "excluded");
  }

  void Hashes(const Part& part) {
    bool any = false;
    for (const auto& digest : part.digests) {
      const auto algorithm = AlgorithmOf(digest);
      if (algorithm.empty()) continue;
      if (!std::exchange(any, true)) json_.Key("hashes"), json_.BeginList();
      json_.BeginMap();
      json_.Field("alg", algorithm);
      json_.Field("content", digest.hex);
      json_.EndMap();
    }
    if (any) json_.EndList();
  }

  void Licence(const Part& part) {
    if (part.licence.empty()) return;
    json_.Key("licenses");
    json_.BeginList();
    json_.BeginMap();
    const auto [form, fresh] = forms_.try_emplace(part.licence);
    if (fresh) form->second = FormOf(part.licence);
    if (form->second == LicenceForm::kExpression) {
      json_.Field("expression", part.licence);
    } else if (form->second == LicenceForm::kId) {
      json_.Key("license");
      json_.BeginMap();
      json_.Field("id", part.licence);
      json_.EndMap();
    } else {
      Named("license", part.licence);
    }
    json_.EndMap();
    json_.EndList();
  }

  void References(const Part& part, bool origin, bool source) {
    if (!origin && !source) return;
    json_.Key("externalReferences");
    json_.BeginList();
    if (origin) Reference("distribution", part.origin);
    if (source) Reference("vcs", part.source_code);
    json_.EndList();
  }

  void Reference(std::string_view type, std::string_view url) {
    json_.BeginMap();
    json_.Field("type", type);
    json_.Field("url", url);
    json_.EndMap();
  }

  void Properties(const Part& part, const Sayable& sayable) {
    bool any = false;
    const auto property = [&](std::string_view name, std::string_view value) {
      if (!std::exchange(any, true)) json_.Key("properties"), json_.BeginList();
      json_.BeginMap();
      json_.Field("name", name);
      json_.Field("value", value);
      json_.EndMap();
    };
    PropertiesOf(part, sayable, property);
    for (const auto& digest : part.digests)
      if (AlgorithmOf(digest).empty()) property("avouch:digest:" + digest.algorithm, digest.hex);
    if (any) json_.EndList();
  }

  void Evidence(const Part& part) {
    if (part.places.empty() || !Since(CycloneDxVersion::k1_5)) return;
    json_.Key("evidence");
    json_.BeginMap();
    json_.Key("occurrences");
    json_.BeginList();
    for (const auto& place : part.places) {
      json_.BeginMap();
      json_.Field("location", place.path.bytes);
      if (place.line > 0 && Since(CycloneDxVersion::k1_6))
        json_.Key("line"), json_.Integer(place.line);
      json_.EndMap();
    }
    json_.EndList();
    json_.EndMap();
  }

  // With an entry for each part where what needs what is known: an empty one needs nothing.
  void Dependencies() {
    if (!all_.edges_known && all_.needs.empty()) return;
    json_.Key("dependencies");
    json_.BeginList();
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < all_.parts.size(); ++i) Dependency(i, at);
    if (HasSubject()) Dependency(kSubject, at);
    json_.EndList();
  }

  // kSubject is the greatest index, so its needs stand last. `at`: in needs, for part `index`.
  void Dependency(std::uint32_t index, std::size_t& at) {
    const auto& needs = all_.needs;
    const bool any = at < needs.size() && needs[at].from == index;
    if (!any && !all_.edges_known) return;
    json_.BeginMap();
    json_.Field("ref", names_.Of(index));
    if (any) {
      json_.Key("dependsOn");
      json_.BeginList();
      for (; at < needs.size() && needs[at].from == index; ++at)
        json_.Text(names_.Of(needs[at].to));
      json_.EndList();
    }
    json_.EndMap();
  }

  void Compositions() {
    json_.Key("compositions");
    json_.BeginList();
    const bool incomplete = all_.partial || all_.whole == model::Whole::kIncomplete;
    Composition(incomplete ? "incomplete" : Name(all_.whole), "assemblies");
    if (!all_.edges_known)
      Composition(all_.needs.empty() ? "unknown" : "incomplete", "dependencies");
    json_.EndList();
  }

  void Composition(std::string_view aggregate, const JsonKey& list) {
    json_.BeginMap();
    json_.Field("aggregate", aggregate);
    if (HasSubject()) {
      json_.Key(list);
      json_.BeginList();
      json_.Text(names_.Of(kSubject));
      json_.EndList();
    }
    json_.EndMap();
  }

  const Inventory& all_;
  CycloneDxVersion version_;
  const SbomWriting& how_;
  JsonWriter json_;
  std::unordered_map<std::string, LicenceForm> forms_;  // Of licences written before
  PartNames names_;
};

}  // namespace

Status WriteCycloneDx(const Inventory& inventory, CycloneDxVersion version, const SbomWriting& how,
                      const ByteSink& sink) {
  AVOUCH_TRY(const std::string created, CreatedOf(inventory, how));
  return Writer(inventory, version, how, sink).Write(created);
}

}  // namespace avouch::formats

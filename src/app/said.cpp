#include "app/said.h"

#include <algorithm>
#include <set>

#include "app/same_components.h"
#include "app/units.h"
#include "base/text.h"
#include "claims/exemptions.h"
#include "crypto/hash.h"
#include "crypto/openpgp.h"
#include "formats/front_matter.h"
#include "formats/requirements_document.h"
#include "formats/requirements_document_ids.h"
#include "formats/requirements_document_mentions.h"
#include "formats/test_plan.h"
#include "formats/threat_model.h"
#include "statement/product_file.h"
#include "trust/said.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxPaper = 16u << 20;

bool IsAddress(std::string_view at) { return at.find("://") != at.npos; }

// ---- The product's own papers ----

class Papers {
 public:
  Papers(const ProductSide& side, const trust::Ring& ring, VersionReader& versions,
         const model::Organisation& organisation, Said& out)
      : side_(side), ring_(ring), versions_(versions), organisation_(organisation), out_(out) {}

  void ReadInto(model::PaperFacts& facts) {
    std::vector<formats::RequirementsDocument> requirements;
    for (const auto& named : side_.product.documents) {
      const source::Entry* entry = IsAddress(named.at) ? nullptr : side_.tree.Find(named.at);
      if (entry == nullptr) continue;  // documents.named says so.
      auto bytes = side_.tree.Read(*entry, kMaxPaper);
      if (!bytes) {
        Left(entry->path, bytes.error());
        continue;
      }
      One(named, entry->path, *bytes, facts);
      if (named.purpose == "requirements") {
        auto read =
            formats::ReadRequirementsDocument(entry->path, *bytes, side_.product.requirement_ids);
        if (read)
          requirements.push_back(std::move(*read));
        else
          Left(entry->path, read.error());
      }
    }
    for (const auto& duplicate : formats::DuplicatesAcross(requirements))
      facts.duplicate_ids.push_back(duplicate.id);
    for (auto& document : requirements) {
      for (const auto& duplicate : document.duplicates) facts.duplicate_ids.push_back(duplicate.id);
      std::move(document.requirements.begin(), document.requirements.end(),
                std::back_inserter(facts.requirements));
      std::move(document.left.begin(), document.left.end(), std::back_inserter(out_.left));
    }
    std::sort(facts.duplicate_ids.begin(), facts.duplicate_ids.end());
    facts.duplicate_ids.erase(std::unique(facts.duplicate_ids.begin(), facts.duplicate_ids.end()),
                              facts.duplicate_ids.end());
    Mentions(facts);
  }

 private:
  void Left(const Path& path, const Error& error) { out_.left.push_back({path, ToString(error)}); }

  void One(const model::NamedDocument& named, const Path& path, BytesView bytes,
           model::PaperFacts& facts) {
    auto paper = formats::ReadPaper(named.purpose, path, bytes, side_.product.requirement_ids);
    if (!paper) return Left(path, paper.error());
    const std::string in_repository = JoinPath(side_.repository.prefix(), path.bytes);
    paper->id = crypto::Sha256Of(bytes);
    paper->in_product = true;
    paper->approved =
        trust::SaidOver(ring_, versions_.hash(), versions_.Of(in_repository), bytes, {});
    paper->authors = PeopleBehind(organisation_, versions_.AuthorsOf(in_repository));
    out_.payloads.push_back({paper->id, "paper", path.bytes,
                             paper->audience.empty() ? "internal" : paper->audience, Bytes(bytes)});
    facts.papers.push_back(std::move(*paper));
    if (named.purpose == "threat-model") {
      auto model = formats::ReadThreatModel(path, bytes);
      if (model)
        facts.threat_models.push_back(std::move(*model));
      else
        Left(path, model.error());
    }
    if (named.purpose == "test-plan") {
      auto plan = formats::ReadTestPlan(path, bytes, side_.product.requirement_ids);
      if (plan)
        facts.test_plans.push_back(std::move(*plan));
      else
        Left(path, plan.error());
    }
  }

  // Which requirements the tree's tests name.
  void Mentions(model::PaperFacts& facts) const {
    if (facts.requirements.empty()) return;
    std::vector<std::string> ids;
    for (const auto& requirement : facts.requirements) ids.push_back(requirement.id);
    const formats::IdMentions mentions(ids);
    std::set<std::string> found;
    for (const auto& entry : side_.tree.entries()) {
      if (entry.kind != source::EntryKind::kFile || !formats::IsTestFile(entry.path)) continue;
      auto bytes = side_.tree.Read(entry, formats::kMaxTestFileBytes);
      if (!bytes) continue;
      for (const auto& mention : mentions.In(entry.path, *bytes)) found.insert(mention.id);
    }
    facts.ids_in_tests.assign(found.begin(), found.end());
  }

  const ProductSide& side_;
  const trust::Ring& ring_;
  VersionReader& versions_;
  const model::Organisation& organisation_;
  Said& out_;
};

}  // namespace

Result<SaidSources> OpenSaid(const std::string& organisation,
                             const std::vector<std::string>& evidence) {
  SaidSources out;
  out.evidence = evidence;
  if (organisation.empty()) return out;
  if (IsOrganisationFileAt(organisation)) {
    AVOUCH_TRY(out.handed, ReadHandedOrganisation(organisation));
    return out;
  }
  AVOUCH_TRY(out.organisation, OrganisationFolder::Open(organisation));
  (void)crypto::LoadOpenPgp();  // Without it, OpenPGP signatures say that they cannot be judged.
  return out;
}

std::vector<std::string> PathsOf(const SaidSources& sources) {
  std::vector<std::string> out = sources.evidence;
  if (sources.organisation != nullptr) {
    auto more = sources.organisation->Paths();
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

Status MustBeSaidBy(const SaidSources& sources, const std::string& organisation, Time at) {
  if (!sources.handed || !IsOfLaterDay(sources.handed->on, at)) return {};
  return Fail(ErrorKind::kConfiguration,
              "signed on " + ToHumanDate(sources.handed->on) + ", after the time of this check, " +
                  ToHumanDate(at),
              organisation, "one of that day or before, or --at a day that is not before it");
}

std::vector<std::string> SpokenPaths(const model::Product& product) {
  std::vector<std::string> out = {std::string(statement::kProductFileName)};
  for (const auto& named : product.documents)
    if (!IsAddress(named.at)) out.push_back(named.at);
  return out;
}

Result<Said> TakeSaid(SaidSources& sources, const ProductSide& side, claims::Facts& facts,
                      model::Policy& policy) {
  Said out;
  out.built_in = side.product.built_in;
  if (sources.organisation != nullptr || sources.handed) {
    OrganisationFolder::Reading reading;
    if (sources.handed) {
      reading = std::move(sources.handed->reading);
    } else {
      AVOUCH_TRY(reading, sources.organisation->Read());
    }
    facts.organisation = std::move(reading.organisation);
    facts.records = std::move(reading.records);
    facts.exports = std::move(reading.exports);
    facts.papers = std::move(reading.papers);
    for (auto& document : reading.documents)
      facts.documents.value.documents.push_back(std::move(document));
    out.payloads = std::move(reading.payloads);
    out.left = std::move(reading.left);
    out.notes = std::move(reading.notes);
    const auto units =
        UnitsOf(facts.organisation, FindListed(reading.products, side.product.name), side.product);
    out.built_in = BuiltIn(facts.organisation, units, side.product, out.notes);
    AddTraining(units, facts.organisation);
    MergePolicy(facts.organisation, units, policy, out.notes);
  }
  const trust::Ring nobody{model::Organisation()};
  const trust::Ring& ring = sources.handed                    ? *sources.handed->ring
                            : sources.organisation != nullptr ? sources.organisation->ring()
                                                              : nobody;
  VersionReader versions(side.repository, side.history);
  Papers(side, ring, versions, facts.organisation, out).ReadInto(facts.papers);
  if (const source::Entry* entry = side.tree.Find(statement::kProductFileName))
    if (auto bytes = side.tree.Read(*entry, kMaxPaper)) {
      const std::string path = JoinPath(side.repository.prefix(), statement::kProductFileName);
      facts.product_keys = trust::KeysOver(ring, versions.hash(), versions.Of(path), *bytes, {});
    }

  formats::IdFinder ids;
  if (!side.product.requirement_ids.empty() || !facts.papers.requirements.empty()) {
    std::vector<std::string> known;
    for (const auto& requirement : facts.papers.requirements) known.push_back(requirement.id);
    auto mentions = std::make_shared<formats::IdMentions>(known);
    ids = [mentions](std::string_view text) {
      std::vector<std::string> found;
      for (auto& mention : mentions->In(Path("name"), text)) found.push_back(std::move(mention.id));
      return found;
    };
  }
  for (const auto& folder : sources.evidence) {
    AVOUCH_TRY(EvidenceReading reading, ReadEvidenceFolder(folder, ids));
    Append(std::move(reading.results), facts.results);
    std::move(reading.published.pages.begin(), reading.published.pages.end(),
              std::back_inserter(facts.published.pages));
    std::move(reading.left.begin(), reading.left.end(), std::back_inserter(out.left));
  }
  facts.results.same_components =
      FindSameComponents({side.repository, side.history, side.repository.prefix(),
                          facts.history.value.releases, facts.results.tests});
  std::sort(out.payloads.begin(), out.payloads.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

std::vector<model::Exemption> ExemptionsOf(const model::Organisation& organisation,
                                           const model::Product& product, Time at) {
  return claims::ExemptionsThatCount(organisation, product.name, at);
}

}  // namespace avouch::app

#include "inventory/completeness.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/time.h"

namespace avouch::inventory {
namespace {

using model::Inventory;
using model::Part;

using OfPart = std::function<bool(const Part&)>;

bool HasDigest(const Part& part, std::string_view algorithm) {
  return std::ranges::any_of(part.digests, [&](const model::PartDigest& one) {
    return algorithm.empty() || one.algorithm == algorithm;
  });
}

bool HasProperty(const Part& part, std::string_view name) {
  return std::ranges::any_of(
      part.properties, [&](const auto& one) { return one.first == name && !one.second.empty(); });
}

std::string NameOf(const Part& part) {
  std::string name = part.group.empty() ? part.name : part.group + "/" + part.name;
  if (name.empty()) name = part.id.empty() ? "(no name)" : part.id;
  return part.version.empty() ? name : name + " " + part.version;
}

class Counting {
 public:
  explicit Counting(const Inventory& inventory) : inventory_(inventory) {
    named_.resize(inventory.parts.size());
    for (const auto& need : inventory.needs) {
      if (need.from == model::kSubject) subject_named_ = true;
      if (need.from < named_.size()) named_[need.from] = true;
      if (need.to < named_.size()) named_[need.to] = true;
    }
  }

  // Of every part, the subject too where it is named.
  FieldCount Parts(std::string_view field, const OfPart& has) {
    FieldCount out{.field = field};
    const auto count = [&](const Part& part) {
      ++out.of;
      if (has(part)) {
        ++out.present;
      } else if (out.missing.size() < kMissingNames) {
        out.missing.push_back(NameOf(part));
      }
    };
    if (!inventory_.subject.name.empty()) count(inventory_.subject);
    for (const auto& part : inventory_.parts) count(part);
    return out;
  }

  FieldCount Document(std::string_view field, bool has, std::string note = {}) {
    FieldCount out{.field = field, .of_document = true};
    out.of = 1, out.present = has ? 1 : 0, out.note = std::move(note);
    return out;
  }

  // A part is told of where it stands at either end of a need, or the list is said to be whole:
  // then a part without needs needs nothing.
  FieldCount Needs(std::string_view field) {
    const bool all = inventory_.edges_known && inventory_.whole == model::Whole::kComplete &&
                     !inventory_.partial;
    FieldCount out{.field = field};
    if (!inventory_.subject.name.empty()) {
      ++out.of;
      if (all || subject_named_)
        ++out.present;
      else
        out.missing.push_back(NameOf(inventory_.subject));
    }
    for (std::size_t i = 0; i < named_.size(); ++i) {
      ++out.of;
      if (all || named_[i]) {
        ++out.present;
      } else if (out.missing.size() < kMissingNames) {
        out.missing.push_back(NameOf(inventory_.parts[i]));
      }
    }
    if (!all) out.note = "nothing says that the needs told are all there are";
    return out;
  }

  [[nodiscard]] const Inventory& inventory() const { return inventory_; }

 private:
  const Inventory& inventory_;
  std::vector<bool> named_;  // At either end of a need
  bool subject_named_ = false;
};

bool HasName(const Part& part) { return !part.name.empty(); }
bool HasVersion(const Part& part) { return !part.version.empty(); }
bool HasSupplier(const Part& part) { return !part.supplier.empty(); }
bool HasProducer(const Part& part) { return !part.producer.empty() || !part.supplier.empty(); }
bool HasLicence(const Part& part) {
  return !part.licence.empty() && part.licence != "NOASSERTION" && part.licence != "NONE";
}
bool HasIdentifier(const Part& part) { return !part.purl.empty() || !part.cpe.empty(); }
bool HasAnyDigest(const Part& part) { return HasDigest(part, {}); }

bool HasTime(const Inventory& one) { return ParseTime(one.created).has_value(); }

std::vector<FieldCount> Ntia(Counting& count) {
  const Inventory& all = count.inventory();
  return {
      count.Parts("Supplier Name", HasSupplier),
      count.Parts("Component Name", HasName),
      count.Parts("Version of the Component", HasVersion),
      count.Parts("Other Unique Identifiers", HasIdentifier),
      count.Needs("Dependency Relationship"),
      count.Document("Author of SBOM Data", !all.authors.empty(),
                     all.authors.empty() && !all.tools.empty()
                         ? "a tool is named; who made the list is not"
                         : ""),
      count.Document("Timestamp", HasTime(all)),
  };
}

std::vector<FieldCount> Cisa(Counting& count) {
  const Inventory& all = count.inventory();
  return {
      count.Document("SBOM Author", !all.authors.empty()),
      count.Document("SBOM Author Signature", all.signed_inside,
                     all.signed_inside ? "a signature stands inside; it was not verified here"
                                       : "a signature beside the document is not seen here"),
      count.Document("SBOM Version", all.revision > 0),
      count.Document("Timestamp", HasTime(all)),
      count.Document("Tool Name and Version", !all.tools.empty()),
      count.Document("Generation Context", !all.context.empty()),
      count.Parts("Software Producer", HasProducer),
      count.Parts("Component Name", HasName),
      count.Parts("Component Version", HasVersion),
      count.Parts("Software Identifiers", HasIdentifier),
      count.Parts("Component Hash", HasAnyDigest),
      count.Parts("License", HasLicence),
      count.Needs("Dependency Relationship"),
  };
}

bool IsContact(std::string_view text) { return text.contains('@') || text.contains("://"); }

FieldCount Asked(FieldCount field) {
  field.asked = false;
  return field;
}

std::vector<FieldCount> Bsi(Counting& count) {
  const Inventory& all = count.inventory();
  const auto property = [&](std::string_view field, std::string_view name) {
    return count.Parts(field, [name](const Part& part) { return HasProperty(part, name); });
  };
  return {
      count.Document("Creator of the SBOM", std::ranges::any_of(all.authors, IsContact),
                     "an email address or a URL is asked for"),
      count.Document("Timestamp", HasTime(all)),
      Asked(count.Document("SBOM-URI", !all.serial.empty())),
      count.Parts("Component creator", HasProducer),
      count.Parts("Component name", HasName),
      count.Parts("Component version", HasVersion),
      property("Filename of the component", "bsi:component:filename"),
      count.Needs("Dependencies on other components"),
      count.Parts("Distribution licences", HasLicence),
      count.Parts("Hash value of the deployable component (SHA-512)",
                  [](const Part& part) { return HasDigest(part, "sha-512"); }),
      property("Executable property", "bsi:component:executable"),
      property("Archive property", "bsi:component:archive"),
      property("Structured property", "bsi:component:structured"),
      Asked(count.Parts("Source code URI",
                        [](const Part& part) { return !part.source_code.empty(); })),
      Asked(count.Parts("URI of the deployable form of the component",
                        [](const Part& part) { return !part.origin.empty(); })),
      Asked(count.Parts("Other unique identifiers", HasIdentifier)),
  };
}

}  // namespace

std::vector<AuthorityCounts> Completeness(const Inventory& inventory) {
  Counting count(inventory);
  return {
      {Authority::kNtia, "NTIA minimum elements (2021)", Ntia(count)},
      {Authority::kCisa2026, "CISA minimum elements (2026)", Cisa(count)},
      {Authority::kBsi, "BSI TR-03183-2", Bsi(count)},
  };
}

}  // namespace avouch::inventory

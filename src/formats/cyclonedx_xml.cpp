#include <charconv>

#include "base/text.h"
#include "formats/cyclonedx_read.h"
#include "formats/limits.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;

int Number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0 ? number : 0;
}

std::string Contact(const XmlNode& who) {
  const std::string_view mail = who.TextOf("email");
  return ContactText(who.TextOf("name"), mail.empty() ? who.TextOf("url") : mail);
}

class Reader {
 public:
  Reader(const XmlNode& root, std::size_t bytes) : root_(root), builder_(bytes) {}

  Result<Inventory> Read() {
    Inventory& out = builder_.inventory();
    out.serial = root_.Attribute("serialNumber");
    out.revision = Number(root_.Attribute("version"));
    out.signed_inside = root_["Signature"].line > 0;
    Metadata(root_["metadata"]);
    AVOUCH_CHECK_OK(Components(root_["components"], SbomBuilder::kNobody, 0));
    if (const auto count = Services(root_["services"]); count > 0)
      builder_.Note(root_["services"].line, "services are no parts: " + std::to_string(count));
    // Up to 1.1 edges stood in an extension of the same shape.
    for (const auto& list : root_.children)
      if (list.name == "dependencies") Dependencies(list);
    for (const auto& one : root_["compositions"].children) Composition(one);
    out.whole = sum_.whole();
    return builder_.Finish();
  }

 private:
  // How many there are; each may have a name, by which components say that they need it.
  std::size_t Services(const XmlNode& list) {
    std::size_t count = list.children.size();
    for (const auto& one : list.children) {
      builder_.KnowNoPart(one.Attribute("bom-ref"));
      count += Services(one["services"]);  // As deep as a document may be
    }
    return count;
  }

  void Metadata(const XmlNode& metadata) {
    Inventory& out = builder_.inventory();
    out.created = metadata.TextOf("timestamp");
    for (const auto& phase : metadata["lifecycles"].children) {
      const std::string_view text =
          phase.TextOf("phase").empty() ? phase.TextOf("name") : phase.TextOf("phase");
      if (!out.context.empty() && !text.empty()) out.context += ", ";
      out.context += text;
    }
    Tools(metadata["tools"]);
    for (const auto& author : metadata["authors"].children) AddAuthor(Contact(author));
    if (metadata["manufacturer"].line > 0) AddAuthor(Contact(metadata["manufacturer"]));
    const XmlNode& component = metadata["component"];
    if (component.line > 0) {
      builder_.SetSubject(PartOf(component), component.line);
      (void)Components(component["components"], kSubject, 1);
    }
    if (out.subject.supplier.empty()) out.subject.supplier = metadata["supplier"].TextOf("name");
    if (out.subject.producer.empty()) out.subject.producer = metadata["manufacture"].TextOf("name");
  }

  void AddAuthor(std::string author) {
    if (!author.empty()) builder_.inventory().authors.push_back(std::move(author));
  }

  void Tools(const XmlNode& tools) {
    for (const auto& tool : tools.children) {
      if (tool.name == "components" || tool.name == "services") {
        Tools(tool);
        continue;
      }
      std::string name(tool.TextOf("name"));
      if (const auto version = tool.TextOf("version"); !version.empty())
        name.append(1, ' ').append(version);
      if (!name.empty()) builder_.inventory().tools.push_back(std::move(name));
    }
  }

  Status Components(const XmlNode& list, std::uint32_t outer, std::size_t depth) {
    if (depth > kMaxSbomNesting)
      return Fail(ErrorKind::kTooLarge, "components nested too deep",
                  "line " + std::to_string(list.line));
    for (const auto& one : list.children) {
      if (one.name != "component") continue;
      const std::uint32_t at = builder_.Add(PartOf(one), one.line);
      if (outer != SbomBuilder::kNobody && at != SbomBuilder::kNobody) builder_.NeedAt(outer, at);
      AVOUCH_CHECK_OK(Components(one["components"], at, depth + 1));
    }
    return {};
  }

  Part PartOf(const XmlNode& component) {
    Part part;
    part.kind = PartKindOf(component.Attribute("type"));
    part.id = component.Attribute("bom-ref");
    part.group = component.TextOf("group");
    part.name = component.TextOf("name");
    part.version = component.TextOf("version");
    part.cpe = component.TextOf("cpe");
    part.scope = ScopeOf(component.TextOf("scope"));
    if (const auto purl = component.TextOf("purl"); !purl.empty()) TakePurl(purl, part);
    part.supplier = component["supplier"].TextOf("name");
    part.producer = component["manufacturer"].TextOf("name");
    if (part.producer.empty()) part.producer = component.TextOf("publisher");
    if (part.producer.empty()) part.producer = component.TextOf("author");
    if (const auto& authors = component["authors"].children;
        part.producer.empty() && !authors.empty())
      part.producer = Contact(authors[0]);
    for (const auto& hash : component["hashes"].children)
      if (!AddDigest(hash.Attribute("alg"), hash.text, part))
        builder_.Note(hash.line, "a hash that is no hexadecimal text");
    std::vector<SbomLicence> licences;
    Licences(component["licenses"], false, licences);
    Licences(component["evidence"]["licenses"], true, licences);
    part.licence = JoinLicences(licences);
    for (const auto& one : component["externalReferences"].children)
      TakeReference(one.Attribute("type"), one.TextOf("url"), part);
    for (const auto& one : component["evidence"]["occurrences"].children)
      if (const auto path = one.TextOf("location"); !path.empty())
        part.places.push_back({path, Number(one.TextOf("line"))});
    for (const auto& one : component["properties"].children)
      TakeProperty(one.Attribute("name"), one.text, part);
    Settle(part);
    if (part.name.empty()) {
      builder_.Note(component.line, "a component without a name");
      builder_.inventory().partial = true;
    }
    return part;
  }

  static void Licences(const XmlNode& list, bool evidence, std::vector<SbomLicence>& out) {
    for (const auto& one : list.children) {
      SbomLicence licence;
      licence.text = one.name == "expression"            ? std::string_view(one.text)
                     : one.name == "expression-detailed" ? one.Attribute("expression")
                     : one.TextOf("id").empty()          ? one.TextOf("name")
                                                         : one.TextOf("id");
      licence.concluded = evidence || one.Attribute("acknowledgement") == "concluded";
      if (!licence.text.empty()) out.push_back(std::move(licence));
    }
  }

  void Dependencies(const XmlNode& list) {
    for (const auto& one : list.children) {
      builder_.inventory().edges_known = true;
      const std::string_view ref = one.Attribute("ref");
      for (const auto& to : one.children)
        if (to.name == "dependency") builder_.Need(ref, to.Attribute("ref"), to.line);
      if (one.children.empty()) builder_.NoNeeds(ref, one.line);
    }
  }

  void Composition(const XmlNode& one) {
    bool named = false, subject = false;
    for (const auto& list : one.children) {
      if (list.name == "dependencies" || list.name == "vulnerabilities") named = true;
      if (list.name != "assemblies") continue;
      for (const auto& assembly : list.children) {
        named = true;
        subject = subject || builder_.Find(assembly.Attribute("ref")) == kSubject;
      }
    }
    sum_.Take(one.TextOf("aggregate"), subject || !named);
  }

  const XmlNode& root_;
  SbomBuilder builder_;
  CompositionSum sum_;
};

}  // namespace

Result<Inventory> ReadCycloneDxXml(BytesView xml) {
  AVOUCH_TRY(const XmlNode root, ReadXmlTree({}, xml));
  AVOUCH_TRY(Inventory out, Reader(root, xml.size()).Read());
  std::string version;
  for (const auto& [name, value] : root.attributes)
    if (constexpr std::string_view kSpace = "cyclonedx.org/schema/bom/";
        version.empty() && value.contains(kSpace))
      version = value.substr(value.find(kSpace) + kSpace.size());
  out.format = "CycloneDX " + (version.empty() ? "" : version + " ") + "XML";
  return out;
}

}  // namespace avouch::formats

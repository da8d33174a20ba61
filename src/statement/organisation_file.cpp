#include "statement/organisation_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "crypto/hash.h"
#include "statement/organisation_shape.h"
#include "statement/policy_shape.h"
#include "statement/shape.h"
#include "statement/strict_yaml.h"

namespace avouch::statement {
namespace {

using syntax::Node;

std::vector<std::string> TextsOf(const Node& list) {
  std::vector<std::string> out;
  for (const Node& item : list.items()) out.push_back(item.AsText());
  return out;
}

// From the tree to the values. The shape holds, so nothing here can fail but
// what the shape cannot say.
class Reader {
 public:
  Reader(const Node& root, std::string_view file) : root_(root), file_(file) {}

  Result<model::Organisation> Read() {
    ReadNames();
    AVOUCH_CHECK_OK(ReadPeople());
    AVOUCH_CHECK_OK(ReadMachines());
    AVOUCH_CHECK_OK(ReadEnvironments());
    AVOUCH_CHECK_OK(ReadDocuments());
    AVOUCH_CHECK_OK(ReadUnits());
    AVOUCH_CHECK_OK(ReadExemptions());
    AVOUCH_CHECK_OK(ReadUpstream());
    ReadRules();
    return std::move(out_);
  }

 private:
  [[nodiscard]] model::Place PlaceAt(syntax::Place place) const {
    return {Path(file_), static_cast<int>(place.line)};
  }
  std::unexpected<Error> Bad(syntax::Place place, std::string what) const {
    return Fail(ErrorKind::kConfiguration, std::move(what), WhereIn(file_, place));
  }
  static std::string Quoted(std::string_view text) {
    return "'" + Printable(text.substr(0, 80)) + "'";
  }

  void ReadNames() {
    const Node& organisation = root_["organisation"];
    out_.present = true;
    out_.path = Path(file_);
    out_.name = organisation["name"].AsText();
    out_.company_number = organisation["company-number"].AsText();
    out_.country = organisation["country"].AsText();
    out_.outsiders = root_["outsiders"]["rule"].AsText();
    out_.framework_name = root_["framework"]["name"].AsText();
    out_.framework_version = root_["framework"]["version"].AsText();
    out_.framework_document = root_["framework"]["document"].AsText();
    out_.tools_supported_by = root_["tools"]["supported-by"].AsText();
    out_.required_training = TextsOf(root_["tools"]["required-training"]);
    out_.items = TextsOf(root_["items"]);
    out_.repositories = TextsOf(root_["repositories"]);
    out_.channels = TextsOf(root_["channels"]);
    out_.policy = ReadOrganisationPolicy(root_["policy"]);
  }

  // ---- Who there is. Ids, accounts and addresses join what other systems say,
  // so none may lead to two. One key on two people is a finding, not an error. ----

  Status CheckId(const Node::Entry& entry) const {
    if (IsId(entry.key)) return {};
    return Bad(entry.place, Quoted(entry.key) + " is no id: lower case letters, digits, - and _");
  }

  // `name` leads to `id` from here on, and to nobody else.
  Status Claim(const std::string& name, const std::string& id, syntax::Place place) {
    if (name.empty()) return {};
    const auto [at, fresh] = owner_of_.emplace(name, id);
    if (fresh || at->second == id) return {};
    return Bad(place, Quoted(name) + " leads to two: " + at->second + " and " + id);
  }

  Status ReadPeople() {
    for (const auto& entry : root_["people"].entries()) {
      AVOUCH_CHECK_OK(CheckId(entry));
      const Node& node = entry.value;
      model::PersonEntry person;
      person.id = entry.key;
      person.name = node["name"].AsText();
      person.roles = TextsOf(node["roles"]);
      person.keys = TextsOf(node["keys"]);
      if (node["key"].present()) person.keys.insert(person.keys.begin(), node["key"].AsText());
      for (const std::string& address : TextsOf(node["git"])) person.git.push_back(Lower(address));
      person.github = Lower(node["github"].AsText());
      person.gitlab = Lower(node["gitlab"].AsText());
      person.since = node["since"].AsText();
      person.until = node["until"].AsText();
      person.place = PlaceAt(entry.place);
      if (!person.since.empty() && !person.until.empty() && person.until < person.since)
        return Bad(node["until"].place(), "'until' is before 'since'");
      std::vector<std::string> names = {person.id, person.github, person.gitlab};
      names.insert(names.end(), person.git.begin(), person.git.end());
      for (const std::string& name : names) AVOUCH_CHECK_OK(Claim(name, person.id, entry.place));
      ids_.insert(person.id);
      out_.people.push_back(std::move(person));
    }
    if (out_.people.empty()) return Bad(root_["people"].place(), "'people' names nobody");
    return {};
  }

  // The id that `node` holds is one of people.
  Status CheckPerson(const Node& node) const {
    if (!node.present() || ids_.contains(node.AsText())) return {};
    std::vector<std::string_view> known(ids_.begin(), ids_.end());
    const std::string_view nearest = Nearest(node.AsText(), known);
    return Fail(ErrorKind::kConfiguration,
                Quoted(node.AsText()) + " is not under people:", WhereIn(file_, node.place()),
                nearest.empty() ? "" : "did you mean " + Quoted(nearest) + "?");
  }
  Status CheckPeople(const Node& list) const {
    for (const Node& item : list.items()) AVOUCH_CHECK_OK(CheckPerson(item));
    return {};
  }

  Status ReadMachines() {
    for (const auto& entry : root_["machines"].entries()) {
      AVOUCH_CHECK_OK(CheckId(entry));
      AVOUCH_CHECK_OK(CheckPerson(entry.value["owner"]));
      model::MachineEntry machine{std::string(entry.key),
                                  entry.value["owner"].AsText(),
                                  Lower(entry.value["github"].AsText()),
                                  Lower(entry.value["gitlab"].AsText()),
                                  entry.value["credential"].AsText(),
                                  PlaceAt(entry.place)};
      for (const std::string& name : {machine.id, machine.github, machine.gitlab})
        AVOUCH_CHECK_OK(Claim(name, "the machine " + machine.id, entry.place));
      out_.machines.push_back(std::move(machine));
    }
    return {};
  }

  // ---- Where software is built ----

  Status ReadEnvironments() {
    for (const auto& entry : root_["build-environments"].entries()) {
      AVOUCH_CHECK_OK(CheckId(entry));
      AVOUCH_TRY(model::BuildEnvironment environment, ReadEnvironment(entry));
      out_.environments.push_back(std::move(environment));
    }
    return {};
  }

  Result<model::BuildEnvironment> ReadEnvironment(const Node::Entry& entry) const {
    const Node& node = entry.value;
    model::BuildEnvironment out;
    out.name = entry.key;
    out.is = node["is"].AsText();
    out.separate_from = node["separate-from"].AsText();
    for (const auto& role : node["roles"].entries()) {
      AVOUCH_CHECK_OK(CheckPeople(role.value["people"]));
      out.roles.push_back(
          {std::string(role.key), TextsOf(role.value["may"]), TextsOf(role.value["people"])});
    }
    out.again_after = SecondsOf(node["sign-in"]["again-after"].text());
    out.token_lifetime = SecondsOf(node["sign-in"]["token-lifetime"].text());
    out.long_lived_tokens = node["sign-in"]["long-lived-tokens"].integer();
    for (const auto& factor : node["factor"].entries())
      out.factor.push_back({std::string(factor.key), factor.value.AsText()});
    out.secrets_kept_in = node["secrets"]["kept-in"].AsText();
    out.secrets_list = node["secrets"]["list"].AsText();
    out.rotate_every = SecondsOf(node["secrets"]["rotate-every"].text());
    out.changes_by = node["changes-by"].AsText();
    out.logs_kept_for = SecondsOf(node["logs"]["kept-for"].text());
    out.logs_copied_to = node["logs"]["copied-to"].AsText();
    out.logs_may_read = TextsOf(node["logs"]["may-read"]);
    AVOUCH_CHECK_OK(CheckPeople(node["logs"]["may-read"]));
    for (const Node& item : node["platform"].items()) {
      AVOUCH_CHECK_OK(CheckPerson(item["read-by"]));
      out.platform.push_back({item["from"].AsText(), item["report"].AsText(),
                              item["period-to"].AsText(), item["read-by"].AsText(),
                              item["visibility"].AsText(), TextsOf(item["covers"])});
    }
    out.place = PlaceAt(entry.place);
    return out;
  }

  // ---- Documents, units, exemptions ----

  // The same purpose may be named once only.
  Status ReadDocuments() {
    for (const auto& entry : root_["documents"].entries())
      out_.documents.push_back(
          {std::string(entry.key), entry.value.AsText(), PlaceAt(entry.value.place())});
    const Node& framework = root_["framework"]["document"];
    if (!framework.present()) return {};
    if (root_["documents"]["framework"].present())
      return Bad(framework.place(), "document given twice: 'framework'");
    out_.documents.push_back({"framework", framework.AsText(), PlaceAt(framework.place())});
    return {};
  }

  Status ReadUnits() {
    for (const Node& item : root_["units"].items()) {
      const Node& where = item["where"];
      if (where.size() != 1) return Bad(where.place(), "'where' wants one label and its value");
      out_.units.push_back({std::string(where.entries()[0].key), where.entries()[0].value.AsText(),
                            TextsOf(item["inherits"]), ReadOrganisationPolicy(item["policy"])});
    }
    return {};
  }

  Status ReadExemptions() {
    for (const Node& item : root_["exemptions"].items()) {
      AVOUCH_CHECK_OK(CheckPerson(item["approved-by"]));
      out_.exemptions.push_back({item["where"]["product"].AsText(), item["claim"].AsText(),
                                 item["because"].AsText(), item["approved-by"].AsText(),
                                 item["until"].AsText(), PlaceAt(item.place())});
    }
    return {};
  }

  Status ReadUpstream() {
    for (const Node& item : root_["upstream"].items()) {
      model::UpstreamPin pin{item["product"].AsText(), Lower(item["fingerprint"].AsText()),
                             PlaceAt(item.place())};
      for (const auto& other : out_.upstream)
        if (EqualsIgnoreCase(other.product, pin.product))
          return Bad(item.place(), "product given twice: '" + pin.product + "'");
      out_.upstream.push_back(std::move(pin));
    }
    return {};
  }

  void ReadRules() {
    out_.products = {root_["products"]["from"].AsText(), root_["products"]["else"].AsText()};
    for (const Node& item : root_["read"].items()) {
      model::ReadRule rule{item["files"].AsText(), item["profile"].AsText(), {}};
      for (const char* key : {"columns", "map"})
        for (const auto& entry : item[key].entries())
          rule.columns.emplace_back(entry.key, entry.value.AsText());
      out_.read.push_back(std::move(rule));
    }
  }

  const Node& root_;
  std::string_view file_;
  model::Organisation out_;
  std::set<std::string, std::less<>> ids_;
  std::map<std::string, std::string> owner_of_;  // Id, account or address: whose
};

}  // namespace

Result<Node> ParseOrganisation(BytesView yaml, std::string_view name) {
  AVOUCH_TRY(Node root, ParseStrict(yaml, name, kMaxOrganisationBytes, "avouch: 1"));
  AVOUCH_CHECK_OK(CheckShape(root, OrganisationShape(), name));
  return root;
}

Result<model::Organisation> ReadOrganisationFile(BytesView yaml, std::string_view name) {
  AVOUCH_TRY(const Node root, ParseOrganisation(yaml, name));
  AVOUCH_TRY(model::Organisation out, Reader(root, name).Read());
  out.id = crypto::Sha256Of(yaml);
  return out;
}

Node OrganisationSchema() {
  return SchemaOf(OrganisationShape(), "urn:x-avouch:schema:avouch-org:v1",
                  "avouch.org.yaml: what an organisation says once for all its products");
}

}  // namespace avouch::statement

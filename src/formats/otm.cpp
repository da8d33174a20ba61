#include "formats/otm.h"

#include <map>
#include <set>

#include "base/text.h"
#include "formats/document_phrases.h"
#include "formats/markdown.h"
#include "formats/threat_model.h"
#include "formats/threat_model_decision.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// States of a mitigation that say it will be, or is, done.
bool IsTaken(std::string_view state) {
  const std::string lower = Lower(state);
  return !IsPutOff(lower) && HasAny(lower, {"implemented", "required", "planned", "done", "applied",
                                            "tested", "mitigated", "not-applicable", "accepted"});
}

class Reader {
 public:
  Reader(const Path& path, const Node& root) : root_(root) {
    out_.path = path;
    out_.format = "otm";
  }

  Result<model::ThreatModel> Read() {
    AVOUCH_CHECK_OK(CheckShape());
    for (const Node& threat : root_["threats"].items())
      if (!threats_.emplace(threat["id"].AsText(), &threat).second)
        Leave("threat '" + NameOf(threat) + "' has the id of another");
    for (const Node& one : root_["mitigations"].items())
      mitigations_[one["id"].AsText()] = NameOf(one);
    for (const Node& zone : root_["trustZones"].items()) ids_.insert(zone["id"].AsText());
    for (const Node& one : root_["components"].items()) ids_.insert(one["id"].AsText());
    for (const Node& one : root_["components"].items()) ReadComponent(one);
    for (const Node& one : root_["dataflows"].items()) ReadFlow(one);
    for (const auto& [id, threat] : threats_)
      if (!used_.contains(id)) AddThreat(id, *threat, {}, {}, *threat);
    Tidy(out_);
    return std::move(out_);
  }

 private:
  Status CheckShape() const {
    if (!root_["project"].is_map())
      return Fail(ErrorKind::kMalformed, "an OTM file without a project", At(root_));
    for (std::string_view key :
         {"trustZones", "components", "dataflows", "threats", "mitigations"}) {
      const Node& node = root_[key];
      if (node.present() && !node.is_null() && !node.is_list())
        return Fail(ErrorKind::kMalformed, std::string(key) + " is no list", At(node));
      for (const Node& item : node.items())
        if (!item.is_map() || item["id"].AsText().empty())
          return Fail(ErrorKind::kMalformed, "an entry of " + std::string(key) + " without an id",
                      At(item));
    }
    return {};
  }

  std::string At(const Node& node) const {
    return out_.path.bytes + ":" + std::to_string(node.line());
  }
  static std::string NameOf(const Node& node) {
    const std::string name = node["name"].AsText();
    return Shorten(Printable(name.empty() ? node["id"].AsText() : name), 120);
  }

  void Leave(std::string reason) {
    if (out_.left.size() < kMaxThreats) out_.left.push_back({out_.path, std::move(reason)});
  }

  void ReadComponent(const Node& node) {
    const std::string name = NameOf(node);
    out_.components.push_back(name);
    const Node& parent = node["parent"];
    for (std::string_view key : {"component", "trustZone"})
      if (parent[key].is_text() && !ids_.contains(parent[key].text()))
        Leave("component '" + name + "' lies in one that is not in the model");
    ReadThreats(node, name);
  }

  void ReadFlow(const Node& node) {
    const std::string name = NameOf(node);
    out_.flows.push_back(name);
    for (std::string_view end : {"source", "destination"})
      if (!ids_.contains(node[end].AsText()))
        Leave("flow '" + name + "' has a " + std::string(end) + " that is not in the model");
    ReadThreats(node, name);
  }

  void ReadThreats(const Node& owner, const std::string& component) {
    for (const Node& instance : owner["threats"].items()) {
      const std::string id = instance["threat"].AsText();
      const auto found = threats_.find(id);
      if (found == threats_.end()) {
        Leave("'" + component + "' carries a threat that is not in the model");
        AddThreat(id, Node(), component, instance["state"].AsText(), instance);
        continue;
      }
      used_.insert(id);
      AddThreat(id, *found->second, component, instance["state"].AsText(), instance);
    }
  }

  // `definition` may be absent; `instance` is where state and mitigations stand.
  void AddThreat(const std::string& id, const Node& definition, const std::string& component,
                 std::string_view state, const Node& instance) {
    if (out_.threats.size() > kMaxThreats) return;
    model::Threat threat;
    threat.id = Shorten(Printable(id), 60);
    threat.component = component;
    threat.text = definition.is_map() ? NameOf(definition) : threat.id;
    threat.place = {out_.path, static_cast<int>(instance.line())};
    threat.decision = Printable(state);
    bool taken = false;
    for (const Node& one : instance["mitigations"].items()) {
      const std::string name = MitigationName(one), how = one["state"].AsText();
      taken |= IsTaken(how);
      if (threat.decision.size() < 400)
        threat.decision += (threat.decision.empty() ? "" : "; ") + name +
                           (how.empty() ? "" : " (" + Printable(how) + ")");
    }
    threat.decision = Shorten(threat.decision, 400);
    threat.decided = taken || IsStateDecided(state);
    threat.accepted_until = AcceptedUntil(threat.decision);
    out_.threats.push_back(std::move(threat));
  }

  static bool IsStateDecided(std::string_view state) {
    return !IsPutOff(state) && HasAny(Lower(state), {"mitigat", "accept", "transfer", "avoid",
                                                     "eliminat", "not-applicable", "not applicable",
                                                     "notapplicable", "resolved", "closed"});
  }

  std::string MitigationName(const Node& instance) const {
    const auto found = mitigations_.find(instance["mitigation"].AsText());
    return found == mitigations_.end() ? Shorten(Printable(instance["mitigation"].AsText()), 120)
                                       : found->second;
  }

  const Node& root_;
  model::ThreatModel out_;
  std::map<std::string, const Node*> threats_;  // In order, so that what is left is too
  std::map<std::string, std::string> mitigations_;
  std::set<std::string, std::less<>> ids_;
  std::set<std::string> used_;
};

}  // namespace

bool IsOtm(const Node& root) { return root.is_map() && root["otmVersion"].is_scalar(); }

Result<model::ThreatModel> ReadOtm(const Path& path, const Node& root) {
  return Reader(path, root).Read();
}

}  // namespace avouch::formats

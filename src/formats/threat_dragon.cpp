#include "formats/threat_dragon.h"

#include <map>

#include "base/text.h"
#include "formats/document_outline.h"
#include "formats/markdown.h"
#include "formats/threat_model.h"
#include "formats/threat_model_decision.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// Words of one line: names in diagrams are broken to fit their boxes.
std::string OneLine(std::string_view text, std::size_t limit) {
  std::string out(text);
  for (char& c : out)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  out = Printable(out);
  std::string line;
  for (std::string_view word : Words(std::string_view(out))) {
    if (!line.empty()) line += ' ';
    line += word;
  }
  return Shorten(line, limit);
}

class Reader {
 public:
  Reader(const Path& path, const Node& root) : root_(root) {
    out_.path = path;
    out_.format = "threat-dragon";
  }

  Result<model::ThreatModel> Read() {
    if (root_["summary"]["title"].AsText().empty())
      return Fail(ErrorKind::kMalformed, "a Threat Dragon model without a title", At(root_));
    const Node& diagrams = root_["detail"]["diagrams"];
    if (!diagrams.is_list() && !diagrams.is_null())
      return Fail(ErrorKind::kMalformed, "diagrams is no list", At(diagrams));
    for (const Node& diagram : diagrams.items()) {
      const Node& first = diagram["diagramJson"]["cells"];
      const Node& cells = first.present() ? first : diagram["cells"];
      if (!cells.is_list() && !cells.is_null())
        return Fail(ErrorKind::kMalformed, "cells is no list", At(cells));
      ReadCells(cells);
    }
    Tidy(out_);
    return std::move(out_);
  }

 private:
  enum class Part { kNone, kComponent, kFlow };

  std::string At(const Node& node) const {
    return out_.path.bytes + ":" + std::to_string(node.line());
  }

  static Part PartOf(const Node& cell) {
    const Node& data = cell["data"]["type"];
    const std::string type = data.is_text() ? data.AsText() : cell["type"].AsText();
    if (type == "tm.Process" || type == "tm.Actor" || type == "tm.Store") return Part::kComponent;
    if (type == "tm.Flow") return Part::kFlow;
    const std::string shape = cell["shape"].AsText();  // Where a cell has lost its data
    if (shape == "process" || shape == "actor" || shape == "store") return Part::kComponent;
    return shape == "flow" ? Part::kFlow : Part::kNone;
  }

  // Version 2 names a cell in its data; version 1 in the text drawn on it.
  static std::string NameOf(const Node& cell) {
    for (const Node* name :
         {&cell["data"]["name"], &cell.At({"attrs", "text", "text"}),
          &cell["labels"].At(std::size_t{0}).At({"attrs", "text", "text"}), &cell["name"]})
      if (std::string text = OneLine(name->AsText(), 120); !text.empty()) return text;
    return {};
  }

  void ReadCells(const Node& cells) {
    std::map<std::string, std::string> names;
    for (const Node& cell : cells.items())
      if (PartOf(cell) == Part::kComponent) names[cell["id"].AsText()] = NameOf(cell);
    for (const Node& cell : cells.items()) {
      const Part part = PartOf(cell);
      if (part == Part::kNone) continue;
      std::string name = NameOf(cell);
      if (part == Part::kFlow && name.empty())
        name = EndOf(cell["source"], names) + " -> " + EndOf(cell["target"], names);
      if (name.empty()) name = "unnamed";
      (part == Part::kFlow ? out_.flows : out_.components).push_back(name);
      const Node& second = cell["data"]["threats"];
      for (const Node& threat : (second.present() ? second : cell["threats"]).items())
        ReadThreat(threat, name);
    }
  }

  static std::string EndOf(const Node& end, const std::map<std::string, std::string>& names) {
    const Node& cell = end["cell"];
    const auto found = names.find((cell.present() ? cell : end["id"]).AsText());
    return found == names.end() || found->second.empty() ? "somewhere" : found->second;
  }

  void ReadThreat(const Node& node, const std::string& component) {
    if (out_.threats.size() > kMaxThreats) return;
    model::Threat threat;
    threat.id = OneLine(node["number"].AsText(), 60);
    if (threat.id.empty()) threat.id = OneLine(node["id"].AsText(), 60);
    if (threat.id.empty()) threat.id = OneLine(node["threatId"].AsText(), 60);
    threat.component = component;
    threat.text = OneLine(node["title"].AsText(), 200);
    if (threat.text.empty()) threat.text = OneLine(node["description"].AsText(), 200);
    const std::string status = OneLine(node["status"].AsText(), 60);
    const std::string mitigation = OneLine(node["mitigation"].AsText(), 330);
    threat.decision =
        status + (mitigation.empty() ? "" : (status.empty() ? "" : ": ") + mitigation);
    threat.decided = IsDecided(status, DecisionPlace::kDecision);
    threat.accepted_until = AcceptedUntil(threat.decision);
    threat.place = {out_.path, static_cast<int>(node.line())};
    out_.threats.push_back(std::move(threat));
  }

  const Node& root_;
  model::ThreatModel out_;
};

}  // namespace

bool IsThreatDragon(const Node& root) {
  return root.is_map() && root["summary"].is_map() && root["detail"].is_map();
}

Result<model::ThreatModel> ReadThreatDragon(const Path& path, const Node& root) {
  return Reader(path, root).Read();
}

}  // namespace avouch::formats

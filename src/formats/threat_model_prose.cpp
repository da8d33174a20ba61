#include "formats/threat_model_prose.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/threat_model.h"
#include "formats/threat_model_decision.h"
#include "formats/threat_model_table.h"

namespace avouch::formats {
namespace {

// Sections whose items say both: "Forged webhooks: each carries a signature".
const Phrases kPairSections = {
    "threats and mitigation", "threats and control",        "threats & mitigation",
    "threats & control",      "threats and countermeasure", "threats and what",
    "threats and response",   "threats and defen",          "risks and mitigation",
    "risks and control",      "attacks and mitigation",     "attacks and defen",
    "threats/mitigation",     "threats / mitigation"};
// Headings of sections that list threats; none of them is a component.
const Phrases kThreatSections = {"threats",
                                 "attacks",
                                 "attack scenarios",
                                 "abuse cases",
                                 "misuse cases",
                                 "risks",
                                 "what can go wrong",
                                 "what could go wrong",
                                 "spoofing",
                                 "tampering",
                                 "repudiation",
                                 "information disclosure",
                                 "denial of service",
                                 "elevation of privilege",
                                 "stride"};
const Phrases kDecisionSections = {"mitigation", "decision",  "countermeasure", "control",
                                   "response",   "treatment", "what we do",     "status"};
const Phrases kComponentSections = {"component", "asset",       "element",
                                    "actor",     "entry point", "attack surface"};
const Phrases kFlowSections = {"data flow", "dataflow", "flows", "trust boundar"};
// Headings that are about the model, not part of the product.
const Phrases kNoComponent = {"threat",   "introduction", "overview",   "scope",        "purpose",
                              "method",   "reference",    "summary",    "assumption",   "glossary",
                              "analysis", "history",      "review",     "out of scope", "appendix",
                              "context",  "architecture", "conclusion", "risk"};
// What remains when all is decided, and who attacks, is no threat to decide.
const Phrases kNotThreats = {"out of scope",  "non-threats",   "not threats", "not in scope",
                             "threat actors", "threat agents", "references",  "further reading",
                             "residual",      "accepted risk", "limitation"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "T1", "TM-003", "THREAT-12": at most five letters, a number; its length, or 0.
std::size_t ThreatIdIn(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 7 && text[at] >= 'A' && text[at] <= 'Z') ++at;
  if (at == 0) return 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '.')) ++at;
  const std::size_t digits = at;
  while (at < text.size() && at - digits < 5 && IsDigit(text[at])) ++at;
  return at == digits || (at < text.size() && !std::string_view(" :.)-\xE2").contains(text[at]))
             ? 0
             : at;
}

std::string_view SkipStops(std::string_view text) {
  while (!text.empty() && std::string_view(" :.)-\xE2\x80\x93\x94").contains(text.front()))
    text.remove_prefix(1);
  return text;
}

struct Name {
  std::string id;
  std::string_view text;
};

// Outside a section of threats a number with letters may be anything ("S3 bucket").
bool IsThreatId(std::string_view id, std::string_view rest) {
  const std::string_view letters = id.substr(0, id.find_first_of("-.0123456789"));
  const bool ours = letters == "T" || letters == "TH" || letters == "THR" || letters == "TM" ||
                    letters == "THREAT" || letters == "R" || letters == "RISK";
  rest = Trim(rest);
  return ours && (rest.empty() || std::string_view(":.)-\xE2").contains(rest.front()));
}

// "Threat 3: x", "T3 - x", "Threat: x"; in a section of threats any "ABC-3 x".
std::optional<Name> ThreatNamed(std::string_view text, bool in_threats) {
  text = Trim(text);
  if (const std::size_t size = ThreatIdIn(text); size > 0) {
    if (!in_threats && !IsThreatId(text.substr(0, size), text.substr(size))) return std::nullopt;
    return Name{std::string(text.substr(0, size)), SkipStops(text.substr(size))};
  }
  for (std::string_view word : {"threat", "attack", "abuse case", "risk"}) {
    if (Lower(text.substr(0, word.size())) != word) continue;
    const std::string_view rest = text.substr(word.size());
    if (rest.starts_with(':')) return Name{{}, SkipStops(rest)};
    if (!rest.starts_with(' ')) continue;
    if (const std::size_t size = ThreatIdIn(rest.substr(1)); size > 0)
      return Name{std::string(rest.substr(1, size)), SkipStops(rest.substr(1 + size))};
    std::size_t end = 1;
    while (end < rest.size() && end < 6 && IsDigit(rest[end])) ++end;
    if (end > 1 && (end == rest.size() || rest[end] == ':' || rest[end] == ' '))
      return Name{std::string(text.substr(0, word.size() + end)), SkipStops(rest.substr(end))};
  }
  return std::nullopt;
}

// The threat being read.
struct Open {
  model::Threat threat;
  bool decided = false, put_off = false;
  int heading = -1;  // Of the threat when a heading names it; else of its section
  bool by_heading = false;
  std::optional<DecisionPlace> awaited;  // "Decision:" alone: what follows is one
};

class Reader {
 public:
  Reader(const Prose& prose, const Outline& outline, bool strong_only, model::ThreatModel& model)
      : prose_(prose), outline_(outline), strong_only_(strong_only), model_(model) {
    for (const auto& threat : model.threats)
      if (!threat.id.empty()) known_.insert(Lower(threat.id));
    FindThreatHeadings();
  }

  void Read() {
    for (const Block& block : outline_.blocks()) {
      if (block.kind == BlockKind::kHeading)
        ReadHeading(block.index);
      else if (block.kind == BlockKind::kSentence)
        ReadSentence(block.index);
    }
    Close();
  }

 private:
  // "### Drained wallet" below "## Threats" is a threat when a paragraph of its own
  // says "Mitigations:"; with "Threat:" in it, or with items alone, it is a part.
  void FindThreatHeadings() {
    std::vector<bool> decides(prose_.headings.size()), lists(prose_.headings.size());
    for (const Sentence& sentence : prose_.sentences) {
      const auto label = sentence.heading < 0 ? std::nullopt : LabelOf(sentence.text);
      if (!label) continue;
      const auto at = static_cast<std::size_t>(sentence.heading);
      if (HasAny(label->name, {"threat", "attack"})) lists[at] = true;
      if (!sentence.item && HasAny(label->name, kDecisionSections)) decides[at] = true;
    }
    is_threat_.resize(prose_.headings.size());
    for (std::size_t i = 0; i < is_threat_.size(); ++i)
      is_threat_[i] = decides[i] && !lists[i] && !outline_.IsTitle(i) &&
                      !HasAny(Lower(prose_.headings[i].text), kThreatSections) &&
                      IsInThreats(outline_.ParentOf(static_cast<int>(i)));
  }

  void ReadHeading(std::size_t index) {
    const Heading& heading = prose_.headings[index];
    const auto at = static_cast<int>(index);
    // A heading below the threat's own belongs to it: "Mitigation".
    if (open_ && open_->by_heading && IsBelow(at, open_->heading)) return;
    Close();
    if (outline_.IsTitle(index) || outline_.IsUnder(at, kNotThreats)) return;
    if (auto name = ThreatNamed(heading.text, IsInThreats(outline_.ParentOf(at))))
      return Start(*name, at, heading.line, true);
    if (!is_threat_[index]) return;
    Start({{}, heading.text}, outline_.ParentOf(at), heading.line, true);
    open_->heading = at;
  }

  bool IsBelow(int heading, int above) const {
    for (int at = outline_.ParentOf(heading); at >= 0; at = outline_.ParentOf(at))
      if (at == above) return true;
    return false;
  }

  void ReadSentence(std::size_t index) {
    const Sentence& sentence = prose_.sentences[index];
    const bool item = outline_.OpensItem(index);
    if (outline_.IsUnder(sentence.heading, kNotThreats)) return;
    const auto label = LabelOf(sentence.text);
    if (label && open_ && TakeLabel(*label)) return;
    if (open_ && open_->awaited) return Decide(sentence.text, *open_->awaited);
    // "Threat: x", and in a list "T3: x".
    auto name = ThreatNamed(sentence.text, IsInThreats(sentence.heading));
    const bool calls_itself =
        name && (name->id.empty() ? label.has_value() : item && IsInThreats(sentence.heading));
    if (calls_itself && !(open_ && open_->by_heading)) {
      Start(*name, sentence.heading, sentence.line, false);
      return TakeInline();
    }
    if (item && !strong_only_ && !(open_ && open_->by_heading) && IsInThreats(sentence.heading)) {
      Start({{}, sentence.text}, sentence.heading, sentence.line, false);
      if (outline_.IsUnder(sentence.heading, kPairSections)) TakePair();
      return TakeInline();
    }
    if (open_) return Continue(sentence);
    if (item) ReadPart(sentence);
  }

  // More words about the open threat: its text, or what a heading "Mitigation" holds.
  void Continue(const Sentence& sentence) {
    if (open_->by_heading && sentence.heading != open_->heading) {
      const auto at = static_cast<std::size_t>(sentence.heading);
      if (HasAny(Lower(prose_.headings[at].text), kDecisionSections)) {
        const bool decision =
            !HasAny(Lower(prose_.headings[at].text), {"mitigation", "countermeasure", "control"});
        Decide(sentence.text, decision ? DecisionPlace::kDecision : DecisionPlace::kMitigation);
      }
    } else if (open_->threat.text.empty()) {
      open_->threat.text = Shorten(sentence.text);
    }
  }

  // A component or flow listed under a heading that says so: "browser: shows the rota".
  void ReadPart(const Sentence& sentence) {
    const bool flow = outline_.IsUnder(sentence.heading, kFlowSections);
    if (!flow && !outline_.IsUnder(sentence.heading, kComponentSections)) return;
    std::string_view name = sentence.text;
    for (std::string_view stop : {": ", " - ", " \xE2\x80\x94 ", " \xE2\x80\x93 ", ". "})
      name = name.substr(0, name.find(stop));
    while (name.ends_with('.') || name.ends_with(':')) name.remove_suffix(1);
    if (Words(name).size() > 10) return;  // A sentence, no name
    if (flow)
      AddFlow(name, model_);
    else
      AddComponentOrFlow(name, model_);
  }

  bool IsInThreats(int heading) const { return outline_.IsUnder(heading, kThreatSections); }

  // The nearest heading above that names a part of the product.
  std::string ComponentOf(int heading) const {
    for (; heading >= 0; heading = outline_.ParentOf(heading)) {
      const auto at = static_cast<std::size_t>(heading);
      if (outline_.IsTitle(at)) continue;
      const std::string_view text = prose_.headings[at].text;
      const std::string lower = Lower(text);
      if (const std::size_t to = FindAny(lower, {"threats to ", "attacks on ", "threats against ",
                                                 "risks to ", "threats for "});
          to != lower.npos) {
        const std::size_t gap = text.find(' ', to + 8);
        return gap == text.npos ? std::string() : Shorten(text.substr(gap + 1), 120);
      }
      if (HasAny(lower, kThreatSections) || HasAny(lower, kNoComponent) || ThreatNamed(text, false))
        continue;
      const auto label = LabelOf(text);  // "Component: sign-in"
      return Shorten(label && HasAny(label->name, kComponentSections) ? label->value : text, 120);
    }
    return {};
  }

  void Start(const Name& name, int heading, int line, bool by_heading) {
    Close();
    open_.emplace();
    open_->threat.id = Shorten(name.id, 60);
    open_->threat.text = Shorten(name.text);
    open_->threat.component = ComponentOf(heading);
    open_->threat.place = {model_.path, line};
    open_->heading = heading;
    open_->by_heading = by_heading;
  }

  // "an attacker guesses passwords. Mitigation: rate limit" in one sentence.
  void TakeInline() {
    const std::string text = open_->threat.text;
    const std::string lower = Lower(text);
    std::size_t cut = FindAny(lower, {"mitigation:", "decision:", "mitigated by",
                                      "response:", "status:", "accepted until", "prevented by"});
    if (cut == lower.npos || cut == 0) return;
    const std::string words = text.substr(cut);
    open_->threat.text = Shorten(SkipStopsBehind(std::string_view(text).substr(0, cut)));
    const auto label = LabelOf(words);
    if (!label || !TakeLabel(*label)) Decide(words, DecisionPlace::kDecision);
  }
  // What stands behind the first stop is the mitigation.
  void TakePair() {
    const std::string text = open_->threat.text;
    for (std::string_view stop : {": ", " \xE2\x80\x94 ", " \xE2\x86\x92 ", " -> ", " - "}) {
      const std::size_t at = text.find(stop);
      if (at == text.npos || at == 0) continue;
      open_->threat.text = text.substr(0, at);
      return Decide(std::string_view(text).substr(at + stop.size()), DecisionPlace::kMitigation);
    }
  }
  static std::string_view SkipStopsBehind(std::string_view text) {
    while (!text.empty() &&
           std::string_view(" :;,(-\xE2\x80\x93\x94\x86\x92").contains(text.back()))
      text.remove_suffix(1);
    return text;
  }

  bool TakeLabel(const Label& label) {
    model::Threat& threat = open_->threat;
    open_->awaited.reset();
    if (HasAny(label.name, {"mitigat", "countermeasure", "control", "safeguard"})) {
      Decide(label.value, DecisionPlace::kMitigation);
    } else if (HasAny(label.name,
                      {"decision", "response", "treatment", "status", "resolution", "action"})) {
      Decide(label.value, DecisionPlace::kDecision);
    } else if (HasAny(label.name, {"shown by", "test", "evidence", "verif", "proof"})) {
      threat.shown_by = Shorten(label.value);
    } else if (HasAny(label.name, {"component", "asset", "affect", "target", "element", "flow"})) {
      threat.component = Shorten(label.value, 120);
    } else if (HasAny(label.name, {"description", "what could go wrong", "scenario"})) {
      if (SaysSomething(label.value)) threat.text = Shorten(label.value);
    } else {
      return HasAny(label.name, {"likelihood", "impact", "severity", "risk", "category", "owner"});
    }
    return true;
  }

  void Decide(std::string_view words, DecisionPlace place) {
    while (words.ends_with(';')) words.remove_suffix(1);
    if (Trim(words).empty()) open_->awaited = place;
    std::string& decision = open_->threat.decision;
    if (!Trim(words).empty() && decision.size() < 400)
      decision = Shorten(
          decision.empty() ? std::string(words) : decision + "; " + std::string(words), 400);
    open_->decided |= IsDecided(words, place);
    open_->put_off |= IsPutOff(words);
  }

  void Close() {
    if (!open_) return;
    model::Threat threat = std::move(open_->threat);
    threat.decided = open_->decided && !open_->put_off;
    threat.accepted_until = AcceptedUntil(threat.decision);
    open_.reset();
    if (!threat.id.empty() && !known_.insert(Lower(threat.id)).second) return;  // Told elsewhere
    if (threat.text.empty() && threat.id.empty()) return;
    AddComponentOrFlow(threat.component, model_);
    model_.threats.push_back(std::move(threat));
  }

  const Prose& prose_;
  const Outline& outline_;
  const bool strong_only_;
  model::ThreatModel& model_;
  std::vector<bool> is_threat_;  // By heading
  std::set<std::string> known_;
  std::optional<Open> open_;
};

}  // namespace

void AddThreatProse(const Prose& prose, const Outline& outline, bool strong_only,
                    model::ThreatModel& model) {
  Reader(prose, outline, strong_only, model).Read();
}

}  // namespace avouch::formats

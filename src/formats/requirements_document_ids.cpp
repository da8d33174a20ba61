#include "formats/requirements_document_ids.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <optional>

namespace avouch::formats {
namespace {

constexpr int kMaxGroups = 8;             // Groups inside each other
constexpr std::size_t kMaxNodes = 2'000;  // Of the expression once counts are written out
constexpr int kMaxCount = 64;             // {n}: an id has no more characters than kMaxIdBytes

using CharSet = std::bitset<256>;

// Names of other people's lists, which look like ids and are none of the product.
constexpr auto kForeign = std::to_array<std::string_view>(
    {"CVE",  "CWE",  "CAPEC", "ISO", "IEC",  "RFC",  "UTF",  "SHA",  "AES",  "TLS",   "NIST",
     "PCI",  "FIPS", "IEEE",  "EN",  "BS",   "DIN",  "HTTP", "MD",   "RSA",  "GHSA",  "PEP",
     "WCAG", "SP",   "ASVS",  "CIS", "ECMA", "IPV",  "SSL",  "HMAC", "BASE", "OWASP", "MITRE",
     "DSA",  "USN",  "RHSA",  "GPL", "LGPL", "AGPL", "MPL",  "P",    "X",    "ED",    "CC"});

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// ---- The expression as a graph: each node eats one byte, splits, or ends ----
struct GraphNode {
  enum Kind { kEat, kSplit, kEnd } kind = kEnd;
  CharSet eats;
  std::vector<int> next;
};

// Reads a pattern backwards into a graph: every piece is made with what follows it
// already there, so that a count repeats a piece by making it again.
class PatternReader {
 public:
  explicit PatternReader(std::string_view pattern) : pattern_(pattern) {}

  // Index of the first node; nothing when it is no pattern of ours.
  std::optional<int> Read() {
    nodes.push_back({});
    const auto first = Choice(0, pattern_.size(), 0, 0);
    return failed_ ? std::nullopt : std::optional(first);
  }

  std::vector<GraphNode> nodes;

 private:
  struct Piece {
    std::size_t from, to;     // Without its count
    int least = 1, most = 1;  // most < 0: no end
  };

  int Add(GraphNode node) {
    if (nodes.size() >= kMaxNodes) return failed_ = true, 0;
    nodes.push_back(std::move(node));
    return static_cast<int>(nodes.size()) - 1;
  }
  int Bad() { return failed_ = true, 0; }

  // Where the piece at `from` ends: a character, an escape, a class, a group.
  std::size_t EndOfPiece(std::size_t from, std::size_t to) const {
    if (pattern_[from] == '\\') return from + 2 <= to ? from + 2 : 0;
    if (pattern_[from] == '[') {
      std::size_t at = from + 1;
      if (at < to && pattern_[at] == '^') ++at;
      for (bool first = true; at < to; ++at, first = false) {
        if (pattern_[at] == '\\')
          ++at;
        else if (pattern_[at] == ']' && !first)
          return at + 1;
      }
      return 0;
    }
    if (pattern_[from] != '(') return from + 1;
    int depth = 0;
    for (std::size_t at = from; at < to;) {
      if (pattern_[at] == '(')
        ++depth, ++at;
      else if (pattern_[at] == ')') {
        ++at;
        if (--depth == 0) return at;
      } else {
        const std::size_t end = EndOfPiece(at, to);
        if (end == 0) return 0;
        at = end;
      }
    }
    return 0;
  }

  int NumberAt(std::size_t& at, std::size_t to) const {
    int value = -1;
    while (at < to && pattern_[at] >= '0' && pattern_[at] <= '9' && value <= kMaxCount)
      value = std::max(value, 0) * 10 + (pattern_[at++] - '0');
    return value;
  }

  // The count behind a piece; returns where it ends, 0 when it is malformed.
  std::size_t ReadCount(Piece& piece, std::size_t at, std::size_t to) const {
    if (at >= to) return at;
    switch (pattern_[at]) {
      case '?':
        return piece.least = 0, at + 1;
      case '*':
        return piece.least = 0, piece.most = -1, at + 1;
      case '+':
        return piece.most = -1, at + 1;
      case '{':
        break;
      default:
        return at;
    }
    piece.least = piece.most = NumberAt(++at, to);
    if (at < to && pattern_[at] == ',') piece.most = NumberAt(++at, to);
    const bool good = at < to && pattern_[at] == '}' && piece.least >= 0 &&
                      piece.least <= kMaxCount && piece.most <= kMaxCount &&
                      (piece.most < 0 || piece.most >= piece.least);
    return good ? at + 1 : 0;
  }

  // a|b|c, followed by node `then`.
  int Choice(std::size_t from, std::size_t to, int then, int depth) {
    if (depth > kMaxGroups) return Bad();
    GraphNode split{GraphNode::kSplit, {}, {}};
    std::size_t start = from;
    for (std::size_t at = from; !failed_;) {
      if (at >= to || pattern_[at] == '|') {
        split.next.push_back(Sequence(start, std::min(at, to), then, depth));
        if (at >= to) break;
        start = ++at;
        continue;
      }
      at = EndOfPiece(at, to);
      if (at == 0) return Bad();
    }
    return split.next.size() == 1 ? split.next[0] : Add(std::move(split));
  }

  int Sequence(std::size_t from, std::size_t to, int then, int depth) {
    if (++sequences_ > kMaxNodes) return Bad();  // "(){64}" makes no nodes, and takes time
    std::vector<Piece> pieces;
    for (std::size_t at = from; at < to;) {
      Piece piece{at, EndOfPiece(at, to)};
      if (piece.to == 0) return Bad();
      at = ReadCount(piece, piece.to, to);
      if (at == 0) return Bad();
      if (pattern_[piece.from] != '^' && pattern_[piece.from] != '$') pieces.push_back(piece);
    }
    for (std::size_t i = pieces.size(); i-- > 0 && !failed_;) then = Repeat(pieces[i], then, depth);
    return then;
  }

  int Repeat(const Piece& piece, int then, int depth) {
    int next = then;
    if (piece.most < 0) {  // Any number more: a loop
      const int loop = Add({GraphNode::kSplit, {}, {}});
      const int again = Make(piece, loop, depth);
      if (failed_) return 0;
      nodes[static_cast<std::size_t>(loop)].next = {again, then};
      next = loop;
    }
    for (int i = piece.least; i < piece.most && !failed_; ++i)
      next = Add({GraphNode::kSplit, {}, {Make(piece, next, depth), then}});
    for (int i = 0; i < piece.least && !failed_; ++i) next = Make(piece, next, depth);
    return next;
  }

  int Make(const Piece& piece, int then, int depth) {
    const char c = pattern_[piece.from];
    if (c == '(') {
      std::size_t from = piece.from + 1;
      if (pattern_.substr(from).starts_with("?:")) from += 2;
      return Choice(from, piece.to - 1, then, depth + 1);
    }
    CharSet eats;
    if (c == '[') {
      if (!ReadClass(piece.from + 1, piece.to - 1, eats)) return Bad();
    } else if (c == '\\') {
      if (!Escape(pattern_[piece.from + 1], eats)) return Bad();
    } else if (c == '.') {
      eats.set();
    } else if (std::string_view("?*+{}()|]").contains(c)) {
      return Bad();
    } else {
      eats.set(static_cast<unsigned char>(c));
    }
    eats.reset('\n');
    return Add({GraphNode::kEat, eats, {then}});
  }

  static bool Escape(char c, CharSet& eats) {
    auto range = [&](char from, char to) {
      for (int i = from; i <= to; ++i) eats.set(static_cast<std::size_t>(i));
    };
    if (c == 'd' || c == 'w') range('0', '9');
    if (c == 'w') range('a', 'z'), range('A', 'Z'), eats.set('_');
    if (c == 'd' || c == 'w') return true;
    if (IsWord(c)) return false;  // \b, \1, \p ...: not ours
    eats.set(static_cast<unsigned char>(c));
    return true;
  }

  // [A-Z0-9_-], without its brackets.
  bool ReadClass(std::size_t at, std::size_t to, CharSet& eats) const {
    const bool negated = at < to && pattern_[at] == '^';
    if (negated) ++at;
    while (at < to) {
      if (pattern_[at] == '\\') {
        if (at + 1 >= to || !Escape(pattern_[at + 1], eats)) return false;
        at += 2;
        continue;
      }
      const auto from = static_cast<unsigned char>(pattern_[at]);
      unsigned char last = from;
      if (at + 2 < to && pattern_[at + 1] == '-' && pattern_[at + 2] != '\\') {
        last = static_cast<unsigned char>(pattern_[at + 2]);
        at += 2;
      }
      if (last < from) return false;
      for (unsigned i = from; i <= last; ++i) eats.set(i);
      ++at;
    }
    if (negated) eats.flip();
    return true;
  }

  std::string_view pattern_;
  std::size_t sequences_ = 0;
  bool failed_ = false;
};

// Nodes that eat or end, reached without eating.
void Close(const std::vector<GraphNode>& nodes, int from, std::set<int>& out, std::set<int>& seen) {
  std::vector<int> open = {from};
  while (!open.empty()) {
    const int at = open.back();
    open.pop_back();
    if (!seen.insert(at).second) continue;
    const GraphNode& node = nodes[static_cast<std::size_t>(at)];
    if (node.kind != GraphNode::kSplit)
      out.insert(at);
    else
      open.insert(open.end(), node.next.begin(), node.next.end());
  }
}

}  // namespace

std::string_view PrefixOfId(std::string_view id) {
  const std::size_t at = id.find_last_of("-_");
  return at == id.npos ? std::string_view() : id.substr(0, at + 1);
}

Result<RequirementIds> RequirementIds::Parse(std::string_view pattern) {
  constexpr std::string_view kRegular = "[A-Z][A-Z0-9]*([_-][A-Z][A-Z0-9]*)*[_-][0-9]+";
  auto fail = [&](std::string_view what) {
    return Fail(ErrorKind::kConfiguration, "pattern of requirement ids " + std::string(what), {},
                "such as ROTA-[0-9]+");
  };
  RequirementIds out;
  out.regular_ = pattern.empty();
  if (pattern.size() > kMaxIdPattern) return fail("is too long");
  PatternReader reader(pattern.empty() ? kRegular : pattern);
  const auto first = reader.Read();
  if (!first) return fail("is not understood");

  // Each set of nodes that can be reached is one state of the table.
  std::map<std::set<int>, std::uint16_t> states;
  std::vector<std::set<int>> sets;
  auto state_of = [&](std::set<int> nodes) -> std::uint16_t {
    if (nodes.empty()) return 0;
    const auto [at, fresh] = states.emplace(nodes, static_cast<std::uint16_t>(sets.size() + 1));
    if (fresh) sets.push_back(std::move(nodes));
    return at->second;
  };
  std::set<int> start, seen;
  Close(reader.nodes, *first, start, seen);
  if (start.contains(0)) return fail("matches nothing at all");
  state_of(std::move(start));
  out.rows_.resize(1);
  out.ends_.resize(1);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (sets.size() > kMaxIdStates) return fail("is too large");
    Row row{};
    for (unsigned byte = 0; byte < row.size(); ++byte) {
      std::set<int> next, visited;
      for (int at : sets[i])
        if (const GraphNode& node = reader.nodes[static_cast<std::size_t>(at)];
            node.kind == GraphNode::kEat && node.eats[byte])
          Close(reader.nodes, node.next[0], next, visited);
      row[byte] = state_of(std::move(next));
    }
    out.rows_.push_back(row);
    out.ends_.push_back(sets[i].contains(0));
  }
  return out;
}

RequirementIds RequirementIds::Only(std::set<std::string, std::less<>> prefixes) const {
  RequirementIds out = *this;
  out.only_ = true;
  out.prefixes_ = std::move(prefixes);
  return out;
}

bool RequirementIds::IsTaken(std::string_view id) const {
  if (!regular_) return true;
  if (only_) return prefixes_.contains(PrefixOfId(id));
  const std::string_view name = id.substr(0, id.find_first_of("-_"));
  return std::ranges::find(kForeign, name) == kForeign.end();
}

std::size_t RequirementIds::Longest(std::string_view text) const {
  std::size_t best = 0;
  std::uint16_t state = 1;
  text = text.substr(0, kMaxIdBytes + 1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    state = rows_[state][static_cast<unsigned char>(text[at])];
    if (state == 0) break;
    if (!ends_[state] || at == kMaxIdBytes) continue;
    // A whole word: no letter, digit or further number behind it.
    const std::string_view rest = text.substr(at + 1);
    const bool further = rest.size() > 1 && std::string_view("-_.").contains(rest[0]) &&
                         rest[1] >= '0' && rest[1] <= '9';
    if (rest.empty() || (!IsWord(rest[0]) && !further)) best = at + 1;
  }
  return best;
}

std::vector<std::string_view> RequirementIds::In(std::string_view text) const {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const bool inside = at > 0 && (IsWord(text[at - 1]) || text[at - 1] == '_' ||
                                   (text[at - 1] == '-' && at > 1 && IsWord(text[at - 2])));
    const std::size_t size = inside ? 0 : Longest(text.substr(at, kMaxIdBytes + 2));
    if (size > 0 && IsTaken(text.substr(at, size))) out.push_back(text.substr(at, size));
    at += std::max<std::size_t>(size, 1);
  }
  return out;
}

}  // namespace avouch::formats

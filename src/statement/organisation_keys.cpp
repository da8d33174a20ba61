// What is signed of avouch.org.yaml, value by value: paths of keys with the
// digest of what stands there, and the bytes behind a fingerprint.
//
// A signature is over a whole file, and counts for each value that is still as
// it was signed. The cost is bounded: each of the kMaxKeyDepth levels writes
// each text once more, and the texts are bounded by kMaxShapeText.

#include <algorithm>

#include "crypto/hash.h"
#include "statement/organisation_file.h"
#include "statement/shape.h"
#include "syntax/canonical.h"

namespace avouch::statement {
namespace {

using syntax::Node;

// Spends the bytes of all texts and keys below `node`, aliases followed.
// Recursion is as deep as syntax/limits.h lets a document be.
bool Within(const Node& node, std::size_t& left) {
  if (node.text().size() > left) return false;
  left -= node.text().size();
  for (const Node& item : node.items())
    if (!Within(item, left)) return false;
  for (const auto& entry : node.entries()) {
    if (entry.key.size() > left) return false;
    left -= entry.key.size();
    if (!Within(entry.value, left)) return false;
  }
  return true;
}

bool AddKeys(const Node& map, const std::string& prefix, int depth, std::vector<KeyDigest>& out) {
  for (const auto& entry : map.entries()) {
    if (entry.key.empty() || entry.key.contains('.')) continue;
    const auto canonical = syntax::WriteCanonical(entry.value);
    if (!canonical) return false;
    const std::string key = prefix + std::string(entry.key);
    out.push_back({key, crypto::Sha256Of(*canonical)});
    if (depth < kMaxKeyDepth && !AddKeys(entry.value, key + ".", depth + 1, out)) return false;
  }
  return true;
}

Node SortedList(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  Node list = Node::List();
  for (const std::string& text : texts) list.Add(text);
  return list;
}

Node PersonNode(const model::PersonEntry& person, bool whole) {
  Node node = Node::Map()
                  .Set("id", person.id)
                  .Set("roles", SortedList(person.roles))
                  .Set("keys", SortedList(person.keys))
                  .Set("since", person.since)
                  .Set("until", person.until);
  if (!whole) return node;
  return std::move(node)
      .Set("name", person.name)
      .Set("git", SortedList(person.git))
      .Set("github", person.github)
      .Set("gitlab", person.gitlab);
}

Result<Bytes> Canonical(const model::Organisation& organisation, bool whole) {
  std::vector<const model::PersonEntry*> people;
  for (const auto& person : organisation.people) people.push_back(&person);
  std::ranges::sort(people, {},
                    [](const auto* person) -> const std::string& { return person->id; });
  Node list = Node::List();
  for (const auto* person : people) list.Add(PersonNode(*person, whole));
  return syntax::WriteCanonical(
      Node::Map()
          .Set("organisation", Node::Map()
                                   .Set("name", organisation.name)
                                   .Set("company-number", organisation.company_number)
                                   .Set("country", organisation.country))
          .Set("people", std::move(list)));
}

}  // namespace

std::vector<KeyDigest> OrganisationKeys(const Node& root) {
  std::size_t left = kMaxShapeText;
  std::vector<KeyDigest> keys;
  if (!Within(root, left) || !AddKeys(root, "", 1, keys)) return {};
  std::ranges::sort(keys, {}, &KeyDigest::key);
  return keys;
}

Result<Bytes> CanonicalFirst(const model::Organisation& organisation) {
  return Canonical(organisation, false);
}

Result<Bytes> CanonicalPeople(const model::Organisation& organisation) {
  return Canonical(organisation, true);
}

}  // namespace avouch::statement

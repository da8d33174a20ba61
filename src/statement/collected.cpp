#include "statement/collected.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "base/time.h"
#include "statement/shape.h"
#include "syntax/canonical.h"
#include "syntax/json.h"

namespace avouch::statement {
namespace {

using syntax::Node;

constexpr std::string_view kChains[] = {"valid", "expired", "wrong-name", "unknown-root",
                                        "invalid"};

enum class As { kText, kTime, kDigest, kInteger, kBoolean, kTexts, kMap };
struct Field {
  std::string_view key;
  As as = As::kText;
  bool required = false;
};

constexpr Field kFile[] = {{"name", As::kText, true},
                           {"sha256", As::kDigest, true},
                           {"commit", As::kText, true},
                           {"at", As::kTime, true},
                           {"kind"},
                           {"whole-history", As::kBoolean},
                           {"run"},
                           {"by"}};
constexpr Field kPage[] = {{"purpose", As::kText, true},
                           {"url", As::kText, true},
                           {"final"},
                           {"at", As::kTime, true},
                           {"status", As::kInteger},
                           {"error"},
                           {"tls"},
                           {"chain"},
                           {"certificate", As::kMap},
                           {"hsts", As::kBoolean},
                           {"downgrade", As::kBoolean},
                           {"body", As::kDigest},
                           {"parts", As::kTexts},
                           {"digest"},
                           {"expires"},
                           {"by"}};
constexpr Field kCertificate[] = {{"until", As::kTime}, {"names", As::kTexts}};

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  Result<Collected> Read(const Node& root) {
    constexpr std::string_view kKeys[] = {"avouch",        "commit", "at",   "kinds",
                                          "whole-history", "files",  "pages"};
    if (!root.is_map()) return Bad(root.place(), "no map");
    for (const auto& entry : root.entries())
      if (std::ranges::find(kKeys, entry.key) == std::end(kKeys)) return Unknown(entry);
    if (root["avouch"].present() && root["avouch"].integer() != 1)
      return Bad(root["avouch"].place(), "another version than 1 of this file");
    AVOUCH_CHECK_OK(ByHand(root));
    for (const Node& node : root["files"].items()) AVOUCH_CHECK_OK(File(node));
    for (const Node& node : root["pages"].items()) AVOUCH_CHECK_OK(Page(node));
    for (const std::string_view list : {"files", "pages"})
      if (root[list].present() && !root[list].is_list()) return Bad(root[list].place(), "no list");
    std::ranges::sort(out_.files, {}, &CollectedFile::name);
    const auto twice = std::ranges::adjacent_find(out_.files, {}, &CollectedFile::name);
    if (twice != out_.files.end())
      return Bad(root["files"].place(), "a file twice: " + Printable(twice->name));
    return std::move(out_);
  }

 private:
  std::unexpected<Error> Bad(syntax::Place place, std::string what) const {
    return Fail(ErrorKind::kConfiguration, std::move(what), WhereIn(name_, place));
  }
  std::unexpected<Error> Unknown(const Node::Entry& entry) const {
    return Bad(entry.place, "unknown key '" + Printable(entry.key.substr(0, 80)) + "'");
  }

  Status ByHand(const Node& root) {
    for (const std::string_view key : {"commit", "at"})
      if (root[key].present() && !root[key].is_text()) return Bad(root[key].place(), "no text");
    out_.commit = root["commit"].text(), out_.at = root["at"].text();
    if (root["kinds"].present() && !root["kinds"].is_map())
      return Bad(root["kinds"].place(), "no map of files to kinds");
    for (const auto& entry : root["kinds"].entries())
      out_.kinds.emplace_back(entry.key, entry.value.text());
    if (!IsTexts(root["whole-history"])) return Bad(root["whole-history"].place(), "no list");
    out_.whole_history = TextsOf(root["whole-history"]);
    return {};
  }

  Status File(const Node& node) {
    AVOUCH_CHECK_OK(Hold(node, kFile));
    CollectedFile file{.name = std::string(node["name"].text()),
                       .sha256 = *ParseDigest(node["sha256"].text()),
                       .commit = std::string(node["commit"].text()),
                       .at = std::string(node["at"].text()),
                       .kind = std::string(node["kind"].text()),
                       .whole_history = node["whole-history"].boolean().value_or(false),
                       .run = std::string(node["run"].text()),
                       .by = std::string(node["by"].text())};
    if (!ParseObjectId(file.commit)) return Bad(node["commit"].place(), "no full id of a commit");
    if (file.name.empty() || file.name.find('/') != file.name.npos)
      return Bad(node["name"].place(), "no name of a file in this folder");
    out_.files.push_back(std::move(file));
    return {};
  }

  Status Page(const Node& node) {
    AVOUCH_CHECK_OK(Hold(node, kPage));
    CollectedPage out;
    model::PublishedPage& page = out.page;
    page.purpose = node["purpose"].text(), page.url = node["url"].text();
    page.final_url = node["final"].text().empty() ? page.url : node["final"].text();
    page.at = node["at"].text(), page.error = node["error"].text();
    page.status = node["status"].integer().value_or(0);
    page.hsts = node["hsts"].boolean().value_or(false);
    page.downgrade = node["downgrade"].boolean().value_or(false);
    if (const auto body = ParseDigest(node["body"].text())) page.body = *body;
    page.parts = TextsOf(node["parts"]);
    page.digest_reported = node["digest"].text(), page.expires = node["expires"].text();
    out.chain = node["chain"].text(), out.by = node["by"].text();
    if (!out.chain.empty() && std::ranges::find(kChains, out.chain) == std::end(kChains))
      return Bad(node["chain"].place(),
                 "none of valid, expired, wrong-name, unknown-root, invalid");
    page.chain_valid = out.chain.empty() || out.chain == "valid";
    page.tls_version = node["tls"].text();
    if (node["certificate"].present()) {
      AVOUCH_CHECK_OK(Hold(node["certificate"], kCertificate));
      out.certificate_until = node["certificate"]["until"].text();
      out.certificate_names = TextsOf(node["certificate"]["names"]);
    }
    out_.pages.push_back(std::move(out));
    return {};
  }

  static bool IsTexts(const Node& node) {
    return !node.present() || (node.is_list() && std::ranges::all_of(node.items(), &Node::is_text));
  }
  static std::vector<std::string> TextsOf(const Node& node) {
    std::vector<std::string> out;
    for (const Node& item : node.items()) out.emplace_back(item.text());
    return out;
  }

  static std::string_view WhatIsWrong(const Node& node, As as) {
    switch (as) {
      case As::kText:
        return node.is_text() ? "" : "no text";
      case As::kTime:
        return ParseTime(node.text()) ? "" : "no time as 2026-11-24T10:00:00Z";
      case As::kDigest:
        return ParseDigest(node.text()) ? "" : "no SHA-256 digest";
      case As::kInteger:
        return node.is_integer() ? "" : "no whole number";
      case As::kBoolean:
        return node.is_boolean() ? "" : "neither true nor false";
      case As::kTexts:
        return IsTexts(node) ? "" : "no list of texts";
      case As::kMap:
        return node.is_map() ? "" : "no map";
    }
    return "";
  }

  Status Hold(const Node& node, std::span<const Field> fields) const {
    if (!node.is_map()) return Bad(node.place(), "no map");
    for (const auto& entry : node.entries()) {
      const auto field = std::ranges::find(fields, entry.key, &Field::key);
      if (field == fields.end()) return Unknown(entry);
      if (const auto wrong = WhatIsWrong(entry.value, field->as); !wrong.empty())
        return Bad(entry.value.place(), std::string(field->key) + ": " + std::string(wrong));
    }
    for (const Field& field : fields)
      if (field.required && !node[field.key].present())
        return Bad(node.place(), "lacks '" + std::string(field.key) + "'");
    return {};
  }

  std::string_view name_;
  Collected out_;
};

// ---- Writing: what is empty is left out ----

void Put(Node& map, std::string_view key, const std::string& text) {
  if (!text.empty()) map.Append(key, Node::Text(text));
}
void Put(Node& map, std::string_view key, bool value) {
  if (value) map.Append(key, Node::Boolean(true));
}
void Put(Node& map, std::string_view key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  Node list = Node::List();
  for (const auto& text : texts) list.Add(text);
  map.Append(key, std::move(list));
}

Node WriteFile(const CollectedFile& file) {
  Node out = Node::Map();
  Put(out, "name", file.name);
  Put(out, "sha256", file.sha256.hex());
  Put(out, "commit", file.commit);
  Put(out, "at", file.at);
  Put(out, "kind", file.kind);
  Put(out, "whole-history", file.whole_history);
  Put(out, "run", file.run);
  Put(out, "by", file.by);
  return out;
}

Node WritePage(const CollectedPage& collected) {
  const model::PublishedPage& page = collected.page;
  Node out = Node::Map();
  Put(out, "purpose", page.purpose);
  Put(out, "url", page.url);
  if (page.final_url != page.url) Put(out, "final", page.final_url);
  Put(out, "at", page.at);
  if (page.status != 0) out.Append("status", Node::Integer(page.status));
  Put(out, "error", page.error);
  Put(out, "tls", page.tls_version);
  Put(out, "chain", collected.chain);
  if (!collected.certificate_until.empty() || !collected.certificate_names.empty()) {
    Node certificate = Node::Map();
    Put(certificate, "until", collected.certificate_until);
    Put(certificate, "names", collected.certificate_names);
    out.Append("certificate", std::move(certificate));
  }
  Put(out, "hsts", page.hsts);
  Put(out, "downgrade", page.downgrade);
  if (page.body != Digest()) Put(out, "body", page.body.hex());
  Put(out, "parts", page.parts);
  Put(out, "digest", page.digest_reported);
  Put(out, "expires", page.expires);
  Put(out, "by", collected.by);
  return out;
}

}  // namespace

const CollectedFile* Collected::Find(std::string_view name) const {
  const auto found = std::ranges::find(files, name, &CollectedFile::name);
  return found == files.end() ? nullptr : &*found;
}

Result<Collected> ReadCollected(BytesView json, std::string_view name) {
  if (json.size() > kMaxCollectedBytes)
    return Fail(ErrorKind::kConfiguration, "longer than such a file may be", std::string(name));
  auto root = syntax::ParseJson(json);
  if (!root)
    return Fail(ErrorKind::kConfiguration, root.error().what,
                std::string(name) + ", " + root.error().where);
  return Reader(name).Read(*root);
}

Result<Bytes> WriteCollected(const Collected& collected) {
  Node root = Node::Map();
  root.Append("avouch", Node::Integer(1));
  Put(root, "commit", collected.commit);
  Put(root, "at", collected.at);
  if (!collected.kinds.empty()) {
    Node kinds = Node::Map();
    for (const auto& [file, kind] : collected.kinds) kinds.Append(file, Node::Text(kind));
    root.Append("kinds", std::move(kinds));
  }
  Put(root, "whole-history", collected.whole_history);
  Node files = Node::List(), pages = Node::List();
  for (const auto& file : collected.files) files.Add(WriteFile(file));
  for (const auto& page : collected.pages) pages.Add(WritePage(page));
  if (!files.empty()) root.Append("files", std::move(files));
  if (!pages.empty()) root.Append("pages", std::move(pages));
  return syntax::WriteJson(root);
}

}  // namespace avouch::statement

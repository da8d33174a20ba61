#include "formats/gitlab_parts.h"

#include <algorithm>

#include "base/text.h"
#include "formats/github_workflow.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using model::Pin;
using model::Reference;
using model::ReferenceKind;
using syntax::Node;

constexpr std::size_t kMaxSecretNames = 100;  // Of one job; each costs a pass over its script.
constexpr int kMaxRounds = 8;                 // ${A} in ${B} in ${C}; people stop at two.

bool IsWord(char c) {
  return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsCommit(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

// A variable at `at` of `text`: its name, and where what follows it begins.
struct Mention {
  std::string_view name;
  std::size_t end = 0;
};
Mention MentionAt(std::string_view text, std::size_t at) {
  bool braces = at + 1 < text.size() && text[at + 1] == '{';
  std::size_t start = at + (braces ? 2 : 1), end = start;
  while (end < text.size() && IsWord(text[end])) ++end;
  return {text.substr(start, end - start),
          braces && end < text.size() && text[end] == '}' ? end + 1 : end};
}

std::string Once(std::string_view text, const GitlabVariables& variables) {
  std::string out;
  for (std::size_t i = 0; i < text.size() && out.size() < kMaxExpanded;) {
    if (text[i] == '$' && i + 1 < text.size()) {
      Mention mention = MentionAt(text, i);
      auto at = variables.find(mention.name);
      if (at != variables.end()) {
        out += at->second;
        i = mention.end;
        continue;
      }
    }
    out += text[i++];
  }
  if (out.size() > kMaxExpanded) out.resize(kMaxExpanded);
  return out;
}

Pin PinOfRef(std::string_view ref) {
  if (IsCommit(ref)) return Pin::kCommit;
  return ref.find('$') != ref.npos ? Pin::kVariable : Pin::kFloating;
}

void Project(const Node& item, Reference& out) {
  out.kind = ReferenceKind::kReusableWorkflow;
  const Node& file = item["file"];
  std::string name = item["project"].AsText(),
              path = file.is_list() ? file.At(0).AsText() : file.AsText();
  out.version = item["ref"].AsText();
  out.name = name + (path.empty() || path.starts_with('/') ? "" : "/") + path;
  out.text = out.name + (out.version.empty() ? "" : "@" + out.version);
  out.pin = PinOfRef(out.version);
}

void Remote(const Node& item, std::string_view url, Reference& out) {
  out.text = out.name = url;
  out.plain_http = url.starts_with("http://");
  out.pin = url.find('$') != url.npos ? Pin::kVariable : Pin::kFloating;
  for (auto part : Split(url, '/'))
    if (IsCommit(part)) out.pin = Pin::kCommit;
  if (item["integrity"].text().starts_with("sha256-")) out.pin = Pin::kDigest;
}

void Component(std::string_view text, Reference& out) {
  std::size_t at = text.rfind('@');
  out.text = text;
  out.name = text.substr(0, at);
  out.version = at == text.npos ? "" : text.substr(at + 1);
  out.pin = PinOfRef(out.version);
}

void Local(std::string_view text, Reference& out) {
  out.text = out.name = text;
  out.pin = text.find('$') == text.npos ? Pin::kLocal : Pin::kVariable;
}

bool IsSecretName(std::string_view name) {
  static constexpr std::string_view kAlone[] = {"TOKEN",  "TOKENS",     "PASSWORD",    "PASSWD",
                                                "PASS",   "PASSPHRASE", "SECRET",      "SECRETS",
                                                "PAT",    "CREDENTIAL", "CREDENTIALS", "KUBECONFIG",
                                                "APIKEY", "PASSWORT",   "JWT"};
  static constexpr std::string_view kKeys[] = {
      "API",        "PRIVATE", "SSH",      "SIGNING", "SIGN", "DEPLOY", "ACCESS", "GPG",
      "ENCRYPTION", "AGE",     "KEYSTORE", "SERVICE", "RSA",  "PGP",    "ACCOUNT"};
  // "GPG_KEY_PATH", "TOKEN_URL": about a secret, and none.
  static constexpr std::string_view kAbout[] = {"PATH", "URL",      "ID",   "NAME",
                                                "USER", "USERNAME", "TYPE", "HEADER"};
  auto parts = Split(name, '_');
  if (std::find(std::begin(kAbout), std::end(kAbout), parts.back()) != std::end(kAbout))
    return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (std::find(std::begin(kAlone), std::end(kAlone), parts[i]) != std::end(kAlone)) return true;
    bool key = i > 0 && parts[i] == "KEY";
    if (key && std::find(std::begin(kKeys), std::end(kKeys), parts[i - 1]) != std::end(kKeys))
      return true;
  }
  return false;
}

}  // namespace

std::string GitlabExpand(std::string_view text, const GitlabVariables& variables) {
  std::string out(text);
  for (int round = 0; round < kMaxRounds && out.find('$') != std::string::npos; ++round) {
    std::string next = Once(out, variables);
    if (next == out) break;
    out = std::move(next);
  }
  return out;
}

Reference GitlabImage(const std::string& text, const model::Place& place) {
  Reference out = ReadImage(text, place);
  std::string_view last = std::string_view(text).substr(text.rfind('/') + 1);
  bool registry_only =
      text.find('/') != std::string::npos && last.find('$') == last.npos && !last.empty();
  if (out.pin != Pin::kVariable || !registry_only) return out;
  std::size_t colon = last.find(':');
  out.name = text.substr(0, text.size() - (colon == last.npos ? 0 : last.size() - colon));
  out.version = colon == last.npos ? "latest" : last.substr(colon + 1);
  out.pin = Pin::kFloating;
  return out;
}

Reference GitlabInclude(const GitlabValue& item) {
  Reference out;
  out.kind = ReferenceKind::kInclude;
  out.place = item.At();
  if (!item.present()) return out;
  const Node& node = *item.node;
  if (node.is_text()) {
    bool remote = node.text().find("://") != std::string_view::npos;
    remote ? Remote(node, node.text(), out) : Local(node.text(), out);
  } else if (node["local"].is_text()) {
    Local(node["local"].text(), out);
  } else if (node["project"].is_text()) {
    Project(node, out);
  } else if (node["remote"].is_text()) {
    Remote(node, node["remote"].text(), out);
  } else if (node["component"].is_text()) {
    Component(node["component"].text(), out);
  } else if (node["template"].is_text()) {
    out.name = "template:" + node["template"].AsText();
    out.text = out.name;
  } else if (node["artifact"].is_text()) {
    out.name = out.text = "artifact:" + node["artifact"].AsText();
    out.pin = Pin::kVariable;
  }
  return out;
}

void FindGitlabSecrets(std::string_view text, const GitlabVariables& variables,
                       std::set<std::string>& out) {
  std::set<std::string_view> seen;
  for (std::size_t at = 0;
       (at = text.find('$', at)) != text.npos && seen.size() < kMaxSecretNames;) {
    Mention mention = MentionAt(text, at++);
    if (mention.name.empty() || variables.contains(mention.name) || !IsSecretName(mention.name))
      continue;
    if (!seen.insert(mention.name).second) continue;
    // Set in the text itself: NAME=$(...).
    bool own = false;
    std::string assigned = std::string(mention.name) + "=";
    for (std::size_t i = 0; !own && (i = text.find(assigned, i)) != text.npos; ++i)
      own = i == 0 || std::string_view(" \t\n;&(").contains(text[i - 1]);
    if (!own || text.find(assigned + "$" + std::string(mention.name)) != text.npos)
      out.insert(std::string(mention.name));
  }
}

std::string GitlabEnvironment(GitlabView& view, const GitlabLayers& layers,
                              const GitlabVariables& variables) {
  GitlabValue value = view.Get(layers, {"environment"});
  if (!value.present()) return {};
  std::string name =
      value.node->is_map() ? view.Get(layers, {"environment", "name"}).Text() : value.Text();
  std::string action = view.Get(layers, {"environment", "action"}).Text();
  if (!action.empty() && action != "start") return {};  // It puts nothing there.
  std::string tier = view.Get(layers, {"environment", "deployment_tier"}).Text();
  return (tier.empty() ? "" : tier + "/") + GitlabExpand(name, variables);
}

void FollowGitlabTrigger(GitlabView& view, const GitlabLayers& layers, model::Job& job,
                         std::vector<std::string>& notes) {
  GitlabValue trigger = view.Get(layers, {"trigger"});
  if (!trigger.present()) return;
  // Without `strategy` it has succeeded as soon as the other pipeline is made.
  if (view.Get(layers, {"trigger", "strategy"}).Text().empty()) job.continue_on_error = true;
  auto items = view.Items(view.Get(layers, {"trigger", "include"}));
  for (const auto& item : items) {
    Reference reference = GitlabInclude(item);
    if (reference.text.empty()) continue;
    if (job.calls) {
      notes.push_back("job " + Printable(job.id) +
                      " starts a pipeline of several files; the first is followed");
      break;
    }
    if (reference.pin != Pin::kLocal || reference.kind == ReferenceKind::kReusableWorkflow) {
      job.calls = std::move(reference);
      continue;
    }
    while (reference.text.starts_with('/')) reference.text.erase(0, 1);
    reference.kind = ReferenceKind::kReusableWorkflow;
    job.calls = std::move(reference);
  }
  if (items.empty())
    notes.push_back("job " + Printable(job.id) +
                    " starts a pipeline of another project, which is not read");
}

}  // namespace avouch::formats

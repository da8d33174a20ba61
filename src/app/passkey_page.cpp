#include "app/passkey_page.h"

#include <utility>

#include "app/passkey_page_text.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/keys_spki.h"
#include "crypto/secret.h"
#include "syntax/canonical.h"
#include "syntax/json.h"
#include "syntax/node.h"

namespace avouch::app {
namespace {

using os::HttpRequest;
using os::HttpResponse;
using syntax::Node;

constexpr std::size_t kShown = 200'000;  // Bytes of a text that a page shows; the digest says all

HttpResponse Refused(int status, std::string why) {
  return {status, "text/plain; charset=utf-8", std::move(why) + "\n", false};
}

std::unexpected<Error> Bad(std::string what) {
  return Fail(ErrorKind::kMalformed, std::move(what));
}

// The text, or that it is none. What would turn the order of letters or hide is
// a '?': the one who signs sees that there is something.
std::string Shown(BytesView bytes) {
  if (!IsUtf8(bytes) || bytes.contains('\0')) return "(this file is no text)";
  if (bytes.size() > kShown) return "(this file is too long to be shown)";
  std::string out;
  for (const std::string_view line : Lines(bytes))
    out += Printable(ReplaceAll(line, "\t", "  ")) + "\n";
  return out;
}

HttpResponse TaskOf(const PageTask& task) {
  Node root = Node::Map().Set("make", Node::Boolean(task.make)).Set("challenge", task.challenge);
  if (task.make) {
    root.Set("title", "Make a passkey for " + task.who)
        .Set("who", task.who)
        .Set("lead",
             "It stays on this device, or where your device keeps passkeys. What it signs counts "
             "as your word once the line that is printed stands under people: in avouch.org.yaml.")
        .Set("digest", "")
        .Set("text", "")
        .Set("button", "Make a passkey");
  } else {
    root.Set("title", "Sign " + task.file)
        .Set("lead", "You are asked to sign exactly this. Your signature says that it is so.")
        .Set("digest", "SHA-256 " + crypto::Sha256Of(task.bytes).hex())
        .Set("text", Shown(task.bytes))
        .Set("button", "Sign");
  }
  const auto json = syntax::WriteJson(root, 0);
  return {200, "application/json", json.value_or("{}"), false};
}

Result<Node> Parse(BytesView json) { return syntax::ParseJson(json, {.allow_bom = false}); }

Result<Bytes> Part(const Node& root, const char* key) {
  auto bytes = FromBase64(root[key].text());
  if (!bytes || bytes->empty())
    return Bad("an answer without base64 at '" + std::string(key) + "'");
  return bytes;
}

}  // namespace

PasskeyPage::PasskeyPage(PageTask task, std::string token, int port, Take take, TakeKey take_key)
    : task_(std::move(task)),
      token_(std::move(token)),
      host_("localhost:" + std::to_string(port)),
      take_(std::move(take)),
      take_key_(std::move(take_key)) {}

std::string PasskeyPage::Address() const { return "http://" + host_ + "/" + token_ + "/"; }

HttpResponse PasskeyPage::Answer(const HttpRequest& request) {
  HttpResponse response = AnswerOf(request);
  if (response.status != 200 && ++wrong_ >= kMaxWrongAnswers) response.last = true;
  return response;
}

HttpResponse PasskeyPage::AnswerOf(const HttpRequest& request) {
  if (request.host != host_) return Refused(403, "another host");
  if (!request.origin.empty() && request.origin != "http://" + host_)
    return Refused(403, "another origin");
  const std::string path = "/" + token_ + "/";
  if (request.target.size() < path.size() ||
      !crypto::ConstantTimeEqual(std::string_view(request.target).substr(0, path.size()), path))
    return Refused(404, "no such page");
  const std::string_view name = std::string_view(request.target).substr(path.size());
  if (request.method == "GET") {
    if (name.empty()) return {200, "text/html; charset=utf-8", Bytes(kPasskeyHtml), false};
    if (name == "page.css") return {200, "text/css; charset=utf-8", Bytes(kPasskeyCss), false};
    if (name == "page.js") return {200, "text/javascript; charset=utf-8", Bytes(kPasskeyJs), false};
    if (name == "task") return TaskOf(task_);
    return Refused(404, "no such page");
  }
  if (request.method != "POST") return Refused(405, "GET and POST alone");
  if (name != "answer") return Refused(404, "no such page");
  if (request.origin.empty()) return Refused(403, "no origin");
  if (request.content_type != "application/json") return Refused(400, "JSON is wanted");
  const Status taken = task_.make ? NewKey(request.body) : Signature(request.body);
  if (!taken) return Refused(400, Printable(taken.error().what));
  return {200, "text/plain; charset=utf-8", "Done. You can close this page.", true};
}

Status PasskeyPage::Signature(BytesView json) const {
  AVOUCH_TRY(const Node root, Parse(json));
  statement::PasskeyFile file;
  AVOUCH_TRY(file.authenticator_data, Part(root, "authenticatorData"));
  AVOUCH_TRY(file.client_data_json, Part(root, "clientDataJSON"));
  AVOUCH_TRY(file.signature, Part(root, "signature"));
  AVOUCH_TRY(file.client_data, statement::ReadClientData(file.client_data_json));
  return take_(file);
}

// Section 7.1, steps 7 to 10. Who made the authenticator decides nothing, so no
// attestation is asked for: the person's own signed commit lists the key.
Status PasskeyPage::NewKey(BytesView json) const {
  AVOUCH_TRY(const Node root, Parse(json));
  AVOUCH_TRY(const Bytes client_data, Part(root, "clientDataJSON"));
  AVOUCH_TRY(const Bytes spki, Part(root, "publicKey"));
  AVOUCH_TRY(const auto said, statement::ReadClientData(client_data));
  if (said.type != "webauthn.create") return Bad("this is no new passkey");
  if (!crypto::ConstantTimeEqual(said.challenge, task_.challenge))
    return Bad("this passkey was made for another page");
  if (said.origin != "http://" + host_ || said.cross_origin || said.has_top_origin)
    return Bad("this passkey was made on another page");
  AVOUCH_TRY(crypto::PublicKey key, crypto::ParseSpkiDer(spki));
  using crypto::KeyKind;
  if (key.kind() != KeyKind::kEd25519 && key.kind() != KeyKind::kEcdsaP256 &&
      key.kind() != KeyKind::kRsa)
    return Bad("a kind of key that cannot be listed");
  // It has to be one that can be read back from the list.
  AVOUCH_TRY(const auto passkey,
             crypto::ParsePasskey(crypto::PasskeyText(crypto::Passkey{std::move(key)})));
  return take_key_(passkey);
}

}  // namespace avouch::app

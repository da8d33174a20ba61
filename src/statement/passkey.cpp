#include "statement/passkey.h"

#include <string>
#include <utility>

#include "syntax/canonical.h"
#include "syntax/json.h"
#include "syntax/node.h"

namespace avouch::statement {
namespace {

using syntax::Node;

constexpr syntax::JsonOptions kStrict = {.duplicates = syntax::Duplicates::kRefused,
                                         .allow_bom = false};

std::unexpected<Error> Bad(std::string what) {
  return Fail(ErrorKind::kMalformed, "a passkey's signature " + std::move(what));
}

// The bytes behind the base64 at `key`.
Result<Bytes> Part(const Node& root, const char* key) {
  const auto bytes = FromBase64(root[key].text());
  if (!bytes || bytes->empty()) return Bad("without base64 at '" + std::string(key) + "'");
  return *bytes;
}

}  // namespace

Result<crypto::ClientData> ReadClientData(BytesView json) {
  if (json.size() > kMaxClientData)
    return Fail(ErrorKind::kTooLarge, "a passkey's client data of more than 4 KiB");
  AVOUCH_TRY(const Node root, syntax::ParseJson(json, kStrict));
  for (const char* key : {"type", "challenge", "origin"})
    if (!root[key].is_text()) return Bad("whose client data lacks '" + std::string(key) + "'");
  const Node& cross = root["crossOrigin"];
  if (cross.present() && !cross.is_boolean())
    return Bad("whose client data says neither yes nor no at 'crossOrigin'");
  return crypto::ClientData{std::string(root["type"].text()), std::string(root["challenge"].text()),
                            std::string(root["origin"].text()), cross.boolean().value_or(false),
                            root["topOrigin"].present()};
}

Result<PasskeyFile> ReadPasskeyFile(BytesView json) {
  if (json.size() > kMaxPasskeyFile)
    return Fail(ErrorKind::kTooLarge, "a passkey's signature of more than 16 KiB");
  AVOUCH_TRY(const Node root, syntax::ParseJson(json, kStrict));
  if (root["schema"].text() != kPasskeySchema)
    return Bad("of another form: 'schema' is " + std::string(kPasskeySchema));
  PasskeyFile file;
  AVOUCH_TRY(file.authenticator_data, Part(root, "authenticatorData"));
  AVOUCH_TRY(file.client_data_json, Part(root, "clientDataJSON"));
  AVOUCH_TRY(file.signature, Part(root, "signature"));
  AVOUCH_TRY(file.client_data, ReadClientData(file.client_data_json));
  if (WritePasskeyFile(file) != json) return Bad("that is not spelled as avouch spells it");
  return file;
}

Bytes WritePasskeyFile(const PasskeyFile& file) {
  // ASCII and no number in it: this has a canonical form.
  return syntax::WriteCanonical(Node::Map()
                                    .Set("schema", kPasskeySchema)
                                    .Set("authenticatorData", ToBase64(file.authenticator_data))
                                    .Set("clientDataJSON", ToBase64(file.client_data_json))
                                    .Set("signature", ToBase64(file.signature)))
      .value();
}

}  // namespace avouch::statement

// The page on which somebody who never commits signs with a passkey, or makes one.
//
// Spec: WebAuthn Level 3, sections 5.1.3, 5.1.4 and 7.1. What one request answers
// is a function of the request and the session: no socket in here. One thread.
//
// Who may talk to it: a page that this session itself served. Each request names
// this host, each answer comes from this origin, and both know a path that nobody
// can guess; so neither another page in the browser nor another name that leads
// to 127.0.0.1 gets a signature out of it, or one in.

#pragma once

#include <functional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/webauthn.h"
#include "os/loopback.h"
#include "statement/passkey.h"

namespace avouch::app {

inline constexpr int kPageSeconds = 300;  // Five minutes to read and to sign
inline constexpr int kMaxWrongAnswers = 20;

struct PageTask {
  bool make = false;      // A passkey is made; else one signs `bytes`
  std::string file;       // What is signed, as people call it
  std::string who;        // Whose passkey it will be: id; only when one is made
  Bytes bytes;            // What is signed, exactly
  std::string challenge;  // base64url: StatementChallenge(bytes), or random
};

class PasskeyPage {
 public:
  // Takes the answer: of a signature, whether it counts; the error is shown to
  // the one who signs, and they may try again.
  using Take = std::function<Status(const statement::PasskeyFile&)>;
  using TakeKey = std::function<Status(const crypto::Passkey&)>;

  // `token`: what stands first in the path, letters and digits that nobody can guess.
  PasskeyPage(PageTask task, std::string token, int port, Take take, TakeKey take_key);

  // "http://localhost:8123/TOKEN/"
  [[nodiscard]] std::string Address() const;
  [[nodiscard]] os::HttpResponse Answer(const os::HttpRequest& request);

 private:
  os::HttpResponse AnswerOf(const os::HttpRequest& request);
  Status Signature(BytesView json) const;
  Status NewKey(BytesView json) const;

  PageTask task_;
  std::string token_, host_;
  Take take_;
  TakeKey take_key_;
  int wrong_ = 0;
};

}  // namespace avouch::app

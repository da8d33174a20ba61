#include "app/passkey_page.h"

#include <gtest/gtest.h>

#include "app/sign.h"
#include "crypto/hash.h"
#include "crypto/keys_spki.h"
#include "crypto/private_key.h"
#include "trust/ring.h"

namespace avouch::app {
namespace {

using os::HttpRequest;

const Bytes kRecord = "record: incident-period\nby: helen\n";
const crypto::PrivateKey kHelen = crypto::PrivateKey::FromSeed(Bytes(32, 'h'));

Bytes Hash(BytesView bytes) { return FromHex(crypto::Sha256Of(bytes).hex()).value(); }

// What a browser sends after Helen's finger was on her passkey.
std::string Assertion(const std::string& challenge, const std::string& origin) {
  const std::string client = R"({"type":"webauthn.get","challenge":")" + challenge +
                             R"(","origin":")" + origin + R"(","crossOrigin":false})";
  const Bytes data = Hash("localhost") + '\x05' + Bytes(4, '\0');
  return R"({"authenticatorData":")" + ToBase64(data) + R"(","clientDataJSON":")" +
         ToBase64(client) + R"(","signature":")" + ToBase64(kHelen.Sign(data + Hash(client))) +
         "\"}";
}

std::string NewKey(const std::string& type, const std::string& challenge,
                   const std::string& origin) {
  const std::string client =
      R"({"type":")" + type + R"(","challenge":")" + challenge + R"(","origin":")" + origin + "\"}";
  return R"({"clientDataJSON":")" + ToBase64(client) + R"(","publicKey":")" +
         ToBase64(crypto::SpkiDer(kHelen.public_key())) + "\"}";
}

class Page : public testing::Test {
 protected:
  static model::Organisation Organisation() {
    model::Organisation out;
    out.people.push_back({.id = "helen", .keys = {crypto::PasskeyText({kHelen.public_key()})}});
    return out;
  }
  PasskeyPage Signing() {
    return {{false, "no-incident.yaml", "", kRecord, crypto::StatementChallenge(kRecord)},
            "t0ken",
            8123,
            [this](const statement::PasskeyFile& file) -> Status {
              const auto signer =
                  trust::Ring(Organisation()).OfAssertion(kRecord, file.View(), Time{0});
              if (!signer.counts) return Fail(ErrorKind::kIntegrity, signer.how);
              signed_ = signer.person;
              return {};
            },
            nullptr};
  }
  PasskeyPage Making() {
    return {{true, "", "helen", "", "Y2hhbGxlbmdl"},
            "t0ken",
            8123,
            nullptr,
            [this](const crypto::Passkey& passkey) -> Status {
              made_ = crypto::PasskeyText(passkey);
              return {};
            }};
  }
  static HttpRequest Get(const std::string& name) {
    return {"GET", "/t0ken/" + name, "localhost:8123", "", "", ""};
  }
  static HttpRequest Post(const std::string& body) {
    return {"POST", "/t0ken/answer", "localhost:8123", "http://localhost:8123", "application/json",
            body};
  }
  static std::string Good() {
    return Assertion(crypto::StatementChallenge(kRecord), "http://localhost:8123");
  }

  std::string signed_, made_;
};

TEST_F(Page, OneAnswerThatHoldsEndsIt) {
  PasskeyPage page = Signing();
  EXPECT_EQ(page.Address(), "http://localhost:8123/t0ken/");
  for (const char* name : {"", "page.css", "page.js", "task"}) {
    const auto response = page.Answer(Get(name));
    EXPECT_EQ(response.status, 200) << name;
    EXPECT_FALSE(response.last);
    EXPECT_FALSE(response.body.empty());
  }
  const auto response = page.Answer(Post(Good()));
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_TRUE(response.last);
  EXPECT_EQ(signed_, "helen");
}

TEST_F(Page, WhatIsSignedIsShownWholeAndAsText) {
  PasskeyPage page({false, "<b>.yaml", "",
                    "a: </pre><script>\nb: \xE2\x80\xAE"
                    "c\n",
                    "x"},
                   "t0ken", 8123, nullptr, nullptr);
  const std::string task = page.Answer(Get("task")).body;
  EXPECT_TRUE(task.contains("Sign <b>.yaml"));  // JSON: the script puts it in as text
  EXPECT_TRUE(task.contains("a: </pre><script>\\nb: ?c\\n")) << task;
  EXPECT_EQ(page.Answer(Get("")).body.find("<b>"), std::string::npos);
  EXPECT_EQ(page.Answer(Get("page.js")).body.find("innerHTML"), std::string::npos);
}

TEST_F(Page, NobodyElseGetsInOrGetsASignatureIn) {
  struct Row {
    const char* attack;
    HttpRequest request;
    int status;
  };
  const auto with = [](HttpRequest request, auto change) {
    change(request);
    return request;
  };
  const Row rows[] = {
      {"a name that leads to 127.0.0.1",
       with(Get("task"), [](HttpRequest& r) { r.host = "attacker.example:8123"; }), 403},
      {"the address itself, which no passkey is for",
       with(Get("task"), [](HttpRequest& r) { r.host = "127.0.0.1:8123"; }), 403},
      {"another port", with(Get("task"), [](HttpRequest& r) { r.host = "localhost:80"; }), 403},
      {"no host", with(Get("task"), [](HttpRequest& r) { r.host = ""; }), 403},
      {"another page fetches",
       with(Get("task"), [](HttpRequest& r) { r.origin = "https://attacker.example"; }), 403},
      {"another page posts",
       with(Post(Good()), [](HttpRequest& r) { r.origin = "http://localhost:9"; }), 403},
      {"a sandboxed page posts", with(Post(Good()), [](HttpRequest& r) { r.origin = "null"; }),
       403},
      {"no origin posts", with(Post(Good()), [](HttpRequest& r) { r.origin = ""; }), 403},
      {"a form posts", with(Post(Good()), [](HttpRequest& r) { r.content_type = "text/plain"; }),
       400},
      {"another token", with(Get(""), [](HttpRequest& r) { r.target = "/t0keN/"; }), 404},
      {"no token", with(Get(""), [](HttpRequest& r) { r.target = "/"; }), 404},
      {"a longer token", with(Get(""), [](HttpRequest& r) { r.target = "/t0ken0/"; }), 404},
      {"a way up", Get("../etc/passwd"), 404},
      {"another method", with(Get(""), [](HttpRequest& r) { r.method = "PUT"; }), 405},
      {"asked of another place",
       with(Post(Good()), [](HttpRequest& r) { r.target = "/t0ken/task"; }), 404},
      {"over another file",
       Post(Assertion(crypto::StatementChallenge("x"), "http://localhost:8123")), 400},
      {"made on another site",
       Post(Assertion(crypto::StatementChallenge(kRecord), "https://attacker.example")), 400},
      {"a new passkey where a signature is asked for",
       Post(NewKey("webauthn.create", "Y2hhbGxlbmdl", "http://localhost:8123")), 400},
      {"no JSON", Post("{"), 400},
      {"nothing", Post(""), 400},
      {"keys twice", Post("{\"signature\":\"AA==\"," + Good().substr(1)), 400},
  };
  for (const Row& row : rows) {
    PasskeyPage page = Signing();
    const auto response = page.Answer(row.request);
    EXPECT_EQ(response.status, row.status) << row.attack << ": " << response.body;
    EXPECT_FALSE(response.last) << row.attack;
    EXPECT_EQ(signed_, "") << row.attack;
    EXPECT_EQ(page.Answer(Post(Good())).status, 200) << row.attack;  // And it goes on.
    signed_.clear();
  }
}

TEST_F(Page, GuessingEnds) {
  PasskeyPage page = Signing();
  int answers = 0;
  while (!page.Answer({"GET", "/guess", "localhost:8123", "", "", ""}).last) ++answers;
  EXPECT_EQ(answers, kMaxWrongAnswers - 1);
}

TEST_F(Page, ANewPasskeyIsOneThatCanBeListed) {
  const std::string origin = "http://localhost:8123";
  struct Row {
    const char* what;
    std::string body;
  };
  const Row rows[] = {
      {"another challenge", NewKey("webauthn.create", "b3RoZXI", origin)},
      {"another origin", NewKey("webauthn.create", "Y2hhbGxlbmdl", "http://localhost:9")},
      {"a signature", NewKey("webauthn.get", "Y2hhbGxlbmdl", origin)},
      {"no key", R"({"clientDataJSON":"e30="})"},
  };
  for (const Row& row : rows) {
    PasskeyPage page = Making();
    EXPECT_EQ(page.Answer(Post(row.body)).status, 400) << row.what;
    EXPECT_EQ(made_, "") << row.what;
  }
  PasskeyPage page = Making();
  const auto response = page.Answer(Post(NewKey("webauthn.create", "Y2hhbGxlbmdl", origin)));
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_TRUE(response.last);
  EXPECT_EQ(made_, crypto::PasskeyText({kHelen.public_key()}));
}

TEST(Sign, WantsAFileOrANewPasskey) {
  const auto fine = [](const std::string&, bool) -> Status { return {}; };
  EXPECT_EQ(Sign({}, true, Time{0}, fine).exit, kUsageError);
  EXPECT_EQ(Sign({.file = "a", .make = true}, true, Time{0}, fine).exit, kUsageError);
  EXPECT_EQ(Sign({.key = "k", .make = true}, true, Time{0}, fine).exit, kUsageError);
  EXPECT_EQ(Sign({.file = "/no/such/file"}, true, Time{0}, fine).exit, kNotDone);
}

}  // namespace
}  // namespace avouch::app

#include "statement/passkey.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::statement {
namespace {

constexpr std::string_view kClient =
    R"({"type":"webauthn.get","challenge":"abc","origin":"http://localhost:8123","crossOrigin":false})";

PasskeyFile Sample() {
  return {Bytes(37, '\x05'), Bytes(kClient), "0123456789", ReadClientData(kClient).value()};
}

TEST(Passkey, WhatIsWrittenReadsBackTheSame) {
  const Bytes json = WritePasskeyFile(Sample());
  EXPECT_TRUE(json.starts_with("{\"authenticatorData\":\"BQUF"));
  const auto file = ReadPasskeyFile(json);
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->authenticator_data, Sample().authenticator_data);
  EXPECT_EQ(file->client_data_json, kClient);
  EXPECT_EQ(file->signature, "0123456789");
  EXPECT_EQ(file->client_data.challenge, "abc");
  EXPECT_EQ(file->View().client_data_json, kClient);
  EXPECT_EQ(WritePasskeyFile(*file), json);
}

TEST(Passkey, OneAssertionHasOneSpelling) {
  const Bytes json = WritePasskeyFile(Sample());
  const std::string cases[] = {
      json + "\n",
      " " + json,
      "\xEF\xBB\xBF" + json,
      json.substr(0, json.size() - 1) + ",\"more\":1}",
      json.substr(0, json.size() - 1) + ",\"signature\":\"MDEyMzQ1Njc4OQ==\"}",
      "{\"schema\":\"urn:x-avouch:schema:passkey:v1\"," + json.substr(1),
      json.substr(0, json.find("Njc4OQ==")) + "Njc4OR==\"}",
      json.substr(0, json.find("Njc4OQ==")) + "Njc4OQ\"}",
      json.substr(0, json.size() - 1),
      "",
      "[]",
      "{}",
      std::string(kMaxPasskeyFile + 1, ' '),
  };
  for (const std::string& text : cases) EXPECT_FALSE(ReadPasskeyFile(text)) << text.substr(0, 400);
}

TEST(Passkey, EachPartIsNeeded) {
  for (auto part : {&PasskeyFile::authenticator_data, &PasskeyFile::client_data_json,
                    &PasskeyFile::signature}) {
    PasskeyFile file = Sample();
    (file.*part).clear();
    EXPECT_FALSE(ReadPasskeyFile(WritePasskeyFile(file)));
  }
}

TEST(Passkey, ClientDataIsReadStrictlyAndMoreKeysAreFine) {
  struct Row {
    const char* json;
    const char* error;  // Empty: it is read
  };
  const Row rows[] = {
      {R"({"type":"a","challenge":"b","origin":"c"})", ""},
      {R"({"type":"a","challenge":"b","origin":"c","crossOrigin":true,"other_keys_can_be_added_here":"x"})",
       ""},
      {R"({"type":"a","challenge":"b","origin":"c","topOrigin":"d"})", ""},
      {R"({"type":"a","challenge":"b","challenge":"e","origin":"c"})", "twice"},
      {R"({"type":"a","challenge":"b"})", "lacks 'origin'"},
      {R"({"type":"a","challenge":1,"origin":"c"})", "lacks 'challenge'"},
      {R"({"type":"a","challenge":"b","origin":"c","crossOrigin":"no"})", "neither yes nor no"},
      {R"(["type"])", "lacks 'type'"},
      {"{", "line 1"},
  };
  for (const Row& row : rows) {
    const auto data = ReadClientData(row.json);
    EXPECT_EQ(data.has_value(), *row.error == '\0') << row.json;
    if (!data) {
      EXPECT_NE(ToString(data.error()).find(row.error), std::string::npos)
          << row.json << ": " << ToString(data.error());
    }
  }
  EXPECT_TRUE(ReadClientData(rows[1].json)->cross_origin);
  EXPECT_TRUE(ReadClientData(rows[2].json)->has_top_origin);
  EXPECT_FALSE(ReadClientData(std::string(kMaxClientData + 1, ' ')));
}

}  // namespace
}  // namespace avouch::statement

#include "formats/credentials.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(Credentials, KeysThatNameASecret) {
  for (const char* yes : {"POSTGRES_PASSWORD", "MYSQL_ROOT_PASSWORD", "API_TOKEN", "dbPassword",
                          "minio.secret-key", "AWS_SECRET_ACCESS_KEY", "APIKEY", "SECRET_KEY_BASE",
                          "DB_PASS", "PASSWORD_1", "ENCRYPTION_KEY"})
    EXPECT_TRUE(IsCredentialKey(yes)) << yes;
  for (const char* no : {"PASSWORD_FILE", "TOKEN_URL", "SSH_PUBLIC_KEY", "MAX_TOKENS", "KEYCLOAK",
                         "PASSWORD_HASHERS", "AWS_ACCESS_KEY_ID", "UWSGI_PASS", "GPG_KEY",
                         "COMPASS", "SECRET_NAME", "KAFKA_SSL_KEY_CREDENTIALS", "USERNAME"})
    EXPECT_FALSE(IsCredentialKey(no)) << no;
}

TEST(Credentials, ValuesThatStandForAnother) {
  for (const char* yes : {"", " ", "${X}", "$X", "<password>", "xxxx", "****", "your-token-here",
                          "REPLACE_ME", "replace-me-with-a-random-string", "{{ secret }}"})
    EXPECT_TRUE(IsPlaceholder(yes)) << yes;
  for (const char* no : {"admin", "changeme", "x1", "hunter2"})
    EXPECT_FALSE(IsPlaceholder(no)) << no;
}

TEST(Credentials, WhatIsMadeOfASetting) {
  struct Case {
    const char *key, *value;
    bool credential, well_known, placeholder;
  };
  const std::vector<std::string> names = {"shop"};
  for (const auto& [key, value, credential, well_known, placeholder] :
       std::vector<Case>{{"DB_PASSWORD", "postgres", true, true, false},
                         {"DB_PASSWORD", "shop", true, true, false},  // As the user is called.
                         {"DB_PASSWORD", "kR7#q", true, false, false},
                         {"DB_PASSWORD", "1234", true, true, false},
                         {"SESSION_KEY", "3600", false, false, false},  // A number, not a key.
                         {"DB_PASSWORD", "${DB_PASSWORD}", true, false, true},
                         {"ALLOW_EMPTY_PASSWORD", "yes", false, false, false},
                         {"SSL_KEY", "/etc/ssl/key.pem", false, false, false},
                         {"TOKEN", "https://issuer.example/", false, false, false},
                         {"DATABASE_URL", "postgres://u:postgres@db:5432/x", true, true, false},
                         {"DATABASE_URL", "postgres://u:u@db/x", true, true, false},
                         {"DATABASE_URL", "postgres://u:${P}@db/x", true, false, true},
                         {"DATABASE_URL", "postgres://db:5432/x", false, false, false},
                         {"HOST", "a:b@c", false, false, false}}) {
    const auto got = CredentialOf({key, value, {"f", 3}}, "s", names);
    ASSERT_EQ(got.has_value(), credential) << key << "=" << value;
    if (!got) continue;
    EXPECT_EQ(got->well_known, well_known) << key << "=" << value;
    EXPECT_EQ(got->placeholder, placeholder) << key << "=" << value;
    EXPECT_EQ(got->place.line, 3);
  }
}

}  // namespace
}  // namespace avouch::formats

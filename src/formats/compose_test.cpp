#include "formats/compose.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

model::Compose Read(std::string_view text) {
  auto compose = ReadCompose("compose.yml", text);
  EXPECT_TRUE(compose.has_value()) << ToString(compose.error());
  return compose ? std::move(*compose) : model::Compose();
}

TEST(Compose, ImagesBuildsPortsAndSettings) {
  const auto c = Read(R"(version: "3"
x-common: &common
  DB_PASSWORD: admin
services:
  db:
    image: postgres:${PG:-16}
    ports: ["127.0.0.1:5432:5432", {published: 80, target: 8080, host_ip: 0.0.0.0}]
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: shop
      POSTGRES_HOST_AUTH_METHOD: trust
  web:
    build: ./web
    image: shop/web:latest
    env_file: .env
    environment:
      - API_TOKEN=${API_TOKEN:?set it}
      - PASSED_THROUGH_SECRET
      - SESSION_SECRET=${S:-changeme}
  worker:
    image: shop/web
    environment:
      <<: *common
  tool:
    build: {context: tools, dockerfile: Dockerfile.tool, args: {NPM_TOKEN: abcdef}}
)");
  ASSERT_EQ(c.services.size(), 4u);
  const auto& db = c.services[0];
  EXPECT_EQ(db.image->pin, model::Pin::kFloating);
  EXPECT_EQ(db.image->version, "16");
  EXPECT_EQ(db.image->text, "postgres:${PG:-16}");
  EXPECT_EQ(db.image->place.line, 6);
  EXPECT_EQ(db.ports, (std::vector<std::string>{"127.0.0.1:5432:5432", "0.0.0.0:80:8080"}));
  EXPECT_TRUE(IsLoopbackPort(db.ports[0]));
  EXPECT_FALSE(IsLoopbackPort(db.ports[1]));
  ASSERT_EQ(db.credentials.size(), 1u);
  EXPECT_TRUE(db.credentials[0].well_known);
  EXPECT_EQ(db.credentials[0].place.line, 10);
  const auto& web = c.services[1];
  EXPECT_EQ(web.build_context, "./web");
  EXPECT_EQ(web.image->pin, model::Pin::kLocal);
  ASSERT_EQ(web.credentials.size(), 2u);
  EXPECT_TRUE(web.credentials[0].placeholder);
  EXPECT_EQ(web.credentials[1].value, "changeme");
  EXPECT_TRUE(web.credentials[1].well_known);
  EXPECT_EQ(c.services[2].image->pin, model::Pin::kLocal) << "another service builds it";
  ASSERT_EQ(c.services[2].credentials.size(), 1u);
  EXPECT_EQ(c.services[3].dockerfile, "Dockerfile.tool");
  EXPECT_EQ(c.services[3].credentials.size(), 1u);
  EXPECT_EQ(c.notes, (std::vector<std::string>{
                         "line 11: db lets anybody in: POSTGRES_HOST_AUTH_METHOD=trust",
                         "line 15: web takes settings from a file"}));
}

TEST(Compose, DefaultsAreValuesAndOtherVariablesAreNot) {
  for (const auto& [text, want] : {std::pair{"${A:-x}", "x"},
                                   {"a${A-x}b", "axb"},
                                   {"${A}", "${A}"},
                                   {"${A:?no}", "${A:?no}"},
                                   {"$$A", "$A"},
                                   {"${A:-${B:-y}}", "y"},
                                   {"${A", "${A"},
                                   {"$A", "$A"},
                                   {"${A:-}", ""}})
    EXPECT_EQ(WithDefaults(text), want) << text;
}

TEST(Compose, PartsAreTakenAndOthersRefused) {
  EXPECT_TRUE(ReadCompose("compose.yml", "volumes: {a: {}}\n").has_value());
  EXPECT_TRUE(ReadCompose("compose.yml", "include: [a.yml]\n").has_value());
  for (const char* text : {"- a\n", "services: [a]\n", "web: {image: x}\n", "a: [\n"})
    EXPECT_FALSE(ReadCompose("compose.yml", text).has_value()) << text;
}

TEST(Compose, FilesAreFoundByName) {
  for (const char* yes : {"compose.yml", "a/docker-compose.override.yaml", "compose.prod.yaml",
                          "dev.docker-compose.yml"})
    EXPECT_TRUE(IsCompose(yes)) << yes;
  for (const char* no : {"composer.json", "docker-compose.md", "decompose.yml", "compose.go"})
    EXPECT_FALSE(IsCompose(no)) << no;
}

}  // namespace
}  // namespace avouch::formats

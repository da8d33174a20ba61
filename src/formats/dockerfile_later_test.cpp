#include "formats/dockerfile_later.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/dockerfile.h"
#include "formats/dockerfile_locks.h"

namespace avouch::formats {
namespace {

// What the last stage does and fetches.
std::string Told(std::string_view text, const Variables& given = {}) {
  const auto file = ReadDockerfileWith("Dockerfile", text, given);
  if (!file) return ToString(file.error());
  std::vector<std::string> out;
  for (const auto& deed : file->stages.back().deeds)
    out.push_back(std::to_string(deed.place.line) + " " + std::string(model::Name(deed.kind)) +
                  " " + deed.tool + (deed.locked ? " locked" : ""));
  for (const auto& reference : file->stages.back().references)
    out.push_back(std::to_string(reference.place.line) + " " + reference.text + " " +
                  std::string(model::Name(reference.pin)));
  return Join(out, ", ");
}

TEST(DockerfileLater, WhatAnImageInstallsWhenItStarts) {
  struct Row {
    std::string_view text, result;
  };
  constexpr Row kRows[] = {
      {"CMD npm install && npm start", "2 install npm, 2 call later:npm"},
      {"CMD [\"npm\", \"start\"]", "2 call later:npm"},
      {"CMD npm ci && npm start", "2 call later:npm"},
      {"ENTRYPOINT [\"/entry.sh\"]", "2 call later:sh"},
      {"CMD exec \"$@\"", ""},
      {"ENTRYPOINT [\"sh\", \"-c\", \"pip install x==1.2\"]", "2 x==1.2 version"},
      {"ENTRYPOINT [\"/bin/sh\", \"-c\"]\nCMD [\"npm install\"]", "3 install npm"},
      {"ENTRYPOINT [\"npm\"]\nCMD [\"install\"]", ""},
      {"CMD curl https://h.example/x | sh", "2 https://h.example/x version"},
      {"HEALTHCHECK CMD curl -fo x https://h.example/x", ""},
      {"ONBUILD RUN npm install", "2 install npm"},
      {"ONBUILD RUN [\"npm\", \"ci\"]", ""},
      {"ONBUILD COPY --from=node:22 /x /x", "2 node:22 floating"},
      {"ONBUILD COPY . .\nRUN npm ci", "3 install npm locked, 3 call lifecycle"},
      {"ONBUILD", ""},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(Told("FROM a\n" + std::string(row.text) + "\n"), row.result) << row.text;
}

TEST(DockerfileLater, LinesForAnotherShellAreCallsThatNobodyTells) {
  EXPECT_EQ(Told("FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN Install-Module x\n"), "3 call variable");
  EXPECT_EQ(Told("FROM a\nSHELL [\"python3\", \"-c\"]\nRUN import x\n"), "3 call variable");
  EXPECT_EQ(Told("# escape=`\nFROM a\nRUN dir C:\\\n"), "3 call variable");
  EXPECT_EQ(Told("FROM a\nSHELL [\"pwsh\"]\nRUN [\"cargo\", \"fetch\"]\n"),
            Told("FROM a\n\nRUN cargo fetch\n"));
}

TEST(DockerfileLater, ALockThatIsNotCopiedInHoldsNothing) {
  const auto locked = [](const std::string& lines) {
    return Told("FROM a AS one\nCOPY . /src\nFROM b\n" + lines).find("locked") != std::string::npos;
  };
  EXPECT_TRUE(locked("COPY composer.* ./\nRUN composer install\n"));
  EXPECT_TRUE(locked("COPY . .\nRUN composer install\n"));
  EXPECT_TRUE(locked("COPY composer.json ./\nCOPY locks ./\nRUN composer install\n"));
  EXPECT_TRUE(locked("COPY composer.json $FILES ./\nRUN composer install\n"));
  EXPECT_TRUE(locked("COPY composer.json .\nCOPY --from=one /src /src\nRUN composer install\n"));
  EXPECT_TRUE(locked("ADD composer.json composer.lock /\nRUN composer install\n"));
  EXPECT_TRUE(
      locked("COPY pyproject.toml .\n"
             "RUN --mount=type=bind,source=poetry.lock,target=poetry.lock poetry install\n"));
  // Nothing says where its manifest comes from.
  EXPECT_TRUE(locked("RUN composer install\n"));
  // These refuse to run without their lock.
  EXPECT_TRUE(locked("COPY package.json ./\nRUN npm ci\n"));
  EXPECT_FALSE(locked("COPY composer.json ./\nRUN composer install\n"));
  EXPECT_FALSE(locked("COPY composer.json ./\nRUN composer install\nCOPY . .\n"));
  EXPECT_FALSE(
      locked("COPY --from=composer:2 /usr/bin/composer /usr/bin/\n"
             "COPY composer.json ./\nRUN composer install\n"));
  EXPECT_FALSE(locked("COPY pyproject.toml README.md ./\nRUN poetry install\n"));
  EXPECT_FALSE(locked("COPY package*.json ./\nRUN yarn install --frozen-lockfile\n"));
}

TEST(DockerfileLater, WhatABuildIsToldTakesThePlaceOfDefaults) {
  constexpr std::string_view kText =
      "ARG BASE=a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
      "FROM $BASE\nARG TAG=1\nCOPY --from=x:${TAG} /x /x\n";
  const auto base = [&](const Variables& given) {
    const auto file = ReadDockerfileWith("Dockerfile", kText, given);
    return file->stages[0].base.name + " " + std::string(model::Name(file->stages[0].base.pin));
  };
  EXPECT_EQ(base({}), "a digest");
  EXPECT_EQ(base({{"BASE", "node:22"}}), "node floating");
  EXPECT_EQ(base({{"BASE", "$X"}}), "$X variable");
  EXPECT_EQ(base({{"OTHER", "node:22"}}), "a digest");
  EXPECT_EQ(Told(kText, {{"TAG", "2"}}), "4 x:${TAG} floating");
}

TEST(DockerfileLater, WhatACopyMayBring) {
  for (std::string_view source :
       {".", "./", "/src/", "app", "a/yarn.lock", "*.lock", "yarn.*", "$X", ".yarn"})
    EXPECT_TRUE(MayBring(source, "yarn.lock")) << source;
  for (std::string_view source : {"package.json", "*.json", "a/b.txt", "yarn.lock.old"})
    EXPECT_FALSE(MayBring(source, "yarn.lock")) << source;
}

}  // namespace
}  // namespace avouch::formats

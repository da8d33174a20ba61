#include "formats/dockerfile.h"

#include <gtest/gtest.h>

#include "formats/dockerfile_lines.h"

namespace avouch::formats {
namespace {

using model::Pin;
using model::ReferenceKind;

constexpr char kDigest[] =
    "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

model::Dockerfile Read(std::string_view text) {
  auto file = ReadDockerfile("Dockerfile", text);
  EXPECT_TRUE(file.has_value()) << ToString(file.error());
  return file ? std::move(*file) : model::Dockerfile();
}

TEST(DockerfileLines, ContinuedLinesKeepTheirNumbers) {
  const auto lines = ReadDockerfileLines("Dockerfile",
                                         "# syntax=docker/dockerfile:1\n"
                                         "from a \\\n"
                                         "# between\n"
                                         "\n"
                                         "  as b\n"
                                         "RUN one \\\r\n"
                                         "  && two\\\\\r\n"
                                         "CMD x\n");
  ASSERT_TRUE(lines.has_value());
  EXPECT_EQ(lines->syntax, "docker/dockerfile:1");
  ASSERT_EQ(lines->instructions.size(), 3u);
  EXPECT_EQ(lines->instructions[0].keyword, "FROM");
  const auto words = DockerWords(lines->instructions[0].text, 2);
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[1].line, 5);
  EXPECT_EQ(lines->instructions[1].text, " one \\\n  && two\\\\");
  EXPECT_EQ(lines->instructions[2].line, 8);
}

TEST(DockerfileLines, HeredocsAndTheOtherEscape) {
  const auto lines = ReadDockerfileLines("Dockerfile",
                                         "# escape=`\n"
                                         "FROM a `\n as b\n"
                                         "COPY <<-'ONE' <<TWO /x/\n"
                                         "\tfirst\n"
                                         "\tONE\n"
                                         "FROM not one\n"
                                         "TWO\n"
                                         "RUN cat <<<'text' && echo $((1<<2))\n");
  ASSERT_TRUE(lines.has_value()) << ToString(lines.error());
  EXPECT_TRUE(lines->backtick);
  ASSERT_EQ(lines->instructions.size(), 3u);
  const auto& docs = lines->instructions[1].heredocs;
  ASSERT_EQ(docs.size(), 2u);
  EXPECT_EQ(docs[0].body, "first\n");
  EXPECT_EQ(docs[1].body, "FROM not one\n");
  EXPECT_EQ(docs[1].line, 7);
  EXPECT_TRUE(lines->instructions[2].heredocs.empty());
}

TEST(Dockerfile, BasesByDigestTagNothingStageAndScratch) {
  const auto f = Read(std::string("FROM --platform=$BUILDPLATFORM golang:1.25") + kDigest +
                      " AS Build\n"
                      "FROM alpine:3.22\n"
                      "FROM gcr.io/distroless/static-debian12\n"
                      "FROM build AS final\n"
                      "FROM scratch\n");
  ASSERT_EQ(f.stages.size(), 5u);
  EXPECT_EQ(f.stages[0].base.pin, Pin::kDigest);
  EXPECT_EQ(f.stages[0].base.name, "golang");
  EXPECT_EQ(f.stages[0].name, "Build");
  EXPECT_EQ(f.stages[1].base.pin, Pin::kFloating);
  EXPECT_EQ(f.stages[1].base.version, "3.22");
  EXPECT_EQ(f.stages[2].base.version, "latest");
  EXPECT_EQ(f.stages[2].base.name, "gcr.io/distroless/static-debian12");
  EXPECT_EQ(f.stages[3].base.pin, Pin::kLocal);
  EXPECT_EQ(f.stages[4].base.pin, Pin::kLocal);
  EXPECT_EQ(f.stages[4].place.line, 5);
}

TEST(Dockerfile, ArgumentsWithDefaultsDecideAndOthersDoNot) {
  const auto f = Read(std::string("ARG TAG=1.25\nARG BASE=golang:${TAG}") + kDigest +
                      "\nARG NONE\n"
                      "FROM ${BASE} AS a\n"
                      "FROM node:${NODE:-22}-alpine\n"
                      "FROM x/y:${NONE}\n"
                      "FROM ${NONE:-a}\n");
  EXPECT_EQ(f.stages[0].base.pin, Pin::kDigest);
  EXPECT_EQ(f.stages[0].base.name, "golang");
  EXPECT_EQ(f.stages[0].base.text, "${BASE}");
  EXPECT_EQ(f.stages[1].base.version, "22-alpine");
  EXPECT_EQ(f.stages[1].base.pin, Pin::kFloating);
  EXPECT_EQ(f.stages[2].base.pin, Pin::kVariable);
  EXPECT_EQ(f.stages[3].base.pin, Pin::kLocal) << "the default names a stage";
}

TEST(Dockerfile, FilesFromElsewhere) {
  const auto f = Read(
      std::string("FROM a AS one\n"
                  "FROM b\n"
                  "COPY --from=one /x /x\n"
                  "COPY --from=0 /x /x\n"
                  "COPY --chown=1 --from=ghcr.io/o/uv:0.5 /uv /bin/\n"
                  "COPY package.json package-lock.json ./\n"
                  "COPY [\"a b\", \\\n  \"c\", \"/d\"]\n"
                  "COPY <<EOF /text\nhttps://not.a/source\nEOF\n"
                  "ADD https://h.example/v1.2.3/x.tgz /x\n"
                  "ADD --checksum=sha256:" +
                  std::string(64, '0') +
                  " https://h.example/x.tgz /x\n"
                  "ADD --checksum=sha256:00 https://h.example/y.tgz /x\n"
                  "ADD http://h.example/latest.sh /x\n"
                  "ADD https://h.example/o/r.git#0123456789012345678901234567890123456789:sub /x\n"
                  "ADD local.tar /x\n"
                  "RUN --mount=type=bind,from=busybox:1.36,source=/bin,target=/b "
                  "--mount=type=cache,target=/c true\n"));
  ASSERT_EQ(f.stages.size(), 2u);
  const auto& s = f.stages[1];
  EXPECT_EQ(s.copies, (std::vector<std::string>{"package.json", "package-lock.json", "a b", "c",
                                                "local.tar"}));
  ASSERT_EQ(s.references.size(), 7u);
  EXPECT_EQ(s.references[0].kind, ReferenceKind::kImage);
  EXPECT_EQ(s.references[0].place.line, 5);
  EXPECT_EQ(s.references[1].pin, Pin::kVersion);
  EXPECT_EQ(s.references[2].pin, Pin::kDigest);
  EXPECT_EQ(s.references[3].pin, Pin::kFloating) << "a digest that is none";
  EXPECT_EQ(s.references[4].pin, Pin::kFloating);
  EXPECT_TRUE(s.references[4].plain_http);
  EXPECT_EQ(s.references[5].pin, Pin::kCommit);
  EXPECT_EQ(s.references[5].kind, ReferenceKind::kCheckout);
  EXPECT_EQ(s.references[6].name, "busybox");
}

// Without the calls of what the tree may hold.
std::vector<model::Deed> Told(const model::Stage& stage) {
  std::vector<model::Deed> out = stage.deeds;
  std::erase_if(out, [](const auto& deed) { return deed.kind == model::DeedKind::kCall; });
  return out;
}

TEST(Dockerfile, RunLinesHaveExactLines) {
  const auto f = Read(
      "FROM a\n"
      "ENV UV=0.5.1\n"
      "RUN set -e \\\n"
      "  # a comment\n"
      "  && npm ci \\\n"
      "\n"
      "  && curl -fsSLO https://h.example/uv/${UV}/uv.tgz\n"
      "RUN <<EOF\n"
      "set -e\n"
      "npm install\n"
      "EOF\n"
      "RUN [\"pip\", \"install\", \"--require-hashes\", \"-r\", \"requirements.txt\"]\n"
      "RUN cat <<EOF > /etc/x\n"
      "npm ci\n"
      "EOF\n");
  const auto& s = f.stages.at(0);
  const auto deeds = Told(s);
  ASSERT_EQ(deeds.size(), 3u);
  EXPECT_EQ(deeds[0].place.line, 5);
  EXPECT_TRUE(deeds[0].locked);
  EXPECT_EQ(deeds[1].place.line, 10);
  EXPECT_FALSE(deeds[1].locked);
  EXPECT_EQ(deeds[2].place.line, 12);
  EXPECT_TRUE(deeds[2].locked);
  ASSERT_EQ(s.references.size(), 1u);
  EXPECT_EQ(s.references[0].place.line, 7);
  EXPECT_EQ(s.references[0].pin, Pin::kVersion) << "ENV decides the version";
}

TEST(Dockerfile, TheLastUserAndWhatStagesInherit) {
  EXPECT_EQ(Read("FROM a AS x\nARG uid=10\nUSER ${uid}\nFROM x\n").user, "10");
  EXPECT_EQ(Read("FROM a AS x\nARG uid=10\nFROM x AS y\nUSER root\nUSER ${uid}:0\n").user, "10:0");
  EXPECT_EQ(Read("FROM a AS x\nUSER 10\nFROM b\n").user, "");
}

TEST(Dockerfile, SettingsThatAreCredentials) {
  const auto f = Read(
      "ARG NPM_TOKEN\n"
      "FROM a AS s\n"
      "ENV ADMIN_PASSWORD=admin DB_HOST=db \\\n"
      "    SECRET_KEY='k3y with blanks'\n"
      "ENV DB_PASSWORD the rest\n"
      "ENV TOKEN_FILE=/run/x PUBLIC_KEY=abc PATH=/token:$PATH\n"
      "ARG API_KEY=${NOT_SET}\n");
  ASSERT_EQ(f.credentials.size(), 4u);
  EXPECT_TRUE(f.credentials[0].well_known);
  EXPECT_EQ(f.credentials[0].service, "s");
  EXPECT_EQ(f.credentials[1].value, "k3y with blanks");
  EXPECT_EQ(f.credentials[1].place.line, 4);
  EXPECT_EQ(f.credentials[2].value, "the rest");
  EXPECT_TRUE(f.credentials[3].placeholder);
}

TEST(Dockerfile, AnotherShellIsNotReadAndSaidSo) {
  const auto f = Read("FROM a\nSHELL [\"powershell\", \"-Command\"]\nRUN npm ci\n");
  EXPECT_TRUE(Told(f.stages[0]).empty());
  EXPECT_EQ(f.notes, (std::vector<std::string>{"1 RUN line for another shell than sh, not read"}));
  EXPECT_EQ(Told(Read("FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN npm ci\n").stages[0]).size(), 1u);
}

TEST(Dockerfile, WhatIsNoInstructionIsANote) {
  const auto f = Read("FROM a\nENTRYPOINT [\n  \"bash\",\n  \"-c\"\n]\nUSER 1\n");
  EXPECT_EQ(f.user, "1");
  EXPECT_EQ(f.notes.size(), 3u);
}

TEST(Dockerfile, RefusedWithTheLine) {
  EXPECT_FALSE(ReadDockerfile("Dockerfile", "").has_value());
  EXPECT_FALSE(ReadDockerfile("Dockerfile", "RUN x\n").has_value());
  const auto f = ReadDockerfile("Dockerfile", "FROM a\n\nRUN <<EOF\nx\n");
  ASSERT_FALSE(f.has_value());
  EXPECT_EQ(f.error().where, "Dockerfile, line 3");
}

TEST(Dockerfile, VariablesThatGrowWithoutEndStop) {
  std::string text = "FROM a\nENV A=xxxxxxxxxxxxxxxx\n";
  for (int i = 0; i < 60; ++i) text += "ENV A=$A$A$A$A\n";
  EXPECT_EQ(Read(text + "USER $A\n").stages.size(), 1u);
  std::string nested;
  for (int i = 0; i < 1000; ++i) nested += "${A:-";
  EXPECT_FALSE(ExpandDocker(nested + std::string(1000, '}'), {}).complete);
}

TEST(Dockerfile, FilesAreFoundByName) {
  for (const char* yes : {"Dockerfile", "a/Dockerfile.alpine", "docs.Dockerfile", "x.dockerfile",
                          "Containerfile", "dockerfile", "a/Dockerfile-coverage"})
    EXPECT_TRUE(IsDockerfile(yes)) << yes;
  for (const char* no : {"Dockerfile.j2", "Dockerfile.license", "Dockerfile.dockerignore",
                         "dockerfile.go", "Dockerfiles/x", "Dockerfile.md", "dockerfile-lint.js"})
    EXPECT_FALSE(IsDockerfile(no)) << no;
}

}  // namespace
}  // namespace avouch::formats

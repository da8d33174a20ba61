#include "formats/deeds.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

Doings Of(std::string_view text) { return DeedsOf(SplitShell(text, 1), "x"); }

// "install npm locked, test pytest~"; calls are told by Calls.
std::string Deeds(const Doings& doings) {
  std::vector<std::string> out;
  for (const auto& deed : doings.deeds)
    if (deed.kind != model::DeedKind::kCall)
      out.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool +
                    (deed.locked ? " locked" : "") + (deed.tolerated ? "~" : ""));
  return Join(out, ", ");
}
// "package ruff 0.6.1 version, download https://h/x floating".
std::string References(const Doings& doings) {
  std::vector<std::string> out;
  for (const auto& reference : doings.references)
    out.push_back(std::string(model::Name(reference.kind)) + " " + reference.name +
                  (reference.version.empty() ? "" : " " + reference.version) + " " +
                  std::string(model::Name(reference.pin)) + (reference.plain_http ? " http" : ""));
  return Join(out, ", ");
}

struct Row {
  std::string_view text, result;
};

TEST(Deeds, CommandsThatTestLintScanAndBuild) {
  const Row kRows[] = {
      {"npm test", "test npm"},
      {"$CABAL v2-test $ARG_COMPILER all", "test cabal"},
      {"${CARGO} test --all", "test cargo"},
      {"$HC --version; $TESTS test", ""},
      {"cabal v2-build --enable-tests all", ""},
      {"Rscript -e 'rcmdcheck::rcmdcheck(args = \"--no-manual\")'", "test R"},
      {"Rscript -e 'install.packages(\"rcmdcheck\")'", ""},
      {"swift test --parallel", "test swift"},
      {"./gradlew testDebugUnitTest", "test gradle"},
      {"./gradlew test${{ matrix.variant }}UnitTest", "test gradle"},
      {"./gradlew :app:connectedDebugAndroidTest --info", "test gradle"},
      {"./gradlew assemblePlayDebugAndroidTest", "build gradle"},
      {"npm run test:unit -- --ci", "test npm"},
      {"yarn run test", "test yarn"},
      {"pnpm test", "test pnpm"},
      {"npx jest --ci", "install npx, test jest"},
      {"npx -y vitest@1 run", "test vitest"},
      {"python -m pytest -x", "test pytest"},
      {"python3 -m unittest discover", "test unittest"},
      {"uv run pytest", "install uv run, test pytest"},
      {"uv run --locked --no-default-groups --group dev tox run",
       "install uv run locked, test tox"},
      {"uv --directory api run --with pytest python -m pytest", "install uv run, test pytest"},
      {"uv run -m pytest", "install uv run, test pytest"},
      {"python site/manage.py test site/ --parallel", "test manage.py"},
      {"coverage run site/manage.py test", "test manage.py"},
      {"coverage run --branch -m pytest", "test pytest"},
      {"python -W error manage.py collectstatic", ""},
      {"coverage report", ""},
      {"uv run --package pytest serve", "install uv run"},
      {"UV_FROZEN=1 uv run x", "install uv run locked"},
      {"uv run --no-sync x --locked", ""},
      {"uv run x --locked", "install uv run"},
      {"uvx --with tox-uv tox@4.1 -e py", "test tox"},
      {"pipx run --spec nox==2024.1 nox", "test nox"},
      {"uv tool run ruff check", "lint ruff"},
      {"poetry run pytest", "test pytest"},
      {"poetry -C api run pytest", "test pytest"},
      {"bundle exec rspec", "test rspec"},
      {"tox -e py", "test tox"},
      {"go test ./...", "test go"},
      {"cargo test --locked", "test cargo"},
      {"./mvnw -B verify", "test mvn"},
      {"./gradlew :app:test", "test gradle"},
      {"make test-integration", "test make"},
      {"make -C x check", "test make"},
      {"make check-unit", "test make"},
      {"make check-format", "build make"},
      {"make -C tests check-programs", "build make"},
      {"./run-tests.sh", "test run-tests.sh"},
      {"ctest --test-dir build", "test ctest"},
      {"npm run lint", "lint npm"},
      {"cargo clippy -- -D warnings", "lint cargo"},
      {"go vet ./...", "lint go"},
      {"npm audit", "scan npm"},
      {"govulncheck ./...", "scan govulncheck"},
      {"cargo audit", "scan cargo"},
      {"python -m build", "build build"},
      {"cmake --build out", "build cmake"},
      {"make", "build make"},
      {"cargo fuzz run x", "fuzz cargo"},
      {"syft . -o spdx-json", "make-sbom syft"},
      {"cosign sign-blob x", ""},
      {"cosign sign --yes x", "sign cosign"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Deeds(Of(row.text)), row.result) << row.text;
}

TEST(Deeds, CommandsThatDoNothingOfTheKind) {
  for (std::string_view text :
       {"echo npm publish", "echo 'cargo test'", "printf 'npm test'", "# npm publish",
        "cat npm publish", "npm --version", "npm publish --dry-run", "cargo publish --dry-run",
        "twine --help", "which pytest", "goreleaser release --snapshot", "goreleaser check",
        "cat <<E\nnpm publish\nE", "git status", "ls test", "true", "mkdir -p test",
        "npm config set x y", "git tag v1"})
    EXPECT_EQ(Deeds(Of(text)), "") << text;
}

TEST(Deeds, CommandsThatPublishAndDeploy) {
  const Row kRows[] = {
      {"npm publish --provenance", "publish npm"},
      {"A=b sudo npm publish", "publish npm"},
      {"yarn npm publish", "publish yarn"},
      {"python -m twine upload dist/*", "publish twine"},
      {"twine upload --repository testpypi dist/*", ""},
      {"uv publish", "publish uv"},
      {"poetry publish --build", "publish poetry"},
      {"cargo publish", "publish cargo"},
      {"mvn -B deploy", "publish mvn"},
      {"./gradlew publish", "publish gradle"},
      {"gem push x.gem", "publish gem"},
      {"dotnet nuget push x", "publish dotnet"},
      {"gh release create v1 dist/*", "publish gh"},
      {"goreleaser release --clean", "publish goreleaser"},
      {"npx semantic-release", "install npx, publish semantic-release"},
      {"docker push h/x:1", "publish docker"},
      {"docker buildx build --push -t h/x .", "publish docker, build-image docker"},
      {"skopeo copy a b", "publish skopeo"},
      {"helm push x.tgz oci://h", "publish helm"},
      {"aws s3 sync dist s3://b", "publish aws"},
      {"make release", "publish make"},
      {"make release_all", "publish make"},
      {"kubectl apply -f x", "deploy kubectl"},
      {"helm upgrade --install x y", "deploy helm"},
      {"terraform apply -auto-approve", "deploy terraform"},
      {"flyctl deploy", "deploy flyctl"},
      {"if [ -n \"$T\" ]; then npm publish; fi", "publish npm"},
      {"npm publish || true", "publish npm~"},
      {"git commit -m x && git push", "commit git, commit git"},
      {"git config user.name robot", "set-identity git"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Deeds(Of(row.text)), row.result) << row.text;
}

TEST(Deeds, InstallsThatObeyALockAndThoseThatDoNot) {
  const Row kRows[] = {
      {"npm ci", "install npm locked"},
      {"npm ci --ignore-scripts", "install npm locked"},
      {"npm install", "install npm"},
      {"npm i", "install npm"},
      {"npm install --package-lock-only", "install npm"},
      {"yarn install --frozen-lockfile", "install yarn locked"},
      {"yarn --immutable", "install yarn locked"},
      {"yarn install", "install yarn"},
      {"pnpm i --frozen-lockfile", "install pnpm locked"},
      {"bun install", "install bun"},
      {"pip install -r requirements.txt", "install pip"},
      {"pip3.12 install --require-hashes -r x.txt", "install pip locked"},
      {"python -m pip install -e .[dev]", "install pip"},
      {"uv sync --locked", "install uv locked"},
      {"uv sync", "install uv"},
      {"uv pip sync x.txt", "install pip"},
      {"uv pip install --system --index-strategy unsafe-best-match --requirements x.txt",
       "install pip"},
      {"uv export -q --frozen -o x.txt && uv pip install -r x.txt", "install pip locked"},
      {"uv export -q --no-dev -o x.txt && uv pip install -r x.txt", "install pip"},
      {"uv pip install -r x.txt && uv export --locked -o x.txt", "install pip"},
      {"uv export --locked -o y.txt && uv pip install -r x.txt", "install pip"},
      {"uv export --locked --no-hashes -o x.txt && pip install -r x.txt", "install pip"},
      {"poetry export -o x.txt && pip install -e . -r x.txt", "install pip"},
      {"poetry install", "install poetry locked"},
      {"pipenv install --deploy", "install pipenv locked"},
      {"go mod download", "install go locked"},
      {"bundle install", "install bundle"},
      {"bundle config set frozen true && bundle install", "install bundle locked"},
      {"BUNDLE_FROZEN=1 bundle install", "install bundle locked"},
      {"composer install", "install composer locked"},
      {"dotnet restore --locked-mode", "install dotnet locked"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Deeds(Of(row.text)), row.result) << row.text;
}

TEST(Deeds, PackagesByNameAndHowFirmlyTheirVersionIsFixed) {
  constexpr std::string_view kCommit = "0123456789abcdef0123456789abcdef01234567";
  const std::pair<std::string, std::string> kRows[] = {
      {"pip install ruff", "package ruff floating"},
      {"pip install ruff==0.6.1 'black>=24' mypy~=1.1",
       "package ruff 0.6.1 version, package black floating, package mypy floating"},
      {"pip install --upgrade pip -r x.txt -c y.txt z==1",
       "package pip version, package z 1 version"},
      {"pip install --index-url https://h.example/simple x", "package x floating"},
      {"uv run --locked --with a,b==1 pytest -w c", "package a floating, package b 1 version"},
      {"uvx --with tox-uv tox@4.1", "package tox 4.1 version, package tox-uv floating"},
      {"pip install ./own dist/x.whl", ""},
      {"pip install git+https://h.example/x.git", "package https://h.example/x.git floating"},
      {"pip install git+https://h.example/x.git@v1#egg=x",
       "package https://h.example/x.git v1 version"},
      {"pip install 'x @ git+ssh://git@h.example/x.git@" + std::string(kCommit) + "'",
       "package ssh://git@h.example/x.git " + std::string(kCommit) + " commit"},
      {"pip install x==$V", "package x $V variable"},
      {"npm install -g yarn", "package yarn floating"},
      {"npm i -g @scope/x@1.2.3 y@^2 z@latest",
       "package @scope/x 1.2.3 version, package y ^2 floating, package z latest floating"},
      {"npm install ./own", ""},
      {"cargo install cross", "package cross floating"},
      {"cargo install --locked cross --git https://h.example/o/cross",
       "package https://h.example/o/cross floating"},
      {"cargo install --locked cross", "package cross floating"},
      {"cargo install --git https://h.example/o/x --rev " + std::string(kCommit) + " x",
       "package https://h.example/o/x " + std::string(kCommit) + " commit"},
      {"cargo install --path crates/x --locked", ""},
      {"cargo binstall -y nextest@0.9.1 x", "package nextest 0.9.1 version, package x floating"},
      {"uv tool install ruff==0.6 --python 3.12", "package ruff 0.6 version"},
      {"deno install", ""},
      {"deno install -g npm:x@1.2.3", "package npm:x 1.2.3 version"},
      {"luarocks install busted 2.1.1-1", "package busted 2.1.1-1 version"},
      {"luarocks install busted", "package busted floating"},
      {"cpanm --notest --installdeps .", ""},
      {"cpanm Dist::Zilla", "package Dist::Zilla floating"},
      {"opam install . --deps-only", ""},
      {"composer global require o/x:1.2.3", "package o/x:1.2.3 1.2.3 version"},
      {"mix archive.install hex phx_new 1.7.0", "package phx_new 1.7.0 version"},
      {"helm plugin install https://h.example/p --version 1.2.3",
       "package https://h.example/p 1.2.3 version"},
      {"gh extension install o/x", "package o/x floating"},
      {"ansible-galaxy collection install -r requirements.yml", ""},
      {"corepack prepare pnpm@latest --activate", "package pnpm latest floating"},
      {"npm create vite@latest app -- --template x", "package vite latest floating"},
      {"nix run .#build", ""},
      {"nix run nixpkgs#hello -- --x", "package nixpkgs#hello floating"},
      {"nix run github:o/r/" + std::string(kCommit) + "#x",
       "package github:o/r/" + std::string(kCommit) + "#x " + std::string(kCommit) + " commit"},
      {"snap install go", "package go floating"},
      {"pip install https://h.example/x-1.2.whl", "package https://h.example/x-1.2.whl version"},
      {"pip install https://h.example/x-1.2.whl#sha256=ab",
       "package https://h.example/x-1.2.whl#sha256 digest"},
      {"pip install https://h.example/o/r/archive/refs/heads/main.tar.gz",
       "package https://h.example/o/r/archive/refs/heads/main.tar.gz floating"},
      {"pipx install dist/x.whl", ""},
      {"cargo install cargo-deny --version 0.16.1 --locked", "package cargo-deny 0.16.1 version"},
      {"cargo install cargo-deny@0.16.1", "package cargo-deny 0.16.1 version"},
      {"go install h.example/x/cmd/y@v1.2.3", "package h.example/x/cmd/y v1.2.3 version"},
      {"go install h.example/x@latest", "package h.example/x latest floating"},
      {"go run h.example/x@" + std::string(kCommit) + " -flag",
       "package h.example/x " + std::string(kCommit) + " commit"},
      {"go install ./...", ""},
      {"gem install bundler", "package bundler floating"},
      {"pipx install poetry==1.8.3", "package poetry 1.8.3 version"},
      {"uv pip install --python-preference system --index-strategy unsafe-best-match "
       "--requirements x",
       ""},
      {"uvx tox", "package tox floating"},
      {"uvx ruff@0.6.1 check", "package ruff 0.6.1 version"},
      {"uvx --from 'build==1.2.1' pyproject-build", "package build 1.2.1 version"},
      {"uvx --from . own", ""},
      {"uv tool run --python 3.12 black", "package black floating"},
      {"pipx run cowsay", "package cowsay floating"},
      {"apt-get update && sudo apt-get install -y --no-install-recommends git curl=7.88.1",
       "system-package git floating, system-package curl 7.88.1 version"},
      {"apk add --no-cache git", "system-package git floating"},
      {"brew install x", "system-package x floating"},
      {"apt-get install ${{ matrix.a == 'b' && 'c' || '' }}",
       "system-package ${{ matrix.a == 'b' && 'c' || '' }} variable"},
      {"apt-get update", ""},
      {"echo pip install x", ""},
  };
  for (const auto& [text, result] : kRows) EXPECT_EQ(References(Of(text)), result) << text;
}

TEST(Deeds, ChecksThatAreSwitchedOff) {
  for (std::string_view text :
       {"curl -k https://h.example/", "curl --insecure https://h.example",
        "wget --no-check-certificate https://h.example", "GOFLAGS=-insecure go get x",
        "export NODE_TLS_REJECT_UNAUTHORIZED=0", "GONOSUMDB=* go mod tidy",
        "npm config set strict-ssl false", "git -c http.sslVerify=false fetch",
        "apt-get install --allow-unauthenticated x", "pip install --trusted-host h.example x",
        "./gradlew --dependency-verification=off build", "go env -w GOSUMDB=off",
        "git config --global http.sslVerify false", "yarn config set checksumBehavior ignore",
        "composer config -g secure-http false"})
    EXPECT_NE(Deeds(Of(text)).find("weaken-checks"), std::string::npos) << text;
  for (std::string_view text :
       {"curl -k https://localhost/", "GOFLAGS=-mod=mod go build", "echo curl -k https://h",
        "curl -K file https://h.example", "GONOSUMDB=example.org/* go mod tidy",
        "./gradlew --dependency-verification=strict build"})
    EXPECT_EQ(Deeds(Of(text)).find("weaken-checks"), std::string::npos) << text;
}

TEST(Deeds, ALockThatTheBuildMayWriteAnewIsNotObeyed) {
  for (std::string_view text :
       {"GOFLAGS=-mod=mod go build", "go env -w GOFLAGS=-mod=mod",
        "pnpm install --no-frozen-lockfile", "export BUNDLE_FROZEN=false"}) {
    const auto deeds = Of(text).deeds;
    EXPECT_TRUE(std::ranges::any_of(deeds, [](const auto& deed) {
      return deed.kind == model::DeedKind::kInstall && !deed.locked;
    })) << text;
  }
}

TEST(Deeds, ImagesAreBuiltFromFilesInTheFolderOfTheCommand) {
  struct Built {
    std::string_view text, file, context, tag;
  };
  const Built kRows[] = {
      {"docker build .", "", ".", ""},
      {"docker build -t x -f a/Dockerfile b", "a/Dockerfile", "b", "x"},
      {"docker build --file=a/D --tag=x .", "a/D", ".", "x"},
      {"cd sub && docker build -f D .", "sub/D", "sub", ""},
      {"docker buildx build --push -t x . 2>&1 | tee log", "", ".", "x"},
      {"podman build -t x .", "", ".", "x"},
  };
  for (const auto& row : kRows) {
    const auto doings = Of(row.text);
    ASSERT_FALSE(doings.deeds.empty()) << row.text;
    const auto& deed = doings.deeds.back();
    EXPECT_EQ(deed.kind, model::DeedKind::kBuildImage) << row.text;
    EXPECT_EQ(deed.arguments,
              (std::vector<std::string>{std::string(row.file), std::string(row.context),
                                        std::string(row.tag)}))
        << row.text;
  }
}

TEST(Deeds, WhatDoesNotRunDoesNothingThatCounts) {
  EXPECT_EQ(Deeds(Of("f() { npm ci; npm test; pytest; npm install; }; make")),
            "build make, install npm");
  EXPECT_EQ(Deeds(Of("f() { npm ci; npm test; }; f")), "install npm locked, test npm");
  EXPECT_EQ(Deeds(Of("npm test; exit 0; pytest; npm publish")), "test npm, publish npm");
}

TEST(Deeds, PlacesAreTheLinesOfTheCommands) {
  const auto doings =
      DeedsOf(SplitShell("a\nnpm test\ncurl -O https://h.example/x\n", 40), "ci.yml");
  EXPECT_EQ(doings.deeds[0].place, (model::Place{"ci.yml", 41}));
  EXPECT_EQ(doings.references[0].place, (model::Place{"ci.yml", 42}));
}

}  // namespace
}  // namespace avouch::formats

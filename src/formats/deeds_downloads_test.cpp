#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/deeds.h"

namespace avouch::formats {
namespace {

// "download https://h/x floating"; "download https://h/x floating checked by x.sum".
std::string Fetched(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& reference : DeedsOf(SplitShell(text, 1), "x").references)
    out.push_back(std::string(model::Name(reference.kind)) + " " + reference.name +
                  (reference.version.empty() ? "" : " " + reference.version) + " " +
                  std::string(model::Name(reference.pin)) + (reference.plain_http ? " http" : "") +
                  (reference.comment.empty() ? "" : " " + reference.comment));
  return Join(out, ", ");
}

struct Row {
  std::string text, result;
};

constexpr std::string_view kDigest =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
constexpr std::string_view kCommit = "0123456789abcdef0123456789abcdef01234567";

// "D" and "C" between % are a digest and a commit; "%X%" is the fetch of a file x.
std::string With(std::string_view text) {
  std::string out = ReplaceAll(text, "%D%", kDigest);
  out = ReplaceAll(out, "%C%", kCommit);
  return ReplaceAll(out, "%X%", "curl -fsSLo x https://h.example/x");
}

TEST(DeedsDownloads, WhatIsFetched) {
  const Row kRows[] = {
      {"curl -fsSLO https://h.example/x.tgz", "download https://h.example/x.tgz floating"},
      {"wget https://h.example/v1.2.3/x.tgz", "download https://h.example/v1.2.3/x.tgz version"},
      {"curl -LO https://h.example/$V/x.tgz", "download https://h.example/$V/x.tgz variable"},
      {"V=1.2.3; curl -LO https://h.example/$V/x.tgz",
       "download https://h.example/1.2.3/x.tgz version"},
      {"URL=https://h.example/x; curl -fLo x \"$URL\"", "download https://h.example/x floating"},
      {"curl -fLo x \"$URL\"", "download $URL variable"},
      {"get() { curl -fLo x \"$1\"; }; get https://h.example/x",
       "download https://h.example/x floating"},
      {"wget http://h.example/x", "download http://h.example/x floating http"},
      {"curl https://h.example/i.sh | sh", "script https://h.example/i.sh floating"},
      {"curl -sSf https://h.example/i.sh | sudo -E bash -s -- -y",
       "script https://h.example/i.sh floating"},
      {"curl -H 'Accept: x' https://h.example/i.sh | sh", "script https://h.example/i.sh floating"},
      {"curl -H 'x: y' -sSLo a https://h.example/x", "download https://h.example/x floating"},
      {"curl -H 'x: y' https://h.example/x > a", "download https://h.example/x floating"},
      {"curl -X GET -o a https://h.example/x", "download https://h.example/x floating"},
      {"curl -o a h.example/x", "download h.example/x floating"},
      {"curl -fL https://h.example/x_$(uname -m).tgz -o x",
       "download https://h.example/x_$(uname -m).tgz variable"},
      {"curl -O --parallel --parallel-max 4 --odd 5 https://h.example/x",
       "download https://h.example/x floating"},
      {"curl -K list", "download curl -K list floating"},
      {"curl -o t.tgz https://h.example/api/t.tgz",
       "download https://h.example/api/t.tgz floating"},
      {"curl https://h.example/x | tar xz", "download https://h.example/x floating"},
      {"curl https://h.example/k | sudo apt-key add -", "download https://h.example/k floating"},
      {"curl https://h.example/x | tee x", "download https://h.example/x floating"},
      {"curl -H 'x: y' https://h.example/hook", ""},
      {"curl https://h.example/health", ""},
      {"curl -o /dev/null https://h.example/x", ""},
      {"curl -so /dev/null -w '%{http_code}' https://h.example/x", ""},
      {"V=$(curl -s https://h.example/latest)", ""},
      {"wget --spider https://h.example/x", ""},
      {"wget -q -O /dev/null https://h.example/x", ""},
      {"curl -o r.json https://h.example/api/r", ""},
      {"curl -fo x http://minio:9000/x", ""},
      {"bash <(curl -s https://h.example/i.sh)", "script https://h.example/i.sh floating"},
      {"bash -c \"$(curl -fsSL https://h.example/i.sh)\"",
       "script https://h.example/i.sh floating"},
      {"wget -qO- https://h.example/1.2.3/i.sh | bash",
       "script https://h.example/1.2.3/i.sh version"},
      {"curl -X POST -d a https://h.example/hook", ""},
      {"curl --upload-file x https://h.example/x", ""},
      {"curl http://localhost:8080/health", ""},
      {"curl -o x http://127.0.0.1/x", ""},
      {"curl -s https://api.h.example/x", ""},
      {"curl -s https://h.example/x | jq .tag", ""},
      {"echo 'curl https://h.example/x | sh'", ""},
      {"# curl https://h.example/x | sh", ""},
      {"aria2c -o x https://h.example/x", "download https://h.example/x floating"},
      {"aria2c --checksum=sha-256=%D% https://h.example/x", "download https://h.example/x digest"},
      {"axel https://h.example/x", "download https://h.example/x floating"},
      {"lftp -c 'get https://h.example/x'", "download https://h.example/x floating"},
      {"http --download https://h.example/x", "download https://h.example/x floating"},
      {"http https://h.example/x", ""},
      {"svn export https://h.example/x", "download https://h.example/x floating"},
      {"hg clone https://h.example/x", "download https://h.example/x floating"},
      {"Invoke-WebRequest -Uri https://h.example/x -OutFile x",
       "download https://h.example/x floating"},
      {"iwr https://h.example/health", ""},
      {"Start-BitsTransfer -Source https://h.example/x -Destination x",
       "download https://h.example/x floating"},
      {"scp h.example:x .", "download scp h.example:x . variable"},
      {"scp x h.example:", ""},
      {"rsync -a h.example::m/x .", "download rsync -a h.example::m/x . variable"},
      {"aws s3 cp s3://b/x .", "download aws s3 cp s3://b/x . variable"},
      {"aws s3 cp x s3://b/x", ""},
      {"gsutil -m cp gs://b/x .", "download gsutil -m cp gs://b/x . variable"},
      {"gh release download v1 -R o/r", "download gh release download v1 -R o/r variable"},
      {"gh release download v1", ""},
      {"oras pull h.example/x:1", "download oras pull h.example/x:1 variable"},
      {"oras pull h.example/x@sha256:%D%", ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(Fetched(With(row.text)), With(row.result)) << row.text;
}

TEST(DeedsDownloads, Clones) {
  const Row kRows[] = {
      {"git clone https://h.example/x.git", "checkout https://h.example/x.git floating"},
      {"git clone -b v1.2 https://h.example/x", "checkout https://h.example/x v1.2 floating"},
      {"git clone https://h.example/x && cd x && git checkout %C%",
       "checkout https://h.example/x commit"},
      {"git clone https://h.example/x y && git -C y checkout %C%",
       "checkout https://h.example/x commit"},
      {"git clone https://h.example/x \"$D\"; cd \"$D\"; git checkout %C%",
       "checkout https://h.example/x commit"},
      {"git clone https://h.example/x && git checkout %C%",
       "checkout https://h.example/x floating"},
      {"git clone https://h.example/x && cd x && git checkout %C% -- y",
       "checkout https://h.example/x floating"},
      {"git clone https://h.example/x && cd x && (git checkout %C% || true)",
       "checkout https://h.example/x floating"},
      {"git clone https://h.example/x; cd x; if a; then git checkout %C%; fi",
       "checkout https://h.example/x floating"},
      {"git clone https://h.example/x y; git clone https://h.example/z; cd z; git checkout %C%",
       "checkout https://h.example/x floating, checkout https://h.example/z commit"},
      {"git clone https://h.example/x; cd x; if git checkout %C%; then a; fi",
       "checkout https://h.example/x floating"},
      {"git clone git://h.example/x", "checkout git://h.example/x floating http"},
      {"git clone git@h.example:o/x", "checkout git@h.example:o/x floating"},
      {"git clone git@h.example:o/x; cd x; git push", ""},
      {"git clone https://x:$TOKEN@h.example/x", ""},
      {"git init x; cd x; git remote add o https://h.example/x; git fetch o main",
       "checkout https://h.example/x floating"},
      {"git init x; cd x; git remote add o https://h.example/x; git fetch o %C%; "
       "git checkout FETCH_HEAD",
       "checkout https://h.example/x commit"},
      {"git remote add up https://h.example/x", ""},
      {"git submodule update --init", ""},
      {"git submodule update --remote", "checkout git submodule update --remote version"},
      {"git archive --remote=ssh://h.example/x HEAD -o x",
       "download git archive --remote=ssh://h.example/x HEAD -o x variable"},
      {"curl -O https://raw.githubusercontent.com/o/r/%C%/x",
       "download https://raw.githubusercontent.com/o/r/%C%/x commit"},
      {"curl -O https://gitlab.evil.example/o/%C%/x",
       "download https://gitlab.evil.example/o/%C%/x floating"},
      {"curl -O https://github.com/o/r/x?a/%C%/b",
       "download https://github.com/o/r/x?a/%C%/b floating"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Fetched(With(row.text)), With(row.result)) << row.text;
}

// What fixes x, which "%X%" fetched and "use x" uses.
std::string Checked(std::string_view text) {
  const std::string all = Fetched(With(text));
  const std::string front = "download https://h.example/x ";
  const std::size_t end = all.find(',');
  return all.starts_with(front) ? all.substr(front.size(), end - std::min(end, front.size()))
                                : "? " + all;
}

TEST(DeedsDownloads, WhatChecksThem) {
  const Row kRows[] = {
      {"%X%; echo '%D%  x' | sha256sum -c; ./x", "digest"},
      {"%X%\necho \"%D% *x\" | sha256sum --check --status -\ntar xf x", "digest"},
      {"%X% && printf '%s  %s' %D% x | shasum -a 256 -c && tar xf x", "digest"},
      {"%X%; sha256sum -c <<< '%D%  x'", "digest"},
      {"%X%; sha256sum -c <<E\n%D%  x\nE", "digest"},
      {"%X%; sha256sum -c - <<< \"%D%  x\" || exit 1; ./x", "digest"},
      {"S=%D%; %X%; echo \"$S  x\" | sha256sum -c", "digest"},
      {"case $A in a) S=%D%;; b) S=%D%;; esac; %X%; echo \"$S  x\" | sha256sum -c", "digest"},
      {"echo '%D%  x' > s; %X%; sha256sum -c s", "digest"},
      {"%X%; echo '%D%  x' | tee s; sha256sum -c s", "digest"},
      {"%X%; test \"$(sha256sum x | cut -d' ' -f1)\" = %D%; ./x", "digest"},
      {"%X%; [ \"$(sha256sum x | cut -d' ' -f1)\" = \"%D%\" ] || exit 1; ./x", "digest"},
      {"%X%; if [ \"$(sha256sum x | awk '{print $1}')\" != %D% ]; then exit 1; fi; ./x", "digest"},
      {"%X%; A=$(sha256sum x | cut -d' ' -f1); [ \"$A\" = %D% ]; ./x", "digest"},
      {"%X%; if ! echo '%D%  x' | sha256sum -c; then echo bad; exit 1; fi; ./x", "digest"},
      {"%X%; sha256sum x | grep -q %D%; ./x", "digest"},
      {"if a; then %X%; echo '%D%  x' | sha256sum -c; fi", "digest"},
      {"get() { curl -fLo $1 https://h.example/$1; echo \"$2  $1\" | sha256sum -c; }; get x %D%",
       "digest"},
      {"check() { echo \"$2  $1\" | sha256sum -c; }; %X%; check x %D%; ./x", "digest"},
      {"%X%; mv x y; echo '%D%  y' | sha256sum -c; ./y", "digest"},
      // Of the tree, which somebody else has to look at
      {"%X%; sha256sum -c x.sum; ./x", "floating checked by x.sum"},
      {"%X%; sha256sum -c < ci/x.sum; ./x", "floating checked by ci/x.sum"},
      {"%X%; grep x SUMS | sha256sum -c; ./x", "floating checked by SUMS"},
      {"%X%; echo \"$(cat x.sha256)  x\" | sha256sum -c; ./x", "floating checked by x.sha256"},
      {"%X%; read S < s; echo \"$S  x\" | sha256sum -c; ./x", "floating checked by s"},
      // A variable that is set elsewhere decides
      {"%X%; echo \"$SUM  *x\" | sha256sum -c", "version"},
      {"%X%; echo \"${{ matrix.sum }}  x\" | sha256sum -c", "version"},
      // What brings the file brings the digest
      {"%X%; curl -O https://h.example/x.sum; sha256sum -c x.sum", "floating"},
      {"%X%; curl -o s https://h.example/x.sum; sha256sum -c < s", "floating"},
      {"%X%; curl -o s https://h.example/x.sum; read S < s; echo \"$S x\" | sha256sum -c",
       "floating"},
      {"%X%; sha256sum -c <<< \"$(curl https://h.example/x.sum)\"", "floating"},
      {"%X%; S=$(curl https://h.example/x.sum); echo \"$S  x\" | sha256sum -c", "floating"},
      {"%X%; curl https://h.example/x.sum | sha256sum -c", "floating"},
      {"%X%; curl -o a https://h.example/a; mv a s; sha256sum -c s", "floating"},
      {"%X%; curl -o a https://h.example/a; grep x a > s; sha256sum -c s", "floating"},
      {"%X%; sha256sum x > s; sha256sum -c s", "floating"},
      {"%X%; echo \"$(sha256sum x)\" | sha256sum -c", "floating"},
      {"%X%; [ \"$(sha256sum x)\" = \"$(curl https://h.example/s)\" ]; ./x", "floating"},
      // No check of it, or one that is not always run, or whose failure is let pass
      {"%X%; sha256sum x; ./x", "floating"},
      {"%X%; echo 'abc  x' | sha256sum -c", "floating"},
      {"%X%; echo '%D%  y' | sha256sum -c", "floating"},
      {"%X%; ./x; echo '%D%  x' | sha256sum -c", "floating"},
      {"echo '%D%  x' | sha256sum -c; %X%", "floating"},
      {"%X%; echo '%D%  x' | sha256sum -c || true", "floating"},
      {"%X%; if echo '%D%  x' | sha256sum -c; then a; fi; ./x", "floating"},
      {"%X%; if ! echo '%D%  x' | sha256sum -c; then echo bad; fi; ./x", "floating"},
      {"%X%; ! echo '%D%  x' | sha256sum -c; ./x", "floating"},
      {"%X%; echo '%D%  x' | sha256sum -c & ./x", "floating"},
      {"%X%; if a; then echo '%D%  x' | sha256sum -c; fi; ./x", "floating"},
      {"%X%; case $A in a) echo '%D%  x' | sha256sum -c;; esac; ./x", "floating"},
      {"%X%; [ -n \"$A\" ] && echo '%D%  x' | sha256sum -c; ./x", "floating"},
      {"%X%; [ -n \"$A\" ] || echo '%D%  x' | sha256sum -c; ./x", "floating"},
      {"check() { echo '%D%  x' | sha256sum -c; }; %X%; ./x", "floating"},
      {"%X%; exit 0; echo '%D%  x' | sha256sum -c", "floating"},
      {"set +e; %X%; echo '%D%  x' | sha256sum -c; ./x", "floating"},
      {"%X%; echo '%D%  x' | sha256sum -c && a; ./x", "floating"},
      {"%X%; echo '%D%  x' | sha256sum -c | cat; ./x", "floating"},
      {"%X%; [ \"$(sha256sum x)\" = %D% ] && a; ./x", "floating"},
      {"%X%; if [ \"$(sha256sum x)\" = %D% ]; then exit 1; fi; ./x", "floating"},
      {"%X%; [ \"$(sha256sum y)\" = %D% ]; ./x", "floating"},
      {"%X%; [ \"$(cat y)\" = %D% ]; ./x", "floating"},
      {"%X%; sha256sum x | grep -qv %D%; ./x", "floating"},
      {"%X%; if ! echo '%D%  x' | sha256sum -c; then [ -n \"$A\" ] && exit 1; fi; ./x", "floating"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Checked(row.text), row.result) << row.text;
}

TEST(DeedsDownloads, SignaturesAndWhoseTheyAre) {
  const std::string cosign = "%X%; cosign verify-blob --bundle x.b ";
  const Row kRows[] = {
      {"gpg --recv-keys %C%; %X%; gpg --verify x.asc x; ./x", "digest"},
      {"gpg --batch --keyserver k --recv-keys \"$K\" %C%; %X%; gpg --verify x.asc x", "digest"},
      {"for k in %C%; do gpg --recv-keys $k; done; %X%; gpg --verify x.asc x", "digest"},
      {"gpg --import ci/keys.asc; %X%; gpg --verify x.asc x", "floating checked by ci/keys.asc"},
      {"%X%; gpgv --keyring ci/k.gpg x.asc x", "floating checked by ci/k.gpg"},
      {"gpg --recv-keys %C%; %X%; curl -O https://h.example/S.asc; gpg -d -o S S.asc; "
       "grep x S | sha256sum -c; ./x",
       "digest"},
      {"gpg --recv-keys %C%; %X%; curl -O https://h.example/S; gpg --verify S.asc S; "
       "grep x S | sha256sum -c; ./x",
       "digest"},
      {"%X%; curl -O https://h.example/S.asc; gpg -d -o S S.asc; grep x S | sha256sum -c; ./x",
       "version"},
      {"%X%; gpg --verify x.asc x", "version"},
      {"gpg --recv-keys 0123456789abcdef; %X%; gpg --verify x.asc x", "version"},
      {"curl https://h.example/k | gpg --import; %X%; gpg --verify x.asc x", "? "},
      {"%X%; gpg --verify y.asc y", "floating"},
      {"%X%; gpg --import $D/verify.asc; ./x", "floating"},
      {cosign + "--certificate-identity-regexp '^https://github.com/o/r/.*' x", "digest"},
      {cosign + "--certificate-identity-regexp '^https://github\\.com/o/.+' x", "digest"},
      {cosign + "--certificate-identity a@h.example x", "digest"},
      {cosign + "--certificate-identity-regexp '.*' x", "floating"},
      {cosign + "--certificate-identity-regexp 'https://.*' x", "floating"},
      {cosign + "--certificate-identity-regexp '^https://github.com/.*' x", "floating"},
      {cosign + "--certificate-identity a --certificate-oidc-issuer-regexp '.*' x", "floating"},
      {cosign + "--key https://h.example/k x", "version"},
      {cosign + "--key ci/cosign.pub x", "floating checked by ci/cosign.pub"},
      {cosign + "x", "floating"},
      {"%X%; minisign -V -P KEY -m x", "digest"},
      {"%X%; openssl dgst -sha256 -verify ci/k.pem -signature x.sig x",
       "floating checked by ci/k.pem"},
      {"%X%; gh attestation verify x --repo o/r", "digest"},
      {"%X%; slsa-verifier verify-artifact x --source-uri github.com/o/r", "digest"},
  };
  for (const auto& row : kRows) {
    const std::string told = Checked(row.text);
    if (row.result == "? ")
      EXPECT_NE(told.find("https://h.example/x version"), std::string::npos) << told;
    else
      EXPECT_EQ(told, row.result) << row.text;
  }
}

TEST(DeedsDownloads, ManyFetchesAndChecksTakeTimeInProportion) {
  std::string text;
  for (int i = 0; i < 4'000; ++i) {
    const std::string x = "x" + std::to_string(i);
    text += "curl -o " + x + " https://h.example/" + x + "\nV=$V$X\necho \"$V " + x +
            "\" | sha256sum -c\n";
  }
  EXPECT_EQ(DeedsOf(SplitShell(text, 1), "x").references.size(), 4'000U);
}

}  // namespace
}  // namespace avouch::formats

// OpenPGP inside the confinement that the program puts on itself: loaded before,
// it works; not loaded before, it says so.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "crypto/openpgp.h"
#include "os/sandbox.h"

namespace avouch {
namespace {

enum Outcome { kGood = 0, kRefused = 1, kNoRnp = 2, kNotConfined = 3 };

std::string Sample(std::string_view name) {
  std::ifstream in(std::string(AVOUCH_SOURCE_DIR "/tests/corpus/openpgp_fuzz/").append(name),
                   std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// In a process of its own, since nothing undoes a confinement.
int Verify(bool load_before) {
  const std::string key = Sample("key_binary.gpg"), signature = Sample("signature_good.sig");
  pid_t child = fork();
  if (child == 0) {
    if (load_before && !crypto::LoadOpenPgp()) _exit(kNoRnp);
    auto first = os::Confine({});
    auto second = os::ConfineReading({crypto::kOpenPgpReads});
    if (!first || !second || !*second) _exit(kNotConfined);
    auto answer = crypto::VerifyOpenPgp(key, "hello", signature, Time{1780272000});
    bool good = answer && answer->front().verdict == crypto::OpenPgpVerdict::kGood;
    _exit(good                                                        ? kGood
          : !answer && answer.error().kind == ErrorKind::kUnsupported ? kNoRnp
                                                                      : kRefused);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(OpenPgpConfined, WorksWhenItWasLoadedBefore) {
  int outcome = Verify(true);
  if (outcome == kNotConfined) GTEST_SKIP() << "no Landlock on this machine";
  if (outcome == kNoRnp) GTEST_SKIP() << "no librnp on this machine";
  EXPECT_EQ(outcome, kGood);
}

TEST(OpenPgpConfined, SaysThatRnpIsMissingWhenItWasNot) {
  int outcome = Verify(false);
  if (outcome == kNotConfined) GTEST_SKIP() << "no Landlock on this machine";
  EXPECT_EQ(outcome, kNoRnp);
}

}  // namespace
}  // namespace avouch

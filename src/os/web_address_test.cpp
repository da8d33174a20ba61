#include "os/web_address.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::os {
namespace {

struct Row {
  std::string text, read;  // `read`: the address, or words of the refusal
};

std::string Read(const std::string& text) {
  const auto address = ReadWebAddress(text);
  return address ? address->Text() : "refused: " + address.error().what;
}

TEST(WebAddress, IsReadInOneSpelling) {
  const Row kRows[] = {
      {"https://example.org", "https://example.org/"},
      {"HTTPS://Example.ORG/A?b=C#d", "https://example.org/A?b=C"},
      {"https://example.org:443/a", "https://example.org/a"},
      {"https://example.org:/a", "https://example.org/a"},
      {"https://example.org?q", "https://example.org/?q"},
      {"https://a_b.xn--bcher-kva.example/%C3%A9", "https://a_b.xn--bcher-kva.example/%C3%A9"},
      {"https://example.org/a//b/../c", "https://example.org/a//b/../c"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Read(row.text), row.read) << row.text;
}

TEST(WebAddress, RefusesWhatHasSentProgramsAstray) {
  const Row kRows[] = {
      {"http://example.org/", "plain http"},
      {"HTTP://example.org/", "plain http"},
      {"ftp://example.org/", "no https address"},
      {"file:///etc/passwd", "no https address"},
      {"gopher://example.org/", "no https address"},
      {"example.org", "no https address"},
      {"", "no https address"},
      {"https:/example.org", "no https address"},
      {"https:example.org", "no https address"},
      {"https://", "no name of a server"},
      {"https:///a", "no name of a server"},
      {"https://user@example.org/", "a user name or password"},
      {"https://user:secret@example.org/", "a user name or password"},
      {"https://example.org@127.0.0.1/", "a user name or password"},
      {"https://example.org:8443/", "another port"},
      {"https://example.org:0443/", "another port"},
      {"https://example.org:443:443/", "another port"},
      {"https://127.0.0.1/", "an address instead of a name"},
      {"https://127.1/", "an address instead of a name"},
      {"https://0x7f.1/", "an address instead of a name"},
      {"https://2130706433/", "an address instead of a name"},
      {"https://0x7f000001/", "an address instead of a name"},
      {"https://a.0177/", "an address instead of a name"},
      {"https://[::1]/", "an address instead of a name"},
      {"https://[::ffff:127.0.0.1]/", "an address instead of a name"},
      {"https://localhost/", "a name of one part"},
      {"https://metadata/", "a name of one part"},
      {"https://example.org./", "no name of a server"},
      {"https://-a.example/", "no name of a server"},
      {"https://a..example/", "no name of a server"},
      {"https://b\xC3\xBC"
       "cher.example/",
       "a character that no address has"},
      {"https://example.org/a b", "a character that no address has"},
      {"https://example.org\\@evil.example/", "a character that no address has"},
      {"https://example.org/\r\nHost: evil", "a character that no address has"},
      {std::string("https://example.org/\0", 21), "a character that no address has"},
      {"https://example.org/%", "a '%' without its two digits"},
      {"https://example.org/%g0", "a '%' without its two digits"},
      {"https://exam%70le.org/", "no name of a server"},
      {"https://" + std::string(64, 'a') + ".example/", "no name of a server"},
      {"https://example.org/" + std::string(kMaxWebAddress, 'a'), "longer than"},
  };
  for (const Row& row : kRows) {
    const std::string read = Read(row.text);
    EXPECT_TRUE(read.starts_with("refused: " + row.read)) << row.text << ": " << read;
  }
}

TEST(WebAddress, RedirectsAreFollowedAsTheStandardSays) {
  const WebAddress base = *ReadWebAddress("https://example.org/a/b?c=d");
  const Row kRows[] = {
      {"https://other.example/x", "https://other.example/x"},
      {"//other.example/x", "https://other.example/x"},
      {"/x/./y/../z?q", "https://example.org/x/z?q"},
      {"x", "https://example.org/a/x"},
      {"./", "https://example.org/a/"},
      {"../../../x", "https://example.org/x"},
      {"..", "https://example.org/"},
      {"?q", "https://example.org/a/b?q"},
      {"#f", "https://example.org/a/b?c=d"},
      {" /x ", "https://example.org/x"},
      {"x/../../y?a=../b", "https://example.org/y?a=../b"},
      {"http://example.org/", "refused: plain http"},
      {"javascript:alert(1)", "refused: no https address"},
      {"https://10.0.0.1/", "refused: an address"},
      {"//user@example.org/", "refused: a user name"},
      {"/\x01", "refused: a character"},
  };
  for (const Row& row : kRows) {
    const auto to = ResolveLocation(base, row.text);
    const std::string read = to ? to->Text() : "refused: " + to.error().what;
    EXPECT_TRUE(read == row.read || (!to && read.starts_with(row.read)))
        << row.text << ": " << read;
  }
  EXPECT_TRUE(IsPlainHttp(" HTTP://example.org"));
  EXPECT_FALSE(IsPlainHttp("https://example.org"));
}

}  // namespace
}  // namespace avouch::os

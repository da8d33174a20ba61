#include "formats/security_txt.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time.h"

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kGood =
    "Contact: mailto:security@larkhill.example\nExpires: 2027-06-01T00:00:00Z\n";

model::SecurityTxt Read(std::string_view text, const Path& path = ".well-known/security.txt") {
  auto file = ReadSecurityTxt(path, text);
  EXPECT_TRUE(file.has_value()) << ToString(file.error());
  return file ? std::move(*file) : model::SecurityTxt();
}

Texts ProblemsOf(const model::SecurityTxt& file) {
  Texts out;
  for (const auto& problem : file.problems)
    out.push_back(std::to_string(problem.place.line) + ": " + problem.text);
  return out;
}

TEST(SecurityTxt, HasItsFieldsWithoutAProblem) {
  const auto file = Read(
      "# our contacts\n"
      "Contact: mailto:security@larkhill.example\n"
      "Contact: https://larkhill.example/report\n"
      "Encryption: https://larkhill.example/key.asc\n"
      "Policy: https://larkhill.example/disclosure\n"
      "Canonical: https://larkhill.example/.well-known/security.txt\n"
      "Preferred-Languages: en, cy\n"
      "Acknowledgments: https://larkhill.example/thanks\n"
      "Hiring: https://larkhill.example/jobs\n"
      "CSAF: https://larkhill.example/provider-metadata.json\n"
      "Expires: 2027-06-01T00:00:00Z\n");
  EXPECT_EQ(file.contacts,
            (Texts{"mailto:security@larkhill.example", "https://larkhill.example/report"}));
  EXPECT_EQ(file.encryption, (Texts{"https://larkhill.example/key.asc"}));
  EXPECT_EQ(file.policies, (Texts{"https://larkhill.example/disclosure"}));
  EXPECT_EQ(file.canonical, (Texts{"https://larkhill.example/.well-known/security.txt"}));
  EXPECT_TRUE(file.expires_valid);
  EXPECT_EQ(ToString(file.expires_at), "2027-06-01T00:00:00Z");
  EXPECT_FALSE(file.is_signed);
  EXPECT_EQ(ProblemsOf(file), Texts{});
}

// What is wrong with a file, one oddity each. None is refused: that a file is
// odd is a fact, and what follows is for the check.
TEST(SecurityTxt, SaysEachProblemWithItsLine) {
  const std::string contact = "Contact: mailto:a@larkhill.example\n";
  const std::string expires = "Expires: 2027-06-01T00:00:00Z\n";
  struct Row {
    std::string odd, text;
    Texts problems;
  };
  const Row rows[] = {
      {"nothing at all", "", {"0: no Contact", "0: no Expires"}},
      {"no Expires", contact, {"0: no Expires"}},
      {"no Contact", expires, {"0: no Contact"}},
      {"a date alone",
       contact + "Expires: 2027-06-01\n",
       {"2: Expires is no date and time: 2027-06-01"}},
      {"a date in words",
       contact + "Expires: Thu, 31 Dec 2027 18:37:07 GMT\n",
       {"2: Expires is no date and time: Thu, 31 Dec 2027 18:37:07 GMT"}},
      {"a day that is not in the calendar",
       contact + "Expires: 2027-02-30T00:00:00Z\n",
       {"2: Expires is no date and time: 2027-02-30T00:00:00Z"}},
      {"Expires twice",
       contact + expires + "Expires: 2030-01-01T00:00:00Z\n",
       {"3: Expires given twice"}},
      {"no mailto:",
       "Contact: a@larkhill.example\n" + expires,
       {"1: contact is no address with a scheme: a@larkhill.example (mailto: is missing)"}},
      {"no scheme",
       "Contact: larkhill.example/report\n" + expires,
       {"1: contact is no address with a scheme: larkhill.example/report"}},
      {"plain http",
       "Contact: http://larkhill.example/report\n" + expires,
       {"1: contact by plain http: http://larkhill.example/report"}},
      {"a field without a value", contact + "Policy:\n" + expires, {"2: policy without a value"}},
      {"an empty Contact is none",
       "Contact:   \n" + expires,
       {"1: contact without a value", "0: no Contact"}},
      {"languages twice",
       contact + expires + "Preferred-Languages: en\nPreferred-Languages: cy\n",
       {"4: Preferred-Languages given twice"}},
      {"a line of prose",
       contact + expires + "Please be kind.\n",
       {"3: a line that is no field: Please be kind."}},
      {"an address of nobody",
       "Contact: mailto:security@example.com\n" + expires,
       {"1: left from a template: mailto:security@example.com"}},
      {"a blank to fill in",
       contact + expires + "Policy: https://larkhill.example/[your company]\n",
       {"3: left from a template: https://larkhill.example/[your company]"}},
      {"an unknown field is allowed", contact + expires + "X-Coffee: black\n", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(ProblemsOf(Read(row.text)), row.problems) << row.odd;
}

TEST(SecurityTxt, OnlyOneDateAndTimeIsAnEnd) {
  const std::string contact = "Contact: mailto:a@larkhill.example\n";
  struct Row {
    std::string_view value;
    bool valid;
    std::string_view at;
  };
  const Row rows[] = {
      {"2027-06-01T00:00:00Z", true, "2027-06-01T00:00:00Z"},
      {"2027-06-01t00:00:00z", true, "2027-06-01T00:00:00Z"},
      {"2027-06-01T00:00:00.000Z", true, "2027-06-01T00:00:00Z"},
      {"2027-06-01T02:00:00+02:00", true, "2027-06-01T00:00:00Z"},
      {"2020-06-01T00:00:00Z", true, "2020-06-01T00:00:00Z"},  // Past: decided at assessment
      {"9999-12-31T23:59:59Z", true, "9999-12-31T23:59:59Z"},  // Far: a fact as well
      {"2027-06-01", false, ""},
      {"2027-06-01T00:00", false, ""},
      {"never", false, ""},
  };
  for (const Row& row : rows) {
    const auto file = Read(contact + "Expires: " + std::string(row.value) + "\n");
    EXPECT_EQ(file.expires_valid, row.valid) << row.value;
    EXPECT_EQ(file.expires, row.value);
    if (row.valid) {
      EXPECT_EQ(ToString(file.expires_at), row.at) << row.value;
    }
  }
}

TEST(SecurityTxt, TwoEndsAreNoEndWhicheverComesFirst) {
  const std::string past = "Expires: 2020-01-01T00:00:00Z\n",
                    future = "Expires: 2030-01-01T00:00:00Z\n";
  EXPECT_FALSE(Read("Contact: mailto:a@larkhill.example\n" + past + future).expires_valid);
  EXPECT_FALSE(Read("Contact: mailto:a@larkhill.example\n" + future + past).expires_valid);
}

TEST(SecurityTxt, FormOfTheBytesChangesNothing) {
  const auto plain = Read(kGood);
  std::string crlf =
      "Contact: mailto:security@larkhill.example\r\nExpires: 2027-06-01T00:00:00Z\r\n";
  struct Row {
    std::string_view odd;
    std::string text;
  };
  const Row rows[] = {
      {"CR LF", crlf},
      {"byte order mark", "\xEF\xBB\xBF" + std::string(kGood)},
      {"no line end at the end", std::string(kGood.substr(0, kGood.size() - 1))},
      {"names in capitals",
       "CONTACT: mailto:security@larkhill.example\nEXPIRES: 2027-06-01T00:00:00Z\n"},
      {"no blank behind the colon",
       "Contact:mailto:security@larkhill.example\nExpires:2027-06-01T00:00:00Z\n"},
      {"tabs and blanks around",
       "  Contact:\tmailto:security@larkhill.example  \n Expires: 2027-06-01T00:00:00Z\t\n"},
      {"comments between", "#\n#Contact: mailto:old@larkhill.example\n" + std::string(kGood) +
                               "\n# Expires: 2020-01-01T00:00:00Z\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Read(row.text), plain) << row.odd;
}

// RFC 4880 section 7: the wrapper is taken off, not verified.
TEST(SecurityTxt, OfASignedFileOnlyTheTextIsRead) {
  const auto file = Read(
      "-----BEGIN PGP SIGNED MESSAGE-----\n"
      "Hash: SHA512\n"
      "\n"
      "Contact: mailto:security@larkhill.example\n"
      "- -----not a header, dash-escaped\n"
      "Expires: 2027-06-01T00:00:00Z\n"
      "-----BEGIN PGP SIGNATURE-----\n"
      "Contact: mailto:forged@elsewhere.example\n"
      "iQIzBAEBCgAdFiEE\n"
      "-----END PGP SIGNATURE-----\n"
      "Expires: 2035-01-01T00:00:00Z\n");
  EXPECT_TRUE(file.is_signed);
  EXPECT_EQ(file.contacts, (Texts{"mailto:security@larkhill.example"}));
  EXPECT_EQ(file.expires, "2027-06-01T00:00:00Z");
  EXPECT_EQ(ProblemsOf(file),
            (Texts{"5: a line that is no field: -----not a header, dash-escaped"}));
}

TEST(SecurityTxt, LinesInAFileCannotDriveATerminal) {
  const auto file = Read("Contact: mailto:a@larkhill.example\x1b[2J\n\x1b]0;x\x07\n");
  EXPECT_EQ(file.contacts[0].find('\x1b'), std::string::npos);
  for (const auto& problem : ProblemsOf(file)) EXPECT_EQ(problem.find('\x1b'), std::string::npos);
}

TEST(SecurityTxt, LongerThanTheRfcAllowsIsRefused) {
  const std::string fits(kMaxSecurityTxtBytes, '#');
  EXPECT_TRUE(ReadSecurityTxt("security.txt", fits).has_value());
  const auto file = ReadSecurityTxt("security.txt", fits + "#");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().kind, ErrorKind::kTooLarge);
}

TEST(SecurityTxt, IsWhatAWebServerWouldServe) {
  struct Row {
    std::string_view path;
    bool is, served;
  };
  const Row rows[] = {
      {".well-known/security.txt", true, true},
      {"public/.well-known/security.txt", true, true},
      {"public/security.txt", true, true},
      {"web/static/security.txt", true, true},
      {"security.txt", true, false},  // In a root: served by nothing yet
      {"lib/.well-known/security.txt", true, false},
      {"notes/security.txt", false, false},
      {"public/Security.txt", false, true},
      {"security.txt.bak", false, false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(IsSecurityTxt(row.path), row.is) << row.path;
    EXPECT_EQ(IsServed(row.path), row.served) << row.path;
  }
  EXPECT_TRUE(Read(kGood, "public/security.txt").served);
  EXPECT_FALSE(Read(kGood, "security.txt").served);
}

TEST(SecurityTxt, InPlainWordsHasNoFields) {
  EXPECT_TRUE(HasSecurityTxtFields("# x\n\ncontact: mailto:a@larkhill.example\n"));
  EXPECT_TRUE(
      HasSecurityTxtFields("\xEF\xBB\xBF"
                           "Expires: 2027-06-01T00:00:00Z\n"));
  EXPECT_FALSE(HasSecurityTxtFields("Write to a@larkhill.example.\nNote: be kind.\n"));
  EXPECT_FALSE(HasSecurityTxtFields("# Contact: mailto:a@larkhill.example\n"));
  EXPECT_FALSE(HasSecurityTxtFields(""));
}

}  // namespace
}  // namespace avouch::formats

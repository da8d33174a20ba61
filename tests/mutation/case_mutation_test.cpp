// Every case of examples/ comes to what it says, and one thing taken away or
// spoiled at a time changes exactly the claims that it should.
//
// A case is made once; each row of cases/NAME.txt is done to a copy of it by bash,
// and decided in this process. examples/README.md says what a row is.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "app/assess.h"
#include "base/text.h"
#include "model/assessment.h"
#include "testing/git_folder.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCases[] = {"larkhill",  "fenwick",  "pennyroyal",
                                       "thornhill", "millrace", "calder"};
const std::string kSource = AVOUCH_SOURCE_DIR;

// What claims of products come to: "rota 1.1.1" to "met".
using Verdicts = std::map<std::string, std::string>;

std::string ReadAll(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(out).str();
}

// Lines without comments and without the spaces around them.
std::vector<std::string> LinesOf(const std::string& path) {
  std::vector<std::string> out;
  const std::string text = ReadAll(path);
  for (auto line : Split(text, '\n'))
    if (!line.starts_with('#')) out.emplace_back(Trim(line));
  return out;
}

// ---- Expectations ----

struct Expected {
  Verdicts verdicts, grades;
  std::vector<std::string> products;  // In the order in which they are made
};
Expected ReadExpected(const std::string& name) {
  Expected out;
  for (const auto& line : LinesOf(kSource + "/examples/" + name + "/expected.txt")) {
    const auto words = Words(line);
    if (words.size() < 3) continue;
    const std::string product(words[0]), key = product + " " + std::string(words[1]);
    if (out.products.empty() || out.products.back() != product) out.products.push_back(product);
    out.verdicts[key] = words[2];
    out.grades[key] = words.size() > 3 ? std::string(words[3]) : std::string();
  }
  return out;
}

// ---- Rows ----

struct Row {
  std::string title, command;
  Verdicts changes;  // Each claim that changes, and to what
};

// "= 1.1.1 not-met" of the only product, "= tally 1.1.1 not-met" of one, "= * 1.1.1
// open" of all for which it was met.
void Take(const Expected& expected, const std::string& line, Row& row) {
  auto words = Words(line);
  std::string to(words.back()), claim(words[words.size() - 2]);
  if (to == "open") to = "not-evidenced";
  for (const auto& product : expected.products) {
    const std::string key = product + " " + claim;
    const bool every = words.size() == 4 && words[1] == "*";
    if (every ? expected.verdicts.at(key) == "met" : words.size() == 3 || words[1] == product)
      row.changes[key] = to;
  }
}

std::vector<Row> ReadRows(const std::string& name, const Expected& expected) {
  std::vector<Row> out;
  bool fresh = true;
  for (const auto& line : LinesOf(kSource + "/tests/mutation/cases/" + name + ".txt")) {
    if (line.empty()) {
      fresh = true;
    } else if (line.starts_with("$ ")) {
      out.back().command += line.substr(2) + "\n";
    } else if (line.starts_with("= ")) {
      Take(expected, line, out.back());
    } else {
      EXPECT_TRUE(fresh) << name << ": neither a title, '$ ' nor '= ': " << line;
      out.push_back({line, {}, {}});
      fresh = false;
    }
  }
  return out;
}

// From not met over open to met; what does not apply is beside it.
int RankOf(const std::string& verdict) {
  if (verdict == "not-met") return 0;
  if (verdict == "not-evidenced") return 1;
  return verdict == "met" ? 2 : 3;
}

// ---- A case, made and decided ----

std::string EvidenceOf(const std::string& folder, const std::string& product) {
  const std::string own = folder + "/evidence/" + product;
  return fs::is_directory(own) ? own : folder + "/evidence";
}

struct Decided {
  Verdicts verdicts, grades;
};
Decided Decide(const std::string& folder, const std::vector<std::string>& products,
               const std::string& organisation) {
  Decided out;
  for (const auto& product : products) {
    app::AssessOptions options;
    options.path = folder + "/" + product;
    options.organisation = folder + "/" + organisation;
    options.evidence = {EvidenceOf(folder, product)};
    options.at = *ParseTime("2026-11-20T12:00:00Z");
    auto assessed = app::Assess(options);
    if (!assessed) {
      ADD_FAILURE() << folder << ": " << ToString(assessed.error());
      continue;
    }
    for (const auto& claim : assessed->assessment.claims) {
      const std::string key = product + " " + claim.claim;
      out.verdicts[key] = model::Name(claim.verdict);
      out.grades[key] = claim.grade ? std::string(model::Name(*claim.grade)) : std::string();
    }
  }
  return out;
}

// Does every row to a copy of its own, in `work`/0, 1 and so on; says which failed.
std::string DoRows(const testing::GitFolder& place, const std::string& name,
                   const std::vector<Row>& rows) {
  std::string script = "case_dir=" + kSource + "/examples/" + name + " shared=" + kSource +
                       "/examples/shared dir=" + place.At("case") + "\n. " + kSource +
                       "/tests/mutation/edits.sh\n"
                       "row() {\n"
                       "  cp -r " +
                       place.At("case") + " " + place.path() + "/$1; dir=" + place.path() +
                       "/$1\n"
                       "  (set -eu; . /dev/stdin) >$dir/.out 2>&1 </dev/fd/3 ||\n"
                       "    { echo \"row $1:\"; cat $dir/.out; }\n"
                       "}\n"
                       "set +e\n";
  for (std::size_t i = 0; i < rows.size(); ++i)
    script += "row " + std::to_string(i) + " 3<<'ROW'\n" + rows[i].command + "ROW\n";
  return place.Run(script);
}

std::string Differences(const Decided& before, const Decided& after, const Row& row) {
  std::string out;
  for (const auto& [key, verdict] : after.verdicts) {
    const std::string& was = before.verdicts.at(key);
    auto at = row.changes.find(key);
    const std::string& wanted = at == row.changes.end() ? was : at->second;
    if (verdict != wanted)
      out += "\n  " + key + ": " + verdict + ", expected " + wanted + ", was " + was;
    if (at != row.changes.end() && RankOf(at->second) >= RankOf(was))
      out += "\n  " + key + ": not worse than " + was;
  }
  return out;
}

class CaseMutation : public ::testing::TestWithParam<std::string_view> {};

TEST_P(CaseMutation, ChangesExactlyTheClaimsThatItShould) {
  const std::string name(GetParam());
  const testing::GitFolder place;
  // Only the reseller's holds a bundle: to seal those of all takes long.
  const std::string program = name == "pennyroyal" ? AVOUCH_PROGRAM : "";
  place.Run("AVOUCH=" + program + " bash " + kSource + "/examples/make " + name + " case");
  const Expected expected = ReadExpected(name);
  const std::string organisation =
      fs::is_directory(place.At("case/assurance")) ? "assurance" : expected.products[0];

  const Decided whole = Decide(place.At("case"), expected.products, organisation);
  for (const auto& [key, verdict] : whole.verdicts) {
    EXPECT_EQ(verdict, expected.verdicts.at(key)) << key;
    EXPECT_EQ(whole.grades.at(key), expected.grades.at(key)) << key;
  }

  const auto rows = ReadRows(name, expected);
  EXPECT_EQ(DoRows(place, name, rows), "");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_FALSE(rows[i].changes.empty()) << rows[i].title << ": changes nothing";
    const Decided after = Decide(place.At(std::to_string(i)), expected.products, organisation);
    EXPECT_EQ(Differences(whole, after, rows[i]), "") << rows[i].title << "\n" << rows[i].command;
  }
}
INSTANTIATE_TEST_SUITE_P(Of, CaseMutation, ::testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param); });

TEST(CaseMutations, UndoEachClaimThatAnyCaseMeetsTwiceOrMore) {
  std::map<std::string, int> undone;
  std::size_t rows = 0;
  for (std::string_view name : kCases) {
    const Expected expected = ReadExpected(std::string(name));
    for (const auto& [key, verdict] : expected.verdicts)
      if (verdict == "met") undone[key.substr(key.find(' ') + 1)];
    for (const auto& row : ReadRows(std::string(name), expected)) {
      ++rows;
      std::set<std::string> claims;  // One row is one, whatever it changes for three products
      for (const auto& [key, to] : row.changes)
        if (expected.verdicts.at(key) == "met") claims.insert(key.substr(key.find(' ') + 1));
      for (const auto& claim : claims) ++undone[claim];
    }
  }
  EXPECT_GE(rows, 150U);
  EXPECT_EQ(undone.size(), 45U);
  for (const auto& [claim, times] : undone) EXPECT_GE(times, 2) << claim;
}

}  // namespace
}  // namespace avouch

// Texts of licences against the SPDX list's own and files of real projects, where AVOUCH_DATA has
// the topic "licences".
//
// src/formats/licence_text_table.cpp is made here: with AVOUCH_LICENCE_TABLE=FILE the first test
// writes it from the list's templates; without, it holds the table to them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "formats/archive.h"
#include "formats/licence_text.h"
#include "formats/licence_words.h"
#include "syntax/json.h"
#include "testing/zip_archive.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

fs::path Topic() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? fs::path() : fs::path(data) / "licences";
}

std::string ReadAll(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// ---- a template as a row ----

// What may stand in place of a variable: texts in which "\x01" is a gap; empty = anything.
std::vector<std::string> Alternatives(std::string_view match, const std::string& original) {
  std::vector<std::string> out = {original};
  std::vector<std::string> sides(1);
  int depth = 0;
  for (const char c : match) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '|' && depth == 0)
      sides.emplace_back();
    else
      sides.back() += c;
  }
  for (std::string side : sides) {
    if (side.starts_with('(') && side.ends_with(')')) side = side.substr(1, side.size() - 2);
    for (const char* blank : {"\\s+", "\\s*", "[ \\t\\r\\n\\f]{1,10}", "[ \\t\\r\\n\\f]{0,10}"})
      side = ReplaceAll(side, blank, " ");
    for (const char* any : {".+", ".*"}) side = ReplaceAll(side, any, " \x01 ");
    side = ReplaceAll(ReplaceAll(side, ",?", ""), "\\.", ".");
    std::string without = side;  // "names?" is two
    if (const std::size_t at = side.find("s?"); at != side.npos) {
      without = side.substr(0, at) + side.substr(at + 2);
      side = side.substr(0, at + 1) + side.substr(at + 2);
    }
    for (const auto& one : {without, side})
      if (one.find_first_of("()[]{}|*+?\\^$") == one.npos) out.push_back(one);
  }
  return out;
}

class Shape {
 public:
  explicit Shape(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
      std::size_t open = text.find("<<");
      while (open != text.npos && text.substr(open + 2).starts_with('<')) ++open;
      plain += text.substr(0, open);
      if (open == text.npos) break;
      const std::size_t close = text.find(">>", open);
      Mark(text.substr(open + 2, close - open - 2), plain);
      text.remove_prefix(close + 2);
    }
    Write(formats::WordsOfLicence(plain), out_, &passages_);
  }

  [[nodiscard]] std::string text() const { return Join(out_, " "); }
  [[nodiscard]] std::string Sample() const {
    std::string out;
    char digits[16];
    std::size_t kept = 0;
    for (const auto hash : passages_) {
      if (kept++ == formats::kSamples) break;
      std::snprintf(digits, sizeof digits, "%08x", hash);
      out += digits;
    }
    return out;
  }

 private:
  static std::string Field(std::string_view mark, std::string_view name) {
    const std::string key = ";" + std::string(name) + "=\"";
    const std::size_t at = mark.find(key);
    if (at == mark.npos) return {};
    const std::size_t begin = at + key.size();
    const std::size_t end = name == "match" ? mark.rfind('"') : mark.find("\";", begin);
    return std::string(mark.substr(begin, end - begin));
  }

  static bool InNotice(const std::string& plain) {
    const std::string line = Lower(Trim(plain.substr(plain.rfind('\n') + 1)));
    return line.starts_with("copyright") || line.starts_with("(c)") || line.starts_with("\xC2\xA9");
  }

  // Words that stand for what is no word: "qopenq", "qcloseq", "qvarq3q".
  void Mark(std::string_view mark, std::string& plain) {
    // Within a notice, which is left out whole, nothing may stand that is closed elsewhere.
    if (mark == "beginOptional" || mark == "endOptional") {
      if (mark == "beginOptional") written_.push_back(!InNotice(plain));
      const bool written = !written_.empty() && written_.back();
      if (written) plain += mark == "beginOptional" ? "\n\nqopenq\n" : "\n\nqcloseq\n";
      if (mark == "endOptional" && !written_.empty()) written_.pop_back();
    }
    if (!mark.starts_with("var;")) return;
    const std::string name = Field(mark, "name");
    if (name.starts_with("bullet") || mark.find("name=\"bullet\"") != mark.npos) return;
    // A copyright notice, which every text may have its own of.
    const std::string match = Field(mark, "match");
    if (InNotice(plain) && (match == ".+" || match == ".*" || match.starts_with(".{"))) {
      plain += " yyyy ";
      return;
    }
    variables_.push_back({Field(mark, "match"), Field(mark, "original"),
                          name == "copyright" && match.starts_with(".{") ? name : ""});
    plain += " qvarq" + std::to_string(variables_.size() - 1) + "q ";
  }

  void Write(const formats::LicenceWords& words, std::vector<std::string>& out,
             std::set<std::uint32_t>* passages) {
    int depth = 0;
    std::size_t begin = 0;
    const auto flush = [&](std::size_t end) {
      if (end > begin) {
        char hash[16];
        std::snprintf(hash, sizeof hash, ":%08x:", words.Hash(begin, end - begin));
        out.push_back(std::to_string(end - begin) + hash + words.Digest(begin, end - begin));
        if (passages != nullptr && depth == 0)
          for (std::size_t at = begin; at + formats::kPassage <= end; ++at)
            passages->insert(words.Hash(at, formats::kPassage));
      }
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
      const std::string_view word = words.Word(at);
      const bool open = word == "qopenq", close = word == "qcloseq";
      const bool variable = word.starts_with("qvarq") && word.ends_with('q') && passages != nullptr;
      if (!open && !close && !variable) continue;
      flush(at);
      begin = at + 1;
      if (open) out.emplace_back("("), ++depth;
      if (close) out.emplace_back(")"), --depth;
      if (variable) Put(std::stoul(std::string(word.substr(5))), out);
    }
    flush(words.size());
  }

  void Put(std::size_t index, std::vector<std::string>& out) {
    const auto& [match, original, name] = variables_[index];
    const bool anything = match == ".+" || match == ".*" || match.starts_with(".{");
    if (anything)
      return out.emplace_back(name.starts_with("copyright") && passages_.empty() ? "c" : "v"),
             void();
    std::set<std::string> sides;
    for (const auto& side : Alternatives(match, original)) {
      std::vector<std::string> words;
      bool first = true;
      for (const auto part : Split(side, '\x01')) {
        if (!first) words.emplace_back("v");
        first = false;
        Write(formats::WordsOfLicence(part), words, nullptr);
      }
      sides.insert(Join(words, " "));
    }
    if (sides.size() == 1 && sides.begin()->empty()) return;
    out.push_back("[ " + Join({sides.begin(), sides.end()}, " | ") + " ]");
  }

  std::vector<char> written_;  // Of what is open: whether it is in the shape
  std::vector<std::string> out_;
  struct Variable {
    std::string match, original, name;
  };
  std::vector<Variable> variables_;
  std::set<std::uint32_t> passages_;
};

struct Row {
  std::set<std::string> ids;
  std::string sample;
};

// By shape.
std::map<std::string, Row> RowsOf(const fs::path& details) {
  std::map<std::string, Row> out;
  for (const auto& entry : fs::directory_iterator(details)) {
    const std::string json = ReadAll(entry.path());
    const auto licence = syntax::ParseJson(json);
    EXPECT_TRUE(licence.has_value()) << entry.path();
    if (!licence || !(*licence)["standardLicenseTemplate"].is_text()) continue;
    const Shape shape((*licence)["standardLicenseTemplate"].text());
    const std::string sample = shape.Sample();
    if (sample.empty()) continue;
    Row& row = out[shape.text()];
    row.sample = sample;
    const bool old = (*licence)["isDeprecatedLicenseId"].boolean().value_or(false);
    if (!old) row.ids.emplace((*licence)["licenseId"].text());
  }
  std::erase_if(out, [](const auto& one) { return one.second.ids.empty(); });
  return out;
}

std::string Ids(const Row& row) { return Join({row.ids.begin(), row.ids.end()}, " "); }

std::string Quoted(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at == 0 || at < text.size(); at += 90)
    out += "\n     \"" + std::string(text.substr(at, 90)) + "\"";
  return out;
}

void WriteTable(const std::map<std::string, Row>& rows, const char* path) {
  std::map<std::string, std::pair<std::string, std::string>> by_ids;
  for (const auto& [shape, row] : rows) by_ids[Ids(row) + '\n' + shape] = {shape, row.sample};
  std::ofstream out(path);
  out << "// Shapes of the texts on the SPDX licence list, as digests. Written by\n"
         "// tests/conformance/licence_text_cases_test.cpp, which holds it to the list.\n\n"
         "#include <iterator>\n\n#include \"formats/licence_text.h\"\n\n"
         "namespace avouch::formats {\nnamespace {\n\n// clang-format off\n"
         "constexpr LicenceRow kRows[] = {\n";
  for (const auto& [key, value] : by_ids)
    out << "    {\"" << key.substr(0, key.find('\n')) << "\"," << Quoted(value.first) << ","
        << Quoted(value.second) << "},\n";
  out << "};\n// clang-format on\n\n}  // namespace\n\n"
         "std::span<const LicenceRow> LicenceRows() { return kRows; }\n\n"
         "}  // namespace avouch::formats\n";
}

TEST(LicenceTexts, TheTableIsWhatTheListsTemplatesSay) {
  const fs::path details = Topic() / "spdx-list" / "details";
  if (!fs::exists(details)) GTEST_SKIP() << "no topic 'licences' under AVOUCH_DATA";
  const auto rows = RowsOf(details);
  if (const char* path = std::getenv("AVOUCH_LICENCE_TABLE")) WriteTable(rows, path);
  std::map<std::string, std::string> ours;
  for (const auto& row : formats::LicenceRows())
    ours[std::string(row.shape)] = std::string(row.ids) + " " + std::string(row.sample);
  EXPECT_EQ(ours.size(), rows.size());
  for (const auto& [shape, row] : rows) EXPECT_EQ(ours[shape], Ids(row) + " " + row.sample);
}

bool Has(const formats::LicenceMatch& match, const std::string& id) {
  return std::ranges::find(match.ids, id) != match.ids.end();
}

// The list's own text of each licence is it, or stays open; it is never another.
TEST(LicenceTexts, EachOfTheListIsItself) {
  const fs::path details = Topic() / "spdx-list" / "details";
  if (!fs::exists(details)) GTEST_SKIP() << "no topic 'licences' under AVOUCH_DATA";
  int whole = 0, near = 0, none = 0, other = 0;
  for (const auto& entry : fs::directory_iterator(details)) {
    const std::string json = ReadAll(entry.path());
    const auto licence = syntax::ParseJson(json);
    ASSERT_TRUE(licence.has_value());
    const std::string id((*licence)["licenseId"].text());
    const auto match = formats::MatchLicence((*licence)["licenseText"].text());
    const bool old = (*licence)["isDeprecatedLicenseId"].boolean().value_or(false);
    if (match.whole && !old && !Has(match, id)) {
      ++other;
      std::cout << id << " is taken for " << Describe(match) << "\n";
    }
    ++(match.whole ? whole : match.ids.empty() ? none : near);
    if (std::getenv("SHOW") && !match.whole) std::cout << id << ": " << Describe(match) << "\n";
  }
  std::cout << whole << " whole, " << near << " near, " << none << " open, " << other << " other\n";
  EXPECT_GE(whole, 550);
}

TEST(LicenceTexts, FilesOfRealProjectsAreWhatOthersSay) {
  const fs::path topic = Topic();
  if (!fs::exists(topic / "real-licence-files")) GTEST_SKIP() << "no topic 'licences'";
  const std::string table = ReadAll(topic / "real-licence-files" / "EXPECTED.tsv");
  int whole = 0;
  for (const auto line : Lines(table)) {
    const auto cells = Split(line, '\t');
    if (cells.size() != 2 || cells[0] == "path") continue;
    const std::string bytes = ReadAll(topic / std::string(cells[0]));
    const auto match = formats::MatchLicence(bytes);
    EXPECT_TRUE(Has(match, std::string(cells[1]))) << cells[0] << ": " << Describe(match);
    if (!match.whole) std::cout << cells[0] << ": " << Describe(match) << "\n";
    whole += match.whole ? 1 : 0;
    for (const char* more : {"\nYou may not use this for evil.\n", "\nand for teapots\n"}) {
      EXPECT_FALSE(formats::MatchLicence(bytes + more).whole) << cells[0] << more;
      EXPECT_FALSE(formats::MatchLicence(more + bytes).whole) << more << cells[0];
    }
  }
  std::cout << whole << " are the whole text\n";
}

// Texts that this machine has of them, where it has some.
TEST(LicenceTexts, FilesOfDebianAreWhatTheyAreCalled) {
  const fs::path folder = "/usr/share/common-licenses";
  if (!fs::exists(folder)) GTEST_SKIP() << "no " << folder;
  const std::pair<const char*, const char*> files[] = {
      {"Apache-2.0", "Apache-2.0"}, {"CC0-1.0", "CC0-1.0"},        {"GPL-2", "GPL-2.0-only"},
      {"GPL-3", "GPL-3.0-only"},    {"LGPL-2.1", "LGPL-2.1-only"}, {"MPL-2.0", "MPL-2.0"}};
  for (const auto& [file, id] : files) {
    if (!fs::exists(folder / file)) continue;
    const auto match = formats::MatchLicence(ReadAll(folder / file));
    EXPECT_TRUE(Has(match, id)) << file << ": " << Describe(match);
    std::cout << file << ": " << Describe(match) << "\n";
  }
}

TEST(LicenceTexts, AJarWithoutWordsOnItsLicenceIsToldByTheTextInIt) {
  const fs::path details = Topic() / "spdx-list" / "details";
  if (!fs::exists(details)) GTEST_SKIP() << "no topic 'licences' under AVOUCH_DATA";
  const std::string json = ReadAll(details / "ISC.json");
  const auto licence = syntax::ParseJson(json);
  ASSERT_TRUE(licence.has_value());
  const std::string text((*licence)["licenseText"].text());
  struct Case {
    std::vector<testing::ZipPart> parts;
    std::string licence;
  };
  const Case rows[] = {{{{"META-INF/LICENSE", text}}, "ISC"},
                       {{{"LICENSE.txt", text}}, "ISC"},
                       {{{"META-INF/LICENSE", text + "\nNot for teapots.\n"}}, ""},
                       {{{"META-INF/LICENSE", text}, {"LICENSE", text}}, ""},
                       {{{"lib/LICENSE", text}}, ""}};
  for (const Case& row : rows) {
    const auto manifest = formats::ReadArchive("tea-1.0.jar", testing::ZipOf(row.parts));
    ASSERT_TRUE(manifest.has_value());
    EXPECT_EQ(Join(manifest->components.at(0).detail.licences, ","), row.licence)
        << row.parts[0].name;
  }
}

}  // namespace
}  // namespace avouch

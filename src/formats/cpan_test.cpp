#include "formats/cpan.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Asked(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") +
           (one.condition.empty() ? "" : " if") + " " + std::string(model::Name(one.source)) + "\n";
  return out;
}

TEST(Cpanfile, PhasesFeaturesAndOtherSpellings) {
  const auto m = ReadCpan("cpanfile", R"x(use strict; # requires 'Ghost';
requires 'perl', '5.010';
requires "Axle", "== 1.02";
requires Bolt => 0;
requires('Nut::Iron', '>= 1, < 2');
requires 'Own', git => 'https://h/own', ref => 'v1';
requires q(Cog), 1.5, dist => 'A/AB/ABC/Cog-1.tar.gz';
recommends 'Maybe';
conflicts 'Rust';
test_requires 'Test::More', '0.98';
on test => sub {
  requires 'Test::Deep';
  if ($^O eq 'x') { requires 'Test::Win' }
};
on 'develop' => sub { requires 'Tidy'; };
on configure => sub { requires 'Build::Tiny', 0.03 };
feature 'sqlite', 'SQLite support' => sub {
  requires 'DBD';
};
requires $name;
requires 'Twin', "$v";
my %x = (requires => 'Nothing');

=pod

requires 'Hidden';

=cut

requires 'Last'
__END__
requires 'Behind';
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(3 Axle [== 1.02]  exact registry
4 Bolt []  registry
5 Nut::Iron [>= 1, < 2]  registry
6 Own []  git
7 Cog [1.5]  registry
8 Maybe [] optional registry
10 Test::More [0.98] test dev registry
12 Test::Deep [] test dev registry
13 Test::Win [] test dev if registry
15 Tidy [] dev dev registry
16 Build::Tiny [0.03] build registry
18 DBD [] optional registry
21 Twin []  registry
30 Last []  registry
)");
  EXPECT_EQ(m->tools, Texts{"perl 5.010"});
  EXPECT_EQ(m->notes,
            (Texts{"line 21: the version of Twin is computed",
                   "line 20: 1 requirement is computed when the file is run, and not told here"}));
}

TEST(Cpanfile, WhatIsComputedIsNeverAnEmptyList) {
  const auto m = ReadCpan("cpanfile", "requires $_ for qw(A B);\n");
  ASSERT_FALSE(m.has_value());
  EXPECT_EQ(m.error().kind, ErrorKind::kUnsupported);
}

TEST(CpanSnapshot, DistributionsAuthorsAndEdgesByModule) {
  const auto m = ReadCpan("cpanfile.snapshot", R"(# carton snapshot format: version 1.0
DISTRIBUTIONS
  Axle-Iron-1.201
    pathname: R/RJ/RJBS/Axle-Iron-1.201.tar.gz
    provides:
      Axle::Iron 1.201
    requirements:
      Bolt::Head 0
      Core::Thing 0
      perl 5.008
  Bolt-v0.3.1-TRIAL
    pathname: A/AB/ABC/Bolt-v0.3.1-TRIAL.tar.gz
    provides:
      Bolt undef
      Bolt::Head 0.3
    requirements:
      Axle::Iron 1
  Nameless
    provides:
      Ghost 1
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->components) {
    got += std::to_string(one.place.line) + " " + one.name + " " + one.version;
    for (const auto& [key, value] : one.detail.qualifiers) got += " " + key + "=" + value;
    for (const auto need : one.detail.needs) got += " ->" + std::to_string(need);
    got += "\n";
  }
  EXPECT_EQ(got, R"(3 Axle-Iron 1.201 author=RJBS ->1
11 Bolt v0.3.1-TRIAL author=ABC ->0
)");
  EXPECT_EQ(m->notes, Texts{"line 18: Nameless has no version"});
}

TEST(CpanMeta, PhasesAndDegreesAndFilesOfOthers) {
  const auto m = ReadCpan("META.json", R"({"name": "Cart", "version": "v1.2",
 "license": ["perl_5", "unknown"], "meta-spec": {"version": 2},
 "prereqs": {
  "runtime": {"requires": {"perl": "5.010", "Axle": "0"}, "recommends": {"Nut": "1"},
              "conflicts": {"Rust": "1"}},
  "configure": {"requires": {"Build::Tiny": "0"}},
  "test": {"requires": {"Test::More": "0.98"}, "suggests": {"Test::Deep": "0"}},
  "develop": {"requires": {"Tidy": "== 2"}}}})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(4 Axle []  registry
4 Nut [1] optional registry
6 Build::Tiny [] build registry
7 Test::More [0.98] test dev registry
7 Test::Deep [] test dev registry
8 Tidy [== 2] dev dev exact registry
)");
  EXPECT_EQ(m->name + " " + m->version + " " + m->licences.at(0), "Cart v1.2 perl_5");
  for (const char* text :
       {"{}", "[]", "not JSON",
        R"({"meta-spec": {"version": "1.0.0", "url": "http://pgxn.org/meta/spec.txt"},
                        "prereqs": {"runtime": {"requires": {"PostgreSQL": "9"}}}})"}) {
    const auto other = ReadCpan("META.json", text);
    ASSERT_TRUE(other.has_value()) << text;
    EXPECT_TRUE(other->requirements.empty()) << text;
    EXPECT_EQ(other->notes.size(), 1u) << text;
  }
}

TEST(Cpan, HostileFilesAreRefusedOrEnd) {
  struct Row {
    std::string text;
    bool refused;
  };
  for (const auto& [text, refused] : {Row{"requires 'A", true},
                                      {"on test => sub {" + std::string(50'000, '{'), true},
                                      {"on test => sub {", true},
                                      {"}", true},
                                      {"requires q", true},
                                      {"requires q(" + std::string(50'000, 'a'), true},
                                      {"=pod\n" + std::string(50'000, '\n'), false},
                                      {"requires 'A'" + std::string(50'000, ','), false},
                                      {"requires " + std::string(50'000, '('), true},
                                      {std::string(50'000, '$'), true}})
    EXPECT_EQ(!ReadCpan("cpanfile", text).has_value(), refused) << text.substr(0, 40);
  EXPECT_FALSE(ReadCpan("META.json", "{\"meta-spec\":").has_value());
  for (const char* text : {"<<<<<<< ours\n", "DISTRIBUTION\n", "x"})
    EXPECT_FALSE(ReadCpan("cpanfile.snapshot", text).has_value()) << text;
}

TEST(Cpanfile, WhatAnotherFileAsksForIsComputed) {
  for (const char* text : {"do './more.cpanfile';\n", "require './more.pl';\n", "eval $text;\n",
                           "do $file or die;\n"}) {
    EXPECT_FALSE(ReadCpan("cpanfile", text).has_value()) << text;
    const auto also = ReadCpan("cpanfile", std::string(text) + "requires 'Tea';\n");
    ASSERT_TRUE(also.has_value()) << text;
    EXPECT_EQ(also->notes.size(), 1u) << text;
  }
  const auto plain = ReadCpan("cpanfile", "use strict;\nrequire Config;\nrequires 'Tea';\n");
  ASSERT_TRUE(plain.has_value());
  EXPECT_TRUE(plain->notes.empty());
}

}  // namespace
}  // namespace avouch::formats

#include "formats/rubygems.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using model::SourceKind;
using Texts = std::vector<std::string>;

constexpr std::string_view kLock = R"(GIT
  remote: https://u:secret@h/wheel.git
  revision: 0123456789012345678901234567890123456789
  branch: main
  specs:
    wheel (0.3.0)
      bolt (>= 1)

PATH
  remote: .
  specs:
    cart (1.0.0)
      axle (~> 2.0, >= 2.0.1)
      bolt

GEM
  remote: http://gems.example/
  specs:
    axle (2.1.0)
      bolt
    bolt (1.4.0)
    bolt (1.4.0-x86_64-linux-gnu)
    nameless

PLATFORMS
  ruby

DEPENDENCIES
  cart!
  wheel (= 0.3.0)!

CHECKSUMS
  axle (2.1.0) sha256=AB01
  bolt (1.4.0-x86_64-linux-gnu) sha256=cd02,sha512=ef03
  bundler (2.7.0) sha256=00
  ghost (1) sha256=11

RUBY VERSION
   ruby 3.4.1p0

BUNDLED WITH
   2.7.2
)";

TEST(GemfileLock, SourcesEdgesChecksumsAndDirects) {
  const auto m = ReadRubygems("a/Gemfile.lock", kLock);
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_TRUE(m->lock);
  struct Row {
    const char *name, *version;
    int line;
    SourceKind source;
    const char* origin;
    bool direct;
    std::vector<std::uint32_t> needs;
    Texts digests;
  };
  const Row rows[] = {
      {"wheel",
       "0.3.0",
       6,
       SourceKind::kGit,
       "https://h/wheel.git#0123456789012345678901234567890123456789",
       true,
       {3, 4},
       {}},
      {"cart", "1.0.0", 12, SourceKind::kWorkspace, ".", true, {2, 3, 4}, {}},
      {"axle",
       "2.1.0",
       19,
       SourceKind::kRegistry,
       "http://gems.example/",
       false,
       {3, 4},
       {"sha256:ab01"}},
      {"bolt", "1.4.0", 21, SourceKind::kRegistry, "http://gems.example/", false, {}, {}},
      {"bolt",
       "1.4.0",
       22,
       SourceKind::kRegistry,
       "http://gems.example/",
       false,
       {},
       {"sha256:cd02", "sha512:ef03"}},
  };
  ASSERT_EQ(m->components.size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    const auto& one = m->components[i];
    EXPECT_EQ(one.name, rows[i].name);
    EXPECT_EQ(one.version, rows[i].version);
    EXPECT_EQ(one.place.line, rows[i].line) << one.name;
    EXPECT_EQ(one.source, rows[i].source) << one.name;
    EXPECT_EQ(one.origin, rows[i].origin);
    EXPECT_EQ(one.detail.direct, rows[i].direct) << one.name;
    EXPECT_EQ(one.detail.needs, rows[i].needs) << one.name;
    EXPECT_EQ(one.digests, rows[i].digests) << one.name;
  }
  EXPECT_EQ(m->components[4].detail.qualifiers[0].second, "x86_64-linux-gnu");
  EXPECT_EQ(m->tools, (Texts{"ruby 3.4.1p0", "bundler 2.7.2"}));
  EXPECT_EQ(m->notes,
            (Texts{"line 23: a gem without a version", "line 36: a checksum of no gem: ghost",
                   "line 19: gems are fetched over plain HTTP, from http://gems.example/"}));
}

TEST(GemfileLock, SeveralSourcesLeaveOpenWhichGemComesFromWhich) {
  const auto m = ReadRubygems(
      "Gemfile.lock", "GEM\n  remote: https://a/\n  remote: https://b/\n  specs:\n    x (1)\n");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->components[0].origin, "");
  ASSERT_EQ(m->notes.size(), 1u);
}

TEST(GemfileLock, ARevisionThatIsNoCommitFixesNothing) {
  const auto m = ReadRubygems("gems.locked",
                              "GIT\n  remote: https://a/\n  revision: main\n  specs:\n    x (1)\n");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->components[0].source, SourceKind::kUrl);
}

TEST(GemfileLock, AnUnfinishedMergeIsRefusedWithItsLine) {
  const auto m = ReadRubygems("Gemfile.lock", "GEM\n  specs:\n<<<<<<< HEAD\n    x (1)\n");
  ASSERT_FALSE(m.has_value());
  EXPECT_EQ(m.error().where, "Gemfile.lock, line 3");
}

TEST(GemfileLock, ManyPlatformsOfOneNameAskedForByManyStayLinear) {
  std::string text = "GEM\n  specs:\n";
  for (int i = 0; i < 20'000; ++i)
    text += "    x (1-p" + std::to_string(i) + ")\n      x\n      y\n";
  const auto m = ReadRubygems("Gemfile.lock", text);
  ASSERT_TRUE(m.has_value());
  EXPECT_LE(m->components[10'000].detail.needs.size(), 64u);
  EXPECT_EQ(m->notes.size(), 1u);
}

TEST(Gemfile, GroupsSourcesConditionsAndRanges) {
  const auto m = ReadRubygems("Gemfile", R"(source "https://rubygems.org"
ruby "3.4.1"
gem 'axle', '~> 2.0', '>= 2.0.1' # gem "no"
gem "bolt", "= 1.4.0", require: false, group: :test
gem("nut", git: "https://h/nut", branch: "main") if ENV["NUT"]
group :development, :test do
  gem 'lint', [">= 1", "< 3"],
      require: %w[a b]
  gem 'spy', :path => "../spy"
end
group :production do
  gem 'pump'
end
platforms :jruby do
  gem 'jar'
end
text = <<~EOS
  gem "ghost"
EOS
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") + " " +
           std::string(model::Name(one.source)) + " " + one.condition + "\n";
  EXPECT_EQ(got, R"(3 axle [~> 2.0, >= 2.0.1]  registry 
4 bolt [= 1.4.0] test dev exact registry 
5 nut []  git if ENV["NUT"]
7 lint [>= 1, < 3] development,test dev registry 
9 spy [] development,test dev path 
12 pump [] production registry 
15 jar []  registry platforms :jruby
)");
  EXPECT_EQ(m->tools, (Texts{"ruby 3.4.1"}));
  EXPECT_EQ(m->notes, Texts{});
}

TEST(Gemfile, WhatIsComputedIsNeverAnEmptyList) {
  for (const char* text :
       {"eval_gemfile 'other'\n", "%w[a b].each { |n| gem n }\n", "gem name\n",
        "list.each do |n|\n  gem n, '1'\nend\n", "gem \"a#{x}\"\n",
        "gem 'dev-only', group: :test\neval_gemfile 'x'\n", "x = <<~A\ngem 'lost'\n",
        "x = (\ngem 'lost'\n", "=begin\ngem 'lost'\n", "x =~ /\"/\ngem 'lost'\n"}) {
    const auto m = ReadRubygems("Gemfile", text);
    ASSERT_FALSE(m.has_value()) << text;
    EXPECT_EQ(m.error().kind, ErrorKind::kUnsupported);
  }
  const auto m = ReadRubygems("Gemfile", "gem 'a'\ngem name\n");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->notes,
            (Texts{"line 2: 1 requirement is computed when the file is run, and not told here"}));
}

TEST(Gemspec, LiteralsAreReadAndComputedVersionsAreLeftOpen) {
  const auto m = ReadRubygems("cart.gemspec", R"(Gem::Specification.new do |s|
  s.name = "cart"
  s.version = Cart::VERSION
  s.licenses = ["MIT".freeze, "Ruby"]
  s.required_ruby_version = ">= 3.0"
  s.add_dependency "axle", "~> 2"
  s.add_runtime_dependency(%q<bolt>.freeze, [">= 1", "< 2"])
  s.add_runtime_dependency(%q<bolt>.freeze, [">= 1", "< 2"])
  s.add_development_dependency 'lint'
end
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->name, "cart");
  EXPECT_EQ(m->version, "");
  EXPECT_EQ(m->licences, (Texts{"MIT", "Ruby"}));
  ASSERT_EQ(m->requirements.size(), 3u);
  EXPECT_EQ(m->requirements[1].range, ">= 1, < 2");
  EXPECT_TRUE(m->requirements[2].development);
  EXPECT_TRUE(m->components.empty());
}

TEST(Gemspec, AnInstalledGemIsAComponent) {
  const auto m = ReadRubygems("usr/lib/ruby/specifications/bolt-1.4.gemspec",
                              R"(# -*- encoding: utf-8 -*-
# stub: bolt 1.4.0 x86_64-linux lib

Gem::Specification.new do |s|
  s.name = "bolt".freeze
  s.version = "1.4.0".freeze
  s.license = "MIT"
end
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->format, "gem-installed");
  EXPECT_FALSE(m->lock);
  ASSERT_EQ(m->components.size(), 1u);
  EXPECT_EQ(m->components[0].version, "1.4.0");
  EXPECT_EQ(m->components[0].detail.licences, (Texts{"MIT"}));
  EXPECT_EQ(m->components[0].detail.qualifiers[0].second, "x86_64-linux");
  EXPECT_FALSE(ReadRubygems("specifications/x.gemspec", "").has_value());
}

TEST(Rubygems, HostileFilesEnd) {
  for (const std::string& text :
       {std::string(100'000, '['), "gem " + std::string(100'000, '['), std::string(50'000, '"'),
        "gem 'x', " + std::string(20'000, '{') + "\ngem 'y'\n", std::string("gem 'a', %q\0x", 13),
        std::string("gem %"), std::string("gem 'x\\"), std::string("x = <<~A\ngem 'lost'\n")})
    for (const char* name : {"Gemfile", "x.gemspec", "Gemfile.lock"})
      (void)ReadRubygems(name, text);
}

}  // namespace
}  // namespace avouch::formats

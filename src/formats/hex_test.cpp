#include "formats/hex.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using model::SourceKind;
using Texts = std::vector<std::string>;
using Indexes = std::vector<std::uint32_t>;

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " " +
           std::string(model::Name(one.source)) + " " + one.origin;
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " ->" + std::to_string(need);
    out += one.detail.direct ? " direct\n" : "\n";
  }
  return out;
}

TEST(MixLock, PackagesChecksumsGitAndEdges) {
  const auto m = ReadHex("mix.lock", R"(# written by a tool
%{
  "axle": {:hex, :axle_hex, "2.1.0", "AA01", [:mix], [{:bolt, "~> 1.0", [hex: :bolt, repo: "hexpm", optional: false]}, {:ghost, "~> 1", [hex: :ghost, optional: true]}], "hexpm", "BB02"},
  "bolt": {:hex, :bolt, "1.4.0", "cc03", [:mix], []},
  "nut" => {:git, "https://u:p@h/nut.git", "0123456789012345678901234567890123456789", [branch: "main"]},
  "own": {:hex, :own, "1.0.0", "dd04", [:mix], [{:axle, "~> 2", [hex: :axle_hex]}], "acme", "ee05"},
  "bad": {:hex, },
  "odd": {:svn, "x"},
}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m), R"(3 axle_hex 2.1.0 registry  sha256:bb02 ->1
4 bolt 1.4.0 registry  hex-inner-sha256:cc03
5 nut  git https://h/nut.git#0123456789012345678901234567890123456789
6 own 1.0.0 registry acme sha256:ee05 ->0
)");
  EXPECT_EQ(m->notes, (Texts{"line 7: bad has no version",
                             "line 8: odd comes from 'svn', which is not known"}));
}

TEST(RebarLock, LevelsAndTheOuterHash) {
  const auto m = ReadHex("rebar.lock", R"({"1.2.0",
[{<<"axle">>,{pkg,<<"axle_erl">>,<<"2.1.0">>},0},
 {<<"bolt">>,{pkg,<<"bolt">>,<<"1.4.0">>},1},
 {<<"nut">>,
  {git,"https://h/nut",
       {ref,"0123456789012345678901234567890123456789"}},
  0},
 {<<"tag">>,{git,"https://h/t",{tag,"v1"}},0}]}.
[
{pkg_hash,[
 {<<"axle">>, <<"AA">>},
 {<<"bolt">>, <<"CC">>}]},
{pkg_hash_ext,[
 {<<"axle">>, <<"BB">>}]}
].
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m), R"(2 axle_erl 2.1.0 registry  sha256:bb direct
3 bolt 1.4.0 registry  hex-inner-sha256:cc
4 nut  git https://h/nut#0123456789012345678901234567890123456789 direct
8 tag  url https://h/t direct
)");
  const auto old = ReadHex("rebar.lock", "[{<<\"a\">>,{pkg,<<\"a\">>,<<\"1\">>},0}].");
  ASSERT_TRUE(old.has_value());
  EXPECT_EQ(old->components.size(), 1u);
}

TEST(MixExs, DependenciesWrittenOut) {
  const auto m = ReadHex("mix.exs", R"x(defmodule Cart.MixProject do
  use Mix.Project
  @version "1.2.3"
  def project do
    [
      app: :cart,
      version: @version,
      elixir: "~> 1.15",
      deps: deps()
    ]
  end
  defp deps do
    [
      {:axle, "~> 2.0"}, # {:ghost, "1"}
      {:bolt, "== 1.4.0", only: [:dev, :test], runtime: false},
      {:nut, git: "https://h/nut", tag: "v1"},
      {:own, [path: "../own"]},
      {:prod, "~> 1.0", only: :prod},
      {:sib, in_umbrella: true}
    ]
  end
end
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") + " " +
           std::string(model::Name(one.source)) + "\n";
  EXPECT_EQ(got, R"(14 axle [~> 2.0]  registry
15 bolt [== 1.4.0] dev,test dev exact registry
16 nut []  git
17 own []  path
18 prod [~> 1.0] prod registry
19 sib []  workspace
)");
  EXPECT_EQ(m->name, "cart");
  EXPECT_EQ(m->version, "1.2.3");
  EXPECT_EQ(m->tools, (Texts{"elixir ~> 1.15"}));
  EXPECT_EQ(m->notes, Texts{});
}

TEST(MixExs, WhatIsComputedIsNeverAnEmptyList) {
  for (const char* text :
       {"deps: deps()\ndefp deps do\n  Enum.map([1], &dep/1)\nend\n", "deps: deps()\n",
        "deps: Other.deps(),\n", "defp deps do\n  base() ++ [{:a, \"1\"}]\nend\n",
        "defp deps do\n [dep(:x)]\nend\n", "defp deps, do: [{:x, path: \"x\"}] ++ more()\n"}) {
    const auto m = ReadHex("mix.exs", text);
    ASSERT_FALSE(m.has_value()) << text;
    EXPECT_EQ(m.error().kind, ErrorKind::kUnsupported) << text;
  }
  EXPECT_TRUE(ReadHex("mix.exs", "def project do\n[app: :x]\nend\n").has_value());
  const auto m = ReadHex("mix.exs", "deps: [{:a, \"1.0.0\"}]\n");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->requirements.size(), 1u);
}

TEST(RebarConfig, DependenciesOfEachProfileAndPlugins) {
  const auto m = ReadHex("rebar.config", R"x(%% a tool's own
{minimum_otp_vsn, "26.0"}.
{erl_opts, [debug_info, {d, 'deps'}]}.
{deps, [axle,
        {bolt, "~> 2.1"},
        {'nut-x', "1.4.0", {pkg, nut_hex}},
        {cog, ".*", {git, "https://h/cog", {tag, "v1"}}},
        {tie, {git_subdir, "https://h/tie", {branch, "x"}, "apps/tie"}},
        {own, {path, "../own"}},
        {old, {hg, "https://h/old"}},
        [made, up]
       ]}.
{plugins, [{rebar3_x, "1.0"}]}.
{profiles, [{test, [{deps, [{meck, "0.9.2"}]}, {erl_opts, []}]},
            {prod, [{deps, [{wire, "== 1.0.0"}]}]},
            {dev, [{plugins, [rebar3_y]}, {deps, more()}]}]}.
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") + " " +
           std::string(model::Name(one.source)) + "\n";
  EXPECT_EQ(got, R"(4 axle []  registry
5 bolt [~> 2.1]  registry
6 nut_hex [1.4.0]  exact registry
7 cog []  git
8 tie []  git
9 own []  path
10 old []  url
13 rebar3_x [1.0] plugin registry
14 meck [0.9.2] test dev exact registry
15 wire [== 1.0.0] prod exact registry
16 rebar3_y [] plugin registry
)");
  EXPECT_EQ(m->tools, (Texts{"otp >=26.0"}));
  EXPECT_EQ(m->notes,
            (Texts{"line 11: a dependency that is computed", "line 16: a list that is computed"}));
}

TEST(Gleam, BothLists) {
  const auto m = ReadHex("gleam.toml",
                         "name = \"x\"\n[dependencies]\na = \">= 1.0.0 and < 2.0.0\"\nb = { path = "
                         "\"../b\" }\n[dev-dependencies]\nc = \"1.0.0\"\n");
  ASSERT_TRUE(m.has_value());
  ASSERT_EQ(m->requirements.size(), 3u);
  EXPECT_EQ(m->requirements[1].source, SourceKind::kPath);
  EXPECT_TRUE(m->requirements[2].development);
}

TEST(Hex, HostileFilesAreRefusedOrEnd) {
  for (const auto& [text, refused] : {std::pair{std::string(100'000, '{'), true},
                                      {"%{" + std::string(100'000, '['), true},
                                      {"%{\"a\": {:hex, :a, \"1", true},
                                      {"}", true},
                                      {"<<", true},
                                      {"%{\"a\": }", false},
                                      {"%{\"a\": {:hex, :a, \"1\", \"x\"}} trailing", true},
                                      {"{<<\"a\">>,\"", true},
                                      {"~r/" + std::string(50'000, 'a'), true}}) {
    EXPECT_EQ(!ReadHex("mix.lock", text).has_value(), refused) << text.substr(0, 40);
    (void)ReadHex("rebar.lock", text);
    (void)ReadHex("rebar.config", "{deps, " + text);
    (void)ReadHex("mix.exs", "defp deps do\n" + text);
  }
}

TEST(RebarConfig, WhatAScriptTakesOrLeavesIsWhatItHolds) {
  const auto script = ReadHex("rebar.config.script", "%% deps\nC.\n[{deps, [x | Deps]} | C].\n");
  EXPECT_EQ(script->notes,
            std::vector<std::string>{"line 3: what this script makes of the list is not seen"});
  const auto m = ReadHex("rebar.config", R"x({deps, [
  {if_var_true, pam, {axle, "1.0.0"}},
  {if_var_true, db, {if_not_rebar3, {bolt, "~> 2", {git, "https://h/bolt", {tag, "v2"}}}}},
  {if_version_below, "27", {nut, "1.0.0"}, {nut, "2.0.0"}}
]}.
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " +
           std::string(model::Name(one.source)) + " if " + one.condition + "\n";
  EXPECT_EQ(got, R"(2 axle [1.0.0] registry if if_var_true pam
3 bolt [] git if if_var_true db & if_not_rebar3
4 nut [1.0.0] registry if if_version_below 27
4 nut [2.0.0] registry if if_version_below 27
)");
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += "{if_a, ";
  (void)ReadHex("rebar.config", "{deps, [" + deep + "x" + std::string(500, '}') + "]}.");
}

}  // namespace
}  // namespace avouch::formats

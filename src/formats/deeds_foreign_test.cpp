#include "formats/deeds_foreign.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace avouch::formats {
namespace {

// "script https://h.example/x floating" of a step in PowerShell.
std::string Fetched(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& reference :
       DoingsInForeign("pwsh", text, SplitShell(text, 3), {"x", 2}).references)
    out.push_back(std::string(model::Name(reference.kind)) + " " + reference.name + " " +
                  std::string(model::Name(reference.pin)) + " " +
                  std::to_string(reference.place.line));
  return Join(out, ", ");
}

TEST(DeedsForeign, WhatPowershellFetches) {
  const std::string digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  const std::pair<std::string, std::string> kRows[] = {
      {"Invoke-WebRequest -Uri https://h.example/x -OutFile x",
       "download https://h.example/x floating 3"},
      {"iwr -useb https://h.example/x | iex", "script https://h.example/x floating 3"},
      {"iex (iwr https://h.example/x).Content", "script https://h.example/x floating 3"},
      {"iex \"& { $(irm https://h.example/x) } -a\"", "script https://h.example/x floating 3"},
      {"iex ((New-Object System.Net.WebClient).DownloadString('https://h.example/x'))",
       "script https://h.example/x floating 3"},
      {"a\n(New-Object Net.WebClient).DownloadFile(\"https://h.example/x\", \"x\")",
       "download https://h.example/x floating 4"},
      {"$c.DownloadFile($url, 'x')", "download $url variable 3"},
      {"iwr https://h.example/health", ""},
      {"Write-Host 'Invoke-WebRequest'", ""},
      {"iwr https://h.example/x -OutFile x\nif ((Get-FileHash x).Hash -ne '" + digest +
           "') { exit 1 }",
       "download https://h.example/x version 3"},
      {"iwr https://h.example/x -OutFile x\nGet-FileHash x",
       "download https://h.example/x floating 3"},
  };
  for (const auto& [text, told] : kRows) EXPECT_EQ(Fetched(text), told) << text;
}

}  // namespace
}  // namespace avouch::formats

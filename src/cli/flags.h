// The verbs and their flags: what can be typed, and where it is kept until a verb runs.
//
// Adding a verb: its options in a struct of app/, a field here, its flags in a flags_*.cpp, its
// line in flags.cpp's table, its call in command_line.cpp. One thread.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/affirm.h"
#include "app/answer_set.h"
#include "app/check.h"
#include "app/collect.h"
#include "app/coverage.h"
#include "app/export.h"
#include "app/import.h"
#include "app/init.h"
#include "app/ledger.h"
#include "app/lint.h"
#include "app/new_organisation.h"
#include "app/publish.h"
#include "app/record.h"
#include "app/review.h"
#include "app/sbom.h"
#include "app/seal.h"
#include "app/sign.h"
#include "app/supplier.h"
#include "app/verify.h"

namespace avouch::cli {

struct Flags {
  std::string verb, under;  // What was typed: "review", "start"
  app::CheckOptions check;
  std::string at, fail_on, claim, digests, number, file, other, export_format = "yaml";
  app::InitFlags init;
  app::NewOrganisationFlags organisation;
  app::SignFlags sign;
  app::ImportFlags import;
  app::CollectTestsFlags tests;
  app::CollectPublishedFlags published;
  std::vector<std::string> words;  // What stands after `record`
  app::SealOptions seal;
  app::VerifyOptions verify;
  std::string page;  // Where `verify --write-page` writes
  app::BriefOptions brief;
  app::CoverageOptions coverage;
  app::AffirmOptions affirm;
  app::ExportOptions exported;
  app::ReviewStartOptions review_start;
  app::ReviewFinishOptions review_finish;
  app::LedgerOptions ledger;
  app::LintOptions lint;
  app::PublishOptions publish;
  app::SupplierOptions supplier;
  app::SbomOptions sbom;
  app::AnswerSetOptions answer;
  app::KeySource key;
  bool plain = false;
  bool no_input = false, require_sandbox = false, no_cache = false;
};

// Reads the command line. An exit code when that was all: help and version are
// printed, and what cannot be read is told in one line on stderr.
[[nodiscard]] std::optional<int> Parse(int argc, char** argv, const char* version, Flags& flags);

}  // namespace avouch::cli

// The flags of each verb, as flags.cpp's table calls for them: each function adds them to `verb`,
// and says where in `flags` they are kept.
//
// One thread.

#pragma once

#include "cli/flags.h"

namespace CLI {
class App;
}

namespace avouch::cli {

// flags_check.cpp
void AddCheck(CLI::App* verb, Flags& flags);
void AddExplain(CLI::App* verb, Flags& flags);
void AddFix(CLI::App* verb, Flags& flags);
void AddCatalogue(CLI::App* verb, Flags& flags);
void AddInit(CLI::App* verb, Flags& flags);

// flags_say.cpp
void AddCollect(CLI::App* verb, Flags& flags);
void AddSign(CLI::App* verb, Flags& flags);
void AddImport(CLI::App* verb, Flags& flags);
void AddRecord(CLI::App* verb, Flags& flags);

// flags_prove.cpp
void AddPrivateKey(CLI::App* verb, const char* flag, app::KeySource& key, const char* says);
void AddSeal(CLI::App* verb, Flags& flags);
void AddVerify(CLI::App* verb, Flags& flags);
void AddCoverage(CLI::App* verb, Flags& flags);
void AddBrief(CLI::App* verb, Flags& flags);
void AddAffirm(CLI::App* verb, Flags& flags);
void AddReview(CLI::App* verb, Flags& flags);
void AddLedger(CLI::App* verb, Flags& flags);
void AddKey(CLI::App* verb, Flags& flags);

// flags_hand.cpp
void AddExport(CLI::App* verb, Flags& flags);
void AddLint(CLI::App* verb, Flags& flags);
void AddPublish(CLI::App* verb, Flags& flags);
void AddSupplier(CLI::App* verb, Flags& flags);
void AddAnswer(CLI::App* verb, Flags& flags);

// flags_sbom.cpp
void AddSbom(CLI::App* verb, Flags& flags);

}  // namespace avouch::cli

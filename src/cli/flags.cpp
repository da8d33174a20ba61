#include "cli/flags.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string_view>

#include "base/text.h"
#include "cli/flags_verbs.h"

namespace avouch::cli {
namespace {

struct Verb {
  const char* name;
  const char* says;
  void (*add)(CLI::App* verb, Flags& flags);
};

// In the order in which --help lists them.
constexpr Verb kVerbs[] = {
    {"check", "What is true of a repository, where, and what to do", AddCheck},
    {"explain", "Why a claim has its verdict, and the shortest way to met", AddExplain},
    {"fix", "A patch on standard output; nothing is edited", AddFix},
    {"catalogue", "The Code as data", AddCatalogue},
    {"init", "Six questions; writes avouch.yaml", AddInit},
    {"collect", "Results and published places into an evidence folder, each with its binding",
     AddCollect},
    {"sign", "A signature beside a file: with a passkey on a page, or with a key of ours", AddSign},
    {"import", "Other systems' exports, kept as they came; --how says how each is made", AddImport},
    {"record", "A person says that something happened; alone, it lists the kinds", AddRecord},
    {"seal", "Checks, appends what is new to the ledger, and writes the bundle that travels",
     AddSeal},
    {"verify", "Whether a bundle is whole, and what it says", AddVerify},
    {"coverage", "For how many products each claim is met", AddCoverage},
    {"brief", "What the Senior Responsible Owner is asked to say", AddBrief},
    {"affirm", "Signs exactly that", AddAffirm},
    {"export", "An answer in the shape that somebody asks for; or the organisation's signed file",
     AddExport},
    {"publish", "A static trust centre out of sealed bundles: pages to read, and the same as JSON",
     AddPublish},
    {"lint", "What is wrong with a filled form", AddLint},
    {"review", "An independent assessor's own verdicts over frozen evidence, signed apart",
     AddReview},
    {"supplier", "For who buys software: what suppliers show", AddSupplier},
    {"sbom", "What software is made of: SBOMs made and read", AddSbom},
    {"answer", "Other people's questions, with the evidence for each; alone, lists the sets",
     AddAnswer},
    {"ledger", "Looks at a ledger; writes nothing", AddLedger},
    {"key", "Keys of ours", AddKey},
};

// One line on what was typed, and where the right words are listed.
std::string WhatIsWrong(const CLI::App& program, const CLI::ParseError& error, int argc,
                        char** argv) {
  auto verbs = program.get_subcommands();  // Those that were typed
  if (!verbs.empty()) {
    std::string name = verbs.front()->get_name();
    return ReplaceAll(error.what(), "\n", " ") + " (avouch " + name + " --help lists its flags)";
  }
  const char* verb = nullptr;
  for (int i = 1; i < argc && verb == nullptr; ++i)
    if (argv[i][0] != '-') verb = argv[i];
  if (verb != nullptr)
    return "no such verb: '" + std::string(verb) + "' (avouch --help lists them)";
  return argc > 1
             ? "a flag without a verb: '" + std::string(argv[1]) +
                   "' (avouch --help lists the verbs)"
             : std::string(
                   "what to do? Start with: avouch check PATH (avouch --help lists the verbs)");
}

}  // namespace

std::optional<int> Parse(int argc, char** argv, const char* version, Flags& flags) {
  CLI::App program{
      "The UK Software Security Code of Practice as running software.\n"
      "Start with: avouch check PATH"};
  program.name("avouch");  // However it was started
  program.footer(
      "Exit codes: 0 done, 1 the chosen gate fails, 2 usage, 3 configuration, 4 not possible,\n"
      "5 a digest does not hold, 10 an error of ours.");
  program.set_version_flag("--version", version);
  program.require_subcommand(1);
  const std::vector<std::string_view> typed(argv + (argc > 0 ? 1 : 0), argv + argc);
  for (const auto& row : kVerbs) {
    CLI::App* verb = program.add_subcommand(row.name, row.says);
    // Only the typed verb's flags are made: all of them cost more than a small file's reading.
    if (std::ranges::find(typed, row.name) != typed.end()) row.add(verb, flags);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);  // Help and version.
    std::fputs(("avouch: " + Printable(WhatIsWrong(program, error, argc, argv)) + "\n").c_str(),
               stderr);
    return app::kUsageError;
  }
  const CLI::App* verb = program.get_subcommands().front();
  flags.verb = verb->get_name();
  if (const auto under = verb->get_subcommands(); !under.empty())
    flags.under = under.front()->get_name();
  if (flags.verb == "record") flags.words = verb->remaining();
  return std::nullopt;
}

}  // namespace avouch::cli

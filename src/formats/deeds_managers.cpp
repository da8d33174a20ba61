// Programs that fetch what they are told by name: one row of the table each.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_fetches.h"
#include "formats/deeds_words.h"

namespace avouch::formats {
namespace {

struct Manager {
  std::string_view program;
  std::string_view words;    // The subcommand, one word or two
  std::string_view marks;    // Any of these stands between name and version: "x@1"
  std::string_view version;  // The option that tells it
  std::string_view valued;   // Other options whose value is the next word
  bool next = false;         // The version is the word behind the name
};

constexpr auto kManagers = std::to_array<Manager>({
    {"cargo", "binstall", "@", "--version", "--root --targets --target --registry"},
    {"uv", "tool install", "=@", "", "--python -p --with --index --index-url --from"},
    {"deno", "install", "@", "", "-n --name --root --import-map --config -c"},
    {"deno", "add", "@", "", ""},
    {"luarocks", "install", "", "", "--tree --server --lua-version", true},
    {"cpanm", "", "@", "", "-l -L --mirror --local-lib"},
    {"cpan", "", "@", "", ""},
    {"opam", "install", ".=", "", "--switch -j"},
    {"composer", "global require", ":", "", ""},
    {"mix", "archive.install hex", "", "", "", true},
    {"mix", "escript.install hex", "", "", "", true},
    {"helm", "plugin install", "", "--version", ""},
    {"kubectl", "krew install", "@", "", ""},
    {"gcloud", "components install", "@", "", ""},
    {"az", "extension add", "", "--version", ""},
    {"gh", "extension install", "@", "--pin", ""},
    {"code", "--install-extension", "@", "", ""},
    {"ansible-galaxy", "install", ":,", "", "-r -p --role-file --roles-path"},
    {"ansible-galaxy", "collection install", ":", "", "-r -p --requirements-file"},
    {"ansible-galaxy", "role install", ":,", "", "-r -p --role-file"},
    {"asdf", "install", "", "", "", true},
    {"mise", "install", "@", "", ""},
    {"mise", "use", "@", "", ""},
    {"sdk", "install", "", "", "", true},
    {"cs", "install", ":", "", ""},
    {"coursier", "install", ":", "", ""},
    {"easy_install", "", "=", "", ""},
    {"corepack", "prepare", "@", "", ""},
    {"corepack", "use", "@", "", ""},
    {"npm", "create", "@", "", ""},
    {"npm", "init", "@", "", ""},
    {"pnpm", "create", "@", "", ""},
    {"yarn", "create", "@", "", ""},
    {"bun", "create", "@", "", ""},
    {"nix", "run", "", "", "--system --option -f --file"},
    {"nix", "shell", "", "", "--system --option -f --file -c --command"},
    {"nix", "profile install", "", "", "--system --option --profile"},
});

// Where the words behind the subcommand start; 0 where it is another.
std::size_t Behind(const Manager& row, const std::vector<std::string>& words) {
  std::size_t at = 1;
  for (const std::string_view wanted : Words(row.words)) {
    while (at < words.size() && words[at].starts_with('-') && words[at] != wanted) ++at;
    if (at >= words.size() || words[at] != wanted) return 0;
    ++at;
  }
  return at;
}

bool IsLocal(std::string_view word) {
  return word.starts_with('.') || word.starts_with('/') || word.starts_with('>') ||
         word.starts_with("path:") || word.starts_with('#') || word.starts_with("$PWD");
}

// "github:o/r/<40 hex>#x" is fixed by its commit.
std::string RevisionIn(std::string_view flake) {
  for (const auto part : Split(flake.substr(0, flake.find_first_of("#?")), '/'))
    if (IsHexOf(part, 40)) return std::string(part);
  return {};
}

void Take(const Manager& row, const Command& command, std::size_t at, const Path& path,
          Doings& out) {
  const auto& words = command.words;
  const auto valued = Words(row.valued);
  for (std::size_t i = at; i < words.size() && words[i] != "--"; ++i) {
    const std::string& word = words[i];
    if (word.starts_with('-')) {
      i += word == row.version || std::ranges::find(valued, word) != valued.end() ? 1 : 0;
      continue;
    }
    if (IsLocal(word)) continue;
    std::string version;
    if (row.program == "nix")
      version = RevisionIn(word);
    else if (row.next && i + 1 < words.size() && !words[i + 1].starts_with('-'))
      version = words[++i];
    else if (const std::size_t mark = word.find_last_of(row.marks);
             !row.marks.empty() && mark != word.npos && mark > 0)
      version = word.substr(mark + 1);
    if (version.empty() && !row.version.empty()) version = OptionOf(words, {row.version});
    AddPackage(command, path, out, word, version);
    // What is run is one; what follows are its arguments.
    if (row.program == "nix" && row.words == "run") return;
    if (row.words == "create" || row.words == "init") return;
  }
}

// cargo install [--git URL [--rev R | --tag T]] [NAME[@V]...] [--version V]
void TakeCargo(const Command& command, const Path& path, Doings& out) {
  const auto& words = command.words;
  static constexpr std::string_view kValued =
      "--git --rev --tag --branch --root --version --vers --features -F --target --path --profile "
      "--bin --example --registry --index --jobs -j --config --color --target-dir --message-format";
  if (!OptionOf(words, {"--path"}).empty()) return;  // Of this tree
  const std::string git = OptionOf(words, {"--git"});
  std::string version = OptionOf(words, {"--version", "--vers", "--rev", "--tag"});
  if (!git.empty()) return AddPackage(command, path, out, git, version);
  const auto valued = Words(kValued);
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (std::ranges::find(valued, word) != valued.end()) {
      ++i;
      continue;
    }
    if (word.starts_with('-') || word.starts_with('+') || IsLocal(word) || word == "install")
      continue;
    const std::size_t mark = word.find('@');
    std::string own = mark == word.npos ? version : word.substr(mark + 1);
    while (own.starts_with('=')) own.erase(0, 1);
    AddPackage(command, path, out, word, own);
  }
}

}  // namespace

void AddManaged(const Command& command, const Path& path, Doings& out) {
  const auto& words = command.words;
  const std::string_view program = ProgramName(words[0]);
  if (program == "cargo" && HasWord(words, "install")) return TakeCargo(command, path, out);
  if (program == "snap" && HasWord(words, "install")) {
    for (std::size_t i = 2; i < words.size(); ++i)
      if (!words[i].starts_with('-') && !IsLocal(words[i]))
        AddPackage(command, path, out, words[i], "");
    return;
  }
  for (const auto& row : kManagers)
    if (row.program == program)
      if (const std::size_t at = Behind(row, words); at > 0)
        return Take(row, command, at, path, out);
}

}  // namespace avouch::formats

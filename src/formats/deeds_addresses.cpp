#include "formats/deeds_addresses.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_words.h"

namespace avouch::formats {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// The options of curl and wget, letter by letter; those of `valued` have a value behind them.
struct Options {
  std::string_view letters;
  std::string_view names;
};
constexpr Options kCurl = {
    "AbcCdDeEFhHKmoPQrtTuUwxXyYz",
    "--output --output-dir --header --data --data-raw --data-binary --data-ascii --data-urlencode "
    "--json --form --form-string --user --user-agent --referer --cookie --cookie-jar --max-time "
    "--connect-timeout --retry --retry-delay --retry-max-time --proto --proto-redir "
    "--proto-default --request --upload-file --write-out --config --cacert --capath --cert --key "
    "--resolve --proxy --range --url --limit-rate --connect-to --dns-servers --interface "
    "--netrc-file --stderr --max-redirs --ciphers --tls-max --aws-sigv4 --speed-limit "
    "--speed-time --time-cond --continue-at --max-filesize --oauth2-bearer --pinnedpubkey "
    "--etag-save --etag-compare --dump-header --parallel-max --proxy-user --unix-socket --noproxy"};
constexpr Options kWget = {
    "OoaPetTwQUiBARDIXlnS",
    "--output-document --output-file --append-output --directory-prefix --execute --tries "
    "--timeout --wait --quota --user-agent --input-file --base --accept --reject --domains "
    "--include-directories --exclude-directories --header --post-data --post-file --method "
    "--body-data --body-file --user --password --ca-certificate --referer --level --cut-dirs "
    "--limit-rate --dns-timeout --connect-timeout --read-timeout --waitretry "
    "--retry-on-http-error"};

struct Given {
  std::vector<std::pair<std::string, std::string>> options;  // "-o", value; no value: empty
  std::vector<std::string> words;

  bool Has(std::initializer_list<std::string_view> names) const {
    return std::ranges::any_of(options,
                               [&](const auto& option) { return IsOneOf(option.first, names); });
  }
  std::vector<std::string> Of(std::initializer_list<std::string_view> names) const {
    std::vector<std::string> out;
    for (const auto& [name, value] : options)
      if (IsOneOf(name, names)) out.push_back(value);
    return out;
  }
};

Given Parse(const std::vector<std::string>& words, const Options& known) {
  Given out;
  const auto names = Words(known.names);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    const auto next = [&] { return i + 1 < words.size() ? words[++i] : std::string(); };
    if (word.size() < 2 || word[0] != '-') {
      out.words.push_back(word);
    } else if (word[1] == '-') {
      const std::size_t equals = word.find('=');
      const bool valued = std::ranges::find(names, word) != names.end();
      out.options.emplace_back(word.substr(0, equals), equals != word.npos ? word.substr(equals + 1)
                                                       : valued            ? next()
                                                                           : "");
    } else {
      for (std::size_t k = 1; k < word.size(); ++k) {
        const std::string letter = std::string("-") + word[k];
        if (known.letters.find(word[k]) == known.letters.npos) {
          out.options.emplace_back(letter, "");
          continue;
        }
        out.options.emplace_back(letter, k + 1 < word.size() ? word.substr(k + 1) : next());
        break;
      }
    }
  }
  return out;
}

std::string HostOf(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != address.npos) address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("/?#"));
  address.remove_prefix(std::min(address.size(), address.find('@') + 1));
  return std::string(address);
}

// An address on this machine, or of a service beside the job.
bool IsHere(std::string_view address) {
  if (address.starts_with("file:")) return true;
  const std::string host = HostOf(address);
  const std::string_view name = std::string_view(host).substr(0, host.find(':'));
  return name == "localhost" || name.starts_with("127.") || name == "0.0.0.0" ||
         host.starts_with("[::1]") ||
         (name.find_first_of(".$<{") == name.npos && host.find(':') != host.npos);
}

// Asked of an interface: what comes is an answer, unless it is kept as something else than one.
bool IsQuestion(std::string_view address, std::string_view file) {
  const bool asks = HostOf(address).starts_with("api.") || address.find("/api/") != address.npos ||
                    address.find("?format=") != address.npos;
  if (!asks || file.empty()) return asks;
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{".json", ".xml", ".txt", ".html", ".csv", ".yaml",
                                              ".yml", ".log", ".sarif", ".svg"},
      [&](std::string_view end) { return file.ends_with(end); });
}

bool IsNowhere(std::string_view file) {
  return file.empty() || file == "-" || file == "/dev/null" || file == "/dev/stdout" ||
         file == "NUL" || file == "nul";
}

// The file name that an address gives what comes from it.
std::string NameOf(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  while (address.ends_with('/')) address.remove_suffix(1);
  return std::string(LastPart(address));
}

void Add(const Command& command, std::string address, std::string_view file,
         std::vector<Fetch>& out) {
  if (IsHere(address)) return;
  if (IsQuestion(address, file) && !command.piped_to_shell) return;
  out.push_back({FetchedFrom::kAddress, std::move(address), std::string(LastPart(file))});
}

// What goes on in a pipe, to something that does more than look at it.
bool GoesOn(const Command& command) {
  if (command.piped_to_shell) return true;
  const std::string_view reader = LastPart(command.piped_into);
  return !reader.empty() && !command.looked_through &&
         !IsOneOf(reader, {"cat", "less", "more", "column", "tee", "xargs", "diff", "md5sum",
                           "sha1sum", "sha256sum", "sha512sum", "shasum", "python", "python3"});
}

// Variables beside an address hold options.
void KeepAddresses(std::vector<std::string>& words) {
  const bool any = std::ranges::any_of(
      words, [](const std::string& word) { return word.find("://") != std::string::npos; });
  std::erase_if(words, [&](const std::string& word) {
    const bool address =
        word.find("://") != std::string::npos || word.find_first_of(".$") != std::string::npos;
    return !address || (any && word.starts_with('$') && word.find('/') == std::string::npos) ||
           word.find("[@]") != std::string::npos || word == "$@";
  });
}

void Curl(const Command& command, std::vector<Fetch>& out) {
  const Given given = Parse(command.words, kCurl);
  const auto methods = given.Of({"-X", "--request"});
  const bool sends =
      given.Has({"-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode",
                 "--json", "-F", "--form", "--form-string", "-T", "--upload-file", "-I",
                 "--head"}) ||
      std::ranges::any_of(methods, [](const auto& method) { return method != "GET"; });
  if (sends && !command.piped_to_shell) return;
  const auto files = given.Of({"-o", "--output"});
  const bool by_name = given.Has({"-O", "--remote-name", "--remote-name-all"});
  const bool tees = LastPart(command.piped_into) == "tee";
  std::vector<std::string> addresses = given.words;
  for (auto& one : given.Of({"--url"})) addresses.push_back(std::move(one));
  KeepAddresses(addresses);
  if (given.Has({"-K", "--config"})) addresses.push_back(command.text);
  std::size_t next = 0;
  for (auto& address : addresses) {
    std::string file = next < files.size() ? files[next] : by_name ? NameOf(address) : "";
    ++next;
    if (IsNowhere(file)) file = IsNowhere(command.output) ? "" : command.output;
    const bool config = address == command.text;
    if (file.empty() && !GoesOn(command) && !tees && !config) continue;
    Add(command, std::move(address), file, out);
  }
}

void Wget(const Command& command, std::vector<Fetch>& out) {
  const Given given = Parse(command.words, kWget);
  if (given.Has({"--spider", "--post-data", "--post-file", "--body-data", "--body-file"}) &&
      !command.piped_to_shell)
    return;
  const auto documents = given.Of({"-O", "--output-document"});
  const bool tees = LastPart(command.piped_into) == "tee";
  std::vector<std::string> addresses = given.words;
  KeepAddresses(addresses);
  if (given.Has({"-i", "--input-file"})) addresses.push_back(command.text);
  for (auto& address : addresses) {
    std::string file = documents.empty() ? NameOf(address) : documents.back();
    if (IsNowhere(file)) file = IsNowhere(command.output) ? "" : command.output;
    if (file.empty() && !GoesOn(command) && !tees) continue;
    Add(command, std::move(address), file, out);
  }
}

// Programs that take addresses, and the options of theirs that name the file.
struct Program {
  std::string_view name;
  std::string_view words;  // The subcommand, one word of these; empty: none
  std::string_view file;
  FetchedFrom from = FetchedFrom::kAddress;
};
constexpr auto kPrograms = std::to_array<Program>({
    {"aria2c", "", "-o --out"},
    {"axel", "", "-o --output"},
    {"wget2", "", "-O --output-document"},
    {"http", "", "-o --output"},
    {"https", "", "-o --output"},
    {"xh", "", "-o --output"},
    {"lftp", "", "-o"},
    {"fetch", "", "-o"},
    {"svn", "checkout co export", ""},
    {"hg", "clone", ""},
    {"bzr", "branch", ""},
    {"invoke-webrequest", "", "-OutFile -Outfile -outfile -o"},
    {"iwr", "", "-OutFile -Outfile -outfile -o"},
    {"invoke-restmethod", "", "-OutFile -Outfile -outfile"},
    {"irm", "", "-OutFile -Outfile -outfile"},
    {"start-bitstransfer", "", "-Destination -destination"},
});

bool OfTable(const Command& command, std::vector<Fetch>& out) {
  const auto& words = command.words;
  const std::string program = Lower(ProgramName(words[0]));
  const auto row = std::ranges::find(kPrograms, std::string_view(program), &Program::name);
  if (row == kPrograms.end()) return false;
  const auto subs = Words(row->words);
  if (!subs.empty() && (words.size() < 2 || std::ranges::find(subs, words[1]) == subs.end()))
    return true;
  std::string file;
  for (const auto name : Words(row->file))
    if (file.empty()) file = OptionOf(words, {name});
  if (file.empty() && !IsNowhere(command.output)) file = command.output;
  const bool downloads = HasWord(words, "--download") || HasWord(words, "-d");
  if (file.empty() && OnlyShows(program) && !downloads && !command.piped_to_shell) return true;
  for (std::size_t i = 1; i < words.size(); ++i)
    for (const auto part : Words(words[i]))  // lftp -c "get https://..."
      if (part.find("://") != part.npos && !part.starts_with('-'))
        Add(command, std::string(part), file.empty() ? NameOf(part) : file, out);
  return true;
}

// "host:path", and no "C:\path".
bool IsRemote(std::string_view word) {
  const std::size_t colon = word.find(':');
  return !word.starts_with('-') && colon != word.npos && colon > 1 &&
         word.substr(0, colon).find('/') == word.npos && !word.substr(colon).starts_with("://");
}

bool IsBucket(std::string_view word) {
  return word.starts_with("s3://") || word.starts_with("gs://") || word.starts_with("abfs") ||
         word.find(".blob.core.windows.net") != word.npos;
}

// From a store or another machine to this one: the first of two words is there.
void Stores(const Command& command, std::vector<Fetch>& out) {
  const auto& words = command.words;
  const std::string_view program = ProgramName(words[0]);
  const auto takes = [&](std::string file) {
    out.push_back({FetchedFrom::kStore, command.text, std::string(LastPart(file))});
  };
  std::vector<std::string> names;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (!words[i].starts_with('-')) names.push_back(words[i]);
  const auto sub = [&](std::size_t i, std::initializer_list<std::string_view> any) {
    return i < names.size() && IsOneOf(names[i], any);
  };
  const auto from_here = [&](std::size_t i, bool (*there)(std::string_view)) {
    if (i + 1 < names.size() && there(names[i]) && !there(names.back())) takes(names[i]);
  };
  if (program == "scp" || program == "rsync" || program == "sftp") {
    for (std::size_t i = 0; i + 1 < names.size(); ++i)
      if (IsRemote(names[i]) || names[i].starts_with("rsync://")) return takes(names[i]);
  } else if (program == "aws" && sub(0, {"s3"}) && sub(1, {"cp", "sync", "mv"})) {
    from_here(2, IsBucket);
  } else if (program == "gsutil" && !names.empty()) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (IsOneOf(names[i], {"cp", "rsync", "mv"})) return from_here(i + 1, IsBucket);
  } else if (program == "gcloud" && sub(0, {"storage"}) && sub(1, {"cp", "rsync", "mv"})) {
    from_here(2, IsBucket);
  } else if (program == "az" && sub(0, {"storage"}) &&
             std::ranges::any_of(
                 names, [](const std::string& name) { return name.starts_with("download"); })) {
    takes(OptionOf(words, {"--file", "-f", "--name", "-n"}));
  } else if (program == "azcopy" && sub(0, {"copy", "cp", "sync"})) {
    from_here(1, IsBucket);
  } else if (program == "rclone" && sub(0, {"copy", "copyto", "sync", "move"})) {
    from_here(1, IsRemote);
  } else if (program == "s3cmd" && sub(0, {"get", "sync"})) {
    from_here(1, IsBucket);
  } else if (program == "mc" && sub(0, {"cp", "mirror"}) && names.size() > 2 &&
             names[1].find('/') != std::string::npos && names.back().starts_with('.')) {
    takes(names[1]);
  } else if ((program == "jf" || program == "jfrog") && sub(0, {"rt"}) &&
             sub(1, {"dl", "download"})) {
    takes(names.back());
  } else if (program == "oras" && sub(0, {"pull", "copy"}) && names.size() > 1 &&
             words.back().find("@sha256:") == std::string::npos) {
    takes("");
  } else if (program == "gh" && sub(0, {"release"}) && sub(1, {"download"})) {
    // Of one's own releases, where no other repository is named.
    if (!OptionOf(words, {"-R", "--repo"}).empty())
      takes(OptionOf(words, {"-p", "--pattern", "-O", "--output"}));
  }
}

void Git(const Command& command, std::vector<Fetch>& out) {
  const auto& words = command.words;
  const auto has = [&](std::string_view word) { return HasWord(words, word); };
  if (has("submodule") &&
      (has("--remote") || (has("foreach") && command.text.find("pull") != std::string::npos))) {
    out.push_back({FetchedFrom::kMoved, command.text, ""});
    return;
  }
  if (has("archive")) {
    const std::string remote = OptionOf(words, {"--remote"});
    if (!remote.empty() && remote != "origin" && !remote.starts_with('.'))
      out.push_back({FetchedFrom::kStore, command.text, OptionOf(words, {"-o", "--output"})});
    return;
  }
  const bool adds = has("remote") && has("add");
  if (!has("clone") && !adds) return;
  for (const auto& word : words) {
    const bool address = word.find("://") != std::string::npos ||
                         (word.starts_with("git@") && word.find(':') != std::string::npos);
    if (!address || word.starts_with('-') || IsHere(word)) continue;
    // With a secret in its address it is of one's own, to be written to.
    const std::string before = word.substr(0, word.find('@') + 1);
    if (before.find('$') != std::string::npos) continue;
    out.push_back({FetchedFrom::kGit, word, ""});
  }
}

}  // namespace

bool OnlyShows(std::string_view program) {
  return IsOneOf(program,
                 {"http", "https", "xh", "invoke-webrequest", "iwr", "invoke-restmethod", "irm"});
}

std::vector<Fetch> FetchesOf(const Command& command) {
  std::vector<Fetch> out;
  if (command.words.empty()) return out;
  const std::string_view program = ProgramName(command.words[0]);
  if (program == "curl" || program == "curl.exe") {
    Curl(command, out);
  } else if (program == "wget") {
    Wget(command, out);
  } else if (program == "git") {
    if (command.words.size() > 2) Git(command, out);
  } else if (!OfTable(command, out)) {
    Stores(command, out);
  }
  return out;
}

}  // namespace avouch::formats

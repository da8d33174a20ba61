#include "app/git_identity.h"

#include "base/text.h"
#include "os/environment.h"
#include "os/file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxConfig = 1u << 20;

// Without quotes, comments and blanks around it.
std::string Value(std::string_view text) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      quoted = !quoted;
      continue;
    }
    if (!quoted && (text[i] == '#' || text[i] == ';')) break;
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return std::string(Trim(out));
}

void Fill(GitIdentity& identity, const std::string& file) {
  const auto text = os::ReadWholeFile(file, kMaxConfig);
  if (!text) return;
  const GitIdentity said = ReadGitIdentity(*text);
  if (identity.name.empty()) identity.name = said.name;
  if (identity.email.empty()) identity.email = said.email;
}

}  // namespace

GitIdentity ReadGitIdentity(std::string_view config) {
  GitIdentity out;
  bool user = false;
  for (std::string_view line : Lines(config)) {
    line = Trim(line);
    if (line.starts_with('[')) {
      user = EqualsIgnoreCase(line.substr(0, line.find(']') + 1), "[user]");
      continue;
    }
    const std::size_t equals = line.find('=');
    if (!user || equals == line.npos) continue;
    const std::string_view key = Trim(line.substr(0, equals));
    if (EqualsIgnoreCase(key, "name")) out.name = Value(line.substr(equals + 1));
    if (EqualsIgnoreCase(key, "email")) out.email = Value(line.substr(equals + 1));
  }
  return out;
}

GitIdentity FindGitIdentity() {
  GitIdentity out{os::Environment("GIT_AUTHOR_NAME").value_or(""),
                  os::Environment("GIT_AUTHOR_EMAIL").value_or("")};
  const std::string home = os::Environment("HOME").value_or("");
  if (!home.empty()) Fill(out, home + "/.gitconfig");
  const std::string folder = os::Environment("XDG_CONFIG_HOME").value_or("");
  if (!folder.empty() || !home.empty())
    Fill(out, (folder.empty() ? home + "/.config" : folder) + "/git/config");
  return out;
}

}  // namespace avouch::app

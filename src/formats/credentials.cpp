#include "formats/credentials.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::formats {
namespace {

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// "dbPassword", "db.password" and "DB-PASSWORD" all become "db_password".
std::string Underscored(std::string_view key) {
  std::string out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool after_lower = i > 0 && key[i - 1] >= 'a' && key[i - 1] <= 'z';
    if (upper && after_lower) out += '_';
    out += IsAlphanumeric(c) ? c : '_';
  }
  return Lower(out);
}

bool EndsWithWord(std::string_view key, std::string_view word) {
  return key.ends_with(word) &&
         (key.size() == word.size() || key[key.size() - word.size() - 1] == '_');
}

// What a value in front of a `$` or inside <> stands for is not known here.
bool IsVariable(std::string_view value) {
  return value.starts_with('$') || value.starts_with("{{") || value.starts_with("%(") ||
         (value.starts_with('<') && value.ends_with('>')) ||
         (value.starts_with('[') && value.ends_with(']'));
}

bool IsSwitch(std::string_view value) {
  const std::string low = Lower(value);
  for (const std::string_view word : {"true", "false", "yes", "no", "on", "off", "0", "1", "none",
                                      "null", "disabled", "enabled", "required", "optional"})
    if (low == word) return true;
  return false;
}

bool IsNumber(std::string_view value) {
  return !value.empty() && value.find_first_not_of("0123456789") == value.npos;
}

// "p" of "scheme://u:p@host/..."; empty when there is none.
std::string_view PasswordIn(std::string_view value) {
  const std::size_t scheme = value.find("://");
  if (scheme == value.npos) return {};
  value.remove_prefix(scheme + 3);
  value = value.substr(0, value.find('/'));
  const std::size_t at = value.rfind('@'), colon = value.find(':');
  if (at == value.npos || colon == value.npos || colon > at) return {};
  return value.substr(colon + 1, at - colon - 1);
}

std::string_view UserIn(std::string_view value) {
  const std::size_t start = value.find("://") + 3;
  return value.substr(start, value.find(':', start) - start);
}

}  // namespace

bool IsCredentialKey(std::string_view key) {
  const std::string low = Underscored(key);
  // Keys that are no secrets, and the upstreams that web servers call "pass".
  for (const std::string_view no :
       {"public_key", "_pub_key", "primary_key", "foreign_key", "cache_key", "sort_key",
        "partition_key", "gpg_key", "repo_key", "host_key", "uwsgi_pass", "proxy_pass",
        "fastcgi_pass", "grpc_pass"})
    if (low.ends_with(no)) return false;
  for (const std::string_view yes :
       {"password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "key", "pass"})
    if (EndsWithWord(low, yes)) return true;
  // "PASSWORD_1", "SECRET_KEY_BASE", "ACCESS_TOKEN_VALUE".
  for (const std::string_view yes :
       {"password_", "secret_key_base", "token_value", "key_base64", "secret_value"}) {
    const std::size_t at = low.find(yes);
    if (at == low.npos) continue;
    if (yes != "password_" || IsNumber(std::string_view(low).substr(at + yes.size()))) return true;
  }
  return false;
}

bool IsPlaceholder(std::string_view value) {
  value = Trim(value);
  if (value.empty() || IsVariable(value)) return true;
  const std::string low = Lower(value);
  if (low.find_first_not_of("x*.-_?") == low.npos) return true;
  for (const std::string_view part :
       {"your-",   "your_",        "replace_",   "replace-",   "replaceme",    "placeholder",
        "insert-", "insert_",      "todo",       "fill-me",    "fill_me",      "-here>",
        "_here>",  "set-me",       "set_me",     "tbd",        "enter-",       "put-your",
        "<",       "yourpassword", "yoursecret", "notasecret", "not-a-secret", "not_a_secret"})
    if (low.find(part) != low.npos) return true;
  return false;
}

bool IsWellKnownValue(std::string_view value) {
  constexpr auto kValues = std::to_array<std::string_view>({"1234",
                                                            "12345",
                                                            "123456",
                                                            "1234567",
                                                            "12345678",
                                                            "123456789",
                                                            "1234567890",
                                                            "abc123",
                                                            "admin",
                                                            "admin123",
                                                            "administrator",
                                                            "artemis",
                                                            "change-me",
                                                            "change_me",
                                                            "changeit",
                                                            "changeme",
                                                            "changeme123",
                                                            "default",
                                                            "demo",
                                                            "dev",
                                                            "development",
                                                            "docker",
                                                            "dummy",
                                                            "elastic",
                                                            "example",
                                                            "foobar",
                                                            "grafana",
                                                            "guest",
                                                            "hunter2",
                                                            "keycloak",
                                                            "letmein",
                                                            "local",
                                                            "mariadb",
                                                            "minio",
                                                            "minio123",
                                                            "minioadmin",
                                                            "mongo",
                                                            "mysecret",
                                                            "mysecretpassword",
                                                            "mysql",
                                                            "pass",
                                                            "passw0rd",
                                                            "password",
                                                            "password1",
                                                            "password123",
                                                            "p@ssw0rd",
                                                            "pgpass",
                                                            "postgres",
                                                            "postgresql",
                                                            "qwerty",
                                                            "rabbitmq",
                                                            "redis",
                                                            "root",
                                                            "rootpass",
                                                            "rootpassword",
                                                            "sa",
                                                            "secret",
                                                            "secret123",
                                                            "supersecret",
                                                            "supersecretpassword",
                                                            "sysdba",
                                                            "test",
                                                            "test123",
                                                            "testing",
                                                            "testpass",
                                                            "testpassword",
                                                            "token",
                                                            "toor",
                                                            "topsecret",
                                                            "user",
                                                            "vault",
                                                            "welcome",
                                                            "welcome1",
                                                            "thisisunsafe",
                                                            "insecure"});
  const std::string low = Lower(Trim(value));
  return std::ranges::find(kValues, std::string_view(low)) != kValues.end();
}

std::optional<model::Credential> CredentialOf(const model::Setting& setting,
                                              std::string_view service,
                                              std::span<const std::string> names) {
  std::string_view value = Trim(setting.value);
  bool same_name = false;
  if (const std::string_view inside = PasswordIn(value); !inside.empty()) {
    same_name = UserIn(value) == inside;
    value = inside;
  } else if (!IsCredentialKey(setting.key)) {
    return std::nullopt;
  } else if (IsSwitch(value) || value.starts_with('/') || value.starts_with("./") ||
             value.find("://") != value.npos) {
    return std::nullopt;  // A switch, a path or an address.
  }
  const bool short_number = IsNumber(value) && value.size() < 6;  // Sizes and times of tokens.
  if (short_number && !EndsWithWord(Underscored(setting.key), "password")) return std::nullopt;
  model::Credential out;
  out.key = setting.key;
  out.value = value;
  out.service = service;
  out.placeholder = IsPlaceholder(value);
  same_name = same_name || std::ranges::find(names, value) != names.end();
  out.well_known = !out.placeholder && (same_name || IsWellKnownValue(value));
  out.place = setting.place;
  return out;
}

}  // namespace avouch::formats

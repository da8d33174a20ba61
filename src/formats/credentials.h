// Settings that look like credentials, and which of them are nobody's secret.
//
// By the name of the setting first, then by its value; what only refers to a
// secret (..._FILE, a path) is none. Pure; any thread.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/container.h"

namespace avouch::formats {

// True for "POSTGRES_PASSWORD", "API_TOKEN", "minio.secret-key"; false for
// "TOKEN_URL", "PASSWORD_FILE", "SSH_PUBLIC_KEY", "MAX_TOKENS".
[[nodiscard]] bool IsCredentialKey(std::string_view key);

// "", "${VAR}", "<password>", "xxxx", "your-token-here", "REPLACE_ME".
[[nodiscard]] bool IsPlaceholder(std::string_view value);

// "postgres", "password", "changeme": values that everybody tries first.
[[nodiscard]] bool IsWellKnownValue(std::string_view value);

// A setting as a credential, or nothing when it is none. `names` are what the
// same service calls its users and databases: a password equal to one of them is
// well known. An address with a password in it ("postgres://u:p@host/") counts
// with that password.
[[nodiscard]] std::optional<model::Credential> CredentialOf(const model::Setting& setting,
                                                            std::string_view service,
                                                            std::span<const std::string> names);

}  // namespace avouch::formats

// What documents in a bundle say to everybody: how to report, what is supported.
//
// Words alone decide, as in formats/security_policy.h: that a sentence is there, not
// that it is good. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "report/trust_centre.h"

namespace avouch::app {

struct ToldDocuments {
  std::vector<report::CentreReporting> reporting;  // security.txt first
  std::vector<report::CentreSupport> support;
};

// Takes in one document: what it says of reporting or support; nothing of others.
// `name`: where it lay; `digest`: hex, of `bytes`.
void AddDocument(const std::string& name, const std::string& digest, BytesView bytes, Time now,
                 ToldDocuments& out);

}  // namespace avouch::app

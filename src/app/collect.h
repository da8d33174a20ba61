// avouch collect: results and published places into an evidence folder, each with
// what it is bound to: a commit, or the moment at which it was seen.
//
// Files and bodies are kept as they came; collected.json (statement/collected.h) says
// the rest. Both verbs add to a folder and take nothing away. One thread.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/check.h"
#include "base/result.h"
#include "base/time.h"
#include "os/web.h"
#include "statement/collected.h"

namespace avouch::app {

// Called before anything hostile is read, with the only folder that is written to.
using ConfineToFolder = std::function<Status(const std::string& folder)>;

struct CollectTestsFlags {
  std::vector<std::string> files;
  std::string product = ".";        // The repository that the results are of
  std::string commit;               // A revision of it; empty: what the CI says, else usage
  std::string output = "evidence";  // The folder; made when it is not there
  std::string kind;                 // "unit", "integration", "first-run", ...
  bool whole_history = false;       // The scans looked through the tree and all history
  bool from_ci = false;             // Read which run this is from the CI's environment
  std::string by;                   // This program and its version
};
[[nodiscard]] Answer CollectTests(const CollectTestsFlags& flags, Time now,
                                  const ConfineToFolder& confine);

struct CollectPublishedFlags {
  std::vector<std::string> urls;  // URL, or PURPOSE=URL; none: what the papers name
  std::string product;            // Folder with avouch.yaml; empty: this one, if it has it
  std::string org;                // Folder with avouch.org.yaml, or empty
  std::string output = "evidence";
  std::string by;
};
// One page to look at, and for what.
struct Wanted {
  std::string purpose, url;
  bool operator==(const Wanted&) const = default;
};
// What is to be looked at: the words typed, or what avouch.yaml and avouch.org.yaml
// name. A typed address that a document names has that purpose; one that ends in
// /.well-known/security.txt or /version that one; a site's root is a channel, and its
// security.txt is looked at too. Fails with kUsage (an address that nobody is sent
// to, none at all), kConfiguration.
[[nodiscard]] Result<std::vector<Wanted>> WantedPages(const CollectPublishedFlags& flags);
// Looks at each of `wanted`, with what its purpose's reader finds, and keeps it in `folder`.
[[nodiscard]] Answer CollectPages(const std::vector<Wanted>& wanted, const std::string& folder,
                                  const std::string& by, Time now, os::Resolver& resolver,
                                  os::WebTransport& transport);
[[nodiscard]] Answer CollectPublished(const CollectPublishedFlags& flags, Time now,
                                      const ConfineToFolder& confine);

// ---- Shared ----

// collected.json of `folder`; an empty one where there is none. Fails with kConfiguration.
[[nodiscard]] Result<statement::Collected> ReadCollectedIn(const std::string& folder);
[[nodiscard]] Status WriteCollectedIn(const std::string& folder,
                                      const statement::Collected& collected);

// What the reader of `purpose` finds in a page's bytes: sets parts, expires and
// digest_reported of `page`, nothing else. Bytes that are no such thing leave them empty.
void ReadPageInto(BytesView body, model::PublishedPage& page);
// Where the body of a page is kept, below the evidence folder: "pages/<sha256>".
[[nodiscard]] std::string BodyPath(const Digest& body);

}  // namespace avouch::app

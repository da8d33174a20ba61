#include "app/record_accounts.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace avouch::app {

std::vector<AccountToReview> AccountsToReview(const formats::ReceivedRules& rules, const Path& path,
                                              BytesView bytes) {
  const auto received = formats::ReadReceived(rules, path, bytes);
  std::vector<AccountToReview> out;
  std::set<std::string> seen;
  if (!received) return out;
  for (const auto& list : received->exports.accounts)
    for (const auto& account : list.accounts) {
      if (account.active == model::Answer3::kNo || !seen.insert(account.id).second) continue;
      std::string about;
      for (const std::string* part : {&account.name, &account.email, &account.role})
        if (!part->empty() && *part != account.id) about += (about.empty() ? "" : ", ") + *part;
      out.push_back({account.id, Printable(about)});
    }
  return out;
}

std::vector<AccountToReview> Undecided(const std::vector<AccountToReview>& accounts,
                                       const std::vector<std::string>& decided) {
  std::set<std::string> named;
  for (const std::string& one : decided) named.insert(Lower(one.substr(0, one.rfind('='))));
  std::vector<AccountToReview> out;
  for (const AccountToReview& account : accounts)
    if (!named.contains(Lower(account.id))) out.push_back(account);
  return out;
}

}  // namespace avouch::app

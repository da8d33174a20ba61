// avouch lint --online: whether the addresses that a form cites answer.
//
// Over https alone, each address judged as `collect published` does (os/fetch.h); what
// comes is not kept and not read. One thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"
#include "os/web.h"

namespace avouch::app {

inline constexpr std::size_t kMostAddresses = 200;  // More is a crawl

// Addresses in order, each once, without what ends a sentence: "http://" ones too.
[[nodiscard]] std::vector<std::string> AddressesIn(std::string_view text);

// A finding for each row and address that is dead, refused or not for everybody; one
// of the whole form when there are more addresses than are looked at.
[[nodiscard]] std::vector<model::FormFinding> DeadAddresses(const model::Form& form,
                                                            os::Resolver& resolver,
                                                            os::WebTransport& transport);

}  // namespace avouch::app

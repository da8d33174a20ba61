// check --format html: one page to read, print or send.
//
// Self-contained: no script, nothing fetched, own style, a policy that forbids
// both. Built from typed nodes (html_node.h), so nothing in it can be left
// unescaped. Pure; any thread.

#pragma once

#include <string>

#include "report/material.h"

namespace avouch::report {

[[nodiscard]] std::string CheckHtml(const Material& material, const Options& options);

}  // namespace avouch::report

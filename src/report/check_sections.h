// The sections of a check's text, one function each, in the order of reading.
//
// Pure; each writes to the one page of its caller.

#pragma once

#include "report/layout.h"
#include "report/material.h"
#include "report/summary.h"

namespace avouch::report {

void WriteHead(Page& page, const Material& material);
// What is weaker than default, out of scope or left out on purpose: on top.
void WriteChangedRules(Page& page, const Material& material);
void WriteSince(Page& page, const Material& material, const Options& options);
void WriteIssues(Page& page, const Material& material, const std::vector<Issue>& issues,
                 std::string_view heading, std::string_view beside, const Options& options);
void WriteAlreadyHere(Page& page, const Material& material, const Options& options);
void WriteNotSeen(Page& page, const Material& material);
void WriteLeftOut(Page& page, const Material& material, const Options& options);
void WriteEnd(Page& page, const Material& material, const std::vector<Issue>& issues,
              const Options& options);

// configured_text.cpp: a product that somebody answers for.
void WriteGrid(Page& page, const Material& material);
void WriteOpen(Page& page, const Material& material, const Options& options);
void WriteGaps(Page& page, const Material& material);

}  // namespace avouch::report

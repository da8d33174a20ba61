// The headers that an RPM database file holds, whichever of three forms it has:
// SQLite (rpmdb.sqlite), rpm's own ndb (Packages.db), Berkeley DB hash
// (Packages).
//
// Spec: SQLite's file format; rpm, lib/backend/ndb; Berkeley DB 5, db_page.h
// and hash.h. Each page and slot is read once. Pure; any thread.

#pragma once

#include <cstddef>
#include <functional>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::formats {

// Calls `blob` with each header in the order of the file; the view lives for
// that call. *left (may be null) counts what could not be read. Fails with
// kMalformed (none of the three, a header that lies), kUnsupported (encrypted).
[[nodiscard]] Status ForEachRpmBlob(BytesView file, const std::function<void(BytesView)>& blob,
                                    std::size_t* left);

}  // namespace avouch::formats

// avouch sign: a signature beside a file, for who does not sign commits.
//
// With a passkey: FILE.passkey.json, made on a page of this machine that is served
// for one signature. With a key of ours: FILE.sig, an SSHSIG. Whose signature it
// is, is decided when it is read; here it is checked so that nobody signs in vain.
// One thread.

#pragma once

#include <functional>
#include <string>

#include "app/check.h"
#include "base/result.h"
#include "base/time.h"

namespace avouch::app {

struct SignFlags {
  std::string file;
  std::string key;              // A private key of ours; empty: a passkey signs
  std::string passphrase_file;  // Of that key: its first line; or empty
  std::string org;              // The organisation's folder
  std::string person;           // With `make`: whose passkey it will be, by id
  bool make = false;            // --register: make a passkey and print its line
  int port = 0;                 // Of the page; 0: any that is free
};

// `confine` is called with the folder that is written to (empty: none), and
// whether a page is served, before either happens.
[[nodiscard]] Answer Sign(const SignFlags& flags, bool no_input, Time now,
                          const std::function<Status(const std::string&, bool)>& confine);

}  // namespace avouch::app

#include "crypto/openpgp.h"

#include <dlfcn.h>
#include <rnp/rnp.h>
#include <rnp/rnp_err.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string_view>
#include <type_traits>

namespace avouch::crypto {
namespace {

// ---- The library, loaded when first asked for ----

// Every function of rnp that is called, under its own name less "rnp_".
// clang-format off
#define AVOUCH_RNP(each) \
  each(buffer_destroy) each(ffi_create) each(ffi_destroy) each(identifier_iterator_create) \
  each(identifier_iterator_destroy) each(identifier_iterator_next) each(import_keys) \
  each(input_destroy) each(input_from_callback) each(input_from_memory) \
  each(key_allows_usage) each(key_get_alg) each(key_get_bits) each(key_get_creation) \
  each(key_get_expiration) each(key_get_fprint) each(key_get_primary_fprint) \
  each(key_get_revocation_signature) each(key_get_uid_count) each(key_get_uid_handle_at) \
  each(key_handle_destroy) each(key_is_primary) each(key_is_retired) each(key_is_revoked) \
  each(key_is_superseded) each(locate_key) each(op_verify_destroy) \
  each(op_verify_detached_create) each(op_verify_execute) each(op_verify_get_signature_at) \
  each(op_verify_get_signature_count) each(op_verify_signature_get_handle) \
  each(op_verify_signature_get_hash) each(op_verify_signature_get_key) \
  each(op_verify_signature_get_status) each(op_verify_signature_get_times) \
  each(set_timestamp) each(signature_get_creation) each(signature_get_keyid) \
  each(signature_handle_destroy) each(uid_get_data) each(uid_get_type) \
  each(uid_handle_destroy) each(uid_is_valid)
// clang-format on

struct Rnp {
  bool whole = false;
#define AVOUCH_RNP_POINTER(name) decltype(&rnp_##name) name = nullptr;
  AVOUCH_RNP(AVOUCH_RNP_POINTER)
#undef AVOUCH_RNP_POINTER

  Rnp() {
    void* library = dlopen("librnp.so.0", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return;
    whole = true;
#define AVOUCH_RNP_LOAD(name)                                                   \
  name = reinterpret_cast<decltype(&rnp_##name)>(dlsym(library, "rnp_" #name)); \
  whole = whole && name != nullptr;
    AVOUCH_RNP(AVOUCH_RNP_LOAD)
#undef AVOUCH_RNP_LOAD
  }
};

const Rnp& Library() {
  static const Rnp rnp;
  return rnp;
}

// rnp as Debian builds it reports to C's stderr whatever it finds wrong, and has
// no switch. While it works, stderr is a stream that swallows everything; what
// another thread writes through C's stderr meanwhile is lost (std::cerr and
// descriptor 2 are not touched). One call at a time.
class Quiet {
 public:
  Quiet() : lock_(mutex_), before_(stderr) {
    static FILE* const nothing = fopencookie(
        nullptr, "w",
        {.read = nullptr,
         .write = [](void*, const char*, std::size_t size) { return static_cast<ssize_t>(size); },
         .seek = nullptr,
         .close = nullptr});
    if (nothing != nullptr) stderr = nothing;
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
  ~Quiet() { stderr = before_; }

 private:
  static inline std::mutex mutex_;
  std::lock_guard<std::mutex> lock_;
  FILE* before_;
};

// ---- Handles that give themselves back ----

struct Destroy {
  void operator()(rnp_ffi_t it) const { Library().ffi_destroy(it); }
  void operator()(rnp_input_t it) const { Library().input_destroy(it); }
  void operator()(rnp_key_handle_t it) const { Library().key_handle_destroy(it); }
  void operator()(rnp_uid_handle_t it) const { Library().uid_handle_destroy(it); }
  void operator()(rnp_signature_handle_t it) const { Library().signature_handle_destroy(it); }
  void operator()(rnp_op_verify_t it) const { Library().op_verify_destroy(it); }
  void operator()(rnp_identifier_iterator_t it) const { Library().identifier_iterator_destroy(it); }
};
template <class T>
using Owned = std::unique_ptr<std::remove_pointer_t<T>, Destroy>;

using Ring = Owned<rnp_ffi_t>;
using Key = Owned<rnp_key_handle_t>;

// A handle that `call(&handle)` makes; null when it fails.
template <class T, class Call>
Owned<T> Make(Call call) {
  T out = nullptr;
  if (call(&out) != RNP_SUCCESS) return nullptr;
  return Owned<T>(out);
}

// What `call(&value)` answers, or the type's empty value.
template <class T, class Call>
T Ask(Call call) {
  T out{};
  return call(&out) == RNP_SUCCESS ? out : T{};
}

template <class Call>
std::string Text(Call call) {
  char* raw = nullptr;
  if (call(&raw) != RNP_SUCCESS || raw == nullptr) return {};
  std::string out = raw;
  Library().buffer_destroy(raw);
  return out;
}

Owned<rnp_input_t> Input(BytesView bytes) {
  if (bytes.empty()) {  // Which rnp does not take from memory
    auto nothing = [](void*, void*, std::size_t, std::size_t* read) { return *read = 0, true; };
    return Make<rnp_input_t>(
        [&](auto* out) { return Library().input_from_callback(out, nothing, nullptr, nullptr); });
  }
  return Make<rnp_input_t>([&](auto* out) {
    return Library().input_from_memory(out, reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                       bytes.size(), false);
  });
}

// ---- Keys ----

// A ring of its own with what `keys` holds, in which it is now `at`.
// What rnp does not know in it (a photo, a new kind of subkey) is left out.
Result<Ring> RingOf(BytesView keys, Time at) {
  AVOUCH_CHECK_OK(LoadOpenPgp());
  if (keys.size() > kMaxOpenPgpKeys)
    return Fail(ErrorKind::kTooLarge, "a file of OpenPGP keys of more than 1 MiB");
  Ring ring = Make<rnp_ffi_t>([](auto* out) { return Library().ffi_create(out, "GPG", "GPG"); });
  if (!ring) return Fail(ErrorKind::kInternal, "rnp could not be set up");
  auto now = static_cast<std::uint64_t>(std::max<std::int64_t>(at.seconds, 1));
  Owned<rnp_input_t> input = Input(keys);
  bool read = input && Library().set_timestamp(ring.get(), now) == RNP_SUCCESS &&
              Library().import_keys(ring.get(), input.get(),
                                    RNP_LOAD_SAVE_PUBLIC_KEYS | RNP_LOAD_SAVE_PERMISSIVE,
                                    nullptr) == RNP_SUCCESS;
  if (!read) return Fail(ErrorKind::kMalformed, "not an OpenPGP public key");
  return ring;
}

std::vector<std::string> UserIds(rnp_key_handle_t key) {
  const Rnp& rnp = Library();
  std::vector<std::string> out;
  auto count = Ask<std::size_t>([&](auto* n) { return rnp.key_get_uid_count(key, n); });
  for (std::size_t i = 0; i < count; ++i) {
    auto uid =
        Make<rnp_uid_handle_t>([&](auto* u) { return rnp.key_get_uid_handle_at(key, i, u); });
    bool text = uid && Ask<std::uint32_t>(
                           [&](auto* t) { return rnp.uid_get_type(uid.get(), t); }) == RNP_USER_ID;
    if (!text || !Ask<bool>([&](auto* v) { return rnp.uid_is_valid(uid.get(), v); })) continue;
    void* data = nullptr;
    std::size_t size = 0;
    if (rnp.uid_get_data(uid.get(), &data, &size) != RNP_SUCCESS) continue;
    out.emplace_back(static_cast<const char*>(data), size);
    rnp.buffer_destroy(data);
  }
  return out;
}

bool IsRevoked(rnp_key_handle_t key) {
  return Ask<bool>([&](auto* out) { return Library().key_is_revoked(key, out); });
}

Time CreatedAt(rnp_key_handle_t key) {
  return {Ask<std::uint32_t>([&](auto* out) { return Library().key_get_creation(key, out); })};
}

std::optional<Time> ExpiryOf(rnp_key_handle_t key) {
  auto lasts =
      Ask<std::uint32_t>([&](auto* out) { return Library().key_get_expiration(key, out); });
  if (lasts == 0) return std::nullopt;
  return Time{CreatedAt(key).seconds + lasts};
}

OpenPgpKey Describe(rnp_key_handle_t key) {
  return {.fingerprint = Text([&](auto* out) { return Library().key_get_fprint(key, out); }),
          .user_ids = UserIds(key),
          .created = CreatedAt(key),
          .expires = ExpiryOf(key),
          .revoked = IsRevoked(key)};
}

Key Locate(rnp_ffi_t ring, const std::string& fingerprint) {
  return Make<rnp_key_handle_t>([&](auto* out) {
    return Library().locate_key(ring, "fingerprint", fingerprint.c_str(), out);
  });
}

// ---- Signatures ----

// Whether this revoked key was so when the signature was made: always, unless
// the reason says that nothing was wrong with the key before.
bool RevokedFor(rnp_key_handle_t key, Time made) {
  const Rnp& rnp = Library();
  if (!IsRevoked(key)) return false;
  bool harmless = Ask<bool>([&](auto* out) { return rnp.key_is_superseded(key, out); }) ||
                  Ask<bool>([&](auto* out) { return rnp.key_is_retired(key, out); });
  auto revocation = Make<rnp_signature_handle_t>(
      [&](auto* out) { return rnp.key_get_revocation_signature(key, out); });
  if (!harmless || !revocation) return true;
  auto since = Ask<std::uint32_t>(
      [&](auto* out) { return rnp.signature_get_creation(revocation.get(), out); });
  return made.seconds >= since;
}

bool IsWeak(rnp_key_handle_t key, std::string_view hash) {
  constexpr std::array<std::string_view, 3> kHashes = {"MD5", "SHA1", "RIPEMD160"};
  std::string kind = Text([&](auto* out) { return Library().key_get_alg(key, out); });
  auto bits = Ask<std::uint32_t>([&](auto* out) { return Library().key_get_bits(key, out); });
  bool by_size = kind == "RSA" || kind == "DSA";
  return hash.empty() || std::ranges::find(kHashes, hash) != kHashes.end() ||
         (by_size && bits < 2048);
}

bool ExpiredFor(rnp_key_handle_t key, Time made) {
  std::optional<Time> expires = ExpiryOf(key);
  return expires && made >= *expires;
}

// The yes is the last line; each no before it has its name.
OpenPgpVerdict Judge(rnp_key_handle_t key, rnp_key_handle_t primary, rnp_result_t answer,
                     const OpenPgpSignature& said, Time at) {
  using enum OpenPgpVerdict;
  if (IsWeak(key, said.hash)) return kWeak;
  if (RevokedFor(key, said.made) || RevokedFor(primary, said.made)) return kRevoked;
  if (ExpiredFor(key, said.made) || ExpiredFor(primary, said.made)) return kExpired;
  if (said.made > at) return kBad;
  if (answer == RNP_ERROR_SIGNATURE_EXPIRED) return kExpired;
  if (answer != RNP_SUCCESS) return kBad;
  if (!Ask<bool>([&](auto* out) { return Library().key_allows_usage(key, "sign", out); }))
    return kBad;
  return kGood;
}

OpenPgpSignature Read(rnp_ffi_t ring, rnp_op_verify_signature_t signature, Time at) {
  const Rnp& rnp = Library();
  OpenPgpSignature out;
  std::uint32_t made = 0;
  rnp.op_verify_signature_get_times(signature, &made, nullptr);
  out.made = {made};
  out.hash = Text([&](auto* text) { return rnp.op_verify_signature_get_hash(signature, text); });
  Key key = Make<rnp_key_handle_t>(
      [&](auto* handle) { return rnp.op_verify_signature_get_key(signature, handle); });
  if (!key) {
    auto handle = Make<rnp_signature_handle_t>(
        [&](auto* it) { return rnp.op_verify_signature_get_handle(signature, it); });
    if (handle)
      out.key = Text([&](auto* text) { return rnp.signature_get_keyid(handle.get(), text); });
    out.verdict = OpenPgpVerdict::kUnknownKey;
    return out;
  }
  out.key = Text([&](auto* text) { return rnp.key_get_fprint(key.get(), text); });
  bool top = Ask<bool>([&](auto* is) { return rnp.key_is_primary(key.get(), is); });
  out.primary =
      top ? out.key : Text([&](auto* text) { return rnp.key_get_primary_fprint(key.get(), text); });
  Key primary = Locate(ring, out.primary);
  if (!primary) return out;  // A subkey that nothing vouches for
  out.verdict =
      Judge(key.get(), primary.get(), rnp.op_verify_signature_get_status(signature), out, at);
  return out;
}

// A signature in armour, or the head of a signature packet (old or new format):
// never a message that carries its own text.
bool LooksDetached(BytesView signature) {
  if (signature.starts_with("-----BEGIN PGP SIGNATURE-----")) return true;
  if (signature.empty()) return false;
  auto head = static_cast<unsigned char>(signature[0]);
  return head == 0xC2 || (head & 0xFC) == 0x88;
}

}  // namespace

Status LoadOpenPgp() {
  if (!Library().whole)
    return Fail(ErrorKind::kUnsupported, "OpenPGP needs librnp, which is not there", {},
                "install librnp0, or sign with an SSH key");
  return {};
}

Result<std::vector<OpenPgpKey>> ReadOpenPgpKeys(BytesView keys, Time at) {
  Quiet quiet;
  AVOUCH_TRY(Ring ring, RingOf(keys, at));
  auto walk = Make<rnp_identifier_iterator_t>([&](auto* out) {
    return Library().identifier_iterator_create(ring.get(), out, "fingerprint");
  });
  std::vector<OpenPgpKey> out;
  const char* fingerprint = nullptr;
  while (walk && Library().identifier_iterator_next(walk.get(), &fingerprint) == RNP_SUCCESS &&
         fingerprint != nullptr) {
    Key key = Locate(ring.get(), fingerprint);
    if (key && Ask<bool>([&](auto* is) { return Library().key_is_primary(key.get(), is); }))
      out.push_back(Describe(key.get()));
  }
  if (out.empty()) return Fail(ErrorKind::kNotFound, "no OpenPGP key in it");
  std::ranges::sort(out, {}, &OpenPgpKey::fingerprint);
  return out;
}

Result<std::vector<OpenPgpSignature>> VerifyOpenPgp(BytesView keys, BytesView message,
                                                    BytesView signature, Time at) {
  if (signature.size() > kMaxOpenPgpSignature)
    return Fail(ErrorKind::kTooLarge, "an OpenPGP signature of more than 64 KiB");
  if (!LooksDetached(signature))
    return Fail(ErrorKind::kMalformed, "not a detached OpenPGP signature");
  Quiet quiet;
  AVOUCH_TRY(Ring ring, RingOf(keys, at));
  Owned<rnp_input_t> data = Input(message), detached = Input(signature);
  auto verify = Make<rnp_op_verify_t>([&](auto* out) {
    return Library().op_verify_detached_create(out, ring.get(), data.get(), detached.get());
  });
  if (!data || !detached || !verify)
    return Fail(ErrorKind::kInternal, "rnp could not be set up to verify");
  (void)Library().op_verify_execute(verify.get());  // Each signature has its own answer.
  auto count = Ask<std::size_t>(
      [&](auto* out) { return Library().op_verify_get_signature_count(verify.get(), out); });
  if (count == 0) return Fail(ErrorKind::kMalformed, "no OpenPGP signature in it");
  if (count > 16) return Fail(ErrorKind::kTooLarge, "more than 16 signatures in one");
  std::vector<OpenPgpSignature> out;
  for (std::size_t i = 0; i < count; ++i) {
    rnp_op_verify_signature_t one = nullptr;
    if (Library().op_verify_get_signature_at(verify.get(), i, &one) != RNP_SUCCESS)
      return Fail(ErrorKind::kInternal, "rnp counts a signature that it does not have");
    out.push_back(Read(ring.get(), one, at));
  }
  return out;
}

}  // namespace avouch::crypto

// How it is held:
//  - Addresses: the name is given to libcurl with its addresses (CURLOPT_RESOLVE), so it
//    asks no resolver; and each socket is opened by us, for a judged address or not at all.
//  - Certificates: verified by libcurl and OpenSSL. When that fails, what is wrong is read
//    off a second connection that does not verify, and ends before its request is sent.
//  - Sizes: counted by us as they come; time: by libcurl, for the request as a whole.

#include "os/curl_transport.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/text.h"
#include "os/certificate_text.h"
#include "os/clock.h"

namespace avouch::os {
namespace {

// ---- The library, loaded when first asked for ----

// Every function of libcurl that is called, under its own name less "curl_".
#define AVOUCH_CURL(each)                                                                    \
  each(easy_cleanup) each(easy_getinfo) each(easy_init) each(easy_perform) each(easy_setopt) \
      each(easy_strerror) each(global_init) each(slist_append) each(slist_free_all)          \
          each(version_info)

struct Curl {
  bool whole = false;
#define AVOUCH_CURL_POINTER(name) decltype(&(curl_##name)) name = nullptr;
  AVOUCH_CURL(AVOUCH_CURL_POINTER)
#undef AVOUCH_CURL_POINTER
  const char* (*tls_version)(const void*) = nullptr;  // OpenSSL's SSL_get_version

  Curl() {
    void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return;
    bool all = true;
#define AVOUCH_CURL_LOAD(name)                                                      \
  name = reinterpret_cast<decltype(&(curl_##name))>(dlsym(library, "curl_" #name)); \
  all = all && (name) != nullptr;
    AVOUCH_CURL(AVOUCH_CURL_LOAD)
#undef AVOUCH_CURL_LOAD
    tls_version = reinterpret_cast<decltype(tls_version)>(dlsym(library, "SSL_get_version"));
    if (!all || tls_version == nullptr || global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return;
    const auto* version = version_info(CURLVERSION_NOW);
    constexpr unsigned kOldest = 0x075500;  // 7.85: protocols by name
    whole = version->version_num >= kOldest && version->ssl_version != nullptr &&
            std::string_view(version->ssl_version).starts_with("OpenSSL/3");
  }
};

const Curl& Library() {
  static const Curl curl;
  return curl;
}

// A CurlTransport is made only where the library is whole, so no pointer is null.
// NOLINTBEGIN(clang-analyzer-core.CallAndMessage)

struct Closer {
  void operator()(CURL* handle) const { Library().easy_cleanup(handle); }
  void operator()(curl_slist* list) const { Library().slist_free_all(list); }
};

// ---- One request ----

bool IsAmong(std::span<const IpAddress> addresses, const sockaddr& to) {
  return std::ranges::any_of(addresses, [&](const IpAddress& one) {
    if (to.sa_family == AF_INET && one.size == 4)
      return std::memcmp(&reinterpret_cast<const sockaddr_in&>(to).sin_addr, one.bytes.data(), 4) ==
             0;
    return to.sa_family == AF_INET6 && one.size == 16 &&
           std::memcmp(&reinterpret_cast<const sockaddr_in6&>(to).sin6_addr, one.bytes.data(),
                       16) == 0;
  });
}

class Request {
 public:
  Request(const CurlOptions& options, const WebAddress& at, std::span<const IpAddress> addresses,
          const WebLimits& limits)
      : options_(options), at_(at), addresses_(addresses), limits_(limits) {}

  // With a verified certificate; the rest of the time is for the second look.
  WebAnswer Get() {
    const long long start = MonotonicMicroseconds();
    const CURLcode code = Perform(true, limits_.seconds * 1000L);
    if (code == CURLE_OK) {
      out_.trust = WebTrust::kValid;
      return std::move(out_);
    }
    std::string error = too_much_.empty() ? Said(code) : too_much_;
    WebAnswer seen;
    if (code == CURLE_PEER_FAILED_VERIFICATION) {
      out_ = {};
      const long left =
          limits_.seconds * 1000L - static_cast<long>((MonotonicMicroseconds() - start) / 1000);
      const WebTrust trust = TrustOf();
      if (left > 0) (void)Perform(false, left);
      seen = std::move(out_);
      seen.trust = trust;
    }
    seen.status = 0, seen.body.clear(), seen.headers.clear();
    seen.error = std::move(error);
    return seen;
  }

 private:
  template <class Value>
  void Set(CURLoption option, Value value) {
    fine_ = fine_ && Library().easy_setopt(handle_.get(), option, value) == CURLE_OK;
  }

  CURLcode Perform(bool verify, long milliseconds) {
    handle_.reset(Library().easy_init());
    if (handle_ == nullptr) return CURLE_FAILED_INIT;
    fine_ = true, verify_ = verify, began_ = false, head_ = 0;
    error_[0] = 0;
    const std::string url =
        "https://" + at_.host + ":" + std::to_string(options_.port) + at_.target;
    Set(CURLOPT_URL, url.c_str());
    Set(CURLOPT_ERRORBUFFER, error_);
    Set(CURLOPT_NOSIGNAL, 1L);
    Set(CURLOPT_TIMEOUT_MS, milliseconds);
    Set(CURLOPT_CONNECTTIMEOUT_MS, limits_.connect_seconds * 1000L);
    SetRoad();
    SetTls(verify);
    SetRequest();
    Set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits_.body));  // Where it is told
    Set(CURLOPT_HEADERFUNCTION, &Request::OnHeader);
    Set(CURLOPT_HEADERDATA, this);
    Set(CURLOPT_WRITEFUNCTION, &Request::OnBody);
    Set(CURLOPT_WRITEDATA, this);
    if (!fine_) return CURLE_UNKNOWN_OPTION;
    const CURLcode code = Library().easy_perform(handle_.get());
    Library().easy_getinfo(handle_.get(), CURLINFO_SSL_VERIFYRESULT, &verify_result_);
    ReadCertificate();
    return code;
  }

  // Where it goes, and what may not change that.
  void SetRoad() {
    std::string addresses = at_.host + ":" + std::to_string(options_.port) + ":";
    for (std::size_t i = 0; i < addresses_.size(); ++i) {
      const std::string text = ToString(addresses_[i]);
      addresses += (i > 0 ? "," : "") + (addresses_[i].size == 16 ? "[" + text + "]" : text);
    }
    resolved_.reset(Library().slist_append(nullptr, addresses.c_str()));
    Set(CURLOPT_RESOLVE, resolved_.get());
    Set(CURLOPT_OPENSOCKETFUNCTION, &Request::OnSocket);
    Set(CURLOPT_OPENSOCKETDATA, this);
    Set(CURLOPT_PROXY, "");  // Also what the environment calls a proxy
    Set(CURLOPT_PROTOCOLS_STR, "https");
    Set(CURLOPT_FOLLOWLOCATION, 0L);
    Set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    Set(CURLOPT_FRESH_CONNECT, 1L);
    Set(CURLOPT_FORBID_REUSE, 1L);
    Set(CURLOPT_DNS_CACHE_TIMEOUT, 0L);
  }

  void SetTls(bool verify) {
    Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    Set(CURLOPT_SSL_VERIFYPEER, verify ? 1L : 0L);
    Set(CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L);
    Set(CURLOPT_CERTINFO, 1L);
    Set(CURLOPT_PREREQFUNCTION, &Request::OnConnected);
    Set(CURLOPT_PREREQDATA, this);
    if (options_.trusted.empty()) return;
    Set(CURLOPT_CAINFO, options_.trusted.c_str());
    Set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }

  void SetRequest() {
    Set(CURLOPT_HTTPGET, 1L);
    Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    Set(CURLOPT_HTTP09_ALLOWED, 0L);
    Set(CURLOPT_PATH_AS_IS, 1L);
    Set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    curl_slist* list = nullptr;
    std::string host = "Host: " + at_.host;
    for (const char* line : {host.c_str(), "Accept: text/html, text/plain;q=0.9, */*;q=0.5",
                             "Accept-Encoding: identity", "Connection: close"})
      if (curl_slist* longer = Library().slist_append(list, line)) list = longer;
    headers_.reset(list);
    Set(CURLOPT_HTTPHEADER, headers_.get());
  }

  // ---- What libcurl asks and tells ----

  static curl_socket_t OnSocket(void* self, curlsocktype, curl_sockaddr* to) {
    auto& request = *static_cast<Request*>(self);
    if (!IsAmong(request.addresses_, to->addr)) return CURL_SOCKET_BAD;
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  // The handshake is done, and nothing was sent.
  static int OnConnected(void* self, char*, char*, int, int) {
    auto& request = *static_cast<Request*>(self);
    curl_tlssessioninfo* session = nullptr;
    const auto code = Library().easy_getinfo(request.handle_.get(), CURLINFO_TLS_SSL_PTR, &session);
    if (code == CURLE_OK && session != nullptr && session->internals != nullptr &&
        session->backend == CURLSSLBACKEND_OPENSSL)
      request.out_.tls_version = Library().tls_version(session->internals);
    return request.verify_ ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
  }

  static std::size_t OnHeader(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Request*>(self)->TakeHeader({bytes, size * count}) ? size * count : 0;
  }
  static std::size_t OnBody(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Request*>(self)->TakeBody({bytes, size * count}) ? size * count : 0;
  }

  bool TakeHeader(std::string_view line) {
    head_ += line.size();
    if (head_ > limits_.head) {
      too_much_ = "its headers are longer than " + Thousands(static_cast<long long>(limits_.head));
      return false;
    }
    if (began_) return true;  // Trailers say nothing here
    if (line.starts_with("HTTP/")) {
      out_.headers.clear();  // Of an interim answer
      const auto words = Words(line);
      out_.status = 0;
      if (words.size() > 1 && words[1].size() == 3)
        for (const char c : words[1])
          out_.status = c >= '0' && c <= '9' ? out_.status * 10 + (c - '0') : 0;
      return true;
    }
    const std::size_t colon = line.find(':');
    if (colon != line.npos)
      out_.headers.emplace_back(Lower(Trim(line.substr(0, colon))), Trim(line.substr(colon + 1)));
    return true;
  }

  bool TakeBody(std::string_view bytes) {
    began_ = true;
    if (out_.body.size() + bytes.size() > limits_.body) {
      too_much_ = "is longer than " + Thousands(static_cast<long long>(limits_.body)) + " bytes";
      return false;
    }
    out_.body.append(bytes);
    return true;
  }

  // ---- What the certificate is ----

  void ReadCertificate() {
    curl_certinfo* chain = nullptr;
    if (Library().easy_getinfo(handle_.get(), CURLINFO_CERTINFO, &chain) != CURLE_OK ||
        chain == nullptr || chain->num_of_certs < 1)
      return;
    for (const curl_slist* line = chain->certinfo[0]; line != nullptr; line = line->next) {
      const std::string_view text = line->data;
      const std::size_t colon = text.find(':');
      if (colon == text.npos) continue;
      const std::string_view key = text.substr(0, colon), value = text.substr(colon + 1);
      if (key == "Expire date") out_.certificate_until = CertificateTime(value);
      if (key == "X509v3 Subject Alternative Name")
        out_.certificate_names = CertificateNames(value);
    }
  }

  // OpenSSL's code of the first thing wrong with the chain. Where that holds, libcurl
  // has looked at the name and left the code as it was before: 1, or 0.
  [[nodiscard]] WebTrust TrustOf() const {
    constexpr long kUnspecified = 1, kHasExpired = 10;  // X509_V_ERR_...
    if (verify_result_ <= kUnspecified) return WebTrust::kWrongName;
    return verify_result_ == kHasExpired ? WebTrust::kExpired : WebTrust::kUntrusted;
  }

  [[nodiscard]] std::string Said(CURLcode code) const {
    std::string out = error_[0] != 0 ? error_ : Library().easy_strerror(code);
    return Printable(ToUtf8(out));
  }

  const CurlOptions& options_;
  const WebAddress& at_;
  std::span<const IpAddress> addresses_;
  const WebLimits& limits_;
  std::unique_ptr<curl_slist, Closer> resolved_, headers_;
  std::unique_ptr<CURL, Closer> handle_;
  char error_[CURL_ERROR_SIZE] = {};
  WebAnswer out_;
  std::string too_much_;
  std::size_t head_ = 0;
  long verify_result_ = 0;
  bool fine_ = true, verify_ = true, began_ = false;
};

// NOLINTEND(clang-analyzer-core.CallAndMessage)

}  // namespace

Result<CurlTransport> CurlTransport::Load(CurlOptions options) {
  if (!Library().whole)
    return Fail(ErrorKind::kUnsupported,
                "this machine has no libcurl 7.85 or newer with OpenSSL 3, which the network needs",
                "libcurl.so.4", "Debian: apt-get install libcurl4");
  return CurlTransport(std::move(options));
}

WebAnswer CurlTransport::Get(const WebAddress& at, std::span<const IpAddress> addresses,
                             const WebLimits& limits) {
  return Request(options_, at, addresses, limits).Get();
}

}  // namespace avouch::os

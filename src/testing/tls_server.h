// A server over TLS on this machine, with certificates of its own making: what
// tests of the network talk to. It sends exactly the bytes that it is told to.
//
// Certificates are made anew for each test: no key lies in this repository. One
// connection at a time, on a thread of its own; requests are kept for the test to see.

#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace avouch::testing {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* value) const {
    Free(value);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

struct CertificateSays {
  std::string names = "DNS:site.example";
  long from_days = -1, until_days = 30;  // From now
};

// A root that nobody else knows, and what it signs.
class Authority {
 public:
  Authority() : key_(EVP_EC_gen("P-256")) {
    static std::atomic<int> number = 0;  // Two of one name are taken for each other
    root_ = Make("test root " + std::to_string(++number), nullptr, -30, 300);
    Add(root_.get(), NID_basic_constraints, "critical,CA:TRUE");
    Add(root_.get(), NID_key_usage, "critical,keyCertSign");
    X509_sign(root_.get(), key_.get(), EVP_sha256());
  }

  [[nodiscard]] std::pair<Key, Certificate> Issue(const CertificateSays& says) const {
    Key key(EVP_EC_gen("P-256"));
    Certificate out = Make("leaf", key.get(), says.from_days, says.until_days);
    Add(out.get(), NID_subject_alt_name, says.names.c_str());
    X509_sign(out.get(), key_.get(), EVP_sha256());
    return {std::move(key), std::move(out)};
  }

  [[nodiscard]] std::string Pem() const {
    std::unique_ptr<BIO, Freed<BIO_free_all>> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), root_.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
  }

 private:
  // `key` null: the authority's own. Its issuer is the authority.
  Certificate Make(const std::string& name, EVP_PKEY* key, long from_days, long until_days) const {
    static std::atomic<long> serial = 1;
    constexpr long kDay = 86400;
    Certificate out(X509_new());
    X509_set_version(out.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(out.get()), serial++);
    X509_gmtime_adj(X509_getm_notBefore(out.get()), from_days * kDay);
    X509_gmtime_adj(X509_getm_notAfter(out.get()), until_days * kDay);
    X509_set_pubkey(out.get(), key != nullptr ? key : key_.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(out.get(), root_ == nullptr ? X509_get_subject_name(out.get())
                                                     : X509_get_subject_name(root_.get()));
    return out;
  }

  static void Add(X509* to, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, to, to, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    X509_add_ext(to, extension, -1);
    X509_EXTENSION_free(extension);
  }

  Key key_;
  Certificate root_;
};

// What a page sends: bytes as they are, or, with `every_ms`, one at a time.
struct Sends {
  std::string bytes;
  int every_ms = 0;
};

inline std::string Page(const std::string& head, const std::string& body) {
  return "HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

class TlsServer {
 public:
  using Handler = std::function<Sends(const std::string& target)>;

  TlsServer(const Authority& authority, const CertificateSays& says, Handler handler,
            int newest = TLS1_3_VERSION)
      : handler_(std::move(handler)), context_(SSL_CTX_new(TLS_server_method())) {
    auto [key, certificate] = authority.Issue(says);
    SSL_CTX_use_certificate(context_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), key.get());
    SSL_CTX_set_security_level(context_.get(), 0);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), newest);
    listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    (void)!bind(listening_, reinterpret_cast<sockaddr*>(&address), size);
    listen(listening_, 16);
    getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Run(); });
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer() {
    over_ = true;
    thread_.join();
    close(listening_);
  }

  [[nodiscard]] int port() const { return port_; }
  // Heads of the requests that came, in order.
  [[nodiscard]] std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  static constexpr int kPollMs = 20;

  void Run() {
    while (!over_) {
      pollfd waiting{listening_, POLLIN, 0};
      if (poll(&waiting, 1, kPollMs) != 1) continue;
      const int fd = accept(listening_, nullptr, nullptr);
      if (fd < 0) continue;
      ++connections_;
      const timeval patience{5, 0};
      setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
      std::unique_ptr<SSL, Freed<SSL_free>> ssl(SSL_new(context_.get()));
      SSL_set_fd(ssl.get(), fd);
      if (SSL_accept(ssl.get()) == 1) Answer(ssl.get());
      close(fd);
    }
  }

  void Answer(SSL* ssl) {
    std::string head;
    char c = 0;
    while (!head.ends_with("\r\n\r\n") && SSL_read(ssl, &c, 1) == 1) head += c;
    if (!head.ends_with("\r\n\r\n")) return;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(head);
    }
    const std::size_t from = head.find(' ') + 1;
    const Sends sends = handler_(head.substr(from, head.find(' ', from) - from));
    const std::size_t step = sends.every_ms > 0 ? 1 : std::max<std::size_t>(sends.bytes.size(), 1);
    for (std::size_t at = 0; at < sends.bytes.size() && !over_; at += step) {
      if (SSL_write(ssl, sends.bytes.data() + at, static_cast<int>(step)) <= 0) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(sends.every_ms));
    }
    SSL_shutdown(ssl);
  }

  Handler handler_;
  std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> context_;
  int listening_ = -1, port_ = 0;
  std::atomic<bool> over_ = false;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace avouch::testing

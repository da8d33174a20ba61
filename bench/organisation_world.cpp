#include "organisation_world.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "crypto/sshsig.h"

namespace avouch::bench {
namespace {

namespace fs = std::filesystem;

constexpr long long kFirst = 1760000000;  // 2025-10-09
constexpr int kTeams = 20;

std::string Number(long long value) { return std::to_string(value); }

std::string Digits(int number, int width) {
  std::string out = Number(number);
  return std::string(static_cast<std::size_t>(width) - std::min<std::size_t>(out.size(), width),
                     '0') +
         out;
}

std::string Person(int i) { return "p" + Digits(i, 5); }

void Put(const std::string& path, const std::string& bytes) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

crypto::PrivateKey KeyOf(int person) { return crypto::PrivateKey::FromSeed(Digits(person, 32)); }

// git in a folder, with `input` on its standard input; what it prints, trimmed.
class Git {
 public:
  explicit Git(std::string folder) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    Run("init -q -b main");
  }
  std::string Run(const std::string& words, const std::string& input = {}) {
    const std::string file = folder_ + "/.git/bench-input";
    if (!input.empty()) Put(file, input);
    const std::string command = "GIT_CONFIG_GLOBAL=/dev/null git -C '" + folder_ + "' " + words +
                                (input.empty() ? "" : " < '" + file + "'");
    std::string out;
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return failed_ = true, out;
    char buffer[256];
    while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) out += buffer;
    failed_ |= pclose(pipe) != 0;
    while (out.ends_with('\n')) out.pop_back();
    return out;
  }
  // Everything there is, in a commit that `person` signed.
  void Commit(int person, int day, const std::string& message) {
    Run("add -A");
    const std::string who = Person(person) + " <" + Person(person) + "@acme.example> " +
                            Number(kFirst + day * 86400LL) + " +0000\n";
    std::string head = "tree " + Run("write-tree") + "\n";
    if (!parent_.empty()) head += "parent " + parent_ + "\n";
    head += "author " + who + "committer " + who;
    const std::string body = "\n" + message + "\n";
    std::string signature = crypto::MakeSshSig(KeyOf(person), crypto::kGitNamespace, head + body);
    std::string field = "gpgsig ";
    for (const char c : signature) {
      field += c;
      if (c == '\n') field += ' ';
    }
    while (field.ends_with(' ') || field.ends_with('\n')) field.pop_back();
    parent_ = Run("hash-object -t commit -w --stdin", head + field + "\n" + body);
    Run("update-ref refs/heads/main " + parent_);
  }
  [[nodiscard]] bool good() const { return !failed_; }

 private:
  std::string folder_, parent_;
  bool failed_ = false;
};

std::string OrganisationFile(const OrganisationSize& size, int people) {
  std::string out =
      "avouch: 1\norganisation: { name: Acme, country: GB }\nrepositories: [product]\n"
      "products: { from: catalog/*.yaml }\ntools: { required-training: [secure-coding] }\n"
      "policy: { fix-within: { critical: 5d } }\nbuild-environments:\n";
  for (int i = 0; i < 3; ++i)
    out += "  env" + Number(i) + ": { is: runners, sign-in: { again-after: 12h } }\n";
  out += "units:\n";
  for (int i = 0; i < kTeams; ++i)
    out += "  - { where: { team: t" + Number(i) + " }, inherits: [env" + Number(i % 3) +
           "], policy: { fix-within: { critical: " + Number(1 + i % 4) + "d } } }\n";
  out += "people:\n";
  for (int i = 0; i < std::min(people, size.people); ++i)
    out += "  " + Person(i) + ": { name: Person " + Number(i) + ", roles: [" +
           (i == 0   ? "sro"
            : i == 1 ? "security-lead"
                     : "developer") +
           "], key: \"" + crypto::SshKeyText(KeyOf(i).public_key()) + "\", git: [" + Person(i) +
           "@acme.example], github: g" + Person(i) + " }\n";
  return out;
}

// A third of the rows are training, a tenth each of the two lists of accounts, and
// what is left an audit log.
void WriteExports(const std::string& folder, const OrganisationSize& size) {
  std::string training = "person,course,passed,expires,proof\n";
  for (int i = 0; i < size.rows / 3; ++i)
    training += Person(i % size.people) + ",course-" + Number(i / size.people) +
                ",2026-01-08,2027-01-08,inbox/cert.pdf\n";
  Put(folder + "/training.csv", training);
  std::string members = "[";
  const int accounts = size.rows / 10;
  for (int i = 0; i < accounts; ++i)
    members += std::string(i == 0 ? "" : ",\n") + R"({"login":"g)" + Person(i % size.people) +
               R"(","node_id":"n)" + Number(i) + R"(","type":"User","site_admin":false})";
  Put(folder + "/inbox/2026-09-18-github-members.json", members + "]\n");
  std::string users = "login,firstName,lastName,email,status,lastLogin,factors\n";
  for (int i = 0; i < accounts; ++i)
    users += Person(i % size.people) + "@acme.example,Person," + Number(i) + "," +
             Person(i % size.people) + "@acme.example,ACTIVE,2026-09-01T00:00:00Z,push\n";
  Put(folder + "/inbox/2026-09-18-okta-users.csv", users);
  std::string log = "[";
  for (int i = 0; i < size.rows - size.rows / 3 - 2 * accounts; ++i)
    log += std::string(i == 0 ? "" : ",\n") + R"({"@timestamp":)" +
           Number(1778407200000LL + i * 1000LL) + R"(,"action":"org.update_member","actor":"g)" +
           Person(i % size.people) + R"(","org":"acme","_document_id":")" + Number(i) + R"("})";
  Put(folder + "/inbox/2026-09-18-github-audit-log.json", log + "]\n");
}

void WriteAssurance(const std::string& folder, const OrganisationSize& size, Git& git) {
  Put(folder + "/.gitignore", "inbox/\n");
  for (int i = 0; i < size.products; ++i)
    Put(folder + "/catalog/product" + Number(i) + ".yaml",
        "name: product" + Number(i) + "\nlabels: { team: t" + Number(i % kTeams) +
            " }\nrepositories: [acme/product" + Number(i) + "]\n");
  WriteExports(folder, size);
  for (int i = 0; i < size.versions; ++i) {
    Put(folder + "/avouch.org.yaml", OrganisationFile(size, size.people * (i + 1) / size.versions));
    git.Commit(0, i, "People join");
  }
  for (int i = 0; i < size.records; ++i)
    Put(folder + "/records/2026-09-" + Digits(1 + i % 28, 2) + "-exercise-" + Number(i) + ".yaml",
        "record: exercise\nby: " + Person(1) + "\nof: documents/incident-plan.md\ntook-part: [" +
            Person(0) + ", " + Person(1) + "]\nscenario: number " + Number(i) +
            "\nfound: []\nchanged: []\n");
  git.Commit(1, 330, "What happened");
  git.Run("repack -a -d -q");
}

}  // namespace

bool MakeOrganisation(const std::string& folder, const OrganisationSize& size) {
  if (fs::exists(folder + "/product/.git/refs/heads/main")) return true;
  std::error_code error;
  fs::remove_all(folder, error);
  Git assurance(folder + "/assurance");
  WriteAssurance(folder + "/assurance", size, assurance);
  Git product(folder + "/product");
  Put(folder + "/product/avouch.yaml",
      "avouch: 1\nproduct: { name: product7 }\norganisation: ../assurance\n");
  product.Commit(2, 331, "A product");
  return assurance.good() && product.good();
}

std::string OrganisationFolder(const OrganisationSize& size) {
  const char* below = std::getenv("AVOUCH_BENCH");
  const std::string folder = std::string(below != nullptr ? below : "build/bench") + "/" +
                             Number(size.products) + "-products-" + Number(size.people) +
                             "-people-" + Number(size.rows) + "-rows";
  return MakeOrganisation(folder, size) ? folder : std::string();
}

}  // namespace avouch::bench

#include "os/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace avouch::os {
namespace {

// ---- seccomp: refusing system calls ----

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;  // No filter.
#endif
constexpr std::uint32_t kX32Bit = 0x40000000;  // A second set of numbers on x86-64.

// Starts a program, or reaches into another one.
constexpr int kPrograms[] = {SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv,
                             SYS_process_vm_writev};
// io_uring can open sockets past any filter on socket().
constexpr int kSockets[] = {SYS_socket, SYS_socketpair, SYS_connect, SYS_bind,
                            SYS_listen, SYS_accept,     SYS_accept4, SYS_io_uring_setup};
// What Landlock has no right for: modes, owners, times and attributes of files
// anywhere, and ways around or out of it.
constexpr int kFiles[] = {
#if defined(__x86_64__)
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
    SYS_mknod,
#endif
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_fchownat,
    SYS_utimensat,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_fsetxattr,
    SYS_removexattr,
    SYS_lremovexattr,
    SYS_fremovexattr,
    SYS_mknodat,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_open_by_handle_at,
    SYS_init_module,
    SYS_finit_module,
    SYS_kexec_load,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    452 /* fchmodat2, Linux 6.6 */,
    463 /* setxattrat, 6.13 */,
    466 /* removexattrat */,
};
// Typing into the terminal that the program runs in.
constexpr std::uint32_t kTerminalRequests[] = {TIOCSTI, TIOCLINUX};

constexpr sock_filter Load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
constexpr sock_filter Return(std::uint32_t what) { return BPF_STMT(BPF_RET | BPF_K, what); }
constexpr sock_filter SkipUnlessEqual(std::uint32_t value, std::uint8_t skip) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}
constexpr sock_filter SkipUnlessAtLeast(std::uint32_t value, std::uint8_t skip) {
  return BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, value, 0, skip);
}
constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;

void Refuse(std::vector<sock_filter>& program, std::span<const int> numbers) {
  for (const int number : numbers) {
    program.push_back(SkipUnlessEqual(static_cast<std::uint32_t>(number), 1));
    program.push_back(Return(kRefuse));
  }
}

std::vector<sock_filter> FilterProgram(bool network) {
  std::vector<sock_filter> program = {
      Load(offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      Return(kRefuse),  // Calls by another architecture's numbers.
      Load(offsetof(seccomp_data, nr)),
  };
#if defined(__x86_64__)
  program.push_back(SkipUnlessAtLeast(kX32Bit, 1));
  program.push_back(Return(kRefuse));
#endif
  Refuse(program, kPrograms);
  Refuse(program, kFiles);
  if (!network) Refuse(program, kSockets);
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 1, 0));
  program.push_back(Return(SECCOMP_RET_ALLOW));
  program.push_back(Load(offsetof(seccomp_data, args) + sizeof(std::uint64_t)));  // Low half.
  for (const std::uint32_t request : kTerminalRequests) {
    program.push_back(SkipUnlessEqual(request, 1));
    program.push_back(Return(kRefuse));
  }
  program.push_back(Return(SECCOMP_RET_ALLOW));
  return program;
}

Result<bool> InstallFilter(bool network) {
  if (kArchitecture == 0) return false;
  std::vector<sock_filter> program = FilterProgram(network);
  const sock_fprog filter = {static_cast<unsigned short>(program.size()), program.data()};
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0) {
    return true;
  }
  if (errno == ENOSYS || errno == EINVAL) return false;  // A kernel without seccomp filters.
  return Fail(ErrorKind::kIo, std::string("cannot confine itself: ") + std::strerror(errno),
              "seccomp");
}

// ---- Landlock: refusing paths ----

// Rights by the version of Landlock that brought them; names newer than this
// system's header are spelt as numbers.
constexpr std::uint64_t kTruncate = 1ULL << 14;     // Version 3.
constexpr std::uint64_t kDeviceIoctl = 1ULL << 15;  // Version 5; not used.
constexpr std::uint64_t kReadRights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kFileRights =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
    kTruncate | kDeviceIoctl;  // Those that a rule on a file, not a folder, may name.

// 0 when there is no Landlock, or it is switched off.
int LandlockVersion() {
  const long version =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? static_cast<int>(version) : 0;
}

std::uint64_t WriteRights(int version) {
  std::uint64_t rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                         LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                         LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                         LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                         LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  if (version >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) rights |= kTruncate;
  return rights;
}

class Ruleset {
 public:
  explicit Ruleset(std::uint64_t handled) : handled_(handled) {
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = handled;
    fd_ = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  }
  Ruleset(const Ruleset&) = delete;
  Ruleset& operator=(const Ruleset&) = delete;
  ~Ruleset() {
    if (fd_ >= 0) close(fd_);
  }

  // False when there is no such path; errno says why.
  [[nodiscard]] bool Allow(const std::string& path, std::uint64_t rights) {
    const int target = open(path.c_str(), O_PATH | O_CLOEXEC);
    if (target < 0) return false;
    struct stat status{};
    const bool folder = fstat(target, &status) == 0 && S_ISDIR(status.st_mode);
    landlock_path_beneath_attr rule{};
    rule.allowed_access = rights & handled_ & (folder ? ~0ULL : kFileRights);
    rule.parent_fd = target;
    const long added = syscall(SYS_landlock_add_rule, fd_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    const int error = errno;
    close(target);
    errno = error;
    return added == 0;
  }

  [[nodiscard]] Status Enforce() const {
    if (fd_ >= 0 && syscall(SYS_landlock_restrict_self, fd_, 0) == 0) return {};
    return Fail(ErrorKind::kIo, std::string("cannot confine itself: ") + std::strerror(errno),
                "landlock");
  }

 private:
  std::uint64_t handled_;
  int fd_ = -1;
};

Result<bool> ConfineWriting(const std::vector<std::string>& writable) {
  const int version = LandlockVersion();
  if (version == 0) return false;
  const std::uint64_t rights = WriteRights(version);
  Ruleset rules(rights | LANDLOCK_ACCESS_FS_EXECUTE);
  for (const std::string& path : writable) {
    if (!rules.Allow(path, rights)) {
      return Fail(ErrorKind::kNotFound, std::string("cannot write here: ") + std::strerror(errno),
                  path);
    }
  }
  AVOUCH_CHECK_OK(rules.Enforce());
  return true;
}

}  // namespace

Result<Confinement> Confine(const SandboxOptions& options) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return Confinement{};
  AVOUCH_TRY(const bool writing, ConfineWriting(options.writable));
  AVOUCH_TRY(const bool filtered, InstallFilter(options.network));
  return Confinement{filtered, filtered, writing, false};
}

Result<bool> ConfineReading(const std::vector<std::string>& readable) {
  if (LandlockVersion() == 0) return false;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  Ruleset rules(kReadRights);
  for (const std::string& path : readable) {
    if (!rules.Allow(path, kReadRights) && errno != ENOENT && errno != ENOTDIR && errno != EACCES &&
        errno != ELOOP) {
      return Fail(ErrorKind::kIo, std::string("cannot confine itself: ") + std::strerror(errno),
                  path);
    }
  }
#if defined(__SANITIZE_ADDRESS__)
  // The leak check at exit lists the process's own threads.
  if (!rules.Allow("/proc", kReadRights)) return Fail(ErrorKind::kIo, "cannot open", "/proc");
#endif
  AVOUCH_CHECK_OK(rules.Enforce());
  return true;
}

std::string NoteOn(const Confinement& confinement) {
  if (confinement.complete() && confinement.reading) return {};
  if (!confinement.programs)
    return "note: this machine lacks seccomp, so nothing keeps the program from more than reading";
  if (!confinement.writing)
    return "note: this machine lacks Landlock, so the kernel does not hold the program to the "
           "files it needs";
  return "note: reading is not confined to the target";
}

}  // namespace avouch::os

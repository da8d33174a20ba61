// A disk in memory that does what disks do at the worst moment.
//
// Every call has a number. The `at`-th can be made to fail: without effect, with
// half of it, or with all of it and still say that it failed; it can write one bit
// otherwise and say that all is well; or the process can die there, before or in the
// middle. Crash() then takes away what was not synced,
// in each of the ways in which real disks do. A sync that failed leaves bytes that
// are seen until the power goes and that no later sync makes durable. One thread.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "store/disk.h"

namespace avouch::testing {

enum class Fault : std::uint8_t {
  kNone,
  kFails,     // Nothing happened, says so
  kHappens,   // All of it happened, says that it failed
  kHalf,      // Of what is written, half; else as kFails
  kFlips,     // Of what is written, one bit is another; says that all is well
  kDies,      // Nothing happened, and no later call is made
  kDiesHalf,  // Half of it happened, and no later call is made
};

// What the bytes of a file are that were written and not synced.
enum class Unsynced : std::uint8_t { kLost, kHalf, kZeros, kKept };

struct PowerCut {
  bool names_kept = false;  // Made, renamed and removed names that were not synced
  Unsynced bytes = Unsynced::kLost;
};

class MemoryDisk final : public store::Disk {
 public:
  // ---- The world ----
  void FailAt(std::uint64_t call, Fault fault) {
    fault_at_ = call, fault_ = fault, calls_ = 0, dead_ = false;
  }
  [[nodiscard]] std::uint64_t calls() const { return calls_; }  // Since FailAt
  [[nodiscard]] const std::string& failed_call() const { return failed_call_; }
  [[nodiscard]] bool dead() const { return dead_; }

  // The process is gone; what it wrote is still in the system's memory.
  void EndProcess() { FailAt(0, Fault::kNone), lock_ = std::make_shared<bool>(false); }
  void Crash(const PowerCut& how);

  // What anybody sees now, without a call. Empty when there is no such file.
  [[nodiscard]] Bytes Seen(const std::string& path) const;
  [[nodiscard]] bool Exists(const std::string& path) const { return names_.contains(path); }
  [[nodiscard]] std::vector<std::string> Paths() const;
  // All that is seen, to know a disk again by; after Crash() it is all that there is.
  [[nodiscard]] Bytes State() const;
  void Spoil(const std::string& path, const Bytes& bytes);  // As if it had always been so
  void Lose(const std::string& path) { names_.erase(path), synced_names_.erase(path); }
  // As it is now, unlocked and without faults.
  [[nodiscard]] MemoryDisk Copy() const;

  // ---- The disk ----
  Result<Bytes> Read(const std::string& path, std::uint64_t offset, std::uint64_t limit) override;
  Result<std::vector<std::string>> List(const std::string& folder) override;
  Status MakeFolder(const std::string& path) override;
  Status Write(const std::string& path, BytesView bytes) override;
  Status Append(const std::string& path, BytesView bytes) override;
  Status Sync(const std::string& path) override;
  Status SyncFolder(const std::string& path) override;
  Status Rename(const std::string& from, const std::string& to) override;
  Status Remove(const std::string& path) override;
  Result<std::unique_ptr<Lock>> TakeLock(const std::string& path) override;

 private:
  struct File {
    Bytes synced, now;
    bool forgotten = false;  // A sync failed: the system holds its bytes to be clean
  };
  // A folder is a name without a file.
  using Names = std::map<std::string, std::shared_ptr<File>>;

  class Held;
  // What is to be done of this call: 0, half or all; and what to say of it.
  struct Fate {
    int halves = 2;
    bool fails = false, flips = false;
  };
  [[nodiscard]] Fate NextCall(std::string_view what, const std::string& path);
  [[nodiscard]] Status Put(const std::string& path, BytesView bytes, bool append);

  Names names_, synced_names_;
  std::shared_ptr<bool> lock_ = std::make_shared<bool>(false);
  std::uint64_t calls_ = 0, fault_at_ = 0;
  Fault fault_ = Fault::kNone;
  bool dead_ = false;
  std::string failed_call_;
};

}  // namespace avouch::testing

#include "notation/system_names.h"

#include <gtest/gtest.h>

namespace avouch::notation {
namespace {

TEST(SystemNames, OneLibraryHasOneNameHoweverItIsAskedFor) {
  struct Row {
    AskedBy by;
    const char* written;
    const char* name;
    SystemKind kind;
    bool known;
  };
  const Row rows[] = {
      {AskedBy::kPackage, "ZLIB", "zlib", SystemKind::kLibrary, true},
      {AskedBy::kModule, "zlib", "zlib", SystemKind::kLibrary, true},
      {AskedBy::kLinker, "z", "zlib", SystemKind::kLibrary, true},
      {AskedBy::kPackage, "OpenSSL", "openssl", SystemKind::kLibrary, true},
      {AskedBy::kModule, "libcrypto", "openssl", SystemKind::kLibrary, true},
      {AskedBy::kLinker, "crypto", "openssl", SystemKind::kLibrary, true},
      {AskedBy::kPackage, "Qt6Widgets", "qt", SystemKind::kLibrary, true},
      {AskedBy::kPackage, "LDAP", "openldap", SystemKind::kLibrary, true},  // A framework's, too
      {AskedBy::kPackage, "GTest", "googletest", SystemKind::kTest, true},
      {AskedBy::kPackage, "Doxygen", "doxygen", SystemKind::kTool, true},
      {AskedBy::kPackage, "PkgConfig", "pkg-config", SystemKind::kTool, true},
      {AskedBy::kPackage, "Python3", "python", SystemKind::kTool, true},
      {AskedBy::kPackage, "Threads", "threads", SystemKind::kPlatform, true},
      {AskedBy::kModule, "threads", "threads", SystemKind::kPlatform, true},
      {AskedBy::kLinker, "pthread", "pthread", SystemKind::kPlatform, true},
      {AskedBy::kLinker, "ws2_32", "ws2_32", SystemKind::kPlatform, true},
      {AskedBy::kLinker, "IOKit", "iokit", SystemKind::kPlatform, true},
      // Names that mean something else to another: libm is no package, "check" no -lcheck of ours.
      {AskedBy::kPackage, "Kettle", "kettle", SystemKind::kLibrary, false},
      {AskedBy::kModule, "kettle-1.0", "kettle-1.0", SystemKind::kLibrary, false},
      {AskedBy::kLinker, "", "", SystemKind::kLibrary, false},
  };
  for (const Row& row : rows) {
    const SystemName one = SystemNameOf(row.by, row.written);
    EXPECT_EQ(one.name, row.name) << row.written;
    EXPECT_EQ(one.kind, row.kind) << row.written;
    EXPECT_EQ(one.known, row.known) << row.written;
  }
}

TEST(SystemNames, PackageManagersNamesAreComparedByOneKey) {
  for (const char* one : {"curl", "libcurl", "CURL"}) EXPECT_EQ(SystemKeyOf(one), "curl") << one;
  for (const char* one : {"liblzma", "xz_utils", "xz"}) EXPECT_EQ(SystemKeyOf(one), "xz") << one;
  EXPECT_EQ(SystemKeyOf("nlohmann_json"), SystemKeyOf("nlohmann-json"));
  EXPECT_EQ(SystemKeyOf("libkettle"), SystemKeyOf("kettle"));
  EXPECT_NE(SystemKeyOf("libpng"), SystemKeyOf("libpngwriter"));
}

}  // namespace
}  // namespace avouch::notation

#include "notation/system_names.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace avouch::notation {
namespace {

// Names apart by blanks; those of packages in any case.
struct Library {
  std::string_view name, packages, modules, links;
  SystemKind kind = SystemKind::kLibrary;
};

constexpr auto kTest = SystemKind::kTest;
constexpr auto kTool = SystemKind::kTool;

constexpr Library kLibraries[] = {
    {"zlib", "zlib", "zlib", "z zlib zdll zlib1 zlibstatic zlibd"},
    {"zlib-ng", "zlib-ng", "zlib-ng", "z-ng"},
    {"bzip2", "bzip2", "bzip2", "bz2 bzip2"},
    {"xz", "liblzma lzma", "liblzma xz_utils xz", "lzma liblzma"},
    {"zstd", "zstd libzstd", "libzstd zstd", "zstd"},
    {"lz4", "lz4", "liblz4 lz4", "lz4"},
    {"lzo", "lzo lzo2", "lzo2", "lzo2"},
    {"brotli", "brotli unofficial-brotli", "libbrotlidec libbrotlienc libbrotlicommon",
     "brotlidec brotlienc brotlicommon"},
    {"snappy", "snappy", "snappy", "snappy"},
    {"minizip", "minizip", "minizip", "minizip"},
    {"libzip", "libzip", "libzip", "zip"},
    {"libarchive", "libarchive", "libarchive", "archive"},
    {"openssl", "openssl", "openssl libssl libcrypto", "ssl crypto ssleay32 libeay32"},
    {"libressl", "libressl", "", ""},
    {"gnutls", "gnutls", "gnutls", "gnutls"},
    {"mbedtls", "mbedtls", "mbedtls mbedcrypto mbedx509", "mbedtls mbedcrypto mbedx509"},
    {"wolfssl", "wolfssl", "wolfssl", "wolfssl"},
    {"nss", "nss", "nss", "nss3"},
    {"nspr", "nspr", "nspr", "nspr4"},
    {"libgcrypt", "gcrypt libgcrypt", "libgcrypt gcrypt", "gcrypt"},
    {"libgpg-error", "gpgerror", "gpg-error", "gpg-error"},
    {"gpgme", "gpgme gpgmepp", "gpgme", "gpgme"},
    {"nettle", "nettle", "nettle hogweed", "nettle hogweed"},
    {"libsodium", "sodium libsodium unofficial-sodium", "libsodium", "sodium"},
    {"libssh2", "libssh2", "libssh2", "ssh2"},
    {"libssh", "libssh", "libssh", "ssh"},
    {"libfido2", "libfido2", "libfido2", "fido2"},
    {"libcbor", "libcbor", "libcbor", "cbor"},
    {"krb5", "gss kerberos krb5 gssapi gssapi_krb5",
     "krb5 krb5-gssapi mit-krb5 mit-krb5-gssapi gssapi", "krb5 gssapi_krb5 k5crypto gssapi"},
    {"cyrus-sasl", "sasl2 sasl", "libsasl2", "sasl2"},
    {"openldap", "ldap openldap", "ldap lber openldap", "ldap lber"},
    {"curl", "curl libcurl", "libcurl curl", "curl libcurl"},
    {"nghttp2", "nghttp2", "libnghttp2", "nghttp2"},
    {"nghttp3", "nghttp3", "libnghttp3", "nghttp3"},
    {"ngtcp2", "ngtcp2",
     "libngtcp2 libngtcp2_crypto_ossl libngtcp2_crypto_quictls libngtcp2_crypto_gnutls "
     "libngtcp2_crypto_wolfssl libngtcp2_crypto_boringssl libngtcp2_crypto_libressl",
     "ngtcp2 ngtcp2_crypto_ossl ngtcp2_crypto_quictls ngtcp2_crypto_gnutls ngtcp2_crypto_wolfssl "
     "ngtcp2_crypto_boringssl ngtcp2_crypto_libressl"},
    {"c-ares", "cares c-ares", "libcares", "cares"},
    {"libpsl", "libpsl", "libpsl", "psl"},
    {"libidn2", "libidn2", "libidn2", "idn2"},
    {"libidn", "libidn", "libidn", "idn"},
    {"librtmp", "librtmp", "librtmp", "rtmp"},
    {"expat", "expat", "expat", "expat"},
    {"libxml2", "libxml2", "libxml-2.0 libxml2", "xml2"},
    {"libxslt", "libxslt", "libxslt libexslt", "xslt exslt"},
    {"pcre2", "pcre2 pcre2posix", "libpcre2-8 libpcre2-16 libpcre2-32 libpcre2-posix",
     "pcre2-8 pcre2-posix pcre2posix"},
    {"pcre", "pcre pcreposix", "libpcre libpcreposix", "pcre pcreposix"},
    {"oniguruma", "oniguruma", "oniguruma", "onig"},
    {"libyaml", "libyaml", "yaml-0.1", "yaml"},
    {"yaml-cpp", "yaml-cpp", "yaml-cpp", "yaml-cpp"},
    {"jansson", "jansson", "jansson", "jansson"},
    {"json-c", "json-c", "json-c", "json-c"},
    {"nlohmann-json", "nlohmann_json", "nlohmann_json", ""},
    {"rapidjson", "rapidjson", "rapidjson", ""},
    {"jsoncpp", "jsoncpp", "jsoncpp", "jsoncpp"},
    {"protobuf", "protobuf", "protobuf protobuf-lite", "protobuf"},
    {"grpc", "grpc", "grpc grpc++ grpc_unsecure", "grpc grpc++"},
    {"flatbuffers", "flatbuffers", "flatbuffers", "flatbuffers"},
    {"abseil-cpp", "absl abseil", "", ""},
    {"thrift", "thrift", "thrift", "thrift"},
    {"boost", "boost", "boost", "boost_system boost_filesystem boost_thread"},
    {"eigen", "eigen3 eigen", "eigen3 eigen", ""},
    {"fmt", "fmt", "fmt", "fmt"},
    {"spdlog", "spdlog", "spdlog", "spdlog"},
    {"re2", "re2", "re2", "re2"},
    {"icu", "icu", "icu-uc icu-i18n icu-io icu", "icuuc icui18n icudata"},
    {"sqlite", "sqlite3 sqlite unofficial-sqlite3", "sqlite3 sqlite", "sqlite3"},
    {"postgresql", "postgresql libpq", "libpq postgresql", "pq"},
    {"mysql", "mysql", "mysqlclient", "mysqlclient"},
    {"mariadb", "mariadb", "libmariadb", "mariadb"},
    {"unixodbc", "odbc", "odbc", "odbc"},
    {"hiredis", "hiredis", "hiredis", "hiredis"},
    {"berkeley-db", "berkeleydb", "", "db"},
    {"lmdb", "lmdb", "lmdb", "lmdb"},
    {"leveldb", "leveldb", "leveldb", "leveldb"},
    {"rocksdb", "rocksdb", "rocksdb", "rocksdb"},
    {"libuv", "libuv", "libuv", "uv"},
    {"libevent", "libevent", "libevent libevent_openssl libevent_pthreads", "event"},
    {"libev", "libev", "libev", "ev"},
    {"liburing", "liburing uring", "liburing", "uring"},
    {"libaio", "libaio aio", "libaio", "aio"},
    {"zeromq", "zeromq", "libzmq", "zmq"},
    {"jemalloc", "jemalloc", "jemalloc", "jemalloc"},
    {"gperftools", "gperftools", "libtcmalloc libprofiler", "tcmalloc profiler"},
    {"mimalloc", "mimalloc", "mimalloc", "mimalloc"},
    {"tbb", "tbb", "tbb", "tbb"},
    {"numactl", "numa", "numa", "numa"},
    {"hwloc", "hwloc", "hwloc", "hwloc"},
    {"ncurses", "curses ncurses", "ncurses ncursesw tinfo curses", "ncurses ncursesw tinfo curses"},
    {"readline", "readline", "readline", "readline"},
    {"libedit", "libedit", "libedit", "edit"},
    {"libunwind", "libunwind", "libunwind", "unwind"},
    {"elfutils", "libelf libdw elfutils", "libelf libdw libdebuginfod", "elf dw"},
    {"libffi", "libffi ffi", "libffi", "ffi"},
    {"glib", "glib glib2", "glib-2.0 gobject-2.0 gio-2.0 gio-unix-2.0 gmodule-2.0 gthread-2.0",
     "glib-2.0"},
    {"dbus", "dbus dbus1", "dbus-1", "dbus-1"},
    {"systemd", "systemd libsystemd", "libsystemd libudev systemd udev", "systemd udev"},
    {"util-linux", "uuid blkid", "uuid blkid mount fdisk", "uuid blkid"},
    {"libcap", "libcap cap", "libcap", "cap"},
    {"libcap-ng", "cap-ng", "libcap-ng", "cap-ng"},
    {"libseccomp", "seccomp libseccomp", "libseccomp", "seccomp"},
    {"libselinux", "selinux libselinux", "libselinux", "selinux"},
    {"audit", "audit", "audit", "audit"},
    {"acl", "acl", "libacl", "acl"},
    {"attr", "attr", "libattr", "attr"},
    {"linux-pam", "pam", "pam", "pam"},
    {"libxcrypt", "libxcrypt", "libxcrypt libcrypt", "crypt"},
    {"libusb", "libusb usb1", "libusb-1.0 libusb", "usb-1.0 usb"},
    {"bluez", "bluetooth bluez", "bluez", "bluetooth"},
    {"libbsd", "libbsd", "libbsd libbsd-overlay", "bsd"},
    {"libmd", "libmd", "libmd", "md"},
    {"libb2", "libb2 b2", "libb2", "b2"},
    {"openpgm", "openpgm", "openpgm openpgm-5.1 openpgm-5.2 openpgm-5.3", "pgm"},
    {"msgpack-c", "msgpack msgpack-c msgpack-cxx", "msgpack msgpack-c", "msgpackc"},
    {"google-cloud-cpp", "google_cloud_cpp", "google_cloud_cpp", ""},
    {"libcaca", "caca", "caca", "caca"},
    {"libpcap", "pcap", "libpcap", "pcap wpcap"},
    {"freetype", "freetype", "freetype2", "freetype"},
    {"fontconfig", "fontconfig", "fontconfig", "fontconfig"},
    {"harfbuzz", "harfbuzz", "harfbuzz", "harfbuzz"},
    {"fribidi", "fribidi", "fribidi", "fribidi"},
    {"cairo", "cairo", "cairo cairo-ft", "cairo"},
    {"pango", "pango", "pango pangocairo pangoft2", "pango-1.0"},
    {"libpng", "png libpng", "libpng libpng16 libpng15 libpng12", "png png16"},
    {"libjpeg", "jpeg", "libjpeg", "jpeg"},
    {"libjpeg-turbo", "libjpeg-turbo", "libturbojpeg", "turbojpeg"},
    {"libtiff", "tiff", "libtiff-4", "tiff"},
    {"libwebp", "webp", "libwebp libwebpmux libwebpdemux", "webp"},
    {"giflib", "gif", "", "gif"},
    {"openjpeg", "openjpeg", "libopenjp2", "openjp2"},
    {"lcms", "lcms2", "lcms2", "lcms2"},
    {"openexr", "openexr", "OpenEXR openexr", ""},
    {"libogg", "ogg", "ogg", "ogg"},
    {"libvorbis", "vorbis", "vorbis vorbisfile vorbisenc", "vorbis vorbisfile"},
    {"opus", "opus", "opus", "opus"},
    {"libtheora", "theora", "theora theoradec theoraenc", "theora theoradec"},
    {"openal-soft", "openal", "openal", "openal"},
    {"alsa-lib", "alsa", "alsa", "asound"},
    {"pulseaudio", "pulseaudio", "libpulse libpulse-simple", "pulse"},
    {"sdl2", "sdl2", "sdl2", "SDL2"},
    {"sdl3", "sdl3", "sdl3", "SDL3"},
    {"glfw", "glfw3 glfw", "glfw3", "glfw"},
    {"glew", "glew", "glew", "GLEW"},
    {"glm", "glm", "glm", ""},
    {"freeglut", "glut freeglut", "glut", "glut"},
    {"vulkan-loader", "vulkan", "vulkan", "vulkan"},
    {"libx11", "x11", "x11", "X11"},
    {"libxcb", "xcb", "xcb", "xcb"},
    {"wayland", "wayland", "wayland-client wayland-cursor wayland-server", "wayland-client"},
    {"wayland-protocols", "waylandprotocols", "wayland-protocols", "", kTool},
    {"libdrm", "libdrm", "libdrm", "drm"},
    {"libxkbcommon", "xkbcommon", "xkbcommon xkbcommon-x11", "xkbcommon"},
    {"assimp", "assimp", "assimp", "assimp"},
    {"draco", "draco", "draco", "draco"},
    {"pugixml", "pugixml", "pugixml", "pugixml"},
    {"tinyxml2", "tinyxml2", "tinyxml2", "tinyxml2"},
    {"lua", "lua lua51 lua52 lua53 lua54",
     "lua lua5.4 lua5.3 lua5.2 lua5.1 lua54 lua53 lua52 lua51 lua-5.1 lua-5.2", "lua"},
    {"luajit", "luajit", "luajit", "luajit-5.1"},
    {"tcl", "tcl tclstub", "tcl", "tcl"},
    {"llvm", "llvm clang", "llvm", ""},
    {"qt", "qt4 qt5 qt6 qt", "qt5 qt6", ""},
    {"opencv", "opencv", "opencv opencv4", ""},
    {"cuda", "cuda cudatoolkit", "cuda", "cudart"},
    {"numpy", "numpy", "numpy", ""},
    {"pybind11", "pybind11", "pybind11", ""},
    {"libmagic", "libmagic", "libmagic", "magic"},
    {"libnl", "libnl", "libnl-3.0 libnl-genl-3.0", "nl-3"},
    {"libmnl", "mnl", "libmnl", "mnl"},
    {"librdkafka", "rdkafka", "rdkafka", "rdkafka"},
    {"aws-sdk-cpp", "awssdk", "", ""},
    {"apache-arrow", "arrow", "arrow", "arrow"},
    {"googletest", "gtest gmock googletest", "gtest gmock gtest_main gmock_main", "gtest gmock",
     kTest},
    {"catch2", "catch2 catch", "catch2 catch2-with-main", "", kTest},
    {"doctest", "doctest", "doctest", "", kTest},
    {"benchmark", "benchmark googlebenchmark", "benchmark benchmark_main", "benchmark", kTest},
    {"cppunit", "cppunit", "cppunit", "cppunit", kTest},
    {"cmocka", "cmocka", "cmocka", "cmocka", kTest},
    {"check", "check", "check", "check", kTest},
    {"criterion", "criterion", "criterion", "criterion", kTest},
    {"cpputest", "cpputest", "cpputest", "CppUTest", kTest},
    {"valgrind", "valgrind", "valgrind", "", kTest},
    {"umockdev", "", "umockdev-1.0", "", kTest},
};

// What runs when it is built, as CMake's packages and pkg-config's modules; names are their own.
constexpr std::string_view kTools =
    "git subversion hg cvs doxygen pkgconfig python2 python3 python pythoninterp perl perllibs "
    "bison flex lemon re2c swig latex java ruby rubyinterp gettext clangformat clangtidy "
    "clang-format ccache sphinx asciidoc asciidoctor ecm wget unixcommands bash patch nasm yasm "
    "cppcheck go rust cargo corrosion node nodejs vala gperf protoc waylandscanner "
    "wayland-scanner gobjectintrospection gobject-introspection-1.0 xmlto xsltproc docbook pandoc "
    "catkin ament_cmake ament_cmake_auto gtk-doc txt2man lcov gcov genhtml graphviz dot nsis wix "
    "qtwaylandscanner xgettext help2man groff mandoc bash-completion shellcheck matlab cython";
// Of the compiler or the system: nobody chooses a version of it for this build alone.
constexpr std::string_view kPlatform =
    "threads openmp opengl gl egl gles gles2 gles3 opengles opengles2 glesv1_cm glesv2 glesv3 "
    "opengl_es wgl glu iconv intl libintl dl libdl libm math backtrace atomic atomics libatomic "
    "filesystem regex asan msan tsan ubsan lsan xctest intliconv std_filesystem stdfilesystem "
    "appleframeworks directx directx11 coverage "
    "sanitizers compilerrt winsock psapi mpi pthreads pthread rt librt cxxabi libcxx openacc "
    "compiler-rt libgcc";
constexpr std::string_view kPlatformLinks =
    "m dl rt pthread pthreads pthreadgc2 c gcc gcc_s gcc_eh stdc++ c++ c++abi supc++ stdc++fs "
    "atomic socket nsl resolv util bind inet xnet posix4 w ld execinfo compat iconv intl charset "
    "objc system gomp omp kstat kvm devstat procstat sendfile sec gen bsd-compat network be root "
    "log android opensles egl glesv1_cm glesv2 glesv3 mediandk camera2ndk gl opengl opengl32 glu "
    "glu32 ws2_32 wsock32 kernel32 user32 gdi32 gdi32full advapi32 shell32 ole32 oleaut32 bcrypt "
    "ncrypt crypt32 iphlpapi winmm version psapi dbghelp shlwapi secur32 rpcrt4 comctl32 comdlg32 "
    "winspool setupapi imm32 d3d9 d3d11 d3d12 dxgi dxguid d3dcompiler d3dcompiler_47 dinput8 "
    "dsound xinput mswsock normaliz wldap32 userenv powrprof ntdll synchronization avrt mf mfplat "
    "mfuuid mfreadwrite strmiids ksuser dwmapi uxtheme hid cfgmgr32 pdh netapi32 wininet winhttp "
    "security compiler_rt sunmath nsl_s thread ucb wbemuuid onecore propsys runtimeobject "
    "windowsapp icucore regex asan shcore usp10 msimg32 delayimp wtsapi32 pathcch";
// Of macOS, found as libraries are.
constexpr std::string_view kFrameworks =
    "Accelerate AGL AppKit ApplicationServices AssetsLibrary AudioToolbox AudioUnit AVFoundation "
    "AVFAudio AVKit Carbon CFNetwork Cocoa CoreAudio CoreAudioKit CoreBluetooth CoreData "
    "CoreFoundation CoreGraphics CoreHaptics CoreImage CoreLocation CoreMedia CoreMIDI CoreMotion "
    "CoreServices CoreText CoreVideo CoreWLAN DiskArbitration ForceFeedback Foundation "
    "GameController GLKit GLUT GSS IOKit IOSurface ImageIO JavaScriptCore LDAP MediaPlayer Metal "
    "MetalKit MetalPerformanceShaders MobileCoreServices OpenAL OpenCL OpenGL OpenGLES PCSC QTKit "
    "Quartz QuartzCore QuickTime SceneKit Security ServiceManagement StoreKit SystemConfiguration "
    "SystemExtensions UIKit UniformTypeIdentifiers UserNotifications VideoToolbox WebKit";

using Rows = std::unordered_map<std::string, const Library*>;

// Blanks stand before and behind each name in these lists of names.
bool Has(std::string_view list, std::string_view name) {
  for (std::size_t at = list.find(name); at != list.npos && !name.empty();
       at = list.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

Rows RowsOf(std::string_view Library::* names) {
  Rows out;
  for (const Library& one : kLibraries)
    for (const auto name : Words(one.*names)) out.emplace(Lower(name), &one);
  return out;
}

const Library* Find(AskedBy by, const std::string& lower) {
  static const std::array<Rows, 3> rows = {RowsOf(&Library::packages), RowsOf(&Library::modules),
                                           RowsOf(&Library::links)};
  const Rows& of = rows[static_cast<std::size_t>(by)];
  const auto found = of.find(lower);
  return found == of.end() ? nullptr : found->second;
}

// "Qt6Widgets", "Qt5::Core" and "gstreamer-video-1.0" are parts of one that has the version.
std::string_view FamilyOf(AskedBy by, std::string_view lower) {
  if (lower.starts_with("qt5") || lower.starts_with("qt6") || lower.starts_with("qt4")) return "qt";
  if (lower.starts_with("absl_")) return "abseil-cpp";
  if (lower.starts_with("google_cloud_cpp_")) return "google-cloud-cpp";
  if (by == AskedBy::kModule && lower.starts_with("gtk+-")) return "gtk";
  if (by == AskedBy::kModule && lower.starts_with("gtk4")) return "gtk";
  if (by == AskedBy::kLinker && lower.starts_with("boost_")) return "boost";
  return {};
}

}  // namespace

SystemName SystemNameOf(AskedBy by, std::string_view written) {
  const std::string lower = Lower(written);
  if (by == AskedBy::kLinker && (Has(kPlatformLinks, lower) || Has(kFrameworks, written)))
    return {lower, SystemKind::kPlatform, true};
  if (const Library* one = Find(by, lower)) return {std::string(one->name), one->kind, true};
  if (const auto family = FamilyOf(by, lower); !family.empty())
    return {std::string(family), SystemKind::kLibrary, true};
  if (by == AskedBy::kLinker) return {lower, SystemKind::kLibrary, false};
  if (Has(kPlatform, lower) || Has(kFrameworks, written))
    return {lower, SystemKind::kPlatform, true};
  if (!Has(kTools, lower)) return {lower, SystemKind::kLibrary, false};
  if (lower.starts_with("python")) return {"python", kTool, true};
  if (lower.starts_with("perl")) return {"perl", kTool, true};
  return {lower == "pkgconfig" ? "pkg-config" : lower, kTool, true};
}

std::string SystemKeyOf(std::string_view name) {
  std::string lower = Lower(name);
  for (const AskedBy by : {AskedBy::kModule, AskedBy::kPackage})
    if (const Library* one = Find(by, lower)) return std::string(one->name);
  std::ranges::replace(lower, '_', '-');
  for (const Library& one : kLibraries)
    if (one.name == lower) return lower;
  if (lower.starts_with("lib") && lower.size() > 5) lower.erase(0, 3);
  return lower;
}

}  // namespace avouch::notation

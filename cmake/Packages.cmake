# Third-party libraries, all Debian packages, each used by the one folder named.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(CLI11 REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
find_path(AVOUCH_RNP_HEADER rnp/rnp.h REQUIRED)  # Only declared: it is loaded when needed.
find_path(AVOUCH_CURL_HEADER curl/curl.h REQUIRED)  # As rnp: the verbs without network never load it.
find_package(Boost 1.81 REQUIRED)

set(AVOUCH_PACKAGES_syntax PkgConfig::YAML PkgConfig::EXPAT Boost::headers)
set(AVOUCH_PACKAGES_crypto OpenSSL::Crypto PkgConfig::SODIUM ${CMAKE_DL_LIBS})
set(AVOUCH_PACKAGES_os ${CMAKE_DL_LIBS})
set(AVOUCH_PACKAGES_container PkgConfig::DEFLATE PkgConfig::ZLIB PkgConfig::ZIP ${CMAKE_DL_LIBS})
set(AVOUCH_PACKAGES_cli CLI11::CLI11)
set(AVOUCH_PACKAGES_git Threads::Threads)
set(AVOUCH_PACKAGES_collect Threads::Threads)

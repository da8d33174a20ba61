# Reads docs/layers.txt and makes library avouch_<folder>, test program
# <folder>_test and fuzz targets out of what lies in src/<folder>.

# ---- How everything is compiled and linked ----
add_library(avouch_options INTERFACE)
target_include_directories(avouch_options INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
# The prefix map keeps the place of the checkout out of the binary.
target_compile_options(avouch_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
  -Wno-missing-field-initializers  # {.name = x} leaves the rest at its default on purpose
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -fstack-protector-strong
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
  # Warnings of g++ 12 that the standard library itself sets off when inlined.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread> $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
target_compile_definitions(avouch_options INTERFACE
  $<$<OR:$<CONFIG:Debug>,$<BOOL:${AVOUCH_FUZZ}>>:_GLIBCXX_ASSERTIONS>)
target_link_options(avouch_options INTERFACE -Wl,-z,relro,-z,now)
if(AVOUCH_WERROR)
  target_compile_options(avouch_options INTERFACE -Werror)
endif()
if(AVOUCH_FUZZ)
  target_compile_options(avouch_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize-recover=undefined)
  target_link_options(avouch_options INTERFACE -fsanitize=address,undefined)
endif()

# A cache of objects and a fast linker, when the machine has them.
find_program(AVOUCH_CCACHE ccache)
if(AVOUCH_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${AVOUCH_CCACHE})
endif()
find_program(AVOUCH_MOLD mold)
if(AVOUCH_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# A PCH of the standard headers, built once and reused by every target.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/pch.cpp CONTENT "")
add_library(avouch_pch OBJECT ${CMAKE_BINARY_DIR}/generated/pch.cpp)
target_link_libraries(avouch_pch PRIVATE avouch_options)
target_precompile_headers(avouch_pch PRIVATE <algorithm> <array> <cstdint> <expected> <functional>
  <map> <memory> <optional> <set> <span> <string> <string_view> <utility> <variant> <vector>)

function(avouch_target target)
  target_precompile_headers(${target} REUSE_FROM avouch_pch)
endfunction()

# ---- One library per folder ----
function(avouch_folder name)
  set(dir ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${dir}/*_test.cpp)
  file(GLOB fuzzers CONFIGURE_DEPENDS ${dir}/*_fuzz.cpp)
  if(tests OR fuzzers)
    list(REMOVE_ITEM sources ${tests} ${fuzzers})
  endif()
  set(uses)
  foreach(use ${ARGN})
    list(APPEND uses avouch_${use})
  endforeach()
  if(sources)
    add_library(avouch_${name} STATIC ${sources})
    target_link_libraries(avouch_${name} PUBLIC ${uses} PRIVATE avouch_options ${AVOUCH_PACKAGES_${name}})
    avouch_target(avouch_${name})
  else()
    add_library(avouch_${name} INTERFACE)
    target_link_libraries(avouch_${name} INTERFACE ${uses})
  endif()
  set_property(GLOBAL APPEND PROPERTY AVOUCH_FOLDERS ${name})
  set_property(GLOBAL PROPERTY AVOUCH_TESTS_${name} "${tests}")
  set_property(GLOBAL PROPERTY AVOUCH_FUZZERS_${name} "${fuzzers}")
endfunction()

function(avouch_folders)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/layers.txt)
  file(STRINGS ${CMAKE_SOURCE_DIR}/docs/layers.txt lines REGEX "^[a-z]+:")
  foreach(line ${lines})
    string(REGEX MATCH "^[a-z]+" name "${line}")
    if(name STREQUAL "main")
      continue()
    endif()
    string(REGEX REPLACE "^[a-z]+: *" "" uses "${line}")
    separate_arguments(uses)
    avouch_folder(${name} ${uses})
  endforeach()
  # Fakes for tests; not a layer, since no library may use it.
  if(NOT TARGET avouch_testing)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/testing/*.cpp)
    if(sources)
      add_library(avouch_testing STATIC ${sources})
      target_link_libraries(avouch_testing PUBLIC avouch_base avouch_os PRIVATE avouch_options)
      avouch_target(avouch_testing)
    else()
      add_library(avouch_testing INTERFACE)
    endif()
  endif()
endfunction()

# ---- Fuzz targets: with libFuzzer in the fuzz preset; in debug builds, which have
# sanitizers, the same sources with a main that runs the corpus once, so that it is a
# test. Without sanitizers a corpus shows too little to be built for. ----
function(avouch_fuzz_targets)
  if(NOT AVOUCH_FUZZ AND NOT (AVOUCH_TESTS AND CMAKE_BUILD_TYPE STREQUAL "Debug"))
    return()
  endif()
  add_custom_target(fuzz_targets)
  if(NOT AVOUCH_FUZZ)
    add_library(avouch_corpus_main OBJECT ${CMAKE_SOURCE_DIR}/tests/corpus_main.cpp)
    target_link_libraries(avouch_corpus_main PRIVATE avouch_options)
    avouch_target(avouch_corpus_main)
  endif()
  get_property(folders GLOBAL PROPERTY AVOUCH_FOLDERS)
  foreach(folder ${folders})
    get_property(fuzzers GLOBAL PROPERTY AVOUCH_FUZZERS_${folder})
    foreach(source ${fuzzers})
      get_filename_component(target ${source} NAME_WE)
      add_executable(${target} ${source})
      target_link_libraries(${target} PRIVATE avouch_${folder} avouch_testing avouch_options)
      avouch_target(${target})
      if(AVOUCH_FUZZ)
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
      else()
        target_link_libraries(${target} PRIVATE avouch_corpus_main)
      endif()
      set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
      add_dependencies(fuzz_targets ${target})
      set_property(GLOBAL APPEND PROPERTY AVOUCH_FUZZ_TARGETS ${target})
    endforeach()
  endforeach()
endfunction()

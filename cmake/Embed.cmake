# Embeds catalogues/ into the program: every catalogues/NAME.yaml, and for a
# folder NAME/ beside it the files of that folder after it, as one stream of
# YAML documents; and every catalogues/documents/NAME.md as it is. Nothing but
# CMake is needed, and the same files make the same bytes. Included, it adds the
# generated source to avouch_statement, and to avouch_app the catalogue in a form
# that takes no time to read (cmake/pack_catalogue.cpp); run with -DOUTPUT=... -DSOURCE=... -P it
# writes that source.

if(CMAKE_SCRIPT_MODE_FILE)
  set(literal_limit 60000)  # Some compilers refuse literals beyond 64 KiB.
  file(GLOB names RELATIVE ${SOURCE} ${SOURCE}/*.yaml
    ${SOURCE}/documents/*.md)
  list(SORT names)
  set(code "// Written by cmake/Embed.cmake from catalogues/.\n#include \"statement/embedded.h\"\n\n")
  string(APPEND code "#include <string>\n\nnamespace avouch::statement {\nnamespace {\n\n")
  set(rows "")
  set(number 0)
  foreach(name ${names})
    get_filename_component(stem ${name} NAME_WE)
    file(GLOB parts ${SOURCE}/${stem}/*.yaml)
    list(SORT parts)
    file(READ ${SOURCE}/${name} text)
    foreach(part ${parts})
      file(READ ${part} more)
      string(APPEND text "---\n${more}")
    endforeach()
    # Raw literals one after another are one literal to the compiler.
    string(LENGTH "${text}" length)
    set(at 0)
    set(literal "")
    while(at LESS length)
      string(SUBSTRING "${text}" ${at} ${literal_limit} piece)
      string(APPEND literal "\n    R\"embedded(${piece})embedded\"")
      math(EXPR at "${at} + ${literal_limit}")
    endwhile()
    string(APPEND code "constexpr std::string_view kFile${number} ={LITERAL${number}};\n\n")
    string(REPLACE "{LITERAL${number}}" "${literal}" code "${code}")
    string(APPEND rows "    {\"${name}\", kFile${number}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND code "struct File {\n  std::string_view name, text;\n};\n\n")
  string(APPEND code "constexpr File kFiles[] = {\n${rows}};\n\n}  // namespace\n\n")
  string(APPEND code "std::optional<std::string_view> EmbeddedFile(std::string_view name) {\n"
    "  for (const File& file : kFiles)\n    if (file.name == name) return file.text;\n"
    "  return std::nullopt;\n}\n\n")
  string(APPEND code "std::string_view EmbeddedCatalogue() {\n"
    "  return *EmbeddedFile(\"software-security-code-of-practice.yaml\");\n}\n\n"
    "}  // namespace avouch::statement\n")
  file(WRITE ${OUTPUT} "${code}")
  return()
endif()

file(GLOB_RECURSE embedded CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/catalogues/*.yaml
  ${CMAKE_SOURCE_DIR}/catalogues/documents/*.md)
set(embedded_source ${CMAKE_BINARY_DIR}/generated/embedded.cpp)
add_custom_command(OUTPUT ${embedded_source}
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR}/catalogues -DOUTPUT=${embedded_source}
    -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${embedded} ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Embedding catalogues" VERBATIM)
target_sources(avouch_statement PRIVATE ${embedded_source})

if(TARGET avouch_app)
  add_executable(pack_catalogue ${CMAKE_CURRENT_LIST_DIR}/pack_catalogue.cpp)
  target_link_libraries(pack_catalogue PRIVATE avouch_statement avouch_options)
  avouch_target(pack_catalogue)
  set(packed_source ${CMAKE_BINARY_DIR}/generated/packed_catalogue_bytes.cpp)
  add_custom_command(OUTPUT ${packed_source}
    COMMAND pack_catalogue ${packed_source}
    DEPENDS pack_catalogue ${embedded}
    COMMENT "Packing the catalogue" VERBATIM)
  target_sources(avouch_app PRIVATE ${packed_source})
endif()

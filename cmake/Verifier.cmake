# Embeds web/verifier/ into the program: its page, its style, and its modules as
# one script, so that the page is one file that needs no network. A module becomes a
# function that is called once; what it exports is what that function returns. The
# modules hold to one form: each import on one line, named or as a whole, of a module
# that stands before it in `modules`; exports by declaration. Nothing but CMake is
# needed, and the same files make the same bytes. Included, it adds the generated
# source to avouch_app; run with -DOUTPUT=... -DSOURCE=... -P it writes that source.

set(modules bytes canonical archive shapes merkle keys signatures envelope note documents yaml listed objects ring told
  signed affirmed standing verify review dom rests beside answer claims
  checked page)

if(CMAKE_SCRIPT_MODE_FILE)
  set(literal_limit 60000)  # Some compilers refuse literals beyond 64 KiB.
  function(as_literal text out)
    string(LENGTH "${text}" length)
    set(at 0)
    set(literal "")
    while(at LESS length)
      string(SUBSTRING "${text}" ${at} ${literal_limit} piece)
      string(APPEND literal "\n    R\"embedded(${piece})embedded\"")
      math(EXPR at "${at} + ${literal_limit}")
    endwhile()
    set(${out} "${literal}" PARENT_SCOPE)
  endfunction()

  set(script "'use strict';\n")
  foreach(module ${modules})
    file(READ ${SOURCE}/${module}.js text)
    string(REGEX MATCHALL "\nexport [^=({]*" exports "${text}")
    set(names "")
    foreach(one ${exports})
      string(STRIP "${one}" one)
      string(REGEX REPLACE " extends .*$" "" one "${one}")
      string(REGEX REPLACE "^.* " "" one "${one}")
      list(APPEND names ${one})
    endforeach()
    set(exports_${module} ${names})
    string(REGEX MATCHALL "\nimport {[^\n]+} from '\\./[a-z]+\\.js'" imports "${text}")
    foreach(one ${imports})
      string(REGEX REPLACE "^.*'\\./([a-z]+)\\.js'$" "\\1" from "${one}")
      string(REGEX REPLACE "^.*{(.+)}.*$" "\\1" wanted "${one}")
      string(REPLACE ", " ";" wanted "${wanted}")
      foreach(name ${wanted})
        list(FIND exports_${from} ${name} found)
        if(found EQUAL -1)
          message(FATAL_ERROR "${module}.js: ${from}.js, which stands before it, exports no ${name}")
        endif()
      endforeach()
    endforeach()
    list(JOIN names ", " names)
    string(REGEX REPLACE "\nimport \\* as ([a-z]+) from '\\./([a-z]+)\\.js'" "\nconst \\1 = module_\\2" text "${text}")
    string(REGEX REPLACE "\nimport ([^\n]+) from '\\./([a-z]+)\\.js'" "\nconst \\1 = module_\\2" text "${text}")
    string(REGEX REPLACE "\nexport " "\n" text "${text}")
    if("\n${text}" MATCHES "\n(import|export)")
      message(FATAL_ERROR "${module}.js: an import or export of a form that cmake/Verifier.cmake does not know")
    endif()
    string(APPEND script "\nconst module_${module} = (() => {\n${text}\nreturn Object.freeze({${names}});\n})();\n")
  endforeach()
  file(READ ${SOURCE}/index.html page)
  file(READ ${SOURCE}/style.css style)
  as_literal("${page}" page)
  as_literal("${style}" style)
  as_literal("${script}" script)
  file(WRITE ${OUTPUT} "// Written by cmake/Verifier.cmake from web/verifier/.
#include \"app/verify_page.h\"

namespace avouch::app {

PageParts VerifierParts() {
  static constexpr std::string_view kPage =${page};
  static constexpr std::string_view kStyle =${style};
  static constexpr std::string_view kScript =${script};
  return {kPage, kStyle, kScript};
}

}  // namespace avouch::app
")
  return()
endif()

set(verifier_files ${CMAKE_SOURCE_DIR}/web/verifier/index.html ${CMAKE_SOURCE_DIR}/web/verifier/style.css)
foreach(module ${modules})
  list(APPEND verifier_files ${CMAKE_SOURCE_DIR}/web/verifier/${module}.js)
endforeach()
set(verifier_source ${CMAKE_BINARY_DIR}/generated/verifier.cpp)
add_custom_command(OUTPUT ${verifier_source}
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR}/web/verifier -DOUTPUT=${verifier_source}
    -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${verifier_files} ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Embedding the page that verifies bundles" VERBATIM)
target_sources(avouch_app PRIVATE ${verifier_source})

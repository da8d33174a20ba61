# The Debian package: `cmake --build DIR --target deb` writes DIR/avouch_VERSION_ARCH.deb with the
# program, its manual pages and completions (packaging/pages.sh), and what CI runs. What it depends
# on is computed from the program (dpkg-shlibdeps); the two libraries that it loads when it needs
# them are recommended.
if(NOT TARGET avouch)
  return()
endif()
include(GNUInstallDirs)

set(pages ${CMAKE_BINARY_DIR}/pages)
add_custom_command(OUTPUT ${pages}/man/avouch.1
  COMMAND ${CMAKE_SOURCE_DIR}/packaging/pages.sh $<TARGET_FILE:avouch> ${pages}
  DEPENDS avouch ${CMAKE_SOURCE_DIR}/packaging/pages.sh
  COMMENT "Manual pages and completions" VERBATIM)
add_custom_target(pages DEPENDS ${pages}/man/avouch.1)

# Debian's places for its own papers: what changed, and whose it is.
set(papers ${CMAKE_BINARY_DIR}/papers)
add_custom_command(OUTPUT ${papers}/changelog.gz
  COMMAND ${CMAKE_COMMAND} -E make_directory ${papers}
  COMMAND sh -c "gzip -9n < '${CMAKE_SOURCE_DIR}/packaging/changelog' > '${papers}/changelog.gz'"
  COMMAND sh -c "for page in '${pages}'/man/*.1; do gzip -9n < $page > $page.gz; done"
  DEPENDS pages ${CMAKE_SOURCE_DIR}/packaging/changelog VERBATIM)
add_custom_target(papers DEPENDS ${papers}/changelog.gz)

set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # Not the tests
install(DIRECTORY ${pages}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN *.1.gz)
install(FILES ${pages}/bash/avouch DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${pages}/zsh/_avouch DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${pages}/fish/avouch.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(PROGRAMS ${CMAKE_SOURCE_DIR}/integrations/ratchet.sh DESTINATION ${CMAKE_INSTALL_DATADIR}/avouch)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/copyright ${papers}/changelog.gz
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/avouch)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_CONTACT "Avouch maintainers <maintainers@avouch.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "UK Software Security Code of Practice as running software")
set(CPACK_PACKAGE_DESCRIPTION "Reads a repository and says what is true of it against the 45 claims of the
Code: what was found, where, and what to do. Seals what was said and seen, and
verifies what others sealed, offline.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "librnp0, libcurl4")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
include(CPack)

# The times in the package are the commit's, so that the same commit makes the same package.
add_custom_target(deb
  COMMAND sh -c "SOURCE_DATE_EPOCH=\${SOURCE_DATE_EPOCH:-$(git -C '${CMAKE_SOURCE_DIR}' log -1 --format=%ct)} \
'${CMAKE_CPACK_COMMAND}' --config '${CMAKE_BINARY_DIR}/CPackConfig.cmake' -B '${CMAKE_BINARY_DIR}' -G DEB"
  DEPENDS avouch pages papers WORKING_DIRECTORY ${CMAKE_BINARY_DIR}
  COMMENT "Packing the Debian package" VERBATIM)

# The same program for other glibc distributions, with its libraries beside it.
find_program(AVOUCH_PATCHELF patchelf)
if(AVOUCH_PATCHELF)
  add_custom_target(portable
    COMMAND ${CMAKE_SOURCE_DIR}/packaging/portable.sh $<TARGET_FILE:avouch> ${CMAKE_BINARY_DIR}/portable
    DEPENDS avouch COMMENT "A folder for other distributions" VERBATIM)
endif()

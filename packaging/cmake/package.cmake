# The Debian package: packaging/deb, or cmake --install and cpack -G DEB in a build folder.
#
# What is made for it (man page, completions, the list of licences) is made while it is installed,
# by the executable that goes in, so that it can never be older.
if(CRONMON_SANITIZE OR NOT TARGET cronmon)
    return()
endif()

file(STRINGS ${CMAKE_SOURCE_DIR}/lib/base/version.h version REGEX "version = ")
string(REGEX REPLACE ".*\"(.*)\".*" "\\1" version "${version}")

# made(file COMMAND...): the output of a command, in the folder from which it is installed.
set(made_dir ${CMAKE_BINARY_DIR}/package)
function(made file)
    string(JOIN "\" \"" command ${ARGN})
    install(CODE "
        file(MAKE_DIRECTORY \"${made_dir}\")
        execute_process(COMMAND \"${command}\" OUTPUT_FILE \"${made_dir}/${file}\"
                        COMMAND_ERROR_IS_FATAL ANY)")
endfunction()
function(made_gzip file)
    made(${file} ${ARGN})
    install(CODE "
        execute_process(COMMAND gzip -9 -n -f \"${made_dir}/${file}\" COMMAND_ERROR_IS_FATAL ANY)")
endfunction()

set(cronmon ${CMAKE_BINARY_DIR}/cronmon)
made_gzip(cronmon.1 ${cronmon} manual)
foreach(shell bash zsh fish)
    made(completion.${shell} ${cronmon} completion ${shell})
endforeach()
get_property(linked GLOBAL PROPERTY cronmon_third_party_files)
list(FILTER linked EXCLUDE REGEX doctest)  # only tests are
made(copyright ${CMAKE_SOURCE_DIR}/packaging/copyright ${CMAKE_CXX_COMPILER} ${linked})
made_gzip(changelog cat ${CMAKE_SOURCE_DIR}/CHANGELOG.md)

set(from ${CMAKE_SOURCE_DIR}/packaging)
set(program_mode OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                 WORLD_READ WORLD_EXECUTE)
install(TARGETS cronmon RUNTIME DESTINATION usr/bin)
install(FILES ${from}/systemd/cronmon.service ${from}/systemd/cronmon.socket
        DESTINATION usr/lib/systemd/system)
install(PROGRAMS ${from}/sysv/cronmon DESTINATION etc/init.d)
install(FILES ${from}/logrotate/cronmon DESTINATION etc/logrotate.d)
install(FILES ${from}/debian/cronmon.json DESTINATION etc/cronmon)
install(FILES ${made_dir}/cronmon.1.gz DESTINATION usr/share/man/man1)
install(FILES ${made_dir}/completion.bash
        DESTINATION usr/share/bash-completion/completions RENAME cronmon)
install(FILES ${made_dir}/completion.zsh
        DESTINATION usr/share/zsh/vendor-completions RENAME _cronmon)
install(FILES ${made_dir}/completion.fish
        DESTINATION usr/share/fish/vendor_completions.d RENAME cronmon.fish)
set(doc usr/share/doc/cronmon)
install(FILES ${made_dir}/copyright ${CMAKE_SOURCE_DIR}/README.md DESTINATION ${doc})
install(FILES ${made_dir}/changelog.gz DESTINATION ${doc})
install(FILES ${from}/nginx/cronmon.conf ${from}/caddy/Caddyfile ${from}/container/Containerfile
        DESTINATION ${doc}/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME cronmon)
set(CPACK_PACKAGE_VERSION ${version})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "tells when a scheduled job did not run")
set(CPACK_PACKAGE_DESCRIPTION
"Each job calls an address of its own when it is done. When a call does not come
in time, the people of that job's business get a letter, and another one when it
is back. One static executable: database, time zones, mail and pages are inside.")
set(CPACK_PACKAGE_CONTACT "The cronmon authors <cronmon@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${program_mode})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, logrotate")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${from}/debian/postinst ${from}/debian/prerm
    ${from}/debian/postrm ${from}/debian/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)

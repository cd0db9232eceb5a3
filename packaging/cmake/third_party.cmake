# The libraries that are not ours: third_party::<name>, found on the system, their headers SYSTEM.
#
# Static archives are taken by name, so that no shared library can slip into the product; where
# there is no archive, a shared library will do for a test build. Two libraries come as sources
# that packaging/third-party has fetched: cpp-httplib, compiled here, and curl, built by it once.
# To use your own, set CRONMON_HTTPLIB_DIR and CRONMON_CURL_DIR, or any of the variables below.

set(CRONMON_THIRD_PARTY ${CMAKE_SOURCE_DIR}/build/third_party CACHE PATH
    "What packaging/third-party prepared")
set(CRONMON_HTTPLIB_DIR ${CRONMON_THIRD_PARTY}/httplib CACHE PATH "Where httplib.h is")
set(CRONMON_CURL_DIR ${CRONMON_THIRD_PARTY}/curl CACHE PATH
    "Where include/curl/curl.h and lib/libcurl.a are")

# library(name HEADER h ARCHIVES a... NEEDS names...)
function(library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADER" "ARCHIVES;NEEDS;HINTS")
    add_library(third_party_${name} INTERFACE)
    add_library(third_party::${name} ALIAS third_party_${name})
    string(TOUPPER ${name} upper)
    find_path(CRONMON_${upper}_INCLUDE ${arg_HEADER} HINTS ${arg_HINTS}/include REQUIRED)
    # The compiler's own folders must keep their order, so they are not named again.
    if(NOT CRONMON_${upper}_INCLUDE IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
        target_include_directories(third_party_${name} SYSTEM INTERFACE ${CRONMON_${upper}_INCLUDE})
    endif()
    # Whose they are is told with the package.
    set_property(GLOBAL APPEND PROPERTY cronmon_third_party_files
                 ${CRONMON_${upper}_INCLUDE}/${arg_HEADER})
    list(TRANSFORM arg_NEEDS PREPEND third_party::)
    set(archives "")
    foreach(archive IN LISTS arg_ARCHIVES)
        find_library(CRONMON_LIB_${archive} NAMES lib${archive}.a ${archive}
                     HINTS ${arg_HINTS}/lib REQUIRED)
        # A target for each file, so that CMake keeps it in front of what it needs.
        add_library(third_party_file_${archive} UNKNOWN IMPORTED)
        set_target_properties(third_party_file_${archive} PROPERTIES
            IMPORTED_LOCATION ${CRONMON_LIB_${archive}} INTERFACE_LINK_LIBRARIES "${arg_NEEDS}")
        list(APPEND archives third_party_file_${archive})
    endforeach()
    list(LENGTH archives count)
    if(count GREATER 1)  # they need each other: searched again until nothing is missing
        list(JOIN archives "," archives)
        set(archives "$<LINK_GROUP:RESCAN,${archives}>")
    endif()
    target_link_libraries(third_party_${name} INTERFACE ${archives} ${arg_NEEDS})
endfunction()

add_library(third_party::system INTERFACE IMPORTED)
target_link_libraries(third_party::system INTERFACE Threads::Threads ${CMAKE_DL_LIBS} m)

library(crypto    HEADER openssl/crypto.h        ARCHIVES crypto  NEEDS system)
library(ssl       HEADER openssl/ssl.h           ARCHIVES ssl     NEEDS crypto)
library(zlib      HEADER zlib.h                  ARCHIVES z)
library(argon2    HEADER argon2.h                ARCHIVES argon2  NEEDS system)
library(cares     HEADER ares.h                  ARCHIVES cares)
library(sqlite    HEADER sqlite3.h               ARCHIVES sqlite3 NEEDS system)
library(sqlitecpp HEADER SQLiteCpp/SQLiteCpp.h   ARCHIVES SQLiteCpp NEEDS sqlite)
library(json      HEADER nlohmann/json.hpp)
library(cxxopts   HEADER cxxopts.hpp)
library(doctest   HEADER doctest/doctest.h)
library(cctz      HEADER absl/time/internal/cctz/include/cctz/time_zone.h NEEDS system
        ARCHIVES absl_time absl_time_zone absl_civil_time absl_strings absl_strings_internal
                 absl_int128 absl_raw_logging_internal absl_base absl_spinlock_wait
                 absl_throw_delegate absl_log_severity)

file(GLOB prepared CONFIGURE_DEPENDS
     ${CRONMON_HTTPLIB_DIR}/httplib.h ${CRONMON_CURL_DIR}/include/curl/curl.h)
list(LENGTH prepared count)
if(count LESS 2)
    message(WARNING "cpp-httplib and curl are not prepared: run packaging/third-party "
                    "(layers alert and http, and what is below them, cannot be built)")
    add_library(third_party::curl INTERFACE IMPORTED)
    add_library(third_party::httplib INTERFACE IMPORTED)
    add_library(headers::httplib INTERFACE IMPORTED)
    return()
endif()

library(curl HEADER curl/curl.h ARCHIVES curl NEEDS cares ssl HINTS ${CRONMON_CURL_DIR})
target_compile_definitions(third_party_curl INTERFACE CURL_STATICLIB)

# httplib.h is one header of 10,000 lines. Its functions are moved to a source of their own, as its
# own split.py does, and compiled once.
set_property(GLOBAL APPEND PROPERTY cronmon_third_party_files ${CRONMON_HTTPLIB_DIR}/httplib.h)
set(httplib_dir ${CMAKE_BINARY_DIR}/httplib)
file(MAKE_DIRECTORY ${httplib_dir})
set(split_httplib ${CMAKE_CURRENT_LIST_DIR}/split_httplib.awk)
add_custom_command(
    OUTPUT ${httplib_dir}/httplib.h ${httplib_dir}/httplib.cc
    COMMAND awk -v out=${httplib_dir} -f ${split_httplib} ${CRONMON_HTTPLIB_DIR}/httplib.h
    DEPENDS ${CRONMON_HTTPLIB_DIR}/httplib.h ${split_httplib}
    COMMENT "Splitting httplib.h" VERBATIM)
add_custom_target(httplib_split DEPENDS ${httplib_dir}/httplib.h ${httplib_dir}/httplib.cc)

# Whoever includes httplib.h must see the same macros. Without TLS and compression: net/ has both.
add_library(httplib_headers INTERFACE)
add_library(headers::httplib ALIAS httplib_headers)
add_dependencies(httplib_headers httplib_split)
target_include_directories(httplib_headers SYSTEM INTERFACE ${httplib_dir})
target_compile_definitions(httplib_headers INTERFACE
    CPPHTTPLIB_USE_POLL  # descriptors above 1023
    # curl --data-binary calls any log a form. How large a body may be is for the reactor to say.
    CPPHTTPLIB_FORM_URL_ENCODED_PAYLOAD_MAX_LENGTH=1073741824)

add_library(third_party_httplib STATIC ${httplib_dir}/httplib.cc)
add_library(third_party::httplib ALIAS third_party_httplib)
target_link_libraries(third_party_httplib PUBLIC headers::httplib third_party::system)
if(NOT CRONMON_SANITIZE)  # no ping comes this way
    target_compile_options(third_party_httplib PRIVATE -Os)
endif()

# The pages, inside the executable: #include "embedded/pages.h"
#
#     CRONMON_WEB=ON        builds them with npm (packaging/web)
#     CRONMON_WEB_DIST=DIR  takes ready-built ones from DIR; needs node, but neither npm nor network
#     CRONMON_WEB=OFF       leaves them out: API and command line only
#
# Whichever way, packing them fails when they are too heavy (web/scripts/pack.mjs).

option(CRONMON_WEB "Build the pages in" ON)
set(CRONMON_WEB_DIST "" CACHE PATH "A folder of ready-built pages, as npm run build leaves it")

# Each way has a folder of its own, so that one never takes the other's files for fresh.
set(web ${CMAKE_SOURCE_DIR}/web)
if(NOT CRONMON_WEB)
    set(pages_dir ${CMAKE_BINARY_DIR}/pages/none)
    set(pages_from "")
elseif(CRONMON_WEB_DIST)
    set(pages_dir ${CMAKE_BINARY_DIR}/pages/dist)
    set(pages_from ${CRONMON_WEB_DIST})
else()
    set(pages_dir ${CMAKE_BINARY_DIR}/pages/web)
    set(pages_from ${web}/dist)
endif()
set(pages_bin ${pages_dir}/pages.bin)
set(pages_inc ${pages_dir}/pages.inc)

if(CRONMON_WEB)
    find_program(CRONMON_NODE NAMES node nodejs)
    find_program(CRONMON_NPM npm)
    if(NOT CRONMON_NODE OR NOT (CRONMON_NPM OR CRONMON_WEB_DIST))
        message(FATAL_ERROR
            "The pages need node and npm, which are not here. Install them (Debian: nodejs, npm); "
            "or take ready-built pages, CRONMON_WEB_DIST=DIR, for which node alone will do; or "
            "leave them out, CRONMON_WEB=OFF.")
    endif()
endif()

if(NOT CRONMON_WEB)
    set(pages_are_there false)
    file(CONFIGURE OUTPUT ${pages_bin} CONTENT "")
    file(CONFIGURE OUTPUT ${pages_inc} CONTENT "")
elseif(CRONMON_WEB_DIST)
    set(pages_are_there true)
    file(GLOB_RECURSE dist CONFIGURE_DEPENDS ${CRONMON_WEB_DIST}/*)
    add_custom_command(
        OUTPUT ${pages_bin} ${pages_inc}
        COMMAND ${CRONMON_NODE} ${web}/scripts/pack.mjs ${CRONMON_WEB_DIST} ${pages_dir}
        DEPENDS ${web}/scripts/pack.mjs ${dist}
        COMMENT "Packing the pages of ${CRONMON_WEB_DIST}" VERBATIM)
else()
    set(pages_are_there true)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS
         ${web}/src/* ${web}/public/* ${web}/scripts/*)
    file(GLOB settings CONFIGURE_DEPENDS ${web}/*.* ${web}/.npmrc)
    list(FILTER sources EXCLUDE REGEX "\\.test\\.ts$")
    add_custom_command(
        OUTPUT ${pages_bin} ${pages_inc}
        COMMAND ${CMAKE_SOURCE_DIR}/packaging/web ${pages_dir}
        DEPENDS ${CMAKE_SOURCE_DIR}/packaging/web ${sources} ${settings}
        COMMENT "Building the pages" VERBATIM)
endif()

configure_file(${CMAKE_CURRENT_LIST_DIR}/pages.h.in ${embedded_dir}/include/embedded/pages.h
               COPYONLY)
configure_file(${CMAKE_CURRENT_LIST_DIR}/pages.cpp.in ${embedded_dir}/pages.cpp @ONLY)
set_source_files_properties(${embedded_dir}/pages.cpp PROPERTIES OBJECT_DEPENDS ${pages_inc})
add_library(embedded_pages STATIC ${embedded_dir}/pages.cpp)
embed(embedded_pages cronmon_pages ${pages_bin})
target_include_directories(embedded_pages PUBLIC ${embedded_dir}/include PRIVATE ${pages_dir})
target_link_libraries(embedded_pages PRIVATE our_warnings)

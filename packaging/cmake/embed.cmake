# Files that live inside the executable.
#
# embed(target symbol file): a library that holds the bytes of file between the symbols
# <symbol>_begin and <symbol>_end. The assembler copies them (.incbin) in milliseconds, where a
# C array of the same bytes would take the compiler seconds.
function(embed target symbol file)
    set(stub ${CMAKE_BINARY_DIR}/embedded/${symbol}.S)
    file(CONFIGURE OUTPUT ${stub} @ONLY CONTENT [[
    .section .rodata
    .balign 16
    .global @symbol@_begin
    .hidden @symbol@_begin
@symbol@_begin:
    .incbin "@file@"
    .global @symbol@_end
    .hidden @symbol@_end
@symbol@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
    set_source_files_properties(${stub} PROPERTIES OBJECT_DEPENDS ${file})
    target_sources(${target} PRIVATE ${stub})
endfunction()

set(embedded_dir ${CMAKE_BINARY_DIR}/embedded)
set(embed_scripts ${CMAKE_CURRENT_LIST_DIR})

# The schema: #include "embedded/schema.h"
file(GLOB schema CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/schema.sql)
if(schema)
    configure_file(${embed_scripts}/schema.h.in ${embedded_dir}/include/embedded/schema.h COPYONLY)
    configure_file(${embed_scripts}/schema.cpp.in ${embedded_dir}/schema.cpp COPYONLY)
    add_library(embedded_schema STATIC ${embedded_dir}/schema.cpp)
    embed(embedded_schema cronmon_schema_sql ${schema})
    target_link_libraries(embedded_schema PRIVATE our_warnings)
else()
    message(WARNING "schema.sql is missing: store/ cannot include embedded/schema.h")
    add_library(embedded_schema INTERFACE)
endif()

# What the API is: #include "embedded/openapi.h"
configure_file(${embed_scripts}/openapi.h.in ${embedded_dir}/include/embedded/openapi.h COPYONLY)
configure_file(${embed_scripts}/openapi.cpp.in ${embedded_dir}/openapi.cpp COPYONLY)
add_library(embedded_openapi STATIC ${embedded_dir}/openapi.cpp)
add_custom_command(
    OUTPUT ${embedded_dir}/openapi.json.gz
    COMMAND gzip -9 -n -c ${CMAKE_SOURCE_DIR}/lib/http/openapi.json > ${embedded_dir}/openapi.json.gz
    DEPENDS ${CMAKE_SOURCE_DIR}/lib/http/openapi.json
    COMMENT "Packing the API's document" VERBATIM)
embed(embedded_openapi cronmon_openapi_json ${embedded_dir}/openapi.json.gz)
target_link_libraries(embedded_openapi PRIVATE our_warnings)

# The time zones: #include "embedded/zones.h"
find_program(CRONMON_ZIC zic PATHS /usr/sbin /sbin REQUIRED)
find_file(CRONMON_TZDATA tzdata.zi PATHS /usr/share/zoneinfo NO_DEFAULT_PATH REQUIRED)
configure_file(${embed_scripts}/zones.h.in ${embedded_dir}/include/embedded/zones.h COPYONLY)
add_custom_command(
    OUTPUT ${embedded_dir}/zones.cpp ${embedded_dir}/zones.bin
    COMMAND ${CMAKE_COMMAND} -D ZIC=${CRONMON_ZIC} -D TZDATA=${CRONMON_TZDATA}
            -D OUTPUT=${embedded_dir} -P ${embed_scripts}/pack_zones.cmake
    DEPENDS ${CRONMON_TZDATA} ${embed_scripts}/pack_zones.cmake ${embed_scripts}/zones.cpp.in
    COMMENT "Packing the time zones" VERBATIM)
add_library(embedded_zones STATIC ${embedded_dir}/zones.cpp)
embed(embedded_zones cronmon_zones ${embedded_dir}/zones.bin)
target_link_libraries(embedded_zones PRIVATE our_warnings)

foreach(target embedded_schema embedded_openapi embedded_zones)
    get_target_property(type ${target} TYPE)
    if(NOT type STREQUAL "INTERFACE_LIBRARY")
        target_include_directories(${target} PUBLIC ${embedded_dir}/include)
    endif()
endforeach()

# cmake -D ZIC=zic -D TZDATA=tzdata.zi -D OUTPUT=folder -P pack_zones.cmake
#
# Compiles tzdata and writes zones.bin (every different zone once, back to back) and zones.cpp
# (names in order, and where in zones.bin each begins).
cmake_minimum_required(VERSION 3.25)

set(dir ${OUTPUT}/zoneinfo)
file(REMOVE_RECURSE ${dir})
execute_process(COMMAND ${ZIC} -b slim -d ${dir} ${TZDATA} COMMAND_ERROR_IS_FATAL ANY)

file(STRINGS ${TZDATA} version LIMIT_COUNT 1 REGEX "^# version ")
string(REPLACE "# version " "" version "${version}")

file(GLOB_RECURSE zones RELATIVE ${dir} ${dir}/*)
list(SORT zones COMPARE STRING CASE SENSITIVE)
set(names "")
set(places "")
set(unique "")
set(end 0)
foreach(zone IN LISTS zones)
    file(SHA256 ${dir}/${zone} hash)
    if(NOT DEFINED offset_${hash})
        file(SIZE ${dir}/${zone} size_${hash})
        set(offset_${hash} ${end})
        math(EXPR end "${end} + ${size_${hash}}")
        list(APPEND unique ${zone})
    endif()
    string(APPEND names "    \"${zone}\",\n")
    string(APPEND places "    {${offset_${hash}}, ${size_${hash}}},\n")
endforeach()

execute_process(COMMAND ${CMAKE_COMMAND} -E cat ${unique} WORKING_DIRECTORY ${dir}
                OUTPUT_FILE ${OUTPUT}/zones.bin COMMAND_ERROR_IS_FATAL ANY)
file(SIZE ${OUTPUT}/zones.bin size)
if(NOT size EQUAL end)
    message(FATAL_ERROR "zones.bin: must be ${end} bytes, got ${size}")
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/zones.cpp.in ${OUTPUT}/zones.cpp @ONLY)

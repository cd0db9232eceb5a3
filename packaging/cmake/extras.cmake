# What a developer asks for by name: format, format-check, tidy, fuzz, bench.
#
#     cmake -S . -B /tmp/fuzz -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ \
#         -DCRONMON_SANITIZE=address -DCRONMON_FUZZ=ON && ninja -C /tmp/fuzz fuzz
#     cmake -S . -B build -DCRONMON_BENCH=ON && ninja -C build bench

option(CRONMON_BENCH "Benchmarks: bench_<name> from test/bench/<name>.cpp" OFF)

add_custom_target(format COMMAND ${CMAKE_SOURCE_DIR}/packaging/format VERBATIM)
add_custom_target(format-check COMMAND ${CMAKE_SOURCE_DIR}/packaging/format --check VERBATIM)
if(NOT CRONMON_SANITIZE)
    add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/packaging/format --check)
endif()

# clang-tidy over lib/, by the short list in .clang-tidy. It reads the commands of this build.
add_custom_target(tidy
    COMMAND run-clang-tidy -quiet -p ${CMAKE_BINARY_DIR} "${CMAKE_SOURCE_DIR}/(lib/|cronmon)"
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)

# fuzz_core_schedule, from test/fuzz/core_schedule_fuzz.cpp, links the layer core; one whose name
# begins with no layer links them all.
if(CRONMON_FUZZ)
    get_property(layers GLOBAL PROPERTY cronmon_layers)
    add_custom_target(fuzz)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/test/fuzz/*_fuzz.cpp)
    foreach(source IN LISTS sources)
        get_filename_component(name ${source} NAME_WE)
        string(REGEX REPLACE "_fuzz$" "" name ${name})
        string(REGEX REPLACE "_.*" "" layer ${name})
        if(NOT layer IN_LIST layers)
            set(layer app)
        endif()
        add_executable(fuzz_${name} ${source})
        target_include_directories(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/test)
        target_link_libraries(fuzz_${name} PRIVATE our_warnings ${layer})
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
        add_dependencies(fuzz fuzz_${name})
    endforeach()
endif()

# Compiled and linked as the product is.
if(CRONMON_BENCH)
    add_custom_target(bench)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/test/bench/*.cpp)
    foreach(source IN LISTS sources)
        get_filename_component(name ${source} NAME_WE)
        add_executable(bench_${name} ${source})
        target_include_directories(bench_${name} PRIVATE ${CMAKE_SOURCE_DIR}/test)
        target_link_libraries(bench_${name} PRIVATE our_warnings app static_link)
        add_dependencies(bench bench_${name})
    endforeach()
endif()

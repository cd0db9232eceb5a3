# The tests. In a sanitised build: test_<layer> for each folder of test/ that mirrors a layer,
# test_story (the whole App) and test_tidy (the rules of the house). In the product's build: the
# scripts of test/binary, which speak to the shipped file from outside, and the pages' own tests.

set(test_dir ${CMAKE_SOURCE_DIR}/test)
if(NOT EXISTS ${test_dir}/support/main.cpp)
    return()  # a tree without its tests can still be built
endif()
set(flavour ${CRONMON_SANITIZE})
if(NOT flavour)
    set(flavour plain)
endif()

# The address space of a TSan program must not be too random; not everywhere may we ask for that.
set(launcher "")
if(CRONMON_SANITIZE STREQUAL "thread")
    execute_process(COMMAND setarch -R true RESULT_VARIABLE refused OUTPUT_QUIET ERROR_QUIET)
    if(NOT refused)
        set(launcher setarch -R)
    endif()
endif()

# doctest's own code, compiled once.
add_library(test_main OBJECT EXCLUDE_FROM_ALL ${test_dir}/support/main.cpp)
target_compile_definitions(test_main PUBLIC CRONMON_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_include_directories(test_main PUBLIC ${test_dir})
target_link_libraries(test_main PUBLIC third_party::doctest third_party::json our_code
                      PRIVATE our_warnings)

# What tests share. An archive, so that a test links only what it calls: it names no layer here,
# each test brings its own.
file(GLOB support CONFIGURE_DEPENDS ${test_dir}/support/*.cpp)
list(REMOVE_ITEM support ${test_dir}/support/main.cpp)
if(support)
    add_library(test_support STATIC EXCLUDE_FROM_ALL ${support})
    target_compile_definitions(test_support PRIVATE CRONMON_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_include_directories(test_support PUBLIC ${test_dir})
    target_link_libraries(test_support PUBLIC our_code third_party::json
                          PRIVATE our_warnings headers::httplib third_party::doctest)
else()
    add_library(test_support INTERFACE)
endif()

# All tests that this flavour runs: ThreadSanitizer looks at the layers that have threads, the
# product's build at none of these (they can be built there, for a quick look).
add_custom_target(tests)
set(threaded engine net http app)

# test_executable(name sources... LINK layers...)
function(test_executable name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK")
    if(NOT arg_UNPARSED_ARGUMENTS)
        return()
    endif()
    add_executable(test_${name} EXCLUDE_FROM_ALL ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(test_${name} PRIVATE our_warnings test_main ${arg_LINK})
    if(NOT CRONMON_SANITIZE OR (CRONMON_SANITIZE STREQUAL "thread" AND NOT name IN_LIST threaded))
        return()
    endif()
    add_dependencies(tests test_${name})
    add_test(NAME ${flavour}.${name} COMMAND ${launcher} $<TARGET_FILE:test_${name}>
             WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${flavour}.${name} PROPERTIES TIMEOUT 600 ENVIRONMENT
        "UBSAN_OPTIONS=print_stacktrace=1;TSAN_OPTIONS=halt_on_error=1 second_deadlock_stack=1")
endfunction()

get_property(layers GLOBAL PROPERTY cronmon_layers)
foreach(layer IN LISTS layers)
    file(GLOB sources CONFIGURE_DEPENDS ${test_dir}/${layer}/*_test.cpp)
    if(layer MATCHES "^(base|core)$")  # pure: need nothing but themselves
        test_executable(${layer} ${sources} LINK ${layer})
    else()
        test_executable(${layer} ${sources} LINK test_support ${layer})
    endif()
endforeach()
file(GLOB sources CONFIGURE_DEPENDS ${test_dir}/story/*_test.cpp)
test_executable(story ${sources} LINK test_support app)
file(GLOB sources CONFIGURE_DEPENDS ${test_dir}/tidy_test.cpp)
test_executable(tidy ${sources})

# The shipped file, from outside.
if(NOT CRONMON_SANITIZE)
    # The system's own Python first: the mail server is one of its packages.
    find_program(CRONMON_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
    find_program(CRONMON_PYTHON python3)
    file(GLOB scripts CONFIGURE_DEPENDS ${test_dir}/binary/*_test.py ${test_dir}/binary/*_test.sh)
    foreach(script IN LISTS scripts)
        cmake_path(GET script STEM name)
        string(REGEX REPLACE "_test$" "" name ${name})
        set(interpreter bash)
        if(script MATCHES "\\.py$")
            set(interpreter ${CRONMON_PYTHON})
        endif()
        add_test(NAME binary.${name} COMMAND ${interpreter} ${script}
                 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        set_tests_properties(binary.${name} PROPERTIES TIMEOUT 900
            ENVIRONMENT
            "CRONMON_BINARY=${CMAKE_BINARY_DIR}/cronmon;CRONMON_PAGES=${pages_from}")
    endforeach()

    # The pages: what their own tools find, and a real browser. It gets the machine for itself.
    if(CRONMON_WEB AND NOT CRONMON_WEB_DIST)
        add_test(NAME web.check COMMAND ${CRONMON_NPM} run check
                 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web)
        set_tests_properties(web.check PROPERTIES TIMEOUT 900)
        if(EXISTS ${test_dir}/browser/run)
            add_test(NAME browser COMMAND ${test_dir}/browser/run)
            set_tests_properties(browser PROPERTIES TIMEOUT 3600 RUN_SERIAL TRUE
                ENVIRONMENT "CRONMON_BINARY=${CMAKE_BINARY_DIR}/cronmon")
        endif()
    endif()

    # One run of ctest here also runs the sanitised tests, once packaging/test has built them.
    foreach(other test tsan)
        file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/also_${other}.cmake @ONLY CONTENT [[
if(EXISTS "@CMAKE_BINARY_DIR@/@other@/CTestTestfile.cmake")
    subdirs("@CMAKE_BINARY_DIR@/@other@")
endif()
]])
        set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY
                     TEST_INCLUDE_FILES ${CMAKE_BINARY_DIR}/also_${other}.cmake)
    endforeach()
endif()

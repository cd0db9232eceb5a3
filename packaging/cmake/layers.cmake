# layer(name needs...)  one folder of lib/ as a static library that sees the layers it needs.
# uses(layer names...)  the libraries and embedded files that a layer includes.
# small(parts...)       layers, or folders or files of a layer, that are compiled for size rather than
#                       speed.
# product(name layer)   the executable of <name>.cpp and the lowest layer.

add_library(our_code INTERFACE)
target_include_directories(our_code INTERFACE ${CMAKE_SOURCE_DIR}/lib)
target_link_libraries(our_code INTERFACE Threads::Threads)

set_property(GLOBAL PROPERTY cronmon_layers "")

function(layer name)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/lib/${name}/*.cpp
         ${CMAKE_SOURCE_DIR}/lib/${name}/*/*.cpp)
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC our_code ${ARGN} PRIVATE our_warnings)
    else()  # headers only, so far
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE our_code ${ARGN})
    endif()
    set_property(GLOBAL APPEND PROPERTY cronmon_layers ${name})
endfunction()

function(uses layer)
    get_target_property(type ${layer} TYPE)
    set(how PUBLIC)
    if(type STREQUAL "INTERFACE_LIBRARY")
        set(how INTERFACE)
    endif()
    foreach(name IN LISTS ARGN)
        if(TARGET third_party::${name})
            set(name third_party::${name})
        endif()
        target_link_libraries(${layer} ${how} ${name})
    endforeach()
endfunction()

function(small)
    get_property(layers GLOBAL PROPERTY cronmon_layers)
    set(small_layers "")
    foreach(part IN LISTS ARGN)
        if(part IN_LIST layers)
            list(APPEND small_layers ${part})
        endif()
        if(CRONMON_SANITIZE)
            continue()
        endif()
        file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/lib/${part}
             ${CMAKE_SOURCE_DIR}/lib/${part}/*.cpp ${CMAKE_SOURCE_DIR}/lib/${part}/*/*.cpp)
        list(FILTER sources INCLUDE REGEX "\\.cpp$")
        set_property(SOURCE ${sources} APPEND PROPERTY COMPILE_OPTIONS -Os)
    endforeach()
    set_property(GLOBAL PROPERTY cronmon_small_layers ${small_layers})
endfunction()

# The objects of all other layers. A template that several layers use is linked from the object
# that comes first, and must not come from one that was compiled for size.
function(fast_objects result)
    get_property(layers GLOBAL PROPERTY cronmon_layers)
    get_property(small GLOBAL PROPERTY cronmon_small_layers)
    set(objects "")
    foreach(name IN LISTS layers)
        get_target_property(type ${name} TYPE)
        if(NOT name IN_LIST small AND NOT type STREQUAL "INTERFACE_LIBRARY")
            list(APPEND objects $<TARGET_OBJECTS:${name}>)
        endif()
    endforeach()
    set(${result} ${objects} PARENT_SCOPE)
endfunction()

function(product name layer)
    file(GLOB source CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${name}.cpp)
    if(NOT source)
        message(STATUS "${name}.cpp is not there yet: no executable")
        return()
    endif()
    # The second source is here and not in a layer because nobody calls it: from a library it
    # would be left out.
    fast_objects(objects)
    add_executable(${name} ${source} packaging/cmake/openssl_no_config.cpp ${objects})
    target_link_libraries(${name} PRIVATE our_warnings ${layer} static_link)
    if(NOT CRONMON_SANITIZE)
        add_custom_command(TARGET ${name} POST_BUILD
            COMMAND ${CMAKE_STRIP} $<TARGET_FILE:${name}> VERBATIM)
    endif()
endfunction()

# The language, the warnings, and the two ways to link.
#
# The product (no sanitizer) is one static position independent file. A test build
# (CRONMON_SANITIZE=address or thread) compiles the same sources with a sanitizer and links
# to the system's C library dynamically, because the sanitizers cannot be linked statically.

set(CRONMON_SANITIZE "" CACHE STRING "address (with undefined) or thread; empty for the product")
set_property(CACHE CRONMON_SANITIZE PROPERTY STRINGS "" address thread)
option(CRONMON_FUZZ "Fuzzers, see extras.cmake; needs clang++ and CRONMON_SANITIZE=address" OFF)
option(CRONMON_WERROR "A warning in our code is an error" ON)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
include(CheckCXXSourceCompiles)
include(CheckLinkerFlag)

find_program(CRONMON_CCACHE ccache)
if(CRONMON_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CRONMON_CCACHE})
endif()

# Build types are ours: what a file is compiled with is written here, and nowhere else.
if(NOT CRONMON_SANITIZE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
    set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
    set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
    add_compile_options(-ffunction-sections -fdata-sections -fstack-protector-strong)
    add_compile_definitions(_FORTIFY_SOURCE=2)
elseif(CRONMON_SANITIZE STREQUAL "address")
    set(sanitizer -fsanitize=address,undefined -fno-sanitize-recover=all)
elseif(CRONMON_SANITIZE STREQUAL "thread")
    set(sanitizer -fsanitize=thread)
else()
    message(FATAL_ERROR "CRONMON_SANITIZE: must be address, thread or empty, "
                        "got ${CRONMON_SANITIZE}")
endif()
if(CRONMON_FUZZ)
    if(NOT CRONMON_SANITIZE STREQUAL "address" OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "CRONMON_FUZZ: needs CRONMON_SANITIZE=address and clang++")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CRONMON_SANITIZE)
    set(CMAKE_BUILD_TYPE Sanitized CACHE STRING "" FORCE)
    add_compile_options(-O1 -g1 -fno-omit-frame-pointer ${sanitizer})
    add_link_options(${sanitizer})
endif()
add_compile_definitions(_GLIBCXX_ASSERTIONS)
# Messages that print __FILE__ name the place in this tree, not the machine that compiled it.
add_compile_options(-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
# And one build folder can take from the compiler cache what another has put there.
add_compile_options(-ffile-prefix-map=${CMAKE_BINARY_DIR}=.)

# Our own code, as opposed to third-party sources that are compiled here too.
add_library(our_warnings INTERFACE)
target_compile_options(our_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion>
    $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-sign-conversion>)  # g++'s -Wconversion leaves it out
if(CRONMON_WERROR)
    target_compile_options(our_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
endif()

# Static, position independent, and only the functions that somebody calls. (-static beside
# -static-pie would make the link fail.) The linker warns of dlopen, getaddrinfo, gethostbyname and
# getserv*: none of these is reached, since addresses to listen on are numbers and curl resolves
# names through c-ares.
add_library(static_link INTERFACE)
if(NOT CRONMON_SANITIZE)
    target_link_options(static_link INTERFACE
        -static-pie -Wl,--gc-sections -Wl,-z,relro,-z,now)
    # Relocations take 8 KB rather than 630; a C library older than 2.36 could not start the file.
    check_cxx_source_compiles("#include <features.h>
        #if !__GLIBC_PREREQ(2, 36)
        #error
        #endif
        int main() {}" CRONMON_CAN_PACK_RELOCATIONS)
    if(CRONMON_CAN_PACK_RELOCATIONS)
        target_link_options(static_link INTERFACE -Wl,-z,pack-relative-relocs)
    endif()
    # 760 KB; a linker that does not read such scripts goes without.
    set(no_unwind -Wl,-T,${CMAKE_CURRENT_LIST_DIR}/no_unwind.ld)
    check_linker_flag(CXX ${no_unwind} CRONMON_CAN_DROP_UNWIND_TABLES)
    if(CRONMON_CAN_DROP_UNWIND_TABLES)
        target_link_options(static_link INTERFACE ${no_unwind})
    endif()
endif()

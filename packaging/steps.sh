# What the scripts of this folder share: how they speak, configure and compile. Sourced, from the
# root of the tree.

say() { printf '%s: %s\n' "${0##*/}" "$*"; }
warn() { printf '%s: WARNING: %s\n' "${0##*/}" "$*" >&2; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# Configures a build folder, with whatever libraries and pages the environment names.
configure() {  # folder options...
    local folder=$1 name
    shift
    for name in CRONMON_THIRD_PARTY CRONMON_HTTPLIB_DIR CRONMON_CURL_DIR \
            CRONMON_WEB CRONMON_WEB_DIST; do
        [ -z "${!name:-}" ] || set -- "$@" "-D$name=${!name}"
    done
    # A folder that was copied or moved here with the tree remembers where it was.
    if [ -e "$folder/CMakeCache.txt" ] &&
            ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
        say "$folder belongs to another place: configuring it anew"
        rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles"
    fi
    mkdir -p "$folder"
    cmake -S . -B "$folder" -G Ninja "$@" >"$folder/configure.log" 2>&1 ||
        { cat "$folder/configure.log" >&2; die "$folder cannot be configured"; }
}

compile() {  # folder targets...
    local folder=$1
    shift
    cmake --build "$folder" --target "$@"
}

# The compiler cache and npm's need a home that they may write to.
if [ ! -w "${HOME:-/nonexistent}" ]; then
    export CCACHE_DIR=${CCACHE_DIR:-$PWD/build/ccache}
    export npm_config_cache=${npm_config_cache:-$PWD/build/npm}
fi

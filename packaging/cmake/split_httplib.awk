# awk -v out=folder -f split_httplib.awk httplib.h
#
# A comment line of many dashes is a border: what lies between an odd and an even one is
# implementation and goes to httplib.cc, without its "inline".
BEGIN {
    header = out "/httplib.h"
    source = out "/httplib.cc"
    print "#include \"httplib.h\"\nnamespace httplib {" > source
    printf "" > header
}
index($0, "// ------------------------------") == 1 {
    implementation = !implementation
    borders++
    next
}
implementation  { gsub(/inline /, ""); print > source; next }
                { print > header }
END {
    print "}  // namespace httplib" > source
    if (borders < 2 || borders % 2) {
        print "httplib.h: must have pairs of border lines, got " borders + 0 > "/dev/stderr"
        exit 1
    }
}

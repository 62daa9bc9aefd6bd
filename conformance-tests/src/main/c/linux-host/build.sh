#!/bin/sh
# Compiles the program to $1, where there is what it takes: Linux on x86_64 and a C compiler.
set -eu
cd "$(dirname "$0")"
if [ "$(uname -sm)" != "Linux x86_64" ]; then
    echo "linux-host: skipped, this is $(uname -sm) and not Linux x86_64"
elif ! command -v "${CC:-cc}" >/dev/null; then
    echo "linux-host: skipped, there is no C compiler ${CC:-cc}"
elif [ ! -e "$1" ] || [ -n "$(find . ../../../../../proto/src/main/c -newer "$1")" ]; then
    ${CC:-cc} -O2 -Wall -Wextra -Werror -I../../../../../proto/src/main/c -o "$1" ./*.c
fi

#!/usr/bin/env bash
# Builds everything and runs every test. Needs the .NET 10 SDK; the rest it fetches itself.
#
#   ./test.sh              all test projects, and the check that no migration is missing (both providers)
#   ./test.sh Spin         only the projects whose name contains "Spin"
#
#   CLOUDPOS_CHROMIUM      the browser to use (default: the first Chromium or Chrome found, else one is installed)
#
# The last line is always "N passed, N failed" (and ", N skipped" when there are any).
set -uo pipefail
unset CDPATH CLOUDPOS_DATA CLOUDPOS_PORT CLOUDPOS_SIMULATOR_PORT
exec </dev/null

readonly PROJECT_SECONDS=3600   # a test project that takes longer hangs
ROOT=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd) || exit 1
readonly ROOT
cd -- "$ROOT" || exit 1

readonly FILTER=${1:-}
readonly RESULTS=artifacts/test-results
readonly END_TO_END=CloudPos.EndToEnd.Tests
# These know no real time, so they run beside the others with what those leave of the machine, one after another.
readonly BESIDE=(CloudPos.Simulation.Tests CloudPos.Domain.Tests)
PASSED=0 FAILED=0 SKIPPED=0 GROUP='' BESIDE_GROUP=''

say() { printf '%s\n' "$*"; }

closing_line() {
    local line="$PASSED passed, $FAILED failed"
    ((SKIPPED == 0)) || line+=", $SKIPPED skipped"
    say "$line"
}

# Nothing could be tested: that is a failure too, and is counted as one.
cannot() {
    say "The tests cannot run: $*"
    FAILED=$((FAILED + 1))
    closing_line
    exit 1
}

# ---- child processes ------------------------------------------------------------------------------------------------

end_processes() { # GROUP
    [[ -n $1 ]] || return 0
    kill -TERM -- "-$1" 2>/dev/null || return 0
    local tenth
    for ((tenth = 0; tenth < 50; tenth++)); do
        kill -0 -- "-$1" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL -- "-$1" 2>/dev/null
}

end_group() {
    end_processes "$GROUP"
    GROUP=''
}

trap 'end_group; end_processes "$BESIDE_GROUP"' EXIT
trap 'say "Stopped."; exit 130' INT
trap 'say "Stopped."; exit 143' TERM HUP

# Runs a command in a process group of its own: whatever it leaves behind ends with it.
run() {
    set -m
    "$@" &
    GROUP=$!
    set +m
    wait "$GROUP"
    local code=$?
    end_group
    return "$code"
}

limited() { # SECONDS COMMAND...
    local seconds=$1
    shift
    if command -v timeout >/dev/null 2>&1; then timeout --foreground --kill-after=10 "$seconds" "$@"; else "$@"; fi
}

logged() { # LOG COMMAND...: the output is shown only when the command fails
    local log=$RESULTS/$1
    shift
    run "$@" >"$log" 2>&1 && return 0
    tail -n 60 -- "$log"
    return 1
}

# ---- what is needed -------------------------------------------------------------------------------------------------

check_sdk() {
    command -v dotnet >/dev/null 2>&1 ||
        cannot "the .NET 10 SDK is missing (no 'dotnet' on the PATH); get it from https://dotnet.microsoft.com/download."
    local version
    version=$(dotnet --version 2>/dev/null) || version=''
    case ${version%%.*} in
        '' | *[!0-9]*) cannot "no .NET 10 SDK was found; get it from https://dotnet.microsoft.com/download." ;;
        [1-9]) cannot "the .NET SDK here is $version, and version 10 is needed; get it from https://dotnet.microsoft.com/download." ;;
    esac
}

can_install() { command -v apt-get >/dev/null 2>&1 && [[ $(id -u) == 0 ]]; }

install_package() {
    say "Installing the package $1 ..."
    logged "install-$1.log" env DEBIAN_FRONTEND=noninteractive bash -c \
        'apt-get update && apt-get install -y --no-install-recommends "$1"' install "$1"
}

has_sqlite() {
    local ldconfig folder
    for ldconfig in ldconfig /sbin/ldconfig /usr/sbin/ldconfig; do
        if command -v "$ldconfig" >/dev/null 2>&1 && [[ $("$ldconfig" -p 2>/dev/null) == *libsqlite3.so.0* ]]; then
            return 0
        fi
    done
    for folder in /lib /lib64 /usr/lib /usr/lib64 /usr/local/lib /lib/*-linux-* /usr/lib/*-linux-*; do
        [[ -e $folder/libsqlite3.so.0 ]] && return 0
    done
    return 1
}

check_sqlite() {
    [[ $(uname -s) == Linux && ${CompleteFeed:-} != true ]] || return 0
    has_sqlite && return 0
    if can_install && install_package libsqlite3-0 && has_sqlite; then return 0; fi
    cannot "the system's SQLite library (libsqlite3.so.0, version 3.40 or later) is missing; install it (Debian and Ubuntu: libsqlite3-0)."
}

is_browser() { [[ -n $1 && -x $1 ]] && "$1" --version >/dev/null 2>&1; }

find_browser() {
    local candidate
    for candidate in \
        "$(command -v chromium)" "$(command -v chromium-browser)" "$(command -v google-chrome)" \
        "$(command -v google-chrome-stable)" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "${PLAYWRIGHT_BROWSERS_PATH:-${HOME:-}/.cache/ms-playwright}"/chromium-*/chrome-linux*/chrome \
        "${PLAYWRIGHT_BROWSERS_PATH:-${HOME:-}/Library/Caches/ms-playwright}"/chromium-*/chrome-mac*/*.app/Contents/MacOS/*; do
        if is_browser "$candidate"; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

check_browser() {
    if [[ -n ${CLOUDPOS_CHROMIUM:-} ]]; then
        is_browser "$CLOUDPOS_CHROMIUM" || cannot "CLOUDPOS_CHROMIUM is '$CLOUDPOS_CHROMIUM', and that is not a browser that starts."
        return 0
    fi
    if ! CLOUDPOS_CHROMIUM=$(find_browser) && can_install; then
        install_package chromium
        CLOUDPOS_CHROMIUM=$(find_browser)
    fi
    if [[ -z $CLOUDPOS_CHROMIUM ]]; then
        local driver=tests/$END_TO_END/bin/Debug/net10.0/.playwright node
        for node in "$driver"/node/*/node; do
            if [[ -f $node ]] && chmod +x "$node" 2>/dev/null && "$node" --version >/dev/null 2>&1; then
                say "Fetching Chromium for the browser tests ..."
                logged install-browser.log "$node" "$driver/package/cli.js" install chromium && break
            fi
        done
        CLOUDPOS_CHROMIUM=$(find_browser)
    fi
    [[ -n $CLOUDPOS_CHROMIUM ]] ||
        cannot "the browser tests need Chromium, and it could not be installed; install Chromium or Chrome, or set CLOUDPOS_CHROMIUM to its path."
    export CLOUDPOS_CHROMIUM
}

# ---- tests ----------------------------------------------------------------------------------------------------------

counter() { # ATTRIBUTE, of the <Counters> element on standard input; 0 when it is not there
    local value
    value=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | head -n 1)
    printf '%d' "${value:-0}"
}

count_trx() { # FILE -> "passed failed skipped"
    local counters total executed passed
    counters=$(tr '\r\n' '  ' <"$1" | grep -o '<Counters [^>]*>' | head -n 1)
    [[ -n $counters ]] || return 1
    total=$(counter total <<<"$counters")
    executed=$(counter executed <<<"$counters")
    passed=$(counter passed <<<"$counters")
    # A skipped test is one that was not executed (the attribute notExecuted stays 0); what ran and did not pass has failed.
    printf '%d %d %d' "$passed" "$((executed - passed))" "$((total - executed))"
}

dotnet_test() { # NAME
    local verbosity=minimal
    [[ $1 == *.Simulation.* ]] && verbosity=detailed   # it tells how many worlds it has seen
    limited "$PROJECT_SECONDS" dotnet test "tests/$1/$1.csproj" -c Debug --no-build --nologo \
        --results-directory "$RESULTS" --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=$verbosity"
}

test_project() { # NAME
    local code=0
    say "--- $1"
    run dotnet_test "$1" || code=$?
    count_project "$1" "$code"
}

is_beside() { [[ " ${BESIDE[*]} " == *" $1 "* ]]; }

begin_beside() { # NAME...: in a process group of their own, behind everything else
    say "--- $* beside the others"
    set -m
    {
        renice -n 19 -p "$BASHPID" >/dev/null 2>&1
        local name code
        for name in "$@"; do
            code=0
            dotnet_test "$name" >"$RESULTS/$name.log" 2>&1 || code=$?
            printf '%d' "$code" >"$RESULTS/$name.code"
        done
    } &
    BESIDE_GROUP=$!
    set +m
}

end_beside() { # NAME...
    wait "$BESIDE_GROUP"
    end_processes "$BESIDE_GROUP"
    BESIDE_GROUP=''
    local name code
    for name in "$@"; do
        say "--- $name"
        cat -- "$RESULTS/$name.log"
        code=1
        [[ -f $RESULTS/$name.code ]] && code=$(<"$RESULTS/$name.code")
        count_project "$name" "$code"
    done
}

count_project() { # NAME CODE
    local trx=$RESULTS/$1.trx code=$2 passed failed skipped counts
    if [[ ! -f $trx ]] || ! counts=$(count_trx "$trx"); then
        if ((code == 0)); then
            say "$1 holds no tests."
            return
        fi
        say "$1 ended without results (exit code $code): counted as one failure."
        FAILED=$((FAILED + 1))
        return
    fi
    read -r passed failed skipped <<<"$counts"
    if ((code != 0 && failed == 0)); then
        say "$1 did not finish (exit code $code): counted as one failure."
        failed=1
    fi
    PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
}

check_migrations() { # NAME: one test, that the model has no change without a migration
    say "--- $1: no change of the model is without a migration"
    if logged "$1.log" limited "$PROJECT_SECONDS" dotnet ef migrations has-pending-model-changes \
        --project "migrations/$1" --startup-project "migrations/$1" --configuration Debug --no-build; then
        PASSED=$((PASSED + 1))
    else
        say "$1 lacks a migration (eng/add-migration.sh NAME adds it), or its model cannot be built; see above."
        FAILED=$((FAILED + 1))
    fi
}

list_failed() { # once more at the end, where they are seen: what failed stands far above by then
    local failed
    failed=$(grep -ho '<UnitTestResult [^>]*outcome="Failed"[^>]*>' -- "$RESULTS"/*.trx 2>/dev/null | sed -n 's/.* testName="\([^"]*\)".*/    \1/p')
    if [[ -n $failed ]]; then say "Failed:"; say "$failed"; fi
}

chosen() { # FOLDER PATTERN: names of the projects asked for
    local project name
    for project in "$1"/$2/*.csproj; do
        name=${project##*/}
        name=${name%.csproj}
        if [[ $name == *"$FILTER"* ]]; then printf '%s\n' "$name"; fi
    done
}

check_sdk
if ! mkdir -p "$RESULTS" 2>/dev/null || [[ ! -w $RESULTS ]]; then cannot "the folder $ROOT/$RESULTS cannot be written to."; fi
rm -f -- "$RESULTS"/*.trx "$RESULTS"/*.code

TEST_PROJECTS=$(chosen tests '*.Tests')
MIGRATIONS=$(chosen migrations '*')
[[ -n $TEST_PROJECTS$MIGRATIONS ]] || cannot "no project has '$FILTER' in its name."

check_sqlite

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 MSBUILDTERMINALLOGGER=off
export DOTNET_TieredPGO=0   # processes that live for minutes do not earn back what it costs to measure them
RESTORE=(--locked-mode)
# One compiler for all projects, of this run alone: it ends with the build's process group.
BUILD=(-c Debug --no-restore -nologo -v quiet -p:UseSharedCompilation=true "-p:SharedCompilationId=cloudpos-tests-$$")
if [[ ${CompleteFeed:-} == true ]]; then
    RESTORE=(-p:RestorePackagesWithLockFile=false)   # the lock files belong to the default feed
    BUILD+=(-p:RestorePackagesWithLockFile=false)
fi

say "Restoring packages and tools ..."
logged tools.log dotnet tool restore || cannot "the tools in .config/dotnet-tools.json could not be restored."
logged restore.log dotnet restore CloudPos.sln "${RESTORE[@]}" || cannot "the packages could not be restored."

say "Building ..."
logged build.log dotnet build CloudPos.sln "${BUILD[@]}" || cannot "the solution does not build; the messages are above."

if [[ $'\n'$TEST_PROJECTS$'\n' == *$'\n'$END_TO_END$'\n'* ]]; then check_browser; fi

beside=()
for name in "${BESIDE[@]}"; do
    if [[ $'\n'$TEST_PROJECTS$'\n' == *$'\n'$name$'\n'* ]]; then beside+=("$name"); fi
done
if ((${#beside[@]} > 0)); then begin_beside "${beside[@]}"; fi
for name in $TEST_PROJECTS; do
    is_beside "$name" || test_project "$name"
done
if ((${#beside[@]} > 0)); then end_beside "${beside[@]}"; fi
for name in $MIGRATIONS; do check_migrations "$name"; done

list_failed
if ((PASSED + FAILED == 0)); then say "No test has run, and that is not a success."; fi
closing_line
((FAILED == 0 && PASSED > 0))

#!/usr/bin/env bash
# Starts CloudPos on this computer: the register and the PIN pad simulator, with demo data.
# Needs the .NET 10 SDK. Ctrl-C stops both.
#
#   CLOUDPOS_DATA            folder for the database, the simulator's memory and the logs (default: data, in this repository)
#   CLOUDPOS_PORT            port of the register (default: 5080)
#   CLOUDPOS_SIMULATOR_PORT  port of the PIN pad simulator (default: 5090)
set -euo pipefail
unset CDPATH
exec </dev/null

readonly CALLED_FROM=$PWD
readonly READY_SECONDS=60
readonly STOP_SECONDS=20
ROOT=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly ROOT
cd -- "$ROOT"

say() { printf '%s\n' "$*"; }
fail() { printf 'CloudPos cannot start: %s\n' "$*" >&2; exit 1; }

# ---- what is needed -------------------------------------------------------------------------------------------------

check_sdk() {
    command -v dotnet >/dev/null 2>&1 ||
        fail "the .NET 10 SDK is missing (no 'dotnet' on the PATH); get it from https://dotnet.microsoft.com/download."
    local version
    version=$(dotnet --version 2>/dev/null) || version=''
    case ${version%%.*} in
        '' | *[!0-9]*) fail "no .NET 10 SDK was found; get it from https://dotnet.microsoft.com/download." ;;
        [1-9]) fail "the .NET SDK here is $version, and version 10 is needed; get it from https://dotnet.microsoft.com/download." ;;
    esac
    SDK=$version
}

port_number() { # NAME VALUE
    [[ $2 =~ ^[0-9]{1,5}$ ]] && ((10#$2 >= 1 && 10#$2 <= 65535)) ||
        fail "$1 is '$2', and a port is a whole number from 1 to 65535."
    printf '%d' "$((10#$2))"
}

check_free() { # NAME PORT
    if (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; then
        fail "port $2 is in use by another program; stop it or choose another port with $1."
    fi
}

check_data_folder() {
    case $DATA in /*) ;; *) DATA=$CALLED_FROM/$DATA ;; esac
    mkdir -p -- "$DATA/logs" 2>/dev/null || fail "the data folder $DATA cannot be made."
    DATA=$(cd -P -- "$DATA" && pwd) || fail "the data folder $DATA cannot be entered."
    local probe=$DATA/logs/.write-probe.$$
    (: >"$DATA/.write-probe.$$" && : >"$probe") 2>/dev/null || fail "the data folder $DATA cannot be written to."
    rm -f -- "$DATA/.write-probe.$$" "$probe"
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
    # macOS and Windows bring SQLite with them; a build against a complete package feed carries its own.
    [[ $(uname -s) == Linux && ${CompleteFeed:-} != true ]] || return 0
    has_sqlite && return 0
    if command -v apt-get >/dev/null 2>&1 && [[ $(id -u) == 0 ]]; then
        say "The system's SQLite library is missing: installing the package libsqlite3-0 ..."
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libsqlite3-0; } \
            >"$DATA/logs/apt.log" 2>&1 || tail -n 20 -- "$DATA/logs/apt.log" >&2
        has_sqlite && return 0
    fi
    fail "the system's SQLite library (libsqlite3.so.0, version 3.40 or later) is missing; install it (Debian and Ubuntu: libsqlite3-0; Fedora: sqlite-libs; Alpine: sqlite-libs)."
}

# ---- build ----------------------------------------------------------------------------------------------------------

# Every file that a build reads. The list itself is compared too, so that a deleted file is noticed.
sources() {
    find src migrations eng/feed Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt global.json \
        -type d \( -name bin -o -name obj -o -path '*/wwwroot/_framework' \) -prune -o -type f "$@" -print | LC_ALL=C sort
}

built_from() { printf 'SDK %s, CompleteFeed %s\n' "$SDK" "${CompleteFeed:-false}"; sources; }

is_built() {
    [[ -f artifacts/run.stamp && -f artifacts/web/CloudPos.Web.dll && -f artifacts/simulator/CloudPos.SpinSimulator.dll ]] &&
        [[ $(built_from) == "$(<artifacts/run.stamp)" ]] && [[ -z $(sources -newer artifacts/run.stamp) ]]
}

publish() { # PROJECT FOLDER
    rm -rf -- "artifacts/$2.new"
    # In the background, so that a stop is obeyed at once and takes the build along.
    dotnet publish "src/$1" -c Release -o "artifacts/$2.new" -nologo -v quiet "${PUBLISH_OPTIONS[@]}" \
        >artifacts/run-build.log 2>&1 9>&- &
    BUILD_PID=$!
    if ! wait "$BUILD_PID"; then
        cat -- artifacts/run-build.log >&2
        fail "$1 does not build; the messages are above."
    fi
    BUILD_PID=''
    rm -rf -- "artifacts/$2"
    mv -- "artifacts/$2.new" "artifacts/$2"
}

build() {
    mkdir -p artifacts 2>/dev/null && [[ -w artifacts ]] || fail "the folder $ROOT/artifacts cannot be written to."
    exec 9>artifacts/run.lock
    if command -v flock >/dev/null 2>&1; then flock 9; fi
    if ! is_built; then
        say "Building CloudPos (the first time takes a minute or two) ..."
        rm -f artifacts/run.stamp
        # The stamp is as old as the start of the build: an edit made while it runs is built the next time.
        built_from >artifacts/run.stamp.new
        publish CloudPos.SpinSimulator simulator
        publish CloudPos.Web web
        mv -- artifacts/run.stamp.new artifacts/run.stamp
    fi
    exec 9>&-
}

# ---- run ------------------------------------------------------------------------------------------------------------

BUILD_PID='' WEB_PID='' SIMULATOR_PID=''

stop_both() {
    trap '' INT TERM HUP
    local pid tenth
    if is_alive "$BUILD_PID"; then
        kill -TERM "$BUILD_PID" 2>/dev/null || true
        wait "$BUILD_PID" 2>/dev/null || true
    fi
    for pid in $WEB_PID $SIMULATOR_PID; do kill -TERM "$pid" 2>/dev/null || true; done
    for ((tenth = 0; tenth < STOP_SECONDS * 10; tenth++)); do
        if ! is_alive "$WEB_PID" && ! is_alive "$SIMULATOR_PID"; then break; fi
        sleep 0.1
    done
    for pid in $WEB_PID $SIMULATOR_PID; do
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    WEB_PID='' SIMULATOR_PID=''
}

asked_to_stop() {
    say "Stopping ..."
    stop_both
    say "CloudPos has stopped."
    exit 0
}

is_alive() { [[ -n $1 ]] && kill -0 "$1" 2>/dev/null; }

start_log() { # NAME -> the log's path; the log of the run before is kept
    local log=$DATA/logs/$1.log
    if [[ -f $log ]]; then mv -f -- "$log" "$DATA/logs/$1.previous.log"; fi
    : >"$log"
    printf '%s' "$log"
}

give_up() { # SENTENCE LOG
    printf '%s\n' "$1" "The last lines of $2:" >&2
    tail -n 20 -- "$2" >&2 || true
    stop_both
    exit 1
}

is_ready() { # PORT: plain bash, so that no HTTP program has to be installed
    (
        exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
        printf 'GET /healthz/ready HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$1" >&3
        IFS= read -r -t 5 line <&3 && [[ $line == 'HTTP/1.1 200'* ]]
    ) 2>/dev/null
}

wait_ready() { # NAME PID PORT LOG
    while ! is_ready "$3"; do
        is_alive "$2" || give_up "$1 ended before it was ready." "$4"
        ((SECONDS < READY_LIMIT)) || give_up "$1 was not ready within $READY_SECONDS seconds." "$4"
        sleep 0.2
    done
    is_alive "$2" || give_up "$1 ended, and another program answers on port $3." "$4"
}

check_sdk
DATA=${CLOUDPOS_DATA:-$ROOT/data}
WEB_PORT=$(port_number CLOUDPOS_PORT "${CLOUDPOS_PORT:-5080}")
SIMULATOR_PORT=$(port_number CLOUDPOS_SIMULATOR_PORT "${CLOUDPOS_SIMULATOR_PORT:-5090}")
[[ $WEB_PORT != "$SIMULATOR_PORT" ]] ||
    fail "CLOUDPOS_PORT and CLOUDPOS_SIMULATOR_PORT are both $WEB_PORT, and the two programs need a port each."
check_free CLOUDPOS_PORT "$WEB_PORT"
check_free CLOUDPOS_SIMULATOR_PORT "$SIMULATOR_PORT"
check_data_folder
check_sqlite

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 MSBUILDTERMINALLOGGER=off
PUBLISH_OPTIONS=(-p:UseSharedCompilation=false)   # no compiler server stays behind
if [[ ${CompleteFeed:-} == true ]]; then
    PUBLISH_OPTIONS+=(-p:RestorePackagesWithLockFile=false)   # the lock files belong to the default feed
fi
trap asked_to_stop INT TERM HUP
trap stop_both EXIT
build

say "Starting the PIN pad simulator and the register; the data is in $DATA ..."
SIMULATOR_LOG=$(start_log simulator)
WEB_LOG=$(start_log web)
READY_LIMIT=$((SECONDS + READY_SECONDS))

(
    cd artifacts/simulator
    export ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS="http://127.0.0.1:$SIMULATOR_PORT"
    export Simulator__StateFile="$DATA/simulator.json"
    exec dotnet CloudPos.SpinSimulator.dll --contentRoot "$PWD"
) >>"$SIMULATOR_LOG" 2>&1 &
SIMULATOR_PID=$!

(
    cd artifacts/web
    export ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS="http://127.0.0.1:$WEB_PORT"
    export CLOUDPOS_DATA="$DATA" Demo__Enabled=true Spin__SimulatorUrl="http://127.0.0.1:$SIMULATOR_PORT"
    exec dotnet CloudPos.Web.dll --contentRoot "$PWD"
) >>"$WEB_LOG" 2>&1 &
WEB_PID=$!

wait_ready "The PIN pad simulator" "$SIMULATOR_PID" "$SIMULATOR_PORT" "$SIMULATOR_LOG"
wait_ready "The register" "$WEB_PID" "$WEB_PORT" "$WEB_LOG"

cat <<READY

CloudPos is ready.

  Register           http://127.0.0.1:$WEB_PORT
  PIN pad simulator  http://127.0.0.1:$SIMULATOR_PORT

  Sign in as         cashier@demo.cloudpos.test
                     manager@demo.cloudpos.test
                     iso@demo.cloudpos.test
  Password           CloudPos!demo1

  Logs               $DATA/logs
  Ctrl-C stops both.
READY

while :; do
    is_alive "$WEB_PID" || give_up "The register ended by itself; the simulator is stopped too." "$WEB_LOG"
    is_alive "$SIMULATOR_PID" || give_up "The PIN pad simulator ended by itself; the register is stopped too." "$SIMULATOR_LOG"
    sleep 0.5
done

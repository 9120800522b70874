#!/usr/bin/env bash
# A real Trino server for the conformance suite, put together from Maven artifacts.
#   trino.sh why-not           say what is missing on this machine to run one; nothing where all is there
#   trino.sh install           unpack the server into the cache: once, about 450 MB down and 480 MB on disk
#   trino.sh start DIR [ZONE]  start one on a free port of 127.0.0.1, in a time zone; print its URL once it answers a scan
#   trino.sh stop DIR          stop that one
# A table's location is local:///... below $TRINO_DATA (default: DIR/data), where the tables' definitions are kept as
# well: servers that share it share their tables. A server ends with the process $TRINO_OWNER (default: whoever started
# it), so that none is left behind whatever happens to the tests.
set -euo pipefail
# Names of folders may have any letter; where nothing is set, Java knows ASCII only.
export LC_ALL=C.UTF-8

version=476 # the last one that is published as an archive; a later one comes as single jars
cache=${TRAILQ_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/trailq}
home=$cache/trino-$version
here=$(cd "$(dirname "$0")" && pwd)

artifacts=(
  "io.trino:trino-server-core:$version:tar.gz"
  "io.trino:trino-hive:$version:zip"
)

find_java() { # 476 wants Java 24 or newer
  local dir release
  for dir in "${TRINO_JAVA_HOME:-}" "${JAVA_HOME:-}" "$(on_path)" /usr/lib/jvm/*; do
    [ -n "$dir" ] && [ -x "$dir/bin/java" ] || continue
    release=$("$dir/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
    if [ "${release:-0}" -ge 24 ]; then
      echo "$dir"
      return
    fi
  done
  return 1
}

on_path() {
  local java
  java=$(command -v java) || return 0
  dirname "$(dirname "$(readlink -f "$java")")"
}

why_not() {
  if ! find_java >/dev/null; then
    echo "there is no Java of version 24 or newer (install one, or set TRINO_JAVA_HOME)"
  elif [ ! -e "$home/.done" ] && ! command -v mvn >/dev/null; then
    echo "there is no mvn to download Trino $version with (install Maven)"
  fi
}

install() {
  [ -e "$home/.done" ] && return
  local tmp artifact
  mkdir -p "$cache"
  find "$cache" -maxdepth 1 -name 'tmp.*' -mmin +60 -exec rm -rf {} + # of one that was killed
  tmp=$(mktemp -d "$cache/tmp.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$tmp'" EXIT
  echo "Downloading Trino $version into $cache (450 MB, once) ..." >&2
  for artifact in "${artifacts[@]}"; do
    mvn -B -q -C -Dmaven.repo.local="$tmp/m2" dependency:get -Dtransitive=false -Dartifact="$artifact" >"$tmp/mvn.log" 2>&1 || {
      echo "trino.sh: mvn can't download $artifact:" >&2
      grep -m3 ERROR "$tmp/mvn.log" >&2 || tail -3 "$tmp/mvn.log" >&2
      exit 1
    }
  done
  mkdir "$tmp/home"
  tar xzf "$tmp/m2/io/trino/trino-server-core/$version/trino-server-core-$version.tar.gz" -C "$tmp/home" --strip-components=1
  unpack "$tmp/m2/io/trino/trino-hive/$version/trino-hive-$version.zip" "$tmp"
  mv "$tmp/trino-hive-$version" "$tmp/home/plugin/hive"
  touch "$tmp/home/.done"
  rm -rf "$home"
  mv "$tmp/home" "$home"
}

unpack() { # a zip: with unzip, or with what every JDK has
  if command -v unzip >/dev/null; then
    unzip -q "$1" -d "$2"
  else
    (cd "$2" && "$(find_java)/bin/jar" xf "$1")
  fi
}

configure() { # RUN PORT DATA
  mkdir -p "$1/etc/catalog" "$1/var" "$1/tmp" "$3/warehouse" "$3/probe"
  cat >"$1/etc/config.properties" <<CONFIG
coordinator=true
node-scheduler.include-coordinator=true
node.bind-ip=127.0.0.1
node.internal-address=127.0.0.1
http-server.http.port=$2
discovery.uri=http://127.0.0.1:$2
web-ui.enabled=false
query.max-history=5
query.min-expire-age=1s
CONFIG
  cat >"$1/etc/catalog/hive.properties" <<CONFIG
connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=local:///warehouse
fs.native-local.enabled=true
local.location=$3
hive.security=allow-all
hive.non-managed-table-writes-enabled=true
hive.partition-projection-enabled=true
hive.allow-register-partition-procedure=true
hive.recursive-directories=true
CONFIG
  echo 'io.trino=WARN' >"$1/etc/log.properties"
  printf '{"records":["ready"]}\n' >"$3/probe/one.json"
}

start() {
  local run java port data zone=${2:-UTC} owner=${TRINO_OWNER:-$PPID} shared=()
  mkdir -p "$1"
  run=$(cd "$1" && pwd)
  data=${TRINO_DATA:-$run/data}
  java=$(find_java) || { why_not >&2; exit 3; }
  [ -e "$home/.done" ] || { echo "trino.sh: run 'trino.sh install' first" >&2; exit 3; }
  [ ! -e "$run/pid" ] || stop "$run" # a leftover one of an earlier run in this folder
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  rm -rf "$run/etc" "$run/var" "$run/tmp" "$run/url"
  configure "$run" "$port" "$data"
  # Classes as they lie in memory: a start takes half the time, but the first stop, which writes them, 8 seconds more.
  # A machine that is thrown away gains nothing.
  if [ -z "${CI:-}" ] && [ "$zone" = UTC ]; then shared=(-XX:+AutoCreateSharedArchive); fi
  if [ -z "${CI:-}" ] || [ -e "$cache/trino-$version.jsa" ]; then
    shared+=(-XX:SharedArchiveFile="$cache/trino-$version.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off)
  fi
  cd "$home"
  setsid "$java/bin/java" -cp 'lib/*' -server -Xmx"${TRINO_HEAP:-2G}" -XX:+UseSerialGC -XX:TieredStopAtLevel="${TRINO_TIER:-1}" \
    -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData "${shared[@]}" -Djava.io.tmpdir="$run/tmp" \
    -Djdk.attach.allowAttachSelf=true -Dfile.encoding=UTF-8 -Duser.timezone="$zone" \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dlog.levels-file="$run/etc/log.properties" -Dconfig="$run/etc/config.properties" -Dcatalog.config-dir="$run/etc/catalog" \
    -Dnode.environment=test -Dnode.id="trailq-$port" -Dnode.data-dir="$run/var" io.trino.server.TrinoServer \
    >"$run/server.log" 2>&1 </dev/null &
  local pid=$!
  echo "$pid" >"$run/pid"
  watch_owner "$owner" "$pid"
  wait_ready "$run" "$pid" "http://127.0.0.1:$port"
  echo "http://127.0.0.1:$port" | tee "$run/url"
}

watch_owner() { # OWNER PID
  setsid bash -c 'while kill -0 "$0" && kill -0 "$1"; do sleep 1; done; kill -9 "$1"' "$1" "$2" >/dev/null 2>&1 </dev/null &
}

# "starting":false is not enough: for some seconds more a scan answers NO_NODES_AVAILABLE.
wait_ready() { # RUN PID URL
  if ! node --no-warnings "$here/ready.ts" "$3" "$2" >&2; then
    grep -m5 -E 'ERROR|Error:|^[0-9]+\) ' "$1/server.log" >&2 || tail -5 "$1/server.log" >&2
    stop "$1"
    exit 1
  fi
}

stop() {
  local pid
  pid=$(cat "$1/pid" 2>/dev/null) || return 0
  # The number may be another process's by now.
  if grep -qs TrinoServer "/proc/$pid/cmdline" || ps -o command= -p "$pid" 2>/dev/null | grep -q TrinoServer; then
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 1 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.2
    done
    kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$1/pid" "$1/url"
}

case "${1:-}" in
  why-not) why_not ;;
  install) install ;;
  start) start "$2" "${3:-}" ;;
  stop) stop "$2" ;;
  *)
    sed -n '2,6p' "$0"
    exit 2
    ;;
esac

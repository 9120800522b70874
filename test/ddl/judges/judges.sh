#!/usr/bin/env bash
# The judges of what trailq ddl prints: programs that nobody here wrote.
#   judges.sh install   put them into the cache: once, about 600 MB
#   judges.sh where     the folder they are in
# What a machine has no tool for (java and mvn, python3, npm) is left out, with a word; where CI is set, that is a failure.
# terraform is looked for on PATH, and its AWS provider in a folder tf-plugins at the root: see terraform.ts.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
pins=$(cat "$here/hive-pom.xml" "$here/requirements.txt" "$here/cdk-package.json" "$here/judges.sh" | cksum | cut -d' ' -f1)
home=${TRAILQ_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/trailq}/judges-$pins

missing() { # what it is, what it needs
  echo "judges.sh: $1 is left out: there is no $2" >&2
  [ -z "${CI:-}" ] || exit 1
}

part() { # name, command... : once, whole or not at all
  local name=$1
  shift
  [ -e "$home/$name" ] && return
  echo "Installing the judge $name into $home (once) ..." >&2
  rm -rf "$home/$name.part"
  mkdir -p "$home/$name.part"
  "$@" "$home/$name.part" >"$home/$name.log" 2>&1 || {
    tail -20 "$home/$name.log" >&2
    exit 1
  }
  mv "$home/$name.part" "$home/$name"
}

hive() {
  cp "$here/hive-pom.xml" "$1/pom.xml"
  mvn -B -q -C -f "$1/pom.xml" dependency:copy-dependencies -DoutputDirectory="$1/jars"
  javac -cp "$1/jars/*" -d "$1/classes" "$here/HiveJudge.java"
}

python() { # what is in a venv knows its own path: it is made where it stays
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt"
}

cdk() {
  cp "$here/cdk-package.json" "$1/package.json"
  npm install --prefix "$1" --no-audit --no-fund --ignore-scripts
}

case "${1:-}" in
  install)
    mkdir -p "$home"
    if command -v mvn >/dev/null && command -v javac >/dev/null; then part hive hive; else missing "Hive's parser" "mvn and javac"; fi
    if command -v python3 >/dev/null; then part python python; else missing "moto, cfn-lint and parliament" python3; fi
    if command -v npm >/dev/null; then part cdk cdk; else missing "the CDK" npm; fi
    ;;
  where) echo "$home" ;;
  *)
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac

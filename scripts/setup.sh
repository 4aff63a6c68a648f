#!/usr/bin/env bash
# Installs what phasefit needs from Debian and checks for Swift; does nothing where all is there.
# With --tests also the Python in which the tests run the exported notebook.
set -euo pipefail

missing=()
command -v pkg-config > /dev/null || missing+=(pkg-config)
has() { command -v pkg-config > /dev/null && pkg-config --exists "$1"; }
has libxml-2.0 || missing+=(libxml2-dev)
has gsl || missing+=(libgsl-dev)
has spglib || missing+=(libsymspg-dev)
command -v xmllint > /dev/null || missing+=(libxml2-utils)

as_root=()
if [ "${#missing[@]}" -gt 0 ]; then
  if ! command -v apt-get > /dev/null; then
    echo "setup: please install with your package manager what Debian calls: ${missing[*]}" >&2
    exit 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
      echo "setup: as root, please run: apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "setup: installing ${missing[*]}"
  "${as_root[@]}" apt-get update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${missing[@]}"
fi

python=(python3-numpy python3-scipy python3-matplotlib)
if [ "${1:-}" = --tests ] && command -v apt-get > /dev/null \
  && ! "${PHASEFIT_PYTHON:-/usr/bin/python3}" -c 'import numpy, scipy, matplotlib' 2> /dev/null; then
  if [ "$(id -u)" -ne 0 ] && command -v sudo > /dev/null; then as_root=(sudo); fi
  echo "setup: installing ${python[*]}"
  # Without them one test is skipped and says so: no reason to fail.
  "${as_root[@]}" apt-get update \
    && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install --yes --no-install-recommends "${python[@]}" \
    || echo "setup: the notebook cannot be run without ${python[*]}; its test is skipped" >&2
fi

if ! command -v swift > /dev/null; then
  echo "setup: no swift found; please install Swift 6.2 or later, see https://www.swift.org/install" >&2
  exit 1
fi

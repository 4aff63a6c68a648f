#!/usr/bin/env bash
# Reads the same files with phasefit, gemmi and ase, one after another on one machine.
# Usage: Benchmarks/peers/reading.sh [megabytes of the trajectory]
# The Python environment and the inputs go to /tmp.
set -euo pipefail
cd "$(dirname "$0")"

work=${TMPDIR:-/tmp}/phasefit-peers
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet ase gemmi
fi
"$work/venv/bin/python" inputs.py "$work" "${1:-60}"
(cd .. && swift build -c release --product Benchmarks)
PHASEFIT_BENCHMARK_INPUTS=$work ../.build/release/Benchmarks reading/
taskset -c 0 "$work/venv/bin/python" reading.py "$work"

#!/usr/bin/env bash
# Sets everything up, builds phasefit and analyses a bundled sweep.
# Usage: scripts/example.sh [folder under structures/]
set -euo pipefail
cd "$(dirname "$0")/.."

example=${1:-nano3-paul-pryor1972}
if [ ! -d "structures/$example" ]; then
  echo "example: no structures/$example; there are:" >&2
  ls -d structures/*/ >&2
  exit 66
fi

scripts/setup.sh
swift build --configuration release --product phasefit
phasefit="$(swift build --configuration release --show-bin-path)/phasefit"

echo
echo "\$ phasefit analyse structures/$example"
"$phasefit" analyse "structures/$example"
echo
echo "The program is $phasefit"

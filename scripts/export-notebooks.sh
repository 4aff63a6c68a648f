#!/usr/bin/env bash
# Writes the notebooks of the bundled sweeps to notebooks-export/, run from top to bottom.
# Usage: scripts/export-notebooks.sh [path of the program]
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --tests
phasefit=${1:-}
if [ -z "$phasefit" ]; then
  swift build --configuration release --product phasefit
  phasefit="$(swift build --configuration release --show-bin-path)/phasefit"
fi
python=${PHASEFIT_PYTHON:-/usr/bin/python3}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for sweep in structures/*/; do
  name=$(basename "$sweep")
  "$phasefit" analyse "structures/$name" --output "$work/$name" --quiet
  target="notebooks-export/$name"
  rm -rf "$target"
  mkdir -p "$target/tables"
  cp "$work/$name/analysis.ipynb" "$work/$name/summary.json" "$target/"
  # What the notebook reads; a report has more tables.
  find "$work/$name/tables" \( -name 'figure-*.csv' -o -name 'fit-*.csv' \) \
    -exec cp {} "$target/tables/" \;
  echo "$name"
  "$python" scripts/run-notebook.py --save "$target/analysis.ipynb" | sed 's/^/  /'
done

#!/usr/bin/env bash
# Builds the documentation as a static site.
# Usage: scripts/docs.sh [folder to write, by default .build/documentation]
set -euo pipefail
cd "$(dirname "$0")/.."

output=${1:-.build/documentation}
scripts/setup.sh
swift build
modules=$(swift build --show-bin-path)/Modules
graphs=$(mktemp -d)
trap 'rm -rf "$graphs"' EXIT

read -ra includes <<< "$(pkg-config --cflags-only-I libxml-2.0 gsl | sed 's/-I/-Xcc -I/g')"
for map in Sources/C*/module.modulemap Sources/C*/include/module.modulemap; do
  if [ -e "$map" ]; then includes+=(-I "$(dirname "$map")"); fi
done
for map in "$modules"/../*.build/module.modulemap; do
  if [ -e "$map" ]; then includes+=(-Xcc "-fmodule-map-file=$map"); fi
done
for module in Numerics Structures Symmetry Equivariance RelaxedModel Landau Report; do
  swift symbolgraph-extract -module-name "PhaseFit$module" -I "$modules" \
    -target "$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')" \
    "${includes[@]}" \
    -minimum-access-level public -skip-synthesized-members -output-dir "$graphs"
done
docc convert Sources/PhaseFit/PhaseFit.docc --additional-symbol-graph-dir "$graphs" \
  --fallback-display-name phasefit --fallback-bundle-identifier phasefit \
  --transform-for-static-hosting --output-dir "$output"
echo "Serve the folder $output over HTTP and open documentation/phasefit in it."

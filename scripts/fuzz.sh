#!/usr/bin/env bash
# Coverage-guided fuzzing of a reader with libFuzzer and AddressSanitizer.
#
#     scripts/fuzz.sh READER [seconds] [further options of libFuzzer]
#
# Readers: cif poscar xdatcar extxyz shelx temperatures lattice table report. An hour unless told
# otherwise.
# The corpus grows in .build-fuzz/corpus/READER from the seeds in Tests/Fuzz/Corpus; a finding is
# written to .build-fuzz/findings/READER-… and belongs into Tests/Fuzz/Corpus once it is understood.
set -euo pipefail
cd "$(dirname "$0")/.."

reader=${1:-}
seconds=${2:-3600}
modules=(Numerics Structures)
case "$reader" in
  cif) name=x_300K.cif ;;
  poscar) name=POSCAR_300K ;;
  xdatcar) name=XDATCAR_300K ;;
  extxyz) name=x_300K.extxyz ;;
  shelx) name=x_300K.res ;;
  temperatures) name=temperatures.csv ;;
  table) name=table.csv; modules+=(Symmetry Landau) ;;
  lattice) name=lattice.csv; modules+=(Symmetry Landau) ;;
  report) name=report.xml; modules+=(Symmetry Equivariance RelaxedModel Landau Report) ;;
  *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
esac

build=.build-fuzz/${modules[-1]}
mkdir -p "$build" ".build-fuzz/corpus/$reader" .build-fuzz/findings
flags=(-O -swift-version 6 -package-name phasefit -parse-as-library -sanitize=fuzzer,address
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature InternalImportsByDefault -I "$build")
for module in Sources/C*/module.modulemap; do flags+=(-I "$(dirname "$module")"); done
for flag in $(pkg-config --cflags gsl spglib libxml-2.0); do flags+=(-Xcc "$flag"); done
for module in "${modules[@]}"; do
  mapfile -t files < <(find "Sources/$module" -name '*.swift' | sort)
  if [ ! -e "$build/$module.o" ] || [ -n "$(find "Sources/$module" -newer "$build/$module.o")" ]; then
    echo "fuzz: compiling $module"
    swiftc "${flags[@]}" -wmo -c -module-name "PhaseFit$module" "${files[@]}" \
      -emit-module -emit-module-path "$build/PhaseFit$module.swiftmodule" -o "$build/$module.o"
  fi
done
objects=("${modules[@]/#/$build/}")
objects=("${objects[@]/%/.o}")
swiftc "${flags[@]}" Tests/Fuzz/ReaderFuzzer.swift "${objects[@]}" -o "$build/fuzzer" \
  $(pkg-config --libs gsl spglib libxml-2.0) -lm

# The backtracer of Swift would wait for ever behind a crash that libFuzzer reports.
export SWIFT_BACKTRACE=enable=no PHASEFIT_FUZZ_NAME=$name
export ASAN_OPTIONS=detect_leaks=0
"$build/fuzzer" ".build-fuzz/corpus/$reader" Tests/Fuzz/Corpus \
  -dict=Tests/Fuzz/readers.dict -max_total_time="$seconds" -max_len=32768 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
  -artifact_prefix=".build-fuzz/findings/$reader-" "${@:3}"

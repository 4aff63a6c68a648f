#!/usr/bin/env bash
# Sets everything up, checks the style, builds with warnings as errors and runs the tests.
# PHASEFIT_TEST_CONFIGURATION chooses debug or release.
set -euo pipefail
cd "$(dirname "$0")/.."

configuration=${PHASEFIT_TEST_CONFIGURATION:-release}

scripts/setup.sh --tests
swift format lint --strict --recursive Sources Tests Package.swift
# Tests see internal declarations, which an optimised build hides unless asked; a build folder of
# its own keeps that build apart from the program's.
swift test --configuration "$configuration" --scratch-path ".build-test-$configuration" \
  -Xswiftc -enable-testing "$@"

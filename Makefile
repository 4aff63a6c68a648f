# All work is done by the scripts; make only gives it short names.
.PHONY: example test setup lint format build clean

example:
	scripts/example.sh

test:
	scripts/test.sh

setup:
	scripts/setup.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

format:
	swift format --in-place --recursive Sources Tests Package.swift

build: setup
	swift build --configuration release --product phasefit

clean:
	rm -rf .build .build-test-*

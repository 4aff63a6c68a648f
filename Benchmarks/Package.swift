// swift-tools-version: 6.2

import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "phasefit-benchmarks",
  dependencies: [.package(name: "phasefit", path: "..")],
  targets: [
    .target(name: "CPeak"),
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["CPeak", .product(name: "PhaseFit", package: "phasefit")],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "LandauBootstrapSpeed",
      dependencies: [.product(name: "PhaseFit", package: "phasefit")],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "LandauCoverage",
      dependencies: [.product(name: "PhaseFit", package: "phasefit")],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "Selection",
      dependencies: [.product(name: "PhaseFit", package: "phasefit")],
      swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "phasefit-benchmarks",
  dependencies: [.package(name: "phasefit", path: "..")],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [.product(name: "PhaseFit", package: "phasefit")],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ])
  ],
  swiftLanguageModes: [.v6]
)

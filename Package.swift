// swift-tools-version: 6.2

import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target of this package: `PhaseFitNAME` in `Sources/NAME`.
func module(
  _ name: String, dependencies: [Target.Dependency], resources: [Resource]? = nil
) -> Target {
  .target(
    name: "PhaseFit\(name)", dependencies: dependencies, path: "Sources/\(name)",
    resources: resources, swiftSettings: swiftSettings)
}

/// The tests of one module: `PhaseFitNAMETests` in `Tests/NAMETests`.
func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "PhaseFit\(name)Tests",
    dependencies: ["PhaseFitTestSupport"] + dependencies, path: "Tests/\(name)Tests",
    exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
  name: "phasefit",
  products: [
    .library(name: "PhaseFit", targets: ["PhaseFit"]),
    .executable(name: "phasefit", targets: ["PhaseFitCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // MARK: - System libraries, each imported by exactly one module
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CSpglib", pkgConfig: "spglib", providers: [.apt(["libsymspg-dev"])]),
    .systemLibrary(name: "CRename"),
    .systemLibrary(name: "CSHA256"),

    // MARK: - Modules, in the order in which data flow
    module("Numerics", dependencies: ["CGSL"]),
    module("Structures", dependencies: ["PhaseFitNumerics", "CSHA256"]),
    module("Symmetry", dependencies: ["PhaseFitNumerics", "PhaseFitStructures", "CSpglib"]),
    .target(
      name: "CKernels", path: "Sources/CKernels", cSettings: [.treatAllWarnings(as: .error)]),
    module("Equivariance", dependencies: ["PhaseFitNumerics", "CKernels"]),
    module(
      "RelaxedModel",
      dependencies: [
        "PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry", "PhaseFitEquivariance",
        "CKernels",
      ]),
    module(
      "Landau", dependencies: ["PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry"]),
    module(
      "Report",
      dependencies: [
        "PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry", "PhaseFitRelaxedModel",
        "PhaseFitLandau", "CLibXML2", "CRename",
      ]),
    .target(
      name: "PhaseFit",
      dependencies: [
        "PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry", "PhaseFitEquivariance",
        "PhaseFitRelaxedModel", "PhaseFitLandau", "PhaseFitReport",
      ], path: "Sources/PhaseFit", swiftSettings: swiftSettings),
    .executableTarget(
      name: "PhaseFitCLI",
      dependencies: [
        "PhaseFit", "PhaseFitReport", "PhaseFitStructures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/CommandLine", swiftSettings: swiftSettings),

    // MARK: - Tests
    .target(
      name: "PhaseFitTestSupport",
      dependencies: ["PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry"],
      path: "Tests/TestSupport", swiftSettings: swiftSettings),
    tests("Numerics", ["PhaseFitNumerics"]),
    tests("Structures", ["PhaseFitNumerics", "PhaseFitStructures"]),
    tests(
      "Symmetry", ["PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry"],
      exclude: ["Data"]),
    tests("Equivariance", ["PhaseFitNumerics", "PhaseFitEquivariance"], exclude: ["Data"]),
    tests(
      "RelaxedModel",
      [
        "PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry", "PhaseFitEquivariance",
        "PhaseFitRelaxedModel",
      ]),
    tests(
      "Landau",
      ["PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry", "PhaseFitLandau"]),
    tests(
      "Report",
      [
        "PhaseFitNumerics", "PhaseFitStructures", "PhaseFitSymmetry", "PhaseFitRelaxedModel",
        "PhaseFitLandau", "PhaseFitReport",
      ], exclude: ["Golden"]),
    tests("CommandLine", ["PhaseFitCLI", "PhaseFitReport"], exclude: ["Golden"]),
    .testTarget(
      name: "PhaseFitTests", dependencies: ["PhaseFitTestSupport", "PhaseFit"],
      path: "Tests/PhaseFitTests", swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6]
)

import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

/// Every layer under every symmetry, and with every kind of bad input.
@Suite struct LayerTests {
  static let names = LayerTable.all.map(\.name)

  static func layer(_ name: String) throws -> TestedLayer {
    try #require(LayerTable.all.first { $0.name == name })
  }

  @Test("every layer of the module is in the table")
  func complete() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Sources/Equivariance")
    let files = try #require(FileManager.default.enumerator(atPath: folder.path))
    var found: Set<String> = []
    for case let file as String in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      guard text.contains("public func callAsFunction") else { continue }
      let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      found.insert(String(name.prefix { $0 != "+" }))
    }
    // The action of the group itself commutes with nothing but itself.
    found.remove("WignerMatrix")
    #expect(found.count > 10)
    let missing = found.subtracting(LayerTable.all.map(\.type))
    #expect(missing.isEmpty, "layers without a line in LayerTable")
  }

  @Test("rotations and inversions of all arguments act on the output", arguments: names)
  func rotations(name: String) throws {
    let layer = try Self.layer(name)
    var generator = SplitMix64(seed: 341)
    for improper in [false, true, true] {
      let (rows, shared) = layer.arguments(5, &generator)
      let matrices = IrrepMatrices(
        at: randomOrthogonal(&generator, improper: improper), upTo: 6)
      let before = layer.function(5, rows, shared)
      let after = layer.function(
        5, zip(layer.rows, rows).map { $0.transform($1, by: matrices) },
        zip(layer.shared, shared).map { $0.transform($1, by: matrices) })
      #expect(deviation(after, layer.output.transform(before, by: matrices)) < 1e-10)
      #expect(before.contains { abs($0) > 1e-3 })
    }
  }

  @Test("the order of rows is that of the output", arguments: names)
  func permutations(name: String) throws {
    let layer = try Self.layer(name)
    var generator = SplitMix64(seed: 342)
    let (rows, shared) = layer.arguments(5, &generator)
    let order = [3, 0, 4, 2, 1]
    func ordered(_ values: [Double], _ width: Int) -> [Double] {
      order.flatMap { values[($0 * width)..<(($0 + 1) * width)] }
    }
    let before = layer.function(5, rows, shared)
    let after = layer.function(
      5, zip(layer.rows, rows).map { ordered($1, $0.dimension) }, shared)
    #expect(deviation(after, ordered(before, layer.output.dimension)) < 1e-10)
  }

  @Test(
    "origin and cell of a crystal are free",
    arguments: LayerTable.all.filter(\.isOnCrystal).map(\.name))
  func crystals(name: String) throws {
    let layer = try Self.layer(name)
    var generator = SplitMix64(seed: 343)
    let (rows, shared) = layer.arguments(5, &generator)
    let before = layer.function(5, rows, shared)
    func output(_ positions: [Vector3], _ lattice: Matrix3, copies: Int = 1) -> [Double] {
      let numbers = (0..<3).flatMap { axis in (0..<3).map { lattice[column: axis][$0] } }
      let moved = [positions.flatMap { [$0.x, $0.y, $0.z] }]
      let others = rows.dropFirst().map { row in (0..<copies).flatMap { _ in row } }
      return layer.function(5 * copies, moved + others, [numbers] + shared.dropFirst())
    }
    let positions = TestedLayer.vectors(rows[0])
    let lattice = TestedLayer.lattice(shared[0])
    let (a, b, c) = (lattice[column: 0], lattice[column: 1], lattice[column: 2])
    let shifted = positions.map { $0 + Vector3(0.37, -8, 2.2) }
    #expect(deviation(output(shifted, lattice), before) < 1e-10)
    let scattered = positions.enumerated().map { $1 + Double($0 - 2) * a - Double($0) * c }
    #expect(deviation(output(scattered, lattice), before) < 1e-10)
    let cells = [
      Matrix3(columns: a + 2 * b, b - c, c), Matrix3(columns: b, a, c),
      Matrix3(columns: -1 * a, b + 3 * a, c - 2 * b),
    ]
    for cell in cells { #expect(deviation(output(positions, cell), before) < 1e-10) }
    let larger = [
      (Matrix3(columns: 2 * a, b, c), a), (Matrix3(columns: a, 2 * b, c), b),
      (Matrix3(columns: a + b, a - b, c), a),
    ]
    for (cell, step) in larger {
      let doubled = positions + positions.map { $0 + step }
      #expect(deviation(output(doubled, cell, copies: 2), before + before) < 1e-10)
    }
  }

  // MARK: - Limits

  @Test("no rows give no output", arguments: names)
  func empty(name: String) throws {
    let layer = try Self.layer(name)
    var generator = SplitMix64(seed: 344)
    let (rows, shared) = layer.arguments(0, &generator)
    #expect(layer.function(0, rows, shared).isEmpty)
  }

  @Test(
    "a cell so large that there are no neighbours has finite outputs",
    arguments: LayerTable.all.filter(\.isOnCrystal).map(\.name))
  func isolated(name: String) throws {
    let layer = try Self.layer(name)
    var generator = SplitMix64(seed: 345)
    var (rows, shared) = layer.arguments(5, &generator)
    rows[0] = rows[0].map { 20 * $0 }
    shared[0] = shared[0].map { 20 * $0 }
    let output = layer.function(5, rows, shared)
    let isFinite = output.allSatisfy { $0.isFinite }
    #expect(isFinite && output.count == 5 * layer.output.dimension)
  }

  @Test("zeros have finite outputs", arguments: names.filter { !$0.contains("onvolution") })
  func zeros(name: String) throws {
    let layer = try Self.layer(name)
    var generator = SplitMix64(seed: 346)
    var (rows, shared) = layer.arguments(5, &generator)
    for index in rows.indices where !(layer.isOnCrystal && index == 0) {
      rows[index] = rows[index].map { _ in 0 }
    }
    for index in shared.indices where !(layer.isOnCrystal && index == 0) {
      shared[index] = shared[index].map { _ in 0 }
    }
    let isFinite = layer.function(5, rows, shared).allSatisfy { $0.isFinite }
    #expect(isFinite)
  }

  @Test("numbers that are not finite stop every layer with their place", arguments: names)
  func notFinite(name: String) async throws {
    let layer = try Self.layer(name)
    // The first and the last argument, of those with numbers in them.
    let count = layer.rows.count + layer.shared.count
    let places = (0..<count).filter {
      ($0 < layer.rows.count ? layer.rows[$0] : layer.shared[$0 - layer.rows.count]).dimension > 0
    }
    let ends = Set([places.first, places.last].compactMap { $0 })
    for place in ends {
      let result = try await #require(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) { [name = name as String, place = place as Int] in
        guard let layer = LayerTable.all.first(where: { $0.name == name }) else { return }
        var generator = SplitMix64(seed: 347)
        var (rows, shared) = layer.arguments(5, &generator)
        if place < rows.count {
          rows[place][rows[place].count - 2 + rows[place].count % 2] = .nan
        } else {
          shared[place - rows.count][0] = .infinity
        }
        _ = layer.function(5, rows, shared)
      }
      let message = String(decoding: result.standardErrorContent, as: UTF8.self)
      #expect(message.contains("finite"), "\(name), argument \(place)")
    }
  }

  @Test("products too large for numbers stop with their place")
  func overflow() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let linear = Linear(LayerTable.invariants(1), to: LayerTable.invariants(1))
      _ = linear([1e200], weights: [1e200])
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("output 0 is inf"))
  }

  @Test("directions of the longest and the shortest vectors")
  func extremes() {
    let harmonics = SphericalHarmonics(maximumDegree: 2)
    let expected = harmonics.inDirection(of: Vector3(1, 2, -2))
    for scale in [Double.leastNormalMagnitude, 1e-200, 1e200, 4e307] {
      let found = harmonics.inDirection(of: scale * Vector3(1, 2, -2))
      #expect(deviation(found, expected) < 1e-12, "\(scale)")
    }
  }
}

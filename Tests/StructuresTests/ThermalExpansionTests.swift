import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

@Suite("thermal expansion of a phase")
struct ThermalExpansionTests {
  private static func cell(_ values: [Double]) -> UnitCell {
    UnitCell(
      lengths: values[..<3].map { MeasuredValue($0) },
      anglesDegrees: values[3...].map { MeasuredValue($0) })
  }

  /// The cell of a triclinic crystal that has been stretched by exp(t α) on Cartesian axes.
  private static func cells(
    _ alpha: Matrix3, _ temperatures: [Double], basis: Matrix3
  ) -> [(temperature: Double, cell: UnitCell)] {
    let (values, vectors) = alpha.symmetricEigensystem
    return temperatures.map { t in
      let stretch =
        vectors
        * Matrix3(diagonal: Vector3(exp(t * values.x), exp(t * values.y), exp(t * values.z)))
        * vectors.transpose
      let moved = stretch * basis
      let columns = (0..<3).map { moved[column: $0] }
      return (
        t,
        cell(
          columns.map { length($0) }
            + [(1, 2), (0, 2), (0, 1)].map { i, j in
              acos(dot(columns[i], columns[j]) / length(columns[i]) / length(columns[j]))
                * 180 / .pi
            })
      )
    }
  }

  @Test("a triclinic crystal that expands exponentially gives back its tensor")
  func exact() throws {
    let basis = Self.cell([5, 6.5, 8, 80, 95, 105]).basis
    let alpha = Matrix3(
      rows: Vector3(3e-5, 4e-6, -7e-6), Vector3(4e-6, -1e-5, 2e-6), Vector3(-7e-6, 2e-6, 1.2e-5))
    // The cell next to the mean lies at 0, where the stretch is the unit matrix.
    let expansion = try #require(
      ThermalExpansion(Self.cells(alpha, [-100, -40, 0, 60, 80], basis: basis)))
    #expect((expansion.tensor - alpha).frobeniusNorm < 1e-11)
    #expect(abs(expansion.volume.value - alpha.trace) < 1e-11)
    let (values, vectors) = alpha.symmetricEigensystem
    #expect(expansion.principal.map(\.multiplicity) == [1, 1, 1])
    for (index, principal) in expansion.principal.enumerated() {
      #expect(abs(principal.coefficient.value - values[index]) < 1e-11)
      #expect((principal.coefficient.standardUncertainty ?? 1) < 1e-11)
      let direction = try #require(principal.direction)
      let axis = basis * direction
      #expect(abs(abs(dot(axis, vectors[column: index])) / length(axis) - 1) < 1e-9)
      #expect(abs(length(direction) - 1) < 1e-12)
    }
  }

  @Test("another setting of the axes has the same principal coefficients")
  func setting() throws {
    let basis = Self.cell([5, 6.5, 8, 80, 95, 105]).basis
    let alpha = Matrix3(
      rows: Vector3(3e-5, 4e-6, -7e-6), Vector3(4e-6, -1e-5, 2e-6), Vector3(-7e-6, 2e-6, 1.2e-5))
    let other = Matrix3(
      columns: basis[column: 1], basis[column: 2], basis[column: 0] + basis[column: 1])
    let temperatures: [Double] = [-90, -35, 10, 50, 70]
    let first = try #require(ThermalExpansion(Self.cells(alpha, temperatures, basis: basis)))
    let second = try #require(ThermalExpansion(Self.cells(alpha, temperatures, basis: other)))
    for (one, two) in zip(first.principal, second.principal) {
      #expect(abs(one.coefficient.value - two.coefficient.value) < 1e-12)
    }
  }

  @Test("equal coefficients are one, without an axis: tetragonal, cubic")
  func equal() throws {
    let temperatures = [100.0, 150, 200, 260]
    let tetragonal = try #require(
      ThermalExpansion(
        temperatures.map {
          ($0, Self.cell([4 + 4e-5 * $0, 4 + 4e-5 * $0, 4.2 - 2e-5 * $0, 90, 90, 90]))
        }))
    #expect(tetragonal.principal.map(\.multiplicity) == [1, 2])
    #expect(tetragonal.principal[0].direction == Vector3(0, 0, 1))
    #expect(tetragonal.principal[1].direction == nil)
    let cubic = try #require(
      ThermalExpansion(
        temperatures.map { t in
          (t, Self.cell(Array(repeating: 4 * exp(1e-5 * t), count: 3) + [90, 90, 90]))
        }))
    #expect(cubic.principal.map(\.multiplicity) == [3])
    #expect(abs(cubic.principal[0].coefficient.value - 1e-5) < 1e-12)
    #expect(abs(cubic.volume.value - 3e-5) < 1e-12)
  }

  /// Lattice parameters of Ag3Co(CN)6-II and the coefficients that PASCal gives for them, MK⁻¹.
  ///
  /// - Source: M. J. Cliffe, PASCal, tests/data/sample_T/input.tsv and output.tsv at commit fdbc8c77,
  ///   github.com/MJCliffe/PASCal (MIT).
  @Test("silver hexacyanocobaltate: PASCal's principal axes within a sixth of their uncertainty")
  func pascal() throws {
    let rows: [[Double]] = [
      [95, 6.6200, 11.3500, 6.6230, 78.5000], [120, 6.6310, 11.3622, 6.6140, 78.4680],
      [145, 6.6328, 11.3643, 6.6099, 78.4700], [170, 6.6361, 11.3759, 6.6007, 78.4330],
      [195, 6.6330, 11.3829, 6.6062, 78.3690], [220, 6.6379, 11.3883, 6.6000, 78.3790],
      [245, 6.6383, 11.3969, 6.5980, 78.3720], [270, 6.6401, 11.4091, 6.5956, 78.3490],
      [300, 6.6415, 11.4251, 6.5959, 78.2840],
    ]
    let expansion = try #require(
      ThermalExpansion(
        rows.map { ($0[0], Self.cell([$0[1], $0[2], $0[3], 90, $0[4], 90])) }))
    // PASCal weighs temperatures by their uncertainty and takes the strain from the first cell.
    let expected: [(Double, Double, Vector3)] = [
      (-22.6445, 2.6971, Vector3(-0.3151, 0, 0.9491)),
      (13.0559, 2.6702, Vector3(0.9901, 0, 0.1404)),
      (30.034, 1.5946, Vector3(0, 1, 0)),
    ]
    for (principal, (value, uncertainty, axis)) in zip(expansion.principal, expected) {
      #expect(abs(1e6 * principal.coefficient.value - value) < uncertainty / 6)
      #expect(abs(1e6 * (principal.coefficient.standardUncertainty ?? 0) / uncertainty - 1) < 0.25)
      let direction = try #require(principal.direction)
      #expect(length(direction - axis) < 0.03)
    }
    #expect(abs(1e6 * expansion.volume.value - 20.4329) < 2.6284 / 6)
  }

  @Test("too few cells, one temperature, or a flat cell give no expansion")
  func refusals() {
    let cell = Self.cell([4, 4, 4, 90, 90, 90])
    #expect(ThermalExpansion([(100, cell), (200, cell)]) == nil)
    #expect(ThermalExpansion([(100, cell), (100, cell), (100, cell)]) == nil)
    let flat = Self.cell([4, 4, 4, 100, 100, 170])
    #expect(ThermalExpansion([(100, cell), (200, flat), (300, cell)]) == nil)
    #expect(ThermalExpansion([(100, cell), (.nan, cell), (300, cell)]) == nil)
  }
}

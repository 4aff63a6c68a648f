import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

/// Reads one file of the given name and text as a sweep.
func sweep(
  _ name: String, _ text: String, options: SweepReader.Options = .init()
) throws -> Sweep {
  let folder = try TemporaryFolder()
  let path = try folder.write(text, to: name)
  return try SweepReader(options: options).read([path])
}

/// The reason for which a file of the given name and text is left out, with its line.
func refusal(_ name: String, _ text: String) throws -> String {
  let folder = try TemporaryFolder()
  let path = try folder.write(text, to: name)
  do {
    _ = try SweepReader().read([path])
    return "nothing was refused"
  } catch {
    let rejection = try #require(error.rejected.first)
    return "\(rejection.line.map(String.init) ?? "-"): \(rejection.reason)"
  }
}

/// A trajectory of two atoms in a cubic cell: `positions(frame)` are the x of the second in Å.
func trajectory(frames: Int, temperature: (Int) -> String = { _ in "" }, x: (Int) -> Double)
  -> String
{
  (0..<frames).map { frame in
    """
    2
    Lattice="4 0 0 0 4 0 0 0 4" Properties=species:S:1:pos:R:3 \(temperature(frame)) pbc="T T T"
    Cs 0.0 0.0 0.0
    Cl \(x(frame)) 2.0 2.0

    """
  }.joined()
}

@Suite("POSCAR and XDATCAR")
struct VASPTests {
  static let poscar = """
    BaTiO3 300 K
    2.0
    2.0 0.0 0.0
    0.0 2.0 0.0
    0.0 0.0 2.1
    Ba_sv Ti/abc O
    1 1 1
    Selective dynamics
    Direct
    0.0 0.0 0.0 T T T
    0.5 0.5 0.52 T T F
    0.5 0.5 -0.01

    0.0 0.0 0.0
    """

  @Test("a POSCAR is read with scale, pseudopotential names and the temperature of its comment")
  func direct() throws {
    let measurement = try sweep("POSCAR", Self.poscar).measurements[0]
    #expect(measurement.temperature.kelvin == 300)
    #expect(measurement.temperature.source == .blockName)
    let crystal = measurement.crystal
    #expect(crystal.cell.lengths.map(\.value) == [4, 4, 4.2])
    #expect(crystal.cell.anglesDegrees.map(\.value) == [90, 90, 90])
    #expect(crystal.sites.map(\.element.symbol) == ["Ba", "Ti", "O"])
    #expect(crystal.sites[1].position.map(\.value) == [0.5, 0.5, 0.52])
    #expect(crystal.sites[1].position[2].lastDigit == 0.01)
    #expect(crystal.sites[1].position[2].standardUncertainty == nil)
    #expect(crystal.sites[2].line == 12)
  }

  @Test("Cartesian coordinates, a volume as scale and a left-handed cell give the same structure")
  func cartesian() throws {
    let text = """
      x
      -67.2
      2.0 0.0 0.0
      0.0 2.0 0.0
      0.0 0.0 2.1
      Ba Ti O
      1 1 1
      Cartesian
      0.0 0.0 0.0
      1.0 1.0 1.092
      1.0 1.0 -0.021
      """
    let first = try sweep("POSCAR_300K", Self.poscar).measurements[0].crystal
    let second = try sweep("a_300K.vasp", text).measurements[0].crystal
    for (a, b) in zip(first.sites, second.sites) {
      for axis in 0..<3 { #expect(abs(a.fractional[axis] - b.fractional[axis]) < 1e-12) }
    }
    #expect(abs(second.cell.lengths[2].value - 4.2) < 1e-12)
    // The mirror image along x of the cell only: the atoms stay where they were in space.
    let mirrored = Self.poscar.replacingOccurrences(of: "2.0 0.0 0.0\n", with: "-2.0 0.0 0.0\n")
      .replacingOccurrences(of: "0.5 0.5 0.52", with: "0.3 0.4 0.52")
    let third = try sweep("CONTCAR", mirrored).measurements[0].crystal
    // a′ = −a is left-handed; inverting it gives (a, −b, −c) and coordinates (−0.3, −0.4, −0.52).
    #expect(third.sites[1].position.map(\.value) == [-0.3, -0.4, -0.52])
    #expect(third.cell.volume > 0)
  }

  @Test("a POSCAR before VASP 5 takes its elements from the comment, or is refused with a remedy")
  func oldFormat() throws {
    let old = Self.poscar.replacingOccurrences(of: "Ba_sv Ti/abc O\n", with: "")
      .replacingOccurrences(of: "BaTiO3 300 K", with: "Ba Ti O 300K")
    #expect(
      try sweep("POSCAR", old).measurements[0].crystal.sites.map(\.element.symbol)
        == ["Ba", "Ti", "O"])
    #expect(
      try refusal("POSCAR", old.replacingOccurrences(of: "Ba Ti O 300K", with: "relaxed 300K"))
        == "6: there is no line of elements before the counts: expected the symbols of the "
        + "elements, such as Ba Ti O; insert them as a line of their own (VASP 5 and later).")
  }

  @Test(
    "what is wrong with a POSCAR is said with its line",
    arguments: [
      ("2.0\n2.0", "x\n2.0", "2: the line is \"x\": expected the scale of the cell"),
      (
        "0.0 0.0 2.1", "2.0 0.0 0.0", "5: the three cell vectors lie in one plane: expected a cell"
      ),
      ("0.5 0.5 0.52", "0.5 a 0.52", "11: the coordinates of atom 2 are \"0.5 a 0.52 T T F\""),
      ("1 1 1", "1 1 9", "13: the coordinates end after 3 atoms: expected 11"),
      ("Ba_sv", "Qq", "6: \"Qq\" is no element: expected a symbol such as Ti or Sr_sv."),
      ("1 1 1", "1 1", "7: the line is \"1 1\": expected 3 number(s) of atoms"),
    ])
  func broken(_ old: String, _ new: String, _ reason: String) throws {
    let text = Self.poscar.replacingOccurrences(of: old, with: new)
    #expect(try refusal("POSCAR", text).hasPrefix(reason))
  }

  @Test("folders named by temperatures with one CONTCAR each are one sweep; POSCAR is passed over")
  func folders() throws {
    let folder = try TemporaryFolder()
    for kelvin in [100, 200] {
      let text = Self.poscar.replacingOccurrences(of: "300 K", with: "")
      try folder.write(text, to: "\(kelvin)K/CONTCAR")
      try folder.write(text, to: "\(kelvin)K/POSCAR")
    }
    let sweep = try SweepReader().read([folder.path])
    #expect(sweep.measurements.map(\.file) == ["100K/CONTCAR", "200K/CONTCAR"])
    #expect(sweep.measurements.map(\.temperature.kelvin) == [100, 200])
    #expect(sweep.measurements.map(\.temperature.source) == [.folderName, .folderName])
    #expect(sweep.measurements.map(\.run) == [nil, nil])
    #expect(sweep.diagnostics.count { $0.code == "other-file-of-structure" } == 2)
  }

  @Test("an XDATCAR is averaged, with a head before every frame where the cell varies")
  func xdatcar() throws {
    func head(_ edge: Double) -> String {
      "CsCl\n1.0\n\(edge) 0 0\n0 4 0\n0 0 4\nCs Cl\n1 1\n"
    }
    let frames = (0..<16).map { frame in
      "Direct configuration= \(frame + 1)\n0 0 0\n\(frame % 2 == 0 ? 0.98 : 0.02) 0.5 0.5\n"
    }
    let fixed = try sweep("XDATCAR_300K", head(4) + frames.joined()).measurements[0]
    #expect(fixed.temperature.kelvin == 300)
    #expect(fixed.trajectory?.frameCount == 16)
    // The atom stays near x = 0 across the boundary, relative to the centroid of both.
    let difference = fixed.crystal.sites[1].fractional.x - fixed.crystal.sites[0].fractional.x
    #expect(abs(difference - difference.rounded()) < 1e-12)
    let varied = frames.enumerated().map { head($0 % 2 == 0 ? 3.9 : 4.1) + $1 }.joined()
    let cell = try sweep("XDATCAR_300K", varied).measurements[0].crystal.cell
    #expect(abs(cell.lengths[0].value - 4) < 1e-12)
    #expect(cell.lengths[1].standardUncertainty == nil)
    #expect(
      try refusal("XDATCAR_300K", head(4) + frames[0].dropLast(13)).hasPrefix(
        "9: the last frame ends after 1 atoms"))
  }
}

@Suite("SHELX files")
struct SHELXTests {
  static let res = """
    TITL NaNO3 in R-3m
    REM the obverse setting
    CELL 0.71073 5.0889 5.0889 8.868 90 90 120
    ZERR 3 0.0005 0.0005 0.002 0 0 0
    LATT 3
    SYMM -Y, X-Y, Z
    SYMM -X+Y, -X, Z
    SYMM Y, X, Z
    SYMM X-Y, -Y, Z
    SYMM -X, -X+Y, Z
    SFAC NA N O
    UNIT 3 3 9
    TEMP -73.15
    FVAR 0.5 0.62
    NA1 1 10.0 10.0 10.5 10.08333 0.03
    N1 2 10.0 10.0 10.0 10.08333 0.02 0.02 0.03 =
         0 0 0.01
    PART 1
    O1 3 0.245 10.0 10.0 20.25 0.05
    PART 2
    O2 3 -0.245 10.0 10.0 -20.25 -1.2
    PART 0
    HKLF 4
    END
    Q1 1 0.1 0.2 0.3 11.0 0.05 1.2
    """

  @Test("cell, errors, symmetry, temperature, free variables, special positions and parts")
  func read() throws {
    let sweep = try sweep("a.res", Self.res)
    let measurement = sweep.measurements[0]
    #expect(measurement.temperature.kelvin == 200)
    #expect(measurement.temperature.source == .tag("TEMP"))
    let crystal = measurement.crystal
    #expect(
      crystal.cell.lengths[2] == MeasuredValue(8.868, standardUncertainty: 0.002, lastDigit: 0.001))
    // R-3m: 12 operations with 3 translations.
    #expect(crystal.declaredSymmetry.operations.count == 36)
    #expect(crystal.declaredSymmetry.operations.contains("-y+1/3,-x+2/3,-z+2/3"))
    let sites = crystal.sites
    #expect(sites.map(\.label) == ["NA1", "N1", "O1", "O2"])
    #expect(sites.map(\.element.symbol) == ["Na", "N", "O", "O"])
    #expect(sites[0].position.map(\.value) == [0, 0, 0.5])
    // 10.08333 is 1/12 held fixed; the site has order 12.
    #expect(abs(sites[0].occupancy.value - 1) < 1e-3)
    // O at (x, 0, 0): the order is 2; 20.25 is 0.25 fv(2), −20.25 is 0.25 (1 − fv(2)).
    #expect(abs(sites[2].occupancy.value - 2 * 0.25 * 0.62) < 1e-12)
    #expect(abs(sites[3].occupancy.value - 2 * 0.25 * 0.38) < 1e-12)
    #expect(sites[2].disorder == .init(assembly: nil, group: "1"))
    #expect(sites[3].displacementParameter.map { abs($0.value - 1.2 * 0.05) < 1e-12 } == true)
    // U_eq of a tensor in a hexagonal cell, by its definition.
    let u = try #require(sites[1].displacementParameter?.value)
    #expect(abs(u - (4.0 / 3 * (0.02 + 0.02 - 0.01) + 0.03) / 3) < 1e-9)
    #expect(crystal.sites[1].position[0].standardUncertainty == nil)
  }

  @Test("without TEMP there is no temperature, and the name is asked")
  func noTemperature() throws {
    let text = Self.res.replacingOccurrences(of: "TEMP -73.15\n", with: "")
    #expect(try refusal("a.ins", text).contains("expected TEMP in °C, or a name such as"))
    #expect(try sweep("a_120K.ins", text).measurements[0].temperature.kelvin == 120)
  }

  @Test(
    "what is wrong with a SHELX file is said with its line",
    arguments: [
      ("CELL 0.71073 5.0889", "CELL 5.0889", "3: CELL is \"5.0889 5.0889 8.868 90 90 120\""),
      ("LATT 3", "LATT 9", "5: LATT is \"9\": expected 1 to 7"),
      ("SYMM Y, X, Z", "SYMM Y, X", "8: SYMM is \"Y, X\": expected an operation such as"),
      ("SFAC NA N O", "SFAC NA Qz O", "11: SFAC names \"Qz\": expected symbols of elements."),
      ("O1 3", "O1 4", "19: the type is 4 (atom O1): expected 1 to 3"),
      ("20.25 0.05", "30.25 0.05", "19: a parameter is 30.25, which refers to free variable 3"),
      ("TEMP -73.15", "TEMP -300", "13: TEMP is -300 °C: expected no less than −273.15 °C"),
      ("10.5 10.08333", "10.5 11", "15: the site occupation factor 1.0 is an occupancy of 12.0"),
    ])
  func broken(_ old: String, _ new: String, _ reason: String) throws {
    let text = Self.res.replacingOccurrences(of: old, with: new)
    #expect(try refusal("a.res", text).hasPrefix(reason))
  }

  @Test("of a.cif, a.res and a.ins one is read")
  func oneOfEach() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.res, to: "a.res")
    try folder.write(Self.res, to: "a.ins")
    #expect(try SweepReader().read([folder.path]).measurements.map(\.file) == ["a.res"])
    try folder.write(smallCIF(items: "_diffrn_ambient_temperature 10"), to: "a.cif")
    let sweep = try SweepReader().read([folder.path])
    #expect(sweep.measurements.map(\.file) == ["a.cif"])
    #expect(sweep.diagnostics.count { $0.code == "other-file-of-structure" } == 2)
  }
}

@Suite("Extended XYZ")
struct ExtendedXYZTests {
  @Test("one frame a temperature, cells and numbers of atoms of their own")
  func series() throws {
    let small = trajectory(frames: 1, temperature: { _ in "T=300" }) { _ in 2 }
    let text =
      small + """
        1
        Properties=pos:R:3:forces:R:3:Z:I:1 temperature="100.5" Lattice="3 0 0 0 3 0 0 0 3"
        0.3 0.0 0.0 1 2 3 84

        """
    let sweep = try sweep("a.extxyz", text)
    #expect(sweep.measurements.map(\.temperature.kelvin) == [100.5, 300])
    #expect(
      sweep.measurements.map(\.temperature.source) == [.tag("temperature"), .tag("temperature")])
    #expect(sweep.measurements[0].crystal.sites[0].element.symbol == "Po")
    #expect(abs(sweep.measurements[0].crystal.sites[0].fractional.x - 0.1) < 1e-12)
    #expect(sweep.measurements[0].trajectory == nil)
    #expect(sweep.measurements[1].crystal.sites.count == 2)
    #expect(sweep.measurements[1].crystal.sites[1].line == 4)
  }

  @Test(
    "what is wrong with extended XYZ is said with its line",
    arguments: [
      ("2\nLattice", "two\nLattice", "1: the line is \"two\": expected the number of atoms"),
      ("2\nLattice", "3\nLattice", "4: the last frame ends after 2 atoms: expected 3"),
      ("Lattice=\"4 0 0 0 4 0 0 0 4\" ", "", "2: the frame has no Lattice: expected Lattice="),
      ("0 0 0 4\"", "0 0 4\"", "2: Lattice does not hold nine numbers"),
      ("species:S:1:pos:R:3", "species:S:1:pos:R", "2: Properties is \"species:S:1:pos:R\""),
      ("Cl 2.0", "Xx 2.0", "4: the species of atom 2 is \"Xx\": expected the symbol"),
      ("Cl 2.0", "Cl 2.0a", "4: the line of atom 2 is \"Cl 2.0a 2.0 2.0\""),
      ("T=300", "T=-4", "2: T is -4.0: expected a temperature in K, not below 0."),
      ("T=300", "T=hot", "2: T is no number: expected a temperature in K such as T=300."),
    ])
  func broken(_ old: String, _ new: String, _ reason: String) throws {
    let text = trajectory(frames: 1, temperature: { _ in "T=300" }) { _ in 2 }
    #expect(try refusal("a.xyz", text.replacingOccurrences(of: old, with: new)).hasPrefix(reason))
  }

  @Test("atoms in another order or number in a later frame are refused with their line")
  func order() throws {
    let frame = trajectory(frames: 1, temperature: { _ in "T=300" }) { _ in 2 }
    let swapped = frame.replacingOccurrences(of: "Cs", with: "K")
    #expect(
      try refusal("a.xyz", frame + frame + swapped)
        == "11: atom 1 is \"K\" here and another species in the frames before: expected the atoms "
        + "in one order in every frame; sort the atoms by their numbers.")
    let fewer = "1\n" + frame.split(separator: "\n")[1...2].joined(separator: "\n") + "\n"
    #expect(
      try refusal("a.xyz", frame + frame + fewer).hasPrefix(
        "10: the frame has 1 atoms and the frames before 2"))
  }
}

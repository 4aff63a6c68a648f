import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitTestSupport
import Testing

/// Damage anywhere in a file is a result or an error at a place: never a crash, a hang or memory
/// without bound.
///
/// `PHASEFIT_MUTATIONS=10000` makes so many damaged copies for each reader.
@Suite("Damaged files")
struct MutationTests {
  /// Real or realistic files, one or more for each reader.
  static let seeds: [(name: String, bytes: [UInt8])] = {
    let files = [
      "structures/batio3-kwei1993/BaTiO3_190K.cif",
      "Tests/Data/pairs/prnio3/child_Pbnm_PrNiO3.cif", "Tests/BrokenFiles/sound.cif",
    ]
    var seeds = files.map { file in
      (
        name: (file as NSString).lastPathComponent,
        bytes: [UInt8](
          (try? Data(contentsOf: URL(fileURLWithPath: "\(packageFolder)/\(file)"))) ?? Data())
      )
    }
    let xdatcar =
      "CsCl\n1.0\n4 0 0\n0 4 0\n0 0 4\nCs Cl\n1 1\n"
      + (0..<9).map { "Direct configuration= \($0)\n0 0 0\n0.0\($0) 0.5 0.5\n" }.joined()
    seeds += [
      ("POSCAR", Array(VASPTests.poscar.utf8)), ("XDATCAR_300K", Array(xdatcar.utf8)),
      ("a.res", Array(SHELXTests.res.utf8)),
      (
        "a.extxyz",
        Array(
          trajectory(frames: 12, temperature: { "T=\(100 + $0 / 4)" }) { 2 + 0.01 * Double($0) }
            .utf8)
      ),
    ]
    return seeds
  }()

  @Test(
    "every reader answers damage with a result or an error at a place", arguments: seeds.indices)
  func structures(_ index: Int) throws {
    let seed = Self.seeds[index]
    #expect(!seed.bytes.isEmpty)
    var random = SplitMix64(seed: UInt64(index + 1))
    var (results, refusals) = (0, 0)
    let reader = SweepReader()
    for _ in 0..<Mutation.rounds {
      let bytes = Mutation.damaged(seed.bytes, by: &random)
      do throws(SweepError) {
        let sweep = try reader.read(bytes, name: seed.name)
        for measurement in sweep.measurements {
          #expect(measurement.crystal.cell.volume > 0)
          #expect(
            measurement.crystal.sites.allSatisfy { $0.position.allSatisfy { $0.value.isFinite } })
          #expect(measurement.temperature.kelvin >= 0)
        }
        results += 1
      } catch {
        #expect(error.description.contains(seed.name))
        for rejection in error.rejected {
          // Where no temperature is left, no line is to blame.
          #expect(
            rejection.line != nil || rejection.reason.contains("temperature")
              || rejection.reason.contains("no block"), "\(rejection)")
        }
        refusals += 1
      }
    }
    // A file without a temperature is refused whole.
    #expect(refusals > 0, "\(seed.name): \(results) results, \(refusals) refusals")
  }

  @Test("tables of temperatures answer damage with rows or an error at a line")
  func tables() throws {
    let text = "file,block,temperature_K\na.cif,x,300(2)\n\"b,c.cif\",,12.5\n# remark\nd.cif,,77\n"
    var random = SplitMix64(seed: 9)
    for _ in 0..<Mutation.rounds {
      let bytes = Mutation.damaged(Array(text.utf8), by: &random)
      do throws(SweepError) {
        let table = try TemperatureTable(
          text: String(decoding: bytes, as: UTF8.self), name: "t.csv")
        #expect(table.entries.allSatisfy { $0.kelvin.value >= 0 })
      } catch {
        #expect(error.description.hasPrefix("t.csv:"))
      }
    }
  }

  @Test("the corpus of the fuzzer is read without a finding")
  func corpus() throws {
    let folder = "\(packageFolder)/Tests/Fuzz/Corpus"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.count >= 5)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
      let text = String(decoding: bytes, as: UTF8.self)
      if name.hasPrefix("lattice") {
        #expect(try LatticeTable(text: text, name: name).rows.count >= 2)
      } else if name.hasPrefix("temperatures") {
        #expect(try TemperatureTable(text: text, name: name).entries.isEmpty == false)
      }
      _ = try? SweepReader().read(bytes, name: name)
      _ = try? LatticeTable(text: text, name: name)
    }
  }

  @Test(
    "tables of lattice parameters answer damage with cells or an error at a line",
    arguments: ["lattice.csv", "lattice-eosfit.dat", "lattice-gsas.csv", "lattice-pascal.txt"])
  func latticeTables(_ name: String) throws {
    let path = "\(packageFolder)/Tests/Fuzz/Corpus/\(name)"
    let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var random = SplitMix64(seed: 17)
    var results = 0
    for _ in 0..<Mutation.rounds {
      let bytes = Mutation.damaged(original, by: &random)
      do throws(LatticeTableError) {
        let table = try LatticeTable(text: String(decoding: bytes, as: UTF8.self), name: name)
        #expect(table.rows.allSatisfy { $0.cell.volume > 0 && $0.temperature >= 0 })
        results += 1
      } catch {
        #expect(error.description.hasPrefix(name))
      }
    }
    #expect(results > 0)
  }

  @Test("a count that no lines follow reserves no memory, and a long line ends the reading")
  func hostileSizes() throws {
    #expect(
      try refusal("a.xyz", "100000\nLattice=\"4 0 0 0 4 0 0 0 4\" T=300\nCs 0 0 0\n")
        .contains("ends after 1 atoms"))
    #expect(try refusal("a.xyz", "999999999999\n").contains("counts 999999999999 atoms"))
    #expect(try refusal("a.xyz", "99999999999999999999\n").contains("expected the number of atoms"))
    #expect(
      try refusal("POSCAR", String(repeating: "x", count: StructureLimits.lineLength + 300_000))
        .contains("the line is longer than"))
    #expect(
      try refusal("a.res", "TITL x\nCELL =\n" + String(repeating: "1 =\n", count: 400_000))
        .contains("goes on for more than"))
  }

  @Test("many sites are compared in time that grows with their number")
  func manySites() throws {
    let rows = (0..<5_000).map { index in
      "Po\(index) Po \(Double(index % 27) / 27) \(Double(index / 27 % 27) / 27) \(Double(index / 729) / 28)"
    }
    let text = smallCIF(
      items: "_diffrn_ambient_temperature 10", sites: rows.joined(separator: "\n")
    )
    .replacingOccurrences(of: "3.359(1)", with: "90.0(1)")
    #expect(try sweep("a.cif", text).measurements[0].crystal.sites.count == 5_000)
  }
}

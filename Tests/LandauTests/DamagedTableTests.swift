import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// Damaged tables are rows or an error at a place; what is read can be analysed.
@Suite("Damaged tables")
struct DamagedTableTests {
  @Test("a table of an order parameter answers damage with rows or an error")
  func orderParameters() {
    let text =
      "# tilt\nT_K,angle_deg,su,branch\n10,5.2,0.1,heating\n\"50\",4.9,0.1,cooling\n"
      + "80,3.1,,heating\n104;1,2\n110,0.1,0.1,heating\n"
    let originals = [text, "10 1.0 0.1\n20 0.9 0.1\n30\t0.5\t0.1\n"]
    var random = SplitMix64(seed: 31)
    var results = 0
    for round in 0..<Mutation.rounds {
      let bytes = Mutation.damaged(Array(originals[round % 2].utf8), by: &random)
      do {
        let table = try OrderParameterTable(
          text: String(decoding: bytes, as: UTF8.self), name: "t.csv")
        #expect(!table.rows.isEmpty)
        results += 1
      } catch {
        #expect("\(error)".contains("t.csv"))
      }
    }
    #expect(results > 0)
  }

  @Test("strains of a damaged table of lattice parameters are numbers or an error")
  func strains() {
    let rows = (1...9).map { step -> String in
      let kelvin = 100 * step
      let e = kelvin < 600 ? 0.01 * (1 - Double(kelvin) / 600).squareRoot() : 0
      return "\(kelvin),\(4 * (1 - e)),0.001,\(4 * (1 + 2 * e)),0.001"
    }
    let text = "temperature_K,a_A,a_su,c_A,c_su\n" + rows.joined(separator: "\n") + "\n"
    var random = SplitMix64(seed: 37)
    var results = 0
    for _ in 0..<Mutation.rounds {
      let bytes = Mutation.damaged(Array(text.utf8), by: &random)
      guard
        let table = try? LatticeTable(
          text: String(decoding: bytes, as: UTF8.self), name: "t.csv"),
        let analysis = try? StrainAnalysis(table)
      else { continue }
      results += 1
      for strain in analysis.strains {
        #expect(
          strain.series(.bilinear).points.allSatisfy {
            $0.value.isFinite && ($0.standardUncertainty ?? 0).isFinite
          })
      }
    }
    #expect(results > 0)
  }
}

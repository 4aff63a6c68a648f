import Foundation
@testable import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing
@Suite struct Probe {
  @Test func probe() throws {
    let tilt = [15.0, 40, 65, 90, 110, 128, 143, 155, 165, 173, 179, 184]
    let tiltP = [189.0, 195, 205, 220, 240]
    let polar = [60.0, 140, 220, 300, 370, 430, 480, 520, 560, 590, 620, 640, 660]
    let polarP = [700.0, 730, 760]
    let pnma = [100.0, 200, 300, 400, 500, 600, 700, 790, 860, 910, 950, 985, 1005]
    // Ttr-Tc = 0.75 p^2/q = 64.82; A^2(0)=1 -> p + sqrt(p^2+q*610)=1
    let sat26: (Double) -> Double = { t in
      pow(max(0, (saturated(120, 300) - saturated(120, t)) / (saturated(120, 300) - 120)), 0.25)
    }
    let satS: (Double) -> Double = { t in
      pow(max(0, (saturated(120, 300) - saturated(120, t)) / (saturated(120, 300) - 120)), 0.5)
    }
    let q = 0.0, _ = q
    func firstLaw() -> (Double) -> Double {
      // p^2 = q * 64.82/0.75 ;
      let r = 64.8214285714286 / 0.75
      // p = sqrt(q r); sqrt(q r)+ sqrt(q r + 610 q) = 1 -> sqrt q = 1/(sqrt r + sqrt(r+610))
      let sq = 1 / (r.squareRoot() + (r + 610).squareRoot())
      return potential(p: sq * r.squareRoot(), q: sq * sq, tc: 610)
    }
    let low = steps(10, 290, 15)
    let cases: [(String, [Double], [Double], (Double) -> Double, Double)] = [
      ("tilt", tilt, tiltP, powerLaw(1, tc: 187, beta: 0.5), 0.01),
      ("tilt", tilt, tiltP, powerLaw(1, tc: 187, beta: 0.5), 0.003),
      ("polar", polar, polarP, firstLaw(), 0.01),
      ("polar", polar, polarP, firstLaw(), 0.003),
      ("pnma", pnma, [1030, 1060, 1100], powerLaw(1, tc: 1020, beta: 0.5), 0.005),
      ("b14", pnma, [1030, 1060, 1100], powerLaw(1, tc: 1020, beta: 0.14), 0.005),
      ("b14n", steps(300, 490, 12), [500, 510], powerLaw(1, tc: 496, beta: 0.14), 0.005),
      ("sat26", low, [305, 320], sat26, 0.003),
      ("satS", low, [305, 320], satS, 0.003),
      ("tric", steps(160, 297, 14), [305, 320], powerLaw(1, tc: 300, beta: 0.25), 0.003),
      ("b35", steps(160, 297, 14), [305, 320], powerLaw(1, tc: 300, beta: 0.35), 0.003),
    ]
    for (name, t, p, law, noise) in cases {
      for stated in [true, false] {
        var counts: [String: Int] = [:]
        var cover = 0, width = 0.0
        var reasons: [String: Int] = [:]
        let clock = ContinuousClock()
        let time = try clock.measure {
          for seed in 0..<8 {
            let series = makeSeries(
              t, parents: p, sigma: stated ? noise : nil, noise: noise, seed: UInt64(seed), law)
            let a = try LandauAnalysis(
              series, facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: false))
            counts[a.order.rawValue, default: 0] += 1
            reasons[String(a.evidence.reason.prefix(60)), default: 0] += 1
            let truth =
              name == "polar"
              ? 674.8214
              : name == "tilt"
                ? 187 : name == "pnma" || name == "b14" ? 1020 : name == "b14n" ? 496 : 300
            if a.temperature?.contains(truth) == true { cover += 1 }
            width += (a.temperature?.upper95 ?? .nan) - (a.temperature?.lower95 ?? .nan)
            if seed == 0, let m = a.preferred {
              print(
                "DBG   ", m.model, a.temperature as Any,
                a.evidence.signTests.map {
                  "\($0.window) \($0.lowest) \($0.highest) t\($0.threshold) \($0.saturationTemperatures)"
                }, a.evidence.akaikeDifference as Any, a.evidence.saturation,
                a.diagnostics.map(\.code), a.exponent?.estimate as Any)
            }
          }
        }
        print(
          "DBG", name, noise, stated, counts, "cover", cover, "/8 width", width / 8, time, reasons)
      }
    }
  }
}

import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Errors of distortions")
struct DistortionErrorsTests {
  private func field(_ random: inout SplitMix64, size: Double) -> DistortionField {
    func vector() -> Vector3 {
      size * Vector3(random.normal(), random.normal(), random.normal())
    }
    let strain = Matrix3(rows: vector(), vector(), vector())
    return DistortionField(
      displacements: [vector(), vector()], strain: 0.01 * (strain + strain.transpose),
      occupancies: [[size * random.normal()], []])
  }

  @Test("any number of errors say the same of every linear function as the errors themselves")
  func equivalent() throws {
    let (crystal, symmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/batio3/parent_Pm-3m_BaTiO3_COD2100862.cif")
    let scales = DistortionScales(try ParentStructure(crystal, symmetry: symmetry))
    var random = SplitMix64(seed: 41)
    for count in [3, 16, 17, 60, 400] {
      let errors = (0..<count).map { _ in field(&random, size: 1e-3) }
      var kept = DistortionErrors(scales: scales)
      for error in errors { kept.add(error) }
      let few = kept.all()
      // Six coordinates, nine components of strain, one occupancy.
      #expect(few.count <= 16)
      if count <= 16 { #expect(few == errors) }
      for _ in 0..<20 {
        let function = field(&random, size: 1)
        func variance(_ fields: [DistortionField]) -> Double {
          fields.reduce(0) { $0 + $1.dot(function) * $1.dot(function) }
        }
        let (all, compressed) = (variance(errors), variance(few))
        #expect(abs(all - compressed) < 1e-9 * all)
      }
    }
  }
}

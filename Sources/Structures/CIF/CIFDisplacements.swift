import Foundation

/// Equivalent isotropic displacement parameters from the tensors of a block.
///
///     U_eq = ⅓ Σ_ij U_ij a*_i a*_j a_i·a_j        U = B / 8π²
///
/// where a*_i are the lengths of the reciprocal axes without 2π, and a_i the axes of the cell.
struct CIFDisplacements {
  /// B over U: 8π².
  static let bOverU = 8 * Double.pi * Double.pi

  private let rows: [String: Int]
  private let columns: [[CIFValue]]
  private let tags: [String]
  private let uncertainties: [[CIFValue]?]
  /// The weight of each component in U_eq, off-diagonal ones counted twice.
  private let weights: [Double]

  init(block: CIFBlock, cell: UnitCell) {
    var rows: [String: Int] = [:]
    // Where the tensors stand in the loop of the sites themselves, its label is theirs.
    let labels =
      (block.column("_atom_site_aniso_label") ?? block.column("_atom_site_label"))?.values ?? []
    for (row, label) in labels.enumerated() {
      if let text = label.text, rows[text] == nil { rows[text] = row }
    }
    var scale = 1.0
    var names = CIFTag.tensorU
    if !names.allSatisfy(block.contains) {
      names = CIFTag.tensorB
      scale = 1 / Self.bOverU
    }
    let columns = names.compactMap(block.column).filter { $0.values.count == labels.count }
    let isComplete = columns.count == names.count
    self.rows = isComplete ? rows : [:]
    self.columns = columns.map(\.values)
    tags = columns.map(\.tag)
    uncertainties = names.map { name in
      block.uncertainties(of: name).lazy.compactMap { block.column($0)?.values }
        .first { $0.count == labels.count }
    }
    let lengths = cell.lengths.map(\.value)
    let cosines = cell.anglesDegrees.map { cos($0.value * .pi / 180) }
    let reciprocal = Self.reciprocalLengths(of: cell)
    weights = CIFTag.components.map { i, j in
      let cosine = i == j ? 1 : cosines[3 - i - j]
      return scale / 3 * (i == j ? 1 : 2) * reciprocal[i] * reciprocal[j] * lengths[i] * lengths[j]
        * cosine
    }
  }

  /// The lengths a*, b*, c* in Å⁻¹, without 2π.
  static func reciprocalLengths(of cell: UnitCell) -> [Double] {
    let lengths = cell.lengths.map(\.value)
    let volume = cell.volume
    return (0..<3).map { axis in
      let sine = sin(cell.anglesDegrees[axis].value * .pi / 180)
      return lengths[(axis + 1) % 3] * lengths[(axis + 2) % 3] * sine / volume
    }
  }

  /// U_eq of a site in Å², nil where the block gives no complete tensor for it.
  ///
  /// The standard uncertainty neglects correlations between the components, which CIFs omit.
  func equivalent(
    of label: String, quantities: inout CIFQuantities
  ) throws(StructureFileError) -> MeasuredValue? {
    guard let row = rows[label] else { return nil }
    var value = 0.0
    var variance = 0.0
    var hasUncertainty = false
    for (component, weight) in weights.enumerated() {
      guard
        let number = try quantities.number(
          columns[component][row], tag: tags[component], site: label,
          uncertainty: uncertainties[component]?[row])
      else { return nil }
      value += weight * number.value
      if let uncertainty = number.standardUncertainty {
        variance += weight * weight * uncertainty * uncertainty
        hasUncertainty = true
      }
    }
    return MeasuredValue(value, standardUncertainty: hasUncertainty ? variance.squareRoot() : nil)
  }
}

extension MeasuredValue {
  /// The number in another unit.
  func scaled(by factor: Double) -> MeasuredValue {
    MeasuredValue(
      value * factor, standardUncertainty: standardUncertainty.map { $0 * abs(factor) },
      lastDigit: lastDigit.map { $0 * abs(factor) })
  }
}

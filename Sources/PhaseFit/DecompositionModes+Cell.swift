// The cell in which modes are given.
//
// A refinement needs every operation of the child's group as one of the cell in which it works. The
// cell of the file is that cell where it shows them all and has a name or was declared; a supercell
// that hides some, and a list of all atoms without symmetry, are written in the standard setting:
//
//     (a′,b′,c′) = (a,b,c) P ,   x = P x′ + p

import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// A cell of a child with all operations of its group.
struct ModeTableCell {
  /// The cell in the parent's primitive basis.
  let multiple: IntegerMatrix3
  /// The origin in the parent's primitive basis.
  let origin: Vector3
  /// The operations in that cell, the identity first.
  let operations: [SymmetryOperation]
  /// The tabulated setting with just these operations, nil where none has.
  let setting: SpaceGroupSetting?
  /// Whether it is the cell of the child's file.
  let isOfFile: Bool

  /// Chooses the cell.
  ///
  /// - Throws: `SymmetryError` where the file's cell will not do and no standard setting is found.
  init(_ pair: EmbeddedChild) throws(SymmetryError) {
    let found = pair.child.symmetry
    let own = found.operations.map(\.reduced)
    let tabulated = SpaceGroupDatabase.settings(number: found.group.number).first {
      Set($0.operations.map(\.reduced)) == Set(own)
    }
    let showsAll =
      own.count == found.primitiveOperations.count * found.primitiveLattice.pointsPerCell
    if showsAll, tabulated != nil || pair.child.expanded.operations.count > 1 {
      multiple = pair.member.embedding.multiple
      origin = Self.origin(pair)
      operations = own
      setting = tabulated
      isOfFile = true
      return
    }
    let subgroup = try pair.sweep.cell.isotropySubgroup(
      of: pair.member.keptOperations, parent: pair.structure)
    let conventional = pair.structure.conventionalMultiple
    let columns = subgroup.basis.map { conventional.apply(to: $0) }
    // Vectors of the child's lattice are vectors of the parent's.
    multiple = IntegerMatrix3(
      (0..<3).flatMap { row in columns.map { Int($0[row].value.rounded()) } })
    let place = conventional.apply(to: subgroup.origin).map(\.value)
    origin = Vector3(place[0], place[1], place[2])
    operations = subgroup.setting.operations.map(\.reduced)
    setting = subgroup.setting
    isOfFile = false
  }

  /// The origin averaged over the child's operations, so that sites lie exactly on their symmetry
  /// elements: `p' = ⟨W p + w_parent − M w_child⟩`.
  private static func origin(_ pair: EmbeddedChild) -> Vector3 {
    let embedding = pair.member.embedding
    let multiple = embedding.multiple.real
    let adjugate = embedding.multiple.adjugate
    let determinant = embedding.multiple.determinant
    var sum = Vector3.zero
    var count = 0.0
    for child in pair.child.symmetry.operations {
      let rotation = IntegerMatrix3(
        (embedding.multiple * child.rotation * adjugate).rowMajor.map { $0 / determinant })
      guard let parent = pair.structure.operations.first(where: { $0.rotation == rotation })
      else { continue }
      let image =
        rotation.real * embedding.origin + parent.translationVector
        - multiple * child.translationVector
      let cells = (embedding.origin - image).rounded(.toNearestOrEven)
      sum += image + cells
      count += 1
    }
    return count > 0 ? sum / count : embedding.origin
  }

  /// The transformation from the cell of the parent's file, as `2a,2b,2c;1/2,0,1/2`.
  func transformation(in parent: ParentStructure) -> String {
    let conventional = parent.conventionalMultiple
    let product = conventional.adjugate * multiple
    let determinant = conventional.determinant
    let axes = (0..<3).map { column in
      var text = ""
      for row in 0..<3 where product[row, column] != 0 {
        let factor = Rational(product[row, column], determinant)
        let isNegative = factor < .zero
        let size = isNegative ? Rational(0) - factor : factor
        text += isNegative ? "-" : text.isEmpty ? "" : "+"
        text += (size == Rational(1) ? "" : size.description) + ["a", "b", "c"][row]
      }
      return text
    }
    let shift = conventional.real.inverse * (origin + parent.originShiftVector)
    let components = [shift.x, shift.y, shift.z].map { value in
      // The origin follows from coordinates of about five decimals.
      Rational(approximating: value, tolerance: 1e-5)?.description
        ?? String(format: "%.5f", value)
    }
    return axes.joined(separator: ",") + ";" + components.joined(separator: ",")
  }

  /// Says where the cell is not that of the file.
  func diagnostics(_ pair: EmbeddedChild) -> [Diagnostic] {
    guard !isOfFile, let setting else { return [] }
    return [
      Diagnostic(
        .note, code: "mode-table-cell",
        message: "modes are given in the standard setting \(setting.hermannMauguin), "
          + "\(transformation(in: pair.structure)) of the parent: the file has no cell in which "
          + "all operations of \(pair.child.symmetry.group) are declared",
        file: pair.child.file)
    ]
  }
}

// Labels of irreps by comparing characters with the table, at every standard origin of the group.
//
//     χ(W|w) = conj χ_table(W_s|w_s)   at k = k_s Q⁻¹ (row vectors)
//
// The conjugate converts the sign of the table's phases, Γ((1|t)) = exp(+2πi k·t), to ours.

import PhaseFitNumerics

/// The labels of the irreps of one space group.
struct IrrepLabeller: Sendable {
  private let labels: IrrepLabelTable
  private let lines: IrrepLineTable
  private let setting: StandardSetting
  /// Wave vectors of the table's points in the primitive reciprocal basis.
  private let waveVectors: [ExactWaveVector]
  /// For every standard origin and operation of the table: the coset representative and the
  /// lattice vector t in (W_s|w_s) = (1|t) g_i.
  private let elements: [[GroupElement]]
  /// The same for the operations of the table of lines and planes.
  private let lineElements: [[GroupElement]]
  /// The positions of the origins relative to the first one, in the conventional basis.
  private let originShifts: [[Rational]]

  /// The labels of a parent's irreps.
  ///
  /// - Throws: `SymmetryError` with code `notIdentified` where no standard setting is found.
  init(parent: ParentStructure, table: PointGroupTable) throws(SymmetryError) {
    try self.init(
      number: parent.group.number, table: table, basis: parent.basis,
      conventional: parent.conventionalMultiple)
  }

  /// The labels of a space group given in a primitive basis, with the conventional basis vectors
  /// in it as columns.
  init(
    number: Int, table: PointGroupTable, basis: Matrix3, conventional: IntegerMatrix3
  ) throws(SymmetryError) {
    let setting = try StandardSetting(
      number: number, table: table, basis: basis, conventional: conventional)
    guard let labels = IrrepLabelTable(number: number) else {
      throw SymmetryError(
        .notIdentified, "there is no table of irreps for the space group \(number).")
    }
    self.labels = labels
    self.setting = setting
    let axes = setting.axes
    let determinant = axes.determinant
    let adjugate = axes.adjugate
    waveVectors = labels.points.map { point in
      ExactWaveVector(
        adjugate.transpose.apply(to: point.waveVector).map { $0 * Rational(1, determinant) })
    }
    func elements(of operations: [SymmetryOperation]) -> [[GroupElement]] {
      setting.origins.map { origin in
        operations.map { operation in
          let rotation = IntegerMatrix3(
            (axes * operation.rotation * adjugate).rowMajor.map { $0 / determinant })
          let index = table.indexOfRotation[rotation] ?? 0
          let moved = rotation.apply(to: origin)
          let shift = (0..<3).map { row in
            axes.apply(to: operation.translation)[row] + origin[row] - moved[row]
              - table.operations[index].translation[row]
          }
          return GroupElement(
            representative: index,
            translation: SIMD3(shift[0].numerator, shift[1].numerator, shift[2].numerator))
        }
      }
    }
    self.elements = elements(of: labels.operations)
    lines = IrrepLineTable(number: number)
    lineElements = elements(of: lines.operations)
    let toConventional = conventional.adjugate
    let multiple = conventional.determinant
    originShifts = setting.origins.map { origin in
      toConventional.apply(to: zip(origin, setting.origins[0]).map { $0 - $1 })
        .map { ($0 * Rational(1, multiple)).fractionalPart }
    }
  }

  /// The special points of the table with their wave vectors in the primitive reciprocal basis.
  var specialPoints: [(point: IrrepLabelTable.Point, waveVector: [Rational])] {
    zip(labels.points, waveVectors).map { point, vector in
      let numerators = vector.numerators
      return (
        point,
        [numerators.x, numerators.y, numerators.z].map { Rational($0, vector.denominator) }
      )
    }
  }

  /// The special point of the table that is one of the arms of a star, nil where none is.
  func specialPoint(among arms: [ExactWaveVector]) -> LabelledPoint? {
    for (number, waveVector) in waveVectors.enumerated() where arms.contains(waveVector) {
      return labelled(
        waveVector, name: labels.points[number].name, irreps: labels.points[number].irreps,
        columns: labels.points[number].columns, elements: elements)
    }
    return nil
  }

  /// The special point, or the line, plane or general wave vector that a star belongs to.
  func point(among arms: [ExactWaveVector]) -> LabelledPoint? {
    if let special = specialPoint(among: arms) { return special }
    // k_s = Qᵀ k in the standard conventional reciprocal basis.
    let standard = arms.map { setting.axes.transpose.apply(to: $0.components) }
    guard let place = lines.place(of: standard, shifts: nearbyReciprocalVectors) else { return nil }
    let (columns, entries) = lines.irreps(at: place)
    return labelled(
      arms[place.arm], name: place.type?.name ?? "GP", irreps: entries, columns: columns,
      elements: lineElements, parameters: place.parameters)
  }

  private func labelled(
    _ waveVector: ExactWaveVector, name: String, irreps: [IrrepLabelTable.Entry], columns: [Int],
    elements: [[GroupElement]], parameters: [Rational] = []
  ) -> LabelledPoint {
    LabelledPoint(
      waveVector: waveVector, name: name, parameters: parameters, irreps: irreps,
      elements: elements.map { origin in columns.map { origin[$0] } }, originShifts: originShifts)
  }

  /// Reciprocal lattice vectors by which the components of a wave vector can be made small, in the
  /// standard conventional reciprocal basis.
  private var nearbyReciprocalVectors: [SIMD3<Int>] {
    let determinant = setting.axes.determinant
    let inverse = setting.axes.adjugate.transpose
    // Components in the primitive basis lie in 0 ..< 1, those in the conventional one below 3.
    let reach = -4...4
    return reach.flatMap { x in reach.flatMap { y in reach.map { SIMD3(x, y, $0) } } }.filter {
      let primitive = inverse * $0
      return (0..<3).allSatisfy { primitive[$0] % determinant == 0 }
    }
  }
}

/// A wave vector of a space group with the means to label its irreps.
struct LabelledPoint: Sendable {
  /// The wave vector in the primitive reciprocal basis.
  let waveVector: ExactWaveVector
  /// The name of the point, line or plane, as `R` or `DT`.
  let name: String
  /// The parameters of a line or plane; empty for a special point.
  let parameters: [Rational]
  /// The small irreps of the table.
  let irreps: [IrrepLabelTable.Entry]
  fileprivate let elements: [[GroupElement]]
  fileprivate let originShifts: [[Rational]]

  /// The irreps' indices in the order of the table.
  func order(of irreps: [SmallIrrep], in group: LittleGroup) -> [Int] {
    let ranks = irreps.map { entry(of: $0.characters, origin: 0, in: group) ?? irreps.count }
    return irreps.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }

  /// The label of a small irrep with each origin, the first origin first.
  func smallLabels(of irrep: SmallIrrep, in group: LittleGroup) -> [String?] {
    originShifts.indices.map { origin in
      entry(of: irrep.characters, origin: origin, in: group).map { irreps[$0].label }
    }
  }

  /// The label of the real irrep with each origin, the first origin first.
  ///
  /// - Parameters:
  ///   - irrep: a small irrep at the point's wave vector.
  ///   - partner: the characters of the irrep at the same wave vector with which it is joined.
  ///   - reality: the type.
  ///   - group: the little group.
  /// - Returns: one label for each origin.
  func labels(
    of irrep: SmallIrrep, partner: [Complex]?, reality: PhysicalIrrep.Reality,
    in group: LittleGroup
  ) -> [PhysicalIrrep.OriginLabel] {
    originShifts.indices.compactMap { origin in
      guard let own = entry(of: irrep.characters, origin: origin, in: group) else { return nil }
      var label = irreps[own].label
      if reality == .complex {
        if let partner {
          guard let other = entry(of: partner, origin: origin, in: group) else { return nil }
          label = joined(
            irreps[min(own, other)].label, irreps[max(own, other)].label)
        } else if let other = irreps[own].partner {
          label = joined(label, other)
        }
      }
      return PhysicalIrrep.OriginLabel(label: label, originShift: originShifts[origin])
    }
  }

  /// Labels are written one after the other, as ISO-IR does.
  private func joined(_ first: String, _ second: String) -> String { first + second }

  private func entry(of characters: [Complex], origin: Int, in group: LittleGroup) -> Int? {
    let values = elements[origin].map { element in
      let position = group.positions[element.representative]
      let phase = group.roots[group.waveVector.phase(element.translation)]
      return phase.times(characters[position]).conjugate
    }
    return irreps.firstIndex { entry in
      zip(entry.characters, values).allSatisfy {
        ($0 - $1).squaredModulus < SmallIrrep.characterRounding
      }
    }
  }
}

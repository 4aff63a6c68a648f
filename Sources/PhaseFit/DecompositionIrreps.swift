import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension DecompositionReport {
  /// Records the components of the distortion in every irrep, the primary candidates, the modes and
  /// what follows; where irreps cannot be had, the stars of wave vectors with the reason.
  mutating func recordIrreps(_ pair: DecompositionPair) {
    do {
      let irreps = try pair.sweep.cell.physicalIrreps(of: pair.structure)
      let modes = try SymmetryModes(cell: pair.sweep.cell, irreps: irreps)
      try record(modes, pair: pair)
      recordConsequences(modes, pair: pair)
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-irreps",
          message: "the irreps could not be had, stars of wave vectors stand for them: \(error)"))
      if irreps.isEmpty { recordStars(pair) }
    }
  }

  private mutating func record(_ modes: SymmetryModes, pair: DecompositionPair) throws {
    let member = pair.member
    let kept = member.keptOperations
    let decomposition = modes.decomposition(
      of: member.field, errors: member.errors, stabiliser: kept)
    let candidates = modes.primaryCandidates(
      decomposition, stabiliser: kept, scales: pair.sweep.scales)
    primarySets = candidates.map(\.labels)
    let primary = Set(candidates.flatMap(\.irreps))
    let symbols = try pair.sweep.cell.mullikenSymbols(of: modes.irreps, parent: pair.structure)
    var directions: [String: String] = [:]
    for contribution in decomposition.contributions {
      let index = contribution.irrep
      // The totally symmetric strain alone is thermal expansion, printed with the strain.
      let isAtomic =
        contribution.childAmplitude.value > SymmetryModes.presence
        || contribution.occupancy.value > SymmetryModes.presence
      guard isAtomic || !contribution.isTotallySymmetric else { continue }
      let admitted = try modes.admittedDirection(
        irrep: index, stabiliser: kept, parent: pair.structure)
      let realised = try modes.realisedDirection(
        irrep: index, field: member.field, errors: member.errors, stabiliser: kept,
        precision: pair.roundingPrecision, parent: pair.structure)
      directions[contribution.label] = admitted?.symbol
      var component = Component(
        contribution, irrep: modes.irreps[index], pair: pair, total: total)
      component.mulliken = symbols[index]
      component.direction = admitted?.symbol
      component.isotropySubgroup = admitted.map { IsotropySubgroup($0) }
      if let realised, let admitted, realised.freeParameters < admitted.freeParameters {
        component.realised = RealisedDirection(
          direction: realised.symbol, isotropySubgroup: IsotropySubgroup(realised))
      }
      component.isPrimaryCandidate = primary.contains(index)
      irreps.append(component)
    }
    irreps.sort { left, right in
      let (first, second) = (left.amplitudeAs.value, right.amplitudeAs.value)
      return first != second
        ? first > second : (left.strain?.value ?? 0) > (right.strain?.value ?? 0)
    }
    strain.parts = decomposition.contributions.filter {
      $0.strain.value > SymmetryModes.presence
    }.map { contribution in
      StrainPart(
        label: contribution.label,
        amplitude: .dimensionless(
          contribution.strain.value,
          standardUncertainty: contribution.strain.standardUncertainty, origin: .stated,
          name: "strain_amplitude"), breaksSymmetry: !contribution.isTotallySymmetric)
    }
    if member.index > 1, !modes.isExplained(decomposition, stabiliser: kept) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "group-not-explained",
          message: "the irreps that are present keep more symmetry than \(child.group) has: some "
            + "of the symmetry is lost by less than the rounding of the data"))
    }
    let (table, doubts) = ModeTableBuilder.table(
      of: EmbeddedChild(pair), irreps: modes.irreps, directions: directions)
    self.modes = table
    diagnostics += doubts
  }

  /// Records the stars of wave vectors, where irreps are not known.
  private mutating func recordStars(_ pair: DecompositionPair) {
    let amplitudes = pair.sweep.amplitudes(of: pair.member)
    let children = Double(cellMultiplication).squareRoot()
    irreps = amplitudes.stars.filter(\.isPresent).map { star in
      Component(
        label: nil, waveVector: star.waveVector, armCount: star.armCount,
        amplitudeAs: .amplitude(star.displacement, factor: children, name: "amplitude_as"),
        amplitudeAp: .amplitude(star.displacement, factor: 1, name: "amplitude_ap"),
        occupancy: total.occupancy == nil
          ? nil
          : .amplitude(
            star.occupancy, factor: children, unit: "1", name: "occupancy_amplitude_as"))
    }
    irreps.sort { $0.amplitudeAs.value > $1.amplitudeAs.value }
  }
}

extension DecompositionReport.Component {
  /// What the report says of one irrep; direction and subgroup are added later.
  init(
    _ contribution: IrrepDecomposition.Contribution, irrep: PhysicalIrrep,
    pair: DecompositionPair, total: DecompositionReport.Total
  ) {
    let children = Double(pair.member.embedding.cellMultiplication).squareRoot()
    let kind = contribution.leading.kind
    // Amplitudes of displacements and occupancies are over the child's cell, strains have no cell.
    let factor = kind == .strain ? 1 : children
    let uncertainties = contribution.leading.standardUncertainties
    let components = contribution.leading.orderParameter.enumerated().map { index, value in
      Quantity(
        factor * value, standardUncertainty: uncertainties.map { factor * $0[index] },
        unit: kind == .displacement ? "Å" : "1", dictRef: "phasefit:order_parameter",
        uncertaintyOrigin: uncertainties == nil ? nil : .stated)
    }
    let labels = Dictionary(
      pair.structure.atoms.map { ($0.orbit, $0.label) }, uniquingKeysWith: { first, _ in first })
    let isPresent = contribution.childAmplitude.value > SymmetryModes.presence
    self.init(
      label: irrep.label,
      otherOrigins: irrep.otherLabels.map {
        DecompositionReport.OriginLabel(label: $0.label, origin: $0.originShift)
      },
      waveVector: irrep.waveVector, armCount: irrep.arms.count, dimension: irrep.dimension,
      smallDimension: irrep.smallDimension, isTotallySymmetric: irrep.isTotallySymmetric,
      orderParameter: components,
      amplitudeAs: .amplitude(contribution.childAmplitude, factor: 1, name: "amplitude_as"),
      amplitudeAp: .amplitude(contribution.parentAmplitude, factor: 1, name: "amplitude_ap"),
      maximum: isPresent
        ? .length(contribution.maximumDisplacement, name: "maximum_displacement") : nil,
      occupancy: total.occupancy == nil
        ? nil
        : .amplitude(
          contribution.occupancy, factor: children, unit: "1", name: "occupancy_amplitude_as"),
      strain: contribution.strain.value > SymmetryModes.presence
        ? .amplitude(contribution.strain, factor: 1, unit: "1", name: "strain_amplitude") : nil,
      shares: contribution.shares.map {
        DecompositionReport.Share(site: labels[$0.orbit] ?? "?", fraction: $0.fraction)
      })
  }
}

extension DecompositionReport.IsotropySubgroup {
  /// What the report says of an isotropy subgroup; basis vectors become columns.
  init(_ direction: OrderParameterDirection) {
    let subgroup = direction.subgroup
    self.init(
      group: subgroup.group, index: subgroup.index, size: subgroup.cellMultiplication,
      freeParameters: direction.freeParameters,
      basis: (0..<3).map { row in subgroup.basis.map { $0[row] } }, origin: subgroup.origin)
  }
}

extension Quantity {
  /// A factor times an amplitude with the uncertainty that the source states.
  static func amplitude(
    _ amplitude: DistortionAmplitudes.Amplitude, factor: Double, unit: String = "Å", name: String
  ) -> Quantity {
    Quantity(
      factor * amplitude.value,
      standardUncertainty: amplitude.standardUncertainty.map { factor * $0 }, unit: unit,
      dictRef: "phasefit:\(name)",
      uncertaintyOrigin: amplitude.standardUncertainty == nil ? nil : .stated)
  }
}

extension DecompositionPair {
  /// The precision of data without standard uncertainties: that of the coarser of the two files.
  var roundingPrecision: RoundingPrecision {
    let precisions = [parent.expanded.precision, child.expanded.precision]
    let position = precisions.map(\.position).reduce(0, max)
    let length = precisions.map(\.length).reduce(0, max)
    return RoundingPrecision(
      position: max(position, 1e-4), strain: max(length, 1e-4) / sweep.scales.strain,
      occupancy: RoundingPrecision.fourDecimals.occupancy)
  }
}

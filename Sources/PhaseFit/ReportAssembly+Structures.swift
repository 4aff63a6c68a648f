import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension AnalysisReport.MeasurementRecord {
  /// What the report says of one structure after its symmetry was analysed.
  init(_ measurement: StructureMeasurement, analysis: SymmetryStage.Outcome) {
    switch analysis {
    case .analysed(let expanded, let found):
      self.init(measurement, expanded: expanded, found: found)
    case .refused(let reason):
      self.init(measurement, used: false, reason: reason)
    }
  }
}

extension AnalysisReport.Parent {
  /// What the report says of the parent.
  init(_ search: ParentSearch, parent: ParentStructure, sweep: Sweep) {
    func describe(_ index: Int) -> String {
      let measurement = sweep.measurements[index]
      return "\(measurement.file) at \(measurement.temperature.kelvin.significant(7)) K"
    }
    var choice: String
    var source: Int?
    switch search.origin {
    case .given: choice = "given by the user"
    case .measured(let index):
      source = index
      choice = "the most symmetric structure of the sweep that the others are subgroups of"
    case .pseudoSymmetric(let index, let tolerance):
      choice =
        "constructed: \(describe(index)) averaged over the higher symmetry that it has within "
        + "\(tolerance.significant(2)) Å; no structure of the sweep is a parent of all phases"
    case .none: choice = "none"
    }
    if let origin = parent.movedOrigin {
      choice += "; positions are given from (\(origin)) of its cell, a standard origin"
    }
    let multiplicity = abs(parent.conventionalMultiple.determinant)
    let toConventional = parent.conventionalBasis.inverse * parent.basis
    var sites: [AnalysisReport.ParentSite] = []
    for orbit in 0...(parent.atoms.map(\.orbit).max() ?? 0) {
      let members = parent.atoms.filter { $0.orbit == orbit }
      guard let first = members.first else { continue }
      sites.append(
        AnalysisReport.ParentSite(
          label: first.label, position: toConventional * first.position,
          multiplicity: members.count * multiplicity, contents: first.contents))
    }
    let measurement = source.map { sweep.measurements[$0] }
    self.init(
      group: parent.group, measurement: source, file: measurement?.file,
      block: measurement?.block,
      temperature: search.referenceTemperature.map {
        Quantity($0, unit: "K", dictRef: "cif:_diffrn_ambient_temperature")
      }, choice: choice, cell: measurement.map { AnalysisReport.Cell($0.crystal.cell) },
      primitiveBasis: parent.basis, conventionalBasis: parent.conventionalBasis, sites: sites)
  }
}

extension AnalysisReport.Embedding {
  /// What the report says of the position of one structure in the parent.
  init(_ member: SweepEmbedding.Member, sweep: SweepEmbedding) {
    let embedding = member.embedding
    let amplitudes = sweep.amplitudes(of: member)
    func quantity(
      _ value: Double, _ uncertainty: Double?, unit: String, _ name: String
    ) -> Quantity {
      Quantity(
        value, standardUncertainty: uncertainty, unit: unit, dictRef: "phasefit:\(name)",
        uncertaintyOrigin: uncertainty == nil ? nil : .stated)
    }
    let voigt: [(Int, Int, Double)] = [
      (0, 0, 1), (1, 1, 1), (2, 2, 1), (1, 2, 2), (0, 2, 2), (0, 1, 2),
    ]
    let components = voigt.map { row, column, factor in
      quantity(
        factor * member.field.strain[row, column],
        member.standardUncertainty { factor * $0.strain[row, column] }, unit: "1",
        "strain_voigt")
    }
    let baseline =
      sweep.baseline.points > 0
      ? "the parent phase extrapolated to the same temperature, a line through "
        + "\(sweep.baseline.points) structures"
      : "the parent structure"
    self.init(
      measurement: member.measurement, matrix: embedding.multiple,
      originShift: embedding.origin, cellMultiplication: embedding.cellMultiplication,
      index: member.index,
      maximumDisplacement: quantity(
        embedding.maximumDisplacement, nil, unit: "Å", "maximum_displacement"),
      rootMeanSquareDisplacement: quantity(
        embedding.rootMeanSquareDisplacement, nil, unit: "Å", "rms_displacement"),
      strain: AnalysisReport.Strain(
        tensor: member.field.strain, voigt: components,
        symmetryBreaking: quantity(
          amplitudes.strainBreaking.value, amplitudes.strainBreaking.standardUncertainty,
          unit: "1", "strain_breaking"),
        symmetryConserving: quantity(
          amplitudes.strainConserving.value, amplitudes.strainConserving.standardUncertainty,
          unit: "1", "strain_conserving"), reference: baseline),
      rotationRemoved: embedding.rotation,
      rotationAngle: Quantity(
        embedding.rotation.rotationAngleDegrees, unit: "deg", dictRef: "phasefit:rotation_angle"),
      domainOperation: member.domainOperation == .identity
        ? nil : member.domainOperation.jonesFaithful)
  }
}

extension AnalysisReport.Distortion {
  /// What the report says of the distortion of one structure.
  init(_ member: SweepEmbedding.Member, sweep: SweepEmbedding) {
    let amplitudes = sweep.amplitudes(of: member)
    let childNorm = Double(member.embedding.cellMultiplication).squareRoot()
    func quantity(
      _ amplitude: DistortionAmplitudes.Amplitude, factor: Double, unit: String, _ name: String
    ) -> Quantity {
      Quantity(
        factor * amplitude.value,
        standardUncertainty: amplitude.standardUncertainty.map { factor * $0 }, unit: unit,
        dictRef: "phasefit:\(name)",
        uncertaintyOrigin: amplitude.standardUncertainty == nil ? nil : .stated)
    }
    let hasOccupancy = sweep.parent.atoms.contains(where: \.isShared)
    let stars = amplitudes.stars.map { star in
      AnalysisReport.StarAmplitude(
        waveVector: star.waveVector, armCount: star.armCount,
        displacementAs: quantity(star.displacement, factor: childNorm, unit: "Å", "amplitude_as"),
        displacementAp: quantity(star.displacement, factor: 1, unit: "Å", "amplitude_ap"),
        occupancy: hasOccupancy
          ? quantity(star.occupancy, factor: 1, unit: "1", "occupancy_amplitude") : nil)
    }
    let cell = sweep.cell
    let toParent = sweep.parent.conventionalBasis.inverse * cell.basis
    var displacements: [AnalysisReport.SiteDisplacement] = []
    for (index, atom) in cell.atoms.enumerated() {
      let components = (0..<3).map { axis in
        let uncertainty = member.standardUncertainty { $0.displacements[index][axis] }
        return Quantity(
          member.field.displacements[index][axis], standardUncertainty: uncertainty, unit: "Å",
          dictRef: "phasefit:displacement",
          uncertaintyOrigin: uncertainty == nil ? nil : .stated)
      }
      let deviation = member.field.occupancies[index].first
      let isShared = sweep.parent.atoms[atom.primitiveAtom].isShared
      displacements.append(
        AnalysisReport.SiteDisplacement(
          label: sweep.parent.atoms[atom.primitiveAtom].label,
          position: toParent * atom.position, components: components,
          occupancy: isShared
            ? deviation.map {
              let uncertainty = member.standardUncertainty { $0.occupancies[index].first ?? 0 }
              return Quantity(
                $0, standardUncertainty: uncertainty, unit: "1",
                dictRef: "phasefit:occupancy_deviation",
                uncertaintyOrigin: uncertainty == nil ? nil : .stated)
            } : nil))
    }
    self.init(measurement: member.measurement, stars: stars, displacements: displacements)
  }
}

extension AnalysisReport.IrrepAmplitude {
  /// What the report says of the part of a distortion that belongs to one irrep.
  init(_ contribution: IrrepDecomposition.Contribution, irrep: PhysicalIrrep) {
    func quantity(
      _ amplitude: DistortionAmplitudes.Amplitude, unit: String, _ name: String
    ) -> Quantity? {
      guard amplitude.value > SymmetryModes.presence else { return nil }
      return Quantity(
        amplitude.value, standardUncertainty: amplitude.standardUncertainty, unit: unit,
        dictRef: "phasefit:\(name)",
        uncertaintyOrigin: amplitude.standardUncertainty == nil ? nil : .stated)
    }
    self.init(
      label: contribution.label, waveVector: contribution.waveVector, dimension: irrep.dimension,
      isTotallySymmetric: contribution.isTotallySymmetric,
      displacementAs: quantity(contribution.childAmplitude, unit: "Å", "displacementAs"),
      displacementAp: quantity(contribution.parentAmplitude, unit: "Å", "displacementAp"),
      maximumDisplacement: contribution.maximumDisplacement > SymmetryModes.presence
        ? .length(contribution.maximumDisplacement, name: "maximumDisplacement") : nil,
      strain: quantity(contribution.strain, unit: "1", "strain"),
      occupancy: quantity(contribution.occupancy, unit: "1", "occupancyAmplitude"),
      otherLabels: irrep.otherLabels.map {
        OriginLabel(label: $0.label, originShift: $0.originShift)
      })
  }
}

import Foundation
import PhaseFitNumerics
public import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension Pipeline {
  /// Decomposes the distortion between two structures into symmetry modes.
  ///
  ///     two CIFs → symmetry → embedding → distortion → irreps → directions, consequences → report
  ///
  /// No matrix, origin or temperature is asked for.
  ///
  /// - Parameters:
  ///   - parent: the CIF of the structure of high symmetry.
  ///   - child: the CIF of the structure of low symmetry, in any setting, origin and domain.
  ///   - splitSites: from where displacements of atoms disordered in the parent are measured.
  ///   - command: the command line, for the provenance.
  /// - Returns: the report, with the refusals of single parts as diagnostics.
  /// - Throws: `PhaseFitError` where the child is no distortion of the parent, with the reason.
  public static func decompose(
    parent: String, child: String, splitSites: SplitSiteTreatment = .positions,
    command: [String] = []
  ) throws -> DecompositionReport {
    let pair = try DecompositionPair(parent: parent, child: child, splitSites: splitSites)
    var report = try DecompositionReport(pair, command: command)
    report.recordIrreps(pair)
    report.recordTies(pair)
    report.recordSymmetricPart(pair)
    return report
  }
}

extension DecompositionReport {
  /// The parts of the report that need no irreps.
  init(_ pair: DecompositionPair, command: [String]) throws {
    let member = pair.member
    let embedding = member.embedding
    let children = Double(embedding.cellMultiplication).squareRoot()
    let parentCells = Double(pair.sweep.cell.primitiveCellCount)
    let part = member.field.restricted(to: .displacement)
    let size = (part.dot(part) / parentCells).squareRoot()
    let error = size > 0 ? member.uncertainty(along: part, norm: parentCells.squareRoot()) : nil
    func amplitude(_ factor: Double, _ name: String) -> Quantity {
      .length(
        factor * size, standardUncertainty: error.map { factor * $0 }, origin: .stated, name: name)
    }
    let lengths = member.field.displacements.map { length($0) }
    let squares = lengths.reduce(0) { $0 + $1 * $1 }
    let hasOccupancy = pair.structure.atoms.contains(where: \.isShared)
    self.init(
      provenance: AnalysisReport.Provenance(
        date: Date(), command: command, seed: 0, settings: [],
        inputs: try [pair.parent.file, pair.child.file].map(Self.input)),
      parent: Structure(pair.parent), child: Structure(pair.child),
      transformation: Transformation(embedding, parent: pair.structure),
      cellMultiplication: embedding.cellMultiplication, index: member.index,
      total: Total(
        amplitudeAs: amplitude(children, "amplitude_as"),
        amplitudeAp: amplitude(1, "amplitude_ap"),
        maximum: .length(lengths.max() ?? 0, name: "maximum_displacement"),
        rootMeanSquare: .length(
          (squares / Double(max(lengths.count, 1))).squareRoot(), name: "rms_displacement"),
        occupancy: hasOccupancy
          ? .dimensionless(
            children * pair.sweep.cell.amplitude(of: member.field, kind: .occupancy),
            name: "occupancy_amplitude_as") : nil),
      strain: Strain(member, sweep: pair.sweep),
      displacements: Self.displacements(pair),
      diagnostics: pair.parent.diagnostics + pair.child.diagnostics + Self.doubts(pair))
  }

  private static func input(_ file: String) throws -> AnalysisReport.Input {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw PhaseFitError(.noSuchInput, "\(file): the file vanished while it was read")
    }
    return AnalysisReport.Input(
      file: file, byteCount: bytes.count, sha256: SHA256.hexadecimal(of: Array(bytes)))
  }

  /// The displacements of the atoms of one primitive cell of the child.
  private static func displacements(_ pair: DecompositionPair)
    -> [AnalysisReport.SiteDisplacement]
  {
    let all = AnalysisReport.Distortion(pair.member, sweep: pair.sweep).displacements
    let cell = pair.sweep.cell
    let lattice = pair.member.embedding.lattice
    let cells = cell.multiple.cosetRepresentatives
    // Of the cells that a translation of the child joins the first stands for all.
    var seen: Set<[Int]> = []
    return all.indices.filter { index in
      let class_ = lattice.reduce(cells[index % cells.count])
      return seen.insert([index / cells.count, class_.x, class_.y, class_.z]).inserted
    }.map { all[$0] }
  }

  /// The displacement amplitude As, Å, above which a symmetric part is looked at with suspicion: far
  /// more than free coordinates change over a range of temperature.
  private static let largeSymmetricPart = 0.5

  /// Says where the symmetric displacements are large and larger than those that break the symmetry:
  /// most often two records in different settings of one group.
  mutating func recordSymmetricPart(_ pair: DecompositionPair) {
    let symmetric = irreps.filter(\.isTotallySymmetric).map(\.amplitudeAs.value).max() ?? 0
    let breaking = irreps.filter { !$0.isTotallySymmetric }.reduce(0) {
      $0 + $1.amplitudeAs.value * $1.amplitudeAs.value
    }.squareRoot()
    guard symmetric > Self.largeSymmetricPart, symmetric > breaking else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: "symmetric-part-dominates",
        message: "the displacements that keep the symmetry have As = "
          + "\(String(format: "%.4f", symmetric)) Å, those that break it "
          + "\(String(format: "%.4f", breaking)) Å: the records may be in different settings "
          + "(operators, origin or handedness); check the operators of both files",
        file: pair.child.file))
  }

  /// How atoms that are disordered in the parent were treated, with the other amplitude.
  private static func splitSites(_ pair: DecompositionPair) -> [Diagnostic] {
    guard !pair.splitSites.isEmpty else { return [] }
    let sites = pair.splitSites.map { site in
      "\(site.label) (\(site.count) positions within \(site.separation.significant(3)) Å)"
    }
    let lead =
      "\(pair.parent.file): " + sites.joined(separator: ", ")
      + (pair.splitSites.count == 1 ? " is a split site" : " are split sites") + " of the parent; "
    switch pair.treatment {
    case .positions:
      let other = pair.centroidAmplitude().map {
        ", where the total As is \(String(format: "%.4f", $0)) Å"
      }
      return [
        Diagnostic(
          .note, code: "split-sites",
          message: lead
            + "displacements are measured from the position that is occupied in the child, and the "
            + "choice between positions counts as occupancy; --split-sites centroid measures them "
            + "from the centroid" + (other ?? ""), file: pair.parent.file)
      ]
    case .centroid:
      return [
        Diagnostic(
          .note, code: "split-sites",
          message: lead
            + "displacements are measured from the centroid, so that they contain the choice between "
            + "positions; --split-sites positions separates the two", file: pair.parent.file)
      ]
    }
  }

  /// Where the source and the structures disagree, or where the tolerance decides.
  private static func doubts(_ pair: DecompositionPair) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for member in [pair.parent, pair.child] {
      result += SymmetryStage.doubts(
        member.expanded, found: member.symmetry, place: "", file: member.file)
    }
    result += splitSites(pair)
    if let origin = pair.structure.movedOrigin {
      result.append(
        Diagnostic(
          .note, code: "parent-origin",
          message: "the origin of \(pair.parent.file) lies beside the symmetry elements of "
            + "\(pair.structure.group); positions and operations are given from (\(origin)) of that "
            + "file, the standard origin nearest to it", file: pair.parent.file))
    }
    if pair.member.errors.isEmpty {
      result.append(
        Diagnostic(
          .note, code: "no-su",
          message: "\(pair.child.file) states no standard uncertainties: amplitudes have none",
          file: pair.child.file))
    }
    if pair.member.index == 1 {
      result.append(
        Diagnostic(
          .warning, code: "no-symmetry-lost",
          message:
            "both structures have \(pair.structure.group) with the same cell: the distortion "
            + "keeps the symmetry and there is no order parameter"))
    }
    return result
  }
}

extension DecompositionReport.Structure {
  /// What the report says of one file.
  init(_ member: DecompositionPair.Member) {
    self.init(
      file: member.file, group: member.symmetry.group, declared: member.expanded.declared,
      cell: AnalysisReport.Cell(member.crystal.cell), atomCount: member.expanded.atoms.count,
      tolerance: .length(member.symmetry.tolerance, name: "tolerance"))
  }
}

extension DecompositionReport.Transformation {
  /// The transformation between the cells of the two files, `P = C⁻¹ M`, `p = C⁻¹ p_primitive`.
  init(_ embedding: Embedding, parent: ParentStructure) {
    let conventional = parent.conventionalMultiple
    let product = conventional.adjugate * embedding.multiple
    let determinant = conventional.determinant
    self.init(
      matrix: (0..<3).map { row in (0..<3).map { Rational(product[row, $0], determinant) } },
      origin: conventional.real.inverse * (embedding.origin + parent.originShiftVector),
      primitiveMatrix: embedding.multiple,
      primitiveOrigin: embedding.origin + parent.originShiftVector,
      primitiveBasis: parent.basis)
  }
}

extension DecompositionReport.Strain {
  /// The strain with its parts that keep and break the symmetry; irreps refine them.
  init(_ member: SweepEmbedding.Member, sweep: SweepEmbedding) {
    let embedding = AnalysisReport.Embedding(member, sweep: sweep)
    let amplitudes = sweep.amplitudes(of: member)
    func part(_ amplitude: DistortionAmplitudes.Amplitude, breaks: Bool)
      -> DecompositionReport.StrainPart
    {
      DecompositionReport.StrainPart(
        label: nil,
        amplitude: .dimensionless(
          amplitude.value, standardUncertainty: amplitude.standardUncertainty, origin: .stated,
          name: breaks ? "strain_breaking" : "strain_conserving"), breaksSymmetry: breaks)
    }
    self.init(
      tensor: member.field.strain, voigt: embedding.strain?.voigt ?? [],
      parts: [
        part(amplitudes.strainConserving, breaks: false),
        part(amplitudes.strainBreaking, breaks: true),
      ],
      rotationAngle: Quantity(
        member.embedding.rotation.rotationAngleDegrees, unit: "deg",
        dictRef: "phasefit:rotation_angle"))
  }
}

extension SweepEmbedding.Member {
  /// The standard uncertainty of the amplitude of a part of the distortion: the errors of the
  /// parameters along its direction, over a norm; nil where the source states none.
  func uncertainty(along part: DistortionField, norm: Double) -> Double? {
    let size = part.dot(part).squareRoot()
    guard size > 0 else { return nil }
    return standardUncertainty { $0.dot(part) / (size * norm) }
  }
}

extension ParentStructure {
  /// The origin in the primitive basis of the source.
  var originShiftVector: Vector3 {
    Vector3(originShift[0].value, originShift[1].value, originShift[2].value)
  }

  /// Where the origin was put, in fractions of the source's cell; nil where it stayed.
  var movedOrigin: String? {
    guard originShift.contains(where: { $0 != .zero }) else { return nil }
    let place = conventionalMultiple.real.inverse * originShiftVector
    return (0..<3).map { String(format: "%.4f", place[$0]) }.joined(separator: ", ")
  }
}

public import PhaseFitNumerics

/// All structures of a sweep in the frame of one parent, in one domain, on one supercell.
///
/// The most distorted structure of the least symmetric phase fixes the domain; every other is
/// carried by that operation of the parent which makes it most like the first, so that components
/// keep their sign through the sweep.
public struct SweepEmbedding: Sendable, Codable {
  /// The parent.
  public var parent: ParentStructure
  /// The common supercell with all operations of the parent.
  public var cell: CommensurateCell
  /// The structures, in the order in which they were given.
  public var members: [Member]
  /// The lengths that put strain and occupancy on one scale with displacements.
  public var scales: DistortionScales
  /// The parent's own thermal expansion: the reference of the strain at each temperature.
  public var baseline: StrainBaseline

  /// One structure of the sweep in the parent's frame.
  public struct Member: Sendable, Codable {
    /// The index of the measurement in the sweep.
    public var measurement: Int
    /// Its temperature, K.
    public var temperature: Double
    /// The run to which the measurement belongs, nil for a single run.
    public var run: String?
    /// The space-group type found.
    public var group: SpaceGroupType
    /// The embedding, after the domain operation.
    public var embedding: Embedding
    /// The operation of the parent (primitive basis) that carried the structure into the common
    /// domain; the identity where it was there already.
    public var domainOperation: SymmetryOperation
    /// The distortion on the common supercell, averaged over the operations that the structure has.
    public var field: DistortionField
    /// The largest displacement, Å, that this average removed.
    public var averagedAway: Double
    /// The derivative of the distortion with respect to each parameter that has a standard
    /// uncertainty, times that uncertainty; errors of different parameters are independent.
    ///
    /// Where there are more parameters than components, as many errors as these that say the same.
    public var errors: [DistortionField]
    /// The operations of `cell.operations` that the structure keeps.
    public var keptOperations: [Int]
    /// The index of its group in the parent's: the number of domain states.
    public var index: Int

    /// The standard uncertainty of a linear function of the distortion, nil where the source
    /// states no uncertainty.
    ///
    ///     σ² = Σ_p ( f(∂y/∂p) σ_p )²
    public func standardUncertainty(of function: (DistortionField) -> Double) -> Double? {
      guard !errors.isEmpty else { return nil }
      return errors.reduce(0) { sum, error in
        let value = function(error)
        return sum + value * value
      }.squareRoot()
    }
  }
}

/// The totally symmetric strain of the parent phase over temperature.
///
///     ε₀(T) = c + s (T − T₀)
///
/// fitted by least squares to at least three structures of the parent phase; with fewer, ε₀ = 0
/// and the strain is measured against the parent structure itself.
public struct StrainBaseline: Sendable, Codable, Hashable {
  /// How many structures of the parent phase determine it; 0 where there were too few.
  public var points: Int
  /// The temperature T₀ of the parent structure, K.
  public var referenceTemperature: Double
  /// The strain c at T₀.
  public var constant: Matrix3
  /// The slope s, 1/K.
  public var slope: Matrix3

  /// The strain of the parent phase at a temperature in K, extrapolated beyond its range.
  public func callAsFunction(_ temperature: Double) -> Matrix3 {
    constant + (temperature - referenceTemperature) * slope
  }

  /// The least number of parent structures from which a line is fitted.
  public static let leastPoints = 3

  init(
    _ strains: [(temperature: Double, strain: Matrix3)], referenceTemperature: Double
  ) {
    self.referenceTemperature = referenceTemperature
    constant = .zero
    slope = .zero
    points = 0
    guard Set(strains.map(\.temperature)).count >= Self.leastPoints else { return }
    points = strains.count
    let count = Double(strains.count)
    let meanTemperature = strains.reduce(0) { $0 + $1.temperature } / count
    let mean = (1 / count) * strains.reduce(Matrix3.zero) { $0 + $1.strain }
    var spread = 0.0
    var moment = Matrix3.zero
    for (temperature, strain) in strains {
      let offset = temperature - meanTemperature
      spread += offset * offset
      moment = moment + offset * (strain - mean)
    }
    slope = (1 / spread) * moment
    constant = mean + (referenceTemperature - meanTemperature) * slope
  }
}

extension SweepEmbedding {
  /// A structure that was embedded, before domains are chosen.
  public struct Input: Sendable {
    /// The index of the measurement in the sweep.
    public var measurement: Int
    /// Its temperature, K.
    public var temperature: Double
    /// The run to which the measurement belongs, nil for a single run.
    public var run: String?
    /// The structure.
    public var crystal: ExpandedCrystal
    /// Its space group.
    public var symmetry: FoundSymmetry
    /// Its embedding in the parent.
    public var embedding: Embedding

    /// An embedded structure.
    public init(
      measurement: Int, temperature: Double, run: String? = nil, crystal: ExpandedCrystal,
      symmetry: FoundSymmetry, embedding: Embedding
    ) {
      self.measurement = measurement
      self.temperature = temperature
      self.run = run
      self.crystal = crystal
      self.symmetry = symmetry
      self.embedding = embedding
    }
  }

  /// Brings embedded structures into one domain and onto one supercell.
  ///
  /// - Parameters:
  ///   - inputs: the structures, at least one; where one of them fits in several ways the embedding
  ///     most like the others is taken.
  ///   - parent: the parent in which they were embedded.
  ///   - referenceTemperature: the temperature of the parent structure, K.
  public init(_ inputs: [Input], parent: ParentStructure, referenceTemperature: Double) {
    self.parent = parent
    let scales = DistortionScales(parent)
    self.scales = scales
    let inputs = Self.withTiesResolved(inputs, parent: parent, scales: scales)
    let indices = inputs.map { $0.embedding.index(in: parent) }

    let baseline = StrainBaseline(
      zip(inputs, indices).filter { $1 == 1 }.map {
        ($0.0.temperature, parent.totallySymmetric($0.0.embedding.strain))
      }, referenceTemperature: referenceTemperature)
    self.baseline = baseline

    func strain(_ input: Input, basis: Matrix3) -> Matrix3 {
      let reference = Matrix3.identity + baseline(input.temperature)
      let deformation =
        basis * (reference * parent.basis * input.embedding.multiple.real).inverse
      return deformation.polarDecomposition.stretch - .identity
    }
    let raw = inputs.map { input in
      PeriodicDistortion(
        input.embedding, child: input.crystal, parent: parent,
        strain: strain(input, basis: input.crystal.basis))
    }
    let groups = inputs.map {
      PeriodicAction.group($0.embedding.operations, on: $0.embedding.lattice, in: parent)
    }
    let distortions = zip(raw, groups).map { $0.averaged(over: $1) }

    // The most distorted structure of the least symmetric phase fixes the domain.
    let sizes = distortions.map { $0.overlap(with: $0, scales: scales) }
    let reference = inputs.indices.max { left, right in
      (indices[left], sizes[left]) < (indices[right], sizes[right])
    }
    var domains: [DomainOperation] = []
    var aligned: [PeriodicDistortion] = []
    for index in inputs.indices {
      guard let reference, index != reference else {
        domains.append(.identity)
        aligned.append(distortions[index])
        continue
      }
      let (domain, image) = DomainOperation.aligning(
        distortions[index], with: distortions[reference], parent: parent, scales: scales)
      domains.append(domain)
      aligned.append(image)
    }

    let cell = CommensurateCell(parent: parent, lattices: aligned.map(\.lattice))
    let atomCells = cell.atomCells
    self.cell = cell
    members = inputs.indices.map { index in
      let input = inputs[index]
      let domain = domains[index]
      let operation = domain.operation(in: parent)
      let embedding = input.embedding.transformed(by: domain, parent: parent)
      let classes = aligned[index].classes(of: atomCells)
      let toDomain = PeriodicAction(
        domain.index, then: domain.cell, on: input.embedding.lattice, in: parent)

      func change(_ parameter: ExpandedCrystal.FreeParameter, by uncertainty: Double)
        -> DistortionField
      {
        var derivative = Matrix3.zero
        if parameter.basis != .zero {
          // Central difference of the stretch over one standard uncertainty.
          let step = uncertainty * parameter.basis
          let forward = strain(input, basis: input.crystal.basis + step)
          let backward = strain(input, basis: input.crystal.basis - step)
          derivative = (0.5 / uncertainty) * (forward - backward)
        }
        let periodic = PeriodicDistortion(
          derivative: parameter, input.embedding, child: input.crystal, parent: parent,
          strain: derivative
        )
        .averaged(over: groups[index])
        .transformed(by: toDomain)
        return periodic.field(on: cell, classes: classes).scaled(by: uncertainty)
      }
      var errors: [DistortionField] = []
      if let blocks = input.crystal.blockParameters {
        errors = Self.errors(of: blocks.map { change($0, by: 1) }, scales: scales)
      } else {
        var independent = DistortionErrors(scales: scales)
        for parameter in input.crystal.parameters {
          guard let uncertainty = parameter.standardUncertainty, uncertainty > 0 else { continue }
          independent.add(change(parameter, by: uncertainty))
        }
        errors = independent.all()
      }
      let averagedAway =
        zip(raw[index].displacements, distortions[index].displacements)
        .flatMap { zip($0, $1).map { length($0 - $1) } }.max() ?? 0
      return Member(
        measurement: input.measurement, temperature: input.temperature, run: input.run,
        group: input.symmetry.group, embedding: embedding, domainOperation: operation,
        field: aligned[index].field(on: cell, classes: classes), averagedAway: averagedAway,
        errors: errors,
        keptOperations: cell.indices(of: embedding.operations, lattice: embedding.lattice),
        index: indices[index])
    }
  }
}

extension ParentStructure {
  /// The part of a symmetric tensor that all operations leave unchanged, `⟨R e Rᵀ⟩`.
  public func totallySymmetric(_ tensor: Matrix3) -> Matrix3 {
    var sum = Matrix3.zero
    for operation in operations {
      let rotation = cartesian(operation.rotation)
      sum = sum + rotation * tensor * rotation.transpose
    }
    return (1 / Double(operations.count)) * sum
  }
}

extension CommensurateCell {
  /// The operations of the cell that belong to a subgroup given by representatives and its
  /// translation lattice (primitive basis).
  func indices(of subgroup: [SymmetryOperation], lattice: IntegerMatrix3) -> [Int] {
    // Written in the primitive basis an operation of the cell is T (W | w) T⁻¹.
    let adjugate = multiple.adjugate
    let determinant = multiple.determinant
    let byRotation = Dictionary(
      subgroup.map { ($0.rotation, $0) }, uniquingKeysWith: { first, _ in first })
    return exactOperations.indices.filter { index in
      let operation = exactOperations[index]
      let rotation = IntegerMatrix3(
        (multiple * operation.rotation * adjugate).rowMajor.map { $0 / determinant })
      guard let member = byRotation[rotation] else { return false }
      let translation = multiple.apply(to: operation.translation)
      let difference = zip(translation, member.translation).map { $0 - $1 }
      guard difference.allSatisfy({ $0.denominator == 1 }) else { return false }
      let vector = SIMD3(
        difference[0].numerator, difference[1].numerator, difference[2].numerator)
      return lattice.reduce(vector) == SIMD3(0, 0, 0)
    }
  }
}

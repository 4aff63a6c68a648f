// A distortion divided into the irreps of its parent.
//
//     y = Σ_Γ P_Γ y ,   |P_Γ u|² = Σ_k |a_Γk|²
//
//     Ap = √(Σ|u|²) over the parent's primitive cell ,   As = Ap √(child cells per parent cell)
//
// (AMPLIMODES and ISODISTORT: Ap and As; D. Orobengoa et al., J. Appl. Cryst. 42, 820 (2009)).
// The standard uncertainty of an amplitude is that of its projection on its own direction,
//
//     σ²(A) = Σ_p ( n · B ∂y/∂p σ_p )² ,   n = a / |a| .

public import PhaseFitNumerics

/// The parts of one distortion in every irrep of the parent that is present.
public struct IrrepDecomposition: Sendable, Codable {
  /// One entry for each irrep that is present, in the order of the irreps, Γ first.
  public var contributions: [Contribution]
  /// The displacement amplitude Ap of all irreps together, Å.
  public var totalParentAmplitude: DistortionAmplitudes.Amplitude
  /// The displacement amplitude As of all irreps together, Å.
  public var totalChildAmplitude: DistortionAmplitudes.Amplitude
  /// How many primitive cells of the parent one primitive cell of the child holds.
  public var cellMultiplication: Int

  /// The part of a distortion that transforms as one irrep.
  public struct Contribution: Sendable, Codable {
    /// The irrep, an index into `SymmetryModes.irreps`.
    public var irrep: Int
    /// The label of the irrep.
    public var label: String
    /// One arm of its star, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// Whether the part keeps the parent's symmetry.
    public var isTotallySymmetric: Bool
    /// Whether the part rises above rounding; in a sweep others are listed as well.
    public var isPresent: Bool
    /// The displacement amplitude Ap over the primitive cell of the parent, Å.
    public var parentAmplitude: DistortionAmplitudes.Amplitude
    /// The displacement amplitude As over the primitive cell of the child, Å.
    public var childAmplitude: DistortionAmplitudes.Amplitude
    /// The largest displacement of an atom, Å.
    public var maximumDisplacement: Double
    /// The Frobenius norm of the strain.
    public var strain: DistortionAmplitudes.Amplitude
    /// The occupancy amplitude over the primitive cell of the parent.
    public var occupancy: DistortionAmplitudes.Amplitude
    /// What the crystallographic orbits contribute to the displacements, those present only.
    public var shares: [OrbitShare]
    /// How many independent modes the child's symmetry admits, displacements only.
    public var modeCount: Int
    /// The order parameter in all copies of the irrep.
    public var copies: [CopyComponents]
    /// The order parameter along the leading combination of copies.
    public var leading: LeadingComponent

    /// The contribution of a kind on the scale that orders irreps: Å, or 1.
    func amplitude(_ kind: OrderParameterSeries.Kind) -> DistortionAmplitudes.Amplitude {
      switch kind {
      case .displacement: parentAmplitude
      case .occupancy: occupancy
      case .strain: strain
      }
    }
  }

  /// The share of one crystallographic orbit in the displacements of an irrep.
  public struct OrbitShare: Sendable, Codable, Hashable {
    /// The orbit in the parent.
    public var orbit: Int
    /// The amplitude over the primitive cell of the parent, Å.
    public var parentAmplitude: Double
    /// Its part of Σ|u|², 0 … 1.
    public var fraction: Double
  }

  /// The order-parameter vector in one copy of an irrep.
  public struct CopyComponents: Sendable, Codable, Hashable {
    /// The copy, an index into `SymmetryModes.copies`.
    public var copy: Int
    /// What is distorted.
    public var kind: OrderParameterSeries.Kind
    /// The d components, normalised like the amplitudes: over the parent's primitive cell, and
    /// the Frobenius norm for strain.
    public var components: [Double]
    /// The standard uncertainties of the components, nil where the source states none.
    public var standardUncertainties: [Double]?
  }

  /// The order parameter along the combination of copies that carries most of the distortion.
  ///
  ///     q = Σ_k Σ_j c_kj Jⱼᵀ a_k ,   Σ c² = 1
  ///
  /// The Jⱼ are an orthonormal basis of the matrices that commute with the irrep, 1 alone for an
  /// irrep of real type; the largest copy has the coefficient c_k1 > 0, c_k2 = … = 0.
  public struct LeadingComponent: Sendable, Codable, Hashable {
    /// What is distorted: displacements where there are any, else occupancies, else strain.
    public var kind: OrderParameterSeries.Kind
    /// The copies that are combined.
    public var copies: [Int]
    /// The coefficients c_kj, one row for each copy.
    public var coefficients: [[Double]]
    /// The order parameter q, normalised like the amplitudes.
    public var orderParameter: [Double]
    /// The standard uncertainties of its components, nil where the source states none.
    public var standardUncertainties: [Double]?
  }

  /// The contribution of an irrep by its label, nil where it is absent.
  public subscript(_ label: String) -> Contribution? {
    contributions.first { $0.label == label }
  }
}

extension SymmetryModes {
  /// The size of a part, in Å, relative strain or occupancy, below which it is rounding.
  ///
  /// Distortions are averaged exactly over the child's group; published coordinates have four or
  /// five decimals, so that parts that are present exceed this by orders of magnitude.
  public static let presence = 1e-7

  /// Divides a distortion into irreps.
  ///
  /// - Parameters:
  ///   - field: the distortion.
  ///   - errors: derivatives with respect to independent parameters times their standard
  ///     uncertainties; none where the source states none.
  ///   - stabiliser: the operations of `cell.operations` that the structure keeps.
  /// - Returns: the irreps that are present.
  public func decomposition(
    of field: DistortionField, errors: [DistortionField] = [], stabiliser: [Int]
  ) -> IrrepDecomposition {
    decomposition(
      components: components(of: field), errors: errors.map(components), stabiliser: stabiliser,
      leading: nil)
  }

  /// The decomposition of a distortion whose components are known.
  ///
  /// `leading` gives combinations of copies that were chosen for a whole sweep.
  func decomposition(
    components: [[Double]], errors: [[[Double]]], stabiliser: [Int],
    leading: [Int: LeadingCopies]?
  ) -> IrrepDecomposition {
    let multiplication = cellMultiplication(of: stabiliser)
    let scale = Double(multiplication).squareRoot()
    var contributions: [IrrepDecomposition.Contribution] = []
    for (irrep, members) in copiesOfIrrep.enumerated() {
      let isPresent = members.contains { copy in
        components[copy].contains { abs($0) > Self.presence * norm(of: copies[copy].kind) }
      }
      guard isPresent || leading?[irrep] != nil else { continue }
      func amplitude(_ kind: OrderParameterSeries.Kind) -> DistortionAmplitudes.Amplitude {
        self.amplitude(
          components, errors: errors, copies: members.filter { copies[$0].kind == kind },
          norm: norm(of: kind))
      }
      let displacement = amplitude(.displacement)
      let combination = leading?[irrep] ?? LeadingCopies(irrep, of: [components], in: self)
      let part = self.part(irrep: irrep, of: components)
      contributions.append(
        IrrepDecomposition.Contribution(
          irrep: irrep, label: irreps[irrep].label, waveVector: irreps[irrep].waveVector,
          isTotallySymmetric: irreps[irrep].isTotallySymmetric, isPresent: isPresent,
          parentAmplitude: displacement,
          childAmplitude: displacement.scaled(by: scale),
          maximumDisplacement: part.displacements.map(length).max() ?? 0,
          strain: amplitude(.strain), occupancy: amplitude(.occupancy), shares: shares(of: part),
          modeCount: members.count { copies[$0].kind == .displacement }
            * fixedDimension(irrep: irrep, stabiliser: stabiliser),
          copies: members.map { copy in
            let size = norm(of: copies[copy].kind)
            return IrrepDecomposition.CopyComponents(
              copy: copy, kind: copies[copy].kind, components: components[copy].map { $0 / size },
              standardUncertainties: uncertainties(errors.map { $0[copy].map { $0 / size } }))
          },
          leading: IrrepDecomposition.LeadingComponent(
            kind: combination.kind, copies: combination.copies,
            coefficients: combination.coefficients,
            orderParameter: combination.orderParameter(components, in: self),
            standardUncertainties: uncertainties(
              errors.map { combination.orderParameter($0, in: self) }))))
    }
    let total = amplitude(
      components, errors: errors,
      copies: copies.indices.filter { copies[$0].kind == .displacement },
      norm: norm(of: .displacement))
    return IrrepDecomposition(
      contributions: contributions, totalParentAmplitude: total,
      totalChildAmplitude: total.scaled(by: scale), cellMultiplication: multiplication)
  }

  /// The factor between a norm over the supercell and the one that is reported.
  package func norm(of kind: OrderParameterSeries.Kind) -> Double {
    kind == .strain ? 1 : Double(cell.primitiveCellCount).squareRoot()
  }

  /// How many primitive cells of the parent one primitive cell of a subgroup holds.
  func cellMultiplication(of stabiliser: [Int]) -> Int {
    let translations = stabiliser.count { cell.operations[$0].rotation == .identity }
    return cell.primitiveCellCount / max(translations, 1)
  }

  /// The dimension of the space that a subgroup leaves fixed, `⟨tr D(h)⟩`.
  func fixedDimension(irrep: Int, stabiliser: [Int]) -> Int {
    let sum = stabiliser.reduce(0) { $0 + irreps[irrep].matrices[$1].trace }
    return Int((sum / Double(max(stabiliser.count, 1))).rounded())
  }

  private func amplitude(
    _ components: [[Double]], errors: [[[Double]]], copies: [Int], norm: Double
  ) -> DistortionAmplitudes.Amplitude {
    let size = copies.reduce(0) { sum, copy in
      components[copy].reduce(sum) { $0 + $1 * $1 }
    }.squareRoot()
    guard size > Self.presence * norm, !errors.isEmpty else {
      return DistortionAmplitudes.Amplitude(value: size / norm, standardUncertainty: nil)
    }
    let variance = errors.reduce(0) { sum, error in
      let projection = copies.reduce(0) { sum, copy in
        zip(components[copy], error[copy]).reduce(sum) { $0 + $1.0 * $1.1 }
      }
      return sum + projection * projection
    }
    return DistortionAmplitudes.Amplitude(
      value: size / norm, standardUncertainty: variance.squareRoot() / size / norm)
  }

  private func uncertainties(_ errors: [[Double]]) -> [Double]? {
    guard let first = errors.first else { return nil }
    return first.indices.map { index in
      errors.reduce(0) { $0 + $1[index] * $1[index] }.squareRoot()
    }
  }

  private func shares(of part: DistortionField) -> [IrrepDecomposition.OrbitShare] {
    let squares = orbits.map { orbit in
      orbit.atoms.reduce(0) { $0 + dot(part.displacements[$1], part.displacements[$1]) }
    }
    let byOrbit = zip(orbits, squares).reduce(into: [Int: Double]()) {
      $0[$1.0.orbit, default: 0] += $1.1
    }
    let total = squares.reduce(0, +)
    let cells = Double(cell.primitiveCellCount)
    return byOrbit.sorted { $0.key < $1.key }.compactMap { orbit, square in
      let amplitude = (square / cells).squareRoot()
      guard amplitude > Self.presence else { return nil }
      return IrrepDecomposition.OrbitShare(
        orbit: orbit, parentAmplitude: amplitude, fraction: square / total)
    }
  }
}

extension DistortionAmplitudes.Amplitude {
  func scaled(by factor: Double) -> DistortionAmplitudes.Amplitude {
    DistortionAmplitudes.Amplitude(
      value: factor * value, standardUncertainty: standardUncertainty.map { factor * $0 })
  }
}

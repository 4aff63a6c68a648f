// Which order parameters a primary forces, and by which power.
//
// A secondary η of irrep Γ' follows the primary Q as the covariants f of degree n,
//
//     f(D(g) Q) = D'(g) f(Q) ,   η ∝ f(Q) ,   coupling  f(Q)·η  in the potential
//
// All covariants of degree n are averages of powers of linear forms,
//
//     f(Q) = 1/|G| Σ_g D'(g)ᵀ w (ℓ · D(g) Q)ⁿ
//
// because the powers (ℓ·Q)ⁿ span the polynomials. With ℓ and w drawn at random f is zero at a
// general point of the realised direction only if every covariant is. For several primaries the
// power is a product over them.

public import PhaseFitNumerics

/// The secondary order parameters of a transition with the lowest powers at which they couple.
public struct SecondaryCouplings: Sendable, Codable, Hashable {
  /// The labels of the primary irreps.
  public var primaries: [String]
  /// The symbols of the primaries in the couplings.
  public var symbols: [String]
  /// The secondary irreps that the child allows, in the order given.
  public var couplings: [Coupling]

  /// A secondary irrep and the powers of the primaries that it follows.
  public struct Coupling: Sendable, Codable, Hashable {
    /// The label of the secondary irrep.
    public var label: String
    /// One arm of its star, in the parent's conventional reciprocal basis.
    public var waveVector: [Rational]
    /// What transforms by the irrep.
    public var content: IrrepContent
    /// The number of its components that are free in the child.
    public var freeComponents: Int
    /// The lowest total degree of a coupling, nil where there is none up to the limit.
    public var degree: Int?
    /// All sets of powers of the primaries with that degree.
    public var powers: [[Int]]
    /// The couplings, as `Q^2 η` or `Q S η`.
    public var terms: [String]
  }

  /// The secondaries of one or several primaries on the direction that a child realises.
  ///
  /// - Parameters:
  ///   - primaries: the primary irreps; their common stabiliser is the child's group.
  ///   - kept: the indices of the child's operations in the cell's.
  ///   - irreps: the irreps to examine; primaries among them are left out.
  ///   - cell: the cell.
  ///   - degree: the largest total degree of the primaries.
  /// - Throws: `ConsequenceError` where the kept operations are no group or matrices do not fit.
  public init(
    of primaries: [PhysicalIrrep], keptBy kept: [Int], among irreps: [PhysicalIrrep],
    in cell: CommensurateCell, upTo degree: Int = 6
  ) throws(ConsequenceError) {
    try cell.checkSubgroup(kept)
    for irrep in primaries + irreps { try TransformingQuantity(irrep).check(in: cell) }
    self.primaries = primaries.map(\.label)
    symbols = primaries.indices.map(LandauConditions.symbol)
    couplings = []
    var generator = SplitMix64(seed: Self.seed)
    let forms = primaries.map { irrep in
      (0..<Self.draws).map { _ in
        Self.values(of: irrep, keptBy: kept, generator: &generator)
      }
    }
    let characters = primaries.map { $0.matrices.map(\.trace) }
    for irrep in irreps {
      let character = irrep.matrices.map(\.trace)
      let isPrimary = characters.contains { known in
        zip(known, character).allSatisfy { abs($0 - $1) < Self.rounding }
      }
      let free = irrep.matrices.fixedBasis(of: kept).count
      if isPrimary || free == 0 { continue }
      let vectors = (0..<Self.draws).map { _ in
        Self.images(in: irrep, generator: &generator)
      }
      var lowest: Int?
      var powers: [[Int]] = []
      for total in 1...max(degree, 1) {
        powers = Self.compositions(of: total, count: primaries.count).filter { powers in
          (0..<Self.draws).contains { draw in
            Self.isNonzero(vectors[draw], forms: forms.map { $0[draw] }, powers: powers)
          }
        }
        if !powers.isEmpty {
          lowest = total
          break
        }
      }
      let names = symbols
      couplings.append(
        Coupling(
          label: irrep.label, waveVector: irrep.waveVector,
          content: try IrrepContent(of: irrep, in: cell), freeComponents: free, degree: lowest,
          powers: powers, terms: powers.map { Self.text($0, symbols: names) }))
    }
  }

  /// Any seed serves: a draw is bad with probability zero, and there are several.
  private static let seed: UInt64 = 20_407
  private static let draws = 3
  /// Averages that vanish leave the rounding of sums of up to some thousand terms, relative to the
  /// average of their absolute values; those that do not are larger by many orders.
  private static let rounding = 1e-9

  /// `ℓ · D(g) Q` for every operation, ℓ random and Q a random point of the realised direction.
  private static func values(
    of irrep: PhysicalIrrep, keptBy kept: [Int], generator: inout SplitMix64
  ) -> [Double] {
    let form = (0..<irrep.dimension).map { _ in generator.normal() }
    var point = Array(repeating: 0.0, count: irrep.dimension)
    for vector in irrep.matrices.fixedBasis(of: kept) {
      let factor = generator.normal()
      for index in point.indices { point[index] += factor * vector[index] }
    }
    return irrep.matrices.map { matrix in
      zip(form, matrix * point).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// `D'(g)ᵀ w` for every operation, w random.
  private static func images(in irrep: PhysicalIrrep, generator: inout SplitMix64) -> [[Double]] {
    let vector = (0..<irrep.dimension).map { _ in generator.normal() }
    return irrep.matrices.map { $0.transpose * vector }
  }

  /// Whether the covariant of given powers is not zero.
  private static func isNonzero(_ vectors: [[Double]], forms: [[Double]], powers: [Int]) -> Bool {
    var sum = Array(repeating: 0.0, count: vectors.first?.count ?? 0)
    var bound = 0.0
    for (index, vector) in vectors.enumerated() {
      var factor = 1.0
      for (form, power) in zip(forms, powers) {
        for _ in 0..<power { factor *= form[index] }
      }
      for component in sum.indices {
        sum[component] += factor * vector[component]
        bound += abs(factor * vector[component])
      }
    }
    return sum.contains { abs($0) > rounding * bound }
  }

  private static func compositions(of total: Int, count: Int) -> [[Int]] {
    guard count > 1 else { return count == 1 ? [[total]] : [] }
    return stride(from: total, through: 0, by: -1).flatMap { first in
      compositions(of: total - first, count: count - 1).map { [first] + $0 }
    }
  }

  private static func text(_ powers: [Int], symbols: [String]) -> String {
    let factors = zip(symbols, powers).compactMap { symbol, power in
      power == 0 ? nil : power == 1 ? symbol : "\(symbol)^\(power)"
    }
    return (factors + ["η"]).joined(separator: " ")
  }
}

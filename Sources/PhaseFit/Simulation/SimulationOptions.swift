/// What a simulated sweep is made of.
public struct SimulationOptions: Sendable, Hashable {
  /// The name of the sweep.
  public var name: String
  /// The CIF of the parent, nil for the built-in cubic perovskite.
  public var parent: String?
  /// The order parameters; none for a sweep without a transition.
  public var orderParameters: [OrderParameter]
  /// The temperatures in K, empty for a set that is denser near the transitions.
  public var temperatures: [Double]
  /// The linear thermal expansion in 1/K.
  public var expansion: Double
  /// The standard uncertainty of a Cartesian coordinate of an atom, Å; 0 for exact structures.
  public var positionUncertainty: Double
  /// The standard uncertainty of a cell length, Å; 0 for exact cells.
  public var cellUncertainty: Double
  /// The seed of all random numbers.
  public var seed: UInt64
  /// What is chosen at random for each structure.
  public var scramble: Set<Scramble>

  /// One order parameter with its law.
  public struct OrderParameter: Sendable, Hashable {
    /// The label of the irrep, as `R4+`.
    public var irrep: String
    /// The direction, as `(0,0,a)`; nil where the irrep has one dimension.
    public var direction: String?
    /// The amplitude at 0 K: Ap in Å for displacements, the Frobenius norm for strain.
    public var amplitude: Double
    /// The strain that grows as the square of the amplitude: its Frobenius norm at 0 K with the
    /// sign with which it follows `Σ u uᵀ`.
    public var strain: Double
    /// How the amplitude depends on the temperature.
    public var law: SimulationLaw

    /// An order parameter.
    public init(
      irrep: String, direction: String?, amplitude: Double, strain: Double = 0, law: SimulationLaw
    ) {
      self.irrep = irrep
      self.direction = direction
      self.amplitude = amplitude
      self.strain = strain
      self.law = law
    }
  }

  /// What may be chosen at random for each structure.
  public enum Scramble: String, Sendable, Hashable, CaseIterable {
    /// The domain state.
    case domain
    /// The origin of the cell.
    case origin
    /// The axes of the cell.
    case setting
  }

  /// Options; the defaults are those of the command line.
  public init(
    name: String, parent: String? = nil, orderParameters: [OrderParameter],
    temperatures: [Double] = [], expansion: Double = 1e-5, positionUncertainty: Double = 5e-4,
    cellUncertainty: Double = 1e-4, seed: UInt64 = 0, scramble: Set<Scramble> = []
  ) {
    self.name = name
    self.parent = parent
    self.orderParameters = orderParameters
    self.temperatures = temperatures
    self.expansion = expansion
    self.positionUncertainty = positionUncertainty
    self.cellUncertainty = cellUncertainty
    self.seed = seed
    self.scramble = scramble
  }

  /// Distances from a transition in units of its temperature.
  private static let fractions = [
    0.06, 0.2, 0.33, 0.45, 0.55, 0.64, 0.72, 0.79, 0.85, 0.9, 0.94, 0.97, 0.99, 1.01, 1.04, 1.08,
    1.14, 1.22,
  ]

  /// The temperatures in K by rising number: those given, or a set that is denser near transitions.
  var chosenTemperatures: [Double] {
    if !temperatures.isEmpty { return Set(temperatures).sorted() }
    guard !orderParameters.isEmpty else { return (1...10).map { 100 * Double($0) } }
    let all = orderParameters.flatMap { parameter in
      // Temperatures are measured to tenths of a kelvin.
      Self.fractions.map { (10 * $0 * parameter.law.transitionTemperature).rounded() / 10 }
    }
    return Set(all.filter { $0 > 0 }).sorted()
  }
}

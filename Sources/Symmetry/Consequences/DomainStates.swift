// The domain states of a child with operations H in a parent with operations G:
//
//     states         left cosets g_j H ,                    n = |G| / |H|
//     orientation    cosets of the point groups,            n_o = |P_G| / |P_H|
//     antiphase      states of one orientation,             n_t = n / n_o
//     links          the operations that carry state i to state j form g_j H g_i⁻¹
//
// Two pairs (1, j) and (1, k) are of one kind where an operation of H carries one to the other, also
// with the states exchanged: H g_j H and (H g_j H)⁻¹.

import PhaseFitNumerics

/// The domain states of a child and the operations that make them from the first.
public struct DomainStates: Sendable, Codable {
  /// The states; the first is the child as given.
  public var states: [State]
  /// The number of orientation states.
  public var orientationCount: Int
  /// The number of states of each orientation.
  public var antiphaseCount: Int
  /// The pairs of the first state with every other one, in the order of `states`.
  public var pairs: [Pair]
  /// The crystal class of the parent.
  public var parentClass: PointGroupSymbol
  /// The crystal class of the child.
  public var childClass: PointGroupSymbol

  /// One domain state.
  public struct State: Sendable, Codable, Hashable {
    /// The index in the cell's operations of the one that makes the state from the first.
    public var operation: Int
    /// That operation in the parent's conventional setting.
    public var conventional: SymmetryOperation
    /// The point operation, as `m [110]`.
    public var element: SymmetryElement
    /// The orientation state, counted from 0.
    public var orientation: Int
    /// The number among the states of the same orientation, counted from 0.
    public var antiphase: Int
  }

  /// A pair of domain states.
  public struct Pair: Sendable, Codable, Hashable {
    /// The indices of the two states.
    public var states: [Int]
    /// The indices in the cell's operations of all that carry the first state to the second.
    public var operations: [Int]
    /// The twin laws: the point operations that carry one orientation to the other, those of order
    /// 2 first; empty for states of one orientation, which meet in antiphase boundaries.
    public var twinLaws: [SymmetryElement]
    /// The kind of the pair: symmetrically equivalent pairs have the same number.
    public var kind: Int

    /// Whether the states have the same orientation.
    public var isAntiphase: Bool { twinLaws.isEmpty }
  }

  /// The number of domain states, the index of the child's group in the parent's.
  public var count: Int { states.count }

  /// The number of kinds of pairs.
  public var kindCount: Int { Set(pairs.map(\.kind)).count }

  /// The domain states of a child.
  ///
  /// - Parameters:
  ///   - kept: the indices of the child's operations in the cell's.
  ///   - cell: the cell.
  ///   - parent: the parent of the cell, which gives the conventional setting.
  /// - Throws: `ConsequenceError` where the kept operations are no group or the parent is another.
  public init(keptBy kept: [Int], in cell: CommensurateCell, parent: ParentStructure)
    throws(ConsequenceError)
  {
    try cell.checkSubgroup(kept)
    let setting = try ConventionalSetting(cell: cell, parent: parent)
    let group = CompactGroup(cell)
    let subgroup = kept.sorted()
    let keptRotations = Set(subgroup.map { cell.operations[$0].rotation })
    parentClass = try PointGroupSymbol(cell.exactOperations.pointGroup)
    childClass = try PointGroupSymbol(Array(keptRotations))

    // Left cosets, each represented by the simplest of its operations.
    let elements = cell.exactOperations.map { SymmetryElement(setting.rotation($0)) }
    func complexity(_ index: Int) -> [Int] {
      let element = elements[index]
      let size =
        abs(element.direction.x) + abs(element.direction.y) + abs(element.direction.z)
      let shift = cell.exactOperations[index].translation.reduce(Rational.zero, +)
      return [
        element.order, element.symbol == "-1" ? 0 : 1, element.isProper ? 1 : 0, size,
        Int((shift.value * 1000).rounded()), index,
      ]
    }
    var cosets: [[Int]] = []
    var cosetOf = Array(repeating: -1, count: cell.operations.count)
    let order = [0] + cell.operations.indices.dropFirst()
    for index in order where cosetOf[index] < 0 {
      let coset = try subgroup.map { member throws(ConsequenceError) in
        try group.product(index, member)
      }
      for member in coset { cosetOf[member] = cosets.count }
      cosets.append(coset)
    }

    // Orientation states: cosets of the point group, in the order of their first state.
    var orientations: [Set<IntegerMatrix3>] = []
    var states: [State] = []
    var members: [Int] = []
    for (number, coset) in cosets.enumerated() {
      let chosen =
        number == 0
        ? 0
        : coset.min { complexity($0).lexicographicallyPrecedes(complexity($1)) } ?? coset[0]
      let rotation = cell.operations[chosen].rotation
      let orientation: Int
      if let known = orientations.firstIndex(where: { $0.contains(rotation) }) {
        orientation = known
        members[known] += 1
      } else {
        orientation = orientations.count
        orientations.append(Set(coset.map { cell.operations[$0].rotation }))
        members.append(1)
      }
      states.append(
        State(
          operation: chosen, conventional: setting.operation(cell.exactOperations[chosen]),
          element: elements[chosen], orientation: orientation,
          antiphase: members[orientation] - 1))
    }
    self.states = states
    orientationCount = orientations.count
    antiphaseCount = members.first ?? 1

    // Kinds of pairs: orbits of the states under H, joined with those of the inverses.
    var kinds = Array(repeating: -1, count: cosets.count)
    var kindCount = 0
    var pairs: [Pair] = []
    for number in cosets.indices.dropFirst() {
      if kinds[number] < 0 {
        for member in subgroup {
          kinds[cosetOf[try group.product(member, cosets[number][0])]] = kindCount
        }
        for element in cosets[number] { kinds[cosetOf[try group.inverse(element)]] = kindCount }
        kindCount += 1
      }
      let laws =
        states[number].orientation == 0
        ? [] : Self.twinLaws(cosets[number], elements: elements)
      pairs.append(
        Pair(
          states: [0, number], operations: cosets[number], twinLaws: laws, kind: kinds[number]))
    }
    self.pairs = pairs
  }

  /// Any pair of domain states.
  ///
  /// The operations are those of the equivalent pair with the first state, moved by the operation
  /// that makes `first`: `g_i (g_i⁻¹ g_j H) g_i⁻¹ = g_j H g_i⁻¹`.
  ///
  /// - Parameters:
  ///   - first: the index of the state from which the operations lead.
  ///   - second: the index of the state to which they lead.
  ///   - cell: the cell for which the states were made.
  ///   - parent: its parent.
  /// - Returns: the operations, twin laws and the kind of the pair.
  /// - Precondition: the states are two different ones of `states`.
  /// - Throws: `ConsequenceError` where cell or parent are others than those of the states.
  public func pair(
    _ first: Int, _ second: Int, in cell: CommensurateCell, parent: ParentStructure
  ) throws(ConsequenceError) -> Pair {
    precondition(
      first != second && states.indices.contains(first) && states.indices.contains(second),
      "states \(first) and \(second) of \(count): expected two different ones")
    let setting = try ConventionalSetting(cell: cell, parent: parent)
    let group = CompactGroup(cell)
    let maker = states[first].operation
    let inverse = try group.inverse(maker)
    // The state that g_i⁻¹ makes of the second one forms the equivalent pair with the first.
    let moved = try group.product(inverse, states[second].operation)
    guard let equivalent = pairs.first(where: { $0.operations.contains(moved) }) else {
      throw ConsequenceError(
        .notASubgroup,
        "no state is made by operation \(moved) of the cell; give the cell for which the states "
          + "were made.")
    }
    var operations: [Int] = []
    for operation in equivalent.operations {
      operations.append(try group.product(try group.product(maker, operation), inverse))
    }
    let elements = Dictionary(
      uniqueKeysWithValues: operations.map {
        ($0, SymmetryElement(setting.rotation(cell.exactOperations[$0])))
      })
    let isAntiphase = states[first].orientation == states[second].orientation
    return Pair(
      states: [first, second], operations: operations,
      twinLaws: isAntiphase ? [] : Self.sorted(Array(elements.values)), kind: equivalent.kind)
  }

  /// The distinct point operations of a coset, order 2 and mirrors first.
  static func twinLaws(_ operations: [Int], elements: [SymmetryElement]) -> [SymmetryElement] {
    sorted(operations.map { elements[$0] })
  }

  private static func sorted(_ elements: [SymmetryElement]) -> [SymmetryElement] {
    func key(_ element: SymmetryElement) -> [Int] {
      let direction = element.direction
      return [
        element.order, element.symbol == "m" ? 0 : 1,
        abs(direction.x) + abs(direction.y) + abs(direction.z), -direction.x, -direction.y,
        -direction.z, element.isProper ? 0 : 1,
      ]
    }
    return Set(elements).sorted {
      key($0).lexicographicallyPrecedes(key($1))
    }
  }
}

/// The operations of a cell as a group on their indices.
struct CompactGroup {
  private let elements: [CompactOperation]
  private let indices: [CompactOperation: Int]

  init(_ cell: CommensurateCell) {
    elements = cell.exactOperations.map { CompactOperation($0) }
    var indices: [CompactOperation: Int] = [:]
    for (index, element) in elements.enumerated() { indices[element] = index }
    self.indices = indices
  }

  /// The index of a product, the right operation applied first.
  func product(_ left: Int, _ right: Int) throws(ConsequenceError) -> Int {
    try index(elements[left] * elements[right])
  }

  /// The index of an inverse.
  func inverse(_ index: Int) throws(ConsequenceError) -> Int {
    try self.index(CompactOperation(elements[index].operation.inverse))
  }

  private func index(_ element: CompactOperation) throws(ConsequenceError) -> Int {
    guard let index = indices[element] else {
      throw ConsequenceError(
        .notASubgroup,
        "the \(elements.count) operations of the cell are not closed under multiplication; this is "
          + "likely a bug in phasefit, please report it.")
    }
    return index
  }
}

/// The change from a cell's basis to the parent's conventional one.
///
///     x_conventional = C⁻¹ M x_cell ,   A_cell = A_primitive M ,  A_conventional = A_primitive C
struct ConventionalSetting {
  private let cell: IntegerMatrix3
  private let conventional: IntegerMatrix3
  /// The parent's conventional basis as columns, Å.
  let basis: Matrix3

  init(cell: CommensurateCell, parent: ParentStructure) throws(ConsequenceError) {
    let difference = (cell.primitiveBasis - parent.basis).frobeniusNorm
    // The cell copies the parent's basis: anything but rounding is another structure.
    guard difference <= 1e-9 * parent.basis.frobeniusNorm else {
      throw ConsequenceError(
        .wrongParent,
        "the primitive basis of the cell differs by \(difference) Å from that of \(parent.name); "
          + "give the parent of which the cell was made.")
    }
    self.cell = cell.multiple
    conventional = parent.conventionalMultiple
    basis = parent.conventionalBasis
  }

  /// The matrix part in the conventional basis.
  func rotation(_ operation: SymmetryOperation) -> IntegerMatrix3 {
    let (change, inverse) = (
      conventional.adjugate * cell, cell.adjugate * conventional
    )
    let scale = conventional.determinant * cell.determinant
    return IntegerMatrix3(
      (change * operation.rotation * inverse).rowMajor.map { $0 / scale })
  }

  /// The operation in the conventional basis, its translation in 0 ..< 1.
  func operation(_ operation: SymmetryOperation) -> SymmetryOperation {
    let shift = (conventional.adjugate * cell).apply(to: operation.translation).map {
      $0 * Rational(1, conventional.determinant)
    }
    return SymmetryOperation(rotation: rotation(operation), translation: shift)
  }
}

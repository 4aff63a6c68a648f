// The network on the features that a group H keeps.
//
//     x_{h i} = D(h) x_i   for h ∈ H
//
// so that one atom of each H-orbit stands for all, and at this atom only the components that its
// site group keeps: ξ, the coordinates in an orthonormal basis of them, type by type. Every layer is
// written in ξ once and for all,
//
//     x⁰ = n^-½ Σ_κ A_κ F_κ q/s₀ + A⁰ ,   θ = n^-½ Σ_κ B_κ F_κ q/s₀
//     z  = S x + Σ_shell Σ_path M [Σ_j √(2l₃+1) C Y_l₂(r̂_ij) D(h_j) x] / √(n_path n_shell n_j)
//     z ← z + Σ_path R √(2l₃+1) C (z ⊗ θ)/√n_path
//     x^lp = z^lp (1 + ½ tanh(G z^0e))  for (l, p) ≠ 0e;  x^0e = z^0e
//     N(q) = h · (O^u x^1o ; mean_i O^e0 x^0e, mean_i O^e2 x^2e ; O^o x^0e)
//
// and distortions in the rows of `PhaseRows`: nothing outside Fix(H) can be put out, not even by
// rounding. With H = {1} it is the whole network.

import PhaseFitEquivariance
import PhaseFitNumerics
import PhaseFitSymmetry

struct ReducedNetwork: Sendable {
  struct Component: Sendable {
    /// The position of the orbit of H.
    var orbit: Int
    var type: Int
    var vector: [Double]
    var species: Int
    /// The component of type 0e at the same atom.
    var scalar: Int
  }
  /// A coefficient `value · W[weight]` between two components.
  struct Link: Sendable {
    var target: Int32
    var source: Int32
    /// The weight: of the layer for messages and products, of the network for heads.
    var weight: Int32
    var value: Double
  }
  struct Product: Sendable {
    var target: Int32
    var feature: Int32
    var field: Int32
    var weight: Int32
    var value: Double
  }
  struct Input: Sendable {
    var component: Int32
    /// The coordinate of the order parameters.
    var coordinate: Int32
    /// A[κ]; B[κ] is the next weight.
    var weight: Int32
    var value: Double
  }
  private(set) var weights: SharedWeights
  let rowCount: Int
  /// How many coordinates the order parameters have in the phase.
  private(set) var coordinateCount = 0
  /// The atoms that stand for their orbits.
  let representatives: [Int]
  private(set) var components: [Component] = []
  private(set) var inputs: [Input] = []
  private(set) var links: [Link] = []
  private(set) var products: [Product] = []
  /// Target: the row; source: the component.
  private(set) var heads: [Link] = []

  /// s₀, Å, by which order parameters are divided: a large displacement.
  static let inputScale = 0.3
  /// Elements below this are rounded zeros; the others are at least 1e-4.
  private static let roundedZero = 1e-12

  /// The network of one phase, without order parameters.
  ///
  /// `keptOperations` are those of H, `outputs` the rows as coordinate vectors of `space`.
  init(
    _ geometry: NetworkGeometry, weights: SharedWeights, keptOperations: [Int],
    space: DistortionSpace, channelKinds: [Int], outputs: [[Double]]
  ) {
    self.weights = weights
    rowCount = outputs.count
    let orbits = AtomOrbits(geometry, keptOperations)
    representatives = orbits.representatives
    addComponents(geometry, orbits)
    addLinks(geometry, orbits)
    addProducts()
    addHeads(geometry, orbits, space: space, channelKinds: channelKinds, outputs: outputs)
  }

  var layers: Int { weights.layerCount }

  /// The same network with order parameters.
  ///
  /// - Parameters:
  ///   - fields: the fields of every order parameter, in the order of the weights.
  ///   - members: for every order parameter an orthonormal basis of Fix_Γ(H).
  /// - Returns: the network whose inputs are the coordinates in these bases.
  func with(fields: [[IrrepField]], members: [[[Double]]]) -> ReducedNetwork {
    var result = self
    result.weights.fieldCount = fields.reduce(0) { $0 + $1.count }
    result.coordinateCount = members.reduce(0) { $0 + $1.count }
    result.inputs = []
    result.addInputs(fields, members)
    return result
  }

  /// The orbits of atoms under H.
  private struct AtomOrbits {
    var representatives: [Int] = []
    /// For every atom its orbit and an operation that carries the representative onto it.
    var orbit: [Int]
    var carrier: [Int]
    /// The operations that keep each representative.
    var site: [[Int]] = []

    init(_ geometry: NetworkGeometry, _ kept: [Int]) {
      let operations = geometry.cell.operations
      orbit = Array(repeating: -1, count: geometry.cell.atoms.count)
      carrier = Array(repeating: 0, count: geometry.cell.atoms.count)
      for atom in orbit.indices where orbit[atom] < 0 {
        var fixing: [Int] = []
        for operation in kept {
          let image = operations[operation].permutation[atom]
          if image == atom { fixing.append(operation) }
          guard orbit[image] < 0 else { continue }
          orbit[image] = representatives.count
          carrier[image] = operation
        }
        representatives.append(atom)
        site.append(fixing)
      }
    }
  }

  private mutating func addComponents(_ geometry: NetworkGeometry, _ orbits: AtomOrbits) {
    for (orbit, atom) in orbits.representatives.enumerated() {
      let scalar = components.count
      for (type, irrep) in FeatureLayout.irreps.enumerated() {
        let size = irrep.dimension
        var basis = OrthonormalBasis()
        for column in 0..<size {
          var mean = [Double](repeating: 0, count: size)
          for operation in orbits.site[orbit] {
            let matrix = geometry.matrices[operation][type]
            for row in 0..<size {
              mean[row] += matrix[row, column] / Double(orbits.site[orbit].count)
            }
          }
          // Means of unit vectors are at least 1/|S| long or zero to rounding.
          basis.extend(by: mean, ifLongerThan: 1e-6)
        }
        components += basis.rows.map {
          Component(
            orbit: orbit, type: type, vector: $0, species: geometry.geometry.species[atom],
            scalar: scalar)
        }
      }
    }
  }

  private mutating func addInputs(_ fields: [[IrrepField]], _ members: [[[Double]]]) {
    var counts: [[Int]: Int] = [:]
    for field in fields.joined() { counts[[field.species, field.type], default: 0] += 1 }
    var coordinate = 0
    var index = 0
    for (copies, space) in zip(fields, members) {
      for field in copies {
        let fan = Double(counts[[field.species, field.type]] ?? 1)
        let scale = 1 / (Self.inputScale * fan.squareRoot())
        for (number, component) in components.enumerated()
        where component.species == field.species && component.type == field.type {
          let matrix = field.matrices[representatives[component.orbit]]
          for (position, vector) in space.enumerated() {
            var value = 0.0
            for (row, weight) in component.vector.enumerated() {
              for (column, entry) in vector.enumerated() {
                value += weight * matrix[row * vector.count + column] * entry
              }
            }
            guard abs(value) > Self.roundedZero else { continue }
            inputs.append(
              Input(
                component: Int32(number), coordinate: Int32(coordinate + position),
                weight: Int32(weights.embedding(index)), value: scale * value))
          }
        }
        index += 1
      }
      coordinate += space.count
    }
  }

  private mutating func addLinks(_ geometry: NetworkGeometry, _ orbits: AtomOrbits) {
    let graph = geometry.graph
    var shellsOfSpecies = [Int](repeating: 0, count: geometry.geometry.speciesCount)
    for shell in graph.shells { shellsOfSpecies[shell.target] += 1 }
    let harmonics = SphericalHarmonics(maximumDegree: 2)
    let values = graph.kinds.map { harmonics($0.direction) }
    var ofOrbit: [[Int]] = orbits.representatives.map { _ in [] }
    for (number, component) in components.enumerated() { ofOrbit[component.orbit].append(number) }
    var pathsBetween: [[Int]: [Int]] = [:]
    for (index, path) in MessagePath.all.enumerated() {
      pathsBetween[[path.target, path.sourceType], default: []].append(index)
    }
    for (orbit, atom) in orbits.representatives.enumerated() {
      // Coefficients by target, source and weight; sums over the edges of a shell.
      var sums: [SIMD3<Int32>: Double] = [:]
      for target in ofOrbit[orbit] {
        let own = components[target]
        let weight = own.species * SharedWeights.types + own.type
        sums[SIMD3(Int32(target), Int32(target), Int32(weight)), default: 0] += 1
      }
      for edge in graph.firstEdge[atom]..<graph.firstEdge[atom + 1] {
        let (kind, source) = (graph.kindOfEdge[edge], graph.sources[edge])
        let shell = graph.kinds[kind].shell
        let matrices = geometry.matrices[orbits.carrier[source]]
        for other in ofOrbit[orbits.orbit[source]] {
          let type = components[other].type
          let matrix = matrices[type]
          let size = FeatureLayout.irreps[type].dimension
          let turned = (0..<size).map { row in
            (0..<size).reduce(0.0) { $0 + matrix[row, $1] * components[other].vector[$1] }
          }
          for target in ofOrbit[orbit] {
            let own = components[target]
            for index in pathsBetween[[own.type, type]] ?? [] {
              let path = MessagePath.all[index]
              var value = 0.0
              for term in path.terms {
                value +=
                  term.value * values[kind][term.harmonic]
                  * own.vector[term.target - FeatureLayout.offsets[own.type]]
                  * turned[term.source - FeatureLayout.offsets[type]]
              }
              let fan = MessagePath.countIntoType[own.type] * shellsOfSpecies[own.species]
              let scale = 1 / Double(fan * graph.shells[shell].degree).squareRoot()
              let weight = weights.message + shell * SharedWeights.paths + index
              sums[SIMD3(Int32(target), Int32(other), Int32(weight)), default: 0] += scale * value
            }
          }
        }
      }
      links += sums.filter { abs($0.value) > Self.roundedZero }
        .map { Link(target: $0.key.x, source: $0.key.y, weight: $0.key.z, value: $0.value) }
    }
    links.sort { ($0.target, $0.source, $0.weight) < ($1.target, $1.source, $1.weight) }
  }

  private mutating func addProducts() {
    var byOrbit: [Int: [Int]] = [:]
    for (number, component) in components.enumerated() {
      byOrbit[component.orbit, default: []].append(number)
    }
    for orbit in byOrbit.keys.sorted() {
      let members = byOrbit[orbit] ?? []
      // Each component as a vector over the 18 components of a node.
      var nonzero: [[(component: Int, value: Double)]] = Array(
        repeating: [], count: FeatureLayout.width)
      for number in members {
        let component = components[number]
        for (row, value) in component.vector.enumerated() where abs(value) > Self.roundedZero {
          nonzero[FeatureLayout.offsets[component.type] + row].append((number, value))
        }
      }
      var sums: [SIMD4<Int32>: Double] = [:]
      for term in RelaxationTerm.all {
        for target in nonzero[term.target] {
          for feature in nonzero[term.feature] {
            for field in nonzero[term.field] {
              sums[
                SIMD4(
                  Int32(target.component), Int32(feature.component), Int32(field.component),
                  Int32(term.path)), default: 0] +=
                term.value * target.value * feature.value * field.value
            }
          }
        }
      }
      products += sums.filter { abs($0.value) > Self.roundedZero }.map { key, value in
        Product(
          target: key.x, feature: key.y, field: key.z, weight: Int32(weights.relaxation) + key.w,
          value: value)
      }
    }
    products.sort {
      ($0.target, $0.feature, $0.field, $0.weight) < ($1.target, $1.feature, $1.field, $1.weight)
    }
  }

  private mutating func addHeads(
    _ geometry: NetworkGeometry, _ orbits: AtomOrbits, space: DistortionSpace,
    channelKinds: [Int], outputs: [[Double]]
  ) {
    let scale = RelaxedNetwork.headScale
    let mean = scale / Double(space.atomCount)
    func add(_ row: Int, _ component: Int, _ weight: Int, _ value: Double) {
      guard abs(value) > Self.roundedZero else { return }
      heads.append(
        Link(
          target: Int32(row), source: Int32(component), weight: Int32(weight), value: value))
    }
    for (number, component) in components.enumerated()
    where [FeatureLayout.scalar, FeatureLayout.vector, FeatureLayout.tensor].contains(
      component.type)
    {
      let size = FeatureLayout.irreps[component.type].dimension
      let images = orbits.orbit.indices.filter { orbits.orbit[$0] == component.orbit }.map { atom in
        let matrix = geometry.matrices[orbits.carrier[atom]][component.type]
        return (
          atom,
          (0..<size).map { row in
            (0..<size).reduce(0.0) { $0 + matrix[row, $1] * component.vector[$1] }
          }
        )
      }
      for (row, output) in outputs.enumerated() {
        func overlap(_ offset: (Int) -> Int) -> Double {
          images.reduce(0) { sum, image in
            (0..<size).reduce(sum) { $0 + output[offset(image.0) + $1] * image.1[$1] }
          }
        }
        switch component.type {
        case FeatureLayout.vector:
          add(
            row, number, weights.displacementHead + component.species,
            scale * overlap { 3 * $0 })
        case FeatureLayout.tensor:
          add(
            row, number, weights.tensorStrainHead + component.species,
            mean * overlap { _ in space.strainOffset + 1 })
        default:
          add(
            row, number, weights.scalarStrainHead + component.species,
            mean * overlap { _ in space.strainOffset })
          for (index, channel) in space.channels.enumerated()
          where orbits.orbit[channel.atom] == component.orbit {
            add(
              row, number, weights.occupancyHead + channelKinds[index],
              scale * output[space.occupancyOffset + index])
          }
        }
      }
    }
    // Channels of one kind at several atoms of an orbit are one coefficient.
    var sums: [SIMD3<Int32>: Double] = [:]
    for head in heads {
      sums[SIMD3(head.target, head.source, head.weight), default: 0] += head.value
    }
    heads = sums.filter { abs($0.value) > Self.roundedZero }
      .map { Link(target: $0.key.x, source: $0.key.y, weight: $0.key.z, value: $0.value) }
      .sorted { ($0.target, $0.source, $0.weight) < ($1.target, $1.source, $1.weight) }
  }
}

extension MessagePath {
  /// The type of the source.
  var sourceType: Int { terms.first.map { FeatureLayout.typeOfComponent[$0.source] } ?? 0 }
}

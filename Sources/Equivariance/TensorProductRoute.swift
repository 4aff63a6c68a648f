// One path of a tensor product, prepared: where its components lie and which copies meet.
//
//     c_k = √α Σ_ij C_ijk x_i y_j        for each pair of copies
//     z_{w,k} += W_w c_k                 for each copy w that the pair reaches
//
//     c̄_k = Σ_w W_w z̄_{w,k} ,   W̄_w = Σ_k c_k z̄_{w,k}
//     x̄_i = √α Σ_jk C_ijk y_j c̄_k ,   ȳ_j = √α Σ_ik C_ijk x_i c̄_k

/// A path with its offsets and its sparse coupling, √α multiplied in.
struct Route: Sendable {
  /// Two copies that meet, by the offsets of their components, and the copies they reach.
  struct Meeting: Sendable {
    var left: Int
    var right: Int
    /// The first weight; further ones follow.
    var weight: Int
    /// The offset of the first copy reached; further ones follow.
    var result: Int
    var copies: Int
  }
  let terms: [ClebschGordan.Term]
  let meetings: [Meeting]
  let dimension: Int
  let isWeighted: Bool
  let weightCount: Int

  init(
    _ path: TensorProduct.Path, _ first: Irreps, _ second: Irreps, _ product: Irreps,
    firstWeight: Int, scale: Double, _ couplings: inout [[Int]: [ClebschGordan.Term]]
  ) {
    let (one, two) = (first.blocks[path.first], second.blocks[path.second])
    let three = product.blocks[path.product]
    precondition(
      one.irrep.couples(with: two.irrep, to: three.irrep),
      "\(one.irrep) and \(two.irrep) do not couple to \(three.irrep)")
    let degrees = [one.irrep.degree, two.irrep.degree, three.irrep.degree]
    let coupling =
      couplings[degrees] ?? ClebschGordan(degrees[0], degrees[1], degrees[2]).terms
    couplings[degrees] = coupling
    terms = coupling.map {
      ClebschGordan.Term(
        first: $0.first, second: $0.second, product: $0.product, value: scale * $0.value)
    }
    dimension = three.irrep.dimension
    isWeighted = path.isWeighted
    let (u, v, w) = (one.multiplicity, two.multiplicity, three.multiplicity)
    Self.check(path, u, v, w)
    let pairs =
      path.connection == .uuw || path.connection == .uuu
      ? (0..<u).map { ($0, $0) } : (0..<u).flatMap { u in (0..<v).map { (u, $0) } }
    let reachesAll = path.connection == .uvw || path.connection == .uuw
    let (left, right) = (first.ranges[path.first], second.ranges[path.second])
    let start = product.ranges[path.product].lowerBound
    meetings = pairs.enumerated().map { index, pair in
      let copy =
        switch path.connection {
        case .uvw, .uuw: 0
        case .uvu, .uuu: pair.0
        case .uvv: pair.1
        case .uvuv: pair.0 * v + pair.1
        }
      return Meeting(
        left: left.lowerBound + pair.0 * one.irrep.dimension,
        right: right.lowerBound + pair.1 * two.irrep.dimension,
        weight: firstWeight + (reachesAll ? index * w : index),
        result: start + copy * three.irrep.dimension, copies: reachesAll ? w : 1)
    }
    weightCount = isWeighted ? pairs.count * (reachesAll ? w : 1) : 0
  }

  private static func check(_ path: TensorProduct.Path, _ u: Int, _ v: Int, _ w: Int) {
    let fits =
      switch path.connection {
      case .uvw: path.isWeighted
      case .uvu: w == u
      case .uvv: w == v
      case .uuw: u == v && (path.isWeighted || w == 1)
      case .uuu: u == v && v == w
      case .uvuv: w == u * v
      }
    precondition(
      fits,
      "\(u), \(v) and \(w) copies cannot be connected by \(path.connection.rawValue) "
        + (path.isWeighted ? "with weights" : "without weights"))
  }

  func multiply(
    _ left: [Double], _ leftStart: Int, _ right: [Double], _ rightStart: Int,
    _ weights: [Double], _ weightStart: Int, _ result: inout [Double], _ resultStart: Int
  ) {
    var coupled = [Double](repeating: 0, count: dimension)
    for meeting in meetings {
      couple(left, leftStart + meeting.left, right, rightStart + meeting.right, &coupled)
      for copy in 0..<meeting.copies {
        let weight = isWeighted ? weights[weightStart + meeting.weight + copy] : 1
        let start = resultStart + meeting.result + copy * dimension
        for k in 0..<dimension { result[start + k] += weight * coupled[k] }
      }
    }
  }

  func pullBack(
    _ left: [Double], _ leftStart: Int, _ right: [Double], _ rightStart: Int,
    _ weights: [Double], _ weightStart: Int, _ cotangent: [Double], _ cotangentStart: Int,
    _ leftGradient: inout [Double], _ rightGradient: inout [Double],
    _ weightGradient: inout [Double]
  ) {
    var coupled = [Double](repeating: 0, count: dimension)
    var gradient = coupled
    for meeting in meetings {
      let (one, two) = (leftStart + meeting.left, rightStart + meeting.right)
      if isWeighted { couple(left, one, right, two, &coupled) }
      for k in 0..<dimension { gradient[k] = 0 }
      for copy in 0..<meeting.copies {
        let index = weightStart + meeting.weight + copy
        let start = cotangentStart + meeting.result + copy * dimension
        let weight = isWeighted ? weights[index] : 1
        var overlap = 0.0
        for k in 0..<dimension {
          gradient[k] += weight * cotangent[start + k]
          overlap += coupled[k] * cotangent[start + k]
        }
        if isWeighted { weightGradient[index] += overlap }
      }
      for term in terms {
        let factor = term.value * gradient[term.product]
        leftGradient[one + term.first] += factor * right[two + term.second]
        rightGradient[two + term.second] += factor * left[one + term.first]
      }
    }
  }

  private func couple(
    _ left: [Double], _ leftStart: Int, _ right: [Double], _ rightStart: Int,
    _ coupled: inout [Double]
  ) {
    for k in 0..<dimension { coupled[k] = 0 }
    for term in terms {
      coupled[term.product] +=
        term.value * left[leftStart + term.first] * right[rightStart + term.second]
    }
  }
}

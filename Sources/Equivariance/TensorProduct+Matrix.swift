// The tensor product with its first factor and its weights held: a matrix on the second factor.
//
//     z = y M(x, W) ,   M_jk = Σ √α W C_ijk x_i
//
// One relaxed weight serves all edges of a graph, so that this matrix replaces one product for
// each edge.

extension TensorProduct {
  /// The matrix M(x, W), `second.dimension` rows of `product.dimension` elements.
  ///
  /// - Precondition: one row of the first factor and one list of weights.
  public func matrix(_ left: [Double], weights: [Double]) -> [Double] {
    checkMatrixShapes(left, weights)
    let columns = product.dimension
    var result = [Double](repeating: 0, count: second.dimension * columns)
    for route in routes {
      for meeting in route.meetings {
        for copy in 0..<meeting.copies {
          let weight = route.isWeighted ? weights[meeting.weight + copy] : 1
          let column = meeting.result + copy * route.dimension
          for term in route.terms {
            result[(meeting.right + term.second) * columns + column + term.product] +=
              term.value * weight * left[meeting.left + term.first]
          }
        }
      }
    }
    return result.finiteResult()
  }

  /// The pullback of the matrix in the first factor and the weights.
  ///
  /// - Precondition: the shapes of the matrix and its arguments.
  public func matrixPullback(
    _ left: [Double], weights: [Double], cotangent: [Double]
  ) -> (left: [Double], weights: [Double]) {
    checkMatrixShapes(left, weights)
    let columns = product.dimension
    precondition(
      cotangent.count == second.dimension * columns,
      "the matrix has \(second.dimension) × \(columns) elements, found \(cotangent.count) "
        + "cotangents")
    cotangent.requireFinite("cotangent")
    var leftGradient = [Double](repeating: 0, count: left.count)
    var weightGradient = [Double](repeating: 0, count: weights.count)
    for route in routes {
      for meeting in route.meetings {
        for copy in 0..<meeting.copies {
          let weight = route.isWeighted ? weights[meeting.weight + copy] : 1
          let column = meeting.result + copy * route.dimension
          var overlap = 0.0
          for term in route.terms {
            let element =
              term.value
              * cotangent[(meeting.right + term.second) * columns + column + term.product]
            leftGradient[meeting.left + term.first] += weight * element
            overlap += element * left[meeting.left + term.first]
          }
          if route.isWeighted { weightGradient[meeting.weight + copy] += overlap }
        }
      }
    }
    return (leftGradient.finiteResult("gradient"), weightGradient.finiteResult("gradient"))
  }

  private func checkMatrixShapes(_ left: [Double], _ weights: [Double]) {
    precondition(
      left.count == first.dimension && weights.count == weightCount,
      "\(first) has \(first.dimension) components and the product \(weightCount) weights, found "
        + "\(left.count) and \(weights.count)")
    left.requireFinite("component of the first factor")
    weights.requireFinite("weight")
  }
}

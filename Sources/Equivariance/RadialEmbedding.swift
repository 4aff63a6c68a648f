// How the length of an edge becomes the input of a radial network.
//
//     r        √n f_1(r), …, √n f_n(r)        c(r) f_1(r), …, c(r) f_n(r)
//
// A network of scalars without biases and with f(0) = 0 gives zero weights where all of these
// vanish; a basis with cutoff or an envelope c thus makes messages end smoothly.

/// How the length of an edge enters a radial network.
public enum RadialEmbedding: Sendable, Hashable {
  /// The length itself.
  case length
  /// The functions of a basis, each multiplied by √(their number).
  case basis(RadialBasis)
  /// The functions of a basis, each multiplied by an envelope.
  case enveloped(RadialBasis, SmoothCutoff)

  /// The number of scalars.
  public var count: Int {
    switch self {
    case .length: 1
    case .basis(let basis), .enveloped(let basis, _): basis.count
    }
  }

  /// The scalars at a length.
  public func callAsFunction(_ distance: Double) -> [Double] {
    switch self {
    case .length:
      distance.requireFinite("a distance")
      return [distance]
    case .basis(let basis):
      let factor = Double(basis.count).squareRoot()
      return basis(distance).map { factor * $0 }
    case .enveloped(let basis, let envelope):
      let factor = envelope(distance)
      return basis(distance).map { factor * $0 }
    }
  }

  /// The pullback in the length.
  ///
  /// - Precondition: one cotangent for each scalar.
  public func pullback(_ distance: Double, cotangent: [Double]) -> Double {
    precondition(cotangent.count == count, "\(count) scalars, found \(cotangent.count) cotangents")
    cotangent.requireFinite("cotangent")
    switch self {
    case .length: return cotangent[0]
    case .basis(let basis):
      return Double(basis.count).squareRoot() * basis.pullback(distance, cotangent: cotangent)
    case .enveloped(let basis, let envelope):
      let (value, slope) = envelope.valueAndSlope(distance)
      let overlap = zip(basis(distance), cotangent).reduce(0) { $0 + $1.0 * $1.1 }
      return slope * overlap + value * basis.pullback(distance, cotangent: cotangent)
    }
  }
}

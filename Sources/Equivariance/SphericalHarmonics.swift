// Real spherical harmonics as homogeneous polynomials, polar axis y, `component` normalisation.
//
// With the cyclic axes (a, b, c) = (z, x, y), so that c is the polar axis, and r² = a² + b² + c²,
//
//     Y_l,m  = N_lm Q_l^m(c, r²) · Re (a + ib)^m        m ≥ 0
//     Y_l,−m = N_lm Q_l^m(c, r²) · Im (a + ib)^m        m > 0
//     N_lm   = √(2l+1) √((2 − δ_m0) (l−m)!/(l+m)!)
//
// where Q_l^m r^−(l−m) is the associated Legendre function divided by sin^m θ, without the
// Condon–Shortley phase:
//
//     Q_m^m = (2m−1)!! ,   (l−m) Q_l^m = (2l−1) c Q_{l−1}^m − (l+m−1) r² Q_{l−2}^m .
//
// Hence Y₁ = √3 (x, y, z) and |Y_l(r̂)|² = 2l + 1.

public import PhaseFitNumerics

/// Real spherical harmonics of degrees 0 … `maximumDegree`, prefactors prepared once.
///
/// Components are `(l, m) = (0, 0), (1, −1), (1, 0), (1, 1), (2, −2), …`, degree l at offset l².
public struct SphericalHarmonics: Sendable {
  /// The largest degree.
  public let maximumDegree: Int
  let prefactors: [Double]

  /// The harmonics up to a degree.
  ///
  /// - Precondition: the degree is not negative.
  public init(maximumDegree: Int) {
    precondition(maximumDegree >= 0, "a degree is at least 0, found \(maximumDegree)")
    self.maximumDegree = maximumDegree
    var prefactors: [Double] = []
    for degree in 0...maximumDegree {
      // (l−m)!/(l+m)! falls by 1/((l+m+1)(l−m)) from m to m + 1.
      var ratio = 1.0
      for order in 0...degree {
        let multiplicity = order == 0 ? 1.0 : 2.0
        prefactors.append((Double(2 * degree + 1) * multiplicity * ratio).squareRoot())
        ratio /= Double(max(degree - order, 1) * (degree + order + 1))
      }
    }
    self.prefactors = prefactors
  }

  /// The number of components, (l + 1)².
  public var count: Int { (maximumDegree + 1) * (maximumDegree + 1) }

  /// The polynomials at a vector, `Y(λr) = λ^l Y(r)`.
  public func callAsFunction(_ vector: Vector3) -> [Double] {
    valuesAndGradients(at: vector).values.finiteResult("harmonic")
  }

  /// The harmonics in the direction of a vector; Y₀ = 1 and all others 0 at the origin.
  public func inDirection(of vector: Vector3) -> [Double] {
    vector.requireFinite("a vector")
    return self(vector.polar?.direction ?? .zero)
  }

  /// The polynomials at a vector and their gradients in its components.
  public func valuesAndGradients(at vector: Vector3) -> (values: [Double], gradients: [Vector3]) {
    vector.requireFinite("a vector")
    let polar = Jet(value: vector.y, gradient: Vector3(0, 1, 0))
    let square = Jet(value: dot(vector, vector), gradient: 2 * vector)
    let real = Jet(value: vector.z, gradient: Vector3(0, 0, 1))
    let imaginary = Jet(value: vector.x, gradient: Vector3(1, 0, 0))
    var values = [Double](repeating: 0, count: count)
    var gradients = [Vector3](repeating: .zero, count: count)
    var (cosine, sine) = (Jet(value: 1, gradient: .zero), Jet(value: 0, gradient: .zero))
    var diagonal = 1.0
    for order in 0...maximumDegree {
      var previous = Jet(value: 0, gradient: .zero)
      var legendre = Jet(value: diagonal, gradient: .zero)
      for degree in order...maximumDegree {
        let prefactor = prefactors[degree * (degree + 1) / 2 + order]
        let even = (prefactor * legendre) * cosine
        values[degree * degree + degree + order] = even.value
        gradients[degree * degree + degree + order] = even.gradient
        if order > 0 {
          let odd = (prefactor * legendre) * sine
          values[degree * degree + degree - order] = odd.value
          gradients[degree * degree + degree - order] = odd.gradient
        }
        let next =
          Double(2 * degree + 1) * (polar * legendre) - Double(degree + order)
          * (square * previous)
        (previous, legendre) = (legendre, (1 / Double(degree + 1 - order)) * next)
      }
      (cosine, sine) = (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
      diagonal *= Double(2 * order + 1)
    }
    return (values, gradients)
  }

  /// The pullback of the polynomials: `Σ ȳ ∂Y/∂r`.
  ///
  /// - Precondition: one cotangent for each component.
  public func pullback(at vector: Vector3, cotangent: [Double]) -> Vector3 {
    precondition(
      cotangent.count == count, "expected \(count) cotangents, found \(cotangent.count)")
    cotangent.requireFinite("cotangent")
    let result = zip(cotangent, valuesAndGradients(at: vector).gradients).reduce(Vector3.zero) {
      $0 + $1.0 * $1.1
    }
    result.requireFinite("the gradient at \(vector)")
    return result
  }
}

/// A value and its gradient in three variables, for sums and products.
private struct Jet {
  var value: Double
  var gradient: Vector3

  static func * (left: Jet, right: Jet) -> Jet {
    Jet(
      value: left.value * right.value,
      gradient: left.value * right.gradient + right.value * left.gradient)
  }
  static func * (scale: Double, jet: Jet) -> Jet {
    Jet(value: scale * jet.value, gradient: scale * jet.gradient)
  }
  static func + (left: Jet, right: Jet) -> Jet {
    Jet(value: left.value + right.value, gradient: left.gradient + right.gradient)
  }
  static func - (left: Jet, right: Jet) -> Jet {
    Jet(value: left.value - right.value, gradient: left.gradient - right.gradient)
  }
}

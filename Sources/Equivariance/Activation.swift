// Functions of one number, scaled so that a standard normal input gives a second moment of 1.
//
//     φ(x) = c f(x) ,   c = ⟨f(z)²⟩^(−1/2) ,   z ~ N(0, 1)
//
// e3nn draws 10⁶ numbers for the moment, so that its constants are off by about a thousandth;
// models trained there need them to the last digit, hence both sets.

import Foundation

/// A function of one number.
public enum Activation: String, Sendable, Codable, Hashable, CaseIterable {
  /// x / (1 + e^−x).
  case silu
  /// The hyperbolic tangent.
  case tanh
  /// 1 / (1 + e^−x).
  case sigmoid
  /// x where positive, else 0.
  case relu
  /// The absolute value.
  case absolute
  /// ln(1 + e^x).
  case softplus
  /// x Φ(x) with the normal distribution function Φ.
  case gelu
  /// The sine.
  case sine
  /// The cosine.
  case cosine
  /// The number itself.
  case identity

  /// The function.
  public func callAsFunction(_ x: Double) -> Double {
    x.requireFinite("the argument of \(rawValue)")
    switch self {
    case .silu: return x * Self.logistic(x)
    case .tanh: return Foundation.tanh(x)
    case .sigmoid: return Self.logistic(x)
    case .relu: return max(x, 0)
    case .absolute: return abs(x)
    case .softplus: return max(x, 0) + log1p(exp(-abs(x)))
    case .gelu: return x * Self.normalDistribution(x)
    case .sine: return sin(x)
    case .cosine: return cos(x)
    case .identity: return x
    }
  }

  /// The derivative; 0 at the kinks of `relu` and `absolute`.
  public func derivative(_ x: Double) -> Double {
    x.requireFinite("the argument of \(rawValue)")
    switch self {
    case .silu:
      let value = Self.logistic(x)
      return value + x * value * (1 - value)
    case .tanh:
      let value = Foundation.tanh(x)
      return 1 - value * value
    case .sigmoid:
      let value = Self.logistic(x)
      return value * (1 - value)
    case .relu: return x > 0 ? 1 : 0
    case .absolute: return x == 0 ? 0 : (x > 0 ? 1 : -1)
    case .softplus: return Self.logistic(x)
    case .gelu:
      return Self.normalDistribution(x) + x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    case .sine: return cos(x)
    case .cosine: return -sin(x)
    case .identity: return 1
    }
  }

  /// The parity of f as a function, nil where it has none.
  public var parity: Parity? {
    switch self {
    case .tanh, .sine, .identity: .odd
    case .absolute, .cosine: .even
    case .silu, .sigmoid, .relu, .softplus, .gelu: nil
    }
  }

  /// 1 / (1 + e^−x), written so that no exponential overflows.
  private static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let growth = exp(x)
    return growth / (1 + growth)
  }

  private static func normalDistribution(_ x: Double) -> Double {
    erfc(-x * 0.5.squareRoot()) / 2
  }

  // MARK: - The scale

  /// Which constant scales a function.
  public enum Scale: String, Sendable, Codable, Hashable {
    /// The constant of the exact second moment.
    case exact
    /// The constant that e3nn 0.6.0 estimates from 10⁶ samples.
    case sampled
    /// No scale.
    case none
  }

  /// The constant c under one convention.
  public func constant(_ scale: Scale) -> Double {
    switch scale {
    case .exact: exactConstant
    case .sampled: sampledConstant
    case .none: 1
    }
  }

  /// ⟨f²⟩^(−1/2) under the standard normal distribution.
  ///
  /// The trapezoidal rule with steps of ⅛: for functions without a singularity within 1.5 of the
  /// real axis its error is below e^(−2π·1.5·8), and what lies beyond 13 is below e^(−84). Functions
  /// with kinks have closed forms.
  private var exactConstant: Double {
    switch self {
    case .relu: return 2.0.squareRoot()
    case .absolute, .identity: return 1
    default: break
    }
    let (step, limit) = (0.125, 104)
    let moment = (-limit...limit).reduce(0.0) { sum, index in
      let x = step * Double(index)
      let value = self(x)
      return sum + value * value * exp(-x * x / 2)
    }
    return 1 / (step * moment / (2 * Double.pi).squareRoot()).squareRoot()
  }

  /// Constants printed by e3nn 0.6.0 with torch 2.13.0, seed 0.
  private var sampledConstant: Double {
    switch self {
    case .silu: 1.6791767923989418
    case .tanh: 1.5937334472592695
    case .sigmoid: 1.8467055342154763
    case .relu: 1.4163393446331365
    case .absolute, .identity: 1.001110600838467
    case .softplus: 1.0426436590527184
    case .gelu: 1.5360642850770576
    case .sine: 1.5218334864623193
    case .cosine: 1.326609063570005
    }
  }
}

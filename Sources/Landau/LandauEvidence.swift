/// What the order of a transition was decided on.
public struct LandauEvidence: Sendable, Codable, Hashable {
  /// The test of the sign of p in one window at the admissible saturation temperatures.
  ///
  /// The statistic is `sign(p) √((χ²(p = 0) − χ²_min)/scale)`, where the scale is χ²/ν from scatter
  /// and the larger of 1 and χ²/ν for stated uncertainties.
  public struct SignTest: Sendable, Codable, Hashable {
    /// The lowest and highest temperature of the points, K.
    public var window: [Double]
    /// The number of points.
    public var pointCount: Int
    /// The lowest and highest admissible saturation temperature, K.
    public var saturationTemperatures: [Double]
    /// The smallest statistic over them.
    public var lowest: Double
    /// The largest statistic over them.
    public var highest: Double
    /// The value of Student's t that a statistic has to exceed at 95 %.
    public var threshold: Double
  }

  /// The parameter p of the 2-4-6 potential.
  public var p: LandauEstimate?
  /// The sign of p, window by window; the first is of all points.
  public var signTests: [SignTest] = []
  /// Akaike's criterion of the continuous law minus that of the potential: positive favours 2-4-6.
  ///
  /// The continuous law is the free power law, or mean-field ordering where that is better. Nil
  /// where coexisting phases exclude every continuous law.
  public var akaikeDifference: Double?
  /// The factor by which stated variances were multiplied for it, at least 1.
  public var varianceInflation: Double = 1
  /// The amplitude at Ttr, √(3p/2), with the interval that follows from that of p.
  public var jump: LandauEstimate?
  /// Whether the jump exceeds its uncertainty and distorted points lie above Tc.
  public var isJumpResolved: Bool = false
  /// Whether saturation at low temperature could change the answer and was examined.
  public var saturation: Saturation = .notNeeded
  /// The weight of each fit among the fits, in their order.
  public var weights: [ModelWeight] = []
  /// Tests of the 2-4-6 potential against its special cases.
  public var likelihoodRatios: [LikelihoodRatio] = []
  /// The effective exponent of the points above ever higher temperatures.
  public var exponentWindows: [ExponentWindow] = []
  /// Whether the signs of the residuals of the preferred fit are in random order.
  public var runs: RunsTest?
  /// How a smooth polynomial, without any transition, describes the same points.
  public var smoothCurve: SmoothCurve?
  /// What symmetry says about the order, in words; empty where nothing is known.
  public var symmetry: String = ""
  /// The reason for the order printed, in words.
  public var reason: String = ""

  /// How saturation at low temperature was dealt with.
  public enum Saturation: String, Sendable, Codable, Hashable {
    /// No point lies below half the critical temperature.
    case notNeeded
    /// Refits agree.
    case agrees
    /// Refits move the sign of p or the temperature by more than two standard uncertainties.
    case matters
    /// Too few points to examine it.
    case unchecked
  }
}

/// Numbers for people without the traces of rounding; files for machines keep them as computed.
///
///     shown(−6·10⁻¹⁷) = 0
extension NumberText {
  /// Numbers of size 1 carry rounding errors of some 1e-16; no measured length in ångström, strain
  /// or coordinate is known to a part in a billion.
  private static let rounding = 1e-9

  /// The number, 0 where it is nothing but rounding.
  static func cleaned(_ value: Double) -> Double { abs(value) < rounding ? 0 : value }

  /// The number in the notation of `measured`; number and uncertainty of the size of rounding are
  /// cleaned first, and a zero has no sign.
  static func shown(_ value: Double, _ standardUncertainty: Double?) -> String {
    guard let uncertainty = standardUncertainty, uncertainty > rounding else {
      return measured(cleaned(value), nil)
    }
    let text = measured(value, uncertainty)
    let digits = text.prefix { $0 != "(" }
    let isZero = digits.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }
}

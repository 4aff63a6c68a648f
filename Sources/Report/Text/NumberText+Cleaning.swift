/// Numbers for people without the traces of rounding; files for machines keep them as computed.
///
///     shown(−6·10⁻¹⁷) = 0
extension NumberText {
  /// Numbers of size 1 carry rounding errors of some 1e-16; no measured length in ångström, strain
  /// or coordinate is known to a part in a billion.
  private static let rounding = 1e-9

  /// The number, 0 where it is nothing but rounding.
  static func cleaned(_ value: Double) -> Double { abs(value) < rounding ? 0 : value }

  /// The number in the notation of `measured`; one without an uncertainty is cleaned first.
  static func shown(_ value: Double, _ standardUncertainty: Double?) -> String {
    (standardUncertainty ?? 0) > 0
      ? measured(value, standardUncertainty) : measured(cleaned(value), nil)
  }
}

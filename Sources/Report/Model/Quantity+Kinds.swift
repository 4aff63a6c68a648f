extension Quantity {
  /// A temperature in K, named as the temperature of a diffraction experiment unless told otherwise.
  public static func temperature(
    _ kelvin: Double, standardUncertainty: Double? = nil,
    origin: UncertaintyOrigin? = nil, dictRef: String = "cif:_diffrn_ambient_temperature"
  ) -> Quantity {
    Quantity(
      kelvin, standardUncertainty: standardUncertainty, unit: "K", dictRef: dictRef,
      uncertaintyOrigin: standardUncertainty == nil ? nil : origin)
  }

  /// A length or an amplitude in Å; the name is one of this program, for example `displacementAs`.
  public static func length(
    _ ångström: Double, standardUncertainty: Double? = nil, origin: UncertaintyOrigin? = nil,
    name: String
  ) -> Quantity {
    Quantity(
      ångström, standardUncertainty: standardUncertainty, unit: "Å", dictRef: "phasefit:\(name)",
      uncertaintyOrigin: standardUncertainty == nil ? nil : origin)
  }

  /// A dimensionless number; the name is one of this program, for example `strain`.
  public static func dimensionless(
    _ value: Double, standardUncertainty: Double? = nil, origin: UncertaintyOrigin? = nil,
    name: String
  ) -> Quantity {
    Quantity(
      value, standardUncertainty: standardUncertainty, unit: "1", dictRef: "phasefit:\(name)",
      uncertaintyOrigin: standardUncertainty == nil ? nil : origin)
  }

  /// An angle in degrees; the name is one of this program, for example `rotationAngle`.
  public static func angle(
    degrees: Double, standardUncertainty: Double? = nil, origin: UncertaintyOrigin? = nil,
    name: String
  ) -> Quantity {
    Quantity(
      degrees, standardUncertainty: standardUncertainty, unit: "deg", dictRef: "phasefit:\(name)",
      uncertaintyOrigin: standardUncertainty == nil ? nil : origin)
  }
}

import Foundation

extension Crystal {
  /// The crystal with every number that has neither an uncertainty nor a last digit rounded to so
  /// many decimals, which become its last digit.
  ///
  /// A computed number would otherwise be written with all its digits, or as a fraction, which not
  /// every reader of CIF takes.
  public func rounded(decimals: Int) -> Crystal {
    func rounded(_ number: MeasuredValue) -> MeasuredValue { number.rounded(decimals: decimals) }
    var result = self
    result.cell = UnitCell(
      lengths: cell.lengths.map(rounded), anglesDegrees: cell.anglesDegrees.map(rounded))
    for index in sites.indices {
      result.sites[index].position = sites[index].position.map(rounded)
      result.sites[index].occupancy = rounded(sites[index].occupancy)
      result.sites[index].displacementParameter = sites[index].displacementParameter.map(rounded)
    }
    return result
  }
}

extension MeasuredValue {
  /// The number rounded to so many decimals, which become its last digit; itself where it has an
  /// uncertainty or a last digit.
  public func rounded(decimals: Int) -> MeasuredValue {
    guard standardUncertainty == nil, lastDigit == nil, value.isFinite else { return self }
    let scale = pow(10, Double(decimals))
    // Adding zero leaves no negative zero.
    return MeasuredValue((value * scale).rounded() / scale + 0, lastDigit: 1 / scale)
  }
}

import Foundation
import PhaseFitNumerics

extension StringProtocol {
  /// The fields between blanks and tabs.
  var blankSeparated: [String] {
    split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }).map { String($0) }
  }

  /// The text without blanks at its ends.
  var trimmingBlanks: String { trimmingCharacters(in: .whitespaces) }

  /// The text in quotes as a message shows it, shortened.
  var quotedShortly: String { count > 40 ? "\"\(prefix(40))…\"" : "\"\(self)\"" }
}

extension MeasuredValue {
  /// A number as Fortran programs print it: with an exponent letter `D` too.
  init?(fortranText text: String) {
    guard let letter = text.firstIndex(where: { $0 == "D" || $0 == "d" }) else {
      self.init(cifText: text)
      return
    }
    self.init(cifText: text.replacingCharacters(in: letter...letter, with: "E"))
  }
}

/// The cube root of a positive number.
func cubeRoot(_ value: Double) -> Double { cbrt(value) }

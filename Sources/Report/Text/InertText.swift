/// Strings from files made harmless: no control character, no direction override, no character
/// that XML 1.0 forbids reaches a report or a terminal.
///
///     Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
///
/// - Source: W3C, Extensible Markup Language (XML) 1.0, production 2.
enum InertText {
  /// The text with every character that XML forbids or that acts on a terminal made visible.
  ///
  /// C0 controls become their pictures (␀ … ␟, ␡), other dangerous characters U+FFFD. Line breaks
  /// and tabs stay.
  static func multiline(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(replacement(of: scalar))
    }
    return String(result)
  }

  /// The same for text that belongs on one line: line breaks and tabs become blanks.
  static func line(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x85, 0x2028, 0x2029: result.append(" ")
      default: result.append(replacement(of: scalar))
      }
    }
    return String(result)
  }

  private static let unknown: Unicode.Scalar = "\u{FFFD}"

  private static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x9, 0xA: scalar
    // A carriage return would be changed by every parser and can hide text on a terminal.
    case 0x0...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? unknown
    case 0x7F: "\u{2421}"
    // C1 controls, direction marks and overrides, invisible separators, non-characters.
    case 0x80...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
      unknown
    case let value where value & 0xFFFE == 0xFFFE: unknown
    case 0xFDD0...0xFDEF: unknown
    default: scalar
    }
  }
}

// Text in the standard fonts of PDF, which every reader has: Helvetica, Helvetica-Bold and Symbol.
//
// A text is divided into runs of one font. What Helvetica lacks is taken from Symbol (Greek letters,
// arrows) or drawn smaller above or below the line (digits of exponents and indices).
//
// Source: Adobe, Font Metrics for the PDF core 14 fonts (widths, in thousandths of the size);
// ISO 32000-1, annexes D.2 (Latin character set) and D.5 (Symbol).

import Foundation

/// A text as runs that a PDF content stream can show.
struct HelveticaText {
  /// A piece of text in one font, size and height above the line.
  struct Run: Hashable {
    var font: Font
    var bytes: [UInt8]
    /// The size as a part of that of the text.
    var scale = 1.0
    /// The height above the line in units of the size of the text.
    var rise = 0.0
    /// The width in units of the size of the text.
    var width = 0.0
  }

  /// A standard font.
  enum Font: String, Hashable, CaseIterable {
    case regular = "Helvetica"
    case bold = "Helvetica-Bold"
    case symbol = "Symbol"

    /// The name in the resources of the page.
    var resource: String {
      switch self {
      case .regular: "F1"
      case .bold: "F2"
      case .symbol: "F3"
      }
    }
  }

  /// The runs from left to right.
  private(set) var runs: [Run] = []

  /// The width in units of the size.
  var width: Double { runs.reduce(0) { $0 + $1.width } }

  /// The runs of a text; a character that no font has becomes a question mark.
  init(_ text: String, isBold: Bool) {
    for scalar in text.unicodeScalars { append(scalar, isBold: isBold) }
  }

  private mutating func append(_ scalar: Unicode.Scalar, isBold: Bool) {
    let latin: Font = isBold ? .bold : .regular
    if let small = Self.raised[scalar] {
      let byte = Self.latin[small.scalar] ?? UInt8(ascii: "?")
      add(byte, latin, scale: 0.65, rise: small.rise)
    } else if let byte = Self.latin[scalar] {
      add(byte, latin)
    } else if let glyph = Self.symbols[scalar] {
      add(glyph.byte, .symbol)
    } else {
      add(UInt8(ascii: "?"), latin)
    }
  }

  private mutating func add(_ byte: UInt8, _ font: Font, scale: Double = 1, rise: Double = 0) {
    let width = scale * Self.width(of: byte, in: font) / 1000
    if let last = runs.last, last.font == font, last.scale == scale, last.rise == rise {
      runs[runs.count - 1].bytes.append(byte)
      runs[runs.count - 1].width += width
    } else {
      runs.append(Run(font: font, bytes: [byte], scale: scale, rise: rise, width: width))
    }
  }

  // MARK: - Characters

  /// The code of the minus sign, which WinAnsiEncoding lacks: it replaces a control code.
  static let minusCode: UInt8 = 0x1F

  /// The codes of characters in WinAnsiEncoding with the minus sign added.
  private static let latin: [Unicode.Scalar: UInt8] = {
    var codes: [Unicode.Scalar: UInt8] = ["\u{2212}": minusCode]
    for code in UInt8(0x20)...0x7E { codes[Unicode.Scalar(code)] = code }
    for code in UInt8(0xA1)...0xFF { codes[Unicode.Scalar(code)] = code }
    let others: [(Unicode.Scalar, UInt8)] = [
      ("€", 0x80), ("…", 0x85), ("‘", 0x91), ("’", 0x92), ("“", 0x93), ("”", 0x94), ("•", 0x95),
      ("–", 0x96), ("—", 0x97), ("\u{A0}", 0x20),
    ]
    for (scalar, code) in others { codes[scalar] = code }
    // Exponents are raised digits throughout, also the three that Latin 1 has.
    for scalar: Unicode.Scalar in ["²", "³", "¹"] { codes[scalar] = nil }
    return codes
  }()

  /// Characters that are others, raised or lowered.
  private static let raised: [Unicode.Scalar: (scalar: Unicode.Scalar, rise: Double)] = {
    var result: [Unicode.Scalar: (scalar: Unicode.Scalar, rise: Double)] = [:]
    let plain = Array("0123456789+\u{2212}".unicodeScalars)
    for (list, rise) in [("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", 0.35), ("₀₁₂₃₄₅₆₇₈₉₊₋", -0.15)] {
      for (scalar, base) in zip(list.unicodeScalars, plain) { result[scalar] = (base, rise) }
    }
    return result
  }()

  /// The codes of characters in the font Symbol with their widths.
  private static let symbols: [Unicode.Scalar: (byte: UInt8, width: Double)] = [
    "α": (0x61, 631), "β": (0x62, 549), "γ": (0x67, 411), "δ": (0x64, 494), "ε": (0x65, 439),
    "η": (0x68, 603), "θ": (0x71, 521), "κ": (0x6B, 549), "λ": (0x6C, 549), "μ": (0x6D, 576),
    "ν": (0x6E, 521), "ξ": (0x78, 493), "π": (0x70, 549), "ρ": (0x72, 549), "σ": (0x73, 603),
    "τ": (0x74, 439), "φ": (0x6A, 603), "χ": (0x63, 549), "ψ": (0x79, 686), "ω": (0x77, 686),
    "Γ": (0x47, 603), "Δ": (0x44, 612), "Θ": (0x51, 741), "Λ": (0x4C, 686), "Π": (0x50, 768),
    "Σ": (0x53, 592), "Φ": (0x46, 763), "Ω": (0x57, 768), "→": (0xAE, 987), "←": (0xAC, 987),
    "√": (0xD6, 549), "≤": (0xA3, 549), "≥": (0xB3, 549), "≈": (0xBB, 549), "∞": (0xA5, 713),
    "∂": (0xB6, 494), "⟨": (0xE1, 329), "⟩": (0xF1, 329),
  ]

  // MARK: - Widths

  /// The width of a character in thousandths of the size.
  private static func width(of byte: UInt8, in font: Font) -> Double {
    if font == .symbol { return symbols.values.first { $0.byte == byte }?.width ?? 549 }
    if byte == minusCode { return 584 }
    let table = font == .bold ? bold : regular
    if let width = byte >= 0x20 && byte <= 0x7E ? table[Int(byte) - 0x20] : nil { return width }
    // Accented letters are as wide as the letter below the accent.
    let folded = Character(Unicode.Scalar(byte)).description.decomposedStringWithCanonicalMapping
    if let base = folded.unicodeScalars.first?.value, base >= 0x20, base <= 0x7E {
      return table[Int(base) - 0x20]
    }
    switch byte {
    case 0xB0: return 400  // °
    case 0xB7: return 278  // ·
    case 0xB1, 0xD7, 0xF7: return 584  // ± × ÷
    case 0x85, 0x97: return 1000  // … —
    case 0xC6: return 1000  // Æ
    case 0xD8: return 778  // Ø
    case 0xF8: return 611  // ø
    case 0xDF: return 611  // ß
    default: return 556
    }
  }

  private static let regular: [Double] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  private static let bold: [Double] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]
}

/// A JSON value whose objects keep the order of their keys, so that output is the same every time.
///
/// - Source: RFC 8259.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(UInt64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// An object with keys in the given order.
  init(_ pairs: KeyValuePairs<String, JSONValue>) {
    self = .object(pairs.map { ($0, $1) })
  }

  /// A number, null where it is absent; a number that is not finite is printed as null.
  static func number(orNull value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  /// A whole number, null where it is absent.
  static func integer(orNull value: Int?) -> JSONValue {
    value.map { .number(Double($0)) } ?? .null
  }

  /// A string on one line, null where it is absent.
  static func string(orNull value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  /// The longest object that is printed on one line.
  private static let lineLimit = 72

  /// The value as text, indented by two blanks a level; arrays of scalars and short objects of
  /// scalars stand on one line.
  func text(indentation: Int = 0) -> String {
    let inner = String(repeating: " ", count: indentation + 2)
    let outer = String(repeating: " ", count: indentation)
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number(let value): return NumberText.exact(value) ?? "null"
    case .string(let value): return Self.quoted(value)
    case .array(let values):
      if values.isEmpty { return "[]" }
      if values.allSatisfy(\.isScalar) {
        return "[" + values.map { $0.text() }.joined(separator: ", ") + "]"
      }
      let lines = values.map { inner + $0.text(indentation: indentation + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let pairs):
      if pairs.isEmpty { return "{}" }
      if pairs.allSatisfy(\.value.isScalar) {
        let line = pairs.map { "\(Self.quoted($0)): \($1.text())" }.joined(separator: ", ")
        if line.count <= Self.lineLimit { return "{" + line + "}" }
      }
      let lines = pairs.map { key, value in
        inner + Self.quoted(key) + ": " + value.text(indentation: indentation + 2)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in InertText.multiline(text).unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

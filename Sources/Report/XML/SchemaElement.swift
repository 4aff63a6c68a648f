/// An element of the schema as a value, so that long parts of the schema stay readable.
///
/// Every element and attribute carries its documentation; types of the prefix `r` are those of
/// `ReportSchema`.
struct SchemaElement {
  /// How often an element occurs in its parent.
  enum Occurrence { case one, optional, many }

  /// An attribute.
  struct Attribute {
    var name: String
    var type: String
    var documentation: String
    var isRequired = true
  }

  var name: String
  /// The named type, or the base that attributes extend; nil for element content.
  var type: String?
  var documentation: String
  var occurrence = Occurrence.one
  var attributes: [Attribute] = []
  var children: [SchemaElement] = []

  /// An element with the content of a named type.
  init(
    _ name: String, _ type: String, _ documentation: String, _ occurrence: Occurrence = .one,
    attributes: [Attribute] = []
  ) {
    self.name = name
    self.type = type
    self.documentation = documentation
    self.occurrence = occurrence
    self.attributes = attributes
  }

  /// An element with children.
  init(
    _ name: String, _ documentation: String, _ occurrence: Occurrence = .one,
    attributes: [Attribute] = [], children: [SchemaElement] = []
  ) {
    self.name = name
    self.documentation = documentation
    self.occurrence = occurrence
    self.attributes = attributes
    self.children = children
  }

  /// The text of the declaration; a top-level element states no occurrence.
  func text(indentation: Int, isTopLevel: Bool = false) -> String {
    let blank = String(repeating: " ", count: indentation)
    var start = "\(blank)<xs:element name=\"\(name)\""
    if let type, attributes.isEmpty { start += " type=\"\(type)\"" }
    if !isTopLevel {
      switch occurrence {
      case .one: break
      case .optional: start += " minOccurs=\"0\""
      case .many: start += " minOccurs=\"0\" maxOccurs=\"unbounded\""
      }
    }
    var lines = [start + ">", Self.annotation(documentation, blank + " ")]
    if attributes.isEmpty, type != nil {
      lines.append("\(blank)</xs:element>")
      return lines.joined(separator: "\n")
    }
    lines.append("\(blank) <xs:complexType>")
    if let type {
      lines.append("\(blank)  <xs:simpleContent>")
      lines.append("\(blank)   <xs:extension base=\"\(type)\">")
      lines += attributes.map { Self.text($0, blank + "    ") }
      lines.append("\(blank)   </xs:extension>")
      lines.append("\(blank)  </xs:simpleContent>")
    } else {
      if !children.isEmpty {
        lines.append("\(blank)  <xs:sequence>")
        lines += children.map { $0.text(indentation: indentation + 3) }
        lines.append("\(blank)  </xs:sequence>")
      }
      lines += attributes.map { Self.text($0, blank + "  ") }
    }
    lines.append("\(blank) </xs:complexType>")
    lines.append("\(blank)</xs:element>")
    return lines.joined(separator: "\n")
  }

  private static func text(_ attribute: Attribute, _ blank: String) -> String {
    let use = attribute.isRequired ? " use=\"required\"" : ""
    return "\(blank)<xs:attribute name=\"\(attribute.name)\" type=\"\(attribute.type)\"\(use)>\n"
      + annotation(attribute.documentation, blank + " ") + "\n\(blank)</xs:attribute>"
  }

  private static func annotation(_ text: String, _ blank: String) -> String {
    "\(blank)<xs:annotation><xs:documentation>\(text)</xs:documentation></xs:annotation>"
  }
}

internal import CLibXML2

/// Reads an XML document into element values with libxml2, without network and without entities.
enum XMLDocumentReader {
  /// The root element with all that is in it; nil where the bytes are not well-formed or have a
  /// document type declaration.
  static func root(of bytes: [UInt8]) -> XMLElementNode? {
    xmlInitParser()
    let log = ProblemLog()
    return withExtendedLifetime(log) {
      guard let document = XMLSchemaValidator.parse(bytes, log: log) else { return nil }
      defer { xmlFreeDoc(document) }
      guard document.pointee.intSubset == nil else { return nil }
      return xmlDocGetRootElement(document).map { node(of: $0) }
    }
  }

  /// The depth of the tree is limited by libxml2 itself (256 without XML_PARSE_HUGE).
  private static func node(of element: xmlNodePtr) -> XMLElementNode {
    var node = XMLElementNode(string(element.pointee.name))
    var attribute = element.pointee.properties
    while let current = attribute {
      let value = xmlNodeListGetString(element.pointee.doc, current.pointee.children, 1)
      node.attributes.append((string(current.pointee.name), string(value)))
      if let value { phasefit_xmlFree(value) }
      attribute = current.pointee.next
    }
    var text = ""
    var child = element.pointee.children
    while let current = child {
      switch current.pointee.type {
      case XML_ELEMENT_NODE: node.children.append(Self.node(of: current))
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: text += string(current.pointee.content)
      default: break
      }
      child = current.pointee.next
    }
    if node.children.isEmpty { node.text = text }
    return node
  }

  private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

extension XMLElementNode {
  /// The value of an attribute, nil where there is none.
  subscript(attribute name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// The first child of a name.
  func child(_ name: String) -> XMLElementNode? { children.first { $0.name == name } }

  /// The children of a name.
  func children(_ name: String) -> [XMLElementNode] { children.filter { $0.name == name } }
}

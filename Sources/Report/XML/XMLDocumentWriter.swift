internal import CLibXML2

/// Writes element values as an XML document with libxml2.
enum XMLDocumentWriter {
  /// The bytes of an indented UTF-8 document whose elements all lie in one namespace.
  ///
  /// Escaping is left to libxml2; text is made inert first (`InertText`).
  static func document(
    root: XMLElementNode, namespace: String
  ) throws(ReportError) -> [UInt8] {
    xmlInitParser()
    guard let buffer = xmlBufferCreate() else { throw failure("xmlBufferCreate", -1) }
    defer { xmlBufferFree(buffer) }
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      throw failure("xmlNewTextWriterMemory", -1)
    }
    do {
      // The writer must be freed before the buffer is read: freeing flushes it.
      defer { xmlFreeTextWriter(writer) }
      try check("xmlTextWriterSetIndent", xmlTextWriterSetIndent(writer, 1))
      try check("xmlTextWriterSetIndentString", xmlTextWriterSetIndentString(writer, "  "))
      try check(
        "xmlTextWriterStartDocument", xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
      var root = root
      root.attributes.insert(("xmlns", namespace), at: 0)
      try write(root, to: writer)
      try check("xmlTextWriterEndDocument", xmlTextWriterEndDocument(writer))
    }
    guard let content = xmlBufferContent(buffer) else { throw failure("xmlBufferContent", -1) }
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }

  private static func write(
    _ node: XMLElementNode, to writer: xmlTextWriterPtr
  ) throws(ReportError) {
    try check("xmlTextWriterStartElement", xmlTextWriterStartElement(writer, node.name))
    for attribute in node.attributes {
      try check(
        "xmlTextWriterWriteAttribute",
        xmlTextWriterWriteAttribute(writer, attribute.name, InertText.line(attribute.value)))
    }
    if let text = node.text {
      try check(
        "xmlTextWriterWriteString", xmlTextWriterWriteString(writer, InertText.multiline(text)))
    }
    for child in node.children { try write(child, to: writer) }
    try check("xmlTextWriterEndElement", xmlTextWriterEndElement(writer))
  }

  private static func check(_ function: String, _ status: Int32) throws(ReportError) {
    if status < 0 { throw failure(function, status) }
  }

  private static func failure(_ function: String, _ status: Int32) -> ReportError {
    ReportError(
      .internal,
      "libxml2: \(function) returned \(status); there may be too little memory, else this is "
        + "likely a bug in phasefit, please report it")
  }
}

internal import CLibXML2

/// Validates documents against a schema with libxml2, without network and without entities.
enum XMLSchemaValidator {
  /// What is wrong with a document, each problem as `line N: text`; empty for a valid one.
  ///
  /// - Throws: `ReportError` of kind `internal` where the schema itself cannot be read.
  static func problems(in bytes: [UInt8], schema: String) throws(ReportError) -> [String] {
    xmlInitParser()
    let log = ProblemLog()
    return try withExtendedLifetime(log) { () throws(ReportError) -> [String] in
      guard let parsed = compile(schema, log: log) else {
        throw ReportError(
          .internal,
          "libxml2 cannot read the schema: \(log.problems.joined(separator: "; ")); "
            + "this is likely a bug in phasefit, please report it")
      }
      defer { xmlSchemaFree(parsed) }
      guard let document = parse(bytes, log: log) else {
        return log.problems.isEmpty ? ["not well-formed XML"] : log.problems
      }
      defer { xmlFreeDoc(document) }
      if document.pointee.intSubset != nil {
        return ["a document type declaration, which no report has"]
      }
      guard let context = xmlSchemaNewValidCtxt(parsed) else {
        throw ReportError(.internal, "libxml2: xmlSchemaNewValidCtxt failed: too little memory?")
      }
      defer { xmlSchemaFreeValidCtxt(context) }
      xmlSchemaSetValidStructuredErrors(context, ProblemLog.record, log.pointer)
      let status = xmlSchemaValidateDoc(context, document)
      if status != 0, log.problems.isEmpty { return ["libxml2 reports status \(status)"] }
      return log.problems
    }
  }

  /// The local name and the namespace of the root element, nil where the bytes are no XML.
  static func root(of bytes: [UInt8]) -> (name: String, namespace: String)? {
    xmlInitParser()
    let log = ProblemLog()
    return withExtendedLifetime(log) {
      guard let document = parse(bytes, log: log) else { return nil }
      defer { xmlFreeDoc(document) }
      guard let root = xmlDocGetRootElement(document), let name = root.pointee.name else {
        return nil
      }
      let namespace = root.pointee.ns?.pointee.href.map { String(cString: $0) } ?? ""
      return (String(cString: name), namespace)
    }
  }

  /// The document of the bytes, to be freed by the caller; nil where they are not well-formed.
  static func parse(_ bytes: [UInt8], log: ProblemLog) -> xmlDocPtr? {
    guard let count = Int32(exactly: bytes.count), let context = xmlNewParserCtxt() else {
      return nil
    }
    defer { xmlFreeParserCtxt(context) }
    // No network; entities are not substituted (XML_PARSE_NOENT is absent on purpose).
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let document = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        xmlCtxtReadMemory(context, text.baseAddress, count, nil, nil, Int32(options))
      }
    }
    if document == nil, let error = xmlCtxtGetLastError(context) {
      log.append(line: error.pointee.line, message: error.pointee.message)
    }
    return document
  }

  private static func compile(_ schema: String, log: ProblemLog) -> xmlSchemaPtr? {
    schema.withCString { text in
      // The context keeps the pointer until the schema has been parsed.
      guard let context = xmlSchemaNewMemParserCtxt(text, Int32(schema.utf8.count)) else {
        return nil
      }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(context, ProblemLog.record, log.pointer)
      return xmlSchemaParse(context)
    }
  }
}

/// The problems that libxml2 reports through its callback, in order.
final class ProblemLog {
  private(set) var problems: [String] = []

  /// The log as the context pointer of a callback; the log must outlive the calls.
  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// The callback of libxml2.
  static let record: xmlStructuredErrorFunc = { context, error in
    guard let context, let error else { return }
    Unmanaged<ProblemLog>.fromOpaque(context).takeUnretainedValue()
      .append(line: error.pointee.line, message: error.pointee.message)
  }

  func append(line: Int32, message: UnsafeMutablePointer<CChar>?) {
    let text = message.map { String(cString: $0) } ?? "no message"
    let trimmed = InertText.line(text).split(separator: " ").joined(separator: " ")
    problems.append("line \(line): \(trimmed)")
  }
}

import Foundation
import Glibc
import PhaseFitTestSupport
import Testing

@testable import PhaseFitReport

/// What an XML file could make a reader fetch or unfold.
@Suite("Entities and network of the report reader")
struct EntityTests {
  /// A report with a document type declaration before its root and a reference in its name.
  private static func document(_ declaration: String) throws -> [UInt8] {
    let text = String(decoding: try ReportXML.write(SampleReport.full), as: UTF8.self)
    let end = try #require(text.range(of: "?>\n")).upperBound
    var changed = text
    changed.insert(contentsOf: "<!DOCTYPE report \(declaration)>\n", at: end)
    return Array(changed.replacing("name=\"tilt\"", with: "name=\"&a;\"").utf8)
  }

  @Test("an entity that multiplies itself is refused before it grows")
  func laughs() throws {
    var entities = "<!ENTITY z 'haha'>"
    var name = "z"
    for letter in "yxwvutsrqa" {
      let unfolded = String(repeating: "&\(name);", count: 10)
      entities += "<!ENTITY \(letter) '\(unfolded)'>"
      name = String(letter)
    }
    let bytes = try Self.document("[\(entities)]")
    let error = #expect(throws: ReportError.self) { try ReportXML.read(bytes) }
    #expect(error?.kind == .invalid)
  }

  @Test("a file that an entity names is not read")
  func file() throws {
    let folder = try TestFolder()
    let secret = folder.url.appending(path: "secret.txt")
    try Data("sentinel-8f2a".utf8).write(to: secret)
    let bytes = try Self.document("[<!ENTITY a SYSTEM 'file://\(secret.path)'>]")
    let error = #expect(throws: ReportError.self) { try ReportXML.read(bytes) }
    #expect(error?.kind == .invalid)
    #expect(error?.message.contains("sentinel") == false)
  }

  @Test("no connection is made to where a document type is said to be")
  func network() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general -> UInt16 in
        try #require(bind(listener, general, size) == 0 && listen(listener, 8) == 0)
        try #require(getsockname(listener, general, &size) == 0)
        return pointer.pointee.sin_port.bigEndian
      }
    }
    let place = "http://127.0.0.1:\(port)/report.dtd"
    for declaration in [
      "SYSTEM '\(place)'", "[<!ENTITY a SYSTEM '\(place)'>]",
      "[<!ENTITY % p SYSTEM '\(place)'> %p;]",
    ] {
      #expect(throws: ReportError.self) { try ReportXML.read(Self.document(declaration)) }
    }
    var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    #expect(poll(&waiting, 1, 50) == 0, "a connection was made to \(place)")
  }
}

import Testing

@testable import PhaseFitStructures

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "the examples of the standard and of sha256sum",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }

  @Test("the pieces in which bytes arrive do not matter, at every length around a block")
  func pieces() {
    for length in [54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 130] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37) }
      var hash = SHA256()
      for byte in bytes { hash.update([byte]) }
      var halves = SHA256()
      halves.update(Array(bytes[..<(length / 3)]))
      halves.update(Array(bytes[(length / 3)...]))
      #expect(hash.hexadecimal == SHA256.hexadecimal(of: bytes))
      #expect(halves.hexadecimal == hash.hexadecimal)
    }
  }
}

import PhaseFitNumerics
import Testing

@Suite("The seeded generator")
struct SplitMix64Tests {
  @Test("the first numbers are those of the published algorithm")
  func publishedNumbers() {
    // Seed 1234567 is the common check of SplitMix64 ports; seed 0 starts with 0xE220A8397B1DCDAF.
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { _ in generator.next() } == expected)
    var zero = SplitMix64(seed: 0)
    #expect(zero.next() == 0xE220_A839_7B1D_CDAF)
    #expect(zero.next() == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test("uniform numbers lie in 0 ..< 1 with mean ½ and variance 1/12")
  func uniform() {
    var generator = SplitMix64(seed: 41)
    let numbers = (0..<20_000).map { _ in generator.uniform() }
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / 20_000
    // Five standard errors.
    #expect(abs(mean - 0.5) < 0.0102)
    #expect(abs(variance - 1.0 / 12) < 0.0027)
  }

  @Test("normal numbers have mean 0, variance 1 and fourth moment 3")
  func normal() {
    var generator = SplitMix64(seed: 42)
    let numbers = (0..<20_000).map { _ in generator.normal() }
    #expect(numbers.allSatisfy { $0.isFinite })
    let mean = numbers.reduce(0, +) / 20_000
    let square = numbers.reduce(0) { $0 + $1 * $1 } / 20_000
    let fourth = numbers.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 20_000
    #expect(abs(mean) < 0.036)
    #expect(abs(square - 1) < 0.05)
    #expect(abs(fourth - 3) < 0.35)
  }

  @Test("equal seeds give equal numbers and unequal seeds do not")
  func seeds() {
    var (first, second, other) = (
      SplitMix64(seed: 7), SplitMix64(seed: 7), SplitMix64(seed: 8)
    )
    for _ in 0..<10 {
      let number = first.next()
      #expect(number == second.next())
      #expect(number != other.next())
    }
  }
}

// Every key is written, null where there is no value, so that readers need not guess which exist.

extension Reproduction {
  /// Writes every key, null where there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(seed, forKey: .seed)
    try container.encode(loss, forKey: .loss)
    try container.encode(baselineLoss, forKey: .baselineLoss)
    try container.encode(baselineFloor, forKey: .baselineFloor)
    try container.encode(leakage, forKey: .leakage)
    try container.encode(sourceGroup, forKey: .sourceGroup)
    try container.encode(targetGroup, forKey: .targetGroup)
    try container.encode(groupKept, forKey: .groupKept)
    try container.encode(allowed, forKey: .allowed)
    try container.encode(weights, forKey: .weights)
    try container.encode(sweep, forKey: .sweep)
    try container.encode(response, forKey: .response)
    try container.encode(paper, forKey: .paper)
  }

  enum CodingKeys: CodingKey {
    case name, seed, loss, baselineLoss, baselineFloor, leakage, sourceGroup, targetGroup
    case groupKept, allowed, weights, sweep, response, paper
  }
}

extension Reproduction.Group {
  /// Writes both keys, null for a group without symbol.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(symbol, forKey: .symbol)
    try container.encode(order, forKey: .order)
  }

  enum CodingKeys: CodingKey {
    case symbol, order
  }
}

extension Reproduction.Published {
  /// Writes every key, null where the authors print no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(loss, forKey: .loss)
    try container.encode(cosineToElectric, forKey: .cosineToElectric)
    try container.encode(cosineToMagnetic, forKey: .cosineToMagnetic)
    try container.encode(pseudoscalar, forKey: .pseudoscalar)
  }

  enum CodingKeys: CodingKey {
    case loss, cosineToElectric, cosineToMagnetic, pseudoscalar
  }
}

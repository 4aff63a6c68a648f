import PhaseFitNumerics

extension SweepEmbedding {
  /// A component of one transition followed through further phases of the sweep.
  ///
  ///     A(T) = ⟨y(T), D⟩   along the direction D of the component, normalised as its series
  ///
  /// The points of the series are kept; members of other phases are added as distorted, because the
  /// order parameter of a transition lives on in every phase below it.
  ///
  /// - Parameters:
  ///   - component: the component with its direction.
  ///   - members: the members to add, positions in `members`.
  /// - Returns: the longer series.
  public func series(of component: OrderParameterComponent, adding members: [Int])
    -> OrderParameterSeries
  {
    var series = component.series
    let known = Set(series.points.map(\.measurement))
    let kind = series.kind
    let norm = kind == .strain ? 1 : Double(cell.primitiveCellCount).squareRoot()
    for member in members.map({ self.members[$0] }) where !known.contains(member.measurement) {
      func along(_ field: DistortionField) -> Double {
        field.restricted(to: kind).dot(component.direction) / norm
      }
      series.points.append(
        OrderParameterSeries.Point(
          temperature: member.temperature, value: along(member.field),
          standardUncertainty: member.standardUncertainty(of: along), isDistorted: true,
          measurement: member.measurement))
    }
    series.points.sort { ($0.temperature, $0.measurement) < ($1.temperature, $1.measurement) }
    return series
  }
}

/// From where the displacement of an atom is measured that is disordered over several near positions in
/// the parent.
public enum SplitSiteTreatment: Sendable, Hashable {
  /// From the position that the child occupies; the choice between positions is a change of occupancy.
  case positions
  /// From the centroid of the positions, which then hold one atom.
  case centroid
}

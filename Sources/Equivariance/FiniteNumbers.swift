// Numbers that are NaN or infinite are refused where they enter, since no layer can say later where
// they came from.

extension [Double] {
  /// The first element that is NaN or infinite.
  var firstIndexNotFinite: Int? {
    Double.isFinite(self) ? nil : firstIndex { !$0.isFinite }
  }

  /// Stops with the place of the first element that is NaN or infinite.
  func requireFinite(_ what: String) {
    guard let index = firstIndexNotFinite else { return }
    preconditionFailure("\(what) \(index) is \(self[index]): expected a finite number")
  }
}

// Numbers that are NaN or infinite are refused where they enter, since no layer can say later where
// they came from:
//
//  - what reads structures, and prepared networks, throw an `EquivarianceError`;
//  - layers, functions of a distance and optimisers stop the program, with the place of the number,
//    as they do for a wrong shape: what they are given was computed by the caller. The message is
//    printed in optimised builds too, where that of a precondition is not.
//
// Where finite numbers have no finite result the program stops with the place in the result. Where
// there is a limit, as at atoms in the same place or at the cutoff, the limit is returned.

import PhaseFitNumerics

extension Array where Element: KernelScalar {
  /// The first element that is NaN or infinite.
  var firstIndexNotFinite: Int? {
    Element.isFinite(self) ? nil : firstIndex { !$0.isFinite }
  }

  /// Stops with the place of the first element that is NaN or infinite.
  func requireFinite(_ what: String) {
    guard let index = firstIndexNotFinite else { return }
    fatalError("\(what) \(index) is \(self[index]): expected a finite number")
  }

  /// The array itself, a result of finite numbers.
  func finiteResult(_ what: String = "output") -> [Element] {
    guard let index = firstIndexNotFinite else { return self }
    fatalError(
      "\(what) \(index) is \(self[index]): expected a finite number; features or weights are too "
        + "large")
  }
}

extension Double {
  /// Stops where the number is NaN or infinite.
  func requireFinite(_ what: String) {
    guard !isFinite else { return }
    fatalError("\(what) is \(self): expected a finite number")
  }
}

extension Vector3 {
  /// Stops where a component is NaN or infinite.
  func requireFinite(_ what: String) {
    guard !(x.isFinite && y.isFinite && z.isFinite) else { return }
    fatalError("\(what) is \(self): expected three finite numbers")
  }

  /// The direction and the length, nil at the origin.
  ///
  /// Squares of very long and very short vectors leave the range of numbers: these are scaled.
  var polar: (direction: Vector3, radius: Double)? {
    let radius = length(self)
    if radius > 1e-150 && radius < 1e150 { return (self / radius, radius) }
    let largest = Swift.max(abs(x), abs(y), abs(z))
    guard largest > 0 else { return nil }
    let scaled = self / largest
    let part = length(scaled)
    return (scaled / part, largest * part)
  }
}

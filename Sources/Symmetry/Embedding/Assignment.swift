/// The cheapest one-to-one assignment of rows to columns (Hungarian method with potentials).
///
/// Minimises `Σᵢ cost[i][σ(i)]` over injective σ.
///
/// - Parameter cost: rows × columns, rows ≤ columns; `.infinity` forbids a pair.
/// - Returns: the column of each row, or nil where no finite assignment exists.
/// - Complexity: O(rows² · columns).
/// - Source: H. W. Kuhn, Naval Research Logistics Quarterly 2, 83–97 (1955), in the shortest
///   augmenting path form.
func cheapestAssignment(_ cost: [[Double]]) -> [Int]? {
  let rows = cost.count
  guard let columns = cost.first?.count else { return [] }
  guard rows <= columns else { return nil }
  // Index 0 of rows and columns is a sentinel.
  var rowPotential = [Double](repeating: 0, count: rows + 1)
  var columnPotential = [Double](repeating: 0, count: columns + 1)
  var rowOfColumn = [Int](repeating: 0, count: columns + 1)
  var previous = [Int](repeating: 0, count: columns + 1)
  for row in 1...rows {
    rowOfColumn[0] = row
    var current = 0
    var slack = [Double](repeating: .infinity, count: columns + 1)
    var visited = [Bool](repeating: false, count: columns + 1)
    repeat {
      visited[current] = true
      let active = rowOfColumn[current]
      var step = Double.infinity
      var next = 0
      for column in 1...columns where !visited[column] {
        let reduced =
          cost[active - 1][column - 1] - rowPotential[active] - columnPotential[column]
        if reduced < slack[column] {
          slack[column] = reduced
          previous[column] = current
        }
        if slack[column] < step {
          step = slack[column]
          next = column
        }
      }
      guard step < .infinity else { return nil }
      for column in 0...columns {
        if visited[column] {
          rowPotential[rowOfColumn[column]] += step
          columnPotential[column] -= step
        } else {
          slack[column] -= step
        }
      }
      current = next
    } while rowOfColumn[current] != 0
    while current != 0 {
      rowOfColumn[current] = rowOfColumn[previous[current]]
      current = previous[current]
    }
  }
  var result = [Int](repeating: -1, count: rows)
  for column in 1...columns where rowOfColumn[column] > 0 {
    result[rowOfColumn[column] - 1] = column - 1
  }
  return result
}

// What the sweep model finds in sweeps with known truth.
//
//     swift run -c release --package-path Benchmarks Selection [PART OF A CASE'S NAME] [SEEDS]
//     swift run -c release --package-path Benchmarks Selection prediction [SEEDS] [PART OF A NAME]
//     swift run -c release --package-path Benchmarks Selection first-order [SEEDS]

let arguments = Array(CommandLine.arguments.dropFirst())
let seeds = arguments.count > 1 ? UInt64(arguments[1]) ?? 5 : 5
switch arguments.first {
case "prediction":
  try PredictionTable.run(seeds: seeds, filter: arguments.count > 2 ? arguments[2] : "")
case "first-order": try FirstOrderTable.run(seeds: seeds)
case let filter: try SelectionTable.run(filter ?? "", seeds: seeds)
}

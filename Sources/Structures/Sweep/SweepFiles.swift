import Foundation

/// Which files a sweep consists of.
///
/// - A folder means its own files, and its sub-folders `heating` and `cooling` as branches.
/// - Where it has none of these, each direct sub-folder is a run of its own, with the same branches.
/// - Other sub-folders are named in a diagnostic and left out, unless the search is recursive: then
///   every folder below is a run, named by its path.
struct SweepFiles {
  /// A file to read.
  struct File {
    /// The path to open.
    var path: String
    /// The name for messages and reports, relative to the sweep where it lies inside it.
    var name: String
    var run: String?
    var branch: StructureMeasurement.Branch?
    /// The bytes, where they are in memory already.
    var bytes: [UInt8]?
  }

  var files: [File] = []
  var diagnostics: [Diagnostic] = []
  private let isRecursive: Bool
  private var ignored: [String] = []
  private var seen: Set<String> = []
  private var noted: Set<String> = []

  /// Finds the files behind some paths.
  ///
  /// - Throws: `SweepError` where a path does not exist or a folder cannot be listed.
  init(paths: [String], isRecursive: Bool) throws(SweepError) {
    self.isRecursive = isRecursive
    let isList = paths.count > 1
    let lasts = paths.map(Self.lastComponent)
    let areDistinct = Set(lasts).count == lasts.count
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw SweepError(
          .noSuchInput,
          "\(path): there is no such file or folder: expected a folder, files of structures, or "
            + "one file of several.")
      }
      if isFolder.boolValue {
        let prefix = areDistinct ? Self.lastComponent(path) : path
        try addFolder(path, prefix: isList ? prefix : nil)
      } else {
        let name = isList ? path : Self.lastComponent(path)
        let parent = (path as NSString).deletingLastPathComponent
        add(path, name: name, run: nil, branch: Self.branch(ofFolder: Self.lastComponent(parent)))
      }
    }
    noteIgnored()
  }

  /// The name of a sweep: of its folder, of its one file, or of the folder all files share.
  static func name(of paths: [String]) -> String {
    let absolute = paths.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    guard let first = absolute.first else { return "sweep" }
    if absolute.count == 1 {
      let last = lastComponent(first)
      guard isStructure(last) else { return last }
      let stem = StructureFormat.stem(of: last)
      return stem.isEmpty ? last : stem
    }
    var shared = (first as NSString).deletingLastPathComponent.split(separator: "/")
    for path in absolute.dropFirst() {
      let folder = (path as NSString).deletingLastPathComponent.split(separator: "/")
      shared = Array(zip(shared, folder).prefix { $0 == $1 }.map(\.0))
    }
    return shared.last.map(String.init) ?? "sweep"
  }

  // MARK: - Folders

  private struct Listing {
    var files: [String] = []
    var folders: [String] = []
  }

  private mutating func addFolder(_ path: String, prefix: String?) throws(SweepError) {
    if isRecursive {
      try addTree(path, relative: "", prefix: prefix)
      return
    }
    let top = try list(path)
    let branches = top.folders.filter { Self.branch(ofFolder: $0) != nil }
    var hasOwn = !top.files.isEmpty
    for branch in branches {
      hasOwn = try !list(Self.join(path, branch)).files.isEmpty || hasOwn
    }
    guard !hasOwn else {
      try addRun(path, listing: top, relative: "", run: prefix, prefix: prefix)
      return
    }
    if try addMembers(path, folders: top.folders, prefix: prefix) { return }
    for folder in top.folders {
      let inner = Self.join(path, folder)
      let run = prefix.map { "\($0)/\(folder)" } ?? folder
      try addRun(inner, listing: try list(inner), relative: folder, run: run, prefix: prefix)
    }
  }

  /// Adds sub-folders as members of one sweep, where each holds one structure and is named by a
  /// temperature: `100K/CONTCAR`, `200K/CONTCAR`.
  ///
  /// - Returns: whether they are such.
  private mutating func addMembers(
    _ path: String, folders: [String], prefix: String?
  ) throws(SweepError) -> Bool {
    guard folders.count > 1, folders.allSatisfy({ TemperatureInName($0).only != nil }) else {
      return false
    }
    var members: [(folder: String, file: String)] = []
    for folder in folders {
      let files = try list(Self.join(path, folder)).files
      guard files.count == 1 else { return false }
      members.append((folder, files[0]))
    }
    for (folder, file) in members {
      add(
        Self.join(Self.join(path, folder), file),
        name: Self.join(prefix ?? "", Self.join(folder, file)), run: prefix, branch: nil)
    }
    return true
  }

  /// The own files of a folder and those of its branches.
  private mutating func addRun(
    _ path: String, listing: Listing, relative: String, run: String?, prefix: String?
  ) throws(SweepError) {
    for file in listing.files {
      add(
        Self.join(path, file), name: Self.join(prefix ?? "", Self.join(relative, file)), run: run,
        branch: nil)
    }
    var leftOut: [String] = []
    for folder in listing.folders {
      let inner = Self.join(path, folder)
      guard let branch = Self.branch(ofFolder: folder) else {
        if try holdsStructures(inner) { leftOut.append(Self.join(relative, folder)) }
        continue
      }
      let deeper = try list(inner)
      for file in deeper.files {
        let local = Self.join(Self.join(relative, folder), file)
        add(
          Self.join(inner, file), name: Self.join(prefix ?? "", local), run: run, branch: branch)
      }
      for below in deeper.folders where try holdsStructures(Self.join(inner, below)) {
        leftOut.append(Self.join(Self.join(relative, folder), below))
      }
    }
    if !leftOut.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, code: "folders-left-out",
          message: "sub-folders with structures were left out: "
            + "\(leftOut.joined(separator: ", ")); name them, or give --recursive.", file: path))
    }
  }

  private mutating func addTree(
    _ path: String, relative: String, prefix: String?
  ) throws(SweepError) {
    let listing = try list(path)
    var components = relative.split(separator: "/").map(String.init)
    let branch = components.last.flatMap(Self.branch)
    if branch != nil { components.removeLast() }
    let run = [prefix].compactMap { $0 } + components
    for file in listing.files {
      add(
        Self.join(path, file), name: Self.join(prefix ?? "", Self.join(relative, file)),
        run: run.isEmpty ? nil : run.joined(separator: "/"), branch: branch)
    }
    for folder in listing.folders where isNew(Self.join(path, folder)) {
      try addTree(Self.join(path, folder), relative: Self.join(relative, folder), prefix: prefix)
    }
  }

  /// Whether a folder or one below it has structure files; links are not followed.
  private func holdsStructures(_ path: String) throws(SweepError) -> Bool {
    guard let walker = FileManager.default.enumerator(atPath: path) else { return false }
    for case let entry as String in walker where Self.isStructure(entry) {
      if !entry.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return true }
    }
    return false
  }

  /// The structure files and folders of a folder, sorted; hidden ones are left out.
  private mutating func list(_ path: String) throws(SweepError) -> Listing {
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw SweepError(
        .unreadable, "\(path): the folder cannot be listed: expected permission to read it.")
    }
    var listing = Listing()
    for entry in entries.sorted() where !entry.hasPrefix(".") {
      var isFolder: ObjCBool = false
      let inner = Self.join(path, entry)
      let exists = FileManager.default.fileExists(atPath: inner, isDirectory: &isFolder)
      if exists && isFolder.boolValue {
        listing.folders.append(entry)
      } else if Self.isStructure(entry) {
        listing.files.append(entry)
      } else if !ignored.contains(inner) {
        ignored.append(inner)
      }
    }
    listing.files = bestOfEach(listing.files, in: path)
    return listing
  }

  /// Of several files of one structure (`a.cif`, `a.res`, `a.ins`; `POSCAR`, `CONTCAR`) the one that
  /// holds most.
  private mutating func bestOfEach(_ files: [String], in folder: String) -> [String] {
    let groups = Dictionary(grouping: files) { file in
      // Two CIFs of one name differ in nothing but the case of the extension: both are read.
      StructureFormat(fileName: file) == .xdatcar
        ? "xdatcar \(file)" : StructureFormat.stem(of: file)
    }
    guard groups.count < files.count else { return files }
    return files.filter { file in
      let key =
        StructureFormat(fileName: file) == .xdatcar
        ? "xdatcar \(file)" : StructureFormat.stem(of: file)
      let rank = StructureFormat.rank(of: file)
      guard let better = groups[key]?.first(where: { StructureFormat.rank(of: $0) > rank }) else {
        return true
      }
      if noted.insert(Self.join(folder, file)).inserted {
        diagnostics.append(
          Diagnostic(
            .note, code: "other-file-of-structure",
            message: "the file was passed over for \(better), which holds the same structure; name "
              + "it on the command line to read it.", file: file))
      }
      return false
    }
  }

  // MARK: - Files

  private mutating func add(
    _ path: String, name: String, run: String?, branch: StructureMeasurement.Branch?
  ) {
    guard isNew(path) else {
      diagnostics.append(
        Diagnostic(
          .note, code: "same-file", message: "the file was met twice and read once.", file: name))
      return
    }
    files.append(File(path: path, name: name, run: run, branch: branch))
  }

  /// Whether a path, with its links resolved, was not met before.
  private mutating func isNew(_ path: String) -> Bool {
    seen.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted
  }

  private mutating func noteIgnored() {
    let packed = ignored.filter { name in
      let packing = (name as NSString).pathExtension.lowercased()
      return ["gz", "bz2", "xz", "zip", "zst"].contains(packing)
        && Self.isStructure((name as NSString).deletingPathExtension)
    }
    if !packed.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, code: "compressed-files",
          message: "\(packed.count) compressed file(s) were left out "
            + "(\(Self.lastComponent(packed[0])), …); unpack them first."))
    }
    let others = ignored.count - packed.count
    if others > 0 {
      let first = ignored.first { !packed.contains($0) }.map(Self.lastComponent) ?? ""
      diagnostics.append(
        Diagnostic(
          .note, code: "other-files",
          message: "\(others) file(s) that hold no structures were passed over (\(first)"
            + "\(others > 1 ? ", …" : ""))."))
    }
  }

  static func isStructure(_ name: String) -> Bool {
    StructureFormat(fileName: name) != nil
  }

  static func branch(ofFolder name: String) -> StructureMeasurement.Branch? {
    StructureMeasurement.Branch(rawValue: name.lowercased())
  }

  static func lastComponent(_ path: String) -> String {
    let trimmed = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    if trimmed == "." || trimmed == ".." || trimmed.hasSuffix("/.") || trimmed.hasSuffix("/..") {
      return URL(fileURLWithPath: trimmed).standardizedFileURL.lastPathComponent
    }
    return (trimmed as NSString).lastPathComponent
  }

  private static func join(_ folder: String, _ name: String) -> String {
    if folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}

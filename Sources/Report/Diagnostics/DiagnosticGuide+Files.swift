// Codes of reading: files, sweeps, temperatures, sites.

extension DiagnosticGuide {
  /// Codes of one file that could not be read.
  static let files: [DiagnosticGuide] = [
    DiagnosticGuide(
      "unreadable", "The file cannot be opened or read",
      meaning: "The operating system refused the file; its reason stands in the message.",
      effect: "The file is left out of the sweep, and counted.",
      remedy: "Check the path, the permissions and whether the disk can be read."),
    DiagnosticGuide(
      "not-a-cif", "The bytes are not those of a CIF",
      meaning: "The file is binary, in another encoding, or has no data block.",
      effect: "The file is left out of the sweep, and counted.",
      remedy: "Export the structure again as CIF, as UTF-8 text with a `data_` heading."),
    DiagnosticGuide(
      "not-utf8", "Text that is not UTF-8",
      meaning: "Some bytes are no UTF-8; they were read as Latin-1.",
      effect: "Names of authors and titles may look wrong. Numbers are not touched.",
      remedy: "Save the file as UTF-8 where names look wrong."),
    DiagnosticGuide(
      "too-long", "A line or a text is longer than is allowed",
      meaning: "One line or one text field exceeds the limit stated in the message. Files of that "
        + "kind are damaged or were made to exhaust memory.",
      effect: "The file is left out of the sweep, and counted.",
      remedy: "Look at the line named; a lost line break or quotation mark is the usual cause."),
    DiagnosticGuide(
      "unterminated", "A quoted string, text field, list or table does not end",
      meaning: "The opening mark stands at the line named, and no closing mark follows.",
      effect: "The block is left out of the sweep, and counted.",
      remedy: "Close it. A text field ends with a semicolon in the first column of a line."),
    DiagnosticGuide(
      "unexpected-token", "Something stands where the grammar does not allow it",
      meaning: "A value without a tag, a reserved word, or a heading in the wrong place.",
      effect: "The block is left out of the sweep, and counted.",
      remedy: "Correct the line named. Values that contain blanks need quotation marks."),
    DiagnosticGuide(
      "missing-value", "A tag has no value",
      meaning: "The tag is followed by another tag or by the end of the file.",
      effect: "The block is left out of the sweep, and counted.",
      remedy: "Write the value, or `?` where it is unknown."),
    DiagnosticGuide(
      "truncated-loop", "A loop's values do not fill its rows",
      meaning: "The number of values is no multiple of the number of tags: a value is missing, is "
        + "too many, or contains a blank without quotation marks.",
      effect: "The block is left out of the sweep, and counted: shifted columns would give wrong "
        + "structures.",
      remedy: "Count the values of the rows near the line named."),
    DiagnosticGuide(
      "duplicate-tag", "A tag occurs twice in one block",
      meaning: "CIF allows each tag once. A block that was edited or joined by hand is the usual "
        + "cause.",
      effect: "The first value counts; a note where both are equal, a warning where they differ.",
      remedy: "Remove the wrong one."),
    DiagnosticGuide(
      "duplicate-block", "Two blocks of one file have one name",
      meaning: "Headings of blocks should differ, as tables of temperatures name them.",
      effect: "Both are read. A table row with this name holds for both.",
      remedy: "Rename one of them."),
    DiagnosticGuide(
      "empty-loop", "A loop without values",
      meaning: "Its tags are listed and no row follows.",
      effect: "None, unless the columns are needed.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "odd-number", "A number in an unusual spelling",
      meaning: "The value can be read as a number, though not in the spelling that CIF prescribes: "
        + "a missing parenthesis, a decimal comma.",
      effect: "The number is used as the message says.",
      remedy: "Check it, as a digit may be lost."),
    DiagnosticGuide(
      "two-uncertainties", "A value states two different uncertainties",
      meaning: "One stands in parentheses, another in the separate item that ends in `_su`.",
      effect: "The one in parentheses is used.",
      remedy: "Correct the file where the other is right."),
    DiagnosticGuide(
      "bad-number", "A value should be a number and is not, or lies outside its range",
      meaning: "A cell length, angle, coordinate, occupancy or displacement parameter cannot be "
        + "used as written.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "Correct the value named. Uncertainties stand in parentheses: `0.5123(4)`."),
    DiagnosticGuide(
      "missing-item", "An item that a structure needs is absent",
      meaning: "A cell parameter or a column of the atom sites is not there.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "Add the item named in the message."),
    DiagnosticGuide(
      "bad-cell", "The unit cell encloses no volume",
      meaning: "The lengths and angles as printed describe no cell.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "Correct the cell; two angles in the wrong columns are the usual cause."),
    DiagnosticGuide(
      "bad-site", "A site cannot be used",
      meaning: "A site has no coordinates that are numbers, or two atoms share one spot.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "Correct or remove the site named."),
    DiagnosticGuide(
      "unknown-element", "No element could be told from a site",
      meaning: "Neither the type symbol nor the label of the site begins with an element.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "State `_atom_site_type_symbol` for the site."),
    DiagnosticGuide(
      "bad-temperature", "A temperature below absolute zero",
      meaning: "The item of the temperature holds a negative number of kelvins; degrees Celsius "
        + "are the usual cause.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "State the temperature in kelvins, in the file or with `--temperatures`."),
    DiagnosticGuide(
      "magnetic", "A magnetic structure",
      meaning: "The block has magnetic symmetry or moments. Their order parameters change sign "
        + "under time reversal and are outside what phasefit computes.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "Give the nuclear structure, if its distortion is what you ask about."),
    DiagnosticGuide(
      "modulated", "A modulated structure",
      meaning: "The block has a modulation wave or a superspace group. Only commensurate "
        + "superstructures, written with all their atoms, can be analysed.",
      effect: "The structure is left out of the sweep, and counted.",
      remedy: "Give a commensurate approximant as an ordinary CIF."),
    DiagnosticGuide(
      "no-sites", "No block has atom sites",
      meaning: "The file is a CIF without a structure: reflections, a powder pattern, or a heading "
        + "only.",
      effect: "The file is left out of the sweep, and counted.",
      remedy: "Give the file that holds the refined structure."),
  ]

  /// Codes of a sweep and its temperatures.
  static let sweeps: [DiagnosticGuide] = [
    DiagnosticGuide(
      "block-without-sites", "A block without atom sites",
      meaning: "Programs write general and powder blocks beside the structures.",
      effect: "None: the block is passed over, and named so that nothing vanishes in silence.",
      remedy: "Nothing, unless the block should hold a structure."),
    DiagnosticGuide(
      "same-file", "A file was met twice",
      meaning: "Two paths of the command line, or a link, lead to one file.",
      effect: "The file is read once.",
      remedy: "Nothing, unless two different files were meant."),
    DiagnosticGuide(
      "same-contents", "Two files are the same byte for byte",
      meaning: "A copy under another name is in the sweep.",
      effect: "Both are read, so that this structure counts twice in fits.",
      remedy: "Remove one of them, or correct the one that was copied by mistake."),
    DiagnosticGuide(
      "other-files", "Files that are no structures",
      meaning: "The folder holds files of kinds that are not read as structures.",
      effect: "They are passed over.",
      remedy: "Nothing, unless one of them should have been read: then name it, or change its "
        + "suffix to that of its format."),
    DiagnosticGuide(
      "compressed-files", "Compressed files",
      meaning: "The folder holds archives or compressed structures.",
      effect: "They are left out.",
      remedy: "Unpack them first."),
    DiagnosticGuide(
      "folders-left-out", "Sub-folders with structures",
      meaning: "A folder stands for its own files. Sub-folders are read only where the folder has "
        + "no structure itself, or where they are called `heating` and `cooling`.",
      effect: "The structures of the sub-folders named are not part of the sweep.",
      remedy: "Name the sub-folder as the sweep, or give `--recursive` to read all of them."),
    DiagnosticGuide(
      "temperature-conflict", "Two sources state different temperatures",
      meaning: "A temperature can stand in the items `_diffrn_ambient_temperature` and "
        + "`_cell_measurement_temperature`, in the name of the block or file, and in the table of "
        + "`--temperatures`. Two of them disagree by more than their digits explain.",
      effect: "The table counts before the items, the items before names, and the item of the "
        + "diffraction experiment before that of the cell.",
      remedy: "Look which one is right; `--temperatures` overrides all others."),
    DiagnosticGuide(
      "temperature-of-other-block", "The temperature stands in another block",
      meaning: "The structure's own block has no temperature; a block without sites in the same "
        + "file has one.",
      effect: "That temperature is used.",
      remedy: "Nothing, unless the file mixes several experiments."),
    DiagnosticGuide(
      "constant-temperature", "Every structure states one temperature, the names others",
      meaning: "Some refinement programs write a default of 293 or 296 K where none was given.",
      effect: "The value of the item was used, which makes the sweep one of a single temperature.",
      remedy: "State the temperatures with `--temperatures FILE`, a table of file and kelvins."),
    DiagnosticGuide(
      "unused-table-row", "A row of the table of temperatures fits no structure",
      meaning: "No file, or no block of it, has the name in the row, or a row that names it more "
        + "exactly holds instead.",
      effect: "The row has no effect.",
      remedy: "Check its spelling against `phasefit inspect`."),
    DiagnosticGuide(
      "table-row-shared", "One row of the table holds for several files",
      meaning: "Files of one name lie in several folders, and the row names them without a folder.",
      effect: "All of them get its temperature.",
      remedy: "Name them by their paths where they differ."),
    DiagnosticGuide(
      "no-su", "No standard uncertainties",
      meaning: "The source states none of its cell or coordinates, or a table none of its values.",
      effect: "Fits are unweighted, and uncertainties come from the scatter about the fit. The "
        + "tolerance of the symmetry search is half the last printed digit.",
      remedy: "Use the files of the refinement, which state them; databases often strip them."),
    DiagnosticGuide(
      "noise-from-scatter", "The noise of coordinates was taken from their scatter",
      meaning: "The file lists a supercell of at least sixteen cells of a finer lattice, and atoms "
        + "that this lattice would make equal scatter by more than the standard uncertainties "
        + "stated, or where none are stated than the printed digits, explain. The lower quartile "
        + "over the wave vectors is taken, which order at a few of them does not raise.",
      effect: "The group is sought within the scatter, so that noise makes no phase. Stated "
        + "uncertainties of positions are multiplied by the same factor; none are made up where "
        + "none are stated. Cells without uncertainties take theirs from their scatter over "
        + "temperature.",
      remedy: "Give standard uncertainties, the trajectory itself, or averages of longer runs. "
        + "Where the atoms are meant to differ in every cell, as in a disordered structure, the "
        + "group found is that of its average."),
    DiagnosticGuide(
      "volume-outlier", "A volume far from those of the other structures",
      meaning: "The volume per atom of one structure lies far from the line through the others "
        + "over temperature.",
      effect: "None: the structure is used as it is. Its strain is wrong where the cell is.",
      remedy: "Compare the cell with the publication: digits are often exchanged. Correct the "
        + "file, or take it out of the sweep. A large volume step at a transition of first order "
        + "needs no remedy."),
    DiagnosticGuide(
      "too-few-structures", "Too few structures for a sweep",
      meaning: "Fewer than two temperatures are left, after all that could not be used.",
      effect: "Structures and groups are reported; there is no transition to analyse.",
      remedy: "See the reasons for what was left out. For one pair of structures use `phasefit "
        + "decompose`."),
  ]

  /// Codes of atom sites and the symmetry a file declares.
  static let sites: [DiagnosticGuide] = [
    DiagnosticGuide(
      "site-empty", "A site of occupancy 0",
      meaning: "The refinement lists a position that holds no atom.",
      effect: "The site is left out.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "sites-merged", "Positions nearer than an experiment can separate are one",
      meaning: "Two sites, or images of one, are a few hundredths of an ångström apart and their "
        + "occupancies add up to one atom at most: a split atom or a mixed site.",
      effect: "One position at their mean, weighted by occupancy, carries the sum. The "
        + "splitting is not a distortion of the average structure.",
      remedy: "Where the splitting is what you ask about, refine a structure of lower symmetry "
        + "with one of the positions."),
    DiagnosticGuide(
      "special-position-approximate", "A site beside a special position",
      meaning: "An image of the site lies nearer to it than two atoms can, by more than the "
        + "printed digits explain: 0.333 printed for 1/3, or a typing error.",
      effect: "The site is placed on the special position.",
      remedy: "Print one more digit, or correct the coordinate."),
    DiagnosticGuide(
      "symmetry-missing", "No symmetry is declared",
      meaning: "The file has neither operations nor a space-group name that is known.",
      effect: "The sites are read as those of P1; the group is found from the atoms.",
      remedy: "Add the operations where the file lists only an asymmetric unit: without them atoms "
        + "are missing."),
    DiagnosticGuide(
      "symmetry-name-unknown", "A space-group name that is not known",
      meaning: "The symbol or number is not among the spellings of the 230 groups.",
      effect: "It is not used; the operations or another name of the file count.",
      remedy: "Correct the name, or give the operations."),
    DiagnosticGuide(
      "symmetry-setting-ambiguous", "The name leaves the setting open",
      meaning: "Several origins or axes have the name, and the file lists no operations.",
      effect:
        "One of them, named in the message, was taken. A wrong origin gives a wrong structure.",
      remedy: "State the symmetry operations in the file."),
    DiagnosticGuide(
      "symmetry-operations-repeated", "Symmetry operations are listed twice",
      meaning: "Some operations are equal up to a lattice translation.",
      effect: "Each counts once.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "symmetry-completed", "The listed operations were completed",
      meaning: "The list is no group, or lacks the centring translations that the name implies.",
      effect: "The group that the operations generate is used.",
      remedy: "Compare the number of atoms in the cell with the formula."),
    DiagnosticGuide(
      "symmetry-disagreement", "Operations and names declare different groups",
      meaning: "The file contradicts itself.",
      effect: "The operations count before the Hall symbol, that before the name and number.",
      remedy: "Check the number of atoms in the cell with the formula."),
    DiagnosticGuide(
      "cell-symmetry-mismatch", "The cell does not quite have its symmetry",
      meaning: "Lengths or angles differ from what the declared group demands by more than their "
        + "digits explain.",
      effect: "The mean cell that has the symmetry is used.",
      remedy: "Correct the cell, or declare the lower symmetry if it is real."),
    DiagnosticGuide(
      "invalid-operation", "A text that is no symmetry operation",
      meaning: "An entry such as `x,y,-z+1/2` was expected.",
      effect: "The structure is left out.",
      remedy: "Correct the operation named."),
    DiagnosticGuide(
      "not-a-group", "The operations generate no space group",
      meaning: "Their products never close: a sign, or a matrix with a determinant other than ±1.",
      effect: "The structure is left out.",
      remedy: "Correct the list of operations, or remove it and give the name."),
    DiagnosticGuide(
      "unknown-group", "A name or number of no space group",
      meaning: "A Hall symbol, Hermann–Mauguin symbol or number cannot be interpreted.",
      effect: "The structure is left out.",
      remedy: "Correct it, or list the symmetry operations."),
    DiagnosticGuide(
      "incompatible-cell", "The symmetry does not allow the cell",
      meaning: "The cell is strained against the declared group by per cents: another setting, or "
        + "axes in another order.",
      effect: "The structure is left out.",
      remedy: "Correct the cell or the symmetry."),
    DiagnosticGuide(
      "impossible-cell", "A cell that does not exist",
      meaning: "Its volume is zero or its angles cannot meet in space.",
      effect: "The structure is left out.",
      remedy: "Correct the cell parameters."),
    DiagnosticGuide(
      "atoms-too-close", "Two atoms nearer than atoms can be",
      meaning: "The distance in the message is shorter than any bond, and the occupancies add up "
        + "to more than one atom. Wrong symmetry or a wrong origin is the usual cause.",
      effect: "The structure is left out.",
      remedy: "Check the symmetry operations and the coordinates of the sites named."),
    DiagnosticGuide(
      "occupancy-too-large", "More than one atom on one position",
      meaning: "Occupancies on one position add up to more than one.",
      effect: "The structure is left out.",
      remedy: "Correct the occupancies; SHELX files multiply them by the site symmetry."),
    DiagnosticGuide(
      "invalid-sites", "No sites, or coordinates that are no numbers",
      meaning: "The structure has no position that could be expanded.",
      effect: "The structure is left out.",
      remedy: "Correct or remove the site named."),
  ]
}

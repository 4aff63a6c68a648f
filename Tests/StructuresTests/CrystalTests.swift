import Foundation
import PhaseFitStructures
import Testing

@Suite("The third layer: blocks to crystals")
struct CrystalTests {
  @Test("dotted tags, separate uncertainties and fractions read as the older form does")
  func dotted() throws {
    let old = try crystal(
      """
      data_a
      _cell_length_a 5.1(2) _cell_length_b 6.0(1) _cell_length_c 7.00(3)
      _cell_angle_alpha 90 _cell_angle_beta 100.0(5) _cell_angle_gamma 90
      _symmetry_space_group_name_H-M 'P 21/c' _symmetry_Int_Tables_number 14
      loop_ _symmetry_equiv_pos_as_xyz x,y,z '-x, y+1/2, -z+1/2'
      loop_ _atom_site_label _atom_site_type_symbol _atom_site_fract_x _atom_site_fract_y
      _atom_site_fract_z
      W1 W 0.123(4) 1/3 0.5
      """
    ).crystal
    let new = try crystal(
      """
      #\\#CIF_2.0
      data_a
      _cell.length_a 5.1 _cell.length_a_su 0.2 _cell.length_b 6.0(1) _cell.length_c 7.00(3)
      _cell.angle_alpha 90 _cell.angle_beta 100.0(5) _cell.angle_gamma 90
      _space_group.name_H-M_alt 'P 21/c' _space_group.IT_number 14
      loop_ _space_group_symop.id _space_group_symop.operation_xyz
      1 x,y,z 2 '-x, y+1/2, -z+1/2'
      loop_ _atom_site.label _atom_site.type_symbol _atom_site.fract_x _atom_site.fract_x_su
      _atom_site.fract_y _atom_site.fract_z
      W1 W 0.123 0.004 1/3 0.5
      """
    ).crystal
    #expect(new.cell == old.cell)
    #expect(new.sites[0].position == old.sites[0].position)
    #expect(new.declaredSymmetry.operations == ["x,y,z", "-x, y+1/2, -z+1/2"])
    #expect(old.declaredSymmetry.operations == new.declaredSymmetry.operations)
    #expect(new.declaredSymmetry.hermannMauguin == "P 21/c")
    #expect(new.declaredSymmetry.number == 14)
    #expect(new.sites[0].position[1] == MeasuredValue(1.0 / 3))
  }

  @Test("an uncertainty stated twice and differently is noted; the parentheses win")
  func twoUncertainties() throws {
    let (found, diagnostics) = try crystal(smallCIF(items: "_cell_length_a_su 0.004"))
    #expect(found.cell.lengths[0].standardUncertainty == 0.001)
    #expect(diagnostics.map(\.code) == ["two-uncertainties"])
    #expect(try crystal(smallCIF(items: "_cell_length_a_su 0.0012")).diagnostics.isEmpty)
  }

  @Test(
    "the element of a type symbol",
    arguments: [
      ("Ti4+", "Ti", nil), ("O2-", "O", nil), ("Fe3+", "Fe", nil), ("Na1", "Na", nil),
      ("CA", "Ca", nil), ("ti", "Ti", nil), ("D", "H", 2), ("T", "H", 3), ("57Fe", "Fe", 57),
      ("2H", "H", 2), ("O-2", "O", nil), ("Fe(3+)", "Fe", nil), ("H", "H", nil),
    ] as [(String, String, Int?)])
  func typeSymbols(symbol: String, element: String, mass: Int?) throws {
    let site = try crystal(smallCIF(sites: "X1 \(symbol) 0 0 0")).crystal.sites[0]
    #expect(site.element == Element(symbol: element))
    #expect(site.massNumber == mass)
  }

  @Test(
    "the element of a label, and whether it was assumed",
    arguments: [
      ("Ca2A", "Ca", nil, false), ("OW1", "O", nil, true), ("Ow", "O", nil, true),
      ("WAT", "O", nil, true), ("D3", "H", 2, false), ("O", "O", nil, false),
      ("CaM1", "Ca", nil, false), ("NaA", "Na", nil, false), ("OAA", "O", nil, true),
      ("ALT", "Al", nil, true), ("Oh1", "O", nil, true), ("K", "K", nil, false),
    ] as [(String, String, Int?, Bool)])
  func labels(label: String, element: String, mass: Int?, isAssumed: Bool) throws {
    let (found, diagnostics) = try crystal(smallCIF(sites: "\(label) ? 0 0 0"))
    #expect(found.sites[0].element == Element(symbol: element))
    #expect(found.sites[0].massNumber == mass)
    #expect(diagnostics.contains { $0.code == "assumed-element" } == isAssumed)
  }

  @Test("labels that name no element for certain are refused", arguments: ["T1", "M2", "CA1", "X"])
  func ambiguousLabels(label: String) throws {
    let error = try #require(
      cifError { _ = try crystal(smallCIF(sites: "\(label) ? 0 0 0")) })
    #expect(error.code == .unknownElement)
    #expect(error.description.contains(label))
    #expect(error.line == 16)
  }

  @Test(
    "the formula settles an ambiguous label",
    arguments: [("'Ca Ti O3'", "Ca"), ("'C6 H6'", "C"), ("'C2 Ca O4'", nil)] as [(String, String?)])
  func formula(formula: String, element: String?) throws {
    let text = smallCIF(items: "_chemical_formula_sum \(formula)", sites: "CA1 ? 0 0 0")
    let found = try? crystal(text).crystal.sites[0].element.symbol
    #expect(found == element)
  }

  @Test("dummies are left out, absent occupancy is 1, disorder is kept")
  func siteItems() throws {
    let (found, diagnostics) = try crystal(
      """
      data_a
      _cell_length_a 5 _cell_length_b 5 _cell_length_c 5
      _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
      loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
      _atom_site_occupancy _atom_site_calc_flag _atom_site_disorder_group
      O1 0 0 0 ? d .
      O2 0.5 0 0 0.25(3) d 1
      O3 0.5 0.4 0 1.001(2) d -1
      Cg1 ? ? ? . dum .
      """)
    #expect(found.sites.map(\.label) == ["O1", "O2", "O3"])
    #expect(found.sites[0].occupancy == MeasuredValue(1))
    #expect(
      found.sites[1].occupancy == MeasuredValue(0.25, standardUncertainty: 0.03, lastDigit: 0.01))
    #expect(found.sites[2].occupancy.value == 1)
    #expect(found.sites.map(\.disorder?.group) == [nil, "1", "-1"])
    #expect(found.sites.map(\.line) == [6, 7, 8])
    #expect(Set(diagnostics.map(\.code)) == ["dummy-sites", "occupancy-clamped"])
  }

  @Test("U comes from U, else from B, else from the tensor in the metric of the cell")
  func displacements() throws {
    let beta = 110.0
    let (found, _) = try crystal(
      """
      data_a
      _cell_length_a 5 _cell_length_b 6 _cell_length_c 7
      _cell_angle_alpha 90 _cell_angle_beta \(beta) _cell_angle_gamma 90
      loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
      _atom_site_U_iso_or_equiv _atom_site_B_iso_or_equiv
      O1 0 0 0 0.010(1) 5.0
      O2 0.5 0 0 ? 0.790(8)
      O3 0 0.5 0 . .
      O4 0 0 0.5 . .
      loop_ _atom_site_aniso_label _atom_site_aniso_U_11 _atom_site_aniso_U_22
      _atom_site_aniso_U_33 _atom_site_aniso_U_12 _atom_site_aniso_U_13 _atom_site_aniso_U_23
      O3 0.01(1) 0.02 0.03 0 0.004 0
      """)
    #expect(found.sites[0].displacementParameter?.value == 0.01)
    let eightPiSquared = 8 * Double.pi * Double.pi
    let b = try #require(found.sites[1].displacementParameter)
    #expect(abs(b.value - 0.79 / eightPiSquared) < 1e-15)
    #expect(abs((b.standardUncertainty ?? 0) - 0.008 / eightPiSquared) < 1e-15)
    // Monoclinic: U_eq = ⅓ [U22 + (U11 + U33 + 2 U13 cos β) / sin² β].
    let u = try #require(found.sites[2].displacementParameter)
    let angle = beta * Double.pi / 180
    let expected = (0.02 + (0.04 + 0.008 * cos(angle)) / (sin(angle) * sin(angle))) / 3
    #expect(abs(u.value - expected) < 1e-15)
    let uncertainty = 0.01 / (3 * sin(angle) * sin(angle))
    #expect(abs((u.standardUncertainty ?? 0) - uncertainty) < 1e-15)
    #expect(found.sites[3].displacementParameter == nil)
  }

  @Test("tensors in the loop of the sites belong to its labels")
  func tensorsBesideSites() throws {
    let text = smallCIF(sites: "Po1 Po 0 0 0 .01 .02 .03 0 0 0").replacingOccurrences(
      "_atom_site_fract_z",
      "_atom_site_fract_z\n"
        + ["11", "22", "33", "23", "13", "12"].map { "_atom_site_aniso.U_\($0)" }
        .joined(separator: "\n"))
    let u = try #require(try crystal(text).crystal.sites[0].displacementParameter?.value)
    #expect(abs(u - 0.02) < 1e-15)
  }

  @Test("an isotropic tensor gives back its U in any cell")
  func isotropicTensor() throws {
    // U_ij of an isotropic motion is U cos(angle between a*_i and a*_j); hexagonal: ½ for 12.
    let (found, _) = try crystal(
      """
      data_a
      _cell_length_a 5 _cell_length_b 5 _cell_length_c 7
      _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 120
      loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z O1 0 0 0
      loop_ _atom_site_aniso_label _atom_site_aniso_B_11 _atom_site_aniso_B_22
      _atom_site_aniso_B_33 _atom_site_aniso_B_12 _atom_site_aniso_B_13 _atom_site_aniso_B_23
      O1 0.8 0.8 0.8 0.4 0 0
      """)
    let u = try #require(found.sites[0].displacementParameter?.value)
    #expect(abs(u - 0.8 / (8 * Double.pi * Double.pi)) < 1e-16)
  }

  @Test("two atoms on one spot are refused unless they are alternatives")
  func spots() throws {
    let error = try #require(
      cifError { _ = try crystal(smallCIF(sites: "Po1 Po 0 0 0\nPo2 Po 1.0 0 0.001")) })
    #expect(error.code == .badSite)
    #expect(error.line == 17)
    #expect(error.description.contains("Po1 (line 16) and Po2 are on one spot"))
    #expect(throws: Never.self) {
      _ = try crystal(smallCIF(sites: "Po1 Po 0 0 0\nPo2 Po 0.1 0 0"))
      _ = try crystal(
        """
        data_a
        _cell_length_a 5 _cell_length_b 5 _cell_length_c 5
        _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
        loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
        _atom_site_occupancy
        Ca 0 0 0 .25
        Na 0 0 0 .75
        """)
    }
    let three = smallCIF(sites: "Ca Ca 0 0 0 .5 Na Na 0 0 1 .5 K K 1 1 1 .5").replacingOccurrences(
      "_atom_site_fract_z", "_atom_site_fract_z _atom_site_occupancy")
    #expect(cifError { _ = try crystal(three) }?.description.contains("sum to 1.5") == true)
    let groups = smallCIF(sites: "Ca Ca 0 0 0 1 Na Na 0 0 1 2").replacingOccurrences(
      "_atom_site_fract_z", "_atom_site_fract_z _atom_site_disorder_group")
    #expect(cifError { _ = try crystal(groups) } == nil)
  }

  @Test("a name is the mineral or compound, else the block")
  func name() throws {
    #expect(try crystal(smallCIF(block: "b")).crystal.name == "b")
    #expect(
      try crystal(smallCIF(items: "_chemical_name_mineral ?\n_chemical_name_common 'Polonium'"))
        .crystal.name == "Polonium")
  }

  @Test(
    "what cannot be a crystal is refused at its line",
    arguments: [
      ("_cell_length_a 0", StructureFileError.Code.badCell, 2),
      ("_cell_length_a -3", .badCell, 2),
      ("_cell_length_a 3.3A", .badNumber, 2),
      ("_cell_angle_gamma 180", .badCell, 2),
      ("_cell_angle_gamma 0", .badCell, 2),
      ("_cell_length_a ?", .missingItem, 1),
      ("_cell_angle_gamma .", .missingItem, 1),
      ("_cell_modulation_dimension 1", .modulated, 2),
      ("loop_ _cell_wave_vector_seq_id _cell_wave_vector_x 1 0.3", .modulated, 2),
      ("loop_ _space_group_ssg_symop.operation 'x,y,z'", .modulated, 2),
      ("_atom_site_Fourier_wave_vector_seq_id 1", .modulated, 2),
      ("_space_group_magn.number_BNS 62.441", .magnetic, 2),
      ("loop_ _atom_site_moment.label Fe1", .magnetic, 2),
    ])
  func refusals(item: String, code: StructureFileError.Code, line: Int) throws {
    let text = smallCIF().replacingOccurrences("data_x\n", "data_x\n\(item)\n")
    let error = try #require(cifError { _ = try crystal(text) })
    #expect(error.code == code)
    #expect(error.line == line)
  }

  @Test("absent magnetic and modulated items refuse nothing")
  func absentRefusals() throws {
    #expect(throws: Never.self) {
      try crystal(
        smallCIF(items: "_cell_modulation_dimension 0\n_space_group_magn.number_BNS ?"))
    }
  }

  @Test("three angles that close no cell are refused")
  func impossibleAngles() throws {
    for angles in [["60", "60", "120"], ["30", "40", "100"], ["120", "120", "121"]] {
      var text = smallCIF()
      for (name, angle) in zip(["alpha", "beta", "gamma"], angles) {
        text = text.replacingOccurrences("_\(name) 90", "_\(name) \(angle)")
      }
      let error = cifError { _ = try crystal(text) }
      #expect(error?.code == .badCell)
    }
  }

  @Test(
    "a site that is not one is refused with its name",
    arguments: [
      ("Po1 Po 0 ? 0", StructureFileError.Code.badSite, "_atom_site_fract_y of site Po1 is ?"),
      ("Po1 Po 0 0 .", .badSite, "_atom_site_fract_z of site Po1 is ."),
      ("Po1 Po 0.25O 0 0", .badNumber, "_atom_site_fract_x is \"0.25O\" (site Po1)"),
      ("Po1 Po 0 5000 0", .badNumber, "usually between 0 and 1"),
      ("Po1 Xx 0 0 0 Q1 Xx 0 0 0", .unknownElement, "the label Q1"),
    ])
  func badSites(row: String, code: StructureFileError.Code, message: String) throws {
    let error = try #require(cifError { _ = try crystal(smallCIF(sites: row)) })
    #expect(error.code == code)
    #expect(error.line == 16)
    #expect(error.description.contains(message))
  }

  @Test("columns of the sites that differ in length are refused, not indexed")
  func unequalColumns() throws {
    let symbols = "loop_ _atom_site_type_symbol Po\n"
    let text = smallCIF(sites: "Po1 0 0 0\nPo2 0.5 0 0")
      .replacingOccurrences("_atom_site_type_symbol\n", "")
    #expect(cifError { _ = try crystal(text) } == nil)
    let error = try #require(cifError { _ = try crystal(text + symbols) })
    #expect(error.code == .badSite)
    #expect(error.line == 17)
    #expect(
      error.description.contains("_atom_site_type_symbol has 1 values and _atom_site_label 2"))
    let coordinates =
      "data_a _cell_length_a 5 _cell_length_b 5 _cell_length_c 5 _cell_angle_alpha 90"
      + " _cell_angle_beta 90 _cell_angle_gamma 90 _atom_site_label O1 _atom_site_fract_x 0"
      + " _atom_site_fract_y 0 loop_ _atom_site_fract_z 0 1"
    #expect(cifError { _ = try crystal(coordinates) }?.code == .badSite)
  }

  @Test("Cartesian coordinates alone are refused with the remedy")
  func cartesian() throws {
    let text = smallCIF().replacingOccurrences("fract", "Cartn")
    let error = try #require(cifError { _ = try crystal(text) })
    #expect(error.description.contains("convert the Cartesian coordinates"))
  }

  @Test(
    "occupancies outside 0 … 1 beyond rounding are refused",
    arguments: ["1.1", "-0.2(1)", "2", "1.6(9)", "1.01"])
  func occupancies(occupancy: String) throws {
    let text = smallCIF(sites: "Po1 Po 0 0 0 \(occupancy)")
      .replacingOccurrences("_atom_site_fract_z", "_atom_site_fract_z\n_atom_site_occupancy")
    let isRounding = occupancy == "-0.2(1)" || occupancy == "1.01"
    let error = cifError { _ = try crystal(text) }
    #expect((error?.code == .badSite) == !isRounding)
  }
}

extension ReportSchema {
  /// The part of the schema for the simple types, quantities, intervals, space groups and cells.
  static let head = #"""
    <?xml version="1.0" encoding="UTF-8"?>
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:r="urn:phasefit:report:1"
     targetNamespace="urn:phasefit:report:1" elementFormDefault="qualified" version="1.0">
     <xs:annotation><xs:documentation>
      Reports of phasefit. Lengths are in Å, temperatures in K, angles in degrees; a quantity states
      its unit, its standard uncertainty (su) where one is known, and its name in a dictionary
      (dictRef): the prefix cif stands for the IUCr core dictionary of CIF, the prefix phasefit for
      this schema. A number that is not known or not finite is absent.
     </xs:documentation></xs:annotation>
     <xs:simpleType name="number">
      <xs:annotation><xs:documentation>A finite number.</xs:documentation></xs:annotation>
      <xs:restriction base="xs:double">
       <xs:pattern value="[-+0-9.eE]+"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="nonNegative">
      <xs:annotation><xs:documentation>
       A finite number that is not negative.
      </xs:documentation></xs:annotation>
      <xs:restriction base="r:number">
       <xs:minInclusive value="0"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="sha256">
      <xs:annotation><xs:documentation>
       A SHA-256 in lower-case hexadecimal digits.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:pattern value="[0-9a-f]{64}"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="dictRef">
      <xs:annotation><xs:documentation>
       A name with the prefix of its dictionary.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:pattern value="(cif|phasefit):[A-Za-z_][A-Za-z0-9_.\-]*"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="suOrigin">
      <xs:annotation><xs:documentation>
       Where a standard uncertainty comes from.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="stated"/>
       <xs:enumeration value="from scatter"/>
       <xs:enumeration value="from digits"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="spaceGroupNumber">
      <xs:annotation><xs:documentation>
       The number of a space-group type in International Tables A.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:integer">
       <xs:minInclusive value="1"/>
       <xs:maxInclusive value="230"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="waveVector">
      <xs:annotation><xs:documentation>
       Three fractions, for example 1/2 0 1/3.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:pattern value="-?[0-9]+(/[0-9]+)?( -?[0-9]+(/[0-9]+)?){2}"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="irrepType">
      <xs:annotation><xs:documentation>
       An irrep of O(3): degree, then e for even or o for odd.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:pattern value="[0-9]+[eo]"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="voigtIndex">
      <xs:annotation><xs:documentation>
       The number of a Voigt component.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:integer">
       <xs:minInclusive value="1"/>
       <xs:maxInclusive value="6"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="verdict">
      <xs:annotation><xs:documentation>The answer in a word.</xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="transition"/>
       <xs:enumeration value="no transition in range"/>
       <xs:enumeration value="isosymmetric"/>
       <xs:enumeration value="reconstructive"/>
       <xs:enumeration value="no parent"/>
       <xs:enumeration value="insufficient data"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="order">
      <xs:annotation><xs:documentation>The order of a transition.</xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="first"/>
       <xs:enumeration value="second"/>
       <xs:enumeration value="tricritical"/>
       <xs:enumeration value="undetermined"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="branch">
      <xs:annotation><xs:documentation>
       The thermal history of a measurement.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="heating"/>
       <xs:enumeration value="cooling"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="severity">
      <xs:annotation><xs:documentation>
       How much a diagnostic matters.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="note"/>
       <xs:enumeration value="warning"/>
       <xs:enumeration value="error"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="relaxedStatus">
      <xs:annotation><xs:documentation>
       How the fit of relaxed weights ended.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="converged"/>
       <xs:enumeration value="iteration limit"/>
       <xs:enumeration value="stalled"/>
       <xs:enumeration value="nothing to fit"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="amplitudeKind">
      <xs:annotation><xs:documentation>What an amplitude measures.</xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="displacement"/>
       <xs:enumeration value="strain"/>
       <xs:enumeration value="occupancy"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="amplitudeNorm">
      <xs:annotation><xs:documentation>
       How an amplitude is normalised: over the primitive cell of the parent (Ap) or of the child
       (As), or over nine strain components.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="Ap"/>
       <xs:enumeration value="As"/>
       <xs:enumeration value="Frobenius"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="evidenceKind">
      <xs:annotation><xs:documentation>
       What kind of value a piece of evidence is.
      </xs:documentation></xs:annotation>
      <xs:restriction base="xs:token">
       <xs:enumeration value="number"/>
       <xs:enumeration value="fact"/>
       <xs:enumeration value="statement"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="numberList">
      <xs:annotation><xs:documentation>
       Numbers separated by blanks.
      </xs:documentation></xs:annotation>
      <xs:list itemType="r:number"/>
     </xs:simpleType>
     <xs:simpleType name="integerList">
      <xs:annotation><xs:documentation>
       Integers separated by blanks.
      </xs:documentation></xs:annotation>
      <xs:list itemType="xs:integer"/>
     </xs:simpleType>
     <xs:simpleType name="nineNumbers">
      <xs:annotation><xs:documentation>Nine numbers, row by row.</xs:documentation></xs:annotation>
      <xs:restriction base="r:numberList">
       <xs:length value="9"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="nineIntegers">
      <xs:annotation><xs:documentation>Nine integers, row by row.</xs:documentation></xs:annotation>
      <xs:restriction base="r:integerList">
       <xs:length value="9"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:simpleType name="threeNumbers">
      <xs:annotation><xs:documentation>Three numbers.</xs:documentation></xs:annotation>
      <xs:restriction base="r:numberList">
       <xs:length value="3"/>
      </xs:restriction>
     </xs:simpleType>
     <xs:complexType name="quantity">
      <xs:annotation><xs:documentation>
       A number with its unit, its name in a dictionary and, where known, its uncertainty.
      </xs:documentation></xs:annotation>
      <xs:simpleContent>
       <xs:extension base="r:number">
        <xs:attribute name="unit" type="xs:token" use="required">
         <xs:annotation><xs:documentation>
          The unit; 1 where there is none.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="dictRef" type="r:dictRef" use="required">
         <xs:annotation><xs:documentation>
          The name of the quantity in a dictionary.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="su" type="r:nonNegative">
         <xs:annotation><xs:documentation>
          The standard uncertainty, in the same unit.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="suOrigin" type="r:suOrigin">
         <xs:annotation><xs:documentation>
          Where the standard uncertainty comes from.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="lower95" type="r:number">
         <xs:annotation><xs:documentation>
          The lower end of the 95 % interval; absent where it is open or not known.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="upper95" type="r:number">
         <xs:annotation><xs:documentation>
          The upper end of the 95 % interval; absent where it is open or not known.
         </xs:documentation></xs:annotation>
        </xs:attribute>
       </xs:extension>
      </xs:simpleContent>
     </xs:complexType>
     <xs:complexType name="matrix">
      <xs:annotation><xs:documentation>A 3 × 3 matrix, row by row.</xs:documentation></xs:annotation>
      <xs:simpleContent>
       <xs:extension base="r:nineNumbers">
        <xs:attribute name="unit" type="xs:token" use="required">
         <xs:annotation><xs:documentation>
          The unit; 1 where there is none.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="dictRef" type="r:dictRef" use="required">
         <xs:annotation><xs:documentation>
          The name of the quantity in a dictionary.
         </xs:documentation></xs:annotation>
        </xs:attribute>
       </xs:extension>
      </xs:simpleContent>
     </xs:complexType>
     <xs:complexType name="integerMatrix">
      <xs:annotation><xs:documentation>
       A 3 × 3 matrix of integers, row by row.
      </xs:documentation></xs:annotation>
      <xs:simpleContent>
       <xs:extension base="r:nineIntegers">
        <xs:attribute name="unit" type="xs:token" use="required">
         <xs:annotation><xs:documentation>
          The unit; 1 where there is none.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="dictRef" type="r:dictRef" use="required">
         <xs:annotation><xs:documentation>
          The name of the quantity in a dictionary.
         </xs:documentation></xs:annotation>
        </xs:attribute>
       </xs:extension>
      </xs:simpleContent>
     </xs:complexType>
     <xs:complexType name="vector">
      <xs:annotation><xs:documentation>A triple of numbers.</xs:documentation></xs:annotation>
      <xs:simpleContent>
       <xs:extension base="r:threeNumbers">
        <xs:attribute name="unit" type="xs:token" use="required">
         <xs:annotation><xs:documentation>
          The unit; 1 where there is none.
         </xs:documentation></xs:annotation>
        </xs:attribute>
        <xs:attribute name="dictRef" type="r:dictRef" use="required">
         <xs:annotation><xs:documentation>
          The name of the quantity in a dictionary.
         </xs:documentation></xs:annotation>
        </xs:attribute>
       </xs:extension>
      </xs:simpleContent>
     </xs:complexType>
     <xs:complexType name="interval">
      <xs:annotation><xs:documentation>
       An interval; an end that is open or not known is absent.
      </xs:documentation></xs:annotation>
      <xs:attribute name="lower" type="r:number">
       <xs:annotation><xs:documentation>The lower end.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="upper" type="r:number">
       <xs:annotation><xs:documentation>The upper end.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="unit" type="xs:token" use="required">
       <xs:annotation><xs:documentation>
        The unit; 1 where there is none.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="dictRef" type="r:dictRef" use="required">
       <xs:annotation><xs:documentation>
        The name of the quantity in a dictionary.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>
     <xs:complexType name="spaceGroup">
      <xs:annotation><xs:documentation>A space-group type.</xs:documentation></xs:annotation>
      <xs:attribute name="number" type="r:spaceGroupNumber" use="required">
       <xs:annotation><xs:documentation>
        The number in International Tables A.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="symbol" type="xs:string" use="required">
       <xs:annotation><xs:documentation>
        The short Hermann–Mauguin symbol.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>
     <xs:complexType name="cell">
      <xs:annotation><xs:documentation>
       The parameters of a unit cell.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="a" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>The length a.</xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="b" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>The length b.</xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="c" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>The length c.</xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="alpha" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>
         The angle between b and c.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="beta" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>
         The angle between a and c.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="gamma" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>
         The angle between a and b.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="volume" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>The volume.</xs:documentation></xs:annotation>
       </xs:element>
      </xs:sequence>
     </xs:complexType>

    """#
}

extension ReportSchema {
  /// The part of the schema for parent and phases.
  static let parent = #"""
     <xs:complexType name="parent">
      <xs:annotation><xs:documentation>
       The structure of which all others are distortions; absent where there is none.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="spaceGroup" type="r:spaceGroup">
        <xs:annotation><xs:documentation>
         The space group of the parent.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="choice" type="xs:string">
        <xs:annotation><xs:documentation>
         How the parent was chosen.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="temperature" type="r:quantity" minOccurs="0">
        <xs:annotation><xs:documentation>
         The temperature of the parent structure.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="cell" type="r:cell" minOccurs="0">
        <xs:annotation><xs:documentation>The unit cell.</xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="primitiveBasis" type="r:matrix" minOccurs="0">
        <xs:annotation><xs:documentation>
         The primitive basis vectors as columns, written row by row.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="conventionalBasis" type="r:matrix" minOccurs="0">
        <xs:annotation><xs:documentation>
         The basis vectors in which fractional coordinates in the parent are given, as columns,
         written row by row.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="supercellBasis" type="r:matrix" minOccurs="0">
        <xs:annotation><xs:documentation>
         The basis vectors of the supercell whose atoms the distortions list, as columns, written
         row by row.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="site" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         One symmetry-inequivalent site.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="occupant" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            An element on the site.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="element" type="xs:token" use="required">
             <xs:annotation><xs:documentation>
              The symbol of the element.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="occupancy" type="r:number" use="required">
             <xs:annotation><xs:documentation>
              The fraction of the site that it fills.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="label" type="xs:string" use="required">
          <xs:annotation><xs:documentation>Its label.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="x" type="r:number" use="required">
          <xs:annotation><xs:documentation>
           Fractional coordinate along a of the parent.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="y" type="r:number" use="required">
          <xs:annotation><xs:documentation>
           Fractional coordinate along b of the parent.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="z" type="r:number" use="required">
          <xs:annotation><xs:documentation>
           Fractional coordinate along c of the parent.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="multiplicity" type="xs:nonNegativeInteger">
          <xs:annotation><xs:documentation>
           The number of equivalent sites in the conventional cell.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
      <xs:attribute name="measurement" type="xs:NCName">
       <xs:annotation><xs:documentation>
        The measurement that serves as parent, by its id; absent where the parent comes from
        elsewhere.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="file" type="xs:string">
       <xs:annotation><xs:documentation>The file of the parent.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="block" type="xs:string">
       <xs:annotation><xs:documentation>Its data block.</xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>
     <xs:complexType name="phases">
      <xs:annotation><xs:documentation>
       The phases of the sweep, by ascending temperature.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="phase" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         Consecutive structures of one space group.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="spaceGroup" type="r:spaceGroup">
           <xs:annotation><xs:documentation>
            The space group of the phase.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="temperatureRange" type="r:interval">
           <xs:annotation><xs:documentation>
            The lowest and the highest temperature at which the phase was observed.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="member" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            One structure of the phase.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="measurement" type="xs:NCName" use="required">
             <xs:annotation><xs:documentation>
              The measurement concerned, by its id.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
    \#(phaseSymmetry)
         </xs:sequence>
         <xs:attribute name="run" type="xs:string">
          <xs:annotation><xs:documentation>
           The run, where the sweep has several.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="indexInParent" type="xs:nonNegativeInteger">
          <xs:annotation><xs:documentation>
           The index of its group in the parent’s.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="cellMultiplication" type="xs:nonNegativeInteger">
          <xs:annotation><xs:documentation>
           How many primitive cells of the parent make one of the phase.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
     </xs:complexType>

    """#
}

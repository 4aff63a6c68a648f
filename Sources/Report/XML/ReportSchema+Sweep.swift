extension ReportSchema {
  /// The part of the schema for provenance and sweep.
  static let sweep = #"""
     <xs:complexType name="provenance">
      <xs:annotation><xs:documentation>
       Which program made the report, when, how and from what.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="program">
        <xs:annotation><xs:documentation>The program.</xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:attribute name="name" type="xs:string" use="required">
          <xs:annotation><xs:documentation>Its name.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="version" type="xs:string" use="required">
          <xs:annotation><xs:documentation>Its version.</xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
       <xs:element name="date" type="xs:dateTime">
        <xs:annotation><xs:documentation>
         When the analysis was made, in UTC.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="command">
        <xs:annotation><xs:documentation>The command line.</xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="argument" type="xs:string" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>One argument.</xs:documentation></xs:annotation>
          </xs:element>
         </xs:sequence>
        </xs:complexType>
       </xs:element>
       <xs:element name="seed" type="xs:unsignedLong">
        <xs:annotation><xs:documentation>
         The seed of all random numbers.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="settings">
        <xs:annotation><xs:documentation>
         The settings of the analysis.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="setting" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            One setting that was used, defaults included.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="name" type="xs:string" use="required">
             <xs:annotation><xs:documentation>
              The name of the setting.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="value" type="xs:string" use="required">
             <xs:annotation><xs:documentation>
              Its value as text, with its unit where it has one.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
         </xs:sequence>
        </xs:complexType>
       </xs:element>
       <xs:element name="libraries">
        <xs:annotation><xs:documentation>
         The libraries that took part.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="library" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>One library.</xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="name" type="xs:string" use="required">
             <xs:annotation><xs:documentation>Its name.</xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="version" type="xs:string" use="required">
             <xs:annotation><xs:documentation>Its version.</xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
         </xs:sequence>
        </xs:complexType>
       </xs:element>
       <xs:element name="inputs">
        <xs:annotation><xs:documentation>The files that were read.</xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="input" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>One file.</xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="file" type="xs:string" use="required">
             <xs:annotation><xs:documentation>
              Its path, relative to the sweep where it lies inside it.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="bytes" type="xs:nonNegativeInteger" use="required">
             <xs:annotation><xs:documentation>Its size in bytes.</xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="sha256" type="r:sha256" use="required">
             <xs:annotation><xs:documentation>
              The SHA-256 of its content.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
         </xs:sequence>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
     </xs:complexType>
     <xs:complexType name="sweep">
      <xs:annotation><xs:documentation>
       The structures of the sweep and the input that was left out.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="measurement" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         One structure of the sweep.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="temperature" minOccurs="0">
           <xs:annotation><xs:documentation>The temperature.</xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:simpleContent>
             <xs:extension base="r:quantity">
              <xs:attribute name="source" type="xs:string">
               <xs:annotation><xs:documentation>
                Where the temperature was found.
               </xs:documentation></xs:annotation>
              </xs:attribute>
             </xs:extension>
            </xs:simpleContent>
           </xs:complexType>
          </xs:element>
          <xs:element name="cell" type="r:cell" minOccurs="0">
           <xs:annotation><xs:documentation>The unit cell.</xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="spaceGroupDeclared" minOccurs="0">
           <xs:annotation><xs:documentation>
            The space group that the source declares, as resolved, with the source’s spelling.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="number" type="r:spaceGroupNumber">
             <xs:annotation><xs:documentation>
              The number in International Tables A; absent where the declaration names no group.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="symbol" type="xs:string">
             <xs:annotation><xs:documentation>
              The short Hermann–Mauguin symbol.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="spelling" type="xs:string">
             <xs:annotation><xs:documentation>
              The declaration as the source spells it.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
          <xs:element name="spaceGroupFound" type="r:spaceGroup" minOccurs="0">
           <xs:annotation><xs:documentation>
            The space group that the atoms have within the tolerance.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="tolerance" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The distance tolerance with which that group was found.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="spaceGroupAlternative" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            The space group found at another tolerance, where it differs; without number where none
            was found.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="tolerance" type="r:number" use="required">
             <xs:annotation><xs:documentation>The tolerance in Å.</xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="number" type="r:spaceGroupNumber">
             <xs:annotation><xs:documentation>
              The number in International Tables A.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="symbol" type="xs:string">
             <xs:annotation><xs:documentation>
              The short Hermann–Mauguin symbol.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
          <xs:element name="displacementParameter" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            The mean equivalent isotropic displacement parameter of the atoms of one element.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:simpleContent>
             <xs:extension base="r:quantity">
              <xs:attribute name="element" type="xs:string" use="required">
               <xs:annotation><xs:documentation>
                The symbol of the element.
               </xs:documentation></xs:annotation>
              </xs:attribute>
             </xs:extension>
            </xs:simpleContent>
           </xs:complexType>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="id" type="xs:NCName" use="required">
          <xs:annotation><xs:documentation>
           The id by which other elements refer to the structure.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="file" type="xs:string" use="required">
          <xs:annotation><xs:documentation>The file.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="block" type="xs:string">
          <xs:annotation><xs:documentation>The data block.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="run" type="xs:string">
          <xs:annotation><xs:documentation>
           The run, where the sweep has several.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="branch" type="r:branch">
          <xs:annotation><xs:documentation>
           Whether the sample was being heated or cooled, where that is known.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="used" type="xs:boolean" use="required">
          <xs:annotation><xs:documentation>
           Whether the structure takes part in the analysis.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="reason" type="xs:string">
          <xs:annotation><xs:documentation>
           Why it does not take part, or what is special about it.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="sites" type="xs:nonNegativeInteger">
          <xs:annotation><xs:documentation>
           The number of sites of the asymmetric unit.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="atoms" type="xs:nonNegativeInteger">
          <xs:annotation><xs:documentation>
           The number of atoms in the unit cell.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
       <xs:element name="rejected" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         A file or block that was left out, with the reason as text.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:simpleContent>
          <xs:extension base="xs:string">
           <xs:attribute name="file" type="xs:string" use="required">
            <xs:annotation><xs:documentation>The file.</xs:documentation></xs:annotation>
           </xs:attribute>
           <xs:attribute name="block" type="xs:string">
            <xs:annotation><xs:documentation>
             The block, where not the whole file was left out.
            </xs:documentation></xs:annotation>
           </xs:attribute>
           <xs:attribute name="line" type="xs:nonNegativeInteger">
            <xs:annotation><xs:documentation>
             The line concerned, counted from 1.
            </xs:documentation></xs:annotation>
           </xs:attribute>
          </xs:extension>
         </xs:simpleContent>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
      <xs:attribute name="name" type="xs:string" use="required">
       <xs:annotation><xs:documentation>
        The name of the sweep: its folder or file without extension.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>

    """#
}

extension ReportSchema {
  /// The part of the schema for embeddings and distortions.
  static let distortions = #"""
     <xs:complexType name="embeddings">
      <xs:annotation><xs:documentation>
       The position of each structure in the parent.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="embedding" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The position of one structure in the parent: (a b c) of the child = (a b c) of the parent ·
         P, and x in the parent = P · x in the child + p.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="matrix" type="r:integerMatrix">
           <xs:annotation><xs:documentation>
            The transformation P from the parent’s primitive basis to the cell of the file, row by row.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="originShift" type="r:vector" minOccurs="0">
           <xs:annotation><xs:documentation>
            The origin shift p, in fractional coordinates of the parent’s primitive basis.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="maximumDisplacement" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The largest displacement of an atom.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="rootMeanSquareDisplacement" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The root mean square displacement of the atoms.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="strain" minOccurs="0">
           <xs:annotation><xs:documentation>
            The strain U − 1, U the stretch of the polar decomposition F = R U against the parent’s
            basis.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:sequence>
             <xs:element name="tensor" type="r:matrix" minOccurs="0">
              <xs:annotation><xs:documentation>
               The tensor on the parent’s Cartesian axes, row by row.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="component" minOccurs="0" maxOccurs="unbounded">
              <xs:annotation><xs:documentation>
               One Voigt component: e11, e22, e33, 2e23, 2e13, 2e12 for 1 to 6.
              </xs:documentation></xs:annotation>
              <xs:complexType>
               <xs:simpleContent>
                <xs:extension base="r:quantity">
                 <xs:attribute name="index" type="r:voigtIndex" use="required">
                  <xs:annotation><xs:documentation>
                   Its number, 1 to 6.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                </xs:extension>
               </xs:simpleContent>
              </xs:complexType>
             </xs:element>
             <xs:element name="symmetryBreaking" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The Frobenius norm of the part that breaks the parent’s symmetry.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="symmetryConserving" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The Frobenius norm of the part that keeps the parent’s symmetry.
              </xs:documentation></xs:annotation>
             </xs:element>
            </xs:sequence>
            <xs:attribute name="reference" type="xs:string" use="required">
             <xs:annotation><xs:documentation>
              The structure against which the strain is taken.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
          <xs:element name="rotationRemoved" type="r:matrix" minOccurs="0">
           <xs:annotation><xs:documentation>
            The rotation that was removed, an orthogonal matrix on Cartesian vectors, row by row.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="rotationAngle" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The angle of that rotation.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="domainOperation" type="xs:string" minOccurs="0">
           <xs:annotation><xs:documentation>
            The parent operation that carried the structure into the domain kept through the sweep.
           </xs:documentation></xs:annotation>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="measurement" type="xs:NCName" use="required">
          <xs:annotation><xs:documentation>
           The measurement concerned, by its id.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="cellMultiplication" type="xs:nonNegativeInteger" use="required">
          <xs:annotation><xs:documentation>
           How many primitive cells of the parent make one primitive cell of the child.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="index" type="xs:nonNegativeInteger">
          <xs:annotation><xs:documentation>
           The index of the child’s space group in the parent’s.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
     </xs:complexType>
     <xs:complexType name="distortions">
      <xs:annotation><xs:documentation>
       The distortion of each structure from the parent.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="distortion" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The distortion of one structure.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="star" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            The part of the distortion that one star of wave vectors carries.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:sequence>
             <xs:element name="displacementAs" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The displacement amplitude As: root sum of squares over the child’s primitive cell.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="displacementAp" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The displacement amplitude Ap: root sum of squares over the parent’s primitive cell.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="occupancyAmplitude" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The occupancy amplitude: root sum of squares over the parent’s primitive cell.
              </xs:documentation></xs:annotation>
             </xs:element>
            </xs:sequence>
            <xs:attribute name="k" type="r:waveVector" use="required">
             <xs:annotation><xs:documentation>
              One wave vector of the star, in the parent’s conventional reciprocal basis, without 2π.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="arms" type="xs:nonNegativeInteger">
             <xs:annotation><xs:documentation>
              The number of wave vectors in the star.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
          <xs:element name="irrep" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            The part of the distortion that transforms as one irrep of the parent.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:sequence>
             <xs:element name="displacementAs" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The displacement amplitude As: root sum of squares over the child’s primitive cell.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="displacementAp" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The displacement amplitude Ap: root sum of squares over the parent’s primitive cell.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="maximumDisplacement" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The largest displacement of an atom in this part.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="strain" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The Frobenius norm of the strain.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="occupancyAmplitude" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The occupancy amplitude: root sum of squares over the parent’s primitive cell.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="otherOrigin" minOccurs="0" maxOccurs="unbounded">
              <xs:annotation><xs:documentation>
               The label of the irrep with another origin that keeps the parent’s operations.
              </xs:documentation></xs:annotation>
              <xs:complexType>
               <xs:attribute name="label" type="xs:string" use="required">
                <xs:annotation><xs:documentation>
                 The label with that origin.
                </xs:documentation></xs:annotation>
               </xs:attribute>
               <xs:attribute name="originShift" type="r:waveVector" use="required">
                <xs:annotation><xs:documentation>
                 The shift of the origin, in the parent’s conventional basis.
                </xs:documentation></xs:annotation>
               </xs:attribute>
              </xs:complexType>
             </xs:element>
            </xs:sequence>
            <xs:attribute name="label" type="xs:string" use="required">
             <xs:annotation><xs:documentation>
              The Miller–Love label, joined for a complex pair.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="k" type="r:waveVector" use="required">
             <xs:annotation><xs:documentation>
              One wave vector, in the parent’s conventional reciprocal basis, without 2π.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="dimension" type="xs:nonNegativeInteger" use="required">
             <xs:annotation><xs:documentation>
              The dimension of the real irrep.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="totallySymmetric" type="xs:boolean" use="required">
             <xs:annotation><xs:documentation>
              Whether the irrep keeps the parent’s symmetry.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
          <xs:element name="siteDistortion" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            The distortion of one site, Cartesian, in the parent’s frame.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:sequence>
             <xs:element name="ux" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The displacement along x.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="uy" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The displacement along y.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="uz" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The displacement along z.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="occupancyDeviation" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The occupancy minus the parent’s.
              </xs:documentation></xs:annotation>
             </xs:element>
            </xs:sequence>
            <xs:attribute name="label" type="xs:string" use="required">
             <xs:annotation><xs:documentation>
              The label of the site.
             </xs:documentation></xs:annotation>
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
           </xs:complexType>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="measurement" type="xs:NCName" use="required">
          <xs:annotation><xs:documentation>
           The measurement concerned, by its id.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
     </xs:complexType>

    """#
}

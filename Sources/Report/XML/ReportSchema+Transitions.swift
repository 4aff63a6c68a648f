extension ReportSchema {
  /// The part of the schema for transitions and diagnostics.
  static let transitions = #"""
     <xs:complexType name="transitions">
      <xs:annotation><xs:documentation>
       The transitions, by ascending temperature.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="transition" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         One transition between two phases.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="above" type="r:spaceGroup" minOccurs="0">
           <xs:annotation><xs:documentation>
            The space group of the phase above.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="below" type="r:spaceGroup" minOccurs="0">
           <xs:annotation><xs:documentation>
            The space group of the phase below.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="bracket" type="r:interval" minOccurs="0">
           <xs:annotation><xs:documentation>
            The measured temperatures between which the transition lies; an end is absent where the
            sweep stops.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="coexistence" type="r:interval" minOccurs="0">
           <xs:annotation><xs:documentation>
            The temperatures between which both phases were seen.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="temperature" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The temperature at which the phases exchange stability, Ttr.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="tc" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The lower stability limit of the fitted potential, Tc.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="tPlus" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The upper stability limit of the fitted potential, T+.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="exponent" minOccurs="0">
           <xs:annotation><xs:documentation>
            The exponent of a power law over a window of temperatures: effective, not critical.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:simpleContent>
             <xs:extension base="r:quantity">
              <xs:attribute name="windowLower" type="r:number">
               <xs:annotation><xs:documentation>
                The lowest temperature of the window, K.
               </xs:documentation></xs:annotation>
              </xs:attribute>
              <xs:attribute name="windowUpper" type="r:number">
               <xs:annotation><xs:documentation>
                The highest temperature of the window, K.
               </xs:documentation></xs:annotation>
              </xs:attribute>
             </xs:extension>
            </xs:simpleContent>
           </xs:complexType>
          </xs:element>
          <xs:element name="evidence">
           <xs:annotation><xs:documentation>
            What speaks for the order.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:sequence>
             <xs:element name="item" minOccurs="0" maxOccurs="unbounded">
              <xs:annotation><xs:documentation>
               One piece of evidence: a number, a fact, or a statement.
              </xs:documentation></xs:annotation>
              <xs:complexType>
               <xs:simpleContent>
                <xs:extension base="xs:string">
                 <xs:attribute name="name" type="xs:NCName" use="required">
                  <xs:annotation><xs:documentation>
                   Its name, as in the JSON summary.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="kind" type="r:evidenceKind" use="required">
                  <xs:annotation><xs:documentation>
                   What kind of value it is.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="unit" type="xs:string">
                  <xs:annotation><xs:documentation>
                   The unit of a number.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="dictRef" type="r:dictRef">
                  <xs:annotation><xs:documentation>
                   The name of a number in a dictionary.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="su" type="r:nonNegative">
                  <xs:annotation><xs:documentation>
                   The standard uncertainty of a number.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="suOrigin" type="r:suOrigin">
                  <xs:annotation><xs:documentation>
                   Where that uncertainty comes from.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="lower95" type="r:number">
                  <xs:annotation><xs:documentation>
                   The lower end of the 95 % interval.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="upper95" type="r:number">
                  <xs:annotation><xs:documentation>
                   The upper end of the 95 % interval.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                </xs:extension>
               </xs:simpleContent>
              </xs:complexType>
             </xs:element>
            </xs:sequence>
           </xs:complexType>
          </xs:element>
          <xs:element name="primary" type="r:orderParameter" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            An order parameter that drives the transition.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="secondary" type="r:orderParameter" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            An order parameter that follows.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="relaxedWeights" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            Relaxed weights over temperature.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:sequence>
             <xs:element name="temperature" type="r:quantity" minOccurs="0">
              <xs:annotation><xs:documentation>
               The transition temperature (Ttr) of the Landau fit to these values.
              </xs:documentation></xs:annotation>
             </xs:element>
             <xs:element name="amplitude" minOccurs="0" maxOccurs="unbounded">
              <xs:annotation><xs:documentation>
               The value at one temperature.
              </xs:documentation></xs:annotation>
              <xs:complexType>
               <xs:simpleContent>
                <xs:extension base="r:quantity">
                 <xs:attribute name="measurement" type="xs:NCName" use="required">
                  <xs:annotation><xs:documentation>
                   The measurement concerned, by its id.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                 <xs:attribute name="temperature" type="r:number" use="required">
                  <xs:annotation><xs:documentation>
                   The temperature in K.
                  </xs:documentation></xs:annotation>
                 </xs:attribute>
                </xs:extension>
               </xs:simpleContent>
              </xs:complexType>
             </xs:element>
             <xs:element name="fit" type="r:fit" minOccurs="0">
              <xs:annotation><xs:documentation>
               The Landau fit to these values.
              </xs:documentation></xs:annotation>
             </xs:element>
            </xs:sequence>
            <xs:attribute name="label" type="xs:string">
             <xs:annotation><xs:documentation>
              The irrep or block, where it is known.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="correlation" type="r:number">
             <xs:annotation><xs:documentation>
              The correlation coefficient with the classical mode amplitude.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="calibration" type="xs:string">
             <xs:annotation><xs:documentation>
              How the scale was fixed, where it was.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
          <xs:element name="groupKeptByWeights" type="r:spaceGroup" minOccurs="0">
           <xs:annotation><xs:documentation>
            The space group that the relaxed weights keep below the transition.
           </xs:documentation></xs:annotation>
          </xs:element>
    \#(irrepChange)
    \#(consequences)
          <xs:element name="refusal" type="xs:string" minOccurs="0">
           <xs:annotation><xs:documentation>Why no fit was made.</xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="fit" type="r:fit" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            One model fitted to an order parameter.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="componentFit" type="r:fit" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            A power law of one irrep alone, or of one element within it.
           </xs:documentation></xs:annotation>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="order" type="r:order" use="required">
          <xs:annotation><xs:documentation>
           The order of the transition.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="run" type="xs:string">
          <xs:annotation><xs:documentation>
           The run in which it was seen, where the sweep has several.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
     </xs:complexType>
     <xs:complexType name="diagnostics">
      <xs:annotation><xs:documentation>
       Doubts and refusals of all stages.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="diagnostic" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         One doubt: where, what was found, what was expected, what to do.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:simpleContent>
          <xs:extension base="xs:string">
           <xs:attribute name="severity" type="r:severity" use="required">
            <xs:annotation><xs:documentation>How much it matters.</xs:documentation></xs:annotation>
           </xs:attribute>
           <xs:attribute name="code" type="xs:string" use="required">
            <xs:annotation><xs:documentation>A stable code.</xs:documentation></xs:annotation>
           </xs:attribute>
           <xs:attribute name="file" type="xs:string">
            <xs:annotation><xs:documentation>The file concerned.</xs:documentation></xs:annotation>
           </xs:attribute>
           <xs:attribute name="line" type="xs:nonNegativeInteger">
            <xs:annotation><xs:documentation>
             The line in that file, counted from 1.
            </xs:documentation></xs:annotation>
           </xs:attribute>
          </xs:extension>
         </xs:simpleContent>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
     </xs:complexType>

    """#
}

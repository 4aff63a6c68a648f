extension ReportSchema {
  /// The part of the schema for relaxed fit, order parameters and Landau fits.
  static let fits = #"""
     <xs:complexType name="relaxedFit">
      <xs:annotation><xs:documentation>
       The fit of relaxed weights; absent where none was made.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="settings">
        <xs:annotation><xs:documentation>
         The settings of network and optimiser.
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
       <xs:element name="amplitudeDefinition" type="xs:string" minOccurs="0">
        <xs:annotation><xs:documentation>
         What the amplitudes below measure.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="structure" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The relaxed weights at one measurement.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="groupKept" type="r:spaceGroup" minOccurs="0">
           <xs:annotation><xs:documentation>
            The space group of the kept operations.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="block" minOccurs="0" maxOccurs="unbounded">
           <xs:annotation><xs:documentation>
            All weights of one angular type and one star; the scale of the norm is gauge and has no
            physical meaning.
           </xs:documentation></xs:annotation>
           <xs:complexType>
            <xs:attribute name="type" type="r:irrepType" use="required">
             <xs:annotation><xs:documentation>
              The angular type, degree and parity.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="k" type="r:waveVector" use="required">
             <xs:annotation><xs:documentation>
              One wave vector of the star, in the parent’s conventional reciprocal basis, without 2π.
             </xs:documentation></xs:annotation>
            </xs:attribute>
            <xs:attribute name="norm" type="r:number">
             <xs:annotation><xs:documentation>
              The root sum of squares of the weights.
             </xs:documentation></xs:annotation>
            </xs:attribute>
           </xs:complexType>
          </xs:element>
          <xs:element name="outputAmplitude" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The amplitude of the model’s output along the observed distortion.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="observedAmplitude" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The amplitude of the observed distortion, in the same norm.
           </xs:documentation></xs:annotation>
          </xs:element>
          <xs:element name="relativeResidual" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The part of the distortion that the model leaves unexplained, relative to the whole.
           </xs:documentation></xs:annotation>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="measurement" type="xs:NCName" use="required">
          <xs:annotation><xs:documentation>
           The measurement concerned, by its id.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="operationsKept" type="xs:nonNegativeInteger" use="required">
          <xs:annotation><xs:documentation>
           How many of the parent’s operations leave the weights unchanged.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="operationsOfParent" type="xs:nonNegativeInteger" use="required">
          <xs:annotation><xs:documentation>
           How many operations the parent has modulo the supercell.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="agreesWithFound" type="xs:boolean">
          <xs:annotation><xs:documentation>
           Whether the group kept is the group found in the structure.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
      <xs:attribute name="status" type="r:relaxedStatus" use="required">
       <xs:annotation><xs:documentation>How the fit ended.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="iterations" type="xs:nonNegativeInteger" use="required">
       <xs:annotation><xs:documentation>The number of iterations.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="firstLoss" type="r:number">
       <xs:annotation><xs:documentation>
        The loss before the first iteration, dimensionless.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="lastLoss" type="r:number">
       <xs:annotation><xs:documentation>
        The loss after the last iteration, dimensionless.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>
     <xs:complexType name="orderParameter">
      <xs:annotation><xs:documentation>
       An order parameter over temperature.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="amplitude" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The amplitude at one temperature.
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
            <xs:annotation><xs:documentation>The temperature in K.</xs:documentation></xs:annotation>
           </xs:attribute>
          </xs:extension>
         </xs:simpleContent>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
      <xs:attribute name="label" type="xs:string">
       <xs:annotation><xs:documentation>
        The irrep, where it is known.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="k" type="r:waveVector" use="required">
       <xs:annotation><xs:documentation>
        One wave vector of the star, in the parent’s conventional reciprocal basis, without 2π.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="direction" type="xs:string">
       <xs:annotation><xs:documentation>
        The direction in the space of the irrep, where it is known.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="dimension" type="xs:positiveInteger">
       <xs:annotation><xs:documentation>
        The dimension of the irrep, where it is known.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="kind" type="r:amplitudeKind" use="required">
       <xs:annotation><xs:documentation>
        What the amplitude measures.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="norm" type="r:amplitudeNorm" use="required">
       <xs:annotation><xs:documentation>
        How the amplitude is normalised.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>
     <xs:complexType name="fit">
      <xs:annotation><xs:documentation>
       One model fitted to an order parameter.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="window" type="r:interval" minOccurs="0">
        <xs:annotation><xs:documentation>
         The temperatures of the points that were fitted.
        </xs:documentation></xs:annotation>
       </xs:element>
       <xs:element name="parameter" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         A fitted or derived parameter.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:simpleContent>
          <xs:extension base="r:quantity">
           <xs:attribute name="name" type="xs:string" use="required">
            <xs:annotation><xs:documentation>
             Its symbol in the formula.
            </xs:documentation></xs:annotation>
           </xs:attribute>
           <xs:attribute name="scaledSu" type="r:nonNegative">
            <xs:annotation><xs:documentation>
             The standard uncertainty scaled by √(χ²/ν), beside the stated one.
            </xs:documentation></xs:annotation>
           </xs:attribute>
           <xs:attribute name="fixed" type="xs:boolean" use="required">
            <xs:annotation><xs:documentation>
             Whether it was held fixed.
            </xs:documentation></xs:annotation>
           </xs:attribute>
          </xs:extension>
         </xs:simpleContent>
        </xs:complexType>
       </xs:element>
       <xs:element name="point" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>One point of the fit.</xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="observed" type="r:quantity" minOccurs="0">
           <xs:annotation><xs:documentation>
            The observed amplitude.
           </xs:documentation></xs:annotation>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="measurement" type="xs:NCName" use="required">
          <xs:annotation><xs:documentation>
           The measurement concerned, by its id.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="temperature" type="r:number" use="required">
          <xs:annotation><xs:documentation>The temperature in K.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="used" type="xs:boolean" use="required">
          <xs:annotation><xs:documentation>
           Whether the point took part in the fit.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="fitted" type="r:number">
          <xs:annotation><xs:documentation>
           The fitted amplitude, in the unit of the observed one.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="residual" type="r:number">
          <xs:annotation><xs:documentation>
           Observed minus fitted, in the unit of the observed amplitude.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
       <xs:element name="curve" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The amplitude of the stable phase by the fit at one temperature, with the 95 % band of
         repeated fits, in the unit of the observed amplitudes.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:attribute name="temperature" type="r:number" use="required">
          <xs:annotation><xs:documentation>The temperature in K.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="value" type="r:number" use="required">
          <xs:annotation><xs:documentation>The amplitude.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="lower95" type="r:number">
          <xs:annotation><xs:documentation>
           The lower end of the band.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="upper95" type="r:number">
          <xs:annotation><xs:documentation>
           The upper end of the band.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
      <xs:attribute name="model" type="xs:string" use="required">
       <xs:annotation><xs:documentation>The name of the model.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="formula" type="xs:string" use="required">
       <xs:annotation><xs:documentation>The model as a formula.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="target" type="xs:string" use="required">
       <xs:annotation><xs:documentation>What was fitted.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="status" type="xs:string" use="required">
       <xs:annotation><xs:documentation>How the fit ended.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="reported" type="xs:boolean" use="required">
       <xs:annotation><xs:documentation>
        Whether the results of the transition come from this fit.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="chiSquared" type="r:number">
       <xs:annotation><xs:documentation>
        The (weighted) sum of squared residuals.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="points" type="xs:nonNegativeInteger" use="required">
       <xs:annotation><xs:documentation>
        The number of points that were fitted.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="degreesOfFreedom" type="xs:nonNegativeInteger" use="required">
       <xs:annotation><xs:documentation>The degrees of freedom.</xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="weighted" type="xs:boolean" use="required">
       <xs:annotation><xs:documentation>
        Whether the points were weighted with their uncertainties.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="aicc" type="r:number">
       <xs:annotation><xs:documentation>
        Akaike’s criterion for small samples.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="deltaAICc" type="r:number">
       <xs:annotation><xs:documentation>
        The difference of that criterion to the best model.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>

    """#
}

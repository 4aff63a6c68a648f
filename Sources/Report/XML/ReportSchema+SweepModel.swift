extension ReportSchema {
  /// The part of the schema for the model of the sweep.
  static let sweepModel = #"""
     <xs:attributeGroup name="fitQuality">
      <xs:annotation><xs:documentation>
       How well a set of order parameters describes some temperatures.
      </xs:documentation></xs:annotation>
      <xs:attribute name="chiSquared" type="r:number">
       <xs:annotation><xs:documentation>
        χ² over all residuals.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="residuals" type="xs:integer" use="required">
       <xs:annotation><xs:documentation>
        The number of residuals.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="effectiveParameters" type="r:number">
       <xs:annotation><xs:documentation>
        The effective number of parameters.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="evidence" type="r:number">
       <xs:annotation><xs:documentation>
        −2 log of the evidence, up to a constant that all sets share.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="evidenceOfNarrowPrior" type="r:number">
       <xs:annotation><xs:documentation>
        The same for a prior of the amplitudes a tenth as wide.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="bic" type="r:number">
       <xs:annotation><xs:documentation>
        The Bayesian information criterion.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="adequate" type="xs:boolean">
       <xs:annotation><xs:documentation>
        Whether χ² is within what the noise makes.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="iterations" type="xs:integer" use="required">
       <xs:annotation><xs:documentation>
        The number of iterations.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:attributeGroup>
     <xs:complexType name="sweepModel">
      <xs:annotation><xs:documentation>
       The model of the whole sweep whose relaxed weights are its order parameters.
      </xs:documentation></xs:annotation>
      <xs:sequence>
       <xs:element name="quality" minOccurs="0">
        <xs:annotation><xs:documentation>
         The fit of the chosen set to all temperatures.
        </xs:documentation></xs:annotation>
        <xs:complexType>
          <xs:attributeGroup ref="r:fitQuality"/>
        </xs:complexType>
       </xs:element>
       <xs:element name="candidate" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         One set of order parameters on the temperatures that decide.
        </xs:documentation></xs:annotation>
        <xs:complexType>
          <xs:attribute name="orderParameters" type="xs:string" use="required">
           <xs:annotation><xs:documentation>
            The order parameters, separated by blanks.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="chosen" type="xs:boolean" use="required">
           <xs:annotation><xs:documentation>
            Whether it is the chosen one.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="minimal" type="xs:boolean" use="required">
           <xs:annotation><xs:documentation>
            Whether symmetry makes it a smallest sufficient set.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="status" type="xs:token" use="required">
           <xs:annotation><xs:documentation>
            How the fit ended.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attributeGroup ref="r:fitQuality"/>
        </xs:complexType>
       </xs:element>
       <xs:element name="heldOut" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The errors of predictions of a structure that was left out: root mean squares of the
         displacement of an atom in Å and of the strain.
        </xs:documentation></xs:annotation>
        <xs:complexType>
          <xs:attribute name="measurement" type="xs:NCName" use="required">
           <xs:annotation><xs:documentation>
            The measurement, by its id.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="temperature" type="r:number">
           <xs:annotation><xs:documentation>
            The temperature in K.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="modelDisplacement" type="r:number">
           <xs:annotation><xs:documentation>
            The model with the Landau fit of its order parameter, displacement in Å.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="modelStrain" type="r:number">
           <xs:annotation><xs:documentation>
            The model with the Landau fit of its order parameter, strain.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="interpolationDisplacement" type="r:number">
           <xs:annotation><xs:documentation>
            Linear interpolation between neighbours, displacement in Å.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="interpolationStrain" type="r:number">
           <xs:annotation><xs:documentation>
            Linear interpolation between neighbours, strain.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="classicalDisplacement" type="r:number">
           <xs:annotation><xs:documentation>
            Mode amplitudes with their Landau fit, displacement in Å.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="classicalStrain" type="r:number">
           <xs:annotation><xs:documentation>
            Mode amplitudes with their Landau fit, strain.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="dataDisplacement" type="r:number">
           <xs:annotation><xs:documentation>
            The error that an exact prediction would have: that of the structure itself, displacement
            in Å; absent where no uncertainties are stated.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="dataStrain" type="r:number">
           <xs:annotation><xs:documentation>
            The error that an exact prediction would have, strain.
           </xs:documentation></xs:annotation>
          </xs:attribute>
        </xs:complexType>
       </xs:element>
       <xs:element name="secondaryExponent" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The power with which a secondary distortion follows the primary order parameters.
        </xs:documentation></xs:annotation>
        <xs:complexType>
          <xs:attribute name="label" type="xs:string" use="required">
           <xs:annotation><xs:documentation>
            The irrep of the secondary distortion.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="kind" type="xs:token" use="required">
           <xs:annotation><xs:documentation>
            What is distorted: displacement, strain or occupancy.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="term" type="xs:string">
           <xs:annotation><xs:documentation>
            The lowest term of the primary order parameters that symmetry admits; absent where there
            is none up to degree 6.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="predicted" type="xs:integer">
           <xs:annotation><xs:documentation>
            The degree of the term.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="fitted" type="r:number">
           <xs:annotation><xs:documentation>
            The power that fits the data best.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="lower95" type="r:number">
           <xs:annotation><xs:documentation>
            The lower end of its 95 % interval; absent where it is open.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="upper95" type="r:number">
           <xs:annotation><xs:documentation>
            The upper end of its 95 % interval; absent where it is open.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="points" type="xs:integer" use="required">
           <xs:annotation><xs:documentation>
            The number of structures.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="agrees" type="xs:boolean">
           <xs:annotation><xs:documentation>
            Whether the predicted power lies in the interval; absent where none is predicted.
           </xs:documentation></xs:annotation>
          </xs:attribute>
        </xs:complexType>
       </xs:element>
       <xs:element name="modelBootstrap" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         What refits of the whole model to structures with new noise say about one order parameter:
         the shared weights are refitted as well.
        </xs:documentation></xs:annotation>
        <xs:complexType>
          <xs:sequence>
           <xs:element name="band" minOccurs="0" maxOccurs="unbounded">
            <xs:annotation><xs:documentation>
             The order parameter at one temperature.
            </xs:documentation></xs:annotation>
            <xs:complexType>
              <xs:attribute name="measurement" type="xs:NCName" use="required">
               <xs:annotation><xs:documentation>
                The measurement, by its id.
               </xs:documentation></xs:annotation>
              </xs:attribute>
              <xs:attribute name="standardUncertainty" type="r:number">
               <xs:annotation><xs:documentation>
                Half the distance of the 15.9 % and 84.1 % quantiles.
               </xs:documentation></xs:annotation>
              </xs:attribute>
              <xs:attribute name="lower95" type="r:number">
               <xs:annotation><xs:documentation>
                The 2.5 % quantile.
               </xs:documentation></xs:annotation>
              </xs:attribute>
              <xs:attribute name="upper95" type="r:number">
               <xs:annotation><xs:documentation>
                The 97.5 % quantile.
               </xs:documentation></xs:annotation>
              </xs:attribute>
            </xs:complexType>
           </xs:element>
          </xs:sequence>
          <xs:attribute name="label" type="xs:string" use="required">
           <xs:annotation><xs:documentation>
            The order parameter.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="replicates" type="xs:integer" use="required">
           <xs:annotation><xs:documentation>
            The number of refits.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="failures" type="xs:integer" use="required">
           <xs:annotation><xs:documentation>
            How many of them did not converge or have no transition; they are left out.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="temperature" type="r:number">
           <xs:annotation><xs:documentation>
            The transition temperature of the fit in K; absent without a Landau fit.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="temperatureUncertainty" type="r:number">
           <xs:annotation><xs:documentation>
            Its standard uncertainty in K.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="temperatureLower95" type="r:number">
           <xs:annotation><xs:documentation>
            The lower end of its 95 % interval in K.
           </xs:documentation></xs:annotation>
          </xs:attribute>
          <xs:attribute name="temperatureUpper95" type="r:number">
           <xs:annotation><xs:documentation>
            The upper end of its 95 % interval in K.
           </xs:documentation></xs:annotation>
          </xs:attribute>
        </xs:complexType>
       </xs:element>
       <xs:element name="predicted" minOccurs="0" maxOccurs="unbounded">
        <xs:annotation><xs:documentation>
         The distortion that the model predicts at one temperature of a fine grid.
        </xs:documentation></xs:annotation>
        <xs:complexType>
         <xs:sequence>
          <xs:element name="spaceGroup" type="r:spaceGroup" minOccurs="0">
           <xs:annotation><xs:documentation>
            The space group of the phase.
           </xs:documentation></xs:annotation>
          </xs:element>
         </xs:sequence>
         <xs:attribute name="temperature" type="r:number" use="required">
          <xs:annotation><xs:documentation>The temperature in K.</xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="strain" type="r:numberList" use="required">
          <xs:annotation><xs:documentation>
           The strain against the parent at that temperature, row by row, on its Cartesian axes.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="displacements" type="r:numberList" use="required">
          <xs:annotation><xs:documentation>
           ux, uy, uz of each site in the order of the elements siteDistortion, Cartesian, in Å.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="occupancies" type="r:numberList">
          <xs:annotation><xs:documentation>
           The occupancy of each site minus the parent’s, in the order of the elements
           siteDistortion; absent where no site has the freedom to vary it.
          </xs:documentation></xs:annotation>
         </xs:attribute>
         <xs:attribute name="source" type="xs:string">
          <xs:annotation><xs:documentation>
           Where the order parameters come from: their Landau fit, or the neighbouring
           temperatures.
          </xs:documentation></xs:annotation>
         </xs:attribute>
        </xs:complexType>
       </xs:element>
      </xs:sequence>
      <xs:attribute name="verdict" type="xs:token" use="required">
       <xs:annotation><xs:documentation>
        What the model says of the sweep.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="status" type="xs:token">
       <xs:annotation><xs:documentation>
        How the fit ended; absent where nothing was fitted.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="inflation" type="r:number">
       <xs:annotation><xs:documentation>
        The factor on stated uncertainties that the scatter asks for.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="weights" type="xs:integer" use="required">
       <xs:annotation><xs:documentation>
        The number of weights that all temperatures share.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="seed" type="xs:nonNegativeInteger" use="required">
       <xs:annotation><xs:documentation>
        The seed of the draw of the weights.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="strictChiSquared" type="r:number">
       <xs:annotation><xs:documentation>
        χ² of the strictly equivariant network, which keeps the symmetry of the parent.
       </xs:documentation></xs:annotation>
      </xs:attribute>
      <xs:attribute name="strictResiduals" type="xs:integer" use="required">
       <xs:annotation><xs:documentation>
        The number of its residuals: what breaks the symmetry of the parent.
       </xs:documentation></xs:annotation>
      </xs:attribute>
     </xs:complexType>

    """#
}

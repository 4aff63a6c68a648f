extension ReportSchema {
  /// The part of the schema for the root element.
  static let root = #"""
     <xs:element name="report">
      <xs:annotation><xs:documentation>
       A report of phasefit: everything that one run has to say about a sweep of structures over
       temperature.
      </xs:documentation></xs:annotation>
      <xs:complexType>
       <xs:sequence>
        <xs:element name="provenance" type="r:provenance">
         <xs:annotation><xs:documentation>
          Which program made the report, when, how and from what.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="verdict" type="r:verdict" minOccurs="0">
         <xs:annotation><xs:documentation>
          The answer in a word; absent where nothing was analysed.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="sweep" type="r:sweep">
         <xs:annotation><xs:documentation>
          The structures of the sweep and the input that was left out.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="parent" type="r:parent" minOccurs="0">
         <xs:annotation><xs:documentation>
          The structure of which all others are distortions; absent where there is none.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="phases" type="r:phases">
         <xs:annotation><xs:documentation>
          The phases of the sweep, by ascending temperature.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="embeddings" type="r:embeddings">
         <xs:annotation><xs:documentation>
          The position of each structure in the parent.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="distortions" type="r:distortions">
         <xs:annotation><xs:documentation>
          The distortion of each structure from the parent.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element ref="r:strainBaselines" minOccurs="0">
         <xs:annotation><xs:documentation>
          The baselines against which strain is taken; absent where there is no strain.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element ref="r:expansions" minOccurs="0">
         <xs:annotation><xs:documentation>
          The thermal expansion of the phases; absent where none has cells at three temperatures.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="relaxedFit" type="r:relaxedFit" minOccurs="0">
         <xs:annotation><xs:documentation>
          The fit of relaxed weights; absent where none was made.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="sweepModel" type="r:sweepModel" minOccurs="0">
         <xs:annotation><xs:documentation>
          The model of the whole sweep; absent where none was made.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="transitions" type="r:transitions">
         <xs:annotation><xs:documentation>
          The transitions, by ascending temperature.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element ref="r:trajectories" minOccurs="0">
         <xs:annotation><xs:documentation>
          How structures were averaged over time; absent where none comes from a trajectory.
         </xs:documentation></xs:annotation>
        </xs:element>
        <xs:element name="diagnostics" type="r:diagnostics">
         <xs:annotation><xs:documentation>
          Doubts and refusals of all stages.
         </xs:documentation></xs:annotation>
        </xs:element>
       </xs:sequence>
       <xs:attribute name="schemaVersion" type="xs:token" use="required">
        <xs:annotation><xs:documentation>
         The version of this schema.
        </xs:documentation></xs:annotation>
       </xs:attribute>
      </xs:complexType>
      <xs:key name="measurementId">
        <xs:annotation><xs:documentation>Measurements have different ids.</xs:documentation></xs:annotation>
        <xs:selector xpath="r:sweep/r:measurement"/>
        <xs:field xpath="@id"/>
      </xs:key>
      <xs:keyref name="measurementReference" refer="r:measurementId">
        <xs:annotation><xs:documentation>A reference names a measurement of the sweep.</xs:documentation></xs:annotation>
        <xs:selector xpath=".//r:*"/>
        <xs:field xpath="@measurement"/>
      </xs:keyref>
     </xs:element>
    </xs:schema>

    """#
}

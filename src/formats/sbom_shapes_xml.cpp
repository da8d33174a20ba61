// What CycloneDX 1.0 to 1.7 say in XML.
//
// Data: the notation is told in sbom_shape.h.

#include "formats/sbom_shape.h"

namespace avouch::formats {

const std::string_view kSbomXmlShapes =
    // clang-format off
R"(
bom 0 (x + (@ version xi) (q 1 1 (w components 1 1 (x + (q 0 0 (w component 1 1 @component))))))
component 0 (x + (@ type ! @classification) (q 1 1 (w publisher 0 1 s) (w group 0 1 s) (w name 1
  1 s) (w version 1 1 s) (w description 0 1 s) (w scope 0 1 @scope) (w hashes 0 1 (x . (q 0 0 (w
  hash 1 1 @hashType)))) (w licenses 0 1 (x . (q 1 0 (w license 1 1 (x . (q 1 1 (c 1 1 (w id 0 0
  @spdx-id) (w name 0 0 s)))))))) (w copyright 0 1 s) (w cpe 0 1 @cpe) (w purl 0 1 s) (w modified
  1 1 xb) (w components 0 1 (x . (q 0 0 (w component 1 1 @component))))))
hashType 01234567 (x . (@ alg ! @hashAlg) (t @hashValue))
scope 0 (e required optional)
classification 0 (e application framework library operating-system device)
hashAlg 01 (e MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-512)
hashValue 01234567 (p hash)
cpe 01234567 (p cpe)
bom 1 (x ++ (@ version xi) (@ serialNumber @urnUuid) (q 1 1 (w components 1 1 @componentsType) (w
  externalReferences 0 1 @externalReferences) *))
componentsType 1234567 (x ++ (q 0 0 (w component 1 1 @component) *))
component 1 (x ++ (@ type ! @classification) (@ bom-ref @refType) (q 1 1 (w publisher 0 1 s) (w
  group 0 1 s) (w name 1 1 s) (w version 1 1 s) (w description 0 1 s) (w scope 0 1 @scope) (w
  hashes 0 1 (x . (q 0 0 (w hash 1 1 @hashType)))) (w licenses 0 1 (x . (c 1 1 (w license 0 0
  @licenseType) (w expression 0 1 s)))) (w copyright 0 1 s) (w cpe 0 1 @cpe) (w purl 0 1 s) (w
  modified 0 1 xb) (w pedigree 0 1 @pedigreeType) (w externalReferences 0 1 @externalReferences)
  (w components 0 1 (x . (q 0 0 (w component 1 1 @component) *))) *))
licenseType 1 (x . (q 1 1 (c 1 1 (w id 0 1 @spdx-id) (w name 0 1 s)) (w text 0 1
  @licenseTextType) (w url 0 1 s) *))
licenseTextType 1 (x . (@ content-type s) (@ encoding @encoding) (t s))
externalReferences 1234567 (x . (q 0 0 (w reference 1 1 @externalReference)))
externalReference 12 (x ++ (@ type ! @externalReferenceType) (q 1 1 (w url 1 1 s) (w comment 0 1
  s)))
commitsType 1234567 (x . (q 0 0 (w commit 1 1 @commitType) *))
commitType 1234567 (x . (q 1 1 (w uid 0 1 s) (w url 0 1 s) (w author 0 1 @identifiableActionType)
  (w committer 0 1 @identifiableActionType) (w message 0 1 s) *))
identifiableActionType 1234567 (x . (q 1 1 (w timestamp 0 1 (f xml-date-time)) (w name 0 1 s) (w
  email 0 1 s) *))
pedigreeType 1 (x . (q 1 1 (w ancestors 0 1 @componentsType) (w descendants 0 1 @componentsType)
  (w variants 0 1 @componentsType) (w commits 0 1 @commitsType) (w notes 0 1 s) *))
refType 1234 s
scope 1234567 (e required optional excluded)
classification 1 (e application framework library operating-system device file)
encoding 1234567 (e base64)
urnUuid 1234567 (p uuid-xml)
externalReferenceType 123 (e vcs issue-tracker website advisories bom mailing-list social chat
  documentation support distribution license build-meta build-system other)
bom 2 (x ++ (@ version xi) (@ serialNumber @urnUuid) (q 1 1 (w metadata 0 1 @metadata) (w
  components 0 1 @componentsType) (w services 0 1 @servicesType) (w externalReferences 0 1
  @externalReferences) (w dependencies 0 1 @dependenciesType) *))
metadata 2 (x + (q 0 1 (w timestamp 0 1 (f xml-date-time)) (w tools 0 1 (x . (q 0 0 (w tool 0 1
  @toolType)))) (w authors 0 1 (x . (q 0 0 (w author 1 1 @organizationalContact)))) (w component
  0 1 @component) (w manufacture 0 0 @organizationalEntity) (w supplier 0 0
  @organizationalEntity) *))
organizationalEntity 234 (x + (q 0 1 (w name 0 1 s) (w url 0 0 s) (w contact 0 0
  @organizationalContact) *))
toolType 23 (x + (q 0 1 (w vendor 0 1 s) (w name 0 1 s) (w version 0 1 s) (w hashes 0 1 (x . (q 0
  0 (w hash 1 1 @hashType)))) *))
organizationalContact 2 (x + (q 0 1 (w name 0 1 s) (w email 0 0 s) (w phone 0 0 s) *))
component 2 (x ++ (@ type ! @classification) (@ mime-type @mimeType) (@ bom-ref @refType) (q 1 1
  (w supplier 0 1 @organizationalEntity) (w author 0 1 s) (w publisher 0 1 s) (w group 0 1 s) (w
  name 1 1 s) (w version 1 1 s) (w description 0 1 s) (w scope 0 1 @scope) (w hashes 0 1 (x . (q
  0 0 (w hash 1 1 @hashType)))) (w licenses 0 1 (x . (c 1 1 (w license 0 0 @licenseType) (w
  expression 0 1 s)))) (w copyright 0 1 s) (w cpe 0 1 @cpe) (w purl 0 1 s) (w swid 0 1 @swidType)
  (w modified 0 1 xb) (w pedigree 0 1 @pedigreeType) (w externalReferences 0 1
  @externalReferences) (w components 0 1 (x . (q 0 0 (w component 1 1 @component) *))) *))
licenseType 234 (x . (q 1 1 (c 1 1 (w id 0 1 @spdx-id) (w name 0 1 s)) (w text 0 1
  @attachedTextType) (w url 0 1 s) *))
attachedTextType 234567 (x . (@ content-type s) (@ encoding @encoding) (t s))
swidType 234567 (x . (@ tagId ! s) (@ name ! s) (@ version s) (@ tagVersion xi) (@ patch xb) (q 1
  1 (w text 0 1 @attachedTextType) (w url 0 1 s) *))
patchesType 234567 (x . (q 0 0 (w patch 1 1 @patchType) *))
patchType 234567 (x . (@ type ! @patchClassification) (q 1 1 (w diff 0 1 @diffType) (w resolves 0
  1 (x . (q 0 0 (w issue 1 1 @issueType)))) *))
diffType 234567 (x . (q 1 1 (w text 0 1 @attachedTextType) (w url 0 1 s) *))
issueType 234567 (x . (@ type ! @issueClassification) (q 1 1 (w id 0 1 s) (w name 0 1 s) (w
  description 0 1 s) (w source 0 1 (x . (q 1 1 (w name 0 1 s) (w url 0 1 s)))) (w references 0 1
  (x . (q 0 0 (w url 1 1 s)))) *))
pedigreeType 234567 (x . (q 1 1 (w ancestors 0 1 @componentsType) (w descendants 0 1
  @componentsType) (w variants 0 1 @componentsType) (w commits 0 1 @commitsType) (w patches 0 1
  @patchesType) (w notes 0 1 s) *))
dependencyType 234 (x + (@ ref ! @refType) (q 0 0 (w dependency 1 1 @dependencyType)))
dependenciesType 234567 (x . (q 0 0 (w dependency 1 1 @dependencyType)))
servicesType 234567 (x ++ (q 0 0 (w service 1 1 @service) *))
service 2 (x ++ (@ bom-ref @refType) (q 1 1 (w provider 0 1 @organizationalEntity) (w group 0 1
  s) (w name 1 1 s) (w version 0 1 s) (w description 0 1 s) (w endpoints 0 1 (x . (q 0 0 (w
  endpoint 1 1 s)))) (w authenticated 0 1 xb) (w x-trust-boundary 0 1 xb) (w data 0 1 (x . (q 0 0
  (w classification 1 1 @dataClassificationType)))) (w licenses 0 1 (x . (c 1 1 (w license 0 0
  @licenseType) (w expression 0 1 s)))) (w externalReferences 0 1 @externalReferences) (w
  services 0 1 (x . (q 0 0 (w service 1 1 @service) *))) *))
dataClassificationType 234567 (x . (@ flow ! @dataFlowType) (t s))
classification 234 (e application framework library container operating-system device firmware
  file)
hashAlg 23456 (e MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256
  BLAKE2b-384 BLAKE2b-512 BLAKE3)
mimeType 234567 (p media-type)
patchClassification 234567 (e unofficial monkey backport cherry-pick)
issueClassification 234567 (e defect enhancement security)
dataFlowType 234567 (e inbound outbound bi-directional unknown)
bom 3 (x ++ (@ version xi) (@ serialNumber @urnUuid) (q 1 1 (w metadata 0 1 @metadata) (w
  components 0 1 @componentsType) (w services 0 1 @servicesType) (w externalReferences 0 1
  @externalReferences) (w dependencies 0 1 @dependenciesType) (w compositions 0 1
  @compositionsType) (w properties 0 1 @propertiesType) *))
metadata 34 (x + (q 0 1 (w timestamp 0 1 (f xml-date-time)) (w tools 0 1 (x . (q 0 0 (w tool 0 1
  @toolType)))) (w authors 0 1 (x . (q 0 0 (w author 1 1 @organizationalContact)))) (w component
  0 1 @component) (w manufacture 0 1 @organizationalEntity) (w supplier 0 1
  @organizationalEntity) (w licenses 0 1 @licenseChoiceType) (w properties 0 1 @propertiesType)
  *))
organizationalContact 34 (x + (q 0 1 (w name 0 1 s) (w email 0 1 s) (w phone 0 1 s) *))
component 3 (x ++ (@ type ! @classification) (@ mime-type @mimeType) (@ bom-ref @refType) (q 1 1
  (w supplier 0 1 @organizationalEntity) (w author 0 1 s) (w publisher 0 1 s) (w group 0 1 s) (w
  name 1 1 s) (w version 1 1 s) (w description 0 1 s) (w scope 0 1 @scope) (w hashes 0 1 (x . (q
  0 0 (w hash 1 1 @hashType)))) (w licenses 0 1 @licenseChoiceType) (w copyright 0 1 s) (w cpe 0
  1 @cpe) (w purl 0 1 s) (w swid 0 1 @swidType) (w modified 0 1 xb) (w pedigree 0 1
  @pedigreeType) (w externalReferences 0 1 @externalReferences) (w properties 0 1
  @propertiesType) (w components 0 1 (x . (q 0 0 (w component 1 1 @component) *))) (w evidence 0
  1 @componentEvidenceType) *))
externalReference 34 (x ++ (@ type ! @externalReferenceType) (q 1 1 (w url 1 1 s) (w comment 0 1
  s) (w hashes 0 1 (x . (q 0 0 (w hash 1 1 @hashType))))))
service 3 (x ++ (@ bom-ref @refType) (q 1 1 (w provider 0 1 @organizationalEntity) (w group 0 1
  s) (w name 1 1 s) (w version 0 1 s) (w description 0 1 s) (w endpoints 0 1 (x . (q 0 0 (w
  endpoint 1 1 s)))) (w authenticated 0 1 xb) (w x-trust-boundary 0 1 xb) (w data 0 1 (x . (q 0 0
  (w classification 1 1 @dataClassificationType)))) (w licenses 0 1 @licenseChoiceType) (w
  externalReferences 0 1 @externalReferences) (w properties 0 1 @propertiesType) (w services 0 1
  (x . (q 0 0 (w service 1 1 @service) *))) *))
licenseChoiceType 34 (x . (c 1 1 (w license 0 0 @licenseType) (w expression 0 1 s)))
copyrightsType 34567 (x . (q 1 1 (w text 0 0 s)))
componentEvidenceType 34 (x ++ (q 1 1 (w licenses 0 1 @licenseChoiceType) (w copyright 0 1
  @copyrightsType) *))
compositionsType 34567 (x ++ (q 0 0 (w composition 1 1 @compositionType) *))
compositionType 34 (x . (q 0 0 (w aggregate 1 1 @aggregateType) (w assemblies 0 1 (x . (q 0 0 (w
  assembly 1 1 @bomReferenceType) *))) (w dependencies 0 1 (x . (q 0 0 (w dependency 1 1
  @bomReferenceType) *)))))
bomReferenceType 34 (x + (@ ref ! @refType))
propertiesType 34567 (x ++ (q 0 0 (w property 1 1 @propertyType) *))
propertyType 34567 (x . (@ name ! s) (t s))
aggregateType 34 (e complete incomplete incomplete_first_party_only incomplete_third_party_only
  unknown not_specified)
bom 4 (x ++ (@ version xi) (@ serialNumber @urnUuid) (q 1 1 (w metadata 0 1 @metadata) (w
  components 0 1 @componentsType) (w services 0 1 @servicesType) (w externalReferences 0 1
  @externalReferences) (w dependencies 0 1 @dependenciesType) (w compositions 0 1
  @compositionsType) (w properties 0 1 @propertiesType) (w vulnerabilities 0 1
  @vulnerabilitiesType) *))
toolType 45 (x + (q 0 1 (w vendor 0 1 s) (w name 0 1 s) (w version 0 1 s) (w hashes 0 1 (x . (q 0
  0 (w hash 1 1 @hashType)))) (w externalReferences 0 1 @externalReferences) *))
component 4 (x ++ (@ type ! @classification) (@ mime-type @mimeType) (@ bom-ref @refType) (q 1 1
  (w supplier 0 1 @organizationalEntity) (w author 0 1 s) (w publisher 0 1 s) (w group 0 1 s) (w
  name 1 1 s) (w version 0 1 s) (w description 0 1 s) (w scope 0 1 @scope) (w hashes 0 1 (x . (q
  0 0 (w hash 1 1 @hashType)))) (w licenses 0 1 @licenseChoiceType) (w copyright 0 1 s) (w cpe 0
  1 @cpe) (w purl 0 1 s) (w swid 0 1 @swidType) (w modified 0 1 xb) (w pedigree 0 1
  @pedigreeType) (w externalReferences 0 1 @externalReferences) (w properties 0 1
  @propertiesType) (w components 0 1 (x . (q 0 0 (w component 1 1 @component) *))) (w evidence 0
  1 @componentEvidenceType) (w releaseNotes 0 1 @releaseNotesType) *))
service 4 (x ++ (@ bom-ref @refType) (q 1 1 (w provider 0 1 @organizationalEntity) (w group 0 1
  s) (w name 1 1 s) (w version 0 1 s) (w description 0 1 s) (w endpoints 0 1 (x . (q 0 0 (w
  endpoint 1 1 s)))) (w authenticated 0 1 xb) (w x-trust-boundary 0 1 xb) (w data 0 1 (x . (q 0 0
  (w classification 1 1 @dataClassificationType)))) (w licenses 0 1 @licenseChoiceType) (w
  externalReferences 0 1 @externalReferences) (w properties 0 1 @propertiesType) (w services 0 1
  (x . (q 0 0 (w service 1 1 @service) *))) (w releaseNotes 0 1 @releaseNotesType) *))
releaseNotesType 45 (x ++ (q 0 0 (w type 1 1 s) (w title 0 1 s) (w featuredImage 0 1 s) (w
  socialImage 0 1 s) (w description 0 1 s) (w timestamp 0 1 (f xml-date-time)) (w aliases 0 1 (x
  . (q 0 0 (w alias 1 1 s)))) (w tags 0 1 (x . (q 0 0 (w tag 1 1 s)))) (w resolves 0 1 (x . (q 0
  0 (w issue 1 1 @issueType)))) (w notes 0 1 (x . (q 0 0 (w note 1 1 (x . (q 0 0 (w locale 0 1
  @localeType) (w text 1 1 @attachedTextType))))))) (w properties 0 1 @propertiesType) *))
vulnerabilitiesType 4567 (x ++ (q 0 0 (w vulnerability 1 1 @vulnerabilityType) *))
vulnerabilityType 4 (x . (@ bom-ref @refType) (q 0 1 (w id 0 1 s) (w source 0 1
  @vulnerabilitySourceType) (w references 0 1 (x . (q 0 0 (w reference 1 1 (x . (q 1 1 (w id 0 1
  s) (w source 0 1 @vulnerabilitySourceType)))) *))) (w ratings 0 1 (x . (q 1 1 (w rating 0 0
  @ratingType)))) (w cwes 0 1 (x . (q 1 1 (w cwe 0 0 xi)))) (w description 0 1 s) (w detail 0 1
  s) (w recommendation 0 1 s) (w advisories 0 1 (x . (q 1 1 (w advisory 0 0 @advisoryType)))) (w
  created 0 1 (f xml-date-time)) (w published 0 1 (f xml-date-time)) (w updated 0 1 (f
  xml-date-time)) (w credits 0 1 (x . (q 1 1 (w organizations 0 1 (x . (q 0 0 (w organization 1 1
  @organizationalEntity)))) (w individuals 0 1 (x . (q 0 0 (w individual 1 1
  @organizationalContact))))))) (w tools 0 1 (x . (q 0 0 (w tool 0 1 @toolType)))) (w analysis 0
  1 (x . (q 0 1 (w state 0 1 @impactAnalysisStateType) (w justification 0 1
  @impactAnalysisJustificationType) (w responses 0 1 (x . (q 0 0 (w response 1 1
  @impactAnalysisResponsesType)))) (w detail 0 1 s)))) (w affects 0 1 (x . (q 0 0 (w target 1 1
  (x . (q 0 1 (w ref 1 1 @refType) (w versions 0 1 (x . (q 0 0 (w version 1 1 (x . (q 0 1 (c 1 1
  (w version 1 1 s) (w range 1 1 s)) (w status 0 1 @impactAnalysisAffectedStatusType)))))))))))))
  (w properties 0 1 @propertiesType)))
vulnerabilitySourceType 4567 (x . (q 0 0 (w name 0 1 s) (w url 0 1 s)))
ratingType 4567 (x . (q 1 1 (w source 0 1 @vulnerabilitySourceType) (w score 0 1 xn) (w severity
  0 1 @severityType) (w method 0 1 @scoreSourceType) (w vector 0 1 s) (w justification 0 1 s)))
advisoryType 4567 (x . (q 1 1 (w title 0 1 s) (w url 1 1 s)))
externalReferenceType 4 (e vcs issue-tracker website advisories bom mailing-list social chat
  documentation support distribution license build-meta build-system release-notes other)
localeType 4567 (p locale)
severityType 4567 (e critical high medium low info none unknown)
)"
R"(
impactAnalysisStateType 4567 (e resolved resolved_with_pedigree exploitable in_triage
  false_positive not_affected)
impactAnalysisJustificationType 4567 (e code_not_present code_not_reachable
  requires_configuration requires_dependency requires_environment protected_by_compiler
  protected_at_runtime protected_at_perimeter protected_by_mitigating_control)
scoreSourceType 4 (e CVSSv2 CVSSv3 CVSSv31 OWASP other)
impactAnalysisResponsesType 4567 (e can_not_fix will_not_fix update rollback
  workaround_available)
impactAnalysisAffectedStatusType 4567 (e affected unaffected unknown)
bom 5 (x ++ (@ version (xi 1 -)) (@ serialNumber @urnUuid) (q 1 1 (w metadata 0 1 @metadata) (w
  components 0 1 @componentsType) (w services 0 1 @servicesType) (w externalReferences 0 1
  @externalReferences) (w dependencies 0 1 @dependenciesType) (w compositions 0 1
  @compositionsType) (w properties 0 1 @propertiesType) (w vulnerabilities 0 1
  @vulnerabilitiesType) (w annotations 0 1 @annotationsType) (w formulation 0 1 @formulationType)
  *))
metadata 5 (x + (q 0 1 (w timestamp 0 1 (f xml-date-time)) (w lifecycles 0 1 (x . (q 1 1 (w
  lifecycle 0 0 (x . (c 1 1 (q 1 1 (w phase 1 1 @lifecyclePhaseType)) (q 1 1 (w name 1 1 s) (w
  description 0 1 s)))))))) (w tools 0 1 (x . (c 1 1 (q 0 0 (w tool 0 1 @toolType)) (q 0 1 (w
  components 0 1 @componentsType) (w services 0 1 @servicesType))))) (w authors 0 1 (x . (q 0 0
  (w author 1 1 @organizationalContact)))) (w component 0 1 @component) (w manufacture 0 1
  @organizationalEntity) (w supplier 0 1 @organizationalEntity) (w licenses 0 1
  @licenseChoiceType) (w properties 0 1 @propertiesType) *))
organizationalEntity 5 (x + (@ bom-ref @refType) (q 0 1 (w name 0 1 s) (w url 0 0 s) (w contact 0
  0 @organizationalContact) *))
organizationalContact 567 (x + (@ bom-ref @refType) (q 0 1 (w name 0 1 s) (w email 0 1 s) (w
  phone 0 1 s) *))
component 5 (x ++ (@ type ! @classification) (@ mime-type @mimeType) (@ bom-ref @refType) (q 1 1
  (w supplier 0 1 @organizationalEntity) (w author 0 1 s) (w publisher 0 1 s) (w group 0 1 s) (w
  name 1 1 s) (w version 0 1 s) (w description 0 1 s) (w scope 0 1 @scope) (w hashes 0 1 (x . (q
  0 0 (w hash 1 1 @hashType)))) (w licenses 0 1 @licenseChoiceType) (w copyright 0 1 s) (w cpe 0
  1 @cpe) (w purl 0 1 s) (w swid 0 1 @swidType) (w modified 0 1 xb) (w pedigree 0 1
  @pedigreeType) (w externalReferences 0 1 @externalReferences) (w properties 0 1
  @propertiesType) (w components 0 1 (x . (q 0 0 (w component 1 1 @component) *))) (w evidence 0
  1 @componentEvidenceType) (w releaseNotes 0 1 @releaseNotesType) (w modelCard 0 1
  @modelCardType) (w data 0 1 @componentDataType) *))
licenseType 5 (x . (@ bom-ref @refType) (q 1 1 (c 1 1 (w id 0 1 @spdx-id) (w name 0 1 s)) (w text
  0 1 @attachedTextType) (w url 0 1 s) (w licensing 0 1 (x . (q 1 1 (w altIds 0 1 (x . (q 1 1 (w
  altId 0 0 s)))) (w licensor 0 1 (x . (q 1 1 (c 1 1 (w organization 0 1 @organizationalEntity)
  (w individual 0 1 @organizationalContact))))) (w licensee 0 1 (x . (q 1 1 (c 1 1 (w
  organization 0 1 @organizationalEntity) (w individual 0 1 @organizationalContact))))) (w
  purchaser 0 1 (x . (q 1 1 (c 1 1 (w organization 0 1 @organizationalEntity) (w individual 0 1
  @organizationalContact))))) (w purchaseOrder 0 1 s) (w licenseTypes 0 1 (x . (q 1 1 (w
  licenseType 0 0 @licenseTypeEnum)))) (w lastRenewal 0 1 (f xml-date-time)) (w expiration 0 1 (f
  xml-date-time)) *))) (w properties 0 1 @propertiesType) *))
externalReference 56 (x ++ (@ type ! @externalReferenceType) (q 1 1 (w url 1 1 (| s
  @bomLinkType)) (w comment 0 1 s) (w hashes 0 1 (x . (q 0 0 (w hash 1 1 @hashType))))))
dependencyType 5 (x + (@ ref ! @refLinkType) (q 0 0 (w dependency 1 1 @dependencyType)))
service 5 (x ++ (@ bom-ref @refType) (q 1 1 (w provider 0 1 @organizationalEntity) (w group 0 1
  s) (w name 1 1 s) (w version 0 1 s) (w description 0 1 s) (w endpoints 0 1 (x . (q 0 0 (w
  endpoint 1 1 s)))) (w authenticated 0 1 xb) (w x-trust-boundary 0 1 xb) (w trustZone 0 1 s) (w
  data 0 1 (x . (c 1 1 (q 0 0 (w classification 1 1 @dataClassificationType)) (w dataflow 0 0 (x
  ++ (@ name s) (@ description s) (q 1 1 (w classification 0 1 @dataClassificationType) (w
  governance 0 1 @dataGovernance) (w source 0 1 (x . (q 0 0 (w url 1 1 (| s
  @bomLinkElementType))))) (w destination 0 1 (x . (q 0 0 (w url 1 1 (| s
  @bomLinkElementType))))))))))) (w licenses 0 1 @licenseChoiceType) (w externalReferences 0 1
  @externalReferences) (w properties 0 1 @propertiesType) (w services 0 1 (x . (q 0 0 (w service
  1 1 @service) *))) (w releaseNotes 0 1 @releaseNotesType) *))
licenseChoiceType 5 (x . (c 1 1 (w license 0 0 @licenseType) (w expression 0 1 (x . (@ bom-ref
  @refType) (t s)))))
componentEvidenceType 5 (x ++ (q 1 1 (w identity 0 1 (x . (q 1 1 (w field 1 1 @identityFieldType)
  (w confidence 0 1 @decimalPercentType) (w methods 0 1 (x . (q 1 1 (w method 0 0 (x . (q 1 1 (w
  technique 1 1 @evidenceTechnique) (w confidence 1 1 @decimalPercentType) (w value 0 1 s)))))))
  (w tools 0 1 (x . (q 1 1 (w tool 0 0 @bomReferenceType))))))) (w occurrences 0 1 (x . (q 1 1 (w
  occurrence 0 0 (x . (@ bom-ref @refType) (q 1 1 (w location 1 1 any))))))) (w callstack 0 1 (x
  . (q 1 1 (w frames 0 1 (x . (q 1 1 (w frame 0 0 (x . (q 1 1 (w package 0 1 s) (w module 1 1 s)
  (w function 0 1 s) (w parameters 0 1 (x . (q 1 1 (w parameter 0 0 s)))) (w line 0 1 xi) (w
  column 0 1 xi) (w fullFilename 0 1 s))))))) (w tools 0 1 (x . (q 1 1 (w tool 0 0
  @bomReferenceType))))))) (w licenses 0 1 @licenseChoiceType) (w copyright 0 1 @copyrightsType)
  *))
compositionType 567 (x . (@ bom-ref @refType) (q 0 0 (w aggregate 1 1 @aggregateType) (w
  assemblies 0 1 (x . (q 0 0 (w assembly 1 1 @bomReferenceType) *))) (w dependencies 0 1 (x . (q
  0 0 (w dependency 1 1 @bomReferenceType) *))) (w vulnerabilities 0 1 (x . (q 0 0 (w
  vulnerability 1 1 @bomReferenceType) *)))))
modelCardType 5 (x . (@ bom-ref @refType) (q 1 1 (w modelParameters 0 1 (x . (q 1 1 (w approach 0
  1 (x . (q 1 1 (w type 0 1 @machineLearningApproachType)))) (w task 0 1 s) (w architectureFamily
  0 1 s) (w modelArchitecture 0 1 s) (w datasets 0 1 (x . (c 0 0 (w ref 0 1 (| @refLinkType
  @bomLinkElementType)) (w dataset 0 1 @componentDataType)))) (w inputs 0 1 (x . (q 1 1 (w input
  0 0 (x . (q 1 1 (w format 1 1 s))))))) (w outputs 0 1 (x . (q 1 1 (w output 0 0 (x . (q 1 1 (w
  format 1 1 s)))))))))) (w quantitativeAnalysis 0 1 (x . (q 1 1 (w performanceMetrics 0 1 (x .
  (q 1 1 (w performanceMetric 0 0 (x . (q 1 1 (w type 0 1 s) (w value 0 1 s) (w slice 0 1 s) (w
  confidenceInterval 0 1 (x . (q 1 1 (w lowerBound 0 1 s) (w upperBound 0 1 s)))))))))) (w
  graphics 0 1 (x . (q 1 1 (w description 0 1 s) (w collection 0 1 (x . (q 1 1 (w graphic 0 0 (x
  . (q 1 1 (w name 0 1 s) (w image 0 1 @attachedTextType))))))))))))) (w considerations 0 1 (x .
  (q 1 1 (w users 0 1 (x . (q 1 1 (w user 0 0 s)))) (w useCases 0 1 (x . (q 1 1 (w useCase 0 0
  s)))) (w technicalLimitations 0 1 (x . (q 1 1 (w technicalLimitation 0 0 s)))) (w
  performanceTradeoffs 0 1 (x . (q 1 1 (w performanceTradeoff 0 0 s)))) (w ethicalConsiderations
  0 1 (x . (q 1 1 (w ethicalConsideration 0 0 (x . (q 1 1 (w name 0 1 s) (w mitigationStrategy 0
  1 s))))))) (w fairnessAssessments 0 1 (x . (q 1 1 (w fairnessAssessment 0 0 (x . (q 1 1 (w
  groupAtRisk 0 1 s) (w benefits 0 1 s) (w harms 0 1 s) (w mitigationStrategy 0 1 s)))))))))) (w
  properties 0 1 @propertiesType)))
componentDataType 56 (x . (@ bom-ref @refType) (q 1 1 (w type 1 1 @componentDataTypeEnumeration)
  (w name 0 1 s) (w contents 0 1 (x . (q 1 1 (w attachment 0 1 @attachedTextType) (w url 0 1 s)
  (w properties 0 1 @propertiesType)))) (w classification 0 1 s) (w sensitiveData 0 0 any) (w
  graphics 0 1 @graphicsCollectionType) (w description 0 1 s) (w governance 0 1
  @dataGovernance)))
dataGovernance 567 (x . (q 1 1 (w custodians 0 1 (x . (q 1 1 (w custodian 0 0
  @organizationOrIndividualType)))) (w stewards 0 1 (x . (q 1 1 (w steward 0 0
  @organizationOrIndividualType)))) (w owners 0 1 (x . (q 1 1 (w owner 0 0
  @organizationOrIndividualType))))))
organizationOrIndividualType 567 (x . (c 1 1 (w organization 0 1 @organizationalEntity) (w
  individual 0 1 @organizationalContact)))
graphicsCollectionType 56 (x . (q 1 1 (w description 0 1 any) (w collection 0 1 (x . (q 1 1 (w
  graphic 0 0 (x . (q 1 1 (w name 0 1 s) (w image 0 1 @attachedTextType)))))))))
bomReferenceType 567 (x + (@ ref ! (| @refLinkType @bomLinkType)))
vulnerabilityType 5 (x . (@ bom-ref @refType) (q 0 1 (w id 0 1 s) (w source 0 1
  @vulnerabilitySourceType) (w references 0 1 (x . (q 0 0 (w reference 1 1 (x . (q 1 1 (w id 1 1
  s) (w source 1 1 @vulnerabilitySourceType)))) *))) (w ratings 0 1 (x . (q 1 1 (w rating 0 0
  @ratingType)))) (w cwes 0 1 (x . (q 1 1 (w cwe 0 0 xi)))) (w description 0 1 s) (w detail 0 1
  s) (w recommendation 0 1 s) (w workaround 0 1 s) (w proofOfConcept 0 1 (x . (q 1 1 (w
  reproductionSteps 0 1 s) (w environment 0 1 s) (w supportingMaterial 0 1 (x . (q 1 1 (w
  attachment 0 0 @attachedTextType))))))) (w advisories 0 1 (x . (q 1 1 (w advisory 0 0
  @advisoryType)))) (w created 0 1 (f xml-date-time)) (w published 0 1 (f xml-date-time)) (w
  updated 0 1 (f xml-date-time)) (w rejected 0 1 (f xml-date-time)) (w credits 0 1 (x . (q 1 1 (w
  organizations 0 1 (x . (q 0 0 (w organization 1 1 @organizationalEntity)))) (w individuals 0 1
  (x . (q 0 0 (w individual 1 1 @organizationalContact))))))) (w tools 0 1 (x . (c 1 1 (q 0 0 (w
  tool 0 1 @toolType)) (q 0 1 (w components 0 1 @componentsType) (w services 0 1
  @servicesType))))) (w analysis 0 1 (x . (q 0 1 (w state 0 1 @impactAnalysisStateType) (w
  justification 0 1 @impactAnalysisJustificationType) (w responses 0 1 (x . (q 0 0 (w response 1
  1 @impactAnalysisResponsesType)))) (w detail 0 1 s) (w firstIssued 0 1 (f xml-date-time)) (w
  lastUpdated 0 1 (f xml-date-time))))) (w affects 0 1 (x . (q 0 0 (w target 1 1 (x . (q 0 1 (w
  ref 1 1 (| @refLinkType @bomLinkElementType)) (w versions 0 1 (x . (q 0 0 (w version 1 1 (x .
  (q 0 1 (c 1 1 (w version 1 1 s) (w range 1 1 s)) (w status 0 1
  @impactAnalysisAffectedStatusType))))))))))))) (w properties 0 1 @propertiesType)))
annotationsType 567 (x ++ (q 0 0 (w annotation 1 1 @annotationType) *))
annotatorChoiceType 567 (x . (c 1 1 (w organization 0 1 @organizationalEntity) (w individual 0 1
  @organizationalContact) (w component 0 1 @component) (w service 0 1 @service)))
annotationType 567 (x ++ (@ bom-ref @refType) (q 1 1 (w subjects 0 1 (x . (q 0 0 (w subject 1 1
  @bomReferenceType) *))) (w annotator 1 1 @annotatorChoiceType) (w timestamp 1 1 (f
  xml-date-time)) (w text 1 1 s) *))
formulationType 567 (x ++ (q 0 0 (w formula 1 1 @formulaType) *))
formulaType 567 (x ++ (@ bom-ref @refType) (q 1 1 (w components 0 1 @componentsType) (w services
  0 1 @servicesType) (w workflows 0 1 @workflowsType) (w properties 0 1 @propertiesType)))
workflowsType 567 (x ++ (q 1 1 (w workflow 0 0 @workflowType) *))
workflowType 567 (x ++ (@ bom-ref ! @refType) (q 1 1 (w uid 1 1 s) (w name 0 1 s) (w description
  0 1 s) (w resourceReferences 0 1 @resourceReferencesType) (w tasks 0 1 @tasksType) (w
  taskDependencies 0 1 @dependenciesType) (w taskTypes 1 1 (x . (q 1 1 (w taskType 0 0
  @taskTypeEnum)))) (w trigger 0 1 @triggerType) (w steps 0 1 (x . (q 1 1 (w step 0 0
  @stepType)))) (w inputs 0 1 (x . (q 1 1 (w input 0 0 @inputType)))) (w outputs 0 1 (x . (q 1 1
  (w output 0 0 @outputType)))) (w timeStart 0 1 (f xml-date-time)) (w timeEnd 0 1 (f
  xml-date-time)) (w workspaces 0 1 @workspacesType) (w runtimeTopology 0 1 @dependenciesType) (w
  properties 0 1 @propertiesType) *))
resourceReferencesType 567 (x ++ (q 1 1 (w resourceReference 0 0 @resourceReferenceType) *))
resourceReferenceType 567 (x ++ (q 1 1 (c 1 1 (w ref 1 1 (| @refLinkType @bomLinkElementType)) (w
  externalReference 1 1 @externalReference)) *))
tasksType 567 (x ++ (q 1 1 (w task 0 0 @taskType) *))
taskType 567 (x ++ (@ bom-ref ! @refType) (q 1 1 (w uid 1 1 s) (w name 0 1 s) (w description 0 1
  s) (w resourceReferences 0 1 @resourceReferencesType) (w taskTypes 1 1 (x . (q 1 1 (w taskType
  0 0 @taskTypeEnum)))) (w trigger 0 1 @triggerType) (w steps 0 1 (x . (q 1 1 (w step 0 0
  @stepType)))) (w inputs 0 1 (x . (q 1 1 (w input 0 0 @inputType)))) (w outputs 0 1 (x . (q 1 1
  (w output 0 0 @outputType)))) (w timeStart 0 1 (f xml-date-time)) (w timeEnd 0 1 (f
  xml-date-time)) (w workspaces 0 1 @workspacesType) (w runtimeTopology 0 1 @dependenciesType) (w
  properties 0 1 @propertiesType) *))
workspacesType 567 (x ++ (q 1 1 (w workspace 0 0 @workspaceType) *))
workspaceType 567 (x ++ (@ bom-ref ! @refType) (q 0 0 (w uid 1 1 s) (w name 0 1 s) (w aliases 0 1
  (x . (q 1 1 (w alias 0 0 s)))) (w description 0 1 s) (w resourceReferences 0 1
  @resourceReferencesType) (w accessMode 0 1 @accessModeEnum) (w mountPath 0 1 s) (w
  managedDataType 0 1 s) (w volumeRequest 0 1 s) (w volume 0 1 @volumeType) (w properties 0 1
  @propertiesType) *))
volumeType 567 (x . (q 1 1 (w uid 0 1 s) (w name 0 1 s) (w mode 0 1 @volumeModeEnum) (w path 0 1
  s) (w sizeAllocated 0 1 s) (w persistent 0 1 xb) (w remote 0 1 xb) (w properties 0 1
  @propertiesType)))
stepType 567 (x ++ (q 1 1 (w name 0 1 s) (w description 0 1 s) (w commands 0 1 (x . (q 1 1 (w
  command 0 0 (x . (q 1 1 (w executed 0 1 s) (w properties 0 1 @propertiesType))))))) (w
  properties 0 1 @propertiesType) *))
)"
R"(
triggerType 567 (x ++ (@ bom-ref ! @refType) (q 1 1 (w uid 1 1 s) (w name 0 1 s) (w description 0
  1 s) (w resourceReferences 0 1 @resourceReferencesType) (w type 1 1 @triggerTypeType) (w event
  0 1 @eventType) (w conditions 0 1 (x . (q 1 1 (w condition 0 0 (x . (q 1 1 (w description 0 1
  s) (w expression 0 1 s) (w properties 0 1 @propertiesType))))))) (w timeActivated 0 1 (f
  xml-date-time)) (w inputs 0 1 (x . (q 1 1 (w input 0 0 @inputType)))) (w outputs 0 1 (x . (q 1
  1 (w output 0 0 @outputType)))) (w properties 0 1 @propertiesType) *))
eventType 567 (x ++ (q 1 1 (w uid 0 1 s) (w description 0 1 s) (w timeReceived 0 1 (f
  xml-date-time)) (w data 0 1 @attachedTextType) (w source 0 1 @resourceReferenceType) (w target
  0 1 @resourceReferenceType) (w properties 0 1 @propertiesType) *))
inputType 567 (x ++ (q 1 1 (c 1 1 (w resource 1 1 @resourceReferenceType) (w parameters 1 1
  @parametersType) (w environmentVars 1 1 (x . (q 0 0 (c 1 1 (w environmentVar 0 1 @propertyType)
  (w value 0 1 s))))) (w data 1 1 @attachedTextType)) (w source 0 1 @resourceReferenceType) (w
  target 0 1 @resourceReferenceType) (w properties 0 1 @propertiesType) *))
outputType 567 (x ++ (q 1 1 (c 1 1 (w resource 1 1 @resourceReferenceType) (w environmentVars 1 1
  (x . (q 0 0 (c 1 1 (w environmentVar 0 1 @propertyType) (w value 0 1 s))))) (w data 1 1
  @attachedTextType)) (w type 0 1 @outputTypeEnum) (w source 0 1 @resourceReferenceType) (w
  target 0 1 @resourceReferenceType) (w properties 0 1 @propertiesType) *))
parametersType 567 (x . (q 1 1 (w parameter 0 0 @parameterType)))
parameterType 567 (x ++ (q 1 1 (w name 0 1 s) (w value 0 1 s) (w dataType 0 1 s) *))
refType 567 (l 1)
refLinkType 567 @refType
bomLinkDocumentType 567 (p bom-link)
bomLinkElementType 567 (p bom-link-element)
bomLinkType 567 (| @bomLinkDocumentType @bomLinkElementType)
lifecyclePhaseType 567 (e design pre-build build post-build operations discovery decommission)
classification 5 (e application framework library container platform operating-system device
  device-driver firmware file machine-learning-model data)
licenseTypeEnum 567 (e academic appliance client-access concurrent-user core-points custom-metric
  device evaluation named-user node-locked oem perpetual processor-points subscription user
  other)
externalReferenceType 5 (e vcs issue-tracker website advisories bom mailing-list social chat
  documentation support distribution distribution-intake license build-meta build-system
  release-notes security-contact model-card log configuration evidence formulation attestation
  threat-model adversary-model risk-assessment vulnerability-assertion exploitability-statement
  pentest-report static-analysis-report dynamic-analysis-report runtime-analysis-report
  component-analysis-report maturity-report certification-report quality-metrics
  codified-infrastructure poam other)
identityFieldType 5 (e group name version purl cpe swid hash)
decimalPercentType 567 (xn 0 1)
evidenceTechnique 567 (e source-code-analysis binary-analysis manifest-analysis ast-fingerprint
  hash-comparison instrumentation dynamic-analysis filename attestation other)
aggregateType 567 (e complete incomplete incomplete_first_party_only
  incomplete_first_party_proprietary_only incomplete_first_party_opensource_only
  incomplete_third_party_only incomplete_third_party_proprietary_only
  incomplete_third_party_opensource_only unknown not_specified)
machineLearningApproachType 567 (e supervised unsupervised reinforcement-learning semi-supervised
  self-supervised)
componentDataTypeEnumeration 567 (e source-code configuration dataset definition other)
scoreSourceType 567 (e CVSSv2 CVSSv3 CVSSv31 CVSSv4 OWASP SSVC other)
taskTypeEnum 567 (e copy clone lint scan merge build test deliver deploy release clean other)
accessModeEnum 567 (e read-only read-write read-write-once write-once write-only)
volumeModeEnum 567 (e filesystem block)
triggerTypeType 567 (e manual api webhook scheduled)
outputTypeEnum 567 (e artifact attestation log evidence metrics other)
bom 6 (x ++ (@ version (xi 1 -)) (@ serialNumber @urnUuid) (q 1 1 (w metadata 0 1 @metadata) (w
  components 0 1 @componentsType) (w services 0 1 @servicesType) (w externalReferences 0 1
  @externalReferences) (w dependencies 0 1 @dependenciesType) (w compositions 0 1
  @compositionsType) (w properties 0 1 @propertiesType) (w vulnerabilities 0 1
  @vulnerabilitiesType) (w annotations 0 1 @annotationsType) (w formulation 0 1 @formulationType)
  (w declarations 0 1 @declarationsType) (w definitions 0 1 @definitionsType) *))
metadata 6 (x + (q 0 1 (w timestamp 0 1 (f xml-date-time)) (w lifecycles 0 1 (x . (q 1 1 (w
  lifecycle 0 0 (x . (c 1 1 (q 1 1 (w phase 1 1 @lifecyclePhaseType)) (q 1 1 (w name 1 1 s) (w
  description 0 1 s)))))))) (w tools 0 1 (x . (c 1 1 (q 0 0 (w tool 0 1 @toolType)) (q 0 1 (w
  components 0 1 @componentsType) (w services 0 1 @servicesType))))) (w authors 0 1 (x . (q 0 0
  (w author 1 1 @organizationalContact)))) (w component 0 1 @component) (w manufacturer 0 1
  @organizationalEntity) (w manufacture 0 1 @organizationalEntity) (w supplier 0 1
  @organizationalEntity) (w licenses 0 1 @licenseChoiceType) (w properties 0 1 @propertiesType)
  *))
organizationalEntity 67 (x + (@ bom-ref @refType) (q 0 1 (w name 0 1 s) (w address 0 1
  @postalAddressType) (w url 0 0 s) (w contact 0 0 @organizationalContact) *))
toolType 67 (x + (q 0 1 (w vendor 0 1 s) (w name 0 1 s) (w version 0 1 @versionType) (w hashes 0
  1 (x . (q 0 0 (w hash 1 1 @hashType)))) (w externalReferences 0 1 @externalReferences) *))
component 6 (x ++ (@ type ! @classification) (@ mime-type @mimeType) (@ bom-ref @refType) (q 1 1
  (w supplier 0 1 @organizationalEntity) (w manufacturer 0 1 @organizationalEntity) (w authors 0
  1 (x . (q 0 0 (w author 1 1 @organizationalContact)))) (w author 0 1 s) (w publisher 0 1 s) (w
  group 0 1 s) (w name 1 1 s) (w version 0 1 @versionType) (w description 0 1 s) (w scope 0 1
  @scope) (w hashes 0 1 (x . (q 0 0 (w hash 1 1 @hashType)))) (w licenses 0 1 @licenseChoiceType)
  (w copyright 0 1 s) (w cpe 0 1 @cpe) (w purl 0 1 s) (w omniborId 0 0 s) (w swhid 0 0 s) (w swid
  0 1 @swidType) (w modified 0 1 xb) (w pedigree 0 1 @pedigreeType) (w externalReferences 0 1
  @externalReferences) (w properties 0 1 @propertiesType) (w components 0 1 (x . (q 0 0 (w
  component 1 1 @component) *))) (w evidence 0 1 @componentEvidenceType) (w releaseNotes 0 1
  @releaseNotesType) (w modelCard 0 1 @modelCardType) (w data 0 0 @componentDataType) (w
  cryptoProperties 0 1 @cryptoPropertiesType) (w tags 0 1 @tagsType) *))
licenseType 6 (x . (@ bom-ref @refType) (@ acknowledgement
  @licenseAcknowledgementEnumerationType) (q 1 1 (c 1 1 (w id 1 1 @spdx-id) (w name 1 1 s)) (w
  text 0 1 @attachedTextType) (w url 0 1 s) (w licensing 0 1 (x . (q 1 1 (w altIds 0 1 (x . (q 1
  1 (w altId 0 0 s)))) (w licensor 0 1 (x . (q 1 1 (c 1 1 (w organization 0 1
  @organizationalEntity) (w individual 0 1 @organizationalContact))))) (w licensee 0 1 (x . (q 1
  1 (c 1 1 (w organization 0 1 @organizationalEntity) (w individual 0 1
  @organizationalContact))))) (w purchaser 0 1 (x . (q 1 1 (c 1 1 (w organization 0 1
  @organizationalEntity) (w individual 0 1 @organizationalContact))))) (w purchaseOrder 0 1 s) (w
  licenseTypes 0 1 (x . (q 1 1 (w licenseType 0 0 @licenseTypeEnum)))) (w lastRenewal 0 1 (f
  xml-date-time)) (w expiration 0 1 (f xml-date-time)) *))) (w properties 0 1 @propertiesType)
  *))
dependencyType 67 (x + (@ ref ! @refLinkType) (q 0 0 (w dependency 0 1 @dependencyType) (w
  provides 0 1 (x . (@ ref ! @refLinkType)))))
service 6 (x ++ (@ bom-ref @refType) (q 1 1 (w provider 0 1 @organizationalEntity) (w group 0 1
  s) (w name 1 1 s) (w version 0 1 @versionType) (w description 0 1 s) (w endpoints 0 1 (x . (q 0
  0 (w endpoint 1 1 s)))) (w authenticated 0 1 xb) (w x-trust-boundary 0 1 xb) (w trustZone 0 1
  s) (w data 0 1 (x . (c 1 1 (q 0 0 (w classification 1 1 @dataClassificationType)) (w dataflow 0
  0 (x ++ (@ name s) (@ description s) (q 1 1 (w classification 0 1 @dataClassificationType) (w
  governance 0 1 @dataGovernance) (w source 0 1 (x . (q 0 0 (w url 1 1 (| s
  @bomLinkElementType))))) (w destination 0 1 (x . (q 0 0 (w url 1 1 (| s
  @bomLinkElementType))))))))))) (w licenses 0 1 @licenseChoiceType) (w externalReferences 0 1
  @externalReferences) (w properties 0 1 @propertiesType) (w services 0 1 (x . (q 0 0 (w service
  1 1 @service) *))) (w releaseNotes 0 1 @releaseNotesType) (w tags 0 1 @tagsType) *))
licenseChoiceType 6 (x . (c 1 1 (w license 0 0 @licenseType) (w expression 0 1 (x . (@ bom-ref
  @refType) (@ acknowledgement @licenseAcknowledgementEnumerationType) (t s)))))
componentEvidenceType 67 (x ++ (q 1 1 (w identity 0 0 (x . (q 1 1 (w field 1 1
  @identityFieldType) (w confidence 0 1 @decimalPercentType) (w concludedValue 0 1 s) (w methods
  0 1 (x . (q 1 1 (w method 0 0 (x . (q 1 1 (w technique 1 1 @evidenceTechnique) (w confidence 1
  1 @decimalPercentType) (w value 0 1 s))))))) (w tools 0 1 (x . (q 1 1 (w tool 0 0
  @bomReferenceType))))))) (w occurrences 0 1 (x . (q 1 1 (w occurrence 0 0 (x . (@ bom-ref
  @refType) (q 1 1 (w location 1 1 s) (w line 0 1 (xi 0 -)) (w offset 0 1 (xi 0 -)) (w symbol 0 1
  s) (w additionalContext 0 1 s))))))) (w callstack 0 1 (x . (q 1 1 (w frames 0 1 (x . (q 1 1 (w
  frame 0 0 (x . (q 1 1 (w package 0 1 s) (w module 1 1 s) (w function 0 1 s) (w parameters 0 1
  (x . (q 1 1 (w parameter 0 0 s)))) (w line 0 1 xi) (w column 0 1 xi) (w fullFilename 0 1
  s))))))) (w tools 0 1 (x . (q 1 1 (w tool 0 0 @bomReferenceType))))))) (w licenses 0 1
  @licenseChoiceType) (w copyright 0 1 @copyrightsType) *))
releaseNotesType 67 (x ++ (q 0 0 (w type 1 1 s) (w title 0 1 s) (w featuredImage 0 1 s) (w
  socialImage 0 1 s) (w description 0 1 s) (w timestamp 0 1 (f xml-date-time)) (w aliases 0 1 (x
  . (q 0 0 (w alias 1 1 s)))) (w tags 0 1 @tagsType) (w resolves 0 1 (x . (q 0 0 (w issue 1 1
  @issueType)))) (w notes 0 1 (x . (q 0 0 (w note 1 1 (x . (q 0 0 (w locale 0 1 @localeType) (w
  text 1 1 @attachedTextType))))))) (w properties 0 1 @propertiesType) *))
modelCardType 67 (x . (@ bom-ref @refType) (q 1 1 (w modelParameters 0 1 (x . (q 1 1 (w approach
  0 1 (x . (q 1 1 (w type 0 1 @machineLearningApproachType)))) (w task 0 1 s) (w
  architectureFamily 0 1 s) (w modelArchitecture 0 1 s) (w datasets 0 1 (x . (c 0 0 (w ref 0 1 (|
  @refLinkType @bomLinkElementType)) (w dataset 0 1 @componentDataType)))) (w inputs 0 1 (x . (q
  1 1 (w input 0 0 (x . (q 1 1 (w format 1 1 s))))))) (w outputs 0 1 (x . (q 1 1 (w output 0 0 (x
  . (q 1 1 (w format 1 1 s)))))))))) (w quantitativeAnalysis 0 1 (x . (q 1 1 (w
  performanceMetrics 0 1 (x . (q 1 1 (w performanceMetric 0 0 (x . (q 1 1 (w type 0 1 s) (w value
  0 1 s) (w slice 0 1 s) (w confidenceInterval 0 1 (x . (q 1 1 (w lowerBound 0 1 s) (w upperBound
  0 1 s)))))))))) (w graphics 0 1 (x . (q 1 1 (w description 0 1 s) (w collection 0 1 (x . (q 1 1
  (w graphic 0 0 (x . (q 1 1 (w name 0 1 s) (w image 0 1 @attachedTextType))))))))))))) (w
  considerations 0 1 (x . (q 1 1 (w users 0 1 (x . (q 1 1 (w user 0 0 s)))) (w useCases 0 1 (x .
  (q 1 1 (w useCase 0 0 s)))) (w technicalLimitations 0 1 (x . (q 1 1 (w technicalLimitation 0 0
  s)))) (w performanceTradeoffs 0 1 (x . (q 1 1 (w performanceTradeoff 0 0 s)))) (w
  ethicalConsiderations 0 1 (x . (q 1 1 (w ethicalConsideration 0 0 (x . (q 1 1 (w name 0 1 s) (w
  mitigationStrategy 0 1 s))))))) (w environmentalConsiderations 0 1
  @environmentalConsiderationsType) (w fairnessAssessments 0 1 (x . (q 1 1 (w fairnessAssessment
  0 0 (x . (q 1 1 (w groupAtRisk 0 1 s) (w benefits 0 1 s) (w harms 0 1 s) (w mitigationStrategy
  0 1 s)))))))))) (w properties 0 1 @propertiesType)))
environmentalConsiderationsType 67 (x . (q 1 1 (w energyConsumptions 0 0 @energyConsumptionsType)
  (w properties 0 1 @propertiesType)))
energyConsumptionsType 67 (x ++ (q 0 0 (w energyConsumption 1 1 @energyConsumptionType) *))
energyConsumptionType 67 (x . (q 1 1 (w activity 1 1 (e design data-collection data-preparation
  training fine-tuning validation deployment inference other)) (w energyProviders 1 0
  @energyProviderType) (w activityEnergyCost 1 1 @energyMeasureType) (w co2CostEquivalent 0 1
  @co2MeasureType) (w co2CostOffset 0 1 @co2MeasureType) (w properties 0 1 @propertiesType)))
energyMeasureType 67 (x . (q 1 1 (w value 1 1 xn) (w unit 1 1 (e kWh))))
co2MeasureType 67 (x . (q 1 1 (w value 1 1 xn) (w unit 1 1 (e tCO2eq))))
energyProviderType 67 (x . (@ bom-ref @refType) (q 1 1 (w description 0 1 s) (w organization 1 1
  @organizationalEntity) (w energySource 1 1 (e coal oil natural-gas nuclear wind solar
  geothermal hydropower biofuel unknown other)) (w energyProvided 1 1 @energyMeasureType) (w
  externalReferences 0 1 @externalReferences)))
postalAddressType 67 (x . (@ bom-ref @refType) (q 1 1 (w country 0 1 s) (w region 0 1 s) (w
  locality 0 1 s) (w postOfficeBoxNumber 0 1 s) (w postalCode 0 1 s) (w streetAddress 0 1 s)))
)"
R"(
vulnerabilityType 67 (x . (@ bom-ref @refType) (q 0 1 (w id 0 1 s) (w source 0 1
  @vulnerabilitySourceType) (w references 0 1 (x . (q 0 0 (w reference 1 1 (x . (q 1 1 (w id 1 1
  s) (w source 1 1 @vulnerabilitySourceType)))) *))) (w ratings 0 1 (x . (q 1 1 (w rating 0 0
  @ratingType)))) (w cwes 0 1 (x . (q 1 1 (w cwe 0 0 xi)))) (w description 0 1 s) (w detail 0 1
  s) (w recommendation 0 1 s) (w workaround 0 1 s) (w proofOfConcept 0 1 (x . (q 1 1 (w
  reproductionSteps 0 1 s) (w environment 0 1 s) (w supportingMaterial 0 1 (x . (q 1 1 (w
  attachment 0 0 @attachedTextType))))))) (w advisories 0 1 (x . (q 1 1 (w advisory 0 0
  @advisoryType)))) (w created 0 1 (f xml-date-time)) (w published 0 1 (f xml-date-time)) (w
  updated 0 1 (f xml-date-time)) (w rejected 0 1 (f xml-date-time)) (w credits 0 1 (x . (q 1 1 (w
  organizations 0 1 (x . (q 0 0 (w organization 1 1 @organizationalEntity)))) (w individuals 0 1
  (x . (q 0 0 (w individual 1 1 @organizationalContact))))))) (w tools 0 1 (x . (c 1 1 (q 0 0 (w
  tool 0 1 @toolType)) (q 0 1 (w components 0 1 @componentsType) (w services 0 1
  @servicesType))))) (w analysis 0 1 (x . (q 0 1 (w state 0 1 @impactAnalysisStateType) (w
  justification 0 1 @impactAnalysisJustificationType) (w responses 0 1 (x . (q 0 0 (w response 1
  1 @impactAnalysisResponsesType)))) (w detail 0 1 s) (w firstIssued 0 1 (f xml-date-time)) (w
  lastUpdated 0 1 (f xml-date-time))))) (w affects 0 1 (x . (q 0 0 (w target 1 1 (x . (q 0 1 (w
  ref 1 1 (| @refLinkType @bomLinkElementType)) (w versions 0 1 (x . (q 0 0 (w version 1 1 (x .
  (q 0 1 (c 1 1 (w version 1 1 @versionType) (w range 1 1 @versionRangeType)) (w status 0 1
  @impactAnalysisAffectedStatusType))))))))))))) (w properties 0 1 @propertiesType)))
cryptoPropertiesType 6 (x . (q 1 1 (w assetType 1 1 (e algorithm certificate protocol
  related-crypto-material)) (w algorithmProperties 0 1 (x . (q 1 1 (w primitive 0 1 (e drbg mac
  block-cipher stream-cipher signature hash pke xof kdf key-agree kem ae combiner other unknown))
  (w parameterSetIdentifier 0 1 s) (w curve 0 1 s) (w executionEnvironment 0 1 (e
  software-plain-ram software-encrypted-ram software-tee hardware other unknown)) (w
  implementationPlatform 0 1 (e generic x86_32 x86_64 armv7-a armv7-m armv8-a armv8-m armv9-a
  armv9-m s390x ppc64 ppc64le other unknown)) (w certificationLevel 0 0 (e none fips140-1-l1
  fips140-1-l2 fips140-1-l3 fips140-1-l4 fips140-2-l1 fips140-2-l2 fips140-2-l3 fips140-2-l4
  fips140-3-l1 fips140-3-l2 fips140-3-l3 fips140-3-l4 cc-eal1 cc-eal1+ cc-eal2 cc-eal2+ cc-eal3
  cc-eal3+ cc-eal4 cc-eal4+ cc-eal5 cc-eal5+ cc-eal6 cc-eal6+ cc-eal7 cc-eal7+ other unknown)) (w
  mode 0 1 (e cbc ecb ccm gcm cfb ofb ctr other unknown)) (w padding 0 1 (e pkcs5 pkcs7 pkcs1v15
  oaep raw other unknown)) (w cryptoFunctions 0 1 (x . (q 1 1 (w cryptoFunction 0 0 (e generate
  keygen encrypt decrypt digest tag keyderive sign verify encapsulate decapsulate other
  unknown))))) (w classicalSecurityLevel 0 1 (xn 0 -)) (w nistQuantumSecurityLevel 0 1 (xn 0
  6))))) (w certificateProperties 0 1 (x . (q 1 1 (w subjectName 0 1 s) (w issuerName 0 1 s) (w
  notValidBefore 0 1 (f xml-date-time)) (w notValidAfter 0 1 (f xml-date-time)) (w
  signatureAlgorithmRef 0 1 @refType) (w subjectPublicKeyRef 0 1 @refType) (w certificateFormat 0
  1 s) (w certificateExtension 0 1 s)))) (w relatedCryptoMaterialProperties 0 1 (x . (q 1 1 (w
  type 0 1 (e private-key public-key secret-key key ciphertext signature digest
  initialization-vector nonce seed salt shared-secret tag additional-data password credential
  token other unknown)) (w id 0 1 s) (w state 0 1 (e pre-activation active suspended deactivated
  compromised destroyed)) (w algorithmRef 0 1 @refType) (w creationDate 0 1 (f xml-date-time)) (w
  activationDate 0 1 (f xml-date-time)) (w updateDate 0 1 (f xml-date-time)) (w expirationDate 0
  1 (f xml-date-time)) (w value 0 1 s) (w size 0 1 xi) (w format 0 1 s) (w securedBy 0 1 (x . (q
  1 1 (w mechanism 0 1 s) (w algorithmRef 0 1 @refType))))))) (w protocolProperties 0 1 (x . (q 1
  1 (w type 0 1 (e tls ssh ipsec ike sstp wpa other unknown)) (w version 0 1 s) (w cipherSuites 0
  1 (x . (q 1 1 (w cipherSuite 0 0 (x . (q 1 1 (w name 0 1 s) (w algorithms 0 1 (x . (q 1 1 (w
  algorithm 0 0 @refType)))) (w identifiers 0 1 (x . (q 1 1 (w identifier 0 0 s)))))))))) (w
  ikev2TransformTypes 0 1 (x . (q 1 1 (w encr 0 0 @refType) (w prf 0 0 @refType) (w integ 0 0
  @refType) (w ke 0 0 @refType) (w esn 0 1 xb) (w auth 0 0 @refType)))) (w cryptoRef 0 0
  @refType)))) (w oid 0 1 s)))
declarationsType 67 (x . (q 1 1 (w assessors 0 1 (x . (q 1 1 (w assessor 0 0 (x + (@ bom-ref
  @refType) (q 1 1 (w thirdParty 0 1 xb) (w organization 0 1 @organizationalEntity))))))) (w
  attestations 0 1 (x . (q 1 1 (w attestation 0 0 (x . (q 1 1 (w summary 0 1 s) (w assessor 0 1
  @refLinkType) (w map 0 0 (x . (q 1 1 (w requirement 0 1 @refLinkType) (w claims 0 1 (x . (q 1 1
  (w claim 0 0 @refLinkType)))) (w counterClaims 0 1 (x . (q 1 1 (w counterClaim 0 0
  @refLinkType)))) (w conformance 0 1 (x . (q 1 1 (w score 1 1 (xn 0 1)) (w rationale 0 1 s) (w
  mitigationStrategies 0 1 (x . (q 1 1 (w mitigationStrategy 0 0 @refLinkType))))))) (w
  confidence 0 1 (x . (q 1 1 (w score 1 1 (xn 0 1)) (w rationale 0 1 s))))))) *)))))) (w claims 0
  1 (x . (q 1 1 (w claim 0 0 (x + (@ bom-ref @refType) (q 1 1 (w target 0 1 @refLinkType) (w
  predicate 0 1 s) (w mitigationStrategies 0 1 (x . (q 1 1 (w mitigationStrategy 0 0
  @refLinkType)))) (w reasoning 0 1 s) (w evidence 0 0 @refLinkType) (w counterEvidence 0 0
  @refLinkType) (w externalReferences 0 1 @externalReferences) *)))))) (w evidence 0 1 (x . (q 1
  1 (w evidence 0 0 (x + (@ bom-ref @refType) (q 1 1 (w propertyName 0 1 s) (w description 0 1 s)
  (w data 0 0 (x . (q 1 1 (w name 0 1 s) (w contents 0 1 (x . (q 1 1 (w attachment 0 1
  @attachedTextType) (w url 0 1 s)))) (w classification 0 1 s) (w sensitiveData 0 0 any) (w
  governance 0 1 @dataGovernance)))) (w created 0 1 (f xml-date-time)) (w expires 0 1 (f
  xml-date-time)) (w author 0 1 @organizationalContact) (w reviewer 0 1 @organizationalContact)
  *)))))) (w targets 0 1 (x . (q 1 1 (w organizations 0 1 (x . (q 1 1 (w organization 0 0
  @organizationalEntity)))) (w components 0 1 (x . (q 1 1 (w component 0 0 @component)))) (w
  services 0 1 (x . (q 1 1 (w service 0 0 @service))))))) (w affirmation 0 1 (x . (q 1 1 (w
  statement 0 1 s) (w signatories 0 1 (x . (q 1 1 (w signatory 0 0 (x . (q 1 1 (w name 0 1 s) (w
  role 0 1 s) (w organization 0 1 @organizationalEntity) (w externalReference 0 1
  @externalReference) *)))))) *))) *))
definitionsType 6 (x . (q 1 1 (w standards 0 1 @standardsType)))
standardsType 67 (x ++ (q 0 0 (w standard 1 1 @standard) *))
standard 67 (x + (@ bom-ref @refType) (q 1 1 (w name 1 1 s) (w version 1 1 s) (w description 1 1
  s) (w owner 1 1 s) (w requirements 0 1 (x . (q 1 1 (w requirement 0 0 (x + (@ bom-ref @refType)
  (q 1 1 (w identifier 0 1 s) (w title 0 1 s) (w text 0 1 s) (w descriptions 0 1 (x . (q 1 1 (w
  description 0 0 s)))) (w openCre 0 0 (p cre)) (w parent 0 1 @refLinkType) (w properties 0 1
  @propertiesType) (w externalReferences 0 1 @externalReferences))))))) (w levels 0 1 (x . (q 1 1
  (w level 0 0 (x + (@ bom-ref @refType) (q 1 1 (w identifier 0 1 s) (w title 0 1 s) (w
  description 0 1 s) (w requirements 0 1 (x . (q 1 1 (w requirement 0 0 @refLinkType)))))))))) (w
  externalReferences 0 1 @externalReferences) *))
tagsType 67 (x . (q 0 0 (w tag 1 1 s)))
versionType 67 s
versionRangeType 67 (l 1)
classification 67 (e application framework library container platform operating-system device
  device-driver firmware file machine-learning-model data cryptographic-asset)
externalReferenceType 6 (e vcs issue-tracker website advisories bom mailing-list social chat
  documentation support source-distribution distribution distribution-intake license build-meta
  build-system release-notes security-contact model-card log configuration evidence formulation
  attestation threat-model adversary-model risk-assessment vulnerability-assertion
  exploitability-statement pentest-report static-analysis-report dynamic-analysis-report
  runtime-analysis-report component-analysis-report maturity-report certification-report
  quality-metrics codified-infrastructure poam electronic-signature digital-signature rfc-9116
  other)
licenseAcknowledgementEnumerationType 67 (e declared concluded)
identityFieldType 67 (e group name version purl cpe omniborId swhid swid hash)
bom 7 (x ++ (@ version (xi 1 -)) (@ serialNumber @urnUuid) (q 1 1 (w metadata 0 1 @metadata) (w
  components 0 1 @componentsType) (w services 0 1 @servicesType) (w externalReferences 0 1
  @externalReferences) (w dependencies 0 1 @dependenciesType) (w compositions 0 1
  @compositionsType) (w properties 0 1 @propertiesType) (w vulnerabilities 0 1
  @vulnerabilitiesType) (w annotations 0 1 @annotationsType) (w formulation 0 1 @formulationType)
  (w declarations 0 1 @declarationsType) (w definitions 0 1 @definitionsType) (w citations 0 1
  @citationsType) *))
metadata 7 (x + (q 0 1 (w timestamp 0 1 (f xml-date-time)) (w lifecycles 0 1 (x . (q 1 1 (w
  lifecycle 0 0 (x . (c 1 1 (q 1 1 (w phase 1 1 @lifecyclePhaseType)) (q 1 1 (w name 1 1 s) (w
  description 0 1 s)))))))) (w tools 0 1 (x . (c 1 1 (q 0 0 (w tool 0 1 @toolType)) (q 0 1 (w
  components 0 1 @componentsType) (w services 0 1 @servicesType))))) (w authors 0 1 (x . (q 0 0
  (w author 1 1 @organizationalContact)))) (w component 0 1 @component) (w manufacturer 0 1
  @organizationalEntity) (w manufacture 0 1 @organizationalEntity) (w supplier 0 1
  @organizationalEntity) (w licenses 0 1 @licenseChoiceType) (w properties 0 1 @propertiesType)
  (w distributionConstraints 0 1 (x . (q 1 1 (w tlp 0 1 @tlpClassificationType)))) *))
component 7 (x ++ (@ type ! @classification) (@ mime-type @mimeType) (@ isExternal xb) (@ bom-ref
  @refType) (q 1 1 (w supplier 0 1 @organizationalEntity) (w manufacturer 0 1
  @organizationalEntity) (w authors 0 1 (x . (q 0 0 (w author 1 1 @organizationalContact)))) (w
  author 0 1 s) (w publisher 0 1 s) (w group 0 1 s) (w name 1 1 s) (c 0 1 (w version 1 1
  @versionType) (w versionRange 1 1 @versionRangeType)) (w description 0 1 s) (w scope 0 1
  @scope) (w hashes 0 1 (x . (q 0 0 (w hash 1 1 @hashType)))) (w licenses 0 1 @licenseChoiceType)
  (w copyright 0 1 s) (w patentAssertions 0 1 (x . (q 0 0 (w patentAssertion 1 1
  @patentAssertionType)))) (w cpe 0 1 @cpe) (w purl 0 1 s) (w omniborId 0 0 s) (w swhid 0 0 s) (w
  swid 0 1 @swidType) (w modified 0 1 xb) (w pedigree 0 1 @pedigreeType) (w externalReferences 0
  1 @externalReferences) (w properties 0 1 @propertiesType) (w components 0 1 (x . (q 0 0 (w
  component 1 1 @component) *))) (w evidence 0 1 @componentEvidenceType) (w releaseNotes 0 1
  @releaseNotesType) (w modelCard 0 1 @modelCardType) (w data 0 0 @componentDataType) (w
  cryptoProperties 0 1 @cryptoPropertiesType) (w tags 0 1 @tagsType) *))
licensingType 7 (x . (q 1 1 (w altIds 0 1 (x . (q 1 1 (w altId 0 0 s)))) (w licensor 0 1 (x . (q
  1 1 (c 1 1 (w organization 0 1 @organizationalEntity) (w individual 0 1
  @organizationalContact))))) (w licensee 0 1 (x . (q 1 1 (c 1 1 (w organization 0 1
  @organizationalEntity) (w individual 0 1 @organizationalContact))))) (w purchaser 0 1 (x . (q 1
  1 (c 1 1 (w organization 0 1 @organizationalEntity) (w individual 0 1
  @organizationalContact))))) (w purchaseOrder 0 1 s) (w licenseTypes 0 1 (x . (q 1 1 (w
  licenseType 0 0 @licenseTypeEnum)))) (w lastRenewal 0 1 (f xml-date-time)) (w expiration 0 1 (f
  xml-date-time)) *))
licenseType 7 (x . (@ bom-ref @refType) (@ acknowledgement
  @licenseAcknowledgementEnumerationType) (q 1 1 (c 1 1 (w id 1 1 @spdx-id) (w name 1 1 s)) (w
  text 0 1 @attachedTextType) (w url 0 1 s) (w licensing 0 1 @licensingType) (w properties 0 1
  @propertiesType) *))
licenseExpressionType 7 (x . (@ bom-ref @refType) (@ acknowledgement
  @licenseAcknowledgementEnumerationType) (t s))
licenseExpressionDetailedType 7 (x . (@ expression ! s) (@ bom-ref @refType) (@ acknowledgement
  @licenseAcknowledgementEnumerationType) (q 1 1 (w details 0 0 (x . (@ license-identifier ! s)
  (@ bom-ref @refType) (q 1 1 (w text 0 1 @attachedTextType) (w url 0 1 s) *))) (w licensing 0 1
  @licensingType) (w properties 0 1 @propertiesType) *))
externalReference 7 (x ++ (@ type ! @externalReferenceType) (q 1 1 (w url 1 1 (| s @bomLinkType))
  (w comment 0 1 s) (w hashes 0 1 (x . (q 0 0 (w hash 1 1 @hashType)))) (w properties 0 1
  @propertiesType)))
service 7 (x ++ (@ bom-ref @refType) (q 1 1 (w provider 0 1 @organizationalEntity) (w group 0 1
  s) (w name 1 1 s) (w version 0 1 @versionType) (w description 0 1 s) (w endpoints 0 1 (x . (q 0
  0 (w endpoint 1 1 s)))) (w authenticated 0 1 xb) (w x-trust-boundary 0 1 xb) (w trustZone 0 1
  s) (w data 0 1 (x . (c 1 1 (q 0 0 (w classification 1 1 @dataClassificationType)) (w dataflow 0
  0 (x ++ (@ name s) (@ description s) (q 1 1 (w classification 0 1 @dataClassificationType) (w
  governance 0 1 @dataGovernance) (w source 0 1 (x . (q 0 0 (w url 1 1 (| s
  @bomLinkElementType))))) (w destination 0 1 (x . (q 0 0 (w url 1 1 (| s
  @bomLinkElementType))))))))))) (w licenses 0 1 @licenseChoiceType) (w patentAssertions 0 1 (x .
  (q 0 0 (w patentAssertion 1 1 @patentAssertionType)))) (w externalReferences 0 1
  @externalReferences) (w properties 0 1 @propertiesType) (w services 0 1 (x . (q 0 0 (w service
  1 1 @service) *))) (w releaseNotes 0 1 @releaseNotesType) (w tags 0 1 @tagsType) *))
licenseChoiceType 7 (x . (c 0 0 (w license 1 1 @licenseType) (w expression 1 1
  @licenseExpressionType) (w expression-detailed 1 1 @licenseExpressionDetailedType)))
)"
R"(
componentDataType 7 (x . (@ bom-ref @refType) (q 1 1 (w type 1 1 @componentDataTypeEnumeration)
  (w name 0 1 s) (w contents 0 1 (x . (q 1 1 (w attachment 0 1 @attachedTextType) (w url 0 1 s)
  (w properties 0 1 @propertiesType)))) (w classification 0 1 s) (w sensitiveData 0 0 s) (w
  graphics 0 1 @graphicsCollectionType) (w description 0 1 s) (w governance 0 1
  @dataGovernance)))
graphicsCollectionType 7 (x . (q 1 1 (w description 0 1 s) (w collection 0 1 (x . (q 1 1 (w
  graphic 0 0 (x . (q 1 1 (w name 0 1 s) (w image 0 1 @attachedTextType)))))))))
cryptoPropertiesType 7 (x . (q 1 1 (w assetType 1 1 (e algorithm certificate protocol
  related-crypto-material)) (w algorithmProperties 0 1 (x . (q 1 1 (w primitive 0 1 (e drbg mac
  block-cipher stream-cipher signature hash pke xof kdf key-agree kem ae combiner key-wrap other
  unknown)) (w algorithmFamily 0 1 s) (w parameterSetIdentifier 0 1 s) (w curve 0 1 s) (w
  ellipticCurve 0 1 s) (w executionEnvironment 0 1 (e software-plain-ram software-encrypted-ram
  software-tee hardware other unknown)) (w implementationPlatform 0 1 (e generic x86_32 x86_64
  armv7-a armv7-m armv8-a armv8-m armv9-a armv9-m s390x ppc64 ppc64le other unknown)) (w
  certificationLevel 0 0 (e none fips140-1-l1 fips140-1-l2 fips140-1-l3 fips140-1-l4 fips140-2-l1
  fips140-2-l2 fips140-2-l3 fips140-2-l4 fips140-3-l1 fips140-3-l2 fips140-3-l3 fips140-3-l4
  cc-eal1 cc-eal1+ cc-eal2 cc-eal2+ cc-eal3 cc-eal3+ cc-eal4 cc-eal4+ cc-eal5 cc-eal5+ cc-eal6
  cc-eal6+ cc-eal7 cc-eal7+ other unknown)) (w mode 0 1 (e cbc ecb ccm gcm cfb ofb ctr other
  unknown)) (w padding 0 1 (e pkcs5 pkcs7 pkcs1v15 oaep raw other unknown)) (w cryptoFunctions 0
  1 (x . (q 1 1 (w cryptoFunction 0 0 (e generate keygen encrypt decrypt digest tag keyderive
  sign verify encapsulate decapsulate other unknown))))) (w classicalSecurityLevel 0 1 (xn 0 -))
  (w nistQuantumSecurityLevel 0 1 (xn 0 6))))) (w certificateProperties 0 1 (x . (q 1 1 (w
  serialNumber 0 1 s) (w subjectName 0 1 s) (w issuerName 0 1 s) (w notValidBefore 0 1 (f
  xml-date-time)) (w notValidAfter 0 1 (f xml-date-time)) (w signatureAlgorithmRef 0 1 @refType)
  (w subjectPublicKeyRef 0 1 @refType) (w certificateFormat 0 1 s) (w certificateExtension 0 1 s)
  (w certificateFileExtension 0 1 s) (w fingerprint 0 1 @hashType) (w certificateState 0 0 (x .
  (c 1 1 (q 1 1 (w state 1 1 (e pre-activation active suspended deactivated revoked destroyed))
  (w reason 0 1 s)) (q 1 1 (w name 1 1 s) (w description 0 1 s) (w reason 0 1 s))))) (w
  creationDate 0 1 (f xml-date-time)) (w activationDate 0 1 (f xml-date-time)) (w
  deactivationDate 0 1 (f xml-date-time)) (w revocationDate 0 1 (f xml-date-time)) (w
  destructionDate 0 1 (f xml-date-time)) (w certificateExtensions 0 1 (x . (q 1 1 (w
  certificateExtension 0 0 (x . (c 1 1 (q 1 1 (w commonExtensionName 1 1 (e basicConstraints
  keyUsage extendedKeyUsage subjectAlternativeName authorityKeyIdentifier subjectKeyIdentifier
  authorityInformationAccess certificatePolicies crlDistributionPoints
  signedCertificateTimestamp)) (w commonExtensionValue 1 1 s)) (q 1 1 (w customExtensionName 1 1
  s) (w customExtensionValue 0 1 s)))))))) (w relatedCryptographicAssets 0 1 (x . (q 1 1 (w
  relatedCryptographicAsset 0 0 (x . (q 1 1 (w type 0 1 s) (w ref 0 1 @refType)))))))))) (w
  relatedCryptoMaterialProperties 0 1 (x . (q 1 1 (w type 0 1 (e private-key public-key
  secret-key key ciphertext signature digest initialization-vector nonce seed salt shared-secret
  tag additional-data password credential token other unknown)) (w id 0 1 s) (w state 0 1 (e
  pre-activation active suspended deactivated compromised destroyed)) (w algorithmRef 0 1
  @refType) (w creationDate 0 1 (f xml-date-time)) (w activationDate 0 1 (f xml-date-time)) (w
  updateDate 0 1 (f xml-date-time)) (w expirationDate 0 1 (f xml-date-time)) (w value 0 1 s) (w
  size 0 1 xi) (w format 0 1 s) (w securedBy 0 1 (x . (q 1 1 (w mechanism 0 1 s) (w algorithmRef
  0 1 @refType)))) (w fingerprint 0 1 @hashType) (w relatedCryptographicAssets 0 1 (x . (q 1 1 (w
  relatedCryptographicAsset 0 0 (x . (q 1 1 (w type 0 1 s) (w ref 0 1 @refType)))))))))) (w
  protocolProperties 0 1 (x . (q 1 1 (w type 0 1 (e tls ssh ipsec ike sstp wpa dtls quic eap-aka
  eap-aka-prime prins 5g-aka other unknown)) (w version 0 1 s) (w cipherSuites 0 1 (x . (q 1 1 (w
  cipherSuite 0 0 (x . (q 1 1 (w name 0 1 s) (w algorithms 0 1 (x . (q 1 1 (w algorithm 0 0
  @refType)))) (w identifiers 0 1 (x . (q 1 1 (w identifier 0 0 s)))) (w tlsGroups 0 1 (x . (q 1
  1 (w group 0 0 s)))) (w tlsSignatureSchemes 0 1 (x . (q 1 1 (w signatureScheme 0 0 s))))))))))
  (w ikev2TransformTypes 0 1 (x . (q 1 1 (w encr 0 0 (x . (q 1 1 (w name 0 1 s) (w keyLength 0 1
  xi) (w algorithm 0 1 @refType)))) (w prf 0 0 (x . (q 1 1 (w name 0 1 s) (w algorithm 0 1
  @refType)))) (w integ 0 0 (x . (q 1 1 (w name 0 1 s) (w algorithm 0 1 @refType)))) (w ke 0 0 (x
  . (q 1 1 (w group 0 1 xi) (w algorithm 0 1 @refType)))) (w esn 0 1 xb) (w auth 0 0 (x . (q 1 1
  (w name 0 1 s) (w algorithm 0 1 @refType))))))) (w cryptoRef 0 0 @refType)))) (w oid 0 1 s)))
definitionsType 7 (x . (q 1 1 (w standards 0 1 @standardsType) (w patents 0 1 (x . (q 1 1 (c 0 0
  (w patent 1 1 @patentType) (w patentFamily 1 1 @patentFamilyType)))))))
patentFamilyType 7 (x + (@ bom-ref @refType) (q 1 1 (w familyId 1 1 s) (w priorityApplication 0 1
  @priorityApplicationType) (w members 0 1 (x . (q 1 1 (w ref 1 0 @refLinkType)))) (w
  externalReferences 0 1 @externalReferences)))
patentType 7 (x + (@ bom-ref @refType) (q 1 1 (w patentNumber 1 1 @patentNumberType) (w
  applicationNumber 0 1 @patentNumberType) (w jurisdiction 1 1 @patentJurisdictionType) (w
  priorityApplication 0 1 @priorityApplicationType) (w publicationNumber 0 1 @patentNumberType)
  (w title 0 1 s) (w abstract 0 1 s) (w filingDate 0 1 (f date)) (w grantDate 0 1 (f date)) (w
  patentExpirationDate 0 1 (f date)) (w patentLegalStatus 1 1 @patentLegalStatusEnum) (w
  patentAssignee 0 0 @organizationOrIndividualType) (w externalReferences 0 1
  @externalReferences)))
patentAssertionType 7 (x + (@ bom-ref @refType) (q 1 1 (w assertionType 1 1
  @patentAssertionTypeEnum) (w patentRefs 0 1 (x . (q 1 1 (w bom-ref 1 0 s)))) (w asserter 1 1 (x
  . (c 1 1 (w organization 1 1 @organizationalEntity) (w contact 1 1 @organizationalContact) (w
  ref 1 1 @refLinkType)))) (w notes 0 1 s)))
priorityApplicationType 7 (x . (q 1 1 (w applicationNumber 1 1 @patentNumberType) (w jurisdiction
  1 1 @patentJurisdictionType) (w filingDate 1 1 @patentFilingDateType)))
citationsType 7 (x . (q 1 1 (w citation 1 0 @citationType)))
citationType 7 (x + (@ bom-ref @refType) (q 1 1 (c 1 1 (w pointers 1 1 (x . (q 1 1 (w pointer 1 0
  s)))) (w expressions 1 1 (x . (q 1 1 (w expression 1 0 s))))) (w timestamp 1 1 (f
  xml-date-time)) (w attributedTo 0 1 @refLinkType) (w process 0 1 @refLinkType) (w note 0 1 s)
  *))
tlpClassificationType 7 (e CLEAR GREEN AMBER AMBER_AND_STRICT RED)
hashAlg 7 (e MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384
  BLAKE2b-512 BLAKE3 Streebog-256 Streebog-512)
externalReferenceType 7 (e vcs issue-tracker website advisories bom mailing-list social chat
  documentation support source-distribution distribution distribution-intake license build-meta
  build-system release-notes security-contact model-card log configuration evidence formulation
  attestation threat-model adversary-model risk-assessment vulnerability-assertion
  exploitability-statement pentest-report static-analysis-report dynamic-analysis-report
  runtime-analysis-report component-analysis-report maturity-report certification-report
  quality-metrics codified-infrastructure poam electronic-signature digital-signature rfc-9116
  patent patent-family patent-assertion citation other)
patentLegalStatusEnum 7 (e pending granted revoked expired lapsed withdrawn abandoned suspended
  reinstated opposed terminated invalidated in-force)
patentAssertionTypeEnum 7 (e ownership license third-party-claim standards-inclusion prior-art
  exclusive-rights non-assertion research-or-evaluation)
patentNumberType 7 (p patent-number)
patentJurisdictionType 7 (p country)
patentFilingDateType 7 (f date)
)"
    // clang-format on
    ;

}  // namespace avouch::formats

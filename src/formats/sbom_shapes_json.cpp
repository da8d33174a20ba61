// What CycloneDX 1.2 to 1.7 and SPDX 2.2 and 2.3 say in JSON.
//
// Data: the notation is told in sbom_shape.h.

#include "formats/sbom_shape.h"

namespace avouch::formats {

const std::string_view kSbomJsonShapes =
    // clang-format off
R"(
bom 2 (om (k bomFormat ! (e CycloneDX)) (k specVersion ! s) (k serialNumber (p uuid-urn)) (k
  version ! i) (k metadata @metadata) (k components (a 0 0 u @component)) (k services (a 0 0 u
  @service)) (k externalReferences (a 0 0 - @externalReference)) (k dependencies (a 0 0 u
  @dependency)))
refType 234 s
metadata 2 (om (k timestamp (f date-time)) (k tools (a 0 0 - @tool)) (k authors (a 0 0 -
  @organizationalContact)) (k component @component) (k manufacture @organizationalEntity) (k
  supplier @organizationalEntity))
tool 23 (om (k vendor s) (k name s) (k version s) (k hashes (a 0 0 - @hash)))
organizationalEntity 2 (om (k name s) (k url (a 0 0 - any)) (k contact (a 0 0 -
  @organizationalContact)))
organizationalContact 23 (om (k name s) (k email s) (k phone s))
component 2 (om (k type ! (e application framework library container operating-system device
  firmware file)) (k mime-type (p media-type)) (k bom-ref @refType) (k supplier
  @organizationalEntity) (k author s) (k publisher s) (k group s) (k name ! s) (k version ! s) (k
  description s) (k scope (e required optional excluded)) (k hashes (a 0 0 - @hash)) (k licenses
  (a 0 0 - (& (Om (k license @license) (k expression s)) (1 (r license) (r expression))))) (k
  copyright s) (k cpe s) (k purl s) (k swid @swid) (k modified b) (k pedigree (om (k ancestors (a
  0 0 - @component)) (k descendants (a 0 0 - @component)) (k variants (a 0 0 - @component)) (k
  commits (a 0 0 - @commit)) (k patches (a 0 0 - @patch)) (k notes s))) (k externalReferences (a
  0 0 - @externalReference)) (k components (a 0 0 u @component)))
swid 2 (om (k tagId ! s) (k name ! s) (k version s) (k tagVersion i) (k patch b) (k text
  @attachment) (k url s))
attachment 23 (om (k contentType s) (k encoding (e base64)) (k content ! s))
hash 23 (om (k alg ! @hash-alg) (k content ! @hash-content))
hash-alg 23456 (e MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256
  BLAKE2b-384 BLAKE2b-512 BLAKE3)
hash-content 234567 (p hash)
license 2 (& (om (k id @spdx-id) (k name s) (k text @attachment) (k url s)) (1 (r id) (r name)))
commit 23 (om (k uid s) (k url (f iri-reference)) (k author @identifiableAction) (k committer
  @identifiableAction) (k message s))
patch 23 (om (k type ! (e unofficial monkey backport cherry-pick)) (k diff @diff) (k resolves (a
  0 0 - @issue)))
diff 2 (om (k text @attachment) (k url s))
issue 2 (om (k type ! (e defect enhancement security)) (k id s) (k name s) (k description s) (k
  source (om (k name s) (k url s))) (k references (a 0 0 - any)))
identifiableAction 23 (om (k timestamp (f date-time)) (k name s) (k email (f idn-email)))
externalReference 2 (om (k url ! s) (k comment s) (k type ! (e vcs issue-tracker website
  advisories bom mailing-list social chat documentation support distribution license build-meta
  build-system other)))
dependency 23 (om (k ref ! @refType) (k dependsOn (a 0 0 u @refType)))
service 2 (om (k bom-ref @refType) (k provider @organizationalEntity) (k group s) (k name ! s) (k
  version s) (k description s) (k endpoints (a 0 0 - any)) (k authenticated b) (k
  x-trust-boundary b) (k data (a 0 0 - @dataClassification)) (k licenses (a 0 0 - (& (Om (k
  license @license) (k expression s)) (1 (r license) (r expression))))) (k externalReferences (a
  0 0 - @externalReference)) (k services (a 0 0 u @service)))
dataClassification 23 (om (k flow ! @dataFlow) (k classification ! s))
dataFlow 234 (e inbound outbound bi-directional unknown)
bom 3 (om (k bomFormat ! (e CycloneDX)) (k specVersion ! s) (k serialNumber (p uuid-urn)) (k
  version ! i) (k metadata @metadata) (k components (a 0 0 u @component)) (k services (a 0 0 u
  @service)) (k externalReferences (a 0 0 - @externalReference)) (k dependencies (a 0 0 u
  @dependency)) (k compositions (a 0 0 u @compositions)))
metadata 3 (om (k timestamp (f date-time)) (k tools (a 0 0 - @tool)) (k authors (a 0 0 -
  @organizationalContact)) (k component @component) (k manufacture @organizationalEntity) (k
  supplier @organizationalEntity) (k licenses (a 0 0 - @licenseChoice)) (k properties (a 0 0 -
  @property)))
organizationalEntity 3 (om (k name s) (k url (a 0 0 - (f iri-reference))) (k contact (a 0 0 -
  @organizationalContact)))
component 3 (om (k type ! (e application framework library container operating-system device
  firmware file)) (k mime-type (p media-type)) (k bom-ref @refType) (k supplier
  @organizationalEntity) (k author s) (k publisher s) (k group s) (k name ! s) (k version ! s) (k
  description s) (k scope (e required optional excluded)) (k hashes (a 0 0 - @hash)) (k licenses
  (a 0 0 - @licenseChoice)) (k copyright s) (k cpe s) (k purl s) (k swid @swid) (k modified b) (k
  pedigree (om (k ancestors (a 0 0 - @component)) (k descendants (a 0 0 - @component)) (k
  variants (a 0 0 - @component)) (k commits (a 0 0 - @commit)) (k patches (a 0 0 - @patch)) (k
  notes s))) (k externalReferences (a 0 0 - @externalReference)) (k components (a 0 0 u
  @component)) (k evidence @componentEvidence) (k properties (a 0 0 - @property)))
swid 3 (om (k tagId ! s) (k name ! s) (k version s) (k tagVersion i) (k patch b) (k text
  @attachment) (k url (f iri-reference)))
license 3 (& (om (k id @spdx-id) (k name s) (k text @attachment) (k url (f iri-reference))) (1 (r
  id) (r name)))
licenseChoice 3 (& (om (k license @license) (k expression s)) (1 (r license) (r expression)))
diff 3 (om (k text @attachment) (k url (f iri-reference)))
issue 3 (om (k type ! (e defect enhancement security)) (k id s) (k name s) (k description s) (k
  source (om (k name s) (k url (f iri-reference)))) (k references (a 0 0 - (f iri-reference))))
externalReference 3 (om (k url ! (f iri-reference)) (k comment s) (k type ! (e vcs issue-tracker
  website advisories bom mailing-list social chat documentation support distribution license
  build-meta build-system other)) (k hashes (a 0 0 - @hash)))
service 3 (om (k bom-ref @refType) (k provider @organizationalEntity) (k group s) (k name ! s) (k
  version s) (k description s) (k endpoints (a 0 0 - (f iri-reference))) (k authenticated b) (k
  x-trust-boundary b) (k data (a 0 0 - @dataClassification)) (k licenses (a 0 0 -
  @licenseChoice)) (k externalReferences (a 0 0 - @externalReference)) (k services (a 0 0 u
  @service)) (k properties (a 0 0 - @property)))
copyright 3 (om (k text ! s))
componentEvidence 3 (om (k licenses (a 0 0 - @licenseChoice)) (k copyright (a 0 0 - @copyright)))
compositions 3 (om (k aggregate ! @aggregateType) (k assemblies (a 0 0 u s)) (k dependencies (a 0
  0 u s)))
aggregateType 34 (e complete incomplete incomplete_first_party_only incomplete_third_party_only
  unknown not_specified)
property 345 (om (k name s) (k value s))
bom 4 (o (k $schema (e http://cyclonedx.org/schema/bom-1.4.schema.json)) (k bomFormat ! (e
  CycloneDX)) (k specVersion ! s) (k serialNumber (p uuid-urn)) (k version ! i) (k metadata
  @metadata) (k components (a 0 0 u @component)) (k services (a 0 0 u @service)) (k
  externalReferences (a 0 0 - @externalReference)) (k dependencies (a 0 0 u @dependency)) (k
  compositions (a 0 0 u @compositions)) (k vulnerabilities (a 0 0 u @vulnerability)) (k signature
  @signature))
metadata 4 (o (k timestamp (f date-time)) (k tools (a 0 0 - @tool)) (k authors (a 0 0 -
  @organizationalContact)) (k component @component) (k manufacture @organizationalEntity) (k
  supplier @organizationalEntity) (k licenses (a 0 0 - @licenseChoice)) (k properties (a 0 0 -
  @property)))
tool 45 (o (k vendor s) (k name s) (k version s) (k hashes (a 0 0 - @hash)) (k externalReferences
  (a 0 0 - @externalReference)))
organizationalEntity 4 (o (k name s) (k url (a 0 0 - (f iri-reference))) (k contact (a 0 0 -
  @organizationalContact)))
organizationalContact 4 (o (k name s) (k email (f idn-email)) (k phone s))
component 4 (o (k type ! (e application framework library container operating-system device
  firmware file)) (k mime-type (p media-type)) (k bom-ref @refType) (k supplier
  @organizationalEntity) (k author s) (k publisher s) (k group s) (k name ! s) (k version s) (k
  description s) (k scope (e required optional excluded)) (k hashes (a 0 0 - @hash)) (k licenses
  (a 0 0 - @licenseChoice)) (k copyright s) (k cpe s) (k purl s) (k swid @swid) (k modified b) (k
  pedigree (o (k ancestors (a 0 0 - @component)) (k descendants (a 0 0 - @component)) (k variants
  (a 0 0 - @component)) (k commits (a 0 0 - @commit)) (k patches (a 0 0 - @patch)) (k notes s)))
  (k externalReferences (a 0 0 - @externalReference)) (k components (a 0 0 u @component)) (k
  evidence @componentEvidence) (k releaseNotes @releaseNotes) (k properties (a 0 0 - @property))
  (k signature @signature))
swid 4567 (o (k tagId ! s) (k name ! s) (k version s) (k tagVersion i) (k patch b) (k text
  @attachment) (k url (f iri-reference)))
attachment 4567 (o (k contentType s) (k encoding (e base64)) (k content ! s))
hash 4567 (o (k alg ! @hash-alg) (k content ! @hash-content))
license 4 (& (o (k id @spdx-id) (k name s) (k text @attachment) (k url (f iri-reference))) (1 (r
  id) (r name)))
licenseChoice 4 (& (o (k license @license) (k expression s)) (1 (r license) (r expression)))
commit 4567 (o (k uid s) (k url (f iri-reference)) (k author @identifiableAction) (k committer
  @identifiableAction) (k message s))
patch 4567 (o (k type ! (e unofficial monkey backport cherry-pick)) (k diff @diff) (k resolves (a
  0 0 - @issue)))
diff 4567 (o (k text @attachment) (k url (f iri-reference)))
issue 4567 (o (k type ! (e defect enhancement security)) (k id s) (k name s) (k description s) (k
  source (o (k name s) (k url (f iri-reference)))) (k references (a 0 0 - (f iri-reference))))
identifiableAction 4567 (o (k timestamp (f date-time)) (k name s) (k email (f idn-email)))
externalReference 4 (o (k url ! (f iri-reference)) (k comment s) (k type ! (e vcs issue-tracker
  website advisories bom mailing-list social chat documentation support distribution license
  build-meta build-system release-notes other)) (k hashes (a 0 0 - @hash)))
dependency 4 (o (k ref ! @refType) (k dependsOn (a 0 0 u @refType)))
service 4 (o (k bom-ref @refType) (k provider @organizationalEntity) (k group s) (k name ! s) (k
  version s) (k description s) (k endpoints (a 0 0 - (f iri-reference))) (k authenticated b) (k
  x-trust-boundary b) (k data (a 0 0 - @dataClassification)) (k licenses (a 0 0 -
  @licenseChoice)) (k externalReferences (a 0 0 - @externalReference)) (k services (a 0 0 u
  @service)) (k releaseNotes @releaseNotes) (k properties (a 0 0 - @property)) (k signature
  @signature))
dataClassification 4 (o (k flow ! @dataFlow) (k classification ! s))
copyright 4567 (o (k text ! s))
componentEvidence 4 (o (k licenses (a 0 0 - @licenseChoice)) (k copyright (a 0 0 - @copyright)))
compositions 4 (o (k aggregate ! @aggregateType) (k assemblies (a 0 0 u s)) (k dependencies (a 0
  0 u s)) (k signature @signature))
localeType 4567 (p locale)
releaseType 4567 s
note 4567 (o (k locale @localeType) (k text ! @attachment))
releaseNotes 45 (o (k type ! @releaseType) (k title s) (k featuredImage (f iri-reference)) (k
  socialImage (f iri-reference)) (k description s) (k timestamp (f date-time)) (k aliases (a 0 0
  - s)) (k tags (a 0 0 - s)) (k resolves (a 0 0 - @issue)) (k notes (a 0 0 - @note)) (k
  properties (a 0 0 - @property)))
advisory 4567 (o (k title s) (k url ! (f iri-reference)))
cwe 4567 (i 1 -)
severity 4567 (e critical high medium low info none unknown)
scoreMethod 4 (e CVSSv2 CVSSv3 CVSSv31 OWASP other)
impactAnalysisState 4567 (e resolved resolved_with_pedigree exploitable in_triage false_positive
  not_affected)
impactAnalysisJustification 4567 (e code_not_present code_not_reachable requires_configuration
  requires_dependency requires_environment protected_by_compiler protected_at_runtime
  protected_at_perimeter protected_by_mitigating_control)
rating 4567 (o (k source @vulnerabilitySource) (k score n) (k severity @severity) (k method
  @scoreMethod) (k vector s) (k justification s))
vulnerabilitySource 4567 (o (k url s) (k name s))
vulnerability 4 (o (k bom-ref @refType) (k id s) (k source @vulnerabilitySource) (k references (a
  0 0 - (O (k id ! s) (k source ! @vulnerabilitySource)))) (k ratings (a 0 0 - @rating)) (k cwes
  (a 0 0 - @cwe)) (k description s) (k detail s) (k recommendation s) (k advisories (a 0 0 -
  @advisory)) (k created (f date-time)) (k published (f date-time)) (k updated (f date-time)) (k
  credits (o (k organizations (a 0 0 - @organizationalEntity)) (k individuals (a 0 0 -
  @organizationalContact)))) (k tools (a 0 0 - @tool)) (k analysis (o (k state
  @impactAnalysisState) (k justification @impactAnalysisJustification) (k response (a 0 0 - (e
  can_not_fix will_not_fix update rollback workaround_available))) (k detail s))) (k affects (a 0
  0 u (O (k ref ! @refType) (k versions (a 0 0 - (& (O (k version @version) (k range @range) (k
  status @affectedStatus)) (1 (r version) (r range)))))))) (k properties (a 0 0 - @property)))
affectedStatus 4567 (e affected unaffected unknown)
version 45 (l 1)
range 45 (l 1)
signature 4567 @jsf-signature
bom 5 (o (k $schema (e http://cyclonedx.org/schema/bom-1.5.schema.json)) (k bomFormat ! (e
  CycloneDX)) (k specVersion ! s) (k serialNumber (p uuid-urn)) (k version (i 1 -)) (k metadata
  @metadata) (k components (a 0 0 u @component)) (k services (a 0 0 u @service)) (k
  externalReferences (a 0 0 - @externalReference)) (k dependencies (a 0 0 u @dependency)) (k
  compositions (a 0 0 u @compositions)) (k vulnerabilities (a 0 0 u @vulnerability)) (k
  annotations (a 0 0 u @annotations)) (k formulation (a 0 0 u @formula)) (k properties (a 0 0 -
  @property)) (k signature @signature))
refType 567 (l 1)
refLinkType 5 (& @refType)
bomLinkDocumentType 567 (p bom-link)
bomLinkElementType 567 (p bom-link-element)
bomLink 567 (| @bomLinkDocumentType @bomLinkElementType)
)"
R"(
metadata 5 (o (k timestamp (f date-time)) (k lifecycles (a 0 0 - (& (om) (1 (O (k phase ! (e
  design pre-build build post-build operations discovery decommission))) (O (k name ! s) (k
  description s)))))) (k tools (1 (o (k components (a 0 0 u @component)) (k services (a 0 0 u
  @service))) (a 0 0 - @tool))) (k authors (a 0 0 - @organizationalContact)) (k component
  @component) (k manufacture @organizationalEntity) (k supplier @organizationalEntity) (k
  licenses @licenseChoice) (k properties (a 0 0 - @property)))
organizationalEntity 5 (o (k bom-ref @refType) (k name s) (k url (a 0 0 - (f iri-reference))) (k
  contact (a 0 0 - @organizationalContact)))
organizationalContact 567 (o (k bom-ref @refType) (k name s) (k email (f idn-email)) (k phone s))
component 5 (o (k type ! (e application framework library container platform operating-system
  device device-driver firmware file machine-learning-model data)) (k mime-type (p media-type))
  (k bom-ref @refType) (k supplier @organizationalEntity) (k author s) (k publisher s) (k group
  s) (k name ! s) (k version s) (k description s) (k scope (e required optional excluded)) (k
  hashes (a 0 0 - @hash)) (k licenses @licenseChoice) (k copyright s) (k cpe s) (k purl s) (k
  swid @swid) (k modified b) (k pedigree (o (k ancestors (a 0 0 - @component)) (k descendants (a
  0 0 - @component)) (k variants (a 0 0 - @component)) (k commits (a 0 0 - @commit)) (k patches
  (a 0 0 - @patch)) (k notes s))) (k externalReferences (a 0 0 - @externalReference)) (k
  components (a 0 0 u @component)) (k evidence @componentEvidence) (k releaseNotes @releaseNotes)
  (k modelCard @modelCard) (k data (a 0 0 - @componentData)) (k properties (a 0 0 - @property))
  (k signature @signature))
license 5 (& (o (k bom-ref @refType) (k id @spdx-id) (k name s) (k text @attachment) (k url (f
  iri-reference)) (k licensing (o (k altIds (a 0 0 - s)) (k licensor (& (o (k organization
  @organizationalEntity) (k individual @organizationalContact)) (1 (r organization) (r
  individual)))) (k licensee (& (o (k organization @organizationalEntity) (k individual
  @organizationalContact)) (1 (r organization) (r individual)))) (k purchaser (& (o (k
  organization @organizationalEntity) (k individual @organizationalContact)) (1 (r organization)
  (r individual)))) (k purchaseOrder s) (k licenseTypes (a 0 0 - (e academic appliance
  client-access concurrent-user core-points custom-metric device evaluation named-user
  node-locked oem perpetual processor-points subscription user other))) (k lastRenewal (f
  date-time)) (k expiration (f date-time)))) (k properties (a 0 0 - @property))) (1 (r id) (r
  name)))
licenseChoice 5 (& (a 0 0 - any) (1 (a 0 0 - (o (k license ! @license))) (a 1 1 - (o (k
  expression ! s) (k bom-ref @refType)))))
externalReference 5 (o (k url ! (| (f iri-reference) @bomLink)) (k comment s) (k type ! (e vcs
  issue-tracker website advisories bom mailing-list social chat documentation support
  distribution distribution-intake license build-meta build-system release-notes security-contact
  model-card log configuration evidence formulation attestation threat-model adversary-model
  risk-assessment vulnerability-assertion exploitability-statement pentest-report
  static-analysis-report dynamic-analysis-report runtime-analysis-report
  component-analysis-report maturity-report certification-report codified-infrastructure
  quality-metrics poam other)) (k hashes (a 0 0 - @hash)))
dependency 5 (o (k ref ! @refLinkType) (k dependsOn (a 0 0 u @refLinkType)))
service 5 (o (k bom-ref @refType) (k provider @organizationalEntity) (k group s) (k name ! s) (k
  version s) (k description s) (k endpoints (a 0 0 - (f iri-reference))) (k authenticated b) (k
  x-trust-boundary b) (k trustZone s) (k data (a 0 0 - @serviceData)) (k licenses @licenseChoice)
  (k externalReferences (a 0 0 - @externalReference)) (k services (a 0 0 u @service)) (k
  releaseNotes @releaseNotes) (k properties (a 0 0 - @property)) (k signature @signature))
serviceData 5 (o (k flow ! @dataFlowDirection) (k classification ! @dataClassification) (k name
  s) (k description s) (k governance (& @dataGovernance (om))) (k source (a 0 0 - (| (f
  iri-reference) @bomLinkElementType))) (k destination (a 0 0 - (| (f iri-reference)
  @bomLinkElementType))))
dataFlowDirection 567 (e inbound outbound bi-directional unknown)
componentEvidence 5 (o (k identity (o (k field ! (e group name version purl cpe swid hash)) (k
  confidence (n 0 1)) (k methods (a 0 0 - (o (k technique ! (e source-code-analysis
  binary-analysis manifest-analysis ast-fingerprint hash-comparison instrumentation
  dynamic-analysis filename attestation other)) (k confidence ! (n 0 1)) (k value s)))) (k tools
  (a 0 0 u (| @refLinkType @bomLinkElementType))))) (k occurrences (a 0 0 - (o (k bom-ref
  @refType) (k location ! s)))) (k callstack (o (k frames (a 0 0 - (o (k package s) (k module !
  s) (k function s) (k parameters (a 0 0 - s)) (k line i) (k column i) (k fullFilename s)))))) (k
  licenses @licenseChoice) (k copyright (a 0 0 - @copyright)))
compositions 567 (o (k bom-ref @refType) (k aggregate ! @aggregateType) (k assemblies (a 0 0 u (|
  @refLinkType @bomLinkElementType))) (k dependencies (a 0 0 u s)) (k vulnerabilities (a 0 0 u
  s)) (k signature @signature))
aggregateType 567 (e complete incomplete incomplete_first_party_only
  incomplete_first_party_proprietary_only incomplete_first_party_opensource_only
  incomplete_third_party_only incomplete_third_party_proprietary_only
  incomplete_third_party_opensource_only unknown not_specified)
scoreMethod 567 (e CVSSv2 CVSSv3 CVSSv31 CVSSv4 OWASP SSVC other)
vulnerability 5 (o (k bom-ref @refType) (k id s) (k source @vulnerabilitySource) (k references (a
  0 0 - (o (k id ! s) (k source ! @vulnerabilitySource)))) (k ratings (a 0 0 - @rating)) (k cwes
  (a 0 0 - @cwe)) (k description s) (k detail s) (k recommendation s) (k workaround s) (k
  proofOfConcept (om (k reproductionSteps s) (k environment s) (k supportingMaterial (a 0 0 -
  @attachment)))) (k advisories (a 0 0 - @advisory)) (k created (f date-time)) (k published (f
  date-time)) (k updated (f date-time)) (k rejected (f date-time)) (k credits (o (k organizations
  (a 0 0 - @organizationalEntity)) (k individuals (a 0 0 - @organizationalContact)))) (k tools (1
  (o (k components (a 0 0 u @component)) (k services (a 0 0 u @service))) (a 0 0 - @tool))) (k
  analysis (o (k state @impactAnalysisState) (k justification @impactAnalysisJustification) (k
  response (a 0 0 - (e can_not_fix will_not_fix update rollback workaround_available))) (k detail
  s) (k firstIssued (f date-time)) (k lastUpdated (f date-time)))) (k affects (a 0 0 u (o (k ref
  ! (| @refLinkType @bomLinkElementType)) (k versions (a 0 0 - (& (o (k version @version) (k
  range @range) (k status @affectedStatus)) (1 (r version) (r range)))))))) (k properties (a 0 0
  - @property)))
annotations 567 (o (k bom-ref @refType) (k subjects ! (a 0 0 u (| @refLinkType
  @bomLinkElementType))) (k annotator ! (& (o (k organization @organizationalEntity) (k
  individual @organizationalContact) (k component @component) (k service @service)) (1 (r
  organization) (r individual) (r component) (r service)))) (k timestamp ! (f date-time)) (k text
  ! s) (k signature @signature))
modelCard 5 (o (k bom-ref @refType) (k modelParameters (o (k approach (o (k type (e supervised
  unsupervised reinforcement-learning semi-supervised self-supervised)))) (k task s) (k
  architectureFamily s) (k modelArchitecture s) (k datasets (a 0 0 - (1 @componentData (o (k ref
  (| @refLinkType @bomLinkElementType)))))) (k inputs (a 0 0 - @inputOutputMLParameters)) (k
  outputs (a 0 0 - @inputOutputMLParameters)))) (k quantitativeAnalysis (o (k performanceMetrics
  (a 0 0 - @performanceMetric)) (k graphics @graphicsCollection))) (k considerations (o (k users
  (a 0 0 - s)) (k useCases (a 0 0 - s)) (k technicalLimitations (a 0 0 - s)) (k
  performanceTradeoffs (a 0 0 - s)) (k ethicalConsiderations (a 0 0 - @risk)) (k
  fairnessAssessments (a 0 0 - @fairnessAssessment)))) (k properties (a 0 0 - @property)))
inputOutputMLParameters 567 (o (k format s))
componentData 5 (o (k bom-ref @refType) (k type ! (e source-code configuration dataset definition
  other)) (k name s) (k contents (o (k attachment @attachment) (k url (f iri-reference)) (k
  properties (a 0 0 - @property)))) (k classification @dataClassification) (k sensitiveData (a 0
  0 - s)) (k graphics @graphicsCollection) (k description s) (k governance (& @dataGovernance
  (om))))
dataGovernance 567 (o (k custodians (a 0 0 - @dataGovernanceResponsibleParty)) (k stewards (a 0 0
  - @dataGovernanceResponsibleParty)) (k owners (a 0 0 - @dataGovernanceResponsibleParty)))
dataGovernanceResponsibleParty 567 (& (o (k organization @organizationalEntity) (k contact
  @organizationalContact)) (1 (r organization) (r contact)))
graphicsCollection 567 (o (k description s) (k collection (a 0 0 - @graphic)))
graphic 567 (o (k name s) (k image @attachment))
performanceMetric 567 (o (k type s) (k value s) (k slice s) (k confidenceInterval (o (k
  lowerBound s) (k upperBound s))))
risk 567 (o (k name s) (k mitigationStrategy s))
fairnessAssessment 567 (o (k groupAtRisk s) (k benefits s) (k harms s) (k mitigationStrategy s))
dataClassification 567 s
formula 567 (o (k bom-ref @refType) (k components (a 0 0 u @component)) (k services (a 0 0 u
  @service)) (k workflows (a 0 0 u @workflow)) (k properties (a 0 0 - @property)))
workflow 567 (o (k bom-ref ! @refType) (k uid ! s) (k name s) (k description s) (k
  resourceReferences (a 0 0 u @resourceReferenceChoice)) (k tasks (a 0 0 u @task)) (k
  taskDependencies (a 0 0 u @dependency)) (k taskTypes ! (a 0 0 - @taskType)) (k trigger
  @trigger) (k steps (a 0 0 u @step)) (k inputs (a 0 0 u @inputType)) (k outputs (a 0 0 u
  @outputType)) (k timeStart (f date-time)) (k timeEnd (f date-time)) (k workspaces (a 0 0 u
  @workspace)) (k runtimeTopology (a 0 0 u @dependency)) (k properties (a 0 0 - @property)))
task 567 (o (k bom-ref ! @refType) (k uid ! s) (k name s) (k description s) (k resourceReferences
  (a 0 0 u @resourceReferenceChoice)) (k taskTypes ! (a 0 0 - @taskType)) (k trigger @trigger) (k
  steps (a 0 0 u @step)) (k inputs (a 0 0 u @inputType)) (k outputs (a 0 0 u @outputType)) (k
  timeStart (f date-time)) (k timeEnd (f date-time)) (k workspaces (a 0 0 u @workspace)) (k
  runtimeTopology (a 0 0 u @dependency)) (k properties (a 0 0 - @property)))
step 567 (o (k name s) (k description s) (k commands (a 0 0 - @command)) (k properties (a 0 0 -
  @property)))
command 567 (o (k executed s) (k properties (a 0 0 - @property)))
workspace 567 (o (k bom-ref ! @refType) (k uid ! s) (k name s) (k aliases (a 0 0 - s)) (k
  description s) (k resourceReferences (a 0 0 u @resourceReferenceChoice)) (k accessMode (e
  read-only read-write read-write-once write-once write-only)) (k mountPath s) (k managedDataType
  s) (k volumeRequest s) (k volume @volume) (k properties (a 0 0 - @property)))
volume 567 (o (k uid s) (k name s) (k mode (e filesystem block)) (k path s) (k sizeAllocated s)
  (k persistent b) (k remote b) (k properties (a 0 0 - @property)))
trigger 567 (o (k bom-ref ! @refType) (k uid ! s) (k name s) (k description s) (k
  resourceReferences (a 0 0 u @resourceReferenceChoice)) (k type ! (e manual api webhook
  scheduled)) (k event @event) (k conditions (a 0 0 u @condition)) (k timeActivated (f
  date-time)) (k inputs (a 0 0 u @inputType)) (k outputs (a 0 0 u @outputType)) (k properties (a
  0 0 - @property)))
event 567 (o (k uid s) (k description s) (k timeReceived (f date-time)) (k data @attachment) (k
  source @resourceReferenceChoice) (k target @resourceReferenceChoice) (k properties (a 0 0 -
  @property)))
inputType 567 (& (o (k source @resourceReferenceChoice) (k target @resourceReferenceChoice) (k
  resource @resourceReferenceChoice) (k parameters (a 0 0 u @parameter)) (k environmentVars (a 0
  0 u (1 @property s))) (k data @attachment) (k properties (a 0 0 - @property))) (1 (r resource)
  (r parameters) (r environmentVars) (r data)))
outputType 567 (& (o (k type (e artifact attestation log evidence metrics other)) (k source
  @resourceReferenceChoice) (k target @resourceReferenceChoice) (k resource
  @resourceReferenceChoice) (k data @attachment) (k environmentVars (a 0 0 u (1 @property s))) (k
  properties (a 0 0 - @property))) (1 (r resource) (r environmentVars) (r data)))
resourceReferenceChoice 567 (& (o (k ref (| @refLinkType @bomLinkElementType)) (k
  externalReference @externalReference)) (1 (r ref) (r externalReference)))
condition 567 (o (k description s) (k expression s) (k properties (a 0 0 - @property)))
taskType 567 (e copy clone lint scan merge build test deliver deploy release clean other)
parameter 567 (o (k name s) (k value s) (k dataType s))
)"
R"(
bom 6 (o (k $schema s) (k bomFormat ! (e CycloneDX)) (k specVersion ! s) (k serialNumber (p
  uuid-urn)) (k version (i 1 -)) (k metadata @metadata) (k components (a 0 0 u @component)) (k
  services (a 0 0 u @service)) (k externalReferences (a 0 0 - @externalReference)) (k
  dependencies (a 0 0 u @dependency)) (k compositions (a 0 0 u @compositions)) (k vulnerabilities
  (a 0 0 u @vulnerability)) (k annotations (a 0 0 u @annotations)) (k formulation (a 0 0 u
  @formula)) (k declarations (o (k assessors (a 0 0 - (o (k bom-ref @refType) (k thirdParty b) (k
  organization @organizationalEntity)))) (k attestations (a 0 0 - (o (k summary s) (k assessor
  @refLinkType) (k map (a 0 0 - (o (k requirement @refLinkType) (k claims (a 0 0 - @refLinkType))
  (k counterClaims (a 0 0 - @refLinkType)) (k conformance (o (k score (n 0 1)) (k rationale s) (k
  mitigationStrategies (a 0 0 - @refLinkType)))) (k confidence (o (k score (n 0 1)) (k rationale
  s)))))) (k signature @signature)))) (k claims (a 0 0 - (o (k bom-ref @refType) (k target
  @refLinkType) (k predicate s) (k mitigationStrategies (a 0 0 - @refLinkType)) (k reasoning s)
  (k evidence (a 0 0 - @refLinkType)) (k counterEvidence (a 0 0 - @refLinkType)) (k
  externalReferences (a 0 0 - @externalReference)) (k signature @signature)))) (k evidence (a 0 0
  - (o (k bom-ref @refType) (k propertyName s) (k description s) (k data (a 0 0 - (o (k name s)
  (k contents (o (k attachment @attachment) (k url (f iri-reference)))) (k classification
  @dataClassification) (k sensitiveData (a 0 0 - s)) (k governance @dataGovernance)))) (k created
  (f date-time)) (k expires (f date-time)) (k author @organizationalContact) (k reviewer
  @organizationalContact) (k signature @signature)))) (k targets (o (k organizations (a 0 0 -
  @organizationalEntity)) (k components (a 0 0 - @component)) (k services (a 0 0 - @service))))
  (k affirmation (o (k statement s) (k signatories (a 0 0 - (& (o (k name s) (k role s) (k
  signature @signature) (k organization @organizationalEntity) (k externalReference
  @externalReference)) (1 (r signature) (r externalReference organization))))) (k signature
  @signature))) (k signature @signature))) (k definitions (o (k standards (a 0 0 - @standard))))
  (k properties (a 0 0 - @property)) (k signature @signature))
refLinkType 67 @refType
metadata 6 (o (k timestamp (f date-time)) (k lifecycles (a 0 0 - (& (om) (1 (O (k phase ! (e
  design pre-build build post-build operations discovery decommission))) (O (k name ! s) (k
  description s)))))) (k tools (1 (o (k components (a 0 0 u @component)) (k services (a 0 0 u
  @service))) (a 0 0 - @tool))) (k manufacturer @organizationalEntity) (k authors (a 0 0 -
  @organizationalContact)) (k component @component) (k manufacture @organizationalEntity) (k
  supplier @organizationalEntity) (k licenses @licenseChoice) (k properties (a 0 0 - @property)))
tool 67 (o (k vendor s) (k name s) (k version @version) (k hashes (a 0 0 - @hash)) (k
  externalReferences (a 0 0 - @externalReference)))
organizationalEntity 67 (o (k bom-ref @refType) (k name s) (k address @postalAddress) (k url (a 0
  0 - (f iri-reference))) (k contact (a 0 0 - @organizationalContact)))
component 6 (o (k type ! (e application framework library container platform operating-system
  device device-driver firmware file machine-learning-model data cryptographic-asset)) (k
  mime-type (p media-type)) (k bom-ref @refType) (k supplier @organizationalEntity) (k
  manufacturer @organizationalEntity) (k authors (a 0 0 - @organizationalContact)) (k author s)
  (k publisher s) (k group s) (k name ! s) (k version @version) (k description s) (k scope (e
  required optional excluded)) (k hashes (a 0 0 - @hash)) (k licenses @licenseChoice) (k
  copyright s) (k cpe s) (k purl s) (k omniborId (a 0 0 - s)) (k swhid (a 0 0 - s)) (k swid
  @swid) (k modified b) (k pedigree (o (k ancestors (a 0 0 - @component)) (k descendants (a 0 0 -
  @component)) (k variants (a 0 0 - @component)) (k commits (a 0 0 - @commit)) (k patches (a 0 0
  - @patch)) (k notes s))) (k externalReferences (a 0 0 - @externalReference)) (k components (a 0
  0 u @component)) (k evidence @componentEvidence) (k releaseNotes @releaseNotes) (k modelCard
  @modelCard) (k data (a 0 0 - @componentData)) (k cryptoProperties @cryptoProperties) (k
  properties (a 0 0 - @property)) (k tags @tags) (k signature @signature))
license 6 (& (o (k bom-ref @refType) (k id @spdx-id) (k name s) (k acknowledgement
  @licenseAcknowledgementEnumeration) (k text @attachment) (k url (f iri-reference)) (k licensing
  (o (k altIds (a 0 0 - s)) (k licensor (& (o (k organization @organizationalEntity) (k
  individual @organizationalContact)) (1 (r organization) (r individual)))) (k licensee (& (o (k
  organization @organizationalEntity) (k individual @organizationalContact)) (1 (r organization)
  (r individual)))) (k purchaser (& (o (k organization @organizationalEntity) (k individual
  @organizationalContact)) (1 (r organization) (r individual)))) (k purchaseOrder s) (k
  licenseTypes (a 0 0 - (e academic appliance client-access concurrent-user core-points
  custom-metric device evaluation named-user node-locked oem perpetual processor-points
  subscription user other))) (k lastRenewal (f date-time)) (k expiration (f date-time)))) (k
  properties (a 0 0 - @property))) (1 (r id) (r name)))
licenseAcknowledgementEnumeration 67 (e declared concluded)
licenseChoice 6 (& (a 0 0 - any) (1 (a 0 0 - (o (k license ! @license))) (a 1 1 - (o (k
  expression ! s) (k acknowledgement @licenseAcknowledgementEnumeration) (k bom-ref @refType)))))
externalReference 6 (o (k url ! (| (f iri-reference) @bomLink)) (k comment s) (k type ! (e vcs
  issue-tracker website advisories bom mailing-list social chat documentation support
  source-distribution distribution distribution-intake license build-meta build-system
  release-notes security-contact model-card log configuration evidence formulation attestation
  threat-model adversary-model risk-assessment vulnerability-assertion exploitability-statement
  pentest-report static-analysis-report dynamic-analysis-report runtime-analysis-report
  component-analysis-report maturity-report certification-report codified-infrastructure
  quality-metrics poam electronic-signature digital-signature rfc-9116 other)) (k hashes (a 0 0 -
  @hash)))
dependency 67 (o (k ref ! @refLinkType) (k dependsOn (a 0 0 u @refLinkType)) (k provides (a 0 0 u
  @refLinkType)))
service 6 (o (k bom-ref @refType) (k provider @organizationalEntity) (k group s) (k name ! s) (k
  version @version) (k description s) (k endpoints (a 0 0 - (f iri-reference))) (k authenticated
  b) (k x-trust-boundary b) (k trustZone s) (k data (a 0 0 - @serviceData)) (k licenses
  @licenseChoice) (k externalReferences (a 0 0 - @externalReference)) (k services (a 0 0 u
  @service)) (k releaseNotes @releaseNotes) (k properties (a 0 0 - @property)) (k tags @tags) (k
  signature @signature))
serviceData 67 (o (k flow ! @dataFlowDirection) (k classification ! @dataClassification) (k name
  s) (k description s) (k governance @dataGovernance) (k source (a 0 0 - (| (f iri-reference)
  @bomLinkElementType))) (k destination (a 0 0 - (| (f iri-reference) @bomLinkElementType))))
componentEvidence 67 (o (k identity (1 (a 0 0 - @componentIdentityEvidence)
  @componentIdentityEvidence)) (k occurrences (a 0 0 - (o (k bom-ref @refType) (k location ! s)
  (k line (i 0 -)) (k offset (i 0 -)) (k symbol s) (k additionalContext s)))) (k callstack (o (k
  frames (a 0 0 - (o (k package s) (k module ! s) (k function s) (k parameters (a 0 0 - s)) (k
  line i) (k column i) (k fullFilename s)))))) (k licenses @licenseChoice) (k copyright (a 0 0 -
  @copyright)))
property 67 (o (k name ! s) (k value s))
releaseNotes 67 (o (k type ! @releaseType) (k title s) (k featuredImage (f iri-reference)) (k
  socialImage (f iri-reference)) (k description s) (k timestamp (f date-time)) (k aliases (a 0 0
  - s)) (k tags @tags) (k resolves (a 0 0 - @issue)) (k notes (a 0 0 - @note)) (k properties (a 0
  0 - @property)))
vulnerability 67 (o (k bom-ref @refType) (k id s) (k source @vulnerabilitySource) (k references
  (a 0 0 - (o (k id ! s) (k source ! @vulnerabilitySource)))) (k ratings (a 0 0 - @rating)) (k
  cwes (a 0 0 - @cwe)) (k description s) (k detail s) (k recommendation s) (k workaround s) (k
  proofOfConcept (om (k reproductionSteps s) (k environment s) (k supportingMaterial (a 0 0 -
  @attachment)))) (k advisories (a 0 0 - @advisory)) (k created (f date-time)) (k published (f
  date-time)) (k updated (f date-time)) (k rejected (f date-time)) (k credits (o (k organizations
  (a 0 0 - @organizationalEntity)) (k individuals (a 0 0 - @organizationalContact)))) (k tools (1
  (o (k components (a 0 0 u @component)) (k services (a 0 0 u @service))) (a 0 0 - @tool))) (k
  analysis (o (k state @impactAnalysisState) (k justification @impactAnalysisJustification) (k
  response (a 0 0 - (e can_not_fix will_not_fix update rollback workaround_available))) (k detail
  s) (k firstIssued (f date-time)) (k lastUpdated (f date-time)))) (k affects (a 0 0 u (o (k ref
  ! (| @refLinkType @bomLinkElementType)) (k versions (a 0 0 - (& (o (k version @version) (k
  range @versionRange) (k status @affectedStatus)) (1 (r version) (r range)))))))) (k properties
  (a 0 0 - @property)))
version 67 s
versionRange 67 (l 1)
range 67 @versionRange
modelCard 67 (o (k bom-ref @refType) (k modelParameters (o (k approach (o (k type (e supervised
  unsupervised reinforcement-learning semi-supervised self-supervised)))) (k task s) (k
  architectureFamily s) (k modelArchitecture s) (k datasets (a 0 0 - (1 @componentData (o (k ref
  (& s (| @refLinkType @bomLinkElementType))))))) (k inputs (a 0 0 - @inputOutputMLParameters))
  (k outputs (a 0 0 - @inputOutputMLParameters)))) (k quantitativeAnalysis (o (k
  performanceMetrics (a 0 0 - @performanceMetric)) (k graphics @graphicsCollection))) (k
  considerations (o (k users (a 0 0 - s)) (k useCases (a 0 0 - s)) (k technicalLimitations (a 0 0
  - s)) (k performanceTradeoffs (a 0 0 - s)) (k ethicalConsiderations (a 0 0 - @risk)) (k
  environmentalConsiderations @environmentalConsiderations) (k fairnessAssessments (a 0 0 -
  @fairnessAssessment)))) (k properties (a 0 0 - @property)))
componentData 67 (o (k bom-ref @refType) (k type ! (e source-code configuration dataset
  definition other)) (k name s) (k contents (o (k attachment @attachment) (k url (f
  iri-reference)) (k properties (a 0 0 - @property)))) (k classification @dataClassification) (k
  sensitiveData (a 0 0 - s)) (k graphics @graphicsCollection) (k description s) (k governance
  @dataGovernance))
environmentalConsiderations 67 (o (k energyConsumptions (a 0 0 - @energyConsumption)) (k
  properties (a 0 0 - @property)))
energyConsumption 67 (o (k activity ! (e design data-collection data-preparation training
  fine-tuning validation deployment inference other)) (k energyProviders ! (a 0 0 -
  @energyProvider)) (k activityEnergyCost ! @energyMeasure) (k co2CostEquivalent @co2Measure) (k
  co2CostOffset @co2Measure) (k properties (a 0 0 - @property)))
energyMeasure 67 (o (k value ! n) (k unit ! (e kWh)))
co2Measure 67 (o (k value ! n) (k unit ! (e tCO2eq)))
energyProvider 67 (o (k bom-ref @refType) (k description s) (k organization ! (&
  @organizationalEntity (om))) (k energySource ! (e coal oil natural-gas nuclear wind solar
  geothermal hydropower biofuel unknown other)) (k energyProvided ! @energyMeasure) (k
  externalReferences (a 0 0 - @externalReference)))
postalAddress 67 (o (k bom-ref @refType) (k country s) (k region s) (k locality s) (k
  postOfficeBoxNumber s) (k postalCode s) (k streetAddress s))
componentIdentityEvidence 67 (o (k field ! (e group name version purl cpe omniborId swhid swid
  hash)) (k confidence (n 0 1)) (k concludedValue s) (k methods (a 0 0 - (o (k technique ! (e
  source-code-analysis binary-analysis manifest-analysis ast-fingerprint hash-comparison
  instrumentation dynamic-analysis filename attestation other)) (k confidence ! (n 0 1)) (k value
  s)))) (k tools (a 0 0 u (| @refLinkType @bomLinkElementType))))
standard 67 (o (k bom-ref @refType) (k name s) (k version s) (k description s) (k owner s) (k
  requirements (a 0 0 - (o (k bom-ref @refType) (k identifier s) (k title s) (k text s) (k
  descriptions (a 0 0 - s)) (k openCre (a 0 0 - (p cre))) (k parent @refLinkType) (k properties
  (a 0 0 - @property)) (k externalReferences (a 0 0 - @externalReference))))) (k levels (a 0 0 -
  (o (k bom-ref @refType) (k identifier s) (k title s) (k description s) (k requirements (a 0 0 -
  @refLinkType))))) (k externalReferences (a 0 0 - @externalReference)) (k signature @signature))
)"
R"(
cryptoProperties 6 (o (k assetType ! (e algorithm certificate protocol related-crypto-material))
  (k algorithmProperties (o (k primitive (e drbg mac block-cipher stream-cipher signature hash
  pke xof kdf key-agree kem ae combiner other unknown)) (k parameterSetIdentifier s) (k curve s)
  (k executionEnvironment (e software-plain-ram software-encrypted-ram software-tee hardware
  other unknown)) (k implementationPlatform (e generic x86_32 x86_64 armv7-a armv7-m armv8-a
  armv8-m armv9-a armv9-m s390x ppc64 ppc64le other unknown)) (k certificationLevel (a 0 0 - (e
  none fips140-1-l1 fips140-1-l2 fips140-1-l3 fips140-1-l4 fips140-2-l1 fips140-2-l2 fips140-2-l3
  fips140-2-l4 fips140-3-l1 fips140-3-l2 fips140-3-l3 fips140-3-l4 cc-eal1 cc-eal1+ cc-eal2
  cc-eal2+ cc-eal3 cc-eal3+ cc-eal4 cc-eal4+ cc-eal5 cc-eal5+ cc-eal6 cc-eal6+ cc-eal7 cc-eal7+
  other unknown))) (k mode (e cbc ecb ccm gcm cfb ofb ctr other unknown)) (k padding (e pkcs5
  pkcs7 pkcs1v15 oaep raw other unknown)) (k cryptoFunctions (a 0 0 - (e generate keygen encrypt
  decrypt digest tag keyderive sign verify encapsulate decapsulate other unknown))) (k
  classicalSecurityLevel (i 0 -)) (k nistQuantumSecurityLevel (i 0 6)))) (k certificateProperties
  (o (k subjectName s) (k issuerName s) (k notValidBefore (f date-time)) (k notValidAfter (f
  date-time)) (k signatureAlgorithmRef @refType) (k subjectPublicKeyRef @refType) (k
  certificateFormat s) (k certificateExtension s))) (k relatedCryptoMaterialProperties (o (k type
  (e private-key public-key secret-key key ciphertext signature digest initialization-vector
  nonce seed salt shared-secret tag additional-data password credential token other unknown)) (k
  id s) (k state (e pre-activation active suspended deactivated compromised destroyed)) (k
  algorithmRef @refType) (k creationDate (f date-time)) (k activationDate (f date-time)) (k
  updateDate (f date-time)) (k expirationDate (f date-time)) (k value s) (k size i) (k format s)
  (k securedBy @securedBy))) (k protocolProperties (o (k type (e tls ssh ipsec ike sstp wpa other
  unknown)) (k version s) (k cipherSuites (a 0 0 - @cipherSuite)) (k ikev2TransformTypes (o (k
  encr @cryptoRefArray) (k prf @cryptoRefArray) (k integ @cryptoRefArray) (k ke @cryptoRefArray)
  (k esn b) (k auth @cryptoRefArray))) (k cryptoRefArray @cryptoRefArray))) (k oid s))
cipherSuite 6 (o (k name s) (k algorithms (a 0 0 - @refType)) (k identifiers (a 0 0 - s)))
cryptoRefArray 67 (a 0 0 - @refType)
securedBy 67 (o (k mechanism s) (k algorithmRef @refType))
tags 67 (a 0 0 - s)
bom 7 (o (k $schema s) (k bomFormat ! (e CycloneDX)) (k specVersion ! s) (k serialNumber (p
  uuid-urn)) (k version (i 1 -)) (k metadata @metadata) (k components (a 0 0 u @component)) (k
  services (a 0 0 u @service)) (k externalReferences (a 0 0 - @externalReference)) (k
  dependencies (a 0 0 u @dependency)) (k compositions (a 0 0 u @compositions)) (k vulnerabilities
  (a 0 0 u @vulnerability)) (k annotations (a 0 0 u @annotations)) (k formulation (a 0 0 u
  @formula)) (k declarations (o (k assessors (a 0 0 - (o (k bom-ref @refType) (k thirdParty b) (k
  organization @organizationalEntity)))) (k attestations (a 0 0 - (o (k summary s) (k assessor
  @refLinkType) (k map (a 0 0 - (o (k requirement @refLinkType) (k claims (a 0 0 - @refLinkType))
  (k counterClaims (a 0 0 - @refLinkType)) (k conformance (o (k score (n 0 1)) (k rationale s) (k
  mitigationStrategies (a 0 0 - @refLinkType)))) (k confidence (o (k score (n 0 1)) (k rationale
  s)))))) (k signature @signature)))) (k claims (a 0 0 - (o (k bom-ref @refType) (k target
  @refLinkType) (k predicate s) (k mitigationStrategies (a 0 0 - @refLinkType)) (k reasoning s)
  (k evidence (a 0 0 - @refLinkType)) (k counterEvidence (a 0 0 - @refLinkType)) (k
  externalReferences (a 0 0 - @externalReference)) (k signature @signature)))) (k evidence (a 0 0
  - (o (k bom-ref @refType) (k propertyName s) (k description s) (k data (a 0 0 - (o (k name s)
  (k contents (o (k attachment @attachment) (k url (f iri-reference)))) (k classification
  @dataClassification) (k sensitiveData (a 0 0 - s)) (k governance @dataGovernance)))) (k created
  (f date-time)) (k expires (f date-time)) (k author @organizationalContact) (k reviewer
  @organizationalContact) (k signature @signature)))) (k targets (o (k organizations (a 0 0 -
  @organizationalEntity)) (k components (a 0 0 - @component)) (k services (a 0 0 - @service))))
  (k affirmation (o (k statement s) (k signatories (a 0 0 - (& (o (k name s) (k role s) (k
  signature @signature) (k organization @organizationalEntity) (k externalReference
  @externalReference)) (1 (r signature) (r externalReference organization))))) (k signature
  @signature))) (k signature @signature))) (k definitions (o (k standards (a 0 0 - @standard)) (k
  patents (a 0 0 - (| @patent @patentFamily))))) (k citations (a 0 0 u @citation)) (k properties
  (a 0 0 - @property)) (k signature @signature))
metadata 7 (o (k timestamp (f date-time)) (k lifecycles (a 0 0 - (& (om) (1 (O (k phase ! (e
  design pre-build build post-build operations discovery decommission))) (O (k name ! s) (k
  description s)))))) (k tools (1 (o (k components (a 0 0 u @component)) (k services (a 0 0 u
  @service))) (a 0 0 - @tool))) (k manufacturer @organizationalEntity) (k authors (a 0 0 -
  @organizationalContact)) (k component @component) (k manufacture @organizationalEntity) (k
  supplier @organizationalEntity) (k licenses @licenseChoice) (k properties (a 0 0 - @property))
  (k distributionConstraints (o (k tlp @tlpClassification))))
tlpClassification 7 (e CLEAR GREEN AMBER AMBER_AND_STRICT RED)
component 7 (& (o (k type ! (e application framework library container platform operating-system
  device device-driver firmware file machine-learning-model data cryptographic-asset)) (k
  mime-type (p media-type)) (k bom-ref @refType) (k supplier @organizationalEntity) (k
  manufacturer @organizationalEntity) (k authors (a 0 0 - @organizationalContact)) (k author s)
  (k publisher s) (k group s) (k name ! s) (k version @version) (k versionRange @versionRange) (k
  isExternal b) (k description s) (k scope (e required optional excluded)) (k hashes (a 0 0 -
  @hash)) (k licenses @licenseChoice) (k copyright s) (k patentAssertions @patentAssertions) (k
  cpe s) (k purl s) (k omniborId (a 0 0 - s)) (k swhid (a 0 0 - s)) (k swid @swid) (k modified b)
  (k pedigree (o (k ancestors (a 0 0 - @component)) (k descendants (a 0 0 - @component)) (k
  variants (a 0 0 - @component)) (k commits (a 0 0 - @commit)) (k patches (a 0 0 - @patch)) (k
  notes s))) (k externalReferences (a 0 0 - @externalReference)) (k components (a 0 0 u
  @component)) (k evidence @componentEvidence) (k releaseNotes @releaseNotes) (k modelCard
  @modelCard) (k data (a 0 0 - @componentData)) (k cryptoProperties @cryptoProperties) (k
  properties (a 0 0 - @property)) (k tags @tags) (k signature @signature)) (& (! (r version
  versionRange)) (if (Om (k isExternal (e false))) (! (r versionRange)) any)))
hash-alg 7 (e MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256
  BLAKE2b-384 BLAKE2b-512 BLAKE3 Streebog-256 Streebog-512)
licensing 7 (o (k altIds (a 0 0 - s)) (k licensor (& (o (k organization @organizationalEntity) (k
  individual @organizationalContact)) (1 (r organization) (r individual)))) (k licensee (& (o (k
  organization @organizationalEntity) (k individual @organizationalContact)) (1 (r organization)
  (r individual)))) (k purchaser (& (o (k organization @organizationalEntity) (k individual
  @organizationalContact)) (1 (r organization) (r individual)))) (k purchaseOrder s) (k
  licenseTypes (a 0 0 - (e academic appliance client-access concurrent-user core-points
  custom-metric device evaluation named-user node-locked oem perpetual processor-points
  subscription user other))) (k lastRenewal (f date-time)) (k expiration (f date-time)))
license 7 (& (o (k bom-ref @refType) (k id @spdx-id) (k name s) (k acknowledgement
  @licenseAcknowledgementEnumeration) (k text @attachment) (k url (f iri-reference)) (k licensing
  @licensing) (k properties (a 0 0 - @property))) (1 (r id) (r name)))
licenseChoice 7 (a 0 0 - (1 (o (k license ! @license)) (o (k expression ! s) (k expressionDetails
  (a 0 0 - (o (k licenseIdentifier ! s) (k bom-ref @refType) (k text @attachment) (k url (f
  iri-reference))))) (k acknowledgement @licenseAcknowledgementEnumeration) (k bom-ref @refType)
  (k licensing @licensing) (k properties (a 0 0 - @property)))))
externalReference 7 (o (k url ! (| (f iri-reference) @bomLink)) (k comment s) (k type ! (e vcs
  issue-tracker website advisories bom mailing-list social chat documentation support
  source-distribution distribution distribution-intake license build-meta build-system
  release-notes security-contact model-card log configuration evidence formulation attestation
  threat-model adversary-model risk-assessment vulnerability-assertion exploitability-statement
  pentest-report static-analysis-report dynamic-analysis-report runtime-analysis-report
  component-analysis-report maturity-report certification-report codified-infrastructure
  quality-metrics poam electronic-signature digital-signature rfc-9116 patent patent-family
  patent-assertion citation other)) (k hashes (a 0 0 - @hash)) (k properties (a 0 0 -
  @property)))
service 7 (o (k bom-ref @refType) (k provider @organizationalEntity) (k group s) (k name ! s) (k
  version @version) (k description s) (k endpoints (a 0 0 - (f iri-reference))) (k authenticated
  b) (k x-trust-boundary b) (k trustZone s) (k data (a 0 0 - @serviceData)) (k licenses
  @licenseChoice) (k patentAssertions @patentAssertions) (k externalReferences (a 0 0 -
  @externalReference)) (k services (a 0 0 u @service)) (k releaseNotes @releaseNotes) (k
  properties (a 0 0 - @property)) (k tags @tags) (k signature @signature))
cryptoProperties 7 (o (k assetType ! (e algorithm certificate protocol related-crypto-material))
  (k algorithmProperties (o (k primitive (e drbg mac block-cipher stream-cipher signature hash
  pke xof kdf key-agree kem ae combiner key-wrap other unknown)) (k algorithmFamily
  @crypto-algorithmFamiliesEnum) (k parameterSetIdentifier s) (k curve s) (k ellipticCurve
  @crypto-ellipticCurvesEnum) (k executionEnvironment (e software-plain-ram
  software-encrypted-ram software-tee hardware other unknown)) (k implementationPlatform (e
  generic x86_32 x86_64 armv7-a armv7-m armv8-a armv8-m armv9-a armv9-m s390x ppc64 ppc64le other
  unknown)) (k certificationLevel (a 0 0 - (e none fips140-1-l1 fips140-1-l2 fips140-1-l3
  fips140-1-l4 fips140-2-l1 fips140-2-l2 fips140-2-l3 fips140-2-l4 fips140-3-l1 fips140-3-l2
  fips140-3-l3 fips140-3-l4 cc-eal1 cc-eal1+ cc-eal2 cc-eal2+ cc-eal3 cc-eal3+ cc-eal4 cc-eal4+
  cc-eal5 cc-eal5+ cc-eal6 cc-eal6+ cc-eal7 cc-eal7+ other unknown))) (k mode (e cbc ecb ccm gcm
  cfb ofb ctr other unknown)) (k padding (e pkcs5 pkcs7 pkcs1v15 oaep raw other unknown)) (k
  cryptoFunctions (a 0 0 - (e generate keygen encrypt decrypt digest tag keyderive sign verify
  encapsulate decapsulate other unknown))) (k classicalSecurityLevel (i 0 -)) (k
  nistQuantumSecurityLevel (i 0 6)))) (k certificateProperties (o (k serialNumber s) (k
  subjectName s) (k issuerName s) (k notValidBefore (f date-time)) (k notValidAfter (f
  date-time)) (k signatureAlgorithmRef @refType) (k subjectPublicKeyRef @refType) (k
  certificateFormat s) (k certificateExtension s) (k certificateFileExtension s) (k fingerprint
  (& @hash (om))) (k certificateState (a 0 0 - (& (om) (1 (O (k state ! (e pre-activation active
  suspended deactivated revoked destroyed)) (k reason s)) (O (k name ! s) (k description s) (k
  reason s)))))) (k creationDate (f date-time)) (k activationDate (f date-time)) (k
  deactivationDate (f date-time)) (k revocationDate (f date-time)) (k destructionDate (f
  date-time)) (k certificateExtensions (a 0 0 - (& (om) (1 (O (k commonExtensionName ! (e
  basicConstraints keyUsage extendedKeyUsage subjectAlternativeName authorityKeyIdentifier
  subjectKeyIdentifier authorityInformationAccess certificatePolicies crlDistributionPoints
  signedCertificateTimestamp)) (k commonExtensionValue ! s)) (O (k customExtensionName ! s) (k
  customExtensionValue s)))))) (k relatedCryptographicAssets @relatedCryptographicAssets))) (k
  relatedCryptoMaterialProperties (o (k type (e private-key public-key secret-key key ciphertext
  signature digest initialization-vector nonce seed salt shared-secret tag additional-data
  password credential token other unknown)) (k id s) (k state (e pre-activation active suspended
  deactivated compromised destroyed)) (k algorithmRef @refType) (k creationDate (f date-time)) (k
  activationDate (f date-time)) (k updateDate (f date-time)) (k expirationDate (f date-time)) (k
  value s) (k size i) (k format s) (k securedBy @securedBy) (k fingerprint (& @hash (om))) (k
  relatedCryptographicAssets @relatedCryptographicAssets))) (k protocolProperties (o (k type (e
  tls ssh ipsec ike sstp wpa dtls quic eap-aka eap-aka-prime prins 5g-aka other unknown)) (k
  version s) (k cipherSuites (a 0 0 - @cipherSuite)) (k ikev2TransformTypes (o (k encr (| (a 0 0
  - @ikeV2Enc) @cryptoRefArray)) (k prf (| (a 0 0 - @ikeV2Prf) @cryptoRefArray)) (k integ (| (a 0
  0 - @ikeV2Integ) @cryptoRefArray)) (k ke (| (a 0 0 - @ikeV2Ke) @cryptoRefArray)) (k esn b) (k
  auth (| (a 0 0 - @ikeV2Auth) @cryptoRefArray)))) (k cryptoRefArray @cryptoRefArray) (k
  relatedCryptographicAssets @relatedCryptographicAssets))) (k oid s))
cipherSuite 7 (o (k name s) (k algorithms (a 0 0 - @refType)) (k identifiers (a 0 0 - s)) (k
  tlsGroups (a 0 0 - s)) (k tlsSignatureSchemes (a 0 0 - s)))
ikeV2Enc 7 (o (k name s) (k keyLength i) (k algorithm @refType))
ikeV2Prf 7 (o (k name s) (k algorithm @refType))
ikeV2Integ 7 (o (k name s) (k algorithm @refType))
ikeV2Ke 7 (o (k group i) (k algorithm @refType))
ikeV2Auth 7 (o (k name s) (k algorithm @refType))
)"
R"(
relatedCryptographicAssets 7 (a 0 0 - @relatedCryptographicAsset)
relatedCryptographicAsset 7 (o (k type s) (k ref @refType))
patentFamily 7 (o (k bom-ref @refType) (k familyId ! s) (k priorityApplication
  @priorityApplication) (k members (a 0 0 - @refLinkType)) (k externalReferences (a 0 0 -
  @externalReference)))
patent 7 (o (k bom-ref @refType) (k patentNumber ! (p patent-number)) (k applicationNumber
  @patentApplicationNumber) (k jurisdiction ! @patentJurisdiction) (k priorityApplication
  @priorityApplication) (k publicationNumber (p patent-number)) (k title s) (k abstract s) (k
  filingDate (f date)) (k grantDate (f date)) (k patentExpirationDate (f date)) (k
  patentLegalStatus ! (e pending granted revoked expired lapsed withdrawn abandoned suspended
  reinstated opposed terminated invalidated in-force)) (k patentAssignee (a 0 0 - (1
  @organizationalContact @organizationalEntity))) (k externalReferences (a 0 0 -
  @externalReference)))
patentAssertions 7 (a 0 0 - (o (k bom-ref @refType) (k assertionType ! (e ownership license
  third-party-claim standards-inclusion prior-art exclusive-rights non-assertion
  research-or-evaluation)) (k patentRefs (a 0 0 - @refType)) (k asserter ! (1
  @organizationalEntity @organizationalContact @refLinkType)) (k notes s)))
patentApplicationNumber 7 (p patent-number)
patentJurisdiction 7 (p country)
patentFilingDate 7 (f date)
priorityApplication 7 (o (k applicationNumber ! @patentApplicationNumber) (k jurisdiction !
  @patentJurisdiction) (k filingDate ! @patentFilingDate))
citation 7 (& (o (k bom-ref @refType) (k pointers (a 1 0 - s)) (k expressions (a 1 0 - s)) (k
  timestamp ! (f date-time)) (k attributedTo @refLinkType) (k process @refLinkType) (k note s) (k
  signature @signature)) (1 (r pointers) (r expressions)) (| (r attributedTo) (r process)))
jsf-signature * (& (om) (1 (O (k signers (a 0 0 - @jsf-signer))) (O (k chain (a 0 0 -
  @jsf-signer))) @jsf-signer))
jsf-signer * (o (k algorithm ! (1 (e RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512
  Ed25519 Ed448 HS256 HS384 HS512) (f uri))) (k keyId s) (k publicKey @jsf-publicKey) (k
  certificatePath (a 0 0 - s)) (k excludes (a 0 0 - s)) (k value ! s))
jsf-keyType * (e EC OKP RSA)
jsf-publicKey * (& (om (k kty ! @jsf-keyType)) (& (if (Om (k kty (e EC))) (O (k kty !
  @jsf-keyType) (k crv ! (e P-256 P-384 P-521)) (k x ! s) (k y ! s)) any) (if (Om (k kty (e
  OKP))) (O (k kty ! @jsf-keyType) (k crv ! (e Ed25519 Ed448)) (k x ! s)) any) (if (Om (k kty (e
  RSA))) (O (k kty ! @jsf-keyType) (k n ! s) (k e ! s)) any)))
crypto-algorithmFamiliesEnum * (e 3DES 3GPP-XOR A5/1 A5/2 AES ARIA Argon2 Ascon BLAKE2 BLAKE3 BLS
  Blowfish CAMELLIA CAST5 CAST6 CMAC CMEA CTR_DRBG ChaCha ChaCha20 DES DSA ECDH ECDSA ECIES EdDSA
  ElGamal FFDH Fortuna GOST HC HKDF HMAC HMAC_DRBG HPKE Hash_DRBG IDEA IKE-PRF J-PAKE LMS MD2 MD4
  MD5 MILENAGE ML-DSA ML-KEM MQV OPAQUE PBES1 PBES2 PBKDF1 PBKDF2 PBMAC1 Poly1305 RABBIT RC2 RC4
  RC5 RC6 RIPEMD RSAES-OAEP RSAES-PKCS1 RSASSA-PKCS1 RSASSA-PSS SEED SHA-1 SHA-2 SHA-3 SLH-DSA
  SM2 SM3 SM4 SM9 SNOW3G SP800-108 SPAKE2 SPAKE2PLUS SRP Salsa20 Serpent SipHash Skipjack TUAK
  Twofish UMAC Whirlpool X3DH XMSS Yarrow ZUC bcrypt scrypt yescrypt)
crypto-ellipticCurvesEnum * (e anssi/FRP256v1 bls/BLS12-377 bls/BLS12-381 bls/BLS12-446
  bls/BLS12-455 bls/BLS12-638 bls/BLS24-477 bls/Bandersnatch bn/bn158 bn/bn190 bn/bn222 bn/bn254
  bn/bn286 bn/bn318 bn/bn350 bn/bn382 bn/bn414 bn/bn446 bn/bn478 bn/bn510 bn/bn542 bn/bn574
  bn/bn606 bn/bn638 brainpool/brainpoolP160r1 brainpool/brainpoolP160t1 brainpool/brainpoolP192r1
  brainpool/brainpoolP192t1 brainpool/brainpoolP224r1 brainpool/brainpoolP224t1
  brainpool/brainpoolP256r1 brainpool/brainpoolP256t1 brainpool/brainpoolP320r1
  brainpool/brainpoolP320t1 brainpool/brainpoolP384r1 brainpool/brainpoolP384t1
  brainpool/brainpoolP512r1 brainpool/brainpoolP512t1 gost/gost256 gost/gost512
  gost/id-GostR3410-2001-CryptoPro-A-ParamSet gost/id-GostR3410-2001-CryptoPro-B-ParamSet
  gost/id-GostR3410-2001-CryptoPro-C-ParamSet gost/id-tc26-gost-3410-12-512-paramSetA
  gost/id-tc26-gost-3410-12-512-paramSetB gost/id-tc26-gost-3410-2012-256-paramSetA
  gost/id-tc26-gost-3410-2012-512-paramSetC mnt/mnt1 mnt/mnt2/1 mnt/mnt2/2 mnt/mnt3/1 mnt/mnt3/2
  mnt/mnt3/3 mnt/mnt4 mnt/mnt5/1 mnt/mnt5/2 mnt/mnt5/3 nist/B-163 nist/B-233 nist/B-283
  nist/B-409 nist/B-571 nist/K-163 nist/K-233 nist/K-283 nist/K-409 nist/K-571 nist/P-192
  nist/P-224 nist/P-256 nist/P-384 nist/P-521 nums/ed-254-mont nums/ed-255-mers nums/ed-256-mont
  nums/ed-382-mont nums/ed-383-mers nums/ed-384-mont nums/ed-510-mont nums/ed-511-mers
  nums/ed-512-mont nums/numsp256d1 nums/numsp256t1 nums/numsp384d1 nums/numsp384t1
  nums/numsp512d1 nums/numsp512t1 nums/w-254-mont nums/w-255-mers nums/w-256-mont nums/w-382-mont
  nums/w-383-mers nums/w-384-mont nums/w-510-mont nums/w-511-mers nums/w-512-mont
  "oakley/192-bit Random ECP Group" "oakley/224-bit Random ECP Group"
  "oakley/256-bit Random ECP Group" "oakley/384-bit Random ECP Group"
  "oakley/521-bit Random ECP Group" "oakley/Oakley Group 3" "oakley/Oakley Group 4" oscaa/SM2
  other/BADA55-R-256 other/BADA55-VPR-224 other/BADA55-VPR2-224 other/BADA55-VR-224
  other/BADA55-VR-256 other/BADA55-VR-384 other/Curve1174 other/Curve22103 other/Curve25519
  other/Curve383187 other/Curve41417 other/Curve4417 other/Curve448 other/Curve67254 other/E-222
  other/E-382 other/E-521 other/Ed25519 other/Ed448 other/Ed448-Goldilocks other/FourQ
  other/Fp224BN other/Fp254BNa other/Fp254BNb other/Fp254n2BNa other/Fp256BN other/Fp384BN
  other/Fp512BN other/JubJub other/M-221 other/M-383 other/M-511 other/MDC201601 other/Pallas
  other/Tom-256 other/Tom-384 other/Tom-521 other/Tweedledee other/Tweedledum other/Vesta
  other/ssc-160 other/ssc-192 other/ssc-224 other/ssc-256 other/ssc-288 other/ssc-320
  other/ssc-384 other/ssc-512 secg/secp112r1 secg/secp112r2 secg/secp128r1 secg/secp128r2
  secg/secp160k1 secg/secp160r1 secg/secp160r2 secg/secp192k1 secg/secp192r1 secg/secp224k1
  secg/secp224r1 secg/secp256k1 secg/secp256r1 secg/secp384r1 secg/secp521r1 secg/sect113r1
  secg/sect113r2 secg/sect131r1 secg/sect131r2 secg/sect163k1 secg/sect163r1 secg/sect163r2
  secg/sect193r1 secg/sect193r2 secg/sect233k1 secg/sect233r1 secg/sect239k1 secg/sect283k1
  secg/sect283r1 secg/sect409k1 secg/sect409r1 secg/sect571k1 secg/sect571r1
  wtls/wap-wsg-idm-ecid-wtls1 wtls/wap-wsg-idm-ecid-wtls10 wtls/wap-wsg-idm-ecid-wtls11
  wtls/wap-wsg-idm-ecid-wtls12 wtls/wap-wsg-idm-ecid-wtls3 wtls/wap-wsg-idm-ecid-wtls4
  wtls/wap-wsg-idm-ecid-wtls5 wtls/wap-wsg-idm-ecid-wtls6 wtls/wap-wsg-idm-ecid-wtls7
  wtls/wap-wsg-idm-ecid-wtls8 wtls/wap-wsg-idm-ecid-wtls9 x962/c2onb191v4 x962/c2onb191v5
  x962/c2onb239v4 x962/c2onb239v5 x962/c2pnb163v1 x962/c2pnb163v2 x962/c2pnb163v3 x962/c2pnb176w1
  x962/c2pnb208w1 x962/c2pnb272w1 x962/c2pnb304w1 x962/c2pnb368w1 x962/c2tnb191v1 x962/c2tnb191v2
  x962/c2tnb191v3 x962/c2tnb239v1 x962/c2tnb239v2 x962/c2tnb239v3 x962/c2tnb359v1 x962/c2tnb431r1
  x962/prime192v1 x962/prime192v2 x962/prime192v3 x962/prime239v1 x962/prime239v2 x962/prime239v3
  x962/prime256v1 x963/ansip160k1 x963/ansip160r1 x963/ansip160r2 x963/ansip192k1 x963/ansip224k1
  x963/ansip224r1 x963/ansip256k1 x963/ansip384r1 x963/ansip521r1 x963/ansit163k1 x963/ansit163r1
  x963/ansit163r2 x963/ansit193r1 x963/ansit193r2 x963/ansit233k1 x963/ansit233r1 x963/ansit239k1
  x963/ansit283k1 x963/ansit283r1 x963/ansit409k1 x963/ansit409r1 x963/ansit571k1
  x963/ansit571r1)
spdx a (o (k SPDXID ! s) (k revieweds (a 0 0 - (o (k reviewer s) (k comment s) (k reviewDate !
  s)))) (k hasExtractedLicensingInfos (a 0 0 - (o (k seeAlsos (a 0 0 - s)) (k name s) (k comment
  s) (k crossRefs (a 0 0 - (o (k isWayBackLink b) (k match s) (k timestamp s) (k order i) (k url
  ! s) (k isLive b) (k isValid b)))) (k licenseId ! s) (k extractedText ! s)))) (k name ! s) (k
  comment s) (k spdxVersion ! s) (k annotations (a 0 0 - (o (k annotationDate ! s) (k comment !
  s) (k annotator ! s) (k annotationType ! (e OTHER REVIEW))))) (k dataLicense ! s) (k
  externalDocumentRefs (a 0 0 - (o (k externalDocumentId ! s) (k checksum ! (o (k algorithm ! (e
  SHA256 SHA1 SHA384 MD2 MD4 SHA512 MD6 MD5 SHA224)) (k checksumValue ! s))) (k spdxDocument !
  s)))) (k creationInfo ! (o (k comment s) (k created ! s) (k creators (a 1 0 - s)) (k
  licenseListVersion s))) (k documentNamespace s) (k documentDescribes (a 0 0 - s)) (k packages
  (a 0 0 - (o (k SPDXID ! s) (k attributionTexts (a 0 0 - s)) (k annotations (a 0 0 - (o (k
  annotationDate ! s) (k comment ! s) (k annotator ! s) (k annotationType ! (e OTHER REVIEW)))))
  (k supplier s) (k homepage s) (k licenseDeclared ! s) (k packageVerificationCode (o (k
  packageVerificationCodeValue ! s) (k packageVerificationCodeExcludedFiles (a 0 0 - s)))) (k
  checksums (a 0 0 - (o (k algorithm ! (e SHA256 SHA1 SHA384 MD2 MD4 SHA512 MD6 MD5 SHA224)) (k
  checksumValue ! s)))) (k downloadLocation ! s) (k filesAnalyzed b) (k externalRefs (a 0 0 - (o
  (k comment s) (k referenceCategory ! (e OTHER SECURITY PACKAGE_MANAGER PACKAGE-MANAGER)) (k
  referenceLocator ! s) (k referenceType ! s)))) (k licenseComments s) (k name ! s) (k hasFiles
  (a 0 0 - s)) (k comment s) (k copyrightText ! s) (k summary s) (k originator s) (k
  packageFileName s) (k licenseInfoFromFiles (a 0 0 - s)) (k licenseConcluded ! s) (k versionInfo
  s) (k sourceInfo s) (k description s)))) (k files (a 0 0 - (o (k SPDXID ! s) (k fileTypes (a 0
  0 - (e OTHER DOCUMENTATION IMAGE VIDEO ARCHIVE SPDX APPLICATION SOURCE BINARY TEXT AUDIO))) (k
  attributionTexts (a 0 0 - s)) (k annotations (a 0 0 - (o (k annotationDate ! s) (k comment ! s)
  (k annotator ! s) (k annotationType ! (e OTHER REVIEW))))) (k checksums (a 1 0 - (o (k
  algorithm ! (e SHA256 SHA1 SHA384 MD2 MD4 SHA512 MD6 MD5 SHA224)) (k checksumValue ! s)))) (k
  noticeText s) (k artifactOfs (a 0 0 - (om))) (k licenseComments s) (k fileName ! s) (k comment
  s) (k copyrightText ! s) (k fileContributors (a 0 0 - s)) (k licenseInfoInFiles (a 1 0 - s)) (k
  licenseConcluded ! s) (k fileDependencies (a 0 0 - s))))) (k snippets (a 0 0 - (o (k SPDXID !
  s) (k ranges (a 1 0 - (o (k startPointer ! (o (k reference ! s) (k offset i) (k lineNumber i)))
  (k endPointer ! (o (k reference ! s) (k offset i) (k lineNumber i)))))) (k licenseComments s)
  (k attributionTexts (a 0 0 - s)) (k name ! s) (k snippetFromFile ! s) (k comment s) (k
  copyrightText ! s) (k licenseInfoInSnippets (a 0 0 - s)) (k annotations (a 0 0 - (o (k
  annotationDate ! s) (k comment ! s) (k annotator ! s) (k annotationType ! (e OTHER REVIEW)))))
  (k licenseConcluded ! s)))) (k relationships (a 0 0 - (o (k spdxElementId ! s) (k comment s) (k
  relationshipType ! (e VARIANT_OF COPY_OF PATCH_FOR TEST_DEPENDENCY_OF CONTAINED_BY DATA_FILE_OF
  OPTIONAL_COMPONENT_OF ANCESTOR_OF GENERATES CONTAINS OPTIONAL_DEPENDENCY_OF FILE_ADDED
  DEV_DEPENDENCY_OF DEPENDENCY_OF BUILD_DEPENDENCY_OF DESCRIBES PREREQUISITE_FOR HAS_PREREQUISITE
  PROVIDED_DEPENDENCY_OF DYNAMIC_LINK DESCRIBED_BY METAFILE_OF DEPENDENCY_MANIFEST_OF
  PATCH_APPLIED RUNTIME_DEPENDENCY_OF TEST_OF TEST_TOOL_OF DEPENDS_ON FILE_MODIFIED
  DISTRIBUTION_ARTIFACT DOCUMENTATION_OF GENERATED_FROM STATIC_LINK OTHER BUILD_TOOL_OF
  TEST_CASE_OF PACKAGE_OF DESCENDANT_OF FILE_DELETED EXPANDED_FROM_ARCHIVE DEV_TOOL_OF
  EXAMPLE_OF)) (k relatedSpdxElement ! s)))))
)"
R"(
spdx b (o (k $schema s) (k SPDXID ! s) (k annotations (a 0 0 - (o (k annotationDate ! s) (k
  annotationType ! (e OTHER REVIEW)) (k annotator ! s) (k comment ! s)))) (k comment s) (k
  creationInfo ! (o (k comment s) (k created ! s) (k creators ! (a 1 0 - s)) (k
  licenseListVersion s))) (k dataLicense ! s) (k externalDocumentRefs (a 0 0 - (o (k checksum !
  (o (k algorithm ! (e SHA1 BLAKE3 SHA3-384 SHA256 SHA384 BLAKE2b-512 BLAKE2b-256 SHA3-512 MD2
  ADLER32 MD4 SHA3-256 BLAKE2b-384 SHA512 MD6 MD5 SHA224)) (k checksumValue ! s))) (k
  externalDocumentId ! s) (k spdxDocument ! s)))) (k hasExtractedLicensingInfos (a 0 0 - (o (k
  comment s) (k crossRefs (a 0 0 - (o (k isLive b) (k isValid b) (k isWayBackLink b) (k match s)
  (k order i) (k timestamp s) (k url ! s)))) (k extractedText ! s) (k licenseId ! s) (k name s)
  (k seeAlsos (a 0 0 - s))))) (k name ! s) (k revieweds (a 0 0 - (o (k comment s) (k reviewDate !
  s) (k reviewer s)))) (k spdxVersion ! s) (k documentNamespace ! s) (k documentDescribes (a 0 0
  - s)) (k packages (a 0 0 - (o (k SPDXID ! s) (k annotations (a 0 0 - (o (k annotationDate ! s)
  (k annotationType ! (e OTHER REVIEW)) (k annotator ! s) (k comment ! s)))) (k attributionTexts
  (a 0 0 - s)) (k builtDate s) (k checksums (a 0 0 - (o (k algorithm ! (e SHA1 BLAKE3 SHA3-384
  SHA256 SHA384 BLAKE2b-512 BLAKE2b-256 SHA3-512 MD2 ADLER32 MD4 SHA3-256 BLAKE2b-384 SHA512 MD6
  MD5 SHA224)) (k checksumValue ! s)))) (k comment s) (k copyrightText s) (k description s) (k
  downloadLocation ! s) (k externalRefs (a 0 0 - (o (k comment s) (k referenceCategory ! (e OTHER
  PERSISTENT-ID PERSISTENT_ID SECURITY PACKAGE-MANAGER PACKAGE_MANAGER)) (k referenceLocator ! s)
  (k referenceType ! s)))) (k filesAnalyzed b) (k hasFiles (a 0 0 - s)) (k homepage s) (k
  licenseComments s) (k licenseConcluded s) (k licenseDeclared s) (k licenseInfoFromFiles (a 0 0
  - s)) (k name ! s) (k originator s) (k packageFileName s) (k packageVerificationCode (o (k
  packageVerificationCodeExcludedFiles (a 0 0 - s)) (k packageVerificationCodeValue ! s))) (k
  primaryPackagePurpose (e OTHER INSTALL ARCHIVE FIRMWARE APPLICATION FRAMEWORK LIBRARY CONTAINER
  SOURCE DEVICE OPERATING_SYSTEM FILE OPERATING-SYSTEM)) (k releaseDate s) (k sourceInfo s) (k
  summary s) (k supplier s) (k validUntilDate s) (k versionInfo s)))) (k files (a 0 0 - (o (k
  SPDXID ! s) (k annotations (a 0 0 - (o (k annotationDate ! s) (k annotationType ! (e OTHER
  REVIEW)) (k annotator ! s) (k comment ! s)))) (k artifactOfs (a 0 0 - (om))) (k
  attributionTexts (a 0 0 - s)) (k checksums ! (a 1 0 - (o (k algorithm ! (e SHA1 BLAKE3 SHA3-384
  SHA256 SHA384 BLAKE2b-512 BLAKE2b-256 SHA3-512 MD2 ADLER32 MD4 SHA3-256 BLAKE2b-384 SHA512 MD6
  MD5 SHA224)) (k checksumValue ! s)))) (k comment s) (k copyrightText s) (k fileContributors (a
  0 0 - s)) (k fileDependencies (a 0 0 - s)) (k fileName ! s) (k fileTypes (a 0 0 - (e OTHER
  DOCUMENTATION IMAGE VIDEO ARCHIVE SPDX APPLICATION SOURCE BINARY TEXT AUDIO))) (k
  licenseComments s) (k licenseConcluded s) (k licenseInfoInFiles (a 0 0 - s)) (k noticeText
  s)))) (k snippets (a 0 0 - (o (k SPDXID ! s) (k annotations (a 0 0 - (o (k annotationDate ! s)
  (k annotationType ! (e OTHER REVIEW)) (k annotator ! s) (k comment ! s)))) (k attributionTexts
  (a 0 0 - s)) (k comment s) (k copyrightText s) (k licenseComments s) (k licenseConcluded s) (k
  licenseInfoInSnippets (a 0 0 - s)) (k name ! s) (k ranges ! (a 1 0 - (o (k endPointer ! (o (k
  reference ! s) (k offset i) (k lineNumber i))) (k startPointer ! (o (k reference ! s) (k offset
  i) (k lineNumber i)))))) (k snippetFromFile ! s)))) (k relationships (a 0 0 - (o (k
  spdxElementId ! s) (k comment s) (k relatedSpdxElement ! s) (k relationshipType ! (e VARIANT_OF
  COPY_OF PATCH_FOR TEST_DEPENDENCY_OF CONTAINED_BY DATA_FILE_OF OPTIONAL_COMPONENT_OF
  ANCESTOR_OF GENERATES CONTAINS OPTIONAL_DEPENDENCY_OF FILE_ADDED REQUIREMENT_DESCRIPTION_FOR
  DEV_DEPENDENCY_OF DEPENDENCY_OF BUILD_DEPENDENCY_OF DESCRIBES PREREQUISITE_FOR HAS_PREREQUISITE
  PROVIDED_DEPENDENCY_OF DYNAMIC_LINK DESCRIBED_BY METAFILE_OF DEPENDENCY_MANIFEST_OF
  PATCH_APPLIED RUNTIME_DEPENDENCY_OF TEST_OF TEST_TOOL_OF DEPENDS_ON SPECIFICATION_FOR
  FILE_MODIFIED DISTRIBUTION_ARTIFACT AMENDS DOCUMENTATION_OF GENERATED_FROM STATIC_LINK OTHER
  BUILD_TOOL_OF TEST_CASE_OF PACKAGE_OF DESCENDANT_OF FILE_DELETED EXPANDED_FROM_ARCHIVE
  DEV_TOOL_OF EXAMPLE_OF))))))
)"
    // clang-format on
    ;

}  // namespace avouch::formats

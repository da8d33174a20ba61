// The classes of SPDX 3.0.1, their properties and the words that these may have.
//
// Data: the notation is told in spdx3_rules.h.

#include "formats/spdx3_rules.h"

namespace avouch::formats {

const std::string_view kSpdx3Classes =
    // clang-format off
R"(class ai_EnergyConsumption - @id
  ai_finetuningEnergyConsumption[0]=@ai_EnergyConsumptionDescription
  ai_inferenceEnergyConsumption[0]=@ai_EnergyConsumptionDescription
  ai_trainingEnergyConsumption[0]=@ai_EnergyConsumptionDescription
class ai_EnergyConsumptionDescription - @id ai_energyQuantity!=n ai_energyUnit!=e:energyUnit
class ai_EnergyUnitType - @id
class ai_SafetyRiskAssessmentType - @id
class AnnotationType - @id
class CreationInfo - @id comment=s created!=t createdBy![1]=@Agent createdUsing[0]=@Tool
  specVersion!=v
class DictionaryEntry - @id key!=s value=s
abstract Element - @id comment=s creationInfo!=@CreationInfo description=s
  extension[0]=@extension_Extension externalIdentifier[0]=@ExternalIdentifier
  externalRef[0]=@ExternalRef name=s summary=s verifiedUsing[0]=@IntegrityMethod
abstract ElementCollection Element @id element[0]=@Element
  profileConformance[0]=e:profileConformance rootElement[0]=@Element
class ExternalIdentifier - @id comment=s externalIdentifierType!=e:externalIdentifierType
  identifier!=s identifierLocator[0]=u issuingAuthority=s
class ExternalIdentifierType - @id
class ExternalMap - @id definingArtifact=@Artifact externalSpdxId!=u locationHint=u
  verifiedUsing[0]=@IntegrityMethod
class ExternalRef - @id comment=s contentType=m externalRefType=e:externalRefType locator[0]=s
class ExternalRefType - @id
class HashAlgorithm - @id
class IndividualElement Element spdxId
abstract IntegrityMethod - @id comment=s
class LifecycleScopeType - @id
class NamespaceMap - @id namespace!=u prefix!=s
class PackageVerificationCode IntegrityMethod @id algorithm!=e:algorithm hashValue!=s
  packageVerificationCodeExcludedFile[0]=s
class PositiveIntegerRange - @id beginIntegerRange!=i1 endIntegerRange!=i1
class PresenceType - @id
class ProfileIdentifierType - @id
class Relationship Element spdxId completeness=e:completeness endTime=t from!=@Element
  relationshipType!=e:relationshipType startTime=t to![1]=@Element
class RelationshipCompleteness - @id
class RelationshipType - @id
class SpdxDocument ElementCollection spdxId dataLicense=@simplelicensing_AnyLicenseInfo
  import[0]=@ExternalMap namespaceMap[0]=@NamespaceMap
class SupportType - @id
class Tool Element spdxId
class dataset_ConfidentialityLevelType - @id
class dataset_DatasetAvailabilityType - @id
class dataset_DatasetType - @id
abstract expandedlicensing_LicenseAddition Element @id expandedlicensing_additionText!=s
  expandedlicensing_isDeprecatedAdditionId=b expandedlicensing_licenseXml=s
  expandedlicensing_obsoletedBy=s expandedlicensing_seeAlso[0]=u
  expandedlicensing_standardAdditionTemplate=s
class expandedlicensing_ListedLicenseException expandedlicensing_LicenseAddition spdxId
  expandedlicensing_deprecatedVersion=s expandedlicensing_listVersionAdded=s
class extension_CdxPropertyEntry - @id extension_cdxPropName!=s extension_cdxPropValue=s
class extension_Extension - @id
class security_CvssSeverityType - @id
class security_ExploitCatalogType - @id
class security_SsvcDecisionType - @id
class security_VexJustificationType - @id
abstract security_VulnAssessmentRelationship Relationship @id suppliedBy=@Agent
  security_assessedElement=@software_SoftwareArtifact security_modifiedTime=t
  security_publishedTime=t security_withdrawnTime=t
abstract simplelicensing_AnyLicenseInfo Element @id
class simplelicensing_LicenseExpression simplelicensing_AnyLicenseInfo spdxId
  simplelicensing_customIdToUri[0]=@DictionaryEntry simplelicensing_licenseExpression!=s
  simplelicensing_licenseListVersion=v
class simplelicensing_SimpleLicensingText Element spdxId simplelicensing_licenseText!=s
class software_ContentIdentifier IntegrityMethod @id
  software_contentIdentifierType!=e:contentIdentifierType software_contentIdentifierValue!=u
class software_ContentIdentifierType - @id
class software_FileKindType - @id
class software_SbomType - @id
class software_SoftwarePurpose - @id
class build_Build Element spdxId build_buildEndTime=t build_buildId=s build_buildStartTime=t
  build_buildType!=u build_configSourceDigest[0]=@Hash build_configSourceEntrypoint[0]=s
  build_configSourceUri[0]=u build_environment[0]=@DictionaryEntry
  build_parameter[0]=@DictionaryEntry
class Agent Element spdxId
class Annotation Element spdxId annotationType!=e:annotationType contentType=m statement=s
  subject!=@Element
abstract Artifact Element @id builtTime=t originatedBy[0]=@Agent releaseTime=t standardName[0]=s
  suppliedBy=@Agent supportLevel[0]=e:supportLevel validUntilTime=t
class Bundle ElementCollection spdxId context=s
class Hash IntegrityMethod @id algorithm!=e:algorithm hashValue!=s
class LifecycleScopedRelationship Relationship spdxId scope=e:scope
class Organization Agent spdxId
class Person Agent spdxId
class SoftwareAgent Agent spdxId
class expandedlicensing_ConjunctiveLicenseSet simplelicensing_AnyLicenseInfo spdxId
  expandedlicensing_member![2]=@simplelicensing_AnyLicenseInfo
class expandedlicensing_CustomLicenseAddition expandedlicensing_LicenseAddition spdxId
class expandedlicensing_DisjunctiveLicenseSet simplelicensing_AnyLicenseInfo spdxId
  expandedlicensing_member![2]=@simplelicensing_AnyLicenseInfo
abstract expandedlicensing_ExtendableLicense simplelicensing_AnyLicenseInfo @id
class expandedlicensing_IndividualLicensingInfo simplelicensing_AnyLicenseInfo spdxId
abstract expandedlicensing_License expandedlicensing_ExtendableLicense @id
  expandedlicensing_isDeprecatedLicenseId=b expandedlicensing_isFsfLibre=b
  expandedlicensing_isOsiApproved=b expandedlicensing_licenseXml=s
  expandedlicensing_obsoletedBy=s expandedlicensing_seeAlso[0]=u
  expandedlicensing_standardLicenseHeader=s expandedlicensing_standardLicenseTemplate=s
  simplelicensing_licenseText!=s
class expandedlicensing_ListedLicense expandedlicensing_License spdxId
  expandedlicensing_deprecatedVersion=s expandedlicensing_listVersionAdded=s
class expandedlicensing_OrLaterOperator expandedlicensing_ExtendableLicense spdxId
  expandedlicensing_subjectLicense!=@expandedlicensing_License
class expandedlicensing_WithAdditionOperator simplelicensing_AnyLicenseInfo spdxId
  expandedlicensing_subjectAddition!=@expandedlicensing_LicenseAddition
  expandedlicensing_subjectExtendableLicense!=@expandedlicensing_ExtendableLicense
class extension_CdxPropertiesExtension extension_Extension @id
  extension_cdxProperty![1]=@extension_CdxPropertyEntry
class security_CvssV2VulnAssessmentRelationship security_VulnAssessmentRelationship spdxId
  security_score!=n security_vectorString!=s
class security_CvssV3VulnAssessmentRelationship security_VulnAssessmentRelationship spdxId
  security_score!=n security_severity!=e:severity security_vectorString!=s
class security_CvssV4VulnAssessmentRelationship security_VulnAssessmentRelationship spdxId
  security_score!=n security_severity!=e:severity security_vectorString!=s
class security_EpssVulnAssessmentRelationship security_VulnAssessmentRelationship spdxId
  security_percentile!=n security_probability!=n
class security_ExploitCatalogVulnAssessmentRelationship security_VulnAssessmentRelationship
  spdxId security_catalogType!=e:catalogType security_exploited!=b security_locator!=u
class security_SsvcVulnAssessmentRelationship security_VulnAssessmentRelationship spdxId
  security_decisionType!=e:decisionType
abstract security_VexVulnAssessmentRelationship security_VulnAssessmentRelationship @id
  security_statusNotes=s security_vexVersion=s
class security_Vulnerability Artifact spdxId security_modifiedTime=t security_publishedTime=t
  security_withdrawnTime=t
abstract software_SoftwareArtifact Artifact @id
  software_additionalPurpose[0]=e:additionalPurpose software_attributionText[0]=s
  software_contentIdentifier[0]=@software_ContentIdentifier software_copyrightText=s
  software_primaryPurpose=e:additionalPurpose
class Bom Bundle spdxId
class expandedlicensing_CustomLicense expandedlicensing_License spdxId
class security_VexAffectedVulnAssessmentRelationship security_VexVulnAssessmentRelationship
  spdxId security_actionStatement!=s security_actionStatementTime=t
class security_VexFixedVulnAssessmentRelationship security_VexVulnAssessmentRelationship spdxId
class security_VexNotAffectedVulnAssessmentRelationship security_VexVulnAssessmentRelationship
  spdxId security_impactStatement=s security_impactStatementTime=t
  security_justificationType=e:justificationType
class security_VexUnderInvestigationVulnAssessmentRelationship
  security_VexVulnAssessmentRelationship spdxId
class software_File software_SoftwareArtifact spdxId contentType=m software_fileKind=e:fileKind
class software_Package software_SoftwareArtifact spdxId software_downloadLocation=u
  software_homePage=u software_packageUrl=u software_packageVersion=s software_sourceInfo=s
class software_Sbom Bom spdxId software_sbomType[0]=e:sbomType
class software_Snippet software_SoftwareArtifact spdxId software_byteRange=@PositiveIntegerRange
  software_lineRange=@PositiveIntegerRange software_snippetFromFile!=@software_File
class ai_AIPackage software_Package spdxId ai_autonomyType=e:autonomyType ai_domain[0]=s
  ai_energyConsumption=@ai_EnergyConsumption ai_hyperparameter[0]=@DictionaryEntry
  ai_informationAboutApplication=s ai_informationAboutTraining=s ai_limitation=s
  ai_metric[0]=@DictionaryEntry ai_metricDecisionThreshold[0]=@DictionaryEntry
  ai_modelDataPreprocessing[0]=s ai_modelExplainability[0]=s
  ai_safetyRiskAssessment=e:safetyRiskAssessment ai_standardCompliance[0]=s ai_typeOfModel[0]=s
  ai_useSensitivePersonalInformation=e:autonomyType
class dataset_DatasetPackage software_Package spdxId dataset_anonymizationMethodUsed[0]=s
  dataset_confidentialityLevel=e:confidentialityLevel dataset_dataCollectionProcess=s
  dataset_dataPreprocessing[0]=s dataset_datasetAvailability=e:datasetAvailability
  dataset_datasetNoise=s dataset_datasetSize=i0 dataset_datasetType![1]=e:datasetType
  dataset_datasetUpdateMechanism=s dataset_hasSensitivePersonalInformation=e:autonomyType
  dataset_intendedUse=s dataset_knownBias[0]=s dataset_sensor[0]=@DictionaryEntry
enum energyUnit kilowattHour megajoule other
enum profileConformance ai build core dataset expandedLicensing extension lite security
  simpleLicensing software
enum externalIdentifierType cpe22 cpe23 cve email gitoid other packageUrl securityOther swhid
  swid urlScheme
enum externalRefType altDownloadLocation altWebPage binaryArtifact bower buildMeta buildSystem
  certificationReport chat componentAnalysisReport cwe documentation dynamicAnalysisReport
  eolNotice exportControlAssessment funding issueTracker license mailingList mavenCentral
  metrics npm nuget other privacyAssessment productMetadata purchaseOrder
  qualityAssessmentReport releaseHistory releaseNotes riskAssessment runtimeAnalysisReport
  secureSoftwareAttestation securityAdversaryModel securityAdvisory securityFix securityOther
  securityPenTestReport securityPolicy securityThreatModel socialMedia sourceArtifact
  staticAnalysisReport support vcs vulnerabilityDisclosureReport
  vulnerabilityExploitabilityAssessment
enum algorithm adler32 blake2b256 blake2b384 blake2b512 blake3 crystalsDilithium crystalsKyber
  falcon md2 md4 md5 md6 other sha1 sha224 sha256 sha384 sha3_224 sha3_256 sha3_384 sha3_512
  sha512
enum completeness complete incomplete noAssertion
enum relationshipType affects amendedBy ancestorOf availableFrom configures contains
  coordinatedBy copiedTo delegatedTo dependsOn descendantOf describes doesNotAffect expandsTo
  exploitCreatedBy fixedBy fixedIn foundBy generates hasAddedFile hasAssessmentFor
  hasAssociatedVulnerability hasConcludedLicense hasDataFile hasDeclaredLicense hasDeletedFile
  hasDependencyManifest hasDistributionArtifact hasDocumentation hasDynamicLink hasEvidence
  hasExample hasHost hasInput hasMetadata hasOptionalComponent hasOptionalDependency hasOutput
  hasPrerequisite hasProvidedDependency hasRequirement hasSpecification hasStaticLink hasTest
  hasTestCase hasVariant invokedBy modifiedBy other packagedBy patchedBy publishedBy reportedBy
  republishedBy serializedInArtifact testedOn trainedOn underInvestigationFor usesTool
enum contentIdentifierType gitoid swhid
enum annotationType other review
enum supportLevel deployed development endOfSupport limitedSupport noAssertion noSupport support
enum scope build design development other runtime test
enum severity critical high low medium none
enum catalogType kev other
enum decisionType act attend track trackStar
enum additionalPurpose application archive bom configuration container data device deviceDriver
  diskImage documentation evidence executable file filesystemImage firmware framework install
  library manifest model module operatingSystem other patch platform requirement source
  specification test
enum justificationType componentNotPresent inlineMitigationsAlreadyExist
  vulnerableCodeCannotBeControlledByAdversary vulnerableCodeNotInExecutePath
  vulnerableCodeNotPresent
enum fileKind directory file
enum sbomType analyzed build deployed design runtime source
enum autonomyType no noAssertion yes
enum safetyRiskAssessment high low medium serious
enum confidentialityLevel amber clear green red
enum datasetAvailability clickthrough directDownload query registration scrapingScript
enum datasetType audio categorical graph image noAssertion numeric other sensor structured
  syntactic text timeseries timestamp video
)"
    // clang-format on
    ;

}  // namespace avouch::formats

// The examinations, by topic file. table.cpp gives each its row.
//
// All are pure functions of their inputs; any thread.

#pragma once

#include "claims/check.h"

namespace avouch::claims {

// actions.cpp (1.2.2)
void ExamineActions(const Inputs& in, Examination& examination);

// integrity.cpp (1.2.2)
void ExamineImages(const Inputs& in, Examination& examination);
void ExamineDelivered(const Inputs& in, Examination& examination);
void ExamineDownloads(const Inputs& in, Examination& examination);
void ExaminePackages(const Inputs& in, Examination& examination);
void ExamineTransport(const Inputs& in, Examination& examination);

// locks.cpp (1.2.2)
void ExamineLocks(const Inputs& in, Examination& examination);
void ExamineConsumed(const Inputs& in, Examination& examination);
// True when a lock of the manifest's ecosystem lies at or above its folder. `sums`: what only has
// digests of more than is used, Gradle's verification-metadata.xml, is one too.
// Locks of which not all could be read: what is missing may contradict.
void SeeLacking(const model::ComponentFacts& components, Examination& examination);
[[nodiscard]] bool HasLock(const model::ComponentFacts& components, const model::Manifest& manifest,
                           bool sums = true);

// copies.cpp (1.2.2)
void ExamineSubmodules(const Inputs& in, Examination& examination);
void ExamineScripts(const Inputs& in, Examination& examination);
void ExamineVendored(const Inputs& in, Examination& examination);

// components.cpp (1.2.1, 1.2.3, 1.2.4, 1.2.5)
void ExamineDeclared(const Inputs& in, Examination& examination);
void ExamineComponentHistory(const Inputs& in, Examination& examination);
void ExamineAutomation(const Inputs& in, Examination& examination);
void ExamineMoved(const Inputs& in, Examination& examination);

// testing.cpp (1.3.1, 1.3.2, 1.3.3)
void ExamineTestKinds(const Inputs& in, Examination& examination);
void ExamineOnChange(const Inputs& in, Examination& examination);
void ExamineSuppressions(const Inputs& in, Examination& examination);

// gate.cpp (1.3.2, 3.5.2)
void ExamineGate(const Inputs& in, Examination& examination);

// organisation.cpp (1.1.1 to 1.1.4)
void ExamineNamedDocuments(const Inputs& in, Examination& examination);
void ExaminePeople(const Inputs& in, Examination& examination);
void ExamineTools(const Inputs& in, Examination& examination);
void ExamineItems(const Inputs& in, Examination& examination);
void ExamineReleasesOnBranch(const Inputs& in, Examination& examination);

// build_definitions.cpp (2.1.1, 2.1.4, 2.2.2)
void ExaminePermissions(const Inputs& in, Examination& examination);
void ExaminePlaintext(const Inputs& in, Examination& examination);
void ExamineBuildChanges(const Inputs& in, Examination& examination);

// default_credentials.cpp (1.4.3)
void ExamineDefaultCredentials(const Inputs& in, Examination& examination);

// proposals.cpp (2.1.1)
void ExamineProposals(const Inputs& in, Examination& examination);

// customers.cpp (3.1, 3.2, 4.1, 4.3)
void ExamineReleaseSigning(const Inputs& in, Examination& examination);
void ExaminePolicyParts(const Inputs& in, Examination& examination);
void ExamineSecurityTxt(const Inputs& in, Examination& examination);
void ExaminePrivateChannel(const Inputs& in, Examination& examination);
void ExamineAssertions(const Inputs& in, Examination& examination);
void ExamineSupportDates(const Inputs& in, Examination& examination);
void ExamineUpdatePolicy(const Inputs& in, Examination& examination);
void ExamineIncidentPlan(const Inputs& in, Examination& examination);

// training.cpp (1.1.2)
void ExamineTrainingRegister(const Inputs& in, Examination& examination);

// tools_reviewed.cpp (1.1.3)
void ExamineToolsReviewed(const Inputs& in, Examination& examination);

// people.cpp (1.1, 1.3.1, 1.4.1)
void ExamineFramework(const Inputs& in, Examination& examination);
void ExamineVersionedIdentified(const Inputs& in, Examination& examination);
void ExamineRequirements(const Inputs& in, Examination& examination);
void ExamineUserNeed(const Inputs& in, Examination& examination);
void ExamineThreatModel(const Inputs& in, Examination& examination);
void ExamineTestPlanApproved(const Inputs& in, Examination& examination);

// accounts.cpp (2.1.1, 2.1.3, 2.1.5)
void ExamineRoles(const Inputs& in, Examination& examination);
void ExamineBoundCredentials(const Inputs& in, Examination& examination);
void ExamineSecondFactor(const Inputs& in, Examination& examination);

// environment.cpp (2.1.2, 2.1.4)
void ExamineAuthentication(const Inputs& in, Examination& examination);
void ExamineSecretAges(const Inputs& in, Examination& examination);

// access_review.cpp (2.1.6)
void ExamineAccessReview(const Inputs& in, Examination& examination);

// build_control.cpp (2.2)
void ExamineAuditLog(const Inputs& in, Examination& examination);
void ExamineAuthorised(const Inputs& in, Examination& examination);
void ExamineLogRetention(const Inputs& in, Examination& examination);
void ExamineLogProtection(const Inputs& in, Examination& examination);

// results.cpp (1.2.3, 1.2.4, 1.3.2, 3.5.2)
void ExamineReleaseResults(const Inputs& in, Examination& examination);
void ExamineSecurityUpdates(const Inputs& in, Examination& examination);
void ExamineFirstUseTested(const Inputs& in, Examination& examination);
void ExamineUpdatesTested(const Inputs& in, Examination& examination);

// scans.cpp (1.3.3, 3.3.1)
void ExamineFindingsAddressed(const Inputs& in, Examination& examination);
void ExamineKnownVulnerabilities(const Inputs& in, Examination& examination);

// defences.cpp (1.4.2, 1.4.4, 1.4.5)
void ExamineMultiFactor(const Inputs& in, Examination& examination);
void ExamineInputValidated(const Inputs& in, Examination& examination);
void ExamineStorage(const Inputs& in, Examination& examination);

// told.cpp (3.4.1, 3.4.2, 3.5.1, 4.3.2)
void ExamineInternalTold(const Inputs& in, Examination& examination);
void ExamineCustomersTold(const Inputs& in, Examination& examination);
void ExamineIncidents(const Inputs& in, Examination& examination);
void ExamineUpdatesInTime(const Inputs& in, Examination& examination);

// promises.cpp (3.2.1, 4.1.1, 4.1.3, 4.2.1)
void ExamineDisclosureAccepted(const Inputs& in, Examination& examination);
void ExamineSupportAccepted(const Inputs& in, Examination& examination);
void ExamineGuide(const Inputs& in, Examination& examination);
void ExamineNotice(const Inputs& in, Examination& examination);

// plans.cpp (3.3.2, 4.3.1)
void ExamineIncidentPlanAccepted(const Inputs& in, Examination& examination);
void ExamineVulnerabilityPlan(const Inputs& in, Examination& examination);

// channels.cpp (3.1.1, 3.1.2)
void ExamineChannel(const Inputs& in, Examination& examination);
void ExamineServiceDigest(const Inputs& in, Examination& examination);

}  // namespace avouch::claims

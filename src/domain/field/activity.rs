//! The fields of an activity, and of the tables that stand in it.

use crate::domain::activity::{Activity, Agreement, ClientController, JointController, LawfulBasis};
use crate::domain::field::rows::{RowId, Table};
use crate::domain::field::{Slot, fields, slot};
use crate::domain::imported::Evidence;
use crate::domain::pairs::{Pair, Pairs};
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::ListId;

fields! { Activity;
    Overview ALL {
        "title" ["activity" "name"] "Activity" Text(slot!(title), None)
            help "A short name that people in the service would recognise." eg "School transport: applications";
        "reference" ["ref"] "Reference" Text(slot!(reference), None)
            help "Your own code for the activity." eg "PA-0007";
        "description" ["about"] "What the work is" Long(slot!(description))
            help "The nature of the work in a few sentences.";
        "purposes" ["purpose"] "Purposes" Many(slot!(purposes), Some(ListId::Purposes))
            help "Why you use the data, one purpose to a line. Say what the work achieves." eg "Assess and arrange home to school transport for eligible pupils"
            law "UK GDPR Article 30(1)(b)";
        "directorate" ["dir"] "Directorate" Text(slot!(directorate), None)
            help "The directorate that runs it." eg "Children’s Services";
        "team" ["service"] "Team or service" Text(slot!(team), None)
            help "The team that does the work." eg "School Transport";
        "business_function" ["function"] "Business function" Text(slot!(business_function), Some(ListId::BusinessFunctions))
            help "The broad function it belongs to. It is column A of the regulator’s template." eg "Education and skills"
            law "Regulator’s template, column A";
        "owner" ["iao"] "Owner" Text(slot!(owner), None)
            help "The information asset owner: the post that answers for this activity." eg "Head of School Transport"
            law "Regulator’s accountability framework";
        "role" [] "Your role" Choice(slot!(role), ListId::Roles)
            help "Whether you decide why and how the data are used (controller), decide with others (joint controller) or act for others (processor)."
            law "UK GDPR Articles 26, 28(3) and 30";
        "regime" [] "Kind of processing" Choice(slot!(regime), ListId::Regimes)
            help "General processing, or law enforcement by a competent authority, which has a record of its own."
            law "DPA 2018 sections 29 to 31 and 61";
        "status" [] "Status" Choice(slot!(status), ListId::Statuses)
            help "Draft, in review, approved or retired. A change to an approved activity puts it back in review.";
        "publish" [] "In the public register" Flag(slot!(publish))
            help "Whether this activity may appear in a register that you publish. Nothing obliges you to publish it.";
        "contact" ["phone"] "Contact for people" Text(slot!(contact), None)
            help "How people reach the team." eg "0121 704 6600"
            law "UK GDPR Articles 13 and 14";
        "number_of_people" ["size"] "Number of people" Text(slot!(number_of_people), Some(ListId::NumberBands))
            help "About how many people the data are about, as a band or a number." eg "1,000 to 9,999";
        "tags" ["tag"] "Tags" Many(slot!(tags), None)
            help "Words of your own to find activities by." eg "audit-2026";
    }
    Overview CONTROLLERS {
        "joint_controllers" ["joint"] "Joint controllers" Rows(&Table::<Activity, _> { slot: slot!(joint_controllers), id: None })
            help "Each organisation that decides with you, its contact details and the arrangement between you." eg "Anytown NHS Trust"
            law "UK GDPR Articles 26 and 30(1)(a)";
        "controller.name" ["controller"] "Another controller" Text(slot!(controller.name), None)
            help "Only where the controller is not your organisation, such as the Electoral Registration Officer or a school." eg "Electoral Registration Officer"
            law "UK GDPR Article 30(1)(a)";
        "controller.address" [] "Its address" Text(slot!(controller.address), None)
            help "That controller’s postal address." law "UK GDPR Article 30(1)(a)";
        "controller.email" [] "Its email" Text(slot!(controller.email), None)
            help "That controller’s email address." law "UK GDPR Article 30(1)(a)";
        "controller.telephone" [] "Its telephone" Text(slot!(controller.telephone), None)
            help "That controller’s telephone number." law "UK GDPR Article 30(1)(a)";
        "controller.public_authority" [] "It is a public authority" Flag(slot!(controller.public_authority))
            help "A school or academy is one. Electoral registration and returning officers and parish councils are not: they may do without a data protection officer." law "DPA 2018 section 7";
        "controller.registration_number" [] "Its registration number" Text(slot!(controller.registration_number), None)
            help "Its number in the regulator’s public register of fee payers.";
        "controller.data_protection_officer.name" [] "Its data protection officer" Text(slot!(controller.data_protection_officer.name), None)
            help "The name or post of that controller’s data protection officer, where it has one." law "UK GDPR Articles 30(1)(a) and 37";
        "controller.data_protection_officer.address" [] "Officer’s address" Text(slot!(controller.data_protection_officer.address), None)
            help "The officer’s postal address." law "UK GDPR Article 30(1)(a)";
        "controller.data_protection_officer.email" [] "Officer’s email" Text(slot!(controller.data_protection_officer.email), None)
            help "The officer’s email address." law "UK GDPR Article 30(1)(a)";
        "controller.data_protection_officer.telephone" [] "Officer’s telephone" Text(slot!(controller.data_protection_officer.telephone), None)
            help "The officer’s telephone number." law "UK GDPR Article 30(1)(a)";
    }
    People CONTROLLERS {
        "lines" ["line"] "People and data" Rows(&Table::<Activity, _> { slot: slot!(lines), id: Some(RowId { get: |line| &line.id, set: |line, id| line.id = id }) })
            help "People, data, recipients and retention that belong together. Most activities need only one line. Add another when some people’s data is shared or kept differently."
            law "UK GDPR Article 30(1)(c), (d) and (f)";
        "sources" ["source" "from"] "Where data comes from" Many(slot!(sources), Some(ListId::Sources))
            help "Whether people give you the data themselves, or who else does." eg "Schools; parents and carers"
            law "UK GDPR Articles 13 and 14(2)(f)";
        "children.measures" ["children"] "Protection of children" Long(slot!(children.measures))
            help "What you do so that children understand and are protected: plain language, age-appropriate design." law "UK GDPR Article 25 and Recital 38";
        "children.age_check" [] "Age check" Text(slot!(children.age_check), None)
            help "Where an online service asks children for consent: how you check their age. Under 13 a parent must consent." law "UK GDPR Article 8(1)";
    }
    Basis GENERAL {
        "lawful_bases" ["basis"] "Article 6 lawful basis" Rows(&Table::<Activity, _> { slot: slot!(lawful_bases), id: None })
            help "Each basis that you rely on with the law or power behind it. Name a purpose where a basis serves only one." eg "Public task; Education Act 1996 section 508B"
            law "UK GDPR Articles 6(1) and 6(3); DPA 2018 section 8";
        "article9_conditions" ["article9" "condition"] "Article 9 condition" Many(slot!(article9_conditions), Some(ListId::Article9Conditions))
            help "Needed for special category data: the condition that lifts the ban." eg "9(2)(g) substantial public interest"
            law "UK GDPR Article 9(2); DPA 2018 section 10";
        "schedule1_conditions" ["schedule1"] "Schedule 1 condition" Many(slot!(schedule1_conditions), Some(ListId::Schedule1Conditions))
            help "Conditions 9(2)(b), (g), (h), (i) and (j) need one of these too. So do criminal offence data, unless under official authority." eg "Paragraph 18, safeguarding of children and individuals at risk"
            law "DPA 2018 section 10 and Schedule 1";
        "appropriate_policy_document.link" ["policy"] "Policy document" Text(slot!(appropriate_policy_document.link), None)
            help "Where the appropriate policy document is. Many Schedule 1 conditions are not met without one." law "DPA 2018 Schedule 1 paragraphs 1(1)(b), 5 and 39";
        "appropriate_policy_document.review_by" [] "Policy review due" Date(slot!(appropriate_policy_document.review_by))
            help "When the policy document is to be reviewed." law "DPA 2018 Schedule 1 paragraph 40";
        "appropriate_policy_document.followed" [] "Policy is followed" Flag(slot!(appropriate_policy_document.followed))
            help "Whether the data are kept and erased as the policy document says. The record must state it." law "DPA 2018 Schedule 1 paragraph 41(c)";
        "appropriate_policy_document.reason" [] "Why not followed" Text(slot!(appropriate_policy_document.reason), None)
            help "The reasons, where the policy document is not followed." law "DPA 2018 Schedule 1 paragraph 41(c)";
        "article10_route" ["article10"] "Article 10 route" Choice(slot!(article10_route), ListId::Article10Routes)
            help "For criminal offence data: official authority, or a Schedule 1 condition." law "UK GDPR Article 10; DPA 2018 section 10(4) and (5)";
        "recognised_legitimate_interest" ["annex1"] "Annex 1 condition" Choice(slot!(recognised_legitimate_interest), ListId::RecognisedLegitimateInterests)
            help "Only with basis 6(1)(ea). It is not open to a public authority for its tasks." law "UK GDPR Article 6(5) and Annex 1";
        "legitimate_interests.interests" ["interests"] "Legitimate interests" Long(slot!(legitimate_interests.interests))
            help "Only with basis 6(1)(f): the interests you pursue. It is not open to a public authority for its tasks." law "UK GDPR Articles 6(1)(f) and 13(1)(d)";
        "legitimate_interests.assessment" ["lia"] "Interests assessment" Text(slot!(legitimate_interests.assessment), None)
            help "A link to the legitimate interests assessment." law "UK GDPR Article 5(2)";
        "consent_record" ["consent"] "Consent record" Text(slot!(consent_record), None)
            help "Only where you rely on consent: where each consent is recorded." law "UK GDPR Article 7(1)";
        "confidentiality" ["secrecy"] "Professional secrecy" Text(slot!(confidentiality), None)
            help "With condition 9(2)(h): who owes a duty of confidentiality." eg "Social workers registered with Social Work England" law "UK GDPR Article 9(3); DPA 2018 section 11(1)";
    }
    Processing PROCESSOR {
        "processor_record.controllers" ["client"] "Controllers you act for" Rows(&Table::<Activity, _> { slot: slot!(processor_record.controllers), id: None })
            help "Each controller on whose behalf you act, with contact details." eg "Anytown Academy Trust" law "UK GDPR Article 30(2)(a)";
        "processor_record.categories_of_processing" ["processing"] "Kinds of processing" Many(slot!(processor_record.categories_of_processing), None)
            help "What you do with the data for them." eg "Running the payroll; issuing payslips" law "UK GDPR Article 30(2)(b)";
        "processor_record.contract" [] "Contract" Text(slot!(processor_record.contract), None)
            help "A link to the contract or the controller’s instructions." law "UK GDPR Article 28(3)";
    }
    LawEnforcement LAW_ENFORCEMENT {
        "law_enforcement.legal_basis" ["power"] "Legal basis" Text(slot!(law_enforcement.legal_basis), None)
            help "The law under which you process and transfer the data. It is mandatory in this record." eg "Consumer Rights Act 2015 Schedule 5" law "DPA 2018 section 61(2)";
        "law_enforcement.schedule8_conditions" ["schedule8"] "Schedule 8 condition" Many(slot!(law_enforcement.schedule8_conditions), Some(ListId::Schedule8Conditions))
            help "For sensitive processing that does not rest on consent: the condition of Schedule 8." law "DPA 2018 section 35(5) and Schedule 8";
        "law_enforcement.policy_document" [] "Section 42 policy" Text(slot!(law_enforcement.policy_document), None)
            help "Where the policy document for sensitive processing is." law "DPA 2018 section 42";
    }
    Sharing CONTROLLERS {
        "agreements" ["agreement" "contract"] "Contracts and agreements" Rows(&Table::<Activity, _> { slot: slot!(agreements), id: None })
            help "For each recipient: whether it is a processor or a controller, and the contract or sharing agreement." eg "Anytown Coaches, processor, contract C-0311" law "UK GDPR Articles 26 and 28(3); data sharing code of practice";
    }
    Transfers ALL {
        "transfers" ["country" "transfer"] "Transfers outside the UK" Rows(&Table::<Activity, _> { slot: slot!(transfers), id: Some(RowId { get: |transfer| &transfer.id, set: |transfer, id| transfer.id = id }) })
            help "Each country that data go to, who receives them there and what allows it. Reading them from abroad counts too. If nothing leaves the United Kingdom, record ‘None’." eg "United States, Workday Inc, UK-US data bridge"
            law "UK GDPR Articles 30(1)(e), 30(2)(c) and 44A to 49A";
    }
    Security ALL {
        "security_measures" ["security"] "Security measures" Many(slot!(security_measures), Some(ListId::SecurityMeasures))
            help "Measures beside those that hold for the whole organisation, technical and organisational." eg "Encryption at rest; role-based access control"
            law "UK GDPR Articles 30(1)(g), 30(2)(d) and 32(1)";
        "locations" ["system" "where"] "Where data is held" Many(slot!(locations), None)
            help "Systems, shared drives and paper stores. You need them to answer access requests." eg "Liquidlogic; SharePoint" law "UK GDPR Article 15";
    }
    Rights CONTROLLERS {
        "privacy_notice.link" ["notice"] "Privacy notice" Text(slot!(privacy_notice.link), None)
            help "Where the notice for people is published." law "UK GDPR Articles 13 and 14";
        "privacy_notice.dated" [] "Notice dated" Date(slot!(privacy_notice.dated))
            help "The date of the published notice." law "UK GDPR Article 5(1)(a)";
        "automated_decisions.level" ["automated"] "Automated decisions" Choice(slot!(automated_decisions.level), ListId::AutomatedDecisionLevels)
            help "Whether a decision about people is made by a system, and how far a person takes part." law "UK GDPR Articles 22A to 22D";
        "automated_decisions.safeguards" [] "Decision safeguards" Long(slot!(automated_decisions.safeguards))
            help "How people are told, can have a person look at it, and can contest it." law "UK GDPR Article 22C";
        "automated_decisions.condition" [] "Article 22B condition" Text(slot!(automated_decisions.condition), None)
            help "Where special category data are used: the condition that allows it." law "UK GDPR Article 22B";
        "dpia.required" ["dpia"] "Impact assessment needed" Choice(slot!(dpia.required), ListId::DpiaRequired)
            help "Whether the processing is likely to be of high risk to people." law "UK GDPR Article 35(1) and (3)";
        "dpia.progress" [] "Assessment progress" Choice(slot!(dpia.progress), ListId::DpiaProgress)
            help "How far the assessment has come." law "UK GDPR Article 35";
        "dpia.link" [] "Link to assessment" Text(slot!(dpia.link), None)
            help "Where the assessment is kept." law "UK GDPR Articles 5(2) and 35";
        "dpia.reason" [] "Assessment reason" Text(slot!(dpia.reason), None)
            help "Why an assessment is or is not needed." law "UK GDPR Article 35(1)";
        "dpia.review_by" [] "Assessment review due" Date(slot!(dpia.review_by))
            help "When the assessment is to be looked at again." law "UK GDPR Article 35";
        "breach.occurred" ["breach"] "A breach has occurred" Flag(slot!(breach.occurred))
            help "Whether there has been a personal data breach in this activity." law "UK GDPR Article 33(5)";
        "breach.link" [] "Breach record" Text(slot!(breach.link), None)
            help "A link to the entry in the breach log." law "UK GDPR Article 33(5)";
    }
    Review ALL {
        "last_reviewed" ["reviewed"] "Last review" Date(slot!(last_reviewed))
            help "The day the record was last checked with the service." law "Regulator’s accountability framework";
        "reviewed_by" ["reviewer"] "Reviewed by" Text(slot!(reviewed_by), None)
            help "Who checked it.";
        "next_review" ["due" "review"] "Next review" Date(slot!(next_review))
            help "When it is to be checked again. Every 12 months unless you have set another time." law "Regulator’s accountability framework";
        "approved.by" [] "Approved by" Text(slot!(approved.by), None) in "approved"
            help "Who approved the record.";
        "approved.on" ["approved"] "Approved on" Date(slot!(approved.on)) in "approved"
            help "The day it was approved.";
        "started_on" ["started"] "Started on" Date(slot!(started_on))
            help "The day the processing began.";
        "ended_on" ["ended"] "Ended on" Date(slot!(ended_on))
            help "The day the processing ended. A policy document is kept for 6 months after it." law "DPA 2018 Schedule 1 paragraph 40";
        "notes" ["note"] "Notes" Long(slot!(notes))
            help "Anything else that the next officer should know.";
        "former_references" [] "Former references" Many(slot!(former_references), None)
            help "References that the activity had before.";
        "external_ids" ["external"] "Ids in other systems" Rows(&Table::<Activity, _> { slot: Slot {
                get: |activity| activity.external_ids.as_ref().map(|pairs| &pairs.0),
                set: |activity, rows| activity.external_ids = rows.map(Pairs),
            }, id: None })
            help "The keys by which other systems know this activity.";
        "imported.from" ["imported"] "Brought in from" Text(slot!(imported.from), None)
            help "The file the record was brought in from.";
        "imported.on" [] "Brought in on" Date(slot!(imported.on))
            help "The day it was brought in.";
        "imported.evidence" ["evidence"] "Words it was taken from" Rows(&Table::<Activity, _> { slot: slot!(imported.evidence), id: None })
            help "For each value the words of the source and where they stand.";
        "imported.unmapped" ["unmapped"] "Text that found no field" Rows(&Table::<Activity, _> { slot: Slot {
                get: |activity| activity.imported.as_ref()?.unmapped.as_ref().map(|pairs| &pairs.0),
                set: |activity, rows| {
                    let imported = activity.imported.get_or_insert_default();
                    imported.unmapped = rows.map(Pairs);
                    if imported.is_empty() {
                        activity.imported = None;
                    }
                },
            }, id: None })
            help "What the source said that belongs to no field, under its own heading.";
    }
}

fields! { JointController;
    Overview CONTROLLERS {
        "name" [] "Name" Text(slot!(name), Some(ListId::Recipients)) help "The other controller’s name." eg "Anytown NHS Trust" law "UK GDPR Article 30(1)(a)";
        "contact" [] "Contact details" Text(slot!(contact), None) help "Address, email or telephone." law "UK GDPR Article 30(1)(a)";
        "arrangement" [] "Arrangement" Text(slot!(arrangement), None) help "A link to the arrangement that says who does what." law "UK GDPR Article 26(1) and (2)";
    }
}

fields! { ClientController;
    Processing PROCESSOR {
        "name" [] "Name" Text(slot!(name), None) help "The controller’s name." law "UK GDPR Article 30(2)(a)";
        "contact" [] "Contact details" Text(slot!(contact), None) help "Address, email or telephone." law "UK GDPR Article 30(2)(a)";
    }
}

fields! { LawfulBasis;
    Basis GENERAL {
        "basis" [] "Basis" Choice(slot!(basis), ListId::LawfulBases) help "The basis you rely on." eg "Public task" law "UK GDPR Article 6(1)";
        "statutory_reference" [] "Law or power" Text(slot!(statutory_reference), Some(ListId::StatutoryPowers)) help "The Act and section behind a public task or a legal obligation. The task must be your own: another body’s does not count." eg "Education Act 1996 section 508B" law "UK GDPR Article 6(3); DPA 2018 section 8";
        "purpose" [] "Only for the purpose" Text(slot!(purpose), None) help "Leave this empty where the basis serves every purpose.";
        "reason" [] "Why this basis" Text(slot!(reason), None) help "The reason you chose it." law "UK GDPR Article 5(2)";
        "outside_public_tasks" [] "Why outside public tasks" Text(slot!(outside_public_tasks), None) help "A public authority may use 6(1)(f) or 6(1)(ea) only outside its public tasks. Say why this is." law "UK GDPR Article 6(1), closing words";
    }
}

fields! { Agreement;
    Sharing CONTROLLERS {
        "recipient" [] "Recipient" Text(slot!(recipient), Some(ListId::Recipients)) help "The recipient, in the words used under ‘Shared with’.";
        "role" [] "Its role" Choice(slot!(role), ListId::AgreementRoles) help "A processor acts on your instructions; a controller decides for itself." law "UK GDPR Articles 26 and 28(3)";
        "link" [] "Link" Text(slot!(link), None) help "Where the contract or sharing agreement is kept." law "UK GDPR Article 28(3)";
        "reference" [] "Reference" Text(slot!(reference), None) help "Its number." eg "C-0311";
        "ends_on" [] "Ends on" Date(slot!(ends_on)) help "The day it ends.";
    }
}

fields! { Transfer;
    Transfers ALL {
        "country" ["country"] "Country or organisation" Choice(slot!(country), ListId::Countries) help "Name each country. ‘Around the world’ does not name one." eg "United States" law "UK GDPR Article 30(1)(e)";
        "organisation" [] "Who receives it" Text(slot!(organisation), Some(ListId::Recipients)) help "The organisation that receives the data there." eg "Workday Inc" law "UK GDPR Article 30(1)(d) and (e)";
        "mechanism" ["mechanism"] "What allows it" Choice(slot!(mechanism), ListId::Mechanisms) help "The regulations, safeguard or derogation that the transfer rests on." eg "UK-US data bridge" law "UK GDPR Articles 44A to 49A";
        "safeguards" [] "Safeguards" Text(slot!(safeguards), None) help "The safeguards, in words." law "UK GDPR Article 46";
        "assessment" [] "Risk assessment" Text(slot!(assessment), None) help "A link to the transfer risk assessment, where a safeguard needs one." law "UK GDPR Article 46(1A)";
        "checked_on" [] "Checked on" Date(slot!(checked_on)) help "When you last checked that this still holds.";
        "data" [] "What data" Many(slot!(data), Some(ListId::DataClasses)) help "Leave this empty where all the data of the line go.";
        "line" [] "Which line" Line(slot!(line)) help "The line of people and data that the transfer belongs to, where there are several.";
        "notes" [] "Notes" Long(slot!(notes)) help "Anything else about the transfer.";
    }
}

fields! { Pair;
    Review ALL {
        "name" [] "Name" Text(slot!(name), None) help "The other system, or the heading." eg "lg-inform";
        "value" [] "Value" Text(Slot { get: |pair| pair.value.as_ref(), set: |pair, value| { pair.value = value; pair.raw = None; } }, None) help "The key or text." eg "1002";
    }
}

fields! { Evidence;
    Review ALL {
        "field" [] "Field" Text(slot!(field), None) help "The field that was filled.";
        "value" [] "Value" Text(slot!(value), None) help "The value it was given.";
        "found" [] "Words found" Text(slot!(found), None) help "The words of the source.";
        "at" [] "Where" Text(slot!(at), None) help "The line, or the sheet and cell." eg "line 38";
    }
}

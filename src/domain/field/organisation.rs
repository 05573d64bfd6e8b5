//! The fields of the organisation and of its own words.

use crate::domain::field::rows::Table;
use crate::domain::field::{fields, slot};
use crate::domain::organisation::{Organisation, OwnTerm, PolicyDocument, Vocabulary};
use crate::domain::vocabulary::ListId;

fields! { Organisation;
    Organisation ALL {
        "name" [] "Organisation" Text(slot!(name), None) help "The controller’s full name." eg "Anytown Borough Council" law "UK GDPR Article 30(1)(a)";
        "address" [] "Address" Text(slot!(address), None) help "The postal address." law "UK GDPR Article 30(1)(a)";
        "email" [] "Email" Text(slot!(email), None) help "An email address that is read." law "UK GDPR Article 30(1)(a)";
        "telephone" [] "Telephone" Text(slot!(telephone), None) help "A telephone number." law "UK GDPR Article 30(1)(a)";
        "public_authority" [] "Public authority" Flag(slot!(public_authority)) help "Yes for a county, district, borough or unitary council; no for a parish council." law "DPA 2018 section 7";
        "registration_number" [] "Registration number" Text(slot!(registration_number), None) help "Your number in the regulator’s public register of fee payers.";
        "data_protection_officer.name" [] "Data protection officer" Text(slot!(data_protection_officer.name), None) help "The name or post. A public authority must have one." law "UK GDPR Articles 30(1)(a) and 37";
        "data_protection_officer.address" [] "Officer’s address" Text(slot!(data_protection_officer.address), None) help "The postal address." law "UK GDPR Article 30(1)(a)";
        "data_protection_officer.email" [] "Officer’s email" Text(slot!(data_protection_officer.email), None) help "The email address." law "UK GDPR Article 30(1)(a)";
        "data_protection_officer.telephone" [] "Officer’s telephone" Text(slot!(data_protection_officer.telephone), None) help "The telephone number." law "UK GDPR Article 30(1)(a)";
        "representative.name" [] "Representative" Text(slot!(representative.name), None) help "Only for controllers outside the United Kingdom; a council has none." law "UK GDPR Article 27";
        "representative.address" [] "Representative’s address" Text(slot!(representative.address), None) help "The postal address." law "UK GDPR Article 27";
        "representative.email" [] "Representative’s email" Text(slot!(representative.email), None) help "The email address." law "UK GDPR Article 27";
        "representative.telephone" [] "Representative’s telephone" Text(slot!(representative.telephone), None) help "The telephone number." law "UK GDPR Article 27";
        "security_measures" [] "Security for all activities" Many(slot!(security_measures), Some(ListId::SecurityMeasures)) help "Measures that hold for every activity; each activity adds only its own." law "UK GDPR Articles 30(1)(g) and 32(1)";
        "appropriate_policy_documents" [] "Policy documents" Rows(&Table::<Organisation, _> { slot: slot!(appropriate_policy_documents), id: None }) help "Each appropriate policy document and the Schedule 1 conditions that it covers." law "DPA 2018 Schedule 1 paragraph 39";
        "review_every_months" [] "Months between reviews" Number(slot!(review_every_months)) help "How often each activity is to be reviewed." eg "12" law "Regulator’s accountability framework";
    }
}

fields! { PolicyDocument;
    Organisation ALL {
        "link" [] "Link" Text(slot!(link), None) help "Where the document is kept." law "DPA 2018 Schedule 1 paragraph 39";
        "conditions" [] "Conditions covered" Many(slot!(conditions), Some(ListId::Schedule1Conditions)) help "The Schedule 1 conditions that it covers." law "DPA 2018 Schedule 1 paragraph 39";
        "review_by" [] "Review due" Date(slot!(review_by)) help "When it is to be reviewed." law "DPA 2018 Schedule 1 paragraph 40";
    }
}

fields! { Vocabulary;
    OwnRecipients ALL {
        "recipients" [] "Recipients" Rows(&Table::<Vocabulary, _> { slot: slot!(recipients), id: None }) help "Organisations that your activities share data with.";
    }
    OwnPeople ALL {
        "subjects" [] "People" Rows(&Table::<Vocabulary, _> { slot: slot!(subjects), id: None }) help "Groups of people in your own words.";
    }
    OwnData ALL {
        "data_classes" [] "Personal data" Rows(&Table::<Vocabulary, _> { slot: slot!(data_classes), id: None }) help "Kinds of personal data in your own words.";
    }
    OwnSecurity ALL {
        "security_measures" [] "Security measures" Rows(&Table::<Vocabulary, _> { slot: slot!(security_measures), id: None }) help "Security measures in your own words.";
    }
    OwnSources ALL {
        "sources" [] "Sources" Rows(&Table::<Vocabulary, _> { slot: slot!(sources), id: None }) help "Where your data come from, in your own words.";
    }
    OwnPurposes ALL {
        "purposes" [] "Purposes" Rows(&Table::<Vocabulary, _> { slot: slot!(purposes), id: None }) help "Purposes in your own words.";
    }
}

fields! { OwnTerm;
    OwnRecipients ALL {
        "label" [] "Word" Text(slot!(label), None) help "The word as your activities use it." eg "Anytown Community Trust";
        "aliases" [] "Also called" Many(slot!(aliases), None) help "Other wordings by which search should find it." eg "ACT";
        "kind" [] "Kind" Choice(slot!(kind), ListId::RecipientKinds) help "For a recipient: what it is to you.";
        "agreement" [] "Agreement" Text(slot!(agreement), None) help "For a recipient: where the standing contract or agreement is kept.";
        "ends_on" [] "Agreement ends" Date(slot!(ends_on)) help "The day that agreement ends.";
        "country" [] "Country" Choice(slot!(country), ListId::Countries) help "For a recipient: its country." eg "United Kingdom";
        "notes" [] "Notes" Long(slot!(notes)) help "Anything else about the word.";
    }
}

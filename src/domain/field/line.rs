//! The fields of a linked line.

use crate::domain::field::{fields, slot};
use crate::domain::line::Line;
use crate::domain::vocabulary::ListId;

fields! { Line;
    People CONTROLLERS {
        "subjects" ["people" "who"] "People" Many(slot!(subjects), Some(ListId::Subjects))
            help "The groups of people the data are about. Name groups, never a person." eg "Pupils; parents and carers"
            law "UK GDPR Article 30(1)(c)";
        "data_classes" ["data"] "Personal data" Many(slot!(data_classes), Some(ListId::DataClasses))
            help "The kinds of personal data that you hold about these people." eg "Personal details; education and employment details"
            law "UK GDPR Article 30(1)(c)";
        "special_categories" ["special"] "Special category data" Many(slot!(special_categories), Some(ListId::SpecialCategories))
            help "Data that reveal health, ethnic origin, beliefs and the like. They need an Article 9 condition in section 3." eg "Health"
            law "UK GDPR Articles 9(1) and 30(1)(c)";
        "criminal_offence_data" ["criminal"] "Criminal offence data" Many(slot!(criminal_offence_data), Some(ListId::CriminalOffenceData))
            help "Convictions, allegations, proceedings and related security measures." eg "Criminal convictions"
            law "UK GDPR Article 10; DPA 2018 sections 10 and 11";
    }
    Sharing CONTROLLERS {
        "recipients" ["to" "shared"] "Shared with" Many(slot!(recipients), Some(ListId::Recipients))
            help "Everyone who receives these data, inside the United Kingdom or outside. If nobody does, record ‘None’." eg "Schools; coach and taxi operators"
            law "UK GDPR Article 30(1)(d)";
    }
    Retention CONTROLLERS {
        "retention.period_months" ["months"] "Keep for (months)" Number(slot!(retention.period_months)) in "retention"
            help "How many months you keep the data after the event below. 72 months are 6 years." eg "72"
            law "UK GDPR Article 30(1)(f)";
        "retention.trigger" ["trigger"] "Counted from" Text(slot!(retention.trigger), None) in "retention"
            help "The event from which the time runs." eg "case closed"
            law "UK GDPR Article 30(1)(f)";
        "retention.permanent" [] "Kept for good" Flag(slot!(retention.permanent)) in "retention"
            help "Yes where the records are never destroyed, such as registers of births." law "UK GDPR Article 5(1)(e)";
        "retention.authority" ["schedule"] "Law or schedule" Text(slot!(retention.authority), None) in "retention"
            help "The Act, regulation or line of your retention schedule that sets the time." eg "Limitation Act 1980; retention schedule HR-14"
            law "UK GDPR Article 5(1)(e); Recital 39";
        "retention.action" [] "At the end" Choice(slot!(retention.action), ListId::RetentionActions) in "retention"
            help "What happens to the records when the time is over.";
        "retention.text" ["keep" "retention"] "Retention in words" Long(slot!(retention.text)) in "retention"
            help "The words of your notice or schedule. ‘No longer than necessary’ is not a time limit." eg "6 years after the case is closed"
            law "UK GDPR Article 30(1)(f)";
    }
}

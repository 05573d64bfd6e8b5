//! What officers and notices write, and the term that it means.

use ropa::domain::vocabulary::{ListId, list};

#[test]
fn the_notice_this_program_was_asked_for_with_is_understood() {
    check_meanings(&[
        (
            ListId::DataClasses,
            "personal details = Personal details
             family details = Family details
             lifestyle and social circumstances = Lifestyle and social circumstances
             financial details = Financial details
             employment and education details = Employment and education details
             housing needs = Housing needs
             social care needs = Social care needs
             health needs = Health needs",
        ),
        (
            ListId::SpecialCategories,
            "racial or ethnic origin = Racial or ethnic origin
             religion = Religious or philosophical beliefs
             health or social care information = Health",
        ),
        (
            ListId::Subjects,
            "Children and young people under the age of 19 years of age (and in some cases up to 25) = Children and young people
             family members = Family members, relatives and guardians",
        ),
        (
            ListId::Recipients,
            "Family members, associates or representatives of the person whose personal data we are processing = Family, relatives, guardians, associates or representatives of the person
             Healthcare professionals, social and welfare advisers or practitioners = Healthcare professionals
             Commissioned services = Commissioned services
             Other Council Departments = Other council departments
             Law Enforcement Agencies = Law enforcement and prosecuting authorities",
        ),
        (
            ListId::Countries,
            "countries or territories around the world = Unspecified / worldwide",
        ),
    ]);
}

#[test]
fn an_officers_own_words_are_understood() {
    check_meanings(&[
        (
            ListId::Recipients,
            "Taxi firms = Service providers
             HMRC = DWP and HMRC
             DWP = DWP and HMRC
             DfE = Central government
             CQC = Ofsted, CQC
             Ofsted = Ofsted, CQC
             NHS = NHS bodies and integrated care boards
             ICB = NHS bodies and integrated care boards
             GP = Healthcare professionals
             Police = Police forces and non-Home Office police forces
             courts = Courts and tribunals
             DBS = Disclosure and Barring Service
             LADO = Other council departments
             MASH = Partner agencies and approved organisations",
        ),
        (
            ListId::DataClasses,
            "Name, address and date of birth = Personal details
             bank details = Financial details
             NI number = Unique identifiers (NI, NHS, UPN, case no.)",
        ),
        (
            ListId::SpecialCategories,
            "ethnicity = Racial or ethnic origin
             sexuality = Sexual orientation
             trade union = Trade union membership
             medical = Health
             Disability = Health",
        ),
        (ListId::CriminalOffenceData, "DBS checks = Criminal convictions"),
        (
            ListId::LawfulBases,
            "public task = Public task
             Art 6(1)(e) = Public task
             6.1.e = Public task
             6(1)e = Public task
             article 6(1)(e) = Public task
             6(1)(e) Public Task = Public task
             6(1)(ea) = Recognised legitimate interest",
        ),
        (ListId::Article9Conditions, "9(2)(h) health or social care = Health or social care"),
        (
            ListId::Schedule1Conditions,
            "Sch 1 Pt 1 para 2 = Health or social care purposes
             safeguarding = Safeguarding of children and of individuals at risk",
        ),
        (
            ListId::Mechanisms,
            "IDTA = International Data Transfer Agreement (IDTA)
             adequacy decision = Transfer approved by regulations (adequacy)
             Data Bridge = UK-US data bridge",
        ),
        (
            ListId::Countries,
            "USA = United States of America
             America = United States of America
             us = United States of America
             UK = United Kingdom
             Holland = Netherlands
             Republic of Ireland = Ireland
             Burma = Myanmar (Burma)
             Turkiye = Türkiye
             cote d’ivoire = Ivory Coast",
        ),
        (ListId::SecurityMeasures, "encrypted at rest = Encryption at rest"),
        (ListId::Sources, "parents = Family, carer or representative"),
        (ListId::DpiaRequired, "Y = Yes"),
    ]);
}

#[test]
fn the_register_of_2011_to_2018_is_understood() {
    for (id, wordings) in [
        (
            ListId::DataClasses,
            "personal details
             family details
             lifestyle and social circumstances
             goods and services
             financial details
             employment and education details
             education and employment details
             housing needs
             visual images, personal appearance and behaviour
             licenses or permits held
             student and pupil records
             business activities
             case file information
             physical or mental health details
             racial or ethnic origin
             trade union membership
             political affiliation
             political opinions
             offences (including alleged offences)
             religious or other beliefs of a similar nature
             criminal proceedings, outcomes and sentences
             sexual life",
        ),
        (
            ListId::SpecialCategories,
            "physical or mental health details
             racial or ethnic origin
             trade union membership
             political affiliation
             political opinions
             religious or other beliefs of a similar nature
             sexual life",
        ),
        (
            ListId::CriminalOffenceData,
            "offences (including alleged offences)
             offences and alleged offences
             criminal proceedings, outcomes and sentences",
        ),
        (
            ListId::Subjects,
            "customers
             suppliers
             staff, persons contracted to provide a service
             claimants
             complainants, enquirers or their representatives
             professional advisers and consultants
             students and pupils
             carers or representatives
             landlords
             recipients of benefits
             witnesses
             offenders and suspected offenders
             licence and permit holders
             traders and others subject to inspection
             people captured by CCTV images
             representatives of other organisations
             survey respondents",
        ),
        (
            ListId::Recipients,
            "customers
             family, associates or representatives of the person whose personal data we are processing
             current past and prospective employers
             healthcare, social and welfare organisations
             educators and examining bodies
             providers of goods and services
             financial organisations
             debt collection and tracing agencies
             private investigators
             service providers
             local government
             central government
             ombudsman and regulatory authorities
             press and the media
             courts and tribunals
             trade unions
             political organisations
             professional advisers
             credit reference agencies
             professional bodies
             survey and research organisations
             police forces
             housing associations and landlords
             voluntary and charitable organisations
             religious organisations
             data processors
             regulatory bodies
             customs and excise
             international law enforcement agencies and bodies
             security companies
             licensing authorities
             healthcare professionals
             law enforcement and prosecuting authorities
             legal representatives, defence solicitors
             police complaints authority
             the disclosure and barring service
             students and pupils including their relatives, guardians, carers or representatives",
        ),
    ] {
        for words in wordings.lines().map(str::trim) {
            assert!(list(id).resolve(words).is_some(), "{} does not know \"{words}\"", id.key());
        }
    }
}

#[test]
fn words_that_name_two_terms_or_a_group_mean_none() {
    for (id, words) in [
        (ListId::SpecialCategories, "sex life or sexual orientation"),
        (ListId::SpecialCategories, "genetic and biometric data"),
        (ListId::SpecialCategories, "criminal convictions"),
        (ListId::Mechanisms, "EU SCCs"),
        (ListId::Mechanisms, "Privacy Shield"),
        (ListId::Countries, "EEA"),
        (ListId::Countries, "Europe"),
        (ListId::Recipients, "local and central government"),
        (ListId::DataClasses, ""),
    ] {
        assert_eq!(list(id).resolve(words).map(|term| &term.label), None, "{}: \"{words}\"", id.key());
    }
}

/// Each line holds the words, an equals sign and the label that they mean.
#[track_caller]
fn check_meanings(lists: &[(ListId, &str)]) {
    for (id, meanings) in lists {
        for line in meanings.lines() {
            let (words, label) = line.split_once(" = ").expect("words = label");
            let found = list(*id).resolve(words).map(|term| &*term.label);
            assert_eq!(found, Some(label), "{}: \"{words}\"", id.key());
        }
    }
}

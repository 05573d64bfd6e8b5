//! The codes of CISO Assistant and what they are here.

use crate::domain::Text;

/// The code without the prefix that all have, in small letters and plain spaces: `privacy_data_processor` is `data processor`.
pub(super) fn plain(code: &str) -> String {
    let code = code.trim().to_lowercase();
    code.strip_prefix("privacy_").unwrap_or(&code).replace('_', " ")
}

/// The code as words that begin with a capital: `Data processor`.
pub(super) fn words(code: &str) -> Text {
    if !code.trim().to_lowercase().starts_with("privacy_") {
        return code.trim().into();
    }
    capitalised(&plain(code)).into()
}

/// The words with a capital at their beginning.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Lawful bases (Article 6(1)). A blank is no consent.
pub(super) fn basis(code: &str) -> Option<&'static [&'static str]> {
    Some(match plain(code).as_str() {
        "consent" => &["6(1)(a)"],
        "contract" | "performance of a contract" => &["6(1)(b)"],
        "legal obligation" | "compliance with a legal obligation" => &["6(1)(c)"],
        "vital interests" | "protection of vital interests" => &["6(1)(d)"],
        "public interest" | "performance of a task in the public interest" => &["6(1)(e)"],
        "legitimate interests" => &["6(1)(f)"],
        "consent and contract" => &["6(1)(a)", "6(1)(b)"],
        "contract and legitimate interests" => &["6(1)(b)", "6(1)(f)"],
        _ => return None,
    })
}

/// Conditions for special category data (Article 9(2)).
pub(super) fn condition(code: &str) -> Option<&'static str> {
    Some(match plain(code).as_str() {
        "explicit consent" | "explicit consent for special categories" => "9(2)(a)",
        "employment social security" | "employment and social security law" => "9(2)(b)",
        "vital interests incapacity" | "vital interests (subject physically/legally incapable)" => "9(2)(c)",
        "nonprofit organization" | "processing by nonprofit organization" => "9(2)(d)",
        "public data" | "data manifestly made public by the data subject" => "9(2)(e)",
        "legal claims" | "establishment, exercise or defense of legal claims" => "9(2)(f)",
        "substantial public interest" => "9(2)(g)",
        "preventive medicine" | "preventive or occupational medicine" => "9(2)(h)",
        "public health" => "9(2)(i)",
        "archiving research" | "archiving, research or statistical purposes" => "9(2)(j)",
        _ => return None,
    })
}

/// Transfer mechanisms. The clauses, safeguards and derogations of the European Union name none of the United Kingdom.
pub(super) fn mechanism(code: &str) -> Option<&'static str> {
    Some(match plain(code).as_str() {
        "adequacy decision" | "adequacy decision (art. 45)" | "data transfer adequacy" => "approved",
        "binding corporate rules" | "binding corporate rules (art. 47)" | "data transfer binding rules" => "bcr",
        "codes of conduct" | "codes of conduct (art. 46.2e)" => "code",
        "certification mechanisms" | "certification mechanisms (art. 46.2f)" => "certification",
        _ => return None,
    })
}

/// The role of a contractor, as a code of agreements.
pub(super) fn role(code: &str) -> Option<&'static str> {
    Some(match plain(code).as_str() {
        "data processor" | "processor" | "sub processor" | "sub-processor" => "processor",
        "joint controller" => "joint-controller",
        "independent controller" => "controller",
        _ => return None,
    })
}

/// What happens to data at the end, as a code of retention actions.
pub(super) fn action(code: &str) -> Option<&'static str> {
    Some(match plain(code).as_str() {
        "automatic deletion" => "destroy",
        "anonymization" => "anonymise",
        "manual review deletion" => "review",
        _ => return None,
    })
}

/// The status, in the words of ours.
pub(super) fn status(code: &str) -> Option<&'static str> {
    Some(match plain(code).as_str() {
        "draft" => "draft",
        "in review" => "in-review",
        "approved" => "approved",
        "deprecated" => "retired",
        _ => return None,
    })
}

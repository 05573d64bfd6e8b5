//! Characters that HTML writes by name or number.

/// The text with its entities as characters; what is none stays as it stands.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        let (before, from) = rest.split_at_checked(place).unwrap_or((rest, ""));
        decoded.push_str(before);
        match entity(from) {
            Some((letter, behind)) => {
                decoded.push(letter);
                rest = behind;
            }
            None => {
                decoded.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character at the beginning, and what stands behind it.
fn entity(from: &str) -> Option<(char, &str)> {
    let inner = from.strip_prefix('&')?;
    let end = inner.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '#').unwrap_or(inner.len());
    let (name, behind) = inner.split_at_checked(end)?;
    let closed = behind.strip_prefix(';');
    let letter = match name.strip_prefix('#') {
        Some(number) => by_number(number)?,
        None => by_name(name, closed.is_some())?,
    };
    Some((letter, closed.unwrap_or(behind)))
}

fn by_number(number: &str) -> Option<char> {
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let code = match hexadecimal {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Numbers between 128 and 159 are what windows-1252 means by them, as browsers read them.
    if let Ok(byte @ 128..=159) = u8::try_from(code) {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return text.chars().next();
    }
    char::from_u32(code).filter(|letter| *letter != '\0')
}

/// The oldest names are known without their semicolon, as browsers know them.
fn by_name(name: &str, closed: bool) -> Option<char> {
    let (_, letter) = NAMES.iter().find(|(known, _)| *known == name)?;
    (closed || u32::from(*letter) < 256).then_some(*letter)
}

/// The names that word processors and editors of web pages write.
const NAMES: &[(&str, char)] = &[
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("shy", '\u{ad}'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("pound", '£'),
    ("euro", '€'),
    ("cent", '¢'),
    ("yen", '¥'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("sect", '§'),
    ("para", '¶'),
    ("dagger", '†'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("ordm", 'º'),
    ("ordf", 'ª'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("acute", '´'),
    ("permil", '‰'),
    ("prime", '′'),
    ("rarr", '→'),
    ("larr", '←'),
    ("check", '✓'),
    ("aacute", 'á'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("auml", 'ä'),
    ("atilde", 'ã'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("igrave", 'ì'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ograve", 'ò'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("otilde", 'õ'),
    ("oslash", 'ø'),
    ("szlig", 'ß'),
    ("uacute", 'ú'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("yuml", 'ÿ'),
    ("wcirc", 'ŵ'),
    ("ycirc", 'ŷ'),
    ("Wcirc", 'Ŵ'),
    ("Ycirc", 'Ŷ'),
    ("Acirc", 'Â'),
    ("Eacute", 'É'),
    ("Ocirc", 'Ô'),
];

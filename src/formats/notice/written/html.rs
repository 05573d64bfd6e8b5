//! A notice as one HTML page that meets WCAG 2.2 AA: language, title, landmarks, headings in order, contrast, reflow, print.

use crate::formats::notice::written::document::{Block, Document, Span};

/// Nothing is fetched, run or sent: only the style in the page counts.
const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
"#;

const STYLE: &str = "<style>
:root { color-scheme: light; }
body { margin: 0; background: #ffffff; color: #0b0c0c; font: 1.1875rem/1.5 Arial, Helvetica, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 2.25rem; line-height: 1.15; }
h2 { font-size: 1.5rem; line-height: 1.25; margin-top: 2.25rem; }
h3 { font-size: 1.1875rem; margin-top: 1.5rem; }
li { margin-bottom: 0.4rem; }
.gap { background: #fff2b3; color: #0b0c0c; border: 2px solid #0b0c0c; padding: 0 0.25rem; font-weight: bold; }
@media print {
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h1, h2, h3 { break-after: avoid; }
  li, p { break-inside: avoid; }
}
</style>
";

/// The notice as one HTML page.
pub(super) fn write(document: &Document) -> String {
    let mut page = String::from(HEAD);
    page.push_str("<title>");
    escape(&document.title(), &mut page);
    page.push_str("</title>\n");
    page.push_str(STYLE);
    page.push_str("</head>\n<body>\n<main>\n");
    for block in &document.blocks {
        match block {
            Block::Heading(level, spans) => element(&format!("h{level}"), spans, &mut page),
            Block::Paragraph(spans) => element("p", spans, &mut page),
            Block::Bullets(rows) => {
                page.push_str("<ul>\n");
                rows.iter().for_each(|row| element("li", row, &mut page));
                page.push_str("</ul>\n");
            }
        }
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn element(name: &str, spans: &[Span], page: &mut String) {
    page.push_str(&format!("<{name}>"));
    for span in spans {
        match span {
            Span::Own(words) | Span::Value(words) => escape(words, page),
            Span::Gap(gap) => {
                page.push_str("<strong class=\"gap\">");
                escape(&gap.shown(), page);
                page.push_str("</strong>");
            }
        }
    }
    page.push_str(&format!("</{name}>\n"));
}

fn escape(words: &str, page: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            letter => page.push(letter),
        }
    }
}

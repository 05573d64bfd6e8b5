//! Text and Markdown as blocks, line by line.

use super::wrapped::joined;
use super::{Block, Document, MOST_LINES, Shape, Sign, bullet, entity, one_line};
use crate::formats::notice::heading;
use std::collections::HashMap;

/// The blocks of a text; none where it has more lines than a notice can have.
pub(super) fn read(text: &str) -> Option<Document> {
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() > MOST_LINES {
        return None;
    }
    let mut document =
        Document { lines: lines.iter().map(|line| line.trim_end().into()).collect(), ..Document::default() };
    let mut reader = Reader::default();
    let head = head_of_file(&lines, &mut document);
    let links = links(&lines);
    for (index, line) in lines.iter().enumerate().skip(head) {
        let line = line.replace(['\t', '\u{a0}'], " ");
        if is_link(&line) {
            reader.blank();
            continue;
        }
        let next = lines.get(index + 1).copied().unwrap_or_default();
        let before = index.checked_sub(1).and_then(|index| lines.get(index)).copied().unwrap_or_default();
        reader.line(&line, Around { before, next, after: following(&lines, index + 1) }, index + 1);
    }
    reader.blank();
    document.blocks =
        reader.blocks.into_iter().map(|block| Block { text: unmarked(&block.text, &links).into(), ..block }).collect();
    document.blocks.retain(|block| block.text.chars().any(char::is_alphanumeric));
    Some(document)
}

/// The lines around a line: directly before and behind it, and the next that is not blank.
#[derive(Clone, Copy)]
struct Around<'a> {
    before: &'a str,
    next: &'a str,
    after: &'a str,
}

fn following<'a>(lines: &[&'a str], from: usize) -> &'a str {
    lines.iter().skip(from).find(|line| !line.trim().is_empty()).copied().unwrap_or_default()
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Lines without marks that stand together: they are one paragraph, or one each.
    run: Vec<(usize, String)>,
    /// The item whose next lines may go on with it.
    in_item: bool,
    /// A list's sign that stood alone on its line.
    sign_alone: Option<u8>,
}

impl Reader {
    fn line(&mut self, line: &str, around: Around<'_>, number: usize) {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim().trim_start_matches("> ").trim();
        if text.is_empty() || text == ">" {
            return self.blank();
        }
        if is_rule(text) {
            // A row of signs under a line makes that line a heading.
            let underlined = self.run.len() == 1 && !around.before.trim().is_empty() && !text.contains([' ', '_', '*']);
            let rule_is_double = text.starts_with('=');
            let run = std::mem::take(&mut self.run);
            match run.into_iter().next() {
                Some((line, text)) if underlined => {
                    self.put(Shape::Heading(if rule_is_double { 1 } else { 2 }), text, line);
                }
                Some(one) => self.run.push(one),
                None => {}
            }
            return self.blank();
        }
        if let Some(depth) = self.sign_alone.take() {
            return self.item(depth, text, number);
        }
        let hashes = text.chars().take_while(|letter| *letter == '#').count();
        if (1..=6).contains(&hashes)
            && text.chars().nth(hashes).is_none_or(|letter| letter == ' ' || letter.is_alphabetic())
        {
            self.blank();
            let text = text.trim_matches('#').trim().to_owned();
            return self.put(Shape::Heading(u8::try_from(hashes).unwrap_or(6)), text, number);
        }
        if let Some(inner) = whole_bold(text) {
            self.blank();
            return self.put(Shape::Bold, inner.to_owned(), number);
        }
        if text.starts_with('|') {
            return self.row(text, number);
        }
        if let Some((rest, sign)) = bullet(text) {
            return self.listed(text, rest, sign, indent, around, number);
        }
        if heading::is_certain(text) || is_shouted(text) {
            self.blank();
            return self.put(Shape::Bold, text.to_owned(), number);
        }
        let goes_on = self.in_item && self.run.is_empty() && (indent > 1 || text.starts_with(char::is_lowercase));
        match self.blocks.last_mut() {
            Some(last) if goes_on => last.text = format!("{} {text}", last.text).into(),
            _ => {
                self.in_item = false;
                self.run.push((number, text.to_owned()));
            }
        }
    }

    /// A line with a list's sign or a number, which may be that of a heading.
    fn listed(&mut self, text: &str, rest: &str, sign: Sign, indent: usize, around: Around<'_>, number: usize) {
        let depth = u8::try_from(indent.min(40) / 2).unwrap_or(0);
        if rest.is_empty() {
            self.flush();
            if sign == Sign::Bullet {
                self.sign_alone = Some(depth);
            }
            return;
        }
        let alone = around.before.trim().is_empty() && around.next.trim().is_empty();
        let lone_number = alone && super::numbered(around.after.trim_start()).is_none() && is_short(rest);
        if sign == Sign::Number && (heading::is_certain(rest) || lone_number) {
            self.blank();
            return self.put(Shape::Bold, text.to_owned(), number);
        }
        self.item(depth, rest, number);
    }

    fn item(&mut self, depth: u8, text: &str, number: usize) {
        self.flush();
        self.put(Shape::Item(depth), text.to_owned(), number);
        self.in_item = true;
    }

    /// A row of a table: its first cell may be a heading, the others are paragraphs.
    fn row(&mut self, text: &str, number: usize) {
        self.blank();
        if text.chars().all(|letter| "|-: ".contains(letter)) {
            return;
        }
        let cells: Vec<&str> =
            text.trim_matches('|').split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        for (place, cell) in cells.iter().enumerate() {
            let shape = if place == 0 && cells.len() > 1 && is_short(cell) { Shape::Bold } else { Shape::Paragraph };
            self.put(shape, (*cell).to_owned(), number);
        }
    }

    /// A blank line ends what stood before it.
    fn blank(&mut self) {
        self.flush();
        self.in_item = false;
    }

    fn flush(&mut self) {
        for (number, text) in joined(std::mem::take(&mut self.run)) {
            self.put(Shape::Paragraph, text, number);
        }
    }

    fn put(&mut self, shape: Shape, text: String, line: usize) {
        self.blocks.push(Block { shape, text: text.into(), line });
    }
}

/// Few words and no sentence.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() < 13 && !text.ends_with(['.', ';', ',', ':'])
}

/// A short line in capitals, two words at least.
fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters > 7 && is_short(text.trim_end_matches(':')) && text.contains(' ') && !text.chars().any(char::is_lowercase)
}

/// `---`, `***`, `====`.
fn is_rule(text: &str) -> bool {
    let signs =
        |sign: char| text.chars().all(|letter| letter == sign || letter == ' ') && text.matches(sign).count() > 2;
    ['-', '=', '*', '_'].into_iter().any(signs)
}

/// What stands between the marks of a line that is bold as a whole.
fn whole_bold(text: &str) -> Option<&str> {
    let inner = |mark: &str| text.strip_prefix(mark)?.trim_end_matches(':').strip_suffix(mark);
    let found = inner("**").or_else(|| inner("__"))?;
    (!found.contains("**") && !found.contains("__") && !found.trim().is_empty()).then_some(found)
}

/// The lines of a head such as `title: Library services` between rows of dashes; the title is taken from it.
fn head_of_file(lines: &[&str], document: &mut Document) -> usize {
    if lines.first().map(|line| line.trim_start_matches('\u{feff}').trim_end()) != Some("---") {
        return 0;
    }
    let end = lines.iter().take(40).skip(1).position(|line| line.trim_end() == "---");
    let Some(end) = end.map(|end| end + 1) else { return 0 };
    let head = lines.iter().take(end).skip(1);
    if !head.clone().all(|line| line.contains(':') || line.starts_with([' ', '-']) || line.trim().is_empty()) {
        return 0;
    }
    for line in head {
        if let Some(title) = line.strip_prefix("title:") {
            document.title = Some(one_line(title.trim().trim_matches(['"', '\''])).into());
        } else if !line.trim().is_empty() {
            document.left_out.push((*line).into());
        }
    }
    end + 1
}

/// `[1]: https://…` at the foot of a file.
fn is_link(line: &str) -> bool {
    link(line).is_some()
}

fn link(line: &str) -> Option<(&str, &str)> {
    let (name, target) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let target = target.trim();
    (!target.is_empty() && !target.contains(' ')).then_some((name, target))
}

fn links(lines: &[&str]) -> HashMap<String, String> {
    let found = lines.iter().filter_map(|line| link(line));
    found.map(|(name, target)| (name.to_lowercase(), target.to_owned())).collect()
}

/// The words without the marks of Markdown; of a link its words stay, and its address where the words are another.
fn unmarked(text: &str, links: &HashMap<String, String>) -> String {
    let text = if text.contains('[') { without_links(text, links) } else { text.to_owned() };
    let text =
        text.replace("**", "").replace("__", "").replace("<br>", " ").replace("<br/>", " ").replace("<br />", " ");
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let escaped = letter == '\\' && after.is_ascii_punctuation();
        // A star or a backtick at the edge of a word makes it slanted or a code.
        let emphasis = matches!(letter, '*' | '`')
            && (before.is_whitespace() != after.is_whitespace() || after.is_ascii_punctuation());
        if !escaped && !emphasis {
            plain.push(letter);
        }
        before = letter;
    }
    one_line(&entity::decode(&plain))
}

fn without_links(text: &str, links: &HashMap<String, String>) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('[') {
        plain.push_str(before.strip_suffix('!').unwrap_or(before));
        let Some((words, behind)) = from.split_once(']') else {
            plain.push('[');
            rest = from;
            continue;
        };
        let named = |open: char, close: char| behind.strip_prefix(open)?.split_once(close);
        let (target, behind) = match (named('(', ')'), named('[', ']')) {
            (Some((target, behind)), _) => (Some(target.to_owned()), behind),
            (None, Some((name, behind))) => (links.get(&name.to_lowercase()).cloned(), behind),
            (None, None) => {
                plain.push_str(&format!("[{words}]"));
                rest = behind;
                continue;
            }
        };
        plain.push_str(words);
        let mail = target.as_deref().and_then(|target| target.strip_prefix("mailto:"));
        if let Some(mail) = mail.filter(|mail| !words.contains(*mail)) {
            plain.push_str(&format!(" ({mail})"));
        }
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

//! Lines that stand together without a mark: one paragraph that an editor broke, or a list with one entry a line.

/// The paragraphs of such lines, each with the number of its first line.
pub(super) fn joined(lines: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let longest = lines.iter().map(|(_, line)| line.chars().count()).max().unwrap_or_default();
    let broken = is_broken_prose(&lines, longest);
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let mut before = 0;
    for (number, line) in lines {
        let length = line.chars().count();
        match paragraphs.last_mut() {
            Some((_, paragraph)) if goes_on(paragraph, &line, before, longest, broken) => {
                paragraph.push(' ');
                paragraph.push_str(&line);
            }
            _ => paragraphs.push((number, line)),
        }
        before = length;
    }
    paragraphs
}

/// Whether most lines begin in the middle of a sentence.
fn is_broken_prose(lines: &[(usize, String)], longest: usize) -> bool {
    let later = lines.len().saturating_sub(1);
    let inside = lines.iter().skip(1).filter(|(_, line)| begins_inside(line)).count();
    longest > 50 && inside * 2 >= later
}

fn begins_inside(line: &str) -> bool {
    line.starts_with(|letter: char| letter.is_lowercase() || letter.is_ascii_digit() || letter == '(')
}

fn goes_on(paragraph: &str, line: &str, before: usize, longest: usize, broken: bool) -> bool {
    if paragraph.ends_with(':') {
        return false;
    }
    let full = before + 20 > longest && before > 50;
    let inside = begins_inside(line) && !paragraph.ends_with(['.', ';']);
    (broken && full) || (inside && before > 40)
}

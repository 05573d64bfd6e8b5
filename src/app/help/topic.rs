//! One thing to read about in help.

use crate::domain::fold::fold;
use crate::domain::text::{Clean, clean, clip, wrap};

/// One thing to read about.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its heading.
    pub title: String,
    /// Its parts, in reading order.
    pub parts: Vec<Part>,
    /// Its heading as search compares it.
    called: String,
    /// What it says, as search compares it.
    says: String,
}

/// Paragraphs of a topic, under a heading of their own where they have one.
#[derive(Clone, Debug)]
pub struct Part {
    /// The heading; empty for what stands under the topic's own.
    pub heading: String,
    /// The paragraphs.
    pub body: Vec<String>,
}

/// A line of a topic.
#[derive(Clone, Debug)]
pub struct TopicLine {
    /// What it says.
    pub text: Clean,
    /// Whether it is a heading.
    pub is_heading: bool,
}

impl Topic {
    /// A topic without headings inside.
    pub fn new(title: String, body: Vec<String>) -> Self {
        Topic::of_parts(title, vec![Part { heading: String::new(), body }])
    }

    /// A topic of several parts.
    pub fn of_parts(title: String, parts: Vec<Part>) -> Self {
        let mut says = String::new();
        for text in parts.iter().flat_map(|part| std::iter::once(&part.heading).chain(&part.body)) {
            says.push_str(&fold(text));
            says.push(' ');
        }
        Topic { called: fold(&title), title, parts, says }
    }

    /// Whether every word, folded, stands in its heading.
    pub fn is_called(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.called.contains(word))
    }

    /// Whether every word, folded, stands in what it says.
    pub fn says(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.says.contains(word))
    }

    /// Its lines in a width. A blank line stands before each heading, and between paragraphs where there are few and no headings.
    pub fn lines(&self, columns: usize) -> Vec<TopicLine> {
        let heading = |text: &str| TopicLine { text: clip(&clean(text), columns), is_heading: true };
        let blank = || TopicLine { text: clean(""), is_heading: false };
        let mut lines = vec![heading(&self.title), blank()];
        for (place, part) in self.parts.iter().enumerate() {
            if place > 0 {
                lines.push(blank());
            }
            if !part.heading.is_empty() {
                lines.push(heading(&part.heading));
            }
            for paragraph in &part.body {
                let wrapped = wrap(&clean(paragraph), columns);
                lines.extend(wrapped.into_iter().map(|text| TopicLine { text, is_heading: false }));
                lines.extend((self.parts.len() == 1 && part.body.len() < 8).then(blank));
            }
        }
        lines
    }
}

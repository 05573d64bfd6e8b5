//! A JSON text as a tree of its own, laid out by a writer that shares nothing with the program's.

use serde_json::Value;

/// A value: a scalar with its text, a list, or a group in the order of its members.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Scalar(String),
    List(Vec<Tree>),
    Group(Vec<(String, Tree)>),
}

/// One step of a path such as `activities[0].dpia.link`.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Member(String),
    Row(usize),
}

pub fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let mut pieces = part.split('[');
        steps.extend(pieces.next().map(|name| Step::Member(name.to_owned())));
        steps.extend(pieces.map(|row| Step::Row(row.trim_end_matches(']').parse().unwrap())));
    }
    steps
}

impl Tree {
    pub fn text(text: &str) -> Tree {
        Tree::Scalar(Value::from(text).to_string())
    }

    pub fn read(json: &str) -> Tree {
        Tree::of(&serde_json::from_str(json).unwrap())
    }

    fn of(value: &Value) -> Tree {
        match value {
            Value::Array(items) => Tree::List(items.iter().map(Tree::of).collect()),
            Value::Object(members) => {
                Tree::Group(members.iter().map(|(name, value)| (name.clone(), Tree::of(value))).collect())
            }
            scalar => Tree::Scalar(scalar.to_string()),
        }
    }

    /// The whole file in the layout of the program.
    pub fn file(&self) -> String {
        let mut text = String::new();
        self.lay_out(0, &mut text);
        text + "\n"
    }

    fn lay_out(&self, depth: usize, text: &mut String) {
        let margin = "  ".repeat(depth + 1);
        let (open, close, entries): (_, _, Vec<(String, &Tree)>) = match self {
            Tree::Scalar(scalar) => return text.push_str(scalar),
            Tree::List(items) => ('[', ']', items.iter().map(|item| (String::new(), item)).collect()),
            Tree::Group(members) => (
                '{',
                '}',
                members.iter().map(|(name, value)| (format!("{}: ", Value::from(name.as_str())), value)).collect(),
            ),
        };
        text.push(open);
        for (place, (name, value)) in entries.iter().enumerate() {
            text.push_str(if place == 0 { "\n" } else { ",\n" });
            text.push_str(&margin);
            text.push_str(name);
            value.lay_out(depth + 1, text);
        }
        if !entries.is_empty() {
            text.push('\n');
            text.push_str(&"  ".repeat(depth));
        }
        text.push(close);
    }

    pub fn at(&self, path: &str) -> Option<&Tree> {
        let mut here = self;
        for step in steps(path) {
            here = match (here, step) {
                (Tree::Group(members), Step::Member(name)) => &members.iter().find(|(member, _)| *member == name)?.1,
                (Tree::List(items), Step::Row(row)) => items.get(row)?,
                _ => return None,
            };
        }
        Some(here)
    }

    pub fn at_mut(&mut self, path: &str) -> Option<&mut Tree> {
        let mut here = self;
        for step in steps(path) {
            here = match (here, step) {
                (Tree::Group(members), Step::Member(name)) => {
                    &mut members.iter_mut().find(|(member, _)| *member == name)?.1
                }
                (Tree::List(items), Step::Row(row)) => items.get_mut(row)?,
                _ => return None,
            };
        }
        Some(here)
    }

    /// Every path below this value, its own (empty) one first.
    pub fn paths(&self) -> Vec<String> {
        let mut paths = vec![String::new()];
        match self {
            Tree::Scalar(_) => {}
            Tree::List(items) => {
                for (row, item) in items.iter().enumerate() {
                    paths.extend(item.paths().iter().map(|rest| match rest.as_str() {
                        "" => format!("[{row}]"),
                        rest if rest.starts_with('[') => format!("[{row}]{rest}"),
                        rest => format!("[{row}].{rest}"),
                    }));
                }
            }
            Tree::Group(members) => {
                for (name, value) in members {
                    paths.extend(value.paths().iter().map(|rest| match rest.as_str() {
                        "" => name.clone(),
                        rest if rest.starts_with('[') => format!("{name}{rest}"),
                        rest => format!("{name}.{rest}"),
                    }));
                }
            }
        }
        paths
    }

    /// Puts a value at a path below this group, as an edit does: a new member stands before the next one that is
    /// there in the order of `example`, and a group comes and goes with its members.
    pub fn put(&mut self, path: &[Step], value: Option<Tree>, example: &Tree) {
        match (self, path, example) {
            (Tree::List(items), [Step::Row(row), rest @ ..], Tree::List(examples)) => {
                items[*row].put(rest, value, &examples[0]);
            }
            (Tree::Group(members), [Step::Member(name)], _) => {
                put_member(members, name, value, example);
            }
            (Tree::Group(members), [Step::Member(name), rest @ ..], Tree::Group(examples)) => {
                let inner_example = &examples.iter().find(|(member, _)| member == name).unwrap().1;
                let found = members.iter().find(|(member, _)| member == name);
                let mut inner = found.map_or(Tree::Group(Vec::new()), |(_, inner)| inner.clone());
                inner.put(rest, value, inner_example);
                let left = Some(inner).filter(|inner| *inner != Tree::Group(Vec::new()));
                put_member(members, name, left, example);
            }
            (here, path, _) => panic!("no way {path:?} into {here:?}"),
        }
    }
}

fn put_member(members: &mut Vec<(String, Tree)>, name: &str, value: Option<Tree>, example: &Tree) {
    let found = members.iter().position(|(member, _)| member == name);
    match (found, value) {
        (Some(place), Some(value)) => members[place].1 = value,
        (Some(place), None) => drop(members.remove(place)),
        (None, None) => {}
        (None, Some(value)) => {
            let Tree::Group(known) = example else { panic!("{name} does not stand in a group") };
            let later: Vec<&String> =
                known.iter().map(|(member, _)| member).skip_while(|member| *member != name).collect();
            let place = members.iter().position(|(member, _)| later.contains(&member));
            members.insert(place.unwrap_or(members.len()), (name.to_owned(), value));
        }
    }
}

//! What the words of a cell mean: every way that officers write them, as rows.

mod absences;
mod days;
mod kinds_of_data;
mod law;
mod laws;
mod places;
mod properties;
mod retention;
mod splitting;

/// Tells every row that is not as expected, not only the first.
fn check<Expected: PartialEq<Found> + std::fmt::Debug, Found: std::fmt::Debug>(
    rows: impl IntoIterator<Item = (String, Found, Expected)>,
) {
    let differs = rows.into_iter().filter(|(_, found, expected)| *expected != *found);
    let told: Vec<String> =
        differs.map(|(name, found, expected)| format!("{name}\n   found {found:?}\n   not   {expected:?}")).collect();
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}

//! stub
use crate::domain::Text;
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct DateText(Text);
impl DateText {
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.0.parse().ok()
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl From<jiff::civil::Date> for DateText {
    fn from(d: jiff::civil::Date) -> Self {
        DateText(d.to_string().into())
    }
}

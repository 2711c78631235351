//! The områder: what each is called, who owns it, and how often its articles are reviewed.

use crate::fields::{Fields, Source};
use crate::problem::Problem;
use crate::values::{Area, Value};
use taxonomy::Both;
use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

/// The file they stand in, beside `articles/` and `prompts/`.
pub const AREAS: &str = "areas.toml";
const STARTER: &str = include_str!("../starter/areas.toml");

/// One område.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaOf {
    /// Which.
    pub area: Area,
    /// What people call it.
    pub name: Both,
    /// Who owns its articles, where they name nobody: a role or a person.
    pub owner: String,
    /// Months between reviews, where an article says nothing else.
    pub review_months: u8,
}

/// All områder, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Areas(Vec<AreaOf>);

impl Areas {
    /// Those that ship with the program.
    pub fn starter() -> Self {
        Self::parse(STARTER).0
    }

    /// Reads a file; what is faulty in it is left out and told.
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let source = Source::new(AREAS, text, 1);
        let mut areas: Vec<AreaOf> = Vec::new();
        if let Some(root) = source.root() {
            let root = Fields::new(&source, root.get_ref(), "", 0, &["area"]);
            let keys = &["id", "name", "owner", "review_months"];
            for fields in root.tables("area", "area.", keys) {
                let Some(one) = read(&fields) else { continue };
                if areas.iter().any(|other| other.area == one.area) {
                    fields.wrong("id", format!("`{}` occurs twice", one.area));
                } else {
                    areas.push(one);
                }
            }
        }
        (Self(areas), source.into_problems())
    }

    /// One of them.
    pub fn of(&self, area: Area) -> Option<&AreaOf> {
        self.0.iter().find(|one| one.area == area)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &AreaOf> {
        self.0.iter()
    }
}

/// The text of a file with one område said anew, and everything else as it stands; `None` if the file
/// has no such område.
pub fn with_area(text: &str, said: &AreaOf) -> Option<String> {
    let mut file = text.parse::<DocumentMut>().ok()?;
    let tables = file.get_mut("area")?.as_array_of_tables_mut()?;
    let here =
        |table: &&mut Table| table.get("id").and_then(Item::as_str) == Some(Value::name(said.area));
    let table = tables.iter_mut().find(here)?;
    let mut name = InlineTable::new();
    name.insert("nb", said.name.nb.as_str().into());
    name.insert("nn", said.name.nn.as_str().into());
    table.insert("name", value(name));
    table.insert("owner", value(said.owner.as_str()));
    table.insert("review_months", value(i64::from(said.review_months)));
    Some(file.to_string())
}

fn read(fields: &Fields) -> Option<AreaOf> {
    let area = fields.value("id");
    let name = fields.inner("name", "area.name.", &["nb", "nn"]);
    let name = name.map(|name| (name.text("nb"), name.text("nn")));
    let owner = fields.text("owner");
    let review_months = fields.months("review_months", 1..25);
    let (nb, nn) = name?;
    Some(AreaOf {
        area: area?,
        name: Both { nb: nb?, nn: nn? },
        owner: owner?,
        review_months: review_months?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saying_one_area_anew_leaves_the_others_as_they_stand() {
        let old = Areas::starter();
        let mut said = old.iter().next().expect("there are områder").clone();
        assert_eq!(with_area(STARTER, &said).as_deref(), Some(STARTER));
        said.owner = "Kari \"K\"".to_owned();
        said.review_months = 3;
        let text = with_area(STARTER, &said).expect("it is there");
        let (new, problems) = Areas::parse(&text);
        assert_eq!(problems, []);
        assert_eq!(new.of(said.area), Some(&said));
        assert_eq!(
            old.iter().skip(1).collect::<Vec<_>>(),
            new.iter().skip(1).collect::<Vec<_>>()
        );
        assert_eq!(text.lines().count(), STARTER.lines().count());
    }
}

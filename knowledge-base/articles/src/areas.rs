//! The områder: what each is called, who owns it, and how often its articles are reviewed.

use crate::fields::{Fields, Source};
use crate::problem::Problem;
use crate::values::Area;
use taxonomy::Both;

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

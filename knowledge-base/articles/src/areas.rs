//! The områder: what each is called, who owns it, how often its articles are reviewed, and whom they are
//! for.

use crate::fields::{self, Fields, Source};
use crate::ids;
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
    /// The target groups that its articles are for, where they name none; empty is everybody.
    pub groups: Vec<String>,
}

/// People that articles are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Both,
}

/// All områder and target groups, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Areas {
    areas: Vec<AreaOf>,
    groups: Vec<Group>,
}

impl Areas {
    /// Those that ship with the program.
    pub fn starter() -> Self {
        Self::parse(STARTER).0
    }

    /// Reads a file; what is faulty in it is left out and told.
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let source = Source::new(AREAS, text, 1);
        let mut areas: Vec<AreaOf> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        if let Some(root) = source.root() {
            let root = Fields::new(&source, root.get_ref(), "", 0, &["area", "group"]);
            for fields in root.tables("group", "group.", &["id", "name"]) {
                let Some(one) = group(&fields) else { continue };
                if groups.iter().any(|other| other.id == one.id) {
                    fields.wrong("id", format!("`{}` occurs twice", one.id));
                } else {
                    groups.push(one);
                }
            }
            let known: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
            let keys = &["id", "name", "owner", "review_months", "groups"];
            for fields in root.tables("area", "area.", keys) {
                let Some(one) = read(&fields, &known) else {
                    continue;
                };
                if areas.iter().any(|other| other.area == one.area) {
                    fields.wrong("id", format!("`{}` occurs twice", one.area));
                } else {
                    areas.push(one);
                }
            }
        }
        (Self { areas, groups }, source.into_problems())
    }

    /// One of them.
    pub fn of(&self, area: Area) -> Option<&AreaOf> {
        self.areas.iter().find(|one| one.area == area)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &AreaOf> {
        self.areas.iter()
    }

    /// The target groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Whether there is such a target group.
    pub fn has_group(&self, id: &str) -> bool {
        self.groups.iter().any(|group| group.id == id)
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

fn group(fields: &Fields) -> Option<Group> {
    let id = fields.text("id");
    if let Some(id) = id.as_deref().filter(|id| !ids::well_formed(id)) {
        fields.wrong("id", format!("`{id}` may hold only a–z, 0–9 and -"));
        return None;
    }
    let name = both(fields, "group.name.");
    Some(Group {
        id: id?,
        name: name?,
    })
}

fn both(fields: &Fields, prefix: &'static str) -> Option<Both> {
    let name = fields.inner("name", prefix, &["nb", "nn"])?;
    let (nb, nn) = (name.text("nb"), name.text("nn"));
    Some(Both { nb: nb?, nn: nn? })
}

fn read(fields: &Fields, known: &[&str]) -> Option<AreaOf> {
    let area = fields.value("id");
    let name = both(fields, "area.name.");
    let owner = fields.text("owner");
    let review_months = fields.months("review_months", 1..25);
    let groups = fields.names_if_any("groups");
    for name in groups.iter().flatten() {
        if !known.contains(&name.as_str()) {
            fields.wrong("groups", fields::not_among(name, known));
        }
    }
    Some(AreaOf {
        area: area?,
        name: name?,
        owner: owner?,
        review_months: review_months?,
        // What is not known is told, and keeps no område from its owner.
        groups: groups
            .unwrap_or_default()
            .into_iter()
            .filter(|name| known.contains(&name.as_str()))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_is_not_there_is_told_with_its_line() {
        let text = "[[group]]\nid = \"student\"\nname = { nb = \"Student\", nn = \"Student\" }\n\
            [[area]]\nid = \"yrkesfag\"\nname = { nb = \"Y\", nn = \"Y\" }\nowner = \"O\"\n\
            review_months = 6\ngroups = [\"student\", \"studen\"]\n";
        let (areas, problems) = Areas::parse(text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        let told = problems[0].to_string();
        assert!(
            told.contains("areas.toml") && told.contains("line 9"),
            "{told}"
        );
        assert!(told.contains("did you mean `student`"), "{told}");
        let area = areas.iter().next().expect("it keeps its owner");
        assert_eq!(area.groups, ["student"]);
        assert!(areas.has_group("student") && !areas.has_group("studen"));
    }

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

//! A chat that somebody constructed, read from what they typed or pasted.
//!
//! Either one message a line with its speaker in front ("Veisøker: hei", "[10:32] Rettleiar Kari: hei"; the
//! marks are those of `feed::transcript`), or one chat in the form of the
//! codebook (JSON). What is wrong is told by its line; nothing of the line is quoted.

use super::chat::Turn;
use feed::transcript::{mark, speaker};
use language::KnownNames;
use serde::Deserialize;
use serde_json::Value;
use taxonomy::{GuidanceModel, Ring};

/// Messages of one chat.
pub(crate) const MOST_TURNS: usize = 200;
/// Characters of one message.
const LONGEST: usize = 4_000;
/// So many faults are told at once.
const MOST_FAULTS: usize = 20;

/// What is wrong with a line; pages have the sentences.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line, from 1, where known.
    pub(crate) line: Option<usize>,
    /// The field of the codebook, such as `turns[3].phase`.
    pub(crate) field: Option<String>,
    /// `speaker`, `empty`, `too_long`, `too_many`, `too_few`, `json`, `missing`, `role` or `label`.
    pub(crate) code: &'static str,
}

impl Fault {
    fn line(line: usize, code: &'static str) -> Self {
        Self {
            line: Some(line),
            field: None,
            code,
        }
    }

    /// The fault in a sentence for whoever writes a program.
    pub(crate) fn told(&self) -> String {
        let what = match self.code {
            "speaker" => "does not begin with `Veisøker:`, `Veileder:` or `System:`",
            "empty" => "says nothing",
            "too_long" => "is longer than 4000 characters",
            "too_many" => "there are more than 200 messages",
            "too_few" => "there are fewer than two messages",
            "json" => "is no JSON of one chat",
            "missing" => "is missing, or not of its kind",
            "role" => "is none of veisoker, veileder, system",
            _ => "is not in the guidance model",
        };
        let place = match (self.line, &self.field) {
            (Some(line), None) => format!("line {line} "),
            (_, Some(field)) => format!("`{field}` "),
            (None, None) => String::new(),
        };
        place + what
    }
}

/// A chat as it was written, not masked.
pub(crate) struct Parsed {
    pub(crate) turns: Vec<Turn>,
    pub(crate) language: Option<String>,
    pub(crate) end: Option<String>,
    /// Names that stood beside a speaker: to be masked, and forgotten.
    pub(crate) names: KnownNames,
}

/// Reads a chat.
///
/// # Errors
/// Every fault, up to a number.
pub(crate) fn parse(text: &str, model: &GuidanceModel) -> Result<Parsed, Vec<Fault>> {
    let parsed = if text.trim_start().starts_with('{') {
        codebook(text, model)
    } else {
        spoken(text)
    }?;
    let code = match parsed.turns.len() {
        ..2 => "too_few",
        2..=MOST_TURNS => return Ok(parsed),
        _ => "too_many",
    };
    Err(vec![Fault {
        line: None,
        field: None,
        code,
    }])
}

fn spoken(text: &str) -> Result<Parsed, Vec<Fault>> {
    let (mut turns, mut faults, mut names) = (Vec::new(), Vec::new(), KnownNames::default());
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match mark(line) {
            None => faults.push(Fault::line(at + 1, "speaker")),
            Some(mark) if mark.said.is_empty() => faults.push(Fault::line(at + 1, "empty")),
            Some(mark) if too_long(mark.said) => faults.push(Fault::line(at + 1, "too_long")),
            Some(mark) => {
                mark.name.into_iter().for_each(|name| names.learn(name));
                turns.push(Turn {
                    role: mark.speaker,
                    text: mark.said.to_owned(),
                    phase: None,
                    knapp: None,
                    knapp2: None,
                    kolb: None,
                });
            }
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let (language, end) = (None, None);
    Ok(Parsed {
        turns,
        language,
        end,
        names,
    })
}

fn too_long(said: &str) -> bool {
    said.chars().nth(LONGEST).is_some()
}

/// What of a codebook line is looked at; the rest of it is passed over.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    end: Option<String>,
    turns: Vec<Value>,
}

fn codebook(text: &str, model: &GuidanceModel) -> Result<Parsed, Vec<Fault>> {
    let read: Line = serde_json::from_str(text).map_err(|problem| {
        // A second chat, a torn line, or a field of another kind: the place is told, not the text.
        vec![Fault::line(problem.line().max(1), "json")]
    })?;
    let (mut turns, mut faults) = (Vec::new(), Vec::new());
    for (at, turn) in read.turns.iter().enumerate() {
        match labelled(at, turn, model) {
            Ok(turn) => turns.push(turn),
            Err(fault) => faults.push(fault),
        }
        if faults.len() >= MOST_FAULTS || at > MOST_TURNS {
            break;
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let known = |text: &String, all: &[&str]| all.contains(&text.as_str());
    Ok(Parsed {
        turns,
        names: KnownNames::default(),
        language: read
            .language
            .filter(|language| known(language, &["nb", "nn", "en", "mixed"])),
        end: read
            .end
            .filter(|end| known(end, &["avsluttet", "forlatt", "tull"])),
    })
}

fn labelled(at: usize, turn: &Value, model: &GuidanceModel) -> Result<Turn, Fault> {
    let fault = |field: &str, code| Fault {
        line: None,
        field: Some(format!("turns[{at}].{field}")),
        code,
    };
    let role = turn.get("role").and_then(Value::as_str);
    let role = role.ok_or_else(|| fault("role", "missing"))?;
    let role = speaker(role).ok_or_else(|| fault("role", "role"))?;
    let text = turn.get("text").and_then(Value::as_str).map(str::trim);
    let text = text.ok_or_else(|| fault("text", "missing"))?;
    if text.is_empty() {
        return Err(fault("text", "empty"));
    }
    if too_long(text) {
        return Err(fault("text", "too_long"));
    }
    let label = |field: &str, ring: Ring| match turn.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) if model.ids(ring).any(|known| known.as_str() == id) => {
            Ok(Some(id.clone()))
        }
        Some(_) => Err(fault(field, "label")),
    };
    Ok(Turn {
        role,
        text: text.to_owned(),
        phase: label("phase", Ring::Phase)?,
        knapp: label("knapp", Ring::Knapp)?,
        knapp2: label("knapp2", Ring::Knapp)?,
        kolb: label("kolb", Ring::Kolb)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chat::Speaker;

    fn model() -> GuidanceModel {
        let text = include_str!("../../../../config/guidance-model.toml");
        GuidanceModel::parse("guidance-model.toml", text).unwrap()
    }

    fn faults(text: &str) -> Vec<(Option<usize>, Option<String>, &'static str)> {
        let Err(faults) = parse(text, &model()) else {
            return Vec::new();
        };
        assert!(
            faults
                .iter()
                .all(|fault| !fault.told().contains("hemmelig"))
        );
        faults
            .into_iter()
            .map(|fault| (fault.line, fault.field, fault.code))
            .collect()
    }

    #[test]
    fn messages_are_read_by_their_speaker_in_either_standard() {
        let text =
            "Veisøker: hei: jeg lurer\n\n  VEILEDER : Hei!\r\nvegsøkjar: takk\nSystem: borte\n";
        let turns = parse(text, &model()).map_err(drop).unwrap().turns;
        let said: Vec<_> = turns.iter().map(|turn| turn.text.as_str()).collect();
        assert_eq!(said, ["hei: jeg lurer", "Hei!", "takk", "borte"]);
        assert_eq!(turns[2].role, Speaker::Veisoker);
        let timed = "[10:32] Veileder Kari: hei\nVeisøker (10:33): hei du";
        let turns = parse(timed, &model()).map_err(drop).unwrap().turns;
        assert_eq!(
            (turns[0].text.as_str(), turns[1].text.as_str()),
            ("hei", "hei du")
        );
        assert!(turns.iter().all(|turn| turn.phase.is_none()));
    }

    #[test]
    fn a_chat_of_the_codebook_keeps_its_labels() {
        let line = include_str!("../../../../tests/fixtures/chats/own-1.jsonl");
        let line = line.lines().next().unwrap();
        let parsed = parse(line, &model()).map_err(drop).unwrap();
        assert_eq!(parsed.turns.len(), 35);
        assert_eq!(parsed.language.as_deref(), Some("nb"));
        assert_eq!(parsed.end.as_deref(), Some("avsluttet"));
        assert!(parsed.turns.iter().all(|turn| turn.phase.is_some()));
        let two = format!("{line}\n{line}");
        assert_eq!(faults(&two), [(Some(2), None, "json")]);
    }

    #[test]
    fn what_is_wrong_is_told_by_its_line_and_never_quoted() {
        let line = |line, code| (Some(line), None, code);
        let wrong = "Veisøker: hei\nhemmelig uten merke\nVeileder:\nhemmelig: hva\n";
        let expected = [line(2, "speaker"), line(3, "empty"), line(4, "speaker")];
        assert_eq!(faults(wrong), expected);
        assert_eq!(faults("Veisøker: hei"), [(None, None, "too_few")]);
        assert_eq!(faults(""), [(None, None, "too_few")]);
        let many = "Veisøker: hei\n".repeat(201);
        assert_eq!(faults(&many), [(None, None, "too_many")]);
        let long = format!("Veisøker: {}\nVeileder: ja", "å".repeat(4_001));
        assert_eq!(faults(&long), [line(1, "too_long")]);
        assert_eq!(faults("{\n\"turns\": hemmelig\n}"), [line(2, "json")]);
        let field = |name: &str, code| (None, Some(name.to_owned()), code);
        let labels = r#"{"turns":[{"role":"hemmelig","text":"a"},{"role":"veisoker"},
            {"role":"veisoker","text":"b","phase":"hemmelig"}]}"#;
        let expected = [
            field("turns[0].role", "role"),
            field("turns[1].text", "missing"),
            field("turns[2].phase", "label"),
        ];
        assert_eq!(faults(labels), expected);
    }
}

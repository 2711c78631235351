//! A ready sentence for the counsellor, in both written standards.

use crate::fields::{Fields, Source};
use crate::ids::{self, PromptId};
use crate::problem::Problem;
use crate::values::{Depth, Kind, QuestionType};
use taxonomy::{Both, ElementId, GuidanceModel, Pole, Ring};

/// A prompt: one or two sentences that could go unchanged into a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its id.
    pub id: PromptId,
    /// The file and line it stands in.
    pub place: (String, usize),
    /// The phase it belongs to; `None` fits anywhere.
    pub phase: Option<ElementId>,
    /// The knapp it belongs to; `None` where it belongs to the phase alone.
    pub knapp: Option<ElementId>,
    /// What it is for.
    pub kind: Kind,
    /// The type of question, where it is one.
    pub question_type: Option<QuestionType>,
    /// How much it challenges.
    pub depth: Depth,
    /// The word of the pair that it opens towards; only with a knapp.
    pub towards: Option<Pole>,
    /// What it takes for granted, where it does: such a prompt comes after all that presume nothing.
    pub presumes: Option<String>,
    /// Whether it is for moments of bullying, violence, threats or acute distress, and only those.
    pub safe: bool,
    /// Whether it could hurt in such a moment, and is then held back.
    pub hard: bool,
    /// Whether it invites to learning: what is taken along, what is to be tried.
    pub learns: bool,
    /// The sentence.
    pub text: Both,
}

pub(crate) const KEYS: &[&str] = &[
    "id",
    "phase",
    "knapp",
    "kind",
    "question_type",
    "depth",
    "towards",
    "presumes",
    "safe",
    "hard",
    "learns",
    "nb",
    "nn",
];

/// Reads the prompts of one file; a prompt with a fault is left out.
pub(crate) fn read(file: &str, text: &str, model: &GuidanceModel) -> (Vec<Prompt>, Vec<Problem>) {
    let source = Source::new(file, text, 1);
    let mut prompts = Vec::new();
    if let Some(root) = source.root() {
        let root = Fields::new(&source, root.get_ref(), "", 0, &["prompt"]);
        for fields in root.tables("prompt", "prompt.", KEYS) {
            prompts.extend(prompt(file, &fields, model));
        }
    }
    (prompts, source.into_problems())
}

fn prompt(file: &str, fields: &Fields, model: &GuidanceModel) -> Option<Prompt> {
    let names = |ring| model.ids(ring).map(ElementId::as_str).collect::<Vec<_>>();
    let id = fields.text("id");
    if let Some(id) = id.as_deref().filter(|id| !ids::well_formed(id)) {
        fields.wrong("id", format!("`{id}` may hold only a–z, 0–9 and -"));
    }
    let phase = fields.id_if_any("phase", &names(Ring::Phase));
    let knapp = fields.id_if_any("knapp", &names(Ring::Knapp));
    let kind = fields.value("kind");
    let question_type = fields.value_if_any("question_type");
    let depth = fields.value("depth");
    let towards = pole(fields);
    if towards.is_some() && !fields.has("knapp") {
        fields.wrong("towards", "needs a `knapp` whose pair it points into");
    }
    let presumes = fields.text_if_any("presumes");
    let (safe, hard) = (fields.flag("safe"), fields.flag("hard"));
    let learns = fields.flag("learns");
    if safe && fields.has("knapp") {
        fields.wrong("safe", "belongs to a moment, not to a `knapp`");
    }
    if safe && learns {
        fields.wrong("learns", "cannot be `learns` and `safe`");
    }
    if safe && hard {
        fields.wrong("hard", "cannot be `hard` and `safe`");
    }
    let (nb, nn) = (fields.text("nb"), fields.text("nn"));
    // A prompt whose phase or knapp was not understood would otherwise be offered everywhere.
    if !fields.faultless() {
        return None;
    }
    Some(Prompt {
        id: PromptId::new(id?),
        place: (file.to_owned(), fields.line_of("id")),
        phase,
        knapp,
        kind: kind?,
        question_type,
        depth: depth?,
        towards,
        presumes,
        safe,
        hard,
        learns,
        text: Both { nb: nb?, nn: nn? },
    })
}

fn pole(fields: &Fields) -> Option<Pole> {
    let text = fields.text_if_any("towards")?;
    let pole = Pole::named(&text);
    if pole.is_none() {
        fields.wrong(
            "towards",
            format!("`{text}` is not one of first, second, both"),
        );
    }
    pole
}

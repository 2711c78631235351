//! What a counsellor puts beside a chat, or notes of a phone talk: checked, and handed to the chat.

use super::Panel;
use crate::wire::FromCounsellor;
use articles::{ArticleId, Depth, PromptId, Value};
use chat::Words;
use journal::Trace;
use session::Note;
use suggestions::{OwnPrompt, is_own};
use taxonomy::Pole;

/// Why a frame cannot be followed, for the developer's console.
type Refused = &'static str;

impl Panel {
    /// Follows a frame of this kind; the page cannot have anything written down that is not an id we know.
    pub(super) async fn put_beside(&mut self, frame: FromCounsellor) -> Result<(), Refused> {
        let (session, note) = match frame {
            FromCounsellor::Matter {
                session,
                id,
                text,
                done,
            } => {
                let text = text.map(Words::new);
                (session, Note::Matter { id, text, done })
            }
            FromCounsellor::Pin {
                session,
                message,
                on,
            } => (session, Note::Pin { message, on }),
            FromCounsellor::Mute { session, on } => (session, Note::Mute(on)),
            FromCounsellor::Bookmark { session, on } => (session, Note::Bookmark(on)),
            FromCounsellor::Prank { session, on } => (session, Note::Prank(on)),
            FromCounsellor::Depth { session, depth } => (
                session,
                Note::Depth(chosen(depth, Depth::named, "no such depth")?),
            ),
            FromCounsellor::Word { session, word } => (
                session,
                Note::Word(chosen(word, one_of_two, "no such word")?),
            ),
            FromCounsellor::Copied { session, prompt } => {
                let prompt = self.known_prompt(prompt)?;
                let Some(session) = session else {
                    if !is_own(&prompt) {
                        self.on_the_phone(Trace::PromptCopied(prompt.to_string()));
                    }
                    return Ok(());
                };
                (session, Note::Copied(prompt))
            }
            FromCounsellor::Used { session, article } => {
                let article = self.known_article(article)?;
                // Checked first: a use in a chat that is not theirs is none.
                if let Some(session) = &session {
                    self.on_page(session)?;
                }
                self.rooms.moments.used(&article);
                let Some(session) = session else {
                    self.on_the_phone(Trace::ArticleUsed(article.to_string()));
                    return Ok(());
                };
                (session, Note::Used(article))
            }
            FromCounsellor::Referred {
                session,
                service,
                on,
            } => {
                if !self.rooms.services.has(&service) {
                    return Err("no such service");
                }
                match session {
                    Some(session) => (session, Note::Referred { service, on }),
                    None if on => {
                        self.on_the_phone(Trace::Referral(service));
                        return Ok(());
                    }
                    None => return Err("what was noted on the phone cannot be taken back"),
                }
            }
            _ => return Err("the frame is of another kind"),
        };
        self.note(&session, note).await
    }

    async fn note(&mut self, session: &str, note: Note) -> Result<(), Refused> {
        let id = self.on_page(session)?;
        // By the newest view, since the page may have been sent an older one last.
        let view = self.rooms.sessions.view(id).ok_or("the chat is over")?;
        let taken = view.beside.takes(&note, view.messages);
        taken.map_err(session::NotNoted::reason)?;
        if self.rooms.sessions.note(id, note).await {
            Ok(())
        } else {
            Err("the chat is over")
        }
    }

    fn on_the_phone(&self, trace: Trace) {
        self.rooms.moments.on_the_phone(trace);
    }

    fn known_article(&self, article: String) -> Result<ArticleId, Refused> {
        let article = ArticleId::new(article);
        let known = self.rooms.index.now().article(&article).is_some();
        known.then_some(article).ok_or("no such article")
    }

    fn known_prompt(&self, prompt: String) -> Result<PromptId, Refused> {
        let prompt = PromptId::new(prompt);
        let (store, who) = (&self.rooms.store, self.user.id.as_str());
        let library = store.now().library().clone();
        let known = library.prompt(&prompt).is_some()
            || is_own(&prompt)
                && OwnPrompt::all(&store.kept_by(who), &library)
                    .iter()
                    .any(|own| own.id == prompt);
        known.then_some(prompt).ok_or("no such prompt")
    }
}

/// What a word stands for; no word is an answer, too.
fn chosen<V>(
    word: Option<String>,
    named: impl Fn(&str) -> Option<V>,
    unknown: Refused,
) -> Result<Option<V>, Refused> {
    word.map(|word| named(&word).ok_or(unknown)).transpose()
}

/// A word of a pair that can be chosen: one of the two.
fn one_of_two(word: &str) -> Option<Pole> {
    Pole::named(word).filter(|pole| *pole != Pole::Both)
}

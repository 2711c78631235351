//! HTML from Word, Google Docs, web pages and help centers, made the Markdown that articles are
//! written in. Only what is known comes along; all else is text or is told.

use super::dropped::Dropped;
use super::page::{Page, Tag};
use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Tokenizer};
use thiserror::Error;

/// Bytes of HTML at most.
const LONGEST: usize = 5_000_000;

/// A text as an article may have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The text. Its highest heading is `##`, as the title of an article stands above.
    pub markdown: String,
    /// What did not come along, in the order it was met.
    pub dropped: Vec<Dropped>,
}

/// What arrived is no text that anybody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TooMuch {
    /// More bytes than are read.
    #[error("more than {} bytes", LONGEST)]
    Long,
    /// Tags within tags.
    #[error("tags lie too deep within each other")]
    Deep,
}

/// Makes Markdown of HTML. What comes out, shown as a page and read again, gives the same.
///
/// # Errors
/// When it is larger or deeper than a text that somebody wrote.
pub fn from_html(html: &str) -> Result<Arrived, TooMuch> {
    if html.len() > LONGEST {
        return Err(TooMuch::Long);
    }
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes());
                    value.map(|value| text(&value.value)).unwrap_or_default()
                };
                page.start(&Tag {
                    name: &text(&tag.name),
                    closed: tag.self_closing,
                    attribute: &attribute,
                })?;
            }
            Token::EndTag(tag) => page.end(&text(&tag.name)),
            Token::String(words) => page.text(&text(&words.value)),
            // Conditional comments of Word's are comments; the rest says nothing to a reader.
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    Ok(page.done())
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

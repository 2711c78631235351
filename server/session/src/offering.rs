//! What stands before the counsellor of one chat: when it is renewed, what stays, and what waits.

use crate::asking::{Asked, Need, Wish, ask};
use crate::course::Course;
use crate::settings::Own;
use crate::transcript::Transcript;
use chat::{CounsellorId, Speaker, Timestamp};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use suggestions::{ArticleId, Care, Offer, PromptId, Suggestions};
use taxonomy::ElementId;

/// The time over which what is new is counted.
const WHILE: Duration = Duration::from_secs(60);

/// The offer of one chat, and what it has offered before.
pub(crate) struct Offering {
    suggestions: Arc<Suggestions>,
    /// What the counsellor keeps for themselves, and whose chat it is.
    own: Own,
    counsellor: Option<CounsellorId>,
    shown: Vec<PromptId>,
    /// Articles that stood and are gone: they do not come again in this chat.
    passed: Vec<ArticleId>,
    /// Articles and prompts that were told as new: each once in a chat.
    told: New,
    need: Option<Need>,
    wish: Wish,
    /// The knapp whose word is wished for.
    word_of: Option<ElementId>,
    /// What stands stays as it is, and nothing new comes but what the counsellor asks for.
    still: bool,
    /// New things at most in a minute.
    budget: usize,
    /// When something new was shown, by the messages' own time; the oldest first.
    new: VecDeque<Timestamp>,
    pub(crate) offer: Arc<Offer>,
}

/// What came before the counsellor.
#[derive(Default)]
pub(crate) struct New {
    pub(crate) prompts: Vec<PromptId>,
    pub(crate) articles: Vec<ArticleId>,
}

impl Offering {
    pub(crate) fn new(suggestions: Arc<Suggestions>, own: Own, budget: usize) -> Self {
        Self {
            suggestions,
            own,
            counsellor: None,
            shown: Vec::new(),
            passed: Vec::new(),
            told: New::default(),
            need: None,
            wish: Wish::default(),
            word_of: None,
            still: false,
            budget,
            new: VecDeque::new(),
            offer: Arc::new(Offer::default()),
        }
    }

    /// The chat is somebody's from now on. What another kept for themselves is not shown to them.
    pub(crate) fn is_of(&mut self, counsellor: &CounsellorId) {
        if self
            .counsellor
            .as_ref()
            .is_some_and(|had| had != counsellor)
        {
            self.need = None;
            Arc::make_mut(&mut self.offer).prompts.clear();
        }
        self.counsellor = Some(counsellor.clone());
    }

    /// Renews prompts when the need changed, and articles when the veisøker said something.
    ///
    /// Within the budget. A change of phase, and words that ask for care, renew the prompts whatever
    /// was shown before: those that stand would be wrong, and wrong prompts cost more attention than
    /// new ones. A set that changes for less waits for the next message, as new articles do.
    pub(crate) fn follow(
        &mut self,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) {
        let need = self.need_now(course, transcript);
        if self.still {
            return;
        }
        let last = transcript.messages().next_back();
        let now = last.map_or_else(Timestamp::default, |message| message.at);
        self.forget_what_was_new(now);
        let wrong = self
            .need
            .as_ref()
            .is_none_or(|before| before.phase != need.phase || before.care != need.care);
        let changed = self.need.as_ref() != Some(&need);
        let asked = last.is_some_and(|message| message.speaker == Speaker::Veisoker);
        if wrong || changed && self.left() > 0 {
            self.new.push_back(now);
            self.renew(need, course, transcript, today, now);
        } else if asked {
            // The need in force goes on for prompts, the new one is what articles are asked for.
            let mut offer = self.ask(&need, course, transcript, today);
            offer.prompts.clone_from(&self.offer.prompts);
            self.show(offer, now);
        }
    }

    /// Other prompts for the same need; when all have been shown, they begin again. The counsellor
    /// asked for them, so they cost nothing.
    pub(crate) fn more(
        &mut self,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) {
        let need = self.need_now(course, transcript);
        let last = transcript.messages().next_back();
        let now = last.map_or_else(Timestamp::default, |message| message.at);
        self.renew(need, course, transcript, today, now);
    }

    /// Prompts as the counsellor wants them now. They asked, so it costs nothing.
    pub(crate) fn follow_wish(
        &mut self,
        wish: Wish,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) {
        if wish == self.wish {
            return;
        }
        self.wish.word = None;
        self.word_of = self.need_now(course, transcript).knapp;
        self.wish = wish;
        self.more(course, transcript, today);
    }

    /// What the counsellor wants prompts to be like.
    pub(crate) fn wish(&self) -> Wish {
        self.wish
    }

    /// Lets what stands stand, or goes on.
    pub(crate) fn stand_still(&mut self, still: bool) {
        self.still = still;
    }

    /// What is needed now. A word that was wished for belongs to its knapp, and goes when another comes.
    fn need_now(&mut self, course: &Course, transcript: &Transcript) -> Need {
        let mut need = Need::of(
            course,
            transcript,
            self.need.as_ref(),
            self.wish,
            self.suggestions.model(),
        );
        if need.knapp != self.word_of {
            self.wish.word = None;
            need.wish.word = None;
        }
        need
    }

    fn renew(
        &mut self,
        need: Need,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
        now: Timestamp,
    ) {
        let mut offer = self.ask(&need, course, transcript, today);
        if offer.prompts.is_empty() {
            self.shown.clear();
            offer = self.ask(&need, course, transcript, today);
        }
        for prompt in &offer.prompts {
            if !self.shown.contains(&prompt.id) {
                self.shown.push(prompt.id.clone());
            }
        }
        self.need = Some(need);
        if self.still {
            offer.articles.clone_from(&self.offer.articles);
        }
        self.show(offer, now);
    }

    /// Puts an offer before the counsellor: new articles as far as the budget goes, and all that meet
    /// what asks for care.
    fn show(&mut self, mut offer: Offer, now: Timestamp) {
        let stood = Arc::clone(&self.offer);
        // What stands stays as it was read, with the reason it came for.
        for article in &mut offer.articles {
            let before = stood.articles.iter().find(|stood| stood.id == article.id);
            if let Some(before) = before {
                article.clone_from(before);
            }
        }
        let stands = |id: &ArticleId| stood.articles.iter().any(|article| article.id == *id);
        let care = self
            .need
            .as_ref()
            .is_some_and(|need| need.care == Care::Now);
        offer.articles.retain(|article| {
            if stands(&article.id) {
                return true;
            }
            let admitted = care || self.new.len() < self.budget;
            if admitted {
                self.new.push_back(now);
            }
            admitted
        });
        for gone in &stood.articles {
            let stays = offer.articles.iter().any(|article| article.id == gone.id);
            if !stays && !self.passed.contains(&gone.id) {
                self.passed.push(gone.id.clone());
            }
        }
        self.offer = Arc::new(offer);
    }

    fn left(&self) -> usize {
        self.budget.saturating_sub(self.new.len())
    }

    fn forget_what_was_new(&mut self, now: Timestamp) {
        // A late message, or a clock set back, must not keep things new for ever.
        self.new
            .retain(|then| *then <= now && now.distance(*then) < WHILE);
    }

    /// What stands now and did not when this was last asked, nor before in this chat.
    pub(crate) fn newly_offered(&mut self) -> New {
        if self.still {
            return New::default();
        }
        // That somebody was offered a sentence of their own is nobody's affair.
        let prompts = self.offer.prompts.iter().map(|prompt| &prompt.id);
        let prompts = prompts.filter(|id| !suggestions::is_own(id));
        let articles = self.offer.articles.iter().map(|article| &article.id);
        let new = New {
            prompts: of_others(prompts, &self.told.prompts),
            articles: of_others(articles, &self.told.articles),
        };
        self.told.prompts.extend_from_slice(&new.prompts);
        self.told.articles.extend_from_slice(&new.articles);
        new
    }

    /// What was told as new before a restart is not told again.
    pub(crate) fn was_offered(&mut self, before: New) {
        self.told = before;
    }

    /// Forgets an offer that was made of words that are gone.
    pub(crate) fn forget(&mut self) {
        self.need = None;
        self.offer = Arc::new(Offer::default());
    }

    fn ask(
        &self,
        need: &Need,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) -> Offer {
        let standing: Vec<ArticleId> = self
            .offer
            .articles
            .iter()
            .map(|article| article.id.clone())
            .collect();
        let own = self.counsellor.as_ref().map(|who| (self.own)(who));
        let asked = Asked {
            own: own.as_deref().unwrap_or_default(),
            shown: &self.shown,
            standing: &standing,
            passed: &self.passed,
        };
        ask(&self.suggestions, need, course, transcript, &asked, today)
    }
}

/// Those that are not among the others.
fn of_others<'i, I: Clone + PartialEq + 'i>(
    ids: impl Iterator<Item = &'i I>,
    others: &[I],
) -> Vec<I> {
    ids.filter(|id| !others.contains(id)).cloned().collect()
}

/// The day of a moment, in UTC: what is due or expired is counted in days.
pub fn day(at: Timestamp) -> jiff::civil::Date {
    jiff::Timestamp::from_millisecond(at.millis())
        .unwrap_or_default()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

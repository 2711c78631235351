//! The words that a field with a fixed choice may hold. This is the one place that lists them.

use std::fmt;

/// A field with a fixed choice of words.
pub trait Value: Copy + Sized + 'static {
    /// Every allowed value, in the order to show them.
    const ALL: &'static [Self];

    /// The word as files and screens spell it.
    fn name(self) -> &'static str;

    /// The value that a word stands for.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

macro_rules! values {
    ($(#[$doc:meta])* $type:ident { $($(#[$of:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $($(#[$of])* $variant),+ }

        impl Value for $type {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

values! {
    /// The område that an article belongs to; each has an owning group.
    Area {
        /// How guidance is done.
        Metode = "metode",
        /// The service itself.
        Tjenesten = "tjenesten",
        /// Upper secondary school.
        Videregaende = "videregående",
        /// Vocational training.
        Yrkesfag = "yrkesfag",
        /// Higher education.
        HoyereUtdanning = "høyere-utdanning",
        /// Adults' rights and ways.
        Voksne = "voksne",
        /// Work.
        Arbeidsliv = "arbeidsliv",
        /// Groups with needs of their own.
        Malgrupper = "målgrupper",
        /// Where to send somebody on.
        Henvisning = "henvisning",
        /// Ethics.
        Etikk = "etikk",
        /// Where to look things up.
        Kilder = "kilder",
    }
}

values! {
    /// What a prompt is for.
    Kind {
        /// Opens a talk or a topic.
        Samtalestarter = "samtalestarter",
        /// Helps to explore.
        Hjelpesporsmal = "hjelpespørsmål",
        /// Says what the counsellor is doing.
        Metafrase = "metafrase",
        /// Sums up.
        Oppsummering = "oppsummering",
    }
}

values! {
    /// The type of a question after Karl Tomm.
    QuestionType {
        /// Asks for facts and causes.
        Linear = "lineær",
        /// Asks for relations, others' eyes, differences and effects.
        Sirkular = "sirkulær",
    }
}

values! {
    /// How much a prompt challenges; the mild come first.
    Depth {
        /// Asks little.
        Mild = "mild",
        /// Asks more of somebody.
        Utfordrende = "utfordrende",
    }
}

values! {
    /// What a source is.
    SourceKind {
        /// A public body.
        Offentlig = "offentlig",
        /// Law or regulation.
        Regelverk = "regelverk",
        /// Research.
        Forskning = "forskning",
        /// Experience from practice.
        Erfaring = "erfaring",
    }
}

values! {
    /// What a link to something seen or heard leads to.
    MediaKind {
        /// A film.
        Film = "film",
        /// Sound.
        Lyd = "lyd",
        /// A page.
        Side = "side",
    }
}

values! {
    /// What somebody says is wrong with an article.
    ReportReason {
        /// Something in it is not so.
        Feil = "feil",
        /// It was so once.
        Utdatert = "utdatert",
        /// Something should stand there and does not.
        Mangler = "mangler",
        /// It is hard to understand.
        Uklart = "uklart",
        /// The source it leans on is wrong.
        FeilIKilde = "feil_i_kilde",
        /// Something else, which the comment tells.
        Annet = "annet",
    }
}

values! {
    /// What has become of a report.
    ReportState {
        /// Nobody has taken it up.
        Ny = "ny",
        /// Somebody has.
        UnderArbeid = "under_arbeid",
        /// The article is mended.
        Lost = "lost",
        /// There was nothing to mend.
        Avvist = "avvist",
    }
}

impl ReportState {
    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Ny | Self::UnderArbeid)
    }
}

values! {
    /// How much a report matters.
    Importance {
        /// It can wait.
        Lav = "lav",
        /// As most do.
        Vanlig = "vanlig",
        /// Somebody may be led astray.
        Viktig = "viktig",
    }
}

values! {
    /// What has become of a proposal to the prompt bank.
    ProposalState {
        /// Nobody has decided.
        Ny = "ny",
        /// It stands in the bank.
        TattInn = "tatt_inn",
        /// It was not taken.
        Avslaatt = "avslaatt",
    }
}

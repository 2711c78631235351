//! Lines as they are written in chats: what must go, and what must stay.

use super::{Hidden, KnownNames, mask, mask_for_search, mask_lines, mask_telling, mask_to_share};

/// Each line, what may be kept of it, and what it may be searched with if that is something else.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, kept) in cases {
        assert_eq!(mask(text), *kept, "{text}");
    }
}

#[test]
fn names_go() {
    check(&[
        ("Hei, jeg heter Kari", "Hei, jeg heter"),
        (
            "hei! jeg heter xandria og går i tiende",
            "hei! jeg heter og går i tiende",
        ),
        ("eg heiter Torbjørg Fjellheim", "eg heiter"),
        ("navnet mitt er even", "navnet mitt er"),
        ("my name is Sol Bjerke, I am 19", "my name is I am 19"),
        ("jeg er stein", "jeg er"),
        ("snakka med kari i går", "snakka med i går"),
        (
            "Læreren min heter Jotun. Han er streng",
            "Læreren min heter. Han er streng",
        ),
        ("det var Ola Nordmann som sa det!", "det var som sa det!"),
        ("Mohammed og fatima begynte på vg1", "og begynte på vg1"),
        (
            "bestevenninna mi, Anne-Marie, skal på elektro",
            "bestevenninna mi, skal på elektro",
        ),
        (
            "mora til Per vil at jeg skal bli lege",
            "mora til vil at jeg skal bli lege",
        ),
        ("Karis mor jobber på sykehuset", "mor jobber på sykehuset"),
        ("rådgiveren Berg sa nei", "rådgiveren sa nei"),
        ("Stein Hansen ringte meg", "ringte meg"),
        ("takk for hjelpen! Mvh Tuva Li", "takk for hjelpen! Mvh"),
        ("Vennlig hilsen Sol", "Vennlig hilsen"),
        (
            "Hei, du snakker med Ingunn. Hva lurer du på?",
            "Hei, du snakker med. Hva lurer du på?",
        ),
        ("kari/ola er bedre enn meg", "er bedre enn meg"),
        ("JEG HETER ABDI OG ER LEI", "JEG HETER OG ER LEI"),
    ]);
}

#[test]
fn numbers_mail_and_addresses_go() {
    check(&[
        (
            "ring meg på 99887766 eller ola@eksempel.no, har 41,2 poeng og R1",
            "ring meg på eller har 41,2 poeng og R1",
        ),
        ("tlf 998 87 766 etter fire", "tlf etter fire"),
        ("nummeret er +47 99 88 77 66.", "nummeret er"),
        ("fødselsnr 010170 12345", "fødselsnr"),
        ("født 01.02.2006, går i vg2", "født går i vg2"),
        ("jeg bor i Storgata 5B, 9008 Tromsø", "jeg bor i Tromsø"),
        ("bor i karl johans gate 12", "bor i gate 12"),
        ("bor i Karl Johans gate 12 i Oslo", "bor i i Oslo"),
        ("hos mamma i Solbakkveien", "hos mamma i"),
        ("møt meg i bjørkeveien 14", "møt meg i"),
        (
            "se https://www.facebook.com/kari.nordmann?id=7",
            "se https://www.facebook.com",
        ),
        (
            "se https://utdanning.no/yrker/beskrivelse/tannlege?utm=x",
            "se https://utdanning.no/yrker/beskrivelse/tannlege",
        ),
    ]);
}

#[test]
fn the_matter_stays() {
    for text in [
        "bor i Bergen, men vil flytte til Oslo eller Trondheim",
        "NAV sier at Lånekassen ikke gir stipend i Norge",
        "har 41,2 poeng, R1 og vg2, trenger 52.3",
        "jeg er lærling på Aker Solutions og vil ta fagbrev",
        "jeg er usikker",
        "fikk 4 5 3 4 5 6 5 4 på vitnemålet",
        "skoleåret 2024/2025 eller 2026",
        "Går på Edvard Munch videregående i Oslo",
        "skal på Amalie Skram vgs, linja heter Medier og kommunikasjon",
        "utdanningen heter bachelor i sykepleie",
        "hva heter den linja?",
        "Finn noe du liker. Even om det tar tid",
        "jeg kan bo hjemme, per nå er det helt fred",
        "Liv og lære. Vår plan er å finne ut mer",
        "Lykke til! Hilsen fra oss alle",
        "anleggsmaskinfører, helsefagarbeider, elektriker eller lege",
        "læreplassen 2 år, studieplass 3",
        "frist 1. mars, og så i Mai",
        "eg vil ikkje noko anna, ville berre spørje om andre vegar",
        "får 17 500 kr i måneden i lån",
        "vil studere i Lund eller på Hagen",
        "sjekk utdanning.no eller vilbli.no :)",
        "Jeg Tror Jeg Vil Bli Frisør",
        "St. Olav er et sykehus",
        "23/5-regelen og IB",
        "ho er jo redd, det er den beste typen, det beste jeg gjør",
        "å æ ane ikke ka æ vil, far hannes tør tore",
        "de kan lære hva du heter, hvilken skole",
        "150–300 porsjoner og 92,000 naira, 15 jan",
        "I Y-vegen, se https://lanekassen.no, velg utlandet",
        "noe NYTTIG, jeg VILLE ha fri, they call me professor",
        "karrierevei 2 er å bli snekker",
    ] {
        assert_eq!(mask(text), text);
        assert_eq!(mask_for_search(text), text);
    }
}

#[test]
fn a_search_keeps_what_may_be_a_place_or_an_occupation() {
    for (text, searched) in [
        (
            "Kari vil bli Elektriker i Berg",
            "vil bli Elektriker i Berg",
        ),
        ("jeg er Lærer", "jeg er Lærer"),
        ("bor på Strand med Ola", "bor på Strand med"),
        ("skole ved Solbakkveien", "skole ved Solbakkveien"),
        ("ring 99887766", "ring"),
        (
            "jeg heter Storm og vil bli kokk",
            "jeg heter og vil bli kokk",
        ),
    ] {
        assert_eq!(mask_for_search(text), searched, "{text}");
    }
}

#[test]
fn lines_become_one_and_nothing_is_too_strange() {
    assert_eq!(mask("hei\n\n  du der\r\n"), "hei du der");
    for text in [
        "",
        " ",
        "...",
        "@",
        "://",
        "-",
        "''s",
        "\u{0}",
        "🙂 🙂",
        "s",
        "’s",
    ] {
        mask(text);
        mask_for_search(text);
    }
}

#[test]
fn lines_stay_where_they_are_kept_and_what_was_dropped_is_counted() {
    for (text, kept, dropped) in [
        ("hei\n\nvi snakket om fag", "hei\n\nvi snakket om fag", 0),
        (
            "hun heter Kari Nordmann\nring 912 34 567",
            "hun heter\nring",
            2,
        ),
        ("Ola sa til Kari at det gikk", "sa til at det gikk", 2),
        ("", "", 0),
    ] {
        assert_eq!(mask_lines(text), (kept.to_owned(), dropped), "{text}");
    }
}

#[test]
fn where_a_text_is_shared_places_go_too() {
    for (text, kept, dropped) in [
        (
            "hun bor i tromsø og går på vgs der",
            "hun bor i og går på vgs der",
            1,
        ),
        (
            "Han er fra Bø, og vil til Bergen",
            "Han er fra og vil til",
            2,
        ),
        ("flytta fra Tromsø-området i fjor", "flytta fra i fjor", 1),
        // words that are places as well stay words
        (
            "det er en stad vind, og jeg liker ski",
            "det er en stad vind, og jeg liker ski",
            0,
        ),
    ] {
        assert_eq!(mask_to_share(text), (kept.to_owned(), dropped), "{text}");
    }
    let at_home = "jeg bor i tromsø";
    assert_eq!(
        mask_lines(at_home).0,
        at_home,
        "a constructed chat keeps its places"
    );
}

#[test]
fn what_was_dropped_is_told_by_its_kind() {
    use Hidden::{Address, Link, Mail, Name, NationalId, Number, Phone};
    let none = KnownNames::default();
    for (text, kept, kinds) in [
        ("jeg heter Kari", "jeg heter", &[Name][..]),
        (
            "ring 912 34 567 eller +4799887766",
            "ring eller",
            &[Phone, Phone],
        ),
        ("ring +46 70 123 45 67", "ring", &[Phone]),
        ("mail: kari@eksempel.no", "mail:", &[Mail]),
        ("ola.n (at) eksempel.no er min", "er min", &[Mail]),
        ("bor i Storgata 5B, 9008 Tromsø", "bor i Tromsø", &[Address]),
        ("født 01.02.2006", "født", &[Number]),
        (
            "se https://facebook.com/kari",
            "se https://facebook.com",
            &[Link],
        ),
        // the month is 81, as in numbers made for tests
        ("mitt er 01810112332", "mitt er", &[NationalId]),
        ("fnr 018101 12332 og", "fnr og", &[NationalId]),
        ("fnr:018101-12332.", "", &[NationalId]),
        ("0 1 8 1 0 1 1 2 3 3 2 ok", "ok", &[NationalId]),
        ("０１８１０１１２３３２", "", &[NationalId]),
        // mistyped: no identity number, and it goes all the same
        ("mitt er 01810112333", "mitt er", &[Number]),
        ("Kari 91234567\nhei\nOla", "\nhei\n", &[Name, Phone, Name]),
    ] {
        let told = mask_telling(text, &none);
        assert_eq!(told, (kept.to_owned(), kinds.to_vec()), "{text}");
    }
}

#[test]
fn a_name_known_beforehand_goes_wherever_it_stands() {
    let mut known = KnownNames::default();
    known.learn("Xandriel Qvistvold-Moe");
    known.learn("Min Liv");
    known.learn("Visitor 8812345");
    for (text, kept) in [
        ("hei, xandriel her", "hei, her"),
        ("Det er Xandriels mor (QVISTVOLD)!", "Det er mor!"),
        ("qvistvold-moe, altså", "altså"),
        // a word stays a word
        (
            "i min familie er det et rikt liv",
            "i min familie er det et rikt liv",
        ),
        (
            "jeg snakket med Liv om visitor",
            "jeg snakket med om visitor",
        ),
    ] {
        assert_eq!(mask_telling(text, &known).0, kept, "{text}");
    }
    assert!(!format!("{known:?}").to_lowercase().contains("xandriel"));
}

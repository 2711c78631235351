//! Files as they are exported and pasted: what comes out, what does not, and what is told.

use super::*;

struct All {
    form: Form,
    chats: Vec<Transcript>,
    masked: Vec<Vec<Masked>>,
    offline: usize,
    faults: Vec<String>,
    passed: u64,
}

fn read(file: &str, form: Option<Form>) -> All {
    read_bytes(file.as_bytes(), form)
}

fn read_bytes(file: &[u8], form: Option<Form>) -> All {
    let (mut chats, form) = Chats::open(file, form).unwrap();
    let mut all = All {
        form,
        chats: Vec::new(),
        masked: Vec::new(),
        offline: 0,
        faults: Vec::new(),
        passed: 0,
    };
    while let Some(piece) = chats.read_next().unwrap() {
        match piece {
            Piece::Chat(chat, masked, faults) => {
                all.chats.push(chat);
                all.masked.push(masked);
                all.faults.extend(faults.iter().map(Fault::to_string));
            }
            Piece::Offline => all.offline += 1,
            Piece::Bad(fault) => all.faults.push(fault.to_string()),
        }
    }
    all.passed = chats.passed();
    all
}

fn said(chat: &Transcript) -> Vec<(&'static str, &str)> {
    let role = |turn: &Turn| match turn.role {
        Speaker::Veisoker => "veisoker",
        Speaker::Veileder => "veileder",
        Speaker::System => "system",
    };
    chat.turns
        .iter()
        .map(|turn| (role(turn), turn.text.as_str()))
        .collect()
}

const EXPORT: &str = include_str!("../../tests/transcripts/zendesk.json");

#[test]
fn an_export_of_zendesk_becomes_the_talk_and_nothing_beside_it() {
    let all = read(EXPORT, None);
    assert_eq!(all.form, Form::Zendesk);
    assert_eq!((all.chats.len(), all.offline, all.faults.len()), (2, 1, 0));
    assert_eq!(
        said(&all.chats[0]),
        [
            ("system", "Velkommen til chatten!"),
            ("veisoker", "hei, her. lurer på yrkesfag & påbygg"),
            ("veileder", "Hei hyggelig. Jeg heter\nHva tenker du?"),
            ("veisoker", "[vedlegg]"),
            ("veisoker", "ring meg på eller"),
            ("veisoker", "mitt nummer er og jeg bor i"),
            ("veileder", "Takk. Jeg ser 2 < 3"),
            ("system", "Veisøker har forlatt chatten"),
        ]
    );
    let at = all.chats[0].turns[1].at.as_ref().unwrap();
    assert_eq!(at.to_string(), "2026-03-01T09:30:05Z");
    assert_eq!(said(&all.chats[1])[0], ("veisoker", "hei"));
    assert!(all.passed > 0);
    use language::Hidden::{Address, Mail, Name, NationalId, Phone};
    let told: Vec<_> = all.masked[0]
        .iter()
        .map(|told| (told.message, told.kinds.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (2, vec![Name]),
            (3, vec![Name, Name]),
            (5, vec![Phone, Mail]),
            (6, vec![NationalId, Address]),
        ]
    );
}

#[test]
fn nobody_is_recognised_in_what_comes_out_or_is_told() {
    let all = read(EXPORT, None);
    let mut shown = serde_json::to_string(&all.chats).unwrap();
    shown += &format!("{:?} {:?} {:?}", all.chats, all.masked, all.faults);
    let shown = shown.to_lowercase();
    // Every field of the visitor and the session, and the names of those who answered.
    for canary in [
        "zyxvana",
        "kvistrup",
        "zyx@",
        "91234567",
        "912 34 567",
        "01810112332",
        "kanari",
        "10.99.88.77",
        "torgunnhild",
        "brekkmoen",
        "bydal",
        "9f8e",
        "1603.1",
        "solbakkgata",
    ] {
        assert!(
            EXPORT.to_lowercase().contains(canary),
            "{canary} tests nothing"
        );
        assert!(!shown.contains(canary), "{canary} came through");
    }
}

#[test]
fn our_own_form_comes_through_without_its_labels() {
    let chats = include_str!("../../../../tests/fixtures/chats/own-1.jsonl");
    let all = read(chats, None);
    assert_eq!((all.form, all.faults.len()), (Form::Own, 0));
    assert_eq!(all.chats.len(), chats.lines().count());
    assert_eq!(all.chats[0].id, "a-001");
    assert_eq!(all.chats[0].turns.len(), 35);
    assert_eq!(all.chats[0].language.as_deref(), Some("nb"));
    let line = serde_json::to_string(&all.chats[0]).unwrap();
    assert!(!line.contains("phase") && !line.contains("scenario"));
    // what was written is read again as it is
    let again = read(&line, None);
    assert_eq!(serde_json::to_string(&again.chats[0]).unwrap(), line);
}

#[test]
fn an_id_that_tells_of_somebody_gives_way_to_a_number() {
    let line = |id: &str| {
        format!(
            "{{\"id\":{id},\"turns\":[{{\"role\":\"veisoker\",\"text\":\"hei\",\"at\":\"10:32:00\"}}]}}\n"
        )
    };
    let ids = [
        "\"t1-007\"",
        "\"kari-7\"",
        "91234567",
        "\"a@b.no\"",
        "\"hva som helst\"",
        "null",
        "12",
    ];
    let file: String = ids.iter().map(|id| line(id)).collect();
    let all = read(&file, None);
    let ids: Vec<_> = all.chats.iter().map(|chat| chat.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "t1-007", "import-2", "import-3", "import-4", "import-5", "import-6", "12"
        ]
    );
    assert_eq!(
        all.chats[0].turns[0].at.as_ref().unwrap().to_string(),
        "10:32:00"
    );
}

#[test]
fn pasted_text_is_read_with_its_times_and_lines() {
    let text = "[10:32] Veileder Ingfríd: Hei! Ingfríd her.\nHva lurer du på?\n\n10:33 Veisøker: om påbygg\nog om R1\n\
        Rettleiar (10:35):\nDet kan vi sjå på\n---\nVegsøkjar: hei\nRettleiar: hei\n";
    let all = read(text, None);
    assert_eq!(all.form, Form::Text);
    assert_eq!(all.faults, [""; 0]);
    assert_eq!(
        said(&all.chats[0]),
        [
            ("veileder", "Hei! her.\nHva lurer du på?"),
            ("veisoker", "om påbygg\nog om R1"),
            ("veileder", "Det kan vi sjå på"),
        ]
    );
    assert_eq!(
        all.chats[0].turns[2].at.as_ref().unwrap().to_string(),
        "10:35:00"
    );
    assert_eq!(
        said(&all.chats[1]),
        [("veisoker", "hei"), ("veileder", "hei")]
    );
}

#[test]
fn what_is_wrong_is_told_by_its_place_and_the_rest_is_read() {
    let good = r#"{"history":[{"type":"chat.msg","nick":"visitor","msg":"hei"}]}"#;
    for (file, form, faults, chats) in [
        (
            format!("{good}\n{{\"hemmelig\n{{}}\n[\"hemmelig\"]\n{good}"),
            Form::Zendesk,
            vec![
                "chat 2, line 2: is JSON that ends before it is done",
                "chat 3, line 3: `history` is missing",
                "chat 4, line 4: is JSON, but not of such a chat",
            ],
            2,
        ),
        (
            r#"[{"history":[{"type":"chat.msg","nick":"hemmelig","msg":"x"}]},
                {"history":[{"type":"chat.msg","nick":"visitor","msg":7}]},
                {"history":[{"type":"chat.msg","nick":"visitor","msg":"x","timestamp":"hemmelig"}]},
                {"history":[{"nick":"hemmelig"}]},{"history":{"hemmelig":1}},{"history":[]}]"#
                .to_owned(),
            Form::Zendesk,
            vec![
                "chat 1, line 1: `history[0].nick` is neither a visitor nor an agent",
                "chat 2, line 2: `history[0].msg` is missing or no text",
                "chat 3, line 3: `history[0].timestamp` is no ISO 8601 time",
                "chat 4, line 4: `history[0].type` is missing or no text",
                "chat 5, line 4: is JSON, but not of such a chat",
                "chat 6, line 4: `history` holds no message",
            ],
            0,
        ),
        (
            "{\"turns\":[{\"role\":\"hemmelig\"}]}\n{\"turns\":[{\"role\":\"system\"}]}\n{\"turns\":[]}\n{\"id\":1}\n"
                .to_owned(),
            Form::Own,
            vec![
                "chat 1, line 1: `turns[0].role` is none of veisoker, veileder, system",
                "chat 2, line 2: `turns[0].text` is missing or no text",
                "chat 3, line 3: `turns` holds no message",
                "chat 4, line 4: `turns` is missing",
            ],
            0,
        ),
        (
            "hemmelig overskrift\nhemmelig igjen\nVeisøker: hei\nVeileder:\n---\nhemmelig: nei\n===\n---\nVeileder: ja"
                .to_owned(),
            Form::Text,
            vec![
                "chat 1, line 1: stands before the first message and has no speaker",
                "chat 1, line 4: says nothing",
                "chat 2, line 6: holds no message with `Veisøker:` or `Veileder:` in front",
            ],
            2,
        ),
    ] {
        let all = read(&file, Some(form));
        assert_eq!(all.faults, faults);
        assert_eq!(all.chats.len(), chats, "{file}");
    }
}

#[test]
fn what_is_no_text_is_refused_in_good_order() {
    assert!(Chats::open(&b"\xff\xfeV\0e\0"[..], None).is_err());
    let all = read("\u{feff}Veisøker: hei", None);
    assert_eq!(said(&all.chats[0]), [("veisoker", "hei")]);
    let all = read_bytes(b"Veileder: ja\nVeis\xf8ker: hei\nVeileder: nei\n", None);
    assert_eq!(all.faults, ["chat 1, line 2: is not UTF-8"]);
    let all = read_bytes(
        b"{\"turns\":[{\"role\":\"system\",\"text\":\"\xf8\"}]}",
        None,
    );
    assert_eq!(all.faults, ["chat 1, line 1: is not UTF-8"]);
    let long = format!("Veisøker: {}\n---\nVeisøker: hei\n", "å ".repeat(LONGEST));
    let all = read(&long, None);
    assert_eq!(all.faults, ["chat 1, line 1: is longer than 8 MiB"]);
    assert_eq!(said(&all.chats[0]), [("veisoker", "hei")]);
    let long = format!("Veisøker: {}\nVeileder: ja", "å ".repeat(LONGEST_MESSAGE));
    assert_eq!(
        read(&long, None).faults,
        ["chat 1, line 1: has a message of more than 32 KiB"]
    );
    assert!(read("", None).faults.is_empty());
    // what turns or hides what it stands in
    let all = read(
        "Veisøker: tlf \u{202e}912\u{200b}34\u{ad}567\u{202c} ok\u{7}",
        None,
    );
    assert_eq!(said(&all.chats[0]), [("veisoker", "tlf ok")]);
}

#[test]
fn whatever_is_in_a_file_it_is_read_to_its_end() {
    let bricks = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ",",
        ":",
        "\n",
        "\"history\"",
        "\"turns\"",
        "\"chats\"",
        "\"type\"",
        "\"chat.msg\"",
        "\"msg\"",
        "\"nick\"",
        "\"visitor\"",
        "Veisøker: ",
        "Veileder (10:3",
        "---",
        "<b",
        "&",
        "[10:32] ",
        "01810112332",
        "null",
        "1e999",
        "\u{202e}",
        "🙂",
    ];
    // a generator of no quality, always the same
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..20_000 {
        let file: String = (0..next(24)).map(|_| bricks[next(bricks.len())]).collect();
        for form in [None, Some(Form::Zendesk), Some(Form::Own), Some(Form::Text)] {
            let all = read(&file, form);
            let shown = serde_json::to_string(&all.chats).unwrap() + &all.faults.join("\n");
            assert!(!shown.contains("01810112332"), "{file:?}: {shown}");
        }
    }
}

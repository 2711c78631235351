//! Who is let in by what is signed, and by nothing else.

use super::*;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::{Value, json};
use std::process::Command;
use std::sync::OnceLock;

const AUDIENCE: &str = "https://test.zendesk.com/api/v2/apps/installations/7.json";
const NOW: i64 = 1_700_000_000;

/// Two pairs made for this run: ours, and somebody else's.
fn keys() -> &'static [(Vec<u8>, String); 2] {
    static KEYS: OnceLock<[(Vec<u8>, String); 2]> = OnceLock::new();
    KEYS.get_or_init(|| [(), ()].map(|()| pair()))
}

fn pair() -> (Vec<u8>, String) {
    let made = Command::new("openssl")
        .args([
            "genpkey",
            "-algorithm",
            "RSA",
            "-pkeyopt",
            "rsa_keygen_bits:2048",
        ])
        .output()
        .expect("needs openssl: apt-get install openssl");
    let folder = std::env::temp_dir().join(format!("ledsager-key-{:x}", rand::random::<u64>()));
    std::fs::write(&folder, &made.stdout).unwrap();
    let public = Command::new("openssl")
        .args(["pkey", "-pubout", "-in"])
        .arg(&folder)
        .output()
        .unwrap();
    std::fs::remove_file(&folder).unwrap();
    let text = String::from_utf8(made.stdout).unwrap();
    let body: String = text
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .collect();
    let private = base64::engine::general_purpose::STANDARD
        .decode(body)
        .unwrap();
    (private, String::from_utf8(public.stdout).unwrap())
}

fn gate() -> Gate {
    Gate::new(&keys()[0].1, "test", AUDIENCE).unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_millis(NOW * 1000)
}

fn claims() -> Value {
    json!({
        "iss": "test.zendesk.com", "aud": AUDIENCE, "iat": NOW - 5, "nbf": NOW - 5, "exp": NOW + 300,
        "sub": "https://test.zendesk.com/api/v2/users/4711.json", "jti": "a"
    })
}

fn with(key: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[key] = value;
    claims
}

fn signed_by(private: &[u8], header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let pair = RsaKeyPair::from_pkcs8(private).unwrap();
    let mut signature = vec![0; pair.public().modulus_len()];
    pair.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        signed.as_bytes(),
        &mut signature,
    )
    .unwrap();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn token(claims: &Value) -> String {
    signed_by(&keys()[0].0, &json!({"alg": "RS256", "typ": "JWT"}), claims)
}

fn refused(claims: &Value) -> NotSigned {
    gate().enter(&token(claims), now()).unwrap_err()
}

#[test]
fn the_agent_that_zendesk_signs_for_is_let_in_once() {
    let gate = gate();
    let token = token(&claims());
    assert_eq!(gate.enter(&token, now()).as_deref(), Ok("4711"));
    assert_eq!(gate.enter(&token, now()), Err(NotSigned::Used));
    assert_eq!(
        gate.enter(&format!("{token}="), now()),
        Err(NotSigned::Malformed)
    );
    for sub in [json!("4711"), json!(4711)] {
        assert_eq!(
            gate.enter(&self::token(&with("sub", sub)), now())
                .as_deref(),
            Ok("4711")
        );
    }
}

#[test]
fn another_installation_is_not_let_in() {
    let other = AUDIENCE.replace('7', "8");
    assert_eq!(refused(&with("aud", json!(other))), NotSigned::Audience);
    assert_eq!(refused(&with("aud", json!([]))), NotSigned::Audience);
    assert_eq!(
        refused(&with("iss", json!("other.zendesk.com"))),
        NotSigned::Audience
    );
    let both = with("aud", json!([other, AUDIENCE]));
    assert!(gate().enter(&token(&both), now()).is_ok());
}

#[test]
fn a_token_is_good_in_its_time_only() {
    assert_eq!(refused(&with("exp", json!(NOW - 31))), NotSigned::Expired);
    assert!(
        gate()
            .enter(&token(&with("exp", json!(NOW - 20))), now())
            .is_ok()
    );
    assert_eq!(refused(&with("nbf", json!(NOW + 31))), NotSigned::TooEarly);
    assert_eq!(
        refused(&with("iat", json!(NOW + 3600))),
        NotSigned::TooEarly
    );
    assert_eq!(
        refused(&with("exp", json!(NOW + 30 * 24 * 3600))),
        NotSigned::TooEarly
    );
    assert_eq!(refused(&with("exp", json!(null))), NotSigned::Malformed);
}

#[test]
fn no_other_key_and_no_other_algorithm_lets_anybody_in() {
    let header = json!({"alg": "RS256"});
    let foreign = signed_by(&keys()[1].0, &header, &claims());
    assert_eq!(gate().enter(&foreign, now()), Err(NotSigned::Signature));
    for alg in ["none", "HS256", "RS512", "rs256"] {
        let other = signed_by(&keys()[0].0, &json!({"alg": alg}), &claims());
        assert_eq!(gate().enter(&other, now()), Err(NotSigned::Algorithm));
    }
    let good = token(&claims());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (header, _) = signed.split_once('.').unwrap();
    let changed = URL_SAFE_NO_PAD.encode(with("sub", json!("1")).to_string());
    let changed = format!("{header}.{changed}.{signature}");
    assert_eq!(gate().enter(&changed, now()), Err(NotSigned::Signature));
    assert_eq!(
        gate().enter(&format!("{signed}."), now()),
        Err(NotSigned::Signature)
    );
}

#[test]
fn nonsense_is_refused_and_not_quoted() {
    let long = "a".repeat(MAX_TOKEN + 1);
    for nonsense in ["", ".", "..", "a.b.c", "hemmelig", &long, "ø.ø.ø"] {
        let refused = gate().enter(nonsense, now()).unwrap_err();
        assert_eq!(refused, NotSigned::Malformed);
        assert!(!refused.to_string().contains("hemmelig"));
    }
    for sub in [
        json!("x"),
        json!(""),
        json!("/users/me.json"),
        json!(null),
        json!("../7"),
    ] {
        assert_eq!(refused(&with("sub", sub)), NotSigned::Nobody);
    }
}

#[test]
fn what_is_no_public_key_is_refused_at_the_start() {
    let private = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let certificate = keys()[0].1.replace("PUBLIC KEY", "CERTIFICATE");
    let cut = keys()[0].1.replacen('A', "", 1);
    for pem in ["", private, &certificate, &cut] {
        assert_eq!(Gate::new(pem, "test", AUDIENCE).unwrap_err(), NotAKey);
    }
}

#[test]
fn what_was_used_is_remembered_within_bounds() {
    let gate = gate();
    let mut used = gate.used.lock().unwrap();
    for number in 0..MAX_USED {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&number.to_be_bytes());
        used.insert(key, NOW + 100);
    }
    drop(used);
    let token = token(&claims());
    assert_eq!(gate.enter(&token, now()), Err(NotSigned::Full));
    let later = Timestamp::from_millis((NOW + 100) * 1000);
    assert!(gate.enter(&token, later).is_ok());
    assert_eq!(gate.enter(&token, later), Err(NotSigned::Used));
}

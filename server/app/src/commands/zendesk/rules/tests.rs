//! One way to break each rule, and that nothing else is found then.

use super::*;
use serde_json::json;

/// Breaks a rule in a copy of the shipped package.
type Break = fn(&mut Files);

/// Changes the JSON of a file.
fn change(files: &mut Files, file: &str, with: impl FnOnce(&mut Value)) {
    let mut value: Value = serde_json::from_str(files.text(file).unwrap()).unwrap();
    with(&mut value);
    files.put(file, value.to_string());
}

fn set(files: &mut Files, key: &str, value: Value) {
    change(files, MANIFEST, |manifest| manifest[key] = value);
}

/// Adds a parameter, labelled in every language.
fn parameter(files: &mut Files, one: Value) {
    if let Some(name) = one["name"].as_str().map(str::to_owned) {
        for locale in ["nb", "nn", "en"] {
            change(files, &format!("translations/{locale}.json"), |said| {
                said["app"]["parameters"][&name]["label"] = json!("x");
                said["app"]["parameters"][&name]["helpText"] = json!("x");
            });
        }
    }
    change(files, MANIFEST, |manifest| {
        manifest["parameters"].as_array_mut().unwrap().push(one);
    });
}

fn sidebar(files: &mut Files, value: Value) {
    change(files, MANIFEST, |manifest| {
        manifest["location"]["support"]["ticket_sidebar"] = value;
    });
}

fn without(files: &mut Files, file: &str, keys: &[&str]) {
    change(files, file, |value| {
        let (last, way) = keys.split_last().unwrap();
        let mut at = value;
        for key in way {
            at = &mut at[*key];
        }
        at.as_object_mut().unwrap().remove(*last);
    });
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes
}

/// Rule, file and key that are to be found, and what brings it about.
const CASES: &[(&str, &str, &str, Break)] = &[
    ("symlink_in_zip", "assets/x", "", |f| {
        f.links.push("assets/x".to_owned())
    }),
    ("missing_manifest", MANIFEST, "", |f| f.remove(MANIFEST)),
    ("nested_manifest", "app/manifest.json", "", |f| {
        let manifest = f.text(MANIFEST).unwrap().to_owned();
        f.remove(MANIFEST);
        f.put("app/manifest.json", manifest);
    }),
    ("manifest_not_json", MANIFEST, "", |f| f.put(MANIFEST, "{")),
    ("duplicate_manifest_keys", MANIFEST, "version", |f| {
        let twice = f
            .text(MANIFEST)
            .unwrap()
            .replace("\"private\": true", "\"version\": \"2\"");
        f.put(MANIFEST, twice);
    }),
    ("manifest_keys.missing", MANIFEST, "author", |f| {
        without(f, MANIFEST, &["author"])
    }),
    ("manifest_keys.missing", MANIFEST, "frameworkVersion", |f| {
        without(f, MANIFEST, &["frameworkVersion"]);
    }),
    ("own.unknown_key", MANIFEST, "signedUrl", |f| {
        set(f, "signedUrl", json!(true))
    }),
    ("unacceptable_boolean", MANIFEST, "signedUrls", |f| {
        set(f, "signedUrls", json!("yes"))
    }),
    ("unacceptable_string", MANIFEST, "version", |f| {
        set(f, "version", json!(1))
    }),
    ("unacceptable_hash", MANIFEST, "experiments", |f| {
        set(f, "experiments", json!([]))
    }),
    (
        "unacceptable_array_of_strings",
        MANIFEST,
        "domainWhitelist",
        |f| {
            set(f, "domainWhitelist", json!([1]));
        },
    ),
    ("invalid_url", MANIFEST, "author.url", |f| {
        change(f, MANIFEST, |manifest| {
            manifest["author"]["url"] = json!("example.no")
        });
    }),
    ("own.ordinary_app", MANIFEST, "requirementsOnly", |f| {
        set(f, "requirementsOnly", json!(true))
    }),
    (
        "no_template_deprecated_in_v2",
        MANIFEST,
        "noTemplate",
        |f| set(f, "noTemplate", json!(true)),
    ),
    ("invalid_version", MANIFEST, "frameworkVersion", |f| {
        set(f, "frameworkVersion", json!("1.0"))
    }),
    ("invalid_default_locale", MANIFEST, "defaultLocale", |f| {
        set(f, "defaultLocale", json!("norsk"));
    }),
    ("missing_translation_file", MANIFEST, "defaultLocale", |f| {
        set(f, "defaultLocale", json!("se"))
    }),
    ("oauth_keys.missing", MANIFEST, "oauth.client_secret", |f| {
        set(
            f,
            "oauth",
            json!({"client_id": "a", "authorize_uri": "b", "access_token_uri": "c"}),
        );
        parameter(f, json!({"name": "inn", "type": "oauth"}));
    }),
    ("oauth_parameter_required", MANIFEST, "oauth", |f| {
        let all = [
            "client_id",
            "client_secret",
            "authorize_uri",
            "access_token_uri",
        ];
        set(
            f,
            "oauth",
            all.iter()
                .map(|key| ((*key).to_owned(), json!("x")))
                .collect(),
        );
    }),
    ("invalid_host", MANIFEST, "location.suport", |f| {
        change(f, MANIFEST, |manifest| {
            manifest["location"]["suport"] = json!({})
        });
    }),
    (
        "invalid_location",
        MANIFEST,
        "location.support.sidebar",
        |f| {
            change(f, MANIFEST, |manifest| {
                manifest["location"]["support"]["sidebar"] = json!({"url": "https://example.no/x"});
            });
        },
    ),
    ("manifest_keys.missing", MANIFEST, "location", |f| {
        set(f, "location", json!({"support": {}}))
    }),
    ("locations_must_be_urls", MANIFEST, "location", |f| {
        set(f, "location", json!(["nav_bar"]))
    }),
    (
        "blank_location_uri",
        MANIFEST,
        "location.support.ticket_sidebar",
        |f| sidebar(f, json!({})),
    ),
    (
        "invalid_location_uri",
        MANIFEST,
        "location.support.ticket_sidebar",
        |f| {
            sidebar(f, json!({"url": "http://{{setting.host}}/zendesk/panel"}));
        },
    ),
    (
        "invalid_location_uri",
        MANIFEST,
        "location.support.ticket_sidebar",
        |f| {
            sidebar(f, json!("assets/iframe.html"));
        },
    ),
    (
        "own.setting_of_no_parameter",
        MANIFEST,
        "location.support.ticket_sidebar",
        |f| {
            sidebar(
                f,
                json!({"url": "https://{{setting.server}}/zendesk/panel"}),
            );
        },
    ),
    (
        "invalid_location_flexible_type",
        MANIFEST,
        "location.support.ticket_sidebar.flexible",
        |f| {
            sidebar(
                f,
                json!({"url": "https://{{setting.host}}/p", "flexible": "yes"}),
            );
        },
    ),
    (
        "own.unknown_option",
        MANIFEST,
        "location.support.ticket_sidebar.autoload",
        |f| {
            sidebar(
                f,
                json!({"url": "https://{{setting.host}}/p", "autoload": true}),
            );
        },
    ),
    (
        "own.option_type",
        MANIFEST,
        "location.support.ticket_sidebar.autoLoad",
        |f| {
            sidebar(
                f,
                json!({"url": "https://{{setting.host}}/p", "autoLoad": 1}),
            );
        },
    ),
    ("duplicate_parameters", MANIFEST, "parameters.host", |f| {
        parameter(f, json!({"name": "host", "type": "text"}));
    }),
    (
        "own.parameter_without_name",
        MANIFEST,
        "parameters[1]",
        |f| parameter(f, json!({"type": "text"})),
    ),
    (
        "unacceptable_boolean",
        MANIFEST,
        "parameters.lag.required",
        |f| {
            parameter(f, json!({"name": "lag", "required": "yes"}));
        },
    ),
    ("name_as_parameter_name", MANIFEST, "parameters.name", |f| {
        parameter(f, json!({"name": "name"}))
    }),
    (
        "invalid_hidden_parameter",
        MANIFEST,
        "parameters.lag",
        |f| {
            parameter(
                f,
                json!({"name": "lag", "type": "hidden", "required": true}),
            );
        },
    ),
    ("invalid_type_parameter", MANIFEST, "parameters.lag", |f| {
        parameter(f, json!({"name": "lag", "type": "secret"}));
    }),
    ("too_many_oauth_parameters", MANIFEST, "parameters", |f| {
        parameter(f, json!({"name": "en", "type": "oauth"}));
        parameter(f, json!({"name": "to", "type": "oauth"}));
    }),
    (
        "oauth_parameter_cannot_be_secure",
        MANIFEST,
        "parameters.inn",
        |f| {
            parameter(
                f,
                json!({"name": "inn", "type": "oauth", "secure": true, "scopes": ["header"]}),
            );
        },
    ),
    (
        "insecure_token_parameter_in_manifest",
        MANIFEST,
        "parameters.feedToken",
        |f| {
            parameter(f, json!({"name": "feedToken"}));
        },
    ),
    (
        "default_secure_or_hidden_parameter_in_manifest",
        MANIFEST,
        "parameters.lag",
        |f| {
            parameter(f, json!({"name": "lag", "type": "hidden", "default": "x"}));
        },
    ),
    (
        "secure_parameters_with_no_scopes_in_manifest",
        MANIFEST,
        "parameters.lag",
        |f| {
            parameter(f, json!({"name": "lag", "secure": true}));
        },
    ),
    ("own.unknown_scope", MANIFEST, "parameters.lag", |f| {
        parameter(
            f,
            json!({"name": "lag", "secure": true, "scopes": ["cookie"]}),
        );
    }),
    (
        "translation.invalid_locale",
        "translations/norsk.json",
        "",
        |f| {
            let said = f.text("translations/nb.json").unwrap().to_owned();
            f.put("translations/norsk.json", said);
        },
    ),
    ("translation.not_json", "translations/nn.json", "", |f| {
        f.put("translations/nn.json", "{\"app\"")
    }),
    (
        "translation.not_json_object",
        "translations/nn.json",
        "",
        |f| f.put("translations/nn.json", "[]"),
    ),
    (
        "own.translation_key_twice",
        "translations/nn.json",
        "a",
        |f| {
            f.put("translations/nn.json", r#"{"a": 1, "a": 2}"#);
        },
    ),
    ("own.missing_language", "translations/nn.json", "", |f| {
        f.remove("translations/nn.json")
    }),
    (
        "translation.missing_required_key",
        "translations/en.json",
        "app.name",
        |f| {
            without(f, "translations/en.json", &["app", "name"]);
        },
    ),
    (
        "translation.missing_required_key_on_leaf",
        "translations/nn.json",
        "app.parameters.host.label",
        |f| {
            without(
                f,
                "translations/nn.json",
                &["app", "parameters", "host", "label"],
            );
        },
    ),
    (
        "translation.invalid_format",
        "translations/en.json",
        "app.package",
        |f| {
            for locale in ["nb", "nn", "en"] {
                let with = if locale == "en" {
                    json!("x")
                } else {
                    Value::Null
                };
                change(f, &format!("translations/{locale}.json"), |said| {
                    said["app"]["package"] = with
                });
            }
        },
    ),
    (
        "own.languages_differ",
        "translations/nn.json",
        "app.parameters.host.helpText",
        |f| {
            without(
                f,
                "translations/nn.json",
                &["app", "parameters", "host", "helpText"],
            );
        },
    ),
    ("own.missing_asset", "assets/logo.png", "", |f| {
        f.remove("assets/logo.png")
    }),
    ("own.not_png", "assets/logo.png", "", |f| {
        f.put("assets/logo.png", "GIF89a")
    }),
    ("own.image_size", "assets/logo-small.png", "", |f| {
        f.put("assets/logo-small.png", png(64, 64))
    }),
    ("own.image_bytes", "assets/logo.png", "", |f| {
        let mut large = png(320, 320);
        large.resize(600 * 1024, 0xff);
        f.put("assets/logo.png", large);
    }),
    ("own.missing_icon", "assets/icon_nav_bar.svg", "", |f| {
        f.remove("assets/icon_nav_bar.svg")
    }),
    ("bitmap_in_svg", "assets/logo.svg", "", |f| {
        f.put(
            "assets/logo.svg",
            "<svg viewBox=\"0 0 1 1\"><image href=\"x.png\"/></svg>",
        );
    }),
    ("dirty_svg", "assets/logo.svg", "", |f| {
        f.put(
            "assets/logo.svg",
            "<svg viewBox=\"0 0 1 1\" onload=\"x()\"></svg>",
        );
    }),
    ("own.svg_without_viewbox", "assets/logo.svg", "", |f| {
        f.put("assets/logo.svg", "<svg></svg>")
    }),
    ("unsupported_mime_type_detected", "assets/x.zip", "", |f| {
        f.put("assets/x.zip", "PK\x03\x04")
    }),
    ("no_code_for_ifo_notemplate", "app.js", "", |f| {
        f.put("app.js", "")
    }),
    ("application_secret", "assets/x.js", "line 2", |f| {
        f.put("assets/x.js", "\n-----BEGIN RSA PRIVATE KEY-----");
    }),
    ("generic_secrets", "assets/x.js", "line 1", |f| {
        f.put("assets/x.js", "const token = \"a1b2c3d4e5f6a7b8c9d0e1f2\";");
    }),
    ("insecure_http_request", "assets/x.js", "line 1", |f| {
        f.put("assets/x.js", "fetch(\"http://example.no/\")");
    }),
    ("blocked_request", "assets/x.js", "line 1", |f| {
        f.put("assets/x.js", "fetch(\"https://192.168.1.4/\")");
    }),
    ("parameters_not_an_array", MANIFEST, "parameters", |f| {
        set(f, "parameters", json!({}));
        sidebar(f, json!("https://example.no/p"));
        change(f, MANIFEST, |m| {
            m["location"]["support"]["nav_bar"] = json!("https://example.no/b")
        });
    }),
];

#[test]
fn what_is_shipped_keeps_every_rule() {
    assert_eq!(findings(&Files::shipped()), []);
}

#[test]
fn each_rule_is_found_with_file_and_key_and_nothing_else_with_it() {
    for (rule, file, key, breaks) in CASES {
        let mut files = Files::shipped();
        breaks(&mut files);
        let found = findings(&files);
        let at = |one: &Finding| (one.rule, one.file.clone(), one.key.clone());
        let found: Vec<_> = found.iter().map(at).collect();
        assert_eq!(
            found,
            [(*rule, (*file).to_owned(), (*key).to_owned())],
            "{rule}"
        );
    }
}

#[test]
fn no_rule_is_without_its_test() {
    let sources = [
        include_str!("mod.rs"),
        include_str!("manifest.rs"),
        include_str!("locations.rs"),
        include_str!("parameters.rs"),
        include_str!("translations.rs"),
        include_str!("assets.rs"),
        include_str!("contents.rs"),
    ];
    let mut rules = std::collections::BTreeSet::new();
    for source in sources {
        for call in source
            .split("found.add(")
            .skip(1)
            .chain(source.split("wrong(").skip(1))
        {
            let rule = call
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            rules.extend(rule);
        }
    }
    assert!(rules.len() > 50, "{} rules were found", rules.len());
    for rule in rules {
        assert!(
            CASES.iter().any(|(name, ..)| *name == rule),
            "{rule} has no test"
        );
    }
}

#[test]
fn a_finding_never_quotes_a_secret() {
    let mut files = Files::shipped();
    files.put("assets/x.js", "token = \"a1b2c3d4e5f6a7b8c9d0e1f2\"");
    let said = findings(&files)[0].to_string();
    assert_eq!(
        said,
        "assets/x.js, `line 1`: looks like a secret [generic_secrets]"
    );
}

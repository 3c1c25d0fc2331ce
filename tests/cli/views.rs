//! What is written: JSON by its schema, explanations for a person.

use std::fs;

use serde_json::Value;

use crate::command::{CHROME, CLEAN, Folder, PAGE, piped};

/// Checks a value against as much of JSON Schema as the schema in `docs/` uses.
fn check(value: &Value, schema: &Value, at: &str) {
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "pattern" => {}
            "type" => {
                let allowed = rule
                    .as_array()
                    .cloned()
                    .unwrap_or_else(|| vec![rule.clone()]);
                let is = |name: &Value| match name.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_u64() || value.is_i64(),
                    "number" => value.is_number(),
                    "null" => value.is_null(),
                    other => panic!("no such type: {other}"),
                };
                assert!(allowed.iter().any(is), "{at}: {value} is no {rule}");
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    let found = value.get(name.as_str().unwrap());
                    assert!(found.is_some(), "{at}: {name} is missing");
                }
            }
            "properties" => {
                for (name, value) in value.as_object().unwrap() {
                    let schema = rule
                        .get(name)
                        .unwrap_or_else(|| panic!("{at}: {name} is new"));
                    check(value, schema, &format!("{at}.{name}"));
                }
            }
            // Held by "properties".
            "additionalProperties" => assert_eq!(rule, false),
            "items" => {
                for (index, item) in value.as_array().unwrap().iter().enumerate() {
                    check(item, rule, &format!("{at}[{index}]"));
                }
            }
            "enum" => assert!(rule.as_array().unwrap().contains(value), "{at}: {value}"),
            // These say nothing of what is no number.
            "minimum" | "maximum" if value.is_null() => {}
            "minimum" => assert!(value.as_f64() >= rule.as_f64(), "{at}: {value}"),
            "maximum" => assert!(value.as_f64() <= rule.as_f64(), "{at}: {value}"),
            "minItems" => assert!(value.as_array().unwrap().len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => assert!(value.as_array().unwrap().len() as u64 <= rule.as_u64().unwrap()),
            other => panic!("the test does not know the keyword {other}"),
        }
    }
}

fn schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn markdown_marks_the_headline_and_escapes_the_rest() {
    let page = PAGE.replace("Friday", "*Friday*");
    let ran = piped(&["--to", "markdown"], &page).ended_quietly();
    let clean = CLEAN.replace("Friday", "\\*Friday\\*");
    assert_eq!(ran.stdout, format!("# {clean}"));
    let nothing = piped(&["--to", "markdown"], CHROME).ended_quietly();
    assert_eq!(nothing.stdout, "");
}

#[test]
fn html_is_a_page_of_what_was_kept() {
    let page = PAGE.replace("Friday", "<script>Friday</script>");
    let ran = piped(&["--to", "html"], &page).ended_quietly();
    let mut paragraphs = CLEAN.trim_end().split("\n\n");
    let headline = paragraphs.next().unwrap();
    let body: String = paragraphs.map(|text| format!("<p>{text}</p>\n")).collect();
    let body = body.replace("Friday", "&lt;script&gt;Friday&lt;/script&gt;");
    assert_eq!(
        ran.stdout,
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n\
             <head><meta charset=\"utf-8\"><title>{headline}</title></head>\n\
             <body>\n<article>\n<h1>{headline}</h1>\n{body}</article>\n</body>\n</html>\n"
        )
    );
    assert_eq!(piped(&["--to", "html"], CHROME).ended_quietly().stdout, "");
}

#[test]
fn articles_in_markup_are_parted_as_texts_are() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", CHROME), ("c.txt", PAGE)]);
    for to in ["markdown", "html"] {
        let one = piped(&["--to", to], PAGE).ended_quietly().stdout;
        let ran = folder.run(&["--to", to, "a.txt", "b.txt", "c.txt"]);
        assert_eq!(ran.ended_quietly().stdout, format!("{one}\x0C\n{one}"));
    }
}

#[test]
fn json_is_as_its_schema_says() {
    for page in [PAGE, CHROME, "", "\u{0}\u{1}\u{FEFF}\"\\\u{2028}\n"] {
        let ran = piped(&["--to", "json"], page).ended_quietly();
        assert_eq!(ran.stdout.matches('\n').count(), 1);
        check(&serde_json::from_str(&ran.stdout).unwrap(), &schema(), "$");
    }
}

#[test]
fn the_schema_knows_every_role() {
    let roles = &schema()["properties"]["blocks"]["items"]["properties"]["role"]["enum"];
    let known: Vec<&str> = roles
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r.as_str().unwrap())
        .collect();
    assert_eq!(known, dechrome::Role::ALL.map(dechrome::Role::name));
}

#[test]
fn json_holds_all_of_the_document() {
    let ran = piped(&["--to", "json"], PAGE).ended_quietly();
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let paragraphs: Vec<&str> = CLEAN.trim_end().split("\n\n").collect();
    assert_eq!(document["headline"], paragraphs[0]);
    assert_eq!(document["body"], Value::from(paragraphs[1..].to_vec()));
    assert_eq!(
        (&document["lang"], &document["outcome"]),
        (&"en".into(), &"full".into())
    );
    let blocks = document["blocks"].as_array().unwrap();
    assert!(
        blocks
            .iter()
            .any(|block| block["text"] == "Share" && block["kept"] == false)
    );
    assert_eq!(blocks[0]["lines"], Value::from(vec![1, 1]));
    for block in blocks {
        let place = |end: usize| block["bytes"][end].as_u64().unwrap() as usize;
        assert!(PAGE.get(place(0)..place(1)).is_some());
    }
    let nothing: Value = serde_json::from_str(&piped(&["--to", "json"], CHROME).stdout).unwrap();
    assert_eq!(nothing["outcome"], "nothing kept");
    assert!(nothing["confidence"].as_f64() > Some(0.5));
    let page = "<!DOCTYPE html><nav><a href=/>Home</a></nav>";
    let nothing: Value = serde_json::from_str(&piped(&["--to", "json"], page).stdout).unwrap();
    assert!(nothing["confidence"].as_f64() > Some(0.5));
}

#[test]
fn several_documents_are_one_json_object_a_line() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", CHROME)]);
    let ran = folder
        .run(&["--to", "json", "a.txt", "b.txt"])
        .ended_quietly();
    let documents = ran.records();
    assert_eq!(documents.len(), 2);
    for document in &documents {
        check(document, &schema(), "$");
    }
}

#[test]
fn an_explanation_shows_every_block_kept_or_stripped() {
    let ran = piped(&["--to", "explain"], PAGE).ended_quietly();
    let kept: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.starts_with("+ "))
        .collect();
    assert_eq!(kept.len(), 4);
    assert!(kept[0].starts_with("+ headline "));
    assert!(kept[0].ends_with("Storm closes the mountain road for three days"));
    let stripped = ran.stdout.lines().filter(|line| line.starts_with("- "));
    assert!(stripped.clone().any(|line| line.ends_with("Share")));
    assert_eq!(ran.stdout.lines().count(), kept.len() + stripped.count());
}

#[test]
fn an_explanation_is_cut_to_the_width() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    let run = |columns: &str| {
        let output = folder
            .command(&["--to", "explain", "a.txt"])
            .env("COLUMNS", columns)
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    for columns in [80, 120] {
        let explained = run(&columns.to_string());
        assert!(
            explained
                .lines()
                .all(|line| line.chars().count() <= columns),
            "{explained}"
        );
        assert!(explained.contains('…'));
    }
}

#[test]
fn explanations_of_several_documents_have_headings() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", CHROME)]);
    let ran = folder
        .run(&["--to", "explain", "a.txt", "b.txt"])
        .ended_quietly();
    assert!(ran.stdout.starts_with("==> a.txt <==\n+ headline"));
    assert!(ran.stdout.contains("\n\n==> b.txt <==\n- "));
    let record = serde_json::json!({"text": PAGE}).to_string();
    let ran = piped(&["--from", "jsonl", "--to", "explain"], record).ended_quietly();
    assert!(ran.stdout.starts_with("==> <stdin>:1 <==\n"));
}

#[test]
fn colour_comes_only_when_it_is_asked_for() {
    let colored = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let folder = Folder::with(&[("a.txt", PAGE)]);
        let mut command = folder.command(&[arguments, &["--to", "explain", "a.txt"]].concat());
        command.envs(variable);
        let output = command.output().unwrap();
        output.stdout.contains(&b'\x1b')
    };
    assert!(!colored(&[], None), "a pipe is no terminal");
    assert!(!colored(&["--color", "never"], None));
    assert!(!colored(&[], Some(("NO_COLOR", "1"))));
    assert!(!colored(&[], Some(("TERM", "dumb"))));
    assert!(colored(&["--color", "always"], None));
    assert!(
        colored(&["--color", "always"], Some(("NO_COLOR", "1"))),
        "what is typed wins"
    );
}

#[test]
fn control_characters_in_an_explanation_are_escaped() {
    let page = PAGE.replace("Share", "Sha\x1b[2Jre\u{202E}");
    let ran = piped(&["--to", "explain"], page).ended_quietly();
    assert!(!ran.stdout.contains(['\x1b', '\u{202E}']));
}

#[test]
fn every_verdict_has_its_evidence() {
    let ran = piped(&["--to", "json"], PAGE).ended_quietly();
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    for block in document["blocks"].as_array().unwrap() {
        assert!(!block["evidence"].as_array().unwrap().is_empty(), "{block}");
    }
}

//! html5lib's tokenizer tests. Parse errors are not compared.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::html::arena::Arena;
use crate::html::input::Input;
use crate::html::names::lower_case_name;
use crate::html::tokenizer::references::decode_attribute_value;
use crate::html::tokenizer::{Characters, DoctypeToken, State, Tag, TokenSink, Tokenizer};

/// A sink that writes tokens down as html5lib does.
struct Recorder<'i> {
    input: &'i str,
    arena: Arena,
    tokens: Vec<Value>,
    /// Whether `<![CDATA[` means anything.
    in_foreign_content: bool,
}

impl Recorder<'_> {
    fn text(&self, characters: Characters) -> String {
        self.arena.text(self.input, characters.text).to_owned()
    }
}

impl TokenSink for Recorder<'_> {
    fn arena(&mut self) -> &mut Arena {
        &mut self.arena
    }

    fn start_tag(&mut self, tag: Tag) -> State {
        let mut attributes = Map::new();
        for attribute in self.arena.attributes_of(tag.attributes) {
            let name = lower_case_name(self.arena.text(self.input, attribute.name_span));
            let value = self.arena.text(self.input, attribute.value_span);
            let value = decode_attribute_value(value).into_owned();
            assert!(attributes.insert(name.into_owned(), value.into()).is_none());
        }
        let mut token = vec![json!("StartTag"), json!(self.arena.names.text(tag.name))];
        token.push(attributes.into());
        token.extend(tag.self_closing.then_some(Value::Bool(true)));
        self.tokens.push(token.into());
        State::Data
    }

    fn end_tag(&mut self, tag: Tag) {
        self.tokens
            .push(json!(["EndTag", self.arena.names.text(tag.name)]));
    }

    fn characters(&mut self, characters: Characters) {
        let text = self.text(characters);
        if let Some(Value::Array(token)) = self.tokens.last_mut()
            && token[0] == "Character"
        {
            token[1] = format!("{}{text}", token[1].as_str().unwrap_or_default()).into();
            return;
        }
        self.tokens.push(json!(["Character", text]));
    }

    fn comment(&mut self, comment: Characters) {
        let text = self.text(comment);
        self.tokens.push(json!(["Comment", text]));
    }

    fn doctype(&mut self, token: DoctypeToken) {
        let doctype = token.doctype;
        let name = Some(doctype.name).filter(|name| !name.is_empty());
        let correct = !token.force_quirks;
        self.tokens.push(json!([
            "DOCTYPE",
            name,
            doctype.public_id,
            doctype.system_id,
            correct
        ]));
    }

    fn end_of_file(&mut self) {}

    fn cdata_is_allowed(&self) -> bool {
        self.in_foreign_content
    }

    fn must_stop(&mut self, _: usize) -> bool {
        false
    }
}

const CDATA_SECTION: &str = "<![CDATA[";

#[test]
fn html5lib_tokenizer() {
    let root = std::env::var_os("DECHROME_SHARED").unwrap_or_else(|| "../shared".into());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(root)
        .join("html5lib/tokenizer");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: no ../shared/html5lib");
        return;
    };
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for path in entries.map(|entry| entry.expect("the entry can be read").path()) {
        if path.extension().is_none_or(|extension| extension != "test") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("the file can be read");
        let file: Value = match serde_json::from_str(&text) {
            Ok(file) => file,
            // A lone surrogate in JSON is an error to serde.
            Err(_) => serde_json::from_str(&without_surrogates(&text)).expect("it is JSON"),
        };
        for case in file["tests"].as_array().into_iter().flatten() {
            for state in states(case) {
                match run(case, state) {
                    None => skipped += 1,
                    Some((got, want)) if got == want => passed += 1,
                    Some((got, want)) => {
                        failed += 1;
                        println!(
                            "{} {state}\n  want {want}\n  got  {got}",
                            case["description"]
                        );
                    }
                }
            }
        }
    }
    println!("passed {passed}, failed {failed}, not text {skipped}");
    assert_eq!(failed, 0);
    assert!(passed > 6000);
}

fn states(case: &Value) -> Vec<&str> {
    match case["initialStates"].as_array() {
        Some(states) => states.iter().filter_map(Value::as_str).collect(),
        None => vec!["Data state"],
    }
}

/// What the tokenizer makes of a case, and what it should; `None` when the case
/// is about lone surrogates, which a text cannot hold.
fn run(case: &Value, state: &str) -> Option<(Value, Value)> {
    let mut input = case["input"].as_str()?.to_owned();
    let mut want = case["output"].clone();
    if case["doubleEscaped"] == true {
        input = serde_json::from_str(&format!("\"{}\"", input.replace('"', "\\\""))).ok()?;
        let output = want.to_string().replace("\\\\u", "\\u");
        want = serde_json::from_str(&output).ok()?;
    }
    if [&input, &want.to_string()]
        .iter()
        .any(|text| text.contains(NOT_TEXT))
    {
        return None;
    }
    let in_foreign_content = state == "CDATA section state";
    if in_foreign_content {
        input = format!("{CDATA_SECTION}{input}");
    }
    let mut preprocessed = Input::default();
    let (text, _) = preprocessed.preprocess(&input);
    let mut arena = Arena::default();
    arena.reset(text.len());
    let last_start_tag = arena
        .names
        .intern(case["lastStartTag"].as_str().unwrap_or_default());
    let mut recorder = Recorder {
        input: text,
        arena,
        tokens: Vec::new(),
        in_foreign_content,
    };
    let state = match state {
        "RCDATA state" => State::Rcdata,
        "RAWTEXT state" => State::Rawtext,
        "Script data state" => State::ScriptData,
        "PLAINTEXT state" => State::Plaintext,
        _ => State::Data,
    };
    Tokenizer::new(text, text.contains('\0'), &mut recorder).run_from(state, last_start_tag);
    Some((recorder.tokens.into(), want))
}

/// What stands for a lone surrogate in the test files.
const NOT_TEXT: &str = "[surrogate]";

fn without_surrogates(json: &str) -> String {
    let mut text = String::new();
    let mut rest = json;
    while let Some(place) = rest.find("\\u") {
        let (before, escape) = rest.split_at(place);
        text.push_str(before);
        let is_surrogate = escape.get(2..4).is_some_and(|digits| {
            digits.to_ascii_lowercase().starts_with('d') && digits.as_bytes()[1] > b'7'
        });
        text.push_str(if is_surrogate { NOT_TEXT } else { &escape[..6] });
        rest = &escape[6..];
    }
    text + rest
}

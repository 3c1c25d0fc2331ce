//! What a run and the one that resumes it must share.

use serde_json::{Map, Value, json};

use super::super::args::{Args, OutputFormat};

/// All that decides what is written, by the names of the options.
pub(crate) fn options(args: &Args, to: OutputFormat) -> Value {
    let list = args.list.as_ref().map(|list| list.path.to_string_lossy());
    let paths = args.paths.iter().map(|path| path.to_string_lossy());
    let roles = |roles: &[dechrome::Role]| roles.iter().map(|role| role.name()).collect::<Vec<_>>();
    json!({
        "dechrome": env!("CARGO_PKG_VERSION"),
        "ruleset": dechrome::RULESET,
        "paths": paths.collect::<Vec<_>>(),
        "--files-from": list,
        "--from": format!("{:?}", args.from).to_lowercase(),
        "--field": args.field,
        "--encoding": args.encoding,
        "--hidden": args.walk.hidden,
        "--no-ignore": args.walk.no_ignore,
        "--follow": args.walk.follow,
        "--glob": args.walk.globs,
        "--max-filesize": args.walk.max_filesize,
        "--max-document": args.max_document,
        "--focus": format!("{:?}", args.focus).to_lowercase(),
        "--keep": roles(&args.keep),
        "--drop": roles(&args.drop),
        "--to": format!("{to:?}").to_lowercase(),
        "--blocks": args.blocks,
        "--dedup": args.dedup,
    })
}

/// Says which option differs between a run and the one that is to go on with it.
pub(crate) fn difference(before: &Value, now: &Value) -> Option<String> {
    let none = Map::new();
    let (before, now) = (
        before.as_object().unwrap_or(&none),
        now.as_object().unwrap_or(&none),
    );
    let (name, value) = now
        .iter()
        .find(|(name, value)| before.get(*name) != Some(value))?;
    let was = before.get(name).unwrap_or(&Value::Null);
    Some(format!("{name} was {was} and is {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_named() {
        let before = json!({"--focus": "recall", "--to": "jsonl"});
        assert_eq!(difference(&before, &before), None);
        let now = json!({"--focus": "balanced", "--to": "jsonl"});
        assert_eq!(
            difference(&before, &now).as_deref(),
            Some("--focus was \"recall\" and is \"balanced\"")
        );
        assert!(difference(&json!(null), &now).is_some());
    }
}

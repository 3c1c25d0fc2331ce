use super::*;
use crate::html::Parser;

/// What a page states, a fact a line.
#[track_caller]
fn states(page: &str, expected: &[&str]) {
    let mut parser = Parser::new();
    let metadata = metadata(&parser.parse(page));
    let facts: Vec<String> = metadata
        .facts()
        .map(|fact| {
            let (property, source) = (fact.property().name(), fact.source().name());
            format!("{property} ({source}): {}", fact.value())
        })
        .collect();
    assert_eq!(facts, expected, "{page}");
}

fn script(json: &str) -> String {
    format!("<script type=\"application/ld+json\">{json}</script>")
}

#[test]
fn the_head_speaks() {
    states(
        "<!doctype html><html lang=en-IE><head><title>Ferry late &amp; full | Quay News</title>
        <meta property=og:title content='Ferry late &amp; full'><meta property='og:site_name' content='Quay News'>
        <meta name=TWITTER:TITLE content='Late ferry'><meta name=Description content='No boat\n today.'>
        <meta property=article:published_time content=2031-04-05T06:07:08Z>
        <meta property=article:author content=https://quay.example/ann><meta name=author content='Ann Lee'>
        <meta http-equiv=content-language content=en><meta name=viewport content=x><meta name=title>
        <link rel='alternate' href=/amp><link rel='nofollow Canonical' href=https://quay.example/1>",
        &[
            "title (open graph): Ferry late & full",
            "title (twitter): Late ferry",
            "title (title): Ferry late & full | Quay News",
            "description (meta): No boat today.",
            "site_name (open graph): Quay News",
            "author (meta): Ann Lee",
            "published (open graph): 2031-04-05T06:07:08Z",
            "canonical (link): https://quay.example/1",
            "language (html lang): en-IE",
            "language (meta): en",
        ],
    );
}

#[test]
fn a_head_that_a_stray_element_ended_still_speaks() {
    states(
        "<head><img src=x><meta property=og:title content=Tide><title>Tide tables</title></head>
        <svg><title>icon</title></svg><time itemprop=datePublished datetime=2031-01-02>yesterday</time>
        <time datetime=1999>then</time><meta itemprop=dateModified content=2031-01-03>",
        &[
            "title (open graph): Tide",
            "title (title): Tide tables",
            "published (time): 2031-01-02",
            "modified (microdata): 2031-01-03",
        ],
    );
}

#[test]
fn an_article_is_the_subject_wherever_it_is() {
    let article = r#"{"@type": ["Thing", "NewsArticle"], "headline": "Weir mended", "articleBody": "All\nday.",
        "datePublished": "2031-02-03", "dateModified": "2031-02-04", "inLanguage": "en", "description": "D",
        "author": [{"@type": "Person", "name": "Ann Lee"}, "Bo Ruiz", {"name": ["Cy Oak"]}, "https://a.example/x"],
        "publisher": {"name": "Quay News"}}"#;
    let facts = [
        "title (json-ld): Weir mended",
        "description (json-ld): D",
        "site_name (json-ld): Quay News",
        "author (json-ld): Ann Lee",
        "author (json-ld): Bo Ruiz",
        "author (json-ld): Cy Oak",
        "published (json-ld): 2031-02-03",
        "modified (json-ld): 2031-02-04",
        "language (json-ld): en",
        "text (json-ld): All\nday.",
    ];
    let page = r#"{"@type": "WebPage", "name": "A page"}"#;
    for json in [
        article.replace('\n', " ").replace("All day", "All\\nday"),
        article
            .replace("\"All\nday.", "\"All\\nday.")
            .replace('\n', " "),
    ] {
        states(&script(&json), &facts);
        states(&script(&format!("[{page}, {json}]")), &facts);
        states(
            &script(&format!(
                r#"{{"@context": {{}}, "@graph": [{page}, {json}]}}"#
            )),
            &facts,
        );
        states(
            &script(&format!(
                r#"{{"@type": "WebPage", "name": "x", "mainEntity": {json}}}"#
            )),
            &facts,
        );
        states(
            &[script(page), script(&json), script(page)].concat(),
            &facts,
        );
    }
}

#[test]
fn references_inside_a_script_are_followed() {
    states(
        &script(
            r##"{"@graph": [
            {"@type": "Article", "headline": "H", "author": {"@id": "#ann"}, "publisher": {"@id": "#org"}},
            {"@type": "WebSite", "name": "The site"}, {"@type": "Organization", "@id": "#org", "name": "The house"},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}, {"@type": "Article", "headline": "Another"}]}"##,
        ),
        &[
            "title (json-ld): H",
            "site_name (json-ld): The house",
            "author (json-ld): Ann Lee",
        ],
    );
}

#[test]
fn what_publishing_systems_do_to_json_is_forgiven() {
    let title = ["title (json-ld): Tom & Ann's \"boat\""];
    for json in [
        r#"{"@type": "Article", "headline": "Tom &amp; Ann&#039;s &quot;boat&quot;"}"#,
        "{\"@type\": \"Article\", \"headline\": \"Tom &\n Ann's \\\"boat\\\"\"}",
        r#"<!-- {"@type": "http://schema.org/Article", "headline": "Tom & Ann's \"boat\""} -->"#,
        "//<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"Tom & Ann's \\\"boat\\\"\"}\n//]]>",
        r#"/*<![CDATA[*/ [{"@type": "Article", "headline": "Tom & Ann's \"boat\""}]; /*]]>*/"#,
    ] {
        states(&script(json), &title);
    }
    let upper = script(
        "{\"@type\": \"QAPage\", \"mainEntity\": {\"@type\": \"Question\", \"name\": \"Why?\"}}",
    )
    .replace("application/ld+json", " Application/LD+JSON; charset=utf-8");
    states(&upper, &["title (json-ld): Why?"]);
}

#[test]
fn broken_json_ld_is_ignored() {
    let deep = "[".repeat(1 << 16);
    let nested = r#"{"@type":"Article","mainEntity":"#.repeat(1 << 12);
    for json in [
        "",
        "{",
        "null",
        "\"Article\"",
        "{\"@type\": \"Article\", \"headline\": \"cut",
        "{\"@type\": 1, \"headline\": 2}",
        "{\"@type\": \"Person\", \"name\": \"Ann\"}",
        &deep,
        &nested,
    ] {
        states(
            &format!("{}<title>T</title>", script(json)),
            &["title (title): T"],
        );
    }
    let large = format!(
        r#"{{"x": "{}", "@type": "Article", "headline": "H"}}"#,
        "x".repeat(SCRIPT_BYTES)
    );
    states(&script(&large), &[]);
}

//! What is hidden, and what is only folded.

use super::check;

#[test]
fn hidden_text_stands_behind_the_block_around_it() {
    check(&[
        ("a<p hidden>b</p>c", &["ac", "-b"]),
        (
            "<p>a <span class=sr-only>b</span> c</p><p>d</p>",
            &["a c", "-b", "d"],
        ),
        ("<div hidden><p>a</p>b</div>c", &["-a", "-b", "c"]),
        ("<p>a<i hidden>b<b hidden>c</b>d</i>e</p>", &["ae", "-bcd"]),
        ("<p>a</p><p hidden>b</p><p>c</p>", &["a", "-b", "c"]),
    ]);
}

#[test]
fn what_hides() {
    for hider in [
        "div hidden",
        "div hidden=''",
        "div style='display:none'",
        "div style='color:red; visibility: hidden'",
        "div style='font-size:0'",
        "span style='position:absolute;left:-9999px'",
        "p class='visually-hidden'",
        "span class=screen-reader-text",
        "span class=u-hidden",
        "template",
        "noscript",
        "datalist",
        "object",
        "svg><title",
    ] {
        check(&[(&format!("<body><{hider}>a"), &["-a"])]);
    }
}

#[test]
fn what_folds() {
    for folder in [
        "div aria-hidden=true",
        "div hidden=until-found",
        "div style='opacity:0'",
        "div style='max-height:0;overflow:hidden'",
        "div class=accordion-body",
        "div class='panel' style='display:none'",
        "div class='collapse' hidden",
        "div role=tabpanel hidden",
        "div hidden id=S:0",
        "details",
        "dialog",
    ] {
        check(&[(&format!("<body><{folder}>a"), &["~a"])]);
    }
    check(&[
        ("<details><summary>a</summary>b</details>", &["a", "~b"]),
        ("<details open><summary>a</summary>b</details>", &["a", "b"]),
        ("<dialog open>a</dialog>", &["a"]),
        ("<div class='tab-pane active'>a</div>", &["a"]),
        ("<body style='display:none'><p>a</p></body>", &["~a"]),
        (
            "<p>a long text<i aria-hidden=true>x</i></p>",
            &["a long textx"],
        ),
    ]);
}

#[test]
fn a_veil_is_lifted_inside() {
    check(&[
        (
            "<div style='visibility:hidden'>a<p style='visibility:visible'>b</p>c</div>",
            &["-a", "b", "-c"],
        ),
        (
            "<ul style='font-size:0'><li style='font-size:12px'>a<li class=b>b</ul>",
            &["a", "b"],
        ),
        (
            "<div hidden><p style='visibility:visible'>a</p></div>",
            &["-a"],
        ),
    ]);
}

#[test]
fn a_shadow_root_shows() {
    check(&[(
        "<x-card><template shadowrootmode=open><p>a</p></template></x-card>",
        &["a"],
    )]);
}

#[test]
fn what_hides_most_of_a_page_is_a_cover() {
    let text = "A walk by the lake takes an hour. ".repeat(30);
    let text = text.trim_end();
    check(&[
        (
            &format!("<div style='display:none'><p>{text}</p><p hidden>a</p></div><p>b</p>"),
            &[&format!("~{text}"), "-~a", "b"],
        ),
        (
            &format!("<div hidden><div hidden><p>{text}</p></div></div>"),
            &[&format!("~{text}")],
        ),
        // A third of the prose is enough, a fourth is not, unless more is hidden.
        (
            &format!("<p>{text}</p><div hidden><p>{text}</p></div>"),
            &[text, &format!("~{text}")],
        ),
        (
            &format!("<p>{text}</p><p>{text}</p><p>{text}</p><div hidden><p>{text}</p></div>"),
            &[text, text, text, &format!("-{text}")],
        ),
        (
            &format!("<p>{text}</p><p hidden>{text}</p><p hidden>{text}</p><p hidden>{text}</p>"),
            &[
                text,
                &format!("~{text}"),
                &format!("~{text}"),
                &format!("~{text}"),
            ],
        ),
        // Links are not prose.
        (
            &format!("<p>{text}<p hidden><a href=x>{text}</a>"),
            &[text, &format!("-{text}")],
        ),
        (
            "<body><noscript>Scripts are needed</noscript>",
            &["-Scripts are needed"],
        ),
    ]);
}

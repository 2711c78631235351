//! What tags of HTML are to a text.

/// Tags that begin and end a paragraph.
pub(super) fn is_block(name: &str) -> bool {
    let blocks = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    blocks.binary_search(&name).is_ok()
}

/// Tags that hold nothing.
pub(super) fn is_void(name: &str) -> bool {
    let voids = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ];
    voids.binary_search(&name).is_ok()
}

/// Tags whose end may be left out.
pub(super) fn ends_by_itself(name: &str) -> bool {
    let names = [
        "body", "colgroup", "dd", "dt", "head", "html", "li", "option", "p", "tbody", "td",
        "tfoot", "th", "thead", "tr",
    ];
    names.binary_search(&name).is_ok()
}

//! One thing a page: a heading that says what happens here, a lead, the work, and
//! at most a narrow column beside it with other ways to go on.
//! Forms keep to one narrow column; lists take the width there is.

use super::act::{Act, ActView, Acts};
use super::words::Words;
use leptos::prelude::*;

/// The content of one page, to stand in the shell.
#[component]
pub fn Page(
    /// What happens here; the only `h1`.
    #[prop(into)]
    title: String,
    /// One or two sentences that open the page.
    #[prop(optional, into)]
    lead: Words,
    /// An opening that is more than words, such as one with a masked number.
    #[prop(optional)]
    lead_view: Option<AnyView>,
    /// The way back, above the heading.
    #[prop(optional)]
    back: Option<Act>,
    /// Errors and notices, between heading and work.
    #[prop(optional)]
    news: Option<AnyView>,
    /// What to do first on a page that is not one form.
    #[prop(optional)]
    acts: Vec<Act>,
    /// Lists and tables: the width of the list instead of the form.
    #[prop(optional)]
    wide: bool,
    /// Whether it is kept fresh while it waits ([`KeepFresh`](super::KeepFresh)).
    #[prop(optional)]
    fresh: bool,
    /// Other ways to go on: beside the work on a wide screen, below it on a phone.
    #[prop(optional)]
    aside: Option<AnyView>,
    /// The work.
    children: Children,
) -> impl IntoView {
    let class = match (wide, aside.is_some()) {
        (false, false) => "page",
        (true, false) => "page page-wide",
        (false, true) => "page page-with-aside",
        (true, true) => "page page-wide page-with-aside",
    };
    view! {
        <div class=class data-fresh=fresh.then_some("")>
            <div class="page-head">
                {back.map(|act| view! { <p class="back not-printed"><ActView act /></p> })}
                <h1>{title}</h1>
                {lead.0.map(|lead| view! { <p class="lead">{lead}</p> })}
                {lead_view.map(|lead| view! { <p class="lead">{lead}</p> })}
            </div>
            <div class="page-body">
                {news}
                <Acts acts class="page-actions" />
                {children()}
            </div>
            {aside.map(|aside| view! { <aside class="page-aside">{aside}</aside> })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    #[test]
    fn a_page_has_one_heading_and_its_news_comes_before_the_work() {
        let html = html(|| {
            let news = view! { <p>"nieuws"</p> }.into_any();
            view! { <Page title="Inloggen" news=news>"het werk"</Page> }
        });
        assert_eq!(html.matches("<h1").count(), 1);
        assert!(html.find("nieuws") < html.find("het werk"), "{html}");
    }
}

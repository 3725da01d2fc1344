//! The page that asks before a deed on somebody is done that cannot be taken back: what will happen, and one button.

use flows::Seen;
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen},
    parts::{Act, Page, Question, SEEN},
    texts::frame,
};

/// One question.
pub(super) struct Sure {
    /// The question, as the heading.
    pub title: String,
    /// Why it is asked, or how it stands with this person now.
    pub lead: String,
    /// What will happen, a sentence each.
    pub points: Vec<String>,
    /// What the button says.
    pub yes: String,
    /// Where it posts to.
    pub action: String,
    /// What it showed, if the deed rests on that.
    pub seen: Option<Seen>,
    /// Where "no" leads to.
    pub back: String,
    /// Whether the button takes something away from somebody.
    pub stops: bool,
}

/// Asks.
pub(super) async fn draw(ask: &Ask, sure: Sure) -> Answer {
    let l = ask.language;
    let caller = ask.caller().await?;
    let told = ask.told().await?.map(Flash::view);
    Screen::new(sure.title.clone())
        .seen_by(&caller)
        .show(ask, move || {
            let news = view! { {told} }.into_any();
            let no = Act::link(frame::cancel(l), sure.back);
            let seen = sure.seen.map(|seen| (SEEN, seen.as_str().to_owned()));
            view! {
                <Page title=sure.title lead=sure.lead news=news>
                    <Question
                        points=sure.points
                        yes=sure.yes
                        action=sure.action
                        with=seen.into_iter().collect()
                        no=no
                        stops=sure.stops
                    />
                </Page>
            }
        })
        .await
}

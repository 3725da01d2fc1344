//! The whole document around a page: head, skip link, header, navigation, main, and the
//! help line that stands in the same place on every page (WCAG 3.2.6).
//! The only part that takes a set of texts instead of single words.

use super::act::{Act, ActView};
use super::fresh::{Fresh, LoadAnew};
use leptos::prelude::*;

/// The bunch of keys; a theme may bring its own.
const OURS: &str = include_str!("../../../style/logo.svg");

/// The words of the frame, in the reader's language.
#[derive(Clone, Debug)]
pub struct ShellTexts {
    /// Language of the page, for `<html lang>`.
    pub lang: &'static str,
    /// Name of the portal, in the header and behind every title.
    pub portal: String,
    /// "Direct naar de inhoud".
    pub skip: String,
    /// Link to the help pages.
    pub help: Act,
    /// Name of the navigation for screen readers.
    pub nav_label: String,
    /// The other language, named in itself ("English"), and the page in it.
    pub other_language: Act,
    /// Code of the other language, so that its name is pronounced well.
    pub other_lang: &'static str,
    /// "Komt u er niet uit? Bel".
    pub help_line: String,
    /// The telephone number as people read it; the link is made from it.
    pub phone: String,
    /// "nu open tot 17.30 uur", or when we open again.
    pub hours: String,
    /// The page with every way to reach us.
    pub contact: Act,
    /// "Afgedrukt op …"; on paper only.
    pub printed_on: String,
}

/// Where the files of the frame are.
#[derive(Clone, Debug)]
pub struct ShellAssets {
    /// Our style sheet.
    pub stylesheet: String,
    /// The theme of this deployment, loaded after ours.
    pub theme: Option<String>,
    /// The typeface, fetched early.
    pub font: String,
    /// The icon of the tab.
    pub favicon: String,
    /// The logo of the theme; the bunch of keys if it brings none.
    pub logo: Option<Logo>,
}

/// A logo from elsewhere, as an image: nothing in it runs, and nothing is loaded by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Address of the image.
    pub light: String,
    /// Address of the image on dark, if it is another one.
    pub dark: Option<String>,
}

/// The person who is logged in.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Name as it is shown.
    pub name: String,
    /// For which organisation.
    pub organisation: String,
    /// The post that logs out.
    pub log_out: Act,
    /// "Uw gebruikersbeheerder: Karin de Boer (karin@…)".
    pub admin_line: Option<String>,
}

/// One entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether the reader is there now.
    pub current: bool,
    /// How much waits there; empty if that is nothing.
    pub waits: String,
}

/// The document. The doctype is the caller's: it comes before any element.
#[component]
pub fn Shell(
    /// Title of the page, without the portal's name; starts with "Fout:" after a refusal.
    #[prop(into)]
    title: String,
    /// The words of the frame.
    texts: ShellTexts,
    /// Where the files are.
    assets: ShellAssets,
    /// Who is logged in.
    #[prop(optional_no_strip)]
    visitor: Option<Visitor>,
    /// The navigation; nothing is shown when it is empty.
    #[prop(optional)]
    nav: Vec<NavLink>,
    /// A message for everybody, such as an outage.
    #[prop(optional_no_strip)]
    banner: Option<AnyView>,
    /// What the islands of this page need in the head, with its nonce.
    #[prop(optional_no_strip)]
    scripts: Option<AnyView>,
    /// A page that waits and has nothing to fill in, for whoever has no scripts.
    #[prop(optional_no_strip)]
    anew: Option<Fresh>,
    /// The denser setting of the service desk.
    #[prop(optional)]
    desk: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let title = format!("{title} – {}", texts.portal);
    let setting = if desk { "desk" } else { "portal" };
    let visitor_tools = visitor.as_ref().map(visitor_tools);
    let admin_line = visitor
        .and_then(|visitor| visitor.admin_line)
        .map(|line| view! { <p class="admin-line">{line}</p> });
    view! {
        <html lang=texts.lang class=setting>
            <head>
                <meta charset="utf-8" />
                <title>{title}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="preload" href=assets.font r#as="font" type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=assets.stylesheet />
                {assets.theme.map(|theme| view! { <link rel="stylesheet" href=theme /> })}
                <link rel="icon" href=assets.favicon type="image/svg+xml" />
                {scripts}
                {anew.map(|fresh| view! { <LoadAnew fresh /> })}
            </head>
            <body>
                <a class="skip" href="#main">{texts.skip}</a>
                <header class="site-head">
                    <div class="site-head-in">
                        <a class="site-brand" href="/">
                            {logo(assets.logo)}
                            <span>{texts.portal}</span>
                        </a>
                        <div class="site-tools">
                            <ActView act=texts.help />
                            <span lang=texts.other_lang><ActView act=texts.other_language /></span>
                            {visitor_tools}
                        </div>
                    </div>
                    {navigation(nav, texts.nav_label)}
                </header>
                <main class="site-main" id="main" tabindex="-1">
                    {banner}
                    {children()}
                </main>
                <footer class="site-foot">
                    <div class="site-foot-in">
                        {help_line(texts.help_line, texts.phone, texts.hours, texts.contact)}
                        {admin_line}
                        <p class="printed">{texts.printed_on}</p>
                    </div>
                </footer>
            </body>
        </html>
    }
}

fn logo(theirs: Option<Logo>) -> AnyView {
    let Some(Logo { light, dark }) = theirs else {
        return view! { <span inner_html=OURS></span> }.into_any();
    };
    let dark =
        dark.map(|dark| view! { <source srcset=dark media="(prefers-color-scheme: dark)" /> });
    // Without words: the name of the portal stands beside it.
    view! { <picture>{dark} <img class="site-logo" src=light alt="" /></picture> }.into_any()
}

fn visitor_tools(visitor: &Visitor) -> AnyView {
    let act = visitor.log_out.clone();
    view! {
        <span class="site-person">
            {format!("{} · ", visitor.name)} <strong>{visitor.organisation.clone()}</strong>
        </span>
        <ActView act />
    }
    .into_any()
}

fn navigation(links: Vec<NavLink>, label: String) -> impl IntoView {
    (!links.is_empty()).then(|| {
        let links = links
            .into_iter()
            .map(|link| {
                let current = link.current.then_some("page");
                // Beside the link, which is called the same however much waits.
                let waits = (!link.waits.is_empty()).then(|| format!(" ({})", link.waits));
                view! { <li><a href=link.href aria-current=current>{link.label}</a>{waits}</li> }
            })
            .collect_view();
        view! { <nav class="site-nav" aria-label=label><ul role="list">{links}</ul></nav> }
    })
}

fn help_line(question: String, phone: String, hours: String, contact: Act) -> impl IntoView {
    let digits: String = phone
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '+')
        .collect();
    view! {
        <p class="help-line">
            <span>{question} " " <a class="number" href=format!("tel:{digits}")>{phone}</a></span> " "
            <strong>{hours}</strong> " " <ActView act=contact />
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    fn texts() -> ShellTexts {
        ShellTexts {
            lang: "nl",
            portal: "Voorbeeld Verzekeringen".into(),
            skip: "Direct naar de inhoud".into(),
            help: Act::link("Hulp", "/hulp-bij-inloggen"),
            nav_label: "Beheer".into(),
            other_language: Act::link("English", "?taal=en"),
            other_lang: "en",
            help_line: "Komt u er niet uit? Bel".into(),
            phone: "0800 1234".into(),
            hours: "nu open tot 17.30 uur".into(),
            contact: Act::link("Contact", "/contact"),
            printed_on: "Afgedrukt op 20 november 2026".into(),
        }
    }

    fn assets() -> ShellAssets {
        ShellAssets {
            stylesheet: "/assets/site.css".into(),
            theme: None,
            font: "/assets/font.woff2".into(),
            favicon: "/assets/favicon.svg".into(),
            logo: None,
        }
    }

    #[test]
    fn every_page_has_language_skip_link_and_a_number_to_call() {
        let html =
            html(|| view! { <Shell title="Inloggen" texts=texts() assets=assets()>"x"</Shell> });
        assert!(html.contains(r#"<html lang="nl""#), "{html}");
        assert!(html.contains("<title>Inloggen – Voorbeeld Verzekeringen</title>"));
        assert!(html.contains(r##"href="#main""##) && html.contains(r#"id="main""#));
        assert!(html.contains(r#"href="tel:08001234" class="number">0800 1234</a>"#));
        assert!(
            html.contains(r#"<span lang="en"><a href="?taal=en" class="link">English</a></span>"#)
        );
        assert!(!html.contains("<script"), "a public page needs no script");
    }

    #[test]
    fn the_reader_knows_who_is_logged_in_and_where_they_are() {
        let html = html(|| {
            let visitor = Visitor {
                name: "Karin de Boer".into(),
                organisation: "Kantoor De Boer".into(),
                log_out: Act::post("Uitloggen", "/uitloggen"),
                admin_line: Some("Uw gebruikersbeheerder: u zelf".into()),
            };
            let nav = vec![NavLink {
                label: "Medewerkers".into(),
                href: "/beheer".into(),
                current: true,
                waits: String::new(),
            }];
            view! { <Shell title="Medewerkers" texts=texts() assets=assets() visitor=Some(visitor) nav>"x"</Shell> }
        });
        assert!(html.contains("Karin de Boer · <strong>Kantoor De Boer</strong>"));
        assert!(html.contains(r#"method="post" action="/uitloggen""#));
        assert!(html.contains(r#"aria-current="page""#));
        assert!(html.contains("Uw gebruikersbeheerder: u zelf"));
    }
}

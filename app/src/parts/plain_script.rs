//! Tiny scripts, written into the page itself: whoever cannot get in waits for no module. A page gets the ones that what
//! is on it asks for, so that none can be forgotten and none comes along for nothing.
//! Everything works without them; then the button is not there.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use leptos::prelude::*;

/// A press on the button shows the password or hides it, and the two words change places. What is sent is a password
/// again, or the browser would offer to remember it as an ordinary text.
const SHOW_PASSWORD: &str = "(d=>{let s='.field-show',f=b=>{let i=b.previousElementSibling,t=b.firstChild,w=b.dataset.other;\
b.dataset.other=t.data;t.data=w;i.type=i.type=='text'?'password':'text'};\
d.addEventListener('click',e=>{let b=e.target.closest(s);b&&f(b)});\
d.addEventListener('submit',e=>e.target.querySelectorAll('[type=text]+'+s).forEach(f))})(document)";

/// The code from the message that was just received, on telephones that offer it (WebOTP). It is filled in, never
/// sent: pressing the button stays with the person.
const FILL_CODE: &str = "addEventListener('load',()=>{let f=document.querySelector('[autocomplete=one-time-code]');\
f&&window.OTPCredential&&navigator.credentials.get({otp:{transport:['sms']}}).then(c=>f.value||=c.code,()=>0)})";

/// A button or link that helps only after a while says how long, and does nothing until then. It looks at the clock: a
/// tab in the background, or a laptop that slept, catches up at once.
const COUNT_DOWN: &str = "addEventListener('DOMContentLoaded',()=>document.querySelectorAll('[data-wait]').forEach(b=>{\
let t=b.firstChild,d=b.dataset,s=t.data,e=Date.now()+d.wait*1e3,\
f=()=>{let n=Math.ceil((e-Date.now())/1e3),w=n>0;t.data=w?d.waiting.replace('#',n):s;b.setAttribute('aria-disabled',w);\
w&&setTimeout(f,250)};b.onclick=i=>{Date.now()<e&&i.preventDefault()};f()}))";

/// The warning of whoever is logged in and does nothing: shown when it is time, and on pages in other windows put off as
/// well when it is answered. Beside the button stands the address that keeps a session awake.
const STILL_HERE: &str = "addEventListener('DOMContentLoaded',()=>{let r=document.querySelector('.still-here'),d=r.dataset,\
[w,o]=r.children,c=new BroadcastChannel('here'),t,f=()=>{let n=(Date.now()-t)/1e3;o.hidden=n<d.ends;w.hidden=n<d.after||n>=d.ends},\
s=()=>{t=Date.now();f()};s();c.onmessage=s;c.postMessage(0);setInterval(f,5e3);w.querySelector('button').onclick=()=>\
fetch(d.ask).then(a=>{a.redirected?(t=0,f()):(s(),c.postMessage(0))},()=>0)})";

/// What is being filled in is kept when the page is left without the button; what the button sends is kept anyway. The same
/// form in the other language comes once it is kept: it would be drawn before, and empty.
const KEEP_TYPED: &str = "(a=>{let s,d=document,k=f=>{let e=d.querySelector('[data-keep]');\
return f(e.dataset.keep,new URLSearchParams(new FormData(e.form)))};a('submit',()=>s=1);\
a('pagehide',()=>s||k((u,b)=>navigator.sendBeacon(u,b)));a('click',e=>{let l=e.target.closest('[href^=\"?taal=\"]'),\
g=()=>location=l.href;l&&!e.ctrlKey&&!e.metaKey&&(e.preventDefault(),k((u,body)=>fetch(u,{method:'POST',body}).then(g,g)))})\
})(addEventListener)";

/// An address that was typed and not sent goes along to the next page of this tab that asks for one (WCAG 3.3.7). What is
/// sent, the session carries.
const CARRY_EMAIL: &str = "((a,k)=>{let s,f=()=>document.querySelector('[data-carry]'),m=sessionStorage;a('submit',()=>s=1);\
a('pagehide',()=>{let e=f();!s&&e.value&&m.setItem(k,e.value)});\
a('DOMContentLoaded',()=>{let e=f();e.value||=m.getItem(k)||'';m.removeItem(k)})})(addEventListener,'typed')";

/// Filling in a field chooses the answer that it belongs to.
const TICK_WITH: &str = "addEventListener('input',e=>{let f=e.target,t=f.dataset.ticks;\
t&&f.value&&(document.getElementById(t).checked=true)})";

/// The button that prints.
const PRINT: &str = "addEventListener('click',e=>e.target.closest('.print-button')&&print())";

/// The button that leads back to a form goes back in the history: the browser still has what was filled in there.
const GO_BACK: &str = "addEventListener('click',e=>{e.target.closest('.page-actions a')&&history.length>1&&\
(e.preventDefault(),history.back())})";

/// A page that waits looks every quarter of a minute whether it says something else by now, and then shows that in its place,
/// with what was told: while it is looked at, and nothing is chosen or focused there but that. What was told is over when a
/// colleague decided what it said was waiting.
const LOOK_AGAIN: &str = "(d=>{let s='[data-fresh]',q=(s,x=d)=>x.querySelector(s),f=()=>d.hidden||q(s+' :focus:not(.told),'+s+\
' :checked:not([value=\"\"])'),t=setInterval(()=>{let w=q('[data-said]'),v=w.dataset;f()||fetch(v.ask).then(a=>\
a.redirected?clearInterval(t):a.ok&&a.text().then(h=>{let p=new DOMParser().parseFromString(h,'text/html'),n=q(s,p),\
o=q(s),k=q('.told',o),c=x=>q('[data-decided]',x)?.dataset.decided;\
k&&c(n)==c(o)&&q('.page-body',n).prepend(k.cloneNode(1));\
f()||n.textContent==o.textContent||(o.replaceWith(n),d.title=p.title,w.textContent=v.said)}),()=>0)},15e3)})(document)";

/// A form is sent once: a second press within seconds does nothing, until the page is shown again.
const SEND_ONCE: &str = "(a=>{let s=new WeakMap;a('submit',e=>{let f=e.target,n=Date.now();e.defaultPrevented||f.method!='post'||\
(n-s.get(f)<5e3?e.preventDefault():s.set(f,n))});a('pageshow',()=>s=new WeakMap)})(addEventListener)";

/// A form that came back stands in the history as what it is: a page, not a deed. Going back to it, or loading it anew, would
/// otherwise have the browser ask in its own words whether the form is to be sent again.
const ASK_ANEW: &str = "history.replaceState(null,'',document.currentScript.dataset.page)";

/// What the parts of one page ask for, in the reader's language. Put into the context of the page before it is drawn.
#[derive(Clone)]
pub struct PlainScripts {
    show: &'static str,
    hide: &'static str,
    password: Arc<AtomicBool>,
    code: Arc<AtomicBool>,
    wait: Arc<AtomicBool>,
    still_here: Arc<AtomicBool>,
    print: Arc<AtomicBool>,
    keep: Arc<AtomicBool>,
    email: Arc<AtomicBool>,
    ticks: Arc<AtomicBool>,
    back: Arc<AtomicBool>,
    once: Arc<AtomicBool>,
    again: Arc<AtomicBool>,
    anew: Arc<AtomicBool>,
    answers: Option<String>,
}

impl PlainScripts {
    /// For a page whose fields show their button as `show`, and as `hide` while the password can be read.
    pub fn new(show: &'static str, hide: &'static str) -> Self {
        Self {
            show,
            hide,
            password: Arc::default(),
            code: Arc::default(),
            wait: Arc::default(),
            still_here: Arc::default(),
            print: Arc::default(),
            keep: Arc::default(),
            email: Arc::default(),
            ticks: Arc::default(),
            back: Arc::default(),
            once: Arc::default(),
            again: Arc::default(),
            anew: Arc::default(),
            answers: None,
        }
    }

    /// The same for the answer to a form: `page` is what it shows, at whatever address the form was sent to, and `refused`
    /// whether the form came back.
    #[must_use]
    pub fn answering(self, page: Option<String>, refused: bool) -> Self {
        self.anew.store(refused, Relaxed);
        Self {
            answers: page,
            ..self
        }
    }

    /// The scripts that the parts drawn so far need, allowed by the nonce of this answer; nothing for most pages.
    pub fn view(&self, nonce: &str) -> impl IntoView + use<> {
        let page = self.answers.clone().filter(|_| self.anew.load(Relaxed));
        let anew = page.map(|page| {
            view! { <script nonce=nonce.to_owned() data-page=page>{ASK_ANEW}</script> }
        });
        let asked = [
            (&self.password, SHOW_PASSWORD),
            (&self.code, FILL_CODE),
            (&self.wait, COUNT_DOWN),
            (&self.still_here, STILL_HERE),
            (&self.print, PRINT),
            (&self.keep, KEEP_TYPED),
            (&self.email, CARRY_EMAIL),
            (&self.ticks, TICK_WITH),
            (&self.back, GO_BACK),
            (&self.once, SEND_ONCE),
            (&self.again, LOOK_AGAIN),
        ]
        .into_iter()
        .filter(|(asked, _)| asked.load(Relaxed))
        .map(|(_, script)| view! { <script nonce=nonce.to_owned()>{script}</script> })
        .collect_view();
        view! { {anew} {asked} }
    }
}

/// The button beside a password; stands directly after its input, with what it says as its first text.
pub(super) fn show_button(name: &str, label: &str) -> Option<impl IntoView + use<>> {
    let page = use_context::<PlainScripts>()?;
    page.password.store(true, Relaxed);
    // The label comes along for ears: two fields give two buttons that sound different.
    Some(view! {
        <button
            type="button"
            class="button button-second field-show needs-script"
            aria-controls=name.to_owned()
            data-other=page.hide
        >
            {page.show}
            <span class="heard">" " {label.to_owned()}</span>
        </button>
    })
}

/// Notes that this page has a field for a code.
pub(super) fn fill_code() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.code.store(true, Relaxed);
    }
}

/// Notes that something on this page has to wait.
pub(super) fn count_down() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.wait.store(true, Relaxed);
    }
}

/// Notes that this page has a form that is kept when it is left.
pub(super) fn keep_typed() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.keep.store(true, Relaxed);
    }
}

/// Notes that this page asks for one's own address.
pub(super) fn carry_email() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.email.store(true, Relaxed);
    }
}

/// Notes that this page has a field that an answer goes with.
pub(super) fn tick_with() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.ticks.store(true, Relaxed);
    }
}

/// Notes that the button of this page leads back to a form.
pub(super) fn go_back() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.back.store(true, Relaxed);
    }
}

/// Notes that this page has a form that posts.
pub(super) fn send_once() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.once.store(true, Relaxed);
    }
}

/// Notes that this page has a form that comes back when it is refused.
pub(super) fn ask_anew() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.anew.store(true, Relaxed);
    }
}

/// Notes that this page waits for somebody else.
pub(super) fn look_again() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.again.store(true, Relaxed);
    }
}

/// Notes that somebody is logged in on this page.
pub(super) fn warn_in_time() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.still_here.store(true, Relaxed);
    }
}

/// Notes that this page has a button that prints.
pub(super) fn print() {
    if let Some(page) = use_context::<PlainScripts>() {
        page.print.store(true, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::{Field, FieldKind, Form, html};

    fn page(kinds: &[FieldKind]) -> String {
        html(|| {
            let scripts = PlainScripts::new("Toon", "Verberg");
            provide_context(scripts.clone());
            let fields = kinds
                .iter()
                .map(|kind| view! { <Field kind=*kind name="x" label="Wachtwoord" /> })
                .collect_view();
            view! { {scripts.view("n0nce")} {fields} }
        })
    }

    #[test]
    fn a_page_gets_each_script_that_its_fields_ask_for_once() {
        use FieldKind::{
            AccountEmail, Code, LoginEmail, NewPassword, OtherEmail, OwnEmail, Password,
            ReadOutCode,
        };
        for (kinds, shows, fills, carries) in [
            (&[LoginEmail][..], 0, 0, 1),
            (&[OwnEmail], 0, 0, 0),
            (&[AccountEmail, OtherEmail, NewPassword], 1, 0, 0),
            (&[LoginEmail, Password], 1, 0, 1),
            (&[Password, NewPassword], 1, 0, 0),
            (&[Code], 0, 1, 0),
            (&[ReadOutCode], 0, 0, 0),
        ] {
            let html = page(kinds);
            let all = shows + fills + carries;
            assert_eq!(html.matches(CARRY_EMAIL).count(), carries, "{kinds:?}");
            assert_eq!(html.matches(SHOW_PASSWORD).count(), shows, "{kinds:?}");
            assert_eq!(html.matches(FILL_CODE).count(), fills, "{kinds:?}");
            assert_eq!(html.matches("<script").count(), all, "{kinds:?}");
            assert_eq!(html.matches("n0nce").count(), all, "{kinds:?}");
        }
    }

    #[test]
    fn a_password_can_be_shown_by_a_button_that_sends_nothing() {
        let html = page(&[FieldKind::Password]);
        assert!(html.contains(r#"<button type="button""#), "{html}");
        assert!(
            html.contains(r#"data-other="Verberg""#) && html.contains(">Toon<"),
            "{html}"
        );
        assert!(
            html.contains(r#"<span class="heard"> Wachtwoord</span>"#),
            "{html}"
        );
    }

    #[test]
    fn only_a_form_that_comes_back_is_asked_for_anew() {
        let drawn = |answers: Option<&str>, form: bool| {
            html(|| {
                let scripts = PlainScripts::new("Toon", "Verberg")
                    .answering(answers.map(str::to_owned), false);
                provide_context(scripts.clone());
                let form = form.then(|| view! { <Form primary="Verder">""</Form> });
                view! { {form} {scripts.view("n0nce")} }
            })
        };
        let said = drawn(Some("/hier?x=1"), true);
        assert!(said.contains(r#"data-page="/hier?x=1""#), "{said}");
        for (answers, form) in [(None, true), (Some("/hier"), false)] {
            assert!(
                !drawn(answers, form).contains("replaceState"),
                "{answers:?} {form}"
            );
        }
    }

    #[test]
    fn the_scripts_are_small_enough_to_stand_in_every_page() {
        for script in [
            SHOW_PASSWORD,
            FILL_CODE,
            COUNT_DOWN,
            STILL_HERE,
            KEEP_TYPED,
            CARRY_EMAIL,
            TICK_WITH,
            PRINT,
            GO_BACK,
            SEND_ONCE,
            LOOK_AGAIN,
            ASK_ANEW,
        ] {
            assert!(script.len() <= 576, "{} bytes", script.len());
        }
    }
}

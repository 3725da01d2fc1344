//! Forms that are filled in wrong, and forms that are none of ours.

use axum::{
    body::Body,
    http::{Method, header},
};

use super::house::{Answer, House, On, Visitor};

const FORM: &str = "application/x-www-form-urlencoded";

/// A refused form: 422, the title says so, and each text stands in the summary and at its field.
#[track_caller]
fn refused(answer: &Answer, texts: &[&str]) {
    assert_eq!(answer.status, 422, "{}", answer.in_short());
    assert!(answer.title().starts_with("Fout: "), "{}", answer.title());
    for text in texts {
        assert_eq!(
            answer.body.matches(text).count(),
            2,
            "{text} in\n{}",
            answer.body
        );
    }
    assert_eq!(
        answer.body.contains("class=\"error-summary\""),
        !texts.is_empty()
    );
}

fn raw(visitor: &Visitor<'_>, kind: &str, body: impl Into<Body>) -> axum::http::Request<Body> {
    let request = visitor.request(Method::POST, "/inloggen", "same-origin");
    request
        .header(header::CONTENT_TYPE, kind)
        .body(body.into())
        .unwrap()
}

flows::on_each_database! {
    async fn what_is_wrong_with_a_login_is_said_twice_and_what_was_typed_stays(on: On) {
        let house = House::new(on).await;
        let long = "a".repeat(300);
        let no_address = "Dit lijkt geen e-mailadres. Er hoort een @ in. Voorbeeld: naam@bedrijf.nl.";
        for (email, password, texts) in [
            ("", "", &["Vul een e-mailadres in.", "Vul een wachtwoord in."][..]),
            ("", "geheim woord 1", &["Vul een e-mailadres in."]),
            ("karin", "geheim woord 1", &[no_address]),
            ("karin", "", &[no_address, "Vul een wachtwoord in."]),
            ("karin@", "geheim woord 1", &["Dit lijkt geen e-mailadres. Voorbeeld: naam@bedrijf.nl."]),
            ("Karin <karin@kantoor-deboer.example>", "geheim woord 1", &["Vul alleen het e-mailadres in, zonder naam erbij."]),
            ("karin@kantoor-deboer.example", "", &["Vul een wachtwoord in."]),
            ("karin@kantoor-deboer.example", "een verkeerd wachtwoord", &[]),
        ] {
            let mut stranger = house.stranger();
            let answer = stranger.types(email, password).await;
            refused(&answer, texts);
            if !email.is_empty() {
                let escaped = email.replace('<', "&lt;").replace('>', "&gt;");
                assert!(answer.body.contains(&format!("value=\"{escaped}\"")) || answer.body.contains(&format!("value=\"{email}\"")), "{email} is gone\n{}", answer.body);
            }
            if !password.is_empty() {
                answer.hides(password);
            }
        }
        let answer = house.stranger().types("karin@kantoor-deboer.example", &long).await;
        assert_eq!(answer.status, 422);
        answer.hides(&long);
        assert_eq!(house.stranger().posts("/inloggen", &[]).await.status, 422, "no fields are empty fields");
    }

    async fn what_is_wrong_with_a_code_is_said_twice_and_costs_no_try(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await;
        let code = house.code_for("jan").await;
        for _ in 0..3 {
            for typed in ["", "12345", "1234567", "abcdef", "12345a"] {
                let answer = jan.types_code(typed).await;
                assert_eq!(answer.status, 422, "{typed:?}");
                answer.shows("class=\"error-summary\"").shows("href=\"#code\"");
                assert!(answer.title().starts_with("Fout: "));
            }
        }
        refused(&jan.types_code("").await, &["Vul de 6 cijfers uit de sms in."]);
        let with_space = format!(" {} {} ", &code[..3], &code[3..]);
        jan.types_code(&with_space).await.leads_to("/start");
        assert!(jan.reads_warning().await);
    }

    async fn a_form_that_is_too_big_is_refused_with_a_page(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        let big = format!("email={}", "a".repeat(64 * 1024));
        for announced in [true, false] {
            let mut request = raw(&stranger, FORM, big.clone());
            if announced {
                request = Visitor::with(request, "content-length", &big.len().to_string());
            }
            let answer = stranger.sends(request).await;
            assert_eq!(answer.in_short(), "413 Dat is te veel tegelijk – Mijn Voorbeeld", "announced: {announced}");
            answer.shows("Er is niets gewijzigd.");
        }
        let fits = format!("email={}", "a".repeat(60 * 1024));
        let request = raw(&stranger, FORM, fits);
        assert_eq!(stranger.sends(request).await.status, 422);
    }

    async fn sec_46_forms_that_are_none_of_ours_are_refused_with_a_page_and_change_nothing(on: On) {
        let house = House::new(on).await;
        let good = "email=karin%40kantoor-deboer.example&password=zonnige+fietstocht+2026";
        let mut unknown = house.stranger();
        for fields in [
            &[("email", "karin@kantoor-deboer.example"), ("password", "zonnige fietstocht 2026"), ("role", "beheerder")][..],
            &[("organisation", "1")],
            &[("", "x")],
        ] {
            let answer = unknown.posts("/inloggen", fields).await;
            assert_eq!(answer.in_short(), "400 Dit formulier kwam niet goed aan – Mijn Voorbeeld", "{fields:?}");
        }
        for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x", "", "application/x-www-form-urlencoded2"] {
            let mut stranger = house.stranger();
            let request = raw(&stranger, kind, good);
            let answer = stranger.sends(request).await;
            assert_eq!(answer.in_short(), "400 Dit formulier kwam niet goed aan – Mijn Voorbeeld", "{kind:?}");
        }
        let mut stranger = house.stranger();
        let request = raw(&stranger, FORM, vec![0xff, 0xfe, b'=']);
        assert_eq!(stranger.sends(request).await.status, 400, "not UTF-8");
        assert_eq!(house.number("select count(*) from audit where event = $1", "password_right").await, 0);
        let request = raw(&stranger, "application/x-www-form-urlencoded; charset=UTF-8", good);
        stranger.sends(request).await.leads_to("/inloggen/code");
        house.letter_to("+31612345601").await;
    }
}

//! What somebody typed into a form. Kept as it was typed, so that a refused form comes back as it was;
//! secrets are taken out and are never shown again.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};

use flows::Seen;

use super::{media::media_type, stop::Stop};
use crate::parts::SEEN;

/// The fields of a form, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Typed(Vec<(String, String)>);

/// A form as it arrived, before anybody said which fields it may have.
#[derive(Clone, Debug)]
pub struct Unread(Typed);

impl Unread {
    /// The form, if it has no fields but these. A field that we never sent is somebody trying things (SEC-46).
    pub fn only(self, fields: &[&str]) -> Result<Typed, Stop> {
        let known = self
            .0
            .0
            .iter()
            .all(|(name, _)| fields.contains(&name.as_str()));
        if known {
            Ok(self.0)
        } else {
            Err(Stop::BadForm)
        }
    }
}

impl Typed {
    /// A form with one field filled in, as for somebody whose address is known already.
    pub fn with(name: &str, value: impl Into<String>) -> Self {
        Self(vec![(name.to_owned(), value.into())])
    }

    /// A form as browsers send it.
    pub(super) fn read(form: &[u8]) -> Self {
        Self(form_urlencoded::parse(form).into_owned().collect())
    }

    /// With one field more.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// What was typed into a field; empty if nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// What whoever sent it had seen.
    pub fn seen(&self) -> Seen {
        Seen::sent(self.get(SEEN))
    }

    /// What was typed, as a value to show again; nothing for an empty field.
    pub fn value(&self, name: &str) -> Option<String> {
        Some(self.get(name))
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
    }

    /// Every value of a field that may be chosen more than once.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// Takes a secret out, so that it cannot be shown again.
    pub fn take(&mut self, name: &str) -> String {
        let mut taken = String::new();
        self.0.retain_mut(|(field, value)| {
            let mine = field == name;
            if mine && taken.is_empty() {
                taken = std::mem::take(value);
            }
            !mine
        });
        taken
    }

    /// These fields once more as a form, to be sent again after a code was asked for.
    pub fn again(self) -> Unread {
        Unread(self)
    }

    /// How much this is, in bytes.
    pub fn size(&self) -> usize {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| name.len() + value.len()).sum()
    }

    /// Whether nothing was typed at all.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, value)| value.is_empty())
    }
}

impl<S: Send + Sync> FromRequest<S> for Unread {
    type Rejection = Stop;

    async fn from_request(request: Request, state: &S) -> Result<Self, Stop> {
        let form = media_type(request.headers())
            .is_some_and(|kind| kind == "application/x-www-form-urlencoded");
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Stop::BadForm)?;
        // A button without fields sends no body, and some browsers then no type either.
        if !form && !body.is_empty() {
            return Err(Stop::BadForm);
        }
        std::str::from_utf8(&body).map_err(|_| Stop::BadForm)?;
        Ok(Self(Typed::read(&body)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn sec_46_a_field_that_we_never_sent_is_refused() {
        let form = typed(&[("email", "jan@garage.example"), ("role", "beheerder")]);
        assert!(form.clone().again().only(&["email", "role"]).is_ok());
        assert!(matches!(form.again().only(&["email"]), Err(Stop::BadForm)));
    }

    #[test]
    fn a_secret_that_was_taken_is_not_there_any_more() {
        let mut form = typed(&[
            ("email", "a"),
            ("password", "geheim"),
            ("password", "nog een"),
        ]);
        assert_eq!(form.take("password"), "geheim");
        assert_eq!(form, typed(&[("email", "a")]));
        assert_eq!(form.take("password"), "");
    }
}

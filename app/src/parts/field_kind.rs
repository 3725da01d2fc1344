//! What a field asks, and with that every attribute a browser, a phone keyboard or a
//! password manager needs. One table, so that no form invents its own.
//! Data about somebody else is never autofilled: it would be the admin's own.

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Anything in words, about anybody; never autofilled.
    Text,
    /// The e-mail address someone logs in with, or names as their own.
    LoginEmail,
    /// Shown beside a new password, read-only, so that the manager saves the right account.
    AccountEmail,
    /// One's own e-mail address, where there is no account yet.
    OwnEmail,
    /// The e-mail address of somebody else.
    OtherEmail,
    /// The password there is.
    Password,
    /// The password there will be.
    NewPassword,
    /// Six digits from a message or an app.
    Code,
    /// Six digits that somebody on the telephone reads out: a message on this device has others.
    ReadOutCode,
    /// One's own mobile number.
    OwnMobile,
    /// The mobile number of somebody else.
    OtherMobile,
    /// One's own first name.
    GivenName,
    /// One's own family name.
    FamilyName,
    /// The name of one's own company.
    Organization,
    /// A number of ours, such as a policy or agent number: digits, but no quantity.
    Number,
    /// A day.
    Date,
    /// Words to look for in a list.
    Search,
}

/// The attributes of one `<input>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes {
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub inputmode: Option<&'static str>,
    pub autocapitalize: Option<&'static str>,
    pub spellcheck: Option<&'static str>,
    pub passwordrules: Option<&'static str>,
    pub readonly: bool,
    pub class: &'static str,
}

const PLAIN: Attributes = Attributes {
    kind: "text",
    autocomplete: "off",
    inputmode: None,
    autocapitalize: None,
    spellcheck: Some("false"),
    passwordrules: None,
    readonly: false,
    class: "field-input",
};

const EMAIL: Attributes = Attributes {
    kind: "email",
    autocomplete: "username",
    inputmode: Some("email"),
    autocapitalize: Some("none"),
    ..PLAIN
};

const PASSWORD: Attributes = Attributes {
    kind: "password",
    autocomplete: "current-password",
    autocapitalize: Some("none"),
    ..PLAIN
};

const CODE: Attributes = Attributes {
    inputmode: Some("numeric"),
    class: "field-input field-code",
    ..PLAIN
};

impl FieldKind {
    /// Whether it is a code: never written into a page.
    pub(super) fn is_code(self) -> bool {
        matches!(self, Self::Code | Self::ReadOutCode)
    }

    /// Whether what is typed goes along to the next page that asks for it. Not the address in a request for an admin, who may be
    /// somebody else than whoever tried to log in here.
    pub(super) fn carries(self) -> bool {
        matches!(self, Self::LoginEmail)
    }

    pub(super) fn attributes(self) -> Attributes {
        match self {
            Self::Text => PLAIN,
            Self::LoginEmail => EMAIL,
            Self::AccountEmail => Attributes {
                readonly: true,
                ..EMAIL
            },
            Self::OwnEmail => Attributes {
                autocomplete: "email",
                ..EMAIL
            },
            Self::OtherEmail => Attributes {
                autocomplete: "off",
                ..EMAIL
            },
            Self::Password => PASSWORD,
            Self::NewPassword => Attributes {
                autocomplete: "new-password",
                passwordrules: Some("minlength: 12; allowed: unicode;"),
                ..PASSWORD
            },
            Self::Code => Attributes {
                autocomplete: "one-time-code",
                ..CODE
            },
            Self::ReadOutCode => CODE,
            Self::OwnMobile => Attributes {
                kind: "tel",
                autocomplete: "tel",
                class: "field-input field-short",
                ..PLAIN
            },
            Self::OtherMobile => Attributes {
                kind: "tel",
                class: "field-input field-short",
                ..PLAIN
            },
            Self::GivenName => Attributes {
                autocomplete: "given-name",
                ..PLAIN
            },
            Self::FamilyName => Attributes {
                autocomplete: "family-name",
                ..PLAIN
            },
            Self::Organization => Attributes {
                autocomplete: "organization",
                ..PLAIN
            },
            Self::Number => Attributes {
                inputmode: Some("numeric"),
                class: "field-input field-short",
                ..PLAIN
            },
            Self::Date => Attributes {
                kind: "date",
                class: "field-input field-short",
                spellcheck: None,
                ..PLAIN
            },
            Self::Search => Attributes {
                kind: "search",
                inputmode: Some("search"),
                ..PLAIN
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_password_managers_are_told_what_each_field_is() {
        use FieldKind::*;
        for (kind, input, autocomplete) in [
            (Text, "text", "off"),
            (LoginEmail, "email", "username"),
            (AccountEmail, "email", "username"),
            (Password, "password", "current-password"),
            (NewPassword, "password", "new-password"),
            (Code, "text", "one-time-code"),
            (ReadOutCode, "text", "off"),
            (OwnEmail, "email", "email"),
            (OwnMobile, "tel", "tel"),
            (GivenName, "text", "given-name"),
            (FamilyName, "text", "family-name"),
            (Organization, "text", "organization"),
            (OtherEmail, "email", "off"),
            (OtherMobile, "tel", "off"),
        ] {
            let is = kind.attributes();
            assert_eq!(
                (is.kind, is.autocomplete),
                (input, autocomplete),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn a_code_is_typed_on_digits_but_is_no_quantity() {
        let code = FieldKind::Code.attributes();
        assert_eq!((code.kind, code.inputmode), ("text", Some("numeric")));
    }
}

//! The form for one kind of company: which fields, in which order, with which words. Data of a deployment.

use crate::{Language, organisations::Words};

/// The most fields of its own that a form can have.
pub const OWN_FIELDS: usize = 9;

/// What a field asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The number by which we know the company; what it is called, and how long it is, the catalogue says.
    Number,
    /// Name of the company.
    Company,
    /// Voornaam.
    GivenName,
    /// Voorletters; worked out from the first name when left empty.
    Initials,
    /// Tussenvoegsel.
    Infix,
    /// Achternaam.
    FamilyName,
    /// Man, woman, X, or nothing said.
    Sex,
    /// E-mail address: becomes the login name.
    Email,
    /// Mobile number: codes go there.
    Mobile,
    /// Anything else, in a few sentences.
    Remark,
    /// A field of this deployment's own, on one line.
    Own {
        /// Code under which the answer is kept.
        code: String,
        /// Most characters of an answer.
        most: usize,
    },
}

impl Ask {
    /// The fields we know, by the code that content uses.
    pub const KNOWN: [(&'static str, Self); 10] = [
        ("number", Self::Number),
        ("company", Self::Company),
        ("given-name", Self::GivenName),
        ("initials", Self::Initials),
        ("infix", Self::Infix),
        ("family-name", Self::FamilyName),
        ("sex", Self::Sex),
        ("email", Self::Email),
        ("mobile", Self::Mobile),
        ("remark", Self::Remark),
    ];
}

/// What somebody says on a form that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Man.
    Man,
    /// Vrouw.
    Woman,
    /// X.
    X,
    /// "Zeg ik liever niet".
    Unsaid,
}

impl Sex {
    /// The answers, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Man, Self::Woman, Self::X, Self::Unsaid];

    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Man => "man",
            Self::Woman => "woman",
            Self::X => "x",
            Self::Unsaid => "unsaid",
        }
    }

    /// The answer of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sex| sex.code() == code)
    }
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// What it asks.
    pub ask: Ask,
    /// What it is called here; a field that we know has a name by itself.
    pub label: Option<Words>,
    /// Where the answer is found, or what it is used for.
    pub hint: Option<Words>,
    /// Whether it may stay empty.
    pub optional: bool,
}

/// The form for one kind of company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Code of the kind in the catalogue.
    pub kind: String,
    /// Its part of the address of the page.
    pub path: String,
    /// Code of the desk that answers.
    pub desk: String,
    /// Working days within which it does.
    pub reply_working_days: usize,
    /// What to have at hand.
    pub intro: Words,
    /// The fields, in the order in which they are asked.
    pub fields: Vec<FormField>,
}

impl Form {
    /// The field that asks this, if the form has one.
    pub fn field(&self, ask: &Ask) -> Option<&FormField> {
        self.fields.iter().find(|field| field.ask == *ask)
    }

    /// The fields of its own, in the order of the form.
    pub fn own(&self) -> impl Iterator<Item = (&FormField, &str, usize)> {
        self.fields.iter().filter_map(|field| match &field.ask {
            Ask::Own { code, most } => Some((field, code.as_str(), *most)),
            _ => None,
        })
    }

    /// What an own field is called; its code, once it left the form.
    pub fn own_label(&self, code: &str, language: Language) -> String {
        self.own()
            .find(|(_, own, _)| *own == code)
            .and_then(|(field, _, _)| field.label.as_ref())
            .map_or_else(|| code.to_owned(), |label| label.get(language).to_owned())
    }
}

/// Every form of a deployment, in the order of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms(pub Vec<Form>);

impl Forms {
    /// The form at a part of an address.
    pub fn at(&self, path: &str) -> Option<&Form> {
        self.0.iter().find(|form| form.path == path)
    }

    /// The form for a kind of company.
    pub fn of_kind(&self, kind: &str) -> Option<&Form> {
        self.0.iter().find(|form| form.kind == kind)
    }
}

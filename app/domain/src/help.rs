//! Help at logging in: in what capacity somebody comes, what does not work, and the one answer. Data of a deployment;
//! here is only what such data consists of.

use std::collections::BTreeMap;

use crate::{Language, organisations::Words};

/// Everything that the help pages can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// Who people are, in the order of the screen.
    pub capacities: Vec<Capacity>,
    /// Every problem that some capacity has.
    pub problems: Vec<Problem>,
    answers: BTreeMap<(String, String, &'static str), Answer>,
}

/// In what capacity somebody logs in (hoedanigheid).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Code, as in addresses.
    pub code: String,
    /// What people call themselves.
    pub name: Words,
    /// Code of the kind of organisation they work at, if it is one.
    pub kind: Option<String>,
    /// Code of the desk that helps them when nothing else does.
    pub desk: String,
    /// Codes of their problems, the most frequent first.
    pub problems: Vec<String>,
}

/// Something that does not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Code, as in addresses.
    pub code: String,
    /// As people would say it.
    pub name: Words,
    /// The button of its answer.
    pub action: Action,
}

/// What the button of an answer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Log in.
    LogIn,
    /// Ask for a link to choose a new password.
    Reset,
    /// Change the password while one still knows it.
    ChangePassword,
    /// Ask the own admin for help.
    AskAdmin,
    /// Ask the own admin for another mobile number.
    AskAdminForNumber,
    /// Have the name of the own admin mailed.
    MyAdmin,
    /// Call the desk of this capacity.
    Call,
    /// Look at the help for somebody in another capacity.
    OtherCapacity,
    /// Ask to be appointed admin.
    Appoint,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::LogIn,
        Self::Reset,
        Self::ChangePassword,
        Self::AskAdmin,
        Self::AskAdminForNumber,
        Self::MyAdmin,
        Self::Call,
        Self::OtherCapacity,
        Self::Appoint,
    ];

    /// The code used in content.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::Reset => "reset",
            Self::ChangePassword => "change-password",
            Self::AskAdmin => "ask-admin",
            Self::AskAdminForNumber => "ask-admin-number",
            Self::MyAdmin => "my-admin",
            Self::Call => "call",
            Self::OtherCapacity => "other-capacity",
            Self::Appoint => "appoint",
        }
    }

    /// The action of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// What a text leaves open until it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Number of the desk of this capacity.
    Phone,
    /// Mailbox of that desk.
    Email,
    /// What that desk is called.
    Desk,
    /// Its week in words.
    Week,
    /// Whether it answers now.
    Now,
    /// Name of the insurer.
    Insurer,
    /// Name of the portal.
    Portal,
    /// How soon a request for an admin is answered.
    Reply,
}

impl Blank {
    /// All of them, with the word that stands for them in a text.
    pub const ALL: [(&'static str, Self); 8] = [
        ("desk.phone", Self::Phone),
        ("desk.email", Self::Email),
        ("desk.name", Self::Desk),
        ("desk.week", Self::Week),
        ("desk.now", Self::Now),
        ("insurer", Self::Insurer),
        ("portal", Self::Portal),
        ("reply", Self::Reply),
    ];
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// HTML that we made from a text of the operator.
    Html(String),
    /// To be filled in.
    Blank(Blank),
}

/// One answer in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Its heading, in plain text.
    pub title: String,
    /// What to do.
    pub body: Vec<Piece>,
}

impl Help {
    /// People and problems, with nothing said yet.
    pub fn new(capacities: Vec<Capacity>, problems: Vec<Problem>) -> Self {
        Self {
            capacities,
            problems,
            answers: BTreeMap::new(),
        }
    }

    /// Adds what is said to people of a capacity about a problem.
    pub fn say(&mut self, capacity: &str, problem: &str, language: Language, answer: Answer) {
        let key = (capacity.to_owned(), problem.to_owned(), language.code());
        self.answers.insert(key, answer);
    }

    /// The capacity of a code.
    pub fn capacity(&self, code: &str) -> Option<&Capacity> {
        self.capacities
            .iter()
            .find(|capacity| capacity.code == code)
    }

    /// Codes of the desks by the kind of organisation whose people they help: those of the first capacity of each kind.
    pub fn desks_of_kinds(&self) -> BTreeMap<String, String> {
        let named = self.capacities.iter().rev();
        named
            .filter_map(|capacity| Some((capacity.kind.clone()?, capacity.desk.clone())))
            .collect()
    }

    /// The problem of a code.
    pub fn problem(&self, code: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.code == code)
    }

    /// What people of a capacity can have trouble with, in their order.
    pub fn problems_of<'a>(&'a self, capacity: &'a Capacity) -> impl Iterator<Item = &'a Problem> {
        capacity
            .problems
            .iter()
            .filter_map(|code| self.problem(code))
    }

    /// The answer, if people of this capacity have this problem.
    pub fn answer(&self, capacity: &str, problem: &str, language: Language) -> Option<&Answer> {
        let key = (capacity.to_owned(), problem.to_owned(), language.code());
        self.answers.get(&key)
    }
}

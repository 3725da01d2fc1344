//! Everything that can be wrong with what somebody typed into a form.
//!
//! One list, so that there is one place where screens turn problems into words, and the compiler names a forgotten one.

use super::{
    code::CodeProblem, email_address::EmailProblem, mobile_number::MobileProblem,
    password_rules::PasswordProblem, person_name::NameProblem, short_text::TextProblem,
};

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// With an e-mail address.
    Email(EmailProblem),
    /// With a mobile number.
    Mobile(MobileProblem),
    /// With a part of a name.
    Name(NameProblem),
    /// With a password.
    Password(PasswordProblem),
    /// No code was typed.
    CodeMissing,
    /// A code with too few or too many digits.
    CodeLength {
        /// Digits typed.
        has: usize,
        /// Digits a code has.
        needs: usize,
    },
    /// A code with something else than digits in it.
    CodeNotDigits,
    /// Nothing was chosen where one thing must be.
    NotChosen(ChoiceOf),
    /// No day that exists.
    DateMalformed,
    /// A day that has passed where a coming one is needed.
    DateInPast,
    /// A first day that is more than a year away.
    DateTooFar,
    /// The last day lies before the first.
    DateOrder,
    /// With a short text.
    Text(TextProblem),
}

/// What is chosen from a few answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChoiceOf {
    /// One of the companies where somebody has access.
    Company,
    /// The language of letters.
    Language,
    /// What somebody needs help with.
    Help,
    /// Why a request is turned down.
    Reason,
    /// The number that a code goes to.
    Number,
    /// What somebody says of the own sex.
    Sex,
    /// When access stops.
    When,
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}

impl From<EmailProblem> for Problem {
    fn from(problem: EmailProblem) -> Self {
        Self::Email(problem)
    }
}

impl From<MobileProblem> for Problem {
    fn from(problem: MobileProblem) -> Self {
        Self::Mobile(problem)
    }
}

impl From<NameProblem> for Problem {
    fn from(problem: NameProblem) -> Self {
        Self::Name(problem)
    }
}

impl From<PasswordProblem> for Problem {
    fn from(problem: PasswordProblem) -> Self {
        Self::Password(problem)
    }
}

impl From<CodeProblem> for Problem {
    fn from(problem: CodeProblem) -> Self {
        match problem {
            CodeProblem::Missing => Self::CodeMissing,
            CodeProblem::Length { has, needs } => Self::CodeLength { has, needs },
            CodeProblem::NotDigits => Self::CodeNotDigits,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{code::TypedCode, email_address::EmailAddress};
    use super::{CodeProblem, EmailProblem, Problem};

    fn read(email: &str, code: &str) -> Result<(), Problem> {
        EmailAddress::parse(email)?;
        TypedCode::parse(code)?;
        Ok(())
    }

    #[test]
    fn a_form_collects_problems_of_every_field() {
        assert_eq!(read("jan", ""), Err(Problem::Email(EmailProblem::NoAt)));
        assert_eq!(read("jan@garage.nl", ""), Err(Problem::CodeMissing));
        assert_eq!(
            read("jan@garage.nl", "12"),
            Err(Problem::CodeLength { has: 2, needs: 6 })
        );
        assert_eq!(read("jan@garage.nl", "12345x"), Err(Problem::CodeNotDigits));
        assert_eq!(read("jan@garage.nl", "123456"), Ok(()));
        assert_eq!(Problem::from(CodeProblem::Missing), Problem::CodeMissing);
    }
}

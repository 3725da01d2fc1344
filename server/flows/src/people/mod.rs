//! People: the staff of an organisation as its admin sees them, and what the admin does for them.
//! The organisation comes only from the permit; a target elsewhere and a target that never was are refused alike.

mod abandoned;
mod access;
mod access_code;
mod admins;
pub mod check;
mod deed;
mod elsewhere;
mod held;
pub mod help;
mod invitation;
mod invite;
mod letter;
mod limits;
mod list;
mod mobile;
mod namesake;
mod need;
mod one;
mod own_name;
mod posts;
mod returning;
mod rights;
mod spent;
mod sql;
mod stand_in;
mod store;
mod target;
mod test_sms;
mod unblock;
mod words_and_rights;

pub use abandoned::{
    end_abandoned_stand_ins, end_abandoned_stops, sweep as forget_made, undo_admins,
};
pub(crate) use abandoned::{note_accepted_admin, note_admin};
pub(crate) use access::stop_for_desk;
pub use access::{Restored, Stop, Stopped, end_sessions, restore_access, stop_access};
pub(crate) use admins::promote;
pub use admins::{make_admin, remove_admin};
pub(crate) use deed::Doer;
pub use deed::{Lacks, NotEnough, Over, Refusal, Whose};
pub(crate) use elsewhere::{
    elsewhere, invitation_blocked, is_invitation_shut, is_locked_out, lifter, lifter_of_invited,
    only_desk_lifts, works_elsewhere,
};
pub use held::hold_invitations;
pub(crate) use held::{counts_until, hold_sent_by};
pub(crate) use invitation::{
    answer_help, end_invitation, end_invitation_of_anybody, invited_just_now,
};
pub use invitation::{remind_invitations, resend_invitation, withdraw_invitation};
pub use invite::{Invite, Invited, invite};
pub(crate) use letter::{Invitee, right_names, send_invitation, send_invitation_as};
pub use list::{Count, Cursor, Filter, MOST_HITS, PAGE, Page, Person, admins, count, list};
pub(crate) use mobile::redirect_codes;
pub use mobile::{change_mobile, has_number};
pub use need::{Course, InNeed, Need, Needing, Why, in_need};
pub use one::{HelpOpen, Invitation, RightHeld, StoppedBy, WholePerson, one};
pub(crate) use own_name::{Renamed, rename};
pub(crate) use posts::{helper_for_account, posts_of, stand_in_reaches};
pub(crate) use returning::invite_back;
pub use rights::{
    ChangedRights, NewRights, Terms, change_rights, rights_in_common, rights_to_copy,
    rights_to_give,
};
pub(crate) use rights::{rights_of, tell_rights};
pub use spent::Spent;
pub use stand_in::{appoint_stand_in, end_stand_in, stand_ins, stand_ins_seen};
pub(crate) use store::{NewPerson, add, correct, known_before};
pub use target::restorable_until;
pub(crate) use target::{Target, end_of, lock_target};
pub use test_sms::test_number;
pub use unblock::{Unblocked, lock_out_seen, send_reset_link, unblock};
pub(crate) use unblock::{lift, reset_off_until, send_link};
pub(crate) use words_and_rights::tell_of_eyes;
pub(crate) use words_and_rights::{
    Giver, four_eyes_of, grant, keep_address, keep_last_address, rewrite_words,
};

//! Who an address is to an organisation: whose it is there today, or else who was last known there by it (docs/decisions/0016).

/// The authorisation of an address at an organisation.
macro_rules! known_as {
    ($address:literal, $organisation:literal) => {
        crate::known_as::known_as!($address, $organisation, "", "")
    };
    // The same, and an invitation that was withdrawn is nobody's.
    ($address:literal, $organisation:literal, accepted) => {
        crate::known_as::known_as!(
            $address,
            $organisation,
            " and not (held.state = 'stopped' and held.activated_at is null)",
            " and not (knew.state = 'stopped' and knew.activated_at is null)"
        )
    };
    ($address:literal, $organisation:literal, $held:literal, $knew:literal) => {
        concat!(
            "coalesce((
    select held.id
    from account holder join authorisation held on held.account_id = holder.id
    where holder.email_canonical = ",
            $address,
            " and held.organisation_id = ",
            $organisation,
            $held,
            "
), (
    select laid.authorisation_id
    from address_before laid join authorisation knew on knew.id = laid.authorisation_id
    where laid.email_canonical = ",
            $address,
            " and knew.organisation_id = ",
            $organisation,
            $knew,
            "
    order by laid.until_at desc, laid.authorisation_id
    limit 1
))"
        )
    };
}
pub(crate) use known_as;

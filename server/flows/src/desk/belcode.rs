//! Belcodes: six digits on the screen of somebody who is stuck. Read out on the telephone they lead an agent to the case;
//! they prove nothing and open nothing. The same for every address, because nobody looks it up before an agent does.

use domain::{EmailAddress, Moment};

use super::sql;
use crate::{
    Services, Tx,
    budgets::{Common, HOUR},
    execute, on,
    services::Chance,
    trouble::Result,
};

/// Draws before somebody goes without: then there are as many belcodes as there can be.
const DRAWS: u32 = 12;

/// Belcodes of everybody, an hour, before strangers have to go slowly: in the four hours that one lasts at most, four fifths
/// of what there is.
const OVERALL: u32 = 20_000;

/// Six digits to read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belcode {
    /// The digits. The first is a zero, so that no access code is the same.
    pub code: String,
    /// Until when they lead anywhere.
    pub until: Moment,
}

/// What a belcode leads to.
pub(super) struct Stuck {
    /// What was typed, if anything could be read as an address.
    pub address: Option<EmailAddress>,
    pub page: String,
    pub at: Moment,
}

/// Makes a belcode for somebody who is stuck at `page`. `Err` with the moment from which there may be one again, for a
/// network that asked for too many.
pub async fn make(
    services: &Services,
    page: &str,
    address: Option<&EmailAddress>,
    network: &str,
) -> Result<std::result::Result<Belcode, Moment>> {
    let now = services.now();
    let until = now.plus(services.policy.belcode);
    let belcodes = Common {
        what: "belcodes",
        window: HOUR,
        per_network: services.policy.letters_per_network_hour,
        overall: Some(OVERALL),
    };
    let mut tx = services.db.write_lightly().await?;
    let mut made = Err(until);
    match belcodes.spend(&mut tx, services, network, now).await? {
        Err(again) => made = Err(again),
        Ok(_) => {
            for _ in 0..DRAWS {
                let code = draw(services.chance.as_ref())?;
                let ours = execute!(
                    &mut tx,
                    sql::MAKE_BELCODE,
                    &code,
                    address.map(EmailAddress::canonical),
                    page,
                    now.unix_ms(),
                    until.unix_ms(),
                )?;
                if ours == 1 {
                    made = Ok(Belcode { code, until });
                    break;
                }
            }
        }
    }
    tx.commit().await?;
    Ok(made)
}

/// Where a belcode leads at `now`.
pub(super) async fn find(tx: &mut Tx, code: &str, now: Moment) -> Result<Option<Stuck>> {
    let row: Option<(Option<String>, String, i64)> = on!(tx, |c| sqlx::query_as(sql::BELCODE)
        .bind(code)
        .bind(now.unix_ms())
        .fetch_optional(c))?;
    Ok(row.map(|(address, page, at)| Stuck {
        address: address.and_then(|address| EmailAddress::parse(&address).ok()),
        page,
        at: Moment::from_unix_ms(at),
    }))
}

/// A zero and five digits. It opens nothing, so the tiny bias of a remainder does not matter.
fn draw(chance: &dyn Chance) -> Result<String> {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes)?;
    Ok(format!("0{:05}", u64::from_le_bytes(bytes) % 100_000))
}

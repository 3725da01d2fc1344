//! Text messages of a day, and who may have how many of them sent: they cost money, and without one nobody gets in.
//! What invited people use comes out of a small share of its own, and some are kept for the service desk (SEC-70).

/// What is used up when no message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Share {
    /// What one person, or one number, may have sent.
    Person,
    /// What one agent of the service desk may have sent to one person.
    Agent,
    /// What one network may have sent without a code that comes back.
    Network,
    /// What everybody at one organisation may together.
    Organisation,
    /// What everybody whom one organisation invited may together.
    Invited,
    /// What everybody may together who was invited, wherever.
    AllInvited,
    /// What is sent in a day, but for what is kept for the service desk.
    Everybody,
}

/// How the messages of a day are shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfMessages {
    /// All of them.
    pub all: u32,
    /// Of a hundred, what is kept for the service desk.
    pub desk_percent: u32,
    /// Of a hundred, what people may who were invited and not in yet.
    pub invited_percent: u32,
    /// Of a hundred, what one organisation may, of each of these shares.
    pub organisation_percent: u32,
}

impl Default for DayOfMessages {
    fn default() -> Self {
        Self {
            all: 20_000,
            desk_percent: 5,
            invited_percent: 10,
            organisation_percent: 5,
        }
    }
}

/// What a share holds where there are enough for all: a few people who each need a code sent again.
const LEAST: u32 = 20;

impl DayOfMessages {
    /// Kept for the service desk.
    pub fn desk(&self) -> u32 {
        share(self.all, self.desk_percent)
    }

    /// What people may who were invited and not in yet; at least one.
    pub fn invited(&self) -> u32 {
        share(self.all, self.invited_percent).max(1)
    }

    /// What one organisation may; at least one.
    pub fn organisation(&self) -> u32 {
        share(self.all, self.organisation_percent).max(1)
    }

    /// What the people may whom one organisation invited; at least one.
    pub fn invited_by_one(&self) -> u32 {
        share(self.invited(), self.organisation_percent).max(1)
    }
}

/// So many of a hundred; where that is less than [`LEAST`] so many, or a quarter of all.
fn share(all: u32, percent: u32) -> u32 {
    let part = u64::from(all) * u64::from(percent) / 100;
    u32::try_from(part)
        .unwrap_or(u32::MAX)
        .max(LEAST.min(all / 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_shared_out_and_nobody_is_left_without() {
        for (all, desk, invited, organisation, invited_by_one) in [
            (20_000, 1_000, 2_000, 1_000, 100),
            (1_000, 50, 100, 50, 20),
            (500, 25, 50, 25, 12),
            (100, 20, 20, 20, 5),
            (1, 0, 1, 1, 1),
            (u32::MAX, 214_748_364, 429_496_729, 214_748_364, 21_474_836),
        ] {
            let day = DayOfMessages {
                all,
                ..DayOfMessages::default()
            };
            let shares = (
                day.desk(),
                day.invited(),
                day.organisation(),
                day.invited_by_one(),
            );
            assert_eq!(
                shares,
                (desk, invited, organisation, invited_by_one),
                "{all}"
            );
        }
    }
}

//! Which desk helps whoever asks: every page names one desk, in its text and below it. That of the page's own subject first,
//! then of whoever is logged in, of the link or code in hand, of the capacity that was chosen, else the service desk.

use domain::desks::Desk;
use flows::{
    kinds::{self, Behind},
    secrets::LinkSecret,
};

use super::{Ask, Stop};
use crate::appointments;

/// Where a session keeps the desk of the page before.
const HELPED_BY: &str = "desk";

impl Ask {
    /// The page is about something that this desk helps with. What is said first holds for the whole page.
    pub fn is_helped_by(&self, desk: &Desk) {
        self.helped_by.get_or_init(|| desk.code.clone());
    }

    /// The desk that helps.
    pub async fn help_desk(&self) -> Result<&Desk, Stop> {
        if self.helped_by.get().is_none() && self.visitor().await?.is_none() {
            let asked = match self.link_in_hand() {
                Some(secret) => kinds::of_link(self.services(), &secret).await?,
                None => self.of_session().await?,
            };
            match asked {
                Some(Behind::People(kinds)) => {
                    self.is_helped_by(self.portal.desks.of_kinds(&kinds));
                }
                Some(Behind::Request(kind)) => {
                    self.is_helped_by(appointments::answered_by(self, Some(&kind)).1);
                }
                None => {}
            }
        }
        Ok(self.help_desk_so_far())
    }

    /// The same, as far as it is known without asking the database.
    pub fn help_desk_so_far(&self) -> &Desk {
        let (desks, help) = (&self.portal.desks, &self.portal.help);
        let chosen = || {
            let capacity = help.capacity(&self.capacity_before()?)?;
            desks.get(&capacity.desk)
        };
        let known = self.helped_by.get().and_then(|code| desks.get(code));
        known.or_else(chosen).unwrap_or(&desks.service)
    }

    /// Keeps the desk of this page for the one after it, which has no link in its address.
    pub async fn keep_help_desk(&self) -> Result<(), Stop> {
        let desk = self.help_desk().await?;
        self.remember_if_there_is_room(HELPED_BY, &desk.code).await
    }

    /// Ends this session; the page that says why names the desk that helps whoever was on their way in.
    pub async fn leave_with_help_desk(&self) -> Result<(), Stop> {
        self.help_desk().await?;
        self.leave().await
    }

    /// The page follows on one that kept its desk.
    pub async fn is_helped_as_before(&self) -> Result<(), Stop> {
        let kept = self.recall::<String>(HELPED_BY).await?;
        if let Some(desk) = kept.and_then(|code| self.portal.desks.get(&code)) {
            self.is_helped_by(desk);
        }
        Ok(())
    }

    /// The secret of the link that led to this page.
    fn link_in_hand(&self) -> Option<LinkSecret> {
        self.path().split('/').find_map(LinkSecret::parse)
    }

    /// Of whoever gave the first factor, or holds a link, and has not given the code yet.
    async fn of_session(&self) -> Result<Option<Behind>, Stop> {
        let Some(stage) = self.stage().await? else {
            return Ok(None);
        };
        Ok(kinds::of_stage(self.services(), &stage).await?)
    }
}

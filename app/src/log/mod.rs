//! `/beheer/logboek`.

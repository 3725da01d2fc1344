//! A mail server whose name has more addresses than one, of which some are no use.

use tokio::{net::TcpSocket, time::Instant};

use super::{super::opening::in_turn, *};

/// What an address does with whoever comes.
#[derive(Clone, Copy, Debug)]
enum Is {
    /// Takes mail.
    Well,
    /// Takes the connection and says nothing.
    Silent,
    /// Lets no packet through.
    Dead,
    /// Refuses the connection.
    Closed,
    /// Greets with a no.
    Says(&'static str),
    /// Greets, and answers to our name and nothing after that.
    Stuck,
}

struct Place {
    address: SocketAddr,
    /// One for each connection; what was handed in.
    arrives: UnboundedReceiver<String>,
    callers: UnboundedReceiver<()>,
    /// What keeps a dead place dead.
    _kept: Option<(TcpListener, Vec<std::net::TcpStream>)>,
}

async fn place(is: Is) -> Place {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (taken, arrives) = unbounded_channel();
    let (called, callers) = unbounded_channel();
    match is {
        Is::Closed => drop(listener),
        Is::Dead => {
            let (listener, address, queue) = dead();
            return Place {
                address,
                arrives,
                callers,
                _kept: Some((listener, queue)),
            };
        }
        Is::Well | Is::Silent | Is::Says(_) | Is::Stuck => {
            tokio::spawn(async move {
                let mut lines = Vec::new();
                while let Ok((mut stream, _)) = listener.accept().await {
                    called.send(()).unwrap_or_default();
                    let said = match is {
                        Is::Well => "220 voorbeeld\r\n",
                        Is::Says(said) => said,
                        Is::Stuck => "220 voorbeeld\r\n250 voorbeeld\r\n",
                        _ => "",
                    };
                    stream.write_all(said.as_bytes()).await.unwrap();
                    if matches!(is, Is::Well) {
                        tokio::spawn(take(stream, taken.clone()));
                    } else {
                        lines.push(stream);
                    }
                }
            });
        }
    }
    Place {
        address,
        arrives,
        callers,
        _kept: None,
    }
}

/// A place whose queue is full: whoever comes is not answered at all.
fn dead() -> (TcpListener, SocketAddr, Vec<std::net::TcpStream>) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let brief = Duration::from_millis(100);
    let connects = || std::net::TcpStream::connect_timeout(&address, brief).ok();
    let kept = std::iter::from_fn(connects).collect();
    (listener, address, kept)
}

#[tokio::test]
async fn sec_33_of_a_mail_server_with_two_addresses_the_one_that_is_well_gets_the_letter() {
    for no_use in [
        Is::Silent,
        Is::Dead,
        Is::Closed,
        Is::Says("421 4.3.2 too many\r\n"),
        Is::Says("554 5.3.2 not you\r\n"),
        Is::Says("HTTP/1.1 400 Bad Request\r\n"),
    ] {
        for before in [1, 3] {
            let mut places = Vec::new();
            for _ in 0..before {
                places.push(place(no_use).await);
            }
            places.push(place(Is::Well).await);
            let to: Vec<_> = places.iter().map(|place| place.address).collect();
            let longest = match no_use {
                Is::Silent | Is::Dead => Duration::from_secs(1),
                // Whoever waited for the share of one that refuses would wait a quarter of an hour.
                _ => Duration::from_secs(60 * 60),
            };
            let server = server(Encryption::None);
            send(&server, &to, longest).await.unwrap();
            let mut well = places.pop().unwrap();
            let text = well.arrives.recv().await.unwrap();
            assert!(text.contains("De tekst."), "{no_use:?} {before}");
            // The next one goes there first.
            while places[0].callers.try_recv().is_ok() {}
            send(&server, &to, LONG).await.unwrap();
            well.arrives.recv().await.unwrap();
            assert!(places[0].callers.try_recv().is_err(), "{no_use:?} {before}");
        }
    }
}

#[tokio::test]
async fn sec_33_when_no_address_is_well_what_is_told_is_what_one_of_them_answered() {
    let busy = Is::Says("421 4.3.2 too many\r\n");
    let no = Is::Says("554 5.3.2 not you\r\n");
    for (is, obstacle, told) in [
        (
            [busy, Is::Closed],
            Obstacle::CarrierBusy,
            "greeting 421 4.3.2",
        ),
        (
            [Is::Closed, busy],
            Obstacle::CarrierBusy,
            "greeting 421 4.3.2",
        ),
        ([no, busy], Obstacle::CarrierRefuses, "greeting 554 5.3.2"),
        (
            [no, Is::Silent],
            Obstacle::CarrierRefuses,
            "greeting 554 5.3.2",
        ),
        (
            [Is::Silent, Is::Dead],
            Obstacle::CarrierAway,
            "greeting timeout",
        ),
        (
            [Is::Closed, Is::Closed],
            Obstacle::CarrierAway,
            "greeting connection",
        ),
    ] {
        let places = [place(is[0]).await, place(is[1]).await];
        let to = [places[0].address, places[1].address];
        let began = Instant::now();
        let sent = send(&server(Encryption::None), &to, Duration::from_millis(600)).await;
        assert_eq!(sent.unwrap_err(), (obstacle, told.to_owned()), "{is:?}");
        assert!(began.elapsed() < Duration::from_secs(5), "{is:?}");
    }
}

#[tokio::test]
async fn sec_33_an_address_that_takes_no_mail_hides_no_other_from_the_next_try() {
    let places = [place(Is::Stuck).await, place(Is::Well).await];
    let to = [places[0].address, places[1].address];
    let [_, mut well] = places;
    let server = server(Encryption::None);
    let sent = send(&server, &to, Duration::from_millis(300)).await;
    let expected = (Obstacle::CarrierAway, "mail timeout".to_owned());
    assert_eq!(sent.unwrap_err(), expected);
    send(&server, &to, LONG).await.unwrap();
    assert!(well.arrives.recv().await.unwrap().contains("De tekst."));
}

#[tokio::test]
async fn an_address_that_is_slow_to_greet_is_not_given_up_for_one_that_refuses() {
    let slow = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = [slow.local_addr().unwrap(), other.local_addr().unwrap()];
    let (taken, mut arrives) = unbounded_channel();
    tokio::spawn(async move {
        let (mut first, _) = slow.accept().await.unwrap();
        // It greets only when the other one was tried, and has said no.
        drop(other.accept().await.unwrap());
        first.write_all(b"220 voorbeeld\r\n").await.unwrap();
        take(first, taken).await;
    });
    send(&server(Encryption::None), &to, Duration::from_secs(3))
        .await
        .unwrap();
    assert!(arrives.recv().await.unwrap().contains("De tekst."));
}

#[test]
fn addresses_of_both_kinds_are_tried_in_turn_and_a_great_many_are_not() {
    let read = |text: &str| -> Vec<SocketAddr> {
        text.split_whitespace()
            .map(|word| word.parse().unwrap())
            .collect()
    };
    for (found, expected) in [
        (
            "[2001:db8::1]:25 [2001:db8::2]:25 192.0.2.1:25 192.0.2.2:25",
            "[2001:db8::1]:25 192.0.2.1:25 [2001:db8::2]:25 192.0.2.2:25",
        ),
        (
            "192.0.2.1:25 192.0.2.1:25 192.0.2.2:25 192.0.2.3:25 [2001:db8::1]:25",
            "192.0.2.1:25 [2001:db8::1]:25 192.0.2.2:25 192.0.2.3:25",
        ),
        ("192.0.2.2:25 192.0.2.1:25", "192.0.2.2:25 192.0.2.1:25"),
        ("", ""),
    ] {
        assert_eq!(in_turn(read(found).into_iter()), read(expected), "{found}");
    }
    let many = (0..100).map(|n| SocketAddr::from(([192, 0, 2, n], 25)));
    assert_eq!(in_turn(many).len(), 8);
}

#[tokio::test]
async fn sec_33_a_server_that_thinks_about_a_mail_which_it_has_is_not_sent_another() {
    let slow = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = [slow.local_addr().unwrap()];
    let stuck = place(Is::Stuck).await;
    let (taken, mut arrives) = unbounded_channel();
    let (says, answers) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let (mut line, _) = slow.accept().await.unwrap();
        line.write_all(b"220 voorbeeld\r\n").await.unwrap();
        take_after(answers, line, taken).await;
    });
    let longest = Duration::from_secs(2);
    let server = server(Encryption::None);
    let sending = send(&server, &to, longest);
    // It answers when everybody else would have been given up.
    let other = async {
        send(&server, &[stuck.address], longest).await.unwrap_err();
        says.send(()).unwrap();
    };
    let (sent, ()) = tokio::join!(sending, other);
    sent.unwrap();
    assert!(arrives.recv().await.unwrap().contains("De tekst."));
}

#[tokio::test]
async fn sec_33_a_server_that_never_says_whether_it_took_a_mail_may_have_taken_it() {
    let slow = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = slow.local_addr().unwrap();
    let (taken, _arrives) = unbounded_channel();
    let (_says, answers) = tokio::sync::oneshot::channel::<()>();
    tokio::spawn(async move {
        let (mut line, _) = slow.accept().await.unwrap();
        line.write_all(b"220 voorbeeld\r\n").await.unwrap();
        take_after(answers, line, taken).await;
    });
    let sent = send(&server(Encryption::None), &[to], Duration::from_secs(1)).await;
    let expected = (Obstacle::Unanswered, "text timeout".to_owned());
    assert_eq!(sent.unwrap_err(), expected);
}

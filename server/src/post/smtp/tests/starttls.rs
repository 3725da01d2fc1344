//! Somebody on the way to the mail server, who has no key of it and adds words of their own in the open.

use super::*;

/// What is said in the open, at each of its three points, and whether what follows inside is swallowed.
#[derive(Clone, Copy, Debug)]
struct Way {
    greeting: &'static str,
    ehlo: &'static str,
    starttls: &'static str,
    swallows: bool,
}

const HONEST: Way = Way {
    greeting: "220 voorbeeld\r\n",
    ehlo: "250-voorbeeld\r\n250 STARTTLS\r\n",
    starttls: "220 go ahead\r\n",
    swallows: false,
};

/// A mail server behind `way`; what it was handed arrives at the receiver.
async fn behind(way: Way, acceptor: TlsAcceptor) -> (SocketAddr, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (taken, arrives) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            for said in [way.greeting, way.ehlo, way.starttls] {
                stream.write_all(said.as_bytes()).await.unwrap();
                if said != way.starttls {
                    hear_line(&mut stream).await;
                }
            }
            let (acceptor, taken) = (acceptor.clone(), taken.clone());
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                if way.swallows {
                    while stream.read_u8().await.is_ok() {}
                } else {
                    take(stream, taken).await;
                }
            });
        }
    });
    (address, arrives)
}

async fn hear_line(stream: &mut TcpStream) {
    while stream.read_u8().await.is_ok_and(|byte| byte != b'\n') {}
}

#[tokio::test]
async fn sec_33_what_was_said_in_the_open_is_no_answer_inside_the_encryption() {
    let (acceptor, tls) = certified();
    #[rustfmt::skip]
    let ways = [
        // Behind "go ahead": a yes to everything; a no to the address; less than a whole answer; more than one can hold.
        Way { starttls: "220 go ahead\r\n250 x\r\n250 x\r\n250 x\r\n354 x\r\n250 x\r\n", ..HONEST },
        Way { starttls: "220 go ahead\r\n250 x\r\n250 x\r\n550 5.1.1 no such user\r\n", ..HONEST },
        Way { starttls: "220 go ahead\r\n250-x", ..HONEST },
        Way { starttls: "220 go ahead\r\n\r\n", ..HONEST },
        Way { starttls: "220-go\r\n220 ahead\r\n250 x\r\n", ..HONEST },
        // Before it was asked for.
        Way { ehlo: "250-voorbeeld\r\n250 STARTTLS\r\n220 go\r\n250 x\r\n250 x\r\n250 x\r\n354 x\r\n250 x\r\n", ..HONEST },
        Way { greeting: "220 voorbeeld\r\n250-voorbeeld\r\n250 STARTTLS\r\n220 go\r\n250 x\r\n250 x\r\n250 x\r\n354 x\r\n250 x\r\n", ehlo: "", starttls: "", ..HONEST },
    ];
    for way in ways {
        let way = Way {
            swallows: true,
            ..way
        };
        for encryption in [
            Encryption::Required(tls.clone()),
            Encryption::Offered(tls.clone()),
        ] {
            let (address, _) = behind(way, acceptor.clone()).await;
            let sent = send(&server(encryption), &[address], LONG).await;
            let (obstacle, told) = sent.unwrap_err();
            assert_eq!(obstacle, Obstacle::CarrierAway, "{way:?}: {told}");
            assert!(told.starts_with("starttls tls: "), "{way:?}: {told}");
            assert!(!obstacle.is_final(), "it is tried again");
        }
    }
}

#[tokio::test]
async fn sec_33_behind_an_honest_way_the_letter_arrives_and_behind_a_silent_one_it_waits() {
    let (acceptor, tls) = certified();
    for encryption in [
        Encryption::Required(tls.clone()),
        Encryption::Offered(tls.clone()),
    ] {
        let (address, mut arrives) = behind(HONEST, acceptor.clone()).await;
        send(&server(encryption.clone()), &[address], LONG)
            .await
            .unwrap();
        assert!(arrives.recv().await.unwrap().contains("De tekst."));
        let swallows = Way {
            swallows: true,
            ..HONEST
        };
        let (address, _) = behind(swallows, acceptor.clone()).await;
        let short = Duration::from_millis(300);
        let sent = send(&server(encryption), &[address], short).await;
        let expected = (Obstacle::CarrierAway, "starttls timeout".to_owned());
        assert_eq!(sent.unwrap_err(), expected);
    }
    // A certificate that nobody whom we believe has signed.
    let (_, other) = certified();
    let (address, _) = behind(HONEST, acceptor).await;
    let sent = send(&server(Encryption::Required(other)), &[address], LONG).await;
    let (obstacle, told) = sent.unwrap_err();
    assert_eq!(obstacle, Obstacle::CarrierAway);
    assert!(
        told.starts_with("starttls tls: invalid peer certificate"),
        "{told}"
    );
}

#[tokio::test]
async fn sec_33_encryption_from_the_first_byte_has_no_words_before_it() {
    let (acceptor, tls) = certified();
    for (said, arrived) in [("", true), ("220 voorbeeld\r\n250 x\r\n250 x\r\n", false)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (taken, mut arrives) = unbounded_channel();
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(said.as_bytes()).await.unwrap();
            if let Ok(mut stream) = acceptor.accept(stream).await {
                stream.write_all(b"220 voorbeeld\r\n").await.unwrap();
                take(stream, taken).await;
            }
        });
        let sent = send(&server(Encryption::Wrapped(tls.clone())), &[address], LONG).await;
        if arrived {
            sent.unwrap();
            assert!(arrives.recv().await.unwrap().contains("De tekst."));
        } else {
            let (obstacle, told) = sent.unwrap_err();
            assert_eq!(obstacle, Obstacle::CarrierAway);
            assert!(told.starts_with("greeting tls: "), "{told}");
        }
    }
}

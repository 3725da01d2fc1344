//! Text messages, handed to a gateway that answers as it likes, by what `serve` makes of a configuration.

use std::time::Duration;

use domain::post::Obstacle;
use server::post::{
    sms_http::{SmsHttp, SmsHttpSettings},
    transport::SmsGateway,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{
    sms,
    support::{Manner, carriers, gateway},
};

#[tokio::test]
async fn an_sms_is_posted_with_our_token_and_its_key() {
    let server = gateway(&[Manner::Accepts]).await;
    let accepted = carriers(1, server.port).sms.send(&sms()).await.unwrap();
    assert_eq!(accepted.provider_id.as_deref(), Some("bericht-1"));
    let request = server.received().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let head = head.to_lowercase();
    assert!(head.starts_with("post /berichten http/1.1"));
    assert!(head.contains("authorization: bearer geheim-van-ons"));
    assert!(head.contains("idempotency-key: 0193464e-0000-7000-8000-00000000000b.1"));
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let expected =
        serde_json::json!({"to": "+31612345678", "from": "Voorbeeld", "text": sms().text});
    assert_eq!(body, expected);
}

#[test]
fn sec_73_a_proxy_that_the_machine_has_for_everybody_carries_no_code() {
    // The test above, in a process whose environment leads everything to a port where nobody listens.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let names = ["http_proxy", "https_proxy", "all_proxy"];
    let both = names.map(|name| [name.to_owned(), name.to_uppercase()]);
    let done = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "sms::an_sms_is_posted_with_our_token_and_its_key",
        ])
        .envs(both.into_iter().flatten().map(|name| (name, proxy.clone())))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
async fn sec_33_a_gateway_that_has_trouble_is_tried_again_and_one_that_refuses_the_number_is_believed()
 {
    use Obstacle::*;
    let page = "<!doctype html><title>Log in to this network</title>";
    let cases = [
        (Manner::Hangs, Unanswered),
        (Manner::BreaksOff, Unanswered),
        (Manner::Says(500), CarrierAway),
        (Manner::Says(503), CarrierAway),
        (Manner::Says(429), CarrierBusy),
        (Manner::Says(401), CarrierRefuses),
        (Manner::Says(402), NoCredit),
        (Manner::Says(403), CarrierRefuses),
        (Manner::Says(404), CarrierRefuses),
        (Manner::Says(302), CarrierRefuses),
        (Manner::Says(400), CarrierRefuses),
        (
            Manner::Answers(400, r#"{"error":"invalid sender"}"#),
            CarrierRefuses,
        ),
        (
            Manner::Answers(400, r#"{"error":"invalid number"}"#),
            NoSuchNumber,
        ),
        (
            Manner::Answers(
                422,
                r#"{"errors":[{"field":"to","message":"not a valid phone"}]}"#,
            ),
            NoSuchNumber,
        ),
        (Manner::Answers(200, page), Unanswered),
        (Manner::Begins(200), Unanswered),
        (Manner::Chatters(200), Unanswered),
        (Manner::Answers(502, page), Unanswered),
    ];
    for (manner, obstacle) in cases {
        let server = gateway(&[manner]).await;
        let failure = carriers(1, server.port).sms.send(&sms()).await.unwrap_err();
        assert_eq!(failure.obstacle, obstacle, "{manner:?} {}", failure.detail);
        let only_the_number = obstacle == NoSuchNumber;
        assert_eq!(obstacle.is_final(), only_the_number, "{manner:?}");
    }
}

#[tokio::test]
async fn a_gateway_with_whom_no_encryption_can_be_agreed_is_told_as_that() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        // It speaks no TLS.
        stream.write_all(b"HTTP/1.1 400 no\r\n\r\n").await.unwrap();
        assert!(stream.read(&mut [0; 1024]).await.unwrap() > 0);
    });
    let gateway = SmsHttp::new(SmsHttpSettings {
        url: format!("https://127.0.0.1:{port}/berichten"),
        token: "geheim-van-ons".into(),
        sender: "Voorbeeld".into(),
        taken: None,
        timeout: Duration::from_secs(5),
    });
    let failure = gateway.send(&sms()).await.unwrap_err();
    assert!(failure.detail.starts_with("tls: "), "{}", failure.detail);
}

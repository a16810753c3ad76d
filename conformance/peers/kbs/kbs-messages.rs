//! The message types that Trustee and its guests use, of the generation of either dialect, as a filter: a line with what is wanted of them,
//! a line with what they make of it. Nothing of it knows fauxmetal.

use serde_json::{json, Value};
use std::io::{self, BufRead, Write};

fn main() {
    for line in io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let made = match asked["dialect"].as_str() {
            Some("2024-08") => of_2024(&asked),
            _ => of_2026(&asked),
        };
        let answer = match made {
            Ok(value) => json!({ "made": value }),
            Err(problem) => json!({ "problem": problem.to_string() }),
        };
        writeln!(io::stdout(), "{answer}").unwrap();
    }
}

type Made = Result<Value, Box<dyn std::error::Error>>;

fn of_2026(asked: &Value) -> Made {
    use kbs_types::*;
    let given = asked["given"].clone();
    match asked["want"].as_str().unwrap_or_default() {
        "request" => {
            let request: Request = serde_json::from_value(given)?;
            Ok(serde_json::to_value(request)?)
        }
        "challenge" => {
            let challenge: Challenge = serde_json::from_value(given)?;
            Ok(json!(challenge.nonce))
        }
        // What the evidence has to be bound to: as rcar_client.rs of guest-components does it, with the digest of this crate.
        "digest" => {
            let data: RuntimeData = serde_json::from_value(given)?;
            let bound = json!({ "tee-pubkey": data.tee_pubkey, "nonce": data.nonce, "additional-evidence": "" });
            Ok(json!(HashAlgorithm::Sha384.digest(serde_json::to_string(&bound)?.as_bytes())))
        }
        "attestation" => {
            let attestation: Attestation = serde_json::from_value(given)?;
            Ok(serde_json::to_value(attestation)?)
        }
        // What is authenticated besides the secret is made anew from what was understood of the header.
        "response" => {
            let response: Response = serde_json::from_value(given)?;
            let aad = String::from_utf8(response.protected.generate_aad()?)?;
            Ok(json!({ "alg": response.protected.alg, "aad": aad, "again": serde_json::to_value(&response)? }))
        }
        "error" => {
            let error: ErrorInformation = serde_json::from_value(given)?;
            Ok(json!([error.error_type, error.detail]))
        }
        other => Err(other.into()),
    }
}

fn of_2024(asked: &Value) -> Made {
    use kbs_types_2024::*;
    let given = asked["given"].clone();
    match asked["want"].as_str().unwrap_or_default() {
        "request" => {
            let request: Request = serde_json::from_value(given)?;
            Ok(serde_json::to_value(request)?)
        }
        "challenge" => {
            let challenge: Challenge = serde_json::from_value(given)?;
            Ok(json!(challenge.nonce))
        }
        "attestation" => {
            let attestation: Attestation = serde_json::from_value(given)?;
            Ok(serde_json::to_value(attestation)?)
        }
        "response" => {
            let response: Response = serde_json::from_value(given)?;
            Ok(serde_json::to_value(&response)?)
        }
        "error" => {
            let error: ErrorInformation = serde_json::from_value(given)?;
            Ok(json!([error.error_type, error.detail]))
        }
        other => Err(other.into()),
    }
}
